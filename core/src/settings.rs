//! What a user decides once for all documents and all traffic: how much to read, rules on or off, severities, what is
//! public, suppressions, which proxies to trust.

mod detectors;
mod parse;
mod privacy;
mod public;
mod traffic;

use jiff::Timestamp;
use std::collections::BTreeMap;

pub use privacy::{AddressPrivacy, PrincipalPrivacy, Privacy};
use public::PublicEndpoints;
use traffic::Traffic;

use crate::{ContentLimits, Detector, FindingId, Operation, Profile, RuleMeta, Severity, TrustedProxies};

/// Decisions about rules, read from one file (`watchgate.yaml`) or built in code.
///
/// # Examples
/// ```
/// let settings = watchgate::Settings::parse(br#"
/// profile: strict
/// public: [GET /health, GET /status/*]
/// rules:
///   cleartext-server: off
///   http-basic-authentication: high
/// suppressions:
///   - rule: operation-security-opt-out
///     operation: POST /webhooks/bank
///     reason: the bank signs its calls from July on
///     expires: 2027-06-30
/// traffic:
///   trusted_proxies: {header: x-forwarded-for, networks: [10.0.0.0/8]}
///   decoding: {size: 1048576, ratio: 100}
///   privacy: {addresses: prefix, principals: hash}
///   weak_secrets: secrets.txt
/// "#)?;
/// # Ok::<(), watchgate::ConfigError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    profile: Profile,
    public: PublicEndpoints,
    rules: BTreeMap<String, RuleSetting>,
    suppressions: Vec<Suppression>,
    detectors: Vec<Detector>,
    traffic: Traffic,
}

/// What is decided about one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RuleSetting {
    Off,
    On,
    Severity(Severity),
}

/// A finding that somebody has accepted, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Suppression {
    what: Suppressed,
    /// From this time on the finding is reported again.
    expires: Option<Timestamp>,
}

/// What a suppression accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Suppressed {
    /// One finding.
    Finding(FindingId),
    /// What a rule reports of an operation.
    RuleOnOperation { rule: String, operation: String },
}

impl Settings {
    /// Sets the profile: rules that it does not include report only where they are turned on.
    #[must_use]
    pub const fn with_profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Returns the profile.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// Returns the detectors, for a [`Scanner`](crate::Scanner).
    #[must_use]
    pub fn detectors(&self) -> &[Detector] {
        &self.detectors
    }

    /// Returns the name of the file with secrets that the signatures of tokens are tried with
    /// ([`InspectorBuilder::weak_secrets`](crate::InspectorBuilder::weak_secrets)). The engine reads no file: whoever reads the
    /// settings reads it.
    #[must_use]
    pub fn weak_secrets(&self) -> Option<&str> {
        self.traffic.weak_secrets.as_deref()
    }

    /// Returns the proxies that are believed when they say for whom they call.
    #[must_use]
    pub const fn trusted_proxies(&self) -> &TrustedProxies {
        &self.traffic.trusted_proxies
    }

    /// Returns what decoding a body may cost.
    #[must_use]
    pub const fn content_limits(&self) -> ContentLimits {
        self.traffic.content_limits
    }

    /// Returns what observations may say of people.
    #[must_use]
    pub const fn privacy(&self) -> Privacy {
        self.traffic.privacy
    }

    /// Tells whether a rule reports: the settings say so, or leave it to the profile.
    pub(crate) fn is_enabled(&self, meta: &RuleMeta) -> bool {
        match self.rules.get(meta.id) {
            Some(RuleSetting::Off) => false,
            Some(_) => true,
            None => meta.profile <= self.profile,
        }
    }

    /// Tells whether a rule is turned off by name.
    pub(crate) fn is_off(&self, meta: &RuleMeta) -> bool {
        self.rules.get(meta.id) == Some(&RuleSetting::Off)
    }

    /// Tells whether an operation is declared public, here or in the document.
    pub(crate) fn is_public(&self, operation: &Operation) -> bool {
        operation.is_public() || self.public.contains(operation)
    }

    /// Returns the severity that replaces the rule's own.
    pub(crate) fn severity(&self, meta: &RuleMeta) -> Option<Severity> {
        match self.rules.get(meta.id) {
            Some(RuleSetting::Severity(severity)) => Some(*severity),
            _ => None,
        }
    }

    /// Tells whether any finding is accepted by its identity.
    pub(crate) fn has_accepted_findings(&self) -> bool {
        self.suppressions.iter().any(|own| matches!(own.what, Suppressed::Finding(_)))
    }

    /// Returns what is accepted at a time.
    pub(crate) fn suppressed(&self, as_of: Timestamp) -> impl Iterator<Item = &Suppressed> {
        let counts = move |own: &&Suppression| own.expires.is_none_or(|expires| as_of < expires);
        self.suppressions.iter().filter(counts).map(|suppression| &suppression.what)
    }
}
