//! `watchgate scan`: files and folders in, sensitive values out.

mod args;
mod exclusion;
mod inspect;
mod json;
mod markdown;
mod place;
mod sarif;
mod survey;
mod tally;
mod text;
mod walk;

use watchgate::{Detection, SensitiveGroup, Severity};

pub(crate) use self::args::ScanArgs;
use self::inspect::inspect;
use self::survey::Survey;
use crate::args::ReportFormat;
use crate::error::Failure;
use crate::{Verdict, input, output};

pub(crate) fn run(args: &ScanArgs) -> Result<Verdict, Failure> {
    input::only_one_stdin(args.paths.iter().chain(&args.settings))?;
    let survey = inspect(args, &args.scanner()?);
    if survey.has_failed() && survey.inspected == 0 {
        return Ok(Verdict::Failed);
    }
    write(&survey, args)?;
    let is_found = survey.tallies.iter().any(|found| args.fail_on.iter().any(|own| own.stops_for(found)));
    Ok(match (survey.has_failed(), is_found) {
        (true, _) => Verdict::Failed,
        (false, true) => Verdict::Found,
        (false, false) => Verdict::Clean,
    })
}

fn write(survey: &Survey, args: &ScanArgs) -> Result<(), Failure> {
    let target = args.output.as_deref();
    match args.format {
        ReportFormat::Text => {
            let detail = if args.verbose { text::Detail::Full } else { text::Detail::Overview };
            output::write(target, &text::render(survey, output::style(args.color, target), detail))
        }
        ReportFormat::Markdown => output::write(target, &markdown::render(survey)),
        ReportFormat::Json => output::write_json(target, json::render(survey)?),
        ReportFormat::Sarif => output::write_json(target, sarif::render(survey)?),
    }
}

/// Returns how bad it is that a value lies open.
const fn severity(detection: &Detection) -> Severity {
    match detection.group {
        _ if detection.is_test => Severity::Info,
        SensitiveGroup::Secret | SensitiveGroup::Pci => Severity::High,
        SensitiveGroup::Pii | SensitiveGroup::Health => Severity::Medium,
        SensitiveGroup::Network => Severity::Low,
    }
}
