//! Types and groups that a caller names.

use thiserror::Error;

use super::nearest::nearest;
use super::{Detection, Scanner, SensitiveGroup, repeated, types};

/// The detections that are of some types or of some groups.
///
/// # Examples
/// ```
/// let scanner = watchgate::Scanner::default();
/// let selection = scanner.select(["email"], ["secret"])?;
/// let body = br#"{"email": "ada@shop.dev", "password": "Tr0ub4dor&3", "ip": "93.184.216.34"}"#;
/// let redacted = scanner.redact_where(body, |own| selection.contains(own));
/// assert_eq!(redacted, br#"{"email": "*********dev", "password": "***********", "ip": "93.184.216.34"}"#);
/// assert!(scanner.select(["e-mail"], [""; 0]).is_err());
/// # Ok::<(), watchgate::SelectionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    types: Vec<String>,
    groups: Vec<SensitiveGroup>,
}

/// Why a selection means nothing: a word in it is unknown. The word is repeated only if it is no data by its form.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SelectionError {
    /// Neither a built-in type nor the name of a detector of this scanner.
    #[error("there is no type `{word}`; did you mean `{nearest}`?")]
    UnknownType {
        /// The word.
        word: String,
        /// The type that is most like it.
        nearest: String,
    },
    /// A group that stands among the types.
    #[error("`{}` is a group, not a type", .group.as_str())]
    GroupAmongTypes {
        /// The group.
        group: SensitiveGroup,
    },
    /// A word that is no group.
    #[error("there is no group `{word}`; a group should be `pii`, `pci`, `secret`, `health` or `network`")]
    UnknownGroup {
        /// The word.
        word: String,
    },
}

impl SelectionError {
    /// Returns the stable name of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownType { .. } => "unknown-type",
            Self::GroupAmongTypes { .. } => "group-among-types",
            Self::UnknownGroup { .. } => "unknown-group",
        }
    }
}

impl Selection {
    /// Tells whether a detection is of one of the types, or of one of the groups.
    #[must_use]
    pub fn contains(&self, detection: &Detection) -> bool {
        self.groups.contains(&detection.group) || self.types.iter().any(|own| *own == detection.kind)
    }
}

impl Scanner {
    /// Selects detections by the names of their types, built-in ones and detectors of this scanner, and of their groups.
    ///
    /// # Errors
    /// Returns [`SelectionError`] for a name that none of this scanner's detections can have.
    pub fn select<T: AsRef<str>, G: AsRef<str>>(
        &self,
        types: impl IntoIterator<Item = T>,
        groups: impl IntoIterator<Item = G>,
    ) -> Result<Selection, SelectionError> {
        let types = types.into_iter().map(|word| self.type_of(word.as_ref())).collect::<Result<_, _>>()?;
        let groups = groups.into_iter().map(|word| group_of(word.as_ref())).collect::<Result<_, _>>()?;
        Ok(Selection { types, groups })
    }

    fn detectors_of_user(&self) -> impl Iterator<Item = &str> {
        self.custom.iter().flat_map(|custom| custom.names())
    }

    fn type_of(&self, word: &str) -> Result<String, SelectionError> {
        let mut own = self.detectors_of_user();
        if types::is_built_in(word) || own.any(|own| own == word) {
            return Ok(word.to_owned());
        }
        if let Some(group) = SensitiveGroup::from_word(word) {
            return Err(SelectionError::GroupAmongTypes { group });
        }
        let known = types::built_in().map(|own| own.id).chain(self.detectors_of_user());
        let nearest = nearest(word, known).to_owned();
        Err(SelectionError::UnknownType { word: repeated::name(word), nearest })
    }
}

fn group_of(word: &str) -> Result<SensitiveGroup, SelectionError> {
    SensitiveGroup::from_word(word).ok_or_else(|| SelectionError::UnknownGroup { word: repeated::name(word) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Detector;

    const NONE: [&str; 0] = [];

    fn scanner() -> Scanner {
        let badge = Detector::new("badge-number", SensitiveGroup::Pii).pattern(r"\bBN-\d{4}\b");
        Scanner::builder().detector(badge).build().unwrap()
    }

    #[test]
    fn selects_by_types_groups_and_detectors() {
        let body = br#"{"email": "ada@shop.example", "password": "Tq7mZr41pXw", "note": "BN-2017"}"#;
        let scanner = scanner();
        let selected = |types: &[&str], groups: &[&str]| {
            let selection = scanner.select(types, groups).unwrap();
            let found = scanner.scan(body).into_iter().filter(|own| selection.contains(own));
            found.map(|own| own.kind.into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(selected(&["email"], &[]), ["email"]);
        assert_eq!(selected(&["badge-number"], &["secret"]), ["password", "badge-number"]);
        assert_eq!(selected(&["br-cpf", "github-token"], &["pci"]), NONE);
        assert_eq!(selected(&[], &[]), NONE);
    }

    #[test]
    fn refuses_words_that_no_detection_has() {
        let scanner = scanner();
        let of_type = |word: &str| {
            let error = scanner.select([word], NONE).unwrap_err();
            (error.code(), error.to_string())
        };
        assert_eq!(
            of_type("e-mail"),
            ("unknown-type", "there is no type `e-mail`; did you mean `email`?".into())
        );
        let near = "there is no type `badge-numbers`; did you mean `badge-number`?";
        assert_eq!(of_type("badge-numbers"), ("unknown-type", near.into()));
        assert_eq!(of_type("pii"), ("group-among-types", "`pii` is a group, not a type".into()));
        assert_eq!(of_type("EMAIL").0, "unknown-type");
        assert_eq!(of_type("").0, "unknown-type");
        assert!(Scanner::default().select(["badge-number"], NONE).is_err(), "another scanner's");
        let error = scanner.select(NONE, ["pii", "secrets"]).unwrap_err();
        assert_eq!(error.code(), "unknown-group");
        assert!(error.to_string().starts_with("there is no group `secrets`; "), "{error}");
    }

    #[test]
    fn repeats_no_value_that_stands_for_a_word() {
        for word in ["ada@shop.example", "536-22-1234", "4537293416721103"] {
            for error in [scanner().select([word], NONE), scanner().select(NONE, [word])] {
                let text = format!("{0} {0:?}", error.unwrap_err());
                assert!(!text.contains(word) && text.contains("***"), "{text}");
            }
        }
    }
}
