use super::path_overlaps::{Overlap, crossings, different, twins};
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports paths that answer the same requests as another, all of them (`/users/{id}` and `/users/{name}`) or some
    /// (`/{kind}/me` and `/users/{id}`), with neither being the more specific one.
    ///
    /// `/users/me` beside `/users/{id}` is no defect: OpenAPI matches fixed segments first. Paths that answer all the same
    /// requests and ask for different things have a rule of their own.
    ///
    /// ## Why is this bad?
    /// It depends on the server, the gateway and the generator which of the two counts. What one of them documents, limits
    /// or checks is not what runs.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /users/{id}: {get: {}}
    ///   /users/{name}: {get: {}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /users/{id}: {get: {}}
    ///   /users/by-name/{name}: {get: {}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-694: Use of Multiple Resources with Duplicate Identifier](https://cwe.mitre.org/data/definitions/694.html)
    /// - [OpenAPI 3.1.1: Path Templating Matching](https://spec.openapis.org/oas/v3.1.1#path-templating-matching)
    AmbiguousPaths {
        id: "ambiguous-paths",
        severities: [Info],
        profile: Strict,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [694],
        mitigation: "Give the two paths forms that differ in a fixed segment, or make them one.",
    }
}

impl Rule for AmbiguousPaths {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let twins: Vec<Overlap<'_>> = twins(api).filter(|twins| different(api, twins).is_none()).collect();
        for (path, other) in twins.into_iter().chain(crossings(api)) {
            let (own, theirs) = (Quoted(path.template()), Quoted(other.template()));
            path.report(report, Severity::Info, format_args!("{own} answers the same requests as {theirs}"));
        }
    }
}
