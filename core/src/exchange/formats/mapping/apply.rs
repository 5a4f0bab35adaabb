//! Reading a record by a mapping.

use std::borrow::Cow;

use serde_json::Value;

use super::{BodyEncoding, DurationUnit, FieldPath, MappedField, Mapping};
use crate::exchange::formats::draft::{Draft, Parsed, base64, request_line};
use crate::exchange::formats::lax::Lax;
use crate::exchange::formats::rejected::Refusal;
use crate::exchange::formats::rejected::Rejection;
use crate::exchange::formats::time::Unit;
use crate::exchange::{Header, Octets};

/// A record, looked at through a mapping.
struct Fields<'r> {
    mapping: &'r Mapping,
    record: &'r Value,
}

impl Mapping {
    /// Reads a record.
    pub(in super::super) fn read(&self, text: &[u8]) -> Parsed {
        let record: Value = serde_json::from_slice(text).map_err(|error| Refusal::of_json(&error))?;
        if !record.is_object() {
            return Err(Refusal::Broken(Rejection::WrongShape, "the record is no object"));
        }
        let fields = Fields { mapping: self, record: &record };
        let mut draft = fields.request()?;
        fields.circumstances(&mut draft);
        fields.messages(&mut draft)?;
        Ok(draft)
    }

    fn unit(&self) -> Unit {
        match self.duration_unit {
            DurationUnit::Seconds => Unit::Seconds,
            DurationUnit::Milliseconds => Unit::Milliseconds,
            DurationUnit::Microseconds => Unit::Microseconds,
            DurationUnit::Nanoseconds => Unit::Nanoseconds,
        }
    }
}

impl FieldPath {
    fn of<'r>(&self, record: &'r Value) -> Option<&'r Value> {
        self.0.iter().try_fold(record, |value, name| match value {
            Value::Object(members) => members.get(name),
            Value::Array(items) => items.get(name.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

impl<'r> Fields<'r> {
    /// Returns the first of a field's values that says anything.
    fn value(&self, field: MappedField) -> Option<&'r Value> {
        let (_, paths) = self.mapping.fields.iter().find(|(own, _)| *own == field)?;
        let says_something = |value: &&Value| {
            !matches!(value, Value::Null) && value.as_str().is_none_or(|text| !matches!(text, "" | "-"))
        };
        paths.iter().filter_map(|path| path.of(self.record)).find(says_something)
    }

    fn lax(&self, field: MappedField) -> Lax<'r> {
        self.value(field).map_or(Lax::Nothing, lax)
    }

    fn text(&self, field: MappedField) -> Option<String> {
        self.lax(field).text().map(Cow::into_owned)
    }

    fn request(&self) -> Parsed {
        let (mut method, mut path) = (self.text(MappedField::Method), self.text(MappedField::Path));
        if (method.is_none() || path.is_none())
            && let Some(line) = self.text(MappedField::RequestLine)
        {
            let (own_method, own_path) = request_line(&line)?;
            method.get_or_insert_with(|| own_method.to_owned());
            path.get_or_insert_with(|| own_path.to_owned());
        }
        let mut path = path.ok_or(Refusal::NO_TARGET)?;
        if let Some(query) = self.text(MappedField::Query).filter(|_| !path.contains('?')) {
            path = format!("{path}?{}", query.trim_start_matches('?'));
        }
        Draft::new(&method.ok_or(Refusal::NO_METHOD)?, &path)
    }

    /// Takes when it was, and who called whom.
    fn circumstances(&self, draft: &mut Draft) {
        use MappedField::{
            Client, DestinationWorkload, Duration, Host, Id, Port, Principal, Route, Scheme, Timestamp, Tls,
            Workload,
        };
        draft.at(self.lax(Timestamp).moment());
        draft.exchange.duration_us =
            self.lax(Duration).number().and_then(|amount| self.mapping.unit().to_microseconds(amount));
        draft.scheme(&self.text(Scheme).unwrap_or_default());
        draft.tls(&self.text(Tls).unwrap_or_default());
        draft.host(&self.text(Host).unwrap_or_default());
        draft.port(self.lax(Port).count().and_then(|port| u16::try_from(port).ok()));
        draft.source(&self.text(Client).unwrap_or_default());
        draft.exchange.id = self.text(Id);
        draft.exchange.route = self.text(Route);
        draft.exchange.source.principal = self.text(Principal);
        draft.exchange.source.workload = self.text(Workload);
        draft.exchange.destination.workload = self.text(DestinationWorkload);
    }

    fn messages(&self, draft: &mut Draft) -> Result<(), Refusal> {
        match self.value(MappedField::RequestHeaders) {
            Some(headers) => draft.headers(lines(headers)),
            None => {
                for (field, name) in [
                    (MappedField::UserAgent, "user-agent"),
                    (MappedField::Referer, "referer"),
                    (MappedField::ForwardedFor, "x-forwarded-for"),
                ] {
                    draft.single_header(name, &self.text(field).unwrap_or_default());
                }
            }
        }
        let request = &mut draft.exchange.request;
        request.body = self.body(MappedField::RequestBody)?;
        request.size = self.lax(MappedField::RequestSize).count();
        draft.status(self.text(MappedField::Status).as_deref())?;
        if let Some(headers) = self.value(MappedField::ResponseHeaders) {
            draft.response_headers(lines(headers));
        }
        if let Some(response) = &mut draft.exchange.response {
            response.body = self.body(MappedField::ResponseBody)?;
            response.size = self.lax(MappedField::ResponseSize).count();
        }
        Ok(())
    }

    /// Returns a body. One that was logged as JSON, not as a text of JSON, is written as such again.
    fn body(&self, field: MappedField) -> Result<Option<Octets>, Refusal> {
        match self.value(field) {
            None => Ok(None),
            Some(Value::String(text)) if self.mapping.body_encoding == BodyEncoding::Base64 => {
                base64(text).map(|bytes| Some(Octets::from(bytes)))
            }
            Some(Value::String(text)) => Ok(Some(Octets::from(text.as_str()))),
            Some(value) => Ok(Some(Octets::from(value.to_string()))),
        }
    }
}

fn lax(value: &Value) -> Lax<'_> {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => Lax::Nothing,
        Value::Bool(value) => Lax::Bool(*value),
        Value::String(text) => Lax::Text(Cow::Borrowed(text)),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Lax::Integer(integer),
            (None, Some(float)) => Lax::Float(float),
            (None, None) => Lax::Nothing,
        },
    }
}

/// Reads headers: `{"name": "value"}`, `{"name": ["value", "value"]}`, `[["name", "value"]]` or
/// `[{"name": "name", "value": "value"}]`, also with `key` for `name`.
fn lines(headers: &Value) -> Vec<Header> {
    let mut lines = Vec::new();
    let mut add = |name: &str, value: &Value| {
        if let Some(text) = lax(value).text() {
            lines.push((name.to_owned(), Octets::from(text.into_owned())));
        }
    };
    match headers {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::Array(values) => values.iter().for_each(|value| add(name, value)),
                    value => add(name, value),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                let pair = match item {
                    Value::Array(pair) => pair.first().zip(pair.get(1)),
                    item => item.get("name").or_else(|| item.get("key")).zip(item.get("value")),
                };
                if let Some((Value::String(name), value)) = pair {
                    add(name, value);
                }
            }
        }
        _ => {}
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_record_by_its_mapping() {
        let mapping = Mapping::parse(
            b"method: request.method\npath: [request.uri, request.url]\nstatus: /http.status\ntimestamp: ts\nhost: request.host\n\
              client: addresses.0\nduration: took\nduration_unit: s\nrequest_headers: request.headers\nquery: q\n\
              response_headers: headers\nresponse_body: out\nrequest_body: in\nbody_encoding: base64\nport: port\nprincipal: who\n",
        )
        .unwrap();
        let exchange = mapping
            .read(
                br#"{"request":{"method":"PUT","url":"/a","host":"A.example","headers":{"Accept":["x","y"],"N":1,":path":"/a"}},
                "http.status":"201","ts":1795255200.5,"addresses":["192.0.2.7:99"],"took":0.002,"q":"?b=1","port":"8080",
                "headers":[["Server","s"],{"key":"Via","value":"v"},{"name":"X"},7],"out":"aGk=","in":{"a":[1]},"who":7}"#,
            )
            .unwrap()
            .exchange;
        assert_eq!((exchange.request.method.as_str(), exchange.request.target.as_str()), ("PUT", "/a?b=1"));
        assert_eq!(exchange.timestamp.unwrap().to_string(), "2026-11-21T10:00:00.5Z");
        assert_eq!(
            (exchange.destination.host.as_deref(), exchange.destination.port),
            (Some("a.example"), Some(8080))
        );
        assert_eq!(exchange.source.ip.unwrap().to_string(), "192.0.2.7");
        assert_eq!((exchange.source.principal.as_deref(), exchange.duration_us), (Some("7"), Some(2000)));
        assert_eq!(exchange.request.headers.unwrap().len(), 3);
        assert_eq!(exchange.request.body, Some("{\"a\":[1]}".into()));
        let response = exchange.response.unwrap();
        assert_eq!((response.status, response.body), (201, Some("hi".into())));
        assert_eq!(response.headers.unwrap().len(), 2);
    }

    #[test]
    fn reads_envoy_and_api_gateway() {
        let envoy = br#"{"start_time":"2026-11-21T10:00:00.123Z","method":"GET","path":"/a?b=1","protocol":"HTTP/2","response_code":0,
            "response_flags":"DC","bytes_received":3,"bytes_sent":"4","duration":7,"authority":"a.example:8443","user_agent":null,
            "downstream_remote_address":"[::1]:4711","x_forwarded_for":"203.0.113.9","request_id":"r"}"#;
        let exchange = Mapping::envoy().read(envoy).unwrap().exchange;
        assert_eq!(
            (exchange.response, exchange.duration_us, exchange.request.size),
            (None, Some(7000), Some(3))
        );
        assert_eq!(exchange.source.ip.unwrap().to_string(), "::1");
        assert_eq!(exchange.request.some_headers, [("x-forwarded-for".to_owned(), "203.0.113.9".into())]);
        let rest = br#"{"requestId":"r","ip":"203.0.113.9","caller":"-","user":"-","requestTime":"21/Nov/2026:10:00:00 +0000",
            "httpMethod":"GET","resourcePath":"/pets/{id}","path":"/v1/pets/7","status":"200","protocol":"HTTP/1.1","responseLength":"12"}"#;
        let exchange = Mapping::api_gateway().read(rest).unwrap().exchange;
        assert_eq!(
            (exchange.request.target.as_str(), exchange.route.as_deref()),
            ("/v1/pets/7", Some("/pets/{id}"))
        );
        assert_eq!(exchange.timestamp.unwrap().to_string(), "2026-11-21T10:00:00Z");
        assert_eq!((exchange.source.principal, exchange.response.unwrap().size), (None, Some(12)));
        let http =
            br#"{"requestId":"r","routeKey":"POST /pets","status":"201","requestTimeEpoch":1795255200123}"#;
        let exchange = Mapping::api_gateway().read(http).unwrap().exchange;
        assert_eq!((exchange.request.method.as_str(), exchange.request.target.as_str()), ("POST", "/pets"));
        assert!(exchange.timestamp.is_some());
    }

    #[test]
    fn says_what_is_wrong() {
        for (json, reason) in [
            ("[]", Rejection::WrongShape),
            ("7", Rejection::WrongShape),
            ("{", Rejection::NotJson),
            ("{}", Rejection::NotHttp),
            (r#"{"routeKey":"$default","status":200}"#, Rejection::NotHttp),
            (r#"{"method":"GET","path":{"a":1}}"#, Rejection::NotHttp),
            (r#"{"method":"GET","path":"/","status":"fine"}"#, Rejection::BadStatus),
        ] {
            for mapping in [Mapping::default(), Mapping::api_gateway(), Mapping::envoy()] {
                if json.contains("fine") && mapping == Mapping::envoy() {
                    continue;
                }
                let Err(Refusal::Broken(found, _)) = mapping.read(json.as_bytes()) else { panic!("{json}") };
                assert_eq!(found, reason, "{json}");
            }
        }
        let encoded = Mapping::parse(b"method: m\npath: p\nrequest_body: b\nbody_encoding: base64").unwrap();
        let refusal = encoded.read(br#"{"m":"GET","p":"/","b":"?"}"#).unwrap_err();
        assert_eq!(refusal, Refusal::BASE64);
    }
}
