//! A payment service on axum. `src/bin/server.rs` puts Watchgate in front of it, `src/bin/demo.rs` shows what that does.

use axum::extract::Path;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

/// The service's document.
pub const DOCUMENT: &str = include_str!("../payments.yaml");

/// The policy over it.
pub const POLICY: &str = include_str!("../policy.yaml");

/// Returns the service without any gate. Who calls is checked by nobody: that is another layer's work.
pub fn payments() -> Router {
    Router::new()
        .route("/PaymentAuth", post(authorize))
        .route("/PaymentAuthNew", post(authorize))
        .route("/payments/{payment_id}", get(payment))
        .route("/refunds", post(refund))
        .route("/health", get(async || "ok"))
}

async fn authorize() -> Json<Value> {
    Json(json!({"id": "p-1", "state": "authorized"}))
}

async fn payment(Path(payment_id): Path<String>) -> Json<Value> {
    Json(json!({"id": payment_id, "state": "authorized"}))
}

async fn refund() -> Json<Value> {
    Json(json!({"id": "p-1", "state": "refunded"}))
}
