//! Security schemes.

use crate::api::openapi3::Declared;
use crate::api::reader::Reader;
use crate::api::security::{ApiKeyLocation, SchemeKind, SecurityScheme};
use crate::api::tree::NodeId;

/// Reads `securityDefinitions`.
pub(super) fn read_schemes(reader: &mut Reader<'_>, root: NodeId) -> Declared {
    let Some(node) = reader.mapping(root, "securityDefinitions") else {
        return Declared { schemes: Vec::new(), node: root, has_unread: false };
    };
    let entries: Vec<_> = reader.entries(node).collect();
    let mut schemes = Vec::new();
    for (name, node) in entries {
        let kind = match reader.string(node, "type") {
            Some("basic") => SchemeKind::Http { scheme: "basic".to_owned() },
            Some("apiKey") => SchemeKind::ApiKey {
                location: match reader.string(node, "in") {
                    Some("query") => ApiKeyLocation::Query,
                    _ => ApiKeyLocation::Header,
                },
                name: reader.string(node, "name").unwrap_or_default().to_owned(),
            },
            Some("oauth2") => SchemeKind::OAuth2 {
                scopes: reader.mapping(node, "scopes").map_or_else(Vec::new, |scopes| {
                    let mut names: Vec<String> =
                        reader.entries(scopes).map(|(name, _)| name.to_owned()).collect();
                    names.sort_unstable();
                    names
                }),
            },
            _ => SchemeKind::Unknown,
        };
        schemes.push(SecurityScheme { name: reader.copy(node, name), kind, node });
    }
    Declared { schemes, node, has_unread: false }
}
