//! Watchgate's core: everything that thinks.

mod api;
mod finding;
mod method;

pub use api::{Limits, Position, SpecError};
pub use finding::{
    Category, Evidence, Factor, Finding, FindingId, FindingSource, Location, OperationRef, Owasp, Reach,
    RuleId, Severity, State,
};
pub use method::Method;
