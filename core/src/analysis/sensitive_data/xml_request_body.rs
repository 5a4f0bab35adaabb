use std::collections::BTreeMap;

use crate::analysis::users::Users;
use crate::analysis::{Reporter, Rule};
use crate::api::tree::NodeId;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports request bodies that may be XML, each media type once in a document.
    ///
    /// ## Why is this bad?
    /// Many XML parsers resolve external entities and expand nested ones unless told otherwise. A request then reads
    /// files, calls other servers, or fills the memory.
    ///
    /// ## Example
    /// ```yaml
    /// requestBody: {content: {application/xml: {schema: {type: object}}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// requestBody: {content: {application/json: {schema: {type: object}}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-611: Improper Restriction of XML External Entity Reference](https://cwe.mitre.org/data/definitions/611.html)
    /// - [CWE-776: Improper Restriction of Recursive Entity References](https://cwe.mitre.org/data/definitions/776.html)
    XmlRequestBody {
        id: "xml-request-body",
        severities: [Info],
        profile: Strict,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [611, 776],
        mitigation: "Make sure that the XML parser refuses document types and external entities, or take JSON only.",
    }
}

impl Rule for XmlRequestBody {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let mut places: BTreeMap<&str, (NodeId, Users)> = BTreeMap::new();
        for used in graph.bodies().filter(|used| !used.users.is_empty()) {
            for media in used.part.content.iter().filter(|media| is_xml(&media.name)) {
                let first = || (media.node, Users::default());
                places.entry(&media.name).or_insert_with(first).1.add(used.users);
            }
        }
        for (name, (node, users)) in places {
            let message = format_args!("request bodies may be XML ({})", Quoted(name));
            report.part(node, &users.all(), Severity::Info, message);
        }
    }
}

fn is_xml(media_type: &str) -> bool {
    let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(name.as_str(), "application/xml" | "text/xml") || name.ends_with("+xml")
}
