//! Credentials in traffic: whether they are needed, how strong they are, and how they travel.
//!
//! What counts against an operation needs an accepted call: what an attacker tries and does not get says nothing.

mod authentication_not_enforced;
mod basic_credentials_sent;
mod cleartext;
mod credential_sent_in_url;
mod credential_sent_over_cleartext;
mod demand;
mod describe;
mod early_jwt_accepted;
mod expired_jwt_accepted;
mod jwt_with_discouraged_algorithm;
mod jwt_with_unknown_algorithm;
mod jwt_with_unsafe_header;
mod jwt_with_weak_secret;
mod jwt_without_audience_or_issuer;
mod jwt_without_expiry;
mod long_lived_jwt;
mod malformed_authorization;
mod placeholder_credential;
mod sensitive_claims_in_jwt;
mod several_authorization_headers;
mod undemanded_credential;
mod undocumented_authentication_accepted;
mod unsigned_jwt_accepted;
mod verdict;
mod weak_basic_password;

pub(super) use authentication_not_enforced::AuthenticationNotEnforced;
pub(super) use basic_credentials_sent::BasicCredentialsSent;
pub(super) use credential_sent_in_url::{CredentialSentInUrl, is_out_of_place};
pub(super) use credential_sent_over_cleartext::CredentialSentOverCleartext;
pub(super) use early_jwt_accepted::EarlyJwtAccepted;
pub(super) use expired_jwt_accepted::ExpiredJwtAccepted;
pub(super) use jwt_with_discouraged_algorithm::JwtWithDiscouragedAlgorithm;
pub(super) use jwt_with_unknown_algorithm::JwtWithUnknownAlgorithm;
pub(super) use jwt_with_unsafe_header::JwtWithUnsafeHeader;
pub(super) use jwt_with_weak_secret::JwtWithWeakSecret;
pub(super) use jwt_without_audience_or_issuer::JwtWithoutAudienceOrIssuer;
pub(super) use jwt_without_expiry::JwtWithoutExpiry;
pub(super) use long_lived_jwt::LongLivedJwt;
pub(super) use malformed_authorization::MalformedAuthorization;
pub(super) use placeholder_credential::PlaceholderCredential;
pub(super) use sensitive_claims_in_jwt::SensitiveClaimsInJwt;
pub(super) use several_authorization_headers::SeveralAuthorizationHeaders;
pub(super) use undemanded_credential::UndemandedCredential;
pub(super) use undocumented_authentication_accepted::UndocumentedAuthenticationAccepted;
pub(super) use unsigned_jwt_accepted::UnsignedJwtAccepted;
pub(super) use verdict::Verdict;
pub(super) use weak_basic_password::WeakBasicPassword;
