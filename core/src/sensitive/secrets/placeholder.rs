//! Values that stand for a secret and are none.

/// Parts of words that nobody has in a real secret.
const PARTS: [&str; 22] = [
    "example",
    "sample",
    "dummy",
    "placeholder",
    "redacted",
    "changeme",
    "change_me",
    "change-me",
    "foobar",
    "fake",
    "your",
    "xxxx",
    "pass",
    "secret",
    "token",
    "string",
    "test",
    "demo",
    "default",
    "insert",
    "replace",
    "credential",
];
/// Whole values that mean nothing.
const WHOLE: [&str; 12] = [
    "none",
    "null",
    "admin",
    "root",
    "user",
    "guest",
    "public",
    "anonymous",
    "basic",
    "value",
    "letmein",
    "qwerty",
];
/// The shortest password that is taken for a real one.
const SHORTEST: usize = 6;
/// Characters in a row that count up or repeat.
const RUN: usize = 5;

/// Tells whether a password or key was written to be replaced: `changeme`, `<password>`, `${DB_PASS}`, `********`.
pub(crate) fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let lower = value.to_ascii_lowercase();
    value.len() < SHORTEST
        || value.contains(['<', '>', '{', '}', '[', ']', '$', '%', '*', '…', ' '])
        || WHOLE.contains(&lower.as_str())
        || PARTS.iter().any(|part| lower.contains(part))
        || has_run(value.as_bytes())
        || distinct(value.as_bytes()) < 4
}

/// Tells whether a token of a known form was made up: it names itself an example, counts up or repeats itself.
pub(super) fn is_made_up(token: &[u8]) -> bool {
    is_example(token) || has_long_run(token) || distinct(token) * 3 < token.len().min(30)
}

/// Tells whether a token names itself an example.
pub(crate) fn is_example(token: &[u8]) -> bool {
    /// The first letters of all.
    const INITIALS: u32 = letters(&SAID, 0);
    const SECOND: u32 = letters(&SAID, 1);
    const SAID: [&str; 8] = ["example", "sample", "dummy", "fake", "redacted", "placeholder", "xxxx", "your"];
    let begins = |rest: &[u8], word: &str| {
        rest.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word.as_bytes()))
    };
    token
        .windows(2)
        .zip(0..)
        .filter(
            |(pair, _)| matches!(pair, [first, second] if is_of(INITIALS, *first) && is_of(SECOND, *second)),
        )
        .any(|(_, at)| token.get(at..).is_some_and(|rest| SAID.iter().any(|word| begins(rest, word))))
}

/// Returns the letters that words have at a place, a bit each.
const fn letters(mut words: &[&str], place: usize) -> u32 {
    let mut letters = 0;
    while let [first, rest @ ..] = words {
        if let Some((_, [letter, ..])) = first.as_bytes().split_at_checked(place) {
            letters |= 1 << (*letter & 0x1f);
        }
        words = rest;
    }
    letters
}

/// Tells whether a byte may be one of these letters, in either case.
const fn is_of(letters: u32, byte: u8) -> bool {
    byte >= b'A' && letters >> (byte & 0x1f) & 1 != 0
}

/// Tells whether characters repeat or count up or down: `aaaaa`, `12345`, `fedcb`.
fn has_run(text: &[u8]) -> bool {
    longest_run(text) >= RUN
}

/// Tells the same of a token. Of its parts that are random numbers one in a hundred has a run of five digits.
fn has_long_run(token: &[u8]) -> bool {
    const DIGITS: usize = 10;
    let is_number = |part: &&[u8]| part.len() >= DIGITS && part.iter().all(u8::is_ascii_digit);
    let is_separator = |byte: &u8| matches!(byte, b'-' | b'_' | b'.' | b':' | b'/');
    token.split(is_separator).any(|part| longest_run(part) >= RUN + 2 * usize::from(is_number(&part)))
}

fn longest_run(text: &[u8]) -> usize {
    let (mut longest, mut length, mut step, mut previous) = (0, 1, 0, 0_i16);
    for byte in text.iter().copied().map(i16::from) {
        let now = byte - previous;
        length = if now == step && now.abs() <= 1 { length + 1 } else { 2 };
        (step, previous) = (now, byte);
        longest = longest.max(length);
    }
    longest
}

fn distinct(text: &[u8]) -> usize {
    let mut seen = [0_u64; 4];
    for byte in text {
        if let Some(bits) = seen.get_mut(usize::from(byte >> 6)) {
            *bits |= 1 << (byte & 63);
        }
    }
    seen.iter().map(|bits| bits.count_ones() as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_stands_for_a_secret() {
        for value in [
            "",
            "x",
            "password",
            "P@ssw0rd-example",
            "<token>",
            "${DB_PASS}",
            "{{key}}",
            "********",
            "changeme",
            "string",
            "aaaaaaaa",
            "12345678",
            "my password",
            "admin",
            "hunter",
        ] {
            let expected = value != "hunter";
            assert_eq!(is_placeholder(value), expected, "{value}");
        }
        assert!(!is_placeholder("Tr0ub4dor&3"));
    }

    #[test]
    fn knows_tokens_that_were_made_up() {
        for token in
            ["IOSFODNN7EXAMPLE", "abcdefghijklmnop", "aB3dE0000009qRtZ", "1111aaaa2222bbbb1111aaaa2222bbbb"]
        {
            assert!(is_made_up(token.as_bytes()), "{token}");
        }
        assert!(!is_made_up(b"Q7RZ2MNP4KXJ6WTD"));
        assert!(!is_made_up(b"9f86d081884c7d659a2feaa0c55ad015"));
    }
}
