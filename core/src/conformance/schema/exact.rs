//! Whether a schema asserts all that it says.

use rustc_hash::FxHashSet;

use super::edges::{each, is_marked, target_of};
use super::formats;
use super::translate::Translator;
use crate::api::tree::{NodeId, Value};

/// Schemas that are looked at for one answer. Of more nothing is known.
const MOST_LOOKS: usize = 256;

impl Translator<'_> {
    /// Tells whether a schema asserts all that it says, and so does all that it leads to. One that asserts less lets more values
    /// pass, and then what turns an answer around (`not`, `if`, the one of `oneOf`) says the opposite of what was meant.
    pub(super) fn is_exact(&mut self, from: NodeId, node: NodeId) -> bool {
        let node = self.tree.target(node);
        if self.survey.circular.contains(&(from, node)) {
            return false;
        }
        let (mut stack, mut seen) = (vec![node], FxHashSet::from_iter([node]));
        while let Some(node) = stack.pop() {
            if seen.len() > MOST_LOOKS || !self.asserts_all(node) {
                return false;
            }
            let circular = &self.survey.circular;
            let mut is_cut = false;
            each(self.tree, node, self.specification, &mut |_, child| {
                is_cut |= circular.contains(&(node, child));
                if seen.insert(child) {
                    stack.push(child);
                }
            });
            if is_cut {
                return false;
            }
        }
        true
    }

    /// Tells whether a schema itself asserts all that it says.
    fn asserts_all(&mut self, node: NodeId) -> bool {
        let tree = self.tree;
        if self.survey.heavy.contains(&node) || tree.get(node, "$dynamicRef").is_some() {
            return false;
        }
        let is_broken = tree.get(node, "$ref").is_some() && target_of(tree, node, "$ref").is_none();
        let format = tree.get(node, "format").map(|own| tree.value(own));
        if is_broken || matches!(format, Some(Value::String(own)) if !formats::is_asserted(own)) {
            return false;
        }
        let pattern = tree.get(node, "pattern").map(|own| tree.value(own));
        let keys = tree.get(node, "patternProperties").into_iter().flat_map(|own| tree.entries(own));
        let mut patterns: Vec<&str> = keys.map(|(pattern, _)| pattern).collect();
        if let Some(Value::String(own)) = pattern {
            patterns.push(own);
        }
        patterns.into_iter().all(|own| self.patterns.is_asserted(own)) && self.requires_all(node)
    }

    /// Tells whether all required properties may be there: in a request those that only answers have may not.
    fn requires_all(&self, node: NodeId) -> bool {
        let tree = self.tree;
        let mark = self.side.other_mark().filter(|_| self.survey.has_sides);
        let (Some(mark), Some(list)) = (mark, tree.get(node, "required")) else { return true };
        let properties = tree.get(node, "properties");
        tree.items(list).all(|item| match tree.value(item) {
            Value::String(name) => {
                let property = properties.and_then(|own| tree.get(own, name));
                !property.is_some_and(|own| is_marked(tree, own, mark))
            }
            _ => true,
        })
    }
}
