//! Response hygiene: headers, banners, cookies, errors, files.

mod broad_cookie_domain;
mod cookie_without_same_site;
mod cookie_without_secure;
mod cors_any_origin_with_credentials;
mod cors_null_origin;
mod cors_origin_reflected;
mod credential_in_referer;
mod database_error_returned;
mod debug_page_returned;
mod directory_listing_returned;
mod graphql_introspection_answered;
mod missing_content_security_policy;
mod missing_content_type;
mod missing_content_type_options;
mod missing_frame_protection;
mod missing_strict_transport_security;
mod open_redirect;
mod private_address_returned;
mod private_file_returned;
mod sensitive_answer_cacheable;
mod serialized_object;
mod server_version_disclosed;
mod session_cookie_without_http_only;
mod stack_trace_returned;
mod technology_disclosed;
mod trace_method_answered;
mod weak_strict_transport_security;
mod wrong_content_type;

pub(super) use broad_cookie_domain::BroadCookieDomain;
pub(super) use cookie_without_same_site::CookieWithoutSameSite;
pub(super) use cookie_without_secure::CookieWithoutSecure;
pub(super) use cors_any_origin_with_credentials::CorsAnyOriginWithCredentials;
pub(super) use cors_null_origin::CorsNullOrigin;
pub(super) use cors_origin_reflected::CorsOriginReflected;
pub(super) use credential_in_referer::CredentialInReferer;
pub(super) use database_error_returned::DatabaseErrorReturned;
pub(super) use debug_page_returned::DebugPageReturned;
pub(super) use directory_listing_returned::DirectoryListingReturned;
pub(super) use graphql_introspection_answered::GraphqlIntrospectionAnswered;
pub(super) use missing_content_security_policy::MissingContentSecurityPolicy;
pub(super) use missing_content_type::MissingContentType;
pub(super) use missing_content_type_options::MissingContentTypeOptions;
pub(super) use missing_frame_protection::MissingFrameProtection;
pub(super) use missing_strict_transport_security::MissingStrictTransportSecurity;
pub(super) use open_redirect::OpenRedirect;
pub(super) use private_address_returned::PrivateAddressReturned;
pub(super) use private_file_returned::PrivateFileReturned;
pub(super) use sensitive_answer_cacheable::SensitiveAnswerCacheable;
pub(super) use serialized_object::SerializedObject;
pub(super) use server_version_disclosed::ServerVersionDisclosed;
pub(super) use session_cookie_without_http_only::SessionCookieWithoutHttpOnly;
pub(super) use stack_trace_returned::StackTraceReturned;
pub(super) use technology_disclosed::TechnologyDisclosed;
pub(super) use trace_method_answered::TraceMethodAnswered;
pub(super) use weak_strict_transport_security::WeakStrictTransportSecurity;
pub(super) use wrong_content_type::WrongContentType;

use crate::trace::headers::{Headers, Known};

/// Tells whether an answer lets scripts of other origins use the user's credentials. The value is compared with its case
/// (WHATWG Fetch, CORS check).
fn allows_credentials(headers: &Headers<'_>) -> bool {
    headers.text(Known::AccessControlAllowCredentials) == Some("true")
}
