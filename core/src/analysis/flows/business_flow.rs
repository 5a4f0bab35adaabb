//! Operations that are worth calling thousands of times (OWASP API6:2023): guessing what opens an account, taking money or
//! goods.

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
    /// Recognizes the flow by whole words of the last fixed piece of the path and of the `operationId`. What only reads is
    /// no flow, apart from a login that takes its password in the query.
    pub(super) fn of<'a>(graph: &Graph<'a>, operation: &'a Operation) -> Option<Self> {
        let place = Place::of(operation);
        let flow = place.flow(graph, operation)?;
        let is_login_by_url = || flow == Self::Login && takes(graph, operation, &["password"]);
        (!operation.method().is_safe() || is_login_by_url()).then_some(flow)
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

    fn flow<'a>(&self, graph: &Graph<'a>, operation: &'a Operation) -> Option<BusinessFlow> {
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
        } else if self.acts(&["transfer", "transfers"])
            && takes(graph, operation, &["amount", "amounts", "sum", "currency"])
        {
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

/// Tells whether an operation takes a parameter, or a property of the body, that has one of the words in its name.
pub(super) fn takes<'a>(graph: &Graph<'a>, operation: &'a Operation, candidates: &[&str]) -> bool {
    let mut parameters = graph.parameters_of(operation).map(|own| own.name.as_str());
    let is_named = |name: &str| words(name).iter().any(|word| candidates.contains(&word.as_str()));
    parameters.any(is_named)
        || graph.body_of(operation).into_iter().flat_map(|body| &body.content).any(|media| {
            let schema = media.schema.and_then(|schema| graph.resolved_at(schema));
            schema.is_some_and(|(id, _)| graph.all_properties(id).iter().any(|(name, _)| is_named(name)))
        })
}
