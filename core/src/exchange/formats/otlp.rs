//! OTLP in JSON: the HTTP spans of OpenTelemetry, in the new and the old names of their attributes.

mod attributes;

use serde::Deserialize;

use super::draft::{Draft, Parsed};
use super::lax::Lax;
use super::rejected::Refusal;
use super::scanner::{Records, Step};
use crate::Direction;
use crate::exchange::Octets;
use crate::exchange::record::object;
use attributes::Attributes;

/// Where resources and spans are; collectors of before 2022 have another name on the way, and Python may write the names
/// as the protocol's files have them.
pub(super) const RECORDS: Records = Records::Inside(&[
    &[RESOURCES, Step::Each, Step::Key("resource")],
    &[RESOURCES_SNAKE, Step::Each, Step::Key("resource")],
    &[RESOURCES, Step::Each, Step::Key("scopeSpans"), Step::Each, SPANS, Step::Each],
    &[RESOURCES_SNAKE, Step::Each, Step::Key("scope_spans"), Step::Each, SPANS, Step::Each],
    &[RESOURCES, Step::Each, Step::Key("instrumentationLibrarySpans"), Step::Each, SPANS, Step::Each],
]);

const RESOURCES: Step = Step::Key("resourceSpans");
const RESOURCES_SNAKE: Step = Step::Key("resource_spans");
const SPANS: Step = Step::Key("spans");
/// How many of the ways lead to resources.
const RESOURCE_WAYS: usize = 2;

/// Tells whether a way leads to a resource, not to a span.
pub(super) const fn is_resource(way: usize) -> bool {
    way < RESOURCE_WAYS
}

#[derive(Deserialize)]
struct Resource<'a> {
    #[serde(borrow, default)]
    attributes: Attributes<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Span<'a> {
    #[serde(borrow, default, alias = "trace_id")]
    trace_id: Lax<'a>,
    #[serde(borrow, default, alias = "span_id")]
    span_id: Lax<'a>,
    #[serde(borrow, default)]
    name: Lax<'a>,
    #[serde(borrow, default)]
    kind: Lax<'a>,
    #[serde(borrow, default, alias = "start_time_unix_nano")]
    start_time_unix_nano: Lax<'a>,
    #[serde(borrow, default, alias = "end_time_unix_nano")]
    end_time_unix_nano: Lax<'a>,
    #[serde(borrow, default)]
    attributes: Attributes<'a>,
}

/// The workload whose spans follow.
#[derive(Debug, Default)]
pub(super) struct Workload {
    group: u64,
    name: Option<String>,
}

impl Workload {
    /// Reads a resource.
    pub(super) fn enter(&mut self, group: u64, text: &[u8]) -> Result<(), Refusal> {
        let resource: Resource<'_> = whole(text)?;
        *self = Self { group, name: resource.attributes.text(&["service.name"]).map(str::to_owned) };
        Ok(())
    }

    /// Returns the workload of a group, if its resource came before its spans as everybody writes them.
    fn of(&self, group: u64) -> Option<&str> {
        self.name.as_deref().filter(|_| self.group == group)
    }

    /// Reads a span.
    pub(super) fn read(&self, group: u64, text: &[u8]) -> Parsed {
        let span: Span<'_> = whole(text)?;
        let own = &span.attributes;
        let method = method(own).ok_or(Refusal::Skip)?;
        let direction = direction(&span.kind).ok_or(Refusal::Skip)?;
        let target = target(own).or_else(|| named(own, &span.name)).ok_or(Refusal::NO_TARGET)?;
        let mut draft = Draft::new(method, &target)?;
        draft.exchange.direction = direction;
        let id = (span.trace_id.text(), span.span_id.text());
        draft.exchange.id = match id {
            (Some(trace), Some(span)) => Some(format!("{trace}-{span}")),
            (trace, span) => trace.or(span).map(std::borrow::Cow::into_owned),
        };
        let from = span.start_time_unix_nano.moment();
        draft.at(from);
        draft.took(from.timestamp(), span.end_time_unix_nano.moment().timestamp());
        draft.status(own.text(&["http.response.status_code", "http.status_code"]))?;
        sides(&mut draft, own);
        let workload = self.of(group).map(str::to_owned);
        let peer = own.text(&["service.peer.name", "peer.service"]).map(str::to_owned);
        let (caller, called) = match direction {
            Direction::Inbound => (peer, workload),
            Direction::Outbound => (workload, peer),
        };
        draft.exchange.source.workload = caller;
        draft.exchange.destination.workload = called;
        messages(&mut draft, own);
        Ok(draft)
    }
}

/// Reads a value of which nothing else may stand in the text.
fn whole<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, Refusal> {
    object(&mut serde_json::Deserializer::from_slice(text)).map_err(|error| Refusal::of_json(&error))
}

/// Returns who calls whom; of a span without a kind the one that records a call. Others are steps within a service.
fn direction(kind: &Lax<'_>) -> Option<Direction> {
    match kind.text().as_deref() {
        Some("2" | "SPAN_KIND_SERVER") | Some("0" | "SPAN_KIND_UNSPECIFIED") | None => {
            Some(Direction::Inbound)
        }
        Some("3" | "SPAN_KIND_CLIENT") => Some(Direction::Outbound),
        Some(_) => None,
    }
}

fn method<'s>(own: &'s Attributes<'_>) -> Option<&'s str> {
    match own.text(&["http.request.method", "http.method"])? {
        // What the instrumentation does not know is `_OTHER`; the real one stands beside it.
        "_OTHER" => own.text(&["http.request.method_original"]).or(Some("_OTHER")),
        method => Some(method),
    }
}

/// Returns the URL where all of it is known, else path and query.
fn target(own: &Attributes<'_>) -> Option<String> {
    if let Some(path) = own.text(&["url.path"]) {
        let path = if path.is_empty() { "/" } else { path };
        return Some(match own.text(&["url.query"]).filter(|query| !query.is_empty()) {
            Some(query) => format!("{path}?{}", query.trim_start_matches('?')),
            None => path.to_owned(),
        });
    }
    own.text(&["http.target", "url.full", "http.url"])
        .map(|url| url.split('#').next().unwrap_or_default().to_owned())
}

/// Returns the route, or the path that the span is named after. Some instrumentations of servers record no path: then this
/// is the closest there is, and the query is lost.
fn named(own: &Attributes<'_>, name: &Lax<'_>) -> Option<String> {
    let route = own.text(&["http.route"]).map(str::to_owned);
    route.or_else(|| Some(name.text()?.split_once(' ')?.1.to_owned())).filter(|path| path.starts_with('/'))
}

/// Takes who the two sides are.
fn sides(draft: &mut Draft, own: &Attributes<'_>) {
    draft.scheme(own.text(&["url.scheme", "http.scheme"]).unwrap_or_default());
    draft.host(
        own.text(&["server.address", "http.host", "net.host.name", "net.peer.name"]).unwrap_or_default(),
    );
    let port = own.text(&["server.port", "net.host.port"]).or_else(|| {
        // In the old names the peer of a client is the server.
        own.text(&["net.peer.port"]).filter(|_| draft.exchange.direction == Direction::Outbound)
    });
    draft.port(port.and_then(|port| port.parse().ok()));
    draft.tls(own.text(&["tls.protocol.version"]).unwrap_or_default());
    draft.exchange.route = own.text(&["http.route"]).map(str::to_owned);
    if draft.exchange.direction == Direction::Inbound {
        for key in
            ["client.address", "http.client_ip", "network.peer.address", "net.sock.peer.addr", "net.peer.ip"]
        {
            draft.source(own.text(&[key]).unwrap_or_default());
        }
    }
    draft.exchange.source.principal = own.text(&["enduser.id", "user.id"]).map(str::to_owned);
}

/// Takes sizes, and the single headers that an instrumentation was told to record.
fn messages(draft: &mut Draft, own: &Attributes<'_>) {
    draft.single_header(
        "user-agent",
        own.text(&["user_agent.original", "http.user_agent"]).unwrap_or_default(),
    );
    let size = |keys: &[&str]| own.text(keys).and_then(|size| size.parse().ok());
    let request = &mut draft.exchange.request;
    request.size = size(&["http.request.body.size", "http.request_content_length"]);
    request.some_headers.extend(own.headers("http.request.header."));
    if let Some(response) = &mut draft.exchange.response {
        response.size = size(&["http.response.body.size", "http.response_content_length"]);
        response.some_headers = own.headers("http.response.header.").collect();
    }
}

/// A header's line out of an attribute.
fn header(name: &str, value: &str) -> crate::Header {
    // The old names have underscores for dashes.
    (name.replace('_', "-"), Octets::from(value))
}

#[cfg(test)]
mod tests {
    use super::super::rejected::Rejection;
    use super::*;

    fn span(kind: &str, attributes: &[(&str, &str)]) -> String {
        let attributes: Vec<String> =
            attributes.iter().map(|(key, value)| format!(r#"{{"key":"{key}","value":{value}}}"#)).collect();
        format!(
            r#"{{"traceId":"t","spanId":"s","name":"GET","kind":{kind},"startTimeUnixNano":"1795255200123456789",
            "endTimeUnixNano":1795255200124456789,"attributes":[{}],"status":{{}}}}"#,
            attributes.join(",")
        )
    }

    #[test]
    fn reads_the_new_names() {
        let mut workload = Workload::default();
        workload
            .enter(1, br#"{"attributes":[{"key":"service.name","value":{"stringValue":"payments"}}]}"#)
            .unwrap();
        let json = span(
            "2",
            &[
                ("http.request.method", r#"{"stringValue":"POST"}"#),
                ("url.path", r#"{"stringValue":"/pay/7"}"#),
                ("url.query", r#"{"stringValue":"x=1"}"#),
                ("url.scheme", r#"{"stringValue":"https"}"#),
                ("http.route", r#"{"stringValue":"/pay/{id}"}"#),
                ("http.response.status_code", r#"{"intValue":"201"}"#),
                ("server.address", r#"{"stringValue":"pay.example"}"#),
                ("server.port", r#"{"intValue":8443}"#),
                ("client.address", r#"{"stringValue":"203.0.113.9"}"#),
                ("tls.protocol.version", r#"{"stringValue":"1.3"}"#),
                ("user_agent.original", r#"{"stringValue":"curl/8"}"#),
                ("http.request.body.size", r#"{"intValue":"12"}"#),
                (
                    "http.request.header.x-tenant",
                    r#"{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}"#,
                ),
            ],
        );
        let exchange = workload.read(1, json.as_bytes()).unwrap().exchange;
        assert_eq!((exchange.direction, exchange.id.as_deref()), (Direction::Inbound, Some("t-s")));
        assert_eq!(exchange.timestamp.unwrap().to_string(), "2026-11-21T10:00:00.123456789Z");
        assert_eq!((exchange.duration_us, exchange.route.as_deref()), (Some(1000), Some("/pay/{id}")));
        assert_eq!((exchange.scheme.as_deref(), exchange.tls.as_deref()), (Some("https"), Some("1.3")));
        assert_eq!(exchange.destination.host.as_deref(), Some("pay.example"));
        assert_eq!(exchange.destination.port, Some(8443));
        assert_eq!(exchange.destination.workload.as_deref(), Some("payments"));
        assert_eq!(exchange.source.ip.unwrap().to_string(), "203.0.113.9");
        assert_eq!((exchange.request.target.as_str(), exchange.request.size), ("/pay/7?x=1", Some(12)));
        assert!(exchange.request.headers.is_none());
        let headers: Vec<&str> =
            exchange.request.some_headers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(headers, ["user-agent", "x-tenant", "x-tenant"]);
        assert_eq!(exchange.response.unwrap().status, 201);
        // Another resource, which came without a name.
        assert_eq!(workload.read(2, json.as_bytes()).unwrap().exchange.destination.workload, None);
    }

    #[test]
    fn reads_the_old_names() {
        let json = span(
            "\"SPAN_KIND_CLIENT\"",
            &[
                ("http.method", r#"{"stringValue":"GET"}"#),
                ("http.url", r#"{"stringValue":"http://stock.example:81/items?a=1#f"}"#),
                ("http.status_code", r#"{"intValue":"404"}"#),
                ("net.peer.name", r#"{"stringValue":"other.example"}"#),
                ("net.peer.port", r#"{"intValue":"81"}"#),
            ],
        );
        let exchange = Workload::default().read(0, json.as_bytes()).unwrap().exchange;
        assert_eq!(exchange.direction, Direction::Outbound);
        assert_eq!((exchange.request.target.as_str(), exchange.destination.port), ("/items?a=1", Some(81)));
        assert_eq!(exchange.destination.host.as_deref(), Some("stock.example"));
        assert_eq!((exchange.source.ip, exchange.response.unwrap().status), (None, 404));
        let json = span(
            "2",
            &[
                ("http.method", r#"{"stringValue":"GET"}"#),
                ("http.target", r#"{"stringValue":"/items?a=1"}"#),
                ("http.host", r#"{"stringValue":"stock.example:81"}"#),
                ("http.scheme", r#"{"stringValue":"http"}"#),
                ("net.peer.ip", r#"{"stringValue":"fe80::1%eth0"}"#),
                ("http.flavor", r#"{"stringValue":"1.1"}"#),
            ],
        );
        let exchange = Workload::default().read(0, json.as_bytes()).unwrap().exchange;
        assert_eq!((exchange.request.target.as_str(), exchange.destination.port), ("/items?a=1", Some(81)));
        assert_eq!((exchange.source.ip.unwrap().to_string().as_str(), exchange.response), ("fe80::1", None));
    }

    #[test]
    fn takes_the_path_from_the_route_or_the_name_where_there_is_none() {
        let method = ("http.request.method", r#"{"stringValue":"GET"}"#);
        let named = span("2", &[method]).replace(r#""name":"GET""#, r#""name":"GET /pets/7""#);
        let routed = span("2", &[method, ("http.route", r#"{"stringValue":"/pets/{id}"}"#)]);
        for (json, target) in [(named, "/pets/7"), (routed, "/pets/{id}")] {
            let exchange = Workload::default().read(0, json.as_bytes()).unwrap().exchange;
            assert_eq!(exchange.request.target, target);
        }
    }

    #[test]
    fn skips_what_is_no_call() {
        let database = span("3", &[("db.system", r#"{"stringValue":"postgresql"}"#)]);
        let step = span(
            "1",
            &[("http.method", r#"{"stringValue":"GET"}"#), ("http.target", r#"{"stringValue":"/"}"#)],
        );
        for json in [database, step, "{}".to_owned()] {
            assert_eq!(Workload::default().read(0, json.as_bytes()).unwrap_err(), Refusal::Skip);
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let no_path = span("2", &[("http.method", r#"{"stringValue":"GET"}"#)]);
        let no_status = span(
            "2",
            &[
                ("http.method", r#"{"stringValue":"GET"}"#),
                ("http.target", r#"{"stringValue":"/"}"#),
                ("http.status_code", r#"{"stringValue":"many"}"#),
            ],
        );
        for (json, reason) in [
            (no_path.as_str(), Rejection::NotHttp),
            (&no_status, Rejection::BadStatus),
            ("{\"attributes\":{}}", Rejection::WrongShape),
            ("[]", Rejection::WrongShape),
            ("\"x\"", Rejection::WrongShape),
            ("{\"a\"", Rejection::NotJson),
        ] {
            let Err(Refusal::Broken(found, _)) = Workload::default().read(0, json.as_bytes()) else {
                panic!("{json}")
            };
            assert_eq!(found, reason, "{json}");
        }
    }
}
