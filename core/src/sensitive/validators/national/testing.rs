//! What the tests of all schemes share.

use crate::sensitive::validators::scheme::Scheme;

/// Holds a scheme to numbers that it must know and to others that it must not.
pub(super) fn verify(scheme: &Scheme, right: &[&str], wrong: &[&str]) {
    for text in right {
        assert!((scheme.check)(text.as_bytes()), "{} does not know {text}", scheme.id);
    }
    for text in wrong {
        assert!(!(scheme.check)(text.as_bytes()), "{} takes {text} for one", scheme.id);
    }
}
