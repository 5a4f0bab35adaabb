//! A made-up policy, a mix of what people ask for.

use crate::operations;

/// Returns a policy of `rules` rules for a document with `operation_count` operations.
///
/// The first rule denies the workload `intruder`, the last but one a `DELETE` of `auditor`, the last allows `auditor`.
/// Between them, in turn: risk, method with path, workload, address, host, tag with finding, an exemption, a named
/// operation, direction, and a glob over paths.
#[must_use]
pub fn policy(rules: usize, operation_count: usize) -> String {
    let operations = operations(operation_count);
    let mut text = "version: 1\nmode: enforce\ndefault: allow\nrules:\n".to_owned();
    let mut add = |name: &str, keys: &str, action: &str| {
        text.push_str(&format!("  - {{name: {name}, {keys}, action: {action}}}\n"));
    };
    add("first", "from: {workload: [intruder]}", "deny");
    let between = operations.iter().enumerate().cycle().step_by(7).zip(0..rules.saturating_sub(3));
    for ((index, own), number) in between {
        let (area, template, low, high) = (own.area, &own.template, number % 250, number / 250);
        let (keys, action) = match number % 10 {
            0 => (format!("when: {{risk: '>= critical', method: [POST], tag: [{area}]}}"), "deny"),
            1 => (format!("when: {{method: [DELETE, PUT], path: '{template}/archive'}}"), "deny"),
            2 => (
                format!("from: {{workload: [batch-{number}, cron-{number}]}}, when: {{method: [POST]}}"),
                "deny",
            ),
            3 => (format!("from: {{cidr: [198.51.{high}.{low}/32, '2001:db8:{number:x}::/48']}}"), "deny"),
            4 => {
                (format!("to: {{host: [legacy-{number}.example.com, '*.old-{number}.example.com']}}"), "deny")
            }
            5 => (format!("when: {{tag: [{area}], finding: [credentials-over-cleartext]}}"), "alert"),
            6 => {
                let exempt = "unless: {from: {workload: [backoffice]}}";
                (format!("from: {{cidr: [192.0.2.{low}]}}, when: {{risk: '>= medium'}}, {exempt}"), "deny")
            }
            7 => (
                format!("from: {{workload: [partner-{number}]}}, when: {{operation: ['{}']}}", own.id(index)),
                "deny",
            ),
            8 => ("when: {direction: outbound, destination: external}".to_owned(), "deny"),
            _ => (format!("when: {{path: ['/internal-{number}/**', '/*/debug-{number}']}}"), "deny"),
        };
        add(&format!("rule-{number}"), &keys, action);
    }
    add("last-but-one", "from: {workload: [auditor]}, when: {method: [DELETE]}", "deny");
    add("last", "from: {workload: [auditor]}", "allow");
    text
}

#[cfg(test)]
mod tests {
    use watchgate::{Api, Guard, Policy, Request};

    use crate::{Detail, document, operations, policy};

    fn guard() -> Guard {
        let api = Api::parse(document(200, Detail::Outline).to_string().as_bytes()).unwrap();
        Guard::builder().api(api).policy(Policy::parse(policy(200, 200).as_bytes()).unwrap()).build().unwrap()
    }

    #[test]
    fn decides_the_requests_of_the_benches_by_the_rules_that_they_name() {
        let guard = guard();
        let rule = |method, workload| {
            let mut request = Request::new(method, "/v1/billing/accounts/7");
            request.workload = Some(workload);
            guard.decide(&request).rule().map(str::to_owned)
        };
        assert_eq!(rule("GET", "intruder").as_deref(), Some("first"));
        assert_eq!(rule("DELETE", "auditor").as_deref(), Some("last-but-one"));
        assert_eq!(rule("GET", "auditor").as_deref(), Some("last"));
        assert_eq!(rule("GET", "storefront"), None);
    }

    #[test]
    fn has_critical_operations_that_a_rule_denies() {
        let guard = guard();
        let denied = operations(200).into_iter().filter(|own| {
            let target = format!("/v1{}", own.path);
            guard.decide(&Request::new(own.method.as_str(), &target)).rule().is_some()
        });
        assert!((1..100).contains(&denied.count()));
    }
}
