//! What the tests of all schemes share.

use crate::sensitive::validators::scheme::Scheme;

/// Holds a scheme to numbers that it must know, made up by counting on until the check fits, and to others that it
/// must not: one with a wrong check, where it has a date one with no such date under a right check, one a sign short,
/// and one of a single digit over and over or in lower case.
pub(super) fn verify(scheme: &Scheme, right: &[&str], wrong: &[&str]) {
    for text in right {
        assert!((scheme.check)(text.as_bytes()), "{} does not know {text}", scheme.id);
    }
    for text in wrong {
        assert!(!(scheme.check)(text.as_bytes()), "{} takes {text} for one", scheme.id);
    }
}
