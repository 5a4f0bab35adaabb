//! Findings that are already known: an earlier report, so that only what is new is reported.

use rustc_hash::FxHashSet;

use crate::api::Limits;
use crate::config::{self, ConfigError, Entry};
use crate::{FindingId, report};

/// The findings of an earlier report.
///
/// A finding keeps its identity as long as its defect is there, wherever lines, keys and list members move. What most
/// places of a document lack is one finding; who knows it knows the single ones that are left of it.
///
/// Of several documents with one name the first has the identities that it has alone. Those after it are told apart by
/// their files, so give them to each run in the same order, or names of their own.
///
/// # Examples
/// ```
/// let report = br#"{"apis": [], "findings": [{"id": "9f3c0a4e1b7d2c55"}], "operations": []}"#;
/// assert_eq!(watchgate::Baseline::parse(report)?.len(), 1);
/// # Ok::<(), watchgate::ConfigError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    findings: FxHashSet<FindingId>,
}

/// Bytes of a report: larger than any document that is read.
const BYTES: usize = 256 * 1024 * 1024;
/// Values in a report: some forty for each finding.
const NODES: usize = 16_000_000;

impl Baseline {
    /// Reads a report that Watchgate wrote as JSON or as SARIF.
    ///
    /// Keys that are not needed are not read, so the report of another version is a baseline too.
    ///
    /// # Errors
    /// Returns [`ConfigError`] for bytes that are no such report; it names the key and the line.
    pub fn parse(bytes: &[u8]) -> Result<Self, ConfigError> {
        let limits = Limits::default().with_bytes(BYTES).with_nodes(NODES);
        let tree = config::parse_within(bytes, &limits)?;
        let root = Entry::root(&tree)?;
        let findings = match (root.get("findings"), root.get("runs")) {
            (Some(findings), _) => of_report(&findings)?,
            (None, Some(runs)) => of_sarif(&runs)?,
            (None, None) => return Err(root.missing("findings")),
        };
        Ok(Self { findings })
    }

    /// Tells whether a finding is known.
    #[must_use]
    pub fn contains(&self, finding: FindingId) -> bool {
        self.findings.contains(&finding)
    }

    /// Counts the findings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

fn of_report(findings: &Entry<'_>) -> Result<FxHashSet<FindingId>, ConfigError> {
    findings.items()?.iter().map(|finding| identity(&member(finding, "id")?)).collect()
}

/// Reads the results of this tool. Runs of others may stand beside its own.
fn of_sarif(runs: &Entry<'_>) -> Result<FxHashSet<FindingId>, ConfigError> {
    let mut findings = FxHashSet::default();
    let mut is_ours = false;
    for run in runs.items()? {
        let driver = member(&member(&run, "tool")?, "driver")?;
        if member(&driver, "name")?.string()? != report::SARIF_TOOL {
            continue;
        }
        is_ours = true;
        for result in member(&run, "results")?.items()? {
            let fingerprints = member(&result, "partialFingerprints")?;
            findings.insert(identity(&member(&fingerprints, report::SARIF_FINGERPRINT)?)?);
        }
    }
    if is_ours { Ok(findings) } else { Err(runs.invalid("there is no run of watchgate")) }
}

fn member<'t>(entry: &Entry<'t>, key: &'t str) -> Result<Entry<'t>, ConfigError> {
    entry.get(key).ok_or_else(|| entry.missing(key))
}

fn identity(entry: &Entry<'_>) -> Result<FindingId, ConfigError> {
    let wrong = || entry.invalid("this should be a finding's identity of 16 hexadecimal digits");
    FindingId::from_digits(entry.string()?).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Api, Settings, SpecReport, Timestamp};

    const DOCUMENT: &[u8] = b"openapi: 3.1.0\ninfo: {title: a, version: '1'}\n\
        paths: {/a: {get: {}}, /b: {post: {}}}\n";

    fn report(document: &[u8]) -> SpecReport {
        let api = Api::parse(document).unwrap();
        SpecReport::new([&api], &Settings::default(), Timestamp::MIN)
    }

    fn error(text: &str) -> (&'static str, Option<u32>, Option<u32>) {
        let error = Baseline::parse(text.as_bytes()).unwrap_err();
        (error.code(), error.line(), error.column())
    }

    #[test]
    fn reads_the_same_from_json_and_sarif() {
        let report = report(DOCUMENT);
        let json = Baseline::parse(report.to_json().as_bytes()).unwrap();
        assert_eq!(json.len(), report.findings.len());
        assert_eq!(Baseline::parse(report.to_sarif().as_bytes()).unwrap(), json);
        assert!(report.findings.iter().all(|finding| json.contains(finding.id)));
    }

    #[test]
    fn leaves_out_what_is_known_and_counts_what_is_gone() {
        let before = report(DOCUMENT);
        let baseline = Baseline::parse(before.to_json().as_bytes()).unwrap();
        let text = String::from_utf8(DOCUMENT.to_vec()).unwrap();
        let after = report(text.replace("/a: {get: {}}", "/c: {delete: {}}").as_bytes());
        let score = after.apis[0].risk.clone();
        let new = after.without(&baseline);
        let messages: Vec<&str> = new.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["DELETE /c can be called without authentication"]);
        let summary = new.baseline.unwrap();
        assert_eq!((summary.known, summary.gone), (2, 1));
        assert_eq!(new.apis[0].risk, score, "what is known still counts for the risk");
        assert_eq!(new.worst(), Some(crate::Severity::Critical));
    }

    /// Returns a document of which some operations answer too many calls.
    fn answers(with: usize, without: usize) -> String {
        let mut text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths:\n".to_owned();
        for at in 0..with + without {
            let status = if at < with { 429 } else { 200 };
            text.push_str(&format!("  /{at}: {{get: {{responses: {{'{status}': {{description: a}}}}}}}}\n"));
        }
        text
    }

    #[test]
    fn knows_what_is_left_of_a_finding_about_the_document() {
        let settings = Settings::parse(b"rules: {missing-rate-limit-response: on}").unwrap();
        let report = |document: &str| {
            let api = Api::parse(document.as_bytes()).unwrap();
            let mut report = SpecReport::new([&api], &settings, Timestamp::MIN);
            report.findings.retain(|finding| finding.rule.as_str() == "missing-rate-limit-response");
            report
        };
        let before = report(&answers(21, 22));
        let after = || report(&answers(23, 20));
        assert_eq!((before.findings.len(), after().findings.len()), (1, 20));
        for text in [before.to_json(), before.to_sarif()] {
            let new = after().without(&Baseline::parse(text.as_bytes()).unwrap());
            let summary = new.baseline.unwrap();
            assert_eq!((new.findings.len(), summary.known, summary.gone), (0, 20, 0));
        }
        let other = report(&answers(21, 22).replace("title: a", "title: b"));
        assert_eq!(after().without(&Baseline::parse(other.to_json().as_bytes()).unwrap()).findings.len(), 20);
    }

    #[test]
    fn tells_documents_of_one_name_apart() {
        let api = |file: &str| Api::builder().file(file).parse(DOCUMENT).unwrap();
        let report = |files: &[&str]| {
            let apis: Vec<Api> = files.iter().map(|file| api(file)).collect();
            SpecReport::new(&apis, &Settings::default(), Timestamp::MIN)
        };
        let alone = report(&["a.yaml"]);
        let all = report(&["a.yaml", "b.yaml", "c.yaml", "c.yaml"]);
        let (json, sarif) = (all.to_json(), all.to_sarif());
        for text in [&json, &sarif] {
            assert_eq!(Baseline::parse(text.as_bytes()).unwrap().len(), 4 * alone.findings.len());
        }
        for text in [alone.to_json(), alone.to_sarif()] {
            let new = report(&["a.yaml", "b.yaml"]).without(&Baseline::parse(text.as_bytes()).unwrap());
            let summary = new.baseline.unwrap();
            assert_eq!((new.findings.len(), summary.known), (alone.findings.len(), alone.findings.len()));
        }
        let known = report(&["a.yaml", "c.yaml"]).without(&Baseline::parse(sarif.as_bytes()).unwrap());
        assert!(known.findings.is_empty(), "a document keeps its identities when one between goes");
    }

    #[test]
    fn reads_only_the_runs_of_this_tool() {
        let run = |name: &str| {
            format!(
                "{{\"tool\": {{\"driver\": {{\"name\": \"{name}\"}}}}, \"results\": \
                 [{{\"partialFingerprints\": {{\"watchgate/v1\": \"00000000000000ab\"}}}}]}}"
            )
        };
        let log = |runs: &[String]| format!("{{\"version\": \"2.1.0\", \"runs\": [{}]}}", runs.join(", "));
        let both = Baseline::parse(log(&[run("other"), run("watchgate")]).as_bytes()).unwrap();
        assert!(both.len() == 1 && both.contains(FindingId::new(0xab)));
        assert_eq!(error(&log(&[run("other")])), ("invalid-value", Some(1), Some(22)));
    }

    #[test]
    fn says_where_a_file_is_no_baseline() {
        assert_eq!(error("{"), ("syntax", Some(1), Some(2)));
        assert_eq!(error("[]"), ("wrong-type", Some(1), Some(1)));
        assert_eq!(error("{}"), ("missing-key", Some(1), Some(1)));
        assert_eq!(error("{\n  \"findings\": 1}"), ("wrong-type", Some(2), Some(3)));
        assert_eq!(error("{\n  \"findings\": [\n    {}]}"), ("missing-key", Some(3), Some(5)));
        assert_eq!(
            error("{\n  \"findings\": [\n    {\"id\": \"4e\"}]}"),
            ("invalid-value", Some(3), Some(6))
        );
        assert_eq!(error("openapi: 3.1.0\npaths: {}\n"), ("missing-key", Some(1), Some(1)));
    }
}
