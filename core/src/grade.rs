//! A document's findings into one number for a manager, with its explanation.

mod cost;
mod reach;
mod tally;
mod tenths;

use cost::{Cost, Part};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use serde::Serialize;
use tally::{Mark, Tally};
pub use tenths::Tenths;

use crate::analysis::{Audience, GRADED, Outcome};
use crate::api::{EffectiveSecurity, SchemeKind, SecurityRequirement, SecurityScheme};
use crate::{
    Api, Finding, FindingSource, Method, Operation, RuleId, RuleMeta, Settings, Severity, State, rules,
};

/// How well a document is made: 30 points for its security, 70 for what it says about data, and how much of it asks for
/// authentication.
///
/// Every operation keeps of each part what its worst finding leaves; the points of a part are the mean over the operations.
/// What cannot be read counts as lost. What reaches no operation takes at most a tenth of the part. `docs/grade.md` has the
/// formula with an example.
///
/// The order of findings does not matter, and a grade does not fall when a finding is fixed: nothing that a fix brings to
/// light costs more than what hid it. Rules of the profiles `default` and
/// `strict` count, whichever profile is shown; what the settings turn off and what is suppressed does not.
///
/// # Examples
/// ```
/// use watchgate::{Api, Grade, Settings, Timestamp};
///
/// let api = Api::parse(b"openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {/pets: {post: {}}}")?;
/// let grade = Grade::new(&api, &Settings::default(), Timestamp::now()).expect("a document with operations");
/// assert_eq!(grade.security.points.to_string(), "0.0");
/// assert_eq!(grade.authentication_coverage.map(|percent| percent.to_string()).as_deref(), Some("0.0"));
/// # Ok::<(), watchgate::SpecError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Grade {
    /// From 0 to 100: the points of both parts, without the fraction.
    pub score: u8,
    /// Who gets in and how far the door is open: 0 to 30 points.
    pub security: GradePart,
    /// What goes in and comes out, and how well the document says so: 0 to 70 points.
    pub data_validation: GradePart,
    /// The operations that ask every caller for authentication by a declared scheme, in percent of those that should. Operations that are
    /// declared public and `OPTIONS`, which browsers send without credentials, are left out; `None` where none is left.
    pub authentication_coverage: Option<Tenths>,
}

/// One part of a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GradePart {
    /// What is left of the part's points, rounded down.
    pub points: Tenths,
    /// The rules that took points, the most expensive first.
    pub reasons: Vec<GradeReason>,
}

/// What a rule takes from a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GradeReason {
    /// The rule.
    pub rule: RuleId,
    /// Its share of the points that are missing, rounded down.
    pub points: Tenths,
    /// The operations that it takes points from, with those that it keeps from being read.
    pub operations: usize,
}

impl Grade {
    /// Analyses a document and grades it; `None` for a document without operations.
    ///
    /// `as_of` is the time that suppressions expire against.
    #[must_use]
    pub fn new(api: &Api, settings: &Settings, as_of: Timestamp) -> Option<Self> {
        Self::of_outcome(api, settings, &Outcome::new(api, settings, as_of, Audience::Grade))
    }

    /// Grades a document by findings of [`analyze`](crate::analyze) in any order; `None` for a document without
    /// operations. They should be those of the profile `strict` or a larger one. Findings of other APIs, of traffic and of
    /// rules that only `pedantic` includes do not count.
    #[must_use]
    pub fn of<'f>(
        api: &Api,
        settings: &Settings,
        findings: impl IntoIterator<Item = &'f Finding>,
    ) -> Option<Self> {
        let index: FxHashMap<(&Method, &str), u32> =
            api.operations().iter().map(|own| ((own.method(), own.path()), own.index)).collect();
        let counts = |finding: &&Finding| {
            finding.api == api.name()
                && finding.source == FindingSource::SpecAnalysis
                && finding.state != State::Resolved
        };
        let catalogue: FxHashMap<&str, &'static RuleMeta> =
            rules::all().filter(|meta| meta.profile <= GRADED).map(|meta| (meta.id, meta)).collect();
        let mark = |finding: &'f Finding| {
            let operation = finding.operation.as_ref();
            Some(Mark {
                meta: catalogue.get(finding.rule.as_str())?,
                severity: finding.severity,
                operation: operation.and_then(|own| index.get(&(&own.method, own.path.as_str())).copied()),
                lists: &finding.operations.lists,
                place: finding.place,
            })
        };
        let marks: Vec<Mark<'_>> = findings.into_iter().filter(counts).filter_map(mark).collect();
        Self::of_marks(api, settings, &marks)
    }

    /// Grades a document by what its analysis came to.
    pub(crate) fn of_outcome(api: &Api, settings: &Settings, outcome: &Outcome<'_>) -> Option<Self> {
        let marks: Vec<Mark<'_>> = outcome
            .graded()
            .map(|draft| Mark {
                meta: draft.meta,
                severity: draft.severity,
                operation: draft.operation,
                lists: &draft.lists,
                place: Some(draft.node),
            })
            .collect();
        Self::of_marks(api, settings, &marks)
    }
}

impl Grade {
    fn of_marks(api: &Api, settings: &Settings, marks: &[Mark<'_>]) -> Option<Self> {
        if api.operations().is_empty() {
            return None;
        }
        let counts = |mark: &&Mark<'_>| settings.severity(mark.meta) != Some(Severity::Info);
        let marks: Vec<Mark<'_>> = marks.iter().filter(counts).copied().collect();
        let tally = Tally::new(api, &marks);
        let (security, data_validation) = (tally.part(Part::Security), tally.part(Part::DataValidation));
        let score = (security.points.tenths() + data_validation.points.tenths()) / 10;
        Some(Self {
            score: u8::try_from(score).unwrap_or(100),
            security,
            data_validation,
            authentication_coverage: coverage(api, settings),
        })
    }
}

/// Tells whether what a rule reports costs something whatever its severity.
pub(crate) fn costs_always(meta: &RuleMeta) -> bool {
    Cost::of(meta).is_whole()
}

/// Returns the share of operations that ask every caller for authentication among those that should, in percent.
fn coverage(api: &Api, settings: &Settings) -> Option<Tenths> {
    let should = |operation: &&Operation| {
        !settings.is_public(operation)
            && (is_closed(api, operation) || *operation.method() != Method::Options)
    };
    let (mut closed, mut all) = (0u64, 0u64);
    for operation in api.operations().iter().filter(should) {
        closed += u64::from(is_closed(api, operation));
        all += 1;
    }
    let tenths = (closed * 1000).checked_div(all)?;
    u32::try_from(tenths).ok().map(Tenths::new)
}

/// Tells whether every caller of an operation has to say who it is. A scheme that is not declared asks for nothing.
fn is_closed(api: &Api, operation: &Operation) -> bool {
    match api.security(operation) {
        EffectiveSecurity::Absent => false,
        EffectiveSecurity::Root(security) | EffectiveSecurity::Operation(security) => {
            let protects = |scheme: &SecurityScheme| scheme.kind != SchemeKind::Unknown;
            let asks = |own: &SecurityRequirement| {
                own.schemes().iter().any(|used| match used.scheme {
                    Some(scheme) => api.security_schemes().get(scheme).is_some_and(protects),
                    None => used.is_elsewhere || api.model.has_unread_schemes,
                })
            };
            !security.requirements().is_empty() && security.requirements().iter().all(asks)
        }
    }
}

#[cfg(test)]
mod tests;
