use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::{Reporter, Rule};
use crate::api::tree::NodeId;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations whose risk the author of the document declares (`risk` of `x-watchgate`).
    ///
    /// The risk of these operations is at least the declared one, whatever else is found. Turning the rule off, or
    /// accepting its finding, leaves the risk to the other findings.
    ///
    /// ## Why is this bad?
    /// It is not: the finding says where the score comes from. Whoever knows what an operation moves knows its risk better
    /// than its document shows.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /ledger/close:
    ///     post:
    ///       x-watchgate: {risk: critical}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /ledger/close:
    ///     post: {security: [{oauth: [ledger]}]}
    /// ```
    ///
    /// ## References
    /// - [OWASP Risk Rating Methodology](https://owasp.org/www-community/OWASP_Risk_Rating_Methodology)
    DeclaredRisk {
        id: "declared-risk",
        severities: [Info],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [],
        cwe: [],
        mitigation: "Nothing, as long as the declared risk is the real one.",
    }
}

impl Rule for DeclaredRisk {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let mut declared: BTreeMap<NodeId, (Severity, Vec<u32>)> = BTreeMap::new();
        for operation in api.operations() {
            if let Some((risk, node)) = operation.hints.risk {
                declared.entry(node).or_insert((risk, Vec::new())).1.push(operation.index);
            }
        }
        for (node, (risk, users)) in declared {
            let users: Arc<[u32]> = users.into();
            report.floor(node, &users, risk, format_args!("the risk is declared to be at least {risk}"));
        }
    }
}
