//! `watchgate traffic`: recorded exchanges in, findings out.

mod args;
mod pipeline;

use watchgate::{Api, Inspector, TextDetail, Timestamp, TrafficReport, TrustedProxies};

pub(crate) use self::args::TrafficArgs;
use crate::args::ReportFormat;
use crate::error::{Cause, Failure};
use crate::{Verdict, input, output};

pub(crate) fn run(args: &TrafficArgs) -> Result<Verdict, Failure> {
    let others =
        args.spec.iter().chain(&args.reading.settings).chain(&args.mapping).chain(&args.weak_secrets);
    input::only_one_stdin(args.files.iter().chain(others))?;
    let inspector = inspector(args)?;
    let outcome = pipeline::run(args, &inspector)?;
    let report = outcome.report.build(Timestamp::now());
    if report.exchanges == 0 && (outcome.has_failed || report.rejected > 0) {
        return Ok(Verdict::Failed);
    }
    write(&report, args)?;
    let stops = args.fail_on.0.is_some_and(|threshold| report.worst() >= Some(threshold));
    Ok(match (outcome.has_failed, stops) {
        (true, _) => Verdict::Failed,
        (false, true) => Verdict::Found,
        (false, false) => Verdict::Clean,
    })
}

fn inspector(args: &TrafficArgs) -> Result<Inspector, Failure> {
    let settings = args.reading.settings()?;
    let named = settings.weak_secrets().map(|name| args.reading.beside_settings(name));
    let mut builder = Inspector::builder().settings(settings).as_of(Timestamp::now());
    for file in &args.spec {
        builder = builder.api(args.reading.api(file, Api::builder())?);
    }
    if let Some(base) = &args.base_path {
        builder = builder.base_path(base);
    }
    if let Some(header) = args.forwarding_header {
        let proxies = TrustedProxies::parse(header, &args.trusted_proxy).map_err(Cause::Network)?;
        builder = builder.trusted_proxies(proxies);
    }
    // Without a list of the user's those that everybody knows are tried.
    builder = builder.weak_secrets(b"");
    for input in args.weak_secrets.iter().chain(&named) {
        builder = builder.weak_secrets(&input.read(args.reading.max_size.0)?);
    }
    builder.build().map_err(|error| Cause::Inspector(error).into())
}

fn write(report: &TrafficReport, args: &TrafficArgs) -> Result<(), Failure> {
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
