//! Servers out of `schemes`, `host` and `basePath`.

use crate::api::reader::Reader;
use crate::api::server::Server;
use crate::api::tree::NodeId;

/// Reads the servers that an owner's `schemes` make, or the root's where it has none.
pub(super) fn read(reader: &mut Reader<'_>, root: NodeId, owner: NodeId) -> Vec<Server> {
    let host = reader.string(root, "host").unwrap_or_default();
    let base = reader.string(root, "basePath").unwrap_or_default();
    let Some(schemes) = reader.sequence(owner, "schemes") else {
        let node = reader.tree().get(root, "basePath").unwrap_or(root);
        return vec![Server { url: reader.copy(node, base), variables: Vec::new(), node }];
    };
    let items: Vec<NodeId> = reader.items(schemes).take(8).collect();
    let mut servers = Vec::new();
    for node in items {
        if let Some(scheme) = reader.string_value(node) {
            let url = if host.is_empty() { base.to_owned() } else { format!("{scheme}://{host}{base}") };
            servers.push(Server { url: reader.copy(node, &url), variables: Vec::new(), node });
        }
    }
    servers
}
