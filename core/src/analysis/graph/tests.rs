use super::*;

fn api(document: &str) -> Api {
    Api::parse(document.as_bytes()).unwrap()
}

/// Describes each schema with its directions and the operations behind it, in the order of the graph.
fn reached(document: &str) -> Vec<String> {
    let api = api(document);
    let graph = Graph::new(&api);
    let describe = |(id, _): (SchemaId, &Schema<'_>)| {
        let list = |directions| {
            let indices = graph.operations(id, directions);
            indices.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
        };
        let Directions { request, response } = graph.directions(id);
        let (in_, out) = (list(Directions::REQUEST), list(Directions::RESPONSE));
        let request = if request { format!(" in[{in_}]") } else { String::new() };
        let response = if response { format!(" out[{out}]") } else { String::new() };
        format!("{}{request}{response}", graph.describe(id))
    };
    graph.schemas().map(describe).collect()
}

fn document(version: &str, paths: &str, schemas: &str) -> String {
    format!(
        "openapi: {version}\ninfo: {{title: a, version: '1'}}\npaths:\n{paths}\
         components:\n  schemas:\n{schemas}"
    )
}

/// An operation that takes and gives a component.
fn takes(path: &str, request: &str, response: &str) -> String {
    let json =
        |name: &str| format!("{{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}");
    format!(
        "  {path}: {{post: {{requestBody: {{content: {}}}, \
         responses: {{'200': {{description: d, content: {}}}}}}}}}\n",
        json(request),
        json(response)
    )
}

#[test]
fn reaches_through_references_in_both_directions() {
    let paths = takes("/a", "A", "B") + &takes("/b", "A", "A");
    let schemas = "    A: {properties: {b: {$ref: '#/components/schemas/B'}}}\n    B: {properties: {x: {type: string}}}\n";
    let reached = reached(&document("3.0.3", &paths, schemas));
    for expected in ["`A` in[0,1] out[1]", "`B` in[0,1] out[0,1]", "`B.x` in[0,1] out[0,1]"] {
        assert!(reached.iter().any(|own| own == expected), "{expected}: {reached:#?}");
    }
}

#[test]
fn visits_a_cycle_once() {
    let schemas = "    A: {properties: {next: {$ref: '#/components/schemas/B'}}}\n    B: {properties: {back: {$ref: '#/components/schemas/A'}}}\n";
    let api = api(&document("3.0.3", &takes("/a", "A", "B"), schemas));
    let graph = Graph::new(&api);
    // Two media types' references, two components, two properties.
    assert_eq!(graph.schemas().count(), 6);
}

#[test]
fn leaves_out_of_requests_what_is_read_only_and_of_responses_what_is_write_only() {
    let schemas = "    A:\n      properties:\n\
                   \x20       id: {type: string, readOnly: true}\n\
                   \x20       secret: {type: string, writeOnly: true}\n\
                   \x20       owner: {allOf: [{$ref: '#/components/schemas/B'}, {readOnly: true}]}\n\
                   \x20       both: {$ref: '#/components/schemas/C'}\n\
                   \x20   B: {properties: {name: {type: string}}}\n\
                   \x20   C: {properties: {id: {properties: {part: {type: string}}, readOnly: true}}}\n";
    let reached = reached(&document("3.1.0", &takes("/a", "A", "A"), schemas));
    for expected in [
        "`A` in[0] out[0]",
        "`A.id` out[0]",
        "`A.secret` in[0]",
        "`B.name` out[0]",
        "`C` in[0] out[0]",
        "`C.id.part` out[0]",
    ] {
        assert!(reached.iter().any(|own| own == expected), "{expected}: {reached:#?}");
    }
}

#[test]
fn takes_the_body_of_a_request_as_input_even_if_it_calls_itself_read_only() {
    let schemas = "    A: {type: string, readOnly: true}\n";
    let of_component = reached(&document("3.0.3", &takes("/a", "A", "A"), schemas));
    assert!(of_component.contains(&"`A` in[0] out[0]".to_owned()), "{of_component:#?}");
    let inline = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {/a: {post: {requestBody: \
                  {content: {text/plain: {schema: {type: string, readOnly: true}}}}}}}\n";
    assert_eq!(reached(inline), ["`request body` in[0]"]);
}

#[test]
fn hands_nothing_on_to_what_not_holds() {
    let schemas = "    A: {not: {required: [a], properties: {b: {$ref: '#/components/schemas/B'}}}}\n    B: {type: string}\n";
    let reached = reached(&document("3.0.3", &takes("/a", "A", "A"), schemas));
    assert!(reached.contains(&"`B`".to_owned()), "{reached:#?}");
}

#[test]
fn follows_a_reference_into_the_middle_of_a_schema() {
    let paths = "  /a: {get: {parameters: [{name: q, in: query, schema: \
                 {$ref: '#/components/schemas/A/properties/x/items'}}]}}\n";
    let schemas = "    A: {properties: {x: {type: array, items: {type: string}}}}\n";
    let own = reached(&document("3.0.3", paths, schemas));
    assert_eq!(own.len(), 2, "nothing but the reference and its target: {own:#?}");
    let whole = paths.to_owned() + &takes("/b", "A", "A");
    let own = reached(&document("3.0.3", &whole, schemas));
    // The item is used by the parameter of the first operation, and by the body of the second.
    assert!(own.iter().any(|own| own.ends_with(" in[0,1] out[1]")), "{own:#?}");
}

#[test]
fn turns_webhooks_round() {
    let document = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\nwebhooks:\n  sold:\n    post:\n\
                    \x20     requestBody: {content: {application/json: {schema: {title: given, type: object}}}}\n\
                    \x20     responses: {'200': {description: d, content: {application/json: {schema: {type: string}}}}}\n";
    assert_eq!(reached(document), ["`request body` out[]", "`response 200` in[]"]);
}

#[test]
fn tells_the_two_sides_of_a_schema_that_a_webhook_shares() {
    let paths = "  /a: {post: {requestBody: {$ref: '#/components/requestBodies/A'}}}\n\
                 webhooks: {a: {post: {requestBody: {$ref: '#/components/requestBodies/A'}}}}\n";
    let document = document("3.1.0", paths, "    A: {type: object}\n")
        + "  requestBodies: {A: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}\n";
    assert!(reached(&document).contains(&"`A` in[0] out[]".to_owned()), "{:#?}", reached(&document));
}

#[test]
fn joins_the_members_of_an_all_of() {
    let schemas = "    A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {own: {type: string}}}]}\n    \
                   B: {allOf: [{$ref: '#/components/schemas/A'}], properties: {base: {type: string}}}\n";
    let api = api(&document("3.0.3", &takes("/a", "A", "A"), schemas));
    let graph = Graph::new(&api);
    let entry = api.model.contents.bodies[0].content[0].schema.unwrap();
    let id = graph.at(entry).unwrap();
    let mut names: Vec<&str> = graph.all_properties(id).into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    assert_eq!(names, ["base", "own"]);
    assert_eq!(graph.resolved(id).map(|(id, _)| graph.describe(id)).as_deref(), Some("`A`"));
}

#[test]
fn takes_an_alias_for_what_it_stands_for() {
    let schemas = "    A: {properties: {x: &x {type: string}, y: *x, z: *x}}\n";
    let api = api(&document("3.0.3", &takes("/a", "A", "A"), schemas));
    let graph = Graph::new(&api);
    let component = graph.schemas().find(|(_, own)| own.has(Keyword::Properties)).unwrap().0;
    let properties: Vec<_> = graph.properties(component).collect();
    assert_eq!(properties.len(), 3);
    assert!(properties.iter().all(|(_, id)| *id == properties[0].1));
}

#[test]
fn reads_boolean_schemas_from_3_1_on() {
    let schemas = "    A: {properties: {any: true, none: false}}\n";
    let booleans = |version: &str| {
        let api = api(&document(version, &takes("/a", "A", "A"), schemas));
        let graph = Graph::new(&api);
        (graph.schemas().filter_map(|(_, own)| own.boolean).collect::<Vec<_>>(), graph.malformed().len())
    };
    assert_eq!(booleans("3.1.0"), (vec![true, false], 0));
    assert_eq!(booleans("3.0.3"), (vec![], 2));
}

#[test]
fn remembers_once_what_is_no_schema() {
    let schemas = "    A: {properties: {a: {$ref: '#/components/schemas/B'}, b: {$ref: '#/components/schemas/B'}, \
                   type: string}, items: [1]}\n    B: 7\n";
    let api = api(&document("3.0.3", &takes("/a", "A", "A"), schemas));
    let graph = Graph::new(&api);
    let mut places: Vec<_> = graph.malformed().iter().map(|node| api.tree.pointer(*node)).collect();
    places.sort();
    let schemas = "/components/schemas";
    assert_eq!(
        places,
        [format!("{schemas}/A/items/0"), format!("{schemas}/A/properties/type"), format!("{schemas}/B")]
    );
}

#[test]
fn takes_properties_with_the_names_of_keywords_for_properties() {
    let schemas = "    A: {properties: {type: {type: string}, items: {type: integer}, $ref: {type: string}, properties: {type: string}}}\n";
    let api = api(&document("3.0.3", &takes("/a", "A", "A"), schemas));
    let graph = Graph::new(&api);
    let (id, component) = graph.schemas().find(|(_, own)| own.has(Keyword::Properties)).unwrap();
    assert!(
        component.types.is_empty() && !component.has(Keyword::Items) && !component.has(Keyword::Reference)
    );
    let names: Vec<&str> = graph.properties(id).map(|(name, _)| name).collect();
    assert_eq!(names, ["type", "items", "$ref", "properties"]);
}

#[test]
fn ignores_before_3_1_what_stands_beside_a_reference() {
    let schemas =
        "    A: {properties: {x: {$ref: '#/components/schemas/B', maxLength: 5}}}\n    B: {type: string}\n";
    let has_limit = |version: &str| {
        let api = api(&document(version, &takes("/a", "A", "A"), schemas));
        let graph = Graph::new(&api);
        graph.schemas().any(|(_, own)| own.has(Keyword::MaxLength))
    };
    assert!(!has_limit("3.0.3"));
    assert!(has_limit("3.1.0"));
}

/// Operations that each have an own body, which names a component, which names the next one in a circle.
fn circle(count: usize) -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    for index in 0..count {
        let next = (index + 1) % count;
        let own = format!(
            "{{properties: {{own{index}: {{type: string}}, c: {{$ref: '#/components/schemas/C{index}'}}}}}}"
        );
        paths +=
            &format!("  /p{index}: {{post: {{requestBody: {{content: {{a/b: {{schema: {own}}}}}}}}}}}\n");
        schemas +=
            &format!("    C{index}: {{properties: {{next: {{$ref: '#/components/schemas/C{next}'}}}}}}\n");
    }
    document("3.0.3", &paths, &schemas)
}

/// Returns how many operations reach the schema with a description.
fn behind(graph: &Graph<'_>, description: &str) -> (usize, Option<u32>) {
    let (id, _) = graph.schemas().find(|(id, _)| graph.describe(*id) == description).unwrap();
    let operations = graph.operations(id, Directions::BOTH);
    (operations.len(), operations.last().copied())
}

#[test]
fn counts_each_of_many_operations_behind_many_schemas() {
    let count = 17_000;
    let api = api(&circle(count));
    let graph = Graph::new(&api);
    assert_eq!(behind(&graph, "`request body.own16999`"), (1, Some(16_999)));
    assert_eq!(behind(&graph, "`C7`"), (count, Some(16_999)));
}
