//! What the document asks of a caller, and what the caller carried of it.

use crate::api::{ApiKeyLocation, SchemeKind, SchemeUse};
use crate::trace::Call;
use crate::{Api, Credential, CredentialPlace, CredentialScheme};

/// How far a call meets what the document asks for. Of several alternatives the best one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Demand {
    /// Nothing of any alternative was carried.
    Lacking,
    /// A part of an alternative.
    Partly,
    /// It may be met by what no header shows: a certificate, a key in the path.
    Unknown,
    Met,
}

/// Compares what a call carried with the alternatives of its operation.
pub(super) fn demand(call: &Call<'_>) -> Demand {
    let (Some(api), Some(operation)) = (call.place.api, call.place.operation) else { return Demand::Unknown };
    let Some(security) = api.security(operation).get() else { return Demand::Met };
    let alternatives =
        security.requirements().iter().map(|requirement| one(call, api, requirement.schemes()));
    alternatives.max().unwrap_or(Demand::Met)
}

/// Compares it with one alternative, all of whose schemes are needed.
fn one(call: &Call<'_>, api: &Api, uses: &[SchemeUse]) -> Demand {
    let (mut met, mut lacking, mut unknown) = (0, 0, 0);
    for own in uses {
        match is_met(call, api, own) {
            Some(true) => met += 1,
            Some(false) => lacking += 1,
            None => unknown += 1,
        }
    }
    match () {
        () if lacking == 0 && unknown == 0 => Demand::Met,
        () if lacking == 0 => Demand::Unknown,
        () if met > 0 => Demand::Partly,
        () => Demand::Lacking,
    }
}

/// Tells whether the call carried a credential of a scheme; `None` where that cannot be seen.
fn is_met(call: &Call<'_>, api: &Api, own: &SchemeUse) -> Option<bool> {
    use CredentialScheme::{Basic, Bearer, Digest, Jwt, Mtls, OAuth2, Other};
    let kind = api.security_schemes().get(own.scheme?)?.kind();
    let has = |test: &dyn Fn(&Credential<'_>) -> bool| {
        call.credentials.iter().any(|own| own.is_usable() && test(own))
    };
    let is_token = |own: &Credential<'_>| matches!(own.scheme(), Bearer | Jwt | OAuth2);
    match kind {
        SchemeKind::ApiKey { location: ApiKeyLocation::Path, .. } | SchemeKind::Unknown => None,
        SchemeKind::ApiKey { location, name } => {
            // A name of an application may well be a short word.
            let is_there = |own: &Credential<'_>| own.is_usable() || own.is_stand_in();
            Some(call.credentials.iter().any(|own| is_there(own) && is_key(own, *location, name)))
        }
        SchemeKind::Http { scheme, .. } => match scheme.as_str() {
            "basic" => Some(has(&|own| own.scheme() == Basic)),
            "digest" => Some(has(&|own| own.scheme() == Digest)),
            "bearer" => Some(has(&|own| is_token(own) && is_where_bearers_are(own))),
            _ => has(&|own| own.scheme() == Other || own.name().eq_ignore_ascii_case("authorization"))
                .then_some(true),
        },
        SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => Some(has(&is_token)),
        // Whoever ends TLS may tell of the certificate in a way of its own.
        SchemeKind::MutualTls => has(&|own| own.scheme() == Mtls).then_some(true),
    }
}

/// Tells whether a token stands where RFC 6750, section 2, has them.
fn is_where_bearers_are(own: &Credential<'_>) -> bool {
    match own.place() {
        CredentialPlace::Header => own.name().eq_ignore_ascii_case("authorization"),
        CredentialPlace::Cookie => false,
        _ => own.name() == "access_token",
    }
}

/// Tells whether a credential is the declared key.
fn is_key(own: &Credential<'_>, location: ApiKeyLocation, name: &str) -> bool {
    match location {
        ApiKeyLocation::Header => {
            own.place() == CredentialPlace::Header && own.name().eq_ignore_ascii_case(name)
        }
        ApiKeyLocation::Query => own.place() == CredentialPlace::Query && own.name() == name,
        ApiKeyLocation::Cookie => own.place() == CredentialPlace::Cookie && own.name() == name,
        ApiKeyLocation::Path => false,
    }
}
