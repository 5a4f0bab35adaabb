//! The layer around real services: tower's own, axum on a socket, a client.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic like the tests that they serve"
)]

mod axum;
mod bodies;
mod bypass;
mod client;
mod fixture;
mod hooks;
mod problem;
mod readiness;
mod service;
mod upgrade;
