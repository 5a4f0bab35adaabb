//! Scanners with detectors of the user's.

use std::sync::Arc;

use super::Scanner;
use crate::sensitive::custom::{Custom, Detector, DetectorError};
use crate::{DetectorScope, Settings};

/// Builds a [`Scanner`] that knows more than the built-in types.
#[derive(Debug, Clone, Default)]
pub struct ScannerBuilder {
    detectors: Vec<Detector>,
}

impl ScannerBuilder {
    /// Adds a detector.
    #[must_use]
    pub fn detector(mut self, detector: Detector) -> Self {
        self.detectors.push(detector);
        self
    }

    /// Adds the detectors of settings.
    #[must_use]
    pub fn settings(mut self, settings: &Settings) -> Self {
        self.detectors.extend_from_slice(settings.detectors());
        self
    }

    /// Compiles the scanner.
    ///
    /// # Errors
    /// Returns [`DetectorError`] for a detector that says nothing or can never be reported, for a pattern that is no regular
    /// expression, matches the empty text or is too large when compiled, for an unknown validator, and for a name that
    /// stands twice.
    pub fn build(self) -> Result<Scanner, DetectorError> {
        let custom = Custom::new(&self.detectors)?.map(Arc::new);
        Ok(Scanner { custom, ..Scanner::default() })
    }
}

impl Default for Scanner {
    fn default() -> Self {
        Self { custom: None, scope: DetectorScope::Body }
    }
}

impl Scanner {
    /// Starts a scanner that knows more than the built-in types.
    #[must_use]
    pub fn builder() -> ScannerBuilder {
        ScannerBuilder::default()
    }

    /// Returns the same scanner for what a service answers.
    ///
    /// The built-in types are the same there. Of detectors that the user adds, those with the scope `response` look at an
    /// answer, whichever part of it is scanned; otherwise those with the scope `query` look at a query, those with `header` at
    /// headers, and those with `body` at all else.
    #[must_use]
    pub fn in_response(&self) -> Self {
        self.at(DetectorScope::Response)
    }
}
