use super::server_use::{is_read_on_the_way, server_lists};
use crate::analysis::access_control::take_credentials;
use crate::analysis::{Reporter, Rule};
use crate::api::ServerUrl;
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
    /// Where operations send a credential to the server, `api-key-over-cleartext` and `credentials-over-cleartext` report
    /// it, and this rule does not.
    ///
    /// ## Why is this bad?
    /// Requests and responses can be read and changed on the way.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: http://api.shop.dev}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: https://api.shop.dev}]
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
        for ((servers, reach), takes_credentials) in server_lists(api).zip(take_credentials(api)) {
            for server in servers {
                let urls = server.urls();
                let severity = match () {
                    () if !urls.iter().any(ServerUrl::is_cleartext) => continue,
                    () if !urls.iter().any(is_read_on_the_way) => Severity::Info,
                    () if takes_credentials => continue,
                    () => Severity::Medium,
                };
                report.shared(
                    server.node,
                    vec![reach.clone()],
                    severity,
                    format_args!("the server {} may be reached without TLS", Quoted(&server.masked_url())),
                );
            }
        }
    }
}
