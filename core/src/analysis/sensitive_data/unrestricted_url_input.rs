use super::flow::{Flow, schemas_of};
use super::purpose::OperationWords;
use super::value::{has, holds_text, texts};
use crate::analysis::graph::{Directions, Graph, Keyword, Role, SchemaId};
use crate::analysis::{Reporter, Rule};
use crate::api::contents::{Parameter, ParameterLocation};
use crate::api::tree::{NodeId, Tree, Value};
use crate::identifier::words;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports parameters and properties of request bodies that take any URL: medium where the server may call it, low
    /// where it is somewhere to send a browser to.
    ///
    /// It goes by whole words of the name, and by `format: uri` of what servers get by URLs: an `avatar`, a `feed`. The members
    /// of a list count.
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
                of_parameter(graph, parameter, used.users, id).filter(|_| takes_anything(graph, id))
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
            let Some(use_) = Use::of_value(graph, field.name, element(graph, field.schema)) else { continue };
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

    /// Goes by the name, and by what the schema says of a name that is no URL in itself: `target` may be anything.
    fn of_value(graph: &Graph<'_>, name: &str, id: SchemaId) -> Option<Self> {
        let words = words(name);
        let joined = words.concat();
        let known = Self::of(name).or(match joined.as_str() {
            "callback" | "webhook" => Some(Self::Calls),
            "redirect" => Some(Self::Redirects),
            _ => None,
        });
        known.or_else(|| {
            let by_use = match joined.as_str() {
                "next" => Some(Self::Redirects),
                "target" | "dest" | "destination" => Some(Self::Calls),
                _ => None,
            };
            let is_fetched = || words.last().is_some_and(|last| FETCHED.contains(&last.as_str()));
            match by_use {
                Some(own) => Some(own).filter(|_| is_url(graph, id)),
                None => (has_url_format(graph, id) && is_fetched()).then_some(Self::Calls),
            }
        })
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

/// Last words of names of things that servers get by their URLs.
const FETCHED: [&str; 30] = [
    "attachment",
    "attachments",
    "audio",
    "avatar",
    "banner",
    "callbacks",
    "cover",
    "document",
    "documents",
    "download",
    "endpoint",
    "endpoints",
    "feed",
    "feeds",
    "file",
    "files",
    "icon",
    "image",
    "images",
    "import",
    "logo",
    "media",
    "photo",
    "photos",
    "picture",
    "pictures",
    "source",
    "thumbnail",
    "video",
    "webhooks",
];

/// Says what becomes of a parameter. Where people sign in or are sent on, short names are places to go on to; a `callback`
/// may be the name of a function (JSONP).
fn of_parameter(graph: &Graph<'_>, parameter: &Parameter, users: &[u32], id: SchemaId) -> Option<Use> {
    let id = element(graph, id);
    let mut operations = users.iter().filter_map(|user| graph.api().operations().get(*user as usize));
    if parameter.name.eq_ignore_ascii_case("callback") {
        let may_be_function = parameter.location == ParameterLocation::Query
            && (graph.tree().get(parameter.node, "description").is_some()
                || operations.any(|own| own.method().is_safe()));
        let says_url = || is_url(graph, id) || says_url(graph.tree(), parameter.node);
        return Some(Use::Calls).filter(|_| !may_be_function || says_url());
    }
    let leads_on = ["next", "target", "dest", "destination"];
    let is_short = leads_on.iter().any(|name| parameter.name.eq_ignore_ascii_case(name));
    if is_short && operations.any(|own| OperationWords::of(own).last_has(&LEADING_ON)) {
        return Some(Use::Redirects);
    }
    Use::of_value(graph, &parameter.name, id)
}

fn says_url(tree: &Tree, parameter: NodeId) -> bool {
    let text = tree.get(parameter, "description").map(|node| tree.value(node));
    matches!(text, Some(Value::String(text)) if words(text).iter().any(|word| word == "url"))
}

/// Words of operations that send a browser on.
const LEADING_ON: [&str; 14] = [
    "authorize",
    "authenticate",
    "auth",
    "go",
    "leave",
    "login",
    "logout",
    "oauth",
    "out",
    "redirect",
    "signin",
    "signout",
    "signup",
    "sso",
];

/// Returns the schema of a list's members, of anything else the schema itself.
fn element(graph: &Graph<'_>, id: SchemaId) -> SchemaId {
    let members = graph.conjuncts(id);
    let mut edges = members.iter().flat_map(|member| graph.edges(*member));
    edges.find(|edge| edge.role == Role::Item).map_or(id, |edge| edge.to)
}

fn has_url_format(graph: &Graph<'_>, id: SchemaId) -> bool {
    let mut formats = graph.conjuncts(id).into_iter().filter_map(|id| graph.schema(id)?.format);
    formats.any(|format| matches!(format, "uri" | "url" | "iri"))
}

fn is_url(graph: &Graph<'_>, id: SchemaId) -> bool {
    has_url_format(graph, id)
        || texts(graph, id, Keyword::Description).any(|text| words(text).iter().any(|word| word == "url"))
}

fn takes_anything(graph: &Graph<'_>, id: SchemaId) -> bool {
    let id = element(graph, id);
    holds_text(graph, id) && !has(graph, id, &[Keyword::Pattern, Keyword::Enum, Keyword::Const])
}
