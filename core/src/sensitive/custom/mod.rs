//! Detectors that users add to the built-in types.

mod detector;
mod error;

pub(crate) use detector::Places;
pub use detector::{Detector, DetectorScope};
pub use error::DetectorError;
use error::Problem;

/// Detectors that are compiled together. More would make each text slow.
const DETECTORS: usize = 256;

/// The detectors of a scanner, compiled.
#[derive(Debug)]
pub(crate) struct Custom {
    detectors: Vec<Detector>,
}

impl Custom {
    /// Compiles detectors. No detectors are nothing.
    pub(crate) fn new(detectors: Vec<Detector>) -> Result<Option<Self>, DetectorError> {
        if let Some(surplus) = detectors.get(DETECTORS) {
            return Err(DetectorError::new(surplus, Problem::TooMany { most: DETECTORS }));
        }
        Ok((!detectors.is_empty()).then_some(Self { detectors }))
    }
}
