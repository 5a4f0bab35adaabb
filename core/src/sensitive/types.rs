//! The types that a scan can find.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::secrets::tokens;
use super::validators::national::SCHEMES;
use super::{SensitiveGroup, SensitiveType};

/// A type of sensitive data that scans find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct SensitiveTypeMeta {
    /// The word that detections, reports and settings use, for example `payment-card`.
    pub id: &'static str,
    /// What kind of harm it does where it gets out.
    pub group: SensitiveGroup,
    /// What a person calls it, with its article.
    pub label: &'static str,
}

/// Returns every type that scans find without custom detectors, in order of the words.
#[must_use]
pub fn sensitive_types() -> Vec<SensitiveTypeMeta> {
    let mut types: Vec<_> = built_in().collect();
    types.sort();
    types.dedup_by_key(|own| own.id);
    types
}

/// Tells whether a word is a built-in type.
pub(crate) fn is_built_in(word: &str) -> bool {
    built_in().any(|own| own.id == word)
}

/// Returns the built-in types. One that has several forms comes several times.
pub(super) fn built_in() -> impl Iterator<Item = SensitiveTypeMeta> {
    let data = SensitiveType::ALL.iter();
    let data = data.map(|own| SensitiveTypeMeta { id: own.as_str(), group: own.group(), label: own.label() });
    let issued = SCHEMES.iter();
    let issued = issued.map(|own| SensitiveTypeMeta { id: own.id, group: own.group, label: own.label });
    let tokens = tokens::forms();
    let tokens =
        tokens.map(|own| SensitiveTypeMeta { id: own.id, group: SensitiveGroup::Secret, label: own.label });
    data.chain(issued).chain(tokens)
}

/// Tells whether a type is a number that stands for one person or one card.
pub(crate) fn is_identity(kind: &str) -> bool {
    matches!(kind, "payment-card" | "passport" | "drivers-license")
        || SCHEMES.iter().any(|own| own.id == kind)
}

/// Returns what a person calls a type, with its article; of a custom one the word itself.
pub(crate) fn label(kind: &str) -> Cow<'static, str> {
    static LABELS: LazyLock<FxHashMap<&str, &str>> =
        LazyLock::new(|| sensitive_types().into_iter().map(|own| (own.id, own.label)).collect());
    LABELS.get(kind).map_or_else(|| Cow::Owned(kind.to_owned()), |label| Cow::Borrowed(*label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_every_type_once_in_order() {
        let types = sensitive_types();
        assert!(types.len() > 300, "{}", types.len());
        assert!(types.is_sorted_by(|one, two| one.id < two.id));
        for id in ["payment-card", "br-cpf", "github-token", "us-ssn", "jwt"] {
            assert!(types.iter().any(|own| own.id == id), "{id}");
        }
    }
}
