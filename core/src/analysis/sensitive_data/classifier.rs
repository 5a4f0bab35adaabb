//! What properties hold, by their names and those around them.

use rustc_hash::FxHashMap;

use super::flow::Field;
use super::value::texts;
use crate::analysis::graph::{Graph, Keyword};
use crate::identifier::words;
use crate::sensitive::{SensitiveType, classify};

/// Names that were classified. Documents repeat them a thousand times.
#[derive(Debug, Default)]
pub(super) struct Classifier<'a> {
    known: FxHashMap<&'a str, Option<SensitiveType>>,
}

impl<'a> Classifier<'a> {
    /// Classifies a property, by the names around it where its own says too little.
    pub(super) fn classify(&mut self, graph: &Graph<'a>, field: Field<'a>) -> Option<SensitiveType> {
        if field.name == "number" {
            return self.is_of_card(graph, field).then_some(SensitiveType::PaymentCard);
        }
        let kind = self.of_name(field.name)?;
        let is_other = match kind {
            SensitiveType::Pin => graph.properties(field.holder).any(|(name, _)| is_of_address(name)),
            SensitiveType::PaymentCard => is_another_card(graph, field),
            SensitiveType::Password => opens_meeting(graph, field),
            _ => false,
        };
        (!is_other).then_some(kind)
    }

    fn of_name(&mut self, name: &'a str) -> Option<SensitiveType> {
        *self.known.entry(name).or_insert_with(|| classify(name))
    }

    /// Tells whether a number stands beside the verification code or the expiry date of a card.
    fn is_of_card(&mut self, graph: &Graph<'a>, field: Field<'a>) -> bool {
        graph.properties(field.holder).any(|(name, _)| {
            let kind = self.of_name(name);
            matches!(kind, Some(SensitiveType::CardVerificationCode | SensitiveType::CardExpiry))
        })
    }
}

/// Tells whether a name belongs to an address. A PIN beside it is India's postal code.
fn is_of_address(name: &str) -> bool {
    const WORDS: [&str; 10] =
        ["address", "city", "country", "district", "house", "landmark", "locality", "state", "street", "vtc"];
    words(name).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// Tells whether a password is what a meeting's participants share to join it, by its name or by what describes it.
fn opens_meeting(graph: &Graph<'_>, field: Field<'_>) -> bool {
    const MEETINGS: [&str; 8] =
        ["meeting", "meetings", "webinar", "webinars", "conference", "conferences", "room", "rooms"];
    let has = |words: &[String], of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    let is_said = |text: &str| {
        let words = words(text);
        has(&words, &MEETINGS) && has(&words, &["passcode", "passcodes", "join", "joining"])
    };
    has(&words(field.name), &MEETINGS) || texts(graph, field.schema, Keyword::Description).any(is_said)
}

/// Tells whether a card is none to pay with, by what holds the number or describes it.
fn is_another_card(graph: &Graph<'_>, field: Field<'_>) -> bool {
    const WORDS: [&str; 10] = [
        "gift",
        "loyalty",
        "membership",
        "voucher",
        "discount",
        "insurance",
        "identity",
        "library",
        "sim",
        "health",
    ];
    let names_another = |text: &str| words(text).iter().any(|word| WORDS.contains(&word.as_str()));
    names_another(&graph.describe(field.schema))
        || texts(graph, field.schema, Keyword::Description).any(names_another)
}
