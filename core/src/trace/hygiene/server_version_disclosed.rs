use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers whose `Server` header names a version: `nginx/1.25.3`, `Jetty(9.4.35)`. The name of a product alone is
    /// not reported, and neither is what a cloud says of itself (`awselb/2.0`).
    ///
    /// ## Why is this bad?
    /// Whoever knows of a hole in that version finds the server by its own word.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Server: nginx/1.25.3
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Server: nginx
    /// ```
    ///
    /// ## References
    /// - [RFC 9110, section 10.2.4: Server](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.4)
    /// - [CWE-200: Exposure of Sensitive Information to an Unauthorized Actor](https://cwe.mitre.org/data/definitions/200.html)
    ServerVersionDisclosed {
        source: TraceAnalysis,
        id: "server-version-disclosed",
        severities: [Low],
        profile: Default,
        category: System,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [200, 497],
        mitigation: "Turn the version off: `server_tokens off` (NGINX), `ServerTokens Prod` (Apache).",
    }
}

impl TraceRule for ServerVersionDisclosed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(server) = call.answer_headers().and_then(|headers| headers.text(Known::Server)) else {
            return;
        };
        if names_version(server) && !server.starts_with("awselb/") {
            let message = "{operation} tells the version of its server in {name}";
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(Known::Server.name()));
        }
    }
}

/// Tells whether a number with a dot stands behind a name: `/1.25`, `(9.4`.
fn names_version(server: &str) -> bool {
    server.split(['/', '(']).skip(1).any(|part| {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < part.len() && rest.starts_with('.')
    })
}
