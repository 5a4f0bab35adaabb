//! Parameters, bodies and responses of Swagger 2.0.

use crate::api::contents::{
    Body, ContentsBuilder, Header, MediaType, Parameter, ParameterLocation, Part, PartIndex, Response,
    StatusResponse,
};
use crate::api::listed::{self, Listed};
use crate::api::problem::ProblemKind;
use crate::api::reader::Reader;
use crate::api::tree::NodeId;

/// Media types of one body. The root's list counts for every operation.
const MEDIA_TYPES: usize = 20;

/// A member of a `parameters` list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Input {
    Parameter(PartIndex),
    /// The body: the place of the parameter.
    Body(NodeId),
}

/// A media type that an operation takes or gives.
#[derive(Debug, Clone)]
pub(super) struct MediaName {
    pub(super) name: String,
    pub(super) node: NodeId,
}

/// Reads `consumes` or `produces`; `None` inherits the root's.
pub(super) fn read_media_names(reader: &mut Reader<'_>, owner: NodeId, key: &str) -> Option<Vec<MediaName>> {
    let list = reader.sequence(owner, key)?;
    let items: Vec<NodeId> = reader.items(list).collect();
    let mut names = Vec::new();
    for node in items {
        if let Some(name) = reader.string_value(node) {
            names.push(MediaName { name: reader.copy(node, name), node });
        }
    }
    Some(names)
}

/// Reads the `parameters` of a path item or an operation.
pub(super) fn read_inputs(
    reader: &mut Reader<'_>,
    owner: NodeId,
    contents: &mut ContentsBuilder,
) -> Listed<Input> {
    listed::read_parameters(reader, owner, |reader, item| read_input(reader, item, contents))
}

fn read_input(reader: &mut Reader<'_>, item: NodeId, contents: &mut ContentsBuilder) -> Option<Input> {
    let node = reader.object(item)?;
    if let Some(index) = contents.seen(Part::Parameter, node) {
        return Some(Input::Parameter(index));
    }
    let location = match reader.string(node, "in")? {
        "body" => return Some(Input::Body(node)),
        "query" => ParameterLocation::Query,
        "path" => ParameterLocation::Path,
        "header" => ParameterLocation::Header,
        "formData" => ParameterLocation::Form,
        _ => {
            let expected = "`query`, `path`, `header`, `formData` or `body`";
            let place = reader.tree().get(node, "in").unwrap_or(node);
            reader.note(place, ProblemKind::WrongType { expected, found: "another word" });
            ParameterLocation::Unknown
        }
    };
    let name = reader.string(node, "name")?;
    let parameter = Parameter {
        name: reader.copy(node, name),
        location,
        required: reader.boolean(node, "required").unwrap_or(false),
        schema: Some(node),
        content: Vec::new(),
        node,
    };
    Some(Input::Parameter(contents.parameter(parameter)))
}

/// Adds the body that a parameter describes, in each media type that the operation takes. Without any it is JSON.
pub(super) fn add_body(
    reader: &mut Reader<'_>,
    node: NodeId,
    consumes: &[MediaName],
    contents: &mut ContentsBuilder,
) -> PartIndex {
    let schema = reader.tree().get(node, "schema");
    contents.body(Body { content: media_types(consumes, schema, node), node })
}

/// Reads the `responses` of an operation.
pub(super) fn read_responses(
    reader: &mut Reader<'_>,
    operation: NodeId,
    produces: &[MediaName],
    contents: &mut ContentsBuilder,
) -> Listed<StatusResponse> {
    listed::read_responses(reader, operation, contents, |reader, node, contents| {
        read_response(reader, node, produces, contents)
    })
}

fn read_response(
    reader: &mut Reader<'_>,
    node: NodeId,
    produces: &[MediaName],
    contents: &mut ContentsBuilder,
) -> Option<PartIndex> {
    let node = reader.object(node)?;
    if let Some(index) = contents.seen(Part::Response, node) {
        return Some(index);
    }
    let schema = reader.tree().get(node, "schema");
    let content = schema.map_or_else(Vec::new, |schema| media_types(produces, Some(schema), node));
    let headers = read_headers(reader, node);
    Some(contents.response(Response { content, headers, node }))
}

fn read_headers(reader: &mut Reader<'_>, response: NodeId) -> Vec<Header> {
    let Some(headers) = reader.mapping(response, "headers") else { return Vec::new() };
    let entries: Vec<_> = reader.entries(headers).collect();
    entries
        .into_iter()
        .map(|(name, node)| Header { name: reader.copy(node, name), schema: Some(node), node })
        .collect()
}

fn media_types(names: &[MediaName], schema: Option<NodeId>, node: NodeId) -> Vec<MediaType> {
    if names.is_empty() {
        return vec![MediaType { name: "application/json".to_owned(), schema, node }];
    }
    let media_type = |own: &MediaName| MediaType { name: own.name.clone(), schema, node: own.node };
    names.iter().take(MEDIA_TYPES).map(media_type).collect()
}
