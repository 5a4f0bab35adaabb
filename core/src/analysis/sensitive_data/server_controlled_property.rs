use super::accepted::accepted;
use super::server_decides::Decides;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports properties of request bodies that the server usually decides: roles and permissions of users, balances,
    /// verified states, owners, prices in orders, and when or by whom a thing was made.
    ///
    /// What `mass-assignment` reports is left out, and so are operations that administrate users, members, roles or
    /// permissions.
    ///
    /// ## Why is this bad?
    /// Where the server takes the value from the body, callers own what they do not own, pay what they like and rewrite
    /// what happened.
    ///
    /// ## Example
    /// ```yaml
    /// /orders:
    ///   post:
    ///     requestBody:
    ///       content:
    ///         application/json: {schema: {properties: {item: {type: string}, price: {type: number}}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// /orders:
    ///   post:
    ///     requestBody:
    ///       content:
    ///         application/json:
    ///           schema: {properties: {item: {type: string}, price: {type: number, readOnly: true}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-915: Improperly Controlled Modification of Dynamically-Determined Object Attributes](https://cwe.mitre.org/data/definitions/915.html)
    ServerControlledProperty {
        id: "server-controlled-property",
        severities: [Medium, Low],
        profile: Strict,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api3],
        cwe: [915],
        mitigation: "Leave the property out of the request, or mark it `readOnly`, and let the server decide its value.",
    }
}

impl Rule for ServerControlledProperty {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let found = accepted(report.graph());
        for own in found.iter().filter(|own| own.on_oneself.is_empty() && !own.on_things.is_empty()) {
            let severity = match own.decides {
                Decides::History | Decides::Price => Severity::Low,
                _ => Severity::Medium,
            };
            let (name, what) = (Quoted(&own.name), own.decides.describe());
            report.part(own.node, &own.on_things, severity, format_args!("callers decide by {name} {what}"));
        }
    }
}
