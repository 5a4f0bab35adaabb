//! Digits as people write them: in groups with separators.

use super::bytes::{DIGIT, WORD, class, is_behind_digit, wide_gap};
use super::written::Shape;

/// Digits of one number. Longer ones are no identifier.
const DIGITS: usize = 24;
/// Groups of one number.
const GROUPS: usize = 8;

/// What stands between two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Space,
    Hyphen,
    Dot,
    Slash,
    /// A closing parenthesis, after an opening one before the group.
    Parenthesis,
}

impl Separator {
    const fn byte(self) -> u8 {
        match self {
            Self::Space => b' ',
            Self::Hyphen => b'-',
            Self::Dot => b'.',
            Self::Slash => b'/',
            Self::Parenthesis => b')',
        }
    }
}

/// A group of digits, as far as the text goes on with more.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    /// Digits of all groups up to this one.
    digits: u8,
    /// Bytes from the start of the first group to the end of this one.
    end: u8,
    /// What stands before it.
    separator: Option<Separator>,
}

/// The groups of digits from one place on, each behind one separator.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) start: usize,
    digits: [u8; DIGITS],
    groups: [Group; GROUPS],
    /// How many groups there are.
    count: usize,
}

impl Groups {
    /// Reads the groups that begin with a digit at a place. Behind another group and a space only those count that no space
    /// parts: a long run of groups is so read once, and not from each of them.
    pub(super) fn read(text: &[u8], start: usize) -> Self {
        let is_inside = is_behind_digit(text, start);
        let is_in_parentheses = start.checked_sub(1).and_then(|before| text.get(before)) == Some(&b'(');
        let mut groups = Self { start, digits: [0; DIGITS], groups: [Group::default(); GROUPS], count: 0 };
        let mut at = start;
        let mut digits = 0;
        let mut separator = None;
        while let Some(slot) = groups.groups.get_mut(groups.count) {
            let rest = text.get(at..).unwrap_or_default();
            let Some(length) = copied(rest, groups.digits.get_mut(digits..).unwrap_or_default()) else {
                break;
            };
            at += length;
            digits += length;
            let (Ok(digits), Ok(end)) = (u8::try_from(digits), u8::try_from(at - start)) else { break };
            *slot = Group { digits, end, separator };
            groups.count += 1;
            let is_first = groups.count == 1;
            let Some((next, length)) = separator_at(text, at, is_first && is_in_parentheses) else { break };
            if is_inside && next == Separator::Space {
                break;
            }
            separator = Some(next);
            at += length;
        }
        groups
    }

    fn all(&self) -> &[Group] {
        self.groups.get(..self.count).unwrap_or_default()
    }

    fn group(&self, index: usize) -> Option<&Group> {
        self.all().get(index)
    }

    /// Returns how many groups there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Returns the lengths of the groups, in order.
    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> {
        let mut before = 0;
        self.all()
            .iter()
            .map(move |group| usize::from(group.digits - std::mem::replace(&mut before, group.digits)))
    }

    /// Returns the lengths of the groups, and what stands between them.
    pub(super) fn shape(&self) -> Shape {
        let mut before = 0;
        self.all().iter().fold(0, |shape, group| {
            let separator = group.separator.map_or(0, Separator::byte);
            let length = group.digits - std::mem::replace(&mut before, group.digits);
            shape << 16 | Shape::from(separator) << 8 | Shape::from(length)
        })
    }

    /// Returns the digits of the first groups.
    pub(super) fn digits(&self, groups: usize) -> &[u8] {
        let length = groups.checked_sub(1).and_then(|last| self.group(last)).map_or(0, |group| group.digits);
        self.digits.get(..usize::from(length)).unwrap_or_default()
    }

    /// Returns where the first groups end.
    pub(super) fn end(&self, groups: usize) -> usize {
        let last = groups.checked_sub(1).and_then(|last| self.group(last));
        self.start + last.map_or(0, |group| usize::from(group.end))
    }

    /// Returns what stands before a group.
    pub(super) fn separator(&self, group: usize) -> Option<Separator> {
        self.group(group).and_then(|group| group.separator)
    }

    /// Tells whether the first groups have these lengths, one separator between all of them, and nothing behind them that
    /// would make the number a longer one.
    pub(super) fn are(&self, text: &[u8], lengths: &[usize]) -> bool {
        let own =
            self.lengths().zip(lengths).all(|(own, asked)| own == *asked) && self.len() >= lengths.len();
        own && self.is_uniform(lengths.len()) && self.ends_with(text, lengths.len())
    }

    /// Tells whether the first groups have one separator between all of them.
    fn is_uniform(&self, groups: usize) -> bool {
        let mut separators = self.all().iter().take(groups).skip(1).map(|group| group.separator);
        let first = separators.next();
        separators.all(|own| Some(own) == first)
    }

    /// Tells whether hardly anything else is written in the first groups as they are: two with a slash between them that are
    /// no fraction, or three or more, and neither thousands
    /// (`1.234.567`) nor pairs (`12-30-45`) nor what phones have (`123 456 7890`).
    pub(super) fn are_distinct(&self, groups: usize) -> bool {
        let lengths = || self.lengths().take(groups);
        let is_thousands = self.is_uniform(groups) && lengths().skip(1).all(|length| length == 3);
        let is_pairs = lengths().all(|length| length <= 2);
        let is_phone = lengths().eq([3, 3, 4])
            || self.is_uniform(groups)
                && lengths().all(|length| (2..=4).contains(&length))
                && self.separator(1) == Some(Separator::Space);
        let is_slashed =
            groups == 2 && self.separator(1) == Some(Separator::Slash) && lengths().all(|length| length >= 3);
        is_slashed || groups >= 3 && !is_thousands && !is_pairs && !is_phone
    }

    /// Tells whether the number may end behind the first groups: no letter, digit or group with the same separator follows.
    pub(super) fn ends_with(&self, text: &[u8], groups: usize) -> bool {
        let next = self.separator(groups);
        // Behind a space another number may follow: the month after a card.
        let goes_on = next
            .is_some_and(|next| next != Separator::Space && (groups < 2 || Some(next) == self.separator(1)));
        let end = self.end(groups);
        let after = text.get(end).map_or(0, |byte| class(*byte));
        let is_glued = after & WORD != 0 || text.get(end) == Some(&b'_');
        !goes_on && !is_glued
    }
}

/// Copies the digits that a text begins with, and returns how many there are; nothing if there are none, or more than have
/// room.
fn copied(text: &[u8], room: &mut [u8]) -> Option<usize> {
    let mut length = 0;
    for byte in text {
        if !byte.is_ascii_digit() {
            break;
        }
        *room.get_mut(length)? = *byte;
        length += 1;
    }
    (length > 0).then_some(length)
}

/// Reads what may stand between two groups, if a digit follows.
fn separator_at(text: &[u8], at: usize, is_closing: bool) -> Option<(Separator, usize)> {
    let digit_at = |at: usize| text.get(at).is_some_and(|byte| class(*byte) & DIGIT != 0);
    let rest = text.get(at..)?;
    let (sign, length) = wide_gap(rest).or_else(|| rest.first().map(|sign| (*sign, 1)))?;
    let separator = match sign {
        b' ' => Separator::Space,
        b'-' => Separator::Hyphen,
        b'.' => Separator::Dot,
        b'/' => Separator::Slash,
        b')' if is_closing => {
            let length = if digit_at(at + 1) { 1 } else { 2 };
            let is_joined = length == 1 || matches!(text.get(at + 1), Some(b' ' | b'-'));
            return (is_joined && digit_at(at + length)).then_some((Separator::Parenthesis, length));
        }
        _ => return None,
    };
    digit_at(at + length).then_some((separator, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Groups {
        Groups::read(text.as_bytes(), text.find(|c: char| c.is_ascii_digit()).unwrap())
    }

    #[test]
    fn reads_groups_and_their_separators() {
        let groups = groups("(415) 555-0132 x");
        assert_eq!(groups.lengths().collect::<Vec<_>>(), [3, 3, 4]);
        assert_eq!(groups.digits(3), b"4155550132");
        assert_eq!(groups.end(3), 14);
        assert_eq!(
            (groups.separator(0), groups.separator(1), groups.separator(2)),
            (None, Some(Separator::Parenthesis), Some(Separator::Hyphen))
        );
    }

    #[test]
    fn knows_numbers_by_lengths_and_one_separator() {
        let card = [4, 4, 4, 4];
        for (text, expected) in [
            ("4111 1111 1111 1111", true),
            ("4111-1111-1111-1111.", true),
            ("4111-1111-1111-1111 12", true),
            ("4111 1111 1111 1111 12/26", true),
            ("4111-1111-1111-1111-12", false),
            ("4111-1111 1111-1111", false),
            ("4111 1111 1111 1111a", false),
            ("4111 1111 1111 1111_", false),
            ("4111 1111 1111 111", false),
            ("4111  1111 1111 1111", false),
            ("4111\u{a0}1111\u{202f}1111 1111", true),
            ("4111\u{2010}1111\u{2011}1111\u{2013}1111", true),
            ("4111\u{2014}1111\u{2014}1111\u{2014}1111", false),
        ] {
            assert_eq!(groups(text).are(text.as_bytes(), &card), expected, "{text}");
        }
        for (text, expected) in
            [("536221234", true), ("536221234 5", true), ("536221234-5", false), ("536221234.5", false)]
        {
            assert_eq!(groups(text).are(text.as_bytes(), &[9]), expected, "{text}");
        }
    }

    #[test]
    fn reads_so_much_and_no_more() {
        let soup = "1 ".repeat(100_000);
        assert_eq!(groups(&soup).len(), GROUPS);
        assert_eq!(groups(&"1".repeat(100_000)).len(), 0);
        assert_eq!(groups(&"1".repeat(24)).digits(1).len(), 24);
    }
}
