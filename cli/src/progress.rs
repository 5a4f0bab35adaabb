//! What a person sees of work that takes its time.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::output::printable;

/// Work that is done by then needs no progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is written.
const PACE: Duration = Duration::from_millis(100);
/// Characters of a line: what does not fit a narrow terminal could not be taken back.
const WIDTH: usize = 72;

/// A line on standard error, if that is a terminal.
#[derive(Debug)]
pub(crate) struct Progress<W> {
    terminal: Option<W>,
    /// When the next line is due.
    due: Instant,
    is_shown: bool,
}

impl Progress<io::Stderr> {
    pub(crate) fn of_terminal() -> Self {
        let stderr = io::stderr();
        Self::new(stderr.is_terminal().then_some(stderr), Instant::now())
    }
}

impl<W: Write> Progress<W> {
    fn new(terminal: Option<W>, start: Instant) -> Self {
        Self { terminal, due: start + PATIENCE, is_shown: false }
    }

    /// Says how far the work is, if it is time to.
    pub(crate) fn tick(&mut self, line: impl FnOnce() -> String) {
        self.tick_at(Instant::now(), line);
    }

    fn tick_at(&mut self, now: Instant, line: impl FnOnce() -> String) {
        let Some(terminal) = self.terminal.as_mut().filter(|_| now >= self.due) else { return };
        let line: String = printable(&line()).chars().take(WIDTH).collect();
        // Nobody is hurt if it does not appear.
        let _ = write!(terminal, "\r\u{1b}[2K{line}").and_then(|()| terminal.flush());
        self.due = now + PACE;
        self.is_shown = true;
    }

    /// Takes the line back.
    pub(crate) fn clear(&mut self) {
        if let Some(terminal) = self.terminal.as_mut().filter(|_| self.is_shown) {
            let _ = write!(terminal, "\r\u{1b}[2K").and_then(|()| terminal.flush());
            self.is_shown = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEARED: &str = "\r\u{1b}[2K";

    /// Returns what is written for files that come at these milliseconds.
    fn written(ticks: &[u64], file: &str) -> String {
        let start = Instant::now();
        let mut progress = Progress::new(Some(Vec::new()), start);
        for (inspected, tick) in ticks.iter().enumerate() {
            progress.tick_at(start + Duration::from_millis(*tick), || {
                format!("{inspected} files scanned: {file}")
            });
        }
        progress.clear();
        progress.clear();
        String::from_utf8(progress.terminal.unwrap()).unwrap()
    }

    #[test]
    fn is_silent_for_a_second_and_takes_its_line_back() {
        assert_eq!(written(&[0, 999], "a"), "");
        let expected = format!("{CLEARED}1 files scanned: a{CLEARED}3 files scanned: a{CLEARED}");
        assert_eq!(written(&[0, 1000, 1099, 1100], "a"), expected);
    }

    #[test]
    fn keeps_to_one_line_whatever_a_file_is_called() {
        let text = written(&[1000], &format!("\n\u{1b}[2J{}", "x".repeat(500)));
        assert!(text.contains("\\n\\u{1b}[2Jxxx"));
        assert_eq!(text.chars().count(), 2 * CLEARED.chars().count() + WIDTH);
    }

    #[test]
    fn says_nothing_where_there_is_no_terminal() {
        let start = Instant::now();
        let mut progress = Progress::<Vec<u8>>::new(None, start);
        progress.tick_at(start + PATIENCE, String::new);
        progress.clear();
        assert!(!progress.is_shown);
    }
}
