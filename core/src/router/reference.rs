//! A router that is plainly right and slow, to compare with.

use std::cmp::Reverse;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::exchange::canonical::forgiving;

/// Text, or a parameter.
type Part = Option<&'static str>;
type Segment = Vec<Part>;
type Template = Vec<Segment>;

fn mixed() -> impl Strategy<Value = Segment> {
    let part = select(vec![Some("a"), Some("b"), Some("-"), Some("ab"), Some("é"), None, None, None]);
    proptest::collection::vec(part, 0..5)
}

fn parts() -> impl Strategy<Value = Segment> {
    prop_oneof![2 => select(vec![vec![Some("a")], vec![Some("b")], vec![None]]), 1 => mixed()]
}

fn declared() -> impl Strategy<Value = Vec<(&'static str, Template)>> {
    let template = proptest::collection::vec(parts(), 1..4);
    proptest::collection::vec((select(vec!["GET", "HEAD", "PUT"]), template), 1..24)
}

fn path() -> impl Strategy<Value = String> {
    proptest::collection::vec("[ab\\-é]{0,1}|[ab\\-é]{0,6}", 1..4)
        .prop_map(|segments| format!("/{}", segments.join("/")))
}

fn written(template: &Template) -> String {
    let part = |part: &Part| part.unwrap_or("{p}");
    let segment = |segment: &Segment| format!("/{}", segment.iter().map(part).collect::<String>());
    template.iter().map(segment).collect()
}

fn matches(parts: &[Part], segment: &str) -> bool {
    match parts.split_first() {
        None => segment.is_empty(),
        Some((Some(text), parts)) => segment.strip_prefix(text).is_some_and(|rest| matches(parts, rest)),
        Some((None, parts)) => {
            let after = |(at, character): (usize, char)| segment.get(at + character.len_utf8()..).unwrap();
            segment.char_indices().map(after).any(|rest| matches(parts, rest))
        }
    }
}

/// Orders segments from concrete to templated.
fn rank(segment: &Segment) -> impl Ord + use<> {
    let texts: String = segment.iter().flatten().copied().collect();
    let parameters = segment.iter().filter(|part| part.is_none()).count();
    let prefix: String = segment.iter().map_while(|part| *part).collect();
    let shape: Vec<u8> =
        segment.iter().flat_map(|part| part.map_or(&[0xff][..], str::as_bytes)).copied().collect();
    let kind = match parameters {
        0 => 0,
        1 if texts.is_empty() => 2,
        _ => 1,
    };
    (kind, Reverse(texts.len()), parameters, Reverse(prefix.len()), shape)
}

fn route(declared: &[(&str, Template)], method: &str, path: &str) -> Route {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let mut matching: Vec<(u32, &str, &Template)> = (0..)
        .zip(declared)
        .map(|(number, (method, template))| (number, *method, template))
        .filter(|(_, _, template)| {
            template.len() == segments.len()
                && template.iter().zip(&segments).all(|(parts, segment)| matches(parts, segment))
        })
        .collect();
    let Some(_) = matching.first() else {
        return Route::NotFound;
    };
    let ranks = |template: &Template| template.iter().map(rank).collect::<Vec<_>>();
    matching.retain(|(_, declared, _)| *declared == method || (method == "HEAD" && *declared == "GET"));
    let best = matching
        .iter()
        .min_by_key(|(number, declared, template)| (ranks(template), *declared != method, *number));
    best.map_or(Route::MethodNotDocumented, |(number, ..)| Route::Operation(*number))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn agrees_with_the_naive_router(
        declared in declared(),
        requests in proptest::collection::vec((select(vec!["GET", "HEAD", "PUT", "PATCH"]), path()), 1..24),
    ) {
        let mut builder = RouterBuilder::new();
        for (number, (method, template)) in (0..).zip(&declared) {
            builder.insert(number, &Method::from(*method), &written(template), &[]);
        }
        let router = builder.build();
        for (method, path) in requests {
            prop_assert_eq!(router.route(method, &path), route(&declared, method, &path), "{} {}", method, path);
        }
    }

    #[test]
    fn agrees_where_many_patterns_match_one_segment(
        segments in proptest::collection::vec(mixed(), 1..24),
        paths in proptest::collection::vec("/[ab\\-é]{1,6}", 1..24),
    ) {
        let declared: Vec<_> = segments.into_iter().map(|segment| ("GET", vec![segment])).collect();
        let mut builder = RouterBuilder::new();
        for (number, (_, template)) in (0..).zip(&declared) {
            builder.insert(number, &Method::Get, &written(template), &[]);
        }
        let router = builder.build();
        for path in paths {
            prop_assert_eq!(router.route("GET", &path), route(&declared, "GET", &path), "{}", path);
        }
    }

    #[test]
    fn finds_each_declared_shape(declared in declared()) {
        let mut builder = RouterBuilder::new();
        for (number, (method, template)) in (0..).zip(&declared) {
            builder.insert(number, &Method::from(*method), &written(template), &["/v1"]);
        }
        let router = builder.build();
        for (method, template) in &declared {
            let first = declared.iter().position(|(m, t)| m == method && written(t) == written(template)).unwrap();
            let expected = Route::Operation(u32::try_from(first).unwrap());
            prop_assert_eq!(router.route_template(method, &written(template)), expected);
            prop_assert_eq!(router.route_template(method, &format!("/v1{}", written(template))), expected);
        }
    }

    #[test]
    fn forgives_whatever_it_routes_strictly(declared in declared(), path in path()) {
        let mut builder = RouterBuilder::new();
        for (number, (method, template)) in (0..).zip(&declared) {
            builder.insert(number, &Method::from(*method), &written(template).to_ascii_uppercase(), &[]);
        }
        let router = builder.build();
        let path = path.to_ascii_uppercase();
        if router.route("GET", &path) != Route::NotFound {
            let form = forgiving(&path, &mut PathBuffer::new()).unwrap().to_owned();
            prop_assert_ne!(router.route_forgiving("get", &form), Route::NotFound);
        }
    }

    #[test]
    fn bears_any_template_and_path(
        templates in proptest::collection::vec("[/{}?#*%2f;.\\\\:<>()a-cA-Cé+]{0,24}", 0..8),
        base in "[/{}a]{0,6}",
        path in "[/{}%2f;.\\\\a-cA-C]{0,24}",
    ) {
        let mut builder = RouterBuilder::new();
        for template in &templates {
            builder.insert(7, &Method::Get, template, &[&base]);
        }
        let router = builder.build();
        let _ = (router.route("GET", &path), router.route_forgiving("GET", &path), has_catch_all(&path));
        for template in &templates {
            let _ = router.route_template("GET", template);
        }
    }
}
