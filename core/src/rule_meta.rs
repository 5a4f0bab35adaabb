//! What is known of a rule apart from its check.

use crate::words::words;
use crate::{Category, Factor, FindingSource, Owasp, RuleId, Severity};

/// A rule's identity, classification and documentation.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RuleMeta {
    /// The name in kebab case. It never changes meaning.
    pub id: &'static str,
    /// The severities it may report, the worst first.
    pub severities: &'static [Severity],
    /// The smallest profile that runs it.
    pub profile: Profile,
    /// The posture category.
    pub category: Category,
    /// What its findings do to a score.
    pub factor: Factor,
    /// Where its knowledge comes from.
    pub source: FindingSource,
    /// Entries of the OWASP API Security Top 10.
    pub owasp: &'static [Owasp],
    /// Weakness numbers.
    pub cwe: &'static [u16],
    /// What to do about a finding.
    pub mitigation: &'static str,
    /// The rule's page, Markdown.
    pub docs: &'static str,
}

words! {
    /// How much a user wants to read. Each profile includes those before it.
    Profile {
        /// Defects.
        Default => "default",
        /// Missing good practice too.
        Strict => "strict",
        /// Everything.
        Pedantic => "pedantic",
    }
}

/// The smallest: what is broken, before what could be better.
impl Default for Profile {
    fn default() -> Self {
        Self::Default
    }
}

impl RuleMeta {
    /// Returns the name as findings carry it.
    #[must_use]
    pub const fn rule_id(&self) -> RuleId {
        RuleId::new(self.id)
    }

    /// Returns the first sentence of the page: what the rule reports.
    #[must_use]
    pub fn summary(&self) -> String {
        let paragraph = self.paragraph(0);
        match paragraph.split_once(". ") {
            Some((sentence, _)) => format!("{sentence}."),
            None => paragraph,
        }
    }

    /// Returns what the rule reports in all sentences of the page's first section.
    pub(crate) fn description(&self) -> String {
        let paragraphs = (0..).map(|index| self.paragraph(index)).take_while(|text| !text.is_empty());
        paragraphs.collect::<Vec<_>>().join("\n\n")
    }

    /// Returns a paragraph of the page's first section on one line; nothing past the last.
    fn paragraph(&self, index: usize) -> String {
        let section = self.docs.lines().map(str::trim).skip(1).take_while(|line| !line.starts_with('#'));
        let lines: Vec<&str> = section.collect();
        let mut paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
        paragraphs.nth(index).map(|lines| lines.join(" ")).unwrap_or_default()
    }
}

/// Declares a rule: its documentation becomes the page of the rule reference, its fields the `META` of the module.
macro_rules! declare_rule {
    (
        $(#[doc = $line:literal])+
        $name:ident {
            $(source: $source:ident,)?
            id: $id:literal,
            severities: [$($severity:ident),+],
            profile: $profile:ident,
            category: $category:ident,
            factor: $factor:ident,
            owasp: [$($owasp:ident),*],
            cwe: [$($cwe:literal),*],
            mitigation: $mitigation:literal,
        }
    ) => {
        $(#[doc = $line])+
        #[derive(Debug)]
        pub(crate) struct $name;

        static META: $crate::RuleMeta = $crate::RuleMeta {
            id: $id,
            severities: &[$($crate::Severity::$severity),+],
            profile: $crate::Profile::$profile,
            category: $crate::Category::$category,
            factor: $crate::Factor::$factor,
            source: $crate::rule_meta::source!($($source)?),
            owasp: &[$($crate::Owasp::$owasp),*],
            cwe: &[$($cwe),*],
            mitigation: $mitigation,
            docs: concat!($($line, "\n"),+),
        };
    };
}
pub(crate) use declare_rule;

/// Where a declared rule's knowledge comes from: the document, unless it says otherwise.
macro_rules! source {
    () => {
        $crate::FindingSource::SpecAnalysis
    };
    ($source:ident) => {
        $crate::FindingSource::$source
    };
}
pub(crate) use source;
