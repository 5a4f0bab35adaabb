use super::template::{bare, parameters};
use crate::analysis::lacking::Lacking;
use crate::analysis::{Reporter, Rule};
use crate::api::contents::Status;
use crate::api::{Operation, Security};
use crate::identifier::words;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations on an object named in the path that any authenticated caller seems to reach.
    ///
    /// That is: the path names an object by an identifier, the operation asks for a credential but for no scope, and it
    /// documents neither `403` nor `404` (nor `4XX` or `default`). It is a list of what to check, not of defects. Where most
    /// operations of a document are such, the document is reported once.
    ///
    /// ## Why is this bad?
    /// If the server does not check that the object belongs to the caller, anybody with a credential of their own reads and
    /// changes everybody's objects by counting through identifiers. It is the most common hole in APIs.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders/{orderId}:
    ///     get:
    ///       security: [{key: []}]
    ///       responses: {'200': {description: The order}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders/{orderId}:
    ///     get:
    ///       security: [{key: []}]
    ///       responses:
    ///         '200': {description: The order}
    ///         '404': {description: The caller has no such order}
    /// ```
    ///
    /// ## References
    /// - [OWASP API1:2023 Broken Object Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/)
    /// - [CWE-639: Authorization Bypass Through User-Controlled Key](https://cwe.mitre.org/data/definitions/639.html)
    ObjectAccessWithoutDenial {
        id: "object-access-without-denial",
        severities: [Info],
        profile: Pedantic,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api1],
        cwe: [639],
        mitigation: "Check that the object belongs to the caller, and document the denial: `403` or `404`.",
    }
}

impl Rule for ObjectAccessWithoutDenial {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let api = report.graph().api();
        let mut lacking = Lacking::default();
        for operation in api.operations().iter().filter(|own| !own.unread.responses) {
            let Some(identifier) = parameters(operation.path()).into_iter().find(|name| is_identifier(name))
            else {
                continue;
            };
            let security = api.security(operation);
            if security.allows_anonymous() {
                continue;
            }
            if denies(operation) || security.get().is_some_and(asks_for_scopes) {
                lacking.has();
                continue;
            }
            let (target, name) = (operation.to_ref(), Quoted(identifier));
            let message = format!(
                "{target} names an object by {name}, asks for no scope, and documents no denial (403 or 404)"
            );
            lacking.operation(operation, operation.node, message);
        }
        lacking.report(report, Severity::Info, |count, all| {
            format!(
                "{count} of {all} operations on an object named in the path ask for no scope and document no denial (403 or 404)"
            )
        });
    }
}

/// Tells whether a parameter identifies an object, by its last word.
fn is_identifier(name: &str) -> bool {
    words(bare(name))
        .last()
        .is_some_and(|last| matches!(last.as_str(), "id" | "uuid" | "guid" | "uid" | "identifier"))
}

fn denies(operation: &Operation) -> bool {
    operation
        .responses
        .iter()
        .any(|own| matches!(own.status, Status::Code(403 | 404) | Status::Range(4) | Status::Default))
}

fn asks_for_scopes(security: &Security) -> bool {
    security
        .requirements()
        .iter()
        .all(|requirement| requirement.schemes().iter().any(|used| !used.scopes.is_empty()))
}
