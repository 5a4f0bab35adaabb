//! The document as a graph: every schema that an operation reaches, and who uses what.

mod bounds;
mod build;
mod describe;
mod kept;
mod reach;
mod schema;

use std::cell::OnceCell;
use std::sync::Arc;

use bounds::AllBounds;
pub(crate) use bounds::Bounds;
use build::Builder;
use kept::Kept;
pub(crate) use reach::Directions;
use reach::{Entry, Reach};
use rustc_hash::FxHashMap;
pub(crate) use schema::{Edge, Extra, Keyword, Role, Schema, SchemaId, Types};

use crate::Api;
use crate::api::contents::{Body, MediaType, Parameter, ParameterLocation, Response};
use crate::api::specification::Specification;
use crate::api::tree::{NodeId, Tree};
use crate::api::{Operation, Outgoing};

/// References that lead from one to the next before nothing more is expected of them.
const REFERENCE_CHAIN: usize = 16;
/// Properties that [`Graph::all_properties`] collects of one schema, and names of a `required` that are looked at.
const MOST_PROPERTIES: usize = 2_000;
const MOST_MEMBERS: usize = 200;
/// Schemas that are looked at together as one. Rules ask for them of every property.
const MOST_CONJUNCTS: usize = 50;

/// Schemas, parameters, bodies and responses of a document with the operations that use them. Each is there once.
#[derive(Debug)]
pub(crate) struct Graph<'a> {
    api: &'a Api,
    schemas: Vec<Schema<'a>>,
    edges: Vec<Edge<'a>>,
    by_node: FxHashMap<NodeId, SchemaId>,
    malformed: Vec<NodeId>,
    /// The schemas that parameters, bodies and responses name.
    entries: Vec<SchemaId>,
    reach: Reach,
    users: Users,
    /// Only the rules about limits ask for it.
    bounds: OnceCell<AllBounds>,
    kept: Kept,
}

/// A part of the contents with the operations that use it. A part that only webhooks and callbacks use has none.
#[derive(Debug)]
pub(crate) struct Used<'g, T> {
    pub(crate) part: &'g T,
    pub(crate) users: &'g Arc<[u32]>,
}

/// The operations behind parameters, bodies and responses, by their numbers.
#[derive(Debug)]
struct Users {
    parameters: Vec<Arc<[u32]>>,
    bodies: Vec<Arc<[u32]>>,
    responses: Vec<Arc<[u32]>>,
    /// Of each part, whether webhooks or callbacks use it.
    outgoing_parameters: Vec<bool>,
    outgoing_bodies: Vec<bool>,
    outgoing_responses: Vec<bool>,
}

impl<'a> Graph<'a> {
    /// Walks a document, each schema once.
    pub(crate) fn new(api: &'a Api) -> Self {
        let users = Users::of(api);
        let mut builder = Builder::new(&api.tree, api.model.specification);
        let mut entries = Vec::new();
        let contents = &api.model.contents;
        let mut enter = |node: NodeId, users: &'_ Arc<[u32]>, incoming: Directions, is_outgoing: bool| {
            let Some(schema) = builder.add(node) else { return };
            let direction = if users.is_empty() { Directions::default() } else { incoming };
            entries.push(Entry { schema, direction, users: users.clone() });
            if is_outgoing {
                // What we are asked for at home, we ask for abroad.
                let turned = Directions { request: incoming.response, response: incoming.request };
                entries.push(Entry { schema, direction: turned, users: Arc::default() });
            }
        };
        for ((parameter, users), is_outgoing) in
            contents.parameters.iter().zip(&users.parameters).zip(&users.outgoing_parameters)
        {
            // A form's fields are a body.
            let nodes = parameter.schema.into_iter().chain(schemas_of(&parameter.content));
            nodes.for_each(|node| enter(node, users, Directions::REQUEST, *is_outgoing));
        }
        for ((body, users), is_outgoing) in
            contents.bodies.iter().zip(&users.bodies).zip(&users.outgoing_bodies)
        {
            schemas_of(&body.content).for_each(|node| enter(node, users, Directions::REQUEST, *is_outgoing));
        }
        for ((response, users), is_outgoing) in
            contents.responses.iter().zip(&users.responses).zip(&users.outgoing_responses)
        {
            let headers = response.headers.iter().filter_map(|header| header.schema);
            let nodes = schemas_of(&response.content).chain(headers);
            nodes.for_each(|node| enter(node, users, Directions::RESPONSE, *is_outgoing));
        }
        let reach = Reach::new(&builder, &entries, api.operations().len());
        let entries = entries.iter().map(|entry| entry.schema).collect();
        let (schemas, edges, by_node, malformed) = builder.into_nodes();
        Self {
            api,
            schemas,
            edges,
            by_node,
            malformed,
            entries,
            reach,
            users,
            bounds: OnceCell::new(),
            kept: Kept::default(),
        }
    }

    pub(crate) fn api(&self) -> &'a Api {
        self.api
    }

    pub(crate) fn tree(&self) -> &'a Tree {
        &self.api.tree
    }

    pub(crate) fn specification(&self) -> Specification {
        self.api.model.specification
    }

    /// Returns every schema that an operation, a webhook or a callback reaches, each once, holders before what they hold.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = (SchemaId, &Schema<'a>)> {
        self.schemas.iter().zip(0_u32..).map(|(schema, index)| (SchemaId(index), schema))
    }

    pub(crate) fn schema(&self, id: SchemaId) -> Option<&Schema<'a>> {
        self.schemas.get(id.index())
    }

    /// Returns the schema that was read at a place.
    pub(crate) fn at(&self, node: NodeId) -> Option<SchemaId> {
        self.by_node.get(&self.tree().target(node)).copied()
    }

    /// Returns what a schema holds, in the order of the document.
    pub(crate) fn edges(&self, id: SchemaId) -> &[Edge<'a>] {
        let range =
            self.schema(id).map_or(0..0, |schema| schema.edges.start as usize..schema.edges.end as usize);
        self.edges.get(range).unwrap_or_default()
    }

    /// Follows references to the schema that says something; a chain without end leads to nothing.
    pub(crate) fn resolved(&self, id: SchemaId) -> Option<(SchemaId, &Schema<'a>)> {
        let mut current = id;
        for _ in 0..REFERENCE_CHAIN {
            let schema = self.schema(current)?;
            if !schema.is_reference(self.specification()) {
                return Some((current, schema));
            }
            current = self.edges(current).iter().find(|edge| edge.role == Role::Reference)?.to;
        }
        None
    }

    /// Returns the schema at a place, references followed.
    pub(crate) fn resolved_at(&self, node: NodeId) -> Option<(SchemaId, &Schema<'a>)> {
        self.resolved(self.at(node)?)
    }

    /// Returns the properties that a schema names itself.
    pub(crate) fn properties(&self, id: SchemaId) -> impl Iterator<Item = (&'a str, SchemaId)> {
        self.edges(id).iter().filter_map(|edge| match edge.role {
            Role::Property(name) => Some((name, edge.to)),
            _ => None,
        })
    }

    /// Tells whether a schema's own `required` has the name of a property among its first.
    pub(crate) fn requires(&self, id: SchemaId, name: &str) -> bool {
        let tree = self.tree();
        let list = self.schema(id).filter(|own| own.has(Keyword::Required));
        list.is_some_and(|own| {
            let mut names = tree.items(own.place(tree, Keyword::Required)).take(MOST_MEMBERS);
            names.any(|item| tree.value(item) == crate::api::tree::Value::String(name))
        })
    }

    /// Returns the properties that a schema names, those of what it refers to and of the members of its `allOf` included,
    /// of very large ones the first.
    pub(crate) fn all_properties(&self, id: SchemaId) -> Vec<(&'a str, SchemaId)> {
        let mut properties = Vec::new();
        for member in self.conjuncts(id) {
            properties.extend(self.properties(member));
            if properties.len() >= MOST_PROPERTIES {
                break;
            }
        }
        properties
    }

    /// Returns the schemas that a value must satisfy together: the schema, what it refers to, the members of `allOf`.
    pub(crate) fn conjuncts(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut members = vec![id];
        let mut next = 0;
        while let Some(&member) = members.get(next) {
            next += 1;
            let is_composed = |own: &Schema<'_>| own.has_any(&[Keyword::Reference, Keyword::AllOf]);
            if !self.schema(member).is_some_and(is_composed) {
                continue;
            }
            for edge in self.edges(member) {
                if matches!(edge.role, Role::Reference | Role::AllOf)
                    && members.len() < MOST_CONJUNCTS
                    && !members.contains(&edge.to)
                {
                    members.push(edge.to);
                }
            }
        }
        members
    }

    /// Returns the ways in which data goes through a schema.
    pub(crate) fn directions(&self, id: SchemaId) -> Directions {
        self.reach.directions(id)
    }

    /// Returns the operations whose data goes through a schema in any of the directions, in order.
    pub(crate) fn operations(&self, id: SchemaId, directions: Directions) -> Arc<[u32]> {
        self.reach.operations(id, directions)
    }

    fn entries(&self) -> &[SchemaId] {
        &self.entries
    }

    fn all_bounds(&self) -> &AllBounds {
        self.bounds.get_or_init(|| AllBounds::new(self))
    }

    /// Returns the places that should hold a schema and hold something else.
    pub(crate) fn malformed(&self) -> &[NodeId] {
        &self.malformed
    }

    /// Returns every parameter with the operations that take it, each once.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = Used<'_, Parameter>> {
        zip(&self.api.model.contents.parameters, &self.users.parameters)
    }

    /// Returns every request body with the operations that take it, each once.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = Used<'_, Body>> {
        zip(&self.api.model.contents.bodies, &self.users.bodies)
    }

    /// Returns every response with the operations that give it, each once.
    pub(crate) fn responses(&self) -> impl Iterator<Item = Used<'_, Response>> {
        zip(&self.api.model.contents.responses, &self.users.responses)
    }

    /// Returns the parameters of an operation.
    pub(crate) fn parameters_of(&self, operation: &'a Operation) -> impl Iterator<Item = &'a Parameter> {
        let parameters = &self.api.model.contents.parameters;
        operation.parameters.iter().filter_map(|index| parameters.get(*index as usize))
    }

    /// Returns the request body of an operation.
    pub(crate) fn body_of(&self, operation: &Operation) -> Option<&'a Body> {
        self.api.model.contents.bodies.get(operation.body? as usize)
    }

    /// Returns the responses of an operation with their statuses, as far as they were read.
    pub(crate) fn responses_of(
        &self,
        operation: &'a Operation,
    ) -> impl Iterator<Item = (&'a crate::api::contents::StatusResponse, &'a Response)> {
        let responses = &self.api.model.contents.responses;
        operation
            .responses
            .iter()
            .filter_map(|own| responses.get(own.response? as usize).map(|response| (own, response)))
    }

    /// Returns the webhooks and callbacks.
    pub(crate) fn outgoing(&self) -> &'a [Outgoing] {
        &self.api.model.outgoing
    }

    /// Returns whether an operation takes a body: its own, or fields of a form.
    pub(crate) fn takes_body(&self, operation: &'a Operation) -> bool {
        operation.body.is_some()
            || self.parameters_of(operation).any(|own| own.location == ParameterLocation::Form)
    }
}

fn zip<'g, T>(parts: &'g [T], users: &'g [Arc<[u32]>]) -> impl Iterator<Item = Used<'g, T>> {
    parts.iter().zip(users).map(|(part, users)| Used { part, users })
}

fn schemas_of(content: &[MediaType]) -> impl Iterator<Item = NodeId> {
    content.iter().filter_map(|media| media.schema)
}

impl Users {
    fn of(api: &Api) -> Self {
        let contents = &api.model.contents;
        let mut parameters = vec![Vec::new(); contents.parameters.len()];
        let mut bodies = vec![Vec::new(); contents.bodies.len()];
        let mut responses = vec![Vec::new(); contents.responses.len()];
        let add = |lists: &mut Vec<Vec<u32>>, part: u32, user: u32| {
            if let Some(list) = lists.get_mut(part as usize)
                && list.last() != Some(&user)
            {
                list.push(user);
            }
        };
        for operation in api.operations() {
            operation.parameters.iter().for_each(|part| add(&mut parameters, *part, operation.index));
            operation.body.iter().for_each(|part| add(&mut bodies, *part, operation.index));
            let parts = operation.responses.iter().filter_map(|own| own.response);
            parts.for_each(|part| add(&mut responses, part, operation.index));
        }
        let mut users = Self {
            outgoing_parameters: vec![false; parameters.len()],
            outgoing_bodies: vec![false; bodies.len()],
            outgoing_responses: vec![false; responses.len()],
            parameters: shared(parameters),
            bodies: shared(bodies),
            responses: shared(responses),
        };
        let mark = |flags: &mut Vec<bool>, part: u32| {
            if let Some(flag) = flags.get_mut(part as usize) {
                *flag = true;
            }
        };
        for Outgoing { operation, .. } in &api.model.outgoing {
            operation.parameters.iter().for_each(|part| mark(&mut users.outgoing_parameters, *part));
            operation.body.iter().for_each(|part| mark(&mut users.outgoing_bodies, *part));
            let parts = operation.responses.iter().filter_map(|own| own.response);
            parts.for_each(|part| mark(&mut users.outgoing_responses, part));
        }
        users
    }
}

/// Makes lists that findings may share, equal ones of the same.
fn shared(lists: Vec<Vec<u32>>) -> Vec<Arc<[u32]>> {
    let mut known: FxHashMap<Vec<u32>, Arc<[u32]>> = FxHashMap::default();
    lists
        .into_iter()
        .map(|list| known.entry(list).or_insert_with_key(|list| list.as_slice().into()).clone())
        .collect()
}

#[cfg(test)]
mod tests;
