//! Lenient access to a document: get the value, or note what is wrong and go on.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::error::SpecError;
use super::problem::{Problem, ProblemKind, Unread};
use super::tree::{Miss, NodeId, Tree, Value};

/// References that are followed one after the other.
const REFERENCE_CHAIN: usize = 16;

/// Children that the adapters may look at in all. YAML aliases let a small document stand for a huge one; past this the
/// document is refused.
const BUDGET: usize = 1_000_000;
/// Bytes of a string that cost as much as one child, wherever the string is copied or looked up.
const BYTES_PER_UNIT: usize = 64;

/// Where a chain of references ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resolved {
    /// At an object, or at the node itself.
    Object(NodeId),
    /// At something that is not read. It is noted.
    Unread,
    /// At nothing, at no object, or nowhere. It is noted, here or by the reference check.
    Nothing,
}

/// Reads fields by type. A wrong type is noted and the field counts as absent.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    tree: &'t Tree,
    problems: Vec<Problem>,
    /// What was noted where. A path item that is referred to twice is read twice.
    noted: FxHashSet<(NodeId, std::mem::Discriminant<ProblemKind>)>,
    spent: usize,
    /// Where the budget ran out.
    exhausted: Option<NodeId>,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        Self { tree, problems: Vec::new(), noted: FxHashSet::default(), spent: 0, exhausted: None }
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
        if self.charge(parent, children.saturating_add(1)) { children } else { 0 }
    }

    /// Returns a copy of a string for the model, empty once the budget is spent: an alias repeats a long string at no
    /// cost to its author.
    pub(crate) fn copy(&mut self, node: NodeId, text: &str) -> String {
        if self.charge(node, text.len() / BYTES_PER_UNIT) { text.to_owned() } else { String::new() }
    }

    /// Pays for a named part that counts for one more operation. Returns false once the budget is spent.
    pub(crate) fn repeat(&mut self, operation: NodeId, name: &str) -> bool {
        self.charge(operation, name.len() / BYTES_PER_UNIT + 1)
    }

    /// Takes units from the budget. Returns false once it is spent.
    fn charge(&mut self, node: NodeId, units: usize) -> bool {
        self.spent = self.spent.saturating_add(units);
        if self.spent > BUDGET {
            self.exhausted.get_or_insert(node);
        }
        self.exhausted.is_none()
    }

    /// Notes an oddity, once at each place.
    pub(crate) fn note(&mut self, node: NodeId, kind: ProblemKind) {
        if self.noted.insert((node, std::mem::discriminant(&kind))) {
            self.problems.push(Problem { kind, node });
        }
    }

    fn note_unread(&mut self, node: NodeId, reference: &str, why: Unread) {
        let reference = self.copy(node, reference);
        self.note(node, ProblemKind::UnreadReference { reference, why });
    }

    /// Notes that a node is not what the specification asks for.
    pub(crate) fn wrong_type(&mut self, node: NodeId, expected: &'static str) {
        let found = describe(&self.tree.value(node));
        self.note(node, ProblemKind::WrongType { expected, found });
    }

    pub(crate) fn mapping(&mut self, node: NodeId, key: &str) -> Option<NodeId> {
        let child = self.tree.get(node, key)?;
        self.require(child, "an object", |value| matches!(value, Value::Mapping))
    }

    pub(crate) fn sequence(&mut self, node: NodeId, key: &str) -> Option<NodeId> {
        let child = self.tree.get(node, key)?;
        self.require(child, "an array", |value| matches!(value, Value::Sequence))
    }

    /// Returns the node if it passes; notes it otherwise.
    pub(crate) fn require(
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

    /// Returns the object that a node is or refers to, the same for all who refer to it.
    pub(crate) fn object(&mut self, node: NodeId) -> Option<NodeId> {
        match self.resolve(node) {
            Resolved::Object(place) => Some(self.tree.target(place)),
            Resolved::Unread | Resolved::Nothing => None,
        }
    }

    /// Follows `$ref` to the object it stands for, in whatever file that is, and notes at the node what is no object or
    /// cannot be asked for. All else that is wrong with references is noted where the document is surveyed for them.
    pub(crate) fn resolve(&mut self, node: NodeId) -> Resolved {
        let mut current = node;
        let mut seen = SmallVec::<[NodeId; REFERENCE_CHAIN]>::new();
        for _ in 0..REFERENCE_CHAIN {
            let Some(reference) = reference_of(self.tree, current) else {
                return self.object_at(node, current);
            };
            if !self.charge(node, reference.len() / BYTES_PER_UNIT) {
                return Resolved::Nothing;
            }
            let next = match self.tree.locate(current, reference) {
                Ok(next) => next,
                Err(Miss::Nothing) => return Resolved::Nothing,
                Err(Miss::OtherDocument | Miss::Unasked(_)) => {
                    self.note_unread(node, reference, Unread::Because("is in another document"));
                    return Resolved::Unread;
                }
                Err(_) => return Resolved::Unread,
            };
            seen.push(self.tree.target(current));
            if seen.contains(&self.tree.target(next)) {
                return Resolved::Nothing;
            }
            current = next;
        }
        let reference = reference_of(self.tree, node).unwrap_or_default();
        self.note_unread(node, reference, Unread::Because("leads through more than 16 others"));
        Resolved::Unread
    }

    /// Returns what a node stands for, if that is an object.
    fn object_at(&mut self, node: NodeId, end: NodeId) -> Resolved {
        if self.tree.value(end) == Value::Mapping {
            return Resolved::Object(end);
        }
        if end == node {
            self.wrong_type(node, "an object");
        } else {
            let (expected, found) = ("a reference to an object", "one to another value");
            self.note(node, ProblemKind::WrongType { expected, found });
        }
        Resolved::Nothing
    }

    /// Returns the members of an object whose keys are names, with those of the object that its `$ref` leads to behind
    /// its own. The outcome says whether all of them were read.
    pub(crate) fn named_entries(&mut self, mapping: NodeId) -> (Vec<(&'t str, NodeId)>, Resolved) {
        let mut members: Vec<_> = self.entries(mapping).collect();
        if reference_of(self.tree, mapping).is_none() {
            return (members, Resolved::Object(mapping));
        }
        members.retain(|(name, _)| *name != "$ref");
        let resolved = self.resolve(mapping);
        if let Resolved::Object(other) = resolved {
            let own: FxHashSet<&str> = members.iter().map(|(name, _)| *name).collect();
            members.extend(self.entries(other).filter(|(name, _)| !own.contains(name)));
        }
        (members, resolved)
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
pub(crate) fn describe(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Sequence => "an array",
        Value::Mapping => "an object",
    }
}

#[cfg(test)]
mod tests {
    use crate::{Api, SpecError};

    const HEAD: &str = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\n";

    fn parse(body: &str) -> Result<Api, SpecError> {
        Api::parse(format!("{HEAD}{body}").as_bytes())
    }

    /// A document with very many aliases of what is called `x`.
    fn aliases(anchored: &str) -> String {
        let mut body = format!("paths:\n  /x: &x {anchored}\n");
        for path in 0..20_000 {
            body.push_str(&format!("  /{path}: *x\n"));
        }
        body
    }

    #[test]
    fn refuses_long_strings_that_aliases_repeat() {
        let long = "x".repeat(500_000);
        for anchored in [
            format!("{{get: {{operationId: {long}}}}}"),
            format!("{{get: {{tags: [{long}]}}}}"),
            format!("{{get: {{security: [{{o: [{long}]}}]}}}}"),
            format!("{{$ref: {long}}}"),
            format!("{{$ref: '#/{long}'}}"),
        ] {
            let outcome = parse(&aliases(&anchored)).map(|api| api.operations().len());
            assert_eq!(outcome.map_err(|error| error.code()), Err("too-many-nodes"));
        }
    }

    #[test]
    fn refuses_parameters_that_very_many_operations_share() {
        let list = |item: &str| (0..2_000).map(|at| item.replace('#', &at.to_string())).collect::<String>();
        let body = format!(
            "paths:\n  /x:\n    parameters: [{}]\n    additionalOperations: {{{}}}\n",
            list("{name: p#, in: query},"),
            list("M#: {},")
        );
        let document = format!("openapi: 3.2.0\ninfo: {{title: a, version: '1'}}\n{body}");
        let outcome = Api::parse(document.as_bytes()).map(|api| api.operations().len());
        assert_eq!(outcome.map_err(|error| error.code()), Err("too-many-nodes"));
    }

    #[test]
    fn passes_over_urls_and_values_that_are_too_long() {
        let (long, url) = ("x".repeat(500_000), "{a}".repeat(20_000));
        let body = format!(
            "servers: [{{url: '{url}'}}, {{url: 'https://{{a}}', variables: {{a: {{default: {long}, enum: [b, {long}]}}}}}}]\n"
        );
        let api = parse(&format!("{body}paths: {{}}\n")).unwrap();
        let [servers] = api.model.servers.as_slice() else { panic!("one list") };
        assert_eq!(servers.len(), 1);
        assert_eq!(servers[0].variables[0].values, ["b"]);
        assert_eq!(api.model.problems.len(), 3);
    }

    #[test]
    fn keeps_a_part_of_very_many_values() {
        let values: Vec<String> = (0..200_000).map(|value| value.to_string()).collect();
        let variables =
            format!("{{a: {{default: '0', enum: [{}]}}, unused: {{default: x}}}}", values.join(","));
        let body = format!("servers: [{{url: 'https://h/{{a}}', variables: {variables}}}]\npaths: {{}}\n");
        let api = parse(&body).unwrap();
        let variables = &api.model.servers[0][0].variables;
        assert_eq!((variables.len(), variables[0].values.len()), (1, 1000));
    }
}
