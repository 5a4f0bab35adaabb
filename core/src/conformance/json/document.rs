//! A JSON value laid out flat.

use std::borrow::Cow;
use std::cell::Cell;

/// A JSON value. Each item is followed by what it holds, so a value needs one allocation however deep it is.
///
/// It is for one thread, because it counts how often it was looked at: a schema may lead to the same place again and again.
pub(in crate::conformance) struct Document<'t> {
    pub(super) items: Vec<Item<'t>>,
    /// Members whose name their object has already.
    pub(super) repeated: Vec<u32>,
    pub(super) steps: Cell<u32>,
}

/// A value in a [`Document`].
pub(in crate::conformance) struct Item<'t> {
    /// The name in its object; empty elsewhere.
    pub(in crate::conformance) key: Cow<'t, str>,
    /// Of the name.
    pub(in crate::conformance) mark: u64,
    pub(in crate::conformance) kind: Kind<'t>,
    /// The place behind all that it holds.
    pub(super) next: u32,
}

/// What an item is.
pub(in crate::conformance) enum Kind<'t> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    String(Cow<'t, str>),
    /// An array with its length.
    Array(u32),
    /// An object with the number of its members.
    Object(u32),
}

impl Item<'_> {
    /// Tells whether it may hold others.
    pub(in crate::conformance) const fn is_holder(&self) -> bool {
        matches!(self.kind, Kind::Array(_) | Kind::Object(_))
    }
}

impl<'t> Document<'t> {
    pub(super) const fn new(items: Vec<Item<'t>>, repeated: Vec<u32>) -> Self {
        Self { items, repeated, steps: Cell::new(0) }
    }

    /// Returns a document that is one text.
    pub(super) fn of_text(text: Cow<'t, str>) -> Self {
        Self::new(
            vec![Item { key: Cow::Borrowed(""), mark: 0, kind: Kind::String(text), next: 1 }],
            Vec::new(),
        )
    }

    pub(in crate::conformance) fn item(&self, index: u32) -> Option<&Item<'t>> {
        self.items.get(index as usize)
    }

    /// Returns the members or elements of an item with their places.
    pub(in crate::conformance) fn children(&self, index: u32) -> Children<'_, 't> {
        let end = match self.item(index) {
            Some(Item { kind: Kind::Array(_) | Kind::Object(_), next, .. }) => *next,
            _ => 0,
        };
        Children { document: self, at: index.saturating_add(1), end }
    }

    /// Returns the members whose name was there before.
    pub(in crate::conformance) fn repeated(&self) -> &[u32] {
        &self.repeated
    }

    /// Allows so many looks.
    pub(in crate::conformance) fn allow(&self, steps: u32) {
        self.steps.set(steps);
    }

    /// Tells whether all looks were used, and what was found out is nothing to rely on.
    pub(in crate::conformance) fn is_spent(&self) -> bool {
        self.steps.get() == 0
    }

    /// Uses a look. Returns false once there are none.
    pub(super) fn step(&self) -> bool {
        let left = self.steps.get();
        self.steps.set(left.saturating_sub(1));
        left > 0
    }
}

/// Iterates over what an item holds.
pub(in crate::conformance) struct Children<'d, 't> {
    document: &'d Document<'t>,
    at: u32,
    end: u32,
}

impl<'d, 't> Iterator for Children<'d, 't> {
    type Item = (u32, &'d Item<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let at = self.at;
        let item = self.document.item(at)?;
        self.at = item.next;
        Some((at, item))
    }
}
