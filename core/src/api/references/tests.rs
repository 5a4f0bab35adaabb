//! Documents of several files, and what hostile ones cost.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::{Api, Limits, Location, ResolveError, Settings, SpecError, Timestamp, analyze};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\n";

/// A finding as `rule file:line message`.
fn findings(api: &Api) -> Vec<String> {
    let on = ["unread", "unresolved", "circular", "remote"].map(|rule| format!("{rule}-reference: on"));
    let settings = format!("rules: {{ignored-reference-siblings: on, {}}}", on.join(", "));
    let found = analyze(api, &Settings::parse(settings.as_bytes()).unwrap(), Timestamp::MIN);
    let found = found.iter().filter(|finding| finding.rule.as_str().contains("reference"));
    let lines = found.map(|finding| {
        let Location::Document { file, line, .. } = &finding.location else { panic!("a document's") };
        let (file, line) = (file.as_deref().unwrap_or("-"), line.unwrap());
        format!("{} {file}:{line} {}", finding.rule, finding.message)
    });
    lines.collect()
}

/// Reads a document called `specs/api.yaml` whose parts are in a map.
fn read(document: &str, files: &[(&str, &str)]) -> Api {
    let files: HashMap<&str, &str> = files.iter().copied().collect();
    let asked = RefCell::new(BTreeMap::<String, u32>::new());
    let resolver = |path: &str| {
        *asked.borrow_mut().entry(path.to_owned()).or_default() += 1;
        let text = files.get(path).ok_or_else(|| ResolveError::new("no such file"))?;
        Ok(text.as_bytes().to_vec())
    };
    let api = Api::builder().file("specs/api.yaml").resolver(&resolver).parse(document.as_bytes()).unwrap();
    assert!(asked.borrow().values().all(|count| *count == 1), "{asked:?}");
    api
}

fn with_head(body: &str, files: &[(&str, &str)]) -> Api {
    read(&format!("{HEAD}{body}"), files)
}

/// Reads a document that asks for any file and gets what `part` makes of its name.
fn generated(
    body: &str,
    limits: Limits,
    part: impl Fn(&str) -> Result<Vec<u8>, ResolveError>,
) -> Result<Api, SpecError> {
    Api::builder().limits(limits).resolver(&part).parse(format!("{HEAD}{body}").as_bytes())
}

#[expect(clippy::disallowed_methods, reason = "what a hostile document costs is the point")]
fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 }), "too slow");
    result
}

#[test]
fn reads_operations_schemes_and_servers_of_other_files() {
    let api = with_head(
        "paths: {$ref: paths/_index.yaml}\ncomponents: {securitySchemes: {$ref: 'common.yaml#/schemes'}}\n",
        &[
            ("paths/_index.yaml", "/pets: {$ref: pets.yaml}\n/orders: {$ref: '../api.yaml#/x-orders'}\n"),
            ("paths/pets.yaml", "post:\n  security: [{key: []}]\n"),
            ("common.yaml", "schemes: {key: {$ref: '#/one'}}\none: {type: http, scheme: basic}\n"),
        ],
    );
    let pets = api.operation("POST", "/pets").unwrap();
    assert!(!api.security(pets).allows_anonymous());
    assert_eq!(
        findings(&api),
        [
            "unresolved-reference specs/paths/_index.yaml:2 the reference `../api.yaml#/x-orders` points at nothing"
        ]
    );
    let found = analyze(&api, &Settings::default(), Timestamp::MIN);
    let basic = found.iter().find(|own| own.rule.as_str() == "http-basic-authentication").unwrap();
    assert_eq!(
        basic.location,
        Location::Document {
            file: Some("specs/common.yaml".to_owned()),
            pointer: "/schemes/key".to_owned(),
            line: Some(1),
            column: Some(11),
        }
    );
}

#[test]
fn says_of_each_lost_file_why() {
    let body = "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: a.yaml}\n    B: {$ref: b.json}\n    C: {$ref: 'c.yaml#/x'}\n    D: {$ref: d.yaml}\n    E: {$ref: 'e.yaml?v=1'}\n";
    let files = HashMap::from([
        ("b.json", &b"{\n \"a\": 1\n \"b\": 2}"[..]),
        ("c.yaml", b"a: \xff"),
        ("d.yaml", b" "),
    ]);
    let resolver = |path: &str| {
        let bytes = files.get(path).ok_or_else(|| ResolveError::new("not\nhere"))?;
        Ok(bytes.to_vec())
    };
    let api = Api::builder().resolver(&resolver).parse(format!("{HEAD}{body}").as_bytes()).unwrap();
    let expected = [
        "6 the reference `a.yaml` was not read: not here",
        "7 the reference `b.json` was not read: expected `,` or `}`, found `\"` at line 3, column 2 of that file",
        "8 the reference `c.yaml#/x` was not read: the file is not valid UTF-8 at line 1, column 4 of that file",
        "9 the reference `d.yaml` was not read: the file is empty",
        "10 the reference `e.yaml?v=***` has a query and was not read",
    ];
    assert_eq!(findings(&api), expected.map(|rest| format!("unread-reference -:{rest}")));
}

#[test]
fn reads_parts_in_every_encoding() {
    let body = "paths: {}\ncomponents: {schemas: {A: {$ref: 'a.json#/ä'}, B: {$ref: 'b.json#/ä'}}}\n";
    let utf16 = |_: &str| {
        let text = "\u{feff}{\"ä\": {}}";
        Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
    };
    let api = generated(body, Limits::default(), utf16).unwrap();
    assert_eq!(findings(&api), [""; 0]);
    let marked = |_: &str| Ok("\u{feff}{\t\"ä\": {}}".into());
    assert_eq!(findings(&generated(body, Limits::default(), marked).unwrap()), [""; 0]);
}

#[test]
fn follows_references_through_files_and_around_circles_of_files() {
    let api = with_head(
        "paths: {}\ncomponents: {schemas: {A: {$ref: 'a.yaml#/x'}, Tree: {$ref: tree.yaml}}}\n",
        &[
            ("a.yaml", "x: {$ref: 'b.yaml#/y'}\n"),
            ("b.yaml", "y:\n  $ref: a.yaml#/x\n"),
            ("tree.yaml", "properties: {next: {$ref: tree.yaml}, up: {$ref: '#'}}\n"),
        ],
    );
    assert_eq!(
        findings(&api),
        [
            "circular-reference specs/a.yaml:1 the reference `b.yaml#/y` leads back to itself",
            "circular-reference specs/api.yaml:4 the reference `a.yaml#/x` leads back to itself",
            "circular-reference specs/b.yaml:1 the reference `a.yaml#/x` leads back to itself",
        ]
    );
}

#[test]
fn judges_only_what_is_referred_to_of_a_part() {
    let common = "openapi: 3.1.0\npaths: {/broken: {$ref: '#/nothing'}}\nschemas: {A: {items: {$ref: '#/schemas/B'}}, B: {}}\n";
    let body = "paths: {}\ncomponents: {schemas: {A: {$ref: 'common.yaml#/schemas/A'}}}\n";
    assert_eq!(findings(&with_head(body, &[("common.yaml", common)])), [""; 0]);
}

#[test]
fn knows_what_keys_mean_in_a_part_by_the_reference_to_it() {
    let body = "paths: {}\ncomponents: {schemas: {$ref: index.yaml}}\n";
    let index = "default: {$ref: '#/nothing'}\nexample: {properties: {$ref: {type: string}}}\n";
    assert_eq!(
        findings(&with_head(body, &[("index.yaml", index)])),
        ["unresolved-reference specs/index.yaml:1 the reference `#/nothing` points at nothing"]
    );
    let schema = "default: {$ref: '#/nothing'}\n";
    let body = "paths: {}\ncomponents: {schemas: {A: {$ref: schema.yaml}}}\n";
    assert_eq!(findings(&with_head(body, &[("schema.yaml", schema)])), [""; 0]);
}

#[test]
fn follows_extensions_and_anchors_that_something_leads_to() {
    let body = "x-a: &pet {$ref: pet.yaml}\nx-b: {$ref: unused.yaml}\npaths: {/a: {$ref: '#/x-item'}}\nx-item: {$ref: item.yaml}\n\
                components: {schemas: {A: *pet}}\n";
    let api = with_head(body, &[("pet.yaml", "{}"), ("item.yaml", "get: {}")]);
    assert_eq!((findings(&api), api.operations().len()), (Vec::new(), 1));
}

#[test]
fn asks_for_nothing_outside_of_the_folder() {
    let ways = "http://h/a.yaml //h/a /etc/passwd file:///etc/passwd ../../etc/passwd %2e%2e/a a/..%2f..%2fb C:\\a c:/a";
    let schemas: String = ways
        .split(' ')
        .enumerate()
        .map(|(index, way)| format!("    S{index}: {{$ref: '{way}'}}\n"))
        .collect();
    let ask = |path: &str| panic!("{path}");
    let body = format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    let found = findings(&generated(&body, Limits::default(), ask).unwrap());
    assert_eq!(found.len(), ways.split(' ').count());
    assert!(found.iter().all(|own| own.starts_with("remote-reference ")), "{found:#?}");
}

#[test]
fn finds_identifiers_in_any_order_and_fetches_none() {
    let body = "paths: {}\n$self: https://h/apis/api\ncomponents:\n  schemas:\n    \
                A: {$ref: 'https://h/pet'}\n    B: {$ref: late.yaml}\n    C: {$id: 'https://h/c', items: {$ref: pet}, not: {$ref: nobody}}\n    \
                D: {$ref: 'https://h/apis/api#/components/schemas/A'}\n    E: {$ref: '#own'}\n    F: {$anchor: own}\n    G: {$ref: '#none'}\n    \
                H: {$id: 'urn:uuid:1', $ref: x}\n";
    let late = "$id: https://h/late\nproperties: {pet: {$id: pet, items: {$ref: sibling.yaml}}, next: {$ref: more.yaml}}\n";
    let api = with_head(body, &[("late.yaml", late), ("more.yaml", "{}")]);
    assert_eq!(
        findings(&api),
        [
            "unresolved-reference specs/api.yaml:13 the reference `#none` points at nothing",
            "unread-reference specs/api.yaml:9 the reference `nobody` is relative to the `$id` around it, and nothing that was read is called so",
            "unread-reference specs/api.yaml:14 the reference `x` is relative to the `$id` around it, and nothing that was read is called so",
            "unread-reference specs/late.yaml:2 the reference `sibling.yaml` is relative to the `$id` around it, and nothing that was read is called so",
        ]
    );
}

#[test]
fn knows_no_identifiers_before_openapi_3_1() {
    let document = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
                    A: {$id: 'https://h/a', items: {$ref: b.yaml}}\n    B: {$ref: 'https://h/a'}\n    C: {$ref: '#d'}\n    D: {$anchor: d}\n";
    assert_eq!(
        findings(&read(document, &[("b.yaml", "{}")])),
        [
            "unresolved-reference specs/api.yaml:8 the reference `#d` points at nothing",
            "remote-reference specs/api.yaml:7 the reference `https://h/a` leads to another host, and was not followed",
        ]
    );
}

#[test]
fn gives_findings_in_a_part_an_identity_of_their_own() {
    let find = |main: &str, part: &str, body: &str| {
        let resolver = |_: &str| Ok(b"# moved\nx: {$ref: '#/nothing'}\n".to_vec());
        let document =
            format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {{$ref: '{part}'}}}}}}\n{body}");
        let api = Api::builder().file(main).resolver(&resolver).parse(document.as_bytes()).unwrap();
        let found = analyze(&api, &Settings::default(), Timestamp::MIN);
        found.into_iter().find(|own| own.rule.as_str() == "unresolved-reference").map(|own| own.id).unwrap()
    };
    let id = find("a/api.yaml", "p.yaml", "");
    assert_eq!(find("b\\other.yaml", "./p.yaml#", "x-more: 1\n"), id);
    assert_ne!(find("a/api.yaml", "q.yaml", ""), id);
}

#[test]
fn changes_its_fingerprint_with_every_file() {
    let fingerprint = |part: &str| {
        let body = "paths: {/a: {$ref: a.yaml}}\n";
        with_head(body, &[("a.yaml", part)]).fingerprint
    };
    assert_eq!(fingerprint("get: {}"), fingerprint("get: {}"));
    assert_ne!(fingerprint("get: {}"), fingerprint("put: {}"));
}

#[test]
fn bears_ten_thousand_files() {
    let items: String =
        (0..9_999).map(|part| format!("  /p{part}: {{$ref: 'paths/p{part}.yaml'}}\n")).collect();
    let part = |_: &str| Ok(b"get: {responses: {'200': {$ref: '../common.yaml#/ok'}}}\n".to_vec());
    let body = format!("paths:\n{items}");
    let api = in_time(|| generated(&body, Limits::default(), part)).unwrap();
    assert_eq!((api.operations().len(), api.tree.parts().count()), (9_999, 10_000));
    let error = generated(&body, Limits::default().with_files(99), part).unwrap_err();
    assert_eq!((error.code(), error.line()), ("too-many-files", None));
    assert_eq!(error.to_string(), "the document refers to more than 99 files");
}

#[test]
fn bears_long_chains_of_files() {
    let asked = Cell::new(0);
    let part = |path: &str| {
        asked.set(asked.get() + 1);
        let number: u32 = path.strip_suffix(".yaml").unwrap().parse().unwrap();
        Ok(format!("$ref: {}.yaml\n", number + 1).into_bytes())
    };
    let body = "paths: {/a: {$ref: 0.yaml}}\n";
    let error = generated(body, Limits::default().with_files(1_000), part).unwrap_err();
    assert_eq!((error.code(), asked.get()), ("too-many-files", 1_000));
    let circle =
        |path: &str| part(path).map(|text| if path == "5000.yaml" { b"$ref: 0.yaml".to_vec() } else { text });
    let api = in_time(|| generated(body, Limits::default(), circle)).unwrap();
    assert_eq!(findings(&api).iter().filter(|own| own.starts_with("circular")).count(), 5_002);
}

#[test]
fn holds_limits_over_all_files() {
    let body: String = (0..100).map(|part| format!("  P{part}: {{$ref: {part}.yaml}}\n")).collect();
    let body = format!("paths: {{}}\ncomponents: {{schemas: {{$ref: '#/x-all'}}}}\nx-all:\n{body}");
    let refused = |limits: Limits, part: &str| {
        let error = generated(&body, limits, |_| Ok(part.as_bytes().to_vec())).unwrap_err();
        (error.code(), error.to_string())
    };
    let (code, message) = refused(Limits::default().with_nodes(1_000), "[1, 2, 3, 4, 5, 6, 7, 8, 9]");
    assert_eq!(code, "too-many-nodes");
    assert!(message.starts_with("more than ") && message.contains(" of `"), "{message}");
    assert_eq!(refused(Limits::default().with_aliases(50), "[&a 1, *a]").0, "too-many-aliases");
    let (code, message) = refused(Limits::default().with_bytes(10_000), &"x".repeat(500));
    assert_eq!(code, "too-large");
    assert!(message.ends_with("the limit is 10000"), "{message}");
    // One that is too large alone is not read.
    let api = generated(&body, Limits::default().with_bytes(10_000), |_| Ok(vec![b'x'; 10_001])).unwrap();
    assert!(findings(&api)[0].ends_with("was not read: the file has 10001 bytes; the limit is 10000"));
}

#[test]
fn refuses_bombs_in_parts() {
    let body = "paths: {}\ncomponents: {schemas: {A: {$ref: a.yaml}}}\n";
    let limits = Limits::default().with_nodes(100_000);
    let read = |part: &str| generated(body, limits.clone(), |_| Ok(part.as_bytes().to_vec()));
    let aliases = format!("- &a 1\n{}", "- *a\n".repeat(50_001));
    assert_eq!(in_time(|| read(&aliases)).unwrap_err().code(), "too-many-aliases");
    let entries: String = (0..1_000).map(|key| format!("k{key}: 1, ")).collect();
    let merges = format!("base: &b {{{entries}}}\nall:\n{}", "- {<<: *b}\n".repeat(100));
    assert_eq!(in_time(|| read(&merges)).unwrap_err().code(), "too-many-nodes");
    for (part, why) in [
        ("[".repeat(100_000), "nested deeper than 128 levels at line 1, column 129 of that file"),
        (
            "a: &a {b: *a}".to_owned(),
            "an alias refers to a value that contains it at line 1, column 11 of that file",
        ),
        ("a:\n\t- b".to_owned(), "of that file"),
    ] {
        let found = findings(&in_time(|| read(&part)).unwrap());
        assert!(found.len() == 1 && found[0].ends_with(why), "{found:?}");
    }
    let odd = "{\"a\": -9223372036854776000, \"b\": 1e999, \"c\": 123456789012345678901234567890, \"d\": \"\\ud800\"}";
    assert_eq!(findings(&read(odd).unwrap()), [""; 0]);
}

#[test]
fn notes_a_lost_file_at_a_hundred_places_at_most() {
    let schemas: String =
        (0..1_000).map(|place| format!("    S{place}: {{$ref: 'gone.yaml#/{place}'}}\n")).collect();
    let body = format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    let api = generated(&body, Limits::default(), |_| Err(ResolveError::new("no such file"))).unwrap();
    assert_eq!(findings(&api).len(), 100);
}

#[test]
fn bears_names_that_multiply_when_joined() {
    // Each reference is joined with the long name of the file that it is in.
    let mut part = String::new();
    for place in 0..5_000 {
        writeln!(part, "- {{$ref: '../{place}.yaml'}}").unwrap();
    }
    let name = format!("{}a.yaml", "x/".repeat(1_000));
    let body = format!("paths: {{}}\ncomponents: {{schemas: {{A: {{allOf: {{$ref: '{name}'}}}}}}}}\n");
    let gone = |path: &str| {
        if path == name { Ok(part.clone().into_bytes()) } else { Err(ResolveError::new("gone")) }
    };
    let limits = Limits::default().with_files(100_000);
    assert_eq!(findings(&in_time(|| generated(&body, limits, gone)).unwrap()).len(), 5_000);
    let long = "y".repeat(2_000);
    let schema = "{allOf: [".repeat(50) + "{$ref: b}" + &"]}".repeat(50);
    let nested = schema.replace("{allOf", &format!("{{$id: 'http://h/{long}/', allOf"));
    let body = format!("paths: {{}}\ncomponents: {{schemas: {{A: {nested}}}}}\n");
    let found = in_time(|| findings(&generated(&body, Limits::default(), gone).unwrap()));
    assert_eq!(found.len(), 1);
}

#[test]
fn reads_a_document_that_refers_to_files_without_a_resolver_as_before() {
    let document =
        format!("{HEAD}paths: {{/a: {{$ref: a.yaml}}}}\ncomponents: {{schemas: {{A: {{$ref: b.yaml}}}}}}\n");
    let api = Api::builder().file("api.yaml").parse(document.as_bytes()).unwrap();
    assert_eq!(
        findings(&api),
        ["unread-reference api.yaml:3 the reference `a.yaml` is in another document and was not read"]
    );
    let own = document.replace("a.yaml", "api.yaml#/x-a") + "x-a: {get: {}}\n";
    let api = Api::builder().file("api.yaml").parse(own.as_bytes()).unwrap();
    assert_eq!((findings(&api), api.operations().len()), (Vec::new(), 1));
}

#[test]
fn says_once_that_a_chain_ends_in_a_circle() {
    let body =
        "paths: {/a: {$ref: loop.yaml}, /b: {$ref: '#/x-b'}}\nx-b: {$ref: '#/x-c'}\nx-c: {$ref: '#/x-b'}\n";
    let found = findings(&with_head(body, &[("loop.yaml", "$ref: loop.yaml")]));
    assert_eq!(found.len(), 5);
    assert!(found.iter().all(|own| own.starts_with("circular-reference ")), "{found:?}");
}

#[test]
fn obeys_suppressions_in_the_part_that_they_are_in() {
    let part = "z: 1\n# watchgate-ignore: unresolved-reference\na: {$ref: '#/nothing'}\nb: {$ref: '#/nothing'}\n\
                c: {items: {$ref: '#/nothing'}, x-watchgate-ignore: unresolved-reference} \nd: {$ref: '#/nothing'} # watchgate-ignore: unresolved-reference\n\
                # watchgate-ignore: unresolved-reference\n";
    let all =
        "a: {$ref: '#/a'}\nb: {$ref: '#/b'}\nc: {$ref: '#/c'}\nd: {$ref: '#/d'}\n".replace('#', "part.yaml#");
    let schemas = all.lines().map(|line| format!("    {line}\n")).collect::<String>();
    // What ends without a line break must not run into the next file.
    let body =
        format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}# watchgate-ignore: unresolved-reference");
    let api = with_head(&body, &[("part.yaml", part)]);
    assert_eq!(
        findings(&api),
        ["unresolved-reference specs/part.yaml:4 the reference `#/nothing` points at nothing"]
    );
    let found = analyze(&api, &Settings::default(), Timestamp::MIN);
    let unknown = found.iter().filter(|own| own.rule.as_str() == "unknown-suppression");
    let places = unknown.map(|own| {
        let Location::Document { file, line, .. } = &own.location else { panic!("a document's") };
        (file.clone().unwrap(), line.unwrap())
    });
    let expected = [("specs/api.yaml".to_owned(), 10), ("specs/part.yaml".to_owned(), 7)];
    assert_eq!(places.collect::<Vec<_>>(), expected);
}

#[test]
fn reads_parameters_bodies_and_responses_of_other_files() {
    let body = "paths:\n  /a:\n    post:\n      parameters: [{$ref: parameters.yaml#/limit}]\n      \
                requestBody: {$ref: bodies.yaml}\n      responses: {'200': {$ref: 'responses.yaml#/ok'}}\n";
    let api = with_head(
        body,
        &[
            ("parameters.yaml", "limit: {name: limit, in: query, schema: {$ref: schemas/limit.yaml}}"),
            ("schemas/limit.yaml", "type: integer"),
            (
                "bodies.yaml",
                "content: {application/json: {schema: {properties: {next: {$ref: '#/content/application~1json/schema'}}}}}",
            ),
            ("responses.yaml", "ok: {description: ok, content: {a/b: {schema: {$ref: 'schemas/pet.yaml'}}}}"),
            ("schemas/pet.yaml", "type: object\nproperties: {limit: {$ref: limit.yaml}}"),
        ],
    );
    assert_eq!(findings(&api), [""; 0]);
    let contents = &api.model.contents;
    let [parameter] = contents.parameters.as_slice() else { panic!("one parameter") };
    let [body] = contents.bodies.as_slice() else { panic!("one body") };
    let [response] = contents.responses.as_slice() else { panic!("one response") };
    let schemas = [parameter.schema, body.content[0].schema, response.content[0].schema];
    assert_eq!(
        schemas.map(|schema| api.tree.file(schema.unwrap()).unwrap()),
        ["parameters.yaml", "bodies.yaml", "responses.yaml"]
    );
    assert_eq!(api.tree.parts().count(), 5);
}
