//! Server lists.

use rustc_hash::FxHashSet;

use crate::api::problem::ProblemKind;
use crate::api::reader::Reader;
use crate::api::server::{Server, ServerVariable, variables_of};
use crate::api::tree::{NodeId, Value};

/// Bytes of a server's URL and of a variable's value. HTTP servers refuse longer targets.
const URL_LENGTH: usize = 2048;
/// Values of a variable that are kept.
const VALUES: usize = 1000;

/// Reads the `servers` of a node; `None` when the field is absent or empty, which both mean "inherit".
pub(super) fn read(reader: &mut Reader<'_>, node: NodeId) -> Option<Vec<Server>> {
    let list = reader.sequence(node, "servers")?;
    let tree = reader.tree();
    let mut servers = Vec::new();
    for item in reader.items(list) {
        let Some(item) = reader.require(item, "an object", |value| matches!(value, Value::Mapping)) else {
            continue;
        };
        let Some(url) = reader.string(item, "url") else { continue };
        let node = tree.get(item, "url").unwrap_or(item);
        if is_short(reader, node, url, "a URL of at most 2 KiB") {
            let variables = read_variables(reader, item, url);
            servers.push(Server { url: reader.copy(node, url), variables, node });
        }
    }
    (!servers.is_empty()).then_some(servers)
}

/// Reads the variables that the URL names.
fn read_variables(reader: &mut Reader<'_>, server: NodeId, url: &str) -> Vec<ServerVariable> {
    let Some(variables) = reader.mapping(server, "variables") else { return Vec::new() };
    let tree = reader.tree();
    let named: FxHashSet<&str> = variables_of(url).collect();
    let mut result = Vec::new();
    for (name, variable) in reader.entries(variables) {
        let mut seen = FxHashSet::default();
        let mut values = Vec::new();
        let mut has_default = false;
        if let Some(default) = reader.scalar(variable, "default")
            && let Some(node) = tree.get(variable, "default")
            && is_short(reader, node, default, "a value of at most 2 KiB")
            && named.contains(name)
        {
            has_default = true;
            seen.insert(default);
            values.push(reader.copy(node, default));
        }
        let mut has_enum = false;
        if let Some(list) = reader.sequence(variable, "enum") {
            for item in reader.items(list) {
                if let Value::String(text) | Value::Number(text) = tree.value(item)
                    && named.contains(name)
                    && values.len() < VALUES
                    && is_short(reader, item, text, "a value of at most 2 KiB")
                {
                    has_enum = true;
                    if seen.insert(text) {
                        values.push(reader.copy(item, text));
                    }
                }
            }
        }
        if named.contains(name) {
            result.push(ServerVariable { name: reader.copy(variable, name), values, has_default, has_enum });
        }
    }
    result
}

/// Tells whether a text can be a part of a URL; notes it otherwise.
fn is_short(reader: &mut Reader<'_>, node: NodeId, text: &str, expected: &'static str) -> bool {
    if text.len() > URL_LENGTH {
        reader.note(node, ProblemKind::WrongType { expected, found: "longer" });
    }
    text.len() <= URL_LENGTH
}
