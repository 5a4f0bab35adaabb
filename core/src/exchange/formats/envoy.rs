//! Envoy's default text format, and the one of Istio, which has more in it.

use super::draft::{Draft, Parsed};
use super::rejected::Refusal;
use super::time::{Moment, Unit};
use super::tokens::{Token, tokens};

/// Reads a line: `[time] "method path protocol" status flags received sent duration upstream-duration "forwarded-for" "agent"
/// "request-id" "authority" "upstream"`. Istio has details and a failure's reason after the flags, and addresses at the end.
pub(super) fn read(line: &[u8]) -> Parsed {
    let tokens = tokens(line)?;
    let [Token::Bracketed(time), Token::Quoted(request), status, _flags, rest @ ..] = tokens.as_slice()
    else {
        return Err(Refusal::NOT_A_LINE);
    };
    let (numbers, is_istio) = match rest {
        [Token::Bare(_), Token::Bare(_), Token::Quoted(_), numbers @ ..] => (numbers, true),
        numbers => (numbers, false),
    };
    let [
        Token::Bare(received),
        Token::Bare(sent),
        Token::Bare(duration),
        _upstream_duration,
        Token::Quoted(forwarded_for),
        Token::Quoted(agent),
        Token::Quoted(id),
        Token::Quoted(authority),
        Token::Quoted(_upstream),
        more @ ..,
    ] = numbers
    else {
        return Err(Refusal::NOT_A_LINE);
    };
    // Here the version is always there, also of HTTP/2: as the last word.
    let (method, rest) = request.split_once(' ').ok_or(Refusal::NO_METHOD)?;
    let (target, _) = rest.rsplit_once(' ').ok_or(Refusal::NO_TARGET)?;
    if target == "-" {
        return Err(Refusal::NO_TARGET);
    }
    let mut draft = Draft::new(method, target)?;
    draft.at(Moment::of_text(time));
    draft.status(Some(status.text()))?;
    draft.host(authority);
    draft.exchange.id = Some(id.as_ref()).filter(|id| !matches!(*id, "" | "-")).map(str::to_owned);
    draft.exchange.duration_us =
        duration.parse().ok().and_then(|duration| Unit::Milliseconds.to_microseconds(duration));
    draft.exchange.request.size = received.parse().ok();
    if let Some(response) = &mut draft.exchange.response {
        response.size = sent.parse().ok();
    }
    draft.single_header("x-forwarded-for", forwarded_for);
    draft.single_header("user-agent", agent);
    if let [_cluster, _upstream_local, _local, remote, server_name, ..] = more
        && is_istio
    {
        draft.source(remote.text());
        // A name that TLS was asked for.
        if !matches!(server_name.text(), "" | "-") {
            draft.scheme("https");
        }
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::rejected::Rejection;
    use super::*;

    #[test]
    fn reads_the_default_format() {
        let line = br#"[2026-11-21T10:00:00.123Z] "POST /api/v1/locations?x=1 HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "client/1" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "locations.example:8443" "tcp://10.0.2.1:80""#;
        let exchange = read(line).unwrap().exchange;
        assert_eq!(exchange.timestamp.unwrap().to_string(), "2026-11-21T10:00:00.123Z");
        assert_eq!(exchange.request.target, "/api/v1/locations?x=1");
        assert_eq!((exchange.request.size, exchange.duration_us), (Some(154), Some(226_000)));
        assert_eq!(exchange.destination.host.as_deref(), Some("locations.example"));
        assert_eq!((exchange.destination.port, exchange.source.ip), (Some(8443), None));
        assert_eq!(exchange.id.as_deref(), Some("cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2"));
        assert_eq!(exchange.request.some_headers.len(), 2);
        assert_eq!(exchange.response.unwrap().size, Some(0));
    }

    #[test]
    fn reads_the_format_of_istio() {
        let line = br#"[2026-11-21T10:00:00.123Z] "GET /status/418 HTTP/1.1" 418 - via_upstream - "-" 0 135 4 4 "-" "curl/8" "84961386" "httpbin:8000" "10.44.1.27:80" outbound|8000||httpbin 10.44.1.23:37652 10.0.45.184:8000 10.44.1.23:46520 httpbin.example default"#;
        let exchange = read(line).unwrap().exchange;
        assert_eq!(exchange.source.ip.unwrap().to_string(), "10.44.1.23");
        assert_eq!((exchange.response.unwrap().status, exchange.scheme.as_deref()), (418, Some("https")));
        assert_eq!(exchange.request.some_headers.len(), 1);
    }

    #[test]
    fn says_what_is_wrong() {
        for (line, reason) in [
            ("[2026-11-21T10:00:00.123Z] x", Rejection::NotALogLine),
            (
                r#"[2026-11-21T10:00:00.123Z] "- - HTTP/1.1" 400 DPE 0 11 0 - "-" "-" "-" "-" "-""#,
                Rejection::NotHttp,
            ),
            (
                r#"[2026-11-21T10:00:00.123Z] "GET / HTTP/1.1" x - 0 11 0 - "-" "-" "-" "-" "-""#,
                Rejection::BadStatus,
            ),
        ] {
            let Err(Refusal::Broken(found, _)) = read(line.as_bytes()) else { panic!("{line}") };
            assert_eq!(found, reason, "{line}");
        }
        let unanswered = br#"[2026-11-21T10:00:00.123Z] "GET / HTTP/1.1" 0 DC 0 0 0 - "-" "-" "-" "a" "-""#;
        assert_eq!(read(unanswered).unwrap().exchange.response, None);
    }
}
