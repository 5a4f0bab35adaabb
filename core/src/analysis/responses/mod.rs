//! What operations answer, and what they do not say of their answers.

mod missing_common_error_responses;
mod missing_forbidden_response;
mod missing_rate_limit_headers;
mod missing_rate_limit_response;
mod missing_server_error_response;
mod missing_success_response;
mod missing_unauthorized_response;
mod missing_validation_error_response;
mod permissive_cors;
mod rate_limit_headers;
mod rate_limit_without_retry_after;
mod response_without_schema;
mod statuses;

pub(super) use missing_common_error_responses::MissingCommonErrorResponses;
pub(super) use missing_forbidden_response::MissingForbiddenResponse;
pub(super) use missing_rate_limit_headers::MissingRateLimitHeaders;
pub(super) use missing_rate_limit_response::MissingRateLimitResponse;
pub(super) use missing_server_error_response::MissingServerErrorResponse;
pub(super) use missing_success_response::MissingSuccessResponse;
pub(super) use missing_unauthorized_response::MissingUnauthorizedResponse;
pub(super) use missing_validation_error_response::MissingValidationErrorResponse;
pub(super) use permissive_cors::PermissiveCors;
pub(super) use rate_limit_headers::limits_calls;
pub(super) use rate_limit_without_retry_after::RateLimitWithoutRetryAfter;
pub(super) use response_without_schema::ResponseWithoutSchema;
