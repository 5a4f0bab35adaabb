use super::comparison::Comparison;
use super::lost::lost;
use super::schema_pairs::{Pair, pairs};
use super::{ChangeRule, Reports};
use crate::analysis::graph::{Directions, Extra, Graph, Keyword, SchemaId};
use crate::api::tree::Value;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports limits on input that a change of a document takes away or loosens: lengths, ranges, counts, patterns, formats,
    /// enumerations, closed objects and read-only properties. It compares two versions of a document.
    ///
    /// A reference to a schema, a parameter or a body that leads nowhere any more takes all limits away. It is reported
    /// once, also where it is that of a response.
    ///
    /// ## Why is this bad?
    /// What a gateway or a validator used to refuse now reaches the code, which may rely on it.
    ///
    /// ## Example
    /// ```yaml
    /// amount: {type: integer, minimum: 1}  # maximum: 10000 is gone
    /// ```
    /// Use instead:
    /// ```yaml
    /// amount: {type: integer, minimum: 1, maximum: 10000}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    RemovedLimit {
        id: "removed-limit",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4, Api3],
        cwe: [20],
        mitigation: "Put the limit back, or make sure that the service does not depend on it.",
    }
}

/// Limits that grow looser with their value, and those that grow tighter.
const UPPER: [Keyword; 4] = [Keyword::MaxLength, Keyword::Maximum, Keyword::MaxItems, Keyword::MaxProperties];
const LOWER: [Keyword; 4] = [Keyword::MinLength, Keyword::Minimum, Keyword::MinItems, Keyword::MinProperties];
/// Limits that are there or not. Whether another pattern is a looser one is not to be told.
const PRESENT: [Keyword; 2] = [Keyword::Pattern, Keyword::Format];

impl ChangeRule for RemovedLimit {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, comparison: &Comparison<'_>, reports: &mut Reports<'_>) {
        let requests = pairs(comparison, Directions::REQUEST);
        for pair in requests.kept {
            let lost = lost_limits(comparison, pair);
            let Some(schema) = comparison.new.schema(pair.new) else { continue };
            if !lost.is_empty() {
                let name = comparison.new.describe(pair.new);
                let lost = lost.join(", ");
                let message = format_args!("{name} is less limited than it was: {lost}");
                reports.new.schema(pair.new, Directions::REQUEST, schema.node, Severity::Medium, message);
            }
        }
        for lost in lost(comparison, &requests.lost) {
            let (reference, what) = (Quoted(lost.reference), lost.what);
            let message =
                format_args!("the limits of {what} are gone: the reference {reference} leads nowhere");
            reports.new.part(lost.node, &lost.users.all(), Severity::Medium, message);
        }
    }
}

/// Describes the limits of the old schema that the new one lacks or has looser.
fn lost_limits(comparison: &Comparison<'_>, pair: Pair) -> Vec<String> {
    let old = Limits::of(comparison.old, pair.old);
    let new = Limits::of(comparison.new, pair.new);
    let mut lost = Vec::new();
    for keyword in UPPER.into_iter().chain(LOWER) {
        let Some(before) = old.number(keyword) else { continue };
        match new.number(keyword) {
            None if !new.has_other_form_of(keyword) => lost.push(format!("no {}", keyword.as_str())),
            Some(after) if is_looser(keyword, before, after) => {
                lost.push(format!("{} {before} is now {after}", keyword.as_str()));
            }
            _ => {}
        }
    }
    if !new.is_enumerated() {
        let gone = PRESENT.into_iter().filter(|keyword| old.has(*keyword) && !new.has(*keyword));
        lost.extend(gone.map(|keyword| format!("no {}", keyword.as_str())));
        if old.is_enumerated() {
            lost.push("no enum".to_owned());
        }
    }
    if old.is_closed() && !new.is_closed() {
        lost.push("other properties are allowed".to_owned());
    }
    if old.is_read_only() && !new.is_read_only() {
        lost.push("no longer readOnly".to_owned());
    }
    lost
}

fn is_looser(keyword: Keyword, before: f64, after: f64) -> bool {
    if UPPER.contains(&keyword) { after > before } else { after < before }
}

/// What a schema and all that must hold beside it say together.
struct Limits<'g, 'a> {
    graph: &'g Graph<'a>,
    members: Vec<SchemaId>,
}

impl<'g, 'a> Limits<'g, 'a> {
    fn of(graph: &'g Graph<'a>, id: SchemaId) -> Self {
        Self { graph, members: graph.conjuncts(id) }
    }

    fn schemas(&self) -> impl Iterator<Item = &crate::analysis::graph::Schema<'a>> {
        self.members.iter().filter_map(|id| self.graph.schema(*id))
    }

    fn has(&self, keyword: Keyword) -> bool {
        self.schemas().any(|schema| schema.has(keyword))
    }

    fn is_enumerated(&self) -> bool {
        self.schemas().any(|schema| schema.is_enumerated())
    }

    /// Returns the tightest number.
    fn number(&self, keyword: Keyword) -> Option<f64> {
        let numbers = self.schemas().filter_map(|schema| schema.number(self.graph.tree(), keyword));
        numbers.reduce(|a, b| if is_looser(keyword, a, b) { a } else { b })
    }

    /// Tells whether a range is limited by the exclusive keyword instead.
    fn has_other_form_of(&self, keyword: Keyword) -> bool {
        let specification = self.graph.specification();
        match keyword {
            Keyword::Maximum => self.schemas().any(|schema| schema.has_upper_limit(specification)),
            Keyword::Minimum => self.schemas().any(|schema| schema.has_lower_limit(specification)),
            _ => self.is_enumerated(),
        }
    }

    fn is_closed(&self) -> bool {
        self.schemas()
            .any(|schema| schema.additional == Extra::Forbidden || schema.unevaluated == Extra::Forbidden)
    }

    fn is_read_only(&self) -> bool {
        let tree = self.graph.tree();
        self.schemas().any(|schema| schema.value(tree, Keyword::ReadOnly) == Some(Value::Bool(true)))
    }
}
