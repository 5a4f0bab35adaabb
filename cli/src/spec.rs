//! `watchgate spec`: documents in, findings out.

use watchgate::{Api, SpecReport, Timestamp};

use crate::args::{Format, SpecArgs};
use crate::error::{Cause, Failure};
use crate::{Verdict, input, output};

pub(crate) fn run(args: &SpecArgs) -> Result<Verdict, Failure> {
    input::only_one_stdin(args.files.iter().chain(&args.reading.settings))?;
    if args.name.is_some() && args.files.len() > 1 {
        return Err(Cause::OneName(args.files.len()).into());
    }
    let settings = args.reading.settings()?;
    let apis = documents(args);
    if apis.is_empty() {
        return Ok(Verdict::Failed);
    }
    let report = SpecReport::new(&apis, &settings, Timestamp::now());
    match args.format {
        Format::Text => output::print(&report.to_text(output::style(args.color)))?,
        Format::Json => output::print_json(&report.to_json())?,
    }
    let stops = args.fail_on.0.is_some_and(|threshold| report.worst() >= Some(threshold));
    Ok(match (apis.len() < args.files.len(), stops) {
        (true, _) => Verdict::Failed,
        (false, true) => Verdict::Found,
        (false, false) => Verdict::Clean,
    })
}

/// Reads the documents that can be read, and complains of the others.
fn documents(args: &SpecArgs) -> Vec<Api> {
    let mut apis = Vec::new();
    for file in &args.files {
        let builder = args.name.iter().fold(Api::builder(), |builder, name| builder.name(name));
        match args.reading.api(file, builder) {
            Ok(api) => apis.push(api),
            Err(failure) => output::complain(&failure),
        }
    }
    apis
}
