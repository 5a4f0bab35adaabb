//! Recorded traffic in the formats that other tools write.

mod alb;
mod apiclarity;
mod combined;
mod detect;
mod draft;
mod envoy;
mod har;
mod lax;
mod lines;
mod mapping;
mod native;
mod otlp;
mod reader;
mod rejected;
mod scanner;
#[cfg(feature = "fs")]
mod stream;
#[cfg(test)]
mod tests;
mod time;
mod tokens;
mod walk;

pub use mapping::Mapping;
pub use reader::{ExchangeReader, Format};
pub use rejected::{Record, RecordCounts, Rejected, Rejection};
#[cfg(feature = "fs")]
pub use stream::Exchanges;
