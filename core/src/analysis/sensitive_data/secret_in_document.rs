use rustc_hash::FxHashSet;

use super::places::Owners;
use super::value::holds_text;
use crate::analysis::graph::{Graph, Keyword};
use crate::analysis::{Reporter, Rule};
use crate::api::tree::{NodeId, Tree, Value};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::sensitive::secrets::{Secret, Validity, find, is_placeholder};
use crate::sensitive::{SensitiveType, classify};
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports credentials that are written into the document, wherever that is: keys and tokens of known issuers, signed
    /// tokens, private keys, users with passwords in URLs and for HTTP Basic, and defaults of passwords and keys.
    ///
    /// What is plainly made up is left out: samples of the issuers' own documentation, repeated or counted characters,
    /// `<token>`, `changeme`, hosts under `example.com`, and tokens of GitHub and npm whose checksum is wrong. A signed
    /// token that expires is medium; one that had expired when this version was released, or that lasts a day at most, is
    /// low. The credential is not repeated in the finding.
    ///
    /// ## Why is this bad?
    /// The document is given to everybody who uses the API, and stays in the history of its repository. A credential in it
    /// is a credential of all of them.
    ///
    /// ## Example
    /// ```yaml
    /// properties: {dsn: {type: string, example: 'postgres://shop:Tr0ub4dor3@db.acme.io/orders'}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// properties: {dsn: {type: string, example: 'postgres://user:password@db.example.com/orders'}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-798: Use of Hard-coded Credentials](https://cwe.mitre.org/data/definitions/798.html)
    /// - [CWE-540: Inclusion of Sensitive Information in Source Code](https://cwe.mitre.org/data/definitions/540.html)
    SecretInDocument {
        id: "secret-in-document",
        severities: [High, Medium, Low],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api2, Api8],
        cwe: [798, 540],
        mitigation: "Revoke the credential, and write a value in its place that is plainly made up.",
    }
}

impl Rule for SecretInDocument {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let tree = &api.tree;
        let mut owners = Owners::default();
        let mut seen = FxHashSet::default();
        for (node, text) in tree.strings() {
            let Some(secret) = find(text) else { continue };
            // A rule of its own reports them.
            if secret == Secret::UrlCredentials && is_address(tree, node) {
                continue;
            }
            let severity = match secret {
                Secret::JsonWebToken(Validity::Limited) => Severity::Medium,
                Secret::JsonWebToken(Validity::Expired | Validity::Short) => Severity::Low,
                _ => Severity::High,
            };
            seen.insert(node);
            let message = format_args!("{} holds {}", Quoted(key_around(tree, node)), secret.label());
            owners.report(api, report, node, severity, message);
        }
        for (node, name, kind) in defaults(report.graph()) {
            if !seen.contains(&tree.target(node)) {
                let message = format_args!("the default of {} is {}", Quoted(name), kind.label());
                owners.report(api, report, node, Severity::High, message);
            }
        }
    }
}

/// Returns the defaults of passwords and keys that are meant to be used.
fn defaults<'a>(graph: &Graph<'a>) -> Vec<(NodeId, &'a str, SensitiveType)> {
    let tree = graph.tree();
    let contents = &graph.api().model.contents;
    let parameters =
        contents.parameters.iter().filter_map(|own| Some((own.name.as_str(), graph.at(own.schema?)?)));
    let properties = graph.schemas().flat_map(|(id, _)| graph.properties(id));
    let mut found = Vec::new();
    for (name, id) in properties.chain(parameters) {
        let Some(schema) = graph.schema(id).filter(|schema| schema.has(Keyword::Default)) else { continue };
        let node = schema.place(tree, Keyword::Default);
        let Value::String(value) = tree.value(node) else { continue };
        if let Some(kind) = classify(name)
            && matches!(
                kind,
                SensitiveType::Password
                    | SensitiveType::ApiKey
                    | SensitiveType::ClientSecret
                    | SensitiveType::AccessToken
                    | SensitiveType::PrivateKey
            )
            && holds_text(graph, id)
            && !is_placeholder(value)
        {
            found.push((node, name, kind));
        }
    }
    found.sort_by_key(|(node, ..)| *node);
    found.dedup_by_key(|(node, ..)| *node);
    found
}

/// Tells whether a text is the URL of a server or of further documentation.
fn is_address(tree: &Tree, node: NodeId) -> bool {
    let parent = tree.parent(node);
    let above = |node: Option<NodeId>| node.and_then(|node| tree.key(node));
    tree.key(node) == Some("url")
        && (above(parent) == Some("externalDocs")
            || above(parent) == Some("server")
            || above(parent.and_then(|parent| tree.parent(parent))) == Some("servers"))
}

/// Returns the key that a value stands under, of a list's member that of the list.
fn key_around(tree: &Tree, node: NodeId) -> &str {
    let mut current = Some(node);
    while let Some(place) = current {
        if let Some(key) = tree.key(place) {
            return key;
        }
        current = tree.parent(place);
    }
    "document"
}
