//! Schemas that the same operations reach, taken together.

use super::Directions;
use crate::analysis::graph::build::Builder;
use crate::analysis::graph::schema::{Role, Schema, SchemaId};

/// The units of a document. A schema shares the operations of the one that holds it: it is in its unit, unless
/// operations or references name it, or `readOnly` or `writeOnly` part it from its holder.
#[derive(Debug)]
pub(super) struct Units {
    of_schema: Vec<u32>,
    /// The directions that `readOnly` and `writeOnly` leave to each unit.
    allowed: Vec<Directions>,
    /// The units that each one leads to, each once.
    links: Vec<Vec<u32>>,
}

impl Units {
    /// Parts the schemas into units. A schema is found after the one that holds it.
    pub(super) fn of(builder: &Builder<'_>) -> Self {
        let mut units = Self {
            of_schema: Vec::with_capacity(builder.schemas.len()),
            allowed: Vec::new(),
            links: Vec::new(),
        };
        for (schema, is_head) in builder.schemas.iter().zip(&builder.is_head) {
            let own = directions_of(builder, schema);
            // What `not` holds is no data, and has a unit so that nothing is handed on to it.
            let shares = |role: Role<'_>| !is_head && role != Role::Not && own == Directions::BOTH;
            let above = schema.parent.filter(|(_, role)| shares(*role));
            let unit = above.and_then(|(parent, _)| units.of_schema.get(parent.index()).copied());
            units.of_schema.push(unit.unwrap_or_else(|| {
                units.allowed.push(own);
                u32::try_from(units.allowed.len() - 1).unwrap_or(u32::MAX)
            }));
        }
        units.link(builder);
        units
    }

    fn link(&mut self, builder: &Builder<'_>) {
        self.links = vec![Vec::new(); self.allowed.len()];
        for (schema, own) in builder.schemas.iter().zip(&self.of_schema) {
            for edge in builder.edges_of(schema) {
                let to = self.of_schema.get(edge.to.index()).copied().unwrap_or(u32::MAX);
                // What `not` holds is never in the data.
                if to != *own
                    && edge.role != Role::Not
                    && let Some(list) = self.links.get_mut(*own as usize)
                {
                    list.push(to);
                }
            }
        }
        for list in &mut self.links {
            list.sort_unstable();
            list.dedup();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.allowed.len()
    }

    /// Returns the unit of a schema.
    pub(super) fn unit(&self, schema: SchemaId) -> usize {
        self.of_schema.get(schema.index()).map_or(usize::MAX, |unit| *unit as usize)
    }

    /// Returns for each unit the units that data of a direction goes on to.
    pub(super) fn links(&self, direction: Directions) -> Vec<Vec<u32>> {
        let lets_in =
            |to: &&u32| self.allowed.get(**to as usize).is_some_and(|own| own.within(direction) == direction);
        self.links.iter().map(|list| list.iter().filter(lets_in).copied().collect()).collect()
    }
}

/// Returns the directions that a schema's `readOnly` and `writeOnly` allow, its own or those beside it in an `allOf`.
fn directions_of(builder: &Builder<'_>, schema: &Schema<'_>) -> Directions {
    let members = builder.edges_of(schema).iter().filter(|edge| edge.role == Role::AllOf);
    let members = members.filter_map(|edge| builder.schemas.get(edge.to.index()));
    let mut directions = Directions::BOTH;
    for member in std::iter::once(schema).chain(members) {
        directions.request &= !member.is_read_only;
        directions.response &= !member.is_write_only;
    }
    directions
}
