//! What passes over the wire: the request's target, and the forms of its path that the rest compares.

mod anomalies;
pub(crate) mod canonical;
mod escapes;
mod record;
mod target;

pub use anomalies::Anomalies;
pub use record::{Exchange, ExchangeError};
pub use target::Target;
