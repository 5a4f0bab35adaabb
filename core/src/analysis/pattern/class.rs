//! Sets of characters.

/// The last character there is.
const LAST: u32 = 0x0010_FFFF;
/// What `.` leaves out.
const LINE_ENDS: [(u32, u32); 3] = [(0x0a, 0x0a), (0x0d, 0x0d), (0x2028, 0x2029)];
/// `\s`.
const SPACES: [(u32, u32); 9] = [
    (0x09, 0x0d),
    (0x20, 0x20),
    (0xa0, 0xa0),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x2028, 0x2029),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x3000, 0x3000),
];

/// Ranges of characters in order, none next to another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Class(Vec<(u32, u32)>);

impl Class {
    /// Collects ranges.
    pub(super) fn of(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (from, to) in ranges {
            match merged.last_mut() {
                Some((_, last)) if from <= last.saturating_add(1) => *last = to.max(*last),
                _ => merged.push((from, to)),
            }
        }
        Self(merged)
    }

    pub(super) fn one(character: char) -> Self {
        Self(vec![(u32::from(character), u32::from(character))])
    }

    pub(super) fn of_code(code: u32) -> Self {
        Self(vec![(code.min(LAST), code.min(LAST))])
    }

    /// `.`
    pub(super) fn dot() -> Self {
        Self(LINE_ENDS.to_vec()).complement()
    }

    /// Returns what `\d`, `\w`, `\s` and their complements stand for.
    pub(super) fn of_letter(letter: char) -> Option<Self> {
        let ascii = |ranges: &[(char, char)]| {
            Self::of(ranges.iter().map(|(from, to)| (u32::from(*from), u32::from(*to))).collect())
        };
        let class = match letter.to_ascii_lowercase() {
            'd' => ascii(&[('0', '9')]),
            'w' => ascii(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
            's' => Self(SPACES.to_vec()),
            _ => return None,
        };
        Some(if letter.is_ascii_uppercase() { class.complement() } else { class })
    }

    /// Returns the ASCII members of a Unicode property. That is enough to see overlaps, and those of properties that it
    /// does not know are not claimed.
    pub(super) fn of_property(name: &str) -> Self {
        let name = name.rsplit('=').next().unwrap_or(name);
        let is_member = |c: char| match name {
            "L" | "Letter" | "Alphabetic" | "Alpha" | "Latin" => c.is_ascii_alphabetic(),
            "Lu" | "Uppercase_Letter" | "Uppercase" => c.is_ascii_uppercase(),
            "Ll" | "Lowercase_Letter" | "Lowercase" => c.is_ascii_lowercase(),
            "N" | "Number" | "Nd" | "Decimal_Number" => c.is_ascii_digit(),
            "P" | "Punctuation" => c.is_ascii_punctuation() && !"$+<=>^`|~".contains(c),
            "S" | "Symbol" => "$+<=>^`|~".contains(c),
            "Z" | "Separator" | "Zs" | "Space_Separator" => c == ' ',
            _ => false,
        };
        Self::of((0..128).filter(|c| char::from_u32(*c).is_some_and(is_member)).map(|c| (c, c)).collect())
    }

    pub(super) fn complement(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for &(from, to) in &self.0 {
            if from > next {
                ranges.push((next, from - 1));
            }
            next = to.saturating_add(1);
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self(ranges)
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let (mut own, mut others) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some((from, to)), Some((other_from, other_to))) = (own.peek(), others.peek()) {
            if to < other_from {
                own.next();
            } else if other_to < from {
                others.next();
            } else {
                return true;
            }
        }
        false
    }

    /// Tells whether every character is in it, the ends of lines at most left out.
    pub(super) fn is_wide(&self) -> bool {
        Self::of(self.0.iter().chain(&LINE_ENDS).copied().collect()).is_full()
    }

    /// Tells whether every character is in it.
    pub(super) fn is_full(&self) -> bool {
        self.0 == [(0, LAST)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_widths_of_classes() {
        let letter = |letter| Class::of_letter(letter).unwrap();
        let both = |a: char, b: char| {
            Class::of(letter(a).ranges().iter().chain(letter(b).ranges()).copied().collect())
        };
        assert!(both('s', 'S').is_full() && both('w', 'W').is_full());
        assert!(Class::dot().is_wide() && !Class::dot().is_full());
        assert!(!letter('S').is_wide() && !letter('w').is_wide());
    }

    #[test]
    fn sees_overlaps() {
        let letter = |letter| Class::of_letter(letter).unwrap();
        assert!(letter('w').overlaps(&letter('d')));
        assert!(!letter('w').overlaps(&letter('s')));
        assert!(!letter('s').overlaps(&letter('S')));
        assert!(Class::of_property("L").overlaps(&Class::one('q')));
        assert!(
            !Class::of_property("Emoji").overlaps(&Class::dot()),
            "nothing is claimed of what is not known"
        );
    }
}
