use std::collections::BTreeSet;

use super::purpose::OperationWords;
use super::server_decides::{Decides, accepted, is_administration, is_self_service};
use crate::analysis::{Reporter, Rule};
use crate::api::tree::NodeId;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports properties of request bodies that the server usually decides: roles and permissions of users, balances,
    /// verified states, owners, prices in orders, and when or by whom a thing was made.
    ///
    /// What `mass-assignment` reports is left out, and so are operations that administrate users, members, roles or
    /// permissions.
    ///
    /// ## Why is this bad?
    /// Where the server takes the value from the body, callers own what they do not own, pay what they like and rewrite
    /// what happened.
    ///
    /// ## Example
    /// ```yaml
    /// /orders:
    ///   post:
    ///     requestBody:
    ///       content:
    ///         application/json: {schema: {properties: {item: {type: string}, price: {type: number}}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// /orders:
    ///   post:
    ///     requestBody:
    ///       content:
    ///         application/json:
    ///           schema: {properties: {item: {type: string}, price: {type: number, readOnly: true}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-915: Improperly Controlled Modification of Dynamically-Determined Object Attributes](https://cwe.mitre.org/data/definitions/915.html)
    ServerControlledProperty {
        id: "server-controlled-property",
        severities: [Medium, Low],
        profile: Strict,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api3],
        cwe: [915],
        mitigation: "Leave the property out of the request, or mark it `readOnly`, and let the server decide its value.",
    }
}

impl Rule for ServerControlledProperty {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let found = accepted(api, report.graph(), |_, words, decides| {
            !is_administration(words) && is_about(words, decides)
        });
        let own = accepted(api, report.graph(), |operation, words, decides| {
            !decides.is_a_fact_of_things() && is_self_service(operation, words)
        });
        let own: BTreeSet<NodeId> = own.into_iter().map(|(node, ..)| node).collect();
        for (node, accepted, users) in found.into_iter().filter(|(node, ..)| !own.contains(node)) {
            let severity = match accepted.decides {
                Decides::History | Decides::Price => Severity::Low,
                _ => Severity::Medium,
            };
            let (name, what) = (Quoted(&accepted.name), accepted.decides.describe());
            report.part(node, &users, severity, format_args!("callers decide by {name} {what}"));
        }
    }
}

/// Tells whether an operation deals with what the property decides about: a message has a `role`, an offer a `price`.
fn is_about(words: &OperationWords, decides: Decides) -> bool {
    const PEOPLE: [&str; 14] = [
        "user",
        "users",
        "account",
        "accounts",
        "customer",
        "customers",
        "person",
        "people",
        "employee",
        "employees",
        "client",
        "clients",
        "wallet",
        "wallets",
    ];
    const SALES: [&str; 8] =
        ["order", "orders", "cart", "carts", "checkout", "basket", "purchase", "purchases"];
    match decides {
        Decides::Privilege | Decides::Balance | Decides::Verification => words.last_has(&PEOPLE),
        Decides::Price => words.last_has(&SALES),
        Decides::Ownership | Decides::History => true,
    }
}
