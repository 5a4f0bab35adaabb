use crate::{Api, Finding, Settings, Timestamp, analyze};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\n";
const RULE: &str = "operation-without-authentication";

/// Returns the findings of a rule in a document, as `GET /a`, or as the number of operations reached.
fn findings(rule: &str, body: &str) -> Vec<String> {
    let api = Api::parse(format!("{HEAD}{body}").as_bytes()).unwrap();
    let findings = analyze(&api, &Settings::default(), Timestamp::MIN);
    let describe = |finding: &Finding| match &finding.operation {
        Some(operation) => operation.to_string(),
        None => finding.operations.count.to_string(),
    };
    findings.iter().filter(|finding| finding.rule.as_str() == rule).map(describe).collect()
}

/// Returns the open operations among `POST /a`, `GET /a` and `POST /b` under the marks that a body carries.
fn open(body: &str) -> Vec<String> {
    findings(RULE, &body.replace("RULE", RULE))
}

#[test]
fn covers_the_object_of_a_field_and_all_below_it() {
    for (body, left) in [
        (
            "paths: {/a: {post: {x-watchgate-ignore: RULE}, get: {}}, /b: {post: {}}}",
            &["POST /b", "GET /a"][..],
        ),
        ("paths: {/a: {post: {}, get: {}, x-watchgate-ignore: [RULE]}, /b: {post: {}}}", &["POST /b"]),
        ("paths: {x-watchgate-ignore: [duplicate-key, RULE], /a: {post: {}, get: {}}, /b: {post: {}}}", &[]),
        ("paths: {/a: {post: {}}, /b: {post: {}}}\nx-watchgate-ignore: [RULE]", &[]),
        (
            "paths: {/a: {post: {}}, /b: {post: {}}}\nx-watchgate-ignore: [duplicate-key]",
            &["POST /a", "POST /b"],
        ),
        ("paths: {/a: {post: {summary: {x-watchgate-ignore: [RULE]}}}}", &["POST /a"]),
    ] {
        assert_eq!(open(body), left, "{body}");
    }
}

#[test]
fn covers_the_entry_beside_or_below_a_comment() {
    for (body, left) in [
        ("paths:\n  /a:\n    post: {} # watchgate-ignore: RULE\n    get: {}\n", &["GET /a"][..]),
        (
            "paths:\n  /a: # watchgate-ignore: RULE -- it is a demo, see --help\n    post: {}\n    get: {}\n",
            &[],
        ),
        (
            "paths:\n  /a:\n    # watchgate-ignore: duplicate-key , RULE\n    # and why\n    post: {}\n    get: {}\n",
            &["GET /a"],
        ),
        (
            "paths:\n  /a:\n    # watchgate-ignore: RULE\n    # watchgate-ignore: duplicate-key\n    post: {}\n",
            &[],
        ),
        ("paths:\n  /a:\n    # watchgate-ignore: RULE\n\n    post: {}\n", &["POST /a"]),
        ("paths:\n  /a:\n    post: {}\n    # watchgate-ignore: RULE\n", &["POST /a"]),
        ("paths:\n  /a:\n    post: {\n    } # watchgate-ignore: RULE\n", &["POST /a"]),
        (
            "paths:\n  /a:\n    post:\n      description: |\n        # watchgate-ignore: RULE\n    get: {}\n",
            &["POST /a", "GET /a"],
        ),
    ] {
        assert_eq!(open(body), left, "{body}");
    }
}

#[test]
fn covers_the_whole_document_above_its_first_line_and_the_entry_beside_it() {
    let of = |before: &str, beside: &str| {
        let text = format!(
            "{before}openapi: 3.0.3{beside}\ninfo: {{title: a, version: '1'}}\npaths: {{/a: {{post: {{}}}}}}\n"
        );
        analyze(&Api::parse(text.as_bytes()).unwrap(), &Settings::default(), Timestamp::MIN)
            .iter()
            .filter(|finding| finding.rule.as_str() == RULE)
            .count()
    };
    let comment = format!("# watchgate-ignore: {RULE}");
    assert_eq!(of("", ""), 1);
    assert_eq!(of(&format!("{comment}\n# Copyright\n"), ""), 0);
    assert_eq!(of(&format!("{comment}\n---\n"), ""), 0);
    assert_eq!(of(&format!("{comment}\r\n"), "\r"), 0);
    assert_eq!(of(&format!("{comment}\n\n"), ""), 1);
    assert_eq!(of("", &format!(" {comment}")), 1);
}

#[test]
fn covers_an_item_beside_its_dash_or_its_first_line() {
    let schemes = "components: {securitySchemes: {k: {type: apiKey, in: header, name: k}}}\n";
    for (mark, left) in [
        ("  - nobody: [] # watchgate-ignore: undeclared-security-scheme\n    k: []\n", 0),
        ("  - # watchgate-ignore: undeclared-security-scheme\n    k: []\n    nobody: []\n", 0),
        ("  # watchgate-ignore: undeclared-security-scheme\n  - k: []\n    nobody: []\n", 0),
        ("  - k: []\n    nobody: [] # watchgate-ignore: undeclared-security-scheme\n", 0),
        ("  - k: [] # watchgate-ignore: undeclared-security-scheme\n  - nobody: []\n", 1),
    ] {
        let body = format!("{schemes}security:\n{mark}paths: {{/a: {{post: {{}}}}}}\n");
        assert_eq!(findings("undeclared-security-scheme", &body).len(), left, "{mark}");
    }
}

#[test]
fn follows_aliases_merge_keys_and_references_to_operations() {
    for (body, left) in [
        // The object is the same wherever an alias names it.
        ("paths: {/a: {post: &op {x-watchgate-ignore: RULE}}, /b: {post: *op}}", &[][..]),
        (
            "paths:\n  /a: {post: &op {summary: x}}\n  /b: {post: *op} # watchgate-ignore: RULE\n",
            &["POST /a"],
        ),
        // A merge key brings the field along.
        (
            "x-base: &base {x-watchgate-ignore: [RULE]}\npaths: {/a: {post: {<<: *base}}, /b: {post: {}}}",
            &["POST /b"],
        ),
        // What a merge key brings can be covered where it comes in.
        (
            "x-base: &base {post: {}}\npaths:\n  /a:\n    <<: *base # watchgate-ignore: RULE\n    get: {}\n",
            &["GET /a"],
        ),
        // A path item counts where it is named and where it is written.
        (
            "paths: {/a: {$ref: '#/x-item', x-watchgate-ignore: RULE}, /b: {$ref: '#/x-item'}}\nx-item: {post: {}}",
            &["POST /b"],
        ),
        (
            "paths: {/a: {$ref: '#/x-item'}, /b: {$ref: '#/x-item'}}\nx-item: {post: {}, x-watchgate-ignore: RULE}",
            &[],
        ),
    ] {
        assert_eq!(open(body), left, "{body}");
    }
}

#[test]
fn leaves_operations_out_of_what_is_shared_and_drops_what_is_covered_at_its_place() {
    let body = |server: &str, one: &str, two: &str| {
        format!(
            "servers:\n- url: http://a.shop.dev{server}\n\
             paths:\n  /a: {{get: {{{one}}}}}\n  /b: {{get: {{{two}}}}}\n"
        )
    };
    let of = |body: String| findings("cleartext-server", &body);
    let field = "x-watchgate-ignore: [cleartext-server]";
    assert_eq!(of(body("", "", "")), ["2"]);
    assert_eq!(of(body("", field, "")), ["1"]);
    assert!(of(body("", field, field)).is_empty());
    assert!(of(body(" # watchgate-ignore: cleartext-server", "", "")).is_empty());
    assert_eq!(of(body("", "x-watchgate-ignore: duplicate-key", "")), ["2"]);
}

#[test]
fn keeps_identities_of_what_is_left() {
    let ids = |mark: &str| {
        let text = format!("{HEAD}paths: {{/a: {{post: {{{mark}}}, get: {{}}}}}}\n");
        let findings = analyze(&Api::parse(text.as_bytes()).unwrap(), &Settings::default(), Timestamp::MIN);
        let of_get = |own: &&Finding| own.operation.as_ref().is_some_and(|op| op.method.as_str() == "GET");
        findings.iter().filter(of_get).map(|own| own.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(""), ids(&format!("x-watchgate-ignore: {RULE}")));
    assert_eq!(ids("").len(), 1);
}

#[test]
fn takes_schemas_and_examples_that_are_called_like_the_field_for_what_they_are() {
    let body = "paths: {/a: {post: {}}}\ncomponents:\n  schemas:\n    A:\n      properties: {x-watchgate-ignore: {type: string}}\n      \
                example: {x-watchgate-ignore: true}\n      default: [{x-watchgate-ignore: nonsense}]\n";
    assert!(findings("unknown-suppression", body).is_empty());
    let response = "paths: {/a: {post: {responses: {default: {x-watchgate-ignore: nonsense}}}}}";
    assert_eq!(findings("unknown-suppression", response).len(), 1);
}

#[test]
fn reads_json_as_it_reads_yaml() {
    let text = format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "a", "version": "1"}}, "paths": {{"/a": {{"post":
        {{"x-watchgate\u002dignore": ["{RULE}"]}}, "get": {{}}}}}}}}"#
    );
    let findings = analyze(&Api::parse(text.as_bytes()).unwrap(), &Settings::default(), Timestamp::MIN);
    assert_eq!(findings.iter().filter(|finding| finding.rule.as_str() == RULE).count(), 1);
}

#[test]
fn stays_linear_with_very_many_marks() {
    let mut comments = format!("{HEAD}paths:\n");
    for path in 0..10_000 {
        comments.push_str(&format!("  # watchgate-ignore: {RULE}\n  /{path}: {{post: {{}}}}\n"));
    }
    assert!(open(comments.strip_prefix(HEAD).unwrap()).is_empty());
    // One block of comments above one entry, and one list of names behind very many aliases.
    let block =
        format!("paths:\n{}  /a: {{post: {{}}}}\n", format!("  # watchgate-ignore: {RULE}\n").repeat(10_000));
    assert!(open(&block).is_empty());
    let names = vec![RULE; 20_000].join(", ");
    let mut aliases = format!("x-list: &list [{names}]\npaths:\n");
    for path in 0..20_000 {
        aliases.push_str(&format!("  /{path}: {{post: {{}}, x-watchgate-ignore: *list}}\n"));
    }
    assert!(open(&aliases).is_empty());
}

#[test]
fn keeps_a_part_of_very_many_and_very_long_wrong_names() {
    let names = vec!["*long"; 40_000].join(", ");
    let body = format!(
        "x-long: &long {}\npaths: {{/a: {{get: {{x-watchgate-ignore: [{names}]}}}}}}\n",
        "x".repeat(500_000)
    );
    assert_eq!(findings("unknown-suppression", &body).len(), super::MOST_PROBLEMS);
}
