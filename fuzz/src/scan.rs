//! What must hold of everything that is found in a text.

use watchgate::{Detection, SensitiveGroup};

/// Checks that detections lie in a text, in order, one behind the other, and show no more than masks do.
pub fn check_detections(text: &[u8], detections: &[Detection]) {
    let characters = std::str::from_utf8(text).ok();
    let mut end = 0;
    for own in detections {
        assert!(own.start >= end && own.start < own.end && own.end <= text.len(), "{own:?} behind {end}");
        end = own.end;
        if let Some(text) = characters {
            assert!(text.is_char_boundary(own.start) && text.is_char_boundary(own.end), "{own:?}");
        }
        assert!((0.5..=1.0).contains(&own.confidence), "{own:?}");
        let shown = own.masked.chars().rev().take_while(|c| *c != '*').count();
        let hidden = own.masked.chars().count() - shown;
        assert!(shown <= 4 && shown * 3 <= hidden, "{own:?}");
        assert!(own.group != SensitiveGroup::Secret || shown == 0, "{own:?}");
        assert!(!own.kind.is_empty(), "{own:?}");
    }
}
