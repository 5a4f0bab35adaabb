//! Server lists.

use crate::api::reader::Reader;
use crate::api::server::{Server, ServerVariable};
use crate::api::tree::{NodeId, Value};

/// Reads the `servers` of a node; `None` when the field is absent or empty, which both mean "inherit".
pub(super) fn read(reader: &mut Reader<'_>, node: NodeId) -> Option<Vec<Server>> {
    let list = reader.sequence(node, "servers")?;
    let tree = reader.tree();
    let mut servers = Vec::new();
    for item in reader.items(list) {
        let Some(item) = reader.expect(item, "an object", |value| matches!(value, Value::Mapping)) else {
            continue;
        };
        let Some(url) = reader.string(item, "url") else { continue };
        let variables = read_variables(reader, item);
        let node = tree.get(item, "url").unwrap_or(item);
        servers.push(Server { url: url.to_owned(), variables, node });
    }
    (!servers.is_empty()).then_some(servers)
}

fn read_variables(reader: &mut Reader<'_>, server: NodeId) -> Vec<ServerVariable> {
    let Some(variables) = reader.mapping(server, "variables") else { return Vec::new() };
    let tree = reader.tree();
    let mut result = Vec::new();
    for (name, variable) in reader.entries(variables) {
        let mut values: Vec<String> = Vec::new();
        if let Some(default) = reader.scalar(variable, "default") {
            values.push(default.to_owned());
        }
        if let Some(list) = reader.sequence(variable, "enum") {
            for item in reader.items(list) {
                if let Value::String(text) | Value::Number(text) = tree.value(item)
                    && !values.iter().any(|value| value == text)
                {
                    values.push(text.to_owned());
                }
            }
        }
        result.push(ServerVariable { name: name.to_owned(), values });
    }
    result
}
