use super::api_key_in_query::is_public_identifier;
use crate::analysis::demand::Demand;
use crate::analysis::{Reporter, Rule};
use crate::api::{Operation, SchemeKind, SchemeUse};
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports `PUT`, `PATCH` and `DELETE` operations that ask for less than reading on the same path does: everybody who
    /// may read may write, and so may others who may not read.
    ///
    /// A scheme less counts, an alternative more, and no scope where reading needs one. Other scopes are neither weaker
    /// nor stronger, and fewer of them tell nothing, since many documents list scopes of which one is enough. `POST` is
    /// left out: people who may not read a collection often may add to it. A public identifier such as `client_id` beside
    /// another scheme does not count. An operation that is open to everybody has a rule of its own.
    ///
    /// ## Why is this bad?
    /// Changing a thing should need at least what looking at it needs. Mostly the operation was added later and its
    /// `security` forgotten, or copied from elsewhere.
    ///
    /// ## Example
    /// ```yaml
    /// /orders/{id}:
    ///   get: {security: [{oauth: [orders]}]}
    ///   put: {security: [{oauth: []}]}
    /// ```
    /// Use instead:
    /// ```yaml
    /// /orders/{id}:
    ///   get: {security: [{oauth: [orders]}]}
    ///   put: {security: [{oauth: [orders, orders:write]}]}
    /// ```
    ///
    /// ## References
    /// - [OWASP API5:2023 Broken Function Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/)
    /// - [CWE-863: Incorrect Authorization](https://cwe.mitre.org/data/definitions/863.html)
    WriteWeakerThanRead {
        id: "write-weaker-than-read",
        severities: [Medium],
        profile: Default,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api5],
        cwe: [863],
        mitigation: "Ask of writing operations at least what reading asks for.",
    }
}

impl Rule for WriteWeakerThanRead {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let counts = |used: &SchemeUse| !is_identifier(api, used);
        for path in api.operations().chunk_by(|one, next| one.path() == next.path()) {
            let reads = |operation: &&Operation| matches!(operation.method(), Method::Get);
            let Some(read) = path.iter().find(reads) else { continue };
            let Some(of_read) = Demand::counting(api, read, counts) else { continue };
            let changes = |operation: &&Operation| {
                matches!(operation.method(), Method::Put | Method::Patch | Method::Delete)
            };
            for write in path.iter().filter(changes) {
                let is_weaker = Demand::counting(api, write, counts)
                    .is_some_and(|demand| !demand.allows_anonymous() && demand.is_weaker_than(&of_read));
                if is_weaker {
                    let node = write.security.as_ref().map_or(write.node, |security| security.node);
                    let (target, reading) = (write.to_ref(), read.method());
                    report.operation(
                        write,
                        node,
                        Severity::Medium,
                        format_args!("{target} asks for less than {reading} on the same path"),
                    );
                }
            }
        }
    }
}

/// Tells whether a scheme only says who the client is: nobody gains anything who need not send it.
fn is_identifier(api: &Api, used: &SchemeUse) -> bool {
    let scheme = used.scheme.and_then(|index| api.security_schemes().get(index));
    matches!(scheme.map(|scheme| scheme.kind()), Some(SchemeKind::ApiKey { name, .. }) if is_public_identifier(name))
}
