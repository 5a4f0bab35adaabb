//! What must hold of every document, whatever it is.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use watchgate::{
    Api, Baseline, Finding, Limits, Location, Settings, SpecError, SpecReport, TextDetail, TextStyle,
    Timestamp,
};

use crate::{Version, document};

/// Settings that turn every rule on.
static EVERY_RULE: LazyLock<Settings> = LazyLock::new(|| {
    let rules: String = watchgate::rules::all().map(|meta| format!("  {}: on\n", meta.id)).collect();
    Settings::parse(format!("rules:\n{rules}").as_bytes()).expect("the settings")
});

/// Reads, analyses and reports a document twice: alike each time, with places that are in the text. Returns the report.
pub fn check(bytes: &[u8]) -> Option<SpecReport> {
    let lines = Lines::of(bytes);
    let check_place = |line, column| lines.iter().for_each(|lines| lines.check(line, column));
    let (first, second) = match (read(bytes), read(bytes)) {
        (Ok(first), Ok(second)) => (first, second),
        (first, second) => {
            let (first, second) = (first.err(), second.err());
            assert_eq!(first, second);
            if let Some(error) = first {
                assert!(!error.to_string().contains('\n') && !error.code().is_empty());
                check_place(error.line(), error.column());
            }
            return None;
        }
    };
    let report = |api: &Api| SpecReport::new([api], &EVERY_RULE, Timestamp::UNIX_EPOCH);
    let (first, second) = (report(&first), report(&second));
    assert_eq!(first.to_json(), second.to_json());
    // The other renderings take as long as all the rest: some of the documents will do.
    if bytes.len().is_multiple_of(4) {
        check_renderings(&first, second);
    }
    let mut ids = BTreeSet::new();
    for finding in &first.findings {
        assert!(ids.insert(finding.id), "two findings are one: {finding:?}");
        assert!(!finding.message.contains('\n'), "{:?}", finding.message);
        let Location::Document { line, column, .. } = &finding.location else { continue };
        check_place(*line, *column);
    }
    Some(first)
}

/// Checks that two reports over one document are told alike, and that the one is a baseline for the other.
fn check_renderings(first: &SpecReport, second: SpecReport) {
    let text = |report: &SpecReport| report.to_text(TextStyle::Plain, TextDetail::Full);
    assert_eq!(text(first), text(&second));
    let sarif = first.to_sarif();
    assert_eq!(sarif, second.to_sarif());
    assert!(first.to_markdown().len() <= 65_536);
    let baseline = Baseline::parse(sarif.as_bytes()).expect("a baseline");
    assert!(second.without(&baseline).findings.is_empty());
}

/// Makes a document of bytes and checks it. In JSON and in YAML it says the same.
pub fn check_version(version: Version, bytes: &[u8]) {
    let text = document(version, bytes);
    let json = check(&text);
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
struct Lines(Vec<usize>);

impl Lines {
    /// Returns the lines of a text; none of what is no UTF-8.
    fn of(bytes: &[u8]) -> Option<Self> {
        let is_utf16 =
            bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0);
        let text = std::str::from_utf8(bytes).ok().filter(|_| !is_utf16)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        Some(Self(text.split('\n').map(|line| line.chars().count()).collect()))
    }

    /// Checks that a line and column are in the text, or right behind its end.
    fn check(&self, line: Option<u32>, column: Option<u32>) {
        let (Some(line), Some(column)) = (line, column) else { return };
        assert!(line >= 1 && column >= 1, "{line}:{column}");
        let width =
            self.0.get(line as usize - 1).unwrap_or_else(|| panic!("line {line} of {}", self.0.len()));
        assert!(column as usize <= width + 1, "column {column} of {width} in line {line}");
    }
}
