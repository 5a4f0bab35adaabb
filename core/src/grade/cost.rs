//! What findings cost: how much of an operation is lost to a rule, in each part of a grade.

use crate::{Factor, RuleMeta, Severity};

/// A part of a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Who gets in, and how far the door is open.
    Security,
    /// What goes in and comes out, and how well the document says so.
    DataValidation,
}

impl Part {
    /// Returns the points that there are.
    pub(super) const fn points(self) -> u32 {
        match self {
            Self::Security => 30,
            Self::DataValidation => 70,
        }
    }
}

/// Quarters of an operation: how many of them a finding costs.
pub(super) type Quarters = u8;

/// All of an operation.
pub(super) const WHOLE: Quarters = 4;

/// Something is not read, so nobody knows what it hides; or the way to mend it is to remove the operation.
const LOST: &[&str] = &[
    "malformed-field",
    "unresolved-reference",
    "unread-reference",
    "remote-reference",
    "circular-reference",
    "duplicate-key",
    "undeclared-path-parameter",
    "query-in-path",
    "trace-operation",
    "debug-endpoint",
];

/// Anybody may call, or what callers are asked for is not known.
const OPEN: &[&str] = &[
    "operation-without-authentication",
    "empty-root-security",
    "operation-security-opt-out",
    "anonymous-access-allowed",
    "no-security-schemes",
    "undeclared-security-scheme",
    "unknown-http-authentication",
    "unusable-server-variable",
];

/// Data about which the document says nothing, or not what holds: whatever it is passes.
const UNSAID: &[&str] = &[
    "empty-schema",
    "schema-without-type",
    "object-without-properties",
    "array-without-items",
    "open-object",
    "response-without-schema",
    "unvalidated-incoming-data",
    "wildcard-media-type",
    "body-on-bodyless-method",
    "contradictory-access",
    "invalid-pattern",
    "format-of-another-type",
    "ignored-reference-siblings",
];

/// What only appears because something else was mended: answers that an operation owes once it is described or closed, and
/// operations that are weaker than others once those are stronger.
const NOT_COUNTED: &[&str] = &[
    "missing-unauthorized-response",
    "missing-rate-limit-response",
    "rate-limit-without-retry-after",
    "missing-validation-error-response",
    "missing-success-response",
    "write-weaker-than-read",
    "administration-without-own-security",
    "old-version-with-weaker-security",
    "ambiguous-paths-with-different-security",
];

/// About data, whoever gets in.
const ABOUT_DATA: &[&str] = &[
    "mass-assignment",
    "server-controlled-property",
    "sequential-identifier",
    "unrestricted-url-input",
    "xml-request-body",
];

/// How a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cost {
    /// Not at all.
    Nothing,
    /// It takes the operation out of both parts.
    Both,
    /// It takes the operation out of one part.
    All(Part),
    /// By severity, in one part.
    BySeverity(Part),
}

impl Cost {
    /// Returns how a rule counts.
    pub(super) fn of(meta: &RuleMeta) -> Self {
        let is_one_of = |list: &[&str]| list.contains(&meta.id);
        if is_one_of(NOT_COUNTED) {
            Self::Nothing
        } else if is_one_of(LOST) {
            Self::Both
        } else if is_one_of(OPEN) {
            Self::All(Part::Security)
        } else if is_one_of(UNSAID) {
            Self::All(Part::DataValidation)
        } else if is_one_of(ABOUT_DATA) {
            Self::BySeverity(Part::DataValidation)
        } else {
            Self::BySeverity(match meta.factor {
                Factor::AccessControl | Factor::Exposure | Factor::Abuse => Part::Security,
                Factor::SensitiveData | Factor::Conformance | Factor::Hygiene => Part::DataValidation,
            })
        }
    }

    /// Tells whether what the rule reports costs something whatever its severity.
    pub(super) const fn is_whole(self) -> bool {
        matches!(self, Self::Both | Self::All(_))
    }

    /// Tells whether what the rule is about are calls that the API makes, of which no operation has the other findings.
    pub(super) fn is_about_others(meta: &RuleMeta) -> bool {
        meta.id == "unvalidated-incoming-data"
    }

    /// Tells whether the rule counts in a part.
    pub(super) fn is_in(self, part: Part) -> bool {
        match self {
            Self::Nothing => false,
            Self::Both => true,
            Self::All(own) | Self::BySeverity(own) => own == part,
        }
    }

    /// Returns what a finding of a severity costs.
    pub(super) const fn quarters(self, severity: Severity) -> Quarters {
        match (self, severity) {
            (Self::Nothing, _) => 0,
            (Self::Both | Self::All(_), _) | (_, Severity::Critical) => WHOLE,
            (_, Severity::High) => 3,
            (_, Severity::Medium) => 2,
            (_, Severity::Low) => 1,
            (_, Severity::Info) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::analysis::GRADED;
    use crate::rules;

    #[test]
    fn names_rules_that_count_and_each_once() {
        let mut seen = BTreeSet::new();
        for id in [LOST, OPEN, UNSAID, NOT_COUNTED, ABOUT_DATA].concat() {
            assert!(seen.insert(id), "{id} is there twice");
            assert!(rules::find(id).is_some_and(|meta| meta.profile <= GRADED), "{id}");
        }
    }
}
