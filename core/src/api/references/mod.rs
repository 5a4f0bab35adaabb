//! The references of a document: every one that can be reached is followed once, files that it leads to are asked for, and
//! what is wrong with it is noted.

mod context;
mod problems;
mod siblings;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use super::error::SpecError;
use super::limits::Limits;
use super::problem::{Problem, ProblemKind};
use super::reader::reference_of;
use super::resolver::Resolver;
use super::specification::Specification;
use super::tree::{FileId, Miss, NodeId, Tree, Value};
use super::uri;
use context::Context;
pub(crate) use context::is_field;

/// What a node was visited as.
const AS_KEYWORDS: u8 = 1;
const AS_NAMES: u8 = 2;
/// Its reference was followed.
const FOLLOWED: u8 = 4;

/// Follows the references of a document, appends the files that they lead to, and returns what is wrong with them.
///
/// # Errors
/// Returns [`SpecError`] when all files together pass a limit.
pub(super) fn survey(
    tree: &mut Tree,
    specification: Specification,
    main: Option<String>,
    resolver: Option<&dyn Resolver>,
    limits: &Limits,
) -> Result<Vec<Problem>, SpecError> {
    let root = tree.root();
    tree.open_library(main, resolver.is_some());
    let has_identifiers = specification.has_json_schema();
    if has_identifiers {
        tree.index_names(FileId::MAIN);
    }
    let mut survey = Survey {
        tree,
        resolver,
        limits,
        has_identifiers,
        stack: vec![(root, Context::Keywords)],
        seen: Vec::new(),
        sites: Vec::new(),
        targets: FxHashMap::default(),
        waiting: FxHashMap::default(),
        answered: Vec::new(),
        dynamic: Vec::new(),
        asked: 0,
    };
    survey.walk()?;
    Ok(survey.into_problems())
}

/// A walk through the document and the parts of other files that are referred to.
struct Survey<'t> {
    tree: &'t mut Tree,
    resolver: Option<&'t dyn Resolver>,
    limits: &'t Limits,
    /// Whether schemas may have identifiers and anchors, and siblings of references count.
    has_identifiers: bool,
    stack: Vec<(NodeId, Context)>,
    /// What each node was visited as.
    seen: Vec<u8>,
    /// Each object with a reference, in the order of the walk.
    sites: Vec<(NodeId, Context)>,
    /// Where their references lead.
    targets: FxHashMap<NodeId, Result<NodeId, Miss>>,
    /// References to identifiers that nothing has so far.
    waiting: FxHashMap<String, Vec<(NodeId, Context)>>,
    /// References whose identifiers came with the last files.
    answered: Vec<(NodeId, Context)>,
    /// What is wrong with dynamic references.
    dynamic: Vec<Problem>,
    /// Files that were asked for.
    asked: usize,
}

impl Survey<'_> {
    fn walk(&mut self) -> Result<(), SpecError> {
        loop {
            if let Some((node, context)) = self.answered.pop() {
                self.follow(node, context)?;
                continue;
            }
            let Some((node, context)) = self.stack.pop() else { return Ok(()) };
            let node = self.tree.target(node);
            let role = if context.has_names() { AS_NAMES } else { AS_KEYWORDS };
            if !self.mark(node, role) {
                continue;
            }
            let tree = &*self.tree;
            match tree.value(node) {
                Value::Sequence => self.stack.extend(tree.items(node).map(|item| (item, Context::Keywords))),
                Value::Mapping => {
                    let mut has_reference = false;
                    for (key, child) in tree.entries(node) {
                        if tree.len(child) > 0 {
                            let context = context.of_child(key);
                            self.stack.extend(context.map(|context| (child, context)));
                        } else if key == "$ref" {
                            has_reference = matches!(tree.value(child), Value::String(_));
                        } else if key == "$dynamicRef"
                            && self.has_identifiers
                            && let Value::String(reference) = tree.value(child)
                            && reference.starts_with('#')
                        {
                            let found = tree.locate(node, reference);
                            self.stack.extend(found.iter().map(|target| (*target, Context::Keywords)));
                            if found.is_err() {
                                let reference = reference.to_owned();
                                self.dynamic.push(Problem {
                                    kind: ProblemKind::UnresolvedReference { reference },
                                    node,
                                });
                            }
                        }
                    }
                    if has_reference && self.mark(node, FOLLOWED) {
                        self.sites.push((node, context));
                        self.follow(node, context)?;
                    }
                }
                _ => {}
            }
        }
    }

    /// Marks a node. Returns false if it was marked so before.
    fn mark(&mut self, node: NodeId, mark: u8) -> bool {
        let size = self.tree.size();
        if self.seen.len() < size {
            self.seen.resize(size, 0);
        }
        let Some(seen) = self.seen.get_mut(node.index()) else { return false };
        let is_new = *seen & mark == 0;
        *seen |= mark;
        is_new
    }

    /// Finds out where the reference of an object leads, and goes on there.
    fn follow(&mut self, node: NodeId, context: Context) -> Result<(), SpecError> {
        let found = loop {
            let reference = reference_of(self.tree, node).unwrap_or_default();
            match self.tree.locate(node, reference) {
                Err(Miss::Unasked(name)) => self.ask(name)?,
                Err(miss @ (Miss::Away(_) | Miss::Identifier)) if self.has_identifiers => {
                    let (document, _) = uri::split(reference);
                    if let Some(identifier) = self.tree.identifier_at(node, document) {
                        self.waiting.entry(identifier).or_default().push((node, context));
                    }
                    break Err(miss);
                }
                found => break found,
            }
        };
        if let Ok(target) = found {
            self.stack.push((target, context));
        }
        self.targets.insert(node, found);
        Ok(())
    }

    /// Asks for a file, and reads it if it can be had.
    fn ask(&mut self, name: String) -> Result<(), SpecError> {
        let limit = self.limits.files;
        if self.asked >= limit {
            return Err(SpecError::TooManyFiles { limit });
        }
        self.asked += 1;
        let Some(resolver) = self.resolver else {
            self.tree.give_up(name, String::new());
            return Ok(());
        };
        let bytes = match resolver.resolve(&name) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.tree.give_up(name, error.to_string());
                return Ok(());
            }
        };
        match self.read(&bytes) {
            Ok(part) => self.take(name, &part),
            Err(error @ (SpecError::TooManyNodes { .. } | SpecError::TooManyAliases { .. })) => {
                Err(SpecError::Part { file: name, error: Box::new(error) })
            }
            Err(error) => {
                self.tree.give_up(name, reason(&error));
                Ok(())
            }
        }
    }

    fn read(&self, bytes: &[u8]) -> Result<Tree, SpecError> {
        Tree::parse(bytes, &self.tree.rest_of(self.limits))
    }

    /// Appends a part. What it calls itself may be what references have waited for.
    fn take(&mut self, name: String, part: &Tree) -> Result<(), SpecError> {
        let size = self.tree.bytes() + part.bytes();
        if size > self.limits.bytes {
            return Err(SpecError::TooLarge { size, limit: self.limits.bytes });
        }
        let file = self.tree.shelve(name, part)?;
        if !self.has_identifiers {
            return Ok(());
        }
        for identifier in self.tree.index_names(file) {
            self.answered.extend(self.waiting.remove(&identifier).unwrap_or_default());
        }
        Ok(())
    }
}

/// Says why a part cannot be read.
fn reason(error: &SpecError) -> String {
    let message = error.to_string().replace("the document", "the file");
    if error.line().is_some() { format!("{message} of that file") } else { message }
}
