//! Why the command could not do its work: always one line.

use std::fmt;
use std::io;

use thiserror::Error;
use watchgate::{ConfigError, ExchangeError, InspectorError, NetworkError, PolicyError, Rejected, SpecError};

use crate::input::Input;
use crate::output::printable;

/// A cause, and the input it lies in.
#[derive(Debug)]
pub(crate) struct Failure {
    input: Option<Input>,
    cause: Box<Cause>,
}

/// What went wrong.
#[derive(Debug, Error)]
pub(crate) enum Cause {
    #[error("no such file")]
    Missing,
    #[error("this is a directory; name the files in it")]
    Directory,
    #[error("cannot be read: {0}")]
    Unreadable(#[source] io::Error),
    #[error("{size} bytes; --max-size allows {limit}")]
    TooLarge { size: usize, limit: usize },
    #[error("more bytes than --max-size allows: {limit}")]
    Endless { limit: usize },
    #[error("`-` is given twice, but standard input can be read only once")]
    StdinTwice,
    #[error("--name names one document, but {0} are given")]
    OneName(usize),
    #[error("--against compares one document, and {0} are given")]
    OneOldDocument(usize),
    #[error("there is no rule `{0}`; `watchgate rules` lists them all")]
    UnknownRule(String),
    #[error("cannot write: {0}")]
    Output(#[source] io::Error),
    #[error(transparent)]
    Spec(#[from] SpecError),
    #[error(transparent)]
    Settings(#[from] ConfigError),
    #[error(transparent)]
    Policy(#[from] PolicyError),
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    #[error(transparent)]
    Inspector(#[from] InspectorError),
    #[error("--trusted-proxy {0}")]
    Network(#[source] NetworkError),
    #[error("{}", .0.message)]
    Rejected(Rejected),
    #[error("{0} more records that cannot be read")]
    MoreRejected(u64),
}

impl Cause {
    /// Returns what an error while reading means.
    pub(crate) fn reading(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Directory,
            _ => Self::Unreadable(error),
        }
    }

    /// Returns line and column, where they are known.
    fn place(&self) -> Option<(u32, u32)> {
        match self {
            Self::Spec(error) => error.line().zip(error.column()),
            Self::Settings(error) => error.line().zip(error.column()),
            Self::Policy(error) => error.line().zip(error.column()),
            Self::Exchange(error) => Some((error.line(), error.column())),
            _ => None,
        }
    }
}

impl Failure {
    /// Returns the failure that an input is the cause of.
    pub(crate) fn of(input: Input, cause: Cause) -> Self {
        Self { input: Some(input), cause: Box::new(cause) }
    }

    /// Tells whether the input is larger than the limit allows.
    pub(crate) fn is_about_size(&self) -> bool {
        matches!(*self.cause, Cause::TooLarge { .. } | Cause::Endless { .. })
    }
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Self {
        Self { input: None, cause: Box::new(cause) }
    }
}

/// Writes `payments.yaml:3:7: error: what is wrong`, as compilers do and editors understand.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(input) = &self.input {
            f.write_str(&printable(&input.to_string()))?;
            match (&*self.cause, self.cause.place()) {
                (Cause::Rejected(record), _) => write!(f, ":{}", record.line)?,
                (_, Some((line, column))) => write!(f, ":{line}:{column}")?,
                _ => {}
            }
            f.write_str(": ")?;
        }
        let message = self.cause.to_string();
        let message = self.cause.place().map_or(&*message, |place| without_place(&message, place));
        write!(f, "error: {}", printable(message))
    }
}

/// Takes the place off the end of a message: the line begins with it.
fn without_place(message: &str, (line, column): (u32, u32)) -> &str {
    let place = format!("line {line}, column {column}");
    let bare = message.strip_suffix(&format!(" at {place}"));
    bare.or_else(|| message.strip_suffix(&format!(" ({place})"))).unwrap_or(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_the_place_once_and_first() {
        let cause = SpecError::Syntax {
            message: "a `,` is missing".into(),
            at: watchgate::Position { line: 3, column: 7 },
        };
        let failure = Input::File("payments.yaml".into()).fail(cause);
        assert_eq!(failure.to_string(), "payments.yaml:3:7: error: a `,` is missing");
    }

    #[test]
    fn keeps_to_one_line_whatever_a_file_is_called() {
        let failure = Input::File("a\nb\u{1b}[2J".into()).fail(Cause::Missing);
        assert_eq!(failure.to_string(), "a\\nb\\u{1b}[2J: error: no such file");
    }
}
