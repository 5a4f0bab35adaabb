//! `watchgate decide`: documents, a policy and a request in, a decision out.

use watchgate::{Api, Decision, Exchange, Guard, Mode, Policy, Timestamp};

use crate::args::{DecideArgs, Format};
use crate::error::{Cause, Failure};
use crate::output::printable;
use crate::{Verdict, input, output};

pub(crate) fn run(args: &DecideArgs) -> Result<Verdict, Failure> {
    let inputs = args.spec.iter().chain(&args.policy).chain([&args.request]).chain(&args.reading.settings);
    input::only_one_stdin(inputs)?;
    let exchange = exchange(args)?;
    let decision = guard(args)?.decide(&exchange.to_request());
    match args.format {
        Format::Text => output::print(&text(&decision))?,
        Format::Json => output::print_json(&json(&decision)?)?,
    }
    Ok(if decision.is_allowed() { Verdict::Clean } else { Verdict::Found })
}

fn exchange(args: &DecideArgs) -> Result<Exchange, Failure> {
    let bytes = args.request.read(args.reading.max_size.0)?;
    Exchange::parse(&bytes).map_err(|error| args.request.fail(error))
}

fn guard(args: &DecideArgs) -> Result<Guard, Failure> {
    let mut builder = Guard::builder().settings(args.reading.settings()?).as_of(Timestamp::now());
    for file in &args.spec {
        builder = builder.api(args.reading.api(file, Api::builder())?);
    }
    let Some(file) = &args.policy else {
        return builder.build().map_err(|error| args.request.fail(error));
    };
    let bytes = file.read(args.reading.max_size.0)?;
    let policy = Policy::parse(&bytes).map_err(|error| file.fail(error))?;
    builder.policy(policy).build().map_err(|error| file.fail(error))
}

fn json(decision: &Decision) -> Result<String, Failure> {
    serde_json::to_string(decision).map_err(|error| Cause::Output(error.into()).into())
}

/// Renders a decision for a person: one fact a line.
fn text(decision: &Decision) -> String {
    let (action, would) = (decision.action().as_str(), decision.would().as_str());
    let action = match decision.status() {
        Some(status) => format!("{action} with status {status}"),
        None if action == would => action.to_owned(),
        None => format!("{action}; would {would} if the mode were enforce"),
    };
    let risk = decision.risk().map(|(score, level)| format!("{level} {score}"));
    let mut facts = vec![
        ("action", action),
        ("rule", decision.rule().unwrap_or("none").to_owned()),
        ("why", reasons(decision)),
        (
            "operation",
            decision.operation().map_or("none that is documented".to_owned(), |own| own.to_string()),
        ),
        ("risk", risk.unwrap_or_else(|| "unknown".to_owned())),
        ("mode", decision.mode().as_str().to_owned()),
    ];
    let alerts: Vec<&str> = decision.alerts().collect();
    if !alerts.is_empty() {
        facts.push(("alerts", alerts.join(", ")));
    }
    facts.iter().map(|(name, fact)| format!("{name:<9}  {}\n", printable(fact))).collect()
}

fn reasons(decision: &Decision) -> String {
    let reasons = decision.reasons();
    match (reasons.is_empty(), decision.mode()) {
        (false, _) => reasons.join("; "),
        (true, Mode::Off) => "the policy is off".to_owned(),
        (true, _) => "no rule allows or denies it, and the default is allow".to_owned(),
    }
}
