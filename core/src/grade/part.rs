//! The two parts of a grade and what they weigh.

use crate::{Factor, Severity};

/// A part of a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Who gets in, and how far the door is open.
    Security,
    /// What goes in and comes out, and how well the document says so.
    DataValidation,
}

impl Part {
    /// Returns the part in which findings of a factor count.
    pub(super) const fn of(factor: Factor) -> Self {
        match factor {
            Factor::AccessControl | Factor::Exposure | Factor::Abuse => Self::Security,
            Factor::SensitiveData | Factor::Conformance | Factor::Hygiene => Self::DataValidation,
        }
    }

    /// Returns the points that there are.
    pub(super) const fn points(self) -> u32 {
        match self {
            Self::Security => 30,
            Self::DataValidation => 70,
        }
    }

    /// Returns the share that a finding takes of what is left, in percent.
    pub(super) const fn weight(self, severity: Severity) -> u64 {
        match (self, severity) {
            (_, Severity::Critical) => 100,
            (Self::Security, Severity::High) => 70,
            (Self::Security, Severity::Medium) => 35,
            (Self::Security, Severity::Low) => 10,
            (Self::DataValidation, Severity::High) => 60,
            (Self::DataValidation, Severity::Medium) => 25,
            (Self::DataValidation, Severity::Low) => 8,
            (_, Severity::Info) => 0,
        }
    }
}
