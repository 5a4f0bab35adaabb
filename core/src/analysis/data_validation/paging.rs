//! Parameters that ask for a list in pages.

use rustc_hash::FxHashSet;

use crate::analysis::graph::{Bounds, Graph, SchemaId, Types};
use crate::api::contents::{Parameter, ParameterLocation};
use crate::api::tree::Value;
use crate::identifier::words;

/// Characters of a description that are read.
const DESCRIPTION: usize = 2_000;
/// Words of parameters that cut a list into pages, or ask for a part of it.
const PAGING: [&str; 34] = [
    "limit",
    "page",
    "pages",
    "paging",
    "pagination",
    "cursor",
    "offset",
    "per",
    "perpage",
    "pagesize",
    "top",
    "first",
    "last",
    "skip",
    "take",
    "max",
    "maxresults",
    "size",
    "count",
    "start",
    "end",
    "after",
    "before",
    "since",
    "from",
    "until",
    "marker",
    "continue",
    "continuation",
    "rows",
    "range",
    "number",
    "results",
    "bookmark",
];

/// Tells whether a parameter lets a caller ask for a part of a list.
pub(super) fn cuts_lists(parameter: &Parameter) -> bool {
    words(&parameter.name).iter().any(|word| PAGING.contains(&word.as_str()))
}

/// Tells whether a parameter is the number of items of a page.
fn is_page_size(parameter: &Parameter) -> bool {
    let words = words(&parameter.name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    parameter.location == ParameterLocation::Query
        && matches!(
            *words,
            ["limit" | "top" | "take" | "pagesize" | "perpage" | "maxresults"]
                | ["per" | "items" | "results" | "records" | "rows", "page"]
                | ["items" | "results" | "records" | "rows", "per", "page"]
                | ["page", "size" | "limit" | "length"]
                | ["max", "results" | "items" | "records" | "rows" | "keys" | "page"]
                | ["max", "page", "size"]
        )
}

/// Returns the schemas of the numbers of items of a page that have no largest value.
pub(super) fn unlimited_page_sizes(graph: &Graph<'_>) -> FxHashSet<SchemaId> {
    graph.parameters().filter_map(|used| unlimited_page_size(graph, used.part)).collect()
}

/// Returns the schema of a parameter that is the number of items of a page, if neither the schema nor its description says
/// how large the number may be.
pub(super) fn unlimited_page_size(graph: &Graph<'_>, parameter: &Parameter) -> Option<SchemaId> {
    if !is_page_size(parameter) {
        return None;
    }
    let whole = graph.conjuncts(graph.at(parameter.schema?)?);
    let number = Types::INTEGER.or(Types::NUMBER);
    let is_number = |id: &SchemaId| graph.schema(*id).is_some_and(|own| own.types.has(number));
    let id = whole.iter().copied().find(is_number)?;
    let tree = graph.tree();
    let schemas = whole.iter().filter_map(|id| graph.schema(*id)).map(|own| own.node);
    let mut descriptions = schemas.chain([parameter.node]).filter_map(|node| tree.get(node, "description"));
    let is_told = descriptions.any(|node| match tree.value(node) {
        Value::String(text) => states_maximum(text),
        _ => false,
    });
    (!is_told && !graph.bounds(id).has(Bounds::MAXIMUM)).then_some(id)
}

/// Tells whether a description gives a largest number: it has one that is not the default, and a word such as `maximum`, or
/// two of them in a row.
fn states_maximum(text: &str) -> bool {
    const SAYS_IT: [&str; 14] = [
        "max", "maximum", "between", "range", "ranges", "up", "most", "exceed", "largest", "than", "limited",
        "capped", "highest", "allowed",
    ];
    let text: String = text.chars().take(DESCRIPTION).flat_map(char::to_lowercase).collect();
    let tokens: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let is_number = |token: &&str| token.bytes().all(|b| b.is_ascii_digit());
    let is_default = |at: usize| {
        let before = tokens.iter().take(at).rev().take(3);
        before.into_iter().any(|token| token.starts_with("default"))
    };
    let numbers: Vec<usize> =
        (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(is_number) && !is_default(*at)).collect();
    let is_range = numbers.iter().zip(numbers.iter().skip(1)).any(|(first, second)| first + 1 == *second);
    is_range || (!numbers.is_empty() && tokens.iter().any(|token| SAYS_IT.contains(token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_whether_a_description_gives_the_largest_number() {
        for text in [
            "The number of results per page (max 100).",
            "Limit can range between 1 and 100, and the default is 10.",
            "Limit the number of results per page (1-1000, default: 100)",
            "Up to 50 are given.",
        ] {
            assert!(states_maximum(text), "{text}");
        }
        for text in [
            "",
            "Maximum number of results.",
            "Max number of results to return. Defaults to 10.",
            "The number of items, default is 20.",
        ] {
            assert!(!states_maximum(text), "{text}");
        }
    }
}
