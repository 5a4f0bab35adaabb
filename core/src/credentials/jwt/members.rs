//! The members of a JSON object in one walk, those that stand twice too.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use smallvec::SmallVec;

/// Names and values in their order. A value is the text it has in the JSON.
#[derive(Debug, Default)]
pub(super) struct Members<'j>(SmallVec<[(Name<'j>, &'j RawValue); 16]>);

#[derive(Debug, Deserialize)]
struct Name<'j>(#[serde(borrow)] Cow<'j, str>);

impl<'j> Members<'j> {
    /// Reads an object.
    pub(super) fn read(json: &'j [u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }

    /// Returns the text of a value. Of several most readers take the last.
    fn get(&self, name: &str) -> Option<&'j str> {
        self.0.iter().rev().find(|(own, _)| own.0 == name).map(|(_, value)| value.get())
    }

    /// Returns a value that says something.
    pub(super) fn value(&self, name: &str) -> Option<&'j str> {
        self.get(name).filter(|value| !matches!(*value, "null" | "\"\"" | "[]" | "{}"))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// Tells whether a member is there, even if it says nothing.
    pub(super) fn has_any(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.get(name)?).ok()
    }

    pub(super) fn texts(&self, name: &str) -> Option<Vec<String>> {
        serde_json::from_str(self.get(name)?).ok()
    }

    /// Returns a number. Some readers take one in quotes, too.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        let text = self.get(name)?;
        let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        text.parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// Tells whether a name stands twice: readers disagree about which value counts.
    pub(super) fn has_duplicates(&self) -> bool {
        let mut names: SmallVec<[&str; 32]> = self.0.iter().map(|(name, _)| name.0.as_ref()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = SmallVec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_members_and_knows_those_that_stand_twice() {
        let members = Members::read(br#"{"a": 1, "\u0061": "2", "b": null, "c": 1e3, "d": ["x"]}"#).unwrap();
        assert!(members.has_duplicates());
        assert_eq!((members.number("a"), members.text("a")), (Some(2.0), Some("2".to_owned())));
        assert_eq!((members.has("b"), members.has("c"), members.has("x")), (false, true, false));
        assert_eq!(members.number("c"), Some(1000.0));
        assert_eq!(members.texts("d"), Some(vec!["x".to_owned()]));
        assert!(!Members::read(br#"{"a": {"b": 1}, "b": {"b": 1}}"#).unwrap().has_duplicates());
        for none in [&b"[]"[..], b"1", b"{", b"{} x", b"{\"a\": \"\xff\"}"] {
            assert!(Members::read(none).is_none());
        }
    }
}
