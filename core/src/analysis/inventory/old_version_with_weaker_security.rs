use std::collections::BTreeMap;

use crate::analysis::demand::Demand;
use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations of an older version in the path (`/v1/orders`) that ask for less than the same operation of the
    /// newest version does (`/v2/orders`): whoever may call the new one may call the old one, and so may others.
    ///
    /// A scheme less counts, an alternative more, and no scope where the new one needs one. An old operation that is open to everybody has a rule of its own.
    ///
    /// ## Why is this bad?
    /// What was tightened in the new version is still there to be called in the old one. Attackers try old versions first.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /v1/orders: {get: {security: [{oauth: []}]}}
    ///   /v2/orders: {get: {security: [{oauth: [orders]}]}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /v1/orders: {get: {security: [{oauth: [orders]}]}}
    ///   /v2/orders: {get: {security: [{oauth: [orders]}]}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    /// - [CWE-863: Incorrect Authorization](https://cwe.mitre.org/data/definitions/863.html)
    OldVersionWithWeakerSecurity {
        id: "old-version-with-weaker-security",
        severities: [Medium],
        profile: Default,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api9],
        cwe: [1059, 863],
        mitigation: "Ask of the old version what the new one asks for, or turn the old one off.",
    }
}

impl Rule for OldVersionWithWeakerSecurity {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let mut groups: BTreeMap<(&str, String), Vec<(Version, &Operation)>> = BTreeMap::new();
        for operation in api.operations() {
            if let Some((version, rest)) = without_version(operation.path()) {
                groups.entry((operation.method().as_str(), rest)).or_default().push((version, operation));
            }
        }
        let mut findings: Vec<(&Operation, &Operation)> = Vec::new();
        for group in groups.values() {
            let Some((newest, new)) = group.iter().max_by(|one, other| one.0.cmp(&other.0)) else { continue };
            let Some(of_new) = Demand::of(api, new) else { continue };
            let olds = group.iter().filter(|(version, _)| version < newest).map(|(_, old)| *old);
            findings.extend(olds.filter(|old| is_weaker(api, old, &of_new)).map(|old| (old, *new)));
        }
        findings.sort_by_key(|(old, _)| old.index);
        for (old, new) in findings {
            let node = old.security.as_ref().map_or(old.node, |security| security.node);
            let (target, newer) = (old.to_ref(), new.to_ref());
            report.operation(
                old,
                node,
                Severity::Medium,
                format_args!("{target} asks for less than {newer}, the newer version"),
            );
        }
    }
}

fn is_weaker(api: &Api, old: &Operation, of_new: &Demand<'_>) -> bool {
    Demand::of(api, old).is_some_and(|demand| !demand.allows_anonymous() && demand.is_weaker_than(of_new))
}

/// The numbers of `v2.1`.
type Version = Vec<u32>;

/// Takes the version out of a path, and the names of its parameters.
fn without_version(path: &str) -> Option<(Version, String)> {
    let mut version = None;
    let mut rest = String::with_capacity(path.len());
    for segment in path.split('/') {
        rest.push('/');
        match (&version, version_of(segment)) {
            (None, Some(found)) => version = Some(found),
            _ if segment.starts_with('{') && segment.ends_with('}') => rest.push_str("{}"),
            _ => rest.push_str(segment),
        }
    }
    Some((version?, rest))
}

fn version_of(segment: &str) -> Option<Version> {
    let numbers = segment.strip_prefix(['v', 'V'])?;
    numbers.split('.').map(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_first_version_out_of_a_path() {
        assert_eq!(without_version("/v1/a/{x}"), Some((vec![1], "///a/{}".to_owned())));
        assert_eq!(without_version("/api/V2.10/a"), Some((vec![2, 10], "//api//a".to_owned())));
        for path in ["/a", "/vendors/a", "/v/a", "/vx/a", "/{v1}/a", "/v99999999999/a"] {
            assert_eq!(without_version(path), None, "{path}");
        }
    }
}
