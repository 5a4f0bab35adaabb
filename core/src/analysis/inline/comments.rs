//! `# watchgate-ignore: rule, rule -- reason` at the end of a line, or on the lines directly above an entry.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Inline, ProblemKind, in_order, known};
use crate::api::tree::{Comment, NodeId, Tree};

const WORD: &str = "watchgate-ignore";
/// Stands between the names and the reason.
const REASON: &str = "--";

/// A comment that suppresses, and the line of its entry.
struct Directive<'t> {
    comment: &'t Comment,
    /// What follows the word.
    rest: &'t str,
    /// The first byte of the line, if a line follows.
    line: Option<usize>,
    /// Whether the entry stands on the comment's own line.
    is_beside: bool,
}

/// Reads every comment of a document.
pub(super) fn read(tree: &Tree, inline: &mut Inline) {
    let directives = directives(tree);
    if directives.is_empty() {
        return;
    }
    let mut lines: BTreeMap<usize, Option<NodeId>> =
        directives.iter().filter_map(|own| own.line).map(|line| (line, None)).collect();
    let pieces: Vec<Range<u32>> = lines.keys().map(|line| piece(tree.source(), *line)).collect();
    for (entry, found) in lines.values_mut().zip(tree.first_in(&pieces)) {
        *entry = found;
    }
    for own in directives {
        let entry = own.line.and_then(|line| *lines.get(&line)?).and_then(|entry| own.narrowed(tree, entry));
        own.apply(tree, entry, inline);
    }
}

impl Directive<'_> {
    /// Leaves the whole document to a comment above its first line: one beside the first entry is about that entry.
    fn narrowed(&self, tree: &Tree, entry: NodeId) -> Option<NodeId> {
        if !self.is_beside || tree.parent(entry).is_some() {
            return Some(entry);
        }
        let first = tree.entries(entry).map(|(_, own)| own).chain(tree.items(entry)).next()?;
        (tree.start(first) == tree.start(entry)).then_some(first)
    }

    fn apply(&self, tree: &Tree, entry: Option<NodeId>, inline: &mut Inline) {
        let at = Some(self.comment.at);
        let Some(node) = entry else {
            inline.report(ProblemKind::NoEntry, tree.root_of_file(self.comment.file), at);
            return;
        };
        let list = self.rest.trim_start().strip_prefix(':').unwrap_or_default();
        let list = list.split_once(REASON).map_or(list, |(names, _)| names);
        let mut names = Vec::new();
        let mut words = list.split(',').map(str::trim).filter(|name| !name.is_empty()).peekable();
        if words.peek().is_none() {
            inline.report(ProblemKind::NoNames, node, at);
        }
        for word in words {
            match known(word) {
                Some(name) => names.push(name),
                None => inline.report(ProblemKind::unknown(word), node, at),
            }
        }
        inline.cover(tree, node, in_order(names));
    }
}

/// Returns the comments that suppress, each with the line of its entry.
fn directives(tree: &Tree) -> Vec<Directive<'_>> {
    let source = tree.source();
    // The line that follows the comments from a line on. The last comment first, so that no line is read twice.
    let mut following: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    let mut directives = Vec::new();
    for comment in tree.comments().iter().rev() {
        let text = comment.text.trim_start();
        let Some(rest) = text.strip_prefix(WORD) else { continue };
        if rest.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
            continue;
        }
        let before = source.get(..comment.start as usize).unwrap_or_default();
        let own_line = before.rfind('\n').map_or(0, |end| end + 1);
        let is_beside = !before.get(own_line..).unwrap_or_default().trim_matches([' ', '\t', '-']).is_empty();
        let line = if is_beside {
            Some(own_line)
        } else {
            let line = content_after(source, own_line, &following);
            following.insert(own_line, line);
            line
        };
        directives.push(Directive { comment, rest, line, is_beside });
    }
    directives.reverse();
    directives
}

/// Returns the first line after one that is neither a comment nor a mark of a document's beginning, unless it is blank.
fn content_after(source: &str, line: usize, following: &BTreeMap<usize, Option<usize>>) -> Option<usize> {
    let mut next = next_line(source, line)?;
    loop {
        if let Some(known) = following.get(&next) {
            return *known;
        }
        let text = source.get(next..).unwrap_or_default().lines().next().unwrap_or_default().trim();
        if text.is_empty() {
            return None;
        }
        if !text.starts_with('#') && text != "---" {
            return Some(next);
        }
        next = next_line(source, next)?;
    }
}

/// Returns where the line after another begins.
fn next_line(source: &str, line: usize) -> Option<usize> {
    source.get(line..)?.find('\n').map(|end| line + end + 1)
}

/// Returns the bytes of a line.
fn piece(source: &str, line: usize) -> Range<u32> {
    let end = next_line(source, line).unwrap_or(source.len());
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    byte(line)..byte(end)
}
