//! An operation, ready to be compared with its calls.

use rustc_hash::FxHashSet;

use super::parameter::ParameterPlan;
use super::shape::Shapes;
use super::values::{Style, Template};
use crate::Operation;
use crate::api::contents::{ParameterLocation, PartIndex};

/// The parameters of an operation by their places.
#[derive(Debug)]
pub(super) struct OperationPlan {
    pub(super) template: Template,
    pub(super) path: Vec<PartIndex>,
    pub(super) query: Vec<PartIndex>,
    pub(super) headers: Vec<PartIndex>,
    pub(super) cookies: Vec<PartIndex>,
    /// Fields of forms (Swagger 2.0).
    pub(super) fields: Vec<PartIndex>,
    pub(super) query_names: QueryNames,
    /// Whether a call without a query may lack something.
    pub(super) requires_query: bool,
    /// In small letters.
    pub(super) header_names: FxHashSet<Box<str>>,
    pub(super) cookie_names: FxHashSet<Box<str>>,
    /// Whether all parameters are known.
    pub(super) has_all: bool,
}

/// The names that a query may have.
#[derive(Debug, Default)]
pub(super) struct QueryNames {
    names: FxHashSet<Box<str>>,
    /// Whether every name may be there: nobody has said which.
    takes_any: bool,
}

impl QueryNames {
    /// Tells whether a name is documented. Frameworks write those of lists and objects with brackets (`ids[]`, `ids[0]`,
    /// `filter[name]`), and documents with or without.
    pub(super) fn has(&self, name: &str) -> bool {
        self.takes_any || self.names.contains(name) || self.names.contains(without_brackets(name))
    }
}

fn without_brackets(name: &str) -> &str {
    name.split_once('[').map_or(name, |(base, _)| base)
}

impl OperationPlan {
    pub(super) fn new(operation: &Operation, parameters: &[ParameterPlan], shapes: &Shapes) -> Self {
        let mut plan = Self {
            template: Template::new(operation.path()),
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            cookies: Vec::new(),
            fields: Vec::new(),
            query_names: QueryNames::default(),
            requires_query: false,
            header_names: FxHashSet::default(),
            cookie_names: FxHashSet::default(),
            has_all: !operation.unread.parameters,
        };
        for index in &operation.parameters {
            if let Some(parameter) = parameters.get(*index as usize) {
                plan.add(*index, parameter, shapes);
            }
        }
        plan
    }

    fn add(&mut self, index: PartIndex, parameter: &ParameterPlan, shapes: &Shapes) {
        let name = &*parameter.name;
        match parameter.location {
            ParameterLocation::Path => self.path.push(index),
            ParameterLocation::Query => {
                self.query.push(index);
                self.requires_query |= parameter.is_required;
                self.add_query(parameter, shapes);
            }
            ParameterLocation::Header => {
                self.headers.push(index);
                self.header_names.insert(name.to_ascii_lowercase().into());
            }
            ParameterLocation::Cookie => {
                self.cookies.push(index);
                self.cookie_names.insert(name.into());
            }
            ParameterLocation::Form => self.fields.push(index),
            ParameterLocation::QueryString | ParameterLocation::Unknown => self.query_names.takes_any = true,
        }
    }

    /// Adds the names that a parameter of the query has: an exploded object has those of its properties.
    fn add_query(&mut self, parameter: &ParameterPlan, shapes: &Shapes) {
        let own = &mut self.query_names;
        own.names.insert(parameter.name.as_str().into());
        own.names.insert(without_brackets(&parameter.name).into());
        let Some(shape) = parameter.shape(shapes) else { return };
        if parameter.is_exploded && parameter.style == Style::Comma {
            own.names.extend(shape.properties().iter().map(|property| property.name().into()));
            own.takes_any |= shape.is_map();
        }
    }
}
