//! What properties hold, by their names and those around them.

use rustc_hash::FxHashMap;

use super::flow::Field;
use super::value::Says;
use crate::analysis::graph::Graph;
use crate::identifier::words;
use crate::sensitive::{SensitiveType, classify};

/// Names that were classified. Documents repeat them a thousand times.
#[derive(Debug)]
pub(super) struct Classifier<'a> {
    known: FxHashMap<&'a str, Option<SensitiveType>>,
    another_card: Says,
    meeting: Says,
}

impl Default for Classifier<'_> {
    fn default() -> Self {
        Self {
            known: FxHashMap::default(),
            another_card: Says::new(names_another_card),
            meeting: Says::new(tells_how_to_join),
        }
    }
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
            SensitiveType::PaymentCard => {
                names_another_card(&graph.describe(field.schema))
                    || self.another_card.is_said(graph, field.schema)
            }
            // A passcode that a meeting's participants share.
            SensitiveType::Password => {
                is_of_meeting(&words(field.name)) || self.meeting.is_said(graph, field.schema)
            }
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

/// Tells whether a text has a word of meetings.
fn is_of_meeting(words: &[String]) -> bool {
    const MEETINGS: [&str; 8] =
        ["meeting", "meetings", "webinar", "webinars", "conference", "conferences", "room", "rooms"];
    words.iter().any(|word| MEETINGS.contains(&word.as_str()))
}

/// Tells whether a description is that of a passcode for a meeting.
fn tells_how_to_join(text: &str) -> bool {
    let words = words(text);
    is_of_meeting(&words)
        && words.iter().any(|word| matches!(&**word, "passcode" | "passcodes" | "join" | "joining"))
}

/// Tells whether a text speaks of a card that is none to pay with.
fn names_another_card(text: &str) -> bool {
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
    words(text).iter().any(|word| WORDS.contains(&word.as_str()))
}
