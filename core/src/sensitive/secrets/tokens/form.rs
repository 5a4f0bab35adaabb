//! How a token is written, and what tells a real one from one that only looks so.

use super::alphabet::Alphabet;

/// The form of an issuer's tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Names the kind of token in reports and settings. Several forms of one kind share it.
    pub(crate) id: &'static str,
    /// What a person calls it, with its article.
    pub(crate) label: &'static str,
    pub(crate) kind: Kind,
    pub(crate) purpose: Purpose,
    pub(super) prefix: &'static str,
    /// What follows the prefix.
    pub(super) parts: &'static [Part],
    pub(super) proof: Proof,
    pub(super) strength: Strength,
}

/// What the text gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A key, token or secret that opens something.
    Key,
    /// What is kept of a password.
    PasswordHash,
}

/// What a key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Production,
    /// A sandbox, where nothing is real.
    Sandbox,
}

/// How surely a text of the form is a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Other things look like it: the name of the field or the words around it have to say what it is.
    Weak,
    /// Hardly anything else has the form.
    Distinct,
    /// Its checksum is right.
    Proven,
}

/// A piece of a token.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// As many bytes of a set as there are, of which there have to be so many at least and at most.
    Run(Alphabet, u16, u16),
    /// Exactly so many bytes of a set.
    Just(Alphabet, u16),
    Text(&'static str),
    /// As many `=` as there are, up to so many.
    Padding(u16),
    /// A UUID in small letters.
    Uuid,
}

/// What tells a real token from one that only looks so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// That it does not look made up.
    Real,
    /// That it does not look made up, and has letters and digits, or letters of both cases, as random text has.
    Mixed,
    /// That it does not say of itself to be an example. Such tokens may hold long runs of one character.
    Opaque,
    /// That what follows the last `$` does not look made up. What stands before it are parameters and salt.
    Digest,
    /// CRC-32 to the base 62 at the end of what follows the prefix.
    Crc62,
    /// CRC-32 to the base 36 at the end, of all before.
    Crc36,
    /// A part of SHA-256 inside; those without it are still distinct.
    Sha256,
    /// Text in its middle.
    Holds(&'static str),
    /// That it does not stand in a signed request, whose credential scope is public.
    Unscoped,
    /// That a text stands near it.
    Near(&'static str),
    /// That the first part of three is a number in Base64.
    Number,
}

/// Returns a form that hardly anything else has.
pub(super) const fn form(
    id: &'static str,
    label: &'static str,
    prefix: &'static str,
    parts: &'static [Part],
) -> Form {
    Form {
        id,
        label,
        kind: Kind::Key,
        purpose: Purpose::Production,
        prefix,
        parts,
        proof: Proof::Real,
        strength: Strength::Distinct,
    }
}

impl Form {
    pub(super) const fn with(self, proof: Proof) -> Self {
        let strength = match proof {
            Proof::Crc62 | Proof::Crc36 => Strength::Proven,
            _ => self.strength,
        };
        Self { proof, strength, ..self }
    }

    pub(super) const fn weak(self) -> Self {
        Self { strength: Strength::Weak, ..self }
    }

    pub(super) const fn sandbox(self) -> Self {
        Self { purpose: Purpose::Sandbox, ..self }
    }

    pub(super) const fn hash(self) -> Self {
        Self { kind: Kind::PasswordHash, ..self }
    }

    /// Reads what has the form at a place of a text, and returns its end.
    pub(super) fn read(&self, text: &[u8], start: usize) -> Option<usize> {
        if !self.may_stand_behind(text, start) {
            return None;
        }
        let mut end = start + self.prefix.len();
        for part in self.parts {
            end += part.read(text.get(end..)?)?;
        }
        let next = text.get(end).copied();
        let is_cut = next.is_some_and(|next| {
            is_word(next) || self.goes_on_with(next) || self.may_be_base64() && matches!(next, b'+' | b'/')
        });
        (!is_cut).then_some(end)
    }

    /// Tells whether a token can begin behind the byte before. Long ones do not begin where one of their bytes stands:
    /// text that repeats a prefix would be read again and again.
    fn may_stand_behind(&self, text: &[u8], start: usize) -> bool {
        const LONG: u16 = 72;
        let before = start.checked_sub(1).and_then(|before| text.get(before)).copied();
        !before.is_some_and(|before| {
            is_word(before)
                || self.may_be_base64() && matches!(before, b'+' | b'/')
                || self.parts.iter().any(|part| match part {
                    Part::Run(alphabet, _, longest) | Part::Just(alphabet, longest) => {
                        *longest > LONG && alphabet.has(before)
                    }
                    _ => false,
                })
        })
    }

    /// Tells whether the prefix has no sign that sets it apart from an image in Base64, which has everything somewhere.
    fn may_be_base64(&self) -> bool {
        self.prefix.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !self.prefix.is_empty()
    }

    /// Tells whether the last part would have taken a byte, had it not been full.
    fn goes_on_with(&self, next: u8) -> bool {
        let last = self.parts.iter().rev().find(|part| !matches!(part, Part::Padding(_)));
        match last {
            // A sentence ends with a full stop.
            Some(Part::Run(alphabet, ..) | Part::Just(alphabet, _)) => alphabet.has(next) && next != b'.',
            _ => false,
        }
    }
}

impl Part {
    /// Returns how much of a text the part takes.
    fn read(self, text: &[u8]) -> Option<usize> {
        match self {
            Self::Run(alphabet, shortest, longest) => {
                let taken = text.iter().take(longest.into()).take_while(|byte| alphabet.has(**byte)).count();
                // A full stop at the end is that of the sentence.
                let stops = text.iter().take(taken).rev().take_while(|byte| **byte == b'.').count();
                (taken - stops >= shortest.into()).then_some(taken - stops)
            }
            Self::Just(alphabet, length) => {
                let length = usize::from(length);
                text.get(..length)?.iter().all(|byte| alphabet.has(*byte)).then_some(length)
            }
            Self::Text(expected) => text.starts_with(expected.as_bytes()).then_some(expected.len()),
            Self::Padding(most) => {
                Some(text.iter().take(most.into()).take_while(|byte| **byte == b'=').count())
            }
            Self::Uuid => is_uuid(text.first_chunk()?).then_some(36),
        }
    }
}

fn is_uuid(text: &[u8; 36]) -> bool {
    text.iter().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => Alphabet::Hex.has(*byte),
    })
}

/// Tells whether a byte belongs to a word, inside which no token begins or ends.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
