//! Whom it concerns that something cannot be read: the operations that hold it, or refer to what holds it.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Api;
use crate::api::tree::{NodeId, Tree};

/// Operations that a path item can have: one for each method that OpenAPI names.
const OPERATIONS_OF_PATH: usize = 9;
/// What a path item holds beside its operations.
const FIELDS_OF_PATH: [&str; 4] = ["parameters", "servers", "summary", "description"];
/// Parts of a document behind which nothing is that an operation is made of.
const HARMLESS: [&str; 4] = ["info", "tags", "externalDocs", "webhooks"];
/// Parts of a document that hold for every operation.
const OF_EVERYBODY: [&str; 8] =
    ["security", "securityDefinitions", "servers", "host", "basePath", "schemes", "consumes", "produces"];

/// What is lost with places that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Lost {
    /// Operations that may hold more than was read.
    pub(super) operations: BTreeSet<u32>,
    /// The most operations that may be there and were not read.
    pub(super) unread: usize,
    /// Whether more may come to light that is about no operation: in the calls that the API makes, or beside all.
    pub(super) document: bool,
}

/// A document's references, the other way round.
#[derive(Debug)]
pub(super) struct Reach<'a> {
    api: &'a Api,
    /// By what they lead to, the nodes of references and aliases.
    sources: FxHashMap<NodeId, Vec<NodeId>>,
    /// By their nodes.
    operations: FxHashMap<NodeId, Vec<u32>>,
    /// The operations of path items, by the nodes of these where they are named.
    items: BTreeMap<NodeId, Vec<u32>>,
}

/// How a node is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Concern {
    /// It cannot be read, or is a reference to what cannot.
    Itself,
    /// Something in it, or in what it refers to.
    Within,
}

impl<'a> Reach<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let tree = &api.tree;
        let mut sources: FxHashMap<NodeId, Vec<NodeId>> = FxHashMap::default();
        for (node, text) in tree.strings() {
            let holder = tree.parent(node).filter(|_| is_reference(tree, node));
            if let Some((holder, target)) = holder.zip(tree.resolve_reference(node, text)) {
                sources.entry(tree.target(target)).or_default().push(holder);
            }
        }
        for node in tree.nodes().filter(|node| tree.target(*node) != *node) {
            sources.entry(tree.target(node)).or_default().push(node);
        }
        let mut operations: FxHashMap<NodeId, Vec<u32>> = FxHashMap::default();
        let mut of_path: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for operation in api.operations() {
            operations.entry(tree.target(operation.node)).or_default().push(operation.index);
            of_path.entry(operation.path()).or_default().push(operation.index);
        }
        let paths = tree.get(tree.root(), "paths").into_iter().flat_map(|paths| tree.entries(paths));
        let items =
            paths.map(|(path, item)| (item, of_path.get(path).cloned().unwrap_or_default())).collect();
        Self { api, sources, operations, items }
    }

    /// Returns what is lost with nodes that cannot be read.
    pub(super) fn lost(&self, nodes: impl IntoIterator<Item = NodeId>) -> Lost {
        let tree = &self.api.tree;
        let mut search = Search::default();
        for node in nodes {
            // Where the reference is what cannot be read, so is what holds it.
            let holder = tree.parent(node).filter(|_| is_reference(tree, node));
            search.enter(holder.unwrap_or(node), Concern::Itself);
        }
        while let Some((node, concern)) = search.next.pop() {
            self.visit(node, concern, &mut search);
        }
        if search.is_everything {
            search.lost.operations = self.api.operations().iter().map(|own| own.index).collect();
        }
        let methods = search.methods.iter().filter(|(item, _)| !search.items.contains(item)).count();
        search.lost.unread = search.items.len() * OPERATIONS_OF_PATH + methods;
        search.lost
    }

    fn visit(&self, node: NodeId, concern: Concern, search: &mut Search) {
        let tree = &self.api.tree;
        for &source in self.sources.get(&tree.target(node)).into_iter().flatten() {
            search.enter(source, concern);
        }
        if let Some(operations) = self.operations.get(&tree.target(node)) {
            search.lost.operations.extend(operations);
            return;
        }
        if let Some(operations) = self.items.get(&node) {
            search.lost.operations.extend(operations);
            if concern == Concern::Itself {
                search.items.insert(node);
            }
            return;
        }
        let key = tree.key(node).unwrap_or_default();
        search.lost.document |= key == "callbacks" || key.starts_with("x-");
        let Some(parent) = tree.parent(node) else {
            search.is_everything |= node == tree.root() && concern == Concern::Itself;
            return;
        };
        if key.starts_with("x-") {
            return;
        }
        if parent == tree.root() {
            search.lost.document |= HARMLESS.contains(&key);
            search.is_everything |= match concern {
                Concern::Itself => !HARMLESS.contains(&key),
                Concern::Within => OF_EVERYBODY.contains(&key),
            };
            return;
        }
        if key == "securitySchemes" {
            search.is_everything = true;
            return;
        }
        if concern == Concern::Itself && self.items.contains_key(&parent) {
            match key {
                "additionalOperations" => {
                    search.items.insert(parent);
                }
                _ if FIELDS_OF_PATH.contains(&key) => {}
                _ => {
                    search.methods.insert((parent, node));
                }
            }
        }
        search.enter(parent, Concern::Within);
    }
}

/// A search from what cannot be read to those who need it.
#[derive(Debug, Default)]
struct Search {
    seen: FxHashSet<(NodeId, Concern)>,
    next: Vec<(NodeId, Concern)>,
    lost: Lost,
    is_everything: bool,
    /// Path items that were not read.
    items: BTreeSet<NodeId>,
    /// Operations that were not read, with their path items.
    methods: BTreeSet<(NodeId, NodeId)>,
}

impl Search {
    fn enter(&mut self, node: NodeId, concern: Concern) {
        if self.seen.insert((node, concern)) {
            self.next.push((node, concern));
        }
    }
}

fn is_reference(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.key(node), Some("$ref" | "$dynamicRef" | "$recursiveRef"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_more_may_be_than_operations_have() {
        let find = |body: &str| {
            let text = format!("openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\n{body}\n");
            let api = Api::parse(text.as_bytes()).unwrap();
            let nodes = api.tree.strings().filter(|(_, text)| *text == "lost").map(|(node, _)| node);
            Reach::new(&api).lost(nodes).document
        };
        assert!(find("paths: {/a: {get: {callbacks: {a: {'{$url}': {post: lost}}}}}}"));
        assert!(find("paths: {}\nwebhooks: {a: {post: lost}}"));
        assert!(!find("paths: {/a: {get: {tags: lost}}}"));
    }

    /// Returns what is lost with the value `lost` in a document.
    fn lost(body: &str) -> (Vec<u32>, usize) {
        let text = format!("openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\n{body}\n");
        let api = Api::parse(text.as_bytes()).unwrap();
        let nodes = api.tree.strings().filter(|(_, text)| *text == "lost").map(|(node, _)| node);
        let lost = Reach::new(&api).lost(nodes);
        (lost.operations.into_iter().collect(), lost.unread)
    }

    #[test]
    fn finds_the_operations_that_hold_or_refer_to_a_place() {
        assert_eq!(lost("paths: {/a: {get: {tags: lost}, put: {}}, /b: {get: {}}}"), (vec![0], 0));
        assert_eq!(lost("paths: {/a: {parameters: lost, get: {}, put: {}}, /b: {get: {}}}"), (vec![0, 1], 0));
        let part = "paths: {/a: {get: {x: {$ref: '#/components/schemas/A'}}}, /b: {get: {}}}\n\
                    components: {schemas: {A: {items: {$ref: '#/components/schemas/B'}}, B: {type: lost}}}";
        assert_eq!(lost(part), (vec![0], 0));
        assert_eq!(
            lost("paths: {/a: {get: &op {tags: lost}}, /b: {get: *op}, /c: {get: {}}}"),
            (vec![0, 1], 0)
        );
    }

    #[test]
    fn counts_the_operations_that_may_be_there() {
        assert_eq!(lost("paths: {/a: {get: lost, put: {}}, /b: {get: {}}}"), (vec![0], 1));
        assert_eq!(lost("paths: {/a: lost, /b: {get: {}}}"), (vec![], 9));
        assert_eq!(lost("paths: {/a: {$ref: lost}, /b: {get: {}}}"), (vec![], 9));
        assert_eq!(lost("paths: {/a: {$ref: '#/x-a'}, /b: {get: {}}}\nx-a: lost"), (vec![], 9));
    }

    #[test]
    fn takes_what_holds_for_every_operation_for_all_of_them() {
        for body in ["servers: lost", "security: [{a: lost}]", "components: lost"] {
            assert_eq!(
                lost(&format!("{body}\npaths: {{/a: {{get: {{}}}}, /b: {{get: {{}}}}}}")),
                (vec![0, 1], 0)
            );
        }
        let scheme = "components: {securitySchemes: {a: {type: lost}}}\npaths: {/a: {get: {}}}";
        assert_eq!(lost(scheme), (vec![0], 0));
        for body in ["info: {title: lost}", "tags: lost", "x-more: lost", "components: {schemas: {A: lost}}"]
        {
            assert_eq!(lost(&format!("{body}\npaths: {{/a: {{get: {{}}}}}}")), (vec![], 0), "{body}");
        }
    }
}
