//! How an inspector is put together.

use std::sync::Arc;

use jiff::Timestamp;
use thiserror::Error;

use super::accepted::Accepted;
use super::template::PathWords;
use super::{Inspector, RULES};
use crate::conformance::Conformance;
use crate::credentials::WeakSecrets;
use crate::locate::Locator;
use crate::{Api, ApiKeyNames, ContentLimits, DetectorError, Scanner, Settings};

/// Collects what an [`Inspector`] needs.
#[derive(Debug, Clone, Default)]
pub struct InspectorBuilder {
    apis: Vec<Arc<Api>>,
    scanner: Option<Scanner>,
    settings: Settings,
    as_of: Option<Timestamp>,
    base_path: Option<String>,
    content_limits: ContentLimits,
    weak_secrets: Option<WeakSecrets>,
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

    /// Sets which rules run, their severities, and what is suppressed.
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

    /// Sets what decoding a body may cost.
    #[must_use]
    pub const fn content_limits(mut self, limits: ContentLimits) -> Self {
        self.content_limits = limits;
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
        let accepted = Accepted::of(&self.apis);
        let key_names = self.apis.iter().fold(ApiKeyNames::default(), |names, api| names.with(api));
        let conformance = self.apis.iter().map(|api| Conformance::new(api)).collect();
        Ok(Inspector {
            apis: self.apis,
            conformance,
            scanner,
            settings: self.settings,
            content_limits: self.content_limits,
            locator,
            words,
            rules,
            suppressed,
            accepted,
            key_names,
            weak_secrets: self.weak_secrets,
        })
    }
}
