//! Comparisons with a risk: `>= critical`, `< 40`, `high`.

use std::fmt;

use crate::{Risk, RiskLevel};

/// A comparison with a level or a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RiskTest {
    comparison: Comparison,
    operand: Operand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    AtLeast,
    Above,
    AtMost,
    Below,
    Equal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operand {
    Level(RiskLevel),
    Score(u8),
}

impl RiskTest {
    /// Parses a comparison; `None` if the text is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (comparison, rest) = [
            (">=", Comparison::AtLeast),
            ("<=", Comparison::AtMost),
            ("==", Comparison::Equal),
            (">", Comparison::Above),
            ("<", Comparison::Below),
            ("=", Comparison::Equal),
        ]
        .into_iter()
        .find_map(|(sign, comparison)| Some((comparison, text.strip_prefix(sign)?)))
        .unwrap_or((Comparison::Equal, text));
        let rest = rest.trim();
        let operand = match RiskLevel::from_word(rest) {
            Some(level) => Operand::Level(level),
            None => Operand::Score(rest.parse().ok().filter(|score| *score <= 100)?),
        };
        Some(Self { comparison, operand })
    }

    pub(super) fn holds(self, risk: &Risk) -> bool {
        let order = match self.operand {
            Operand::Level(level) => risk.level.cmp(&level),
            Operand::Score(score) => risk.score.cmp(&score),
        };
        match self.comparison {
            Comparison::AtLeast => order.is_ge(),
            Comparison::Above => order.is_gt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Below => order.is_lt(),
            Comparison::Equal => order.is_eq(),
        }
    }

    /// Displays why it holds for a risk: `risk critical is at least critical`.
    pub(super) fn explain(self, risk: &Risk) -> String {
        match self.operand {
            Operand::Level(_) => format!("risk {} is {self}", risk.level),
            Operand::Score(_) => format!("risk {} is {self}", risk.score),
        }
    }
}

impl fmt::Display for RiskTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.comparison {
            Comparison::AtLeast => "at least ",
            Comparison::Above => "above ",
            Comparison::AtMost => "at most ",
            Comparison::Below => "below ",
            Comparison::Equal => "",
        })?;
        match self.operand {
            Operand::Level(level) => write!(f, "{level}"),
            Operand::Score(score) => write!(f, "{score}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_signs_levels_and_scores() {
        for (text, shown) in
            [(">= critical", "at least critical"), ("<40", "below 40"), ("high", "high"), ("== 80", "80")]
        {
            assert_eq!(RiskTest::parse(text).unwrap().to_string(), shown, "{text}");
        }
        for text in ["", ">=", ">= severe", "101", "=> high", "-1"] {
            assert_eq!(RiskTest::parse(text), None, "{text}");
        }
    }
}
