//! Recorded traffic, and what it shows.

use std::fs::File;
use std::io::{Cursor, Read};
use std::sync::Arc;

use napi::bindgen_prelude::ClassInstance;
use napi::{Either, Env};
use napi_derive::napi;
use watchgate::{
    Exchange, ExchangeReader, Exchanges as Core, FingerprintKey, Format, Mapping, Rejected, Settings,
    TextDetail, TextStyle, Timestamp,
};

use crate::api::{Api, Text, bytes, json, settings};
use crate::errors::{Failure, Refusal, either, word_of};

/// Rejected records that are kept one by one.
const KEPT: usize = 100;

const FORMAT: Refusal<'_> = (
    "`format` should be one of auto, jsonl, har, otlp, apiclarity, combined, envoy, alb, apigateway, mapped",
    "ERR_INVALID_ARG_VALUE",
);

/// Looks at exchanges one by one.
#[derive(Debug)]
#[napi]
pub struct Inspector(Arc<watchgate::Inspector>);

/// The report over traffic.
#[derive(Debug)]
#[napi]
pub struct TrafficReport(watchgate::TrafficReport);

/// The exchanges of a file.
#[napi]
pub struct Exchanges {
    records: Core<Box<dyn Read + Send>>,
    rejections: Vec<Rejected>,
}

#[napi]
impl Inspector {
    /// Compiles the documents.
    #[napi(catch_unwind)]
    pub fn build(
        apis: Vec<ClassInstance<'_, Api>>,
        settings: Option<Text>,
        base_path: Option<String>,
        weak_secrets: Option<Text>,
        key: Option<Text>,
        traffic: String,
    ) -> napi::Result<Either<Inspector, Failure>> {
        let settings = match settings_with(settings.as_ref(), &traffic) {
            Ok(settings) => settings,
            Err(failure) => return Ok(Either::B(*failure)),
        };
        let named = settings.weak_secrets().map(std::fs::read).transpose()?;
        let builder = watchgate::Inspector::builder().settings(settings).as_of(Timestamp::now());
        let mut builder = apis.iter().fold(builder, |builder, api| builder.api(Arc::clone(&api.0)));
        if let Some(base_path) = base_path {
            builder = builder.base_path(base_path);
        }
        for list in weak_secrets.as_ref().map(bytes).into_iter().chain(named.as_deref()) {
            builder = builder.weak_secrets(list);
        }
        if let Some(key) = &key {
            builder = builder.key(FingerprintKey::new(bytes(key)));
        }
        Ok(either(builder.build().map(|own| Inspector(Arc::new(own))).map_err(Box::from)))
    }

    /// Looks at an exchange, JSON, and returns what it shows as JSON.
    #[napi(catch_unwind)]
    pub fn inspect(&self, exchange: Text) -> Either<String, Failure> {
        let exchange = Exchange::parse(bytes(&exchange)).map_err(Box::<Failure>::from);
        either(exchange.map(|exchange| self.0.inspect(&exchange).to_json()))
    }

    /// Returns the report over exchanges, each as JSON, and over so many records that were none.
    #[napi(catch_unwind)]
    pub fn report(&self, exchanges: Vec<Text>, rejected: i64) -> Either<TrafficReport, Failure> {
        either(self.report_of(&exchanges, rejected))
    }

    /// Returns the report over all exchanges of a file, and over so many other records that were none.
    #[napi(catch_unwind)]
    pub fn report_file(&self, exchanges: &mut Exchanges, rejected: i64) -> napi::Result<TrafficReport> {
        let mut report = watchgate::TrafficReport::builder(&self.0);
        while let Some(exchange) = exchanges.read()? {
            report.add(&exchange);
        }
        report.reject(exchanges.records.counts().rejected);
        report.reject(rejected.max(0).unsigned_abs());
        Ok(TrafficReport(report.build(Timestamp::now())))
    }
}

impl Inspector {
    fn report_of(&self, exchanges: &[Text], rejected: i64) -> Result<TrafficReport, Box<Failure>> {
        let mut report = watchgate::TrafficReport::builder(&self.0);
        for exchange in exchanges {
            report.add(&Exchange::parse(bytes(exchange))?);
        }
        report.reject(rejected.max(0).unsigned_abs());
        Ok(TrafficReport(report.build(Timestamp::now())))
    }
}

/// Reads settings, and lays over them what the options say of traffic, JSON.
fn settings_with(text: Option<&Text>, traffic: &str) -> Result<Settings, Box<Failure>> {
    Ok(settings(text)?.with_traffic(traffic.as_bytes())?)
}

#[napi]
impl TrafficReport {
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
        let detail = if verbose { TextDetail::Full } else { TextDetail::Overview };
        self.0.to_text(style, detail)
    }
}

#[napi]
impl Exchanges {
    /// Opens recorded traffic: the path of a file, or bytes.
    #[napi(catch_unwind)]
    pub fn open(
        env: &Env,
        path: Option<String>,
        recorded: Option<Text>,
        format: Option<String>,
        mapping: Option<Text>,
        max_record: Option<i64>,
    ) -> napi::Result<Either<Exchanges, Failure>> {
        let format = format.as_deref().map_or(Some(Format::Auto), Format::from_word);
        let format = word_of(env, format, FORMAT)?;
        let mapping = mapping.as_ref().map(|text| Mapping::parse(bytes(text))).transpose();
        let mapping = match mapping {
            Ok(mapping) => mapping,
            Err(error) => return Ok(Either::B(*Box::from(error))),
        };
        let mut reader = ExchangeReader::new(if mapping.is_some() { Format::Mapped } else { format });
        if let Some(mapping) = mapping {
            reader = reader.with_mapping(mapping);
        }
        if let Some(limit) = max_record.and_then(|limit| usize::try_from(limit).ok()) {
            reader = reader.with_record_limit(limit);
        }
        let from: Box<dyn Read + Send> = match (path, recorded) {
            (Some(path), _) => Box::new(File::open(path)?),
            (None, own) => Box::new(Cursor::new(own.as_ref().map(bytes).unwrap_or_default().to_vec())),
        };
        Ok(Either::A(Exchanges { records: Core::with_reader(from, reader)?, rejections: Vec::new() }))
    }

    /// Returns the next exchange as JSON; null after the last.
    #[napi(catch_unwind)]
    pub fn next(&mut self) -> napi::Result<Option<String>> {
        Ok(self.read()?.as_ref().map(json))
    }

    /// The format; auto until it is known.
    #[napi]
    pub fn format(&self) -> &'static str {
        self.records.format().as_str()
    }

    /// How many records were none so far.
    #[napi]
    pub fn rejected(&self) -> i64 {
        i64::try_from(self.records.counts().rejected).unwrap_or(i64::MAX)
    }

    /// The first rejected records as JSON.
    #[napi]
    pub fn rejections(&self) -> String {
        json(&self.rejections)
    }
}

impl Exchanges {
    fn read(&mut self) -> napi::Result<Option<Exchange>> {
        for record in self.records.by_ref() {
            match record? {
                Ok(exchange) => return Ok(Some(exchange)),
                Err(rejected) if self.rejections.len() < KEPT => self.rejections.push(rejected),
                Err(_) => {}
            }
        }
        Ok(None)
    }
}

impl std::fmt::Debug for Exchanges {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.records.fmt(f)
    }
}
