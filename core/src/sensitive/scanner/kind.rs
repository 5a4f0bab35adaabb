//! What is found, and how sure it is.

use std::ptr;

use crate::sensitive::validators::national::SCHEMES;
use crate::sensitive::validators::scheme::{Scheme, Strength};
use crate::sensitive::{SensitiveGroup, SensitiveType};

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Data(SensitiveType),
    /// An identifier that somebody issues.
    Issued(&'static Scheme),
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Data(own), Self::Data(other)) => own == other,
            (Self::Issued(own), Self::Issued(other)) => ptr::eq(*own, *other),
            _ => false,
        }
    }
}

impl Kind {
    /// Returns the word that reports and settings use.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Data(own) => own.as_str(),
            Self::Issued(scheme) => scheme.id,
        }
    }

    pub(super) const fn group(self) -> SensitiveGroup {
        match self {
            Self::Data(own) => own.group(),
            Self::Issued(scheme) => scheme.group,
        }
    }

    /// Returns the scheme with a number of the table.
    pub(super) fn issued(index: u8) -> Option<Self> {
        SCHEMES.get(usize::from(index)).map(Self::Issued)
    }
}

/// How sure a detection is, in percent, by what speaks for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scores {
    /// It has the form and passes the checks, but so do many numbers.
    pub(super) bare: u8,
    /// It is written as people write it, or has a form that hardly anything else has.
    pub(super) written: u8,
    /// The name of the field, or the words before it, say what it is.
    pub(super) named: u8,
}

/// From here on it is reported.
pub(super) const THRESHOLD: u8 = 50;
/// What the name of a machine's number takes off.
pub(super) const DECOY: u8 = 45;

impl Scores {
    const fn new(bare: u8, written: u8, named: u8) -> Self {
        Self { bare, written, named }
    }

    /// Returns the scores of a kind. All of them are here.
    pub(super) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Data(SensitiveType::PaymentCard) => Self::new(40, 85, 97),
            Kind::Data(SensitiveType::UsSsn) => Self::new(5, 75, 95),
            Kind::Data(SensitiveType::Iban) => Self::new(96, 96, 99),
            Kind::Data(SensitiveType::Email) => Self::new(96, 96, 99),
            Kind::Data(SensitiveType::Phone) => Self::new(5, 75, 92),
            Kind::Data(SensitiveType::IpAddress) => Self::new(60, 70, 92),
            Kind::Data(SensitiveType::MacAddress) => Self::new(80, 80, 95),
            Kind::Data(own) if matches!(own.group(), SensitiveGroup::Secret) => Self::new(30, 95, 85),
            Kind::Data(_) => Self::new(5, 60, 80),
            Kind::Issued(Scheme { strength: Strength::Weak, .. }) => Self::new(0, 30, 80),
            Kind::Issued(Scheme { strength: Strength::Fair, .. }) => Self::new(5, 55, 90),
            Kind::Issued(Scheme { strength: Strength::Strong, .. }) => Self::new(20, 70, 95),
        }
    }
}
