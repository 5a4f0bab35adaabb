//! Paths and their operations.

use super::{security, servers};
use crate::Method;
use crate::api::error::SpecError;
use crate::api::limits::Limits;
use crate::api::operation::Operation;
use crate::api::problem::ProblemKind;
use crate::api::reader::{Reader, Resolved, reference_of};
use crate::api::server::Server;
use crate::api::tree::{NodeId, Tree, Value};

/// The fields of a path item that hold an operation.
const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

/// Bytes of a path template. Servers refuse longer targets, and each finding repeats the path.
const PATH_LENGTH: usize = 2048;

/// Reads every operation under `paths`, in the order of the document.
///
/// # Errors
/// Returns [`SpecError::TooManyOperations`].
pub(super) fn read(
    reader: &mut Reader<'_>,
    root: NodeId,
    schemes: &security::SchemeNames,
    server_lists: &mut Vec<Vec<Server>>,
    limits: &Limits,
) -> Result<Vec<Operation>, SpecError> {
    let Some(paths) = reader.mapping(root, "paths") else { return Ok(Vec::new()) };
    let tree = reader.tree();
    let mut operations = Vec::new();
    let (items, _) = reader.named_entries(paths);
    for (path, item) in items {
        if operations.len() > limits.operations {
            return Err(SpecError::TooManyOperations { limit: limits.operations, at: tree.position(item) });
        }
        if path.starts_with("x-") {
            continue;
        }
        if path.len() > PATH_LENGTH {
            reader
                .note(item, ProblemKind::WrongType { expected: "a path of at most 2 KiB", found: "longer" });
            continue;
        }
        if reader.require(item, "an object", |value| matches!(value, Value::Mapping)).is_none() {
            continue;
        }
        // A path item may stand elsewhere; what is written beside the reference counts first.
        let mut places = vec![item];
        if reference_of(tree, item).is_some()
            && let Resolved::Object(place) = reader.resolve(item)
        {
            places.push(place);
        }
        let path_servers = places
            .iter()
            .find_map(|&place| servers::read(reader, place))
            .map_or(0, |list| push(server_lists, list));
        let mut methods: Vec<(NodeId, Method)> = Vec::new();
        for (node, method) in places.iter().flat_map(|&place| methods_of(tree, place)) {
            if !methods.iter().any(|(_, seen)| *seen == method) {
                methods.push((node, method));
            }
        }
        for (node, method) in methods {
            if reader.require(node, "an object", |value| matches!(value, Value::Mapping)).is_none() {
                continue;
            }
            let own_servers = servers::read(reader, node).map(|list| push(server_lists, list));
            operations.push(Operation {
                index: u32::try_from(operations.len()).unwrap_or(u32::MAX),
                method,
                path: reader.copy(node, path),
                id: reader.string(node, "operationId").map(|id| reader.copy(node, id)),
                tags: read_tags(reader, node),
                deprecated: reader.boolean(node, "deprecated").unwrap_or(false),
                security: security::read_security(reader, node, schemes),
                servers: own_servers.unwrap_or(path_servers),
                node,
            });
        }
    }
    Ok(operations)
}

/// Returns the operations of a path item in the order they are written.
fn methods_of(tree: &Tree, item: NodeId) -> impl Iterator<Item = (NodeId, Method)> {
    tree.entries(item).filter_map(|(key, node)| {
        let (_, method) = METHODS.iter().find(|(name, _)| *name == key)?;
        Some((node, method.clone()))
    })
}

fn read_tags(reader: &mut Reader<'_>, operation: NodeId) -> Vec<String> {
    let Some(list) = reader.sequence(operation, "tags") else { return Vec::new() };
    let mut tags = Vec::new();
    for item in reader.items(list) {
        tags.extend(reader.string_value(item).map(|tag| reader.copy(item, tag)));
    }
    tags
}

fn push(lists: &mut Vec<Vec<Server>>, list: Vec<Server>) -> usize {
    lists.push(list);
    lists.len() - 1
}
