//! Servers and the URLs they stand for.

use std::collections::BTreeSet;
use std::fmt;

use super::masking::masked;
use super::server_url::ServerUrl;
use super::tree::NodeId;

/// At most this many URLs are made of one server's variables.
const EXPANSIONS: usize = 64;
/// Bytes of a URL that is made of variables.
const EXPANDED_LENGTH: usize = 8192;
/// Combinations of enumerated values that base paths spell out.
const BASE_COMBINATIONS: usize = 16;

/// A server of the document. `Debug` leaves out user information and query values of its URL.
#[derive(Clone)]
pub struct Server {
    pub(crate) url: String,
    /// The scheme of a relative URL that Swagger 2.0 names apart from it.
    pub(crate) transport: Option<String>,
    pub(crate) variables: Vec<ServerVariable>,
    /// What an object of its own says of it. Swagger 2.0 has no such object.
    pub(crate) details: Option<ServerDetails>,
    pub(crate) node: NodeId,
}

/// What a Server Object says beside the URL.
#[derive(Debug, Clone)]
pub(crate) struct ServerDetails {
    pub(crate) description: Option<String>,
    /// The extension `x-internal`.
    pub(crate) internal: Option<bool>,
}

/// A variable of a server's URL.
#[derive(Clone)]
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    pub(crate) node: NodeId,
    /// The default and the members of `enum`, without repetition.
    pub(crate) values: Vec<String>,
    /// Whether the first value is the default.
    pub(crate) has_default: bool,
    /// Whether the values are all that there are.
    pub(crate) has_enum: bool,
    /// Whether the `enum` is there without a member.
    pub(crate) has_empty_enum: bool,
}

impl Server {
    /// Makes a server of the parts that Swagger 2.0 names. Without a host it is the one that serves the document.
    pub(super) fn of_parts(scheme: Option<&str>, host: Option<&str>, path: &str, node: NodeId) -> Self {
        let url = match (scheme, host) {
            (Some(scheme), Some(host)) => format!("{scheme}://{host}{path}"),
            (None, Some(host)) => format!("//{host}{path}"),
            (_, None) if path.is_empty() => "/".to_owned(),
            (_, None) => path.to_owned(),
        };
        let transport = scheme.filter(|_| host.is_none()).map(str::to_owned);
        Self { url, transport, variables: Vec::new(), details: None, node }
    }

    /// Returns the URL as it is written, variables and all.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the URL for a message: without user information and query values.
    pub(crate) fn masked_url(&self) -> String {
        masked(&self.url)
    }

    /// Tells whether the URL or a value of its variables has one of the characters.
    pub(crate) fn has_text(&self, characters: &[char]) -> bool {
        let values = self.variables.iter().flat_map(|variable| &variable.values);
        values.chain([&self.url]).any(|text| text.contains(characters))
    }

    /// Returns the names of the variables in the URL.
    pub(crate) fn variable_names(&self) -> impl Iterator<Item = &str> {
        variables_of(&self.url)
    }

    /// Returns the names of the variables in the host of the URL, or in the place of the whole front of it.
    pub(crate) fn host_variables(&self) -> BTreeSet<&str> {
        let url = self.url.trim();
        let rest = url.split_once("://").map(|(_, rest)| rest).or_else(|| url.strip_prefix("//"));
        let front = match rest {
            Some(rest) => rest.split(['/', '?', '#']).next().unwrap_or_default(),
            // `{root}/v1`: the variable may hold scheme and host.
            None if url.starts_with('{') => url.split(['/', '?', '#']).next().unwrap_or_default(),
            None => "",
        };
        let host = front.rsplit_once('@').map_or(front, |(_, host)| host);
        let host = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => name,
            _ => host,
        };
        variables_of(host).collect()
    }

    /// Returns the name of the variable that stands in the place of the URL's scheme.
    pub(crate) fn scheme_variable(&self) -> Option<&str> {
        let (scheme, _) = self.url.trim().split_once("://")?;
        let name = scheme.strip_prefix('{')?.strip_suffix('}')?;
        (!name.contains(['{', '}'])).then_some(name)
    }

    /// Returns the URL's text with each combination of the variables' defaults and enumerations.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.expanded(|variable| variable.values.iter().map(|value| Some(value.as_str())).collect())
    }

    /// Returns the URLs that the variables' defaults and enumerations make; a variable with neither stays in braces.
    pub(crate) fn urls(&self) -> Vec<ServerUrl> {
        let texts = self.texts();
        let mut urls: Vec<ServerUrl> = Vec::with_capacity(texts.len());
        for text in texts {
            let mut url = ServerUrl::parse(&text);
            url.scheme = url.scheme.or_else(|| self.transport.clone());
            if !urls.contains(&url) {
                urls.push(url);
            }
        }
        urls
    }

    /// Returns the base paths to route by, each once.
    ///
    /// Enumerated variables are spelled out while their combinations are few. Any other stays in braces and stands for
    /// one segment, whatever a deployment puts there; a default that is no single segment is spelled out as well. A
    /// relative URL that begins like a host (`api.example.com/v1`) is meant with and without it.
    pub(crate) fn base_paths(&self) -> Vec<String> {
        let own = ServerUrl::parse(&self.url).path;
        let in_path: Vec<&str> = variables_of(&own).collect();
        let matters = |variable: &ServerVariable| {
            in_path.contains(&variable.name.as_str())
                || variable.values.iter().any(|value| value.contains('/'))
        };
        let enumerated = self.variables.iter().filter(|own| own.has_enum && matters(own));
        let combinations = enumerated.fold(1, |all: usize, own| all.saturating_mul(own.values.len()));
        let texts = self.expanded(|variable| {
            if variable.has_enum && matters(variable) && combinations <= BASE_COMBINATIONS {
                return variable.values.iter().map(|value| Some(value.as_str())).collect();
            }
            let default = variable.values.first().filter(|_| variable.has_default);
            let default = default.filter(|value| value.is_empty() || value.contains('/'));
            [None].into_iter().chain(default.map(|value| Some(value.as_str()))).collect()
        });
        let mut paths: Vec<String> = Vec::new();
        for text in texts {
            let url = ServerUrl::parse(&text);
            let behind_host = path_behind_host(&text).map(|rest| ServerUrl::parse(rest).path);
            for path in [Some(url.path), behind_host].into_iter().flatten() {
                if !paths.contains(&path) {
                    paths.push(path);
                }
            }
        }
        paths
    }

    /// Returns the URL with each combination of the variables' options, the first of each first. `None` leaves a
    /// variable in braces, as does a variable without options. Combinations that are too long are passed over.
    fn expanded<'s>(&'s self, options: impl Fn(&'s ServerVariable) -> Vec<Option<&'s str>>) -> Vec<String> {
        let options: Vec<(&str, Vec<Option<&str>>)> =
            self.variables.iter().map(|own| (own.name.as_str(), options(own))).collect();
        let options: Vec<_> = options.into_iter().filter(|(_, values)| !values.is_empty()).collect();
        let pieces: Vec<(&str, Option<usize>)> = pieces_of(&self.url)
            .map(|(text, name)| (text, name.and_then(|name| options.iter().position(|own| own.0 == name))))
            .collect();
        let mut texts = Vec::new();
        let mut chosen = vec![0; options.len()];
        for _ in 0..EXPANSIONS {
            texts.extend(joined(&pieces, &options, &chosen));
            if !advance(&mut chosen, &options) {
                break;
            }
        }
        if texts.is_empty() {
            texts.push(self.url.clone());
        }
        texts
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("url", &self.masked_url())
            .field("transport", &self.transport)
            .field("variables", &self.variables)
            .field("node", &self.node)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ServerVariable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerVariable")
            .field("name", &self.name)
            .field("values", &self.values.len())
            .finish_non_exhaustive()
    }
}

/// Puts a URL together, unless it gets too long.
fn joined(
    pieces: &[(&str, Option<usize>)],
    options: &[(&str, Vec<Option<&str>>)],
    chosen: &[usize],
) -> Option<String> {
    let mut text = String::new();
    for &(piece, variable) in pieces {
        let value = variable.and_then(|own| *options.get(own)?.1.get(*chosen.get(own)?)?);
        text.push_str(value.unwrap_or(piece));
        if text.len() > EXPANDED_LENGTH {
            return None;
        }
    }
    Some(text)
}

/// Goes on to the next combination; the last variable changes first. Returns false after the last combination.
fn advance(chosen: &mut [usize], options: &[(&str, Vec<Option<&str>>)]) -> bool {
    for (index, (_, values)) in chosen.iter_mut().zip(options).rev() {
        *index += 1;
        if *index < values.len() {
            return true;
        }
        *index = 0;
    }
    false
}

/// Returns the names of the variables in a URL.
pub(super) fn variables_of(url: &str) -> impl Iterator<Item = &str> {
    pieces_of(url).filter_map(|(_, name)| name)
}

/// Cuts a URL into literal text and variables in braces, the latter with their names.
fn pieces_of(url: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = url;
    std::iter::from_fn(move || {
        let behind_brace = rest.strip_prefix('{');
        let (end, is_variable) = match behind_brace.map(|tail| (tail, tail.find(['{', '}']))) {
            Some((tail, Some(at))) if tail.as_bytes().get(at) == Some(&b'}') => (at + 2, true),
            Some((_, Some(at))) => (at + 1, false),
            Some((_, None)) => (rest.len(), false),
            None => (rest.find('{').unwrap_or(rest.len()), false),
        };
        let (piece, tail) = rest.split_at_checked(end)?;
        rest = tail;
        let name = is_variable.then(|| piece.get(1..end - 1)).flatten();
        (!piece.is_empty()).then_some((piece, name))
    })
}

/// Returns what follows the host in a URL that was written without its scheme.
fn path_behind_host(url: &str) -> Option<&str> {
    let url = url.trim();
    if url.contains("://") || url.starts_with('/') {
        return None;
    }
    let end = url.find(['/', '?', '#']).unwrap_or(url.len());
    let (first, rest) = url.split_at_checked(end)?;
    let has_port = first
        .rsplit_once(':')
        .is_some_and(|(_, port)| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    let is_host = has_port || (first.contains('.') && first.bytes().any(|byte| byte != b'.'));
    is_host.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str, variables: &[(&str, Option<&str>, &[&str])]) -> Server {
        let variable = |(name, default, members): &(&str, Option<&str>, &[&str])| {
            let mut values: Vec<String> =
                default.iter().chain(*members).map(|&text| text.to_owned()).collect();
            values.dedup();
            ServerVariable {
                name: (*name).to_owned(),
                node: root(),
                values,
                has_default: default.is_some(),
                has_enum: !members.is_empty(),
                has_empty_enum: false,
            }
        };
        let variables = variables.iter().map(variable).collect();
        Server { url: url.to_owned(), transport: None, variables, details: None, node: root() }
    }

    fn root() -> NodeId {
        crate::api::tree::Tree::parse(b"{}", &crate::Limits::default()).unwrap().root()
    }

    #[test]
    fn puts_the_parts_of_swagger_together() {
        for (scheme, host, path, text, scheme_read) in [
            (Some("http"), Some("a.example.com:80"), "/v1", "http://a.example.com:80/v1", Some("http")),
            (None, Some("a.example.com"), "/v1", "//a.example.com/v1", None),
            (Some("ws"), None, "/v1", "/v1", Some("ws")),
            (None, None, "", "/", None),
        ] {
            let server = Server::of_parts(scheme, host, path, root());
            assert_eq!(server.url(), text);
            assert_eq!(server.urls()[0].scheme.as_deref(), scheme_read, "{text}");
        }
    }

    #[test]
    fn finds_the_variables_of_the_host() {
        for (url, expected) in [
            ("https://{a}.{b}.example.com:{port}/{path}", &["a", "b"][..]),
            ("{scheme}://api.example.com", &[]),
            ("https://{user}@example.com", &[]),
            ("{root}/{path}", &["root"]),
            ("/{path}", &[]),
        ] {
            assert_eq!(server(url, &[]).host_variables().into_iter().collect::<Vec<_>>(), expected, "{url}");
        }
    }

    #[test]
    fn shows_no_credential_to_a_debugger() {
        let shown =
            format!("{:?}", server("https://ada:s3cret@a/?key=s3cret", &[("a", Some("s3cret"), &[])]));
        assert!(!shown.contains("s3cret"), "{shown}");
    }

    #[test]
    fn cuts_a_url_at_its_variables() {
        let pieces = |url| pieces_of(url).collect::<Vec<_>>();
        assert_eq!(pieces("a{b}c"), [("a", None), ("{b}", Some("b")), ("c", None)]);
        assert_eq!(pieces("é{{b}{"), [("é", None), ("{", None), ("{b}", Some("b")), ("{", None)]);
        assert_eq!(pieces("{}"), [("{}", Some(""))]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn spells_out_enumerated_variables_of_base_paths() {
        let many: Vec<String> = (0..17).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        for (url, variables, expected) in [
            ("https://h/{v}", &[("v", Some("v1"), &["v1", "v2"][..])][..], &["/v1", "/v2"][..]),
            ("https://h/{v}/", &[("v", Some("v1"), &[])], &["/{v}"]),
            ("https://h/{v}", &[("v", Some("v1"), &many)], &["/{v}"]),
            ("https://{h}/v1", &[("h", Some("a"), &many)], &["/v1"]),
            ("https://{h}/{v}", &[("h", None, &many), ("v", None, &["a", "b"])], &["/a", "/b"]),
            ("https://h/{base}", &[("base", Some("api/v1"), &[])], &["/{base}", "/api/v1"]),
            ("https://h/{base}", &[("base", Some(""), &[])], &["/{base}", ""]),
            ("{root}", &[("root", Some("https://h/v1"), &[])], &["/{root}", "/v1"]),
            ("https://h/{undeclared}/{undeclared}", &[], &["/{undeclared}/{undeclared}"]),
            ("api.example.com/v1", &[], &["/api.example.com/v1", "/v1"]),
            ("localhost:8080/v1", &[], &["/localhost:8080/v1", "/v1"]),
            ("{h}.example.com", &[("h", Some("a"), &[])], &["/{h}.example.com", ""]),
            ("v1/x.y", &[], &["/v1/x.y"]),
            ("../v1", &[], &["/../v1"]),
            ("/", &[], &[""]),
        ] {
            assert_eq!(server(url, variables).base_paths(), expected, "{url}");
        }
    }

    #[test]
    fn passes_over_urls_that_variables_make_too_long() {
        let long = "x".repeat(2000);
        let hostile = server(&"{a}".repeat(600), &[("a", Some(&long), &[&long, "y"])]);
        assert_eq!(hostile.urls().len(), 1);
        assert_eq!(hostile.urls()[0].path, format!("/{}", "y".repeat(600)));
        let hopeless = server(&"{a}".repeat(600), &[("a", Some(&long), &[])]);
        assert_eq!(hopeless.urls()[0].path, format!("/{}", hopeless.url));
    }
}
