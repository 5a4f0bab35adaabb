//! `watchgate spec`: documents in, findings out.

use watchgate::{Api, Baseline, SpecReport, TextDetail, Timestamp};

use crate::args::{ReportFormat, SpecArgs};
use crate::error::{Cause, Failure};
use crate::input::Input;
use crate::{Verdict, input, output};

pub(crate) fn run(args: &SpecArgs) -> Result<Verdict, Failure> {
    let files = args.files.iter().chain(&args.against);
    input::only_one_stdin(files.chain(&args.reading.settings).chain(&args.baseline))?;
    if args.name.is_some() && args.files.len() > 1 {
        return Err(Cause::OneName(args.files.len()).into());
    }
    if args.against.is_some() && args.files.len() > 1 {
        return Err(Cause::OneOldDocument(args.files.len()).into());
    }
    let settings = args.reading.settings()?;
    let baseline = baseline(args)?;
    if let (Some(against), [old]) = (&args.against, args.files.as_slice()) {
        let (old, new) = (document(args, old)?, document(args, against)?);
        let report = SpecReport::of_change(&old, &new, &settings, Timestamp::now());
        return finish(report, baseline.as_ref(), args);
    }
    let apis = documents(args);
    if apis.is_empty() {
        return Ok(Verdict::Failed);
    }
    let report = SpecReport::new(&apis, &settings, Timestamp::now());
    let verdict = finish(report, baseline.as_ref(), args)?;
    Ok(if apis.len() < args.files.len() { Verdict::Failed } else { verdict })
}

/// Writes the report without what the baseline knows.
fn finish(report: SpecReport, baseline: Option<&Baseline>, args: &SpecArgs) -> Result<Verdict, Failure> {
    let report = baseline.into_iter().fold(report, SpecReport::without);
    write(&report, args)?;
    let stops = args.fail_on.0.is_some_and(|threshold| report.worst() >= Some(threshold));
    Ok(if stops { Verdict::Found } else { Verdict::Clean })
}

fn write(report: &SpecReport, args: &SpecArgs) -> Result<(), Failure> {
    let target = args.output.as_deref();
    match args.format {
        ReportFormat::Text => {
            let detail = if args.verbose { TextDetail::Full } else { TextDetail::Overview };
            output::write(target, &report.to_text(output::style(args.color, target), detail))
        }
        ReportFormat::Markdown => output::write(target, &report.to_markdown()),
        ReportFormat::Json => output::write_json(target, report.to_json()),
        ReportFormat::Sarif => output::write_json(target, report.to_sarif()),
    }
}

/// Reads the documents that can be read, and complains of the others.
fn documents(args: &SpecArgs) -> Vec<Api> {
    let mut apis = Vec::new();
    for file in &args.files {
        match document(args, file) {
            Ok(api) => apis.push(api),
            Err(failure) => output::complain(&failure),
        }
    }
    apis
}

fn document(args: &SpecArgs, file: &Input) -> Result<Api, Failure> {
    let builder = args.name.iter().fold(Api::builder(), |builder, name| builder.name(name));
    args.reading.api(file, builder)
}

fn baseline(args: &SpecArgs) -> Result<Option<Baseline>, Failure> {
    let Some(input) = &args.baseline else { return Ok(None) };
    let bytes = input.read(args.reading.max_size.0)?;
    Baseline::parse(&bytes).map(Some).map_err(|error| input.fail(error))
}
