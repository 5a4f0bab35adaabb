//! What the keys of an object mean, by where the object stands.

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
