//! What `watchgate traffic` accepts.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use watchgate::{Format, ForwardingHeader, Severity, TrustedProxies};

use crate::args::{Color, FailOn, Reading, ReportFormat, Size, fail_on};
use crate::input::Input;

/// Finds what recorded calls show: weak and missing credentials, sensitive data, what leaves the document.
///
/// Reads native records (JSON lines), HAR, OpenTelemetry spans, APIClarity's telemetry, access logs of nginx, Apache, Envoy and
/// AWS, and with `--mapping` any JSON records; also compressed with gzip. A record that cannot be read is told on standard error
/// and counted, and the rest goes on. Files of any size are read in bounded memory.
///
/// What calls show that the service turned away is held against no operation: such findings are candidates, and do not
/// fail the run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  watchgate traffic --spec payments.yaml recorded.har
  kubectl logs gateway | watchgate traffic --input-format envoy -
  watchgate traffic --spec payments.yaml --fail-on medium --format sarif --output watchgate.sarif day-*.jsonl.gz
  watchgate traffic --trusted-proxy 10.0.0.0/8 --forwarding-header x-forwarded-for recorded.har
  watchgate traffic --mapping caddy.yaml access.log")]
pub(crate) struct TrafficArgs {
    /// The recorded traffic; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<Input>,
    /// The OpenAPI documents that the calls are held against.
    #[arg(long, num_args = 1, value_name = "FILE")]
    pub(crate) spec: Vec<Input>,
    /// The format of the files; `auto` tells by their beginnings.
    #[arg(long, value_name = "FORMAT", default_value_t = Format::Auto, value_parser = format())]
    pub(crate) input_format: Format,
    /// Which fields of JSON records say what (YAML).
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<Input>,
    /// The longest record to read, in bytes or with a unit.
    #[arg(long, value_name = "SIZE", default_value = "16MiB")]
    pub(crate) max_record: Size,
    /// The base path of the calls, in place of those of the documents' servers.
    #[arg(long, value_name = "PATH")]
    pub(crate) base_path: Option<String>,
    /// A proxy in front of the service, or a network of them: whom it calls for is the client.
    #[arg(long, num_args = 1, value_name = "CIDR", requires = "forwarding_header", value_parser = network)]
    pub(crate) trusted_proxy: Vec<String>,
    /// The header in which these proxies say it. What they do not write themselves is whatever the client wrote.
    #[arg(long, value_name = "NAME", requires = "trusted_proxy", value_parser = forwarding_header())]
    pub(crate) forwarding_header: Option<ForwardingHeader>,
    /// Secrets to try on the signatures of tokens, one a line, beside the best known and those of the settings.
    #[arg(long, value_name = "FILE")]
    pub(crate) weak_secrets: Option<Input>,
    #[command(flatten)]
    pub(crate) reading: Reading,
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

fn format() -> impl TypedValueParser<Value = Format> {
    let words = Format::ALL.iter().map(|format| format.as_str());
    PossibleValuesParser::new(words).map(|word| Format::from_word(&word).unwrap_or(Format::Auto))
}

/// Takes what the engine takes for a network.
fn network(text: &str) -> Result<String, &'static str> {
    match TrustedProxies::parse(ForwardingHeader::None, [text]) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("this is no network such as 10.0.0.0/8"),
    }
}

fn forwarding_header() -> impl TypedValueParser<Value = ForwardingHeader> {
    let words = ForwardingHeader::ALL.iter().filter(|header| **header != ForwardingHeader::None);
    PossibleValuesParser::new(words.map(|header| header.as_str()))
        .map(|word| ForwardingHeader::from_word(&word).unwrap_or(ForwardingHeader::None))
}
