//! What is unusual about how a request target is written.

use std::fmt;

use super::escapes::{Unit, Units};

/// The ways in which a request target could be read differently by two servers.
///
/// All but the fragment are looked for in the path only.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Anomalies(u16);

impl Anomalies {
    pub(super) const ENCODED_SLASH: Self = Self(1);
    pub(super) const BACKSLASH: Self = Self(1 << 1);
    pub(super) const CONTROL_CHARACTER: Self = Self(1 << 2);
    pub(super) const DOT_SEGMENT: Self = Self(1 << 3);
    pub(super) const EMPTY_SEGMENT: Self = Self(1 << 4);
    pub(super) const MATRIX_PARAMETER: Self = Self(1 << 5);
    pub(super) const MALFORMED_ESCAPE: Self = Self(1 << 6);
    pub(super) const NOT_UTF8: Self = Self(1 << 7);
    pub(super) const DOUBLE_ENCODING: Self = Self(1 << 8);
    pub(super) const FRAGMENT: Self = Self(1 << 9);
    pub(super) const RAW_NON_ASCII: Self = Self(1 << 10);

    const NAMES: [(Self, &'static str); 11] = [
        (Self::ENCODED_SLASH, "encoded-slash"),
        (Self::BACKSLASH, "backslash"),
        (Self::CONTROL_CHARACTER, "control-character"),
        (Self::DOT_SEGMENT, "dot-segment"),
        (Self::EMPTY_SEGMENT, "empty-segment"),
        (Self::MATRIX_PARAMETER, "matrix-parameter"),
        (Self::MALFORMED_ESCAPE, "malformed-escape"),
        (Self::NOT_UTF8, "not-utf8"),
        (Self::DOUBLE_ENCODING, "double-encoding"),
        (Self::FRAGMENT, "fragment"),
        (Self::RAW_NON_ASCII, "raw-non-ascii"),
    ];

    /// Tells whether the target is written plainly.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the names of the anomalies, always in the same order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().filter(move |(anomaly, _)| self.contains(*anomaly)).map(|(_, name)| name)
    }

    /// Tells whether the target has a fragment.
    pub(super) const fn has_fragment(self) -> bool {
        self.contains(Self::FRAGMENT)
    }

    const fn contains(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Looks for the anomalies of a path.
    pub(super) fn of_path(path: &str) -> Self {
        if is_plain(path.as_bytes()) { Self::default() } else { Self::of_unusual_path(path) }
    }

    #[cold]
    fn of_unusual_path(path: &str) -> Self {
        let mut found = Self::default();
        let mut segment = SegmentState::default();
        let mut units = Units::new(path);
        while let Some(unit) = units.next() {
            found.insert(Self::of_unit(unit));
            if unit.ascii() == Some(b'%') {
                let followed = units.clone().take(2).filter(|unit| is_hex(*unit)).count() == 2;
                if unit == Unit::Raw(b'%') {
                    found.insert(Self::MALFORMED_ESCAPE);
                }
                // Also `%25%32%66` and `%%32%66`, which a second decoding turns into a slash all the same.
                if followed {
                    found.insert(Self::DOUBLE_ENCODING);
                }
            }
            found.insert(segment.advance(unit));
        }
        found.insert(segment.dots());
        found
    }

    fn of_unit(unit: Unit) -> Self {
        let mut found = Self::default();
        match unit {
            Unit::Stray(_) => found.insert(Self::NOT_UTF8),
            Unit::Escaped('/') => found.insert(Self::ENCODED_SLASH),
            Unit::Raw(byte) if !byte.is_ascii() => found.insert(Self::RAW_NON_ASCII),
            _ => {}
        }
        match unit.ascii() {
            Some(b'\\') => found.insert(Self::BACKSLASH),
            Some(b';') => found.insert(Self::MATRIX_PARAMETER),
            Some(byte) if byte.is_ascii_control() => found.insert(Self::CONTROL_CHARACTER),
            _ => {}
        }
        found
    }
}

impl fmt::Debug for Anomalies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// How far the segment under the reader could still be `.` or `..`; every kind of slash ends a segment.
#[derive(Default)]
struct SegmentState {
    started: bool,
    units: usize,
    dots: usize,
    only_dots_so_far: bool,
    cut: bool,
}

impl SegmentState {
    fn advance(&mut self, unit: Unit) -> Anomalies {
        let mut found = Anomalies::default();
        match unit.ascii() {
            Some(b'/' | b'\\') => {
                if self.started && self.units == 0 {
                    found.insert(Anomalies::EMPTY_SEGMENT);
                }
                found.insert(self.dots());
                *self = Self { started: true, only_dots_so_far: true, ..Self::default() };
                return found;
            }
            Some(b';') => self.cut = true,
            Some(b'.') if !self.cut => self.dots += 1,
            _ if !self.cut => self.only_dots_so_far = false,
            _ => {}
        }
        self.units += 1;
        found
    }

    fn dots(&self) -> Anomalies {
        if self.only_dots_so_far && matches!(self.dots, 1 | 2) {
            Anomalies::DOT_SEGMENT
        } else {
            Anomalies::default()
        }
    }
}

fn is_hex(unit: Unit) -> bool {
    unit.ascii().is_some_and(|byte| byte.is_ascii_hexdigit())
}

/// Tells in one scan that no anomaly is possible; a false "no" costs only time.
pub(super) fn is_plain(path: &[u8]) -> bool {
    // No early exit, so that the compiler can take many bytes at a time.
    let odd_byte = path.iter().fold(false, |odd, &byte| {
        odd | !(0x21..=0x7e).contains(&byte) | (byte == b'%') | (byte == b';') | (byte == b'\\')
    });
    let pairs = path.iter().zip(path.iter().skip(1));
    !pairs.fold(odd_byte, |odd, (&first, &second)| {
        odd | ((first == b'/') & ((second == b'/') | (second == b'.')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &str) -> Vec<&'static str> {
        Anomalies::of_path(path).iter().collect()
    }

    #[test]
    fn finds_nothing_in_a_plain_path() {
        for path in [
            "/",
            "",
            "*",
            "/users/42",
            "/users/",
            "/a.b/c..",
            "/.well-known/x",
            "/caf%C3%A9",
            "/a%20b",
            "/...",
        ] {
            assert_eq!(names(path), [""; 0], "{path}");
        }
    }

    #[test]
    fn names_each_anomaly() {
        let expected: [(&str, &[&str]); 27] = [
            ("/a%2fb", &["encoded-slash"]),
            ("/a%5Cb", &["backslash"]),
            ("/a\\b", &["backslash"]),
            ("/a%00", &["control-character"]),
            ("/a%0a", &["control-character"]),
            ("/a\tb", &["control-character"]),
            ("/a/../b", &["dot-segment"]),
            ("/a/./b", &["dot-segment"]),
            ("/a/..", &["dot-segment"]),
            ("/a/%2e%2E/b", &["dot-segment"]),
            ("/a/.%2e", &["dot-segment"]),
            ("/a%2f..%2fb", &["encoded-slash", "dot-segment"]),
            ("/a/..;x/b", &["dot-segment", "matrix-parameter"]),
            ("//a", &["empty-segment"]),
            ("/a//b", &["empty-segment"]),
            ("/a//", &["empty-segment"]),
            ("/a;v=1", &["matrix-parameter"]),
            ("/a%3bv=1", &["matrix-parameter"]),
            ("/a%", &["malformed-escape"]),
            ("/a%zz", &["malformed-escape"]),
            ("/a%c0%af", &["not-utf8"]),
            ("/a%ff", &["not-utf8"]),
            ("/a%252fb", &["double-encoding"]),
            ("/a%25%32%66b", &["double-encoding"]),
            ("/a%%32%66b", &["malformed-escape", "double-encoding"]),
            ("/a\u{ff0f}b", &["raw-non-ascii"]),
            ("/100%25", &[]),
        ];
        for (path, anomalies) in expected {
            assert_eq!(names(path), anomalies, "{path}");
        }
    }

    #[test]
    fn shows_names_in_debug() {
        assert_eq!(format!("{:?}", Anomalies::of_path("//a;b")), r#"{"empty-segment", "matrix-parameter"}"#);
    }
}
