//! An exchange while it is put together out of what a format says of it.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

use super::rejected::Refusal;
use super::time::Moment;
use crate::exchange::address::{Address, host_and_port};
use crate::exchange::{Header, Octets};
use crate::{Exchange, ResponseMessage, Timestamp};

/// An exchange so far.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) exchange: Exchange,
    /// Whether its time could not be read.
    pub(super) undated: bool,
}

/// What one record gives.
pub(super) type Parsed = Result<Draft, Refusal>;

impl Draft {
    /// Begins with the method and the target, or the URL.
    pub(super) fn new(method: &str, target: &str) -> Parsed {
        let method = method.trim_ascii();
        if !is_method(method) {
            return Err(Refusal::NO_METHOD);
        }
        let target = target.trim_ascii();
        if target.is_empty() {
            return Err(Refusal::NO_TARGET);
        }
        let mut draft = Self { exchange: Exchange::new(method, ""), undated: false };
        draft.target(target);
        Ok(draft)
    }

    /// Takes a target, or a URL, from which scheme, host and port come.
    fn target(&mut self, text: &str) {
        let url = text
            .split_once("://")
            .filter(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let Some((scheme, rest)) = url.filter(|(scheme, _)| !scheme.is_empty()) else {
            text.clone_into(&mut self.exchange.request.target);
            return;
        };
        self.scheme(scheme);
        let path_at = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(path_at).unwrap_or((rest, ""));
        if let Some((_, host)) = authority.rsplit_once('@') {
            // Credentials in a URL are worth a finding: such a target stays as it came.
            self.host(host);
            text.clone_into(&mut self.exchange.request.target);
            return;
        }
        self.host(authority);
        let slash = if path.starts_with('/') { "" } else { "/" };
        self.exchange.request.target = format!("{slash}{path}");
    }

    /// Takes a scheme, unless one is known.
    pub(super) fn scheme(&mut self, text: &str) {
        let scheme = match text.to_ascii_lowercase().as_str() {
            "https" | "wss" | "h2" | "grpcs" => "https",
            "http" | "ws" => "http",
            _ => return,
        };
        self.exchange.scheme.get_or_insert_with(|| scheme.to_owned());
    }

    /// Takes a host with the port that may stand beside it, unless one is known.
    pub(super) fn host(&mut self, authority: &str) {
        let authority = authority.trim_ascii();
        if matches!(authority, "" | "-") {
            return;
        }
        let (host, port) = host_and_port(authority);
        if self.exchange.destination.host.is_none() {
            self.exchange.destination.host = Some(host.to_ascii_lowercase());
            self.port(port);
        }
    }

    /// Takes a port, unless one is known.
    pub(super) fn port(&mut self, port: Option<u16>) {
        let own = &mut self.exchange.destination.port;
        *own = own.or(port).filter(|port| *port != 0);
    }

    /// Takes the caller's address.
    pub(super) fn source(&mut self, text: &str) {
        if let Some(address) = Address::parse(text) {
            self.exchange.source.ip.get_or_insert(address.ip);
        }
    }

    /// Takes a version of TLS, however it is spelled. What has one is `https`.
    pub(super) fn tls(&mut self, text: &str) {
        let lower = text.to_ascii_lowercase();
        let version = lower.trim_start_matches("tls").trim_matches([' ', 'v', '_']);
        if version.is_empty() || !version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return;
        }
        // Some write `TLSv1` for 1.0.
        let version = if version == "1" { "1.0" } else { version };
        self.exchange.tls = Some(version.to_owned());
        self.exchange.scheme.get_or_insert_with(|| "https".to_owned());
    }

    /// Takes a time.
    pub(super) fn at(&mut self, moment: Moment) {
        self.exchange.timestamp = moment.timestamp();
        self.undated = moment == Moment::Unreadable;
    }

    /// Takes the span between two times.
    pub(super) fn took(&mut self, from: Option<Timestamp>, to: Option<Timestamp>) {
        let (Some(from), Some(to)) = (from, to) else { return };
        self.exchange.duration_us = u64::try_from(to.duration_since(from).as_micros()).ok();
    }

    /// Takes a header that is known where the others are not.
    pub(super) fn single_header(&mut self, name: &str, value: &str) {
        if !matches!(value, "" | "-") {
            self.exchange.request.some_headers.push((name.to_owned(), Octets::from(value)));
        }
    }

    /// Takes a status; nothing, `-`, 0 and -1 stand for a response that never came.
    pub(super) fn status(&mut self, text: Option<&str>) -> Result<(), Refusal> {
        self.exchange.response = match text.map(str::trim_ascii) {
            None | Some("" | "-" | "0" | "000" | "-1") => None,
            Some(text) if text.len() == 3 => {
                let status: u16 = text.parse().map_err(|_| Refusal::STATUS)?;
                Some(status).filter(|status| *status >= 100).map(ResponseMessage::new)
            }
            Some(_) => return Err(Refusal::STATUS),
        };
        Ok(())
    }

    /// Takes the request's headers. The host comes from them where the target has none.
    pub(super) fn headers(&mut self, headers: Vec<Header>) {
        for name in [":authority", "host"] {
            let value = headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
            if let Some(host) = value.and_then(|(_, value)| std::str::from_utf8(value.as_bytes()).ok()) {
                self.host(host);
            }
        }
        self.exchange.request.headers = Some(without_pseudo(headers));
    }

    /// Takes the response's headers, where there is a response.
    pub(super) fn response_headers(&mut self, headers: Vec<Header>) {
        if let Some(response) = &mut self.exchange.response {
            response.headers = Some(without_pseudo(headers));
        }
    }
}

/// Leaves out what HTTP/2 and HTTP/3 write as headers (RFC 9113, section 8.3): it stands elsewhere in an exchange.
fn without_pseudo(mut headers: Vec<Header>) -> Vec<Header> {
    headers.retain(|(name, _)| !name.starts_with(':'));
    headers
}

/// Decodes base64, with its padding or without, and with line breaks in it as MIME has them.
pub(super) fn base64(text: &str) -> Result<Vec<u8>, Refusal> {
    let text = text.trim_ascii();
    let joined: String;
    let text = if text.contains(['\r', '\n']) {
        joined = text.replace(['\r', '\n'], "");
        &joined
    } else {
        text
    };
    STANDARD.decode(text).or_else(|_| STANDARD_NO_PAD.decode(text)).map_err(|_| Refusal::BASE64)
}

/// Takes a request line apart: `GET /path HTTP/1.1`. A target may hold spaces that somebody forgot to escape.
pub(super) fn request_line(line: &str) -> Result<(&str, &str), Refusal> {
    let (method, rest) = line.trim_ascii().split_once(' ').ok_or(Refusal::NO_METHOD)?;
    let target = match rest.rsplit_once(' ') {
        Some((target, version)) if version.starts_with("HTTP/") => target,
        // HTTP/0.9 had no version.
        _ => rest,
    };
    Ok((method, target))
}

/// Tells whether a text may be a method.
pub(super) fn is_method(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token)
}

/// Tells whether a byte may stand in a method or a header's name (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(url: &str) -> (String, Option<String>, Option<String>, Option<u16>) {
        let exchange = Draft::new("GET", url).unwrap().exchange;
        (exchange.request.target, exchange.scheme, exchange.destination.host, exchange.destination.port)
    }

    #[test]
    fn takes_a_url_apart() {
        let own = |target: &str, scheme: &str, host: &str, port| {
            (target.to_owned(), Some(scheme.to_owned()), Some(host.to_owned()), port)
        };
        assert_eq!(parts("https://A.example:8443/x?y=1"), own("/x?y=1", "https", "a.example", Some(8443)));
        assert_eq!(parts("http://a.example"), own("/", "http", "a.example", None));
        assert_eq!(parts("wss://[::1]:1?q"), own("/?q", "https", "[::1]", Some(1)));
        let credentials = "http://ada:x@a.example/x";
        assert_eq!(parts(credentials), own(credentials, "http", "a.example", None));
        assert_eq!(parts("/x?to=http://b/"), ("/x?to=http://b/".to_owned(), None, None, None));
        assert_eq!(parts("*"), ("*".to_owned(), None, None, None));
    }

    #[test]
    fn tells_what_is_no_request() {
        for (method, target, refusal) in [
            ("", "/", Refusal::NO_METHOD),
            ("-", "", Refusal::NO_TARGET),
            ("GET", " ", Refusal::NO_TARGET),
            ("\u{16}\u{3}", "/", Refusal::NO_METHOD),
            ("GE T", "/", Refusal::NO_METHOD),
        ] {
            assert_eq!(Draft::new(method, target).unwrap_err(), refusal, "{method}");
        }
        assert_eq!(request_line("GET /a b HTTP/1.1"), Ok(("GET", "/a b")));
        assert_eq!(request_line("GET /a"), Ok(("GET", "/a")));
        assert_eq!(request_line("-"), Err(Refusal::NO_METHOD));
    }

    #[test]
    fn takes_statuses_of_three_digits() {
        for (text, expected) in [
            (Some("200"), Ok(Some(200))),
            (Some("999"), Ok(Some(999))),
            (Some("0"), Ok(None)),
            (Some("-"), Ok(None)),
            (Some("-1"), Ok(None)),
            (None, Ok(None)),
            (Some("099"), Ok(None)),
            (Some("20"), Err(Refusal::STATUS)),
            (Some("2000"), Err(Refusal::STATUS)),
            (Some("OK!"), Err(Refusal::STATUS)),
        ] {
            let mut draft = Draft::new("GET", "/").unwrap();
            let found = draft.status(text).map(|()| draft.exchange.response.map(|response| response.status));
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn spells_tls_versions_alike() {
        for (text, expected) in [
            ("TLSv1.2", Some("1.2")),
            ("TLS 1.3", Some("1.3")),
            ("1.3", Some("1.3")),
            ("TLSv1", Some("1.0")),
            ("tls_1.2", Some("1.2")),
            ("-", None),
            ("QUIC", None),
        ] {
            let mut draft = Draft::new("GET", "/").unwrap();
            draft.tls(text);
            assert_eq!(draft.exchange.tls.as_deref(), expected, "{text}");
            assert_eq!(draft.exchange.scheme.is_some(), expected.is_some(), "{text}");
        }
    }

    #[test]
    fn decodes_base64_as_producers_write_it() {
        for text in ["aGk=", "aGk", " aG\r\nk=\n"] {
            assert_eq!(base64(text), Ok(b"hi".to_vec()), "{text}");
        }
        for text in ["aG?=", "a", "aGk=="] {
            assert_eq!(base64(text), Err(Refusal::BASE64), "{text}");
        }
    }
}
