//! Patterns that need no engine: classes of ASCII signs, one behind the other.

/// Classes of one pattern.
const MOST: usize = 32;

/// A pattern that is anchored at its beginning and made of classes with their counts, as most patterns of identifiers are.
///
/// It is read without going back: a text that it takes is one that the pattern matches, and of all others it does not know.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Glyphs {
    runs: Vec<Run>,
    /// Whether nothing may follow.
    is_closed: bool,
}

/// Signs of one class.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    class: Class,
    least: usize,
    most: usize,
}

/// A set of ASCII signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Class(u128);

const DIGITS: [u8; 2] = *b"09";
const WORDS: [[u8; 2]; 4] = [*b"az", *b"AZ", DIGITS, *b"__"];

impl Class {
    fn add(&mut self, from: u8, to: u8) {
        (from..=to.min(127)).for_each(|sign| self.0 |= 1 << sign);
    }

    fn of(sign: u8) -> Self {
        let mut class = Self::default();
        class.add(sign, sign);
        class
    }

    const fn has(self, sign: u8) -> bool {
        sign < 128 && self.0 >> sign & 1 == 1
    }

    /// Reads what stands behind a backslash, where all engines say the same of it.
    fn of_escape(sign: u8) -> Option<Self> {
        let mut class = Self::default();
        match sign {
            b'd' => class.add(DIGITS[0], DIGITS[1]),
            b'w' => WORDS.into_iter().for_each(|[from, to]| class.add(from, to)),
            _ if sign.is_ascii_punctuation() => class.add(sign, sign),
            _ => return None,
        }
        Some(class)
    }
}

impl Glyphs {
    /// Reads a pattern; `None` where it is of another kind.
    pub(super) fn parse(pattern: &str) -> Option<Self> {
        let mut rest = pattern.as_bytes().strip_prefix(b"^")?;
        let mut glyphs = Self { runs: Vec::new(), is_closed: false };
        while !rest.is_empty() {
            if rest == b"$" {
                glyphs.is_closed = true;
                break;
            }
            let (class, behind) = class(rest)?;
            let ((least, most), behind) = count(behind)?;
            glyphs.runs.push(Run { class, least, most });
            if glyphs.runs.len() > MOST {
                return None;
            }
            rest = behind;
        }
        Some(glyphs)
    }

    /// Tells whether a text surely matches.
    pub(super) fn take(&self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        for Run { class, least, most } in &self.runs {
            let length = rest.iter().take(*most).take_while(|sign| class.has(**sign)).count();
            match rest.get(length..).filter(|_| length >= *least) {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
        rest.is_empty() || !self.is_closed
    }
}

/// Reads one class.
fn class(text: &[u8]) -> Option<(Class, &[u8])> {
    match text {
        [b'\\', sign, rest @ ..] => Some((Class::of_escape(*sign)?, rest)),
        [b'[', rest @ ..] => set(rest),
        [sign, rest @ ..] if is_plain(*sign) => Some((Class::of(*sign), rest)),
        _ => None,
    }
}

/// Tells whether a sign stands for itself everywhere.
const fn is_plain(sign: u8) -> bool {
    sign.is_ascii_alphanumeric()
        || matches!(sign, b'_' | b'/' | b':' | b',' | b'@' | b'%' | b'=' | b' ' | b'-')
}

/// Reads a set up to its bracket.
fn set(text: &[u8]) -> Option<(Class, &[u8])> {
    let mut own = Class::default();
    let mut rest = text;
    loop {
        rest = match rest {
            [b']', behind @ ..] if own != Class::default() => return Some((own, behind)),
            [b'-', b']', ..] => {
                own.add(b'-', b'-');
                rest.get(1..)?
            }
            [b'\\', sign, behind @ ..] if !matches!(behind, [b'-', end, ..] if *end != b']') => {
                own.0 |= Class::of_escape(*sign)?.0;
                behind
            }
            [from, b'-', to, behind @ ..]
                if from.is_ascii_alphanumeric() && to.is_ascii_alphanumeric() && from <= to =>
            {
                own.add(*from, *to);
                behind
            }
            [sign, behind @ ..] if *sign != b'-' && (is_plain(*sign) || matches!(sign, b'.' | b'+')) => {
                // Of a range with other ends not everybody says the same.
                if matches!(behind, [b'-', end, ..] if *end != b']') {
                    return None;
                }
                own.add(*sign, *sign);
                behind
            }
            _ => return None,
        };
    }
}

/// Reads how often.
fn count(text: &[u8]) -> Option<((usize, usize), &[u8])> {
    let (counts, rest) = match text {
        [b'?', rest @ ..] => ((0, 1), rest),
        [b'*', rest @ ..] => ((0, usize::MAX), rest),
        [b'+', rest @ ..] => ((1, usize::MAX), rest),
        [b'{', rest @ ..] => {
            let end = rest.iter().position(|sign| *sign == b'}')?;
            let (own, rest) = (rest.get(..end)?, rest.get(end + 1..)?);
            let (least, most) =
                std::str::from_utf8(own).ok().map(|own| own.split_once(',').unwrap_or((own, own)))?;
            let least = number(least)?;
            (if most.is_empty() { (least, usize::MAX) } else { (least, number(most)?) }, rest)
        }
        _ => ((1, 1), text),
    };
    let is_single = !matches!(rest, [b'?' | b'*' | b'+' | b'{', ..]);
    (counts.0 <= counts.1 && is_single).then_some((counts, rest))
}

fn number(text: &str) -> Option<usize> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|sign| sign.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_the_engine_matches() {
        let pieces = [
            "[a-z]",
            "[0-9a-f-]",
            "[A-Z]",
            r"\d",
            r"\w",
            "-",
            r"\.",
            "a",
            "_",
            r"[\w.-]",
            "+",
            "*",
            "?",
            "{2}",
            "{1,3}",
            "{2,}",
            "$",
            "x",
            "[+.]",
            r"\-",
            "(",
            "|",
            "[^a]",
            ".",
            "[a-]",
            "[-a]",
            r"[\d-z]",
            " ",
            "é",
            "[",
            "]",
            "{",
            "}",
        ];
        let texts = [
            "", "a", "ab-1", "A1", "7", "2026", "a.b", "aaaa", "é", "a\n", "x_1-", "--", "+", "ab7f-", "Ax",
            " a", "a]", "a{",
        ];
        let mut state = 7_u64;
        let mut draw = |count: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % count
        };
        let (mut known, mut taken) = (0, 0);
        for _ in 0..6_000 {
            let pattern: String = (0..1 + draw(6)).map(|_| pieces[draw(pieces.len())]).collect();
            let pattern = format!("^{pattern}{}", ["", "$"][draw(2)]);
            let Some(own) = Glyphs::parse(&pattern) else { continue };
            known += 1;
            let schema = serde_json::json!({"pattern": pattern});
            let engine = jsonschema::options()
                .with_pattern_options(super::super::patterns::engine())
                .build(&schema)
                .unwrap_or_else(|error| panic!("{pattern}: {error}"));
            for text in texts.iter().filter(|text| own.take(text)) {
                taken += 1;
                assert!(engine.is_valid(&serde_json::json!(text)), "{pattern}: {text}");
            }
        }
        assert!(known > 1_000 && taken > 1_000, "{known} {taken}");
    }

    #[test]
    fn knows_patterns_of_identifiers() {
        for (pattern, text) in [
            ("^[0-9a-z-]+$", "0193b3a4-77ce"),
            (r"^\d{4}-\d{2}-\d{2}$", "2026-11-22"),
            ("^[A-Z]{2}[0-9]{2}", "DE44 and more"),
            (r"^ord_[\w]{6,12}$", "ord_a1B2c3"),
            ("^$", ""),
            ("^", "any"),
        ] {
            assert!(Glyphs::parse(pattern).is_some_and(|own| own.take(text)), "{pattern}");
        }
        for pattern in [
            "[a-z]+",
            "^(a|b)$",
            "^a|b$",
            "^.+$",
            "^[^/]+$",
            r"^\s$",
            "^[[:alpha:]]$",
            "^a+?$",
            "^[]a]$",
            r"^\p{L}$",
        ] {
            assert_eq!(Glyphs::parse(pattern), None, "{pattern}");
        }
        let own = Glyphs::parse("^[a-z]{2,3}$").unwrap();
        assert!(own.take("abc") && !own.take("a") && !own.take("abcd") && !own.take("ab\n"));
    }
}
