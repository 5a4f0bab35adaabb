use crate::analysis::graph::{Directions, Keyword, Role, Schema, Types};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports objects in requests that do not say what they hold: there are no `properties`, and nothing is said of
    /// others.
    ///
    /// The rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// Whatever a caller sends passes the validation, as long as it is an object.
    ///
    /// ## Example
    /// ```yaml
    /// address: {type: object}
    /// ```
    /// Use instead:
    /// ```yaml
    /// address:
    ///   type: object
    ///   properties: {city: {type: string}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    ObjectWithoutProperties {
        id: "object-without-properties",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api3],
        cwe: [20],
        mitigation: "Name the properties, or give all of them a schema with `additionalProperties`.",
    }
}

impl Rule for ObjectWithoutProperties {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for (id, schema) in graph.schemas() {
            // A member of a composition has the properties of the whole.
            let is_member = schema
                .parent
                .is_some_and(|(_, role)| matches!(role, Role::AllOf | Role::OneOf | Role::AnyOf));
            if is_bare(schema) && !is_member && graph.is_met(id) && graph.directions(id).request {
                let name = graph.name(id);
                let message = format_args!("{name} is an object that does not say what it holds");
                report.schema(id, Directions::REQUEST, schema.node, Severity::Low, message);
            }
        }
    }
}

fn is_bare(schema: &Schema<'_>) -> bool {
    const HOLDS: [Keyword; 13] = [
        Keyword::Properties,
        Keyword::PatternProperties,
        Keyword::AdditionalProperties,
        Keyword::UnevaluatedProperties,
        Keyword::AllOf,
        Keyword::OneOf,
        Keyword::AnyOf,
        Keyword::Reference,
        Keyword::DynamicRef,
        Keyword::Discriminator,
        Keyword::Enum,
        Keyword::Const,
        Keyword::If,
    ];
    schema.types.is_only(Types::OBJECT) && !schema.has_any(&HOLDS)
}
