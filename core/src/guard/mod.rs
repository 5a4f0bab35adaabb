//! The facade that the wrappers share: documents and policy in, decisions out.

mod build;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
pub use build::GuardBuilder;

use crate::locate::Locator;
use crate::policy::{Facts, OperationFacts, OperationIndex, bare_host};
use crate::{Api, Decision, Finding, Method, Policy, PolicyError, PolicySet, Request, Risk, Target};

/// Decides requests against the documents and the policy of a service.
///
/// One guard serves all threads: [`decide`](Self::decide) takes `&self`, cannot fail, and allocates nothing, unless one
/// call raises more than eight alerts.
///
/// # Examples
/// ```
/// use watchgate::{Api, Guard, Policy, Request};
///
/// let api = Api::parse(b"
/// openapi: 3.1.0
/// info: {title: payments, version: '1'}
/// paths: {/PaymentAuth: {post: {responses: {'200': {description: ok}}}}}
/// ")?;
/// let policy = Policy::parse(b"
/// version: 1
/// rules:
///   - {name: block-critical, when: {risk: '>= critical'}, action: deny}
/// ")?;
/// let guard = Guard::builder().api(api).policy(policy).build()?;
/// let decision = guard.decide(&Request::new("POST", "/PaymentAuth"));
/// assert!(!decision.is_allowed());
/// assert_eq!(decision.reasons(), ["risk critical is at least critical"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `Debug` leaves out the compiled routes and policy.
pub struct Guard {
    apis: Vec<Arc<Api>>,
    findings: Vec<Finding>,
    risks: Vec<Vec<Risk>>,
    operations: Arc<[OperationFacts]>,
    locator: Locator,
    documents: u64,
    policy: ArcSwap<PolicySet>,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("apis", &self.apis)
            .field("operations", &self.operations)
            .finish_non_exhaustive()
    }
}

impl Guard {
    /// Starts a guard.
    #[must_use]
    pub fn builder() -> GuardBuilder {
        GuardBuilder::default()
    }

    /// Decides a request on what its head tells.
    ///
    /// Where it is open which operation the application will run (a framework's route and the document disagree, or
    /// the target is written so that some servers would read it differently), every candidate is decided and the
    /// strictest decision counts.
    #[must_use]
    pub fn decide(&self, request: &Request<'_>) -> Decision {
        let policy = self.policy.load();
        let target = Target::parse(request.target);
        let host = request.host.or(target.host());
        let facts = Facts {
            host,
            host_is_known: host.is_some_and(|host| self.locator.knows_host(bare_host(host))),
            direction: request.direction,
            destination: request.destination,
            source_ip: request.source_ip,
            country: request.country,
            asn: request.asn,
            source_workload: request.workload,
            destination_workload: request.destination_workload,
            principal: request.principal,
            scopes: request.scopes,
            ..Facts::new(request.method, "")
        };
        let mut decision: Option<Decision> = None;
        let refusal = self.locator.readings(request, &target, |reading| {
            let method = if reading.is_folded { Method::standard(request.method) } else { None };
            let own = policy.decide(&Facts {
                operation: reading.operation.map(OperationIndex::new),
                method: method.unwrap_or(request.method),
                path: reading.path,
                path_is_folded: reading.is_folded,
                ..facts
            });
            decision = Some(match decision.take() {
                Some(stricter) => stricter.or_stricter(own),
                None => own,
            });
        });
        let decision = decision.unwrap_or_else(|| policy.decide(&facts));
        match refusal {
            Some(refusal) => decision.refuse(refusal),
            None => decision,
        }
    }

    /// Puts another policy in force, for requests that come after it.
    ///
    /// # Errors
    /// Returns [`PolicyError`] when it names an API or an operation that no document has; the policy in force stays.
    pub fn replace_policy(&self, policy: &Policy) -> Result<(), PolicyError> {
        let set = PolicySet::compile(policy, self.operations.clone(), self.documents)?;
        self.policy.store(Arc::new(set));
        Ok(())
    }

    /// Returns the documents.
    #[must_use]
    pub fn apis(&self) -> &[Arc<Api>] {
        &self.apis
    }

    /// Returns the findings of all documents, the worst first within each.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns the risk of an operation by its method and path template, the worst where several documents have it.
    #[must_use]
    pub fn risk(&self, method: &str, path: &str) -> Option<&Risk> {
        let risks = self.apis.iter().zip(&self.risks).filter_map(|(api, risks)| {
            let operation = api.operation(method, path)?;
            risks.get(operation.index as usize)
        });
        risks.max_by_key(|risk| risk.score)
    }
}
