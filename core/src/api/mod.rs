//! The document: from bytes to a tree that knows where everything stands.

#[cfg_attr(not(test), expect(dead_code, reason = "the tree reads it next"))]
mod error;
mod limits;
#[cfg_attr(not(test), expect(dead_code, reason = "the tree reads it next"))]
mod position;

pub use error::SpecError;
pub use limits::Limits;
pub use position::Position;
