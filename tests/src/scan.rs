//! Cases of sensitive values: what is scanned, how, and what comes out.

use serde_json::{Value, json};
use watchgate::{Detection, Scanner, Settings};

use crate::{Case, Failure};

/// What a scanner makes of a case.
#[derive(Debug)]
pub enum Scanned {
    /// What it found.
    Detections(Vec<Detection>),
    /// The text with what it found hidden, as the case writes texts.
    Redacted(String),
}

impl Case {
    /// Scans what is given: a `body` of any kind, or of a `content_type`; a `text`, a `json`, a `form`, a `query`; pairs of
    /// `headers`; or what is to be `redact`ed, all of it or `types` and `groups`. A list of texts is one text, in parts so
    /// that the file itself holds no token.
    pub fn scan(&self) -> Result<Scanned, Failure> {
        let (scanner, given) = (self.scanner()?, &self.given);
        if !given["redact"].is_null() {
            return Ok(Scanned::Redacted(self.written(&self.redact(&scanner))));
        }
        let (way, _) = given
            .as_object()
            .and_then(|given| given.iter().find(|(key, _)| WAYS.contains(&key.as_str())))
            .expect("something to scan");
        let bytes = || self.bytes(way);
        Ok(Scanned::Detections(match way.as_str() {
            "body" => match given["content_type"].as_str() {
                None => scanner.scan(&bytes()),
                own => scanner.scan_body(own, &bytes()),
            },
            "text" => scanner.scan_text(&bytes()),
            "json" => scanner.scan_json(&bytes()),
            "form" => scanner.scan_form(&bytes()),
            "query" => scanner.scan_query(whole(&given["query"])),
            _ => {
                let headers = given["headers"].as_array().expect("headers").iter();
                let headers: Vec<(String, String)> =
                    headers.map(|pair| (whole(&pair[0]), whole(&pair[1]))).collect();
                scanner.scan_headers(headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())))
            }
        }))
    }

    fn scanner(&self) -> Result<Scanner, Failure> {
        let settings = match &self.given["settings"] {
            Value::Null => Settings::default(),
            text => {
                Settings::parse(text.as_str().expect("settings").as_bytes()).map_err(Failure::Settings)?
            }
        };
        let scanner =
            Scanner::builder().settings(&settings).build().expect("detectors that were compiled before");
        Ok(if self.given["response"] == true { scanner.in_response() } else { scanner })
    }

    /// Returns bytes that are given as text or in Base64.
    fn bytes(&self, key: &str) -> Vec<u8> {
        let text = whole(&self.given[key]);
        if self.given["base64"] == true { from_base64(&text) } else { text.into() }
    }

    fn written(&self, bytes: &[u8]) -> String {
        if self.given["base64"] == true {
            to_base64(bytes)
        } else {
            String::from_utf8(bytes.into()).expect("UTF-8")
        }
    }

    fn redact(&self, scanner: &Scanner) -> Vec<u8> {
        let (body, types, groups) = (self.bytes("redact"), &self.given["types"], &self.given["groups"]);
        if types.is_null() && groups.is_null() {
            return scanner.redact(&body);
        }
        let words = |list: &Value| -> Vec<String> {
            let words = list.as_array().into_iter().flatten();
            words.map(|word| word.as_str().expect("a word").to_owned()).collect()
        };
        let selection = scanner.select(words(types), words(groups)).expect("types and groups that there are");
        scanner.redact_where(&body, |own| selection.contains(own))
    }
}

/// Returns a text that may be given in parts.
fn whole(text: &Value) -> String {
    match text {
        Value::Array(parts) => parts.iter().map(|part| part.as_str().expect("a part of a text")).collect(),
        text => text.as_str().expect("a text").to_owned(),
    }
}

const WAYS: [&str; 6] = ["body", "text", "json", "form", "query", "headers"];

impl Scanned {
    /// Returns the outcome as the cases write it.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Detections(detections) => {
                let detections: Vec<Value> = detections.iter().map(record).collect();
                json!({ "detections": detections })
            }
            Self::Redacted(text) => json!({ "redacted": text }),
        }
    }

    /// Returns the line that all languages print: confidences in percent, which have one form everywhere.
    pub fn to_line(&self) -> String {
        match self {
            Self::Detections(detections) => {
                let lines: Vec<String> = detections.iter().map(line).collect();
                format!("[{}]", lines.join(","))
            }
            Self::Redacted(_) => self.to_json().to_string(),
        }
    }
}

fn record(own: &Detection) -> Value {
    let mut record = serde_json::to_value(own).expect("JSON");
    record["confidence"] = json!(f64::from(percent(own)) / 100.0);
    record
}

fn line(own: &Detection) -> String {
    let [kind, group, path, masked] =
        [json!(own.kind), json!(own.group), json!(own.path), json!(own.masked)].map(|own| own.to_string());
    let (start, end, percent) = (own.start, own.end, percent(own));
    let test = if own.is_test { "\"test\":true," } else { "" };
    format!(
        "{{\"type\":{kind},\"group\":{group},\"path\":{path},\"start\":{start},\"end\":{end},\
         \"confidence\":{percent},{test}\"masked\":{masked}}}"
    )
}

fn percent(own: &Detection) -> u8 {
    (own.confidence * 100.0).round() as u8
}

/// The digits of Base64 (RFC 4648).
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn from_base64(text: &str) -> Vec<u8> {
    let digits = text.trim_end_matches('=').bytes();
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for digit in digits {
        let value = DIGITS.iter().position(|own| *own == digit).expect("a digit of Base64");
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

fn to_base64(bytes: &[u8]) -> String {
    let group = |group: &[u8]| {
        let bits =
            group.iter().enumerate().fold(0_u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        let digit = |at: usize| match at > group.len() {
            true => '=',
            false => char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize]),
        };
        [0, 1, 2, 3].map(digit)
    };
    bytes.chunks(3).flat_map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_and_reads_base64() {
        for (bytes, text) in
            [(&b""[..], ""), (b"f", "Zg=="), (b"fo", "Zm8="), (b"foo", "Zm9v"), (b"\xff\0", "/wA=")]
        {
            assert_eq!((to_base64(bytes).as_str(), from_base64(text).as_slice()), (text, bytes));
        }
    }
}
