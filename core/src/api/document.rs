//! The version-neutral model of a document.

use std::fmt;
use std::sync::Arc;

use super::contents::Contents;
use super::error::SpecError;
use super::limits::Limits;
use super::masking::shown;
use super::operation::{Operation, Outgoing};
use super::problem::{Problem, ProblemKind};
use super::reader::Reader;
use super::resolver::Resolver;
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
///
/// `Debug` says which document it is, and repeats nothing else of it.
#[derive(Clone)]
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

/// How to read a document: the names it goes by, the limits it must keep, and who is asked for its other files.
#[derive(Clone, Default)]
pub struct ApiBuilder<'r> {
    name: Option<String>,
    pub(super) file: Option<String>,
    pub(super) limits: Limits,
    pub(super) resolver: Option<&'r dyn Resolver>,
}

impl<'r> ApiBuilder<'r> {
    /// Sets the API's name. Without it: `info.title`, else the file's stem, else the first server's host.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the file's name that findings point at. Nothing is opened. Parts in other files are named after its folder.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Sets the limits of size, depth and number of nodes, which hold for all files together.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets who is asked for the other files that the document refers to. Without one, they are not read.
    #[must_use]
    pub fn resolver(mut self, resolver: &'r dyn Resolver) -> Self {
        self.resolver = Some(resolver);
        self
    }

    /// Reads a document in YAML or JSON, and the files that it refers to if there is a resolver.
    ///
    /// # Errors
    /// Returns [`SpecError`] for bytes that are no YAML or JSON, are no OpenAPI document, or pass a limit. Another file
    /// that cannot be read is a finding.
    pub fn parse(self, bytes: &[u8]) -> Result<Api, SpecError> {
        let mut tree = Tree::parse(bytes, &self.limits)?;
        let declared = specification::read(&tree)?;
        let own_name = self.file.as_deref().map(|file| file_name(file).to_owned());
        let specification = declared.specification;
        let problems = references::survey(&mut tree, specification, own_name, self.resolver, &self.limits)?;
        let mut model = read(&tree, declared, &self.limits)?;
        model.problems.extend(problems);
        let name = self
            .name
            .or_else(|| model.title.as_deref().map(|title| shown(title).chars().take(NAME_LENGTH).collect()))
            .or_else(|| self.file.as_deref().map(|file| stem(file).to_owned()))
            .or_else(|| first_host(&model))
            .unwrap_or_else(|| "api".to_owned());
        Ok(Api {
            name,
            version: model.version.clone(),
            file: self.file,
            has_positions: true,
            fingerprint: fingerprint(bytes, &tree),
            tree: Arc::new(tree),
            model,
        })
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api")
            .field("name", &self.name)
            .field("file", &self.file)
            .field("version", &self.version.as_deref().map(shown))
            .field("specification", &self.model.specification)
            .field("operations", &self.model.operations.len())
            .finish_non_exhaustive()
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
    pub fn builder<'r>() -> ApiBuilder<'r> {
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

    /// Returns the name of the file that a place is in: of a part, beside the main document's.
    pub(crate) fn file_of(&self, node: NodeId) -> Option<String> {
        let Some(part) = self.tree.file(node) else { return self.file.clone() };
        let folder = self.file.as_deref().and_then(|file| file.strip_suffix(file_name(file)));
        Some(format!("{}{part}", folder.unwrap_or_default().replace('\\', "/")))
    }
}

impl fmt::Debug for ApiBuilder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiBuilder")
            .field("name", &self.name)
            .field("file", &self.file)
            .field("limits", &self.limits)
            .field("resolver", &self.resolver.is_some())
            .finish()
    }
}

/// Hashes the texts of all files.
fn fingerprint(bytes: &[u8], tree: &Tree) -> u64 {
    let parts = tree.parts().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]);
    crate::fingerprint::of([bytes].into_iter().chain(parts))
}

/// Returns a file's name without its folder.
fn file_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Reads the tree with the adapter of its version.
fn read(tree: &Tree, declared: specification::Declared, limits: &Limits) -> Result<Model, SpecError> {
    let specification = declared.specification;
    let mut reader = Reader::new(tree);
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
    Ok(Model {
        title: title.map(str::to_owned),
        version: version.map(str::to_owned),
        problems: reader.finish()?,
        ..model
    })
}

/// Returns a file's name without its folder and its last ending.
fn stem(file: &str) -> &str {
    let name = file_name(file);
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
