//! What there is: versions, environments, leftovers, paths that mean several things.

mod ambiguous_paths;
mod ambiguous_paths_with_different_security;
mod debug_endpoint;
mod deprecated_operation_without_sunset;
mod mixed_environments;
mod old_version_with_weaker_security;
mod path_overlaps;
mod paths;
mod query_in_path;
mod server_without_audience;
mod server_without_environment;
mod trace_operation;

pub(super) use ambiguous_paths::AmbiguousPaths;
pub(super) use ambiguous_paths_with_different_security::AmbiguousPathsWithDifferentSecurity;
pub(super) use debug_endpoint::DebugEndpoint;
pub(super) use deprecated_operation_without_sunset::DeprecatedOperationWithoutSunset;
pub(super) use mixed_environments::MixedEnvironments;
pub(super) use old_version_with_weaker_security::OldVersionWithWeakerSecurity;
pub(super) use query_in_path::QueryInPath;
pub(super) use server_without_audience::ServerWithoutAudience;
pub(super) use server_without_environment::ServerWithoutEnvironment;
pub(super) use trace_operation::TraceOperation;
