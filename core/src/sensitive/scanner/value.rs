//! One value by itself: what its name says, and what it looks like.

use super::custom::look;
use super::hint::Hint;
use super::sweep::Found;
use super::{Detection, Scanner};

impl Scanner {
    /// Finds what the value of a field holds. Places are those in the value; paths are not filled in.
    pub(super) fn scan_value(&self, value: &[u8], hint: Hint) -> Vec<Detection> {
        let mut detections = Vec::new();
        look(self.detectors(), value, hint, u8::MAX, &mut |found: Found| {
            let own = value.get(found.range.clone()).unwrap_or_default();
            detections.push(self.detection(own, found, None));
        });
        detections
    }
}
