//! Errors as values: the JavaScript half makes its classes out of them, the same for a call and for a promise.

use napi::{Either, Env, Error, Status};
use napi_derive::napi;
use watchgate::{ConfigError, DetectorError, ExchangeError, InspectorError, PolicyError, SpecError};

/// Why there is no result.
#[derive(Debug)]
#[napi(object, object_from_js = false, use_nullable = true)]
pub struct Failure {
    /// What was refused: a document, a policy, settings, a baseline, a detector or an exchange.
    #[napi(ts_type = "'spec' | 'policy' | 'settings' | 'baseline' | 'detector' | 'exchange'")]
    pub subject: &'static str,
    /// The stable name of the kind of error.
    pub code: &'static str,
    /// What is wrong, for a person.
    pub message: String,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column in characters, from 1.
    pub column: Option<u32>,
    /// The JSON Pointer of the value that is wrong in a document.
    pub pointer: Option<String>,
    /// The name of the rule that is wrong in a policy.
    pub rule: Option<String>,
    /// The key that is wrong in a policy, in settings, in a baseline or in a detector.
    pub key: Option<String>,
    /// The name of the detector that is wrong.
    pub detector: Option<String>,
}

impl From<SpecError> for Box<Failure> {
    fn from(error: SpecError) -> Self {
        Self::new(Failure {
            subject: "spec",
            code: error.code(),
            message: error.to_string(),
            line: error.line(),
            column: error.column(),
            pointer: error.pointer().map(str::to_owned),
            rule: None,
            key: None,
            detector: None,
        })
    }
}

impl From<PolicyError> for Box<Failure> {
    fn from(error: PolicyError) -> Self {
        Self::new(Failure {
            subject: "policy",
            code: error.code(),
            message: error.to_string(),
            line: error.line(),
            column: error.column(),
            pointer: None,
            rule: error.rule().map(str::to_owned),
            key: error.key().map(str::to_owned),
            detector: None,
        })
    }
}

impl From<ConfigError> for Box<Failure> {
    fn from(error: ConfigError) -> Self {
        Self::new(Failure {
            subject: "settings",
            code: error.code(),
            message: error.to_string(),
            line: error.line(),
            column: error.column(),
            pointer: None,
            rule: None,
            key: error.key().map(str::to_owned),
            detector: None,
        })
    }
}

impl From<DetectorError> for Box<Failure> {
    fn from(error: DetectorError) -> Self {
        Self::new(Failure {
            subject: "detector",
            code: error.code(),
            message: error.to_string(),
            line: error.line(),
            column: error.column(),
            pointer: None,
            rule: None,
            key: error.key().map(str::to_owned),
            detector: Some(error.detector().to_owned()),
        })
    }
}

impl From<ExchangeError> for Box<Failure> {
    fn from(error: ExchangeError) -> Self {
        Self::new(Failure {
            subject: "exchange",
            code: error.code(),
            message: error.to_string(),
            line: Some(error.line()),
            column: Some(error.column()),
            pointer: None,
            rule: None,
            key: None,
            detector: None,
        })
    }
}

impl From<InspectorError> for Box<Failure> {
    fn from(error: InspectorError) -> Self {
        let (code, message) = (error.code(), error.to_string());
        match error {
            InspectorError::Detector(error) => error.into(),
            _ => Self::new(Failure {
                subject: "settings",
                code,
                message,
                line: None,
                column: None,
                pointer: None,
                rule: None,
                key: None,
                detector: None,
            }),
        }
    }
}

impl Failure {
    /// Returns why a baseline cannot be used.
    pub(crate) fn of_baseline(error: ConfigError) -> Box<Self> {
        Box::new(Self { subject: "baseline", ..*Box::from(error) })
    }
}

/// Returns a result as one of two values.
pub(crate) fn either<T>(result: Result<T, Box<Failure>>) -> Either<T, Failure> {
    match result {
        Ok(value) => Either::A(value),
        Err(failure) => Either::B(*failure),
    }
}

/// What is said of a word that means nothing, with the code of the error. It repeats no data.
pub(crate) type Refusal<'r> = (&'r str, &'static str);

/// Returns what a word means, else throws a TypeError.
pub(crate) fn word_of<T>(env: &Env, meaning: Option<T>, own: Refusal<'_>) -> napi::Result<T> {
    meaning.ok_or_else(|| refusal(env, own))
}

/// Throws a TypeError, and returns what a function returns that has thrown.
pub(crate) fn refusal(env: &Env, (message, code): Refusal<'_>) -> Error {
    match env.throw_type_error(message, Some(code)) {
        Ok(()) => Error::from_status(Status::PendingException),
        Err(error) => error,
    }
}
