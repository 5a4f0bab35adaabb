//! A document as the schema library reads it.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};
use serde_json::{Number, Value};

use super::document::{Children, Document, Item, Kind};
use crate::conformance::mark::mark;

/// The place of the object that stands around a document, and has its root as its only member.
const AROUND: u32 = u32::MAX;

/// Documents as a representation of JSON.
pub(in crate::conformance) struct Flat;

/// A name in a schema.
pub(in crate::conformance) struct PreparedKey {
    mark: u64,
    name: Box<str>,
}

/// A value in a document.
#[derive(Clone, Copy)]
pub(in crate::conformance) struct FlatNode<'a> {
    document: &'a Document<'a>,
    index: u32,
    /// The name of the root in the object around it.
    slot: &'a str,
}

impl<'a> FlatNode<'a> {
    /// Returns an object that has the document as the member of a name: all schemas that share parts are compiled
    /// together, as the properties of one.
    pub(in crate::conformance) const fn around(document: &'a Document<'a>, slot: &'a str) -> Self {
        Self { document, index: AROUND, slot }
    }

    /// Returns the value, or `None` once nobody may look any more.
    fn kind(&self) -> Option<&'a Kind<'a>> {
        if !self.document.step() {
            return None;
        }
        self.document.item(self.index).map(|item| &item.kind)
    }
}

impl Json for Flat {
    type Node<'a> = FlatNode<'a>;
    type PreparedKey = PreparedKey;
    type StringBuffer = Document<'static>;

    const KEYS_PER_LOOKUP: usize = 8;

    fn prepare_key(key: &str) -> PreparedKey {
        PreparedKey { mark: mark(key), name: key.into() }
    }

    fn with_string_node<T>(
        buffer: &mut Document<'static>,
        string: &str,
        f: impl FnOnce(FlatNode<'_>) -> T,
    ) -> T {
        *buffer = Document::of_text(Cow::Owned(string.to_owned()));
        buffer.allow(u32::MAX);
        f(FlatNode { document: buffer, index: 0, slot: "" })
    }
}

impl Default for Document<'static> {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new())
    }
}

impl<'a> Node<'a, Flat> for FlatNode<'a> {
    type Object = Members<'a>;
    type Array = Elements<'a>;
    type Number = FlatNumber;

    fn as_object(&self) -> Option<Members<'a>> {
        if self.index == AROUND {
            return Some(Members { node: *self, length: 1 });
        }
        match self.kind()? {
            Kind::Object(length) => Some(Members { node: *self, length: *length as usize }),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Elements<'a>> {
        match self.kind()? {
            Kind::Array(length) => Some(Elements { node: *self, length: *length as usize }),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self.kind()? {
            Kind::String(text) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    fn as_number(&self) -> Option<FlatNumber> {
        match self.kind()? {
            Kind::Unsigned(value) => Some(FlatNumber::Unsigned(*value)),
            Kind::Signed(value) => Some(FlatNumber::Signed(*value)),
            Kind::Float(value) => Some(FlatNumber::Float(*value)),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.kind()? {
            Kind::Bool(value) => Some(*value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self.kind(), Some(Kind::Null))
    }

    fn json_type(&self) -> JsonType {
        if self.index == AROUND {
            return JsonType::Object;
        }
        match self.kind() {
            None | Some(Kind::Null) => JsonType::Null,
            Some(Kind::Bool(_)) => JsonType::Boolean,
            Some(Kind::Unsigned(_) | Kind::Signed(_) | Kind::Float(_)) => JsonType::Number,
            Some(Kind::String(_)) => JsonType::String,
            Some(Kind::Array(_)) => JsonType::Array,
            Some(Kind::Object(_)) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self.kind(), expected) {
            (Some(Kind::String(text)), Value::String(expected)) => **text == *expected,
            (Some(Kind::Null), Value::Null) => true,
            (Some(Kind::Bool(value)), Value::Bool(expected)) => value == expected,
            (Some(Kind::Unsigned(_) | Kind::Signed(_) | Kind::Float(_)), Value::Number(_))
            | (Some(Kind::Array(_)), Value::Array(_))
            | (Some(Kind::Object(_)), Value::Object(_)) => {
                jsonschema::json::cmp::equal(&value_of(self.document, self.index), expected)
            }
            _ => false,
        }
    }

    /// Errors keep the value they are about. Nobody reads it here, so none of it is copied; only where the library looks
    /// places up in the whole must they be there.
    fn to_value(&self) -> Cow<'a, Value> {
        if self.index == AROUND {
            let members = [(self.slot.to_owned(), value_of(self.document, 0))];
            return Cow::Owned(Value::Object(members.into_iter().collect()));
        }
        Cow::Owned(Value::Null)
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::tagged(std::ptr::from_ref(self.document).addr(), self.index))
    }
}

/// The members of an object.
pub(in crate::conformance) struct Members<'a> {
    node: FlatNode<'a>,
    length: usize,
}

/// Iterates over the members of an object.
pub(in crate::conformance) struct MembersIter<'a> {
    node: FlatNode<'a>,
    /// The root, where the object is the one around it.
    root: Option<&'a str>,
    children: Children<'a, 'a>,
}

impl<'a> Object<'a, Flat> for Members<'a> {
    type Node = FlatNode<'a>;
    type MemberName = &'a str;
    type MembersIter = MembersIter<'a>;

    fn len(&self) -> usize {
        self.length
    }

    fn get(&self, key: &PreparedKey) -> Option<FlatNode<'a>> {
        let FlatNode { document, index, slot } = self.node;
        if index == AROUND {
            return (*slot == *key.name).then_some(FlatNode { index: 0, ..self.node });
        }
        let mut children = document.children(index).take_while(|_| document.step());
        let (index, _) = children.find(|(_, item)| item.mark == key.mark && item.key == *key.name)?;
        Some(FlatNode { index, ..self.node })
    }

    fn members(&self) -> MembersIter<'a> {
        let FlatNode { document, index, slot } = self.node;
        let root = (index == AROUND).then_some(slot);
        MembersIter { node: self.node, root, children: document.children(index) }
    }
}

impl<'a> Iterator for MembersIter<'a> {
    type Item = (&'a str, FlatNode<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(slot) = self.root.take() {
            return Some((slot, FlatNode { index: 0, ..self.node }));
        }
        if !self.node.document.step() {
            return None;
        }
        let (index, item) = self.children.next()?;
        Some((&item.key, FlatNode { index, ..self.node }))
    }
}

/// The elements of an array.
pub(in crate::conformance) struct Elements<'a> {
    node: FlatNode<'a>,
    length: usize,
}

/// Iterates over the elements of an array.
pub(in crate::conformance) struct ElementsIter<'a> {
    node: FlatNode<'a>,
    children: Children<'a, 'a>,
}

impl<'a> Array<'a, Flat> for Elements<'a> {
    type Node = FlatNode<'a>;
    type ElementsIter = ElementsIter<'a>;

    fn len(&self) -> usize {
        self.length
    }

    fn elements(&self) -> ElementsIter<'a> {
        ElementsIter { node: self.node, children: self.node.document.children(self.node.index) }
    }

    fn is_unique(&self) -> bool {
        let document = self.node.document;
        let values: Vec<Cow<'_, Value>> =
            self.elements().map(|element| Cow::Owned(value_of(document, element.index))).collect();
        jsonschema::json::unique::is_unique(&values)
    }
}

impl<'a> Iterator for ElementsIter<'a> {
    type Item = FlatNode<'a>;

    fn next(&mut self) -> Option<FlatNode<'a>> {
        if !self.node.document.step() {
            return None;
        }
        let (index, _) = self.children.next()?;
        Some(FlatNode { index, ..self.node })
    }
}

/// A number in a document.
#[derive(Clone, Copy)]
pub(in crate::conformance) enum FlatNumber {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

impl JsonNumber for FlatNumber {
    fn as_u64(&self) -> Option<u64> {
        match *self {
            Self::Unsigned(value) => Some(value),
            Self::Signed(value) => u64::try_from(value).ok(),
            Self::Float(_) => None,
        }
    }

    fn as_i64(&self) -> Option<i64> {
        match *self {
            Self::Unsigned(value) => i64::try_from(value).ok(),
            Self::Signed(value) => Some(value),
            Self::Float(_) => None,
        }
    }

    fn as_f64(&self) -> Option<f64> {
        self.to_number().as_f64()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_number().to_string())
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(match *self {
            Self::Unsigned(value) => Number::from(value),
            Self::Signed(value) => Number::from(value),
            // JSON has no number that is not finite.
            Self::Float(value) => Number::from_f64(value).unwrap_or_else(|| Number::from(0)),
        })
    }

    fn is_integer(&self) -> bool {
        match *self {
            Self::Unsigned(_) | Self::Signed(_) => true,
            Self::Float(value) => value.fract() == 0.0,
        }
    }
}

/// Copies a value, from its last items to its first: without recursion.
pub(super) fn value_of(document: &Document<'_>, index: u32) -> Value {
    let end = document.item(index).map_or(index, |item| item.next);
    // What stands behind the item at hand, the nearest last.
    let mut built: Vec<(&str, Value)> = Vec::new();
    for at in (index..end).rev() {
        document.step();
        let Some(Item { key, kind, .. }) = document.item(at) else { continue };
        let mut take =
            |length: u32| built.split_off(built.len().saturating_sub(length as usize)).into_iter().rev();
        let value = match kind {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(*value),
            Kind::Unsigned(value) => Value::Number((*value).into()),
            Kind::Signed(value) => Value::Number((*value).into()),
            Kind::Float(value) => Number::from_f64(*value).map_or(Value::Null, Value::Number),
            Kind::String(text) => Value::String(text.to_string()),
            Kind::Array(length) => Value::Array(take(*length).map(|(_, value)| value).collect()),
            Kind::Object(length) => {
                Value::Object(take(*length).map(|(name, value)| (name.to_owned(), value)).collect())
            }
        };
        built.push((key, value));
    }
    built.pop().map_or(Value::Null, |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::super::Builder;
    use super::*;

    #[test]
    fn copies_a_value_as_it_is() {
        let text = r#"{"a":[1,-2,1.5,[],{}],"b":{"c":"x","d":[null,true]},"e":18446744073709551615}"#;
        let document = Builder::new(100, 10).read(text.as_bytes()).unwrap();
        assert_eq!(value_of(&document, 0), serde_json::from_str::<Value>(text).unwrap());
    }

    #[test]
    fn shows_nothing_any_more_when_all_looks_are_used() {
        let document = Builder::new(100, 10).read(b"[1,2,3]").unwrap();
        document.allow(3);
        let node = FlatNode { document: &document, index: 0, slot: "" };
        assert_eq!(node.as_array().unwrap().elements().count(), 2);
        assert!(document.is_spent() && node.as_array().is_none());
    }
}
