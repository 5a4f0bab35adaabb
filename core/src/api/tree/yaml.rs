//! YAML 1.2, from the events of `granit_parser`.

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, Tag};

use super::build::{Builder, Key, Slot};
use super::files::FileId;
use super::node::{Kind, NodeId, Text};
use super::note::{COMMENT_MARK, Comment, MOST_COMMENT_CHARACTERS, MOST_COMMENTS, NoteKind};
use super::scalar;
use crate::api::error::shown;
use crate::api::position::offset;
use crate::api::{Position, SpecError};

/// Reads the source as YAML: the first document that is not empty.
pub(super) fn read(builder: &mut Builder<'_>) -> Result<(), SpecError> {
    let options = granit_parser::options! {
        flow_nesting_limit: builder.limits.depth,
        block_nesting_limit: builder.limits.depth,
        // A part that is commented out is often longer than the default of 96 lines.
        max_buffered_comment_events: usize::MAX,
    };
    let mut parser = Parser::new_from_str_with_options(builder.source, options);
    let mut reader = Reader { builder, anchors: Vec::new(), is_blank: true };
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| reader.refused(&error))?;
        if !reader.take(event, &span)? {
            break;
        }
    }
    if reader.is_blank { Err(SpecError::Empty) } else { Ok(()) }
}

struct Reader<'b, 's> {
    builder: &'b mut Builder<'s>,
    /// The node of each anchor, by the parser's number.
    anchors: Vec<Option<NodeId>>,
    /// Nothing but an empty scalar was read.
    is_blank: bool,
}

impl Reader<'_, '_> {
    /// Takes one event. Tells whether to go on.
    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<bool, SpecError> {
        let at = start(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_empty = style == ScalarStyle::Plain && span.end.byte_offset() == Some(at);
                self.is_blank &= is_empty;
                let text = if is_empty { Cow::Borrowed("") } else { text };
                let node = self.scalar(&text, style, tag.as_deref(), anchor != 0, at)?;
                self.anchor(anchor, node);
            }
            Event::SequenceStart(_, anchor, _) => self.begin(Kind::Sequence, anchor, at)?,
            Event::MappingStart(_, anchor, _) => self.begin(Kind::Mapping, anchor, at)?,
            Event::SequenceEnd | Event::MappingEnd => self.builder.end()?,
            Event::Alias(anchor) => self.alias(anchor, at)?,
            Event::Comment(text, _) => self.comment(&text, span),
            Event::DocumentStart(..) if self.builder.has_root() && self.is_blank => self.builder.restart(),
            Event::DocumentStart(..) if self.builder.has_root() => {
                self.builder.note_root(NoteKind::SeveralDocuments);
                return Ok(false);
            }
            Event::StreamEnd => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn begin(&mut self, kind: Kind, anchor: usize, at: usize) -> Result<(), SpecError> {
        self.is_blank = false;
        let node = self.builder.begin(kind, at)?;
        self.anchor(anchor, Some(node));
        Ok(())
    }

    /// Takes a scalar as a key or as a value. Returns its node; a key needs one only for its anchor.
    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        is_anchored: bool,
        at: usize,
    ) -> Result<Option<NodeId>, SpecError> {
        let kind = kind(text, style, tag);
        let piece = self.piece(text, at)?;
        if self.builder.slot() != Slot::Key {
            return self.builder.value(kind, piece, at).map(Some);
        }
        let is_merge = style == ScalarStyle::Plain && tag.is_none() && text == "<<";
        self.builder.key(Key { text: piece, at: offset(at), is_merge });
        if is_anchored { self.builder.detached(kind, piece, at).map(Some) } else { Ok(None) }
    }

    /// Finds the text in the source, right there or behind a quote; keeps a copy where the source spells it otherwise.
    fn piece(&mut self, text: &str, at: usize) -> Result<Text, SpecError> {
        let source = self.builder.source.as_bytes();
        for start in [at, at + 1] {
            if source.get(start..start + text.len()) == Some(text.as_bytes()) {
                return Ok(Text { start: offset(start), len: offset(text.len()) });
            }
        }
        let start = self.builder.unescaped_start();
        self.builder.unescaped.push_str(text);
        self.builder.unescaped_since(start)
    }

    fn anchor(&mut self, anchor: usize, node: Option<NodeId>) {
        if anchor != 0 {
            // The parser numbers anchors one after the other.
            let missing = (anchor + 1).saturating_sub(self.anchors.len());
            self.anchors.extend(std::iter::repeat_n(None, missing));
            if let Some(slot) = self.anchors.get_mut(anchor) {
                *slot = node;
            }
        }
    }

    fn alias(&mut self, anchor: usize, at: usize) -> Result<(), SpecError> {
        self.is_blank = false;
        let limit = self.builder.limits.aliases;
        self.builder.aliases += 1;
        if self.builder.aliases > limit {
            return Err(SpecError::TooManyAliases { limit, at: self.builder.position(at) });
        }
        let Some(target) = self.anchors.get(anchor).copied().flatten() else {
            return Err(SpecError::Syntax {
                message: "alias without an anchor".into(),
                at: self.builder.position(at),
            });
        };
        if self.builder.is_open(target) {
            return Err(SpecError::AliasCycle { at: self.builder.position(at) });
        }
        let node = *self.builder.node(target);
        let is_scalar = !matches!(node.kind, Kind::Sequence | Kind::Mapping);
        if self.builder.slot() == Slot::Key && is_scalar {
            self.builder.key(Key { text: node.content, at: offset(at), is_merge: false });
            return Ok(());
        }
        self.builder.value(Kind::Alias, Text { start: target.0, len: 0 }, at)?;
        Ok(())
    }

    fn comment(&mut self, text: &str, span: &Span) {
        if text.trim_start().starts_with(COMMENT_MARK) && self.builder.comments.len() < MOST_COMMENTS {
            let text = text.chars().take(MOST_COMMENT_CHARACTERS).collect();
            let at = position(&span.start);
            let start = offset(start(span));
            self.builder.comments.push(Comment { file: FileId::MAIN, at, start, text });
        }
    }

    /// Turns the parser's error into ours. Its words never quote the document, but for one character.
    #[cold]
    fn refused(&self, error: &ScanError) -> SpecError {
        let at = position(error.marker());
        let message = match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                return SpecError::TooDeep { limit: self.builder.limits.depth, at };
            }
            ErrorKind::UnknownAnchor => "alias without an anchor".into(),
            ErrorKind::UnexpectedCharacter { character } => {
                format!("unexpected character: {}", shown(*character)).into()
            }
            ErrorKind::Custom(_) => "invalid YAML".into(),
            kind => lowercase_first(&kind.to_string()).into(),
        };
        SpecError::Syntax { message, at }
    }
}

fn kind(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Kind {
    let written = || if style == ScalarStyle::Plain { scalar::plain(text) } else { Kind::String };
    let Some(tag) = tag else { return written() };
    match tag.core_suffix() {
        Some("int" | "float" | "bool" | "null") => scalar::plain(text),
        Some(_) => Kind::String,
        // The `!` that only says that this is no plain scalar.
        None if tag.parts() == ("", "!") || tag.parts() == ("!", "") => Kind::String,
        None => written(),
    }
}

fn start(span: &Span) -> usize {
    span.start.byte_offset().unwrap_or_default()
}

fn position(marker: &granit_parser::Marker) -> Position {
    Position { line: offset(marker.line()), column: offset(marker.col().saturating_add(1)) }
}

fn lowercase_first(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut characters = message.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{error, json, tree};
    use super::super::{NoteKind, Value};
    use crate::{Position, SpecError};

    #[test]
    fn takes_scalars_for_what_the_core_schema_says() {
        let text = "[~, True, 0x1F, .inf, yes, '1', \"true\", !!str 1, !!int '7', ! 5, 2024-01-01, !x 5]";
        let tree = tree(&format!("- {text}\n- |\n  1\n- >-\n  true\n-\n"));
        let first = tree.resolve("/0").unwrap();
        let values: Vec<_> = tree.items(first).map(|id| tree.value(id)).collect();
        let (string, number) = (Value::String, Value::Number);
        let [null, yes] = [Value::Null, Value::Bool(true)];
        assert_eq!(values[..6], [null, yes, number("0x1F"), number(".inf"), string("yes"), string("1")]);
        assert_eq!(values[6..9], [string("true"), string("1"), number("7")]);
        assert_eq!(values[9..], [string("5"), string("2024-01-01"), number("5")]);
        let rest: Vec<_> = tree.items(tree.root()).skip(1).map(|id| tree.value(id)).collect();
        assert_eq!(rest, [string("1\n"), string("true"), null]);
    }

    #[test]
    fn takes_the_text_of_any_scalar_for_a_key() {
        assert_eq!(
            json("200: a\nnull: b\ntrue: c\n1.50: d\n'x': e\n? y\n: f\n: g\n"),
            json(r#"{"200": "a", "null": "b", "true": "c", "1.50": "d", "x": "e", "y": "f", "": "g"}"#)
        );
    }

    #[test]
    fn drops_an_entry_whose_key_is_no_scalar() {
        let tree = tree("a: 1\n? [x, &y z]\n: {b: 2}\n{c: d}: 3\ne: *y\n");
        assert_eq!(tree.entries(tree.root()).map(|(key, _)| key).collect::<Vec<_>>(), ["a", "e"]);
        assert_eq!(tree.value(tree.resolve("/e").unwrap()), Value::String("z"));
        let notes: Vec<_> =
            tree.notes().iter().map(|note| (note.kind, tree.position(note.node).line)).collect();
        assert_eq!(notes, [(NoteKind::NonScalarKey, 2), (NoteKind::NonScalarKey, 4)]);
    }

    #[test]
    fn lets_an_alias_answer_as_its_target() {
        let tree = tree("base: &b\n  x: [1]\nuse: *b\n&k key: *k\n*k : last\n");
        let (base, alias) = (tree.resolve("/base").unwrap(), tree.resolve("/use").unwrap());
        assert_eq!((tree.value(alias), tree.target(alias), tree.len(alias)), (Value::Mapping, base, 1));
        assert_eq!((tree.key(alias), tree.pointer(alias).as_str()), (Some("use"), "/use"));
        assert_eq!(
            (tree.position(alias).line, tree.value_position(alias)),
            (3, Position { line: 3, column: 6 })
        );
        assert_eq!(tree.pointer(tree.resolve("/use/x/0").unwrap()), "/base/x/0");
        assert_eq!(tree.value(tree.resolve("/key").unwrap()), Value::String("last"));
    }

    #[test]
    fn follows_the_latest_anchor_of_a_name() {
        assert_eq!(json("[&a 1, *a, &a 2, *a]"), json("[1, 1, 2, 2]"));
    }

    #[test]
    fn refuses_aliases_that_lead_nowhere_or_back() {
        let at = Position { line: 2, column: 6 };
        assert_eq!(error("a: &a\n  b: *a\n"), SpecError::AliasCycle { at });
        let error = error("a: 1\nb:   *nope\n");
        assert_eq!(error.to_string(), "alias without an anchor at line 2, column 6");
    }

    #[test]
    fn reads_the_first_document_that_is_not_empty() {
        let tree = tree("# head\n---\n---\na: 1\n---\n]broken\n");
        assert_eq!(tree.value(tree.resolve("/a").unwrap()), Value::Number("1"));
        assert_eq!(
            tree.notes().iter().map(|note| note.kind).collect::<Vec<_>>(),
            [NoteKind::SeveralDocuments]
        );
        assert_eq!(tree.notes()[0].node, tree.root());
    }

    #[test]
    fn keeps_comments_that_speak_to_it_with_their_places() {
        let long = "x".repeat(2_000);
        let text = format!("# head\nä: 1 # watchgate-ignore\n#watchgate-{long}\nb: '# watchgate-'\n");
        let tree = tree(&text);
        let comments: Vec<_> = tree.comments().iter().map(|comment| (comment.at, &*comment.text)).collect();
        assert_eq!(comments[0], (Position { line: 2, column: 6 }, " watchgate-ignore"));
        assert_eq!((comments.len(), comments[1].1.len()), (2, 512));
        assert!(
            tree.comments()
                .iter()
                .all(|comment| text.get(comment.start as usize..).unwrap().starts_with("#"))
        );
    }

    #[test]
    fn reads_past_a_long_part_that_is_commented_out() {
        let text = format!("a:\n{}  - 1\n{}b: 2\n", "  # gone\n".repeat(500), "# gone\n".repeat(500));
        assert_eq!(json(&text), json(r#"{"a": [1], "b": 2}"#));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, message, line, column) in [
            ("a: b: c\n", "mapping values are not allowed in this context", 1, 5),
            ("a: 1\n@b: 2\n", "unexpected character: `@`", 2, 1),
            ("a: 1\n`b: 2\n", "unexpected character: a backtick", 2, 1),
            ("a: \"b", "unclosed quote", 1, 4),
        ] {
            let error = error(text);
            assert_eq!(error.to_string(), format!("{message} at {}", Position { line, column }), "{text}");
        }
    }
}
