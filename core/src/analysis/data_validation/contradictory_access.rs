use rustc_hash::FxHashSet;

use crate::analysis::graph::{Directions, Keyword, Schema, SchemaId};
use crate::analysis::{Reporter, Rule};
use crate::api::specification::Specification;
use crate::api::tree::Value;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports schemas that are `readOnly` and `writeOnly` at once: they could go neither in nor out.
    ///
    /// In Swagger 2.0 a property that is `readOnly` and `required` is reported too: that specification asks not to do
    /// it, as a request would need what it must not send. From OpenAPI 3.0 on `required` then counts for responses only.
    ///
    /// ## Why is this bad?
    /// Each tool obeys another half. A field that was meant to stay secret goes out, or one that the server sets can be
    /// set from outside.
    ///
    /// ## Example
    /// ```yaml
    /// password: {type: string, readOnly: true, writeOnly: true}
    /// ```
    /// Use instead:
    /// ```yaml
    /// password: {type: string, writeOnly: true}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    /// - [Swagger 2.0: Schema Object](https://swagger.io/specification/v2/#schema-object)
    /// - [OpenAPI 3.0.4: Schema Object](https://spec.openapis.org/oas/v3.0.4#schema-object)
    ContradictoryAccess {
        id: "contradictory-access",
        severities: [Low],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api3],
        cwe: [436],
        mitigation: "Keep the one that is meant.",
    }
}

impl Rule for ContradictoryAccess {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let is_old = graph.specification() == Specification::V2;
        for (id, schema) in graph.schemas() {
            if is_old {
                check_required(report, id, schema);
            } else if schema.is_read_only && schema.is_write_only {
                // No data goes through it, but through what it is in.
                let holder = schema.parent.map_or(id, |(parent, _)| parent);
                let node = schema.place(graph.tree(), Keyword::WriteOnly);
                let name = graph.name(id);
                let message = format_args!("{name} is `readOnly` and `writeOnly` at once");
                report.schema(holder, Directions::BOTH, node, Severity::Low, message);
            }
        }
    }
}

fn check_required(report: &mut Reporter<'_>, id: SchemaId, schema: &Schema<'_>) {
    let graph = report.graph();
    let Some(list) = schema.has(Keyword::Required).then(|| schema.place(graph.tree(), Keyword::Required))
    else {
        return;
    };
    let required: FxHashSet<&str> = graph
        .tree()
        .items(list)
        .filter_map(|item| match graph.tree().value(item) {
            Value::String(name) => Some(name),
            _ => None,
        })
        .collect();
    if !graph.directions(id).request {
        return;
    }
    for (name, property) in graph.properties(id).filter(|(name, _)| required.contains(name)) {
        let Some(own) = graph.schema(property).filter(|own| own.is_read_only) else { continue };
        let node = own.place(graph.tree(), Keyword::ReadOnly);
        let message = format_args!("{} is `readOnly` and required at once", Quoted(name));
        report.schema(id, Directions::REQUEST, node, Severity::Low, message);
    }
}
