//! One value by itself: what its name says, and what it looks like.

use super::field::fits;
use super::hint::Hint;
use super::sweep::{Found, sweep};
use super::{Detection, Scanner, detection};

impl Scanner {
    /// Finds what the value of a field holds. Places are those in the value; paths are not filled in.
    pub(super) fn scan_value(&self, value: &[u8], hint: Hint) -> Vec<Detection> {
        let mut detections = Vec::new();
        if let Hint::Holds(kind) = hint
            && let Some(found) = fits(kind, value)
        {
            detections.push(detection(value, &found, None));
            return detections;
        }
        sweep(value, hint, &mut |found: Found| detections.push(detection(value, &found, None)));
        detections
    }
}
