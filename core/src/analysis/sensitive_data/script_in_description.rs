use super::markup::script;
use super::places::Owners;
use crate::analysis::{Reporter, Rule};
use crate::api::references::is_field;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports descriptions, summaries and titles with `<script>` elements, event handlers in tags, and `javascript:` URLs
    /// in links. What Markdown shows as code is left out.
    ///
    /// ## Why is this bad?
    /// Descriptions are Markdown, and pages that show them let HTML through. The script then runs in the developer portal,
    /// with the keys that people paste there.
    ///
    /// ## Example
    /// ```yaml
    /// info: {title: shop, version: '1', description: '<img src=x onerror=alert(1)>'}
    /// ```
    /// Use instead:
    /// ```yaml
    /// info: {title: shop, version: '1', description: 'The shop, see [the guide](https://example.com/guide).'}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-79: Improper Neutralization of Input During Web Page Generation](https://cwe.mitre.org/data/definitions/79.html)
    /// - [OpenAPI 3.1.1: Rich Text Formatting](https://spec.openapis.org/oas/v3.1.1#rich-text-formatting)
    ScriptInDescription {
        id: "script-in-description",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Exposure,
        owasp: [Api8],
        cwe: [79],
        mitigation: "Take the script out, or put it into backticks if it is meant to be read.",
    }
}

impl Rule for ScriptInDescription {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let tree = &api.tree;
        let mut owners = Owners::default();
        for (node, text) in tree.strings() {
            let Some(key @ ("description" | "summary" | "title")) = tree.key(node) else { continue };
            let Some(script) = script(text) else { continue };
            if is_field(tree, node) {
                let message =
                    format_args!("the {key} holds {}, which runs where it is shown", script.describe());
                owners.report(api, report, node, Severity::Medium, message);
            }
        }
    }
}
