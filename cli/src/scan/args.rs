//! What `watchgate scan` accepts.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use watchgate::{ConfigError, Scanner, SensitiveGroup, Settings, Severity};

use super::exclusion::Exclusion;
use super::tally::Tally;
use crate::args::{Color, ReportFormat, Size};
use crate::error::Failure;
use crate::input::Input;

/// Finds sensitive values in bodies, logs and other files: secrets, payment cards, personal data.
///
/// Reads JSON, JSON lines, forms, multipart bodies, XML and plain text. Of a folder every file is read, in the order of their
/// names; links are not followed, and files that are no text are left out, except for those that are named. What was not
/// inspected is counted and said. A file that cannot be read is told on standard error and makes the status 2; what was
/// found in the others is printed all the same.
///
/// Values are never printed: of secrets nothing, of others at most four characters. Card numbers that are published for
/// tests are marked, and never fail the run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  watchgate scan recorded/ fixtures/users.json
  curl -s https://api.example.com/users/7 | watchgate scan -
  watchgate scan --fail-on secret,pci --settings watchgate.yaml .
  watchgate scan --exclude .git --exclude node_modules --exclude '*.lock' .
  watchgate scan --format sarif --output sensitive.sarif .
  watchgate scan --format json . | jq '.detections[] | {file, type, path}'

Severity: secret and pci are high, pii and health medium, network low, test numbers info.")]
pub(crate) struct ScanArgs {
    /// The files and folders; `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<Input>,
    /// Leaves out what a folder holds by its name (`node_modules`, `*.min.js`), or by its path in the folder (`web/dist`,
    /// `web/**/*.map`). May be given several times. What is named as a PATH is read all the same.
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<Exclusion>,
    /// Settings (watchgate.yaml): detectors of your own.
    #[arg(long, value_name = "FILE")]
    pub(super) settings: Option<Input>,
    /// Takes the files for what a service answers, not for what it is sent: detectors may be for the one or the other.
    #[arg(long)]
    pub(super) response: bool,
    /// The largest file to read, in bytes or with a unit: 10MB, 64MiB.
    #[arg(long, value_name = "SIZE", default_value = "64MiB")]
    pub(super) max_size: Size,
    /// How to write the report: for people, for programs on one line, for code scanning, for a pull request.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
    /// Writes the report into a file, which is there whole or not at all, instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Names every file that was not inspected in text.
    #[arg(short, long)]
    pub(super) verbose: bool,
    /// What makes the exit status 1: a severity and those above it, or groups, with commas between them.
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',', default_value = "high")]
    pub(super) fail_on: Vec<FailOn>,
    /// Whether to colour text: `auto` on a terminal only, by NO_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// What a run fails on. There is no severity here that no detection has: it would never fail, and look as if it could.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    High,
    Medium,
    Low,
    Secret,
    Pci,
    Pii,
    Health,
    Network,
    Never,
}

impl FailOn {
    /// Tells whether detections of a type fail the run.
    pub(super) fn stops_for(self, found: &Tally) -> bool {
        let Tally { severity, group, .. } = *found;
        match self {
            _ if found.is_test => false,
            Self::High => severity >= Severity::High,
            Self::Medium => severity >= Severity::Medium,
            Self::Low => severity >= Severity::Low,
            Self::Secret => group == SensitiveGroup::Secret,
            Self::Pci => group == SensitiveGroup::Pci,
            Self::Pii => group == SensitiveGroup::Pii,
            Self::Health => group == SensitiveGroup::Health,
            Self::Network => group == SensitiveGroup::Network,
            Self::Never => false,
        }
    }
}

impl ScanArgs {
    /// Compiles the scanner that the settings ask for.
    pub(super) fn scanner(&self) -> Result<Scanner, Failure> {
        let scanner = match &self.settings {
            Some(input) => {
                let settings =
                    Settings::parse(&input.read(self.max_size.0)?).map_err(|error| input.fail(error))?;
                let scanner = Scanner::builder().settings(&settings).build();
                scanner.map_err(|error| input.fail(ConfigError::from(error)))?
            }
            None => Scanner::default(),
        };
        Ok(if self.response { scanner.in_response() } else { scanner })
    }
}
