use std::collections::BTreeSet;

use crate::analysis::demand::Demand;
use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports administration operations that ask for exactly what other operations ask for, schemes and scopes alike.
    ///
    /// An operation is for administration if a whole segment of its path says so: `admin`, `administration`, `backoffice`,
    /// `superadmin`, `superuser`, `sysadmin`. The root's `security` counts where it is
    /// inherited. Operations that are open to everybody have rules of their own, and so is an API for administration
    /// only no defect.
    ///
    /// ## Why is this bad?
    /// As far as the document shows, every user's credential opens the administration. Whether the server looks at roles
    /// cannot be seen, and gateways that enforce the document do not.
    ///
    /// ## Example
    /// ```yaml
    /// security: [{oauth: []}]
    /// paths:
    ///   /orders: {get: {}}
    ///   /admin/users: {get: {}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// security: [{oauth: []}]
    /// paths:
    ///   /orders: {get: {}}
    ///   /admin/users: {get: {security: [{oauth: [admin]}]}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API5:2023 Broken Function Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/)
    /// - [CWE-285: Improper Authorization](https://cwe.mitre.org/data/definitions/285.html)
    AdministrationWithoutOwnSecurity {
        id: "administration-without-own-security",
        severities: [Medium],
        profile: Strict,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api5],
        cwe: [285],
        mitigation: "Ask for a scope or a scheme that only administrators have.",
    }
}

const SEGMENTS: [&str; 7] =
    ["admin", "administration", "back-office", "backoffice", "superadmin", "superuser", "sysadmin"];

impl Rule for AdministrationWithoutOwnSecurity {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let (administration, others): (Vec<&Operation>, Vec<&Operation>) =
            api.operations().iter().partition(|operation| is_administration(operation));
        if administration.is_empty() {
            return;
        }
        let of_others: BTreeSet<Demand<'_>> =
            others.into_iter().filter_map(|operation| Demand::of(api, operation)).collect();
        for operation in administration {
            let Some(demand) = Demand::of(api, operation) else { continue };
            if !demand.allows_anonymous() && of_others.contains(&demand) {
                let target = operation.to_ref();
                report.operation(
                    operation,
                    operation.node,
                    Severity::Medium,
                    format_args!("{target} is administration and asks for no more than other operations"),
                );
            }
        }
    }
}

fn is_administration(operation: &Operation) -> bool {
    let names = |segment: &str| SEGMENTS.iter().any(|own| own.eq_ignore_ascii_case(segment));
    operation.path().split('/').any(names)
}
