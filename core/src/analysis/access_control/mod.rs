//! Who gets in: authentication, schemes, scopes.

mod anonymous_access_allowed;
mod api_key_in_query;
mod api_key_over_cleartext;
mod cleartext;
mod credentials_over_cleartext;
mod empty_root_security;
mod http_basic_authentication;
mod no_security_schemes;
mod operation_security_opt_out;
mod operation_without_authentication;
mod requirement_without_scopes;
mod scheme_use;
mod scopes_on_scheme_without_scopes;
mod undeclared_scope;
mod undeclared_security_scheme;

pub(super) use anonymous_access_allowed::AnonymousAccessAllowed;
pub(super) use api_key_in_query::ApiKeyInQuery;
pub(super) use api_key_over_cleartext::ApiKeyOverCleartext;
pub(super) use credentials_over_cleartext::CredentialsOverCleartext;
pub(super) use empty_root_security::EmptyRootSecurity;
pub(super) use http_basic_authentication::HttpBasicAuthentication;
pub(super) use no_security_schemes::NoSecuritySchemes;
pub(super) use operation_security_opt_out::OperationSecurityOptOut;
pub(super) use operation_without_authentication::OperationWithoutAuthentication;
pub(super) use requirement_without_scopes::RequirementWithoutScopes;
pub(super) use scopes_on_scheme_without_scopes::ScopesOnSchemeWithoutScopes;
pub(super) use undeclared_scope::UndeclaredScope;
pub(super) use undeclared_security_scheme::UndeclaredSecurityScheme;
