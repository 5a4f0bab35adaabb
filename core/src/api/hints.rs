//! What the author of a document says about it to this engine: `x-watchgate` and `x-watchgate-public`.

use std::sync::Arc;

use super::problem::ProblemKind;
use super::reader::Reader;
use super::tree::{NodeId, Value};
use crate::Severity;

/// The fields of `x-watchgate`, on an operation or on the document. An operation's own `owner`, `alert` and `risk` count
/// before the document's; labels and data types add up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Hints {
    pub(crate) owner: Option<String>,
    pub(crate) labels: Vec<String>,
    /// Every call of the operation raises an alert of this severity.
    pub(crate) alert: Option<Severity>,
    /// Types and groups of sensitive data that are expected here.
    pub(crate) data: Vec<String>,
    /// The risk is at least this.
    pub(crate) risk: Option<(Severity, NodeId)>,
}

impl Hints {
    /// Reads the `x-watchgate` of an object, over what counts around it.
    pub(super) fn read(reader: &mut Reader<'_>, owner: NodeId, around: &Arc<Self>) -> Arc<Self> {
        let Some(node) = reader.tree().get(owner, "x-watchgate") else { return around.clone() };
        let expected = "an object of `owner`, `labels`, `alert`, `data` and `risk`";
        if reader.require(node, expected, |value| matches!(value, Value::Mapping)).is_none() {
            return around.clone();
        }
        let inherited = around.labels.iter().chain(&around.data).chain(&around.owner);
        if !inherited.into_iter().all(|word| reader.repeat(node, word)) {
            return around.clone();
        }
        let mut hints = Self::clone(around);
        for (key, value) in reader.entries(node) {
            match key {
                "owner" => {
                    let mut owner = Vec::new();
                    add_words(reader, value, &mut owner);
                    hints.owner = owner.pop().or(hints.owner);
                }
                "labels" => add_words(reader, value, &mut hints.labels),
                "data" => add_words(reader, value, &mut hints.data),
                "alert" => hints.alert = read_alert(reader, value).unwrap_or(hints.alert),
                "risk" => {
                    let level = word(reader, value, "`critical`, `high`, `medium` or `low`", |word| {
                        Severity::from_word(word).filter(|level| *level > Severity::Info)
                    });
                    hints.risk = level.map(|level| (level, value)).or(hints.risk);
                }
                _ => reader.note(value, ProblemKind::WrongType { expected, found: "another key" }),
            }
        }
        Arc::new(hints)
    }
}

/// Reads `x-watchgate-public` of the first of the places that has it.
pub(super) fn read_public(reader: &mut Reader<'_>, places: &[NodeId]) -> Option<bool> {
    places.iter().find_map(|place| reader.boolean(*place, "x-watchgate-public"))
}

/// Labels, or types of data, that are kept.
const WORDS: usize = 20;
/// Bytes of such a word.
const WORD_LENGTH: usize = 100;

/// Reads a word or a list of words.
fn add_words(reader: &mut Reader<'_>, node: NodeId, words: &mut Vec<String>) {
    let list: Vec<NodeId> =
        if reader.tree().value(node) == Value::Sequence { reader.items(node).collect() } else { vec![node] };
    for item in list {
        let expected = "one of at most 20 words of at most 100 bytes";
        if let Some(word) = reader.string_value(item)
            && (words.len() >= WORDS || word.len() > WORD_LENGTH)
        {
            reader.note(item, ProblemKind::WrongType { expected, found: "more" });
        } else if let Some(word) = reader.string_value(item)
            && !words.iter().any(|known| known == word)
        {
            words.push(reader.copy(item, word));
        }
    }
}

/// Reads a severity; `true` is medium, `false` none at all.
fn read_alert(reader: &mut Reader<'_>, node: NodeId) -> Option<Option<Severity>> {
    match reader.tree().value(node) {
        Value::Bool(alerts) => Some(alerts.then_some(Severity::Medium)),
        _ => word(reader, node, "a severity, `true` or `false`", Severity::from_word).map(Some),
    }
}

fn word<T>(
    reader: &mut Reader<'_>,
    node: NodeId,
    expected: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let Value::String(text) = reader.tree().value(node) else {
        reader.wrong_type(node, expected);
        return None;
    };
    let value = read(text);
    if value.is_none() {
        reader.note(node, ProblemKind::WrongType { expected, found: "another word" });
    }
    value
}

#[cfg(test)]
mod tests {
    use crate::{Api, Operation, Severity};

    fn parse(body: &str) -> Api {
        Api::parse(format!("openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\n{body}\n").as_bytes()).unwrap()
    }

    fn operation<'a>(api: &'a Api, path: &str) -> &'a Operation {
        api.operation("GET", path).unwrap()
    }

    #[test]
    fn adds_an_operations_hints_to_those_of_the_document() {
        let api = parse(
            "x-watchgate: {owner: shop, labels: [tier-1], data: pii, alert: true, risk: low}\n\
             paths:\n  /a: {get: {}}\n  \
             /b: {get: {x-watchgate: {owner: payments, labels: [pci, tier-1], data: [pci], alert: critical, risk: high}}}",
        );
        let (a, b) = (operation(&api, "/a"), operation(&api, "/b"));
        assert_eq!(
            (a.owner(), a.labels(), a.expected_data()),
            (Some("shop"), &["tier-1".into()][..], &["pii".into()][..])
        );
        assert_eq!((a.hints.alert, a.hints.risk.unwrap().0), (Some(Severity::Medium), Severity::Low));
        assert_eq!((b.owner(), b.labels()), (Some("payments"), &["tier-1".to_owned(), "pci".to_owned()][..]));
        assert_eq!(b.expected_data(), ["pii", "pci"]);
        assert_eq!((b.hints.alert, b.hints.risk.unwrap().0), (Some(Severity::Critical), Severity::High));
    }

    #[test]
    fn keeps_what_counts_around_where_a_hint_cannot_be_read() {
        for own in [
            "5",
            "{alert: loud}",
            "{risk: info}",
            "{risk: [high]}",
            "{labels: {a: b}}",
            "{labels: [5]}",
            "{other: x}",
        ] {
            let api = parse(&format!(
                "x-watchgate: {{owner: shop, labels: [a], alert: high, risk: low}}\npaths: {{/a: {{get: {{x-watchgate: {own}}}}}}}"
            ));
            let hints = &operation(&api, "/a").hints;
            assert_eq!(
                (hints.owner.as_deref(), &hints.labels[..]),
                (Some("shop"), &["a".to_owned()][..]),
                "{own}"
            );
            assert_eq!((hints.alert, hints.risk.unwrap().0), (Some(Severity::High), Severity::Low), "{own}");
            assert_eq!(api.model.problems.len(), 1, "{own}");
        }
    }

    #[test]
    fn keeps_a_part_of_very_many_labels() {
        let labels: Vec<String> = (0..1_000).map(|at| format!("l{at}")).collect();
        let api =
            parse(&format!("x-watchgate: {{labels: [{}]}}\npaths: {{/a: {{get: {{}}}}}}", labels.join(",")));
        assert_eq!(operation(&api, "/a").labels().len(), 20);
        assert!(!api.model.problems.is_empty());
    }
}
