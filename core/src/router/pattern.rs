//! Segments with text and parameters, or with several parameters.

use std::cmp::Reverse;

use super::shape::PARAMETER;

/// A compiled segment such as `report.{format}` or `{a}-{b}`.
///
/// Each parameter takes at least one character. Where several divisions are possible, earlier parameters take as little
/// as they can. Whether a segment matches does not depend on that choice: searching each text at its first possible
/// place finds a division whenever there is one, so nothing is ever tried twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// What the two ends of a matching segment look like.
    ends: Ends,
    /// Which bits of them count.
    mask: Ends,
    prefix: Box<[u8]>,
    /// The texts between parameters, each with the number of parameters before it.
    middles: Box<[(usize, Box<[u8]>)]>,
    /// The number of parameters before the suffix.
    last: usize,
    suffix: Box<[u8]>,
}

/// The first and the last eight bytes of a segment, to turn most patterns down without following a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    head: u64,
    tail: u64,
}

impl Ends {
    pub(super) fn of(segment: &[u8]) -> Self {
        Self::of_two(segment, segment)
    }

    fn of_two(prefix: &[u8], suffix: &[u8]) -> Self {
        let (mut head, mut tail) = ([0; 8], [0; 8]);
        head.iter_mut().zip(prefix).for_each(|(to, from)| *to = *from);
        tail.iter_mut().zip(suffix.iter().rev()).for_each(|(to, from)| *to = *from);
        Self { head: u64::from_le_bytes(head), tail: u64::from_le_bytes(tail) }
    }

    /// Returns the mask for segments that begin and end with texts of these lengths.
    fn mask(prefix: &[u8], suffix: &[u8]) -> Self {
        let ones = |text: &[u8]| vec![0xff; text.len()];
        Self::of_two(&ones(prefix), &ones(suffix))
    }
}

/// What decides which of two patterns is tried first; the smaller one is the more concrete.
pub(super) type Rank = (Reverse<usize>, usize, Box<[u8]>);

impl Pattern {
    /// Compiles the shape of a segment that has a parameter.
    pub(super) fn new(shape: &[u8]) -> Self {
        let mut pieces = shape.split(|byte| *byte == PARAMETER);
        let prefix: Box<[u8]> = pieces.next().unwrap_or_default().into();
        let mut middles: Vec<(usize, Box<[u8]>)> = Vec::new();
        let mut parameters = 0;
        let mut suffix: Box<[u8]> = Box::default();
        let mut pieces = pieces.peekable();
        while let Some(piece) = pieces.next() {
            parameters += 1;
            if pieces.peek().is_none() {
                suffix = piece.into();
            } else if !piece.is_empty() {
                middles.push((parameters, piece.into()));
                parameters = 0;
            }
        }
        let ends = Ends::of_two(&prefix, &suffix);
        let mask = Ends::mask(&prefix, &suffix);
        Self { ends, mask, prefix, middles: middles.into(), last: parameters, suffix }
    }

    /// Returns the rank of a segment's shape: more text first, then fewer parameters, then text further to the left.
    pub(super) fn rank(shape: &[u8]) -> Rank {
        let parameters = shape.iter().filter(|byte| **byte == PARAMETER).count();
        // In byte order a parameter comes after all text.
        (Reverse(shape.len() - parameters), parameters, shape.into())
    }

    /// Tells whether the pattern matches a whole segment, in time linear in its length.
    ///
    /// `ends` are those of the segment.
    #[inline]
    pub(super) fn matches(&self, segment: &[u8], ends: Ends) -> bool {
        let may_match =
            ends.head & self.mask.head == self.ends.head && ends.tail & self.mask.tail == self.ends.tail;
        may_match && self.divides(segment)
    }

    fn divides(&self, segment: &[u8]) -> bool {
        let Some(mut rest) =
            segment.strip_prefix(&*self.prefix).and_then(|rest| rest.strip_suffix(&*self.suffix))
        else {
            return false;
        };
        for (parameters, text) in &self.middles {
            let Some(after) = skip(rest, *parameters) else {
                return false;
            };
            let found = match **text {
                [byte] => memchr::memchr(byte, after),
                _ => memchr::memmem::find(after, text),
            };
            let Some(after) = found.and_then(|at| after.get(at + text.len()..)) else {
                return false;
            };
            rest = after;
        }
        skip(rest, self.last).is_some()
    }
}

/// Drops as many characters, or fails if there are fewer.
fn skip(bytes: &[u8], characters: usize) -> Option<&[u8]> {
    // One character is the common case; at least one byte is all that it asks.
    if characters == 1 && bytes.first().is_some_and(u8::is_ascii) {
        return bytes.get(1..);
    }
    let mut begins = bytes.iter().enumerate().filter(|(_, byte)| (**byte & 0xc0) != 0x80).map(|(at, _)| at);
    match begins.nth(characters) {
        Some(at) => bytes.get(at..),
        None => {
            let count = bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
            (count == characters).then_some(&[])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(template: &str, segment: &str) -> bool {
        let shape: Vec<u8> =
            template.bytes().map(|byte| if byte == b'$' { PARAMETER } else { byte }).collect();
        Pattern::new(&shape).matches(segment.as_bytes(), Ends::of(segment.as_bytes()))
    }

    #[test]
    fn divides_a_segment_among_its_parameters() {
        for (template, segment) in [
            ("report.$", "report.tar.gz"),
            ("$.$", "a.b"),
            ("$.$", "..."),
            ("$-$", "a-b-c"),
            ("users($)", "users(7)"),
            ("$:archive", "7:archive"),
            ("$:archive", ":archive:archive"),
            ("$ab$ab", "xababab"),
            ("$$", "ab"),
            ("$$", "aé"),
            ("$$x$", "abxx"),
            ("a-long-prefix-$-long-suffix", "a-long-prefix-x-long-suffix"),
        ] {
            assert!(matches(template, segment), "{template} {segment}");
        }
    }

    #[test]
    fn leaves_no_parameter_empty() {
        for (template, segment) in [
            ("report.$", "report."),
            ("$.$", "a."),
            ("$.$", ".b"),
            ("$.$", ".."),
            ("users($)", "users()"),
            ("a$a", "a"),
            ("a$a", "aa"),
            ("$ab$ab", "ababab"),
            ("$$", "é"),
            ("$$", "a"),
            ("$$x$", "axx"),
            ("a-long-prefix-$-long-suffix", "a-long-prefiX-x-long-suffix"),
            ("a-long-prefix-$-long-suffix", "a-long-prefix-x_long-suffix"),
            ("a-long-$ong-suffix", "a-long-suffix"),
        ] {
            assert!(!matches(template, segment), "{template} {segment}");
        }
    }
}
