use super::{Answered, Conformance, Deviation, Message, Place, Sent, What};
use crate::{Api, HeaderLines};

const DOCUMENT: &str = include_str!("tests.yaml");

struct Fixture {
    api: Api,
    conformance: Conformance,
}

impl Fixture {
    fn new(text: &str) -> Self {
        let api = Api::parse(text.as_bytes()).unwrap();
        let conformance = Conformance::new(&api);
        Self { api, conformance }
    }

    fn request(
        &self,
        method: &str,
        path: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: Option<&str>,
    ) -> Vec<String> {
        let operation = self.api.operation(method, path).unwrap();
        let lines: Vec<(&str, &[u8])> =
            headers.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
        let message = Message { headers: Some(HeaderLines::Borrowed(&lines)), body: body.map(str::as_bytes) };
        let (path, query) =
            target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
        shown(&self.conformance.check_request(operation, &Sent { path, query, message }))
    }

    fn response(&self, path: &str, status: u16, content_type: &str, body: &str) -> Vec<String> {
        let operation = self.api.operation("GET", path).unwrap();
        let lines: [(&str, &[u8]); 1] = [("Content-Type", content_type.as_bytes())];
        let message = Message { headers: Some(HeaderLines::Borrowed(&lines)), body: Some(body.as_bytes()) };
        shown(&self.conformance.check_response(operation, &Answered { status, message }))
    }
}

fn shown(deviations: &[Deviation]) -> Vec<String> {
    let one = |own: &Deviation| {
        let what = match own.what {
            What::Breaks(keyword) => keyword.to_owned(),
            what => format!("{what:?}"),
        };
        let place = match own.place {
            Place::RequestBody | Place::ResponseBody => String::new(),
            place => format!("{place:?} "),
        };
        format!("{place}{} {what}", own.name.as_deref().unwrap_or("-"))
    };
    deviations.iter().map(one).collect()
}

fn none() -> [String; 0] {
    []
}

#[test]
fn reads_query_parameters_in_every_style() {
    let own = Fixture::new(DOCUMENT);
    let query = |query: &str| own.request("GET", "/query", &format!("/query?{query}"), &[], None);
    for good in [
        "multi=1&multi=2",
        "multi=1",
        "multi[]=1&multi[]=2",
        "csv=1,2,3",
        "csv=1%2C2",
        "space=1%202+3",
        "pipe=1|2%7C3",
        "deep[a]=1&deep[b]=x",
        "r=1&g=x",
        "flat=r,1,g,x",
        "flag=true&flag2=",
        "any=7",
        "any=seven",
        "when=2026-11-21T10:00:00%2B02:00",
        "when=2026-11-21T10:00:00+02:00",
        "json=%7B%22a%22%3A1%7D",
        "maybe=null&maybe=",
        "text=007",
        "number=1e3",
    ] {
        assert_eq!(query(good), none(), "{good}");
    }
    for (bad, expected) in [
        ("multi=1&multi=x", "Query multi type"),
        ("csv=1,2,3,4", "Query csv maxItems"),
        ("space=a%20b", "Query space type"),
        ("pipe=1|b", "Query pipe type"),
        ("deep[a]=x", "Query deep type"),
        ("r=x", "Query exploded type"),
        ("flat=r,x", "Query flat type"),
        ("flag=maybe", "Query flag type"),
        ("when=yesterday", "Query when format"),
        ("json=%7B", "Query json contentMediaType"),
        ("json=%7B%22a%22%3A%22x%22%7D", "Query json type"),
        ("number=ten", "Query number type"),
        ("debug=1", "Query debug Undocumented"),
        ("4111111111111111=1", "Query * Undocumented"),
    ] {
        assert_eq!(query(bad), [expected], "{bad}");
    }
}

#[test]
fn reads_path_parameters_in_every_style() {
    let own = Fixture::new(DOCUMENT);
    let path = "/path/{simple}/{label}/{matrix}/{object}";
    let check = |target: &str| own.request("GET", path, target, &[], None);
    for good in ["/v1/path/1,2/.1.2/;matrix=1;matrix=2/a,1,b,x", "/path/1/.1/;matrix=1/a,1"] {
        assert_eq!(check(good), none(), "{good}");
    }
    assert_eq!(check("/path/x/.1/;matrix=1/a,1"), ["Path simple type"]);
    assert_eq!(check("/path/1/.x/;matrix=1/a,1"), ["Path label type"]);
    assert_eq!(check("/path/1/.1/;matrix=x/a,1"), ["Path matrix type"]);
    assert_eq!(check("/path/1/.1/;matrix=1/a,x"), ["Path object type"]);
}

#[test]
fn reads_headers_and_cookies() {
    let own = Fixture::new(DOCUMENT);
    let check = |headers: &[(&str, &str)]| own.request("GET", "/headers", "/headers", headers, None);
    let id = ("X-Id", "7");
    assert_eq!(check(&[id, ("cookie", "sid=1; n=5"), ("X-Key", "k"), ("Accept", "*/*")]), none());
    assert_eq!(check(&[("x-id", "seven")]), ["RequestHeader X-Id type"]);
    assert_eq!(check(&[]), ["RequestHeader X-Id Missing"]);
    assert_eq!(check(&[id, ("x-debug", "1")]), ["RequestHeader x-debug Undocumented"]);
    assert_eq!(check(&[id, ("cookie", "n=x; other=1")]), ["Cookie n type", "Cookie other Undocumented"]);
    assert_eq!(check(&[id, ("x-list", "1, 2")]), none());
}

#[test]
fn compares_json_bodies_and_shows_no_value() {
    let own = Fixture::new(DOCUMENT);
    let json = [("content-type", "application/json; charset=utf-8")];
    let check = |body: &str| own.request("POST", "/body", "/body", &json, Some(body));
    assert_eq!(check(r#"{"card": {"number": "4111111111111111"}, "tags": ["a"], "note": null}"#), none());
    for (body, expected) in [
        (r#"{"card": {"number": 5}}"#, "$.card.number type"),
        (r#"{"card": {"number": "4111"}}"#, "$.card.number minLength"),
        (r#"{"card": {}}"#, "$.card.number Missing"),
        ("{}", "$.card Missing"),
        (r#"{"card": {"number": "4111111111111111"}, "tags": ["a", 5]}"#, "$.tags[*] type"),
        (r#"{"card": {"number": "4111111111111111"}, "map": {"ada@shop.dev": "x"}}"#, "$.map.* type"),
        (r#"{"card": {"number": "4111111111111111"}, "extra": 1}"#, "$.extra UndocumentedProperty(No)"),
        (
            r#"{"card": {"number": "4111111111111111"}, "closed": {"x": 1}}"#,
            "$.closed.x UndocumentedProperty(Expressly)",
        ),
        (
            r#"{"card": {"number": "4111111111111111", "number": "4111111111111111"}}"#,
            "$.card.number Repeated",
        ),
        (r#"{"card": {"number": "4111111111111111"}, "id": 5}"#, "$.id ReadOnly"),
        (r#"{"card": {"number": "4111111111111111"}, "ratio": 1}"#, "$.ratio exclusiveMaximum"),
        (r#"{"card": {"number": "4111111111111111"}, "either": 5}"#, "$.either oneOf"),
        (r#"{"card": "#, "$ contentMediaType"),
    ] {
        assert_eq!(check(body), [expected], "{body}");
    }
    assert_eq!(check(""), ["- Missing"]);
    let check = |content_type: &str, body: &str| {
        own.request("POST", "/body", "/body", &[("content-type", content_type)], Some(body))
    };
    assert_eq!(check("text/xml", "<a/>"), ["text/xml UndocumentedContentType"]);
    assert_eq!(check("x-secret/ada", "<a/>"), ["* UndocumentedContentType"]);
    assert_eq!(check("application/json; charset=utf-16", "{}"), none(), "nobody can read it");
}

#[test]
fn compares_forms() {
    let own = Fixture::new(DOCUMENT);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let check = |body: &str| own.request("POST", "/form", "/form", &form, Some(body));
    assert_eq!(check("name=Ada+L&age=36&tags=a&tags=b"), none());
    assert_eq!(check("name=36&age=x"), ["$.age type"]);
    assert_eq!(check("age=3"), ["$.name Missing"]);
    let multipart = [("content-type", "multipart/form-data; boundary=b")];
    let part = |name: &str, value: &str| {
        format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let check = |body: &str| own.request("POST", "/form", "/form", &multipart, Some(body));
    assert_eq!(check(&format!("{}{}--b--", part("name", "Ada"), part("age", "36"))), none());
    assert_eq!(check(&format!("{}{}--b--", part("name", "Ada"), part("age", "x"))), ["$.age type"]);
}

#[test]
fn compares_responses_of_the_nearest_status_and_type() {
    let own = Fixture::new(DOCUMENT);
    let check = |status, content_type: &str, body: &str| own.response("/answer", status, content_type, body);
    assert_eq!(check(200, "application/json", r#"{"id": 7}"#), none());
    assert_eq!(check(200, "application/json", r#"{"id": "x"}"#), ["$.id type"]);
    assert_eq!(check(200, "application/json", r#"[{"id": 7}]"#), ["$ type"]);
    assert_eq!(
        check(200, "application/json", r#"{"id": 7, "hash": "x"}"#),
        ["$.hash UndocumentedProperty(No)"]
    );
    assert_eq!(check(200, "application/json", r#"{"id": 7, "password": "x"}"#), ["$.password WriteOnly"]);
    assert_eq!(check(200, "text/html", "<p>"), ["text/html UndocumentedContentType"]);
    assert_eq!(check(404, "application/problem+json", r#"{"title": 5}"#), ["$.title type"]);
    assert_eq!(check(503, "text/plain", "down"), none());
    assert_eq!(check(302, "text/plain", ""), ["Status 302 Undocumented"]);
    assert_eq!(check(204, "text/html", ""), none(), "it has no body");
}

#[test]
fn reads_the_dialect_of_swagger() {
    let own = Fixture::new(
        "swagger: '2.0'\ninfo: {title: t, version: '1'}\nconsumes: [application/json]\nproduces: [application/json]\npaths:\n  /a:\n    get:\n      \
         parameters:\n      - {name: ids, in: query, type: array, items: {type: integer}}\n      - {name: many, in: query, type: array, items: {type: integer}, collectionFormat: multi}\n      \
         - {name: tabs, in: query, type: array, items: {type: integer}, collectionFormat: tsv}\n      - {name: size, in: query, type: number, maximum: 5, exclusiveMaximum: true}\n      \
         responses: {'200': {description: d, schema: {$ref: '#/definitions/N'}}}\n    post:\n      consumes: [application/x-www-form-urlencoded]\n      \
         parameters: [{name: n, in: formData, type: integer, required: true}, {name: f, in: formData, type: file}]\n      responses: {'200': {description: d}}\n\
         definitions: {N: {type: object, properties: {next: {$ref: '#/definitions/N'}, x: {type: string, x-nullable: true}}}}\n",
    );
    let query = |query: &str| own.request("GET", "/a", &format!("/a?{query}"), &[], None);
    assert_eq!(query("ids=1,2&many=1&many=2&tabs=1%092&size=4.9"), none());
    assert_eq!(query("ids=1,x"), ["Query ids type"]);
    assert_eq!(query("size=5"), ["Query size exclusiveMaximum"]);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let post = |body: &str| own.request("POST", "/a", "/a", &form, Some(body));
    assert_eq!(
        (post("n=1&f=x"), post("n=x"), post("f=1")),
        (vec![], vec!["n type".into()], vec!["n Missing".into()])
    );
    assert_eq!(own.response("/a", 200, "application/json", r#"{"next": {"next": {"x": null}}}"#), none());
    assert_eq!(
        own.response("/a", 200, "application/json", r#"{"next": {"next": {"x": 5}}}"#),
        ["$.next.next.x type"]
    );
}

#[test]
fn stays_within_bounds_with_hostile_schemas_and_bodies() {
    let levels: String = (0..60)
        .map(|n| format!("    S{n}: {{anyOf: [{{$ref: '#/components/schemas/S{0}'}}, {{$ref: '#/components/schemas/S{0}'}}]}}\n", n + 1))
        .collect();
    let own = Fixture::new(&format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get:\n      responses:\n        '200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/S0'}}}}}}}}\n        \
         '201': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}}\n        \
         '202': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/L'}}}}}}}}\ncomponents:\n  schemas:\n{levels}    S60: {{type: string}}\n    \
         T: {{oneOf: [{{type: object, properties: {{a: {{$ref: '#/components/schemas/T'}}}}, required: [x]}}, {{type: object, properties: {{a: {{$ref: '#/components/schemas/T'}}}}, required: [y]}}]}}\n    \
         L: {{$ref: '#/components/schemas/L'}}\n"
    ));
    let check = |status, body: &str| own.response("/a", status, "application/json", body);
    assert_eq!(check(200, "5"), none(), "nobody compares it");
    assert_eq!(check(202, "5"), none());
    let deep = format!("{}1{}", r#"{"a":"#.repeat(90), "}".repeat(90));
    assert!(check(201, &deep).len() <= 1);
    let wide = format!("[{}1]", "1,".repeat(300_000));
    assert_eq!(check(201, &wide), none(), "it is too large");
}

/// Compares JSON bodies with the schema of an operation that has nothing else.
fn compare(schema: &str, components: &str, body: &str) -> Vec<String> {
    let own = Fixture::new(&format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /t:\n    post:\n      requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}\n      responses: {{'204': {{description: d}}}}\ncomponents:\n  schemas:\n    None: {{}}\n{components}"
    ));
    own.request("POST", "/t", "/t", &[("content-type", "application/json")], Some(body))
}

#[test]
fn turns_nothing_around_that_is_not_asserted_in_full() {
    // Look-around, back references and most formats are not asserted, so these schemas fit more than they say.
    for (schema, body) in [
        (r"{not: {pattern: '^(?=a)b'}}", r#""hello""#),
        (r"{not: {$ref: '#/components/schemas/Twice'}}", r#""hello""#),
        (r"{oneOf: [{pattern: '^(?=a)'}, {pattern: '^(?!a)'}]}", r#""abc""#),
        (r"{oneOf: [{format: uri}, {format: hostname}]}", r#""abc""#),
        (r"{if: {properties: {a: {pattern: '(a)\1'}}}, then: {required: [b]}}", r#"{"a": "x"}"#),
        ("{oneOf: [{required: [id], properties: {id: {readOnly: true}}}, {type: object}]}", "{}"),
        // The discriminator says which one is meant.
        (
            "{oneOf: [{properties: {kind: {type: string}}}, {required: [kind]}], discriminator: {propertyName: kind}}",
            r#"{"kind": "a"}"#,
        ),
    ] {
        assert_eq!(compare(schema, r"    Twice: {pattern: '(a)\1'}", body), none(), "{schema}");
    }
    for (schema, body, expected) in [
        ("{not: {pattern: '^a'}}", r#""abc""#, "$ not"),
        ("{oneOf: [{pattern: '^a'}, {pattern: 'c$'}]}", r#""abc""#, "$ oneOf"),
        ("{oneOf: [{pattern: '^(?=x)'}, {type: integer}]}", "true", "none"),
        ("{oneOf: [{type: string, pattern: '^(?=x)'}, {type: integer}]}", "true", "$ anyOf"),
        ("{if: {properties: {a: {pattern: '^x'}}}, then: {required: [b]}}", r#"{"a": "x"}"#, "$.b Missing"),
    ] {
        let found = compare(schema, "", body);
        assert_eq!(found.first().map_or("none", String::as_str), expected, "{schema}");
    }
}

#[test]
fn leaves_properties_of_those_who_are_built_on_a_schema_alone() {
    let pet =
        "    Pet: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}";
    let own = "{$ref: '#/components/schemas/Pet'}";
    assert_eq!(compare(own, pet, r#"{"kind": "cat", "claws": 3}"#), none());
    let plain = "    Pet: {type: object, properties: {kind: {type: string}}}";
    assert_eq!(compare(own, plain, r#"{"kind": "cat", "claws": 3}"#), ["$.claws UndocumentedProperty(No)"]);
}

#[test]
fn reads_json_behind_a_byte_order_mark() {
    assert_eq!(compare("{type: object}", "", "\u{feff}{}"), none());
    assert_eq!(compare("{type: object}", "", "\u{feff}[]"), ["$ type"]);
}

#[test]
fn tells_of_a_few_of_very_many_names_that_come_again() {
    // To find the way to each of them takes as long as the body is: all of them together would take minutes.
    let members: Vec<String> = (0..100_000).map(|n| format!("\"k{}\":1", n % 50_000)).collect();
    let found = compare("{type: object}", "", &format!("{{{}}}", members.join(",")));
    assert!((1..=20).contains(&found.len()), "{found:?}");
    let members: Vec<String> = ('a'..='z').map(|name| format!("\"{name}\":1,\"{name}\":2")).collect();
    let properties: Vec<String> = ('a'..='z').map(|name| format!("'{name}': {{}}")).collect();
    let schema = format!("{{properties: {{{}}}}}", properties.join(", "));
    assert_eq!(compare(&schema, "", &format!("{{{}}}", members.join(","))).len(), 20);
}
