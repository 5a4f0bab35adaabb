//! What begins with a letter, or is a word of letters and digits: tokens, IBANs, addresses of coins, vehicles, documents.

use super::super::address;
use super::super::bytes::{DIGIT, WORD, class};
use super::super::compact::Compact;
use super::super::context;
use super::super::field::fits;
use super::super::hint::{Hint, hint};
use super::super::kind::{Kind, Scores};
use super::super::written;
use super::assigned::is_constant;
use super::{Found, Sweep};
use crate::sensitive::SensitiveType as Type;
use crate::sensitive::secrets::{Worth, basic, jwt, pem};
use crate::sensitive::validators::{bank, crypto, mrz, vin};

const CARD: Kind = Kind::Data(Type::PaymentCard);
const PASSWORD: Kind = Kind::Data(Type::Password);
const IBAN: Kind = Kind::Data(Type::Iban);
const MAC: Kind = Kind::Data(Type::MacAddress);
const EMAIL: Kind = Kind::Data(Type::Email);
const JWT: Kind = Kind::Data(Type::JsonWebToken);
const KEY: Kind = Kind::Data(Type::PrivateKey);
const BASIC: Kind = Kind::Data(Type::BasicCredentials);
const BEARER: Kind = Kind::Data(Type::BearerToken);
const BIC: Kind = Kind::Data(Type::SwiftBic);
const COIN: Kind = Kind::Data(Type::CryptoAddress);
const VIN: Kind = Kind::Data(Type::Vin);
const MRZ: Kind = Kind::Data(Type::Mrz);

impl<F: FnMut(Found)> Sweep<'_, F> {
    /// Looks at a word with letters in it, and returns the place to go on from.
    pub(super) fn letters(&mut self, at: usize, length: usize, mask: u8) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let word = rest.get(..length)?;
        match word {
            [b'e', b'y', b'J', ..] => {
                if let Some((_, end)) = jwt::at(self.text, at) {
                    return self.scored(at..end, JWT, Scores::of(JWT).written);
                }
            }
            [b'B' | b'b', _, _, _, _] | [b'B' | b'b', _, _, _, _, _] => {
                if let Some(end) = self.carried(at, word) {
                    return Some(end);
                }
            }
            [b'P' | b'p', b'a', b's', b's', ..] => {
                if let Some(end) = self.told(word, at + length) {
                    return Some(end);
                }
            }
            [b'P', b'u', b'T', ..] => {
                if let Some((_, end)) = pem::at(self.text, at) {
                    return self.written(at..end, KEY);
                }
            }
            _ => {}
        }
        if let Some(end) = self.token(at) {
            return Some(end);
        }
        if rest.get(length) == Some(&b'<') {
            return self.travel_document(at);
        }
        if length == 2
            && rest.get(2) == Some(&b'-')
            && let Some(end) = self.mac(at)
        {
            return Some(end);
        }
        if matches!(length, 8 | 11)
            && mask & DIGIT == 0
            && word.iter().all(u8::is_ascii_uppercase)
            && context::before(self.text, at) == Hint::Holds(BIC)
        {
            return self.named(at..at + length, BIC);
        }
        if mask & DIGIT == 0 { self.groups(at, length) } else { self.mixed(at, length) }
    }

    /// Reads what HTTP carries: `Basic` or `Bearer`, and what follows.
    fn carried(&mut self, at: usize, word: &[u8]) -> Option<usize> {
        const SHORTEST: usize = 16;
        if word.eq_ignore_ascii_case(b"basic") {
            let found = basic::at(self.text, at)?;
            let scores = Scores::of(BASIC);
            let score = if found.worth == Worth::Real { scores.written } else { scores.bare };
            return self.scored(found.start..found.end, BASIC, score);
        }
        if !word.eq_ignore_ascii_case(b"bearer") || self.text.get(at + 6) != Some(&b' ') {
            return None;
        }
        let start = at + 7;
        if let Some((_, end)) = jwt::at(self.text, start) {
            return self.written(start..end, JWT);
        }
        if let Some(end) = self.token(start) {
            return Some(end);
        }
        let rest = self.text.get(start..)?;
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(byte);
        let token = rest.get(..rest.iter().take(4096).take_while(is_part).count())?;
        let is_one = token.len() >= SHORTEST && token.iter().any(u8::is_ascii_digit);
        is_one.then(|| self.written(start..start + token.len(), BEARER))?
    }

    /// Reads a password that a sentence tells: `the password is Tr0ub4dor3`. It has to have a digit, as few other words have
    /// that follow.
    fn told(&mut self, word: &[u8], end: usize) -> Option<usize> {
        const WORDS: [&[u8]; 6] = [b"password", b"passwort", b"passcode", b"passphrase", b"passwd", b"passe"];
        const VERBS: [&[u8]; 6] = [b" is: ", b" is ", b" was ", b" ist ", b" lautet ", b" est "];
        /// Bytes of a password.
        const LONGEST: usize = 64;
        let rest = self.text.get(end..)?;
        let verb = VERBS.iter().find(|verb| rest.starts_with(verb))?;
        if !WORDS.iter().any(|own| own.eq_ignore_ascii_case(word)) {
            return None;
        }
        let rest = rest.get(verb.len()..)?;
        let quote = rest.first().copied().filter(|first| matches!(first, b'"' | b'\'' | b'`'));
        let rest = rest.get(usize::from(quote.is_some())..)?;
        let is_end = |byte: &u8| quote.map_or(byte.is_ascii_whitespace(), |quote| *byte == quote);
        let length = rest.iter().take(LONGEST).position(is_end).unwrap_or(rest.len().min(LONGEST));
        let mut value = rest.get(..length)?;
        while quote.is_none() && matches!(value, [.., b'.' | b',' | b';' | b')' | b'?']) {
            value = value.get(..value.len() - 1)?;
        }
        if !is_told(value) {
            return None;
        }
        let start = end + verb.len() + usize::from(quote.is_some());
        let found = fits(PASSWORD, value)?;
        self.named(start + found.range.start..start + found.range.end, found.kind)
    }

    /// Looks at a word of letters and digits.
    fn mixed(&mut self, at: usize, length: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        if rest.starts_with(b"40")
            && self.byte_before(at) == Some(b'%')
            && let Some(range) = address::encoded_email(self.text, at - 1)
        {
            return self.written(range, EMAIL);
        }
        // A name goes on.
        if rest.get(length) == Some(&b'_') {
            return None;
        }
        if length == 8 && is_uuid(rest) {
            return Some(at + UUID);
        }
        let word = rest.get(..length)?;
        if let [a, b, c, d, ..] = word
            && a.is_ascii_alphabetic()
            && b.is_ascii_alphabetic()
            && c.is_ascii_digit()
            && d.is_ascii_digit()
            && let Some(length) = iban(rest)
        {
            return self.written(at..at + length, IBAN);
        }
        let end = at + length;
        if let 25..=64 = length
            && crypto::coin(word).is_some()
        {
            let is_proven = !word.starts_with(b"0x")
                || word.iter().any(u8::is_ascii_uppercase) && word.iter().any(u8::is_ascii_lowercase);
            let scores = Scores::of(COIN);
            return self.scored(at..end, COIN, if is_proven { scores.written } else { scores.bare });
        }
        if (9..=18).contains(&length) && !word.iter().any(u8::is_ascii_lowercase) {
            if length == 17 && is_surely_vin(word) {
                return self.written(at..end, VIN);
            }
            let compact = Compact::of(word)?;
            if let Some(kind) = written::solid(&compact) {
                return self.scored(at..end, kind, Scores::of(kind).written.max(Scores::DISTINCT));
            }
        }
        self.groups(at, length).or_else(|| self.word_spoken_of(at, length))
    }

    /// Reads an identifier that begins with a word, and has letters and groups.
    fn groups(&mut self, at: usize, length: usize) -> Option<usize> {
        const LONGEST_GROUP: usize = 12;
        let is_grouped = length <= LONGEST_GROUP
            && matches!(self.text.get(at + length), Some(b' ' | b'-' | b'.' | b'/' | b'('));
        is_grouped.then(|| self.lettered(at))?
    }

    /// Reads an identifier with letters as people write it, in groups.
    pub(super) fn lettered(&mut self, at: usize) -> Option<usize> {
        let (kind, end, is_distinct) = written::with_letters(self.text, at)?;
        let score = Scores::of(kind).written;
        let found = self.scored(at..end, kind, if is_distinct { score.max(Scores::DISTINCT) } else { score });
        found.or_else(|| {
            let Hint::Holds(spoken) = context::before(self.text, at) else { return None };
            let found = (!spoken.is_secret()).then(|| fits(spoken, self.text.get(at..end)?))??;
            self.named(at..end, found.kind)
        })
    }

    /// Takes a word for what the words before it say.
    fn word_spoken_of(&mut self, at: usize, length: usize) -> Option<usize> {
        if at == 0 || !(5..=24).contains(&length) || self.is_glued(at + length) {
            return None;
        }
        let Hint::Holds(kind) = context::before(self.text, at) else { return None };
        let word = self.text.get(at..at + length).filter(|word| !is_constant(word))?;
        // `PAN` is what India calls a number of taxes, and others the number of a card.
        let tax_number = || match hint(b"pan", Hint::None, b"") {
            Hint::Holds(tax) if kind == CARD => fits(tax, word),
            _ => None,
        };
        let found = (!kind.is_secret()).then(|| fits(kind, word).or_else(tax_number))??;
        self.named(at..at + length, found.kind)
    }

    pub(super) fn mac(&mut self, at: usize) -> Option<usize> {
        let end = at + 17;
        let is_one = address::is_mac(self.text.get(at..end)?, b'-')
            && !self.is_glued(end)
            && self.text.get(end) != Some(&b'-')
            && self.byte_before(at) != Some(b'-');
        is_one.then(|| self.written(at..end, MAC))?
    }

    /// Reads the machine-readable zone of a travel document: lines of one length, with an end of a line between them.
    fn travel_document(&mut self, at: usize) -> Option<usize> {
        let mut lines: [&[u8]; 3] = [&[]; 3];
        let mut end = at;
        for count in 1..=lines.len() {
            let rest = self.text.get(end..)?;
            let gap = rest.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n' | b' ')).count();
            if (gap == 0) != (count == 1) {
                return None;
            }
            let rest = rest.get(gap..)?;
            let is_part = |byte: &&u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || **byte == b'<';
            let length = rest.iter().take(45).take_while(is_part).count();
            *lines.get_mut(count - 1)? = rest.get(..length)?;
            end += gap + length;
            let [first, second, _] = lines;
            let is_zone = match count {
                2 => mrz::is_td3(first, second) || mrz::is_td2(first, second),
                3 => mrz::is_td1(lines),
                _ => mrz::is_passport_line(first) || mrz::is_card_line(first),
            };
            if is_zone {
                return self.written(at..end, MRZ);
            }
        }
        None
    }
}

/// Tells whether what follows `the password is` is one, and no word on how it is kept: `SHA-256`, `8-digit`, `base64-encoded`.
fn is_told(text: &[u8]) -> bool {
    const SHORTEST: usize = 5;
    const TECHNICAL: [&str; 15] = [
        "utf", "base", "sha", "md5", "rfc", "iso", "pbkdf", "bcrypt", "argon", "x509", "pkcs", "http", "aes",
        "ascii", "ntlm",
    ];
    let starts =
        |own: &&str| text.get(..own.len()).is_some_and(|start| start.eq_ignore_ascii_case(own.as_bytes()));
    text.len() >= SHORTEST
        && text.iter().any(u8::is_ascii_digit)
        && text.iter().any(u8::is_ascii_alphabetic)
        && !(text.first().is_some_and(u8::is_ascii_digit) && text.contains(&b'-'))
        && !text.get(..text.len() - 1).is_some_and(|text| text.contains(&b'('))
        && !TECHNICAL.iter().any(starts)
}

/// Characters of a UUID (RFC 9562).
pub(super) const UUID: usize = 36;

pub(super) fn is_uuid(text: &[u8]) -> bool {
    let is_one = |(byte, index): (&u8, usize)| match index {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() >= UUID
        && text.iter().zip(0..UUID).all(is_one)
        && text.get(UUID).is_none_or(|byte| class(*byte) & WORD == 0)
}

/// Tells whether a word is a number of a vehicle of North America: it has a check digit, and the last four are digits (49
/// CFR 565).
fn is_surely_vin(word: &[u8]) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    word.get(13..).is_some_and(|end| digits(end) == 4)
        && digits(word) < 17
        && vin::has_check_digit(word)
        && vin::is_vin(word)
}

/// Returns the length of the IBAN at the start of a text, in one word or in groups of four (ISO 13616).
fn iban(text: &[u8]) -> Option<usize> {
    let (first, second) = (text.first()?.to_ascii_uppercase(), text.get(1)?.to_ascii_uppercase());
    let length = bank::iban::length([first, second])?;
    let mut compact = [0_u8; 34];
    let mut count = 0;
    let mut end = 0;
    for (index, byte) in text.iter().enumerate().take(48) {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                *compact.get_mut(count)? = byte.to_ascii_uppercase();
                count += 1;
            }
            b' ' | b'-' if count % 4 == 0 => {}
            _ => return None,
        }
        if count == length {
            end = index + 1;
            break;
        }
    }
    let is_cut = text.get(end).is_some_and(|byte| class(*byte) & WORD != 0);
    (end > 0 && !is_cut && bank::iban::is_iban(compact.get(..length)?)).then_some(end)
}
