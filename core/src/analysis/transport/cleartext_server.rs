use super::server_use::servers;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports servers that may be reached without TLS (`http://`, `ws://`).
    ///
    /// Server variables are resolved: a scheme variable whose default or enumeration allows `http` counts. In
    /// Swagger 2.0 it looks at the `schemes` of the document and of operations. A URL whose scheme the document does not
    /// say is not reported. A loopback address is info.
    ///
    /// ## Why is this bad?
    /// Requests and responses can be read and changed on the way.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: http://api.example.com}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: https://api.example.com}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    CleartextServer {
        id: "cleartext-server",
        severities: [Medium, Info],
        profile: Default,
        category: Network,
        factor: Exposure,
        owasp: [Api8],
        cwe: [319],
        mitigation: "Serve the API over https only.",
    }
}

impl Rule for CleartextServer {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (server, reach) in servers(api) {
            let urls = server.urls();
            let mut cleartext = urls.iter().filter(|url| url.is_cleartext()).peekable();
            if cleartext.peek().is_none() {
                continue;
            }
            let severity =
                if cleartext.all(|url| url.is_loopback()) { Severity::Info } else { Severity::Medium };
            report.shared(
                server.node,
                reach,
                severity,
                format_args!("the server {} may be reached without TLS", Quoted(&server.masked_url())),
            );
        }
    }
}
