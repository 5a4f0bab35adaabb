use super::accepted::accepted;
use super::server_decides::Decides;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that let people give themselves a role, permissions, a balance or a verified state: those to
    /// register, and those on one's own profile, that take such a property in their body.
    ///
    /// A property that is `readOnly`, and a role to be chosen from values of which none is privileged, is not reported.
    /// Neither are operations that administrate users, members, roles or permissions.
    ///
    /// ## Why is this bad?
    /// A framework that copies the body into a record copies this property too. Whoever sends `"role": "admin"` with the
    /// form becomes one.
    ///
    /// ## Example
    /// ```yaml
    /// /register:
    ///   post:
    ///     requestBody:
    ///       content:
    ///         application/json: {schema: {properties: {email: {type: string}, role: {type: string}}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// /register:
    ///   post:
    ///     requestBody:
    ///       content:
    ///         application/json: {schema: {properties: {email: {type: string}}, additionalProperties: false}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-915: Improperly Controlled Modification of Dynamically-Determined Object Attributes](https://cwe.mitre.org/data/definitions/915.html)
    MassAssignment {
        id: "mass-assignment",
        severities: [High, Medium],
        profile: Default,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api3],
        cwe: [915],
        mitigation: "Leave the property out of the request, or mark it `readOnly`, and let the server decide its value.",
    }
}

impl Rule for MassAssignment {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let found = accepted(report.graph());
        for own in found.iter().filter(|own| !own.on_oneself.is_empty()) {
            let severity = match own.decides {
                Decides::Privilege => Severity::High,
                _ => Severity::Medium,
            };
            let (name, what) = (Quoted(&own.name), own.decides.describe());
            report.part(own.node, &own.on_oneself, severity, format_args!("callers decide by {name} {what}"));
        }
    }
}
