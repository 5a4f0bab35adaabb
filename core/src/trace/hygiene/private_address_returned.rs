use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::marks::Mark;
use crate::trace::origin::{host_of, is_called_from_outside, is_private_literal};
use crate::trace::placed::Placed;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers with an address of a private network (RFC 1918, RFC 4193) as the host of a URL in `Location` or in the
    /// body, or in a field of the body that is named as an address.
    ///
    /// Only calls to a host that others can reach are looked at: not those to a private address, to the machine itself, or to
    /// a name such as `pay.internal`. Where the host is not known nothing is reported.
    ///
    /// ## Why is this bad?
    /// It tells what the network behind the gateway looks like, and such links do not work for those who get them.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 302 Found
    /// Location: http://10.2.0.15:8080/login
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 302 Found
    /// Location: https://shop.dev/login
    /// ```
    ///
    /// ## References
    /// - [RFC 1918: Address Allocation for Private Internets](https://www.rfc-editor.org/rfc/rfc1918)
    /// - [RFC 4193: Unique Local IPv6 Unicast Addresses](https://www.rfc-editor.org/rfc/rfc4193)
    /// - [CWE-200: Exposure of Sensitive Information to an Unauthorized Actor](https://cwe.mitre.org/data/definitions/200.html)
    PrivateAddressReturned {
        source: TraceAnalysis,
        id: "private-address-returned",
        severities: [Low],
        profile: Default,
        category: Network,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [200, 497],
        mitigation: "Build URLs from the public name, not from the address that the process listens on.",
    }
}

impl TraceRule for PrivateAddressReturned {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerMessage
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let location = call.answer_headers().and_then(|headers| headers.text(Known::Location));
        let leads_inside = location.and_then(host_of).is_some_and(is_private_literal);
        let has_url = call.marks().has(Mark::PrivateUrl);
        let has_field = call.sensitive.iter().any(|own| is_private_field(call, own));
        if !(leads_inside || has_url || has_field) || !is_called_from_outside(call) {
            return;
        }
        if leads_inside {
            let message = "{operation} redirects to an address of a private network";
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(Known::Location.name()));
        }
        let body = call.answer_body().filter(|_| has_url);
        if body.is_some_and(has_private_url) {
            let message = "{operation} answers with URLs of a private network";
            defects.add(Defect::new(Severity::Low, TrafficPart::ResponseBody, message));
        }
        for own in call.sensitive.iter().filter(|own| is_private_field(call, own)) {
            let message = "{operation} answers with an address of a private network in {name}";
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseBody, message);
            defects.add(defect.named(own.name.clone()));
        }
    }
}

/// How sure an address is where its field is named as one.
const NAMED: f32 = 0.75;

fn is_private_field(call: &Call<'_>, own: &Placed) -> bool {
    own.part == TrafficPart::ResponseBody
        && own.detection.kind == "ip-address"
        && own.detection.confidence > NAMED
        && call.raw(own).and_then(|raw| std::str::from_utf8(raw).ok()).is_some_and(is_private_literal)
}

/// Tells whether a private address stands behind `//`, where JSON may escape slashes.
fn has_private_url(body: &[u8]) -> bool {
    let mut before: &[u8] = b"-";
    body.split(|byte| *byte == b'/').any(|part| {
        let is_behind = matches!(std::mem::replace(&mut before, part), b"" | b"\\");
        let is_end = |byte: &u8| !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
        let is_literal_end = |byte: &u8| *byte == b']';
        let host = match part {
            [b'[', ..] => part.iter().position(is_literal_end).and_then(|end| part.get(..=end)),
            _ => part.get(..part.iter().position(is_end).unwrap_or(part.len())),
        };
        // The longest address has 45 characters.
        let host = host.filter(|host| is_behind && host.len() < 48);
        host.and_then(|host| std::str::from_utf8(host).ok()).is_some_and(is_private_literal)
    })
}
