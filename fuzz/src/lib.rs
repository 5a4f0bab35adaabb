//! What the targets over documents share: documents made of bytes, and what must hold of every document.

mod check;
mod generate;
mod grammar;

pub use check::{check, check_version};
pub use generate::document;
pub use grammar::Version;
