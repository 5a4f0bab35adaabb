//! The payment story: what the document gives away, what the policy blocks, what monitor mode would have blocked.
//!
//! It starts the service on the loopback and sends real requests. It fails if the story is not true.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Extension, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::net::TcpListener;
use watchgate::{OperationRef, Settings, SpecReport, TextDetail, TextStyle, Timestamp};
use watchgate_example_axum::{DOCUMENT, POLICY, payments};
use watchgate_tower::{Action, Api, Decision, Guard, Policy, WatchgateLayer};

/// What was noted of requests that passed, by operation: why enforcing would have refused them.
type Log = Arc<Mutex<BTreeMap<String, String>>>;

/// One request to an operation, and how it was answered.
struct Answer {
    operation: OperationRef,
    status: StatusCode,
    /// Why it was blocked, or would have been.
    why: Option<String>,
}

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let style = Style::detect();
    let api = Arc::new(Api::builder().file("payments.yaml").parse(DOCUMENT.as_bytes())?);

    println!("{}\n", style.heading("1. What the document gives away"));
    let report = SpecReport::new([api.as_ref()], &Settings::default(), Timestamp::now());
    println!("{}", report.to_text(style.of_report(), TextDetail::Overview));

    let guard = Guard::builder().api(api.clone()).policy(Policy::parse(POLICY.as_bytes())?).build()?;
    let guard = Arc::new(guard);
    let log = Log::default();
    let address = serve(guard.clone(), log.clone()).await?;
    let operations: Vec<OperationRef> = report
        .operations
        .iter()
        .map(|own| OperationRef { method: own.method.clone(), path: own.path.clone() })
        .collect();

    println!("{}\n", style.heading(&format!("2. policy.yaml in force, axum at http://{address}")));
    println!("{}", indented(POLICY));
    let enforced = call_all(address, &operations, &log).await?;
    show(&enforced, style);

    println!("\n{}\n", style.heading("3. The same policy in monitor mode, without a restart"));
    guard.replace_policy(&Policy::parse(POLICY.replace("mode: enforce", "mode: monitor").as_bytes())?)?;
    let monitored = call_all(address, &operations, &log).await?;
    show(&monitored, style);

    let flaws = flaws(&enforced, &monitored);
    println!();
    for flaw in &flaws {
        println!("{}", style.bad(flaw));
    }
    if flaws.is_empty() {
        println!(
            "{}",
            style.good("One operation blocked, the others untouched, nothing blocked in monitor mode.")
        );
    }
    Ok(if flaws.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Serves the payments behind the guard on a free port of the loopback.
async fn serve(guard: Arc<Guard>, log: Log) -> Result<SocketAddr, Box<dyn Error>> {
    let app = payments().layer(middleware::from_fn_with_state(log, note)).layer(WatchgateLayer::new(guard));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

/// Notes the requests that pass although enforcing would refuse them.
async fn note(
    State(log): State<Log>,
    Extension(decision): Extension<Decision>,
    request: Request,
    next: Next,
) -> Response {
    if decision.would() == Action::Deny {
        let operation = decision.operation().map(|own| own.to_string()).unwrap_or_default();
        let rule = decision.rule().unwrap_or("the default");
        let why = format!("would be blocked by {rule}: {}", decision.reasons().join(", "));
        log.lock().unwrap_or_else(PoisonError::into_inner).insert(operation, why);
    }
    next.run(request).await
}

/// Sends one request to each operation.
async fn call_all(
    address: SocketAddr,
    operations: &[OperationRef],
    log: &Log,
) -> Result<Vec<Answer>, Box<dyn Error>> {
    let client: Client<HttpConnector, Body> = Client::builder(TokioExecutor::new()).build_http();
    let mut answers = Vec::new();
    for operation in operations {
        let target = operation.path.replace("{paymentId}", "p-1");
        let payment = if operation.method.is_safe() { "" } else { r#"{"amount":1999,"currency":"EUR"}"# };
        let request = Request::builder()
            .method(operation.method.as_str())
            .uri(format!("http://{address}{target}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(payment))?;
        let response = client.request(request).await?;
        let status = response.status();
        let body = response.into_body().collect().await?.to_bytes();
        let noted = log.lock().unwrap_or_else(PoisonError::into_inner).remove(&operation.to_string());
        let why = if status.is_success() { noted } else { Some(detail(&body)) };
        answers.push(Answer { operation: operation.clone(), status, why });
    }
    Ok(answers)
}

/// Returns the sentence of a problem document.
fn detail(body: &Bytes) -> String {
    let problem: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    problem.get("detail").and_then(serde_json::Value::as_str).unwrap_or("no problem document").to_owned()
}

/// Moves a text to the right of its heading.
fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

fn show(answers: &[Answer], style: Style) {
    for Answer { operation: OperationRef { method, path }, status, why } in answers {
        let code = status.as_u16().to_string();
        let code = match why {
            None => style.good(&code),
            Some(_) if status.is_success() => style.odd(&code),
            Some(_) => style.bad(&code),
        };
        let line =
            format!("  {:<4} {path:<21}  {code}  {}", method.as_str(), why.as_deref().unwrap_or_default());
        println!("{}", line.trim_end());
    }
}

/// Returns where the story is not true.
fn flaws(enforced: &[Answer], monitored: &[Answer]) -> Vec<String> {
    const REASON: &str = "blocked by block-critical-payments: risk critical is at least critical";
    let mut flaws = Vec::new();
    for (answers, blocked, why) in [
        (enforced, StatusCode::FORBIDDEN, REASON.to_owned()),
        (monitored, StatusCode::OK, format!("would be {REASON}")),
    ] {
        for answer in answers {
            let critical = answer.operation.to_string() == "POST /PaymentAuth";
            let expected = if critical { (blocked, Some(&why)) } else { (StatusCode::OK, None) };
            if (answer.status, answer.why.as_ref()) != expected {
                let why = expected.1.map_or("and no reason", String::as_str);
                flaws.push(format!("{}: expected {}, {why}", answer.operation, expected.0.as_u16()));
            }
        }
        if answers.len() != 5 {
            flaws.push(format!("{} operations instead of 5", answers.len()));
        }
    }
    flaws
}

/// Colours on a terminal, none elsewhere.
#[derive(Clone, Copy)]
struct Style {
    colours: bool,
}

impl Style {
    fn detect() -> Self {
        Self { colours: std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() }
    }

    const fn of_report(self) -> TextStyle {
        if self.colours { TextStyle::Ansi } else { TextStyle::Plain }
    }

    fn heading(self, text: &str) -> String {
        self.paint("1", text)
    }

    fn good(self, text: &str) -> String {
        self.paint("32", text)
    }

    fn odd(self, text: &str) -> String {
        self.paint("33", text)
    }

    fn bad(self, text: &str) -> String {
        self.paint("1;31", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.colours { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
