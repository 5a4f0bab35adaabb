//! Servers, which Swagger 2.0 spells in three fields: `schemes`, `host` and `basePath`.

use crate::api::problem::ProblemKind;
use crate::api::reader::Reader;
use crate::api::scheme_fields::is_short;
use crate::api::server::Server;
use crate::api::tree::{NodeId, Tree, Value};

/// What a scheme may be.
const SCHEMES: [&str; 4] = ["http", "https", "ws", "wss"];

/// Reads the servers of an owner, the root or an operation: the `schemes` are its own, else the root's; host and path are
/// the root's. Nothing when the document says nothing of them.
pub(in crate::api) fn read(reader: &mut Reader<'_>, root: NodeId, owner: NodeId) -> Vec<Server> {
    let place = Place::read(reader, root);
    let schemes = read_schemes(reader, owner).or_else(|| read_schemes(reader, root));
    match schemes {
        Some(schemes) => place.servers(reader, schemes),
        None if place.host.is_none() && place.path.is_empty() => Vec::new(),
        None => vec![Server::of_parts(None, place.host, &place.path, place.node)],
    }
}

/// Where the API is served, whatever the scheme.
struct Place<'t> {
    host: Option<&'t str>,
    path: String,
    node: NodeId,
}

impl<'t> Place<'t> {
    fn read(reader: &mut Reader<'t>, root: NodeId) -> Self {
        let tree = reader.tree();
        let host = text(reader, root, "host").and_then(|(host, node)| {
            let host = bare_host(host);
            if host.len() < tree_text(tree, node).trim().len() {
                let expected = "a host without scheme and path";
                reader.note(node, ProblemKind::WrongType { expected, found: "another text" });
            }
            (!host.is_empty()).then_some((host, node))
        });
        let base = text(reader, root, "basePath");
        let node = host.or(base).map_or(root, |(_, node)| node);
        let base = base.map_or("", |(base, _)| base.trim());
        let path =
            if base.is_empty() || base.starts_with('/') { base.to_owned() } else { format!("/{base}") };
        Self { host: host.map(|(host, _)| host), path, node }
    }

    fn servers(&self, reader: &mut Reader<'_>, schemes: Vec<(&'t str, NodeId)>) -> Vec<Server> {
        let mut servers = Vec::with_capacity(schemes.len());
        for (scheme, node) in schemes {
            let host = self.host.map(|host| reader.copy(node, host));
            let path = reader.copy(node, &self.path);
            servers.push(Server::of_parts(Some(scheme), host.as_deref(), &path, node));
        }
        servers
    }
}

/// Returns a text of a sane length with its place.
fn text<'t>(reader: &mut Reader<'t>, root: NodeId, key: &str) -> Option<(&'t str, NodeId)> {
    let text = reader.string(root, key)?;
    let node = reader.tree().get(root, key)?;
    is_short(reader, node, text, "a text of at most 2 KiB").then_some((text, node))
}

fn tree_text(tree: &Tree, node: NodeId) -> &str {
    match tree.value(node) {
        Value::String(text) => text,
        _ => "",
    }
}

/// Returns the host and port of what some authors write as a URL.
fn bare_host(text: &str) -> &str {
    let text = text.trim();
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Reads the `schemes` of the root or of an operation, each once; `None` when nothing in them can be read.
fn read_schemes<'t>(reader: &mut Reader<'t>, owner: NodeId) -> Option<Vec<(&'t str, NodeId)>> {
    let list = reader.sequence(owner, "schemes")?;
    let mut schemes: Vec<(&str, NodeId)> = Vec::new();
    for item in reader.items(list) {
        let Some(word) = reader.string_value(item) else { continue };
        match SCHEMES.iter().find(|scheme| scheme.eq_ignore_ascii_case(word)) {
            Some(scheme) if schemes.iter().all(|(seen, _)| seen != scheme) => schemes.push((scheme, item)),
            Some(_) => {}
            None => {
                let expected = "`http`, `https`, `ws` or `wss`";
                reader.note(item, ProblemKind::WrongType { expected, found: "another word" });
            }
        }
    }
    (!schemes.is_empty()).then_some(schemes)
}
