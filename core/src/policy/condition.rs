//! One key of a rule, and when it holds.

use ipnet::IpNet;

use super::compile::OperationFacts;
use super::document::{Action, Stage};
use super::facts::{Destination, Direction, Facts};
use super::pattern::{HostPattern, PathPattern};
use super::risk_test::RiskTest;
use crate::Factor;
use crate::api::Position;
use crate::quoted::Quoted;

/// A name that must be in a document, and where the policy says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) at: Position,
}

/// A key with its list of alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    FromWorkload(Vec<String>),
    FromCidr(Vec<IpNet>),
    FromCountry(Vec<String>),
    FromAsn(Vec<u32>),
    FromPrincipal(Vec<String>),
    FromScope(Vec<String>),
    ToApi(Vec<Name>),
    ToHost(Vec<HostPattern>),
    ToWorkload(Vec<String>),
    Direction(Vec<Direction>),
    Destination(Vec<Destination>),
    Method(Vec<String>),
    Path(Vec<PathPattern>),
    /// An `operationId`, or `POST /orders`.
    Operation(Vec<Name>),
    Tag(Vec<String>),
    /// A label that the document gives in `x-watchgate`.
    Label(Vec<String>),
    Deprecated(bool),
    Risk(Vec<RiskTest>),
    Finding(Vec<String>),
    Factor(Vec<Factor>),
}

impl Condition {
    pub(super) const fn stage(&self) -> Stage {
        Stage::Head
    }

    /// Tells whether the condition holds for a call. Over an unknown fact it does not.
    ///
    /// `purpose` is what a match leads to: what a caller merely claims must never open a door.
    pub(super) fn holds(
        &self,
        facts: &Facts<'_>,
        operation: Option<&OperationFacts>,
        purpose: Purpose,
    ) -> bool {
        match self {
            Self::FromWorkload(names) => {
                known(facts.source_workload, |own| names.iter().any(|name| name == own))
            }
            Self::FromCidr(nets) => {
                facts.source_ip.is_some_and(|ip| nets.iter().any(|net| net.contains(&ip.to_canonical())))
            }
            Self::FromCountry(codes) => {
                known(facts.country, |own| codes.iter().any(|code| code.eq_ignore_ascii_case(own)))
            }
            Self::FromAsn(numbers) => facts.asn.is_some_and(|own| numbers.contains(&own)),
            Self::FromPrincipal(names) => known(facts.principal, |own| names.iter().any(|name| name == own)),
            Self::FromScope(scopes) => scopes.iter().any(|scope| facts.scopes.contains(&scope.as_str())),
            Self::ToHost(patterns) => {
                let trusted = purpose == Purpose::Restrict
                    || facts.host_is_known
                    || facts.direction == Direction::Outbound;
                trusted && known(facts.host, |host| patterns.iter().any(|pattern| pattern.matches(host)))
            }
            Self::ToWorkload(names) => {
                known(facts.destination_workload, |own| names.iter().any(|name| name == own))
            }
            Self::Direction(directions) => directions.contains(&facts.direction),
            Self::Destination(destinations) => {
                facts.destination.is_some_and(|own| destinations.contains(&own))
            }
            Self::Method(methods) => methods.iter().any(|method| {
                let answers = || operation.map_or("GET", |operation| operation.method.as_str());
                method == facts.method
                    || operation.is_some_and(|_| method == answers())
                    || (operation.is_none() && facts.method == "HEAD" && method == answers())
            }),
            Self::Path(patterns) => patterns.iter().any(|pattern| {
                operation.is_some_and(|operation| pattern.matches_template(&operation.path))
                    || pattern.matches_path(facts.path, facts.path_is_folded)
            }),
            _ => operation.is_some_and(|operation| self.holds_for(operation)),
        }
    }

    /// Tells whether a condition over the operation holds. Conditions over the call never do.
    pub(super) fn holds_for(&self, operation: &OperationFacts) -> bool {
        match self {
            Self::ToApi(names) => names.iter().any(|name| name.text == operation.api),
            Self::Operation(names) => names.iter().any(|name| operation.goes_by(&name.text)),
            Self::Tag(tags) => tags.iter().any(|tag| operation.tags.contains(tag)),
            Self::Label(labels) => labels.iter().any(|label| operation.labels.contains(label)),
            Self::Deprecated(deprecated) => operation.deprecated == *deprecated,
            Self::Risk(tests) => tests.iter().any(|test| test.holds(&operation.risk)),
            Self::Finding(rules) => rules.iter().any(|rule| operation.findings.contains(rule.as_str())),
            Self::Factor(factors) => factors.iter().any(|factor| operation.risk.factors.contains_key(factor)),
            _ => false,
        }
    }

    /// Tells whether only the operation decides.
    pub(super) const fn is_static(&self) -> bool {
        matches!(
            self,
            Self::ToApi(_)
                | Self::Operation(_)
                | Self::Tag(_)
                | Self::Label(_)
                | Self::Deprecated(_)
                | Self::Risk(_)
                | Self::Finding(_)
                | Self::Factor(_)
        )
    }

    /// Tells whether the condition judges the call. The others select it by who, where and what, which a decision shows
    /// anyway.
    pub(super) const fn is_judgement(&self) -> bool {
        matches!(self, Self::Risk(_) | Self::Finding(_) | Self::Factor(_) | Self::Deprecated(_))
    }

    /// Says why the condition holds, without anything that the caller sent, and without who else is on a list: the caller
    /// reads it too.
    pub(super) fn explain(&self, operation: Option<&OperationFacts>) -> String {
        let holds = |holds: &dyn Fn(&OperationFacts) -> bool| operation.is_some_and(holds);
        match self {
            Self::FromWorkload(_) => "source workload is listed".to_owned(),
            Self::FromCidr(_) => "source address is in a listed network".to_owned(),
            Self::FromCountry(_) => "source country is listed".to_owned(),
            Self::FromAsn(_) => "source network is listed".to_owned(),
            Self::FromPrincipal(_) => "principal is listed".to_owned(),
            Self::FromScope(_) => "token has a listed scope".to_owned(),
            Self::ToApi(names) => format!("API is {}", alternatives(names.iter().map(|name| &name.text))),
            Self::ToHost(patterns) => {
                format!("host is {}", alternatives(patterns.iter().map(HostPattern::as_str)))
            }
            Self::ToWorkload(_) => "destination workload is listed".to_owned(),
            Self::Direction(directions) => format!("direction is {}", alternatives(directions)),
            Self::Destination(destinations) => format!("destination is {}", alternatives(destinations)),
            Self::Method(methods) => format!("method is {}", alternatives(methods)),
            Self::Path(patterns) => {
                format!("path matches {}", alternatives(patterns.iter().map(PathPattern::as_str)))
            }
            Self::Operation(names) => {
                let own = names.iter().map(|name| &name.text).filter(|name| holds(&|own| own.goes_by(name)));
                format!("operation is {}", alternatives(own))
            }
            Self::Tag(tags) => {
                format!(
                    "operation is tagged {}",
                    alternatives(tags.iter().filter(|tag| holds(&|own| own.tags.contains(tag))))
                )
            }
            Self::Label(labels) => {
                let own = labels.iter().filter(|label| holds(&|own| own.labels.contains(label)));
                format!("operation is labelled {}", alternatives(own))
            }
            Self::Deprecated(true) => "operation is deprecated".to_owned(),
            Self::Deprecated(false) => "operation is not deprecated".to_owned(),
            Self::Risk(tests) => tests
                .iter()
                .find_map(|test| {
                    operation.filter(|own| test.holds(&own.risk)).map(|own| test.explain(&own.risk))
                })
                .unwrap_or_default(),
            Self::Finding(rules) => {
                let found = rules.iter().filter(|rule| holds(&|own| own.findings.contains(rule.as_str())));
                format!("operation has the finding {}", alternatives(found))
            }
            Self::Factor(factors) => {
                let found =
                    factors.iter().filter(|factor| holds(&|own| own.risk.factors.contains_key(factor)));
                format!("operation has findings of {}", alternatives(found))
            }
        }
    }
}

/// What a match of a condition leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Letting a call pass: an `allow`, or an exemption from a `deny`.
    Permit,
    /// Refusing or reporting it.
    Restrict,
}

impl Purpose {
    /// Returns the purpose of a rule's own conditions.
    pub(super) const fn of(action: Action) -> Self {
        match action {
            Action::Allow => Self::Permit,
            Action::Alert | Action::Deny => Self::Restrict,
        }
    }

    /// Returns the purpose of a rule's exemption.
    pub(super) const fn of_exemption(action: Action) -> Self {
        match action {
            Action::Allow => Self::Restrict,
            Action::Alert | Action::Deny => Self::Permit,
        }
    }
}

fn known(fact: Option<&str>, holds: impl FnOnce(&str) -> bool) -> bool {
    fact.is_some_and(holds)
}

/// Lists words of the policy: "`a`", "one of `a`, `b`".
fn alternatives<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    let words: Vec<String> = values.into_iter().map(|value| Quoted(&value.to_string()).to_string()).collect();
    match words.as_slice() {
        [one] => one.clone(),
        _ => format!("one of {}", words.join(", ")),
    }
}
