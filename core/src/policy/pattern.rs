//! Patterns over paths and hosts.

use super::classes::{Class, Pieces};

/// A path template or glob: `/users/{id}`, `/admin/**`, `/v*/orders`.
///
/// `{name}` stands for one segment, `*` for any characters within a segment, `**` for any number of segments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PathPattern {
    text: String,
    segments: Vec<Segment>,
    /// The same in lower case and without a trailing slash, for paths in forgiving form.
    folded: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Literal(String),
    /// `{name}`: one segment that is not empty.
    Parameter,
    /// Literal pieces with `*` between them.
    Wildcard(Vec<String>),
    /// `**`
    AnyDepth,
}

impl PathPattern {
    /// Parses a pattern; `None` unless it begins with `/` or is `**`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let path = if text == "**" { text } else { text.strip_prefix('/')? };
        let parse = |path: &str| path.split('/').map(Segment::parse).collect();
        let folded = path.strip_suffix('/').unwrap_or(path).to_ascii_lowercase();
        Some(Self { text: text.to_owned(), segments: parse(path), folded: parse(&folded) })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Tells whether the pattern is the template itself, up to the names of parameters, or a glob over its text.
    pub(super) fn matches_template(&self, template: &str) -> bool {
        let is_parameter = |text: &str| text.starts_with('{') && text.ends_with('}');
        matches_segments(&self.segments, template, is_parameter)
    }

    /// Returns the pattern over the pieces of a path, in forgiving form or not.
    pub(super) fn pieces(&self, is_folded: bool) -> PathPieces<'_> {
        PathPieces(if is_folded { &self.folded } else { &self.segments })
    }

    /// Tells whether the pattern matches a concrete path; one in forgiving form without regard to case.
    pub(super) fn matches_path(&self, path: &str, is_folded: bool) -> bool {
        let PathPieces(segments) = self.pieces(is_folded);
        matches_segments(segments, path, |text| !text.is_empty())
    }
}

/// Returns the segments of a path as patterns see them.
pub(super) fn path_pieces(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path.strip_prefix('/').unwrap_or(path));
    std::iter::from_fn(move || {
        let text = rest?;
        // Segments are so short that a plain loop beats a searcher.
        let slash = text.bytes().position(|byte| byte == b'/');
        let (piece, after) = slash.and_then(|at| text.split_at_checked(at)).unzip();
        rest = after.and_then(|after| after.get(1..));
        Some(piece.unwrap_or(text))
    })
}

/// A pattern's segments, from the first.
#[derive(Debug)]
pub(super) struct PathPieces<'p>(&'p [Segment]);

impl PathPieces<'_> {
    /// Tells whether the pattern leaves open how many segments come before this one.
    fn is_open(&self, place: usize) -> bool {
        self.0.iter().take(place + 1).any(|segment| *segment == Segment::AnyDepth)
    }
}

impl Pieces for PathPieces<'_> {
    fn name(&self, place: usize) -> Option<&str> {
        match self.0.get(place) {
            Some(Segment::Literal(text)) if !self.is_open(place) => Some(text),
            _ => None,
        }
    }

    fn admits(&self, place: usize, piece: Class<'_>) -> bool {
        self.is_open(place)
            || match (self.0.get(place), piece) {
                (Some(segment), Class::Named(text)) => segment.matches(text, &|text| !text.is_empty()),
                (Some(segment), Class::Other) => !matches!(segment, Segment::Literal(_)),
                (segment, Class::Missing) => segment.is_none(),
                (None, _) => false,
            }
    }
}

/// Matches segment by segment. Only the latest `**` is ever widened, so the work is at most the product of both lengths.
fn matches_segments(segments: &[Segment], path: &str, is_parameter: impl Fn(&str) -> bool) -> bool {
    let mut rest = path.strip_prefix('/').unwrap_or(path).split('/');
    let mut pattern = segments.iter();
    let mut widened: Option<(std::slice::Iter<'_, Segment>, std::str::Split<'_, char>)> = None;
    loop {
        match pattern.next() {
            Some(Segment::AnyDepth) => {
                widened = Some((pattern.clone(), rest.clone()));
                continue;
            }
            Some(segment) => {
                if rest.next().is_some_and(|text| segment.matches(text, &is_parameter)) {
                    continue;
                }
            }
            None => {
                if rest.next().is_none() {
                    return true;
                }
            }
        }
        let Some((after, from)) = &mut widened else { return false };
        if from.next().is_none() {
            return false;
        }
        pattern = after.clone();
        rest = from.clone();
    }
}

impl Segment {
    fn parse(text: &str) -> Self {
        if text == "**" {
            Self::AnyDepth
        } else if text.starts_with('{') && text.ends_with('}') {
            Self::Parameter
        } else if text.contains('*') {
            Self::Wildcard(text.split('*').map(str::to_owned).collect())
        } else {
            Self::Literal(text.to_owned())
        }
    }

    fn matches(&self, text: &str, is_parameter: &impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Literal(literal) => literal == text,
            Self::Parameter => is_parameter(text),
            Self::Wildcard(pieces) => matches_pieces(pieces, text),
            Self::AnyDepth => true,
        }
    }
}

/// Matches literal pieces with anything between them: the first at the start, the last at the end, the others as early
/// as they come.
fn matches_pieces(pieces: &[String], text: &str) -> bool {
    let [first, middle @ .., last] = pieces else { return false };
    let Some(rest) = text.strip_prefix(first.as_str()) else { return false };
    let Some(mut rest) = rest.strip_suffix(last.as_str()) else { return false };
    for piece in middle {
        let Some((_, after)) = rest.split_once(piece.as_str()) else { return false };
        rest = after;
    }
    true
}

/// A host, or `*.example.com` for every name below one. The port does not count, nor does case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HostPattern {
    text: String,
}

impl HostPattern {
    /// Parses a pattern; `None` if it is no host.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let name = text.strip_prefix("*.").unwrap_or(text);
        let is_host = !name.is_empty() && !name.contains(['*', '/', ' ', '@']);
        is_host.then(|| Self { text: text.to_ascii_lowercase() })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn matches(&self, host: &str) -> bool {
        let host = bare_host(host);
        match self.text.strip_prefix('*') {
            // `*.example.com` leaves `.example.com`, which the name must be longer than.
            Some(suffix) => {
                let start = host.len().checked_sub(suffix.len()).filter(|start| *start > 0);
                start.and_then(|start| host.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(suffix))
            }
            None => host.eq_ignore_ascii_case(bare_host(&self.text)),
        }
    }
}

impl Pieces for &HostPattern {
    fn name(&self, place: usize) -> Option<&str> {
        let name = self.text.strip_prefix("*.").unwrap_or_else(|| bare_host(&self.text));
        host_pieces(name).nth(place)
    }

    fn admits(&self, place: usize, piece: Class<'_>) -> bool {
        match (self.name(place), piece) {
            (Some(name), Class::Named(text)) => name == text,
            (Some(_), _) => false,
            // Below `*.example.com` there is at least one more label.
            (None, Class::Missing) => {
                place == 0 || !self.text.starts_with('*') || self.name(place - 1).is_none()
            }
            (None, _) => self.text.starts_with('*'),
        }
    }
}

/// Returns the labels of a host without its port, the last one first.
pub(super) fn host_pieces(bare_host: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(bare_host);
    std::iter::from_fn(move || {
        let text = rest?;
        let dot = text.bytes().rposition(|byte| byte == b'.');
        let (before, piece) = dot.and_then(|at| text.split_at_checked(at)).unzip();
        rest = before;
        Some(piece.and_then(|piece| piece.get(1..)).unwrap_or(text))
    })
}

/// Returns a host without its port and its trailing dot.
pub(crate) fn bare_host(host: &str) -> &str {
    // A name as most are, with neither.
    if host.as_bytes().last().is_some_and(u8::is_ascii_alphabetic) {
        return host;
    }
    let name = match host.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix(':') {
        Some(name) if !name.contains(':') || name.ends_with(']') => name,
        _ => host,
    };
    name.strip_suffix('.').unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_templates_by_shape_and_globs_by_text() {
        for (pattern, template, expected) in [
            ("/users/{id}", "/users/{userId}", true),
            ("/users/{id}", "/users/me", false),
            ("/users/*", "/users/{userId}", true),
            ("/users/**", "/users/{userId}/orders", true),
            ("/users/**", "/users", true),
            ("/users/**", "/usersx", false),
            ("/**/orders", "/users/{userId}/orders", true),
            ("/**/a/**/b", "/a/x/a/y/b", true),
            ("/v*/x*z", "/v1/xyz", true),
            ("/v*/x*z", "/v1/xyzt", false),
            ("**", "/anything/at/all", true),
        ] {
            assert_eq!(
                PathPattern::parse(pattern).unwrap().matches_template(template),
                expected,
                "{pattern} {template}"
            );
        }
    }

    #[test]
    fn matches_concrete_paths() {
        let pattern = PathPattern::parse("/users/{id}").unwrap();
        assert!(pattern.matches_path("/users/7", false));
        assert!(!pattern.matches_path("/users/", false));
        assert!(!pattern.matches_path("/users/7/x", false));
    }

    #[test]
    fn matches_a_folded_path_without_regard_to_case() {
        let pattern = PathPattern::parse("/Admin/{Id}/").unwrap();
        assert!(pattern.matches_path("/admin/7", true));
        assert!(!pattern.matches_path("/admin/7", false));
        assert!(PathPattern::parse("/").unwrap().matches_path("/", true));
    }

    #[test]
    fn widens_any_depth_without_blowing_up() {
        let pattern = PathPattern::parse(&"/**/a".repeat(50)).unwrap();
        assert!(!pattern.matches_path(&"/a".repeat(49), false));
        assert!(pattern.matches_path(&"/a".repeat(4000), false));
        assert!(!pattern.matches_path(&format!("{}/b", "/a".repeat(4000)), false));
    }

    #[test]
    fn matches_hosts_without_port_and_case() {
        let exact = HostPattern::parse("Pay.example.com").unwrap();
        assert!(exact.matches("pay.EXAMPLE.com:8443"));
        assert!(exact.matches("pay.example.com."));
        let below = HostPattern::parse("*.example.com").unwrap();
        assert!(below.matches("a.b.example.com"));
        assert!(!below.matches("example.com"));
        assert!(!below.matches("badexample.com"));
        assert!(HostPattern::parse("[::1]").unwrap().matches("[::1]:80"));
        assert_eq!(HostPattern::parse("a*b"), None);
    }
}
