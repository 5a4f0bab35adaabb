//! Which documented operation a request is for.

mod framework;
mod methods;
mod pattern;
#[cfg(test)]
mod reference;
mod shape;
mod shapes;
mod table;
#[cfg(test)]
mod tests;
mod trie;

use crate::Method;
use crate::exchange::canonical::PathBuffer;

pub(crate) use framework::close_catch_all;
pub use framework::has_catch_all;

use framework::{Colon, write_route};
use methods::Case;
use shape::shape_of;
use shapes::Shapes;
use trie::Trie;

/// The answer of a [`Router`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The operation, by the number under which it was inserted.
    Operation(u32),
    /// The path is documented, the method is not.
    MethodNotDocumented,
    /// No documented path matches.
    NotFound,
}

/// Collects the operations of a document for a [`Router`].
#[derive(Debug, Clone, Default)]
pub struct RouterBuilder {
    operations: Vec<Declared>,
}

#[derive(Debug, Clone)]
struct Declared {
    operation: u32,
    method: Method,
    template: String,
    bases: Vec<String>,
}

/// One path with one method, ready for an index.
#[derive(Debug)]
struct Entry<'d> {
    shape: Vec<u8>,
    method: &'d Method,
    operation: u32,
}

impl RouterBuilder {
    /// Returns a builder without operations.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an operation by its OpenAPI path template and the base paths of its servers.
    ///
    /// No base path at all is one that is empty. A base path may contain `{variables}`, each of which matches one
    /// segment. Nothing is refused: braces without a partner and `*` are text, the decorations of RFC 6570 are read as
    /// plain parameters, a query or fragment is cut off. Of operations with the same method and shape the first stays.
    pub fn insert(&mut self, operation: u32, method: &Method, template: &str, bases: &[&str]) {
        let bases = if bases.is_empty() { &[""] } else { bases };
        self.operations.push(Declared {
            operation,
            method: method.clone(),
            template: template.to_owned(),
            bases: bases.iter().map(|base| (*base).to_owned()).collect(),
        });
    }

    /// Compiles the router.
    #[must_use]
    pub fn build(self) -> Router {
        let full = || {
            self.operations.iter().flat_map(|declared| {
                declared.bases.iter().map(|base| declared.entry(shape_of(base, &declared.template)))
            })
        };
        let forgiving = full().map(|mut entry| {
            let mut shape = PathBuffer::growing();
            let _ = shape.push(&entry.shape);
            shape.forgive();
            entry.shape = shape.as_bytes().to_vec();
            entry
        });
        // With its base path first: that reading wins over another operation's without.
        let bare = self.operations.iter().map(|declared| declared.entry(shape_of("", &declared.template)));
        Router {
            strict: Trie::new(Case::Sensitive, full().collect()),
            forgiving: Trie::new(Case::Ignored, forgiving.collect()),
            shapes: Shapes::new(full().chain(bare).collect()),
        }
    }
}

impl Declared {
    fn entry(&self, shape: PathBuffer) -> Entry<'_> {
        Entry { shape: shape.as_bytes().to_vec(), method: &self.method, operation: self.operation }
    }
}

/// Finds the operation that a request is for, by the routing rules of OpenAPI.
///
/// A concrete segment is tried before a templated one, and of templated ones that with the most text first. A
/// parameter matches one or more characters of one segment. Paths are case-sensitive and a trailing slash counts. Of
/// all the paths that match, the most concrete one that documents the method wins. `HEAD` is answered by the `GET` of
/// a path that has no `HEAD`; nothing answers `OPTIONS` but an operation.
///
/// A lookup cannot fail and allocates nothing. It takes time in the length of the path and, where many templates match
/// the beginning of it, in the number of those templates, never in their product.
///
/// # Examples
///
/// ```
/// use watchgate::{Method, Route, RouterBuilder};
///
/// let mut builder = RouterBuilder::new();
/// builder.insert(0, &Method::Get, "/pets/{petId}", &["/v1"]);
/// builder.insert(1, &Method::Get, "/pets/mine", &["/v1"]);
/// builder.insert(2, &Method::Delete, "/pets/{petId}", &["/v1"]);
/// let router = builder.build();
/// assert_eq!(router.route("GET", "/v1/pets/7"), Route::Operation(0));
/// assert_eq!(router.route("GET", "/v1/pets/mine"), Route::Operation(1));
/// assert_eq!(router.route("DELETE", "/v1/pets/mine"), Route::Operation(2));
/// assert_eq!(router.route("PUT", "/v1/pets/7"), Route::MethodNotDocumented);
/// assert_eq!(router.route("GET", "/v10/pets/7"), Route::NotFound);
/// assert_eq!(router.route_template("GET", "/pets/:id"), Route::Operation(0));
/// ```
#[derive(Debug, Clone)]
pub struct Router {
    strict: Trie,
    forgiving: Trie,
    shapes: Shapes,
}

impl Router {
    /// Returns the operation of a path in strict canonical form: each percent escape decoded once, save `%2F`.
    #[must_use]
    pub fn route(&self, method: &str, path: &str) -> Route {
        self.strict.route(method, path)
    }

    /// Returns the operation that the most forgiving server would run.
    ///
    /// The path is in forgiving form: its dot segments, doubled and trailing slashes and matrix parameters resolved,
    /// its letters lower case. The documented paths are compared in the same form, methods without regard to case.
    #[must_use]
    pub fn route_forgiving(&self, method: &str, path: &str) -> Route {
        self.forgiving.route(method, path)
    }

    /// Returns the operation of a framework's route template, compared by shape.
    ///
    /// `/users/:id`, `/users/{id}`, `/users/<int:id>`, `/users/{id:int}` and `/users/:id(\\d+)` are all
    /// `/users/{userId}`, with the base path of the document or without it. A template that [`has_catch_all`] is not
    /// found, and neither is one longer than 4 KiB. A colon is read as text first, then as the beginning of a parameter.
    #[must_use]
    pub fn route_template(&self, method: &str, template: &str) -> Route {
        if has_catch_all(template) {
            return Route::NotFound;
        }
        let mut shape = PathBuffer::new();
        let mut read = |colon| {
            shape.clear();
            let written = write_route(template, colon, &mut shape);
            written.map_or(Route::NotFound, |()| self.shapes.route(method, shape.as_bytes()))
        };
        match read(Colon::Text) {
            Route::NotFound if template.contains(':') => read(Colon::Parameter),
            route => route,
        }
    }
}

/// Makes an index out of a count; no document that fits in memory has four thousand million paths.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
