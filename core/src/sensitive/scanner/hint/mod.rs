//! What the name of a field says of its value.

mod decoys;
mod names;

use smallvec::SmallVec;

use super::kind::Kind;
use crate::sensitive::SensitiveType;
use crate::sensitive::fields::{self, Meaning};
use names::{NAMES, Word};

/// What is known of a value before it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Hint {
    /// Nothing.
    #[default]
    None,
    /// It holds data of this kind.
    Holds(Kind),
    /// It is a number or a text of a machine.
    Decoy,
    /// It holds what detectors of the user's look for, by the number of the field.
    Custom(u16),
}

/// Tells whether a name says nothing, whatever stands above it. Of most names the last three letters say so.
pub(super) fn says_nothing(name: &[u8]) -> bool {
    !NAMES.may_end(name)
}

/// Tells what a name says, below another one: the `number` of a `card` is a card number.
///
/// Most names say nothing, and this says so in a few nanoseconds: only names whose last words are those of a known name
/// are read in full.
pub(super) fn hint(name: &[u8], above: Hint, parent: &[u8]) -> Hint {
    if says_nothing(name) {
        return Hint::None;
    }
    let Some((last, start)) = names::word_before(name, name.len()) else { return Hint::None };
    let flags = NAMES.flags(last);
    if flags == 0 && start == 0 {
        return NAMES.glued(name);
    }
    if flags & names::TYPE != 0 {
        let own = if NAMES.may_mean(name, last, start) { meaning(name) } else { None };
        if let Some(meaning) = own.or_else(|| meaning_below(parent, name, last, start)) {
            // The `national_number` of a phone is one of it, and no identifier of Belgium.
            return if above == PHONE && !matches!(meaning, Meaning::Type(_)) {
                above
            } else {
                holds(meaning)
            };
        }
    }
    match flags {
        _ if flags & names::NEUTRAL != 0 && is_of_decoy(name, start) => Hint::Decoy,
        _ if flags & names::NEUTRAL != 0 => above,
        _ if flags & names::DECOY != 0 => Hint::Decoy,
        // Too long for a word of the table.
        _ if last == Word::Strange && start == 0 => NAMES.glued(name),
        _ => Hint::None,
    }
}

const PHONE: Hint = Hint::Holds(Kind::Data(SensitiveType::Phone));

/// Tells whether the word before a place of a name is one of machines' numbers: `part_number`. In a sentence it says less:
/// `reach me at number ...`.
fn is_of_decoy(name: &[u8], start: usize) -> bool {
    let is_spoken = start.checked_sub(1).and_then(|before| name.get(before)) == Some(&b' ');
    let before = names::word_before(name, start).filter(|_| !is_spoken);
    before.is_some_and(|(word, _)| NAMES.flags(word) & names::DECOY != 0)
}

/// Ends of names of filters that read like names of identifiers.
const LOOKUPS: [&[u8]; 2] = [b"__nic", b"__nie"];

fn holds(meaning: Meaning) -> Hint {
    match meaning {
        Meaning::Type(kind) => Hint::Holds(Kind::Data(kind)),
        Meaning::Scheme(number) => Kind::issued(number).map_or(Hint::None, Hint::Holds),
        Meaning::Shared(number) => {
            fields::shared(number).map_or(Hint::None, |scheme| Hint::Holds(Kind::Issued(scheme)))
        }
        Meaning::Custom(number) => Hint::Custom(number),
    }
}

fn meaning(name: &[u8]) -> Option<Meaning> {
    NAMES.exactly(name).or_else(|| {
        // `mac_address__nic` asks for addresses that do not contain something (Django's and NetBox's lookups).
        let field = LOOKUPS.iter().find_map(|lookup| name.strip_suffix(*lookup)).unwrap_or(name);
        std::str::from_utf8(field).ok().and_then(fields::meaning)
    })
}

/// Returns what a name of one word means together with the one above it.
fn meaning_below(parent: &[u8], name: &[u8], last: Word, start: usize) -> Option<Meaning> {
    const LENGTH: usize = 60;
    if start > 0 || parent.is_empty() || parent.len() > LENGTH || name.len() > LENGTH {
        return None;
    }
    let (above, _) = names::word_before(parent, parent.len())?;
    if !NAMES.is_pair(above, last) {
        return None;
    }
    let is_plural = parent.ends_with(b"s") && !parent.ends_with(b"ss");
    let singular = parent.get(..parent.len() - usize::from(is_plural))?;
    let mut joined: SmallVec<[u8; 128]> = SmallVec::from_slice(singular);
    joined.push(b' ');
    joined.extend_from_slice(name);
    meaning(&joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitive::validators::national::SCHEMES;

    #[test]
    fn knows_every_name_of_every_type() {
        for name in SensitiveType::ALL
            .iter()
            .flat_map(|kind| kind.all_names())
            .chain(SCHEMES.iter().flat_map(|own| own.names.iter().copied()))
        {
            for name in [name.replace(' ', "_"), name.replace(' ', ""), name.replace(' ', "-").to_uppercase()]
            {
                assert!(matches!(hint(name.as_bytes(), Hint::None, b""), Hint::Holds(_)), "{name}");
            }
        }
        assert!(
            matches!(hint(b"customer_cpf", Hint::None, b""), Hint::Holds(Kind::Issued(scheme)) if scheme.id == "br-cpf")
        );
    }

    #[test]
    fn reads_the_last_word_in_any_spelling() {
        for name in ["order_id", "orderId", "orderID", "ORDER-ID", "Order.Id", "order_id_2", "id"] {
            assert_eq!(hint(name.as_bytes(), Hint::None, b""), Hint::Decoy, "{name}");
        }
        for name in ["status", "", "_", "größe", "paid", "ID_STATUS"] {
            assert_eq!(hint(name.as_bytes(), Hint::None, b""), Hint::None, "{name}");
        }
    }

    #[test]
    fn hands_on_what_the_name_above_says() {
        let phone = Hint::Holds(Kind::Data(SensitiveType::Phone));
        assert_eq!(hint(b"number", phone, b""), phone);
        assert_eq!(hint(b"value", phone, b""), phone);
        assert_eq!(hint(b"country", phone, b""), Hint::None);
        assert_eq!(hint(b"email", phone, b""), Hint::Holds(Kind::Data(SensitiveType::Email)));
    }
}
