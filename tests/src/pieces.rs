//! Pieces of values, and whether a text holds one.

use std::collections::HashSet;
use std::fmt::Debug;

use crate::values::Value;

/// Characters of a value that must not be seen together.
const PIECE: usize = 8;
/// Digits of a value that must not be seen together.
const DIGITS: usize = 10;
/// Every piece of every value.
#[derive(Debug)]
pub struct Pieces {
    pieces: HashSet<u64>,
    /// The same of digits, ten of them: eight stand together by chance.
    numbers: HashSet<u64>,
    /// Tells quickly of most texts that they are no piece.
    filter: Vec<bool>,
}

impl Pieces {
    /// Cuts values into pieces.
    pub fn of(values: &[Value]) -> Self {
        let mut own =
            Self { pieces: HashSet::new(), numbers: HashSet::new(), filter: vec![false; 1 << FILTER] };
        for private in values.iter().map(|own| own.private.as_bytes()) {
            for piece in private.windows(PIECE).filter(|piece| !piece.iter().all(u8::is_ascii_digit)) {
                let piece = piece.iter().fold(0, |piece, byte| piece << 8 | u64::from(*byte));
                own.pieces.insert(piece);
                own.filter[slot(piece)] = true;
            }
            for digits in private.windows(DIGITS).filter(|digits| digits.iter().all(u8::is_ascii_digit)) {
                own.numbers
                    .insert(digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')));
            }
        }
        own
    }

    /// Fails where a text holds a piece, and says what it is of.
    pub fn assert_absent(&self, output: &str, text: &str) {
        let (mut piece, mut number, mut digits) = (0, 0, 0);
        for (at, byte) in text.bytes().enumerate() {
            piece = piece << 8 | u64::from(byte);
            digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
            number = (number * 10 + u64::from(byte.wrapping_sub(b'0'))) % 10_u64.pow(DIGITS as u32);
            let is_piece = self.filter[slot(piece)] && self.pieces.contains(&piece);
            if is_piece || digits >= DIGITS && self.numbers.contains(&number) {
                let around = text.as_bytes().get(at.saturating_sub(120)..=at).unwrap_or_default();
                panic!("{output} gives away a value: {}", String::from_utf8_lossy(around));
            }
        }
    }

    /// Fails where the `Debug` form holds a piece.
    pub fn assert_absent_in(&self, output: &str, own: &impl Debug) {
        self.assert_absent(output, &format!("{own:?}"));
        self.assert_absent(output, &format!("{own:#?}"));
    }
}

/// Bits of a slot of the filter.
const FILTER: u32 = 20;

fn slot(piece: u64) -> usize {
    (piece.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - FILTER)) as usize
}
