//! Security schemes and requirements.

use rustc_hash::FxHashMap;

use crate::api::reader::Reader;
use crate::api::security::{
    ApiKeyLocation, SchemeKind, SchemeUse, Security, SecurityRequirement, SecurityScheme,
};
use crate::api::tree::{NodeId, Value};

/// The places of the declared schemes by their names.
pub(super) type SchemeNames = FxHashMap<String, usize>;

/// Returns the places of schemes by their names.
pub(super) fn names(schemes: &[SecurityScheme]) -> SchemeNames {
    schemes.iter().enumerate().map(|(index, scheme)| (scheme.name.clone(), index)).collect()
}

/// Reads `components.securitySchemes`, and says where it is or should be.
pub(super) fn read_schemes(reader: &mut Reader<'_>, root: NodeId) -> (Vec<SecurityScheme>, NodeId) {
    let Some(components) = reader.mapping(root, "components") else { return (Vec::new(), root) };
    let Some(schemes) = reader.mapping(components, "securitySchemes") else {
        return (Vec::new(), components);
    };
    let mut result = Vec::new();
    for (name, node) in reader.entries(schemes) {
        let Some(scheme) = reader.resolve(node) else { continue };
        if reader.expect(scheme, "an object", |value| matches!(value, Value::Mapping)).is_some() {
            let kind = read_kind(reader, scheme);
            result.push(SecurityScheme { name: name.to_owned(), kind, node });
        }
    }
    (result, schemes)
}

fn read_kind(reader: &mut Reader<'_>, scheme: NodeId) -> SchemeKind {
    match reader.string(scheme, "type") {
        Some("apiKey") => {
            let location = match reader.string(scheme, "in") {
                Some("query") => ApiKeyLocation::Query,
                Some("cookie") => ApiKeyLocation::Cookie,
                _ => ApiKeyLocation::Header,
            };
            let name = reader.string(scheme, "name").unwrap_or_default().to_owned();
            SchemeKind::ApiKey { location, name }
        }
        Some("http") => SchemeKind::Http {
            scheme: reader.string(scheme, "scheme").unwrap_or_default().to_ascii_lowercase(),
        },
        Some("oauth2") => SchemeKind::OAuth2 { scopes: read_scopes(reader, scheme) },
        Some("openIdConnect") => SchemeKind::OpenIdConnect,
        Some("mutualTLS") => SchemeKind::MutualTls,
        _ => SchemeKind::Unknown,
    }
}

/// Returns the scopes that any flow of the scheme declares, each once.
fn read_scopes(reader: &mut Reader<'_>, scheme: NodeId) -> Vec<String> {
    let Some(flows) = reader.mapping(scheme, "flows") else { return Vec::new() };
    let mut scopes: Vec<String> = Vec::new();
    for (name, flow) in reader.entries(flows) {
        if name.starts_with("x-") {
            continue;
        }
        if let Some(declared) = reader.mapping(flow, "scopes") {
            scopes.extend(reader.entries(declared).map(|(scope, _)| scope.to_owned()));
        }
    }
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

/// Reads the `security` of the root or of an operation. `None`: the field is absent, or nothing in it can be read.
pub(super) fn read_security(
    reader: &mut Reader<'_>,
    owner: NodeId,
    schemes: &SchemeNames,
) -> Option<Security> {
    let list = reader.sequence(owner, "security")?;
    let mut requirements = Vec::new();
    for item in reader.items(list) {
        if reader.expect(item, "an object", |value| matches!(value, Value::Mapping)).is_some() {
            let mut uses = Vec::new();
            for (name, node) in reader.entries(item) {
                uses.push(read_use(reader, name, node, schemes));
            }
            requirements.push(SecurityRequirement { uses, node: item });
        }
    }
    let unreadable = requirements.is_empty() && reader.tree().len(list) > 0;
    (!unreadable).then_some(Security { requirements, node: list })
}

fn read_use(reader: &mut Reader<'_>, name: &str, node: NodeId, schemes: &SchemeNames) -> SchemeUse {
    let mut scopes = Vec::new();
    if reader.expect(node, "an array", |value| matches!(value, Value::Sequence)).is_some() {
        for item in reader.items(node) {
            if let Some(scope) = reader.string_value(item) {
                scopes.push((scope.to_owned(), item));
            }
        }
    }
    let scheme = schemes.get(name).copied();
    SchemeUse { name: name.to_owned(), scheme, scopes, node }
}
