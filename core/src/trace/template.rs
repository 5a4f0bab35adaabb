//! The path of an undocumented operation, without what may be somebody's.

use std::fmt;

use rustc_hash::FxHashSet;

use crate::Api;
use crate::sensitive::shown_name;

/// A path in which only words stay that are nobody's: those of many APIs, and those of the documents' own paths. All else
/// may be a name, a number or a key, and is written as `{value}`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Template<'p> {
    path: &'p str,
    /// Whether the path is a framework's route, whose segments are words of its program; some producers write the path there.
    is_route: bool,
    words: &'p PathWords,
}

/// The words that paths may show.
#[derive(Debug)]
pub(super) struct PathWords {
    common: FxHashSet<&'static str>,
    /// The segments of the documents' own paths.
    own: FxHashSet<Box<str>>,
}

impl PathWords {
    pub(super) fn of<'a>(apis: impl IntoIterator<Item = &'a Api>) -> Self {
        let operations = apis.into_iter().flat_map(Api::operations);
        let own = operations.flat_map(|operation| operation.path().split('/')).map(Box::from).collect();
        Self { common: COMMON.split_ascii_whitespace().collect(), own }
    }

    /// Tells whether a segment is a word, and not the name or number of a thing: a document has it, or of its parts, as
    /// hyphens, underscores and dots cut them, each is a common word or a version.
    fn has(&self, segment: &str) -> bool {
        let is_part = |part: &str| part.is_empty() || is_version(part) || self.is_common(part);
        self.own.contains(segment) || segment.len() <= 48 && segment.split(['-', '_', '.']).all(is_part)
    }

    fn is_common(&self, part: &str) -> bool {
        let part = part.to_ascii_lowercase();
        self.common.contains(&*part)
            || part.strip_suffix('s').is_some_and(|singular| self.common.contains(singular))
    }
}

/// Digits of a segment of a route that is shown: more are of a number, however it is written.
const ROUTE_DIGITS: usize = 4;

/// Tells whether a segment of a route is made of names that do not look like data, whatever signs frameworks write around
/// parameters.
fn is_of_route(segment: &str) -> bool {
    let is_sign = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_');
    segment.is_ascii()
        && !segment.contains(['@', '%'])
        && segment.bytes().filter(u8::is_ascii_digit).count() <= ROUTE_DIGITS
        && segment.split(is_sign).all(|part| part.is_empty() || shown_name(part.as_bytes()).is_some())
}

/// Segments of a path that are shown.
const MOST_SEGMENTS: usize = 32;

impl<'p> Template<'p> {
    pub(super) const fn of(path: &'p str, words: &'p PathWords) -> Self {
        Self { path, is_route: false, words }
    }

    pub(super) const fn of_route(route: &'p str, words: &'p PathWords) -> Self {
        Self { path: route, is_route: true, words }
    }

    /// Tells whether a segment is shown as it is.
    fn shows(self, segment: &str) -> bool {
        segment.is_empty() || self.words.has(segment) || self.is_route && is_of_route(segment)
    }
}

impl fmt::Display for Template<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(rest) = self.path.strip_prefix('/') else {
            // The asterisk-form, or no path at all.
            return f.write_str(if self.path == "*" { "*" } else { "" });
        };
        for (index, segment) in rest.split('/').enumerate() {
            if index == MOST_SEGMENTS {
                return f.write_str("/{values}");
            }
            f.write_str("/")?;
            f.write_str(if self.shows(segment) { segment } else { "{value}" })?;
        }
        Ok(())
    }
}

/// Tells whether a part is a version: `v`, with up to three digits.
fn is_version(part: &str) -> bool {
    let digits = part.strip_prefix(['v', 'V']);
    digits.is_some_and(|digits| {
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Words of paths that say nothing of anybody. Of plurals the singular.
const COMMON: &str = "\
    account action activity actuator add address admin alert all analytics announcement api app application \
    approve archive article asset asyncapi attachment audit auth authenticate authorize avatar backup balance \
    bank batch beta bill billing blog board booking branch brand bulk cache calendar callback campaign cancel \
    capture card cart catalog category chat check checkout city claim client collection comment commit company \
    config configuration confirm console contact content conversation copy count country coupon create \
    credential credit css currency current customer dashboard data database debug delete delivery demo deploy \
    deployment detail dev device diff disable discount doc document domain download draft edit email employee \
    enable env error event exchange execute export external favicon favorite feature feed feedback fetch file \
    filter find flag folder follow follower form forum friend gateway get git graph graphql group health healthz \
    heapdump history home hook html icon id image img import index info integration internal inventory invite \
    invoice issue item job js json key known label latest lead legacy like link list live livez location lock \
    log login logout mail manage management map me media member menu merge message method metric migrate mobile \
    model monitor move namespace new news note notification oauth oauth2 offer old online open openapi openid \
    operation option order org organization page partner password patch pay payment permission pet phone photo \
    php ping plan policy poll portal post preference preview price private process product profile project \
    promotion property proxy public publish purchase put query question queue quote rate read ready readyz \
    record redirect refresh refund region register reject release remove render report repository request reset \
    resource response rest restore result return review role room route rpc rule run sandbox save schedule \
    schema scope score search secret security send server service session set setting share shipment shipping \
    shop sign signin signup site soap spec staff staging stat state static statistic status stock storage store \
    story stream submit subscribe subscription summary support svg swagger sync system table tag task tax team \
    template tenant test thread ticket time timeline token topic trace track tracking transaction transfer tree \
    trigger txt type unit unlock unsubscribe update upload url usage user validate variant vendor verify version \
    video view vote wallet warehouse webhook webpage well widget wiki workflow workspace wp ws xml yaml zip zone";

#[cfg(test)]
mod tests {
    use super::*;

    fn template(path: &str) -> String {
        Template::of(path, &PathWords::of([])).to_string()
    }

    #[test]
    fn keeps_words_and_hides_names_and_numbers() {
        for (path, expected) in [
            ("/internal/debug", "/internal/debug"),
            ("/api/v1/Users/42/invoices", "/api/v1/Users/{value}/invoices"),
            ("/users/ada.lovelace", "/users/{value}"),
            ("/users/bob@corp.example/", "/users/{value}/"),
            ("/swagger.json", "/swagger.json"),
            ("/.well-known/openid-configuration", "/.well-known/openid-configuration"),
            ("/export_2026", "/{value}"),
            ("//x", "//{value}"),
            ("/", "/"),
            ("*", "*"),
            ("", ""),
        ] {
            assert_eq!(template(path), expected, "{path}");
        }
        assert!(template(&"/a".repeat(10_000)).len() < 400);
    }

    #[test]
    fn knows_the_words_of_the_document() {
        let api =
            Api::parse(b"openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {'/gizmos/{id}': {get: {}}}");
        let words = PathWords::of([&api.unwrap()]);
        assert_eq!(Template::of("/gizmos/x7/parts", &words).to_string(), "/gizmos/{value}/{value}");
    }

    #[test]
    fn keeps_the_segments_of_a_route_that_are_no_data() {
        let words = PathWords::of([]);
        let shown = |route: &str| Template::of_route(route, &words).to_string();
        for route in [
            "/widgets/{id}",
            "/widgets/:id",
            "/w/<int:id>/x",
            "/files/*path",
            "/a/[slug]",
            "/a/{id:[0-9]{3}}.json",
            "/orders/{id}:cancel",
            "/v1/e-mails",
        ] {
            assert_eq!(shown(route), route);
        }
        assert_eq!(shown("/users/ada@shop.dev/536-22-1234"), "/users/{value}/{value}");
        for data in [
            "urn:ssn:536-22-1234",
            "{ada@shop.dev}",
            "(4539.5787.6362.1486)",
            "[536:22:1234]",
            "20.11.1985",
            "Zo\u{eb}",
        ] {
            assert_eq!(shown(&format!("/users/{data}")), "/users/{value}");
        }
        assert_eq!(shown("/t/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"), "/t/{value}");
    }
}
