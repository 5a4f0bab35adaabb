//! Reading `security` fields, which all versions of the specification spell the same way.

use rustc_hash::FxHashMap;

use super::problem::{ProblemKind, Unread};
use super::reader::{Reader, Resolved};
use super::security::{SchemeKind, SchemeUse, Security, SecurityRequirement, SecurityScheme};
use super::specification::Specification;
use super::tree::{Miss, NodeId, Value};

/// The declared schemes.
#[derive(Debug)]
pub(in crate::api) struct Declared {
    pub(in crate::api) schemes: Vec<SecurityScheme>,
    /// Where they are, or should be.
    pub(in crate::api) node: NodeId,
    /// Whether more of them are in another document.
    pub(in crate::api) has_unread: bool,
}

impl Declared {
    /// Says that none are declared.
    pub(in crate::api) const fn none(root: NodeId) -> Self {
        Self { schemes: Vec::new(), node: root, has_unread: false }
    }

    /// Reads the schemes of a mapping; `read` reads one at the place where it is described.
    pub(in crate::api) fn read(
        reader: &mut Reader<'_>,
        node: NodeId,
        read: impl Fn(&mut Reader<'_>, NodeId) -> SchemeKind,
    ) -> Self {
        let (members, resolved) = reader.named_entries(node);
        let mut schemes = Vec::new();
        for (name, node) in members {
            let (kind, place) = match reader.resolve(node) {
                Resolved::Object(scheme) => (read(reader, scheme), scheme),
                Resolved::Unread => (SchemeKind::Unknown, node),
                Resolved::Nothing => continue,
            };
            let description =
                reader.string(node, "description").or_else(|| reader.string(place, "description"));
            schemes.push(SecurityScheme {
                name: reader.copy(node, name),
                kind,
                description: description.map(|text| reader.copy(node, text)),
                deprecated: reader.boolean(place, "deprecated").unwrap_or(false),
                node,
            });
        }
        Self { schemes, node, has_unread: resolved == Resolved::Unread }
    }
}

/// The places of the declared schemes by their names, and by where they stand.
#[derive(Debug)]
pub(in crate::api) struct SchemeNames {
    /// Whether a name in a requirement may be the URI of a scheme (OpenAPI 3.2).
    may_be_references: bool,
    names: FxHashMap<String, usize>,
    nodes: FxHashMap<NodeId, usize>,
}

/// Returns the places of schemes by their names.
pub(in crate::api) fn names(schemes: &[SecurityScheme], specification: Specification) -> SchemeNames {
    let indexed = || schemes.iter().enumerate();
    SchemeNames {
        may_be_references: specification >= Specification::V3_2,
        names: indexed().map(|(index, scheme)| (scheme.name.clone(), index)).collect(),
        nodes: indexed().map(|(index, scheme)| (scheme.node, index)).collect(),
    }
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
    let own_name = reader.copy(node, name);
    let (scheme, is_elsewhere) = match schemes.names.get(name) {
        Some(index) => (Some(*index), false),
        None => find_by_reference(reader, name, node, schemes),
    };
    SchemeUse { name: own_name, scheme, is_elsewhere, scopes, node }
}

/// Looks for the scheme that a name refers to. Its second part tells whether one is there that is not read.
fn find_by_reference(
    reader: &mut Reader<'_>,
    name: &str,
    node: NodeId,
    schemes: &SchemeNames,
) -> (Option<usize>, bool) {
    let tree = reader.tree();
    if !schemes.may_be_references || !looks_like_reference(name) {
        return (None, false);
    }
    let why = match tree.locate(node, name) {
        Err(Miss::Nothing) => return (None, false),
        Ok(place) => match schemes.nodes.get(&place) {
            Some(index) => return (Some(*index), false),
            None => "leads to a security scheme outside of the declared ones",
        },
        Err(_) => "is in another document",
    };
    let reference = reader.copy(node, name);
    reader.note(node, ProblemKind::UnreadReference { reference, why: Unread::Because(why) });
    (None, true)
}

/// Tells whether a name is more than a misspelt one.
fn looks_like_reference(name: &str) -> bool {
    name.contains(['#', '/']) || [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending))
}
