//! Headers that tell callers how often they may call.

use super::statuses::documents;
use crate::analysis::graph::Graph;
use crate::api::Operation;
use crate::api::contents::{Header, Response};
use crate::identifier::words;

/// Tells whether the document says that calls of the operation are limited: by a status, or by a header.
pub(in crate::analysis) fn limits_calls<'a>(graph: &Graph<'a>, operation: &'a Operation) -> bool {
    documents(operation, &[429]) || graph.responses_of(operation).any(|(_, response)| tells_limit(response))
}

/// Tells whether a response says in a header how many calls are allowed or left: `RateLimit`, `X-RateLimit-Remaining`,
/// `X-Rate-Limit-Limit` and the like.
pub(super) fn tells_limit(response: &Response) -> bool {
    response.headers.iter().any(is_rate_limit)
}

/// Tells whether a response says in a header when to call again.
pub(super) fn tells_when(response: &Response) -> bool {
    response.headers.iter().any(|header| {
        let is_reset = || words(&header.name).last().is_some_and(|last| last == "reset");
        header.name.eq_ignore_ascii_case("Retry-After")
            // It carries the seconds beside the number of calls.
            || header.name.eq_ignore_ascii_case("RateLimit")
            || (is_rate_limit(header) && is_reset())
    })
}

fn is_rate_limit(header: &Header) -> bool {
    // Header names have no case, so an upper-case letter begins no word.
    let words = words(&header.name.to_ascii_lowercase());
    words.iter().any(|word| word == "ratelimit") || words.windows(2).any(|pair| pair == ["rate", "limit"])
}
