//! Operations that are worth calling thousands of times (OWASP API6:2023): guessing what opens an account, taking money or
//! goods.

use std::collections::BTreeSet;

use crate::analysis::graph::Graph;
use crate::api::Operation;
use crate::identifier::words;

/// A flow that automation abuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BusinessFlow {
    Login,
    OneTimePassword,
    PasswordReset,
    Checkout,
    Coupon,
    Refund,
    Transfer,
}

impl BusinessFlow {
    /// Recognizes the flow by whole words of the last fixed piece of the path and of the `operationId`.
    pub(super) fn named(operation: &Operation) -> Option<Self> {
        Place::of(operation).flow()
    }

    /// Tells whether an operation of such a name is the flow, by the words of what it takes. What only reads is none,
    /// apart from a login that takes its password in the query; what moves no amount is no transfer of money.
    pub(super) fn is_meant(self, operation: &Operation, taken: &BTreeSet<String>) -> bool {
        let takes = |candidates: &[&str]| candidates.iter().any(|word| taken.contains(*word));
        let acts = !operation.method().is_safe() || (self == Self::Login && takes(&["password"]));
        acts && (self != Self::Transfer || takes(&["amount", "amounts", "sum", "currency"]))
    }

    pub(super) const fn describe(self) -> &'static str {
        match self {
            Self::Login => "a login",
            Self::OneTimePassword => "a check of one-time passwords",
            Self::PasswordReset => "a password reset",
            Self::Checkout => "a checkout",
            Self::Coupon => "a redemption of coupons",
            Self::Refund => "a refund",
            Self::Transfer => "a transfer of money",
        }
    }
}

/// The words of an operation.
#[derive(Debug)]
struct Place {
    /// Of the last segment of the path, none if that is a parameter.
    last: Vec<String>,
    /// Of all fixed segments.
    path: Vec<String>,
    id: Vec<String>,
}

impl Place {
    fn of(operation: &Operation) -> Self {
        let mut segments = operation.path().split('/').filter(|segment| !segment.is_empty());
        let fixed = |segment: &&str| !segment.contains('{');
        let last = segments.clone().next_back().filter(fixed).map(words).unwrap_or_default();
        let path = segments.by_ref().filter(fixed).flat_map(words).collect();
        Self { last, path, id: operation.id().map(words).unwrap_or_default() }
    }

    fn flow(&self) -> Option<BusinessFlow> {
        let redeems = ["redeem", "redemption", "redemptions", "apply", "claim"];
        let coupons = ["coupon", "coupons", "voucher", "vouchers", "promotion", "promo"];
        if is_login(&self.last) || is_login(without_noise(&self.id)) || self.is_token_endpoint() {
            Some(BusinessFlow::Login)
        } else if self.resets_password() {
            Some(BusinessFlow::PasswordReset)
        } else if has(&self.last, &["otp", "otps"]) || has(&self.id, &["otp"]) {
            Some(BusinessFlow::OneTimePassword)
        } else if self.acts(&["checkout", "checkouts"]) {
            Some(BusinessFlow::Checkout)
        } else if has(&self.path, &coupons) && has(&self.last, &redeems) {
            Some(BusinessFlow::Coupon)
        } else if self.acts(&["refund", "refunds"]) {
            Some(BusinessFlow::Refund)
        } else if self.acts(&["transfer", "transfers"]) {
            Some(BusinessFlow::Transfer)
        } else {
            None
        }
    }

    /// Tells whether the path ends with one of the words: `checkout-key` is no checkout.
    fn acts(&self, candidates: &[&str]) -> bool {
        self.last.last().is_some_and(|last| candidates.contains(&last.as_str()))
    }

    /// Tells whether the path is the token endpoint of OAuth, where passwords and codes are tried.
    fn is_token_endpoint(&self) -> bool {
        self.last == ["token"] && has(&self.path, &["oauth", "auth", "connect", "openid"])
    }

    fn resets_password(&self) -> bool {
        let acts = ["reset", "forgot", "forgotten", "recover", "recovery"];
        has(&self.path, &["password", "passwords"]) && has(&self.path, &acts) && !self.last.is_empty()
    }
}

/// Tells whether words name a login and nothing else.
fn is_login(words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["login" | "signin" | "authenticate"] | ["log" | "sign", "in"])
}

/// Returns the words of an `operationId` without what stands around the act: `loginUser`, `userLogin`, `postLogin`.
fn without_noise(words: &[String]) -> &[String] {
    let is_noise = |word: &String| {
        matches!(
            word.as_str(),
            "user" | "users" | "post" | "create" | "account" | "customer" | "api" | "auth"
        )
    };
    let start = words.iter().position(|word| !is_noise(word)).unwrap_or(words.len());
    let end = words.iter().rposition(|word| !is_noise(word)).map_or(start, |last| last + 1);
    words.get(start..end).unwrap_or_default()
}

fn has(words: &[String], candidates: &[&str]) -> bool {
    words.iter().any(|word| candidates.contains(&word.as_str()))
}

/// Names of parameters and properties that are looked at in one document. Only a hostile one has more in such flows.
const MOST_NAMES: usize = 200_000;
/// What it costs to look at a body, in names.
const BODY: usize = 50;

/// Reads the words of what operations take.
#[derive(Debug)]
pub(super) struct Inputs<'g, 'a> {
    graph: &'g Graph<'a>,
    left: usize,
}

impl<'g, 'a> Inputs<'g, 'a> {
    pub(super) const fn new(graph: &'g Graph<'a>) -> Self {
        Self { graph, left: MOST_NAMES }
    }

    /// Returns the words of an operation's parameters and of the properties of its body; `None` once too many were read.
    pub(super) fn words(&mut self, operation: &'a Operation) -> Option<BTreeSet<String>> {
        let mut found: BTreeSet<String> = BTreeSet::new();
        for parameter in self.graph.parameters_of(operation) {
            self.left = self.left.checked_sub(cost(&parameter.name))?;
            found.extend(words(&parameter.name));
        }
        for media in self.graph.body_of(operation).into_iter().flat_map(|body| &body.content) {
            let Some(schema) = media.schema.and_then(|schema| self.graph.resolved_at(schema)) else {
                continue;
            };
            let properties = self.graph.all_properties(schema.0);
            let names: usize = properties.iter().map(|(name, _)| cost(name)).sum();
            self.left = self.left.checked_sub(names + BODY)?;
            found.extend(properties.into_iter().flat_map(|(name, _)| words(name)));
        }
        Some(found)
    }
}

/// Returns what it costs to look at a name: a long one is as many.
const fn cost(name: &str) -> usize {
    name.len() / 32 + 1
}
