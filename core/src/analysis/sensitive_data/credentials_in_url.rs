use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::parameters::{QueryField, carries_text, filtered, is_in_url, names_member, query_fields};
use super::purpose::OperationWords;
use crate::analysis::{Reporter, Rule};
use crate::api::contents::{Parameter, ParameterLocation};
use crate::api::tree::{NodeId, Tree, Value};
use crate::api::{ApiKeyLocation, Operation, SchemeKind};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::sensitive::{SensitiveType, classify};
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports query and path parameters that carry a password, a key, a token or another secret. The properties of objects in
    /// the query count, and those of a whole query string (`in: querystring`).
    ///
    /// The key of a declared `apiKey` scheme is reported by `api-key-in-query`. Tokens that are sent by mail and used
    /// once, and path parameters that name a thing (`/tokens/{token}`), are left out.
    ///
    /// ## Why is this bad?
    /// URLs are written to access logs, browser histories, proxies and `Referer` headers, and the secret with them.
    ///
    /// ## Example
    /// ```yaml
    /// /login:
    ///   get:
    ///     parameters: [{name: password, in: query, schema: {type: string}}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// /login:
    ///   post:
    ///     requestBody:
    ///       content: {application/json: {schema: {properties: {password: {type: string, writeOnly: true}}}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-598: Use of GET Request Method With Sensitive Query Strings](https://cwe.mitre.org/data/definitions/598.html)
    CredentialsInUrl {
        id: "credentials-in-url",
        severities: [High],
        profile: Default,
        category: Authentication,
        factor: SensitiveData,
        owasp: [Api2, Api8],
        cwe: [598],
        mitigation: "Take the secret from the `Authorization` header or from the request body.",
    }
}

impl Rule for CredentialsInUrl {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let declared = declared(api);
        let mut once: Option<Vec<bool>> = None;
        for used in graph.parameters() {
            let parameter = used.part;
            let Some(kind) = classify(&parameter.name).filter(|kind| is_credential(*kind)) else { continue };
            if !is_in_url(parameter)
                || declared.contains(parameter.name.as_str())
                || !carries_text(graph, parameter)
            {
                continue;
            }
            if is_short(&parameter.name)
                && (parameter.name.starts_with('_') || says_page(&api.tree, parameter.node))
            {
                continue;
            }
            let is_token = kind == SensitiveType::AccessToken;
            let once = once.get_or_insert_with(|| api.operations().iter().map(takes_once).collect());
            let takes_once = |own: &Operation| is_token && once.get(own.index as usize) == Some(&true);
            let users = filtered(api, used.users, |own| match parameter.location {
                ParameterLocation::Path => {
                    !is_short(&parameter.name) && !takes_once(own) && !names_member(own, parameter)
                }
                _ => !is_short(&parameter.name) || !takes_once(own),
            });
            if users.is_empty() {
                continue;
            }
            let name = Quoted(&parameter.name);
            report.part(
                parameter.node,
                &users,
                Severity::High,
                format_args!("the {} parameter {name} carries {} in the URL", place(parameter), kind.label()),
            );
        }
        for field in query_fields(graph) {
            let is_short = is_short(field.name);
            if !is_credential(field.kind)
                || declared.contains(field.name)
                || (is_short && says_page(&api.tree, field.node))
            {
                continue;
            }
            let is_token = field.kind == SensitiveType::AccessToken;
            let users = filtered(api, &field.users, |own| !is_short || !is_token || !takes_once(own));
            if !users.is_empty() {
                report_field(report, &field, &users, Severity::High);
            }
        }
    }
}

/// Reports a property that travels in the query.
pub(super) fn report_field(
    report: &mut Reporter<'_>,
    field: &QueryField<'_>,
    users: &Arc<[u32]>,
    severity: Severity,
) {
    let (name, what) = (Quoted(field.name), field.kind.label());
    report.part(
        field.node,
        users,
        severity,
        format_args!("the query parameter {name} carries {what} in the URL"),
    );
}

pub(super) fn place(parameter: &Parameter) -> &'static str {
    if parameter.location == ParameterLocation::Path { "path" } else { "query" }
}

fn is_credential(kind: SensitiveType) -> bool {
    matches!(
        kind,
        SensitiveType::Password
            | SensitiveType::PasswordHash
            | SensitiveType::ApiKey
            | SensitiveType::AccessToken
            | SensitiveType::RefreshToken
            | SensitiveType::ClientSecret
            | SensitiveType::Secret
            | SensitiveType::PrivateKey
            | SensitiveType::OneTimeCode
            | SensitiveType::Pin
    )
}

/// Returns the parameters that declared schemes take their keys from.
fn declared(api: &Api) -> FxHashSet<&str> {
    let names = api.security_schemes().iter().filter_map(|scheme| match scheme.kind() {
        SchemeKind::ApiKey { location: ApiKeyLocation::Query | ApiKeyLocation::Path, name } => {
            Some(name.as_str())
        }
        _ => None,
    });
    names.collect()
}

/// Tells whether an operation is for tokens that were sent to be used once, and for what is open to those who have them.
fn takes_once(operation: &Operation) -> bool {
    OperationWords::of(operation).has(&[
        "verify",
        "verification",
        "confirm",
        "confirmation",
        "reset",
        "recover",
        "recovery",
        "activate",
        "activation",
        "invite",
        "invitation",
        "invitations",
        "invites",
        "unsubscribe",
        "subscription",
        "magic",
        "download",
        "share",
        "shared",
        "public",
        "embed",
        "preview",
        "validate",
        "redeem",
        "callback",
        "accept",
        "upload",
        "scroll",
    ])
}

/// Tells whether a name says little by itself.
pub(super) fn is_short(name: &str) -> bool {
    let name = name.trim_start_matches('_');
    ["token", "secret", "pin"].iter().any(|short| name.eq_ignore_ascii_case(short))
}

/// Tells whether the description is that of a token for the next page.
pub(super) fn says_page(tree: &Tree, parameter: NodeId) -> bool {
    let Some(Value::String(text)) = tree.get(parameter, "description").map(|node| tree.value(node)) else {
        return false;
    };
    let text = text.to_ascii_lowercase();
    ["page", "paginat", "continu", "cursor", "scroll", "next set", "maxresults"]
        .iter()
        .any(|word| text.contains(word))
}
