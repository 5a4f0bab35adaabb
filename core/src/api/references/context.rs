//! What the keys of an object mean, by where the object stands.

use crate::api::tree::{NodeId, Tree};

/// The meaning of an object's keys. A part in another file has that of the reference to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// They are keywords.
    Keywords,
    /// The author named them.
    Names,
    /// They are keywords of a path item or a security scheme: what access control depends on.
    VitalKeywords,
    /// The author named path items or security schemes by them.
    VitalNames,
}

impl Context {
    /// Returns the context of the value under a key; `None` for plain data, in which `$ref` is a name like any other.
    pub(super) fn of_child(self, key: &str) -> Option<Self> {
        match self {
            Self::Names => Some(Self::Keywords),
            Self::VitalNames => Some(Self::VitalKeywords),
            Self::Keywords | Self::VitalKeywords => of_keyword(key),
        }
    }

    pub(super) const fn is_vital(self) -> bool {
        matches!(self, Self::VitalKeywords | Self::VitalNames)
    }

    pub(super) const fn has_names(self) -> bool {
        matches!(self, Self::Names | Self::VitalNames)
    }
}

fn of_keyword(key: &str) -> Option<Context> {
    match key {
        "example" | "examples" | "default" | "enum" | "const" => None,
        "paths" | "webhooks" | "pathItems" | "securitySchemes" | "securityDefinitions" => {
            Some(Context::VitalNames)
        }
        "properties"
        | "patternProperties"
        | "$defs"
        | "definitions"
        | "dependentSchemas"
        | "dependencies"
        | "schemas"
        | "responses"
        | "parameters"
        | "requestBodies"
        | "headers"
        | "links"
        | "callbacks"
        | "mediaTypes"
        | "encoding"
        | "additionalOperations" => Some(Context::Names),
        _ if key.starts_with("x-") => None,
        _ => Some(Context::Keywords),
    }
}

/// Tells whether a node is a field of the specification, and no name that an author gave and no part of plain data. A
/// part of another file counts as a schema or what else has keywords.
pub(crate) fn is_field(tree: &Tree, node: NodeId) -> bool {
    let mut way = vec![node];
    while let Some(parent) = way.last().and_then(|node| tree.parent(*node)) {
        way.push(parent);
    }
    let mut context = Context::Keywords;
    let mut is_name = false;
    for key in way.into_iter().rev().map(|node| tree.key(node)) {
        is_name = context.has_names() && key.is_some();
        context = match key.map(|key| context.of_child(key)) {
            None => Context::Keywords,
            Some(Some(child)) => child,
            Some(None) => return false,
        };
    }
    !is_name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_fields_from_names_and_data() {
        let text = "info: {description: a}\n\
                    components:\n  schemas:\n    example: {description: b, properties: {description: {title: c}, default: {title: d}}}\n\
                    \x20   Pet: {example: {description: e}, enum: [{title: f}], x-note: {summary: g}}\n";
        let tree = Tree::parse(text.as_bytes(), &crate::Limits::default()).unwrap();
        for (pointer, expected) in [
            ("/info/description", true),
            ("/components/schemas/example/description", true),
            ("/components/schemas/example", false),
            ("/components/schemas/example/properties/description", false),
            ("/components/schemas/example/properties/description/title", true),
            ("/components/schemas/example/properties/default/title", true),
            ("/components/schemas/Pet/example/description", false),
            ("/components/schemas/Pet/enum/0/title", false),
            ("/components/schemas/Pet/x-note/summary", false),
        ] {
            assert_eq!(is_field(&tree, tree.resolve(pointer).unwrap()), expected, "{pointer}");
        }
    }
}
