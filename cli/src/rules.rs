//! `watchgate rules`: the rule reference.

use serde::Serialize;
use watchgate::{Category, Factor, Owasp, Profile, RuleMeta, Severity, rules};

use crate::args::{CatalogueFormat, RulesArgs};
use crate::error::{Cause, Failure};
use crate::{Verdict, output};

/// A rule as programs read it.
#[derive(Serialize)]
struct RuleRecord {
    id: &'static str,
    summary: String,
    severities: &'static [Severity],
    profile: Profile,
    category: Category,
    factor: Factor,
    owasp: &'static [Owasp],
    cwe: &'static [u16],
    mitigation: &'static str,
    /// Markdown; only where one rule is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
}

/// All rules as programs read them.
#[derive(Serialize)]
struct Catalogue {
    rules: Vec<RuleRecord>,
}

pub(crate) fn run(args: &RulesArgs) -> Result<Verdict, Failure> {
    match &args.id {
        Some(id) => one(rules::find(id).ok_or_else(|| Cause::UnknownRule(id.clone()))?, args.format)?,
        None => all(args.format)?,
    }
    Ok(Verdict::Clean)
}

fn one(meta: &'static RuleMeta, format: CatalogueFormat) -> Result<(), Failure> {
    match format {
        CatalogueFormat::Json => {
            print_json(&RuleRecord { page: Some(rules::page(meta)), ..RuleRecord::of(meta) })
        }
        CatalogueFormat::Text | CatalogueFormat::Markdown => output::print(&rules::page(meta)),
    }
}

fn all(format: CatalogueFormat) -> Result<(), Failure> {
    match format {
        CatalogueFormat::Text => output::print(&rules::all().map(line).collect::<String>()),
        CatalogueFormat::Json => print_json(&Catalogue { rules: rules::all().map(RuleRecord::of).collect() }),
        CatalogueFormat::Markdown => output::print(&rules::reference()),
    }
}

/// Renders a rule in two lines: its name with its severities, and what it reports.
fn line(meta: &RuleMeta) -> String {
    let severities: Vec<&str> = meta.severities.iter().map(|severity| severity.as_str()).collect();
    format!("{}  {}\n    {}\n", meta.id, severities.join(", "), meta.summary())
}

fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    output::print_json(&serde_json::to_string(value).map_err(|error| Cause::Output(error.into()))?)
}

impl RuleRecord {
    fn of(meta: &'static RuleMeta) -> Self {
        Self {
            id: meta.id,
            summary: meta.summary(),
            severities: meta.severities,
            profile: meta.profile,
            category: meta.category,
            factor: meta.factor,
            owasp: meta.owasp,
            cwe: meta.cwe,
            mitigation: meta.mitigation,
            page: None,
        }
    }
}
