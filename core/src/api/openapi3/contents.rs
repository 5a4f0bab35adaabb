//! Parameters, bodies and responses of OpenAPI 3.

use crate::api::contents::{
    Body, ContentsBuilder, Header, MediaType, Parameter, ParameterLocation, Part, PartIndex, Response,
    StatusResponse,
};
use crate::api::listed::{self, Listed};
use crate::api::problem::ProblemKind;
use crate::api::reader::Reader;
use crate::api::tree::NodeId;

/// Reads the `parameters` of a path item or an operation.
pub(super) fn read_parameters(
    reader: &mut Reader<'_>,
    owner: NodeId,
    contents: &mut ContentsBuilder,
) -> Listed<PartIndex> {
    listed::read_parameters(reader, owner, |reader, item| read_parameter(reader, item, contents))
}

fn read_parameter(
    reader: &mut Reader<'_>,
    item: NodeId,
    contents: &mut ContentsBuilder,
) -> Option<PartIndex> {
    let node = reader.object(item)?;
    if let Some(index) = contents.seen(Part::Parameter, node) {
        return Some(index);
    }
    let name = reader.string(node, "name")?;
    let location = match reader.string(node, "in")? {
        "query" => ParameterLocation::Query,
        "querystring" => ParameterLocation::QueryString,
        "path" => ParameterLocation::Path,
        "header" => ParameterLocation::Header,
        "cookie" => ParameterLocation::Cookie,
        _ => {
            let expected = "`query`, `path`, `header` or `cookie`";
            let place = reader.tree().get(node, "in").unwrap_or(node);
            reader.note(place, ProblemKind::WrongType { expected, found: "another word" });
            ParameterLocation::Unknown
        }
    };
    let parameter = Parameter {
        name: reader.copy(node, name),
        location,
        required: reader.boolean(node, "required").unwrap_or(false),
        schema: reader.tree().get(node, "schema"),
        content: read_content(reader, node),
        node,
    };
    Some(contents.parameter(parameter))
}

/// Reads the `requestBody` of an operation.
pub(super) fn read_body(
    reader: &mut Reader<'_>,
    operation: NodeId,
    contents: &mut ContentsBuilder,
) -> Option<PartIndex> {
    let node = reader.tree().get(operation, "requestBody")?;
    let node = reader.object(node)?;
    if let Some(index) = contents.seen(Part::Body, node) {
        return Some(index);
    }
    let body = Body { content: read_content(reader, node), node };
    Some(contents.body(body))
}

/// Reads the `responses` of an operation.
pub(super) fn read_responses(
    reader: &mut Reader<'_>,
    operation: NodeId,
    contents: &mut ContentsBuilder,
) -> Listed<StatusResponse> {
    listed::read_responses(reader, operation, contents, read_response)
}

fn read_response(reader: &mut Reader<'_>, node: NodeId, contents: &mut ContentsBuilder) -> Option<PartIndex> {
    let node = reader.object(node)?;
    if let Some(index) = contents.seen(Part::Response, node) {
        return Some(index);
    }
    let content = read_content(reader, node);
    let headers = read_headers(reader, node);
    Some(contents.response(Response { content, headers, node }))
}

fn read_headers(reader: &mut Reader<'_>, response: NodeId) -> Vec<Header> {
    let Some(headers) = reader.mapping(response, "headers") else { return Vec::new() };
    let (members, _) = reader.named_entries(headers);
    let mut result = Vec::new();
    for (name, node) in members {
        let name = reader.copy(node, name);
        // A header that cannot be read is there all the same.
        let place = reader.object(node);
        let schema = place.and_then(|place| reader.tree().get(place, "schema"));
        result.push(Header { name, schema, node: place.unwrap_or(node) });
    }
    result
}

/// Reads `content`: media types with their schemas.
fn read_content(reader: &mut Reader<'_>, owner: NodeId) -> Vec<MediaType> {
    let Some(content) = reader.mapping(owner, "content") else { return Vec::new() };
    let entries: Vec<_> = reader.entries(content).collect();
    let mut result = Vec::new();
    for (name, node) in entries {
        // OpenAPI 3.2 has media types that stand elsewhere.
        let Some(place) = reader.object(node) else { continue };
        let tree = reader.tree();
        let schema = tree.get(place, "schema").or_else(|| tree.get(place, "itemSchema"));
        result.push(MediaType { name: reader.copy(node, name), schema, node });
    }
    result
}
