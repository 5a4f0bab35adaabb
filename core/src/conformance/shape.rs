//! What a schema says of a value without comparing any: types, properties, and what they are marked as.

use rustc_hash::{FxHashMap, FxHashSet};

use super::mark::mark;
use super::schema::{Edge, each, is_marked};
use crate::api::specification::Specification;
use crate::api::tree::{NodeId, Tree, Value};

/// Shapes of one document. Schemas that are joined in ever new ways make no more than these.
const MOST_SHAPES: usize = 400_000;
/// Schemas that one shape is made of.
const MOST_PARTS: usize = 512;

/// A shape's number in [`Shapes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ShapeId(u32);

/// What all schemas that count for one value say of it, those of alternatives too.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// The types that are named; none means all.
    pub(super) types: Types,
    /// In the order of their marks, then of their names.
    properties: Vec<Property>,
    pub(super) extra: Extra,
    /// What other properties are.
    pub(super) additional: Option<ShapeId>,
    /// What the elements of an array are.
    pub(super) items: Option<ShapeId>,
}

/// A declared property.
#[derive(Debug)]
pub(super) struct Property {
    mark: u64,
    name: Box<str>,
    pub(super) shape: ShapeId,
    pub(super) is_read_only: bool,
    pub(super) is_write_only: bool,
}

/// What is said of properties that are not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Extra {
    /// Nothing.
    #[default]
    Unsaid,
    /// They are expected: allowed in so many words, described, or by a pattern.
    Open,
    /// They are forbidden: the schema itself is broken by them.
    Forbidden,
}

/// A set of JSON types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Types(u8);

impl Types {
    pub(super) const NULL: Self = Self(1);
    pub(super) const BOOLEAN: Self = Self(1 << 1);
    pub(super) const NUMBER: Self = Self(1 << 2);
    pub(super) const STRING: Self = Self(1 << 3);
    pub(super) const ARRAY: Self = Self(1 << 4);
    pub(super) const OBJECT: Self = Self(1 << 5);

    fn of_word(word: &str) -> Self {
        match word {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" | "number" => Self::NUMBER,
            "string" | "file" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => Self::default(),
        }
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The shapes of all schemas that values are compared with.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    shapes: Vec<Shape>,
}

impl Shapes {
    pub(super) fn get(&self, id: ShapeId) -> Option<&Shape> {
        self.shapes.get(id.0 as usize)
    }
}

impl Shape {
    /// Tells whether properties are declared.
    pub(super) fn has_properties(&self) -> bool {
        !self.properties.is_empty()
    }

    /// Tells whether an object may have any names, as far as is said.
    pub(super) fn is_map(&self) -> bool {
        self.extra == Extra::Open || (self.types.has(Types::OBJECT) && !self.has_properties())
    }

    /// Returns the declared properties.
    pub(super) fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// Returns the declared property of a name.
    pub(super) fn property(&self, name: &str) -> Option<&Property> {
        self.property_of(mark(name), name)
    }

    /// Returns the declared property of a name with its mark.
    pub(super) fn property_of(&self, mark: u64, name: &str) -> Option<&Property> {
        let first = self.properties.partition_point(|own| own.mark < mark);
        let same = self.properties.get(first..)?.iter().take_while(|own| own.mark == mark);
        same.into_iter().find(|own| *own.name == *name)
    }
}

impl Property {
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// Makes shapes of schemas.
pub(super) struct ShapeBuilder<'t> {
    tree: &'t Tree,
    specification: Specification,
    shapes: Vec<Shape>,
    /// Which schemas, in their order, are which shape.
    known: FxHashMap<Vec<NodeId>, ShapeId>,
    queue: Vec<(ShapeId, Vec<NodeId>)>,
}

impl<'t> ShapeBuilder<'t> {
    pub(super) fn new(tree: &'t Tree, specification: Specification) -> Self {
        Self { tree, specification, shapes: Vec::new(), known: FxHashMap::default(), queue: Vec::new() }
    }

    /// Returns the shape of a schema.
    pub(super) fn shape(&mut self, node: NodeId) -> ShapeId {
        self.joined(vec![self.tree.target(node)])
    }

    /// Makes everything that was asked for, with all that it leads to.
    pub(super) fn finish(mut self) -> Shapes {
        while let Some((id, nodes)) = self.queue.pop() {
            let shape = self.make(&nodes);
            if let Some(own) = self.shapes.get_mut(id.0 as usize) {
                *own = shape;
            }
        }
        Shapes { shapes: self.shapes }
    }

    /// Returns the shape of a value for which all of the schemas count.
    fn joined(&mut self, mut nodes: Vec<NodeId>) -> ShapeId {
        nodes.sort_unstable();
        nodes.dedup();
        let next = ShapeId(u32::try_from(self.shapes.len()).unwrap_or(u32::MAX));
        if let Some(known) = self.known.get(&nodes) {
            return *known;
        }
        self.shapes.push(Shape { extra: Extra::Open, ..Shape::default() });
        // Past the limit nothing is known of a value.
        if self.shapes.len() < MOST_SHAPES {
            self.known.insert(nodes.clone(), next);
            self.queue.push((next, nodes));
        }
        next
    }

    fn make(&mut self, nodes: &[NodeId]) -> Shape {
        let parts = self.parts(nodes);
        let tree = self.tree;
        if parts.len() > MOST_PARTS {
            return Shape { extra: Extra::Open, ..Shape::default() };
        }
        let mut properties: Vec<(&'t str, NodeId)> = Vec::new();
        let (mut items, mut additional) = (Vec::new(), Vec::new());
        let mut shape = Shape::default();
        for part in &parts {
            shape.types = Types(shape.types.0 | types_of(tree, *part).0);
            // Those who are built on it have properties of their own.
            if is_base(tree, *part) {
                shape.extra = Extra::Open;
            }
            each(tree, *part, self.specification, &mut |edge, node| match edge {
                Edge::Property(name) => properties.push((name, node)),
                Edge::Items => items.push(node),
                Edge::Pattern => shape.extra = Extra::Open,
                // What one schema forbids, another may allow: then the comparison finds out.
                Edge::Additional | Edge::Unevaluated if tree.value(node) == Value::Bool(false) => {
                    if shape.extra == Extra::Unsaid {
                        shape.extra = Extra::Forbidden;
                    }
                }
                Edge::Additional | Edge::Unevaluated => {
                    shape.extra = Extra::Open;
                    additional.push(node);
                }
                Edge::Reference | Edge::All | Edge::Some | Edge::Test | Edge::Other => {}
            });
        }
        shape.properties = self.declared(properties);
        shape.items = (!items.is_empty()).then(|| self.joined(items));
        shape.additional = (!additional.is_empty()).then(|| self.joined(additional));
        shape
    }

    /// Returns all schemas that count for a value, with those that they refer to and those of alternatives.
    fn parts(&self, nodes: &[NodeId]) -> Vec<NodeId> {
        let mut parts: Vec<NodeId> = nodes.to_vec();
        let mut seen: FxHashSet<NodeId> = nodes.iter().copied().collect();
        let mut next = 0;
        while let Some(part) = parts.get(next).copied().filter(|_| parts.len() <= MOST_PARTS) {
            next += 1;
            each(self.tree, part, self.specification, &mut |edge, node| {
                if matches!(edge, Edge::Reference | Edge::All | Edge::Some) && seen.insert(node) {
                    parts.push(node);
                }
            });
        }
        parts
    }

    fn declared(&mut self, mut named: Vec<(&'t str, NodeId)>) -> Vec<Property> {
        // The same property of several schemas stands together.
        named.sort_unstable_by_key(|(name, node)| (mark(name), *name, *node));
        let mut properties = Vec::new();
        for same in named.chunk_by(|(one, _), (two, _)| one == two) {
            let Some((name, _)) = same.first() else { continue };
            let nodes: Vec<NodeId> = same.iter().map(|(_, node)| *node).collect();
            let all_are = |mark| nodes.iter().all(|node| is_marked(self.tree, *node, mark));
            let (is_read_only, is_write_only) = (all_are("readOnly"), all_are("writeOnly"));
            let shape = self.joined(nodes);
            properties.push(Property {
                mark: mark(name),
                name: (*name).into(),
                shape,
                is_read_only,
                is_write_only,
            });
        }
        properties
    }
}

/// Tells whether a schema is what others are built on: its discriminator says which one a value is.
fn is_base(tree: &Tree, schema: NodeId) -> bool {
    let has = |word| tree.get(schema, word).is_some();
    has("discriminator") && !has("oneOf") && !has("anyOf")
}

/// Returns the types that a schema names.
fn types_of(tree: &Tree, schema: NodeId) -> Types {
    let types = tree.get(schema, "type").map_or_else(Types::default, |node| match tree.value(node) {
        Value::String(word) => Types::of_word(word),
        Value::Sequence => tree.items(node).fold(Types::default(), |types, item| match tree.value(item) {
            Value::String(word) => Types(types.0 | Types::of_word(word).0),
            _ => types,
        }),
        _ => Types::default(),
    });
    let is_nullable = |word| tree.get(schema, word).is_some_and(|own| tree.value(own) == Value::Bool(true));
    let is_nullable = is_nullable("nullable") || is_nullable("x-nullable");
    Types(types.0 | if is_nullable { Types::NULL.0 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn shape_of(text: &str) -> (Shapes, ShapeId) {
        let tree = Tree::parse(text.as_bytes(), &Limits::default()).unwrap();
        let mut builder = ShapeBuilder::new(&tree, Specification::V3_1);
        let id = builder.shape(tree.resolve("/a").unwrap());
        (builder.finish(), id)
    }

    #[test]
    fn joins_what_counts_for_one_value() {
        let text = "a: {allOf: [{$ref: '#/b'}, {properties: {y: {type: string}}}], anyOf: [{properties: {x: {type: 'null'}}}]}\n\
            b: {type: object, properties: {x: {type: integer, readOnly: true}, w: {allOf: [{writeOnly: true}]}}}\n";
        let (shapes, id) = shape_of(text);
        let shape = shapes.get(id).unwrap();
        let names: Vec<&str> = shape.properties().iter().map(Property::name).collect();
        assert_eq!(names, ["w", "x", "y"]);
        let x = shape.property("x").unwrap();
        let types = shapes.get(x.shape).unwrap().types;
        assert!(types.has(Types::NUMBER) && types.has(Types::NULL) && !types.has(Types::STRING));
        assert!(!x.is_read_only && shape.property("w").unwrap().is_write_only);
        assert_eq!(shape.extra, Extra::Unsaid);
    }

    #[test]
    fn knows_what_is_said_of_other_properties() {
        for (text, extra) in [
            ("a: {properties: {x: {}}}", Extra::Unsaid),
            ("a: {additionalProperties: false}", Extra::Forbidden),
            ("a: {additionalProperties: {}}", Extra::Open),
            ("a: {allOf: [{additionalProperties: false}, {patternProperties: {x: {}}}]}", Extra::Open),
        ] {
            let (shapes, id) = shape_of(text);
            assert_eq!(shapes.get(id).unwrap().extra, extra, "{text}");
        }
    }

    #[test]
    fn ends_with_schemas_that_hold_themselves() {
        let text = "a: {properties: {a: {$ref: '#/a'}, b: {items: {anyOf: [{$ref: '#/a'}, {$ref: '#/b'}]}}}}\nb: {$ref: '#/a'}";
        let (shapes, id) = shape_of(text);
        let list = shapes.get(shapes.get(id).unwrap().property("b").unwrap().shape).unwrap();
        let inner = shapes.get(list.items.unwrap()).unwrap();
        assert!(inner.property("a").is_some());
    }
}
