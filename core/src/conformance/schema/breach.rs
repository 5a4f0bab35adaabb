//! What is wrong with a value, without the value.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;

/// What comes out of the comparison of a value with its schema.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::conformance) enum Verdict {
    Fits,
    /// The schema or the value asks for more than is compared.
    Unknown,
    /// Where the value breaks its schema, never empty.
    Breaks(Vec<Breach>),
}

/// One place where a value breaks its schema.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::conformance) struct Breach {
    /// The names and indices that lead to it, as the instance has them. Not for messages: a name may be data.
    pub(in crate::conformance) steps: Vec<String>,
    /// The keyword that it breaks.
    pub(in crate::conformance) keyword: &'static str,
    /// The property that is missing, as the schema names it.
    pub(in crate::conformance) missing: Option<String>,
    /// The properties that there should not be, as the instance has them.
    pub(in crate::conformance) unexpected: Vec<String>,
}

impl Breach {
    /// Returns the breach of a keyword by the whole value.
    pub(in crate::conformance) const fn of_keyword(keyword: &'static str) -> Self {
        Self { steps: Vec::new(), keyword, missing: None, unexpected: Vec::new() }
    }

    pub(super) fn of(error: &ValidationError<'_>) -> Self {
        // The first step is the way to the root.
        let path = error.instance_path().as_str();
        let steps = path.split('/').skip(2).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
        let mut breach =
            Self { steps, keyword: keyword(error.kind()), missing: None, unexpected: Vec::new() };
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                breach.missing = property.as_str().map(str::to_owned)
            }
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                breach.unexpected.clone_from(unexpected);
            }
            _ => {}
        }
        breach
    }
}

/// Returns the keyword of an error as schemas write it.
fn keyword(kind: &ValidationErrorKind) -> &'static str {
    const WORDS: [&str; 27] = [
        "additionalProperties",
        "anyOf",
        "const",
        "contains",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "not",
        "oneOf",
        "pattern",
        "propertyNames",
        "required",
        "type",
        "unevaluatedItems",
        "unevaluatedProperties",
        "uniqueItems",
        "dependentRequired",
    ];
    let word = kind.keyword();
    WORDS.into_iter().find(|own| *own == word).unwrap_or("false")
}
