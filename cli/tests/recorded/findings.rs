//! What the command finds in what was recorded.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::calls::{Planted, good, planted};
use crate::{recorder, service};

/// What is meant to be open. Of the rest the document is in order.
const PUBLIC: &str = "public: [POST /sessions, GET /catalog, GET /status]\n";

/// Serves the shop until the test is over.
async fn serve() -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, service::shop()).await });
    address
}

/// Returns the report of the command over a recording.
fn report(recording: &Value, profile: &str) -> Value {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, content: &str| std::fs::write(folder.path().join(name), content).unwrap();
    file("calls.har", &recording.to_string());
    file("watchgate.yaml", &format!("profile: {profile}\n{PUBLIC}"));
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded/shop.yaml");
    let output = Command::new(env!("CARGO_BIN_EXE_watchgate"))
        .current_dir(folder.path())
        .args(["traffic", "--format", "json", "--fail-on", "never", "--settings", "watchgate.yaml", "--spec"])
        .arg(document)
        .arg("calls.har")
        .output()
        .unwrap();
    assert_eq!((String::from_utf8_lossy(&output.stderr).as_ref(), output.status.code()), ("", Some(0)));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Returns the findings over the traffic as `rule METHOD path in name`, each as often as it was seen.
fn found(report: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for own in report["findings"].as_array().unwrap() {
        if own["source"] != "trace-analysis" {
            continue;
        }
        let words = [
            &own["rule"],
            &own["operation"]["method"],
            &own["operation"]["path"],
            &own["location"]["in"],
            &own["location"]["name"],
        ];
        let words: Vec<&str> = words.into_iter().filter_map(Value::as_str).collect();
        let count = own["evidence"]["count"].as_u64().unwrap();
        found.extend((0..count).map(|_| words.join(" ")));
    }
    found.sort();
    found
}

#[tokio::test]
async fn finds_nothing_in_good_calls() {
    let service = serve().await;
    let recording = recorder::record(service, good()).await;
    for profile in ["default", "strict", "pedantic"] {
        let report = report(&recording, profile);
        assert_eq!(report["exchanges"], good().len());
        assert_eq!(found(&report), [] as [String; 0], "{profile}");
        assert!(profile != "default" || report["findings"] == Value::Array(Vec::new()), "{report}");
    }
}

#[tokio::test]
async fn finds_exactly_what_was_planted() {
    let service = serve().await;
    let mut expected = Vec::new();
    for Planted { what, call, found: own } in planted() {
        let recording = recorder::record(service, [call]).await;
        let mut of_call: Vec<String> = own.iter().map(|text| (*text).to_owned()).collect();
        of_call.sort();
        assert_eq!(found(&report(&recording, "strict")), of_call, "{what}");
        expected.extend(of_call);
    }
    let calls = good().into_iter().chain(planted().into_iter().map(|own| own.call));
    let recording = recorder::record(service, calls).await;
    expected.sort();
    assert_eq!(found(&report(&recording, "strict")), expected);
}
