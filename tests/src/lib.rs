//! The loader of the cases in `tests/vectors`, for Rust.

pub mod pieces;
mod scan;
pub mod twin;
pub mod values;

use std::path::{Path, PathBuf};

pub use scan::Scanned;
use serde_json::Value;
use watchgate::{
    Api, ApiBuilder, Baseline, ConfigError, Exchange, FingerprintKey, Guard, Inspector, Policy, PolicyError,
    ResolveError, Settings, SpecError, SpecReport, Timestamp,
};

/// One case of a vector file.
#[derive(Debug, Clone)]
pub struct Case {
    /// The folder it is in: `analysis`, `grade`, `risk`, `report`, `router`, `policy`, `scan` or
    /// `trace`.
    pub kind: String,
    /// The file's name.
    pub file: String,
    /// What it shows, as a sentence.
    pub name: String,
    /// The rule it is about, for analysis and traffic.
    pub rule: Option<String>,
    /// The type of sensitive data it is about, for scans.
    pub about: Option<String>,
    /// What it shows of that: a `positive`, a `negative` or a `boundary`.
    pub shows: Option<String>,
    /// The input.
    pub given: Value,
    /// The outcome.
    pub expect: Value,
}

/// Why a case ended before its outcome.
#[derive(Debug)]
pub enum Failure {
    /// The document is no document.
    Spec(SpecError),
    /// The policy cannot be used.
    Policy(PolicyError),
    /// The settings cannot be used.
    Settings(ConfigError),
}

/// Returns the folder of the cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// Returns every case, by the path of its file and its place in it.
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in ["analysis", "grade", "policy", "report", "risk", "router", "scan", "trace"] {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(folder().join(kind)).expect(kind).map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            let text = std::fs::read(&file).expect("a readable file");
            let list: Vec<Value> =
                serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            cases.extend(list.into_iter().map(|case| Case {
                kind: kind.to_owned(),
                file: file.file_name().unwrap().to_string_lossy().into_owned(),
                name: case["name"].as_str().expect("a name").to_owned(),
                rule: case["rule"].as_str().map(str::to_owned),
                about: case["type"].as_str().map(str::to_owned),
                shows: case["shows"].as_str().map(str::to_owned),
                given: case["given"].clone(),
                expect: case["expect"].clone(),
            }));
        }
    }
    cases
}

impl Case {
    /// Returns a text of the input: an array of lines, or the content of a file.
    pub fn text(&self, key: &str) -> Option<Vec<u8>> {
        match &self.given[key] {
            Value::Null => None,
            lines @ Value::Array(_) => Some(joined(lines)),
            other => Some(
                std::fs::read(folder().join(other["file"].as_str().expect("a file")))
                    .expect("a readable file"),
            ),
        }
    }

    /// Returns one of the files beside the document.
    fn part(&self, path: &str) -> Result<Vec<u8>, ResolveError> {
        match &self.given["files"][path] {
            Value::Null => Err(ResolveError::new("no such file")),
            lines => Ok(joined(lines)),
        }
    }

    /// Reads the document, with the files beside it.
    pub fn api(&self) -> Result<Api, Failure> {
        let resolver = |path: &str| self.part(path);
        let file = self.given["file"].as_str().unwrap_or("document");
        let mut builder = Api::builder().file(file).resolver(&resolver);
        if let Some(name) = self.given["name"].as_str() {
            builder = builder.name(name);
        }
        builder.parse(&self.text("document").expect("a document")).map_err(Failure::Spec)
    }

    /// Reads the settings. A case about a rule turns it on.
    pub fn settings(&self) -> Settings {
        let of_rule = || self.rule.as_ref().map(|rule| format!("rules: {{{rule}: on}}\n").into_bytes());
        self.text("settings")
            .or_else(of_rule)
            .map_or_else(Settings::default, |text| Settings::parse(&text).expect("settings"))
    }

    /// Analyses the document, or what changed until the one that it is compared with. What a given baseline knows is
    /// left out.
    pub fn report(&self) -> Result<SpecReport, Failure> {
        let (api, settings, now) = (self.api()?, self.settings(), Timestamp::now());
        let resolver = |path: &str| self.part(path);
        let report = match self.text("against") {
            Some(text) => {
                let builder = self.given["name"].as_str().into_iter().fold(Api::builder(), ApiBuilder::name);
                let newer =
                    builder.file("against").resolver(&resolver).parse(&text).map_err(Failure::Spec)?;
                SpecReport::of_change(&api, &newer, &settings, now)
            }
            None => SpecReport::new([&api], &settings, now),
        };
        Ok(match self.text("baseline") {
            Some(text) => report.without(&Baseline::parse(&text).expect("a baseline")),
            None => report,
        })
    }

    /// Builds the guard.
    pub fn guard(&self) -> Result<Guard, Failure> {
        let mut builder = Guard::builder().api(self.api()?).settings(self.settings()).as_of(Timestamp::now());
        if let Some(text) = self.text("policy") {
            builder = builder.policy(Policy::parse(&text).map_err(Failure::Policy)?);
        }
        builder.build().map_err(Failure::Policy)
    }

    /// Inspects the exchange, and returns what comes of it as JSON.
    pub fn inspection(&self) -> Result<String, Failure> {
        let mut builder =
            Inspector::builder().settings(self.settings()).as_of(Timestamp::now()).weak_secrets(b"");
        if !self.given["document"].is_null() {
            builder = builder.api(self.api()?);
        }
        if let Some(key) = self.given["key"].as_str() {
            builder = builder.key(FingerprintKey::new(key.as_bytes()));
        }
        let inspector = builder.build().expect("an inspector");
        let exchange = self.given["exchange"].to_string();
        let exchange = Exchange::parse(exchange.as_bytes()).expect("an exchange");
        Ok(inspector.inspect(&exchange).to_json())
    }

    /// Returns the requests.
    pub fn requests(&self) -> Vec<Exchange> {
        let requests = self.given["requests"].as_array().expect("requests");
        requests
            .iter()
            .map(|request| Exchange::parse(request.to_string().as_bytes()).expect("a request"))
            .collect()
    }
}

/// Returns lines as a text.
fn joined(lines: &Value) -> Vec<u8> {
    let lines = lines.as_array().expect("lines").iter();
    let lines: Vec<&str> = lines.map(|line| line.as_str().expect("a line")).collect();
    (lines.join("\n") + "\n").into_bytes()
}

impl Failure {
    /// Returns the error as the cases write it.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Spec(error) => serde_json::json!({
                "code": error.code(), "line": error.line(), "column": error.column(), "pointer": error.pointer(),
            }),
            Self::Policy(error) => serde_json::json!({
                "code": error.code(), "rule": error.rule(), "key": error.key(), "line": error.line(), "column": error.column(),
            }),
            Self::Settings(error) => serde_json::json!({
                "code": error.code(), "key": error.key(), "line": error.line(), "column": error.column(),
            }),
        }
    }
}

/// Returns where an outcome differs from what is expected of it. Of an object only the expected keys count; a list must
/// have the same length.
pub fn difference(expected: &Value, actual: &Value, path: &str) -> Option<String> {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => expected.iter().find_map(|(key, value)| {
            difference(value, actual.get(key).unwrap_or(&Value::Null), &format!("{path}.{key}"))
        }),
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            let pairs = expected.iter().zip(actual).enumerate();
            pairs
                .into_iter()
                .find_map(|(at, (expected, actual))| difference(expected, actual, &format!("{path}[{at}]")))
        }
        _ if expected == actual => None,
        _ => Some(format!("{path}: expected {expected}, got {actual}")),
    }
}
