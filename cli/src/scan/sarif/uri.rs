//! A file's path as a URI reference (RFC 3986).

use std::path::{Component, Path};

/// Returns the URI of a file: a relative one where the path is relative, since code scanning compares it with the paths of a
/// repository; `file:` for an absolute path.
pub(super) fn of_file(path: &Path) -> String {
    let mut uri = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir if uri.is_empty() => uri.push_str("file:///"),
            Component::RootDir => uri.push('/'),
            Component::Prefix(prefix) => {
                let drive = prefix.as_os_str().to_string_lossy().replace('\\', "/");
                uri.push_str("file:///");
                push(&mut uri, drive.trim_start_matches('/').as_bytes(), b":/");
            }
            Component::ParentDir | Component::Normal(_) => {
                if !uri.is_empty() && !uri.ends_with('/') {
                    uri.push('/');
                }
                push(&mut uri, component.as_os_str().as_encoded_bytes(), b"");
            }
        }
    }
    uri
}

/// Adds a piece, with all encoded but what is unreserved or named.
fn push(uri: &mut String, piece: &[u8], also: &[u8]) {
    for byte in piece {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) || also.contains(byte) {
            uri.push(char::from(*byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_what_a_path_may_not_hold() {
        for (path, expected) in [
            ("a.json", "a.json"),
            ("./logs/./a.log", "logs/a.log"),
            ("../logs/a b%20{c}.log", "../logs/a%20b%2520%7Bc%7D.log"),
            ("a:b#c?d.json", "a%3Ab%23c%3Fd.json"),
            ("logs/ä.log", "logs/%C3%A4.log"),
        ] {
            assert_eq!(of_file(Path::new(path)), expected, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_the_scheme_of_an_absolute_path() {
        assert_eq!(of_file(Path::new("/srv/a b.log")), "file:///srv/a%20b.log");
    }
}
