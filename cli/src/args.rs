//! What the command accepts.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use watchgate::{Profile, Severity};

use crate::input::Input;
use crate::scan::ScanArgs;
use crate::traffic::TrafficArgs;

/// API security from the command line: finds who gets in and what gets out, and decides who does.
#[derive(Debug, Parser)]
#[command(
    name = "watchgate",
    version,
    arg_required_else_help = true,
    after_help = "Examples:
  watchgate spec payments.yaml
  watchgate spec --format json --fail-on medium apis/*.yaml > report.json
  watchgate spec --format sarif --output watchgate.sarif --baseline known.json payments.yaml
  watchgate scan --fail-on secret,pci recorded/
  watchgate traffic --spec payments.yaml recorded.har
  watchgate decide --spec payments.yaml --policy policy.yaml --request request.json
  watchgate rules operation-without-authentication
  watchgate types

Exit status:
  0  clean: nothing that --fail-on asks for, or the request is allowed
  1  findings that --fail-on asks for, or the request is denied
  2  could not run: one line on standard error says which file, line and column"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Spec(SpecArgs),
    Decide(DecideArgs),
    Rules(RulesArgs),
    Scan(ScanArgs),
    Traffic(TrafficArgs),
    Types(TypesArgs),
}

/// Finds what is wrong with OpenAPI documents.
///
/// Reads Swagger 2.0 and OpenAPI 3.0 to 3.2, YAML or JSON, and reports who gets in and what each operation risks. Several files make one
/// report. A file that cannot be read is told on standard error and makes the status 2; the report of the others is printed
/// all the same.
///
/// The text shows the first findings of each rule and the riskiest operations; `--verbose` shows all. With `--baseline`
/// findings of an earlier report are not reported again and do not fail the run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  watchgate spec payments.yaml
  curl -s https://api.example.com/openapi.json | watchgate spec -
  watchgate spec --profile strict --settings watchgate.yaml payments.yaml orders.json
  watchgate spec --format json --output known.json payments.yaml    # what is known today
  watchgate spec --baseline known.json payments.yaml                # only what is new
  watchgate spec payments-1.yaml --against payments-2.yaml          # what the change does to security
  watchgate spec --format sarif --output watchgate.sarif payments.yaml
  watchgate spec --format json payments.yaml | jq '.findings[] | {rule, severity, location}'")]
pub(crate) struct SpecArgs {
    /// The documents; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<Input>,
    /// The API's name, in place of the document's title. For one document.
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// A newer version of the document: reports what the change does to security.
    #[arg(long, value_name = "NEW")]
    pub(crate) against: Option<Input>,
    /// An earlier report, JSON or SARIF: its findings are known, and only what is new is reported.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<Input>,
    /// How to write the report: for people, for programs on one line, for code scanning, for a pull request.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    /// Writes the report into a file, which is there whole or not at all, instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Shows every finding and every operation in text.
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// The lowest severity that makes the exit status 1.
    #[arg(long, value_name = "SEVERITY", default_value_t = FailOn(Some(Severity::High)), value_parser = fail_on())]
    pub(crate) fail_on: FailOn,
    /// Whether to colour text: `auto` on a terminal only, by NO_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

/// Decides one request as a guard would.
///
/// Tells which rule of the policy decided, and why. The request is an exchange record in JSON; `request.method` and
/// `request.target` are enough.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  watchgate decide --spec payments.yaml --policy policy.yaml --request request.json
  echo '{\"request\": {\"method\": \"POST\", \"target\": \"/PaymentAuth\"}}' |
    watchgate decide --spec payments.yaml --policy policy.yaml --request -")]
pub(crate) struct DecideArgs {
    /// The OpenAPI documents.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub(crate) spec: Vec<Input>,
    /// The policy, YAML or JSON. Without one every request is allowed, and its operation and risk are told.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<Input>,
    /// The request, an exchange record in JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) request: Input,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to write the decision: for people, or for programs on one line.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Lists the rules, or shows one rule's page.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  watchgate rules
  watchgate rules operation-without-authentication
  watchgate rules --format markdown > docs/rules.md")]
pub(crate) struct RulesArgs {
    /// A rule's name, as findings give it.
    pub(crate) id: Option<String>,
    /// How to write the rules.
    #[arg(long, value_enum, default_value_t = CatalogueFormat::Text)]
    pub(crate) format: CatalogueFormat,
}

/// Lists the types of sensitive data that `watchgate scan` finds.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  watchgate types
  watchgate types --format json | jq -r '.types[] | select(.group == \"pci\") | .type'
  watchgate types --format markdown > docs/types.md")]
pub(crate) struct TypesArgs {
    /// How to write the types.
    #[arg(long, value_enum, default_value_t = CatalogueFormat::Text)]
    pub(crate) format: CatalogueFormat,
}

/// How documents are read and judged.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Settings (watchgate.yaml): profile, rules on or off, severities, what is public, suppressions, trusted proxies.
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<Input>,
    /// How much to report, in place of what the settings say: what is broken, missing good practice too, or everything.
    #[arg(long, value_name = "NAME", value_parser = profile())]
    pub(crate) profile: Option<Profile>,
    /// The largest file to read, in bytes or with a unit: 10MB, 64MiB.
    #[arg(long, value_name = "SIZE", default_value = "64MiB")]
    pub(crate) max_size: Size,
}

/// A report for people, or one JSON document on one line for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Json,
    Sarif,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CatalogueFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// The lowest severity that fails a run; `None` is `never`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FailOn(pub(crate) Option<Severity>);

impl fmt::Display for FailOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.map_or("never", Severity::as_str))
    }
}

pub(crate) fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let words = Severity::ALL.iter().map(|severity| severity.as_str()).chain(["never"]);
    PossibleValuesParser::new(words).map(|word| FailOn(Severity::from_word(&word)))
}

fn profile() -> impl TypedValueParser<Value = Profile> {
    let words = Profile::ALL.iter().map(|profile| profile.as_str());
    PossibleValuesParser::new(words).map(|word| Profile::from_word(&word).unwrap_or_default())
}

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size(pub(crate) usize);

impl FromStr for Size {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = text.strip_prefix(digits).unwrap_or_default().trim();
        let factor = match unit.to_ascii_lowercase().as_str() {
            "" | "b" => 1,
            "kb" => 1_000,
            "kib" => 1 << 10,
            "mb" => 1_000_000,
            "mib" => 1 << 20,
            "gb" => 1_000_000_000,
            "gib" => 1 << 30,
            _ => return Err("the unit is none of B, kB, KiB, MB, MiB, GB, GiB"),
        };
        let number: usize = digits.parse().map_err(|_| "not a whole number of bytes")?;
        number.checked_mul(factor).map(Self).ok_or("more bytes than can be counted")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declares_arguments_that_do_not_contradict_one_another() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn reads_sizes_with_and_without_a_unit() {
        let bytes = |text: &str| text.parse().map(|Size(bytes)| bytes);
        assert_eq!(bytes("4096"), Ok(4096));
        assert_eq!(bytes("64MiB"), Ok(67_108_864));
        assert_eq!(bytes("10MB"), Ok(10_000_000));
        assert_eq!(bytes("2 kib"), Ok(2048));
    }

    #[test]
    fn refuses_what_is_no_size() {
        for text in
            ["", "MiB", "-1", "1.5MiB", "10 bananas", "1MiB2", "99999999999999999999", "99999999999999GiB"]
        {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
    }
}
