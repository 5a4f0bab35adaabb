//! What passes over the wire: a request with its response, and the forms of its path that the rest compares.

pub(crate) mod address;
mod anomalies;
pub(crate) mod canonical;
mod client;
mod content;
mod escapes;
mod formats;
mod octets;
mod record;
mod request;
mod target;
mod view;

pub use anomalies::Anomalies;
pub use client::{ForwardingHeader, NetworkError, TrustedProxies};
pub use content::{Content, ContentLimits, NotInspected};
#[cfg(feature = "fs")]
pub use formats::Exchanges;
pub use formats::{ExchangeReader, Format, Mapping, Record, RecordCounts, Rejected, Rejection};
pub use octets::Octets;
pub use record::{Called, Exchange, ExchangeError, Header, RequestMessage, ResponseMessage, Source};
pub use request::Request;
pub use target::Target;
pub use view::{ExchangeRef, HeaderLines, MessageRef};
