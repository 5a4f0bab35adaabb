//! Flows of OAuth 2.0 that the best current practice advises against.

use super::scheme_use::operations_by_scheme;
use crate::analysis::Reporter;
use crate::api::FlowKind;
use crate::quoted::Quoted;
use crate::{Api, Severity};

/// Reports each flow of a kind, with what it does wrong: medium where operations accept its tokens, info where it is only
/// declared.
pub(super) fn report_flows(api: &Api, report: &mut Reporter<'_>, kind: FlowKind, wrong: &str) {
    for (scheme, reach) in operations_by_scheme(api) {
        let severity = if reach.is_empty() { Severity::Info } else { Severity::Medium };
        let name = Quoted(scheme.name());
        for flow in scheme.kind().flows().iter().filter(|flow| flow.kind() == kind) {
            let message = format_args!("{name} offers the {kind} flow, which {wrong}");
            report.shared(flow.node, reach.clone(), severity, message);
        }
    }
}
