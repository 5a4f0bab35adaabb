//! The common and the combined log format of Apache and nginx, and what is often added to them.

use super::draft::{Draft, Parsed, request_line};
use super::rejected::Refusal;
use super::time::{Moment, Unit};
use super::tokens::{Token, tokens};

/// Reads a line: `host ident user [time] "request" status bytes`, in the combined form with `"referer" "user-agent"`.
///
/// In front may stand the virtual host, as `vhost_combined` has it; behind, the time that it took in seconds with a point
/// and anything else. An integer there is milliseconds or microseconds or a port, so it is left alone.
pub(super) fn read(line: &[u8]) -> Parsed {
    let tokens = tokens(line)?;
    let at =
        tokens.iter().position(|token| matches!(token, Token::Bracketed(_))).ok_or(Refusal::NOT_A_LINE)?;
    let (before, after) = tokens.split_at_checked(at).ok_or(Refusal::NOT_A_LINE)?;
    let [Token::Bracketed(time), Token::Quoted(request), status, size, more @ ..] = after else {
        return Err(Refusal::NOT_A_LINE);
    };
    let (virtual_host, address, user) = match before {
        [address, _, user] => (None, address, user),
        [host, address, _, user] => (Some(host), address, user),
        _ => return Err(Refusal::NOT_A_LINE),
    };
    if !status.is_bare() || !size.is_bare() {
        return Err(Refusal::NOT_A_LINE);
    }
    let (method, target) = request_line(request)?;
    let mut draft = Draft::new(method, target)?;
    draft.at(Moment::of_text(time));
    draft.source(address.text());
    draft.host(virtual_host.map_or("", Token::text));
    draft.exchange.source.principal =
        Some(user.text()).filter(|user| *user != "-" && !user.is_empty()).map(str::to_owned);
    draft.status(Some(status.text()))?;
    if let Some(response) = &mut draft.exchange.response {
        // `-` stands for none sent.
        response.size = if size.text() == "-" { Some(0) } else { size.text().parse().ok() };
    }
    let mut rest = more;
    if let [Token::Quoted(referer), Token::Quoted(agent), others @ ..] = more {
        draft.single_header("referer", referer);
        draft.single_header("user-agent", agent);
        rest = others;
    }
    let seconds = rest.iter().filter(|token| token.is_bare() && token.text().contains('.'));
    draft.exchange.duration_us = seconds
        .filter_map(|token| token.text().parse().ok())
        .find_map(|seconds| Unit::Seconds.to_microseconds(seconds));
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::rejected::Rejection;
    use super::*;

    #[test]
    fn reads_the_combined_format() {
        let line = br#"203.0.113.9 - ada [21/Nov/2026:11:00:00 +0100] "GET /a?b=\x22c\x22 HTTP/1.1" 200 612 "https://a.example/" "Mozilla/5.0 (\"x\")""#;
        let exchange = read(line).unwrap().exchange;
        assert_eq!(exchange.timestamp.unwrap().to_string(), "2026-11-21T10:00:00Z");
        assert_eq!(exchange.source.ip.unwrap().to_string(), "203.0.113.9");
        assert_eq!(exchange.source.principal.as_deref(), Some("ada"));
        assert_eq!(
            (exchange.request.method.as_str(), exchange.request.target.as_str()),
            ("GET", "/a?b=\"c\"")
        );
        assert!(exchange.request.headers.is_none());
        let headers: Vec<&[u8]> =
            exchange.request.some_headers.iter().map(|(_, value)| value.as_bytes()).collect();
        assert_eq!(headers, [&b"https://a.example/"[..], b"Mozilla/5.0 (\"x\")"]);
        let response = exchange.response.unwrap();
        assert_eq!((response.status, response.size), (200, Some(612)));
    }

    #[test]
    fn reads_its_relatives() {
        for (line, host, address, size, duration) in [
            (r#"::1 - - [21/Nov/2026:11:00:00 +0100] "GET / HTTP/1.1" 304 -"#, None, Some("::1"), 0, None),
            (
                r#"a.example:80 192.0.2.1 - - [21/Nov/2026:11:00:00 +0100] "GET / HTTP/1.1" 200 5 "-" "-""#,
                Some("a.example"),
                Some("192.0.2.1"),
                5,
                None,
            ),
            (
                r#"192.0.2.1 - - [21/Nov/2026:11:00:00 +0100] "GET / HTTP/2.0" 200 5 "-" "x" 0.012 0.010 ."#,
                None,
                Some("192.0.2.1"),
                5,
                Some(12_000),
            ),
            (
                r#"192.0.2.1 - - [21/Nov/2026:11:00:00 +0100] "GET / HTTP/2.0" 200 5 "-" "x" "203.0.113.9" 17"#,
                None,
                Some("192.0.2.1"),
                5,
                None,
            ),
            (r#"host.example - - [21/Nov/2026:11:00:00 +0100] "GET /" 200 5"#, None, None, 5, None),
        ] {
            let exchange = read(line.as_bytes()).unwrap().exchange;
            assert_eq!(exchange.destination.host.as_deref(), host, "{line}");
            assert_eq!(exchange.source.ip.map(|ip| ip.to_string()).as_deref(), address, "{line}");
            assert_eq!(exchange.response.unwrap().size, Some(size), "{line}");
            assert_eq!(exchange.duration_us, duration, "{line}");
            assert!(exchange.request.some_headers.iter().all(|(_, value)| value.as_bytes() == b"x"));
        }
    }

    #[test]
    fn keeps_a_call_whose_time_cannot_be_read() {
        let draft = read(br#"::1 - - [21/Nov/-2026:11:00:00] "GET / HTTP/1.1" 200 1"#).unwrap();
        assert!(draft.undated);
    }

    #[test]
    fn says_what_is_wrong() {
        for (line, reason) in [
            ("hello", Rejection::NotALogLine),
            ("{}", Rejection::NotALogLine),
            (r#"::1 - - [21/Nov/2026:11:00:00 +0100] "GET / HTTP/1.1""#, Rejection::NotALogLine),
            (r#"::1 - - [21/Nov/2026:11:00:00 +0100] "GET / HT"#, Rejection::NotALogLine),
            (r#"::1 - - [21/Nov/2026:11:00:00 +0100] "-" 400 0"#, Rejection::NotHttp),
            (r#"::1 - - [21/Nov/2026:11:00:00 +0100] "\x16\x03\x01\x02 x" 400 0"#, Rejection::NotHttp),
            (r#"::1 - - [21/Nov/2026:11:00:00 +0100] "GET / HTTP/1.1" OK 0"#, Rejection::BadStatus),
            ("\0\0\0", Rejection::NotALogLine),
        ] {
            let Err(Refusal::Broken(found, _)) = read(line.as_bytes()) else { panic!("{line}") };
            assert_eq!(found, reason, "{line}");
        }
    }
}
