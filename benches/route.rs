//! What it costs to find the operation of a path.

use watchgate::{Router, RouterBuilder};
use watchgate_benches::{Declared, criterion, in_turn, operations};

fn main() {
    let mut criterion = criterion();
    for count in [10, 100, 1_000, 10_000] {
        let operations = operations(count);
        let router = router(&operations);
        let mut group = criterion.benchmark_group(format!("route/{count}-operations"));
        let paths = |write: fn(&Declared) -> String| -> Vec<(&str, String)> {
            operations.iter().map(|own| (own.method.as_str(), write(own))).collect()
        };
        let route = |(method, path): &(&str, String)| router.route(method, path);
        in_turn(&mut group, "documented", &paths(|own| format!("/v1{}", own.path)), route);
        in_turn(&mut group, "unknown-path", &paths(|own| format!("/v1{}/unknown", own.path)), route);
        let others: Vec<_> =
            paths(|own| format!("/v1{}", own.path)).into_iter().map(|(_, path)| ("TRACE", path)).collect();
        in_turn(&mut group, "other-method", &others, route);
        in_turn(&mut group, "template", &paths(|own| own.template.clone()), |(method, route)| {
            router.route_template(method, route)
        });
        group.finish();
    }
    criterion.final_summary();
}

fn router(operations: &[Declared]) -> Router {
    let mut builder = RouterBuilder::new();
    for (own, index) in operations.iter().zip(0..) {
        builder.insert(index, &own.method, &own.template, &["/v1"]);
    }
    builder.build()
}
