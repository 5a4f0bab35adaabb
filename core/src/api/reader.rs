//! Lenient access to a document: get the value, or note what is wrong and go on.

use super::error::SpecError;
use super::problem::{Problem, ProblemKind};
use super::tree::{NodeId, Tree, Value};

/// References that are followed one after the other.
const REFERENCE_CHAIN: usize = 16;

/// Children that the adapters may look at in all. YAML aliases let a small document stand for a huge one; past this the
/// document is refused.
const BUDGET: usize = 1_000_000;

/// Reads fields by type. A wrong type is noted and the field counts as absent.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    tree: &'t Tree,
    problems: Vec<Problem>,
    spent: usize,
    /// Where the budget ran out.
    exhausted: Option<NodeId>,
}

impl<'t> Reader<'t> {
    pub(crate) const fn new(tree: &'t Tree) -> Self {
        Self { tree, problems: Vec::new(), spent: 0, exhausted: None }
    }

    pub(crate) const fn tree(&self) -> &'t Tree {
        self.tree
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Returns [`SpecError`] when aliases made the document larger than any real one.
    pub(crate) fn finish(self) -> Result<Vec<Problem>, SpecError> {
        match self.exhausted {
            Some(node) => Err(SpecError::TooManyNodes { limit: BUDGET, at: self.tree.position(node) }),
            None => Ok(self.problems),
        }
    }

    /// Returns the members of an array, or nothing once the budget is spent.
    pub(crate) fn items(&mut self, sequence: NodeId) -> impl Iterator<Item = NodeId> + use<'t> {
        let allowed = self.spend(sequence);
        self.tree.items(sequence).take(allowed)
    }

    /// Returns the members of an object, or nothing once the budget is spent.
    pub(crate) fn entries(&mut self, mapping: NodeId) -> impl Iterator<Item = (&'t str, NodeId)> + use<'t> {
        let allowed = self.spend(mapping);
        self.tree.entries(mapping).take(allowed)
    }

    fn spend(&mut self, parent: NodeId) -> usize {
        let children = self.tree.len(parent);
        self.spent = self.spent.saturating_add(children).saturating_add(1);
        if self.spent > BUDGET {
            self.exhausted.get_or_insert(parent);
            return 0;
        }
        children
    }

    pub(crate) fn note(&mut self, node: NodeId, kind: ProblemKind) {
        self.problems.push(Problem { kind, node });
    }

    /// Notes that a node is not what the specification asks for.
    pub(crate) fn wrong_type(&mut self, node: NodeId, expected: &'static str) {
        let found = describe(&self.tree.value(node));
        self.note(node, ProblemKind::WrongType { expected, found });
    }

    pub(crate) fn mapping(&mut self, node: NodeId, key: &str) -> Option<NodeId> {
        let child = self.tree.get(node, key)?;
        self.expect(child, "an object", |value| matches!(value, Value::Mapping))
    }

    pub(crate) fn sequence(&mut self, node: NodeId, key: &str) -> Option<NodeId> {
        let child = self.tree.get(node, key)?;
        self.expect(child, "an array", |value| matches!(value, Value::Sequence))
    }

    /// Returns the node if it passes; notes it otherwise.
    pub(crate) fn expect(
        &mut self,
        node: NodeId,
        expected: &'static str,
        passes: impl FnOnce(&Value<'t>) -> bool,
    ) -> Option<NodeId> {
        if passes(&self.tree.value(node)) {
            return Some(node);
        }
        self.wrong_type(node, expected);
        None
    }

    pub(crate) fn string(&mut self, node: NodeId, key: &str) -> Option<&'t str> {
        let child = self.tree.get(node, key)?;
        self.string_value(child)
    }

    pub(crate) fn string_value(&mut self, node: NodeId) -> Option<&'t str> {
        if let Value::String(text) = self.tree.value(node) {
            return Some(text);
        }
        self.wrong_type(node, "a string");
        None
    }

    /// Returns a string, or a number as it is written (`version: 1.0`).
    pub(crate) fn scalar(&mut self, node: NodeId, key: &str) -> Option<&'t str> {
        let child = self.tree.get(node, key)?;
        match self.tree.value(child) {
            Value::String(text) | Value::Number(text) => Some(text),
            _ => {
                self.wrong_type(child, "a string");
                None
            }
        }
    }

    pub(crate) fn boolean(&mut self, node: NodeId, key: &str) -> Option<bool> {
        let child = self.tree.get(node, key)?;
        if let Value::Bool(value) = self.tree.value(child) {
            return Some(value);
        }
        self.wrong_type(child, "a boolean");
        None
    }

    /// Follows `$ref` to the value it stands for. Missing and circular targets are noted by the reference check; here
    /// they are `None`.
    pub(crate) fn resolve(&mut self, node: NodeId) -> Option<NodeId> {
        let mut current = node;
        for _ in 0..REFERENCE_CHAIN {
            let Some(reference) = reference_of(self.tree, current) else { return Some(current) };
            current = self.tree.resolve_reference(reference)?;
            if self.tree.target(current) == self.tree.target(node) {
                return None;
            }
        }
        let reference = reference_of(self.tree, node).unwrap_or_default().to_owned();
        let why = "leads through more than 16 others";
        self.note(node, ProblemKind::UnreadReference { reference, why });
        None
    }
}

/// Returns the text of a node's `$ref`, if it has one.
pub(crate) fn reference_of(tree: &Tree, node: NodeId) -> Option<&str> {
    match tree.value(tree.get(node, "$ref")?) {
        Value::String(reference) => Some(reference),
        _ => None,
    }
}

/// Names a value's type with its article.
fn describe(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Sequence => "an array",
        Value::Mapping => "an object",
    }
}
