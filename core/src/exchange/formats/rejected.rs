//! Records that are none.

use std::fmt;

use serde::Serialize;

use crate::Exchange;
use crate::words::words;

words! {
    /// Why a record was rejected.
    Rejection {
        /// No JSON.
        NotJson => "not-json",
        /// JSON, but a field that is needed is missing, or one has another type than its format says.
        WrongShape => "wrong-shape",
        /// No line of this log.
        NotALogLine => "not-a-log-line",
        /// What was called was not HTTP, or is not said: no method, no path, bytes of another protocol.
        NotHttp => "not-http",
        /// A body that should be base64 and is not.
        BadBase64 => "bad-base64",
        /// A status that is no number of three digits.
        BadStatus => "bad-status",
        /// Longer than the limit.
        TooLong => "too-long",
        /// The file ends in the middle of the record.
        Truncated => "truncated",
        /// The bytes are of no format that is known; the rest of them is not read.
        UnknownFormat => "unknown-format",
    }
}

/// A record that could not be read: where it is and why. It never repeats what the record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rejected {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its number among the records, from 1; one that is rejected has a number too.
    pub record: u64,
    /// Why, as a word.
    pub reason: Rejection,
    /// Why, in words.
    pub message: &'static str,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (line {}, record {})", self.message, self.line, self.record)
    }
}

impl std::error::Error for Rejected {}

/// A record of a file: an exchange, or why it is none.
pub type Record = Result<Exchange, Rejected>;

/// What a reader has seen so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordCounts {
    /// Exchanges.
    pub exchanges: u64,
    /// Records that were rejected.
    pub rejected: u64,
    /// Records that are none of HTTP by their own word, as the spans of a database: neither exchanges nor rejected.
    pub skipped: u64,
    /// Exchanges whose time could not be read, or lies before 1970: they have none.
    pub undated: u64,
}

/// Why one record is no exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It speaks of something else than HTTP.
    Skip,
    /// It is broken.
    Broken(Rejection, &'static str),
}

impl Refusal {
    pub(super) const NOT_A_LINE: Self = Self::Broken(Rejection::NotALogLine, "not a line of this log");
    pub(super) const NO_METHOD: Self = Self::Broken(Rejection::NotHttp, "no request with a method of HTTP");
    pub(super) const NO_TARGET: Self = Self::Broken(Rejection::NotHttp, "no path or URL");
    pub(super) const BASE64: Self = Self::Broken(Rejection::BadBase64, "a body is not base64");
    pub(super) const STATUS: Self =
        Self::Broken(Rejection::BadStatus, "the status is no number of three digits");

    /// Says what a parser's error means, without its words: they quote values.
    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        match error.classify() {
            serde_json::error::Category::Data => Self::Broken(
                Rejection::WrongShape,
                "a field is missing or of another type than the format says",
            ),
            _ => Self::Broken(Rejection::NotJson, "not a JSON document"),
        }
    }
}
