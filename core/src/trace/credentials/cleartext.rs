//! Whether others can read along.

use crate::trace::Call;

/// Tells whether a call went over a network without TLS. What is not known is not reported.
pub(super) fn is_cleartext(call: &Call<'_>) -> bool {
    call.is_encrypted() == Some(false) && !call.is_local()
}
