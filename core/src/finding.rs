//! What the engine reports: a [`Finding`], and the words it is described with.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::Method;
use crate::api::masking::shown;
use crate::api::tree::NodeId;
use crate::words::words;

/// One defect, at one place, with its reason and its remedy.
///
/// The JSON form is the same in Rust, Python, Node and the command; a finding holds no raw sensitive value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// Stays the same as long as the defect is the same, wherever its lines move.
    pub id: FindingId,
    /// The rule that reports it.
    pub rule: RuleId,
    /// How bad it is here.
    pub severity: Severity,
    /// The posture category it counts in.
    pub category: Category,
    /// What it does to the risk score.
    pub factor: Factor,
    /// Where the knowledge comes from.
    pub source: FindingSource,
    /// Whether it is proven and still open.
    pub state: State,
    /// Entries of the OWASP API Security Top 10.
    pub owasp: Vec<Owasp>,
    /// Weakness numbers of the Common Weakness Enumeration.
    pub cwe: Vec<u16>,
    /// The name of the API.
    pub api: String,
    /// The operation, or `None` for a finding of the whole API.
    pub operation: Option<OperationRef>,
    /// The operations that a root or shared defect reaches. Each of them carries the finding in its risk.
    pub operations: Reach,
    /// Where to look.
    pub location: Location,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub mitigation: Cow<'static, str>,
    /// What was seen of it in traffic.
    pub evidence: Evidence,
    /// The severity whose base the risk of its operations has at least, because the author of the document says so.
    #[serde(skip)]
    pub(crate) floor: Option<Severity>,
    /// The identity of the rule's finding about the whole document, which says the same of more places: who knows that one
    /// knows this one.
    #[serde(skip)]
    pub(crate) whole: Option<FindingId>,
    /// The node in the document that the finding was made from.
    #[serde(skip)]
    pub(crate) place: Option<NodeId>,
}

/// A finding's stable identity: 64 bits, written as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FindingId(u64);

impl FindingId {
    /// Wraps the 64 bits of an identity.
    #[must_use]
    pub const fn new(bits: u64) -> Self {
        Self(bits)
    }

    /// Reads the 16 hexadecimal digits.
    pub(crate) fn from_digits(text: &str) -> Option<Self> {
        let is_whole = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        u64::from_str_radix(text, 16).ok().filter(|_| is_whole).map(Self)
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for FindingId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FindingId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_digits(&text).ok_or_else(|| serde::de::Error::custom("expected 16 hexadecimal digits"))
    }
}

/// A rule's name in kebab case, for example `operation-without-authentication`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// Wraps the name of a built-in rule.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// Returns the name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for RuleId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

words! {
    /// How bad a finding is. The order is from harmless to critical.
    Severity {
        /// Worth knowing; adds nothing to a score.
        Info => "info",
        /// Scores 20 and up.
        Low => "low",
        /// Scores 40 and up.
        Medium => "medium",
        /// Scores 60 and up.
        High => "high",
        /// Scores 80 and up.
        Critical => "critical",
    }
}

words! {
    /// The posture category that a finding counts in.
    Category {
        /// People and their accounts.
        User => "user",
        /// Mail.
        Email => "email",
        /// Transport and exposure on the network.
        Network => "network",
        /// The application itself.
        Application => "application",
        /// Missing updates.
        Patch => "patch",
        /// The host.
        System => "system",
        /// Mobile clients.
        Mobile => "mobile",
        /// Names.
        Dns => "dns",
        /// Known incidents.
        DataIncident => "data-incident",
        /// The API's document.
        ApiSpecification => "api-specification",
        /// How a caller proves who it is.
        Authentication => "authentication",
        /// What a caller may do.
        Authorization => "authorization",
        /// Personal, payment, health and secret data.
        SensitiveData => "sensitive-data",
        /// The workload that serves the API.
        ServerWorkloadSecurity => "server-workload-security",
    }
}

words! {
    /// What a finding does to a risk score.
    Factor {
        /// Who gets in.
        AccessControl => "access-control",
        /// What there is to take.
        SensitiveData => "sensitive-data",
        /// Traffic and document disagree.
        Conformance => "conformance",
        /// How far the door is open.
        Exposure => "exposure",
        /// Good practice; never more than a low risk.
        Hygiene => "hygiene",
        /// Misbehaviour of a source; never counts against an operation.
        Abuse => "abuse",
    }
}

words! {
    /// Where the knowledge behind a finding comes from.
    FindingSource {
        /// The API's document.
        SpecAnalysis => "spec-analysis",
        /// Live or recorded traffic.
        TraceAnalysis => "trace-analysis",
        /// A model of who may call which function.
        Bfla => "bfla",
        /// A fuzzer.
        Fuzzing => "fuzzing",
        /// A rating by somebody else.
        ExternalRating => "external-rating",
    }
}

words! {
    /// How sure a finding is.
    State {
        /// Seen too little to be held against an operation.
        Candidate => "candidate",
        /// Proven.
        Confirmed => "confirmed",
        /// No longer seen.
        Resolved => "resolved",
    }
}

words! {
    /// An entry of the OWASP API Security Top 10, edition 2023.
    Owasp {
        /// Broken Object Level Authorization.
        Api1 => "API1:2023",
        /// Broken Authentication.
        Api2 => "API2:2023",
        /// Broken Object Property Level Authorization.
        Api3 => "API3:2023",
        /// Unrestricted Resource Consumption.
        Api4 => "API4:2023",
        /// Broken Function Level Authorization.
        Api5 => "API5:2023",
        /// Unrestricted Access to Sensitive Business Flows.
        Api6 => "API6:2023",
        /// Server Side Request Forgery.
        Api7 => "API7:2023",
        /// Security Misconfiguration.
        Api8 => "API8:2023",
        /// Improper Inventory Management.
        Api9 => "API9:2023",
        /// Unsafe Consumption of APIs.
        Api10 => "API10:2023",
    }
}

/// An operation by its method and path template.
///
/// The path may hold a credential: a query, or the URL of a callback. Text, `Debug` and JSON mask it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OperationRef {
    /// The method.
    pub method: Method,
    /// The path template as the document spells it.
    #[serde(serialize_with = "masked")]
    pub path: String,
}

impl fmt::Display for OperationRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, shown(&self.path))
    }
}

impl fmt::Debug for OperationRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperationRef")
            .field("method", &self.method)
            .field("path", &shown(&self.path))
            .finish()
    }
}

/// Writes a text of the document without what may be a credential in it.
pub(crate) fn masked<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&shown(text))
}

/// The operations that a root or shared defect reaches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reach {
    /// How many.
    pub count: usize,
    /// The first few, in the order of the document.
    pub sample: Vec<OperationRef>,
    /// All of them, as indices into [`Api::operations`](crate::Api::operations), in lists that have none in common.
    /// Findings share the lists: thousands of schemes may reach the same thousands of operations.
    #[serde(skip)]
    pub(crate) lists: Vec<Arc<[u32]>>,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Location {
    /// A place in a document.
    Document {
        /// The file's name as it was given.
        file: Option<String>,
        /// The JSON Pointer (RFC 6901).
        pointer: String,
        /// The line, from 1.
        line: Option<u32>,
        /// The column in characters, from 1.
        column: Option<u32>,
    },
    /// A place in traffic.
    Traffic {
        /// The part of the exchange.
        #[serde(rename = "in")]
        part: TrafficPart,
        /// The name of the field there: a header, a parameter, or the way to a value such as `$.card.number`. Names that
        /// look like data are written as `*`.
        name: Option<String>,
    },
}

words! {
    /// A part of an exchange.
    TrafficPart {
        /// The path of the target.
        Path => "path",
        /// The query of the target.
        Query => "query",
        /// A header of the request.
        RequestHeader => "request-header",
        /// A cookie of the request.
        Cookie => "cookie",
        /// The body of the request.
        RequestBody => "request-body",
        /// The status of the response.
        Status => "status",
        /// A header of the response.
        ResponseHeader => "response-header",
        /// The body of the response.
        ResponseBody => "response-body",
        /// How the messages travel.
        Transport => "transport",
    }
}

/// How often a finding was seen, and when in traffic. A finding of a document was seen once, without a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// How often.
    pub count: u64,
    /// The first time, RFC 3339 in UTC.
    pub first_seen: Option<String>,
    /// The last time, RFC 3339 in UTC.
    pub last_seen: Option<String>,
    /// Masked samples.
    pub samples: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_severities_from_info_to_critical() {
        assert!(Severity::Critical > Severity::High);
        assert!(Severity::Low > Severity::Info);
    }

    #[test]
    fn writes_an_identity_as_sixteen_digits() {
        assert_eq!(serde_json::to_string(&FindingId::new(0x4e)).unwrap(), "\"000000000000004e\"");
        assert_eq!(serde_json::from_str::<FindingId>("\"000000000000004e\"").unwrap(), FindingId::new(0x4e));
        assert!(serde_json::from_str::<FindingId>("\"+00000000000004e\"").is_err());
    }
}
