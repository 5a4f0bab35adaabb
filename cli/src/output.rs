//! What leaves the command.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use watchgate::TextStyle;

use crate::args::Color;
use crate::error::{Cause, Failure};

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

/// Writes a failure on standard error. Where nobody listens there is nobody to tell.
pub(crate) fn complain(failure: &Failure) {
    let _ = writeln!(io::stderr().lock(), "watchgate: {failure}");
}

/// Returns whether text may carry colours.
pub(crate) fn style(color: Color) -> TextStyle {
    let colored = match color {
        Color::Always => true,
        Color::Never => false,
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
