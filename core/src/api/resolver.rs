//! Where the parts of a document come from that are in other files.

use std::fmt;

use crate::quoted::is_unprintable;

/// Characters of a reason that findings repeat.
const MOST_CHARACTERS: usize = 200;

/// Gives the files that a document refers to.
///
/// A resolver is asked for each file once. The path it gets is relative to the folder of the main document, without
/// percent escapes, with `/` between its segments; none of them is empty, `.` or `..`, and the path is never absolute. URLs
/// and paths that leave the folder never come to it: nothing is fetched, and such references are findings.
///
/// A file that cannot be had is a finding where it is referred to, and the rest of the document is read all the same.
///
/// # Examples
/// ```
/// use std::collections::HashMap;
/// use watchgate::{Api, ResolveError};
///
/// let files = HashMap::from([("pets.yaml", "get: {operationId: listPets}")]);
/// let resolver = |path: &str| {
///     files.get(path).map(|text| text.as_bytes().to_vec()).ok_or(ResolveError::new("no such file"))
/// };
/// let document = b"openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {/pets: {$ref: pets.yaml}}";
/// let api = Api::builder().resolver(&resolver).parse(document)?;
/// assert_eq!(api.operations()[0].id(), Some("listPets"));
/// # Ok::<(), watchgate::SpecError>(())
/// ```
pub trait Resolver {
    /// Returns the content of a file.
    ///
    /// # Errors
    /// Returns [`ResolveError`] with the reason why the file cannot be had. A finding repeats it.
    fn resolve(&self, path: &str) -> Result<Vec<u8>, ResolveError>;
}

impl<F: Fn(&str) -> Result<Vec<u8>, ResolveError>> Resolver for F {
    fn resolve(&self, path: &str) -> Result<Vec<u8>, ResolveError> {
        self(path)
    }
}

/// Why a [`Resolver`] does not give a file: one line, for the person who reads the finding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct ResolveError {
    reason: String,
}

impl ResolveError {
    /// Makes an error of a reason such as `no such file`. It is cut short and put on one line.
    #[must_use]
    pub fn new(reason: impl fmt::Display) -> Self {
        let reason = reason.to_string();
        let kept = reason.chars().take(MOST_CHARACTERS);
        let reason: String = kept.map(|own| if is_unprintable(own) { ' ' } else { own }).collect();
        Self { reason: reason.trim().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_a_reason_on_one_short_line() {
        assert_eq!(ResolveError::new("no\nsuch\u{1b}file ").to_string(), "no such file");
        assert_eq!(ResolveError::new("x".repeat(1000)).to_string().len(), 200);
    }

    #[test]
    fn is_object_safe_and_implemented_by_closures() {
        let resolver: &dyn Resolver = &|path: &str| Ok(path.as_bytes().to_vec());
        assert_eq!(resolver.resolve("a"), Ok(b"a".to_vec()));
    }
}
