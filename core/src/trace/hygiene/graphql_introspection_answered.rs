use crate::rule_meta::declare_rule;
use crate::trace::marks::Mark;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports successful answers with the schema of a GraphQL service (`__schema`).
    ///
    /// ## Why is this bad?
    /// The schema names every query, field and mutation, also those that no client of the service uses and nobody has thought
    /// of protecting.
    ///
    /// ## Example
    /// ```http
    /// POST /graphql HTTP/1.1
    ///
    /// {"query": "{__schema {types {name}}}"}
    ///
    /// HTTP/1.1 200 OK
    ///
    /// {"data": {"__schema": {...}}}
    /// ```
    /// Use instead:
    /// ```http
    /// POST /graphql HTTP/1.1
    ///
    /// {"query": "{__schema {types {name}}}"}
    ///
    /// HTTP/1.1 400 Bad Request
    ///
    /// {"errors": [{"message": "introspection is off"}]}
    /// ```
    ///
    /// ## References
    /// - [OWASP: GraphQL](https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html)
    /// - [CWE-200: Exposure of Sensitive Information to an Unauthorized Actor](https://cwe.mitre.org/data/definitions/200.html)
    GraphqlIntrospectionAnswered {
        source: TraceAnalysis,
        id: "graphql-introspection-answered",
        severities: [Medium],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [200],
        mitigation: "Turn introspection off where others can reach the service.",
    }
}

impl TraceRule for GraphqlIntrospectionAnswered {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerBody
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if call.is_accepted() && !call.is_page() && call.marks().has(Mark::Schema) {
            let message = "{operation} answers with its GraphQL schema";
            defects.add(Defect::new(Severity::Medium, TrafficPart::ResponseBody, message));
        }
    }
}
