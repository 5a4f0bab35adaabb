//! What the rules about limits have in common.

use crate::Severity;
use crate::analysis::Reporter;
use crate::analysis::graph::{Bounds, Directions, Graph, Schema, SchemaId, Types};

/// The way that data goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// What comes in, whether it goes out too or not.
    Request,
    /// What only goes out.
    Response,
}

/// A limit that values of some types should have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    pub(super) types: Types,
    pub(super) bounds: Bounds,
    pub(super) side: Side,
    pub(super) severity: Severity,
}

impl Limit {
    /// How many items an array has.
    pub(super) const fn items(side: Side, severity: Severity) -> Self {
        Self { types: Types::ARRAY, bounds: Bounds::ITEMS, side, severity }
    }

    /// How long a string is.
    pub(super) const fn length(side: Side) -> Self {
        Self { types: Types::STRING, bounds: Bounds::LENGTH, side, severity: Severity::Low }
    }

    /// How small and how large a number is.
    pub(super) const fn range(side: Side) -> Self {
        let types = Types::INTEGER.or(Types::NUMBER);
        Self { types, bounds: Bounds::MINIMUM.and(Bounds::MAXIMUM), side, severity: Severity::Low }
    }
}

/// Tells whether the strings of a schema are text, and not a file.
pub(super) fn is_text(schema: &Schema<'_>) -> bool {
    schema.format != Some("binary")
}

impl Side {
    pub(super) fn includes(self, directions: Directions) -> bool {
        match self {
            Self::Request => directions.request,
            Self::Response => directions.response && !directions.request,
        }
    }

    const fn directions(self) -> Directions {
        match self {
            Self::Request => Directions::REQUEST,
            Self::Response => Directions::RESPONSE,
        }
    }
}

/// Reports the schemas that lack a limit; `complaint` says of each what follows from that, or that nothing does.
pub(super) fn report_unlimited<'a>(
    report: &mut Reporter<'a>,
    limit: &Limit,
    complaint: impl Fn(&Graph<'a>, SchemaId, &Schema<'a>) -> Option<&'static str>,
) {
    let graph = report.graph();
    for id in graph.unlimited(limit.types, limit.bounds) {
        let Some(schema) = graph.schema(id).filter(|_| limit.side.includes(graph.directions(id))) else {
            continue;
        };
        if let Some(complaint) = complaint(graph, id, schema) {
            let name = graph.name(id);
            let message = format_args!("{name} {complaint}");
            report.schema(id, limit.side.directions(), schema.node, limit.severity, message);
        }
    }
}
