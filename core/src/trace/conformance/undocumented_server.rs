use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports accepted calls over a host or scheme that none of the operation's servers has.
    ///
    /// Documents with a relative server or one whose host is a variable, and calls of the machine itself, are left alone.
    ///
    /// ## Why is this bad?
    /// A second way in is a way past what guards the first: a gateway, a certificate, a list of addresses.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: 'https://api.shop.dev'}]
    /// # and calls of origin.shop.dev are answered
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: 'https://api.shop.dev'}, {url: 'https://origin.shop.dev'}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    UndocumentedServer {
        source: TraceAnalysis,
        id: "undocumented-server",
        severities: [Medium, Low],
        profile: Default,
        category: Network,
        factor: Exposure,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Close the way in, or name the server in the document.",
    }
}

impl TraceRule for UndocumentedServer {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Nothing
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(servers) = call.servers().filter(|_| call.is_accepted()) else { return };
        if call.place.host.is_some_and(|host| !servers.has_host(host)) {
            let message = "{operation} is called at a host that the document does not name";
            defects.add(Defect::new(Severity::Low, TrafficPart::Transport, message).named("host"));
        }
        if call.is_encrypted() == Some(false) && servers.is_encrypted() {
            let message = "{operation} is called without TLS, and the document names servers with TLS only";
            defects.add(Defect::new(Severity::Medium, TrafficPart::Transport, message).named("scheme"));
        }
    }
}
