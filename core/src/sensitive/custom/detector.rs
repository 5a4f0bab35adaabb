//! What a user looks for beside the built-in types.

use crate::Position;
use crate::sensitive::SensitiveGroup;
use crate::words::words;

words! {
    /// A place that a detector looks at.
    DetectorScope {
        /// The query of a request.
        Query => "query",
        /// The body of a request, and every text that is scanned by itself.
        Body => "body",
        /// The headers of a request.
        Header => "header",
        /// All that a service answers: body and headers.
        Response => "response",
    }
}

/// The places of a detector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Scopes(u8);

impl Scopes {
    pub(super) const ALL: Self = Self(0b1111);

    const fn of(scope: DetectorScope) -> Self {
        Self(1 << scope as u8)
    }

    pub(super) const fn has(self, scope: DetectorScope) -> bool {
        self.0 & Self::of(scope).0 != 0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl FromIterator<DetectorScope> for Scopes {
    fn from_iter<I: IntoIterator<Item = DetectorScope>>(scopes: I) -> Self {
        scopes.into_iter().fold(Self(0), |all, scope| all.or(Self::of(scope)))
    }
}

/// Describes a type of sensitive data that is looked for beside the built-in ones.
///
/// It needs a pattern, names of fields, or both:
/// - With a pattern alone, every match is reported with the detector's score.
/// - With fields alone, so is every value of such a field, text or number, that is not blank.
/// - With both, a match of the pattern anywhere is reported with the score, and one in such a field with a score half-way
///   between it and 1. A value of such a field that the pattern does not match is not reported.
///
/// A validator must pass in each case. Less than 0.5 is not reported: with such a score the pattern counts only in the
/// fields.
///
/// # Patterns
/// They have the syntax of the crate `regex`, which has no look-around and no back-references. They see bytes: `\d`, `\w`
/// and `(?i)` mean ASCII unless the pattern begins with `(?u)`. Of a value in a JSON text, a form or a header they see all of
/// it, so that `^` and `$` are its ends; of other texts they see the text. A match is found only if it begins to match within
/// the 2,048 bytes from its start on; a longer one may go on for 65,536 bytes. In a text with very many matches of a pattern
/// that looks far ahead it is 128 bytes.
///
/// # Fields
/// Names are compared by their words, as those of built-in types are: `employee_id` stands for `employeeId`, `EMPLOYEE-ID`,
/// `backup_employee_id` and `employee_ids` too, but not for `has_employee_id`. A name means first what a detector says, then
/// what is built in.
///
/// # Examples
/// ```
/// use watchgate::{Detector, Scanner, SensitiveGroup};
///
/// let employee = Detector::new("employee-id", SensitiveGroup::Pii).pattern(r"\bEMP-\d{6}\b").fields(["employee_id"]);
/// let scanner = Scanner::builder().detector(employee).build()?;
/// let detections = scanner.scan(br#"{"note": "call EMP-201733"}"#);
/// assert_eq!(detections[0].kind, "employee-id");
/// # Ok::<(), watchgate::DetectorError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detector {
    pub(super) name: String,
    pub(super) group: SensitiveGroup,
    pub(super) pattern: Option<String>,
    pub(super) fields: Vec<String>,
    pub(super) validator: Option<String>,
    pub(super) scopes: Scopes,
    /// In percent. No detector that is built has 0, or more than 100.
    pub(super) score: u8,
    pub(super) places: Places,
}

/// Where a settings file says what of a detector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Places {
    pub(crate) detector: Option<Position>,
    pub(crate) name: Option<Position>,
    pub(crate) pattern: Option<Position>,
    pub(crate) fields: Option<Position>,
    pub(crate) validator: Option<Position>,
    pub(crate) scopes: Option<Position>,
    pub(crate) score: Option<Position>,
}

impl Detector {
    /// The score of a detector that names none, in percent.
    const SCORE: u8 = 80;

    /// Describes a detector by its name in kebab case, which is the type of what it finds, and by its group.
    #[must_use]
    pub fn new(name: impl Into<String>, group: SensitiveGroup) -> Self {
        Self {
            name: name.into(),
            group,
            pattern: None,
            fields: Vec::new(),
            validator: None,
            scopes: Scopes::ALL,
            score: Self::SCORE,
            places: Places::default(),
        }
    }

    /// Sets the regular expression.
    #[must_use]
    pub fn pattern(mut self, pattern: impl Into<String>) -> Self {
        self.pattern = Some(pattern.into());
        self
    }

    /// Sets the names of fields.
    #[must_use]
    pub fn fields<I: IntoIterator<Item: Into<String>>>(mut self, fields: I) -> Self {
        self.fields = fields.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the check that a find must pass: `luhn`, `verhoeff`, `mod97`, `mod11-2` or `mod11-10` (ISO 7064), `iban`, `bic`,
    /// `aba`, `payment-card`, `imei`, `vin`, or a national scheme such as `br-cpf`. It looks at the find without spaces,
    /// hyphens, dots, slashes, parentheses and plus signs, in capital letters.
    #[must_use]
    pub fn validator(mut self, name: impl Into<String>) -> Self {
        self.validator = Some(name.into());
        self
    }

    /// Sets the places that it looks at. A detector that names none looks at all.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = DetectorScope>) -> Self {
        self.scopes = scopes.into_iter().collect();
        self
    }

    /// Sets the score: how sure a find is, above 0 and at most 1. It is kept in hundredths; 0.8 unless set.
    #[must_use]
    pub fn score(mut self, score: f32) -> Self {
        // Out of range the conversion takes the nearest number, of what is no number 0. Neither is built.
        self.score = (score * 100.0).round() as u8;
        self
    }

    /// Returns the name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Says where a settings file describes it.
    pub(crate) const fn at(mut self, places: Places) -> Self {
        self.places = places;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_scores_in_hundredths() {
        let score = |score| Detector::new("a", SensitiveGroup::Pii).score(score).score;
        assert_eq!([score(0.9), score(0.555), score(1.0), score(0.0), score(-1.0)], [90, 56, 100, 0, 0]);
        assert_eq!([score(f32::NAN), score(f32::INFINITY), score(f32::NEG_INFINITY)], [0, 255, 0]);
    }

    #[test]
    fn looks_everywhere_unless_told() {
        for scope in DetectorScope::ALL {
            assert!(Scopes::ALL.has(*scope));
            let only = Scopes::from_iter([*scope]);
            assert_eq!(DetectorScope::ALL.iter().filter(|own| only.has(**own)).count(), 1);
        }
        assert!(Scopes::from_iter([]).is_empty());
    }
}
