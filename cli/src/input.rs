//! Files and standard input, read up to a limit.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;

use watchgate::{Api, ApiBuilder, Folder, Limits, Settings};

use crate::args::Reading;
use crate::error::{Cause, Failure};

/// Where bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

impl From<OsString> for Input {
    fn from(argument: OsString) -> Self {
        if argument == "-" { Self::Stdin } else { Self::File(argument.into()) }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("<stdin>"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

impl Input {
    /// Reads it all, or nothing if it holds more than `limit` bytes.
    pub(crate) fn read(&self, limit: usize) -> Result<Vec<u8>, Failure> {
        let bytes = match self {
            Self::Stdin => read_up_to(io::stdin().lock(), limit, 0),
            Self::File(path) => {
                let metadata = fs::metadata(path).map_err(|error| self.fail(Cause::reading(error)))?;
                if metadata.is_dir() {
                    return Err(self.fail(Cause::Directory));
                }
                let size = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
                if size > limit {
                    return Err(self.fail(Cause::TooLarge { size, limit }));
                }
                File::open(path).and_then(|file| read_up_to(file, limit, size))
            }
        };
        // A device or a pipe has no size, and a file may grow while it is read.
        match bytes {
            Ok(bytes) if bytes.len() > limit => Err(self.fail(Cause::Endless { limit })),
            Ok(bytes) => Ok(bytes),
            Err(error) => Err(self.fail(Cause::reading(error))),
        }
    }

    /// Returns the folder that a file is in.
    fn folder(&self) -> Option<io::Result<Folder>> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(Folder::of(path)),
        }
    }

    /// Returns the failure that this input is the cause of.
    pub(crate) fn fail(&self, cause: impl Into<Cause>) -> Failure {
        Failure::of(self.clone(), cause.into())
    }
}

impl Reading {
    /// Reads the settings, or returns the defaults; the profile of the command line comes before theirs.
    pub(crate) fn settings(&self) -> Result<Settings, Failure> {
        let settings = match &self.settings {
            Some(input) => {
                Settings::parse(&input.read(self.max_size.0)?).map_err(|error| input.fail(error))?
            }
            None => Settings::default(),
        };
        Ok(match self.profile {
            Some(profile) => settings.with_profile(profile),
            None => settings,
        })
    }

    /// Returns a file that the settings name: relative to their folder, or to the working directory where they come from
    /// standard input.
    pub(crate) fn beside_settings(&self, name: &str) -> Input {
        let folder = match &self.settings {
            Some(Input::File(path)) => path.parent(),
            _ => None,
        };
        Input::File(folder.map_or_else(|| name.into(), |folder| folder.join(name)))
    }

    /// Reads a document, and the files that it refers to out of its folder. Standard input is in no folder.
    pub(crate) fn api(&self, input: &Input, builder: ApiBuilder<'_>) -> Result<Api, Failure> {
        let bytes = input.read(self.max_size.0)?;
        let builder = builder.file(input.to_string()).limits(Limits::default().with_bytes(self.max_size.0));
        let folder = input.folder().transpose().map_err(|error| input.fail(Cause::reading(error)))?;
        let folder = folder.map(|folder| folder.with_limit(self.max_size.0));
        let builder = match &folder {
            Some(folder) => builder.resolver(folder),
            None => builder,
        };
        builder.parse(&bytes).map_err(|error| input.fail(error))
    }
}

/// Makes sure that standard input is asked for only once: it can be read only once.
pub(crate) fn only_one_stdin<'a>(inputs: impl IntoIterator<Item = &'a Input>) -> Result<(), Failure> {
    let count = inputs.into_iter().filter(|input| **input == Input::Stdin).count();
    if count > 1 { Err(Input::Stdin.fail(Cause::StdinTwice)) } else { Ok(()) }
}

/// Reads at most one byte more than the limit: who gets that one knows that there is too much.
fn read_up_to(source: impl Read, limit: usize, expected: usize) -> io::Result<Vec<u8>> {
    let most = limit.saturating_add(1);
    let mut bytes = Vec::with_capacity(expected.saturating_add(1).min(most));
    source.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_one_byte_past_the_limit() {
        assert_eq!(read_up_to(io::repeat(0), 10, 0).unwrap().len(), 11);
        assert_eq!(read_up_to(&b"abc"[..], 3, 3).unwrap(), b"abc");
    }

    #[test]
    fn takes_a_dash_for_standard_input_and_all_else_for_a_file() {
        assert_eq!(Input::from(OsString::from("-")), Input::Stdin);
        assert_eq!(Input::from(OsString::from("./-")), Input::File("./-".into()));
    }
}
