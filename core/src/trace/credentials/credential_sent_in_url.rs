use super::describe::{defect, label};
use crate::rule_meta::declare_rule;
use crate::sensitive;
use crate::trace::placed::Placed;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{Credential, CredentialPlace, CredentialScheme, RuleMeta, SensitiveGroup, Severity, TrafficPart};

/// How a finding begins.
const MESSAGE: &str = "{operation} takes {detail} in the URL";

/// Secrets that are good once, or of one page only.
const GOOD_ONCE: [&str; 5] = ["access-code", "azure-sas", "one-time-code", "one-time-token", "session-id"];

declare_rule! {
    /// ## What it does
    /// Reports accepted keys, tokens, sessions and passwords in the URL: in the query, in the path (`;jsessionid=`),
    /// or before the host.
    ///
    /// Names that often mean something else (`key`, `token`) count only with a value that nobody chose. Signatures of
    /// URLs are made for this place and are not reported, nor codes that are good once. A password that is sent to sign
    /// in (`/login?password=`) counts as well as what proves who calls.
    ///
    /// ## Why is this bad?
    /// URLs are kept in histories, in the logs of servers and proxies, and are handed on in `Referer`.
    ///
    /// ## Example
    /// ```http
    /// GET /accounts?api_key=9f86d081884c7d65 HTTP/1.1
    /// ```
    /// Use instead:
    /// ```http
    /// GET /accounts HTTP/1.1
    /// X-Api-Key: 9f86d081884c7d65
    /// ```
    ///
    /// ## References
    /// - [RFC 6750, section 5.3](https://www.rfc-editor.org/rfc/rfc6750#section-5.3)
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-598: Use of GET Request Method With Sensitive Query Strings](https://cwe.mitre.org/data/definitions/598.html)
    CredentialSentInUrl {
        source: TraceAnalysis,
        id: "credential-sent-in-url",
        severities: [High],
        profile: Default,
        category: Authentication,
        factor: Exposure,
        owasp: [Api2],
        cwe: [598],
        mitigation: "Take credentials from a header, and replace those that went through a URL.",
    }
}

impl TraceRule for CredentialSentInUrl {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::CredentialOrSensitiveValue
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if let Some(state) = call.use_of_credentials() {
            for own in call.credentials.iter().filter(|own| is_out_of_place(own)) {
                defects.add(defect(Severity::High, own, MESSAGE).with(label(own)).in_state(state));
            }
        }
        // What was turned away counts against nobody.
        for own in secrets_in_query(call).filter(|_| call.is_accepted()) {
            let defect = Defect::new(Severity::High, TrafficPart::Query, MESSAGE).named(own.name.clone());
            defects.add(defect.with(sensitive::label(&own.detection.kind)));
        }
    }
}

/// Returns the secrets in the query that are no credential of the call: it is no proof of who calls, or not yet.
fn secrets_in_query<'c>(call: &'c Call<'_>) -> impl Iterator<Item = &'c Placed> {
    let in_query = |own: &&Credential<'_>| own.place() == CredentialPlace::Query;
    let is_signed = call.credentials.iter().filter(in_query).any(is_signature);
    call.sensitive.iter().filter(move |own| {
        let is_known =
            || call.credentials.iter().filter(in_query).any(|known| known.shown_name() == own.name);
        own.part == TrafficPart::Query
            && own.detection.group == SensitiveGroup::Secret
            && !(is_signed || GOOD_ONCE.contains(&&*own.detection.kind) || is_known())
    })
}

/// Tells whether a credential stands in the URL, and is good for more than that URL.
pub(in crate::trace) fn is_out_of_place(own: &Credential<'_>) -> bool {
    own.is_in_url() && own.is_usable() && !is_signature(own)
}

/// Tells whether it is a signature of the URL, or a token in it that is good for it alone.
fn is_signature(own: &Credential<'_>) -> bool {
    own.scheme() == CredentialScheme::Other
        && own.place() == CredentialPlace::Query
        && !is_session(own.name())
}

fn is_session(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("sess") || name == "sid"
}
