//! Security definitions.

use crate::api::oauth::{FlowKind, OAuthFlow};
use crate::api::reader::Reader;
use crate::api::requirements::Declared;
use crate::api::scheme_fields::{read_api_key, read_scopes, read_url, required, unknown_word};
use crate::api::security::SchemeKind;
use crate::api::tree::NodeId;

/// Reads `securityDefinitions`.
pub(in crate::api) fn read_schemes(reader: &mut Reader<'_>, root: NodeId) -> Declared {
    let Some(node) = reader.mapping(root, "securityDefinitions") else {
        return Declared::none(root);
    };
    Declared::read(reader, node, read_kind)
}

fn read_kind(reader: &mut Reader<'_>, scheme: NodeId) -> SchemeKind {
    let Some(kind) = required(reader, scheme, "type", "a security scheme with a `type`") else {
        return SchemeKind::Unknown;
    };
    match kind {
        "basic" => SchemeKind::Http { scheme: "basic".to_owned(), bearer_format: None },
        "apiKey" => read_api_key(reader, scheme, &["query", "header"], "`query` or `header`"),
        "oauth2" => {
            let flow = read_flow(reader, scheme);
            SchemeKind::OAuth2 { flows: vec![flow], metadata_url: None }
        }
        _ => {
            unknown_word(reader, scheme, "type", "`basic`, `apiKey` or `oauth2`");
            SchemeKind::Unknown
        }
    }
}

/// Reads the one flow that the scheme itself describes.
fn read_flow(reader: &mut Reader<'_>, scheme: NodeId) -> OAuthFlow {
    let word = required(reader, scheme, "flow", "an OAuth 2.0 scheme with a `flow`");
    let kind = match word {
        Some("implicit") => FlowKind::Implicit,
        Some("password") => FlowKind::Password,
        Some("application") => FlowKind::ClientCredentials,
        Some("accessCode") => FlowKind::AuthorizationCode,
        _ => FlowKind::Unknown,
    };
    if word.is_some() && kind == FlowKind::Unknown {
        unknown_word(reader, scheme, "flow", "`implicit`, `password`, `application` or `accessCode`");
    }
    OAuthFlow {
        kind,
        authorization_url: read_url(reader, scheme, "authorizationUrl"),
        token_url: read_url(reader, scheme, "tokenUrl"),
        refresh_url: None,
        device_authorization_url: None,
        scopes: read_scopes(reader, scheme),
        node: scheme,
    }
}
