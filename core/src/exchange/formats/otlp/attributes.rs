//! The attributes of a span or a resource.

use std::borrow::Cow;

use serde::Deserialize;

use super::header;
use crate::exchange::Header;
use crate::exchange::formats::lax::Lax;

/// Attributes in their order, each value as text: integers arrive as numbers or as strings, and mean the same.
#[derive(Default, Deserialize)]
#[serde(from = "Option<Vec<Attribute<'a>>>", bound(deserialize = "'de: 'a"))]
pub(super) struct Attributes<'a>(Vec<(Cow<'a, str>, Vec<Cow<'a, str>>)>);

#[derive(Deserialize)]
struct Attribute<'a> {
    #[serde(borrow)]
    key: Cow<'a, str>,
    #[serde(borrow, default)]
    value: Option<Value<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Value<'a> {
    #[serde(borrow, default, alias = "string_value")]
    string_value: Lax<'a>,
    #[serde(borrow, default, alias = "int_value")]
    int_value: Lax<'a>,
    #[serde(borrow, default, alias = "double_value")]
    double_value: Lax<'a>,
    #[serde(borrow, default, alias = "array_value")]
    array_value: Option<List<'a>>,
}

#[derive(Default, Deserialize)]
struct List<'a> {
    #[serde(borrow, default)]
    values: Vec<Single<'a>>,
}

/// A member of a list; lists in lists are no headers.
#[derive(Deserialize)]
struct Single<'a> {
    #[serde(borrow, default, rename = "stringValue", alias = "string_value")]
    string_value: Lax<'a>,
}

impl<'a> From<Option<Vec<Attribute<'a>>>> for Attributes<'a> {
    fn from(attributes: Option<Vec<Attribute<'a>>>) -> Self {
        let pair =
            |attribute: Attribute<'a>| (attribute.key, attribute.value.unwrap_or_default().into_texts());
        Self(attributes.unwrap_or_default().into_iter().map(pair).collect())
    }
}

impl<'a> Value<'a> {
    fn into_texts(self) -> Vec<Cow<'a, str>> {
        match self.array_value {
            Some(list) => {
                list.values.into_iter().filter_map(|single| into_text(single.string_value)).collect()
            }
            None => [self.string_value, self.int_value, self.double_value]
                .into_iter()
                .find_map(into_text)
                .into_iter()
                .collect(),
        }
    }
}

fn into_text(value: Lax<'_>) -> Option<Cow<'_, str>> {
    match value {
        Lax::Text(text) => Some(text),
        other => other.text().map(|text| Cow::Owned(text.into_owned())),
    }
}

impl Attributes<'_> {
    /// Returns the value of the first of these keys that is there.
    pub(super) fn text(&self, keys: &[&str]) -> Option<&str> {
        let of = |key: &&str| self.0.iter().find(|(own, _)| own == key)?.1.first().map(AsRef::as_ref);
        keys.iter().find_map(of)
    }

    /// Returns the header lines that are recorded under a prefix.
    pub(super) fn headers(&self, prefix: &str) -> impl Iterator<Item = Header> {
        self.0
            .iter()
            .filter_map(move |(key, values)| Some((key.strip_prefix(prefix)?, values)))
            .flat_map(|(name, values)| values.iter().map(move |value| header(name, value)))
    }
}
