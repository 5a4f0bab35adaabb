//! Traffic into findings: one exchange in, what is wrong with it out. The privacy border: nothing raw leaves.

mod accepted;
mod address;
mod answer_body;
mod builder;
mod call;
mod conformance;
mod credentials;
mod defect;
mod frames;
mod headers;
mod hygiene;
mod inspection;
mod inspector;
mod marks;
mod media;
mod need;
mod observation;
mod origin;
mod placed;
mod sensitive;
mod serialized;
mod set_cookie;
mod template;

pub use builder::{InspectorBuilder, InspectorError};
pub(crate) use call::Call;
pub(crate) use defect::{Defect, Defects, Reported, Words, join};
pub use inspection::Inspection;
pub use inspector::Inspector;
pub(crate) use need::Need;
pub use observation::{
    AddressLookup, ClientAddress, Country, HeaderNames, Observation, ObservedDestination, ObservedOperation,
    ObservedPrincipal, ObservedSource, Origin, ParameterName, ParameterNames, SensitivePlace,
};

use crate::RuleMeta;

/// A check over one exchange.
pub(crate) trait TraceRule: Sync {
    /// Returns the rule's identity and classification.
    fn meta(&self) -> &'static RuleMeta;

    /// Returns what an exchange must have: of one without it the rule reports nothing.
    fn need(&self) -> Need;

    /// Reports what the exchange shows.
    fn check(&self, call: &Call<'_>, defects: &mut Defects);
}

/// Every rule over traffic.
pub(crate) static RULES: &[&dyn TraceRule] = &[
    &credentials::AuthenticationNotEnforced,
    &credentials::PlaceholderCredential,
    &credentials::UndocumentedAuthenticationAccepted,
    &credentials::UndemandedCredential,
    &credentials::UnsignedJwtAccepted,
    &credentials::JwtWithUnknownAlgorithm,
    &credentials::JwtWithWeakSecret,
    &credentials::JwtWithDiscouragedAlgorithm,
    &credentials::JwtWithoutExpiry,
    &credentials::LongLivedJwt,
    &credentials::ExpiredJwtAccepted,
    &credentials::EarlyJwtAccepted,
    &credentials::SensitiveClaimsInJwt,
    &credentials::JwtWithUnsafeHeader,
    &credentials::JwtWithoutAudienceOrIssuer,
    &credentials::BasicCredentialsSent,
    &credentials::WeakBasicPassword,
    &credentials::CredentialSentInUrl,
    &credentials::CredentialSentOverCleartext,
    &credentials::SeveralAuthorizationHeaders,
    &credentials::MalformedAuthorization,
    &sensitive::SensitiveDataOverCleartext,
    &sensitive::SensitiveDataReturned,
    &sensitive::BulkSensitiveData,
    &sensitive::PasswordEchoed,
    &sensitive::PersonalDataInRequestUrl,
    &conformance::UndocumentedOperation,
    &conformance::UndocumentedMethod,
    &conformance::UndocumentedQueryParameter,
    &conformance::UndocumentedRequestHeader,
    &conformance::UndocumentedCookie,
    &conformance::UndocumentedStatus,
    &conformance::UndocumentedRequestContentType,
    &conformance::UndocumentedResponseContentType,
    &conformance::UndocumentedResponseProperty,
    &conformance::UndocumentedRequestProperty,
    &conformance::MissingInputAccepted,
    &conformance::InvalidInputAccepted,
    &conformance::ResponseBreaksSchema,
    &conformance::DeprecatedOperationUsed,
    &conformance::UndocumentedServer,
    &conformance::ReadOnlyPropertySent,
    &conformance::WriteOnlyPropertyReturned,
    &conformance::RepeatedNameAccepted,
    &hygiene::BroadCookieDomain,
    &hygiene::CookieWithoutSameSite,
    &hygiene::CookieWithoutSecure,
    &hygiene::CorsAnyOriginWithCredentials,
    &hygiene::CorsNullOrigin,
    &hygiene::CorsOriginReflected,
    &hygiene::CredentialInReferer,
    &hygiene::DatabaseErrorReturned,
    &hygiene::DebugPageReturned,
    &hygiene::DirectoryListingReturned,
    &hygiene::GraphqlIntrospectionAnswered,
    &hygiene::MissingContentSecurityPolicy,
    &hygiene::MissingContentType,
    &hygiene::MissingContentTypeOptions,
    &hygiene::MissingFrameProtection,
    &hygiene::MissingStrictTransportSecurity,
    &hygiene::OpenRedirect,
    &hygiene::PrivateAddressReturned,
    &hygiene::PrivateFileReturned,
    &hygiene::SensitiveAnswerCacheable,
    &hygiene::SerializedObject,
    &hygiene::ServerVersionDisclosed,
    &hygiene::SessionCookieWithoutHttpOnly,
    &hygiene::StackTraceReturned,
    &hygiene::TechnologyDisclosed,
    &hygiene::TraceMethodAnswered,
    &hygiene::WeakStrictTransportSecurity,
    &hygiene::WrongContentType,
];

/// Returns what is known of every rule over traffic.
pub(crate) fn metas() -> impl Iterator<Item = &'static RuleMeta> {
    RULES.iter().map(|rule| rule.meta())
}
