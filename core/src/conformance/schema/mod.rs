//! The schemas of a document, compiled for validation.

mod breach;
mod edges;
mod exact;
mod formats;
mod glyphs;
mod group;
mod library;
mod patterns;
mod plain;
mod scalars;
mod survey;
mod translate;

pub(super) use breach::{Breach, Verdict};
pub(super) use edges::{Edge, each, is_marked};
pub(super) use library::{Library, LibraryBuilder, RootId, Side};
