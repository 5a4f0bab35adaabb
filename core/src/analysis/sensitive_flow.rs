//! Operations that an attacker goes for first (OWASP API6:2023): money, administration, tokens, password resets.
//!
//! A rule that finds such an operation open raises its finding to critical and names the flow.

use crate::Severity;
use crate::api::Operation;
use crate::identifier::words;

/// A flow worth protecting above others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum SensitiveFlow {
    Payment,
    Transfer,
    Refund,
    Withdrawal,
    Administration,
    PasswordReset,
    Token,
}

impl SensitiveFlow {
    /// Recognizes the flow by whole words of the path and the tags, money also by those of the `operationId`. Parameters
    /// do not count. Reading tokens is not the flow, writing them is.
    pub(in crate::analysis) fn of(operation: &Operation) -> Option<Self> {
        let segments = operation.path().split('/').filter(|segment| !segment.contains('{'));
        let places = segments.chain(operation.tags().iter().map(String::as_str));
        let place_words: Vec<String> = places.flat_map(words).collect();
        let id_words: Vec<String> = operation.id().into_iter().flat_map(words).collect();
        let names = |candidates: &[&str]| place_words.iter().any(|word| candidates.contains(&word.as_str()));
        let acts = |candidates: &[&str]| {
            names(candidates) || id_words.iter().any(|word| candidates.contains(&word.as_str()))
        };
        if acts(&["payment", "payments", "pay", "payout", "payouts"]) {
            Some(Self::Payment)
        } else if acts(&["refund", "refunds"]) {
            Some(Self::Refund)
        } else if acts(&["transfer", "transfers"]) {
            Some(Self::Transfer)
        } else if acts(&["withdraw", "withdrawal", "withdrawals"]) {
            Some(Self::Withdrawal)
        } else if names(&["admin", "administration", "administrator"]) {
            Some(Self::Administration)
        } else if names(&["password", "passwords"]) && names(&["reset", "forgot", "recover", "recovery"]) {
            Some(Self::PasswordReset)
        } else if names(&["token", "tokens"]) && !operation.method().is_safe() {
            Some(Self::Token)
        } else {
            None
        }
    }

    /// Tells whether the flow often has to be open to people who are not signed in. An explicit opt-out is then taken
    /// at its word.
    pub(in crate::analysis) const fn may_be_public(self) -> bool {
        matches!(self, Self::PasswordReset | Self::Token)
    }

    const fn describe(self) -> &'static str {
        match self {
            Self::Payment => "a payment operation",
            Self::Transfer => "a transfer operation",
            Self::Refund => "a refund operation",
            Self::Withdrawal => "a withdrawal operation",
            Self::Administration => "an administration operation",
            Self::PasswordReset => "a password reset",
            Self::Token => "a token operation",
        }
    }
}

/// Raises a severity to critical for a sensitive flow; the text, empty or not, names the flow that raised it.
pub(in crate::analysis) fn raise(severity: Severity, flow: Option<SensitiveFlow>) -> (Severity, String) {
    raise_to(Severity::Critical, severity, flow)
}

/// Raises a severity for a sensitive flow to a higher one; the text, empty or not, names the flow that raised it.
pub(in crate::analysis) fn raise_to(
    high: Severity,
    severity: Severity,
    flow: Option<SensitiveFlow>,
) -> (Severity, String) {
    match flow {
        Some(flow) if severity < high => (high, format!(", and it is {}", flow.describe())),
        _ => (severity, String::new()),
    }
}
