use super::batch::batches;
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that work on many things in one call, and take any number of them.
    ///
    /// An operation is one of these if the last name in its path or its `operationId` has the word `batch` or `bulk`, or
    /// `graphql`. The list is the body, or a property of an object that has few. Where a description names a limit - that
    /// of the list, the body, the operation, or of a property beside the list that speaks of it - only `unbounded-array`
    /// asks for `maxItems`.
    ///
    /// ## Why is this bad?
    /// One call asks for as many writes, mails or payments as fit into a body. It goes round limits that count calls,
    /// such as those on guesses at a password or a code.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /users/bulk:
    ///     post:
    ///       requestBody:
    ///         content:
    ///           application/json:
    ///             schema: {type: array, items: {$ref: '#/components/schemas/User'}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /users/bulk:
    ///     post:
    ///       requestBody:
    ///         content:
    ///           application/json:
    ///             schema: {type: array, maxItems: 100, items: {$ref: '#/components/schemas/User'}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    UnboundedBatch {
        id: "unbounded-batch",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Set `maxItems` on the list to the most that one call may ask for.",
    }
}

impl Rule for UnboundedBatch {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for (id, operations) in batches(graph).iter() {
            let Some(schema) = graph.schema(id) else { continue };
            let name = graph.name(id);
            let message = format_args!("a batch operation takes any number of items in {name}");
            report.part(schema.node, &operations.into(), Severity::Medium, message);
        }
    }
}
