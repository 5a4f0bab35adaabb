//! Bytes by what they may begin or belong to.

/// `0` to `9`.
pub(super) const DIGIT: u8 = 1;
/// An ASCII letter.
pub(super) const LETTER: u8 = 1 << 1;
/// What ends the plain part of a JSON string: a quote, a backslash, a control character.
pub(super) const STOP: u8 = 1 << 2;
/// `@`, `:`, `=`, `$`, `+`: what stands inside an address, before a value, or begins one.
pub(super) const SIGN: u8 = 1 << 3;
/// Any other ASCII punctuation.
pub(super) const MARK: u8 = 1 << 4;
/// A space.
pub(super) const SPACE: u8 = 1 << 5;
/// What a sweep looks at besides words: signs, and `{`, `-`, `.`, `~`, `>`.
pub(super) const LEAD: u8 = 1 << 6;

/// A letter or a digit.
pub(super) const WORD: u8 = DIGIT | LETTER;

static CLASSES: [u8; 256] = classes();

/// Returns what a byte is.
pub(super) fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(0)
}

/// Tells whether a byte is a letter or a digit.
pub(super) fn is_word(byte: u8) -> bool {
    class(byte) & WORD != 0
}

/// Returns what a hyphen or a space is, and how many bytes it has, that is none of ASCII: word processors and phones write a
/// dash (U+2010 to U+2013) or a space that does not break (U+00A0, U+202F) between the groups of a number.
pub(super) const fn wide_gap(text: &[u8]) -> Option<(u8, usize)> {
    match text {
        [0xe2, 0x80, 0x90..=0x93, ..] => Some((b'-', 3)),
        [0xc2, 0xa0, ..] => Some((b' ', 2)),
        [0xe2, 0x80, 0xaf, ..] => Some((b' ', 3)),
        _ => None,
    }
}

/// Tells whether a digit and a space stand right before a place.
pub(super) fn is_behind_digit(text: &[u8], at: usize) -> bool {
    matches!(
        text.get(at.saturating_sub(4)..at),
        Some([.., b'0'..=b'9', b' '] | [.., b'0'..=b'9', 0xc2, 0xa0] | [b'0'..=b'9', 0xe2, 0x80, 0xaf])
    )
}

#[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
const fn classes() -> [u8; 256] {
    let mut table = [MARK; 256];
    let mut index = 0;
    while index < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let byte = index as u8;
        table[index] = match byte {
            b'"' | b'\\' | 0..=0x1f => STOP,
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'@' | b':' | b'=' | b'$' | b'+' => SIGN | LEAD,
            b'{' | b'-' | b'.' | b'~' | b'>' => MARK | LEAD,
            b' ' => SPACE,
            0x80.. => 0,
            _ => MARK,
        };
        index += 1;
    }
    table
}
