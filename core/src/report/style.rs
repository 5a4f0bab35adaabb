//! How a text looks and how much it says.

use crate::{RiskLevel, Severity};

/// Whether the text may carry colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum TextStyle {
    /// Characters only.
    #[default]
    Plain,
    /// ANSI escape sequences, for a terminal.
    Ansi,
}

/// How much the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum TextDetail {
    /// Of each rule the first findings, of the operations the riskiest; the rest is counted.
    #[default]
    Overview,
    /// Every finding and every operation.
    Full,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Paint {
    Bold,
    Dim,
    Red,
    Yellow,
    Blue,
    Green,
}

impl TextStyle {
    pub(super) fn paint(self, paint: Paint, text: &str) -> String {
        let code = match paint {
            Paint::Bold => "1",
            Paint::Dim => "2",
            Paint::Red => "1;31",
            Paint::Yellow => "33",
            Paint::Blue => "34",
            Paint::Green => "32",
        };
        match self {
            Self::Plain => text.to_owned(),
            Self::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }

    /// Writes a severity in its colour, in a column of its own.
    pub(super) fn severity(self, severity: Severity) -> String {
        let paint = match severity {
            Severity::Critical | Severity::High => Paint::Red,
            Severity::Medium => Paint::Yellow,
            Severity::Low => Paint::Blue,
            Severity::Info => Paint::Dim,
        };
        self.paint(paint, &format!("{severity:<8}"))
    }

    pub(super) fn level(self, level: RiskLevel, text: &str) -> String {
        let paint = match level {
            RiskLevel::Critical | RiskLevel::High => Paint::Red,
            RiskLevel::Medium => Paint::Yellow,
            RiskLevel::Low => Paint::Blue,
            RiskLevel::None => Paint::Green,
        };
        self.paint(paint, text)
    }
}

impl TextDetail {
    /// Returns how many of so many are shown, where the overview shows the first few. It never leaves out a single one:
    /// the line that counts it would take its room.
    pub(super) const fn shown(self, few: usize, all: usize) -> usize {
        match self {
            Self::Overview if all > few + 1 => few,
            _ => all,
        }
    }
}
