//! A policy document, compiled once, decides every call.

mod alternatives;
mod bitset;
mod classes;
mod compile;
mod condition;
mod decision;
mod document;
mod evaluate;
mod facts;
mod parse;
mod pattern;
mod risk_test;
#[cfg(test)]
mod tests;

pub use compile::{OperationFacts, PolicySet};
pub use decision::Decision;
pub(crate) use decision::Refusal;
pub use document::{Action, Mode, Policy};
pub use facts::{Destination, Direction, Facts, OperationIndex};
pub use parse::PolicyError;
pub(crate) use pattern::bare_host;
