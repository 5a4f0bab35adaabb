use super::*;

const WAY: Way = &[Step::Key("log"), Step::Key("entries"), Step::Each];
const HAR: Records = Records::Inside(&[WAY]);

fn found(records: Records, chunks: &[&[u8]], limit: usize) -> Vec<(u64, String)> {
    let mut all = Vec::new();
    let mut take = |line, found: Found<'_>| {
        all.push((
            line,
            match found {
                Found::Value { text, .. } => String::from_utf8(text.to_vec()).unwrap(),
                other => format!("{other:?}"),
            },
        ));
    };
    let mut scanner = Scanner::new(records, limit);
    for chunk in chunks {
        scanner.push(chunk, &mut take);
    }
    scanner.finish(&mut take);
    all
}

/// Asserts what is found, however the text is cut.
#[track_caller]
fn check(records: Records, text: &str, expected: &[(u64, &str)]) {
    let expected: Vec<(u64, String)> =
        expected.iter().map(|(line, text)| (*line, (*text).to_owned())).collect();
    let bytes = text.as_bytes();
    assert_eq!(found(records, &[bytes], 200), expected, "{text}");
    for cut in 0..bytes.len() {
        let (head, tail) = bytes.split_at(cut);
        assert_eq!(found(records, &[head, tail], 200), expected, "{text} cut at {cut}");
    }
}

#[test]
fn finds_the_members_at_the_end_of_a_way() {
    check(
        HAR,
        r#"{"log":{"version":"1","entries":[{"a":[1]},2,"x"]}}"#,
        &[(1, r#"{"a":[1]}"#), (1, "2"), (1, "\"x\"")],
    );
    check(
        HAR,
        "{\n \"log\": {\n  \"pages\": [{\"entries\": [3]}],\n  \"entries\": [\n   {\"a\": 1},\n   {\"b\":\n 2}\n  ]\n }\n}\n",
        &[(5, "{\"a\": 1}"), (6, "{\"b\":\n 2}")],
    );
    check(HAR, r#"{"x":{"log":{"entries":[1]}},"log":{"entries":[]}}"#, &[]);
}

#[test]
fn says_what_has_no_records() {
    check(HAR, "{}", &[(1, "NoPlace")]);
    check(HAR, r#"{"log":"x"}"#, &[(1, "NoPlace")]);
    check(HAR, r#"{"log":{"entries":{"a":1}}}"#, &[(1, "NoPlace")]);
    check(HAR, "", &[]);
    check(HAR, " \n \n", &[]);
    check(HAR, "12 \"x\" {}\n{}\n", &[(1, "Stray"), (2, "NoPlace")]);
}

#[test]
fn gives_what_is_whole_of_a_document_that_is_cut() {
    check(HAR, r#"{"log":{"entries":[{"a":1},{"b":"#, &[(1, r#"{"a":1}"#), (1, "Cut")]);
    check(HAR, r#"{"log":{"entries":[{"a":1}"#, &[(1, r#"{"a":1}"#), (1, "Cut")]);
    check(HAR, "{\n\"log\":{\n\"ent", &[(3, "Cut")]);
}

#[test]
fn gives_documents_each_of_a_line() {
    check(
        Records::Documents,
        "{\"a\":1}\n\n{\"b\":2}\r\n{\"c\":\nx\n{}",
        &[(1, "{\"a\":1}"), (3, "{\"b\":2}"), (4, "{\"c\":"), (5, "x"), (6, "{}")],
    );
    check(Records::Documents, "x\n{}\n", &[(1, "Stray"), (2, "{}")]);
}

#[test]
fn gives_documents_over_many_lines_and_members_of_an_array() {
    check(Records::Documents, "{\n \"a\": 1\n}\n{\n}\n", &[(1, "{\n \"a\": 1\n}"), (4, "{\n}")]);
    check(Records::Documents, "[{\"a\":1},\n{\"b\":2}]", &[(1, "{\"a\":1}"), (2, "{\"b\":2}")]);
    check(Records::Documents, "[\n{\"a\":1},\n{\"b\":2}\n]\n", &[(2, "{\"a\":1}"), (3, "{\"b\":2}")]);
    check(Records::Documents, "[]", &[]);
}

#[test]
fn loses_only_the_line_that_is_cut() {
    let long = "x".repeat(OPENING);
    let text = format!("{{\"log\":{{\"entries\":[{{\"a\":\"{long}\n{{\"log\":{{\"entries\":[1]}}}}\n");
    check(HAR, &text, &[(1, "Cut"), (2, "1")]);
    let free = format!("{{\"log\":{{\"x\":\"{long}\",\"entries\":[\n1\n,2]}}}}");
    check(Records::InsideOne(&[WAY]), &free, &[(2, "1"), (3, "2")]);
    check(
        HAR,
        "{\"log\":{\"entries\":[1]}}\n{\"log\":{\"ent\n{\"log\":{\"entries\":[2]}}",
        &[(1, "1"), (2, "Cut"), (3, "2")],
    );
}

#[test]
fn keeps_no_value_that_is_too_long() {
    let long = format!("{{\"log\":{{\"entries\":[{{\"a\":\"{}\"}},2]}}}}", "x".repeat(300));
    check(HAR, &long, &[(1, "TooLong"), (1, "2")]);
    let mut scanner = Scanner::new(HAR, 1 << 10);
    scanner.push(br#"{"log":{"entries":[""#, &mut |_, _| panic!("nothing has ended"));
    let chunk = vec![b'x'; 1 << 20];
    for _ in 0..64 {
        scanner.push(&chunk, &mut |_, _| panic!("nothing has ended"));
        assert_eq!(scanner.kept.bytes.capacity(), 0);
    }
    let mut count = 0;
    scanner.push(b"\"]}}", &mut |_, found| {
        count += 1;
        assert_eq!(found, Found::TooLong);
    });
    assert_eq!(count, 1);
}

#[test]
fn takes_any_depth_without_a_stack() {
    let deep = "[".repeat(100_000);
    assert_eq!(found(HAR, &[deep.as_bytes()], 10), [(1, "Cut".to_owned())]);
    let deep = format!("{{\"log\":{{\"entries\":[{deep}");
    assert_eq!(found(HAR, &[deep.as_bytes()], 10), [(1, "Cut".to_owned())]);
}
