//! Groups while they are open.

use super::error::PatternError;
use super::syntax::TermId;

/// What a parenthesis opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroupKind {
    /// A group that is part of the text.
    Plain,
    /// A look ahead or behind.
    Look,
}

/// A group that is open, or the whole expression.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: GroupKind,
    /// The alternatives that are complete.
    pub(super) alternatives: Vec<TermId>,
    terms: Vec<TermId>,
}

impl GroupKind {
    /// Reads what follows an opening parenthesis.
    pub(super) fn read(text: &[char], at: &mut usize) -> Result<Self, PatternError> {
        let next = |offset: usize| text.get(*at + offset).copied();
        if next(0) != Some('?') {
            return Ok(Self::Plain);
        }
        let (kind, length) = match (next(1), next(2)) {
            (Some(':'), _) => (Self::Plain, 2),
            (Some('=' | '!'), _) => (Self::Look, 2),
            (Some('<'), Some('=' | '!')) => (Self::Look, 3),
            (Some('<'), Some(first)) if first.is_alphabetic() || matches!(first, '_' | '$') => {
                let name = text.iter().skip(*at).position(|c| *c == '>').ok_or(PatternError::UnknownGroup)?;
                (Self::Plain, name + 1)
            }
            // Flags for a group (ECMA-262 2025); flags for the rest are not of its dialect.
            (Some('i' | 'm' | 's' | '-'), _) => {
                let flags =
                    text.iter().skip(*at + 1).take_while(|c| matches!(c, 'i' | 'm' | 's' | '-')).count();
                if next(1 + flags) != Some(':') {
                    return Err(PatternError::UnknownGroup);
                }
                (Self::Plain, flags + 2)
            }
            _ => return Err(PatternError::UnknownGroup),
        };
        *at += length;
        Ok(kind)
    }
}

impl Frame {
    pub(super) fn new(kind: GroupKind) -> Self {
        Self { kind, alternatives: Vec::new(), terms: Vec::new() }
    }

    /// Returns what holds the whole expression.
    pub(super) fn whole() -> Self {
        Self::new(GroupKind::Plain)
    }

    pub(super) fn add(&mut self, term: TermId) {
        self.terms.push(term);
    }

    pub(super) fn pop(&mut self) -> Option<TermId> {
        self.terms.pop()
    }

    /// Takes the terms of the alternative that ends.
    pub(super) fn take(&mut self) -> Vec<TermId> {
        std::mem::take(&mut self.terms)
    }
}
