use super::credentials_in_url::place;
use super::parameters::is_in_url;
use crate::analysis::graph::Types;
use crate::analysis::{Reporter, Rule};
use crate::identifier::words;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports query and path parameters that name a thing by a number: `id`, `user_id` or `userId` of type `integer` or
    /// `number`.
    ///
    /// ## Why is this bad?
    /// Numbers can be counted through. Where one check of ownership is missing, everything can be fetched, one after the
    /// other; random identifiers make the same mistake much harder to use.
    ///
    /// ## Example
    /// ```yaml
    /// /invoices/{id}:
    ///   get:
    ///     parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// /invoices/{id}:
    ///   get:
    ///     parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API1:2023 Broken Object Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/)
    /// - [CWE-639: Authorization Bypass Through User-Controlled Key](https://cwe.mitre.org/data/definitions/639.html)
    SequentialIdentifier {
        id: "sequential-identifier",
        severities: [Low],
        profile: Strict,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api1],
        cwe: [639],
        mitigation: "Name things by random identifiers such as UUIDs, and check on every call who may see them.",
    }
}

impl Rule for SequentialIdentifier {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let numbers = [Types::INTEGER, Types::NUMBER];
        for used in graph.parameters().filter(|used| !used.users.is_empty()) {
            let parameter = used.part;
            if !is_in_url(parameter)
                || words(&parameter.name).last().is_none_or(|word| word != "id" && word != "ids")
            {
                continue;
            }
            let Some(id) = parameter.schema.and_then(|node| graph.at(node)) else { continue };
            let is_number = graph.conjuncts(id).into_iter().filter_map(|id| graph.schema(id)).any(|schema| {
                numbers.iter().any(|types| schema.types.is_only(*types)) && !schema.is_enumerated()
            });
            if is_number {
                let name = Quoted(&parameter.name);
                let message = format_args!(
                    "the {} parameter {name} is a number that can be counted through",
                    place(parameter)
                );
                report.part(parameter.node, used.users, Severity::Low, message);
            }
        }
    }
}
