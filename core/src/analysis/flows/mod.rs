//! What an API lets others do at scale, and what it takes from others.

mod business_flow;
mod unprotected_sensitive_flow;
mod unvalidated_incoming_data;

pub(super) use unprotected_sensitive_flow::UnprotectedSensitiveFlow;
pub(super) use unvalidated_incoming_data::UnvalidatedIncomingData;
