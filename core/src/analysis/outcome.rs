//! What an analysis comes to, for those who read it and for the grade.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::draft::{self, Audience, Draft};
use super::graph::Graph;
use super::{RULES, Reporter, Rule, suppressions};
use crate::{Api, Finding, Profile, RuleId, Settings};

/// The profile that a grade looks at, whatever is shown: it does not change with what a user wants to read.
pub(crate) const GRADED: Profile = Profile::Strict;

/// What the rules reported of a document, without what is accepted.
#[derive(Debug)]
pub(crate) struct Outcome<'a> {
    api: &'a Api,
    drafts: Vec<Draft>,
    suppressed: BTreeMap<RuleId, usize>,
}

impl<'a> Outcome<'a> {
    /// Runs the rules that the audience asks for. What only the grade looks at is neither named nor described.
    pub(crate) fn new(api: &'a Api, settings: &Settings, as_of: Timestamp, audience: Audience) -> Self {
        let graph = Graph::new(api);
        let mut report = Reporter::new(&graph, settings);
        for rule in RULES {
            run(*rule, api, &mut report, settings, audience);
        }
        let (mut drafts, inline) = report.finish();
        let suppressed = suppressions::apply(api, settings, as_of, &inline, &mut drafts);
        Self { api, drafts, suppressed }
    }

    /// Returns what counts for the grade.
    pub(crate) fn graded(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.iter().filter(|draft| draft.audience.grades())
    }

    /// Returns how many findings of each rule are accepted and not shown.
    pub(crate) const fn suppressed(&self) -> &BTreeMap<RuleId, usize> {
        &self.suppressed
    }

    /// Returns the findings: the worst first, then by place.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        draft::into_findings(self.api, self.drafts.into_iter().filter(|draft| draft.audience.reads()))
    }
}

/// Runs a rule once, or twice where it says other things to the reader than the grade looks at.
fn run(rule: &dyn Rule, api: &Api, report: &mut Reporter<'_>, settings: &Settings, audience: Audience) {
    let meta = rule.meta();
    let reads = audience.reads() && settings.is_enabled(meta);
    let grades = audience.grades() && meta.profile <= GRADED && !settings.is_off(meta);
    let shown = settings.profile();
    match (reads, grades) {
        (false, false) => return,
        (true, false) => report.start(meta, shown, Audience::Reader),
        (true, true) => report.start(meta, shown, Audience::Both),
        (false, true) => report.start(meta, GRADED, Audience::Grade),
    }
    rule.check(api, report);
    if reads && grades && shown != GRADED && report.depends_on_profile() {
        report.keep_from_grade();
        report.start(meta, GRADED, Audience::Grade);
        rule.check(api, report);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule_meta::declare_rule;
    use crate::{RuleMeta, Severity};

    declare_rule! {
        /// Reports every operation; those that read only from the profile `pedantic` on, those with a body from `strict` on.
        Quiet {
            id: "quiet",
            severities: [Medium],
            profile: Default,
            category: ApiSpecification,
            factor: Hygiene,
            owasp: [],
            cwe: [],
            mitigation: "none",
        }
    }

    impl Rule for Quiet {
        fn meta(&self) -> &'static RuleMeta {
            &META
        }

        fn check(&self, api: &Api, report: &mut Reporter<'_>) {
            for operation in api.operations() {
                let profile = match operation.method().as_str() {
                    "GET" => Profile::Pedantic,
                    "PUT" => Profile::Strict,
                    _ => Profile::Default,
                };
                if profile <= report.profile() {
                    report.operation(operation, operation.node, Severity::Medium, operation.method());
                }
            }
        }
    }

    /// Returns what the reader sees, and how much counts for the grade.
    fn outcome(settings: &str, audience: Audience) -> (Vec<String>, usize) {
        let text =
            "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {}, put: {}, post: {}}}\n";
        let api = Api::parse(text.as_bytes()).unwrap();
        let settings = Settings::parse(settings.as_bytes()).unwrap();
        let graph = Graph::new(&api);
        let mut report = Reporter::new(&graph, &settings);
        run(&Quiet, &api, &mut report, &settings, audience);
        let (drafts, _) = report.finish();
        let outcome = Outcome { api: &api, drafts, suppressed: BTreeMap::new() };
        let graded = outcome.graded().count();
        (outcome.into_findings().into_iter().map(|finding| finding.message).collect(), graded)
    }

    #[test]
    fn grades_the_same_whatever_is_read() {
        for (settings, read) in [
            ("{}", &["POST"][..]),
            ("profile: strict", &["PUT", "POST"]),
            ("profile: pedantic", &["GET", "PUT", "POST"]),
        ] {
            assert_eq!(
                outcome(settings, Audience::Both),
                (read.iter().map(|own| (*own).to_owned()).collect(), 2)
            );
            assert_eq!(outcome(settings, Audience::Reader), (outcome(settings, Audience::Both).0, 0));
            assert_eq!(outcome(settings, Audience::Grade), (Vec::new(), 2));
        }
    }

    #[test]
    fn reads_a_rule_that_is_turned_on_and_grades_it_only_if_its_profile_counts() {
        let text = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\nsecurity: [{o: []}]\npaths: {/a: {get: {}}}\n\
                    components: {securitySchemes: {o: {type: oauth2, flows: {}}}}\n";
        let api = Api::parse(text.as_bytes()).unwrap();
        let graded = |settings: &str, rule: &str| {
            let settings = Settings::parse(settings.as_bytes()).unwrap();
            let outcome = Outcome::new(&api, &settings, Timestamp::MIN, Audience::Both);
            let graded = outcome.graded().any(|draft| draft.meta.id == rule);
            (outcome.into_findings().iter().any(|finding| finding.rule.as_str() == rule), graded)
        };
        let pedantic = "requirement-without-scopes";
        assert_eq!(graded("{}", pedantic), (false, false));
        assert_eq!(graded("rules: {requirement-without-scopes: on}", pedantic), (true, false));
        assert_eq!(graded("profile: pedantic", pedantic), (true, false));
        assert_eq!(graded("profile: strict", pedantic), (false, false));
    }
}
