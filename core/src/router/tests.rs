//! The router's semantics, one test each.

use super::*;

const NOT_FOUND: Route = Route::NotFound;
const NO_METHOD: Route = Route::MethodNotDocumented;

/// Builds a router of operations numbered in their order, each written as `METHOD template`.
fn router(bases: &[&str], operations: &[&str]) -> Router {
    let mut builder = RouterBuilder::new();
    for (operation, number) in operations.iter().zip(0..) {
        let (method, template) = operation.split_once(' ').unwrap();
        builder.insert(number, &Method::from(method), template, bases);
    }
    builder.build()
}

fn operation(number: u32) -> Route {
    Route::Operation(number)
}

#[track_caller]
fn assert_routes(router: &Router, expected: &[(&str, Route)]) {
    for (request, route) in expected {
        let (method, path) = request.split_once(' ').unwrap();
        assert_eq!(router.route(method, path), *route, "{request}");
    }
}

#[test]
fn prefers_a_concrete_segment_to_a_templated_one() {
    let router = router(&[], &["GET /pets/{id}", "GET /pets/mine", "GET /pets/m{x}", "GET /pets/mi{x}e"]);
    assert_routes(
        &router,
        &[
            ("GET /pets/7", operation(0)),
            ("GET /pets/mine", operation(1)),
            ("GET /pets/max", operation(2)),
            ("GET /pets/mice", operation(3)),
        ],
    );
}

#[test]
fn tries_the_pattern_with_the_most_text_first() {
    let router = router(
        &[],
        &["GET /{a}-{b}", "GET /a{x}", "GET /{x}.json", "GET /{a}{b}", "GET /{x}", "GET /a{x}b{y}"],
    );
    assert_routes(
        &router,
        &[
            ("GET /a-b.json", operation(2)),
            ("GET /a-b", operation(1)),
            ("GET /x-b", operation(0)),
            ("GET /axby", operation(5)),
            ("GET /xy", operation(3)),
            ("GET /x", operation(4)),
        ],
    );
}

#[test]
fn backtracks_where_the_concrete_segment_leads_nowhere() {
    let router = router(
        &[],
        &["GET /pets/mine", "GET /pets/{id}/toys", "GET /{a}/{b}/x", "GET /a/{b}/y", "GET /a/b-{c}/z"],
    );
    assert_routes(
        &router,
        &[
            ("GET /pets/mine/toys", operation(1)),
            ("GET /pets/mine/x", operation(2)),
            ("GET /a/b/x", operation(2)),
            ("GET /a/b-1/x", operation(2)),
            ("GET /a/b-1/y", operation(3)),
            ("GET /a/b-1/z", operation(4)),
            ("GET /a/b-1/nothing", NOT_FOUND),
        ],
    );
}

#[test]
fn decides_at_the_first_segment_that_differs() {
    let router = router(&[], &["GET /{entity}/me", "GET /books/{id}"]);
    assert_routes(&router, &[("GET /books/me", operation(1)), ("GET /users/me", operation(0))]);
}

#[test]
fn matches_several_parameters_in_a_segment() {
    let router = router(
        &[],
        &[
            "GET /report.{format}",
            "GET /r/{a}-{b}",
            "GET /f/{file}.{ext}",
            "GET /users({id})",
            "POST /j/{id}:archive",
        ],
    );
    assert_routes(
        &router,
        &[
            ("GET /report.tar.gz", operation(0)),
            ("GET /report.", NOT_FOUND),
            ("GET /r/1-2", operation(1)),
            ("GET /r/1-2-3", operation(1)),
            ("GET /r/-2", NOT_FOUND),
            ("GET /f/a.b.c", operation(2)),
            ("GET /f/.b", NOT_FOUND),
            ("GET /users(7)", operation(3)),
            ("GET /users()", NOT_FOUND),
            ("POST /j/7:archive", operation(4)),
            ("POST /j/:archive", NOT_FOUND),
        ],
    );
}

#[test]
fn never_matches_an_empty_segment_or_a_slash_with_a_parameter() {
    let router = router(&[], &["GET /pets/{id}", "GET /{a}/{b}/{c}"]);
    assert_routes(
        &router,
        &[
            ("GET /pets/", NOT_FOUND),
            ("GET /pets//x", NOT_FOUND),
            ("GET /pets/a/b/c", NOT_FOUND),
            ("GET /pets/a%2Fb", operation(0)),
        ],
    );
}

#[test]
fn tells_case_and_trailing_slashes_apart() {
    let router = router(&[], &["GET /pets", "GET /dogs/", "GET /"]);
    assert_routes(
        &router,
        &[
            ("GET /pets/", NOT_FOUND),
            ("GET /Pets", NOT_FOUND),
            ("GET /dogs", NOT_FOUND),
            ("GET /dogs/", operation(1)),
            ("GET /", operation(2)),
            ("GET //", NOT_FOUND),
            ("GET ", NOT_FOUND),
            ("GET *", NOT_FOUND),
            ("GET pets", NOT_FOUND),
        ],
    );
}

#[test]
fn matches_base_paths_on_segment_borders() {
    for base in ["/v1", "/v1/", "v1"] {
        let router = router(&[base], &["GET /users", "GET /"]);
        assert_routes(
            &router,
            &[
                ("GET /v1/users", operation(0)),
                ("GET /v1/", operation(1)),
                ("GET /v1", NOT_FOUND),
                ("GET /v10/users", NOT_FOUND),
                ("GET /v1users", NOT_FOUND),
                ("GET /users", NOT_FOUND),
            ],
        );
    }
}

#[test]
fn matches_any_of_several_base_paths() {
    let router = router(&["/v1", "/{tenant}/api", "/"], &["GET /users", "GET /users/{id}"]);
    assert_routes(
        &router,
        &[
            ("GET /v1/users", operation(0)),
            ("GET /acme/api/users", operation(0)),
            ("GET /users", operation(0)),
            ("GET /v1/api/users/7", operation(1)),
            ("GET /a/b/api/users", NOT_FOUND),
            ("GET //api/users", NOT_FOUND),
        ],
    );
}

#[test]
fn lets_the_most_concrete_path_with_the_method_win() {
    let router = router(&[], &["GET /pets/mine", "DELETE /pets/{id}", "PUT /pets/m{x}"]);
    assert_routes(
        &router,
        &[
            ("GET /pets/mine", operation(0)),
            ("DELETE /pets/mine", operation(1)),
            ("PUT /pets/mine", operation(2)),
            ("POST /pets/mine", NO_METHOD),
            ("POST /pets/7", NO_METHOD),
            ("POST /dogs", NOT_FOUND),
        ],
    );
}

#[test]
fn answers_head_by_get_of_the_same_path_only() {
    let router = router(&[], &["GET /a", "GET /b", "HEAD /b", "POST /c", "HEAD /{x}", "POST /p/q"]);
    assert_routes(
        &router,
        &[
            ("HEAD /a", operation(0)),
            ("HEAD /b", operation(2)),
            ("HEAD /c", operation(4)),
            ("GET /c", NO_METHOD),
            ("HEAD /p/q", NO_METHOD),
        ],
    );
}

#[test]
fn answers_options_by_nothing_implicit() {
    let router = router(&[], &["GET /a", "OPTIONS /b"]);
    assert_routes(
        &router,
        &[("OPTIONS /a", NO_METHOD), ("OPTIONS /b", operation(1)), ("OPTIONS *", NOT_FOUND)],
    );
}

#[test]
fn compares_methods_exactly() {
    let router = router(&[], &["GET /a", "QUERY /a", "get /b"]);
    assert_routes(
        &router,
        &[
            ("get /a", NO_METHOD),
            ("GETX /a", NO_METHOD),
            ("QUERY /a", operation(1)),
            ("query /a", NO_METHOD),
            ("get /b", operation(2)),
            ("GET /b", NO_METHOD),
        ],
    );
}

#[test]
fn keeps_the_first_of_identical_shapes() {
    let router =
        router(&[], &["GET /pets/{a}", "POST /pets/{b}", "GET /pets/{c}", "GET /x?q={a}", "GET /x#f"]);
    assert_routes(
        &router,
        &[("GET /pets/1", operation(0)), ("POST /pets/1", operation(1)), ("GET /x", operation(3))],
    );
}

#[test]
fn reads_odd_templates_sensibly() {
    let router = router(
        &[],
        &[
            "GET /a/{b",
            "GET /b}",
            "GET /c/{}",
            "GET /d/*",
            "GET /e{?q}",
            "GET /f/{id*}",
            "GET /g{/id}",
            "GET h",
            "GET ",
        ],
    );
    assert_routes(
        &router,
        &[
            ("GET /a/{b", operation(0)),
            ("GET /a/x", NOT_FOUND),
            ("GET /b}", operation(1)),
            ("GET /c/x", operation(2)),
            ("GET /d/*", operation(3)),
            ("GET /d/x", NOT_FOUND),
            ("GET /e", operation(4)),
            ("GET /f/x", operation(5)),
            ("GET /g/x", operation(6)),
            ("GET /h", operation(7)),
            ("GET /", operation(8)),
        ],
    );
}

#[test]
fn compares_a_templates_escapes_in_strict_form() {
    let router = router(&[], &["GET /caf%C3%A9/%61", "GET /x%2fy"]);
    assert_routes(
        &router,
        &[("GET /café/a", operation(0)), ("GET /x%2Fy", operation(1)), ("GET /x/y", NOT_FOUND)],
    );
}

#[test]
fn forgives_case_slashes_and_method() {
    let router = router(&["/V1"], &["GET /Users/{id}/", "GET /", "Purge /A//b;c={d}/x", "GET /q%2fr"]);
    for (method, path, route) in [
        ("get", "/v1/users/7", operation(0)),
        ("hEAD", "/v1/users/7", operation(0)),
        ("GET", "/v1", operation(1)),
        ("pURGE", "/v1/a/b/x", operation(2)),
        ("GET", "/v1/q/r", operation(3)),
        ("POST", "/v1", NO_METHOD),
        ("GET", "/v10", NOT_FOUND),
    ] {
        assert_eq!(router.route_forgiving(method, path), route, "{method} {path}");
    }
}

#[test]
fn finds_an_operation_by_a_frameworks_template() {
    let router =
        router(&["/v1"], &["GET /users/{userId}", "GET /users/me", "POST /jobs/{id}:run", "GET /a:b"]);
    for template in [
        "/users/:id",
        "/users/{id}",
        "/users/<id>",
        "/users/<int:id>",
        "/users/{id:int}",
        "/users/:id(\\d+)",
        "/v1/users/:id",
        "users/{id}",
    ] {
        assert_eq!(router.route_template("GET", template), operation(0), "{template}");
        assert_eq!(router.route_template("HEAD", template), operation(0), "{template}");
        assert_eq!(router.route_template("PUT", template), NO_METHOD, "{template}");
    }
    assert_eq!(router.route_template("GET", "/users/me"), operation(1));
    assert_eq!(router.route_template("POST", "/jobs/{id}:run"), operation(2));
    assert_eq!(router.route_template("GET", "/a:b"), operation(3));
    assert_eq!(router.route_template("GET", "/users/you"), NOT_FOUND);
    assert_eq!(router.route_template("GET", "/v2/users/:id"), NOT_FOUND);
}

#[test]
fn finds_nothing_by_a_template_with_a_catch_all() {
    let router = router(&[], &["GET /files/{path}", "GET /files/*"]);
    for template in ["/files/*", "/files/*rest", "/files/{*rest}", "/files/{rest:path}", "/files/<path:rest>"]
    {
        assert_eq!(router.route_template("GET", template), NOT_FOUND, "{template}");
    }
    assert_eq!(router.route_template("GET", &format!("/files/{}", "a".repeat(5_000))), NOT_FOUND);
}

#[test]
fn reads_a_path_with_its_base_before_one_without() {
    let mut builder = RouterBuilder::new();
    builder.insert(0, &Method::Get, "/users", &["/v1"]);
    builder.insert(1, &Method::Get, "/users", &[]);
    let router = builder.build();
    assert_eq!(router.route_template("GET", "/users"), operation(1));
    assert_eq!(router.route_template("GET", "/v1/users"), operation(0));
}

#[test]
fn finds_nothing_in_an_empty_router() {
    let router = RouterBuilder::new().build();
    assert_eq!(router.route("GET", "/"), NOT_FOUND);
    assert_eq!(router.route_forgiving("GET", "/"), NOT_FOUND);
    assert_eq!(router.route_template("GET", "/"), NOT_FOUND);
}

#[test]
fn bears_deep_templates_and_long_paths() {
    let deep = "/{a}".repeat(10_000);
    let router = router(&[], &[&format!("GET {deep}"), &format!("GET {}", "/a".repeat(9_999)), "GET /a/{b}"]);
    assert_routes(
        &router,
        &[
            (&format!("GET {}", "/a".repeat(10_000)), operation(0)),
            (&format!("GET {}", "/a".repeat(9_999)), operation(1)),
            (&format!("GET {}", "/a".repeat(9_998)), NOT_FOUND),
            (&format!("GET {}", "/".repeat(4_000)), NOT_FOUND),
        ],
    );
}

#[test]
fn bears_a_segment_of_very_many_parameters() {
    let many = "{p}".repeat(1_000);
    let dashed = "{p}-".repeat(1_000);
    let router = router(&[], &[&format!("GET /a/{many}"), &format!("GET /b/{dashed}{{z}}"), "GET /c/{{{"]);
    assert_routes(
        &router,
        &[
            (&format!("GET /a/{}", "x".repeat(8_000)), operation(0)),
            (&format!("GET /a/{}", "x".repeat(999)), NOT_FOUND),
            (&format!("GET /b/{}", "-".repeat(8_000)), operation(1)),
            (&format!("GET /b/{}x", "x-".repeat(999)), NOT_FOUND),
        ],
    );
}

#[test]
fn is_shared_between_threads() {
    fn assert_shared<T: Send + Sync + 'static>() {}
    assert_shared::<Router>();
}
