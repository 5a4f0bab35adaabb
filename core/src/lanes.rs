//! Bytes of JSON, many at once.

use wide::{CmpEq, CmpGt, CmpLt, i8x16};

/// Bytes that are looked at together.
pub(crate) const LANES: usize = 16;

/// What the bytes of a chunk are, a bit each.
pub(crate) struct Lanes {
    /// A quote, a backslash, a control character: what ends a string or has to be looked at in it.
    pub(crate) stops: u32,
    /// A digit or a sign, or `;`, `<`, `>`, `?`, which stand between them.
    pub(crate) telling: u32,
}

impl Lanes {
    #[inline]
    pub(crate) fn of(chunk: &[u8; LANES]) -> Self {
        let bytes = i8x16::new(chunk.map(u8::cast_signed));
        let all = |byte: u8| i8x16::splat(byte.cast_signed());
        let is = |byte: u8| bytes.cmp_eq(all(byte));
        // Bytes outside ASCII are negative.
        let is_control = bytes.cmp_lt(all(b' ')) & bytes.cmp_gt(i8x16::splat(-1));
        let is_between = bytes.cmp_gt(all(b'/')) & bytes.cmp_lt(all(b'A'));
        Self {
            stops: (is(b'"') | is(b'\\') | is_control).move_mask().cast_unsigned(),
            telling: (is(b'+') | is(b'$') | is_between).move_mask().cast_unsigned(),
        }
    }
}
