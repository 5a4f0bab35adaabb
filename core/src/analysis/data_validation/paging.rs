//! Parameters that ask for a list in pages.

use rustc_hash::FxHashSet;

use super::near::near;
use super::told::tells_maximum;
use crate::analysis::graph::{Bounds, Graph, SchemaId, Types};
use crate::api::contents::{Parameter, ParameterLocation};
use crate::identifier::words;

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
pub(super) fn is_page_size(parameter: &Parameter) -> bool {
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
    let whole = near(graph, graph.at(parameter.schema?)?);
    let number = Types::INTEGER.or(Types::NUMBER);
    let is_number = |id: &SchemaId| graph.schema(*id).is_some_and(|own| own.types.has(number));
    let id = whole.iter().copied().find(is_number)?;
    let schemas = whole.iter().filter_map(|id| graph.schema(*id)).map(|own| own.node);
    let is_told = schemas.chain([parameter.node]).any(|node| tells_maximum(graph.tree(), node));
    (!is_told && !graph.bounds(id).has(Bounds::MAXIMUM)).then_some(id)
}
