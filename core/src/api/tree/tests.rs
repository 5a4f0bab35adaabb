//! What holds for JSON and YAML alike, and what hostile documents cost.

use std::fmt::Write;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;

pub(super) fn tree(text: &str) -> Tree {
    Tree::parse(text.as_bytes(), &Limits::default()).unwrap()
}

pub(super) fn error(text: &str) -> SpecError {
    Tree::parse(text.as_bytes(), &Limits::default()).unwrap_err()
}

/// The node's value with all that it holds.
pub(super) fn plain(tree: &Tree, id: NodeId) -> Json {
    match tree.value(id) {
        Value::Null => Json::Null,
        Value::Bool(value) => value.into(),
        Value::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| format!("number {text}").into()),
        Value::String(text) => text.into(),
        Value::Sequence => tree.items(id).map(|item| plain(tree, item)).collect(),
        Value::Mapping => tree.entries(id).map(|(key, value)| (key.to_owned(), plain(tree, value))).collect(),
    }
}

pub(super) fn json(text: &str) -> Json {
    let tree = tree(text);
    plain(&tree, tree.root())
}

#[expect(clippy::disallowed_methods, reason = "what a hostile document costs is the point")]
fn code(text: &str) -> &'static str {
    let start = Instant::now();
    let error = error(text);
    assert!(start.elapsed() < Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 }), "too slow");
    let message = error.to_string();
    assert!(message.len() < 200 && !message.contains('\n'), "{message}");
    error.code()
}

#[test]
fn finds_the_same_in_json_and_in_its_yaml_twin() {
    let yaml = "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      tags: [x, 'y']\n      deprecated: true\n  \
                /b: {}\nlist:\n- 1\n- 2.5\n- ~\n";
    let twin = r#"{"openapi": "3.0.0",
        "paths": {"/a": {"get": {"tags": ["x", "y"], "deprecated": true}}, "/b": {}}, "list": [1, 2.5, null]}"#;
    assert_eq!(json(yaml), json(twin));
}

#[test]
fn knows_where_keys_and_values_stand() {
    for (text, key, value) in
        [("{\n  \"ä\": {\"☃\": 12}}", (2, 9), (2, 14)), ("\"ä\":\n  \"☃\":  12\n", (2, 3), (2, 9))]
    {
        let tree = tree(text);
        let id = tree.resolve("/ä/☃").unwrap();
        let (position, value_position) = (tree.position(id), tree.value_position(id));
        assert_eq!((position.line, position.column), key);
        assert_eq!((value_position.line, value_position.column), value);
        assert_eq!(tree.key(id), Some("☃"));
        assert_eq!(tree.parent(id), tree.resolve("/ä"));
        assert_eq!(tree.key(tree.root()), None);
        assert_eq!(tree.parent(tree.root()), None);
    }
}

#[test]
fn answers_none_to_wrong_questions() {
    let tree = tree("a: [1]");
    let list = tree.resolve("/a").unwrap();
    assert_eq!(
        (tree.get(list, "a"), tree.entries(list).count(), tree.items(tree.root()).count()),
        (None, 0, 0)
    );
    assert_eq!((tree.len(list), tree.len(tree.resolve("/a/0").unwrap())), (1, 0));
    assert_eq!(tree.value(NodeId(99)), Value::Null);
}

#[test]
fn finds_nothing_in_an_empty_document() {
    for text in ["", " \n\t\r\n", "# only a comment\n", "---\n", "---\n...\n---\n", "\u{feff}"] {
        assert_eq!(error(text), SpecError::Empty, "{text:?}");
    }
}

#[test]
fn takes_yaml_that_begins_like_json() {
    assert_eq!(
        json("{openapi: 3.0.0, 'info': {title: x,},} # done"),
        json(r#"{"openapi":"3.0.0","info":{"title":"x"}}"#)
    );
    // What is neither is reported as the JSON that it looks like.
    let error = error("{\n  \"a\": 1\n  \"b\": 2\n}");
    assert_eq!(error.to_string(), "expected `,` or `}`, found `\"` at line 3, column 3");
}

#[test]
fn prints_counts_only() {
    let printed = format!("{:?}", tree("password: hunter2 # watchgate-secret"));
    assert_eq!(printed, "Tree { bytes: 36, files: 1, nodes: 2, notes: 0, comments: 1 }");
}

#[test]
fn refuses_each_limit_by_name_and_place() {
    let limits = Limits::default().with_bytes(100).with_depth(2).with_nodes(5).with_aliases(1);
    let refused = |text: &str| Tree::parse(text.as_bytes(), &limits).unwrap_err().to_string();
    for text in ["[[\n []]]", "- -\n  - - 1", "[[{}, \n{}]]"] {
        let message = refused(text);
        assert!(message.starts_with("nested deeper than 2 levels at line "), "{text:?} {message}");
    }
    assert_eq!(refused("[[\n []]]"), "nested deeper than 2 levels at line 2, column 2");
    assert_eq!(refused("[1,2,3,4,\n 5]"), "more than 5 values at line 2, column 2");
    assert_eq!(refused("- &a 1\n- *a\n- *a"), "more than 1 aliases at line 3, column 3");
    assert_eq!(refused(&" ".repeat(101)), "the document has 101 bytes; the limit is 100");
    assert!(Tree::parse(b"[[1,2]]", &limits).is_ok());
    assert!(Tree::parse(b"- [1,2]", &limits).is_ok());
}

#[test]
fn refuses_deep_nesting_at_once() {
    let deep = 100_000;
    assert_eq!(code(&"[".repeat(deep)), "too-deep");
    assert_eq!(code(&"{\"a\":".repeat(deep)), "too-deep");
    assert_eq!(code(&format!("a: {}", "[".repeat(deep))), "too-deep");
    assert_eq!(code(&format!("a: {}", "{a: ".repeat(deep))), "too-deep");
    assert_eq!(code(&"- ".repeat(deep)), "too-deep");
    assert_eq!(code(&"? ".repeat(deep)), "too-deep");
    let block = (0..2_000).fold(String::new(), |mut text, depth| {
        writeln!(text, "{:depth$}a:", "").unwrap();
        text
    });
    assert_eq!(code(&block), "too-deep");
}

#[test]
fn accepts_nesting_up_to_the_limit() {
    let limits = Limits::default();
    for (open, close) in [("[", "]"), ("a: [", "]"), ("{\"a\":", "1}")] {
        for (depth, fits) in [(limits.depth, true), (limits.depth + 1, false)] {
            let (first, rest) = if open == "a: [" { ("a: ", depth - 1) } else { ("", depth) };
            let open = open.trim_start_matches("a: ");
            let close = if close == "1}" { format!("1{}", "}".repeat(rest)) } else { close.repeat(rest) };
            let text = format!("{first}{}{close}", open.repeat(rest));
            assert_eq!(Tree::parse(text.as_bytes(), &limits).is_ok(), fits, "{open} {depth}");
        }
    }
}

#[test]
fn holds_a_billion_laughs_in_a_handful_of_nodes() {
    let mut text = "l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..40 {
        let aliases = vec![format!("*l{}", level - 1); 10].join(", ");
        writeln!(text, "l{level}: &l{level} [{aliases}]").unwrap();
    }
    let tree = tree(&text);
    assert!(tree.nodes.len() < 500);
    assert_eq!(tree.value(tree.resolve("/l39/9/8/7").unwrap()), Value::Sequence);
}

#[test]
fn refuses_a_merge_bomb() {
    let entries = (0..1_000).fold(String::new(), |text, key| text + &format!("k{key}: 1, "));
    let mut text = format!("base: &base {{{entries}}}\nall:\n");
    for _ in 0..5_000 {
        text.push_str("- {<<: *base}\n");
    }
    assert_eq!(code(&text), "too-many-nodes");
    // Entries that lose against the mapping's own cost work, too.
    let aliases = "*base, ".repeat(5_000);
    assert_eq!(
        code(&format!("base: &base {{{entries}}}\nall: {{<<: [{aliases}], {entries}}}\n")),
        "too-many-nodes"
    );
}

#[test]
fn is_sent_between_threads() {
    fn assert_send_sync<T: Send + Sync>() {}
    assert_send_sync::<Tree>();
}

/// Strings that YAML lets stand in quotes as they are.
fn string() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{0,8}", "[ -~äß☃😀\n\t]{0,12}"]
}

fn document() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<i32>().prop_map(|eighths| Json::from(f64::from(eighths) / 8.0)),
        string().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Json::from),
            prop::collection::vec((string(), inner), 0..24).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

/// Compares the verdict and the value with those of another reader.
fn agrees_with_serde(text: &str) -> Result<(), TestCaseError> {
    let ours =
        read(text, &Limits::default(), json::read).map(|tree| Tree { source: text.to_owned(), ..tree });
    match (ours, serde_json::from_str::<Json>(text)) {
        (Ok(tree), Ok(theirs)) => prop_assert_eq!(plain(&tree, tree.root()), theirs, "{}", text),
        (Err(error), Err(_)) => prop_assert!(error.line().is_some() && error.to_string().len() < 200),
        // We keep numbers of any range and say more of half a pair than that it is wrong.
        (Ok(tree), Err(error)) => {
            let is_surrogate = tree.notes().iter().any(|note| note.kind == NoteKind::LoneSurrogate);
            prop_assert!(is_surrogate || error.to_string().contains("out of range"), "{}: {}", text, error);
        }
        (Err(error), Ok(_)) => prop_assert!(false, "{}: {}", text, error),
    }
    Ok(())
}

proptest! {
    #[test]
    fn agrees_with_serde_json_on_documents(document in document(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&document) } else { serde_json::to_string(&document) };
        agrees_with_serde(&text.unwrap())?;
    }

    #[test]
    fn agrees_with_serde_json_on_damaged_documents(
        document in document(),
        at: prop::sample::Index,
        cut in 0_usize..3,
        put in prop_oneof![r#"[\[\]{}",:\\0-9eE+.\-tfnu \n\x01é]{0,3}"#, r"\\u[0-9a-fD-F]{1,4}(\\ud[c-f]00)?"],
    ) {
        let mut text: Vec<char> = document.to_string().chars().collect();
        let start = at.index(text.len());
        let end = (start + cut).min(text.len());
        text.splice(start..end, put.chars());
        agrees_with_serde(&text.into_iter().collect::<String>())?;
    }

    #[test]
    fn reads_json_as_yaml_to_the_same_value(document in document()) {
        let text = document.to_string();
        let limits = Limits::default();
        let twin = read(&text, &limits, yaml::read);
        // Only an empty document is one in YAML alone.
        if document != Json::Null {
            let twin = Tree { source: text, ..twin.unwrap() };
            prop_assert_eq!(plain(&twin, twin.root()), document);
        }
    }

    #[test]
    fn finds_each_node_by_its_pointer(document in document()) {
        let tree = tree(&document.to_string());
        for index in 0..tree.nodes.len() {
            let id = NodeId(index.try_into().unwrap());
            prop_assert_eq!(tree.resolve(&tree.pointer(id)), Some(id));
        }
    }

    #[test]
    fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = Tree::parse(&bytes, &Limits::default());
    }

    #[test]
    fn never_panics_on_near_yaml(text in r"([\-?:,\[\]{}#&*!|>'%@` \n\t~a0]|<<: |\*a|&a |---\n|\u{feff}){0,40}") {
        if let Ok(tree) = Tree::parse(text.as_bytes(), &Limits::default()) {
            for index in 0..tree.nodes.len() {
                let id = NodeId(index.try_into().unwrap());
                let _ = (tree.value(id), tree.position(id), tree.value_position(id), tree.pointer(id));
            }
        }
    }
}
