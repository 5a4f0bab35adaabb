//! Schemas of any version as one bundle of JSON Schema 2020-12.

use rustc_hash::FxHashSet;
use serde_json::{Map, Value as Json, json};

use super::edges::{has_only_reference, is_marked, target_of};
use super::library::Side;
use super::patterns::Patterns;
use super::survey::Survey;
use super::{formats, scalars};
use crate::api::specification::Specification;
use crate::api::tree::{NodeId, Tree, Value};

/// Schemas that are written inside one another in the bundle. Deeper ones stand beside the others.
const INLINE: usize = 12;
/// The types of JSON.
const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/// Writes the schemas of a group. What the document says in a way that no schema has asserts nothing.
pub(super) struct Translator<'t> {
    pub(super) tree: &'t Tree,
    pub(super) specification: Specification,
    pub(super) survey: &'t Survey,
    pub(super) patterns: &'t mut Patterns,
    pub(super) side: Side,
    queue: Vec<NodeId>,
    queued: FxHashSet<NodeId>,
}

impl<'t> Translator<'t> {
    pub(super) fn new(
        tree: &'t Tree,
        specification: Specification,
        survey: &'t Survey,
        patterns: &'t mut Patterns,
        side: Side,
    ) -> Self {
        let (queue, queued) = (Vec::new(), FxHashSet::default());
        Self { tree, specification, survey, patterns, side, queue, queued }
    }

    /// Returns a reference to a schema of the bundle.
    pub(super) fn reference(&mut self, node: NodeId) -> Json {
        let node = self.tree.target(node);
        if self.queued.insert(node) {
            self.queue.push(node);
        }
        json!({"$ref": format!("#/$defs/{}{}", self.side.letter(), node.index())})
    }

    /// Writes everything that was referred to.
    pub(super) fn write_all(mut self, bundle: &mut Map<String, Json>) {
        while let Some(node) = self.queue.pop() {
            let schema = self.schema(node, 0);
            bundle.insert(format!("{}{}", self.side.letter(), node.index()), schema);
        }
    }

    /// Writes a schema that stands in another, or a reference to it.
    fn child(&mut self, node: NodeId, depth: usize) -> Json {
        // What is there twice in the document is there once in the bundle: aliases would multiply it.
        if depth >= INLINE || self.tree.target(node) != node {
            return self.reference(node);
        }
        self.schema(node, depth + 1)
    }

    /// Writes a schema about the same value as the one that it stands in.
    fn same(&mut self, from: NodeId, node: NodeId, depth: usize) -> Json {
        if self.survey.circular.contains(&(from, self.tree.target(node))) {
            return Json::Bool(true);
        }
        self.child(node, depth)
    }

    fn schema(&mut self, node: NodeId, depth: usize) -> Json {
        match self.tree.value(node) {
            Value::Bool(value) => return Json::Bool(value),
            Value::Mapping if !self.survey.heavy.contains(&node) => {}
            _ => return Json::Bool(true),
        }
        let mut schema = Map::new();
        let target = target_of(self.tree, node, "$ref").or_else(|| self.static_target(node));
        if let Some(target) = target
            && !self.survey.circular.contains(&(node, target))
            && let Json::Object(reference) = self.reference(target)
        {
            schema.extend(reference);
        }
        if !has_only_reference(self.tree, node, self.specification) {
            let entries: Vec<_> = self.tree.entries(node).collect();
            for (keyword, value) in entries {
                self.keyword(&mut schema, node, keyword, value, depth);
            }
            self.bounds(&mut schema, node);
        }
        if self.is_nullable(node) { nullable(schema) } else { Json::Object(schema) }
    }

    /// Returns where `$dynamicRef` leads, where that is the same on every way to it: by a pointer, or to what is no dynamic anchor
    /// (JSON Schema 2020-12, section 8.2.3.2).
    fn static_target(&self, node: NodeId) -> Option<NodeId> {
        let reference =
            self.tree.get(node, "$dynamicRef").filter(|_| self.specification.has_json_schema())?;
        let Value::String(text) = self.tree.value(reference) else { return None };
        let target = target_of(self.tree, node, "$dynamicRef")?;
        let fragment = text.split_once('#').map_or("", |(_, fragment)| fragment);
        let is_pointer = fragment.is_empty() || fragment.starts_with('/');
        (is_pointer || self.tree.get(target, "$dynamicAnchor").is_none()).then_some(target)
    }

    /// Tells whether `null` is allowed beside the type: `nullable` of 3.0, also where 3.1 or 2.0 do not have it.
    fn is_nullable(&self, node: NodeId) -> bool {
        ["nullable", "x-nullable"].iter().any(|word| {
            self.tree.get(node, word).is_some_and(|own| self.tree.value(own) == Value::Bool(true))
        })
    }

    fn keyword(
        &mut self,
        schema: &mut Map<String, Json>,
        owner: NodeId,
        keyword: &str,
        node: NodeId,
        depth: usize,
    ) {
        let tree = self.tree;
        let written = match keyword {
            "type" => types(tree, node),
            "enum" => {
                scalars::value(tree, node).filter(|own| own.as_array().is_some_and(|own| !own.is_empty()))
            }
            "const" => scalars::value(tree, node),
            "multipleOf" => scalars::number(tree, node)
                .filter(|own| own.as_f64().is_some_and(|own| own > 0.0))
                .map(Json::Number),
            "maxLength" | "minLength" | "maxItems" | "minItems" | "maxProperties" | "minProperties"
            | "maxContains" | "minContains" => scalars::count(tree, node).map(Json::from),
            "pattern" => self.pattern(node),
            "format" => match tree.value(node) {
                Value::String(format) if formats::is_asserted(format) => Some(Json::from(format)),
                _ => None,
            },
            "uniqueItems" => Some(Json::Bool(tree.value(node) == Value::Bool(true))),
            "required" => Some(self.required(owner, node)),
            "dependentRequired" => Some(Json::Object(
                tree.entries(node).map(|(name, own)| (name.to_owned(), names(tree, own, |_| true))).collect(),
            )),
            "properties" | "dependentSchemas" => Some(self.named(owner, node, depth)),
            "patternProperties" => self.pattern_properties(node, depth),
            // What is evaluated through `$dynamicRef` depends on the way to it, which is not followed; what is behind a
            // reference that leads nowhere is not known.
            "unevaluatedProperties" | "unevaluatedItems" if self.survey.has_unfollowed => None,
            "additionalProperties"
            | "unevaluatedProperties"
            | "unevaluatedItems"
            | "propertyNames"
            | "contains" => Some(self.child(node, depth)),
            "items" if tree.value(node) == Value::Sequence => return self.tuple(schema, owner, node, depth),
            // A list of `items` takes `additionalItems` along.
            "items" => Some(self.child(node, depth)),
            "oneOf" if self.is_any(owner, node) => {
                if let Some(any) =
                    self.list(owner, node, depth).filter(|_| tree.get(owner, "anyOf").is_none())
                {
                    schema.insert("anyOf".to_owned(), any);
                }
                return;
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => self.list(owner, node, depth),
            "not" | "if" if !self.is_exact(owner, node) => None,
            "not" | "if" | "then" | "else" => Some(self.same(owner, node, depth)),
            _ => None,
        };
        if let Some(written) = written {
            schema.insert(keyword.to_owned(), written);
        }
    }

    /// Tells whether more than one of the alternatives in `oneOf` may fit: where a discriminator says which one is meant, and
    /// where one of them asserts less than it says.
    fn is_any(&mut self, owner: NodeId, list: NodeId) -> bool {
        let tree = self.tree;
        tree.get(owner, "discriminator").is_some()
            || tree.items(list).any(|alternative| !self.is_exact(owner, alternative))
    }

    fn pattern(&mut self, node: NodeId) -> Option<Json> {
        match self.tree.value(node) {
            Value::String(pattern) if self.patterns.is_asserted(pattern) => Some(Json::from(pattern)),
            _ => None,
        }
    }

    /// Writes a list of schemas; `None` where it is empty, or none.
    fn list(&mut self, owner: NodeId, node: NodeId, depth: usize) -> Option<Json> {
        let items: Vec<NodeId> = self.tree.items(node).collect();
        let written: Vec<Json> = items.into_iter().map(|item| self.same(owner, item, depth)).collect();
        (!written.is_empty()).then_some(Json::Array(written))
    }

    fn named(&mut self, owner: NodeId, node: NodeId, depth: usize) -> Json {
        let entries: Vec<_> = self.tree.entries(node).collect();
        Json::Object(
            entries
                .into_iter()
                .map(|(name, child)| (name.to_owned(), self.same(owner, child, depth)))
                .collect(),
        )
    }

    /// Writes `patternProperties`; where one of the patterns cannot be asserted it is any name's.
    fn pattern_properties(&mut self, node: NodeId, depth: usize) -> Option<Json> {
        let entries: Vec<_> = self.tree.entries(node).collect();
        let mut written = Map::new();
        for (pattern, child) in entries {
            if self.patterns.is_asserted(pattern) {
                let schema = self.child(child, depth);
                written.insert(pattern.to_owned(), schema);
            } else {
                written.insert(String::new(), Json::Bool(true));
            }
        }
        (!written.is_empty()).then_some(Json::Object(written))
    }

    /// Writes a list of `items`, as it was before 2020-12.
    fn tuple(&mut self, schema: &mut Map<String, Json>, owner: NodeId, node: NodeId, depth: usize) {
        if let Some(items) = self.list(owner, node, depth) {
            schema.insert("prefixItems".to_owned(), items);
        }
        if let Some(rest) = self.tree.get(owner, "additionalItems") {
            let rest = self.child(rest, depth);
            schema.insert("items".to_owned(), rest);
        }
    }

    /// Writes the names that must be there: in a request not those that only answers have, and the other way round.
    fn required(&self, owner: NodeId, node: NodeId) -> Json {
        let properties = self.tree.get(owner, "properties");
        let other = self.side.other_mark();
        names(self.tree, node, |name| {
            let property = properties.and_then(|own| self.tree.get(own, name));
            other.is_none_or(|mark| !property.is_some_and(|own| is_marked(self.tree, own, mark)))
        })
    }

    /// Writes the bounds of numbers. Before 3.1 `exclusiveMinimum` says of `minimum` that it is excluded.
    fn bounds(&self, schema: &mut Map<String, Json>, node: NodeId) {
        for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
            let number = |word| self.tree.get(node, word).and_then(|own| scalars::number(self.tree, own));
            let is_excluded =
                self.tree.get(node, exclusive).is_some_and(|own| self.tree.value(own) == Value::Bool(true));
            if let Some(limit) = number(bound) {
                schema.insert((if is_excluded { exclusive } else { bound }).to_owned(), Json::Number(limit));
            }
            if let Some(limit) = number(exclusive) {
                schema.insert(exclusive.to_owned(), Json::Number(limit));
            }
        }
    }
}

/// Allows `null` beside what a schema allows.
fn nullable(mut schema: Map<String, Json>) -> Json {
    let is_plain = ["$ref", "allOf", "anyOf", "oneOf", "not", "const", "if"]
        .iter()
        .all(|word| !schema.contains_key(*word));
    if !is_plain {
        return json!({"anyOf": [{"type": "null"}, schema]});
    }
    match schema.get_mut("type") {
        Some(Json::Array(types)) if !types.contains(&Json::from("null")) => types.push(Json::from("null")),
        Some(own @ Json::String(_)) if *own != "null" => *own = json!([own.take(), "null"]),
        _ => {}
    }
    if let Some(Json::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Json::Null)
    {
        values.push(Json::Null);
    }
    Json::Object(schema)
}

/// Writes the types that JSON has; `file` of Swagger 2.0 is none.
fn types(tree: &Tree, node: NodeId) -> Option<Json> {
    let known = |node| match tree.value(node) {
        Value::String(word) => TYPES.contains(&word).then(|| Json::from(word)),
        Value::Null => Some(Json::from("null")),
        _ => None,
    };
    if tree.value(node) != Value::Sequence {
        return known(node);
    }
    let mut types = Vec::new();
    for item in tree.items(node) {
        let own = known(item)?;
        if !types.contains(&own) {
            types.push(own);
        }
    }
    (!types.is_empty()).then_some(Json::Array(types))
}

/// Writes a list of names, each once.
fn names(tree: &Tree, node: NodeId, keep: impl Fn(&str) -> bool) -> Json {
    let mut seen = FxHashSet::default();
    let names = tree.items(node).filter_map(|item| match tree.value(item) {
        Value::String(name) if seen.insert(name) && keep(name) => Some(Json::from(name)),
        _ => None,
    });
    Json::Array(names.collect())
}
