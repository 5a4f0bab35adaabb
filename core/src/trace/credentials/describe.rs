//! Credentials as findings speak of them.

use super::verdict::part_of;
use crate::trace::Defect;
use crate::{Credential, CredentialPlace, CredentialScheme, Severity};

/// Begins a defect of a credential, at its place.
pub(super) fn defect(severity: Severity, own: &Credential<'_>, message: &'static str) -> Defect {
    let name = match own.place() {
        CredentialPlace::UserInformation => "user-information".to_owned(),
        _ => own.shown_name(),
    };
    Defect::new(severity, part_of(own), message).named(name)
}

/// Says what a credential is, with its article.
pub(super) const fn label(own: &Credential<'_>) -> &'static str {
    match own.scheme() {
        CredentialScheme::Basic => "a user and a password",
        CredentialScheme::Digest => "a Digest response",
        CredentialScheme::ApiKey => "an API key",
        CredentialScheme::Bearer => "a bearer token",
        CredentialScheme::Jwt => "a JSON Web Token",
        CredentialScheme::OAuth2 => "an OAuth token",
        CredentialScheme::Mtls => "a client certificate",
        CredentialScheme::SessionCookie => "a session cookie",
        CredentialScheme::Other => "a credential",
    }
}
