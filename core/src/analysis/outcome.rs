//! What an analysis comes to, for those who read it and for the grade.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::draft::{self, Audience, Draft};
use super::graph::Graph;
use super::reporter::Namesake;
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
        Self::among(None, api, settings, as_of, audience)
    }

    /// Does the same for a document that is not the first of its name in a report.
    pub(crate) fn among(
        namesake: Option<Namesake>,
        api: &'a Api,
        settings: &Settings,
        as_of: Timestamp,
        audience: Audience,
    ) -> Self {
        let graph = Graph::new(api);
        let mut report = Reporter::new(&graph, settings).among(namesake);
        for rule in RULES {
            if let Some(audience) = audience_of(*rule, settings, audience) {
                report.start(rule.meta(), audience);
                rule.check(api, &mut report);
            }
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

/// Tells who asks for a rule, if anybody does.
fn audience_of(rule: &dyn Rule, settings: &Settings, asked: Audience) -> Option<Audience> {
    let meta = rule.meta();
    let reads = asked.reads() && settings.is_enabled(meta);
    let grades = asked.grades() && meta.profile <= GRADED && !settings.is_off(meta);
    match (reads, grades) {
        (false, false) => None,
        (true, false) => Some(Audience::Reader),
        (false, true) => Some(Audience::Grade),
        (true, true) => Some(Audience::Both),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
