//! Values of foreign JSON, taken as they come: a producer's number is another one's string.

use std::borrow::Cow;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::time::Moment;

/// A plain value of any type. What is an object or an array counts as nothing.
#[derive(Default, Clone, PartialEq)]
pub(super) enum Lax<'a> {
    #[default]
    Nothing,
    Text(Cow<'a, str>),
    Integer(i64),
    Float(f64),
    Bool(bool),
}

impl<'a> Lax<'a> {
    /// Returns the text; of a number its digits. Empty text counts as none, as logs write it.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) if text.is_empty() || text == "-" => None,
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Integer(number) => Some(Cow::Owned(number.to_string())),
            Self::Float(number) => Some(Cow::Owned(number.to_string())),
            Self::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            Self::Nothing => None,
        }
    }

    /// Returns a text as it is, also an empty one.
    pub(super) fn verbatim(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn integer(&self) -> Option<i64> {
        match self {
            Self::Text(text) => text.trim_ascii().parse().ok(),
            Self::Integer(number) => Some(*number),
            Self::Float(number) if number.fract() == 0.0 && number.abs() < 9.0e15 => Some(*number as i64),
            _ => None,
        }
    }

    /// Returns a count; `-1`, as HAR writes "not known", is none.
    pub(super) fn count(&self) -> Option<u64> {
        self.integer().and_then(|number| u64::try_from(number).ok())
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Text(text) => text.trim_ascii().parse().ok(),
            Self::Integer(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Bool(value) => *value,
            Self::Text(text) => text.eq_ignore_ascii_case("true"),
            _ => false,
        }
    }

    pub(super) fn moment(&self) -> Moment {
        match self {
            Self::Nothing => Moment::Absent,
            Self::Text(text) => Moment::of_text(text),
            Self::Integer(number) => Moment::of_integer(*number),
            Self::Float(number) => Moment::of_number(*number),
            Self::Bool(_) => Moment::Unreadable,
        }
    }
}

impl<'a, 'de: 'a> Deserialize<'de> for Lax<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Lax<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_unit<E>(self) -> Result<Lax<'de>, E> {
        Ok(Lax::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Lax<'de>, E> {
        Ok(Lax::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Lax<'de>, E> {
        Ok(Lax::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Lax<'de>, E> {
        Ok(i64::try_from(number).map_or(Lax::Float(number as f64), Lax::Integer))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Lax<'de>, E> {
        Ok(Lax::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Lax<'de>, E> {
        Ok(Lax::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Lax<'de>, E> {
        Ok(Lax::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Lax<'de>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Lax::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Lax<'de>, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Lax::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_numbers_and_texts_for_each_other() {
        let read = |json: &'static str| serde_json::from_str::<Lax<'_>>(json).unwrap();
        for json in ["200", "\"200\"", "200.0", "\" 200 \""] {
            assert_eq!((read(json).count(), read(json).number()), (Some(200), Some(200.0)), "{json}");
        }
        for json in ["null", "[200]", "{\"a\":200}", "\"\"", "\"-\"", "true", "-1", "1e300", "\"x\""] {
            assert_eq!(read(json).count(), None, "{json}");
        }
        assert_eq!(read("\"a\\u0062\"").text().as_deref(), Some("ab"));
        assert_eq!(read("18446744073709551615").integer(), None);
        assert!(read("\"True\"").is_true() && !read("1").is_true());
    }
}
