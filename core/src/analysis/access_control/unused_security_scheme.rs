use std::collections::BTreeSet;

use crate::analysis::{Reporter, Rule};
use crate::api::Security;
use crate::api::problem::ProblemKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports security schemes that are declared and that no `security` of the document names.
    ///
    /// It is silent where nothing is required at all or a name is misspelt, which other rules report, and where parts of
    /// the document could not be read. What webhooks and callbacks require counts.
    ///
    /// ## Why is this bad?
    /// Either the scheme was forgotten at the operations it was meant for, or it is a way in that nobody needs any more
    /// and that the server may still accept.
    ///
    /// ## Example
    /// ```yaml
    /// security: [{oauth: []}]
    /// components: {securitySchemes: {oauth: {type: mutualTLS}, old_login: {type: http, scheme: basic}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// security: [{oauth: []}]
    /// components: {securitySchemes: {oauth: {type: mutualTLS}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-1164: Irrelevant Code](https://cwe.mitre.org/data/definitions/1164.html)
    UnusedSecurityScheme {
        id: "unused-security-scheme",
        severities: [Info],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [1164],
        mitigation: "Require the scheme where it is needed, or remove it.",
    }
}

impl Rule for UnusedSecurityScheme {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let is_blind = |kind: &ProblemKind| {
            matches!(kind, ProblemKind::UnreadReference { .. } | ProblemKind::UnresolvedReference { .. })
        };
        let outgoing = api.model.outgoing.iter().map(|outgoing| &outgoing.operation);
        let own = api.operations().iter().chain(outgoing).filter_map(|own| own.security.as_ref());
        let fields = api.model.security.iter().chain(own);
        let named: BTreeSet<Option<usize>> =
            fields.flat_map(Security::uses).map(|used| used.scheme).collect();
        let is_blind = api.model.problems.iter().any(|problem| is_blind(&problem.kind));
        if named.is_empty() || named.contains(&None) || is_blind {
            return;
        }
        for (index, scheme) in api.security_schemes().iter().enumerate() {
            if !named.contains(&Some(index)) {
                let name = Quoted(scheme.name());
                report.shared(
                    scheme.node,
                    Vec::new(),
                    Severity::Info,
                    format_args!("the security scheme {name} is declared and nothing requires it"),
                );
            }
        }
    }
}
