//! The names in an exchange, and never their values.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::api::tree::percent_decoded;
use crate::sensitive::shown_name;
use crate::trace::call::CallPlace;
use crate::{HeaderLines, TrafficPart};

/// Names of one exchange that are read. A hostile request has a million.
const MOST: usize = 256;
/// Stands for a name that looks like data.
const HIDDEN: &str = "*";

/// The names of headers. They are read when they are asked for.
///
/// JSON is a list in the order of letters, each name once.
#[derive(Clone, Copy)]
pub struct HeaderNames<'a>(HeaderLines<'a>);

/// The names of parameters in path, query and cookies. They are read when they are asked for.
///
/// JSON is a list in the order of places and letters, each name once: `[{"in":"query","name":"page"}]`.
#[derive(Clone, Copy)]
pub struct ParameterNames<'a> {
    /// The template that names the parameters of the path.
    template: Template<'a>,
    query: Option<&'a str>,
    headers: Option<HeaderLines<'a>>,
}

/// A parameter by its place and name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct ParameterName<'a> {
    /// `path`, `query` or `cookie`.
    #[serde(rename = "in")]
    pub part: TrafficPart,
    /// The name, decoded; of a name with brackets (`filter[color]`) what stands before them. `*` for what looks like data.
    pub name: Cow<'a, str>,
}

/// Whose template a path has.
#[derive(Clone, Copy)]
enum Template<'a> {
    Document(&'a str),
    Route(&'a str),
    Nobody,
}

impl<'a> HeaderNames<'a> {
    pub(super) const fn new(lines: HeaderLines<'a>) -> Self {
        Self(lines)
    }

    /// Returns the name of each of the first 256 lines in small letters, in their order. A name that looks like data is `*`.
    pub fn iter(self) -> impl Iterator<Item = Cow<'a, str>> {
        self.0.iter().take(MOST).map(|(name, _)| header(name))
    }

    fn to_set(self) -> BTreeSet<Cow<'a, str>> {
        self.iter().collect()
    }
}

impl<'a> ParameterNames<'a> {
    pub(super) fn new(place: CallPlace<'a>, headers: Option<HeaderLines<'a>>) -> Self {
        let template = match (place.operation, place.route()) {
            (Some(operation), _) => Template::Document(operation.path()),
            (None, Some(route)) => Template::Route(route),
            (None, None) => Template::Nobody,
        };
        Self { template, query: place.query(), headers }
    }

    /// Returns the first 256 names of each place, in their order: of the path, as the document or the framework's route
    /// names them, of the query, of the cookies. A name that comes twice is there twice.
    pub fn iter(self) -> impl Iterator<Item = ParameterName<'a>> {
        let named = |part| move |name| ParameterName { part, name };
        let path = self.template.names().take(MOST).map(|name| hidden_unless_shown(Cow::Borrowed(name)));
        let query = self.query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let query = query.take(MOST).map(|pair| parameter(pair.split('=').next().unwrap_or_default()));
        let lines = self.headers.into_iter().flat_map(HeaderLines::iter);
        let cookies = lines
            .filter(|(name, _)| name.eq_ignore_ascii_case("cookie"))
            .flat_map(|(_, line)| line.split(|byte| *byte == b';'))
            .filter(|cookie| cookie.contains(&b'='))
            .take(MOST)
            .map(|cookie| shown(cookie.split(|byte| *byte == b'=').next().unwrap_or_default().trim_ascii()));
        path.map(named(TrafficPart::Path))
            .chain(query.map(named(TrafficPart::Query)))
            .chain(cookies.map(named(TrafficPart::Cookie)))
    }

    fn to_set(self) -> BTreeSet<ParameterName<'a>> {
        self.iter().collect()
    }
}

impl<'a> Template<'a> {
    /// Returns the names of the parameters: `{id}`, and of frameworks' routes also `:id`, `*rest`, `{id:[0-9]+}`, `<int:id>`.
    fn names(self) -> impl Iterator<Item = &'a str> {
        let (path, is_route) = match self {
            Self::Document(path) => (path, false),
            Self::Route(path) => (path, true),
            Self::Nobody => ("", false),
        };
        path.split('/').flat_map(move |segment| {
            let whole = segment.strip_prefix([':', '*']).filter(|_| is_route);
            let angled = if is_route { segment } else { "" };
            let angled = enclosed(angled, '<', '>').map(|own| own.rsplit(':').next().unwrap_or(own));
            let braced =
                enclosed(segment, '{', '}').map(|own| own.split(':').next().unwrap_or(own)).map(|own| {
                    // Some documents write the expressions of RFC 6570.
                    own.trim_matches(['*', '+', '.', ';', '/', '?'])
                });
            whole.into_iter().map(|own| own.trim_end_matches(['?', '*', '+'])).chain(angled).chain(braced)
        })
    }
}

/// Returns what stands between two signs, each time.
fn enclosed(text: &str, open: char, close: char) -> impl Iterator<Item = &str> {
    text.split(open).skip(1).filter_map(move |rest| rest.split_once(close).map(|(inside, _)| inside))
}

/// Returns a header's name in small letters: case must not tell one from another.
fn header(name: &str) -> Cow<'_, str> {
    let name = match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    };
    // The pseudo-headers of HTTP/2 (RFC 9113, section 8.3).
    let word = name.strip_prefix(':').unwrap_or(&name);
    match shown_name(word.as_bytes()) {
        Some(_) => name,
        None => Cow::Borrowed(HIDDEN),
    }
}

/// Returns the name of a parameter of a query.
fn parameter(name: &str) -> Cow<'_, str> {
    // What no escape is stays in the name, which then looks like data.
    let name = percent_decoded(name).unwrap_or(Cow::Borrowed(HIDDEN));
    let end = name.find('[').unwrap_or(name.len());
    match name {
        Cow::Borrowed(name) => hidden_unless_shown(Cow::Borrowed(name.get(..end).unwrap_or_default())),
        Cow::Owned(mut name) => {
            name.truncate(end);
            hidden_unless_shown(Cow::Owned(name))
        }
    }
}

fn shown(name: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(name).map_or(Cow::Borrowed(HIDDEN), |name| hidden_unless_shown(Cow::Borrowed(name)))
}

/// Returns a name whose parts between dots are all names. Without a letter it is a number or an address.
fn hidden_unless_shown(name: Cow<'_, str>) -> Cow<'_, str> {
    let is_name = name.bytes().any(|byte| byte.is_ascii_alphabetic())
        && name.split('.').all(|part| shown_name(part.as_bytes()).is_some());
    if is_name { name } else { Cow::Borrowed(HIDDEN) }
}

impl PartialEq for HeaderNames<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.to_set() == other.to_set()
    }
}

impl PartialEq for ParameterNames<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.to_set() == other.to_set()
    }
}

impl Serialize for HeaderNames<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.to_set())
    }
}

impl Serialize for ParameterNames<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.to_set())
    }
}

impl fmt::Debug for HeaderNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.to_set()).finish()
    }
}

impl fmt::Debug for ParameterNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.to_set()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(parameters: ParameterNames<'_>) -> Vec<(&'static str, String)> {
        parameters.iter().map(|own| (own.part.as_str(), own.name.into_owned())).collect()
    }

    const NOTHING: ParameterNames<'_> =
        ParameterNames { template: Template::Nobody, query: None, headers: None };

    #[test]
    fn reads_names_of_headers_whatever_their_case() {
        let token = ["glpat-", "rWfJmempXbQzKcVtLy7s"].concat();
        let lines: &[(&str, &[u8])] = &[
            ("X-Tenant", b"1"),
            ("accept", b"2"),
            ("X-TENANT", b"3"),
            (":path", b"/"),
            ("536-22-1234", b""),
            ("ada@shop.example", b""),
            (&token, b""),
            ("", b""),
        ];
        let own = HeaderNames(HeaderLines::Borrowed(lines));
        let expected = ["x-tenant", "accept", "x-tenant", ":path", "*", "*", "*", "*"];
        assert!(own.iter().eq(expected), "{own:?}");
        assert_eq!(serde_json::to_string(&own).unwrap(), r#"["*",":path","accept","x-tenant"]"#);
    }

    #[test]
    fn reads_names_of_queries_decoded_once() {
        for (query, expected) in [
            ("page=2&sort&&page=3", vec!["page", "sort", "page"]),
            ("filter%5Bcolor%5D=a&ids[]=1&a.b=1", vec!["filter", "ids", "a.b"]),
            ("ada%40shop.example=1&536221234=1&=x&%ff=1&p%2570=1", vec!["*", "*", "*", "*", "*"]),
            ("10.1.2.3=1&7=1&v1.2=1", vec!["*", "*", "v1.2"]),
        ] {
            let own = ParameterNames { query: Some(query), ..NOTHING };
            let expected: Vec<_> = expected.into_iter().map(|name| ("query", name.to_owned())).collect();
            assert_eq!(names(own), expected, "{query}");
        }
    }

    #[test]
    fn reads_names_of_cookies_from_all_lines() {
        let lines: &[(&str, &[u8])] = &[
            ("Cookie", b"theme=dark; __Host-sid=1=2"),
            ("cookie", b" lone; b=; \xff=1"),
            ("cookies", b"c=1"),
        ];
        let own = ParameterNames { headers: Some(HeaderLines::Borrowed(lines)), ..NOTHING };
        let expected = ["theme", "__Host-sid", "b", "*"].map(|name| ("cookie", name.to_owned()));
        assert_eq!(names(own), expected);
    }

    #[test]
    fn reads_names_of_templates_as_documents_and_frameworks_write_them() {
        for (template, expected) in [
            (Template::Document("/pets/{petId}/photos/{name}.{format}"), vec!["petId", "name", "format"]),
            (Template::Document("/v1/:batch/{name}:cancel"), vec!["name"]),
            (Template::Document("/files/{+path*}"), vec!["path"]),
            (Template::Route("/pets/:id/:photo?/*rest"), vec!["id", "photo", "rest"]),
            (Template::Route("/pets/<int:id>/{slug:[a-z]+}"), vec!["id", "slug"]),
            (Template::Route("/{*rest}"), vec!["rest"]),
            (Template::Nobody, vec![]),
        ] {
            let own = ParameterNames { template, ..NOTHING };
            let expected: Vec<_> = expected.into_iter().map(|name| ("path", name.to_owned())).collect();
            assert_eq!(names(own), expected);
        }
    }

    #[test]
    fn reads_no_more_than_its_limit() {
        let query = "a=1&".repeat(10_000);
        let lines: Vec<(&str, &[u8])> = vec![("cookie", b"a=1;b=2"); 10_000];
        let headers = HeaderLines::Borrowed(&lines);
        assert_eq!(HeaderNames(headers).iter().count(), MOST);
        let own = ParameterNames { query: Some(&query), headers: Some(headers), ..NOTHING };
        assert_eq!(own.iter().count(), 2 * MOST);
        let json = r#"[{"in":"query","name":"a"},{"in":"cookie","name":"a"},{"in":"cookie","name":"b"}]"#;
        assert_eq!(serde_json::to_string(&own).unwrap(), json);
    }
}
