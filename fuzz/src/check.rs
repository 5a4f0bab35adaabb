//! What must hold of every document, whatever it is.

use std::collections::BTreeSet;

use watchgate::{
    Api, Baseline, Finding, Limits, Location, Profile, Settings, SpecError, SpecReport, TextDetail,
    TextStyle, Timestamp,
};

use crate::{Version, document};

/// Reads, analyses and reports a document, with places that are in the text. Returns the report.
///
/// Some of the documents are read and told a second time: it takes as long as the first.
pub fn check(bytes: &[u8]) -> Option<SpecReport> {
    let lines = Lines::of(bytes);
    let check_place = |line, column| lines.iter().for_each(|lines| lines.check(line, column));
    let api = match read(bytes) {
        Ok(api) => api,
        Err(error) => {
            assert_eq!(Some(&error), read(bytes).err().as_ref());
            assert!(!error.to_string().contains('\n') && !error.code().is_empty());
            check_place(error.line(), error.column());
            return None;
        }
    };
    let report = SpecReport::new([&api], &every_rule(), Timestamp::UNIX_EPOCH);
    let mut ids = BTreeSet::new();
    for finding in &report.findings {
        assert!(ids.insert(finding.id), "two findings are one: {finding:?}");
        assert!(!finding.message.contains('\n'), "{:?}", finding.message);
        let Location::Document { line, column, .. } = &finding.location else { continue };
        check_place(*line, *column);
    }
    if bytes.len().is_multiple_of(4) {
        check_again(bytes, &api, &report);
    }
    Some(report)
}

/// Checks that a document is told alike when it is read again, that it has not changed, and that a report of it is a
/// baseline for the next.
fn check_again(bytes: &[u8], api: &Api, report: &SpecReport) {
    let again = read(bytes).expect("the document");
    let change = SpecReport::of_change(api, &again, &every_rule(), Timestamp::UNIX_EPOCH);
    assert!(change.findings.is_empty(), "a change to itself: {:?}", change.findings);
    let again = SpecReport::new([&again], &every_rule(), Timestamp::UNIX_EPOCH);
    assert_eq!(report.to_json(), again.to_json());
    let text = |report: &SpecReport| report.to_text(TextStyle::Plain, TextDetail::Full);
    assert_eq!(text(report), text(&again));
    let sarif = report.to_sarif();
    assert_eq!(sarif, again.to_sarif());
    assert!(report.to_markdown().len() <= 65_536);
    let baseline = Baseline::parse(sarif.as_bytes()).expect("a baseline");
    assert!(again.without(&baseline).findings.is_empty());
}

/// Returns settings that run every rule.
pub fn every_rule() -> Settings {
    Settings::default().with_profile(Profile::Pedantic)
}

/// Compares two documents, and one finding for each defect of the change.
fn check_change(old: &[u8], new: &[u8]) {
    let (Ok(old), Ok(new)) = (read(old), read(new)) else { return };
    let change = || SpecReport::of_change(&old, &new, &Settings::default(), Timestamp::UNIX_EPOCH);
    let (first, second) = (change(), change());
    assert_eq!(first.to_json(), second.to_json());
    let ids: BTreeSet<_> = first.findings.iter().map(|finding| finding.id).collect();
    assert_eq!(ids.len(), first.findings.len(), "two findings are one: {:?}", first.findings);
}

/// Makes a document of bytes and checks it. In JSON and in YAML it says the same.
pub fn check_version(version: Version, bytes: &[u8]) {
    let text = document(version, bytes);
    let json = check(&text);
    if bytes.len() % 4 == 1 {
        // The later bytes alone are another document.
        let (_, later) = bytes.split_at(bytes.len() / 2);
        check_change(&text, &document(version, &[bytes.get(..1).unwrap_or_default(), later].concat()));
    }
    // Most of the time would go into reading YAML: some of the documents will do.
    if !text.starts_with(b"{") || bytes.first().is_some_and(|first| first % 8 > 0) {
        return;
    }
    // Behind a line that JSON does not have, the same text is YAML.
    let yaml = check(&[b"---\n".as_slice(), &text].concat());
    let findings = |report: Option<SpecReport>| -> Option<Vec<_>> {
        let told = |finding: &Finding| (finding.id, finding.severity, finding.operations.count);
        report.map(|report| report.findings.iter().map(told).collect())
    };
    assert_eq!(findings(json), findings(yaml), "{}", String::from_utf8_lossy(&text));
}

/// Reads a document within limits that the fuzzer reaches.
fn read(bytes: &[u8]) -> Result<Api, SpecError> {
    Api::builder().limits(Limits::default().with_nodes(20_000).with_aliases(500)).parse(bytes)
}

/// Where the lines of a text end.
pub struct Lines(Vec<usize>);

impl Lines {
    /// Returns the lines of a text; none of what is no UTF-8.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let is_utf16 =
            bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0);
        let text = std::str::from_utf8(bytes).ok().filter(|_| !is_utf16)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        Some(Self(text.split('\n').map(|line| line.chars().count()).collect()))
    }

    /// Checks that a line and column are in the text, or right behind its end.
    pub fn check(&self, line: Option<u32>, column: Option<u32>) {
        let (Some(line), Some(column)) = (line, column) else { return };
        assert!(line >= 1 && column >= 1, "{line}:{column}");
        let width =
            self.0.get(line as usize - 1).unwrap_or_else(|| panic!("line {line} of {}", self.0.len()));
        assert!(column as usize <= width + 1, "column {column} of {width} in line {line}");
    }
}
