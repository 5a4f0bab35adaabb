//! The access log of AWS application load balancers.

use super::draft::{Draft, Parsed, request_line};
use super::rejected::Refusal;
use super::time::{Moment, Unit};
use super::tokens::{Token, tokens};

/// Reads a line: `type time elb client:port target:port three-times elb-status target-status received sent "request" "agent"
/// cipher protocol group "trace" "domain" "certificate" priority created ...`.
pub(super) fn read(line: &[u8]) -> Parsed {
    let tokens = tokens(line)?;
    let [
        Token::Bare(kind),
        Token::Bare(logged),
        Token::Bare(_balancer),
        Token::Bare(client),
        Token::Bare(_target),
        Token::Bare(receiving),
        Token::Bare(working),
        Token::Bare(answering),
        Token::Bare(status),
        Token::Bare(_target_status),
        Token::Bare(received),
        Token::Bare(sent),
        Token::Quoted(request),
        Token::Quoted(agent),
        more @ ..,
    ] = tokens.as_slice()
    else {
        return Err(Refusal::NOT_A_LINE);
    };
    if !matches!(*kind, "http" | "https" | "h2" | "grpcs" | "ws" | "wss") {
        return Err(Refusal::NOT_A_LINE);
    }
    let (method, target) = request_line(request)?;
    // Of a request that was no HTTP the log has `- http://host:port- -`.
    if method == "-" {
        return Err(Refusal::NO_METHOD);
    }
    let mut draft = Draft::new(method, target)?;
    draft.scheme(kind);
    draft.source(client);
    draft.status(Some(status))?;
    draft.single_header("user-agent", agent);
    let times =
        [receiving, working, answering].map(|time| time.parse().ok().filter(|time: &f64| *time >= 0.0));
    if let [Some(receiving), Some(working), Some(answering)] = times {
        draft.exchange.duration_us = Unit::Seconds.to_microseconds(receiving + working + answering);
    }
    draft.exchange.request.size = received.parse().ok();
    if let Some(response) = &mut draft.exchange.response {
        response.size = sent.parse().ok();
    }
    let mut created = Moment::Absent;
    if let [_cipher, protocol, _group, trace, _domain, _certificate, _priority, time, ..] = more {
        draft.tls(protocol.text());
        draft.exchange.id = Some(trace.text()).filter(|trace| !matches!(*trace, "" | "-")).map(str::to_owned);
        created = Moment::of_text(time.text());
    }
    // The first time is the answer's.
    draft.at(created.or(|| Moment::of_text(logged)));
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::rejected::Rejection;
    use super::*;

    const LINE: &str = r#"h2 2026-11-21T10:00:01.500000Z app/lb/1 203.0.113.9:2817 10.0.1.252:48160 0.000 1.250 0.001 200 200 5 257 "GET https://pay.example:443/x?y=1 HTTP/2.0" "curl/8" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:x "Root=1-58337281" "pay.example" "arn:y" 1 2026-11-21T10:00:00.000000Z "waf,forward" "-" "-" "10.0.1.252:48160" "200" "-" "-" TID_1"#;

    #[test]
    fn reads_a_line() {
        let exchange = read(LINE.as_bytes()).unwrap().exchange;
        assert_eq!(exchange.timestamp.unwrap().to_string(), "2026-11-21T10:00:00Z");
        assert_eq!((exchange.scheme.as_deref(), exchange.tls.as_deref()), (Some("https"), Some("1.2")));
        assert_eq!(exchange.source.ip.unwrap().to_string(), "203.0.113.9");
        assert_eq!((exchange.request.target.as_str(), exchange.destination.port), ("/x?y=1", Some(443)));
        assert_eq!(exchange.destination.host.as_deref(), Some("pay.example"));
        assert_eq!((exchange.duration_us, exchange.request.size), (Some(1_251_000), Some(5)));
        assert_eq!(exchange.response.unwrap().size, Some(257));
    }

    #[test]
    fn reads_a_line_without_an_answer() {
        let line = LINE.replace("0.000 1.250 0.001 200 200", "-1 -1 -1 - -").replace("TLSv1.2", "-");
        let exchange = read(line.as_bytes()).unwrap().exchange;
        assert_eq!((exchange.duration_us, exchange.response, exchange.tls), (None, None, None));
    }

    #[test]
    fn says_what_is_wrong() {
        for (line, reason) in [
            (LINE.replace("h2 ", "smtp "), Rejection::NotALogLine),
            (
                LINE.replace("GET https://pay.example:443/x?y=1 HTTP/2.0", "- http://pay.example:443- -"),
                Rejection::NotHttp,
            ),
            (LINE.replace("200 200", "OK 200"), Rejection::BadStatus),
            (LINE.chars().take(100).collect(), Rejection::NotALogLine),
        ] {
            let Err(Refusal::Broken(found, _)) = read(line.as_bytes()) else { panic!("{line}") };
            assert_eq!(found, reason, "{line}");
        }
    }
}
