//! What was found, for people and for programs.

mod spec;
mod text;

pub use spec::{ApiSummary, OperationSummary, SpecReport};
pub use text::TextStyle;
