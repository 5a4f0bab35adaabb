//! What passes over the wire: a request with its response, and the forms of its path that the rest compares.

mod anomalies;
pub(crate) mod canonical;
mod escapes;
mod octets;
mod record;
mod request;
mod target;
mod view;

pub use anomalies::Anomalies;
pub use octets::Octets;
pub use record::{Called, Exchange, ExchangeError, Header, RequestMessage, ResponseMessage, Source};
pub use request::Request;
pub use target::Target;
pub use view::{ExchangeRef, HeaderLines, MessageRef};
