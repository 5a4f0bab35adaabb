use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::classifier::Classifier;
use super::exposure::successes;
use super::flow::{Flow, schemas_of};
use super::shown::Shown;
use crate::analysis::graph::{Graph, Role, SchemaId};
use crate::analysis::{Reporter, Rule};
use crate::api::contents::Response;
use crate::rule_meta::declare_rule;
use crate::sensitive::SensitiveType;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports successful responses to `GET` that hold personal, payment or health data or secrets, ask for
    /// authentication, and document no `Cache-Control` header.
    ///
    /// A response that several operations share is reported once. Names, e-mail addresses and phone numbers alone do not
    /// count.
    ///
    /// ## Why is this bad?
    /// Without the header a browser may keep the response on disk, and a cache between client and API may hand it to
    /// somebody else where the credential is a cookie.
    ///
    /// ## Example
    /// ```yaml
    /// '200':
    ///   description: The account
    ///   content: {application/json: {schema: {properties: {iban: {type: string}}}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// '200':
    ///   description: The account
    ///   headers: {Cache-Control: {schema: {type: string, enum: [no-store]}}}
    ///   content: {application/json: {schema: {properties: {iban: {type: string}}}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-525: Use of Web Browser Cache Containing Sensitive Information](https://cwe.mitre.org/data/definitions/525.html)
    /// - [RFC 9111: HTTP Caching](https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.5)
    CacheableSensitiveResponse {
        id: "cacheable-sensitive-response",
        severities: [Info],
        profile: Strict,
        category: SensitiveData,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [525],
        mitigation: "Answer with `Cache-Control: no-store`, and document the header.",
    }
}

/// Types that say little of a person by themselves.
const COMMON: [SensitiveType; 8] = [
    SensitiveType::Email,
    SensitiveType::Phone,
    SensitiveType::PersonName,
    SensitiveType::PostalAddress,
    SensitiveType::IpAddress,
    SensitiveType::MacAddress,
    SensitiveType::DeviceId,
    SensitiveType::VehicleId,
];

impl Rule for CacheableSensitiveResponse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let sensitive = leads_to_sensitive(graph, &successes(graph, api));
        let mut users: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for operation in api.operations() {
            if *operation.method() != Method::Get || api.security(operation).allows_anonymous() {
                continue;
            }
            for own in operation.responses.iter().filter(|own| own.status.is_of_class(2)) {
                let Some(response) = own.response else { continue };
                let list = users.entry(response).or_default();
                if list.last() != Some(&operation.index) {
                    list.push(operation.index);
                }
            }
        }
        for (response, index) in api.model.contents.responses.iter().zip(0_u32..) {
            let Some(users) = users.remove(&index).filter(|_| !says_caching(response)) else { continue };
            let ids = schemas_of(&response.content).filter_map(|node| graph.at(node));
            let mut found = ids.filter_map(|id| sensitive.get(&id));
            if let Some(kind) = found.next() {
                let users: Arc<[u32]> = users.into();
                let message =
                    format_args!("a response with {} has no documented `Cache-Control`", kind.label());
                report.part(response.node, &users, Severity::Info, message);
            }
        }
    }
}

fn says_caching(response: &Response) -> bool {
    response.headers.iter().any(|header| header.name.eq_ignore_ascii_case("cache-control"))
}

/// Returns the schemas that hold sensitive data or lead to some, with the first type of it.
fn leads_to_sensitive(graph: &Graph<'_>, flow: &Flow) -> FxHashMap<SchemaId, SensitiveType> {
    let mut holders: Vec<Vec<SchemaId>> = vec![Vec::new(); graph.schemas().count()];
    for (id, _) in graph.schemas().filter(|(id, _)| flow.contains(*id)) {
        for edge in graph.edges(id).iter().filter(|edge| edge.role != Role::Not) {
            if let Some(list) = holders.get_mut(edge.to.index()) {
                list.push(id);
            }
        }
    }
    let mut classifier = Classifier::default();
    let mut shown = Shown::default();
    let mut found = FxHashMap::default();
    let mut queue = std::collections::VecDeque::new();
    for field in flow.fields(graph) {
        let Some(kind) = classifier.classify(graph, field).filter(|kind| !COMMON.contains(kind)) else {
            continue;
        };
        if !found.contains_key(&field.holder) && shown.is_shown(graph, field, kind) {
            found.insert(field.holder, kind);
            queue.push_back(field.holder);
        }
    }
    while let Some(id) = queue.pop_front() {
        let Some(kind) = found.get(&id).copied() else { continue };
        for &holder in holders.get(id.index()).into_iter().flatten() {
            found.entry(holder).or_insert_with(|| {
                queue.push_back(holder);
                kind
            });
        }
    }
    found
}
