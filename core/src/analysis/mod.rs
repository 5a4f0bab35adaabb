//! A document's findings: one rule, one file, grouped by family.

mod access_control;
mod changes;
mod components;
mod data_validation;
mod demand;
mod document;
mod draft;
mod flows;
mod graph;
mod hints;
mod inline;
mod inventory;
mod lacking;
mod media;
mod outcome;
mod owners;
mod parameters;
mod pattern;
mod places;
mod reporter;
mod responses;
mod sensitive_data;
mod sensitive_flow;
mod suppressions;
mod transport;
mod users;

pub(crate) use changes::ChangeOutcome;
pub(crate) use draft::Audience;
use inline::ProblemKind as SuppressionProblem;
pub(crate) use inline::{Names, accepted_inline};
use jiff::Timestamp;
pub(crate) use outcome::{GRADED, Outcome};
pub(crate) use reporter::{Namesake, Reporter};

use crate::{Api, Finding, RuleMeta, Settings};

/// A check over a document.
pub(crate) trait Rule: Sync {
    /// Returns the rule's identity and classification.
    fn meta(&self) -> &'static RuleMeta;

    /// Reports every place where the document breaks the rule.
    fn check(&self, api: &Api, report: &mut Reporter<'_>);
}

/// Every rule over documents.
pub(crate) static RULES: &[&dyn Rule] = &[
    &access_control::OperationWithoutAuthentication,
    &access_control::EmptyRootSecurity,
    &access_control::OperationSecurityOptOut,
    &access_control::AnonymousAccessAllowed,
    &access_control::NoSecuritySchemes,
    &access_control::UndeclaredSecurityScheme,
    &access_control::UndeclaredScope,
    &access_control::RequirementWithoutScopes,
    &access_control::ScopesOnSchemeWithoutScopes,
    &access_control::WriteWeakerThanRead,
    &access_control::AdministrationWithoutOwnSecurity,
    &access_control::WriteWithApiKeyOnly,
    &access_control::HttpBasicAuthentication,
    &access_control::HttpDigestAuthentication,
    &access_control::LegacyHttpAuthentication,
    &access_control::UnknownHttpAuthentication,
    &access_control::OauthImplicitFlow,
    &access_control::OauthPasswordFlow,
    &access_control::MalformedOauthUrl,
    &access_control::CleartextIdentityProvider,
    &access_control::OauthFlowWithoutRefreshUrl,
    &access_control::UnnamedBearerFormat,
    &access_control::JwtWithoutBestPractices,
    &access_control::UnusedSecurityScheme,
    &access_control::ApiKeyInQuery,
    &access_control::ApiKeyOverCleartext,
    &access_control::CredentialsOverCleartext,
    &transport::CleartextServer,
    &transport::CredentialsInServerUrl,
    &transport::UnusableServerVariable,
    &transport::OpenServerVariable,
    &transport::NoServers,
    &transport::NonPublicServer,
    &inventory::OldVersionWithWeakerSecurity,
    &inventory::AmbiguousPathsWithDifferentSecurity,
    &inventory::AmbiguousPaths,
    &inventory::QueryInPath,
    &inventory::DebugEndpoint,
    &inventory::TraceOperation,
    &inventory::DeprecatedOperationWithoutSunset,
    &inventory::MixedEnvironments,
    &inventory::ServerWithoutEnvironment,
    &inventory::ServerWithoutAudience,
    &parameters::UndeclaredPathParameter,
    &parameters::ObjectAccessWithoutDenial,
    &parameters::BodyOnBodylessMethod,
    &parameters::BodyOnDelete,
    &responses::MissingUnauthorizedResponse,
    &responses::MissingForbiddenResponse,
    &responses::MissingRateLimitResponse,
    &responses::RateLimitWithoutRetryAfter,
    &responses::MissingRateLimitHeaders,
    &responses::MissingValidationErrorResponse,
    &responses::MissingServerErrorResponse,
    &responses::MissingCommonErrorResponses,
    &responses::ResponseWithoutSchema,
    &responses::PermissiveCors,
    &responses::MissingSuccessResponse,
    &flows::UnprotectedSensitiveFlow,
    &flows::UnvalidatedIncomingData,
    &hints::DeclaredRisk,
    &sensitive_data::SensitiveDataInResponse,
    &sensitive_data::SecretInResponse,
    &sensitive_data::CacheableSensitiveResponse,
    &sensitive_data::SecretInDocument,
    &sensitive_data::ErrorDetailsExposed,
    &sensitive_data::MassAssignment,
    &sensitive_data::ServerControlledProperty,
    &sensitive_data::CredentialsInUrl,
    &sensitive_data::PersonalDataInUrl,
    &sensitive_data::SequentialIdentifier,
    &sensitive_data::UnrestrictedUrlInput,
    &sensitive_data::ReservedHeaderParameter,
    &sensitive_data::XmlRequestBody,
    &sensitive_data::CleartextCallback,
    &sensitive_data::ScriptInDescription,
    &data_validation::EmptySchema,
    &data_validation::SchemaWithoutType,
    &data_validation::ObjectWithoutProperties,
    &data_validation::ArrayWithoutItems,
    &data_validation::OpenObject,
    &data_validation::UndeclaredPropertiesAllowed,
    &data_validation::UnboundedMap,
    &data_validation::UnboundedString,
    &data_validation::UnboundedResponseString,
    &data_validation::UnrestrictedString,
    &data_validation::BroadPattern,
    &data_validation::VulnerablePattern,
    &data_validation::InvalidPattern,
    &data_validation::UnboundedNumber,
    &data_validation::UnboundedResponseNumber,
    &data_validation::NumberWithoutFormat,
    &data_validation::FormatOfAnotherType,
    &data_validation::UnboundedArray,
    &data_validation::UnboundedResponseArray,
    &data_validation::UnboundedRecursion,
    &data_validation::UnboundedBatch,
    &data_validation::UnboundedUpload,
    &data_validation::UnboundedList,
    &data_validation::UnboundedPageSize,
    &data_validation::WildcardMediaType,
    &data_validation::ContradictoryAccess,
    &document::DuplicateKey,
    &document::MalformedField,
    &document::UnresolvedReference,
    &document::CircularReference,
    &document::UnreadReference,
    &document::RemoteReference,
    &document::IgnoredReferenceSiblings,
    &document::UnknownVersion,
    &document::UnknownSuppression,
];

/// Returns what is known of every rule, over documents and over their changes.
pub(crate) fn metas() -> impl Iterator<Item = &'static RuleMeta> {
    RULES.iter().map(|rule| rule.meta()).chain(changes::RULES.iter().map(|rule| rule.meta()))
}

/// Returns the findings of a document: the worst first, then by place.
///
/// `as_of` is the time that suppressions expire against.
#[must_use]
pub fn analyze(api: &Api, settings: &Settings, as_of: Timestamp) -> Vec<Finding> {
    Outcome::new(api, settings, as_of, Audience::Reader).into_findings()
}
