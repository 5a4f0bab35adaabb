//! Documents and what is reported about them.

use std::cell::Cell;
use std::sync::Arc;

use napi::bindgen_prelude::{AsyncTask, Buffer, Function};
use napi::{Either, Env, Task};
use napi_derive::napi;
use watchgate::{
    Baseline, Finding, Folder, Grade, ResolveError, Resolver, Risk, Settings, SpecReport, TextDetail,
    TextStyle, Timestamp, analyze,
};

use crate::errors::{Failure, either};

/// A document, a policy or settings, as the caller holds it.
#[napi]
pub type Text = Either<String, Buffer>;

/// Returns the bytes of a text.
pub(crate) fn bytes(text: &Text) -> &[u8] {
    match text {
        Either::A(text) => text.as_bytes(),
        Either::B(bytes) => bytes,
    }
}

/// Reads settings; without a text, the default ones.
pub(crate) fn settings(text: Option<&Text>) -> Result<Settings, Box<Failure>> {
    Ok(text.map(|text| Settings::parse(bytes(text))).transpose()?.unwrap_or_default())
}

/// Renders a value of the core. Nothing that the core serializes fails.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// An OpenAPI document, read once.
#[derive(Debug)]
#[napi]
pub struct Api(pub(crate) Arc<watchgate::Api>);

/// An operation of a document.
#[derive(Debug)]
#[napi(object, object_from_js = false, use_nullable = true)]
pub struct Operation {
    /// The method.
    pub method: String,
    /// The path template as the document spells it.
    pub path: String,
    /// The `operationId`.
    pub id: Option<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Who is responsible for it.
    pub owner: Option<String>,
    /// The labels that policies may ask for.
    pub labels: Vec<String>,
    /// The sensitive data that is expected in it.
    pub data: Vec<String>,
    /// The risk, JSON.
    pub risk: String,
}

/// Resolvers that are called by resolvers on one thread: each takes stack.
const RESOLVERS: u32 = 16;

thread_local! {
    static LEVEL: Cell<u32> = const { Cell::new(0) };
}

/// A resolver that runs.
struct Level;

impl Level {
    /// Counts a resolver that begins, unless there are too many.
    fn enter() -> Option<Self> {
        let level = LEVEL.get();
        (level < RESOLVERS).then(|| {
            LEVEL.set(level + 1);
            Self
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVEL.set(LEVEL.get().saturating_sub(1));
    }
}

#[napi]
impl Api {
    /// Reads a document in YAML or JSON, and the other files that it refers to through the resolver.
    #[napi(catch_unwind)]
    pub fn parse(
        text: Text,
        name: Option<String>,
        file: Option<String>,
        #[napi(ts_arg_type = "(path: string) => Text | null")] resolver: Option<
            Function<'_, String, Option<Text>>,
        >,
    ) -> Either<Api, Failure> {
        let document = Document { text: bytes(&text), name, file };
        let Some(resolver) = resolver else { return either(document.read()) };
        either(document.read_with(&|path: &str| {
            let Some(_level) = Level::enter() else {
                return Err(ResolveError::new("resolvers call each other too deep"));
            };
            match resolver.call(path.to_owned()) {
                Ok(Some(text)) => Ok(bytes(&text).to_vec()),
                _ => Err(ResolveError::new("no such file")),
            }
        }))
    }

    /// Reads a document in YAML or JSON on another thread.
    #[napi(ts_return_type = "Promise<Api | Failure>")]
    pub fn parse_async(text: Text, name: Option<String>, file: Option<String>) -> AsyncTask<Parse> {
        AsyncTask::new(Parse::Alone(Document { text: bytes(&text).to_vec(), name, file }))
    }

    /// Reads a document that was read from a file, and the other files that it refers to out of its folder.
    #[napi(catch_unwind)]
    pub fn load(text: Text, name: Option<String>, file: String) -> Either<Api, Failure> {
        either(Document { text: bytes(&text), name, file: Some(file) }.read_in_folder())
    }

    /// Does what `load` does on another thread.
    #[napi(ts_return_type = "Promise<Api | Failure>")]
    pub fn load_async(text: Text, name: Option<String>, file: String) -> AsyncTask<Parse> {
        AsyncTask::new(Parse::InFolder(Document { text: bytes(&text).to_vec(), name, file: Some(file) }))
    }

    /// The name.
    #[napi(getter)]
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// The API's own version.
    #[napi(getter)]
    pub fn version(&self) -> Option<&str> {
        self.0.version()
    }

    /// The file's name as it was given.
    #[napi(getter)]
    pub fn file(&self) -> Option<&str> {
        self.0.file()
    }

    /// Returns the findings, each as JSON.
    #[napi(catch_unwind)]
    pub fn findings(&self, settings: Option<Text>) -> Either<Vec<String>, Failure> {
        either(self.analyze(settings.as_ref()).map(|findings| findings.iter().map(json).collect()))
    }

    /// Returns the operations in the order of the document.
    #[napi(catch_unwind)]
    pub fn operations(&self, settings: Option<Text>) -> Either<Vec<Operation>, Failure> {
        either(self.risks(settings.as_ref()).map(|risks| {
            let operations = self.0.operations().iter().zip(&risks);
            operations.map(|(own, risk)| Operation::new(own, risk)).collect()
        }))
    }

    /// Returns the risk of an operation as JSON.
    #[napi(catch_unwind)]
    pub fn risk(
        &self,
        method: String,
        path: String,
        settings: Option<Text>,
    ) -> Either<Option<String>, Failure> {
        let of_operation = |risks: Vec<Risk>| {
            let operations = self.0.operations().iter().zip(&risks);
            let mut own = operations.filter(|(own, _)| own.method().as_str() == method && own.path() == path);
            own.next().map(|(_, risk)| json(risk))
        };
        either(self.risks(settings.as_ref()).map(of_operation))
    }

    /// Returns the grade as JSON; null for a document without operations.
    #[napi(catch_unwind)]
    pub fn grade(&self, settings: Option<Text>) -> Either<Option<String>, Failure> {
        let grade = |settings| Grade::new(&self.0, &settings, Timestamp::now()).as_ref().map(json);
        either(crate::api::settings(settings.as_ref()).map(grade))
    }

    /// Returns the report over what changed since an older version of the document.
    #[napi(catch_unwind)]
    pub fn changes_since(&self, old: &Api, settings: Option<Text>) -> Either<Report, Failure> {
        let report = |settings| Report(SpecReport::of_change(&old.0, &self.0, &settings, Timestamp::now()));
        either(crate::api::settings(settings.as_ref()).map(report))
    }

    /// Returns the report over the document.
    #[napi(catch_unwind)]
    pub fn report(&self, settings: Option<Text>) -> Either<Report, Failure> {
        let report = |settings| Report(SpecReport::new([&*self.0], &settings, Timestamp::now()));
        either(crate::api::settings(settings.as_ref()).map(report))
    }
}

impl Api {
    fn analyze(&self, settings: Option<&Text>) -> Result<Vec<Finding>, Box<Failure>> {
        Ok(analyze(&self.0, &crate::api::settings(settings)?, Timestamp::now()))
    }

    fn risks(&self, settings: Option<&Text>) -> Result<Vec<Risk>, Box<Failure>> {
        Ok(Risk::of_operations(&self.0, &self.analyze(settings)?))
    }
}

impl Operation {
    fn new(operation: &watchgate::Operation, risk: &Risk) -> Self {
        Self {
            method: operation.method().as_str().to_owned(),
            path: operation.path().to_owned(),
            id: operation.id().map(str::to_owned),
            tags: operation.tags().to_vec(),
            deprecated: operation.is_deprecated(),
            owner: operation.owner().map(str::to_owned),
            labels: operation.labels().to_vec(),
            data: operation.expected_data().to_vec(),
            risk: json(risk),
        }
    }
}

/// A document that waits to be read.
#[derive(Debug)]
pub struct Document<B> {
    text: B,
    name: Option<String>,
    file: Option<String>,
}

impl<B: AsRef<[u8]>> Document<B> {
    fn builder<'r>(&self) -> watchgate::ApiBuilder<'r> {
        let mut builder = watchgate::Api::builder();
        if let Some(name) = &self.name {
            builder = builder.name(name);
        }
        if let Some(file) = &self.file {
            builder = builder.file(file);
        }
        builder
    }

    fn read(&self) -> Result<Api, Box<Failure>> {
        Ok(Api(Arc::new(self.builder().parse(self.text.as_ref())?)))
    }

    fn read_with(&self, resolver: &dyn Resolver) -> Result<Api, Box<Failure>> {
        Ok(Api(Arc::new(self.builder().resolver(resolver).parse(self.text.as_ref())?)))
    }

    /// Reads it with the files of its folder. A folder that is gone since the file was read has none.
    fn read_in_folder(&self) -> Result<Api, Box<Failure>> {
        match self.file.as_ref().map(Folder::of) {
            Some(Ok(folder)) => self.read_with(&folder),
            _ => self.read(),
        }
    }
}

/// The reading of a document on another thread.
#[derive(Debug)]
pub enum Parse {
    /// Without other files.
    Alone(Document<Vec<u8>>),
    /// With those of its folder.
    InFolder(Document<Vec<u8>>),
}

impl Task for Parse {
    type Output = Result<Api, Box<Failure>>;
    type JsValue = Either<Api, Failure>;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(match self {
            Self::Alone(document) => document.read(),
            Self::InFolder(document) => document.read_in_folder(),
        })
    }

    fn resolve(&mut self, _env: Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        Ok(either(output))
    }
}

/// The findings and risks of a document.
#[derive(Debug)]
#[napi]
pub struct Report(SpecReport);

#[napi]
impl Report {
    /// Returns the findings, each as JSON.
    #[napi]
    pub fn findings(&self) -> Vec<String> {
        self.0.findings.iter().map(json).collect()
    }

    /// Renders the report as JSON on one line.
    #[napi]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Renders the findings as SARIF 2.1.0 on one line.
    #[napi]
    pub fn to_sarif(&self) -> String {
        self.0.to_sarif()
    }

    /// Renders a summary as Markdown for a comment on a pull request.
    #[napi]
    pub fn to_markdown(&self) -> String {
        self.0.to_markdown()
    }

    /// Renders the report for a person, with ANSI colours or without, with the first findings or with all.
    #[napi]
    pub fn to_text(&self, color: bool, verbose: bool) -> String {
        let style = if color { TextStyle::Ansi } else { TextStyle::Plain };
        self.0.to_text(style, if verbose { TextDetail::Full } else { TextDetail::Overview })
    }

    /// Returns the report without the findings of an earlier one, JSON or SARIF.
    #[napi(catch_unwind)]
    pub fn without(&self, baseline: Text) -> Either<Report, Failure> {
        let baseline = Baseline::parse(bytes(&baseline)).map_err(Failure::of_baseline);
        either(baseline.map(|baseline| Report(self.0.clone().without(&baseline))))
    }
}
