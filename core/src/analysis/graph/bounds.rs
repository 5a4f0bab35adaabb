//! What limits a value, counted over everything that it must satisfy together.
//!
//! A string with a `maxLength` in another member of an `allOf`, beside its `$ref` or in each branch of its `oneOf` is
//! limited. So each schema has the limits of what is in it, and those of what it is in wherever it is used.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Graph;
use super::schema::{Extra, Keyword, Role, Schema, SchemaId, Types};
use crate::analysis::pattern::Pattern;
use crate::api::tree::Value;

/// Passes over all schemas before limits that come from further branches are left out. Each finds what is behind one more
/// reference to an earlier place.
const PASSES: usize = 8;

/// A set of limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Bounds(u16);

impl Bounds {
    /// How long a string may be.
    pub(crate) const LENGTH: Self = Self(1);
    /// Which strings: a format, a pattern, a list.
    pub(crate) const CONTENT: Self = Self(1 << 1);
    pub(crate) const MINIMUM: Self = Self(1 << 2);
    pub(crate) const MAXIMUM: Self = Self(1 << 3);
    /// The size of a number in memory.
    pub(crate) const FORMAT: Self = Self(1 << 4);
    /// How many items.
    pub(crate) const ITEMS: Self = Self(1 << 5);
    /// Which items.
    pub(crate) const ITEM: Self = Self(1 << 6);
    /// How many properties that have no name in the document.
    pub(crate) const PROPERTIES: Self = Self(1 << 7);
    /// No properties that have no name in the document.
    pub(crate) const CLOSED: Self = Self(1 << 8);
    /// Which type.
    pub(crate) const TYPE: Self = Self(1 << 9);

    const ALL: Self = Self(u16::MAX);
    const STRING: Self = Self::LENGTH.and(Self::CONTENT);
    const NUMBER: Self = Self::MINIMUM.and(Self::MAXIMUM).and(Self::FORMAT);
    const ARRAY: Self = Self::ITEMS.and(Self::ITEM);
    const OBJECT: Self = Self::PROPERTIES.and(Self::CLOSED);

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Tells whether all of the limits are there.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// The limits of every schema.
#[derive(Debug)]
pub(super) struct AllBounds {
    bounds: Vec<Bounds>,
    /// Whether values stand where a schema says that they are; of conditions and of what is forbidden they do not.
    is_met: Vec<bool>,
    /// The schemas that have one in them that judges the same value.
    holders: FxHashMap<SchemaId, Vec<SchemaId>>,
}

impl AllBounds {
    pub(super) fn new(graph: &Graph<'_>) -> Self {
        let own: Vec<Bounds> = graph.schemas().map(|(id, schema)| own(graph, id, schema)).collect();
        let is_met = met(graph);
        let inside = inside(graph, &own);
        let around = around(graph, &inside, &is_met);
        let bounds = inside.iter().zip(&around).map(|(inside, around)| inside.and(*around)).collect();
        let mut holders: FxHashMap<SchemaId, Vec<SchemaId>> = FxHashMap::default();
        for (id, _) in graph.schemas() {
            for edge in graph.edges(id).iter().filter(|edge| is_same_value(edge.role)) {
                holders.entry(edge.to).or_default().push(id);
            }
        }
        Self { bounds, is_met, holders }
    }

    /// Returns what judges the same value as any of the schemas, further out.
    fn around(&self, schemas: &[SchemaId]) -> FxHashSet<SchemaId> {
        let mut around = FxHashSet::default();
        let mut queue = schemas.to_vec();
        while let Some(id) = queue.pop() {
            let holders = self.holders.get(&id).into_iter().flatten();
            queue.extend(holders.filter(|holder| around.insert(**holder)));
        }
        around
    }
}

impl Graph<'_> {
    /// Returns what limits the values of a schema wherever it is used.
    pub(crate) fn bounds(&self, id: SchemaId) -> Bounds {
        self.all_bounds().bounds.get(id.index()).copied().unwrap_or(Bounds::ALL)
    }

    /// Tells whether values have to be as the schema says: it is no condition, and not what must not be.
    pub(crate) fn is_met(&self, id: SchemaId) -> bool {
        self.all_bounds().is_met.get(id.index()).copied().unwrap_or(false)
    }

    /// Returns the schemas that name one of the types, and whose values lack one of the limits. Of several that judge the
    /// same value only the innermost is named: what limits it limits all.
    pub(crate) fn unlimited(&self, types: Types, limits: Bounds) -> Vec<SchemaId> {
        let lacks = |id: SchemaId, schema: &Schema<'_>| {
            schema.types.has(types) && self.is_met(id) && !self.bounds(id).has(limits)
        };
        let lacking: Vec<SchemaId> =
            self.schemas().filter(|(id, schema)| lacks(*id, schema)).map(|(id, _)| id).collect();
        let around = self.all_bounds().around(&lacking);
        lacking.into_iter().filter(|id| !around.contains(id)).collect()
    }
}

/// Returns the limits that a schema names itself. A value of another type needs none.
fn own(graph: &Graph<'_>, id: SchemaId, schema: &Schema<'_>) -> Bounds {
    if schema.is_enumerated() || schema.boolean == Some(false) {
        return Bounds::ALL;
    }
    let specification = graph.specification();
    let mut bounds = Bounds::default();
    let mut set = |is_there: bool, limit: Bounds| {
        if is_there {
            bounds = bounds.and(limit);
        }
    };
    if !schema.types.is_empty() {
        set(true, Bounds::TYPE);
        set(!schema.types.has(Types::STRING.or(Types::FILE)), Bounds::STRING);
        set(!schema.types.has(Types::INTEGER.or(Types::NUMBER)), Bounds::NUMBER);
        set(!schema.types.has(Types::ARRAY), Bounds::ARRAY);
        set(!schema.types.has(Types::OBJECT), Bounds::OBJECT);
    }
    let has_short_format = schema.format.is_some_and(is_short);
    set(
        schema.has(Keyword::MaxLength) || has_short_format || has_bounded_pattern(graph, schema),
        Bounds::LENGTH,
    );
    set(schema.has_any(&[Keyword::Format, Keyword::Pattern]), Bounds::CONTENT.and(Bounds::FORMAT));
    set(schema.has_lower_limit(specification), Bounds::MINIMUM);
    set(schema.has_upper_limit(specification), Bounds::MAXIMUM);
    set(schema.has(Keyword::MaxItems) || has_closed_tuple(graph, schema), Bounds::ITEMS);
    set(describes_items(graph, id, schema), Bounds::ITEM);
    let is_closed = schema.additional == Extra::Forbidden || schema.unevaluated == Extra::Forbidden;
    set(is_closed, Bounds::OBJECT);
    set(schema.has(Keyword::MaxProperties) || schema.has(Keyword::PropertyNames), Bounds::PROPERTIES);
    bounds
}

/// Tells whether the strings of a format have a length that the format itself limits.
fn is_short(format: &str) -> bool {
    matches!(
        format,
        "date"
            | "date-time"
            | "time"
            | "duration"
            | "uuid"
            | "ipv4"
            | "ipv6"
            | "int32"
            | "int64"
            | "uint32"
            | "uint64"
            | "float"
            | "double"
            | "char"
    )
}

fn has_bounded_pattern(graph: &Graph<'_>, schema: &Schema<'_>) -> bool {
    let Some(Value::String(text)) =
        schema.has(Keyword::Pattern).then(|| schema.value(graph.tree(), Keyword::Pattern)).flatten()
    else {
        return false;
    };
    matches!(Pattern::parse(text), Ok(Some(pattern)) if pattern.shape().is_bounded())
}

/// Tells whether an array holds what `prefixItems` names and no more.
fn has_closed_tuple(graph: &Graph<'_>, schema: &Schema<'_>) -> bool {
    let ends =
        |keyword| schema.has(keyword) && schema.value(graph.tree(), keyword) == Some(Value::Bool(false));
    ends(Keyword::Items) || ends(Keyword::UnevaluatedItems)
}

/// Tells whether an array says what it holds. An `items` that is no schema is reported as such.
fn describes_items(graph: &Graph<'_>, id: SchemaId, schema: &Schema<'_>) -> bool {
    let mut items = graph.edges(id).iter().filter(|edge| edge.role == Role::Item).peekable();
    let has_keyword = schema.has_any(&[Keyword::Items, Keyword::PrefixItems]);
    let is_open = |id: SchemaId| {
        graph.resolved(id).is_some_and(|(_, item)| item.boolean != Some(false) && item.is_unrestricted())
    };
    has_keyword && (items.peek().is_none() || items.any(|edge| !is_open(edge.to)))
}

/// Adds to the limits of each schema those of what judges the same value further in: of all members of `allOf` and what it
/// refers to, and what every branch of `oneOf` or `anyOf` has.
fn inside(graph: &Graph<'_>, own: &[Bounds]) -> Vec<Bounds> {
    let mut bounds = own.to_vec();
    // What is further in mostly comes later.
    let ids: Vec<SchemaId> = graph.schemas().map(|(id, _)| id).collect();
    for _ in 0..PASSES {
        let mut changed = false;
        for id in ids.iter().rev() {
            let whole = with_members(graph, *id, &bounds);
            if let Some(bound) = bounds.get_mut(id.index()) {
                changed |= whole != *bound;
                *bound = whole;
            }
        }
        if !changed {
            break;
        }
    }
    bounds
}

fn with_members(graph: &Graph<'_>, id: SchemaId, bounds: &[Bounds]) -> Bounds {
    let get = |id: SchemaId| bounds.get(id.index()).copied().unwrap_or_default();
    let mut whole = get(id);
    let mut branches = [None, None];
    for edge in graph.edges(id) {
        match edge.role {
            Role::Reference | Role::AllOf => whole = whole.and(get(edge.to)),
            Role::OneOf => branches[0] = Some(branches[0].unwrap_or(Bounds::ALL).common(get(edge.to))),
            Role::AnyOf => branches[1] = Some(branches[1].unwrap_or(Bounds::ALL).common(get(edge.to))),
            _ => {}
        }
    }
    branches.into_iter().flatten().fold(whole, Bounds::and)
}

/// Returns for each schema the limits of what it is in, as far as every use of it has them.
fn around(graph: &Graph<'_>, inside: &[Bounds], is_met: &[bool]) -> Vec<Bounds> {
    let mut around = vec![Bounds::ALL; inside.len()];
    let mut queue = Vec::new();
    let narrow = |around: &mut Vec<Bounds>, id: SchemaId, to: Bounds, queue: &mut Vec<SchemaId>| {
        if let Some(own) = around.get_mut(id.index()) {
            let common = own.common(to);
            if common != *own {
                *own = common;
                queue.push(id);
            }
        }
    };
    for id in graph.entries() {
        narrow(&mut around, *id, Bounds::default(), &mut queue);
    }
    for (id, _) in graph.schemas().filter(|(id, _)| is_met.get(id.index()) == Some(&true)) {
        for edge in graph.edges(id) {
            let is_value = matches!(
                edge.role,
                Role::Property(_) | Role::PatternProperty | Role::AdditionalProperty | Role::Item
            );
            if is_value {
                narrow(&mut around, edge.to, Bounds::default(), &mut queue);
            }
        }
    }
    while let Some(id) = queue.pop() {
        let get = |list: &[Bounds]| list.get(id.index()).copied().unwrap_or_default();
        let given = get(inside).and(get(&around));
        for edge in graph.edges(id) {
            if is_same_value(edge.role) {
                narrow(&mut around, edge.to, given, &mut queue);
            }
        }
    }
    around
}

const fn is_same_value(role: Role<'_>) -> bool {
    matches!(role, Role::Reference | Role::AllOf | Role::OneOf | Role::AnyOf)
}

/// Finds the schemas that values have to satisfy, from the operations on.
fn met(graph: &Graph<'_>) -> Vec<bool> {
    let mut is_met = vec![false; graph.schemas.len()];
    let mut queue: Vec<SchemaId> = graph.entries().to_vec();
    while let Some(id) = queue.pop() {
        let Some(flag) = is_met.get_mut(id.index()).filter(|flag| !**flag) else { continue };
        *flag = true;
        let edges = graph.edges(id).iter();
        queue.extend(edges.filter(|edge| !matches!(edge.role, Role::Not | Role::Other)).map(|edge| edge.to));
    }
    is_met
}
