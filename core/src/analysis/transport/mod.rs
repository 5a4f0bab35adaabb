//! How calls travel.

mod cleartext_server;

pub(super) use cleartext_server::CleartextServer;
