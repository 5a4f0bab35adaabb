//! A file's name as a URI reference (RFC 3986).

/// Returns the URI of a file as it was given: a relative one where the name is relative, `file:` for an absolute path, a
/// URL as it is. A name in angle brackets, such as `<stdin>`, is no file.
pub(super) fn of_file(name: &str) -> Option<String> {
    if name.is_empty() || (name.starts_with('<') && name.ends_with('>')) {
        return None;
    }
    if is_url(name) {
        return Some(encoded(name, |byte| is_unreserved(byte) || b":/?#[]@!$&'()*+,;=%".contains(&byte)));
    }
    let path = name.replace('\\', "/");
    let is_safe = |byte| is_unreserved(byte) || byte == b'/';
    Some(match path.split_once(":/") {
        Some((drive, rest)) if drive.len() == 1 => format!("file:///{drive}:/{}", encoded(rest, is_safe)),
        _ if name.starts_with("\\\\") => format!("file:{}", encoded(&path, is_safe)),
        _ if path.starts_with('/') => format!("file://{}", encoded(&path, is_safe)),
        _ => encoded(without_dots(&path), is_safe),
    })
}

/// Tells a URL from a path: `https://...`, and not a drive's letter.
fn is_url(name: &str) -> bool {
    name.split_once("://").is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// Takes `./` off the front: code scanning compares names with those of a repository.
fn without_dots(path: &str) -> &str {
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path
}

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn encoded(text: &str, is_safe: impl Fn(u8) -> bool) -> String {
    let mut uri = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_safe(byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_what_a_path_may_not_hold() {
        for (name, expected) in [
            ("payments.yaml", "payments.yaml"),
            ("./specs/./a.yaml", "specs/./a.yaml"),
            ("../specs/a b%20{c}.yaml", "../specs/a%20b%2520%7Bc%7D.yaml"),
            ("a:b#c?d.yaml", "a%3Ab%23c%3Fd.yaml"),
            ("specs\\ä.yaml", "specs/%C3%A4.yaml"),
            ("/srv/a b.yaml", "file:///srv/a%20b.yaml"),
            ("C:\\specs\\a b.yaml", "file:///C:/specs/a%20b.yaml"),
            ("\\\\host\\share\\a.yaml", "file://host/share/a.yaml"),
            ("https://example.com/a%20b?c=\"d\"", "https://example.com/a%20b?c=%22d%22"),
        ] {
            assert_eq!(of_file(name).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn knows_what_is_no_file() {
        assert_eq!((of_file("<stdin>"), of_file("")), (None, None));
    }
}
