//! Watchgate's core: everything that thinks.

mod api;
mod exchange;
mod finding;
mod method;
mod router;

pub use api::{Limits, Position, SpecError};
pub use exchange::{Anomalies, Target};
pub use finding::{
    Category, Evidence, Factor, Finding, FindingId, FindingSource, Location, OperationRef, Owasp, Reach,
    RuleId, Severity, State,
};
pub use method::Method;
pub use router::{Route, Router, RouterBuilder, has_catch_all};
