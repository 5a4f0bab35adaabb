//! Watchgate sees every API call, scores every operation and decides every request, inside the process.
//!
//! This crate is everything that thinks: it reads OpenAPI documents, reports what is wrong with their security, scores
//! the risk of each operation, and decides requests by a policy over both. It is pure: no file, clock, thread or network;
//! time and bytes come in as arguments (the feature `fs` adds a reader of folders). `watchgate-tower` puts it around an HTTP service.
//!
//! # Examples
//! ```
//! use watchgate::{Api, Guard, Policy, Request, Settings, SpecReport, Timestamp};
//!
//! let api = Api::parse(b"
//! openapi: 3.1.0
//! info: {title: payments, version: '1'}
//! servers: [{url: https://pay.example.com}]
//! paths:
//!   /PaymentAuth: {post: {responses: {'200': {description: authorized}}}}
//!   /PaymentAuthNew: {post: {security: [{login: []}], responses: {'200': {description: authorized}}}}
//! components: {securitySchemes: {login: {type: http, scheme: basic}}}
//! ")?;
//! let report = SpecReport::new([&api], &Settings::default(), Timestamp::now());
//! assert_eq!(report.findings[0].message, "POST /PaymentAuth can be called without authentication");
//!
//! let policy = Policy::parse(b"version: 1\nrules: [{name: no-critical, when: {risk: '>= critical'}, action: deny}]")?;
//! let guard = Guard::builder().api(api).policy(policy).build()?;
//! assert!(!guard.decide(&Request::new("POST", "/PaymentAuth")).is_allowed());
//! assert!(guard.decide(&Request::new("POST", "/PaymentAuthNew")).is_allowed());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where to begin
//! - One question: [`Api::parse`], [`analyze`], [`SpecReport`], [`Risk`], [`Grade`].
//! - A service: [`Guard`], fed with a [`Policy`] and [`Settings`].
//! - The parts alone: [`Router`], [`PolicySet`], [`rules`].
//!
//! # Features
//! - `decode`: decodes compressed bodies ([`Content`]). On by default; without it they count as not inspected.
//! - `fs`: reads the files that a document refers to from a folder ([`Folder`], [`ApiBuilder::load`]), and traffic
//!   out of streams ([`Exchanges`]). Off by default.
//! - `openapiv3`: builds an [`Api`] from an `openapiv3::OpenAPI` value. Off by default.
//! - `phone`: knows by the data of libphonenumber which phone numbers a country can have; without it, how long they are. Off
//!   by default.

mod analysis;
mod api;
mod baseline;
mod config;
mod conformance;
mod credentials;
mod exchange;
mod finding;
mod fingerprint;
mod grade;
mod guard;
mod identifier;
mod lanes;
mod locate;
mod method;
mod policy;
mod quoted;
mod report;
mod risk;
mod router;
mod rule_meta;
pub mod rules;
mod sensitive;
mod settings;
mod trace;
mod words;

pub use analysis::analyze;
pub use api::{
    Api, ApiBuilder, ApiKeyLocation, EffectiveSecurity, FlowKind, Limits, OAuthFlow, Operation, Position,
    ResolveError, Resolver, SchemeKind, SchemeUrl, SchemeUse, Security, SecurityRequirement, SecurityScheme,
    Server, SpecError,
};
#[cfg(feature = "fs")]
pub use api::{Folder, LoadError};
pub use baseline::Baseline;
pub use config::ConfigError;
pub use credentials::{
    ApiKeyNames, Credential, CredentialPlace, CredentialScheme, CredentialSchemes, CredentialStrength,
    Credentials, FingerprintKey, KeyedHash,
};
#[cfg(feature = "fs")]
pub use exchange::Exchanges;
pub use exchange::{
    Anomalies, Called, Content, ContentLimits, Exchange, ExchangeError, ExchangeReader, ExchangeRef, Format,
    ForwardingHeader, Header, HeaderLines, Mapping, MessageRef, NetworkError, NotInspected, Octets, Record,
    RecordCounts, Rejected, Rejection, Request, RequestMessage, ResponseMessage, Source, Target,
    TrustedProxies,
};
pub use finding::{
    Category, Evidence, Factor, Finding, FindingId, FindingSource, Location, OperationRef, Owasp, Reach,
    RuleId, Severity, State, TrafficPart,
};
pub use grade::{Grade, GradePart, GradeReason, Tenths};
pub use guard::{Guard, GuardBuilder};
pub use jiff::Timestamp;
pub use method::Method;
pub use policy::{
    Action, Decision, Destination, Direction, Facts, Mode, OperationFacts, OperationIndex, Policy,
    PolicyError, PolicySet,
};
pub use report::{
    ApiSummary, BaselineSummary, CallSummary, EndpointState, EndpointSummary, Omitted, OperationSummary,
    SpecReport, TextDetail, TextStyle, TrafficReport, TrafficReportBuilder, Usage,
};
pub use risk::{Reason, Risk, RiskLevel};
pub use router::{Route, Router, RouterBuilder, has_catch_all};
pub use rule_meta::{Profile, RuleMeta};
pub use sensitive::{
    Detection, Detector, DetectorError, DetectorScope, Scanner, ScannerBuilder, Selection, SelectionError,
    SensitiveGroup, SensitiveTypeMeta, sensitive_types,
};
pub use settings::{AddressPrivacy, PrincipalPrivacy, Privacy, Settings};
pub use trace::{
    AddressLookup, ClientAddress, Country, HeaderNames, Inspection, Inspector, InspectorBuilder,
    InspectorError, Observation, ObservedDestination, ObservedOperation, ObservedPrincipal, ObservedSource,
    Origin, ParameterName, ParameterNames, SensitivePlace,
};
