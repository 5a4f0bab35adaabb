//! Properties of successful answers that hold data of a sensitive type.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::classifier::Classifier;
use super::flow::Flow;
use super::shown::Shown;
use crate::analysis::Reporter;
use crate::analysis::graph::{Directions, Graph};
use crate::api::Operation;
use crate::sensitive::SensitiveType;
use crate::{Api, Severity};

/// What a rule looks for, and where it does not.
#[derive(Debug)]
pub(super) struct Exposure {
    pub(super) types: &'static [SensitiveType],
    /// Names that say too little by themselves.
    pub(super) vague: &'static [&'static str],
    /// Tells whether an operation gives the data on purpose.
    pub(super) is_purpose: fn(&Operation, SensitiveType, Origin) -> bool,
    pub(super) severity: Severity,
}

/// Who makes the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// Callers: some operation takes it.
    Callers,
    /// The server: no operation takes it.
    Server,
}

/// Returns the schemas that successful answers lead to.
pub(super) fn successes(graph: &Graph<'_>, api: &Api) -> Flow {
    Flow::of_responses(graph, api.operations(), |_, status| status.is_of_class(2))
}

/// Tells whether an operation says that it deals with data of the type (`data` of `x-watchgate`).
pub(super) fn is_expected(operation: &Operation, kind: SensitiveType) -> bool {
    operation.expected_data().iter().any(|word| word == kind.as_str() || word == kind.group().as_str())
}

impl Exposure {
    /// Reports each property once, on the operations that are not meant to give it.
    pub(super) fn report(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let flow = successes(graph, api);
        let mut classifier = Classifier::default();
        let mut shown = Shown::default();
        let mut lists: FxHashMap<(*const u32, SensitiveType, Origin), Arc<[u32]>> = FxHashMap::default();
        let mut meant: FxHashMap<(SensitiveType, Origin), Vec<bool>> = FxHashMap::default();
        for field in flow.fields(graph) {
            let Some(kind) = classifier.classify(graph, field) else { continue };
            let is_vague = self.vague.iter().any(|name| field.name.eq_ignore_ascii_case(name));
            if is_vague || !self.types.contains(&kind) || !shown.is_shown(graph, field, kind) {
                continue;
            }
            let is_taken = graph.directions(field.schema).request;
            let origin = if is_taken { Origin::Callers } else { Origin::Server };
            let all = graph.operations(field.schema, Directions::RESPONSE);
            let meant = meant.entry((kind, origin)).or_insert_with(|| self.meant(api, kind, origin));
            let is_meant = |user: &u32| meant.get(*user as usize).copied().unwrap_or(false);
            let list = lists.entry((all.as_ptr(), kind, origin));
            let users = list.or_insert_with(|| all.iter().filter(|user| !is_meant(user)).copied().collect());
            // Of the very largest documents it is not known which operations reach a schema.
            let is_fine = users.is_empty() && !all.is_empty();
            let Some(node) = field.node(graph).filter(|_| !is_fine) else { continue };
            let message = format_args!(
                "{} gives away {} in a successful response",
                graph.describe(field.schema),
                kind.label()
            );
            report.part(node, users, self.severity, message);
        }
    }

    /// Tells of each operation whether it is meant to give such data.
    fn meant(&self, api: &Api, kind: SensitiveType, origin: Origin) -> Vec<bool> {
        let is_meant = |own: &Operation| (self.is_purpose)(own, kind, origin) || is_expected(own, kind);
        api.operations().iter().map(is_meant).collect()
    }
}
