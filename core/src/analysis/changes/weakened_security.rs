use super::comparison::Comparison;
use super::{ChangeRule, Reports};
use crate::analysis::demand::Demand;
use crate::analysis::sensitive_flow::{SensitiveFlow, raise};
use crate::api::{ApiKeyLocation, Operation, SchemeKind, SchemeUse, Security};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that ask less of their callers than before: no authentication any more, an optional one, fewer
    /// schemes or scopes, another alternative beside them, a weaker kind of scheme, or only a scheme that the document does
    /// not declare. It compares two versions of a document.
    ///
    /// An operation that everybody may call now is critical if it writes or is a payment, administration or similar
    /// operation, and high otherwise. One that asks for an undeclared scheme is high: a gateway may ignore it. All else is
    /// medium. Operations that are declared public are not reported.
    ///
    /// ## Why is this bad?
    /// A diff of a long document hides it well, and everything downstream, from generated servers to gateways, follows.
    ///
    /// ## Example
    /// ```yaml
    /// /orders: {get: {security: [{oauth: [orders]}, {}]}}  # was [{oauth: [orders]}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// /orders: {get: {security: [{oauth: [orders]}]}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-287: Improper Authentication](https://cwe.mitre.org/data/definitions/287.html)
    WeakenedSecurity {
        id: "weakened-security",
        severities: [Critical, High, Medium],
        profile: Default,
        category: ApiSpecification,
        factor: AccessControl,
        owasp: [Api2, Api5],
        cwe: [287],
        mitigation: "Ask for what the operation asked for before, or declare it public with `x-watchgate-public: true`.",
    }
}

impl ChangeRule for WeakenedSecurity {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, comparison: &Comparison<'_>, reports: &mut Reports<'_>) {
        let (old_api, new_api) = (comparison.old.api(), comparison.new.api());
        for (old, new) in &comparison.kept {
            let Some(change) = change(old_api, old, new_api, new) else { continue };
            if reports.new.is_public(new) {
                continue;
            }
            let (severity, flow) = match change {
                Change::Opened if new.method().is_safe() => raise(Severity::High, SensitiveFlow::of(new)),
                Change::Opened => (Severity::Critical, String::new()),
                Change::Undeclared => (Severity::High, String::new()),
                Change::Less | Change::WeakerKind => (Severity::Medium, String::new()),
            };
            let node = new.security.as_ref().map_or(new.node, |security| security.node);
            let (target, what) = (new.to_ref(), change.describe());
            reports.new.operation(new, node, severity, format_args!("{target} {what}{flow}"));
        }
    }
}

/// How an operation asks for less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Everybody may call it.
    Opened,
    /// An alternative names nothing but schemes that are not declared.
    Undeclared,
    /// Fewer schemes or scopes, or more alternatives.
    Less,
    /// Other schemes, of a weaker kind.
    WeakerKind,
}

impl Change {
    const fn describe(self) -> &'static str {
        match self {
            Self::Opened => "needed authentication and no longer does",
            Self::Undeclared => "can be called with nothing but a security scheme that is not declared",
            Self::Less => "asks for less authentication than it did",
            Self::WeakerKind => "accepts a weaker kind of authentication than it did",
        }
    }
}

fn change(old_api: &Api, old: &Operation, new_api: &Api, new: &Operation) -> Option<Change> {
    let opened = new_api.security(new).allows_anonymous();
    if old_api.security(old).allows_anonymous() {
        return None;
    }
    if opened {
        return Some(Change::Opened);
    }
    if asks_for_undeclared(new_api, new) && !asks_for_undeclared(old_api, old) {
        return Some(Change::Undeclared);
    }
    let demand = |api, operation| Demand::counting(api, operation, |used| is_declared(api, used));
    let (before, after) = (demand(old_api, old)?, demand(new_api, new)?);
    if after.is_literally_weaker_than(&before) {
        return Some(Change::Less);
    }
    (strength(new_api, new)? < strength(old_api, old)?).then_some(Change::WeakerKind)
}

/// Tells whether an alternative names nothing but schemes that are not declared.
fn asks_for_undeclared(api: &Api, operation: &Operation) -> bool {
    let requirements = api.security(operation).get().map_or(&[][..], Security::requirements);
    requirements.iter().any(|requirement| {
        let uses = requirement.schemes();
        !uses.is_empty() && !uses.iter().any(|used| is_declared(api, used))
    })
}

/// Tells whether a scheme is declared, or may be where nothing is read.
fn is_declared(api: &Api, used: &SchemeUse) -> bool {
    used.scheme.is_some() || used.is_elsewhere || api.model.has_unread_schemes
}

/// Returns how strong the weakest alternative is: as strong as its strongest scheme. `None` where a scheme is not known.
fn strength(api: &Api, operation: &Operation) -> Option<u8> {
    let requirements = api.security(operation).get()?.requirements();
    let alternatives = requirements.iter().map(|requirement| {
        let kinds = requirement.schemes().iter().map(|used| {
            let scheme = used.scheme.and_then(|index| api.security_schemes().get(index))?;
            rank(scheme.kind())
        });
        kinds.collect::<Option<Vec<u8>>>()?.into_iter().max()
    });
    alternatives.collect::<Option<Vec<u8>>>()?.into_iter().min()
}

/// Ranks kinds of schemes by what a caller has to hold: a word that travels with each call, a key, a token, a token that is
/// issued for a purpose or a key that never travels.
fn rank(kind: &SchemeKind) -> Option<u8> {
    Some(match kind {
        SchemeKind::ApiKey { location: ApiKeyLocation::Query | ApiKeyLocation::Path, .. } => 0,
        SchemeKind::Http { scheme, .. } if scheme == "basic" => 1,
        SchemeKind::Http { scheme, .. } if scheme == "bearer" => 3,
        SchemeKind::ApiKey { .. } | SchemeKind::Http { .. } => 2,
        SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } | SchemeKind::MutualTls => 4,
        SchemeKind::Unknown => return None,
    })
}
