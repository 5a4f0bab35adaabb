//! A schema, as far as the rules ask.

use std::ops::Range;

use crate::api::specification::Specification;
use crate::api::tree::{NodeId, Tree, Value};

/// A schema's number in its [`Graph`](super::Graph).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SchemaId(pub(super) u32);

impl SchemaId {
    pub(in crate::analysis) fn index(self) -> usize {
        self.0 as usize
    }

    /// Returns its place in the order of [`Graph::schemas`](super::Graph::schemas).
    pub(crate) const fn number(self) -> u32 {
        self.0
    }

    /// Returns the schema at a place of that order.
    pub(crate) const fn of_index(index: u32) -> Self {
        Self(index)
    }
}

/// A schema object, or of Swagger 2.0 a parameter or a header.
#[derive(Debug, Clone)]
pub(crate) struct Schema<'t> {
    pub(crate) node: NodeId,
    /// The schema that it was found in first, and what it is there.
    pub(crate) parent: Option<(SchemaId, Role<'t>)>,
    /// The types that are named; none means all.
    pub(crate) types: Types,
    pub(crate) format: Option<&'t str>,
    /// Which keywords are there.
    pub(super) keywords: u64,
    /// Of a boolean schema (OpenAPI 3.1 and later) which.
    pub(crate) boolean: Option<bool>,
    /// `additionalProperties`.
    pub(crate) additional: Extra,
    /// `unevaluatedProperties`.
    pub(crate) unevaluated: Extra,
    /// Whether `readOnly` says that it is no input.
    pub(crate) is_read_only: bool,
    /// Whether `writeOnly` says that it is no output.
    pub(crate) is_write_only: bool,
    pub(super) edges: Range<u32>,
}

/// What a schema says of properties that it does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Extra {
    /// Nothing: they are allowed.
    #[default]
    Unsaid,
    /// `true` or `{}`.
    Allowed,
    /// `false`.
    Forbidden,
    /// They have a schema.
    Schema,
}

/// What a schema is to the one that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role<'t> {
    Property(&'t str),
    PatternProperty,
    AdditionalProperty,
    Item,
    AllOf,
    OneOf,
    AnyOf,
    Not,
    /// The target of its `$ref` or `$dynamicRef`.
    Reference,
    /// A condition, or another keyword that holds a schema.
    Other,
}

/// A schema inside another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge<'t> {
    pub(crate) role: Role<'t>,
    pub(crate) to: SchemaId,
}

/// A set of JSON types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Types(u8);

impl Types {
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(1 << 1);
    pub(crate) const INTEGER: Self = Self(1 << 2);
    pub(crate) const NUMBER: Self = Self(1 << 3);
    pub(crate) const STRING: Self = Self(1 << 4);
    pub(crate) const ARRAY: Self = Self(1 << 5);
    pub(crate) const OBJECT: Self = Self(1 << 6);
    /// `type: file` of Swagger 2.0.
    pub(crate) const FILE: Self = Self(1 << 7);

    fn of_word(word: &str) -> Self {
        match word {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            "file" => Self::FILE,
            _ => Self::default(),
        }
    }

    pub(super) fn read(tree: &Tree, node: NodeId) -> Self {
        match tree.value(node) {
            Value::String(word) => Self::of_word(word),
            Value::Sequence => tree.items(node).fold(Self::default(), |types, item| match tree.value(item) {
                Value::String(word) => Self(types.0 | Self::of_word(word).0),
                _ => types,
            }),
            _ => Self::default(),
        }
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tells whether no type is named.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Tells whether any of the types is named.
    pub(crate) const fn has(self, types: Self) -> bool {
        self.0 & types.0 != 0
    }

    /// Tells whether exactly these types are named, `null` left aside.
    pub(crate) const fn is_only(self, types: Self) -> bool {
        self.0 & !Self::NULL.0 == types.0
    }
}

macro_rules! keywords {
    ($($variant:ident => $word:literal,)+) => {
        /// The keywords of schemas that rules ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Keyword { $($variant),+ }

        impl Keyword {
            pub(super) fn of(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }

            /// Returns the keyword as documents write it.
            pub(crate) const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

keywords! {
    Reference => "$ref",
    Type => "type",
    Format => "format",
    Pattern => "pattern",
    Enum => "enum",
    Const => "const",
    MinLength => "minLength",
    MaxLength => "maxLength",
    Minimum => "minimum",
    Maximum => "maximum",
    ExclusiveMinimum => "exclusiveMinimum",
    ExclusiveMaximum => "exclusiveMaximum",
    MultipleOf => "multipleOf",
    Items => "items",
    PrefixItems => "prefixItems",
    UnevaluatedItems => "unevaluatedItems",
    Contains => "contains",
    MinItems => "minItems",
    MaxItems => "maxItems",
    Properties => "properties",
    PatternProperties => "patternProperties",
    AdditionalProperties => "additionalProperties",
    UnevaluatedProperties => "unevaluatedProperties",
    PropertyNames => "propertyNames",
    Required => "required",
    MinProperties => "minProperties",
    MaxProperties => "maxProperties",
    AllOf => "allOf",
    OneOf => "oneOf",
    AnyOf => "anyOf",
    Not => "not",
    If => "if",
    Then => "then",
    Else => "else",
    DependentSchemas => "dependentSchemas",
    DynamicRef => "$dynamicRef",
    ContentEncoding => "contentEncoding",
    ContentMediaType => "contentMediaType",
    ContentSchema => "contentSchema",
    ReadOnly => "readOnly",
    WriteOnly => "writeOnly",
    Nullable => "nullable",
    Discriminator => "discriminator",
    Deprecated => "deprecated",
    Default => "default",
    Example => "example",
    Examples => "examples",
    Title => "title",
    Description => "description",
}

/// Keywords that lead to another schema, which counts as well.
pub(crate) const REFERENCES: [Keyword; 2] = [Keyword::Reference, Keyword::DynamicRef];

impl<'t> Schema<'t> {
    /// Tells whether a keyword is there.
    pub(crate) const fn has(&self, keyword: Keyword) -> bool {
        self.keywords & (1 << keyword as u64) != 0
    }

    /// Tells whether any of the keywords is there.
    pub(crate) fn has_any(&self, keywords: &[Keyword]) -> bool {
        keywords.iter().any(|keyword| self.has(*keyword))
    }

    /// Tells whether the values are listed.
    pub(crate) const fn is_enumerated(&self) -> bool {
        self.has(Keyword::Enum) || self.has(Keyword::Const)
    }

    /// Tells whether it only stands for another: a `$ref` or `$dynamicRef` with nothing beside it that counts.
    pub(crate) fn is_reference(&self, specification: Specification) -> bool {
        const BESIDE: u64 = 1 << Keyword::Reference as u64
            | 1 << Keyword::DynamicRef as u64
            | 1 << Keyword::Title as u64
            | 1 << Keyword::Description as u64
            | 1 << Keyword::Default as u64
            | 1 << Keyword::Example as u64
            | 1 << Keyword::Examples as u64
            | 1 << Keyword::Deprecated as u64;
        self.has_any(&REFERENCES) && (!specification.has_json_schema() || self.keywords & !BESIDE == 0)
    }

    /// Tells whether it says nothing at all about values: `{}`, `true`, or only descriptions.
    pub(crate) fn is_unrestricted(&self) -> bool {
        const SAYS_NOTHING: u64 = 1 << Keyword::Title as u64
            | 1 << Keyword::Description as u64
            | 1 << Keyword::Default as u64
            | 1 << Keyword::Example as u64
            | 1 << Keyword::Examples as u64
            | 1 << Keyword::Deprecated as u64
            | 1 << Keyword::Nullable as u64
            | 1 << Keyword::ReadOnly as u64
            | 1 << Keyword::WriteOnly as u64;
        self.boolean.unwrap_or(self.keywords & !SAYS_NOTHING == 0)
    }

    /// Tells whether a keyword's value is `true`.
    pub(crate) fn is_true(&self, tree: &Tree, keyword: Keyword) -> bool {
        self.has(keyword) && self.value(tree, keyword) == Some(Value::Bool(true))
    }

    /// Returns a keyword's value.
    pub(crate) fn value<'a>(&self, tree: &'a Tree, keyword: Keyword) -> Option<Value<'a>> {
        tree.get(self.node, keyword.as_str()).map(|node| tree.value(node))
    }

    /// Returns where a keyword stands, or the schema itself.
    pub(crate) fn place(&self, tree: &Tree, keyword: Keyword) -> NodeId {
        tree.get(self.node, keyword.as_str()).unwrap_or(self.node)
    }

    /// Returns a keyword's value if it is a number.
    pub(crate) fn number(&self, tree: &Tree, keyword: Keyword) -> Option<f64> {
        match self.value(tree, keyword)? {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Tells whether numbers have a lower limit. In 3.0 and before, `exclusiveMinimum` only modifies one.
    pub(crate) fn has_lower_limit(&self, specification: Specification) -> bool {
        self.has(Keyword::Minimum) || (specification.has_json_schema() && self.has(Keyword::ExclusiveMinimum))
    }

    /// Tells whether numbers have an upper limit.
    pub(crate) fn has_upper_limit(&self, specification: Specification) -> bool {
        self.has(Keyword::Maximum) || (specification.has_json_schema() && self.has(Keyword::ExclusiveMaximum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_a_bit_for_every_keyword() {
        assert!((Keyword::Description as u64) < 64);
    }
}
