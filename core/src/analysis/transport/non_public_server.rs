use std::net::{Ipv4Addr, Ipv6Addr};

use super::server_use::distinct_servers;
use crate::analysis::{Reporter, Rule};
use crate::api::{Server, ServerUrl, is_below};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports servers that nobody outside can reach: names reserved for examples and tests, loopback, link-local and
    /// private addresses, `.local` and `.internal` names.
    ///
    /// A URL that several lists name is reported once.
    ///
    /// ## Why is this bad?
    /// The document that is published was not made for those who read it. It leaves out where the API really runs, or
    /// tells strangers how the inner network is laid out.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: https://10.1.2.3:8443}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: https://api.shop.dev}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1188: Initialization of a Resource with an Insecure Default](https://cwe.mitre.org/data/definitions/1188.html)
    /// - [RFC 6761: Special-Use Domain Names](https://www.rfc-editor.org/rfc/rfc6761)
    NonPublicServer {
        id: "non-public-server",
        severities: [Info],
        profile: Strict,
        category: Network,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [1188],
        mitigation: "Name the servers that the document's readers use, and keep inner ones in a document of their own.",
    }
}

impl Rule for NonPublicServer {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (server, reach) in distinct_servers(api, |server| kind_of(server).is_some()) {
            let Some(kind) = kind_of(server) else { continue };
            let shown = server.masked_url();
            report.shared(
                server.node,
                reach,
                Severity::Info,
                format_args!("the host of the server {} is {kind}", Quoted(&shown)),
            );
        }
    }
}

fn kind_of(server: &Server) -> Option<&'static str> {
    server.urls().iter().find_map(describe)
}

/// Says what keeps the host of a URL from being public, if anything does.
fn describe(url: &ServerUrl) -> Option<&'static str> {
    let host = url.host.as_deref()?;
    if url.is_reserved() {
        return Some("a name reserved for examples and tests");
    }
    if is_below(host, "localhost") {
        return Some("a loopback address");
    }
    if ["local", "internal", "lan", "corp", "home.arpa"].iter().any(|domain| is_below(host, domain)) {
        return Some("a name of a private network");
    }
    if let Ok(ip) = host.parse::<Ipv4Addr>() {
        return describe_v4(ip);
    }
    let ip = host.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok()?;
    if let Some(ip) = ip.to_ipv4_mapped() {
        return describe_v4(ip);
    }
    match ip.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => Some("a loopback address"),
        [first, ..] if first & 0xffc0 == 0xfe80 => Some("a link-local address"),
        [first, ..] if first & 0xfe00 == 0xfc00 => Some("a private address"),
        _ => None,
    }
}

fn describe_v4(ip: Ipv4Addr) -> Option<&'static str> {
    if ip.is_loopback() || ip.is_unspecified() {
        Some("a loopback address")
    } else if ip.is_private() {
        Some("a private address")
    } else if ip.is_link_local() {
        Some("a link-local address")
    } else if ip.is_documentation() {
        Some("an address reserved for examples")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(host: &str) -> Option<&'static str> {
        describe(&ServerUrl::parse(&format!("https://{host}")))
    }

    #[test]
    fn tells_public_hosts_from_others() {
        for host in [
            "example.com",
            "api.example.org",
            "shop.test",
            "localhost",
            "app.localhost",
            "127.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "192.0.2.1",
            "[::1]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:10.0.0.1]",
            "orders.internal",
            "printer.local",
        ] {
            assert!(described(host).is_some(), "{host}");
        }
        for host in [
            "api.shop.dev",
            "myexample.com",
            "example.com.evil.com",
            "latest",
            "8.8.8.8",
            "172.32.0.1",
            "[2606:4700::1]",
            "{host}",
            "",
        ] {
            assert_eq!(described(host), None, "{host}");
        }
    }
}
