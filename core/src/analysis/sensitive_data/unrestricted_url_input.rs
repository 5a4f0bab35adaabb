use super::flow::{Flow, schemas_of};
use super::value::{has, holds_text, texts};
use crate::analysis::graph::{Directions, Graph, Keyword, SchemaId};
use crate::analysis::{Reporter, Rule};
use crate::api::contents::ParameterLocation;
use crate::identifier::words;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports parameters and properties of request bodies that take any URL: medium where the server may call it, low
    /// where it is somewhere to send a browser to.
    ///
    /// A URL that is restricted by `enum`, `const` or `pattern`, or is `readOnly`, is not reported. `format: uri` restricts
    /// nothing.
    ///
    /// ## Why is this bad?
    /// A server that fetches what callers name can be made to call its own network: databases, metadata services, other
    /// tenants. A redirect to any place lends the server's good name to somebody who steals passwords.
    ///
    /// ## Example
    /// ```yaml
    /// properties: {callback_url: {type: string, format: uri}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// properties: {callback_url: {type: string, format: uri, pattern: '^https://[a-z0-9-]+\.partners\.example\.com/'}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API7:2023 Server Side Request Forgery](https://owasp.org/API-Security/editions/2023/en/0xa7-server-side-request-forgery/)
    /// - [CWE-918: Server-Side Request Forgery](https://cwe.mitre.org/data/definitions/918.html)
    /// - [CWE-601: URL Redirection to Untrusted Site](https://cwe.mitre.org/data/definitions/601.html)
    UnrestrictedUrlInput {
        id: "unrestricted-url-input",
        severities: [Medium, Low],
        profile: Strict,
        category: Application,
        factor: Exposure,
        owasp: [Api7],
        cwe: [918, 601],
        mitigation: "Restrict the URL to known hosts with `pattern` or `enum`, and resolve and check its address before the server calls it.",
    }
}

/// What the server does with a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Calls,
    Redirects,
}

impl Rule for UnrestrictedUrlInput {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for used in graph.parameters().filter(|used| !used.users.is_empty()) {
            let parameter = used.part;
            let is_input = matches!(
                parameter.location,
                ParameterLocation::Query | ParameterLocation::Form | ParameterLocation::Header
            );
            let Some(id) = parameter.schema.and_then(|node| graph.at(node)).filter(|_| is_input) else {
                continue;
            };
            if let Some(use_) =
                Use::of_value(graph, &parameter.name, id).filter(|_| takes_anything(graph, id))
            {
                let name = Quoted(&parameter.name);
                let message = format_args!("the parameter {name} takes any URL{}", use_.consequence());
                report.part(parameter.node, used.users, use_.severity(), message);
            }
        }
        let bodies = graph.bodies().filter(|used| !used.users.is_empty());
        let starts = bodies.flat_map(|used| schemas_of(&used.part.content));
        let flow = Flow::new(graph, starts, Keyword::ReadOnly);
        for field in flow.fields(graph) {
            let Some(use_) = Use::of_value(graph, field.name, field.schema) else { continue };
            if !takes_anything(graph, field.schema) || field.is(graph, Keyword::ReadOnly) {
                continue;
            }
            let Some(node) = field.node(graph) else { continue };
            let users = graph.operations(field.schema, Directions::REQUEST);
            let name = graph.describe(field.schema);
            let message = format_args!("{name} takes any URL{}", use_.consequence());
            report.part(node, &users, use_.severity(), message);
        }
    }
}

impl Use {
    /// Goes by whole words of a name, of which the last says what it is.
    fn of(name: &str) -> Option<Self> {
        const REDIRECTS: [&str; 12] = [
            "redirect", "return", "success", "cancel", "failure", "error", "next", "continue", "logout",
            "login", "home", "refresh",
        ];
        let words = words(name);
        let (last, before) = words.split_last()?;
        let has = |word: &str| before.iter().any(|own| own == word);
        match last.as_str() {
            "url" | "uri" | "urls" | "uris" if REDIRECTS.iter().any(|word| has(word)) => {
                Some(Self::Redirects)
            }
            "url" | "uri" | "urls" | "uris" => Some(Self::Calls),
            "to" if has("return") || has("redirect") => Some(Self::Redirects),
            _ => None,
        }
    }

    /// Goes by the name, and by what the schema says of a name that is no URL in itself: `callback` may be a function.
    fn of_value(graph: &Graph<'_>, name: &str, id: SchemaId) -> Option<Self> {
        let of_short = || match name.to_ascii_lowercase().as_str() {
            "callback" | "webhook" => Some(Self::Calls),
            "redirect" | "next" => Some(Self::Redirects),
            _ => None,
        };
        let is_url = || {
            let mut formats = graph.conjuncts(id).into_iter().filter_map(|id| graph.schema(id)?.format);
            formats.any(|format| matches!(format, "uri" | "url"))
                || texts(graph, id, Keyword::Description)
                    .any(|text| words(text).iter().any(|word| word == "url"))
        };
        Self::of(name).or_else(|| of_short().filter(|_| is_url()))
    }

    const fn severity(self) -> Severity {
        match self {
            Self::Calls => Severity::Medium,
            Self::Redirects => Severity::Low,
        }
    }

    const fn consequence(self) -> &'static str {
        match self {
            Self::Calls => ", which the server may call",
            Self::Redirects => " to send a browser to",
        }
    }
}

fn takes_anything(graph: &Graph<'_>, id: SchemaId) -> bool {
    holds_text(graph, id) && !has(graph, id, &[Keyword::Pattern, Keyword::Enum, Keyword::Const])
}
