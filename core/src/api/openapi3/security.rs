//! Security schemes.

use crate::api::oauth::{FlowKind, OAuthFlow, SchemeUrl};
use crate::api::problem::ProblemKind;
use crate::api::reader::Reader;
pub(in crate::api) use crate::api::requirements::{Declared, SchemeNames, names, read_security};
use crate::api::scheme_fields::{read_api_key, read_scopes, read_url, required, unknown_word};
use crate::api::security::SchemeKind;
use crate::api::tree::NodeId;

/// The fields of `flows` that hold a flow.
const FLOWS: [(&str, FlowKind); 5] = [
    ("implicit", FlowKind::Implicit),
    ("password", FlowKind::Password),
    ("clientCredentials", FlowKind::ClientCredentials),
    ("authorizationCode", FlowKind::AuthorizationCode),
    ("deviceAuthorization", FlowKind::DeviceAuthorization),
];
/// What a member of `flows` may be called.
const FLOW_NAMES: &str =
    "`implicit`, `password`, `clientCredentials`, `authorizationCode` or `deviceAuthorization`";

/// Reads `components.securitySchemes`.
pub(in crate::api) fn read_schemes(reader: &mut Reader<'_>, root: NodeId) -> Declared {
    let components = reader.mapping(root, "components");
    let Some(node) = components.and_then(|components| reader.mapping(components, "securitySchemes")) else {
        return Declared::none(root);
    };
    Declared::read(reader, node, read_kind)
}

fn read_kind(reader: &mut Reader<'_>, scheme: NodeId) -> SchemeKind {
    let Some(kind) = required(reader, scheme, "type", "a security scheme with a `type`") else {
        return SchemeKind::Unknown;
    };
    match kind {
        "apiKey" => {
            read_api_key(reader, scheme, &["query", "header", "cookie"], "`query`, `header` or `cookie`")
        }
        "http" => read_http(reader, scheme),
        "oauth2" => SchemeKind::OAuth2 {
            flows: read_flows(reader, scheme),
            metadata_url: read_url(reader, scheme, "oauth2MetadataUrl"),
        },
        "openIdConnect" => SchemeKind::OpenIdConnect { url: read_url(reader, scheme, "openIdConnectUrl") },
        "mutualTLS" => SchemeKind::MutualTls,
        _ => {
            let expected = "`apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`";
            unknown_word(reader, scheme, "type", expected);
            SchemeKind::Unknown
        }
    }
}

fn read_http(reader: &mut Reader<'_>, scheme: NodeId) -> SchemeKind {
    let name = required(reader, scheme, "scheme", "an HTTP security scheme with a `scheme`");
    let name = reader.copy(scheme, name.unwrap_or_default()).to_ascii_lowercase();
    let format = reader.string(scheme, "bearerFormat");
    SchemeKind::Http { scheme: name, bearer_format: format.map(|text| reader.copy(scheme, text)) }
}

/// Reads the flows. Those of unknown names are one: there may be any number of them.
fn read_flows(reader: &mut Reader<'_>, scheme: NodeId) -> Vec<OAuthFlow> {
    let Some(flows) = reader.mapping(scheme, "flows") else { return Vec::new() };
    let mut known = Vec::new();
    let mut unknown: Option<OAuthFlow> = None;
    for (name, node) in reader.entries(flows) {
        if name.starts_with("x-") {
            continue;
        }
        let kind = FLOWS.iter().find(|(own, _)| *own == name).map(|(_, kind)| *kind);
        match (kind, &mut unknown) {
            (Some(kind), _) => known.push(read_flow(reader, node, kind)),
            (None, Some(unknown)) => unknown.scopes.extend(read_scopes(reader, node)),
            (None, None) => {
                reader.note(node, ProblemKind::WrongType { expected: FLOW_NAMES, found: "another name" });
                unknown = Some(read_flow(reader, node, FlowKind::Unknown));
            }
        }
    }
    if let Some(unknown) = &mut unknown {
        unknown.scopes.sort_unstable();
        unknown.scopes.dedup();
    }
    known.extend(unknown);
    known
}

fn read_flow(reader: &mut Reader<'_>, node: NodeId, kind: FlowKind) -> OAuthFlow {
    let mut url = |field| -> Option<SchemeUrl> { read_url(reader, node, field) };
    OAuthFlow {
        kind,
        authorization_url: url("authorizationUrl"),
        token_url: url("tokenUrl"),
        refresh_url: url("refreshUrl"),
        device_authorization_url: url("deviceAuthorizationUrl"),
        scopes: read_scopes(reader, node),
        node,
    }
}
