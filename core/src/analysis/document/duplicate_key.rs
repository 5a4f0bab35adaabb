use crate::analysis::{Reporter, Rule};
use crate::api::tree::NoteKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports a key that an object of the document has twice.
    ///
    /// Watchgate goes on with the last one, as most parsers do.
    ///
    /// ## Why is this bad?
    /// Parsers disagree about which of the two counts. A second `security` or a second path, further down, replaces the
    /// one that a reviewer has read.
    ///
    /// ## Example
    /// ```yaml
    /// post:
    ///   security: [{oauth: []}]
    ///   security: []
    /// ```
    /// Use instead:
    /// ```yaml
    /// post:
    ///   security: [{oauth: []}]
    /// ```
    ///
    /// ## References
    /// - [CWE-694: Use of Multiple Resources with Duplicate Identifier](https://cwe.mitre.org/data/definitions/694.html)
    /// - [RFC 8259, section 4](https://www.rfc-editor.org/rfc/rfc8259#section-4)
    DuplicateKey {
        id: "duplicate-key",
        severities: [High],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [694],
        mitigation: "Remove or merge one of the two.",
    }
}

impl Rule for DuplicateKey {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for note in api.tree.notes() {
            if let NoteKind::DuplicateKey { first } = note.kind {
                let line = api.tree.position(first).line;
                let key = Quoted(api.tree.key(note.node).unwrap_or_default());
                report.shared(
                    note.node,
                    Vec::new(),
                    Severity::High,
                    format_args!("the key {key} stands here again; it is on line {line} already"),
                );
            }
        }
    }
}
