//! Watchgate's core: everything that thinks.

mod finding;
mod method;

pub use finding::{
    Category, Evidence, Factor, Finding, FindingId, FindingSource, Location, OperationRef, Owasp, Reach, RuleId,
    Severity, State,
};
pub use method::Method;
