//! What the words before a value say of it.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::bytes::is_word;
use super::hint::{Hint, hint};
use super::kind::Kind;
use crate::sensitive::SensitiveType as Type;

/// Bytes before a value that are looked at.
const WINDOW: usize = 64;
/// Bytes of a phrase that is a name: the longest have less.
const PHRASE: usize = 48;
/// Words that may stand between the name and the value: `my card, which ends today, is ...`.
const WORDS: usize = 5;

/// Words that speak of a type only in a sentence.
const SAID: &[(Type, &[&str])] = &[
    (
        Type::PaymentCard,
        &[
            "card",
            "visa",
            "mastercard",
            "amex",
            "discover",
            "maestro",
            "pan",
            "cc",
            "karte",
            "tarjeta",
            "carte",
        ],
    ),
    (
        Type::Phone,
        &[
            "call", "phone", "tel", "mobile", "cell", "dial", "fax", "whatsapp", "sms", "telefon", "ph",
            "callback", "handy", "bel", "telefoon", "mobiel", "gsm",
        ],
    ),
    (Type::Passport, &["passport"]),
    (Type::BirthDate, &["dob", "born", "birthday", "birthdate"]),
    (Type::BankAccount, &["acct", "konto"]),
];

static WORDS_SAID: LazyLock<FxHashMap<&'static str, Type>> =
    LazyLock::new(|| SAID.iter().flat_map(|(kind, words)| words.iter().map(|word| (*word, *kind))).collect());

/// Tells what the words before a place say of what stands there, as far as the sentence goes back.
pub(super) fn before(text: &[u8], at: usize) -> Hint {
    let window = text.get(at.saturating_sub(WINDOW)..at).unwrap_or_default();
    // What stands in a path is named by that: `runs/128620228`.
    if matches!(window.last(), Some(b'/' | b'~')) {
        return Hint::None;
    }
    let mut words = sentence(window);
    let mut is_first = true;
    for _ in 0..WORDS {
        words = trimmed(words);
        if words.is_empty() {
            break;
        }
        let start = words.iter().rposition(|byte| !is_inside(*byte)).map_or(0, |before| before + 1);
        let (rest, last) = words.split_at_checked(start).unwrap_or_default();
        // Another value stands between: the words speak of that.
        if last.iter().filter(|byte| byte.is_ascii_digit()).count() >= 3 {
            break;
        }
        if is_my_number(words) {
            return Hint::Holds(Kind::Data(Type::Phone));
        }
        let phrase = words.get(words.len().saturating_sub(PHRASE)..).unwrap_or_default();
        match hint(phrase, Hint::None, b"") {
            // Short names are words too, in small letters: `run`, `nit`, `pis`.
            Hint::Holds(Kind::Issued(_))
                if last.len() <= 3 && last.iter().any(u8::is_ascii_lowercase) && !is_assigned(text, at) => {}
            // `At` is a word of times in names, and of all in sentences.
            Hint::Decoy if last != b"at" => return Hint::Decoy,
            Hint::Holds(kind) => return Hint::Holds(kind),
            _ => {}
        }
        // `SET name='Ada', ssn='1'`: before the sign stands a whole name, whatever the words before it say.
        if let Some(sign) = sign_before(text, at).filter(|_| is_first) {
            let name = text.get(name_before(text, sign)).unwrap_or_default();
            return if let said @ Hint::Holds(_) = hint(name, Hint::None, b"") { said } else { Hint::None };
        }
        is_first = false;
        // `SET ssn = 1` sets what `ssn` says.
        if let Hint::Holds(kind @ Kind::Data(_)) = hint(last, Hint::None, b"") {
            return Hint::Holds(kind);
        }
        if let Some(kind) = said(last) {
            return Hint::Holds(Kind::Data(kind));
        }
        words = rest;
    }
    Hint::None
}

/// Tells whether a `:` or `=` stands right before a place.
fn is_assigned(text: &[u8], at: usize) -> bool {
    let gap = text.get(at.saturating_sub(3)..at).unwrap_or_default();
    gap.iter().any(|byte| matches!(byte, b':' | b'='))
}

/// Returns where a `=` stands right before a place, or before the quote there.
fn sign_before(text: &[u8], at: usize) -> Option<usize> {
    match text.get(..at)? {
        [.., b'='] => Some(at - 1),
        [.., b'=', b'\'' | b'"'] => Some(at - 2),
        _ => None,
    }
}

/// Tells whether words end with what people call their phone number. A Japanese identity number has that name too, but no
/// person writes it so in a sentence.
fn is_my_number(words: &[u8]) -> bool {
    const SAID: &[u8] = b"my number";
    words
        .len()
        .checked_sub(SAID.len())
        .and_then(|start| words.get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(SAID))
}

/// Words before the number of a version.
const VERSIONS: [&[u8]; 15] = [
    b"version",
    b"versions",
    b"ver",
    b"v",
    b"release",
    b"build",
    b"firmware",
    b"sdk",
    b"upgrade",
    b"upgraded",
    b"update",
    b"updated",
    b"kernel",
    b"driver",
    b"chrome",
];

/// Tells whether one of the last words before a place speaks of a version.
pub(super) fn speaks_of_version(text: &[u8], at: usize) -> bool {
    const NEAR: usize = 48;
    let window = sentence(text.get(at.saturating_sub(NEAR)..at).unwrap_or_default());
    let window =
        window.windows(2).rposition(|pair| pair == b". ").and_then(|end| window.get(end..)).unwrap_or(window);
    let words = window.rsplit(|byte| !is_inside(*byte)).filter(|word| !word.is_empty());
    words.take(8).any(|word| VERSIONS.iter().any(|own| own.eq_ignore_ascii_case(word)))
}

/// Returns where the name stands before a `:` or `=`, with quotes around it or not.
pub(super) fn name_before(text: &[u8], sign: usize) -> Range<usize> {
    const NAME: usize = 48;
    let first = sign.saturating_sub(NAME);
    let window = trimmed_end(text.get(first..sign).unwrap_or_default());
    let is_name = |byte: &u8| is_inside(*byte) || matches!(byte, b'-' | b'.');
    let length = window.iter().rev().take_while(|byte| is_name(byte)).count();
    let end = first + window.len();
    end - length..end
}

/// Returns what follows the last end of a sentence.
fn sentence(window: &[u8]) -> &[u8] {
    // `tel. 555` is one sentence, `Thanks. The` are two.
    let ends = |part: &[u8]| match part {
        [b'.' | b'!' | b'?', b' ', next] => next.is_ascii_uppercase(),
        [b';', ..] => true,
        _ => false,
    };
    let line = window
        .iter()
        .rposition(|byte| *byte == b'\n')
        .and_then(|end| window.get(end + 1..))
        .unwrap_or(window);
    let end = line.windows(3).rposition(ends);
    end.and_then(|end| line.get(end + 1..)).unwrap_or(line)
}

fn trimmed(words: &[u8]) -> &[u8] {
    let length = words.iter().rposition(|byte| is_inside(*byte)).map_or(0, |last| last + 1);
    words.get(..length).unwrap_or_default()
}

fn trimmed_end(words: &[u8]) -> &[u8] {
    let is_gap = |byte: &u8| matches!(byte, b' ' | b'"' | b'\'' | b'\\' | b'`' | b']');
    let length = words.iter().rposition(|byte| !is_gap(byte)).map_or(0, |last| last + 1);
    words.get(..length).unwrap_or_default()
}

fn is_inside(byte: u8) -> bool {
    is_word(byte) || byte == b'_' || byte >= 0x80
}

fn said(word: &[u8]) -> Option<Type> {
    const LONGEST: usize = 12;
    let mut lower = [0_u8; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    WORDS_SAID.get(std::str::from_utf8(lower).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Hint {
        before(text.as_bytes(), text.len())
    }

    #[test]
    fn goes_back_over_the_sentence() {
        let phone = Hint::Holds(Kind::Data(Type::Phone));
        let card = Hint::Holds(Kind::Data(Type::PaymentCard));
        for (text, expected) in [
            ("please call me back at ", phone),
            ("phone number: ", phone),
            ("my card number is ", card),
            ("Visa ", card),
            ("we charged the card. It has ", Hint::None),
            ("order number ", Hint::Decoy),
            ("", Hint::None),
            ("the quick brown fox ", Hint::None),
        ] {
            assert_eq!(says(text), expected, "{text}");
        }
        assert!(
            matches!(says("her social security number is "), Hint::Holds(kind) if kind.as_str() == "us-ssn")
        );
        assert!(
            matches!(says("CPF do cliente: "), Hint::Holds(Kind::Issued(scheme)) if scheme.id == "br-cpf")
        );
    }

    #[test]
    fn reads_names_before_a_sign() {
        for (text, expected) in [
            ("x password", "password"),
            ("\"api_key\" ", "api_key"),
            ("db.password", "db.password"),
            ("user[password]", "password"),
            ("", ""),
        ] {
            assert_eq!(text.get(name_before(text.as_bytes(), text.len())), Some(expected), "{text}");
        }
    }
}
