use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::{ApiKeyLocation, SchemeKind, SchemeUse, Security};
use crate::identifier::has_word;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports API keys that are all that writing operations ask for, once for each key, with the operations.
    ///
    /// A cookie is taken for a session. A header that is called after a token or an authorization is taken for a bearer
    /// token that the document could not spell otherwise.
    ///
    /// ## Why is this bad?
    /// An API key names a program, not a person, and is good until somebody replaces it. What was written, and by whom,
    /// cannot be told apart, and whoever finds the key writes.
    ///
    /// ## Example
    /// ```yaml
    /// post: {security: [{api_key: []}]}
    /// ```
    /// Use instead:
    /// ```yaml
    /// post: {security: [{api_key: [], oauth: [orders:write]}]}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-308: Use of Single-factor Authentication](https://cwe.mitre.org/data/definitions/308.html)
    WriteWithApiKeyOnly {
        id: "write-with-api-key-only",
        severities: [Info],
        profile: Strict,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2, Api1],
        cwe: [308],
        mitigation: "Ask for a token of the user or of the client beside the key.",
    }
}

impl Rule for WriteWithApiKeyOnly {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let of_root = api.model.security.as_ref().is_some_and(|security| asks_for_keys_only(api, security));
        let writes_with_key = |index: &&u32| {
            api.operations().get(**index as usize).is_some_and(|operation| {
                let own = operation.security.as_ref();
                !operation.method().is_safe() && own.map_or(of_root, |own| asks_for_keys_only(api, own))
            })
        };
        // Schemes share the list of operations that inherit the root's `security`, and go on to share what is left of it.
        let mut lists: FxHashMap<*const u32, Arc<[u32]>> = FxHashMap::default();
        for (scheme, reach) in operations_by_scheme(api) {
            if !is_static_key(scheme.kind()) {
                continue;
            }
            let writes: Vec<Arc<[u32]>> = reach
                .iter()
                .map(|list| {
                    let left = || list.iter().filter(writes_with_key).copied().collect();
                    lists.entry(list.as_ptr()).or_insert_with(left).clone()
                })
                .collect();
            let count: usize = writes.iter().map(|list| list.len()).sum();
            if count > 0 {
                let who = match count {
                    1 => "a writing operation asks".to_owned(),
                    _ => format!("{count} writing operations ask"),
                };
                let name = Quoted(scheme.name());
                report.shared(
                    scheme.node,
                    writes,
                    Severity::Info,
                    format_args!("the API key {name} is all that {who} for"),
                );
            }
        }
    }
}

/// Tells whether API keys, and nothing else, satisfy it.
fn asks_for_keys_only(api: &Api, security: &Security) -> bool {
    let is_key = |used: &SchemeUse| {
        let scheme = used.scheme.and_then(|index| api.security_schemes().get(index));
        scheme.is_some_and(|scheme| is_static_key(scheme.kind()))
    };
    let requirements = security.requirements();
    !requirements.is_empty() && security.anonymous().is_none() && security.uses().all(is_key)
}

/// Tells whether a scheme is a key that stays the same. A parameter that is called after a token is taken for one.
fn is_static_key(kind: &SchemeKind) -> bool {
    let tokens = ["authorization", "authentication", "auth", "token", "jwt", "bearer", "session"];
    match kind {
        SchemeKind::ApiKey { location, name } => {
            *location != ApiKeyLocation::Cookie && !has_word(name, &tokens)
        }
        _ => false,
    }
}
