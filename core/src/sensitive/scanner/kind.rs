//! What is found, and how sure it is.

use crate::sensitive::SensitiveType;

/// How sure a detection is, in percent, by what speaks for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scores {
    /// It has the form and passes the checks, but so do many numbers.
    pub(super) bare: u8,
    /// It is written as people write it, or has a form that nothing else has.
    pub(super) written: u8,
    /// The name of the field, or the words before it, say what it is.
    pub(super) named: u8,
    /// From here on it is reported.
    pub(super) threshold: u8,
}

/// What the name of a machine's number takes off.
pub(super) const DECOY: u8 = 45;

impl Scores {
    const fn new(bare: u8, written: u8, named: u8) -> Self {
        Self { bare, written, named, threshold: 50 }
    }

    /// Returns the scores of a type: every threshold is here.
    pub(super) const fn of(kind: SensitiveType) -> Self {
        match kind {
            SensitiveType::PaymentCard => Self::new(40, 85, 95),
            SensitiveType::UsSsn => Self::new(5, 75, 95),
            SensitiveType::Iban | SensitiveType::Email => Self::new(95, 95, 99),
            SensitiveType::Phone => Self::new(5, 70, 90),
            SensitiveType::IpAddress => Self::new(60, 60, 90),
            SensitiveType::MacAddress => Self::new(70, 80, 95),
            SensitiveType::PrivateKey | SensitiveType::ApiKey | SensitiveType::AccessToken => {
                Self::new(30, 95, 80)
            }
            _ => Self::new(0, 60, 80),
        }
    }
}
