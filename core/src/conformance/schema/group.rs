//! Schemas that share parts, compiled together.

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value as Json, json};

use super::breach::{Breach, Verdict};
use super::formats;
use super::patterns;
use crate::conformance::json::{Document, Flat, FlatNode};

/// Errors that are kept of one value.
const MOST_BREACHES: usize = 20;
/// How often a value is looked at while it is compared with its schema. A body of real size takes some thousand.
const MOST_STEPS: u32 = 2_000_000;
/// How often it is looked at while errors are collected: each that an alternative has may be kept.
const MOST_STEPS_OF_ERRORS: u32 = 400_000;

/// The compiled schemas of a group. Each is a property of the object that stands around the value: so the library compiles
/// what they share once.
pub(super) struct Group {
    /// `None` where the library does not take them.
    validator: Option<Validator<Flat>>,
}

impl Group {
    /// Compiles the schemas of the slots over what they refer to.
    pub(super) fn new(slots: Map<String, Json>, definitions: Map<String, Json>) -> Self {
        let schema = json!({"properties": slots, "$defs": definitions});
        let options = jsonschema::options_for::<Flat>()
            .with_draft(Draft::Draft202012)
            .with_pattern_options(patterns::engine());
        Self { validator: formats::relax(options).build(&schema).ok() }
    }

    /// Compares a value with the schema of a slot.
    pub(super) fn check(&self, slot: &str, document: &Document<'_>) -> Verdict {
        let Some(validator) = &self.validator else { return Verdict::Unknown };
        document.allow(MOST_STEPS);
        let node = FlatNode::around(document, slot);
        let fits = validator.is_valid(node);
        if document.is_spent() {
            return Verdict::Unknown;
        }
        if fits {
            return Verdict::Fits;
        }
        document.allow(MOST_STEPS_OF_ERRORS);
        let breaches: Vec<Breach> =
            validator.iter_errors(node).take(MOST_BREACHES).map(|error| Breach::of(&error)).collect();
        if document.is_spent() || breaches.is_empty() { Verdict::Unknown } else { Verdict::Breaks(breaches) }
    }
}
