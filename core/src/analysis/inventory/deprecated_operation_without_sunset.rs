use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::api::tree::{NodeId, Value};
use crate::identifier::has_word;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports deprecated operations that do not say when they go away.
    ///
    /// A `Sunset` header of a response counts, an extension such as `x-sunset`, and a description that names a year or
    /// speaks of removal, sunset or retirement.
    ///
    /// ## Why is this bad?
    /// Without a date nobody moves and nobody turns it off. Old operations miss the checks that newer ones have, and are
    /// no longer looked after.
    ///
    /// ## Example
    /// ```yaml
    /// get: {deprecated: true}
    /// ```
    /// Use instead:
    /// ```yaml
    /// get: {deprecated: true, x-sunset: 2027-06-30}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-477: Use of Obsolete Function](https://cwe.mitre.org/data/definitions/477.html)
    /// - [RFC 8594: The Sunset HTTP Header Field](https://www.rfc-editor.org/rfc/rfc8594)
    DeprecatedOperationWithoutSunset {
        id: "deprecated-operation-without-sunset",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Exposure,
        owasp: [Api9],
        cwe: [477],
        mitigation: "Set a date, announce it in `x-sunset` and in the `Sunset` header, and remove the operation then.",
    }
}

const WORDS: [&str; 15] = [
    "decommission",
    "decommissioned",
    "discontinued",
    "eol",
    "remove",
    "removal",
    "removed",
    "removing",
    "retire",
    "retired",
    "retirement",
    "retiring",
    "shutdown",
    "sunset",
    "sunsetting",
];

impl Rule for DeprecatedOperationWithoutSunset {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for operation in api.operations().iter().filter(|operation| operation.is_deprecated()) {
            if has_end(api, operation) {
                continue;
            }
            let target = operation.to_ref();
            let node = api.tree.get(operation.node, "deprecated").unwrap_or(operation.node);
            report.operation(
                operation,
                node,
                Severity::Low,
                format_args!("{target} is deprecated and does not say when it goes away"),
            );
        }
    }
}

/// Tells whether the operation says anywhere when it ends.
fn has_end(api: &Api, operation: &Operation) -> bool {
    let tree = &api.tree;
    let says = |(key, value): (&str, NodeId)| match tree.value(value) {
        _ if key.starts_with("x-") => has_word(key, &WORDS),
        Value::String(text) if key == "description" || key == "summary" => {
            has_word(text, &WORDS) || names_year(text)
        }
        _ => false,
    };
    tree.entries(operation.node).any(says) || sends_sunset(api, operation)
}

/// Tells whether a text names a year from 2000 to 2099.
fn names_year(text: &str) -> bool {
    let digits = |word: &&str| word.len() == 4 && word.starts_with("20");
    text.split(|c: char| !c.is_ascii_digit()).any(|word| digits(&word))
}

/// Tells whether a response of the operation has a `Sunset` header.
fn sends_sunset(api: &Api, operation: &Operation) -> bool {
    let tree = &api.tree;
    let Some(responses) = tree.get(operation.node, "responses") else { return false };
    tree.entries(responses).any(|(_, response)| {
        let place = match tree.get(response, "$ref").map(|node| tree.value(node)) {
            Some(Value::String(reference)) => tree.resolve_reference(response, reference),
            _ => Some(response),
        };
        let headers = place.and_then(|place| tree.get(place, "headers"));
        headers
            .is_some_and(|headers| tree.entries(headers).any(|(name, _)| name.eq_ignore_ascii_case("sunset")))
    })
}
