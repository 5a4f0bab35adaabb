//! Regular expressions of documents, in the dialect of ECMA-262, as far as rules judge them.
//!
//! Nothing here runs an expression. It is read once ([`syntax`]), described ([`shape`]), and its automaton is searched for
//! ways that multiply ([`ambiguity`]). All of it is linear or bounded, and without recursion.

mod ambiguity;
mod automaton;
mod class;
mod error;
mod group;
mod shape;
mod syntax;

pub(crate) use ambiguity::Effort;
pub(crate) use error::PatternError;
pub(crate) use shape::Shape;
use syntax::Syntax;

/// Bytes of an expression that is read. Longer ones are written by machines, and nobody could check what is said of them.
const LENGTH: usize = 4096;

/// A regular expression.
#[derive(Debug)]
pub(crate) struct Pattern {
    syntax: Syntax,
}

impl Pattern {
    /// Reads an expression; of a very long one nothing is known.
    ///
    /// # Errors
    /// Returns [`PatternError`] for what no engine of ECMA-262 takes, or what it takes for something else than it looks.
    pub(crate) fn parse(text: &str) -> Result<Option<Self>, PatternError> {
        if text.len() > LENGTH {
            return Ok(None);
        }
        Ok(Some(Self { syntax: Syntax::parse(text)? }))
    }

    /// Describes what the expression lets through.
    pub(crate) fn shape(&self) -> Shape {
        Shape::of(&self.syntax)
    }

    /// Tells whether a backtracking engine needs exponential time for some text that does not match.
    pub(crate) fn is_exponential(&self, effort: &mut Effort) -> bool {
        ambiguity::is_exponential(&self.syntax, &self.shape(), effort)
    }
}
