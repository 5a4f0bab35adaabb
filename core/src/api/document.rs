//! The version-neutral model of a document.

use std::sync::Arc;

use super::contents::Contents;
use super::error::SpecError;
use super::limits::Limits;
use super::operation::{Operation, Outgoing};
use super::problem::{Problem, ProblemKind};
use super::reader::{Fragments, Reader};
use super::security::{EffectiveSecurity, Security, SecurityScheme};
use super::server::Server;
use super::specification::{self, Specification};
use super::tree::{NodeId, Tree};
use super::{Position, openapi3, references, swagger2};

/// Characters of a title that become the API's name, which every finding repeats.
const NAME_LENGTH: usize = 200;

/// An OpenAPI document, read once into a form that rules, router and policies ask.
///
/// Reading is lenient: a field of the wrong type is a finding and counts as absent. Only a file that is no document at
/// all is an error.
///
/// # Examples
/// ```
/// let api = watchgate::Api::parse(b"openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {/pets: {get: {}}}")?;
/// assert_eq!(api.name(), "Pets");
/// assert_eq!(api.operations().len(), 1);
/// # Ok::<(), watchgate::SpecError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Api {
    pub(crate) name: String,
    pub(crate) file: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) has_positions: bool,
    pub(crate) fingerprint: u64,
    pub(crate) tree: Arc<Tree>,
    pub(crate) model: Model,
}

/// What an adapter reads out of a document of its version.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) specification: Specification,
    pub(crate) title: Option<String>,
    /// `info.version`.
    pub(crate) version: Option<String>,
    pub(crate) schemes: Vec<SecurityScheme>,
    /// Where the schemes are, or should be, declared.
    pub(crate) schemes_node: NodeId,
    /// Whether more schemes are declared in another document.
    pub(crate) has_unread_schemes: bool,
    pub(crate) security: Option<Security>,
    /// Server lists; the first is the root's.
    pub(crate) servers: Vec<Vec<Server>>,
    pub(crate) contents: Contents,
    pub(crate) operations: Vec<Operation>,
    /// Webhooks and callbacks.
    pub(crate) outgoing: Vec<Outgoing>,
    pub(crate) problems: Vec<Problem>,
}

/// How to read a document: the names it goes by and the limits it must keep.
#[derive(Debug, Clone, Default)]
pub struct ApiBuilder {
    name: Option<String>,
    file: Option<String>,
    limits: Limits,
}

impl ApiBuilder {
    /// Sets the API's name. Without it: `info.title`, else the file's stem, else the first server's host.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the file's name that findings point at. Nothing is opened.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Sets the limits of size, depth and number of nodes.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Reads a document in YAML or JSON.
    ///
    /// # Errors
    /// Returns [`SpecError`] for bytes that are no YAML or JSON, are no OpenAPI document, or pass a limit.
    pub fn parse(self, bytes: &[u8]) -> Result<Api, SpecError> {
        let tree = Tree::parse(bytes, &self.limits)?;
        let model = read(&tree, &self.limits)?;
        let name = self
            .name
            .or_else(|| model.title.as_deref().map(|title| title.chars().take(NAME_LENGTH).collect()))
            .or_else(|| self.file.as_deref().map(|file| stem(file).to_owned()))
            .or_else(|| first_host(&model))
            .unwrap_or_else(|| "api".to_owned());
        Ok(Api {
            name,
            version: model.version.clone(),
            file: self.file,
            has_positions: true,
            fingerprint: crate::fingerprint::of([bytes]),
            tree: Arc::new(tree),
            model,
        })
    }
}

impl Api {
    /// Reads a document in YAML or JSON under its own title.
    ///
    /// # Errors
    /// Returns [`SpecError`] for bytes that are no YAML or JSON, are no OpenAPI document, or pass a limit.
    pub fn parse(bytes: &[u8]) -> Result<Self, SpecError> {
        Self::builder().parse(bytes)
    }

    /// Starts a reading with a name, a file name or limits.
    #[must_use]
    pub fn builder() -> ApiBuilder {
        ApiBuilder::default()
    }

    /// Returns the name: the one given, else `info.title`, else the file's stem, else the host.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the API's own version (`info.version`).
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Returns the file's name as it was given.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// Returns the operations in the order of the document.
    #[must_use]
    pub fn operations(&self) -> &[Operation] {
        &self.model.operations
    }

    /// Returns the operation of a method and a path template as the document spells it.
    #[must_use]
    pub fn operation(&self, method: &str, path: &str) -> Option<&Operation> {
        self.operations()
            .iter()
            .find(|operation| operation.path == path && operation.method.as_str() == method)
    }

    /// Returns the declared security schemes.
    #[must_use]
    pub fn security_schemes(&self) -> &[SecurityScheme] {
        &self.model.schemes
    }

    /// Returns what an operation asks of its callers: its own `security`, even an empty one, else the root's.
    #[must_use]
    pub fn security<'a>(&'a self, operation: &'a Operation) -> EffectiveSecurity<'a> {
        match (&operation.security, &self.model.security) {
            (Some(security), _) => EffectiveSecurity::Operation(security),
            (None, Some(security)) => EffectiveSecurity::Root(security),
            (None, None) => EffectiveSecurity::Absent,
        }
    }

    /// Returns the servers that answer an operation: its own, else its path's, else the root's.
    #[must_use]
    pub fn servers(&self, operation: &Operation) -> &[Server] {
        self.model.servers.get(operation.servers).map_or(&[], Vec::as_slice)
    }

    /// Returns the line and column of a place, unless the document came as a value without positions.
    pub(crate) fn position(&self, node: NodeId) -> Option<Position> {
        self.has_positions.then(|| self.tree.position(node))
    }
}

/// Reads the tree with the adapter of its version.
fn read(tree: &Tree, limits: &Limits) -> Result<Model, SpecError> {
    let declared = specification::read(tree)?;
    let specification = declared.specification;
    let fragments = if specification.has_json_schema() { Fragments::Anchors } else { Fragments::Pointers };
    let mut reader = Reader::new(tree, fragments);
    if let Some(version) = declared.unknown {
        reader.note(declared.node, ProblemKind::UnknownVersion { version });
    }
    let info = reader.mapping(tree.root(), "info");
    let title = info.and_then(|info| reader.string(info, "title")).filter(|title| !title.trim().is_empty());
    let version = info.and_then(|info| reader.scalar(info, "version"));
    let model = match specification {
        Specification::V2 => swagger2::read(&mut reader, limits)?,
        _ => openapi3::read(&mut reader, specification, limits)?,
    };
    references::check(&mut reader);
    Ok(Model {
        title: title.map(str::to_owned),
        version: version.map(str::to_owned),
        problems: reader.finish()?,
        ..model
    })
}

/// Returns a file's name without its folder and its last ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

fn first_host(model: &Model) -> Option<String> {
    model.servers.first()?.first()?.urls().into_iter().find_map(|url| url.host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_stem_of_a_file() {
        for (file, expected) in
            [("a/b.openapi.yaml", "b.openapi"), ("x", "x"), (".hidden", ".hidden"), ("c:\\y.json", "y")]
        {
            assert_eq!(stem(file), expected);
        }
    }
}
