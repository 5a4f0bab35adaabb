//! The report as a person reads it.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::group::{Group, Section, baseline_note, by_api, by_rule, counts, listed, place, plural, reach};
use super::spec::{ApiSummary, OperationSummary, SpecReport};
use super::style::{Paint, TextDetail, TextStyle};
use crate::api::masking;
use crate::quoted::printable;
use crate::{Finding, Grade, Risk, RiskLevel};

/// Findings of a rule that an overview shows.
const FEW_FINDINGS: usize = 5;
/// Operations of an API that an overview shows.
const FEW_OPERATIONS: usize = 10;

/// Renders a report: of each API the findings by rule and the operations by risk, then a line that counts.
pub(super) fn render(report: &SpecReport, style: TextStyle, detail: TextDetail) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = Writer { out: &mut out, style, detail }.report(report);
    out
}

/// Writes what reports for people have in common.
pub(super) struct Writer<'o> {
    pub(super) out: &'o mut String,
    pub(super) style: TextStyle,
    pub(super) detail: TextDetail,
}

impl Writer<'_> {
    fn report(&mut self, report: &SpecReport) -> fmt::Result {
        for (index, section) in by_api(report).iter().enumerate() {
            if index > 0 {
                writeln!(self.out)?;
            }
            self.section(section)?;
        }
        writeln!(self.out, "\n{}", summary(report))?;
        match baseline_note(report) {
            Some(note) => writeln!(self.out, "{note}"),
            None => Ok(()),
        }
    }

    fn section(&mut self, section: &Section<'_>) -> fmt::Result {
        for api in &section.apis {
            self.heading(api)?;
        }
        self.findings(section.findings.iter().copied())?;
        if section.operations.is_empty() { Ok(()) } else { self.operations(&section.operations) }
    }

    /// Writes findings by rule.
    pub(super) fn findings<'r>(&mut self, findings: impl IntoIterator<Item = &'r Finding>) -> fmt::Result {
        for group in by_rule(findings) {
            writeln!(self.out)?;
            match group.findings.as_slice() {
                [finding] => self.single(finding)?,
                _ => self.group(&group)?,
            }
        }
        Ok(())
    }

    fn heading(&mut self, api: &ApiSummary) -> fmt::Result {
        let name = self.style.paint(Paint::Bold, &printable(&api.name));
        let version =
            api.version.as_deref().map(|version| format!(" {}", printable(version))).unwrap_or_default();
        let file = api.file.as_deref().map(|file| format!(" ({})", printable(file))).unwrap_or_default();
        let operations = plural(api.operation_count, "operation");
        let risk = self.style.level(api.risk.level, &format!("{} {}", api.risk.level, api.risk.score));
        let grade = api.grade.as_ref().map(grade).unwrap_or_default();
        writeln!(self.out, "{name}{version}{file}: {operations}, risk {risk}{grade}")
    }

    /// Writes the only finding of a rule: what, where, what to do.
    fn single(&mut self, finding: &Finding) -> fmt::Result {
        writeln!(self.out, "{}  {}", self.style.severity(finding.severity), printable(&finding.message))?;
        let reach = reach(finding).map(|reach| format!("  {reach}")).unwrap_or_default();
        let source = format!("{}  {}{reach}", printable(&place(finding)), finding.rule);
        writeln!(self.out, "          {}", self.style.paint(Paint::Dim, &source))?;
        writeln!(self.out, "          {}", printable(&finding.mitigation))
    }

    /// Writes the findings of a rule: what they have in common once, then place by place.
    fn group(&mut self, group: &Group<'_>) -> fmt::Result {
        let severity = group.worst().map(|severity| self.style.severity(severity)).unwrap_or_default();
        let rule = self.style.paint(Paint::Bold, group.rule);
        writeln!(self.out, "{severity}  {rule}: {}", counts(group.findings.iter().copied()))?;
        if let Some(summary) = group.summary() {
            writeln!(self.out, "          {summary}")?;
        }
        if let Some(finding) = group.findings.first() {
            writeln!(self.out, "          {}", printable(&finding.mitigation))?;
        }
        let shown = self.detail.shown(FEW_FINDINGS, group.findings.len());
        let (first, rest) = group.findings.split_at_checked(shown).unwrap_or_default();
        for finding in first {
            self.out.push_str("          ");
            if !group.is_of_one_severity() {
                write!(self.out, "{}  ", self.style.severity(finding.severity))?;
            }
            let place = self.style.paint(Paint::Dim, &printable(&place(finding)));
            let reach = reach(finding).map(|reach| self.style.paint(Paint::Dim, &format!("  {reach}")));
            let reach = reach.unwrap_or_default();
            writeln!(self.out, "{place}  {}{reach}", printable(&finding.message))?;
        }
        match rest {
            [] => Ok(()),
            rest if group.is_of_one_severity() => writeln!(self.out, "          ... and {} more", rest.len()),
            rest => {
                let counts = counts(rest.iter().copied());
                writeln!(self.out, "          ... and {} more: {counts}", rest.len())
            }
        }
    }

    /// Writes the operations, the riskiest first. An overview of many leaves out those without a risk.
    fn operations(&mut self, operations: &[&OperationSummary]) -> fmt::Result {
        writeln!(self.out, "\n{}", self.style.paint(Paint::Bold, "Risk by operation"))?;
        let mut operations = operations.to_vec();
        operations.sort_by_key(|operation| std::cmp::Reverse(operation.risk.score));
        let mut shown = self.detail.shown(FEW_OPERATIONS, operations.len());
        if shown < operations.len() {
            shown = operations.partition_point(|operation| operation.risk.score > 0).min(shown);
        }
        let (first, rest) = operations.split_at_checked(shown).unwrap_or_default();
        for operation in first {
            let method = operation.method.as_str();
            let path = masking::shown(&operation.path);
            let path = printable(&path);
            writeln!(self.out, "  {}  {method:<7} {path}", self.risk(&operation.risk))?;
        }
        if rest.is_empty() {
            return Ok(());
        }
        let mut levels: BTreeMap<RiskLevel, usize> = BTreeMap::new();
        for operation in rest {
            *levels.entry(operation.risk.level).or_default() += 1;
        }
        let more = if first.is_empty() { "operations" } else { "more" };
        let and = if first.is_empty() { "" } else { "... and " };
        writeln!(self.out, "  {and}{} {more}: {}", rest.len(), listed(levels.iter().rev()))
    }

    fn risk(&self, risk: &Risk) -> String {
        self.style.level(risk.level, &format!("{:<8} {:>3}", risk.level, risk.score))
    }
}

/// Returns the line that counts.
pub(super) fn summary(report: &SpecReport) -> String {
    let noun = if report.baseline.is_some() { "new finding" } else { "finding" };
    let suppressed = match report.suppressed.values().sum::<usize>() {
        0 => String::new(),
        count => format!(" ({count} suppressed)"),
    };
    match report.findings.len() {
        0 => format!("no {noun}s{suppressed}"),
        count => format!("{}: {}{suppressed}", plural(count, noun), counts(&report.findings)),
    }
}

/// Renders a grade behind a risk.
fn grade(grade: &Grade) -> String {
    let coverage = grade.authentication_coverage;
    let coverage = coverage.map(|percent| format!(", authentication {percent}%")).unwrap_or_default();
    format!(", grade {}{coverage}", grade.score)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Api, Settings, Timestamp};

    fn api(name: &str, paths: usize) -> Api {
        let paths: String = (0..paths)
            .map(|path| {
                let method = if path % 4 == 0 { "post" } else { "get" };
                format!("  /{path}: {{{method}: {{}}}}\n")
            })
            .collect();
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: {name}, version: '1'}}\n\
             components: {{securitySchemes: {{x: {{type: mutualTLS}}}}}}\npaths:\n{paths}"
        );
        Api::builder().file(format!("{name}.yaml")).parse(text.as_bytes()).unwrap()
    }

    fn text(apis: &[Api], detail: TextDetail) -> String {
        SpecReport::new(apis, &Settings::default(), Timestamp::MIN).to_text(TextStyle::Plain, detail)
    }

    /// Puts the grade of an API, which each new rule may change, into a text.
    fn with_grade(text: &str, settings: &Settings, api: &Api) -> String {
        let grade = Grade::new(api, settings, Timestamp::MIN).unwrap();
        text.replace("SCORE", &grade.score.to_string())
    }

    #[test]
    fn shows_the_first_findings_and_the_riskiest_operations() {
        let expected = "\
a 1 (a.yaml): 28 operations, risk critical 80, grade SCORE, authentication 0.0%

critical  operation-without-authentication: 7 critical, 21 medium
          Operations that can be called without authentication, because neither they nor the document ask for any.
          Add a `security` requirement to the operation or to the document.
          critical  a.yaml:5:8  POST /0 can be called without authentication
          critical  a.yaml:9:8  POST /4 can be called without authentication
          critical  a.yaml:13:8  POST /8 can be called without authentication
          critical  a.yaml:17:9  POST /12 can be called without authentication
          critical  a.yaml:21:9  POST /16 can be called without authentication
          ... and 23 more: 2 critical, 21 medium

Risk by operation
  critical  80  POST    /0
  critical  80  POST    /4
  critical  80  POST    /8
  critical  80  POST    /12
  critical  80  POST    /16
  critical  80  POST    /20
  critical  80  POST    /24
  medium    40  GET     /1
  medium    40  GET     /2
  medium    40  GET     /3
  ... and 18 more: 18 medium

28 findings: 7 critical, 21 medium
";
        let api = api("a", 28);
        let expected = with_grade(expected, &Settings::default(), &api);
        assert_eq!(text(&[api], TextDetail::Overview), expected);
    }

    #[test]
    fn shows_everything_when_asked() {
        let text = text(&[api("a", 28)], TextDetail::Full);
        assert_eq!(text.matches(" can be called without authentication\n").count(), 28);
        assert_eq!(text.matches("\n  medium    40  GET").count(), 21);
        assert!(!text.contains("..."));
    }

    #[test]
    fn counts_operations_without_a_risk() {
        let settings = Settings::parse(b"rules: {operation-without-authentication: off}").unwrap();
        let api = api("a", 28);
        let text = SpecReport::new([&api], &settings, Timestamp::MIN)
            .to_text(TextStyle::Plain, TextDetail::Overview);
        let expected = "a 1 (a.yaml): 28 operations, risk none 0, grade SCORE, authentication 0.0%\n\n\
                        Risk by operation\n  28 operations: 28 none\n\nno findings\n";
        assert_eq!(text, with_grade(expected, &settings, &api));
    }

    #[test]
    fn never_spends_a_line_on_counting_one() {
        let text = text(&[api("a", 11)], TextDetail::Overview);
        assert_eq!(text.matches("\n  medium    40  GET").count(), 8, "{text}");
    }

    #[test]
    fn keeps_the_apis_apart() {
        let text = text(&[api("a", 1), api("b", 2), api("b", 1)], TextDetail::Overview);
        let places: Vec<usize> = ["a 1 (", "a.yaml:5:8", "b 1 (b.yaml): 2", "b 1 (b.yaml): 1", "b.yaml:6:8"]
            .iter()
            .map(|part| text.find(part).unwrap_or_else(|| panic!("{part}: {text}")))
            .collect();
        assert!(places.is_sorted(), "{text}");
        assert_eq!(text.matches("b.yaml:5:8").count(), 2, "{text}");
    }
}
