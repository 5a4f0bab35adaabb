//! What leaves the command.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use watchgate::TextStyle;

use crate::args::Color;
use crate::error::{Cause, Failure};
use crate::input::Input;

/// Writes to standard output. A reader that has seen enough, such as `head`, is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Cause::Output(error).into()),
        _ => Ok(()),
    }
}

/// Writes a JSON document and ends its line.
pub(crate) fn print_json(json: &str) -> Result<(), Failure> {
    let json = if io::stdout().is_terminal() { escape_controls(json) } else { json.to_owned() };
    print(&(json + "\n"))
}

/// Writes a text into a file, or to standard output where there is none.
pub(crate) fn write(file: Option<&Path>, text: &str) -> Result<(), Failure> {
    let Some(file) = file else { return print(text) };
    replace(file, text.as_bytes())
        .map_err(|error| Failure::of(Input::File(file.to_owned()), Cause::Output(error)))
}

/// Writes a JSON document and ends its line.
pub(crate) fn write_json(file: Option<&Path>, json: String) -> Result<(), Failure> {
    if file.is_some() { write(file, &(json + "\n")) } else { print_json(&json) }
}

/// Replaces a file by one with another content: who reads it never sees a half. What is no file, such as a device or a
/// pipe, is written to.
fn replace(file: &Path, content: &[u8]) -> io::Result<()> {
    // The name may be a link: what it leads to is replaced, not the link.
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    if fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file()) {
        return File::options().write(true).open(&target)?.write_all(content);
    }
    let draft = draft(&target);
    let written = File::create_new(&draft).and_then(|mut new| new.write_all(content));
    let replaced = written.and_then(|()| fs::rename(&draft, &target));
    if replaced.is_err() {
        // Nothing more can be done about it.
        let _ = fs::remove_file(&draft);
    }
    replaced
}

/// Returns the name of the file beside the target that becomes the target.
fn draft(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    target.with_file_name(name)
}

/// Writes a failure on standard error. Where nobody listens there is nobody to tell.
pub(crate) fn complain(failure: &Failure) {
    let _ = writeln!(io::stderr().lock(), "watchgate: {failure}");
}

/// Returns whether text may carry colours. Only a terminal is asked for its own; a file has none.
pub(crate) fn style(color: Color, file: Option<&Path>) -> TextStyle {
    let colored = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if file.is_some() => false,
        Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    };
    if colored { TextStyle::Ansi } else { TextStyle::Plain }
}

/// Escapes what would move a terminal's cursor or the order of its letters: controls, line ends, bidirectional marks.
pub(crate) fn printable(text: &str) -> String {
    let escape = |c: char| if is_unprintable(c) { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(escape).collect()
}

/// Escapes in JSON what JSON itself lets through, for a terminal. Outside of strings there is none of it.
fn escape_controls(json: &str) -> String {
    let escape = |c: char| match c {
        c if is_unprintable(c) => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    json.chars().map(escape).collect()
}

fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_drives_a_terminal() {
        assert_eq!(printable("a\u{1b}[31m\u{9b}\n\u{202e}ä"), "a\\u{1b}[31m\\u{9b}\\n\\u{202e}ä");
    }

    #[test]
    fn escapes_json_into_the_same_value() {
        let json = serde_json::to_string("a\u{9b}31m\u{7f}\u{202e}ä\n").unwrap();
        let escaped = escape_controls(&json);
        assert_eq!(escaped, r#""a\u009b31m\u007f\u202eä\n""#);
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), "a\u{9b}31m\u{7f}\u{202e}ä\n");
    }
}
