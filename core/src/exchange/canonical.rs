//! The two forms of a path that are compared: strict, and as the most forgiving server would read it.

use smallvec::SmallVec;

use super::anomalies::is_plain;
use super::escapes::{Unit, Units};

/// How long a path may be after decoding.
const CAPACITY: usize = 4096;

/// Room for one canonical path, on the caller's stack.
#[derive(Debug)]
pub(crate) struct PathBuffer {
    bytes: SmallVec<[u8; CAPACITY]>,
    limit: usize,
}

impl PathBuffer {
    pub(crate) fn new() -> Self {
        Self { bytes: SmallVec::new(), limit: CAPACITY }
    }

    /// Returns a buffer that moves to the heap when it is full, for use while something is compiled.
    pub(crate) fn growing() -> Self {
        Self { bytes: SmallVec::new(), limit: usize::MAX }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    /// Appends all of `bytes`, or nothing and `None` when they do not fit.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Option<()> {
        if bytes.len() > self.limit.saturating_sub(self.bytes.len()) {
            return None;
        }
        self.bytes.extend_from_slice(bytes);
        Some(())
    }

    /// Appends the strict form of `text`.
    pub(crate) fn push_canonical(&mut self, text: &str) -> Option<()> {
        if !text.contains('%') {
            return self.push(text.as_bytes());
        }
        let mut units = Units::new(text);
        loop {
            self.push(units.unescaped())?;
            match units.next() {
                None => return Some(()),
                Some(Unit::Escaped('/')) => self.push(b"%2F")?,
                Some(Unit::Escaped(character)) => self.push(character.encode_utf8(&mut [0; 4]).as_bytes())?,
                Some(Unit::Raw(byte)) => self.push(&[byte])?,
                Some(Unit::Stray(byte)) => {
                    self.push(&[b'%', hex_digit(byte >> 4), hex_digit(byte & 15)])?;
                }
            }
        }
    }

    /// Turns the strict form that the buffer holds, which begins with a slash, into the forgiving one.
    pub(crate) fn forgive(&mut self) {
        let bytes = self.bytes.as_mut_slice();
        let (mut read, mut write) = (0, 0);
        while let Some(length) = bytes.get(read..).and_then(separator) {
            read += length;
            let begin = write;
            write = put(bytes, write, b'/');
            let mut cut = false;
            while let Some(rest) = bytes.get(read..)
                && let Some(&byte) = rest.first()
                && separator(rest).is_none()
            {
                read += 1;
                cut |= byte == b';';
                if !cut {
                    write = put(bytes, write, byte.to_ascii_lowercase());
                }
            }
            match bytes.get(begin..write) {
                Some(b"/" | b"/.") => write = begin,
                Some(b"/..") => {
                    let above = bytes.get(..begin).unwrap_or_default();
                    write = memchr::memrchr(b'/', above).unwrap_or(0);
                }
                _ => {}
            }
        }
        if write == 0 {
            write = put(bytes, 0, b'/');
        }
        self.bytes.truncate(write);
    }
}

/// Overwrites the byte at `at`, which has been read already, and returns the next place.
fn put(bytes: &mut [u8], at: usize, byte: u8) -> usize {
    if let Some(slot) = bytes.get_mut(at) {
        *slot = byte;
    }
    at + 1
}

/// Returns the length of the separator at the beginning of `bytes`.
fn separator(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'/' | b'\\', ..] => Some(1),
        [b'%', b'2', b'f' | b'F', ..] | [b'%', b'5', b'c' | b'C', ..] => Some(3),
        _ => None,
    }
}

fn hex_digit(nibble: u8) -> u8 {
    if nibble < 10 { b'0' + nibble } else { b'A' + nibble - 10 }
}

/// Returns the strict form of a path: each percent escape decoded once, or `None` when it does not fit.
///
/// `%2F` stays these three characters, because a decoded slash would move the borders of segments. Bytes that are
/// not UTF-8 stay escapes, in upper case; what is no escape stays as it is.
pub(crate) fn canonical<'b>(path: &'b str, buffer: &'b mut PathBuffer) -> Option<&'b str> {
    if !path.contains('%') {
        return Some(path);
    }
    buffer.clear();
    buffer.push_canonical(path)?;
    std::str::from_utf8(buffer.as_bytes()).ok()
}

/// Returns a path as a server reads it that minds neither letter case nor a trailing slash, or `None` when it does not
/// fit.
pub(crate) fn folded<'b>(path: &'b str, buffer: &'b mut PathBuffer) -> Option<&'b str> {
    let trimmed = path.strip_suffix('/').filter(|rest| !rest.is_empty()).unwrap_or(path);
    if !trimmed.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(trimmed);
    }
    buffer.clear();
    buffer.push(trimmed.as_bytes())?;
    buffer.bytes.make_ascii_lowercase();
    std::str::from_utf8(buffer.as_bytes()).ok()
}

/// Returns a path as the most forgiving server would route it, or `None` when it does not fit.
///
/// On top of the strict form: encoded slashes and backslashes are slashes, a segment ends at its `;`, empty segments
/// and the trailing slash vanish, `.` and `..` are resolved (never above the root), ASCII letters are lower case.
pub(crate) fn forgiving<'b>(path: &'b str, buffer: &'b mut PathBuffer) -> Option<&'b str> {
    if matches!(path, "" | "/" | "*") || (is_plain(path.as_bytes()) && is_forgiven(path)) {
        return Some(path);
    }
    buffer.clear();
    if !path.starts_with('/') {
        buffer.push(b"/")?;
    }
    buffer.push_canonical(path)?;
    buffer.forgive();
    std::str::from_utf8(buffer.as_bytes()).ok()
}

/// Tells whether a plain path is its own forgiving form.
fn is_forgiven(path: &str) -> bool {
    path.starts_with('/') && !path.ends_with('/') && !path.bytes().any(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn strict(path: &str) -> String {
        canonical(path, &mut PathBuffer::new()).unwrap().to_owned()
    }

    fn forgiven(path: &str) -> String {
        forgiving(path, &mut PathBuffer::new()).unwrap().to_owned()
    }

    #[test]
    fn decodes_once() {
        assert_eq!(strict("/users/%31/caf%C3%A9"), "/users/1/café");
        assert_eq!(strict("/a%252fb"), "/a%2fb");
        assert_eq!(strict("/%61dmin/%2e%2E"), "/admin/..");
        assert_eq!(strict("/a%00;%5c"), "/a\0;\\");
    }

    #[test]
    fn keeps_an_encoded_slash() {
        assert_eq!(strict("/a%2fb%2Fc"), "/a%2Fb%2Fc");
    }

    #[test]
    fn keeps_what_is_no_escape_or_no_utf8() {
        assert_eq!(strict("/a%zz%4%"), "/a%zz%4%");
        assert_eq!(strict("/a%c0%af%41"), "/a%C0%AFA");
    }

    #[test]
    fn returns_a_path_without_escapes_itself() {
        let path = "/".repeat(10_000);
        assert_eq!(canonical(&path, &mut PathBuffer::new()), Some(path.as_str()));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        let path = format!("/{}%41", "a".repeat(CAPACITY - 2));
        assert_eq!(canonical(&path, &mut PathBuffer::new()).map(str::len), Some(CAPACITY));
        assert_eq!(canonical(&format!("{path}a"), &mut PathBuffer::new()), None);
        assert_eq!(forgiving(&format!("{path}a"), &mut PathBuffer::new()), None);
    }

    #[test]
    fn forgives_what_some_server_forgives() {
        for (path, form) in [
            ("/Users/42", "/users/42"),
            ("/users/", "/users"),
            ("//users///42//", "/users/42"),
            ("/a%2fb%5cc\\d", "/a/b/c/d"),
            ("/a%252Fb%255cc", "/a/b/c"),
            ("/public/..;x=1/admin;y/", "/admin"),
            ("/a/./b/%2e%2e/c", "/a/c"),
            ("/../../a", "/a"),
            ("/a/..", "/"),
            ("/;x", "/"),
            ("///", "/"),
            ("\\admin", "/admin"),
            ("/admin.", "/admin."),
            ("/admin%20", "/admin "),
            ("/a..b/...", "/a..b/..."),
            ("/%C3%89", "/É"),
            ("*", "*"),
            ("", ""),
            ("/", "/"),
        ] {
            assert_eq!(forgiven(path), form, "{path}");
        }
    }

    proptest! {
        #[test]
        fn forgiving_form_is_rooted_and_has_no_odd_segment(path in "/([a-cA-C./\\\\;%25fFcC]|%2f|%2e|é){0,24}") {
            let form = forgiven(&path);
            prop_assert!(form.starts_with('/'));
            prop_assert!(form == "/" || form.split('/').skip(1).all(|segment| !matches!(segment, "" | "." | "..")));
            prop_assert!(!form.contains([';', '\\']));
        }

        #[test]
        fn fast_path_agrees_with_the_full_one(path in "/[a-cA-C./]{0,12}") {
            let mut buffer = PathBuffer::new();
            buffer.push_canonical(&path).unwrap();
            buffer.forgive();
            let form = forgiven(&path);
            prop_assert_eq!(form.as_bytes(), buffer.as_bytes());
        }
    }
}
