//! The request target, taken apart once.

use super::anomalies::Anomalies;

/// A request target (RFC 9112, section 3.2), taken apart without decoding anything.
///
/// Every string is a target: what has none of the four forms is read as authority-form, whose path is empty.
/// A path that begins with `//` is a path, never an authority.
///
/// # Examples
///
/// ```
/// use watchgate::Target;
///
/// let target = Target::parse("/users/%2e%2e/admin?all=1");
/// assert_eq!(target.path(), "/users/%2e%2e/admin");
/// assert_eq!(target.query(), Some("all=1"));
/// assert_eq!(target.anomalies().iter().collect::<Vec<_>>(), ["dot-segment"]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Target<'t> {
    raw: &'t str,
    path: &'t str,
    query: Option<&'t str>,
    host: Option<&'t str>,
    anomalies: Anomalies,
}

impl std::fmt::Debug for Target<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Path and query may carry a key or a person's name, which do not belong in a log.
        f.debug_struct("Target").field("anomalies", &self.anomalies).finish_non_exhaustive()
    }
}

impl<'t> Target<'t> {
    /// Takes a target apart.
    #[must_use]
    pub fn parse(raw: &'t str) -> Self {
        let (unfragmented, fragment) = split_before(raw, memchr::memchr(b'#', raw.as_bytes()));
        let (host, path, query) = match unfragmented.as_bytes().first() {
            Some(b'/') => {
                let (path, query) = split_query(unfragmented);
                (None, path, query)
            }
            _ => Self::other_form(unfragmented),
        };
        let mut anomalies = Anomalies::of_path(path);
        if fragment.is_some() {
            anomalies.insert(Anomalies::FRAGMENT);
        }
        Self { raw, path, query, host, anomalies }
    }

    fn other_form(target: &'t str) -> (Option<&'t str>, &'t str, Option<&'t str>) {
        if target == "*" {
            return (None, "*", None);
        }
        let Some((_, rest)) = target.split_once("://").filter(|(scheme, _)| is_scheme(scheme)) else {
            let (_, query) = split_query(target);
            return (None, "", query);
        };
        // A backslash ends the authority too: browsers and WHATWG parsers read it as a slash.
        let (authority, path) = split_before(rest, rest.find(['/', '?', '\\']));
        let (path, query) = split_query(path.unwrap_or_default());
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        (Some(host), if path.is_empty() { "/" } else { path }, query)
    }

    /// Returns the target as it was given.
    #[must_use]
    pub const fn raw(&self) -> &'t str {
        self.raw
    }

    /// Returns the path as it was written: `*` of the asterisk-form, empty of the authority-form.
    #[must_use]
    pub const fn path(&self) -> &'t str {
        self.path
    }

    /// Returns what follows the first `?`.
    #[must_use]
    pub const fn query(&self) -> Option<&'t str> {
        self.query
    }

    /// Returns host and port of an absolute-form target, without any user information.
    #[must_use]
    pub const fn host(&self) -> Option<&'t str> {
        self.host
    }

    /// Tells whether the target has one of the four forms of RFC 9112, section 3.2, without a character that no URI has.
    /// Servers read a malformed target each in their own way.
    #[must_use]
    pub fn is_well_formed(&self, method: &str) -> bool {
        // A query is nobody's path: what is odd in it stays there.
        if !self.anomalies.is_empty() && (self.anomalies.has_fragment() || self.path.contains('\\')) {
            return false;
        }
        match self.raw.as_bytes().first() {
            Some(b'/') => true,
            _ if self.raw == "*" => true,
            // With an empty path some servers look for one in the query.
            _ if self.host.is_some() => {
                let before_query = self.raw.split('?').next().unwrap_or_default();
                self.host != Some("")
                    && (self.path != "/" || self.query.is_none() || before_query.ends_with('/'))
            }
            _ => method.eq_ignore_ascii_case("CONNECT") && !self.raw.contains('/'),
        }
    }

    /// Returns what is unusual about how the target is written.
    #[must_use]
    pub const fn anomalies(&self) -> Anomalies {
        self.anomalies
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

fn split_query(text: &str) -> (&str, Option<&str>) {
    let (path, query) = split_before(text, memchr::memchr(b'?', text.as_bytes()));
    (path, query.and_then(|query| query.get(1..)))
}

/// Splits `text` so that the second part begins at `at`.
fn split_before(text: &str, at: Option<usize>) -> (&str, Option<&str>) {
    match at.and_then(|at| text.split_at_checked(at)) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(raw: &str) -> (Option<&str>, &str, Option<&str>) {
        let target = Target::parse(raw);
        (target.host(), target.path(), target.query())
    }

    #[test]
    fn takes_origin_form_apart() {
        assert_eq!(parts("/pets"), (None, "/pets", None));
        assert_eq!(parts("/pets?"), (None, "/pets", Some("")));
        assert_eq!(parts("/pets?a=1?b=2"), (None, "/pets", Some("a=1?b=2")));
        assert_eq!(parts("/go?to=http://x/"), (None, "/go", Some("to=http://x/")));
    }

    #[test]
    fn never_reads_a_doubled_slash_as_an_authority() {
        assert_eq!(parts("//admin/x"), (None, "//admin/x", None));
    }

    #[test]
    fn takes_absolute_form_apart() {
        assert_eq!(parts("http://other:80/admin?a"), (Some("other:80"), "/admin", Some("a")));
        assert_eq!(parts("HTTPS://u:p@other/admin"), (Some("other"), "/admin", None));
        assert_eq!(parts("http://other"), (Some("other"), "/", None));
        assert_eq!(parts("http://other?a"), (Some("other"), "/", Some("a")));
        assert_eq!(parts("http://other\\admin"), (Some("other"), "\\admin", None));
    }

    #[test]
    fn has_no_path_in_authority_form() {
        for raw in ["example.com:443", "", "admin", "1http://x/admin"] {
            assert_eq!(parts(raw), (None, "", None), "{raw}");
        }
    }

    #[test]
    fn keeps_the_asterisk() {
        assert_eq!(parts("*"), (None, "*", None));
        assert!(Target::parse("*").anomalies().is_empty());
    }

    #[test]
    fn cuts_and_reports_a_fragment() {
        assert_eq!(parts("/admin#/x"), (None, "/admin", None));
        assert_eq!(parts("/admin?a#b"), (None, "/admin", Some("a")));
        assert_eq!(Target::parse("/admin?a#b").anomalies().iter().collect::<Vec<_>>(), ["fragment"]);
    }

    #[test]
    fn ignores_how_the_query_is_written() {
        assert!(Target::parse("/go?to=%2f..;//").anomalies().is_empty());
    }
}
