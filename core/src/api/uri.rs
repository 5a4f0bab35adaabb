//! What a `$ref` names, as far as its text tells. Real ones are full of characters that no URL may hold, so this is lenient
//! about characters and strict about where a reference leads.

use super::tree::percent_decoded;

/// Bytes of a file's name and of an identifier: joining one with another must not multiply long texts.
const MOST_BYTES: usize = 2048;

/// Why a reference names no file that a resolver is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It leads out of the document's folder.
    Away(Away),
    /// It is no path: what is wrong with it, to be read after "the reference".
    Malformed(&'static str),
}

/// Where a reference leads that leaves the document's folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Away {
    /// To a URL, or to another host.
    Network,
    /// To another place of the machine's disks.
    Elsewhere,
}

/// Splits a reference into what names the document and what names a place in it.
pub(crate) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// Tells whether a text begins with a scheme. A drive letter is one, too.
pub(crate) fn has_scheme(text: &str) -> bool {
    scheme(text).is_some()
}

fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let is_scheme = bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

/// Returns the path, from the main document's folder, of the file that a reference without its fragment names in the
/// file `from`. No name that is returned is absolute, climbs or names a folder.
pub(crate) fn file_name(from: &str, text: &str) -> Result<String, Refusal> {
    if let Some(scheme) = scheme(text) {
        let is_local = scheme.len() == 1 || scheme.eq_ignore_ascii_case("file");
        return Err(Refusal::Away(if is_local { Away::Elsewhere } else { Away::Network }));
    }
    if text.starts_with("//") {
        return Err(Refusal::Away(Away::Network));
    }
    if text.contains('?') {
        return Err(Refusal::Malformed("has a query"));
    }
    let too_long = Err(Refusal::Malformed("is longer than the path of any file"));
    if text.len() > MOST_BYTES {
        return too_long;
    }
    let path = percent_decoded(text).ok_or(Refusal::Malformed("is not valid UTF-8 without its escapes"))?;
    if path.starts_with('/') {
        return Err(Refusal::Away(Away::Elsewhere));
    }
    if path.contains('\\') {
        return Err(Refusal::Malformed("has a backslash"));
    }
    if path.contains(char::is_control) {
        return Err(Refusal::Malformed("has a control character"));
    }
    let name = merged(from, &path).ok_or(Refusal::Away(Away::Elsewhere))?;
    // Behind `./` no scheme counts, until someone takes the name for a reference again.
    match scheme(&name) {
        Some(drive) if drive.len() == 1 => return Err(Refusal::Away(Away::Elsewhere)),
        Some(_) => return Err(Refusal::Malformed("names a file that is called like a URL")),
        None => {}
    }
    match path.rsplit('/').next() {
        Some("" | "." | "..") | None => Err(Refusal::Malformed("names a folder")),
        _ if name.len() > MOST_BYTES => too_long,
        _ => Ok(name),
    }
}

/// Puts a relative path in place of the last segment of another; `None` when it climbs above the first folder.
fn merged(from: &str, path: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut name = String::with_capacity(folder.len() + path.len() + 1);
    name.push_str(folder);
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." if name.is_empty() => return None,
            ".." => name.truncate(name.rfind('/').unwrap_or(0)),
            _ => {
                if !name.is_empty() {
                    name.push('/');
                }
                name.push_str(segment);
            }
        }
    }
    Some(name)
}

/// Returns the identifier that a text without a fragment is in a document of the identifier `base`. What stands for a
/// file of the set begins with a slash, anything else with its scheme. `None` where that has no meaning.
pub(crate) fn identifier(base: &str, text: &str) -> Option<String> {
    let identifier = match (base.strip_prefix('/'), text) {
        _ if has_scheme(text) => text.to_owned(),
        (_, "") => base.to_owned(),
        (Some(_), absolute) if absolute.starts_with('/') => absolute.to_owned(),
        (Some(file), relative) => format!("/{}", file_name(file, relative).ok()?),
        (None, relative) if relative.len() <= MOST_BYTES => joined(base, relative)?,
        _ => return None,
    };
    (identifier.len() <= MOST_BYTES).then_some(identifier)
}

/// Resolves a relative text against a URL (RFC 3986, section 5.2). A base without an authority has no folders.
fn joined(base: &str, text: &str) -> Option<String> {
    let (scheme, rest) = base.split_once("://")?;
    if text.starts_with("//") {
        return Some(format!("{scheme}:{text}"));
    }
    let (authority, path) = rest.find(['/', '?']).map_or((rest, ""), |at| rest.split_at(at));
    let path = path.split('?').next().unwrap_or_default();
    let (text, query) = text.find('?').map_or((text, ""), |at| text.split_at(at));
    let path = match text {
        "" => path.trim_start_matches('/').to_owned(),
        absolute if absolute.starts_with('/') => clamped("", absolute),
        relative => clamped(path, relative),
    };
    Some(format!("{scheme}://{authority}/{path}{query}"))
}

/// Merges like [`merged`], but stays where it is when it would climb above the first folder.
fn clamped(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = folder.split('/').skip(1).collect();
    let path = path.strip_prefix('/').unwrap_or(path);
    let last = path.rsplit('/').next();
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    if matches!(last, Some("." | "..")) {
        segments.push("");
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_files_from_where_the_reference_stands() {
        for (from, text, expected) in [
            ("", "pet.yaml", "pet.yaml"),
            ("", "./schemas/pet.yaml", "schemas/pet.yaml"),
            ("schemas/pet.yaml", "owner.yaml", "schemas/owner.yaml"),
            ("schemas/pet.yaml", "../api.yaml", "api.yaml"),
            ("a/b/c.yaml", "../../d/./e.yaml", "d/e.yaml"),
            ("a/b.yaml", "..//x.yaml", "x.yaml"),
            ("", "a%20b/%C3%A4.yaml", "a b/ä.yaml"),
            ("", "100%.yaml", "100%.yaml"),
            ("", "...", "..."),
            ("", "a/c:d.yaml", "a/c:d.yaml"),
        ] {
            assert_eq!(file_name(from, text).as_deref(), Ok(expected), "{from} {text}");
        }
    }

    #[test]
    fn refuses_every_way_out_of_the_folder() {
        use Away::{Elsewhere, Network};
        for (text, away) in [
            ("http://example.com/a.yaml", Network),
            ("HTTPS://example.com", Network),
            ("ftp:a", Network),
            ("//example.com/a.yaml", Network),
            ("file:///etc/passwd", Elsewhere),
            ("FILE:a.yaml", Elsewhere),
            ("C:\\a.yaml", Elsewhere),
            ("c:a.yaml", Elsewhere),
            ("C%3A/a.yaml", Elsewhere),
            ("./C:/a.yaml", Elsewhere),
            ("a/../c:a.yaml", Elsewhere),
            ("/etc/passwd", Elsewhere),
            ("%2Fetc/passwd", Elsewhere),
            ("../a.yaml", Elsewhere),
            ("a/../../a.yaml", Elsewhere),
            ("%2e%2e/a.yaml", Elsewhere),
            ("..%2fa.yaml", Elsewhere),
            ("../../../../etc/passwd", Elsewhere),
        ] {
            assert_eq!(file_name("", text), Err(Refusal::Away(away)), "{text}");
        }
        assert_eq!(file_name("a/b.yaml", "../../x.yaml"), Err(Refusal::Away(Elsewhere)));
    }

    #[test]
    fn refuses_what_is_no_path() {
        let long = "x".repeat(3000);
        for text in [
            "a.yaml?x=1",
            "..\\a.yaml",
            "\\\\host\\a",
            "a%5cb.yaml",
            "a%00.yaml",
            "a\nb",
            "%ff.yaml",
            "a/",
            ".",
            "./",
            "a/..",
            "./http://example.com/a",
            "http%3a//example.com/a",
            &long,
        ] {
            assert!(matches!(file_name("", text), Err(Refusal::Malformed(_))), "{text}");
        }
    }

    #[test]
    fn resolves_the_examples_of_the_rfc() {
        let base = "http://a/b/c/d;p?q";
        for (text, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("g?y", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("", "http://a/b/c/d;p?q"),
        ] {
            assert_eq!(identifier(base, text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn names_identifiers_of_files_and_of_nothing() {
        assert_eq!(identifier("/a/b.yaml", "c").as_deref(), Some("/a/c"));
        assert_eq!(identifier("/a/b.yaml", "/c").as_deref(), Some("/c"));
        assert_eq!(identifier("/a/b.yaml", "urn:x").as_deref(), Some("urn:x"));
        assert_eq!(identifier("/a", "../c"), None);
        assert_eq!(identifier("urn:x:y", "c"), None);
        assert_eq!(identifier("http://a", "b").as_deref(), Some("http://a/b"));
        assert_eq!(identifier("http://a/", &"b".repeat(3000)), None);
    }
}
