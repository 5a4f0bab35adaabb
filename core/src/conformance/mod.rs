//! Exchanges against the document: what it does not name, what is missing, what breaks its schema.
//!
//! A document is compiled once ([`Conformance::new`]); its schemas when they are first needed. Nothing here repeats a value:
//! a [`Deviation`] has the place, the way to the value and the keyword.

mod body;
mod deviation;
mod excess;
mod json;
mod known_headers;
mod mark;
mod names;
mod operation;
mod parameter;
mod request;
mod response;
mod schema;
mod servers;
mod shape;
#[cfg(test)]
mod tests;
mod values;

use std::fmt;

use rustc_hash::FxHashSet;

use body::BodyPlan;
use deviation::Deviations;
pub(crate) use deviation::{Deviation, Forbidden, Place, What};
use operation::OperationPlan;
use parameter::{ParameterPlan, SchemaBuilder, Schemas};
use response::ResponsePlan;
use schema::{Library, LibraryBuilder, Side};
pub(crate) use servers::Servers;
use shape::{ShapeBuilder, Shapes};

use crate::api::tree::Value;
use crate::{Api, ApiKeyLocation, HeaderLines, Operation, SchemeKind};

/// One direction of an exchange.
#[derive(Clone, Copy)]
pub(crate) struct Message<'a> {
    /// `None` where nobody has looked at them.
    pub(crate) headers: Option<HeaderLines<'a>>,
    /// The whole body without its coding; `None` where it is not there or cannot be read.
    pub(crate) body: Option<&'a [u8]>,
}

/// A request as it is compared.
#[derive(Clone, Copy)]
pub(crate) struct Sent<'a> {
    /// The path as it was written.
    pub(crate) path: &'a str,
    pub(crate) query: Option<&'a str>,
    pub(crate) message: Message<'a>,
}

/// A response as it is compared.
#[derive(Clone, Copy)]
pub(crate) struct Answered<'a> {
    pub(crate) status: u16,
    pub(crate) message: Message<'a>,
}

/// A document, compiled for the comparison with its traffic.
pub(crate) struct Conformance {
    library: Library,
    shapes: Shapes,
    /// Of all operations, in their order.
    operations: Vec<OperationPlan>,
    parameters: Vec<ParameterPlan>,
    bodies: Vec<(BodyPlan, Requirement)>,
    responses: Vec<ResponsePlan>,
    /// Of all lists of servers.
    servers: Vec<Servers>,
    credentials: Credentials,
}

/// Whether a body must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Requirement {
    Required,
    Optional,
}

/// Where the credentials of the document are: names that are documented without being parameters. Headers in small letters.
#[derive(Debug, Default)]
struct Credentials {
    queries: FxHashSet<Box<str>>,
    headers: FxHashSet<Box<str>>,
    cookies: FxHashSet<Box<str>>,
}

impl fmt::Debug for Conformance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conformance")
            .field("operations", &self.operations.len())
            .field("library", &self.library)
            .finish_non_exhaustive()
    }
}

impl Conformance {
    /// Compiles a document.
    pub(crate) fn new(api: &Api) -> Self {
        let specification = api.model.specification;
        let contents = &api.model.contents;
        let mut schemas = SchemaBuilder {
            tree: &api.tree,
            library: LibraryBuilder::default(),
            shapes: ShapeBuilder::new(&api.tree, specification),
        };
        let parameters: Vec<ParameterPlan> =
            contents.parameters.iter().map(|own| ParameterPlan::new(own, &mut schemas)).collect();
        let bodies = contents.bodies.iter().map(|own| {
            let is_required = api.tree.get(own.node, "required").map(|flag| api.tree.value(flag));
            let requirement = if is_required == Some(Value::Bool(true)) {
                Requirement::Required
            } else {
                Requirement::Optional
            };
            (BodyPlan::new(&own.content, Side::Request, &mut schemas), requirement)
        });
        let bodies = bodies.collect();
        let responses = contents.responses.iter().map(|own| ResponsePlan::new(own, &mut schemas)).collect();
        let SchemaBuilder { library, shapes, .. } = schemas;
        let shapes = shapes.finish();
        let operations = api.operations().iter().map(|own| OperationPlan::new(own, &parameters, &shapes));
        Self {
            operations: operations.collect(),
            library: library.finish(&api.tree, specification),
            shapes,
            parameters,
            bodies,
            responses,
            servers: api.model.servers.iter().map(|own| Servers::new(own)).collect(),
            credentials: Credentials::of(api),
        }
    }

    /// Compares a request with its operation.
    pub(crate) fn check_request(&self, operation: &Operation, sent: &Sent<'_>) -> Vec<Deviation> {
        let mut found = Deviations::default();
        request::check(self, operation, sent, &mut found);
        found.finish()
    }

    /// Compares a response with its operation.
    pub(crate) fn check_response(&self, operation: &Operation, answered: &Answered<'_>) -> Vec<Deviation> {
        let mut found = Deviations::default();
        response::check(self, operation, answered, &mut found);
        found.finish()
    }

    /// Returns what the servers of an operation say of where it is called.
    pub(crate) fn servers(&self, operation: &Operation) -> Option<&Servers> {
        self.servers.get(operation.servers)
    }

    const fn schemas(&self) -> Schemas<'_> {
        Schemas { library: &self.library, shapes: &self.shapes }
    }
}

impl Credentials {
    fn of(api: &Api) -> Self {
        let mut own = Self::default();
        for scheme in api.security_schemes() {
            let SchemeKind::ApiKey { location, name } = &scheme.kind else { continue };
            match location {
                ApiKeyLocation::Query => own.queries.insert(name.as_str().into()),
                ApiKeyLocation::Header => own.headers.insert(name.to_ascii_lowercase().into()),
                ApiKeyLocation::Cookie => own.cookies.insert(name.as_str().into()),
                _ => false,
            };
        }
        own
    }
}
