//! The payment service with Watchgate in front: what a service of your own would copy.
//!
//! ```sh
//! cargo run -p watchgate-example-axum --bin server
//! curl -i -X POST http://127.0.0.1:3000/PaymentAuth
//! ```

use std::error::Error;
use std::net::SocketAddr;

use axum::extract::{Extension, Request};
use axum::middleware::{self, Next};
use axum::response::Response;
use tokio::net::TcpListener;
use watchgate_example_axum::{DOCUMENT, POLICY, payments};
use watchgate_tower::{Action, Api, Decision, Guard, Policy, WatchgateLayer};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let api = Api::parse(DOCUMENT.as_bytes())?;
    let policy = Policy::parse(POLICY.as_bytes())?;
    let guard = Guard::builder().api(api).policy(policy).build()?;

    // Layers added later run earlier: Watchgate decides, then `watch` sees what passes.
    let app = payments().layer(middleware::from_fn(watch)).layer(WatchgateLayer::new(guard));

    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    println!("listening on http://{}", listener.local_addr()?);
    // With the peer's address, policies can say `from: {cidr: [...]}`.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// Logs the requests that pass although a rule matched: alerts, and in monitor mode what enforcing would refuse.
async fn watch(Extension(decision): Extension<Decision>, request: Request, next: Next) -> Response {
    if decision.action() == Action::Alert {
        let operation = decision.operation().map(|own| own.to_string()).unwrap_or_default();
        let rule = decision.rule().unwrap_or("the default");
        eprintln!(
            "{operation}: {rule} would {}: {}",
            decision.would().as_str(),
            decision.reasons().join(", ")
        );
    }
    next.run(request).await
}
