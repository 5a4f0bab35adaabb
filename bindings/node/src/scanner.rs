//! Finding sensitive values.

use napi::bindgen_prelude::{Buffer, Null};
use napi::{Either, Env};
use napi_derive::napi;
use watchgate::{DetectorScope, Scanner as Core, ScannerBuilder, SensitiveGroup};

use crate::api::{Text, bytes, settings};
use crate::errors::{Failure, Refusal, either, refusal, word_of};

/// Finds sensitive values.
#[derive(Debug)]
#[napi]
pub struct Scanner(Core);

/// A detector of the user's.
#[derive(Debug)]
#[napi(object, object_to_js = false)]
pub struct Detector {
    /// The type of what it finds.
    pub name: String,
    /// The group of that type.
    pub group: String,
    /// A regular expression.
    pub pattern: Option<String>,
    /// The names of fields.
    pub fields: Option<Vec<String>>,
    /// The name of the check that a find must pass.
    pub validator: Option<String>,
    /// The places that it looks at.
    pub scopes: Option<Vec<String>>,
    /// How sure a find is, from 0 to 1.
    pub score: Option<f64>,
}

/// A sensitive value that a scan found: what and where it is, never the value.
#[derive(Debug)]
#[napi(object, object_from_js = false)]
pub struct Detection {
    /// The type, for example `payment-card`.
    #[napi(js_name = "type")]
    pub kind: String,
    /// What kind of harm it does where it gets out.
    pub group: &'static str,
    /// Where it is: in JSON `$.users[3].card.number`, else the name of the field, parameter or header.
    pub path: Either<String, Null>,
    /// The first byte of the value in what was scanned; of a string in its UTF-8.
    pub start: i64,
    /// The byte behind the value.
    pub end: i64,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
    /// True for a card number that is published for tests, else left out.
    pub test: Option<bool>,
    /// The value with nearly all of it hidden.
    pub masked: String,
}

#[napi]
impl Scanner {
    /// Compiles a scanner.
    #[napi(catch_unwind)]
    pub fn build(
        env: &Env,
        settings: Option<Text>,
        detectors: Vec<Detector>,
    ) -> napi::Result<Either<Scanner, Failure>> {
        let detectors: Vec<_> = detectors.into_iter().map(|own| own.read(env)).collect::<Result<_, _>>()?;
        Ok(either(build(settings.as_ref(), detectors)))
    }

    /// Finds sensitive values in a body of any kind.
    #[napi(catch_unwind)]
    pub fn scan(&self, body: Text) -> Vec<Detection> {
        Detection::all(self.0.scan(bytes(&body)))
    }

    /// Finds sensitive values in a body whose `Content-Type` is known.
    #[napi(catch_unwind)]
    pub fn scan_body(&self, content_type: Option<String>, body: Text) -> Vec<Detection> {
        Detection::all(self.0.scan_body(content_type.as_deref(), bytes(&body)))
    }

    /// Finds sensitive values in a JSON text, or in several, one after another.
    #[napi(catch_unwind)]
    pub fn scan_json(&self, body: Text) -> Vec<Detection> {
        Detection::all(self.0.scan_json(bytes(&body)))
    }

    /// Finds sensitive values in a text.
    #[napi(catch_unwind)]
    pub fn scan_text(&self, body: Text) -> Vec<Detection> {
        Detection::all(self.0.scan_text(bytes(&body)))
    }

    /// Finds sensitive values in a form.
    #[napi(catch_unwind)]
    pub fn scan_form(&self, body: Text) -> Vec<Detection> {
        Detection::all(self.0.scan_form(bytes(&body)))
    }

    /// Finds sensitive values in a query.
    #[napi(catch_unwind)]
    pub fn scan_query(&self, query: String) -> Vec<Detection> {
        Detection::all(self.0.scan_query(&query))
    }

    /// Finds sensitive values in headers: their names and their values, one after another.
    #[napi(catch_unwind)]
    pub fn scan_headers(&self, names: Vec<String>, values: Vec<Text>) -> Vec<Detection> {
        let headers = names.iter().zip(&values).map(|(name, value)| (name.as_str(), bytes(value)));
        Detection::all(self.0.scan_headers(headers))
    }

    /// Returns the body with what was found hidden: all of it, or what is of one of these types or groups.
    #[napi(catch_unwind)]
    pub fn redact(
        &self,
        env: &Env,
        body: Text,
        types: Option<Vec<String>>,
        groups: Option<Vec<String>>,
    ) -> napi::Result<Buffer> {
        let is_all = types.is_none() && groups.is_none();
        let selection = self.0.select(types.unwrap_or_default(), groups.unwrap_or_default());
        let selection = selection.map_err(|error| refusal(env, (&error.to_string(), INVALID_VALUE)))?;
        let is_meant = |own: &watchgate::Detection| is_all || selection.contains(own);
        Ok(self.0.redact_where(bytes(&body), is_meant).into())
    }

    /// Returns the same scanner for what a service answers.
    #[napi]
    #[must_use]
    pub fn in_response(&self) -> Scanner {
        Scanner(self.0.in_response())
    }
}

fn build(text: Option<&Text>, detectors: Vec<watchgate::Detector>) -> Result<Scanner, Box<Failure>> {
    let builder = Core::builder().settings(&settings(text)?);
    Ok(Scanner(detectors.into_iter().fold(builder, ScannerBuilder::detector).build()?))
}

const INVALID_VALUE: &str = "ERR_INVALID_ARG_VALUE";
const GROUP: Refusal<'_> = ("a group is none of `pii`, `pci`, `secret`, `health`, `network`", INVALID_VALUE);
const SCOPE: Refusal<'_> = ("a scope is none of `query`, `body`, `header`, `response`", INVALID_VALUE);

impl Detector {
    fn read(self, env: &Env) -> napi::Result<watchgate::Detector> {
        let group = word_of(env, SensitiveGroup::from_word(&self.group), GROUP)?;
        let mut detector = watchgate::Detector::new(self.name, group);
        if let Some(pattern) = self.pattern {
            detector = detector.pattern(pattern);
        }
        if let Some(fields) = self.fields {
            detector = detector.fields(fields);
        }
        if let Some(validator) = self.validator {
            detector = detector.validator(validator);
        }
        if let Some(scopes) = self.scopes {
            let scope = |word: &String| word_of(env, DetectorScope::from_word(word), SCOPE);
            detector = detector.scopes(scopes.iter().map(scope).collect::<napi::Result<Vec<_>>>()?);
        }
        Ok(match self.score {
            Some(score) => detector.score(score as f32),
            None => detector,
        })
    }
}

impl Detection {
    fn all(detections: Vec<watchgate::Detection>) -> Vec<Self> {
        detections.into_iter().map(Self::from).collect()
    }
}

impl From<watchgate::Detection> for Detection {
    fn from(own: watchgate::Detection) -> Self {
        Self {
            kind: own.kind.into_owned(),
            group: own.group.as_str(),
            path: own.path.map_or(Either::B(Null), Either::A),
            start: own.start as i64,
            end: own.end as i64,
            confidence: decimal(own.confidence),
            test: own.is_test.then_some(true),
            masked: own.masked,
        }
    }
}

/// Returns the number that a person would write: 0.9, and not the 0.8999999761581421 that it is in 64 bits.
fn decimal(number: f32) -> f64 {
    number.to_string().parse().unwrap_or_else(|_| number.into())
}
