use crate::analysis::graph::Graph;
use crate::analysis::{Reporter, Rule};
use crate::api::contents::{Header, Response};
use crate::api::tree::{NodeId, Tree, Value};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports responses that are open to every origin (`Access-Control-Allow-Origin: *`) and to its credentials
    /// (`Access-Control-Allow-Credentials: true`).
    ///
    /// The values are those that the document gives the headers as `const`, `enum`, `default` or example. A response
    /// without these headers is not reported: browsers then keep other origins out.
    ///
    /// ## Why is this bad?
    /// Browsers refuse the two together, so servers that mean it send back whatever origin asks. Then every page that a
    /// user visits can call the API in the user's name and read the answer.
    ///
    /// ## Example
    /// ```yaml
    /// headers:
    ///   Access-Control-Allow-Origin: {schema: {type: string, example: '*'}}
    ///   Access-Control-Allow-Credentials: {schema: {type: boolean, example: true}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// headers:
    ///   Access-Control-Allow-Origin: {schema: {type: string, enum: ['https://shop.example.com']}}
    ///   Access-Control-Allow-Credentials: {schema: {type: boolean, example: true}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-942: Permissive Cross-domain Policy with Untrusted Domains](https://cwe.mitre.org/data/definitions/942.html)
    /// - [Fetch Standard: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    PermissiveCors {
        id: "permissive-cors",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Exposure,
        owasp: [Api8],
        cwe: [942],
        mitigation: "Name the origins that may call with credentials, and check them against a list.",
    }
}

impl Rule for PermissiveCors {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for used in graph.responses() {
            let says = |name: &str, value: &str| header_with(graph, used.part, name, value);
            if let Some(origin) = says("Access-Control-Allow-Origin", "*")
                && says("Access-Control-Allow-Credentials", "true").is_some()
            {
                report.part(
                    origin.node,
                    used.users,
                    Severity::Medium,
                    "the response is open to the credentials of every origin",
                );
            }
        }
    }
}

/// Returns the header of a response that the document gives a value.
fn header_with<'r>(graph: &Graph<'_>, response: &'r Response, name: &str, value: &str) -> Option<&'r Header> {
    let mut headers = response.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
    headers.find(|header| {
        let schema =
            header.schema.and_then(|schema| graph.resolved_at(schema)).map(|(_, schema)| schema.node);
        [Some(header.node), schema].into_iter().flatten().any(|place| gives(graph.tree(), place, value))
    })
}

/// Tells whether a header or a schema names a value as the one that it has, or as an example of it.
fn gives(tree: &Tree, place: NodeId, value: &str) -> bool {
    let is_value = |node: NodeId| match tree.value(node) {
        Value::String(text) => text.trim() == value,
        Value::Bool(own) => (if own { "true" } else { "false" }) == value,
        _ => false,
    };
    let one = ["const", "default", "example", "x-example"].iter().filter_map(|key| tree.get(place, key));
    let mut listed = ["enum", "examples"].iter().filter_map(|key| tree.get(place, key)).flat_map(|list| {
        let examples = tree.entries(list).filter_map(|(_, example)| tree.get(example, "value"));
        tree.items(list).chain(examples)
    });
    one.into_iter().any(is_value) || listed.any(is_value)
}
