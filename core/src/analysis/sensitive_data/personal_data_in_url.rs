use super::credentials_in_url::{place, report_field};
use super::exposure::is_expected;
use super::parameters::{carries_text, filtered, is_in_url, query_fields};
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::sensitive::{SensitiveGroup, SensitiveType, classify};
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports query and path parameters that carry personal, payment or health data: medium for what identifies somebody
    /// or a payment card, low for email addresses, phone numbers and tax
    /// numbers.
    ///
    /// Names and postal addresses are not reported. Data that `x-watchgate: {data: [...]}` declares as expected is left
    /// out.
    ///
    /// ## Why is this bad?
    /// URLs are written to access logs, browser histories, proxies and `Referer` headers. Personal data ends up where
    /// nobody looks after it, deletes it or may have it.
    ///
    /// ## Example
    /// ```yaml
    /// /patients:
    ///   get:
    ///     parameters: [{name: ssn, in: query, schema: {type: string}}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// /patients/search:
    ///   post:
    ///     requestBody: {content: {application/json: {schema: {properties: {ssn: {type: string}}}}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-598: Use of GET Request Method With Sensitive Query Strings](https://cwe.mitre.org/data/definitions/598.html)
    PersonalDataInUrl {
        id: "personal-data-in-url",
        severities: [Medium, Low],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api8],
        cwe: [598],
        mitigation: "Take the data from the request body, or name the person by an identifier that means nothing elsewhere.",
    }
}

impl Rule for PersonalDataInUrl {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for used in graph.parameters() {
            let parameter = used.part;
            let Some((kind, severity)) =
                classify(&parameter.name).and_then(|kind| Some((kind, severity(kind)?)))
            else {
                continue;
            };
            if !is_in_url(parameter) || !carries_text(graph, parameter) {
                continue;
            }
            let users = filtered(api, used.users, |operation| !is_expected(operation, kind));
            if users.is_empty() {
                continue;
            }
            let name = Quoted(&parameter.name);
            report.part(
                parameter.node,
                &users,
                severity,
                format_args!("the {} parameter {name} carries {} in the URL", place(parameter), kind.label()),
            );
        }
        for field in query_fields(graph) {
            let Some(severity) = severity(field.kind) else { continue };
            let users = filtered(api, &field.users, |operation| !is_expected(operation, field.kind));
            if !users.is_empty() {
                report_field(report, &field, &users, severity);
            }
        }
    }
}

fn severity(kind: SensitiveType) -> Option<Severity> {
    match kind {
        SensitiveType::PersonName
        | SensitiveType::PostalAddress
        | SensitiveType::VehicleId
        | SensitiveType::Income
        | SensitiveType::CardHolder
        | SensitiveType::CardExpiry
        | SensitiveType::SpecialCategory => None,
        SensitiveType::Email | SensitiveType::Phone | SensitiveType::TaxId => Some(Severity::Low),
        _ => match kind.group() {
            SensitiveGroup::Pii | SensitiveGroup::Pci | SensitiveGroup::Health => Some(Severity::Medium),
            SensitiveGroup::Secret | SensitiveGroup::Network => None,
        },
    }
}
