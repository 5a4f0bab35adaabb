//! What the name of a field says of its value.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::kind::Kind;
use crate::sensitive::SensitiveType;
use crate::sensitive::fields::{self, Meaning};
use crate::sensitive::validators::national::SCHEMES;
use crate::sensitive::value_names::VALUE_NAMES;

/// Bytes of a word that fits in a number. Longer words are looked at in full.
const WORD: usize = 16;

/// The end of a name of a type: the whole name decides.
const TYPE: u8 = 1;
/// A word that leaves a name what it is: the name above counts.
const NEUTRAL: u8 = 1 << 1;
/// A word of names whose values only look like data of somebody.
const DECOY: u8 = 1 << 2;

/// Last words of names whose values are numbers and texts of machines.
const DECOYS: &[&str] = &[
    "id",
    "ids",
    "uuid",
    "guid",
    "oid",
    "ts",
    "timestamp",
    "time",
    "epoch",
    "millis",
    "ms",
    "nanos",
    "ns",
    "at",
    "hash",
    "digest",
    "checksum",
    "crc",
    "etag",
    "sha",
    "md",
    "fingerprint",
    "signature",
    "version",
    "revision",
    "rev",
    "build",
    "commit",
    "price",
    "amount",
    "total",
    "subtotal",
    "cost",
    "balance",
    "fee",
    "count",
    "size",
    "length",
    "bytes",
    "offset",
    "index",
    "position",
    "rank",
    "score",
    "rate",
    "ratio",
    "percent",
    "quantity",
    "qty",
    "weight",
    "duration",
    "latency",
    "elapsed",
    "port",
    "width",
    "height",
    "depth",
    "x",
    "y",
    "z",
    "sku",
    "ean",
    "isbn",
    "gtin",
    "upc",
    "barcode",
    "asin",
    "tracking",
    "order",
    "invoice",
    "ref",
    "reference",
    "serial",
    "seq",
    "sequence",
    "cursor",
    "nonce",
    "seed",
    "batch",
    "lot",
    "trace",
    "span",
    "request",
    "correlation",
    "transaction",
    "color",
    "colour",
    "image",
    "thumbnail",
    "icon",
    "sprite",
    "pid",
    "tid",
    "step",
    "bucket",
];

static ENDS: LazyLock<FxHashMap<u128, u8>> = LazyLock::new(ends);

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
}

/// Tells what a name says, below another one: the `number` of a `card` is a card number.
pub(super) fn hint(name: &[u8], above: Hint, parent: &[u8]) -> Hint {
    let Some(flags) = flags(name) else { return Hint::None };
    if flags & TYPE != 0
        && let Some(meaning) = meaning(name).or_else(|| meaning(&joined(parent, name)?))
    {
        return match meaning {
            Meaning::Type(kind) => Hint::Holds(Kind::Data(kind)),
            Meaning::Scheme(number) => Kind::issued(number).map_or(Hint::None, Hint::Holds),
        };
    }
    match flags {
        _ if flags & NEUTRAL != 0 => above,
        _ if flags & DECOY != 0 => Hint::Decoy,
        _ => Hint::None,
    }
}

fn meaning(name: &[u8]) -> Option<Meaning> {
    std::str::from_utf8(name).ok().and_then(fields::meaning)
}

/// Joins a name and the one above it, in the singular.
fn joined(parent: &[u8], name: &[u8]) -> Option<SmallVec<[u8; 128]>> {
    const LENGTH: usize = 60;
    let is_short = !parent.is_empty() && parent.len() <= LENGTH && name.len() <= LENGTH;
    is_short.then(|| {
        let mut joined = SmallVec::from_slice(parent.strip_suffix(b"s").unwrap_or(parent));
        joined.push(b' ');
        joined.extend_from_slice(name);
        joined
    })
}

/// Returns what is known of a name by its last word. Most names say nothing, and this says so in a few nanoseconds.
fn flags(name: &[u8]) -> Option<u8> {
    match last_word(name)? {
        Word::Short(word) => ENDS.get(&word).copied(),
        Word::Long => Some(TYPE),
    }
}

enum Word {
    Short(u128),
    Long,
}

/// Returns the last word of a name in lower case: the letters behind the last sign, digit or change of case.
fn last_word(name: &[u8]) -> Option<Word> {
    let end = name.iter().rposition(u8::is_ascii_alphabetic)? + 1;
    let mut word = 0_u128;
    let mut first_case = None;
    for (byte, length) in name.get(..end)?.iter().rev().zip(0..) {
        if !byte.is_ascii_alphabetic() {
            // Letters that are not ASCII are of no name in the table.
            if !byte.is_ascii() {
                return Some(Word::Long);
            }
            break;
        }
        let is_upper = byte.is_ascii_uppercase();
        let is_upper_word = *first_case.get_or_insert(is_upper);
        if is_upper_word && !is_upper {
            break;
        }
        if length == WORD {
            return Some(Word::Long);
        }
        word |= u128::from(byte.to_ascii_lowercase()) << (8 * length);
        if !is_upper_word && is_upper {
            break;
        }
    }
    Some(Word::Short(word))
}

fn ends() -> FxHashMap<u128, u8> {
    let mut ends = FxHashMap::default();
    let mut add = |word: &str, flag: u8| {
        if let Some(Word::Short(word)) = last_word(word.as_bytes()) {
            *ends.entry(word).or_insert(0) |= flag;
        }
    };
    for name in SensitiveType::ALL
        .iter()
        .flat_map(|kind| kind.all_names())
        .chain(VALUE_NAMES.iter().flat_map(|(_, names)| names.ends.iter().chain(names.alone).copied()))
        .chain(SCHEMES.iter().flat_map(|scheme| scheme.names.iter().copied()))
    {
        let joined = name.replace(' ', "");
        for text in [name, joined.as_str()] {
            add(text, TYPE);
            add(&format!("{text}s"), TYPE);
            add(&format!("{text}es"), TYPE);
        }
    }
    for word in fields::NEUTRAL {
        add(word, TYPE | NEUTRAL);
    }
    for word in DECOYS {
        add(word, DECOY);
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

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
