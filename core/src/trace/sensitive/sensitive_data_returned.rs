use super::{of_part, severity};
use crate::rule_meta::declare_rule;
use crate::sensitive::label;
use crate::trace::placed::Placed;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, SensitiveGroup, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports personal, payment, health and secret data in successful answers: in bodies, and in headers other than
    /// `Set-Cookie`.
    ///
    /// Tokens are not reported where they are handed out: where the request carried a password, a code or another credential in its
    /// body, or the path says so (`/login`, `/oauth/token`, `/sessions`). What `x-watchgate: {data: [...]}` of the operation expects
    /// is not reported, and neither are addresses of machines.
    ///
    /// ## Why is this bad?
    /// What an answer holds, every caller of the operation can take, and everything between them can keep. Where callers need no
    /// authentication as well, the operation's risk is critical.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    ///
    /// {"name": "Ada", "ssn": "536-22-1234", "card": "4539 1482 0820 8461"}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    ///
    /// {"name": "Ada", "card_last4": "8461"}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-200: Exposure of Sensitive Information to an Unauthorized Actor](https://cwe.mitre.org/data/definitions/200.html)
    SensitiveDataReturned {
        source: TraceAnalysis,
        id: "sensitive-data-returned",
        severities: [High, Medium],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api3],
        cwe: [200, 213],
        mitigation: "Leave the value out of the answer, or return only the part that callers need, such as the last four digits.",
    }
}

impl TraceRule for SensitiveDataReturned {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::SensitiveValue
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if call.sensitive.is_empty() || !call.is_accepted() {
            return;
        }
        let hands_out = hands_out_credentials(call);
        for part in [TrafficPart::ResponseHeader, TrafficPart::ResponseBody] {
            for own in of_part(&call.sensitive, part) {
                let group = own.detection.group;
                let is_cookie = part == TrafficPart::ResponseHeader && own.name.starts_with("set-cookie");
                let is_handed_out = group == SensitiveGroup::Secret && hands_out;
                if group == SensitiveGroup::Network || is_cookie || is_handed_out || is_expected(call, own) {
                    continue;
                }
                let defect = Defect::new(severity(group), part, "{operation} returns {detail} in {name}");
                defects.add(defect.named(own.name.clone()).with(label(&own.detection.kind)));
            }
        }
    }
}

/// Tells whether the operation is one that hands credentials out: it took one in its body, or its path says so.
fn hands_out_credentials(call: &Call<'_>) -> bool {
    const WORDS: [&str; 15] = [
        "auth",
        "authenticate",
        "authorize",
        "key",
        "keys",
        "login",
        "oauth",
        "oauth2",
        "refresh",
        "session",
        "sessions",
        "signin",
        "signup",
        "token",
        "tokens",
    ];
    let took =
        |own: &Placed| own.part == TrafficPart::RequestBody && own.detection.group == SensitiveGroup::Secret;
    let is_word = |part: &str| WORDS.iter().any(|word| part.eq_ignore_ascii_case(word));
    call.sensitive.iter().any(took) || call.target.path().split(['/', '-', '_', '.']).any(is_word)
}

/// Tells whether the document says that the operation holds such data.
fn is_expected(call: &Call<'_>, own: &Placed) -> bool {
    let expected = call.place.operation.map(crate::Operation::expected_data).unwrap_or_default();
    expected.iter().any(|word| *word == *own.detection.kind || word == own.detection.group.as_str())
}
