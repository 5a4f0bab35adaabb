//! Properties that callers send and the server should decide.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::server_decides::{Decides, Purpose, fits};
use crate::analysis::graph::{Graph, Keyword, Role, SchemaId};
use crate::api::Operation;
use crate::api::contents::ParameterLocation;
use crate::api::tree::NodeId;

/// Such properties of one body that are reported.
const MOST_FOUND: usize = 50;
/// Schemas that are looked at for one body.
const MOST_PARTS: usize = 400;
/// Names of a property that wraps what a whole body is about.
const WRAPPERS: [&str; 6] = ["user", "account", "profile", "customer", "member", "data"];

/// A property at the top of bodies, with the operations that take it.
#[derive(Debug)]
pub(super) struct Accepted {
    pub(super) node: NodeId,
    pub(super) decides: Decides,
    pub(super) name: String,
    /// Those by which people decide about themselves.
    pub(super) on_oneself: Arc<[u32]>,
    /// Those that deal with what it decides about.
    pub(super) on_things: Arc<[u32]>,
}

/// Returns the properties that operations take, each once, by place. They are looked for once in a document.
pub(super) fn accepted(graph: &Graph<'_>) -> Rc<Vec<Accepted>> {
    graph.kept(|| Bodies::of_operations(graph).into_accepted())
}

/// The bodies of a document. What is asked of a schema is asked once, however many operations share it.
#[derive(Debug)]
struct Bodies<'g, 'a> {
    graph: &'g Graph<'a>,
    found: Vec<Found>,
    by_node: FxHashMap<NodeId, usize>,
    parts: FxHashMap<SchemaId, Rc<Part>>,
    fitting: FxHashMap<(SchemaId, Decides), bool>,
    /// What is found in each body, by the schema that says something.
    of_schema: FxHashMap<SchemaId, Rc<[usize]>>,
    /// And in the bodies of operations, by their numbers.
    of_body: FxHashMap<u32, Rc<[usize]>>,
}

#[derive(Debug)]
struct Found {
    node: NodeId,
    decides: Decides,
    name: String,
    on_oneself: Vec<u32>,
    on_things: Vec<u32>,
}

/// What a schema says by itself.
#[derive(Debug, Default)]
struct Part {
    found: Vec<usize>,
    /// What it refers to, and the members of its `allOf`.
    beside: Vec<SchemaId>,
    items: Vec<SchemaId>,
    wrapped: Vec<SchemaId>,
}

/// What may still come on the way into a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Ahead {
    items: bool,
    wrapper: bool,
}

impl<'g, 'a> Bodies<'g, 'a> {
    fn of_operations(graph: &'g Graph<'a>) -> Self {
        let mut bodies = Self {
            graph,
            found: Vec::new(),
            by_node: FxHashMap::default(),
            parts: FxHashMap::default(),
            fitting: FxHashMap::default(),
            of_schema: FxHashMap::default(),
            of_body: FxHashMap::default(),
        };
        for operation in graph.api().operations().iter().filter(|own| !own.method().is_safe()) {
            let purpose = Purpose::of(operation);
            for at in bodies.of_operation(operation).iter() {
                bodies.take(*at, purpose, operation.index);
            }
            for field in graph.parameters_of(operation).filter(|own| own.location == ParameterLocation::Form)
            {
                let id = field.schema.and_then(|node| graph.at(node));
                if let Some(at) = id.and_then(|id| bodies.find(&field.name, id, || Some(field.node))) {
                    bodies.take(at, purpose, operation.index);
                }
            }
        }
        bodies
    }

    /// Notes that an operation takes a property.
    fn take(&mut self, at: usize, purpose: Purpose, operation: u32) {
        let Some(own) = self.found.get_mut(at) else { return };
        let add = |list: &mut Vec<u32>| {
            if list.last() != Some(&operation) {
                list.push(operation);
            }
        };
        if purpose.lets_decide_about_oneself(own.decides) {
            add(&mut own.on_oneself);
        }
        if purpose.is_about(own.decides) {
            add(&mut own.on_things);
        }
    }

    /// Returns what the body of an operation takes, whatever its media type.
    fn of_operation(&mut self, operation: &Operation) -> Rc<[usize]> {
        let (Some(index), Some(body)) = (operation.body, self.graph.body_of(operation)) else {
            return Rc::default();
        };
        if let Some(known) = self.of_body.get(&index) {
            return known.clone();
        }
        let mut found = Vec::new();
        for id in body.content.iter().filter_map(|media| self.graph.at(media.schema?)) {
            found.extend_from_slice(&self.of_schema(id));
        }
        found.sort_unstable();
        found.dedup();
        let found: Rc<[usize]> = found.into();
        self.of_body.insert(index, found.clone());
        found
    }

    /// Returns what a body takes, in the schema itself or in the one property that it is about.
    fn of_schema(&mut self, id: SchemaId) -> Rc<[usize]> {
        let id = self.graph.resolved(id).map_or(id, |(id, _)| id);
        if let Some(known) = self.of_schema.get(&id) {
            return known.clone();
        }
        let found: Rc<[usize]> = self.walk(id).into();
        self.of_schema.insert(id, found.clone());
        found
    }

    fn walk(&mut self, body: SchemaId) -> Vec<usize> {
        let start = (body, Ahead { items: true, wrapper: true });
        let mut seen = FxHashSet::from_iter([start]);
        let mut queue = VecDeque::from([start]);
        let mut found = Vec::new();
        while let Some((id, ahead)) = queue.pop_front().filter(|_| found.len() < MOST_FOUND) {
            let part = self.part(id);
            found.extend_from_slice(&part.found);
            let beside = part.beside.iter().map(|id| (*id, ahead));
            let items = part.items.iter().filter(|_| ahead.items);
            let items = items.map(|id| (*id, Ahead { items: false, ..ahead }));
            let wrapped = part.wrapped.iter().filter(|_| ahead.wrapper);
            let wrapped = wrapped.map(|id| (*id, Ahead { items: true, wrapper: false }));
            for step in beside.chain(items).chain(wrapped) {
                if seen.len() < MOST_PARTS && seen.insert(step) {
                    queue.push_back(step);
                }
            }
        }
        found.truncate(MOST_FOUND);
        found
    }

    fn part(&mut self, id: SchemaId) -> Rc<Part> {
        if let Some(known) = self.parts.get(&id) {
            return known.clone();
        }
        let graph = self.graph;
        let mut part = Part::default();
        for edge in graph.edges(id) {
            match edge.role {
                Role::Reference | Role::AllOf => part.beside.push(edge.to),
                Role::Item => part.items.push(edge.to),
                Role::Property(name) if WRAPPERS.contains(&name) => part.wrapped.push(edge.to),
                Role::Property(name) if part.found.len() < MOST_FOUND => {
                    let node = || {
                        let tree = graph.tree();
                        tree.get(graph.schema(id)?.place(tree, Keyword::Properties), name)
                    };
                    part.found.extend(self.find(name, edge.to, node));
                }
                _ => {}
            }
        }
        part.beside.truncate(MOST_PARTS);
        part.items.truncate(MOST_PARTS);
        let part = Rc::new(part);
        self.parts.insert(id, part.clone());
        part
    }

    /// Returns the number of a property, if the server should decide it. What is `readOnly` it does decide.
    fn find(&mut self, name: &str, id: SchemaId, node: impl FnOnce() -> Option<NodeId>) -> Option<usize> {
        let decides = Decides::of(name)?;
        if !self.fits(id, decides) {
            return None;
        }
        let node = node()?;
        let next = self.found.len();
        let at = *self.by_node.entry(node).or_insert(next);
        if at == next {
            let name = name.to_owned();
            self.found.push(Found { node, decides, name, on_oneself: Vec::new(), on_things: Vec::new() });
        }
        Some(at)
    }

    fn fits(&mut self, id: SchemaId, decides: Decides) -> bool {
        let graph = self.graph;
        let id = graph.resolved(id).map_or(id, |(id, _)| id);
        *self.fitting.entry((id, decides)).or_insert_with(|| {
            let mut members = graph.conjuncts(id).into_iter().filter_map(|id| graph.schema(id));
            fits(graph, id, decides) && !members.any(|own| own.is_true(graph.tree(), Keyword::ReadOnly))
        })
    }

    fn into_accepted(self) -> Vec<Accepted> {
        let taken = self.found.into_iter().map(|own| Accepted {
            node: own.node,
            decides: own.decides,
            name: own.name,
            on_oneself: own.on_oneself.into(),
            on_things: own.on_things.into(),
        });
        let mut accepted: Vec<Accepted> = taken.collect();
        accepted.sort_unstable_by_key(|own| own.node);
        accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Api;

    /// Returns how many schemas were read and how many bodies were put together, of operations with bodies like these.
    fn effort(body: impl Fn(usize) -> String) -> (usize, usize, Vec<usize>) {
        let mut document = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths:\n".to_owned();
        for at in 0..200 {
            document.push_str(&format!(
                "  /a{at}/register: {{post: {{requestBody: {{content: {{application/json: {{schema: {}}}}}}}}}}}\n",
                body(at)
            ));
        }
        document.push_str(
            "components: {schemas: {B: {properties: {role: {type: string}, credits: {type: number}}}}}\n",
        );
        let api = Api::parse(document.as_bytes()).unwrap();
        let graph = Graph::new(&api);
        let bodies = Bodies::of_operations(&graph);
        let (parts, walks) = (bodies.parts.len(), bodies.of_schema.len());
        (parts, walks, bodies.into_accepted().iter().map(|own| own.on_oneself.len()).collect())
    }

    #[test]
    fn reads_what_operations_share_once() {
        let reference = "{$ref: '#/components/schemas/B'}";
        assert_eq!(effort(|_| reference.to_owned()), (1, 1, vec![200, 200]));
        // Of each body its own schema and the reference in it, and once what all refer to.
        let (parts, walks, users) = effort(|_| format!("{{allOf: [{reference}]}}"));
        assert_eq!((parts, walks, users), (401, 200, vec![200, 200]));
    }

    #[test]
    fn ends_in_bodies_without_end() {
        let circle =
            "{allOf: [{$ref: '#/paths/~1a0~1register/post/requestBody/content/application~1json/schema'}]}";
        assert_eq!(effort(|_| circle.to_owned()).2, Vec::<usize>::new());
        let wide = |_| {
            let many = (0..2000).map(|at| format!("{{properties: {{p{at}: {{}}}}}}")).collect::<Vec<_>>();
            format!("{{allOf: [{}]}}", many.join(", "))
        };
        assert_eq!(effort(wide).0, 200 * MOST_PARTS);
    }
}
