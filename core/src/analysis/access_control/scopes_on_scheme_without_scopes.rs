use std::collections::{BTreeMap, BTreeSet};

use super::scheme_use::{Field, reach_of, security_fields};
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports schemes without scopes (API key, HTTP, mutual TLS) that requirements ask for scopes.
    ///
    /// A scheme is reported once, with the operations that ask for its scopes. From OpenAPI 3.1 on such a list may name
    /// roles, and the rule is silent.
    ///
    /// ## Why is this bad?
    /// The specification says that the list must be empty, so tools drop it. The author believes in a limit that nobody
    /// checks.
    ///
    /// ## Example
    /// ```yaml
    /// openapi: 3.0.3
    /// security: [{api_key: [orders:read]}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// openapi: 3.0.3
    /// security: [{api_key: []}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [OpenAPI 3.0.4: Security Requirement Object](https://spec.openapis.org/oas/v3.0.4#security-requirement-object)
    ScopesOnSchemeWithoutScopes {
        id: "scopes-on-scheme-without-scopes",
        severities: [Info],
        profile: Default,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api8],
        cwe: [],
        mitigation: "Leave the list empty, or use an OAuth 2.0 scheme.",
    }
}

impl Rule for ScopesOnSchemeWithoutScopes {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        if api.model.specification.has_json_schema() {
            return;
        }
        let schemes = api.security_schemes();
        let mut asking: BTreeMap<usize, Vec<Field<'_>>> = BTreeMap::new();
        for field in security_fields(api) {
            let asked = field.uses().filter(|used| !used.scopes.is_empty()).filter_map(|used| used.scheme);
            let lacks_scopes =
                |index: &usize| schemes.get(*index).is_some_and(|scheme| !scheme.kind().has_scopes());
            for index in asked.filter(lacks_scopes).collect::<BTreeSet<usize>>() {
                asking.entry(index).or_default().push(field.clone());
            }
        }
        for (index, fields) in asking {
            let (Some(scheme), Some(first)) = (schemes.get(index), fields.first()) else { continue };
            let others = match fields.len() {
                1 => "asks".to_owned(),
                count => format!("and {} more ask", count - 1),
            };
            let (name, kind) = (Quoted(scheme.name()), scheme.kind().describe());
            report.shared(
                scheme.node,
                reach_of(&fields),
                Severity::Info,
                format_args!("{first} {others} for scopes of {name}, but {kind} has none"),
            );
        }
    }
}
