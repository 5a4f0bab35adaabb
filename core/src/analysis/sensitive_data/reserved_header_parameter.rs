use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Reporter, Rule};
use crate::api::contents::ParameterLocation;
use crate::api::specification::Specification;
use crate::api::tree::NodeId;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports header parameters named `Authorization`, and in OpenAPI 3 also `Accept` and `Content-Type`, each once in a
    /// document: medium where `Authorization` stands in for a security requirement that is not there, low where there is
    /// one, info for the other two.
    ///
    /// ## Why is this bad?
    /// OpenAPI 3 says that such parameters are ignored. A credential that is described as a parameter is no security
    /// requirement: no tool checks it, and to a gateway the operation is open to everybody.
    ///
    /// ## Example
    /// ```yaml
    /// parameters: [{name: Authorization, in: header, required: true, schema: {type: string}}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// security: [{bearer: []}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-306: Missing Authentication for Critical Function](https://cwe.mitre.org/data/definitions/306.html)
    /// - [OpenAPI 3.1.1: Parameter Object](https://spec.openapis.org/oas/v3.1.1#common-fixed-fields)
    ReservedHeaderParameter {
        id: "reserved-header-parameter",
        severities: [Medium, Low, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [306],
        mitigation: "Describe credentials as a security scheme, and media types by `content`.",
    }
}

impl Rule for ReservedHeaderParameter {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let is_ignored = graph.specification() != Specification::V2;
        let mut found: BTreeMap<Defect, (NodeId, BTreeSet<u32>)> = BTreeMap::new();
        for used in graph.parameters().filter(|used| used.part.location == ParameterLocation::Header) {
            let is = |name: &str| used.part.name.eq_ignore_ascii_case(name);
            for &user in used.users.iter() {
                let Some(operation) = api.operations().get(user as usize) else { continue };
                let defect = match () {
                    () if is("Authorization") && api.security(operation).allows_anonymous() => {
                        Defect::StandsIn
                    }
                    () if is("Authorization") => Defect::Repeats,
                    () if is_ignored && is("Accept") => Defect::Accept,
                    () if is_ignored && is("Content-Type") => Defect::ContentType,
                    () => break,
                };
                found.entry(defect).or_insert_with(|| (used.part.node, BTreeSet::new())).1.insert(user);
            }
        }
        for (defect, (node, users)) in found {
            report.part(node, &users.into_iter().collect(), defect.severity(), defect.message());
        }
    }
}

/// What is wrong with a parameter. Each is reported once in a document: it is one mistake, made everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Defect {
    StandsIn,
    Repeats,
    Accept,
    ContentType,
}

impl Defect {
    const fn severity(self) -> Severity {
        match self {
            Self::StandsIn => Severity::Medium,
            Self::Repeats => Severity::Low,
            Self::Accept | Self::ContentType => Severity::Info,
        }
    }

    const fn message(self) -> &'static str {
        match self {
            Self::StandsIn => "a header parameter `Authorization` stands in for a security requirement",
            Self::Repeats => "a header parameter `Authorization` repeats what the security requirement says",
            Self::Accept => "a header parameter `Accept` is ignored",
            Self::ContentType => "a header parameter `Content-Type` is ignored",
        }
    }
}
