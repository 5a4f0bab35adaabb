//! How an inspector is put together.

use std::sync::Arc;

use jiff::Timestamp;
use thiserror::Error;

use super::accepted::Accepted;
use super::need::Rules;
use super::observation::Lookup;
use super::placed::PathFields;
use super::template::PathWords;
use super::{AddressLookup, Inspector, RULES};
use crate::conformance::Conformance;
use crate::credentials::WeakSecrets;
use crate::locate::Locator;
use crate::{
    Api, ApiKeyNames, ContentLimits, DetectorError, FingerprintKey, Privacy, Scanner, Settings,
    TrustedProxies,
};

/// Collects what an [`Inspector`] needs.
#[derive(Debug, Clone, Default)]
pub struct InspectorBuilder {
    apis: Vec<Arc<Api>>,
    scanner: Option<Scanner>,
    settings: Settings,
    as_of: Option<Timestamp>,
    base_path: Option<String>,
    content_limits: Option<ContentLimits>,
    weak_secrets: Option<WeakSecrets>,
    trusted_proxies: Option<TrustedProxies>,
    privacy: Option<Privacy>,
    key: Option<FingerprintKey>,
    lookup: Option<Lookup>,
}

/// Why an inspector cannot be built.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InspectorError {
    /// The detectors of the settings cannot be built together.
    #[error(transparent)]
    Detector(#[from] DetectorError),
}

impl InspectorError {
    /// Returns the stable name of the kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Detector(error) => error.code(),
        }
    }
}

impl InspectorBuilder {
    /// Adds a document.
    #[must_use]
    pub fn api(mut self, api: impl Into<Arc<Api>>) -> Self {
        self.apis.push(api.into());
        self
    }

    /// Sets what finds sensitive values. Without it one is built from the settings.
    #[must_use]
    pub fn scanner(mut self, scanner: Scanner) -> Self {
        self.scanner = Some(scanner);
        self
    }

    /// Sets which rules run, their severities, what is suppressed, and what is decided about traffic.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Sets the time that suppressions expire against. Without it those with a date do not count.
    #[must_use]
    pub const fn as_of(mut self, as_of: Timestamp) -> Self {
        self.as_of = Some(as_of);
        self
    }

    /// Sets the base path that the application sees, in place of those of the documents' servers: empty behind a
    /// gateway that takes the prefix off.
    #[must_use]
    pub fn base_path(mut self, base_path: impl Into<String>) -> Self {
        self.base_path = Some(base_path.into());
        self
    }

    /// Sets what decoding a body may cost, in place of what the settings say.
    #[must_use]
    pub const fn content_limits(mut self, limits: ContentLimits) -> Self {
        self.content_limits = Some(limits);
        self
    }

    /// Sets the proxies that are believed when they say for whom they call, in place of those of the settings. Without any
    /// the client is who opened the connection.
    #[must_use]
    pub fn trusted_proxies(mut self, proxies: TrustedProxies) -> Self {
        self.trusted_proxies = Some(proxies);
        self
    }

    /// Sets what observations may say of people, in place of what the settings say.
    #[must_use]
    pub const fn privacy(mut self, privacy: Privacy) -> Self {
        self.privacy = Some(privacy);
        self
    }

    /// Sets the key that addresses and principals are hashed with in observations. Without one there are no hashes:
    /// addresses are told by their networks only, and principals not at all, unless the settings have them told in full.
    #[must_use]
    pub fn key(mut self, key: FingerprintKey) -> Self {
        self.key = Some(key);
        self
    }

    /// Sets what is asked for the country, the autonomous system and the organization of a client's address, where the
    /// exchange does not say them.
    #[must_use]
    pub fn lookup(mut self, lookup: impl AddressLookup + 'static) -> Self {
        self.lookup = Some(Lookup(Arc::new(lookup)));
        self
    }

    /// Tries whether JSON Web Tokens are signed with a secret that everybody knows, or with a line of a list, which may be
    /// empty. Without it none is tried.
    ///
    /// A token costs a few microseconds a secret: this is for recorded traffic, not for the path of requests.
    #[must_use]
    pub fn weak_secrets(mut self, list: &[u8]) -> Self {
        self.weak_secrets = Some(self.weak_secrets.unwrap_or_default().with_list(list));
        self
    }

    /// Compiles the documents.
    ///
    /// # Errors
    /// Returns [`InspectorError`] when the detectors of the settings cannot be built together.
    pub fn build(self) -> Result<Inspector, InspectorError> {
        let scanner = match self.scanner {
            Some(scanner) => scanner,
            None => Scanner::builder().settings(&self.settings).build()?,
        };
        let locator = Locator::new(self.apis.iter().map(Arc::as_ref), self.base_path.as_deref());
        let rules = RULES.iter().copied().filter(|rule| self.settings.is_enabled(rule.meta())).collect();
        let suppressed = self.settings.suppressed(self.as_of.unwrap_or(Timestamp::MAX)).cloned().collect();
        let words = PathWords::of(self.apis.iter().map(Arc::as_ref));
        let operations = self.apis.iter().flat_map(|api| api.operations());
        let path_fields = operations.map(|own| PathFields::of(own.path())).collect();
        let accepted = Accepted::of(&self.apis);
        let key_names = self.apis.iter().fold(ApiKeyNames::default(), |names, api| names.with(api));
        let (content_limits, privacy) = (self.settings.content_limits(), self.settings.privacy());
        let trusted_proxies = self.trusted_proxies.unwrap_or_else(|| self.settings.trusted_proxies().clone());
        let conformance = self.apis.iter().map(|api| Conformance::new(api)).collect();
        Ok(Inspector {
            apis: self.apis,
            conformance,
            scanner,
            settings: self.settings,
            content_limits: self.content_limits.unwrap_or(content_limits),
            trusted_proxies,
            privacy: self.privacy.unwrap_or(privacy),
            key: self.key,
            lookup: self.lookup,
            locator,
            words,
            path_fields,
            rules: Rules::new(rules),
            suppressed,
            accepted,
            key_names,
            weak_secrets: self.weak_secrets,
        })
    }
}
