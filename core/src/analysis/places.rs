//! Where a finding is, in words that stay the same when the document is laid out in another way.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::api::tree::{NodeId, Tree, Value, shortened};
use crate::api::{Api, Operation, Security};

/// Members of an object that tell it from others in an identity.
const TOKENS: usize = 64;
/// Stands for a requirement of a `security` list: a scheme that is added beside another leaves it what it is.
const REQUIREMENT: &str = "{}";

/// The roles of nodes in `security` fields, whichever way an alias or a merge key leads there.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Of the operations' own fields.
    operations: FxHashMap<NodeId, Role>,
    /// Of the root's field.
    root: FxHashMap<NodeId, Role>,
}

#[derive(Debug, Clone, Copy)]
enum Role {
    /// The list of requirements.
    List,
    /// One alternative.
    Requirement,
    /// The scopes of a scheme; the node has the scheme's name for its key.
    Use(NodeId),
}

impl Places {
    pub(super) fn new(api: &Api) -> Self {
        let mut places = Self::default();
        for security in api.operations().iter().filter_map(|operation| operation.security.as_ref()) {
            insert(&mut places.operations, &api.tree, security);
        }
        if let Some(security) = &api.model.security {
            insert(&mut places.root, &api.tree, security);
        }
        places
    }

    /// Returns a node's pointer with each index of a list replaced by what the member says of itself: the URL of a
    /// server, the place and name of a parameter. With an operation it begins there, wherever that is written.
    pub(super) fn stable_pointer(&self, api: &Api, operation: Option<&Operation>, node: NodeId) -> String {
        let tree = &api.tree;
        let start = operation.map(|operation| tree.target(operation.node));
        let roles = if operation.is_some() { &self.operations } else { &self.root };
        let mut parts: Vec<Cow<'_, str>> = Vec::new();
        let mut current = node;
        loop {
            if start == Some(tree.target(current)) {
                break;
            }
            if let Some(role) = roles.get(&current).or_else(|| roles.get(&tree.target(current))) {
                role.describe(tree, &mut parts);
                break;
            }
            let Some(parent) = tree.parent(current) else {
                parts.extend(tree.file(current).map(Cow::Borrowed));
                break;
            };
            parts.push(match tree.key(current) {
                Some(key) => Cow::Borrowed(shortened(key)),
                None => Cow::Owned(self_description(tree, current)),
            });
            current = parent;
        }
        parts.reverse();
        parts.join("\u{0}")
    }
}

impl Role {
    /// Adds the tokens from a node of the role up to the owner of the field.
    fn describe<'t>(self, tree: &'t Tree, parts: &mut Vec<Cow<'t, str>>) {
        if let Self::Use(node) = self {
            parts.push(Cow::Borrowed(shortened(tree.key(node).unwrap_or_default())));
        }
        if !matches!(self, Self::List) {
            parts.push(Cow::Borrowed(REQUIREMENT));
        }
        parts.push(Cow::Borrowed("security"));
    }
}

fn insert(roles: &mut FxHashMap<NodeId, Role>, tree: &Tree, security: &Security) {
    roles.insert(tree.target(security.node), Role::List);
    for requirement in security.requirements() {
        roles.insert(tree.target(requirement.node), Role::Requirement);
        for used in requirement.schemes() {
            roles.insert(tree.target(used.node), Role::Use(used.node));
            roles.insert(used.node, Role::Use(used.node));
        }
    }
}

/// Describes a list's member by its naming fields, else by its text, else by its keys.
fn self_description(tree: &Tree, node: NodeId) -> String {
    match tree.value(node) {
        Value::String(text) | Value::Number(text) => shortened(text).to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::Sequence => "[]".to_owned(),
        Value::Mapping => {
            let naming: Vec<&str> = ["$ref", "url", "in", "name"]
                .into_iter()
                .filter_map(|key| match tree.value(tree.get(node, key)?) {
                    Value::String(text) => Some(shortened(text)),
                    _ => None,
                })
                .collect();
            if !naming.is_empty() {
                return naming.join("\u{1}");
            }
            let mut keys: Vec<&str> =
                tree.entries(node).take(TOKENS).map(|(key, _)| shortened(key)).collect();
            keys.sort_unstable();
            keys.join("\u{1}")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::{Api, FindingId, Settings, Timestamp, analyze};

    const HEAD: &str = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\n";
    const SCHEMES: &str =
        "components: {securitySchemes: {o: {type: oauth2, flows: {}}, m: {type: mutualTLS}}}\n";

    fn identities(body: &str) -> BTreeSet<(String, FindingId)> {
        let api = Api::parse(format!("{HEAD}{SCHEMES}{body}").as_bytes()).unwrap();
        let settings = Settings::parse(b"rules: {requirement-without-scopes: on}").unwrap();
        let findings = analyze(&api, &settings, Timestamp::MIN);
        findings.into_iter().map(|finding| (finding.rule.to_string(), finding.id)).collect()
    }

    #[test]
    fn keeps_identities_behind_anchors_merge_keys_and_references() {
        // Undeclared scheme, undeclared scope, no scope, anonymous requirement: one finding of each, twice.
        let security = "security: [{nobody: []}, {o: [read]}, {o: []}, {}]";
        let plain =
            identities(&format!("paths: {{/a: {{get: {{{security}}}}}, /b: {{get: {{{security}}}}}}}\n"));
        assert_eq!(plain.len(), 8, "{plain:?}");
        for body in [
            "paths: {/a: &item {get: {SECURITY}}, /b: *item}",
            "paths: {/a: {get: &op {SECURITY}}, /b: {get: *op}}",
            "paths: {/a: {get: &op {SECURITY}}, /b: {get: {<<: *op}}}",
            "paths: {/a: &item {get: {SECURITY}}, /b: {<<: *item}}",
            "paths: {/a: {$ref: '#/x-item'}, /b: {$ref: '#/x-item'}}\nx-item: {get: {SECURITY}}",
            "x-list: &list [{nobody: []}, {o: [read]}, {o: []}, {}]\n\
             paths: {/a: {get: {security: *list}}, /b: {get: {security: *list}}}",
            "x-a: &nobody {nobody: []}\nx-b: &scopes [&read read]\nx-c: &none []\n\
             paths: {/a: {get: {security: [*nobody, {o: *scopes}, {o: *none}, {}]}}, \
             /b: {get: {security: [*nobody, {o: [*read]}, {o: *none}, {}]}}}",
        ] {
            assert_eq!(identities(&body.replace("SECURITY", security)), plain, "{body}");
        }
    }

    #[test]
    fn keeps_the_identity_of_a_part_when_others_refer_to_it() {
        let answer = "{description: a, content: {application/json: {schema: {type: object, properties: {ssn: {type: string}}}}}}";
        let alone = identities(&format!("paths: {{/b: {{get: {{responses: {{'200': {answer}}}}}}}}}\n"));
        assert!(alone.iter().any(|(rule, _)| rule == "sensitive-data-in-response"), "{alone:?}");
        for (own, other) in [
            (answer.to_owned(), "{$ref: '#/paths/~1b/get/responses/200'}"),
            (format!("&answer {answer}"), "*answer"),
        ] {
            for (first, second) in [("/b", "/c"), ("/b", "/a")] {
                let both = identities(&format!(
                    "paths:\n  {first}: {{get: {{responses: {{'200': {own}}}}}}}\n  \
                     {second}: {{get: {{responses: {{'200': {other}}}}}}}\n"
                ));
                let missing: Vec<_> = alone.difference(&both).collect();
                assert!(missing.is_empty(), "{missing:?}");
            }
        }
    }

    #[test]
    fn keeps_identities_of_the_root_behind_an_anchor() {
        let plain = identities("security: [{nobody: []}]\npaths: {/a: {get: {}}}\n");
        assert_eq!(
            identities("x-list: &list [{nobody: []}]\nsecurity: *list\npaths: {/a: {get: {}}}\n"),
            plain
        );
        assert_eq!(plain.len(), 1);
    }

    #[test]
    fn keeps_the_identity_of_a_scheme_when_another_is_added_beside_it() {
        let alone = identities("paths: {/a: {get: {security: [{nobody: []}]}}}\n");
        let beside = identities("paths: {/a: {get: {security: [{m: [], nobody: []}]}}}\n");
        assert_eq!((alone.len(), &alone), (1, &beside));
    }

    #[test]
    fn keeps_the_identity_of_missing_schemes_when_other_components_come() {
        let find = |body: &str| {
            let api = Api::parse(format!("{HEAD}{body}paths: {{/a: {{get: {{}}}}}}\n").as_bytes()).unwrap();
            let findings = analyze(&api, &Settings::default(), Timestamp::MIN);
            findings.into_iter().find(|own| own.rule.as_str() == "no-security-schemes").map(|own| own.id)
        };
        assert!(find("").is_some());
        assert_eq!(find(""), find("components: {schemas: {}}\n"));
    }
}
