//! The document: from bytes to a tree that knows where everything stands.

mod error;
mod limits;
mod position;
#[cfg_attr(not(test), expect(dead_code, reason = "the model reads it next"))]
mod tree;

pub use error::SpecError;
pub use limits::Limits;
pub use position::Position;
