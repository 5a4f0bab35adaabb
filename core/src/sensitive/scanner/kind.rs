//! What is found, and how sure it is.

use std::ptr;

use crate::sensitive::secrets::tokens;
use crate::sensitive::validators::national::SCHEMES;
use crate::sensitive::validators::scheme::{Scheme, Strength};
use crate::sensitive::{SensitiveGroup, SensitiveType as Type};

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Data(Type),
    /// An identifier that somebody issues.
    Issued(&'static Scheme),
    /// A key or token of a known form, or what is kept of a password.
    Token(&'static tokens::Form),
    /// What a detector of the user's looks for, by its number.
    Custom(u16),
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Data(own), Self::Data(other)) => own == other,
            (Self::Issued(own), Self::Issued(other)) => ptr::eq(*own, *other),
            (Self::Token(own), Self::Token(other)) => ptr::eq(*own, *other),
            (Self::Custom(own), Self::Custom(other)) => own == other,
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
            Self::Token(form) => form.id,
            // The scanner knows its name.
            Self::Custom(_) => "custom",
        }
    }

    pub(super) const fn group(self) -> SensitiveGroup {
        match self {
            Self::Data(own) => own.group(),
            Self::Issued(scheme) => scheme.group,
            Self::Token(_) | Self::Custom(_) => SensitiveGroup::Secret,
        }
    }

    /// Returns the scheme with a number of the table.
    pub(super) fn issued(index: u8) -> Option<Self> {
        SCHEMES.get(usize::from(index)).map(Self::Issued)
    }

    /// Tells whether many other numbers pass the check of an identifier.
    pub(super) fn is_often_alike(self) -> bool {
        matches!(self, Self::Issued(scheme) if scheme.strength < Strength::Strong)
    }

    /// Tells whether it lets somebody in.
    pub(super) fn is_secret(self) -> bool {
        self.group() == SensitiveGroup::Secret
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
pub(in crate::sensitive) const THRESHOLD: u8 = 50;
/// What the name of a machine's number takes off.
pub(super) const DECOY: u8 = 30;
/// What an address that is nobody's own takes off: of the machine itself, of everybody, of documentation, of a private
/// network.
pub(super) const NOBODYS: u8 = 30;
pub(super) const PRIVATE: u8 = 10;

impl Scores {
    /// The least of an identifier in groups that hardly anything else is written in.
    pub(super) const DISTINCT: u8 = 60;

    const fn new(bare: u8, written: u8, named: u8) -> Self {
        Self { bare, written, named }
    }

    /// Returns the scores of a kind. All of them are here.
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            // Pci.
            Kind::Data(Type::PaymentCard) => Self::new(40, 85, 97),
            Kind::Data(Type::CardVerificationCode | Type::CardExpiry | Type::CardTrack) => {
                Self::new(0, 0, 85)
            }
            Kind::Data(Type::CardHolder) => Self::new(0, 0, 75),
            // What tells who somebody is.
            Kind::Data(Type::UsSsn) => Self::new(5, 75, 95),
            Kind::Data(Type::Iban) => Self::new(96, 96, 99),
            Kind::Data(Type::Email) => Self::new(96, 96, 99),
            Kind::Data(Type::Phone) => Self::new(5, 75, 92),
            Kind::Data(Type::CryptoAddress) => Self::new(60, 96, 98),
            Kind::Data(Type::Vin) => Self::new(10, 65, 96),
            Kind::Data(Type::Mrz) => Self::new(97, 97, 99),
            Kind::Data(Type::SwiftBic) => Self::new(10, 30, 85),
            Kind::Data(Type::AbaRoutingNumber) => Self::new(5, 5, 92),
            Kind::Data(Type::Coordinates) => Self::new(0, 0, 65),
            // Machines.
            Kind::Data(Type::IpAddress) => Self::new(60, 75, 92),
            Kind::Data(Type::MacAddress) => Self::new(80, 80, 95),
            Kind::Data(Type::Imei) => Self::new(10, 70, 95),
            // What lets somebody in.
            Kind::Data(Type::JsonWebToken) => Self::new(97, 97, 99),
            Kind::Data(Type::PrivateKey) => Self::new(98, 98, 99),
            Kind::Data(Type::UrlCredentials) => Self::new(60, 95, 98),
            Kind::Data(Type::BasicCredentials) => Self::new(70, 95, 98),
            Kind::Data(Type::BearerToken) => Self::new(30, 85, 95),
            Kind::Data(Type::Password) => Self::new(0, 80, 90),
            Kind::Data(own) if matches!(own.group(), SensitiveGroup::Secret) => Self::new(0, 75, 85),
            Kind::Data(_) => Self::new(0, 60, 80),
            Kind::Token(_) => Self::new(30, 95, 98),
            // Detectors say themselves how sure they are.
            Kind::Custom(_) => Self::new(0, 0, 0),
            // No check digit, but a form and areas of their own.
            Kind::Issued(Scheme { id: "us-ssn", .. }) => Self::new(5, 75, 95),
            Kind::Issued(Scheme { id: "uk-nino", .. }) => Self::new(5, 65, 95),
            Kind::Issued(Scheme { id: "us-itin" | "us-mbi", .. }) => Self::new(5, 70, 95),
            Kind::Issued(Scheme { strength: Strength::Weak, .. }) => Self::new(0, 35, 82),
            Kind::Issued(Scheme { strength: Strength::Fair, .. }) => Self::new(5, 55, 90),
            Kind::Issued(Scheme { strength: Strength::Strong, .. }) => Self::new(20, 82, 95),
        }
    }
}
