//! HAR 1.2, as browsers and proxies write it: an entry of `log.entries`.

use std::borrow::Cow;

use serde::Deserialize;

use super::draft::{Draft, Parsed, base64};
use super::lax::Lax;
use super::rejected::Refusal;
use super::scanner::{Records, Step};
use super::time::Unit;
use crate::exchange::record::{object, object_or_null};
use crate::exchange::{Header, Octets};

/// Where the entries are. A HAR is one document, in whatever way it is printed.
pub(super) const RECORDS: Records =
    Records::InsideOne(&[&[Step::Key("log"), Step::Key("entries"), Step::Each]]);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    #[serde(borrow, default)]
    started_date_time: Lax<'a>,
    #[serde(borrow, default)]
    time: Lax<'a>,
    #[serde(borrow, deserialize_with = "object")]
    request: Request<'a>,
    #[serde(borrow, default, deserialize_with = "object_or_null")]
    response: Response<'a>,
    #[serde(borrow, default, rename = "_securityDetails", deserialize_with = "object_or_null")]
    security: Security<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow, default)]
    headers: Option<Vec<Pair<'a>>>,
    #[serde(borrow, default, deserialize_with = "object_or_null")]
    post_data: PostData<'a>,
    #[serde(borrow, default)]
    body_size: Lax<'a>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response<'a> {
    #[serde(borrow, default)]
    status: Lax<'a>,
    #[serde(borrow, default)]
    headers: Option<Vec<Pair<'a>>>,
    #[serde(borrow, default, deserialize_with = "object_or_null")]
    content: Content<'a>,
}

#[derive(Deserialize)]
struct Pair<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow, default)]
    value: Lax<'a>,
}

#[derive(Default, Deserialize)]
struct PostData<'a> {
    #[serde(borrow, default)]
    text: Lax<'a>,
    /// No field of the standard; Firefox and others write it.
    #[serde(borrow, default)]
    encoding: Lax<'a>,
    #[serde(borrow, default)]
    params: Option<Vec<Pair<'a>>>,
}

#[derive(Default, Deserialize)]
struct Content<'a> {
    #[serde(borrow, default)]
    size: Lax<'a>,
    #[serde(borrow, default)]
    text: Lax<'a>,
    #[serde(borrow, default)]
    encoding: Lax<'a>,
}

#[derive(Default, Deserialize)]
struct Security<'a> {
    #[serde(borrow, default)]
    protocol: Lax<'a>,
}

/// Tells whether a URL never leaves the browser: recorders list what pages and extensions load out of themselves, too.
fn is_of_browser(url: &str) -> bool {
    const SCHEMES: [&str; 9] = [
        "about",
        "blob",
        "chrome",
        "chrome-extension",
        "data",
        "devtools",
        "file",
        "moz-extension",
        "safari-web-extension",
    ];
    url.split_once(':').is_some_and(|(own, rest)| {
        SCHEMES.iter().any(|scheme| own.eq_ignore_ascii_case(scheme))
            && !rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Reads an entry.
pub(super) fn read(text: &[u8]) -> Parsed {
    let mut json = serde_json::Deserializer::from_slice(text);
    let entry: Entry<'_> = object(&mut json).map_err(|error| Refusal::of_json(&error))?;
    let request = entry.request;
    if is_of_browser(&request.url) {
        return Err(Refusal::Skip);
    }
    // A fragment stays in the browser.
    let mut draft = Draft::new(&request.method, request.url.split('#').next().unwrap_or_default())?;
    draft.at(entry.started_date_time.moment());
    draft.exchange.duration_us =
        entry.time.number().and_then(|time| Unit::Milliseconds.to_microseconds(time));
    if let Some(version) = entry.security.protocol.text() {
        draft.tls(&version);
    }
    if let Some(headers) = request.headers {
        draft.headers(lines(headers));
    }
    let sent = &mut draft.exchange.request;
    sent.body = body(&request.post_data.text, &request.post_data.encoding)?;
    sent.size = request.body_size.count();
    // What was posted stands here as the page gave it; no coding is left on it.
    sent.decoded = sent.body.is_some();
    if sent.body.is_none()
        && let Some(params) = request.post_data.params.filter(|params| !params.is_empty())
    {
        sent.body = Some(Octets::from(form(&params)));
        sent.decoded = true;
    }
    answer(&mut draft, entry.response)?;
    Ok(draft)
}

/// Takes the response; status 0 stands for a call that was never answered.
fn answer(draft: &mut Draft, response: Response<'_>) -> Result<(), Refusal> {
    draft.status(response.status.text().as_deref())?;
    if let Some(headers) = response.headers {
        draft.response_headers(lines(headers));
    }
    if let Some(own) = &mut draft.exchange.response {
        own.body = body(&response.content.text, &response.content.encoding)?;
        own.decoded = own.body.is_some();
        own.size = response.content.size.count();
    }
    Ok(())
}

fn lines(pairs: Vec<Pair<'_>>) -> Vec<Header> {
    let line = |pair: Pair<'_>| {
        let value = pair.value.verbatim().map(Octets::from);
        let value = value.or_else(|| pair.value.text().map(|text| Octets::from(text.into_owned())));
        (pair.name.into_owned(), value.unwrap_or_default())
    };
    pairs.into_iter().map(line).collect()
}

fn body(text: &Lax<'_>, encoding: &Lax<'_>) -> Result<Option<Octets>, Refusal> {
    let Some(text) = text.verbatim() else { return Ok(None) };
    if encoding.verbatim().is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) {
        return base64(text).map(|bytes| Some(Octets::from(bytes)));
    }
    Ok(Some(Octets::from(text)))
}

/// Writes the fields of a form as a form, where the text of it was not recorded. The values stand as they were recorded.
fn form(params: &[Pair<'_>]) -> String {
    let mut form = String::new();
    for pair in params {
        if !form.is_empty() {
            form.push('&');
        }
        form.push_str(&pair.name);
        form.push('=');
        form.push_str(&pair.value.text().unwrap_or_default());
    }
    form
}

#[cfg(test)]
mod tests {
    use super::super::rejected::Rejection;
    use super::*;

    #[test]
    fn reads_an_entry_as_browsers_write_it() {
        let draft = read(
            br##"{"_initiator":{"type":"script"},"startedDateTime":"2026-11-21T11:00:00.5+01:00","time":12.345,
            "request":{"method":"POST","url":"https://Pay.example:8443/auth?ref=1#top","httpVersion":"h2",
             "headers":[{"name":":authority","value":"pay.example:8443"},{"name":":method","value":"POST"},
              {"name":"Content-Type","value":"application/json"}],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":-1,
             "postData":{"mimeType":"application/json","text":"{\"a\":1}"}},
            "response":{"status":200,"httpVersion":"h2","headers":[{"name":"content-encoding","value":"gzip"}],"cookies":[],
             "content":{"size":4,"mimeType":"text/plain","text":"aGkh/w==","encoding":"base64"},"redirectURL":"","bodySize":-1,
             "_transferSize":9},"cache":{},"timings":{"send":0,"wait":1,"receive":0},
            "_securityDetails":{"protocol":"TLS 1.3"}}"##,
        )
        .unwrap();
        let exchange = draft.exchange;
        assert_eq!(exchange.timestamp.unwrap().to_string(), "2026-11-21T10:00:00.5Z");
        assert_eq!((exchange.duration_us, exchange.tls.as_deref()), (Some(12_345), Some("1.3")));
        assert_eq!((exchange.scheme.as_deref(), exchange.destination.port), (Some("https"), Some(8443)));
        assert_eq!(exchange.destination.host.as_deref(), Some("pay.example"));
        let request = exchange.request;
        assert_eq!(
            (request.method.as_str(), request.target.as_str(), request.size),
            ("POST", "/auth?ref=1", None)
        );
        assert_eq!(request.headers.unwrap(), [("Content-Type".to_owned(), "application/json".into())]);
        assert_eq!((request.body, request.decoded), (Some("{\"a\":1}".into()), true));
        let response = exchange.response.unwrap();
        assert_eq!((response.status, response.size, response.decoded), (200, Some(4), true));
        assert_eq!(response.body.unwrap().as_bytes(), b"hi!\xff");
        assert_eq!(response.headers.unwrap().len(), 1);
    }

    #[test]
    fn passes_over_what_never_left_the_browser() {
        let read = |url: &str| read(format!(r#"{{"request":{{"method":"GET","url":"{url}"}}}}"#).as_bytes());
        for url in ["data:image/png;base64,AAAA", "blob:https://shop.dev/1", "chrome-extension://a/b.js"] {
            assert!(matches!(read(url), Err(Refusal::Skip)), "{url}");
        }
        for url in ["https://shop.dev/data:1", "wss://shop.dev/", "data:8080/x", "/data"] {
            assert!(read(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn reads_what_says_little() {
        for (json, has_response) in [
            (r#"{"request":{"method":"GET","url":"http://a/"}}"#, false),
            (
                r#"{"request":{"method":"GET","url":"http://a/"},"response":null,"time":"x","startedDateTime":null}"#,
                false,
            ),
            (r#"{"request":{"method":"GET","url":"http://a/"},"response":{"status":0,"headers":[]}}"#, false),
            (r#"{"request":{"method":"GET","url":"http://a/"},"response":{"status":"204"}}"#, true),
        ] {
            let exchange = read(json.as_bytes()).unwrap().exchange;
            assert_eq!(exchange.response.is_some(), has_response, "{json}");
            assert!(exchange.request.headers.is_none() && exchange.timestamp.is_none());
        }
    }

    #[test]
    fn reads_a_form_of_which_only_the_fields_were_kept() {
        let json = br#"{"request":{"method":"POST","url":"http://a/","postData":{"mimeType":"application/x-www-form-urlencoded",
            "params":[{"name":"user","value":"ada"},{"name":"n","value":1},{"name":"file"}]}}}"#;
        assert_eq!(read(json).unwrap().exchange.request.body, Some("user=ada&n=1&file=".into()));
    }

    #[test]
    fn says_what_is_wrong() {
        for (json, reason) in [
            ("x", Rejection::NotJson),
            ("{", Rejection::NotJson),
            ("1", Rejection::WrongShape),
            ("[1,2,{}]", Rejection::WrongShape),
            ("{}", Rejection::WrongShape),
            (r#"{"request":"GET /"}"#, Rejection::WrongShape),
            (r#"{"request":["GET","/"]}"#, Rejection::WrongShape),
            (r#"{"request":{"method":1,"url":"http://a/"}}"#, Rejection::WrongShape),
            (r#"{"request":{"method":"GET","url":"http://a/","headers":"x"}}"#, Rejection::WrongShape),
            (r#"{"request":{"method":"GET","url":"http://a/"},"response":"x"}"#, Rejection::WrongShape),
            (r#"{"request":{"method":"","url":"http://a/"}}"#, Rejection::NotHttp),
            (r#"{"request":{"method":"GET","url":""}}"#, Rejection::NotHttp),
            (r#"{"request":{"method":"GET","url":"/"},"response":{"status":"x"}}"#, Rejection::BadStatus),
            (
                r#"{"request":{"method":"GET","url":"/"},"response":{"status":200,"content":{"text":"?","encoding":"base64"}}}"#,
                Rejection::BadBase64,
            ),
        ] {
            let Err(Refusal::Broken(found, _)) = read(json.as_bytes()) else { panic!("{json}") };
            assert_eq!(found, reason, "{json}");
        }
    }

    #[test]
    fn keeps_an_exchange_whose_time_cannot_be_read() {
        let json = br#"{"startedDateTime":"-5","request":{"method":"GET","url":"/"}}"#;
        let draft = read(json).unwrap();
        assert!(draft.undated && draft.exchange.timestamp.is_none());
    }
}
