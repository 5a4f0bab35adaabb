//! The types that a scan can find.

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
