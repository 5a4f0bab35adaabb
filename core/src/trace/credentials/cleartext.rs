//! Whether others can read along.

use crate::trace::Call;

/// Tells whether a call went over a network without TLS. What is not known is not reported.
pub(super) fn is_cleartext(call: &Call<'_>) -> bool {
    call.is_encrypted() == Some(false) && !call.is_local() && !came_over_tls(call)
}

/// Tells whether a proxy says that the caller used TLS, and took it off. A caller can say so, too, and hides only its own
/// calls.
fn came_over_tls(call: &Call<'_>) -> bool {
    let is = |value: &[u8], own: &str| value.trim_ascii().eq_ignore_ascii_case(own.as_bytes());
    call.sent.headers.iter().flat_map(|headers| headers.lines().iter()).any(|(name, value)| match () {
        () if name.eq_ignore_ascii_case("x-forwarded-proto") => {
            value.split(|byte| *byte == b',').next().is_some_and(|first| is(first, "https"))
        }
        () if name.eq_ignore_ascii_case("forwarded") => {
            let mut pairs = value.split(|byte| matches!(byte, b',' | b';'));
            pairs.any(|pair| is(pair, "proto=https") || is(pair, "proto=\"https\""))
        }
        () => false,
    })
}
