//! What the targets over documents share: documents made of bytes, and what must hold of every document.

mod check;
mod generate;
mod grammar;
mod scan;

pub use check::{Lines, check, check_version, every_rule};
pub use generate::{document, is_made};
pub use grammar::Version;
pub use scan::check_detections;
