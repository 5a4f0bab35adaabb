//! Keys and tokens that begin with letters of their issuer.

mod alphabet;
mod automaton;
mod form;
mod forms;
mod middles;
mod proof;

#[cfg(test)]
mod tests;

use automaton::AUTOMATON;
pub(crate) use form::{Form, Kind, Purpose, Strength};
pub(crate) use middles::around;

/// A token that was found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) form: &'static Form,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) strength: Strength,
}

/// Returns every form.
pub(crate) fn forms() -> impl Iterator<Item = &'static Form> {
    forms::all().chain(middles::all())
}

/// Tells whether a token may begin with these bytes.
pub(crate) fn may_begin_with(first: [u8; 3]) -> bool {
    AUTOMATON.may_begin_with(first)
}

/// Reads a token at a place of a text, where a word begins. Of several forms the one with the longest prefix counts.
#[inline]
pub(crate) fn at(text: &[u8], start: usize) -> Option<Token> {
    let rest = text.get(start..)?;
    if may_begin_with(*rest.first_chunk()?) { read_longest(text, start) } else { None }
}

/// Reads a token that passed the filter of first bytes, as few words do.
fn read_longest(text: &[u8], start: usize) -> Option<Token> {
    let rest = text.get(start..)?;
    AUTOMATON.matches(rest).filter_map(|form| read(form, text, start)).last()
}

/// Reads a token of one form.
fn read(form: &'static Form, text: &[u8], start: usize) -> Option<Token> {
    let end = form.read(text, start)?;
    let strength = proof::strength(form, text, start, end)?;
    Some(Token { form, start, end, strength })
}
