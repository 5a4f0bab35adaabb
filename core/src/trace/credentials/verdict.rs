//! What the service did with a caller's credentials, and what that proves.

use crate::credentials::jwt::Jwt;
use crate::trace::Call;
use crate::trace::headers::Known;
use crate::{Credential, CredentialPlace, Method, State, TrafficPart};

/// Words in the address of a page where somebody is to log in: of its host or of its path.
const LOGINS: [&str; 12] = [
    "auth",
    "authorize",
    "login",
    "logon",
    "oauth",
    "oauth2",
    "saml",
    "sign-in",
    "sign_in",
    "signin",
    "sso",
    "sessions",
];

/// How a call came out, as far as its credentials go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It was let in where the document asks for credentials.
    LetIn,
    /// It was let in, and no document tells whether credentials are needed there.
    LetInUnknown,
    /// It was let in where the document lets everybody in.
    Open,
    /// It was turned away, or nobody knows.
    TurnedAway,
}

impl<'a> Call<'a> {
    pub(super) fn verdict(&self) -> Verdict {
        *self.verdict.get_or_init(|| self.judged())
    }

    fn judged(&self) -> Verdict {
        if !self.is_let_in() {
            return Verdict::TurnedAway;
        }
        match (self.place.api, self.place.operation) {
            (Some(api), Some(operation))
                if operation.is_public() || api.security(operation).allows_anonymous() =>
            {
                Verdict::Open
            }
            (Some(_), Some(_)) => Verdict::LetIn,
            _ => Verdict::LetInUnknown,
        }
    }

    /// Tells whether the service let the caller in. One that is led to another page after a write was let in, unless it is
    /// a page to log in at. Preflights never carry credentials (WHATWG Fetch 4.8).
    fn is_let_in(&self) -> bool {
        let Some(answer) = &self.answer else { return false };
        let method = self.exchange.request.method;
        match answer.status {
            _ if method.eq_ignore_ascii_case("OPTIONS") => false,
            200..=299 | 304 => true,
            302 | 303 if !matches!(Method::from(method), Method::Get | Method::Head) => {
                let location =
                    answer.message.headers.as_ref().and_then(|headers| headers.text(Known::Location));
                location.is_some_and(|location| !is_login(location))
            }
            _ => false,
        }
    }

    /// Returns how sure it is that the service takes a credential for good; `None` where it does not, or needs none. With
    /// another credential beside it, that one may have been the one that counts.
    pub(super) fn proof_of(&self, credential: &Credential<'_>) -> Option<State> {
        let mut others = self.credentials.iter().filter(|own| !std::ptr::eq(*own, credential));
        match self.verdict() {
            Verdict::LetIn if others.any(Credential::is_usable) => Some(State::Candidate),
            Verdict::LetIn => Some(State::Confirmed),
            Verdict::LetInUnknown => Some(State::Candidate),
            Verdict::Open | Verdict::TurnedAway => None,
        }
    }

    /// Returns how sure it is that callers have to carry a credential as this one did: it was let in. What an attacker sends
    /// where nothing is needed says little.
    pub(super) fn use_of_credentials(&self) -> Option<State> {
        match self.verdict() {
            Verdict::LetIn => Some(State::Confirmed),
            Verdict::LetInUnknown | Verdict::Open => Some(State::Candidate),
            Verdict::TurnedAway => None,
        }
    }

    /// Returns the tokens that the service took for good, and how sure that is.
    pub(super) fn accepted_tokens(&self) -> impl Iterator<Item = (&Credential<'a>, &Jwt, State)> {
        let tokens = self.credentials.iter().filter_map(|own| Some((own, own.jwt()?)));
        tokens.filter_map(|(own, jwt)| Some((own, jwt, self.proof_of(own)?)))
    }
}

fn is_login(location: &str) -> bool {
    let address = location.split(['?', '#']).next().unwrap_or_default();
    let mut words = address.split(['/', '.', ':', ';']);
    words.any(|word| LOGINS.iter().any(|login| login.eq_ignore_ascii_case(word)))
}

/// Returns the part of the exchange that a credential is in.
pub(super) const fn part_of(credential: &Credential<'_>) -> TrafficPart {
    match credential.place() {
        CredentialPlace::Query => TrafficPart::Query,
        CredentialPlace::Path | CredentialPlace::UserInformation => TrafficPart::Path,
        CredentialPlace::Cookie => TrafficPart::Cookie,
        // Every other one is a header.
        _ => TrafficPart::RequestHeader,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_pages_to_log_in_at() {
        for location in [
            "/login",
            "https://id.shop.dev/oauth2/authorize?x",
            "/users/sign_in",
            "/auth/realms/x",
            "/SSO",
            "https://login.shop.dev",
        ] {
            assert!(is_login(location), "{location}");
        }
        for location in ["/orders/1", "/orders?next=/login", "/blog/authors", "/logins", "/"] {
            assert!(!is_login(location), "{location}");
        }
    }
}
