//! Media types.

use super::graph::Graph;
use crate::api::contents::MediaType;
use crate::api::tree::NodeId;

/// Tells whether a media type is structured data, such as JSON or XML, and no file or text.
pub(super) fn is_structured(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    let syntax = subtype.rsplit(['+', '-', '.']).next().unwrap_or_default();
    matches!(syntax, "json" | "ndjson" | "xml" | "yaml" | "cbor" | "msgpack")
        || matches!(subtype, "x-www-form-urlencoded" | "json-seq")
}

/// Returns where structured data has no schema that says anything, if it is so for any of the media types.
pub(super) fn without_schema(graph: &Graph<'_>, content: &[MediaType]) -> Option<NodeId> {
    let says_nothing = |schema| graph.resolved_at(schema).is_some_and(|(_, own)| own.is_unrestricted());
    let mut structured = content.iter().filter(|media| is_structured(&media.name));
    let media = structured.find(|media| media.schema.is_none_or(says_nothing))?;
    Some(media.schema.unwrap_or(media.node))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_structured_data_from_files_and_texts() {
        for name in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "application/problem+json",
            "application/vnd.github.v3+xml",
            "application/vnd.shop.order.json",
            "text/xml",
            "application/x-yaml",
            "application/x-www-form-urlencoded",
        ] {
            assert!(is_structured(name), "{name}");
        }
        for name in
            ["text/plain", "image/svg", "application/octet-stream", "*/*", "json", "", "text/html;json"]
        {
            assert!(!is_structured(name), "{name}");
        }
    }
}
