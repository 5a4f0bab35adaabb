//! The path of an undocumented operation, without what may be somebody's.

use std::fmt;

/// A path in which only words stay that many APIs have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Template<'p>(&'p str);

impl<'p> Template<'p> {
    pub(super) const fn of(path: &'p str) -> Self {
        Self(path)
    }
}

impl fmt::Display for Template<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() || self.0 == "*" {
            return f.write_str(self.0);
        }
        for segment in self.0.trim_start_matches('/').split('/') {
            f.write_str("/")?;
            f.write_str(if is_word(segment) { segment } else { "{value}" })?;
        }
        Ok(())
    }
}

/// Tells whether a segment is a word, and not the name or number of a thing.
fn is_word(segment: &str) -> bool {
    segment.is_empty() || WORDS.iter().any(|word| word.eq_ignore_ascii_case(segment))
}

/// Words of paths that say nothing of anybody.
const WORDS: &[&str] = &["admin", "api", "debug", "health", "internal", "metrics", "users", "v1", "v2", "v3"];
