//! Which patterns can be asserted.

use jsonschema::{Draft, PatternOptions, Regex};
use rustc_hash::FxHashMap;
use serde_json::json;

/// Bytes that a compiled pattern may take.
const PATTERN_SIZE: usize = 512 * 1024;
/// Bytes of a pattern. Longer ones are no person's.
const PATTERN_LENGTH: usize = 4 * 1024;
/// Patterns of one document that are asserted.
const MOST_PATTERNS: usize = 5_000;

/// Remembers which patterns the engine can compile. It has no backtracking: look-around and back references are beyond it.
#[derive(Debug, Default)]
pub(super) struct Patterns(FxHashMap<String, bool>);

/// The engine for patterns: its time is linear in the text.
pub(super) fn engine() -> PatternOptions<Regex> {
    PatternOptions::regex().size_limit(PATTERN_SIZE).dfa_size_limit(PATTERN_SIZE)
}

impl Patterns {
    /// Tells whether values that a pattern does not match break their schema.
    pub(super) fn is_asserted(&mut self, pattern: &str) -> bool {
        if let Some(known) = self.0.get(pattern) {
            return *known;
        }
        let is_asserted =
            pattern.len() <= PATTERN_LENGTH && self.0.len() < MOST_PATTERNS && compiles(pattern);
        self.0.insert(pattern.to_owned(), is_asserted);
        is_asserted
    }
}

/// Tells whether the library takes a pattern: it fails on a whole schema because of one.
fn compiles(pattern: &str) -> bool {
    let options = jsonschema::options().with_draft(Draft::Draft202012).with_pattern_options(engine());
    options.build(&json!({"pattern": pattern})).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asserts_what_the_engine_compiles() {
        let mut patterns = Patterns::default();
        for pattern in ["^[a-z]+$", "", r"^\d{3}$", r"\p{L}", r"^\/a\-b$"] {
            assert!(patterns.is_asserted(pattern), "{pattern}");
        }
        for pattern in ["(?=a)b", r"(a)\1", "[", "(a{1000}){1000}", &"a".repeat(5_000)] {
            assert!(!patterns.is_asserted(pattern), "{pattern}");
        }
    }
}
