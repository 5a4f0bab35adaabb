//! JSON values as they are checked: laid out flat, their texts borrowed, each read once.

mod build;
mod document;
mod node;
mod read;

pub(super) use build::{Builder, TooMuch};
pub(super) use document::{Document, Item, Kind};
pub(super) use node::{Flat, FlatNode};
