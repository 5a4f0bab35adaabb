//! What a catalog keeps of an exchange.

use jiff::Timestamp;
use serde::Serialize;

use super::Call;
use crate::{Direction, OperationRef};

/// What is known of one exchange after inspection, without any raw sensitive value.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Observation<'a> {
    /// The name of the API: the document's, else the host.
    pub api: &'a str,
    /// The operation, or a template of the path where no document has it.
    pub operation: OperationRef,
    /// Whether a document has the operation.
    pub is_documented: bool,
    /// Who calls whom.
    pub direction: Direction,
    /// When the request came.
    pub timestamp: Option<Timestamp>,
    /// The status of the response.
    pub status: Option<u16>,
    /// Bytes of the request's and of the response's body.
    pub bytes: (Option<u64>, Option<u64>),
    /// From the request's first byte to the response's last, in microseconds.
    pub duration_us: Option<u64>,
}

impl<'a> Observation<'a> {
    pub(super) fn of(call: &Call<'a>) -> Self {
        let exchange = &call.exchange;
        Self {
            api: call.place.api_name(),
            operation: call.place.to_ref(),
            is_documented: call.place.operation.is_some(),
            direction: exchange.request.direction,
            timestamp: exchange.timestamp,
            status: exchange.answer.map(|(status, _)| status),
            bytes: (exchange.sent.size, exchange.answer.and_then(|(_, message)| message.size)),
            duration_us: exchange.duration_us,
        }
    }
}
