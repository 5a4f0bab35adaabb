use super::path_overlaps::{different, twins_but_for_slash};
use super::paths::Path;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations on paths that answer the very same requests as another path, and that ask their callers for
    /// something else than the same method there.
    ///
    /// Paths that differ only in a slash at the end count: servers and gateways disagree about it.
    ///
    /// `/users/me` beside `/users/{id}` is no defect: OpenAPI matches fixed segments first. Paths that share only some
    /// requests are reported as `ambiguous-paths`.
    ///
    /// ## Why is this bad?
    /// It depends on the server and the gateway which of the two counts. A gateway that checks one and a server that runs
    /// the other let callers in without what the operation asks for.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /users/{id}: {get: {security: [{oauth: [users]}]}}
    ///   /users/{name}: {get: {security: []}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /users/{id}: {get: {security: [{oauth: [users]}]}}
    ///   /users/by-name/{name}: {get: {security: []}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API5:2023 Broken Function Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/)
    /// - [CWE-863: Incorrect Authorization](https://cwe.mitre.org/data/definitions/863.html)
    /// - [OpenAPI 3.1.1: Path Templating Matching](https://spec.openapis.org/oas/v3.1.1#path-templating-matching)
    AmbiguousPathsWithDifferentSecurity {
        id: "ambiguous-paths-with-different-security",
        severities: [Medium],
        profile: Default,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api9, Api5],
        cwe: [863],
        mitigation: "Give the two paths forms that differ in a fixed segment, or ask for the same on both.",
    }
}

impl Rule for AmbiguousPathsWithDifferentSecurity {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for twins in twins_but_for_slash(api) {
            let Some(operation) = different(api, &twins) else { continue };
            let (target, other) = (operation.to_ref(), Quoted(twins.1.template()));
            let is_slash = |path: &Path<'_>| path.template().ends_with('/');
            let relation = if is_slash(&twins.0) == is_slash(&twins.1) {
                "answers the same requests as"
            } else {
                "differs only in the slash at the end from"
            };
            report.operation(
                operation,
                operation.node,
                Severity::Medium,
                format_args!("{target} {relation} {other} and asks for something else"),
            );
        }
    }
}
