//! JSON Pointer (RFC 6901).

use std::borrow::Cow;

use super::node::{Kind, NO_PARENT, NodeId};
use super::{Tree, Value};
use crate::api::masking::shown;

/// Bytes of a key that pointers and identities repeat: as much as the longest path that is read.
const KEY_LENGTH: usize = 2048;

/// Cuts a text to the length that pointers and identities repeat.
pub(crate) fn shortened(text: &str) -> &str {
    let mut end = KEY_LENGTH;
    while end < text.len() && !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

impl Tree {
    /// Returns the pointer of a node. Keys longer than any real one are cut short, as each finding repeats them.
    pub(crate) fn pointer(&self, id: NodeId) -> String {
        self.pointer_of(id, |key| Cow::Borrowed(key))
    }

    /// Returns the pointer of a node for a finding: what may be a credential in a key is masked.
    pub(crate) fn shown_pointer(&self, id: NodeId) -> String {
        self.pointer_of(id, shown)
    }

    fn pointer_of(&self, id: NodeId, written: fn(&str) -> Cow<'_, str>) -> String {
        let mut path = vec![id];
        while let Some(parent) = path.last().and_then(|id| self.parent(*id)) {
            path.push(parent);
        }
        let mut pointer = String::new();
        for id in path.into_iter().rev() {
            if let Some(key) = self.key(id) {
                pointer.push('/');
                push_escaped(&mut pointer, shortened(&written(key)));
            } else if let Some(index) = self.item_index(id) {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
        }
        pointer
    }

    /// Returns a node's place in its sequence. Items are numbered in the order they are read, so a search finds it.
    fn item_index(&self, id: NodeId) -> Option<usize> {
        let parent = self.node(id).parent;
        if parent == NO_PARENT || self.node(NodeId(parent)).kind != Kind::Sequence {
            return None;
        }
        self.children_of(NodeId(parent)).binary_search(&id).ok()
    }

    /// Returns the node that a pointer names in the main document.
    #[cfg_attr(not(test), expect(dead_code, reason = "references are followed from where they stand"))]
    pub(crate) fn resolve(&self, pointer: &str) -> Option<NodeId> {
        self.resolve_from(self.root(), pointer)
    }

    /// Returns the node that a pointer names in a file or in a part of one.
    pub(super) fn resolve_from(&self, start: NodeId, pointer: &str) -> Option<NodeId> {
        if pointer.is_empty() {
            return Some(start);
        }
        let mut tokens = pointer.strip_prefix('/')?.split('/');
        tokens.try_fold(start, |node, token| match self.value(node) {
            Value::Mapping => self.get(node, &unescape(token)?),
            Value::Sequence => self.children_of(node).get(item(token)?).copied(),
            _ => None,
        })
    }
}

fn push_escaped(pointer: &mut String, key: &str) {
    for character in key.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(character),
        }
    }
}

fn unescape(token: &str) -> Option<Cow<'_, str>> {
    if !token.contains('~') {
        return Some(Cow::Borrowed(token));
    }
    let mut pieces = token.split('~');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (character, rest) = match piece.strip_prefix('0') {
            Some(rest) => ('~', rest),
            None => ('/', piece.strip_prefix('1')?),
        };
        text.push(character);
        text.push_str(rest);
    }
    Some(Cow::Owned(text))
}

/// Reads an index: digits without a leading zero.
fn item(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (token == "0" || !token.starts_with('0'))).then(|| token.parse().ok()).flatten()
}

/// Decodes `%7B` to `{`. A percent sign without two digits stays as it is; what is no UTF-8 then is no reference.
pub(crate) fn percent_decoded(fragment: &str) -> Option<Cow<'_, str>> {
    if !fragment.contains('%') {
        return Some(Cow::Borrowed(fragment));
    }
    let mut decoded = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match (byte, tail) {
            (b'%', [high, low, tail @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                decoded.push(hex(*high) << 4 | hex(*low));
                rest = tail;
            }
            _ => decoded.push(*byte),
        }
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

/// The value of a hexadecimal digit.
pub(super) fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20).wrapping_sub(b'a').wrapping_add(10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn tree(text: &str) -> Tree {
        Tree::parse(text.as_bytes(), &Limits::default()).unwrap()
    }

    #[test]
    fn resolves_the_examples_of_the_rfc() {
        let text =
            r#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "k\"l": 6, " ": 7, "m~n": 8}"#;
        let tree = tree(text);
        let number = |pointer| tree.resolve(pointer).map(|id| tree.value(id));
        assert_eq!(tree.resolve(""), Some(tree.root()));
        assert_eq!(number("/foo/0"), Some(Value::String("bar")));
        for (pointer, expected) in [("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/k\"l", "6"), ("/m~0n", "8")]
        {
            assert_eq!(number(pointer), Some(Value::Number(expected)), "{pointer}");
        }
    }

    #[test]
    fn refuses_what_is_no_pointer() {
        let tree = tree(r#"{"a": [1, 2], "b~": 1, "": {"x": 1}}"#);
        for pointer in ["a", "/a/2", "/a/-", "/a/01", "/a/+1", "/a/", "/b~", "/b~2", "/a/0/1", "/nothing"] {
            assert_eq!(tree.resolve(pointer), None, "{pointer}");
        }
    }

    #[test]
    fn makes_the_pointer_that_finds_the_node_again() {
        let tree = tree("paths:\n  /pets/{id}: {get: {tags: [a, ~b~]}}\n  ~x: [[1], [2, 3]]\n");
        for pointer in ["", "/paths/~1pets~1{id}/get/tags/1", "/paths/~0x/1/1"] {
            assert_eq!(tree.pointer(tree.resolve(pointer).unwrap()), pointer);
        }
        let reference = tree.resolve_reference(tree.root(), "#/paths/~1pets~1%7Bid%7D/get").unwrap();
        assert_eq!(tree.pointer(reference), "/paths/~1pets~1{id}/get");
    }
}
