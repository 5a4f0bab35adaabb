//! What was found, for people and for programs.

mod group;
mod markdown;
mod sarif;
mod spec;
mod style;
mod text;
mod traffic;

pub(crate) use sarif::{FINGERPRINT as SARIF_FINGERPRINT, TOOL as SARIF_TOOL};
pub use spec::{ApiSummary, BaselineSummary, OperationSummary, SpecReport};
pub use style::{TextDetail, TextStyle};
pub use traffic::{
    CallSummary, EndpointState, EndpointSummary, Omitted, TrafficReport, TrafficReportBuilder, Usage,
};
