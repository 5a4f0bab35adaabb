use super::paths::paths;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports paths of debugging and operating tools: Spring's actuator, heap and thread dumps, profilers, `phpinfo`,
    /// `server-status`, consoles of databases, interactive explorers of the API. Medium where they can be called
    /// without authentication, low elsewhere.
    ///
    /// Whole segments of the path count. `debug` counts only at the front of a path without parameters, and `console`, `env`
    /// and `playground` only where they are the whole path: products have such things as well. The actuator's `health` and `info` are
    /// left out.
    ///
    /// ## Why is this bad?
    /// Dumps and environments hold passwords and keys, consoles run what they are told. They are made for the people who
    /// run the service, and what a document lists is what scanners ask for first.
    ///
    /// ## Example
    /// ```yaml
    /// paths: {/actuator/heapdump: {get: {}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths: {/actuator/health: {get: {}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-489: Active Debug Code](https://cwe.mitre.org/data/definitions/489.html)
    /// - [CWE-215: Insertion of Sensitive Information Into Debugging Code](https://cwe.mitre.org/data/definitions/215.html)
    DebugEndpoint {
        id: "debug-endpoint",
        severities: [Medium, Low],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api9, Api8],
        cwe: [489, 215],
        mitigation: "Turn the tool off in production, or serve it on a port of its own that only operators reach.",
    }
}

/// Segments that name a tool wherever they stand.
const TOOLS: [&str; 24] = [
    ".env",
    ".git",
    "__debug__",
    "_profiler",
    "adminer.php",
    "debug-bar",
    "debugbar",
    "elmah.axd",
    "graphiql",
    "graphql-playground",
    "h2-console",
    "heapdump",
    "jolokia",
    "phpinfo",
    "phpinfo.php",
    "phpmyadmin",
    "pprof",
    "server-status",
    "swagger-ui",
    "swagger-ui.htm",
    "swagger-ui.html",
    "thread-dump",
    "threaddump",
    "trace.axd",
];
/// Segments that name a tool at the front of a path without parameters.
const AT_FRONT: [&str; 2] = ["_debug", "debug"];
/// Segments that name a tool where they are the whole path.
const ALONE: [&str; 3] = ["console", "env", "playground"];
/// What the actuator is meant to show.
const HARMLESS: [&str; 2] = ["health", "info"];

impl Rule for DebugEndpoint {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for path in paths(api).filter(|path| is_tool(path.template())) {
            let is_open = path.operations.iter().any(|operation| api.security(operation).allows_anonymous());
            let severity = if is_open { Severity::Medium } else { Severity::Low };
            let template = Quoted(path.template());
            path.report(
                report,
                severity,
                format_args!("{template} is an endpoint of a debugging or operating tool"),
            );
        }
    }
}

fn is_tool(template: &str) -> bool {
    let template = template.to_ascii_lowercase();
    let segments: Vec<&str> = template.split('/').filter(|segment| !segment.is_empty()).collect();
    if segments.iter().any(|segment| TOOLS.contains(segment)) {
        return true;
    }
    // What is left behind the base path that many documents write into every path.
    let mut own =
        segments.iter().copied().skip_while(|segment| *segment == "api" || is_version(segment)).peekable();
    match own.next() {
        Some("graphql") => own.next() == Some("playground"),
        Some("actuator") => own.next().is_some_and(|next| !HARMLESS.contains(&next)),
        Some(first) if AT_FRONT.contains(&first) => !template.contains('{'),
        Some(first) => ALONE.contains(&first) && own.next().is_none(),
        None => false,
    }
}

fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_tools() {
        for path in [
            "/debug",
            "/api/v1/debug/vars",
            "/debug/pprof/heap",
            "/actuator/env",
            "/manage/heapdump",
            "/graphql/playground",
            "/GraphiQL",
            "/swagger-ui.html",
            "/phpinfo.php",
            "/console",
        ] {
            assert!(is_tool(path), "{path}");
        }
    }

    #[test]
    fn leaves_what_products_call_alike() {
        for path in [
            "/actuator",
            "/actuator/health/liveness",
            "/devices/{id}/actuator",
            "/v1/debug/{name}/items",
            "/swagger",
            "/jobs/{id}/debug",
            "/console/{id}",
            "/v1/env/{name}",
            "/metrics",
            "/trace",
            "/tests",
            "/debugger",
            "/playgrounds",
            "/",
        ] {
            assert!(!is_tool(path), "{path}");
        }
    }
}
