//! Names for schemas, as a person would say them.

use std::fmt;

use super::Graph;
use super::schema::{Role, SchemaId};
use crate::quoted::Quoted;

/// Steps that a description names; of longer ways the last.
const STEPS: usize = 6;
/// Characters of a name that a description repeats.
const NAME_LENGTH: usize = 60;

/// A schema's description, made when it is displayed: most findings are counted and not read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'g, 'a> {
    graph: &'g Graph<'a>,
    id: SchemaId,
}

impl fmt::Display for Name<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.graph.describe(self.id))
    }
}

impl<'a> Graph<'a> {
    /// Returns what [`describe`](Self::describe) makes, when it is displayed.
    pub(crate) const fn name(&self, id: SchemaId) -> Name<'_, 'a> {
        Name { graph: self, id }
    }

    /// Describes a schema by the way to it from where it has a name: `Pet.owner.tags[]`.
    pub(crate) fn describe(&self, id: SchemaId) -> String {
        let mut steps = Vec::new();
        let mut current = id;
        while let Some((parent, role)) = self.schema(current).and_then(|schema| schema.parent) {
            steps.push(match role {
                Role::Property(name) => format!(".{}", shortened(name)),
                Role::Item => "[]".to_owned(),
                Role::AdditionalProperty | Role::PatternProperty => ".*".to_owned(),
                _ => String::new(),
            });
            current = parent;
        }
        let head = self.schema(current).map(|schema| self.head(schema.node)).unwrap_or_default();
        steps.retain(|step| !step.is_empty());
        let is_cut = steps.len() > STEPS;
        steps.truncate(STEPS);
        steps.reverse();
        let way: String = if is_cut { format!("…{}", steps.concat()) } else { steps.concat() };
        let text = format!("{head}{way}");
        Quoted(text.strip_prefix('.').unwrap_or(&text)).to_string()
    }

    /// Names a schema that no other holds by its component, or by what it is part of.
    fn head(&self, node: crate::api::tree::NodeId) -> String {
        let tree = self.tree();
        let mut current = Some(node);
        while let Some(place) = current {
            let parent = tree.parent(place);
            let holder = parent.and_then(|parent| tree.key(parent)).unwrap_or_default();
            let key = tree.key(place).unwrap_or_default();
            let name = match tree.get(place, "name").map(|name| tree.value(name)) {
                Some(crate::api::tree::Value::String(name)) => Some(name),
                _ => None,
            };
            match (holder, key) {
                // A component may have another name than the parameter.
                ("parameters", _) if name.is_some() => {}
                ("schemas" | "definitions" | "$defs" | "parameters" | "headers", name)
                    if !name.is_empty() =>
                {
                    return shortened(name).to_owned();
                }
                (_, "requestBody") => return "request body".to_owned(),
                ("responses", status) if !status.is_empty() => {
                    return format!("response {}", shortened(status));
                }
                _ => {}
            }
            if let Some(name) = name {
                return shortened(name).to_owned();
            }
            current = parent;
        }
        "schema".to_owned()
    }
}

fn shortened(name: &str) -> &str {
    match name.char_indices().nth(NAME_LENGTH) {
        Some((end, _)) => name.get(..end).unwrap_or(name),
        None => name,
    }
}
