//! Where the API is served and how calls travel.

mod cleartext_server;
mod credentials_in_server_url;
mod no_servers;
mod non_public_server;
mod open_server_variable;
mod server_use;
mod unusable_server_variable;

pub(super) use cleartext_server::CleartextServer;
pub(super) use credentials_in_server_url::CredentialsInServerUrl;
pub(super) use no_servers::NoServers;
pub(super) use non_public_server::NonPublicServer;
pub(super) use open_server_variable::OpenServerVariable;
pub(super) use server_use::{distinct_servers, is_read_on_the_way, server_lists};
pub(super) use unusable_server_variable::UnusableServerVariable;
