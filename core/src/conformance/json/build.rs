//! Building a document: from JSON, or piece by piece.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::document::{Document, Item, Kind};
use super::read;
use crate::conformance::mark::mark;

/// Why there is no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::conformance) enum TooMuch {
    /// The text is no JSON.
    NotJson,
    /// It is larger or deeper than is looked at.
    Limit,
}

/// Collects the items of a document.
pub(in crate::conformance) struct Builder<'t> {
    items: Vec<Item<'t>>,
    repeated: Vec<u32>,
    most_items: usize,
    most_depth: usize,
    depth: usize,
    /// Whether a limit was passed.
    is_full: bool,
}

impl<'t> Builder<'t> {
    pub(in crate::conformance) const fn new(most_items: usize, most_depth: usize) -> Self {
        Self { items: Vec::new(), repeated: Vec::new(), most_items, most_depth, depth: 0, is_full: false }
    }

    /// Reads a JSON text.
    pub(in crate::conformance) fn read(mut self, text: &'t [u8]) -> Result<Document<'t>, TooMuch> {
        // A value of real bodies is some fifteen bytes of text.
        self.items.reserve((text.len() / 15).min(self.most_items).saturating_add(1));
        if self.append(Cow::Borrowed(""), text) {
            return Ok(self.finish());
        }
        Err(if self.is_full { TooMuch::Limit } else { TooMuch::NotJson })
    }

    /// Reads a JSON text as one member. Returns false, and adds nothing, where it is none.
    pub(in crate::conformance) fn append(&mut self, key: Cow<'t, str>, text: &'t [u8]) -> bool {
        let (items, repeated, depth) = (self.items.len(), self.repeated.len(), self.depth);
        let text = std::str::from_utf8(text).ok();
        let is_read = text.is_some_and(|text| read::read(self, key, text).is_some());
        if !is_read {
            self.items.truncate(items);
            self.repeated.truncate(repeated);
            self.depth = depth;
        }
        is_read
    }

    pub(in crate::conformance) fn finish(self) -> Document<'t> {
        Document::new(self.items, self.repeated)
    }

    /// Adds a value that holds no others.
    pub(in crate::conformance) fn leaf(&mut self, key: Cow<'t, str>, kind: Kind<'t>) -> bool {
        let next = self.place().saturating_add(1);
        self.push(Item { mark: mark(&key), key, kind, next })
    }

    /// Begins an array or object.
    pub(in crate::conformance) fn open(&mut self, key: Cow<'t, str>) -> Option<u32> {
        let at = self.place();
        self.depth += 1;
        let is_within = self.depth <= self.most_depth;
        self.is_full |= !is_within;
        (is_within && self.push(Item { mark: mark(&key), key, kind: Kind::Null, next: 0 })).then_some(at)
    }

    /// Ends an array.
    pub(in crate::conformance) fn close_array(&mut self, at: u32, length: u32) {
        self.close(at, Kind::Array(length));
    }

    /// Ends an object.
    pub(in crate::conformance) fn close_object(&mut self, at: u32, length: u32) {
        self.close(at, Kind::Object(length));
        self.note_repeated(at);
    }

    fn close(&mut self, at: u32, kind: Kind<'t>) {
        let next = self.place();
        self.depth = self.depth.saturating_sub(1);
        if let Some(item) = self.items.get_mut(at as usize) {
            item.kind = kind;
            item.next = next;
        }
    }

    fn place(&self) -> u32 {
        u32::try_from(self.items.len()).unwrap_or(u32::MAX)
    }

    fn push(&mut self, item: Item<'t>) -> bool {
        let has_room = self.items.len() < self.most_items;
        self.is_full |= !has_room;
        if has_room {
            self.items.push(item);
        }
        has_room
    }

    /// Notes the members of an object whose names come a second time.
    fn note_repeated(&mut self, at: u32) {
        let mut marks: SmallVec<[u64; 16]> = self.members(at).map(|(_, item)| item.mark).collect();
        marks.sort_unstable();
        if !marks.windows(2).any(|pair| matches!(pair, [one, two] if one == two)) {
            return;
        }
        let mut names: Vec<(&str, u32)> = self.members(at).map(|(place, item)| (&*item.key, place)).collect();
        names.sort_unstable();
        let mut again: Vec<u32> = names
            .windows(2)
            .filter_map(|pair| match pair {
                [(one, _), (two, place)] if one == two => Some(*place),
                _ => None,
            })
            .collect();
        again.sort_unstable();
        self.repeated.extend(again);
    }

    /// Returns the members of the object that ends here, with their places.
    fn members(&self, at: u32) -> impl Iterator<Item = (u32, &Item<'t>)> {
        let mut place = at.saturating_add(1);
        std::iter::from_fn(move || {
            let own = place;
            let item = self.items.get(own as usize)?;
            place = item.next;
            Some((own, item))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Document<'_>, TooMuch> {
        Builder::new(1_000, 20).read(text.as_bytes())
    }

    #[test]
    fn lays_values_out_one_after_the_other() {
        let document = read(r#"{"a": [1, -2, 1.5], "b": {"c": "x\n"}, "d": null}"#).unwrap();
        let names: Vec<_> = document.children(0).map(|(_, item)| item.key.to_string()).collect();
        assert_eq!(names, ["a", "b", "d"]);
        assert_eq!(document.children(1).count(), 3);
        let (at, _) = document.children(0).nth(1).unwrap();
        assert!(matches!(&document.item(at + 1).unwrap().kind, Kind::String(text) if text == "x\n"));
    }

    #[test]
    fn notes_names_that_come_again() {
        let document = read(r#"{"a": 1, "b": {"c": 1, "c": 2}, "\u0061": 3}"#).unwrap();
        let names: Vec<_> = document.repeated().iter().map(|at| &*document.item(*at).unwrap().key).collect();
        assert_eq!(names, ["c", "a"]);
        let many: Vec<String> = (0..40).map(|n| format!("\"k{}\": {n}", n % 39)).collect();
        assert_eq!(read(&format!("{{{}}}", many.join(","))).unwrap().repeated().len(), 1);
    }

    #[test]
    fn refuses_what_is_no_json_and_what_is_too_much() {
        for text in ["", "{", "[1,]", "nul", "1 2"] {
            assert_eq!(read(text).err(), Some(TooMuch::NotJson), "{text}");
        }
        let deep = "[".repeat(21) + &"]".repeat(21);
        assert_eq!(read(&deep).err(), Some(TooMuch::Limit));
        assert!(read(&("[".repeat(20) + &"]".repeat(20))).is_ok());
        assert_eq!(read(&format!("[{}1]", "1,".repeat(1_000))).err(), Some(TooMuch::Limit));
    }
}
