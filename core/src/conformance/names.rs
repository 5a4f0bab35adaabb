//! The way to a value, for messages.

use std::borrow::Cow;

use super::json::{Document, Kind};
use super::shape::{Shape, ShapeId, Shapes};
use crate::sensitive::shown_name;

/// Bytes of a way that are shown.
const LENGTH: usize = 256;
/// Stands for a name that may be data.
const HIDDEN: &str = "*";

/// Returns a name as messages show it.
pub(super) fn shown(name: &str) -> Cow<'static, str> {
    shown_name(name.as_bytes()).map_or(Cow::Borrowed(HIDDEN), |name| Cow::Owned(name.to_owned()))
}

/// The way to a value: `$.cards[*].number`. The names of maps are `*`: only what the schema declares is surely a name.
#[derive(Debug, Clone)]
pub(super) struct Way<'s> {
    text: String,
    shapes: &'s Shapes,
    shape: Option<&'s Shape>,
}

impl<'s> Way<'s> {
    pub(super) fn new(shapes: &'s Shapes, shape: Option<ShapeId>) -> Self {
        Self { text: "$".to_owned(), shapes, shape: shape.and_then(|own| shapes.get(own)) }
    }

    /// Goes on to a member.
    pub(super) fn member(&mut self, name: &str) {
        let property = self.shape.and_then(|own| own.property(name));
        match property {
            Some(_) => self.push(&shown(name)),
            None => self.push(HIDDEN),
        }
        let next = property.map(|own| own.shape).or_else(|| self.shape.and_then(|own| own.additional));
        self.go(next);
    }

    /// Goes on to an element.
    pub(super) fn element(&mut self) {
        if self.text.len() < LENGTH {
            self.text.push_str("[*]");
        }
        self.go(self.shape.and_then(|own| own.items));
    }

    /// Returns the way to a property that is there, or is not, in what the way leads to.
    pub(super) fn property(mut self, name: &str) -> Cow<'static, str> {
        self.push(&shown(name));
        Cow::Owned(self.text)
    }

    pub(super) fn finish(self) -> Cow<'static, str> {
        Cow::Owned(self.text)
    }

    fn go(&mut self, shape: Option<ShapeId>) {
        self.shape = shape.and_then(|own| self.shapes.get(own));
    }

    fn push(&mut self, name: &str) {
        if self.text.len() < LENGTH {
            self.text.push('.');
            self.text.push_str(name);
        }
    }
}

/// Returns the way along steps of which nobody knows yet whether they are names or indices.
pub(super) fn along<'s>(mut way: Way<'s>, document: &Document<'_>, steps: &[String]) -> Way<'s> {
    let mut at = 0;
    for step in steps {
        let is_array = matches!(document.item(at).map(|item| &item.kind), Some(Kind::Array(_)));
        let next = if is_array {
            way.element();
            step.parse().ok().and_then(|index| document.children(at).nth(index))
        } else {
            way.member(step);
            document.children(at).find(|(_, item)| item.key == *step)
        };
        let Some((next, _)) = next else { break };
        at = next;
    }
    way
}

/// Returns the way to an item, which is a member of an object.
pub(super) fn to_item<'s>(mut way: Way<'s>, document: &Document<'_>, target: u32) -> Cow<'static, str> {
    let mut at = 0;
    loop {
        let is_array = matches!(document.item(at).map(|item| &item.kind), Some(Kind::Array(_)));
        // The last child that does not begin behind the target holds it.
        let Some((next, item)) = document.children(at).take_while(|(own, _)| *own <= target).last() else {
            return way.finish();
        };
        if next == target {
            return way.property(&item.key);
        }
        if is_array {
            way.element();
        } else {
            way.member(&item.key);
        }
        at = next;
    }
}
