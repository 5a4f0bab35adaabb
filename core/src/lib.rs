//! Watchgate's core: everything that thinks.

mod analysis;
mod api;
mod config;
mod exchange;
mod finding;
mod fingerprint;
mod guard;
mod method;
mod policy;
mod quoted;
mod report;
mod risk;
mod router;
mod rule_meta;
pub mod rules;
mod settings;
mod words;

pub use analysis::analyze;
pub use api::{
    Api, ApiBuilder, ApiKeyLocation, EffectiveSecurity, Limits, Operation, Position, SchemeKind, SchemeUse,
    Security, SecurityRequirement, SecurityScheme, Server, SpecError,
};
pub use config::ConfigError;
pub use exchange::{Anomalies, Exchange, ExchangeError, Target};
pub use finding::{
    Category, Evidence, Factor, Finding, FindingId, FindingSource, Location, OperationRef, Owasp, Reach,
    RuleId, Severity, State,
};
pub use guard::{Guard, GuardBuilder, Request};
pub use jiff::Timestamp;
pub use method::Method;
pub use policy::{
    Action, Decision, Destination, Direction, Facts, Mode, OperationFacts, OperationIndex, Policy,
    PolicyError, PolicySet,
};
pub use report::{ApiSummary, OperationSummary, SpecReport, TextStyle};
pub use risk::{Reason, Risk, RiskLevel};
pub use router::{Route, Router, RouterBuilder, has_catch_all};
pub use rule_meta::{Profile, RuleMeta};
pub use settings::Settings;
