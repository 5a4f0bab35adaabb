use crate::analysis::graph::{Directions, Keyword, Types};
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports schemas whose `format` belongs to another type than theirs, such as an integer with `format: date-time`.
    ///
    /// Only formats with a known type are judged. The rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// A format judges values of its own type only, so here it says nothing. The type or the format is not what was
    /// meant.
    ///
    /// ## Example
    /// ```yaml
    /// created: {type: integer, format: date-time}
    /// ```
    /// Use instead:
    /// ```yaml
    /// created: {type: string, format: date-time}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-1287: Improper Validation of Specified Type of Input](https://cwe.mitre.org/data/definitions/1287.html)
    /// - [OpenAPI Format Registry](https://spec.openapis.org/registry/format/)
    FormatOfAnotherType {
        id: "format-of-another-type",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [1287],
        mitigation: "Make the type and the format fit each other.",
    }
}

impl Rule for FormatOfAnotherType {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for (id, schema) in graph.schemas() {
            let Some(types) = schema.format.and_then(types_of) else { continue };
            if schema.types.is_empty() || schema.types.has(types) || !graph.is_met(id) {
                continue;
            }
            let name = graph.name(id);
            let format = Quoted(schema.format.unwrap_or_default());
            let node = schema.place(graph.tree(), Keyword::Format);
            let message = format_args!("{name} has the format {format}, which is of another type");
            report.schema(id, Directions::BOTH, node, Severity::Low, message);
        }
    }
}

/// Returns the types that a format is of.
fn types_of(format: &str) -> Option<Types> {
    let number = Types::INTEGER.or(Types::NUMBER);
    Some(match format {
        "date"
        | "date-time"
        | "time"
        | "duration"
        | "email"
        | "idn-email"
        | "hostname"
        | "idn-hostname"
        | "ipv4"
        | "ipv6"
        | "uri"
        | "uri-reference"
        | "iri"
        | "iri-reference"
        | "uri-template"
        | "uuid"
        | "json-pointer"
        | "relative-json-pointer"
        | "regex"
        | "password"
        | "byte"
        | "base64url" => Types::STRING,
        "binary" => Types::STRING.or(Types::FILE),
        "int8" | "int16" | "int32" | "uint8" | "uint16" | "uint32" => number,
        "float" | "double" => Types::NUMBER,
        "int64" | "uint64" => number.or(Types::STRING),
        _ => return None,
    })
}
