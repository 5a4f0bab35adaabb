//! Security schemes and requirements.

use rustc_hash::FxHashMap;

use crate::api::problem::ProblemKind;
use crate::api::reader::{Reader, Resolved};
use crate::api::security::{
    ApiKeyLocation, SchemeKind, SchemeUse, Security, SecurityRequirement, SecurityScheme,
};
use crate::api::tree::{NodeId, Value};

/// The places of the declared schemes by their names.
pub(in crate::api) type SchemeNames = FxHashMap<String, usize>;

/// Returns the places of schemes by their names.
pub(in crate::api) fn names(schemes: &[SecurityScheme]) -> SchemeNames {
    schemes.iter().enumerate().map(|(index, scheme)| (scheme.name.clone(), index)).collect()
}

/// The declared schemes.
pub(in crate::api) struct Declared {
    pub(in crate::api) schemes: Vec<SecurityScheme>,
    /// Where they are, or should be.
    pub(in crate::api) node: NodeId,
    /// Whether more of them are in another document.
    pub(in crate::api) has_unread: bool,
}

/// Reads `components.securitySchemes`.
pub(super) fn read_schemes(reader: &mut Reader<'_>, root: NodeId) -> Declared {
    let components = reader.mapping(root, "components");
    let Some(node) = components.and_then(|components| reader.mapping(components, "securitySchemes")) else {
        return Declared { schemes: Vec::new(), node: root, has_unread: false };
    };
    let (members, resolved) = reader.named_entries(node);
    let mut schemes = Vec::new();
    for (name, node) in members {
        let kind = match reader.resolve(node) {
            Resolved::Object(scheme) => read_kind(reader, scheme),
            Resolved::Unread => SchemeKind::Unknown,
            Resolved::Nothing => continue,
        };
        schemes.push(SecurityScheme { name: reader.copy(node, name), kind, node });
    }
    Declared { schemes, node, has_unread: resolved == Resolved::Unread }
}

fn read_kind(reader: &mut Reader<'_>, scheme: NodeId) -> SchemeKind {
    let Some(kind) = required(reader, scheme, "type", "a security scheme with a `type`") else {
        return SchemeKind::Unknown;
    };
    match kind {
        "apiKey" => {
            let location = read_location(reader, scheme);
            let name = reader.string(scheme, "name").unwrap_or_default();
            SchemeKind::ApiKey { location, name: reader.copy(scheme, name) }
        }
        "http" => {
            let name = required(reader, scheme, "scheme", "an HTTP security scheme with a `scheme`");
            SchemeKind::Http { scheme: reader.copy(scheme, name.unwrap_or_default()).to_ascii_lowercase() }
        }
        "oauth2" => SchemeKind::OAuth2 { scopes: read_scopes(reader, scheme) },
        "openIdConnect" => SchemeKind::OpenIdConnect,
        "mutualTLS" => SchemeKind::MutualTls,
        _ => {
            unknown_word(
                reader,
                scheme,
                "type",
                "`apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`",
            );
            SchemeKind::Unknown
        }
    }
}

/// Returns where an API key travels; in a header unless the document says so.
fn read_location(reader: &mut Reader<'_>, scheme: NodeId) -> ApiKeyLocation {
    let word = required(reader, scheme, "in", "an API key with an `in`");
    let location = match word {
        Some("query") => ApiKeyLocation::Query,
        Some("path") => ApiKeyLocation::Path,
        Some("cookie") => ApiKeyLocation::Cookie,
        _ => ApiKeyLocation::Header,
    };
    if !matches!(word, None | Some("query" | "header" | "cookie")) {
        unknown_word(reader, scheme, "in", "`query`, `header` or `cookie`");
    }
    location
}

/// Returns a string that has to be there.
fn required<'t>(
    reader: &mut Reader<'t>,
    scheme: NodeId,
    key: &str,
    expected: &'static str,
) -> Option<&'t str> {
    if reader.tree().get(scheme, key).is_none() {
        reader.note(scheme, ProblemKind::WrongType { expected, found: "one without" });
    }
    reader.string(scheme, key)
}

fn unknown_word(reader: &mut Reader<'_>, scheme: NodeId, key: &str, expected: &'static str) {
    if let Some(node) = reader.tree().get(scheme, key) {
        reader.note(node, ProblemKind::WrongType { expected, found: "another word" });
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
            for (scope, node) in reader.entries(declared) {
                scopes.push(reader.copy(node, scope));
            }
        }
    }
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

/// Reads the `security` of the root or of an operation. `None`: the field is absent, or nothing in it can be read.
pub(in crate::api) fn read_security(
    reader: &mut Reader<'_>,
    owner: NodeId,
    schemes: &SchemeNames,
) -> Option<Security> {
    let list = reader.sequence(owner, "security")?;
    let mut requirements = Vec::new();
    for item in reader.items(list) {
        if reader.require(item, "an object", |value| matches!(value, Value::Mapping)).is_some() {
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
    if reader.require(node, "an array", |value| matches!(value, Value::Sequence)).is_some() {
        for item in reader.items(node) {
            if let Some(scope) = reader.string_value(item) {
                scopes.push((reader.copy(item, scope), item));
            }
        }
    }
    let scheme = schemes.get(name).copied();
    SchemeUse { name: reader.copy(node, name), scheme, scopes, node }
}
