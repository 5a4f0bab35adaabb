//! How an inspector is put together.

use std::sync::Arc;

use jiff::Timestamp;
use thiserror::Error;

use super::accepted::Accepted;
use super::template::PathWords;
use super::{Inspector, RULES};
use crate::locate::Locator;
use crate::{Api, DetectorError, Scanner, Settings};

/// Collects what an [`Inspector`] needs.
#[derive(Debug, Clone, Default)]
pub struct InspectorBuilder {
    apis: Vec<Arc<Api>>,
    scanner: Option<Scanner>,
    settings: Settings,
    as_of: Option<Timestamp>,
    base_path: Option<String>,
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
        Ok(Inspector {
            apis: self.apis,
            scanner,
            settings: self.settings,
            locator,
            words,
            rules,
            suppressed,
            accepted,
        })
    }
}
