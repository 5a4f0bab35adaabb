//! From a reference to the node it names, in whatever file that is.

use rustc_hash::FxHashMap;

use super::node::NodeId;
use super::pointer::percent_decoded;
use super::{FileId, Tree};
use crate::api::uri::{self, Away, Refusal};

/// Which files were asked for, and what came of it.
#[derive(Debug, Default)]
pub(crate) struct Library {
    /// The main document's own name.
    main: Option<String>,
    /// Whether there is a resolver to ask.
    is_open: bool,
    files: FxHashMap<String, Asked>,
    /// Why files could not be read.
    reasons: Vec<String>,
}

/// What came of asking for a file.
#[derive(Debug, Clone, Copy)]
enum Asked {
    Read(FileId),
    Lost(LostFile),
}

/// A file that could not be read. [`Tree::reason`] says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct LostFile(pub(crate) u32);

/// Why a reference leads to no node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Miss {
    /// Its target is not in the document that it names.
    Nothing,
    /// It leaves the document's folder.
    Away(Away),
    /// It names no file: how, to be read after "the reference".
    Malformed(&'static str),
    /// It is relative to a schema's identifier, and nothing has the identifier that this makes.
    Identifier,
    /// It names another file, and there is no resolver.
    OtherDocument,
    /// It names another file that was not asked for so far.
    Unasked(String),
    /// It names a file that could not be read.
    Lost(LostFile),
}

impl Tree {
    /// Says what the main document is called in its folder, and whether others can be asked for.
    pub(crate) fn open_library(&mut self, main: Option<String>, is_open: bool) {
        self.library = Library { main, is_open, ..Library::default() };
    }

    /// Appends a part and answers references to it from now on.
    ///
    /// # Errors
    /// Returns [`SpecError::TooLarge`](crate::SpecError::TooLarge) when it is too much for one tree.
    pub(crate) fn shelve(&mut self, name: String, part: &Self) -> Result<FileId, crate::SpecError> {
        let file = self.append(&name, part)?;
        self.library.files.insert(name, Asked::Read(file));
        Ok(file)
    }

    /// Remembers that a file cannot be read, and why.
    pub(crate) fn give_up(&mut self, name: String, reason: String) {
        let lost = LostFile(u32::try_from(self.library.reasons.len()).unwrap_or(u32::MAX));
        self.library.reasons.push(reason);
        self.library.files.insert(name, Asked::Lost(lost));
    }

    /// Returns why a file could not be read.
    pub(crate) fn reason(&self, lost: LostFile) -> &str {
        self.library.reasons.get(lost.0 as usize).map_or("", String::as_str)
    }

    /// Returns the node that a reference names which stands at `from`.
    pub(crate) fn locate(&self, from: NodeId, reference: &str) -> Result<NodeId, Miss> {
        let (document, fragment) = uri::split(reference);
        let resource = match document {
            "" => self.resource_of(from),
            _ => self.document(from, document)?,
        };
        self.place(resource, fragment).ok_or(Miss::Nothing)
    }

    /// Returns the node that a reference names which stands at `from`, if it is known.
    pub(crate) fn resolve_reference(&self, from: NodeId, reference: &str) -> Option<NodeId> {
        self.locate(from, reference).ok()
    }

    fn document(&self, from: NodeId, text: &str) -> Result<NodeId, Miss> {
        if let Some(named) = self.identified(from, text) {
            return Ok(named);
        }
        // A schema that names itself is not where its file is. One that is a whole file is published beside the others.
        if self.is_in_identified_schema(from) && !uri::has_scheme(text) {
            return Err(Miss::Identifier);
        }
        let library = &self.library;
        let name = match uri::file_name(self.file(from).unwrap_or_default(), text) {
            Ok(name) => name,
            Err(Refusal::Away(away)) => return Err(Miss::Away(away)),
            Err(Refusal::Malformed(how)) if library.is_open => return Err(Miss::Malformed(how)),
            Err(Refusal::Malformed(_)) => return Err(Miss::OtherDocument),
        };
        if library.main.as_ref() == Some(&name) {
            return Ok(self.root());
        }
        match library.files.get(&name) {
            Some(Asked::Read(file)) => Ok(self.root_of_file(*file)),
            Some(Asked::Lost(lost)) => Err(Miss::Lost(*lost)),
            None if library.is_open => Err(Miss::Unasked(name)),
            None => Err(Miss::OtherDocument),
        }
    }

    /// Returns what a fragment names in a file or in a schema with an identifier.
    fn place(&self, resource: NodeId, fragment: &str) -> Option<NodeId> {
        let fragment = percent_decoded(fragment)?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return self.anchored(resource, &fragment);
        }
        let found = self.resolve_from(resource, &fragment);
        // Most tools do not know that a schema with an identifier is a document of its own, and so do most authors.
        found.or_else(|| self.resolve_from(self.root_of(resource), &fragment))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::tree;
    use super::*;

    fn found(tree: &Tree, from: &str, reference: &str) -> Result<String, Miss> {
        let from = tree.resolve(from).unwrap_or_else(|| panic!("{from}"));
        let node = tree.locate(from, reference)?;
        Ok(format!("{}{}", tree.file(node).unwrap_or_default(), tree.pointer(node)))
    }

    fn named(text: &str) -> Tree {
        let mut tree = tree(text);
        tree.index_names(FileId::MAIN);
        tree
    }

    #[test]
    fn finds_local_targets() {
        let tree = tree(r#"{"c%d": 2, "e^f": {"~/": 3}, " ": 7}"#);
        for (reference, pointer) in [
            ("#", ""),
            ("#/c%25d", "/c%d"),
            ("#/e%5Ef/~0~1", "/e^f/~0~1"),
            ("#/%20", "/ "),
            ("#/c%d", "/c%d"),
        ] {
            assert_eq!(found(&tree, "", reference).as_deref(), Ok(pointer), "{reference}");
        }
        for reference in ["#/%ff", "#a", "#/nothing", "#/c%25d/x"] {
            assert_eq!(found(&tree, "", reference), Err(Miss::Nothing), "{reference}");
        }
        for reference in ["other.yaml#/a", "a?b", "a\\b"] {
            assert_eq!(found(&tree, "", reference), Err(Miss::OtherDocument), "{reference}");
        }
        assert_eq!(found(&tree, "", "http://x/#/a"), Err(Miss::Away(Away::Network)));
        assert_eq!(found(&tree, "", "../a"), Err(Miss::Away(Away::Elsewhere)));
    }

    #[test]
    fn finds_targets_in_other_files() {
        let mut tree = tree("a: {b: 1}");
        tree.open_library(Some("api.yaml".to_owned()), true);
        let part = super::super::tests::tree("x: {y: 1}");
        tree.shelve("schemas/pet.yaml".to_owned(), &part).unwrap();
        tree.give_up("lost.yaml".to_owned(), "no such file".to_owned());
        assert_eq!(found(&tree, "", "schemas/pet.yaml#/x/y").as_deref(), Ok("schemas/pet.yaml/x/y"));
        assert_eq!(found(&tree, "", "./schemas/../api.yaml#/a/b").as_deref(), Ok("/a/b"));
        assert_eq!(found(&tree, "", "schemas/pet.yaml#/z"), Err(Miss::Nothing));
        assert_eq!(found(&tree, "", "new.yaml"), Err(Miss::Unasked("new.yaml".to_owned())));
        let Err(Miss::Lost(lost)) = found(&tree, "", "lost.yaml") else { panic!("it is lost") };
        assert_eq!(tree.reason(lost), "no such file");
        let inside = tree.locate(tree.root(), "schemas/pet.yaml#/x").unwrap();
        let from_inside =
            |reference| tree.locate(inside, reference).map(|id| (tree.file(id), tree.pointer(id)));
        assert_eq!(from_inside("#/x/y"), Ok((Some("schemas/pet.yaml"), "/x/y".to_owned())));
        assert_eq!(from_inside("../api.yaml#/a"), Ok((None, "/a".to_owned())));
        assert_eq!(from_inside("#/a"), Err(Miss::Nothing));
        assert_eq!(from_inside("../../a"), Err(Miss::Away(Away::Elsewhere)));
    }

    #[test]
    fn finds_anchors() {
        let tree = named(
            "s: {A: {$anchor: pet, x: {$dynamicAnchor: node}}, B: {$id: 'http://h/b', $anchor: pet, y: {$anchor: own}}}",
        );
        assert_eq!(found(&tree, "/s", "#pet").as_deref(), Ok("/s/A"));
        assert_eq!(found(&tree, "/s", "#node").as_deref(), Ok("/s/A/x"));
        assert_eq!(found(&tree, "/s", "#own"), Err(Miss::Nothing));
        assert_eq!(found(&tree, "/s/B/y", "#own").as_deref(), Ok("/s/B/y"));
        assert_eq!(found(&tree, "/s/B/y", "#pet").as_deref(), Ok("/s/B"));
        assert_eq!(found(&tree, "/s/A", "http://h/b#own").as_deref(), Ok("/s/B/y"));
    }

    #[test]
    fn finds_schemas_by_their_identifiers() {
        let tree = named(
            "openapi: 3.1.0\n$self: https://h/api\n$id: https://h/nobody\ns:\n  A: {inner: {$id: b/c}, $id: 'https://h/a/'}\n  \
             R: {$id: rel}\n  U: {$id: 'urn:x:u'}\n",
        );
        assert_eq!(found(&tree, "/s", "https://h/a/").as_deref(), Ok("/s/A"));
        assert_eq!(found(&tree, "/s", "https://h/a/b/c").as_deref(), Ok("/s/A/inner"));
        assert_eq!(found(&tree, "/s/A/inner", "../../a/").as_deref(), Ok("/s/A"));
        assert_eq!(found(&tree, "/s/A", "b/c#").as_deref(), Ok("/s/A/inner"));
        assert_eq!(found(&tree, "/s", "rel").as_deref(), Ok("/s/R"));
        assert_eq!(found(&tree, "/s", "urn:x:u").as_deref(), Ok("/s/U"));
        assert_eq!(found(&tree, "/s", "https://h/api#/s/U").as_deref(), Ok("/s/U"));
        assert_eq!(found(&tree, "/s", "https://h/nobody"), Err(Miss::Away(Away::Network)));
        assert_eq!(found(&tree, "/s/A", "other"), Err(Miss::Identifier));
        assert_eq!(found(&tree, "/s/U", "other"), Err(Miss::Identifier));
        assert_eq!(found(&tree, "/s/A", "#/inner").as_deref(), Ok("/s/A/inner"));
        assert_eq!(found(&tree, "/s/A", "#/s/R").as_deref(), Ok("/s/R"));
        assert_eq!(found(&tree, "/s/A", "https://elsewhere/"), Err(Miss::Away(Away::Network)));
    }

    #[test]
    fn takes_the_first_of_equal_names_and_nothing_but_names() {
        let tree = named(
            "a: {$id: 'u:1', p: {$anchor: n}}\nb: {$id: 'u:1'}\nproperties: {$id: {$anchor: [x]}, $anchor: 5}\n",
        );
        assert_eq!(found(&tree, "", "u:1").as_deref(), Ok("/a"));
        assert_eq!(found(&tree, "/properties", "#5"), Err(Miss::Nothing));
        assert_eq!(found(&tree, "/b", "#n"), Err(Miss::Nothing));
    }
}
