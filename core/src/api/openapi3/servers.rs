//! Server lists.

use rustc_hash::FxHashSet;

use crate::api::reader::Reader;
use crate::api::scheme_fields::is_short;
use crate::api::server::{Server, ServerDetails, ServerVariable, variables_of};
use crate::api::tree::{NodeId, Value};

/// Values of a variable that are kept.
const VALUES: usize = 1000;

/// Reads the `servers` of a node; `None` when the field is absent or empty, which both mean "inherit".
pub(in crate::api) fn read(reader: &mut Reader<'_>, node: NodeId) -> Option<Vec<Server>> {
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
            let details = Some(read_details(reader, item));
            servers.push(Server { url: reader.copy(node, url), transport: None, variables, details, node });
        }
    }
    (!servers.is_empty()).then_some(servers)
}

fn read_details(reader: &mut Reader<'_>, server: NodeId) -> ServerDetails {
    let description = reader.string(server, "description");
    let tree = reader.tree();
    let internal = match tree.get(server, "x-internal").map(|node| tree.value(node)) {
        Some(Value::Bool(internal)) => Some(internal),
        _ => None,
    };
    ServerDetails { description: description.map(|text| reader.copy(server, text)), internal }
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
        let mut has_empty_enum = false;
        if let Some(list) = reader.sequence(variable, "enum") {
            has_empty_enum = tree.len(list) == 0;
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
            result.push(ServerVariable {
                name: reader.copy(variable, name),
                node: variable,
                values,
                has_default,
                has_enum,
                has_empty_enum,
            });
        }
    }
    result
}
