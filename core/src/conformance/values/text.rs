//! Texts as the values that they stand for.

use std::borrow::Cow;

use crate::api::tree::percent_decoded;
use crate::conformance::json::{Builder, Kind};
use crate::conformance::shape::Types;

/// How texts are read. Servers do not agree, and a value counts as right when one of the readings is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::conformance) struct Reading {
    /// What a text becomes that could be a number, truth value or null.
    pub(in crate::conformance) literal: Literal,
    pub(in crate::conformance) plus: Plus,
}

/// What a text is that could be more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::conformance) enum Literal {
    /// A value of a type that its schema names.
    Typed,
    Text,
}

/// What a plus sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::conformance) enum Plus {
    /// A space, as forms have it.
    Space,
    /// Itself, as URLs have it.
    Sign,
}

impl Reading {
    /// Returns the readings that are worth a try for a text, the likeliest first.
    pub(in crate::conformance) fn all(has_plus: bool) -> impl Iterator<Item = Self> {
        let plus = if has_plus { &[Plus::Space, Plus::Sign][..] } else { &[Plus::Sign] };
        plus.iter()
            .flat_map(|plus| [Literal::Typed, Literal::Text].map(|literal| Self { literal, plus: *plus }))
    }
}

/// Decodes a text, once. `None` where it is no UTF-8.
pub(in crate::conformance) fn plain(text: &str, plus: Plus) -> Option<Cow<'_, str>> {
    if plus == Plus::Space && text.contains('+') {
        return percent_decoded(&text.replace('+', " ")).map(|own| Cow::Owned(own.into_owned()));
    }
    percent_decoded(text)
}

/// Adds a text as the value that it stands for.
pub(in crate::conformance) fn leaf<'t>(
    builder: &mut Builder<'t>,
    key: Cow<'t, str>,
    text: Cow<'t, str>,
    types: Types,
    literal: Literal,
) {
    let may_be = |own| types == Types::default() || types.has(own);
    let kind = match &*text {
        _ if literal == Literal::Text => None,
        "true" | "false" if may_be(Types::BOOLEAN) => Some(Kind::Bool(text == "true")),
        "" | "null" if types.has(Types::NULL) => Some(Kind::Null),
        own if may_be(Types::NUMBER) => number(own),
        _ => None,
    };
    builder.leaf(key, kind.unwrap_or(Kind::String(text)));
}

/// Reads a number as JSON writes it.
fn number<'t>(text: &str) -> Option<Kind<'t>> {
    // The library passes over spaces.
    if text.ends_with(|c: char| c.is_ascii_whitespace()) {
        return None;
    }
    // Leading zeros and signs that JSON does not have are what servers take all the same.
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = unsigned.trim_start_matches('0');
    let whole = if digits.starts_with(|c: char| c.is_ascii_digit()) { digits } else { unsigned };
    let sign = if unsigned.len() < text.len() { "-" } else { "" };
    let number: serde_json::Number = serde_json::from_str(&format!("{sign}{whole}")).ok()?;
    let whole = number.as_u64().map(Kind::Unsigned).or_else(|| number.as_i64().map(Kind::Signed));
    whole.or_else(|| number.as_f64().map(Kind::Float))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_once_and_reads_plus_both_ways() {
        assert_eq!(plain("a%2520b+c", Plus::Sign).as_deref(), Some("a%20b+c"));
        assert_eq!(plain("a%2Bb+c", Plus::Space).as_deref(), Some("a+b c"));
        assert_eq!(plain("%ff", Plus::Sign), None);
    }

    #[test]
    fn reads_numbers_as_servers_do() {
        let reads = |text: &str| match number(text) {
            Some(Kind::Unsigned(value)) => value.to_string(),
            Some(Kind::Signed(value)) => value.to_string(),
            Some(Kind::Float(value)) => format!("{value:?}"),
            _ => "none".to_owned(),
        };
        let texts = ["7", "-7", "007", "0", "-0.5", "1e3", "", "x", "0x10", "+1", "1 "];
        let expected = ["7", "-7", "7", "0", "-0.5", "1000.0", "none", "none", "none", "none", "none"];
        assert_eq!(texts.map(reads), expected);
    }
}
