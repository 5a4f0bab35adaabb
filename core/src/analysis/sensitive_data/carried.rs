//! Sensitive data that operations take and give: fields, parameters and headers, for rules over two documents.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::classifier::Classifier;
use super::credentials_in_url::{is_short, says_page};
use super::exposure::{Exposure, Origin, is_expected};
use super::flow::{Field, Flow, schemas_of};
use super::parameters::{carries_text, filtered, is_in_url, names_member};
use super::shown::Shown;
use super::value::holds_text;
use super::{secret_in_response, sensitive_data_in_response};
use crate::Api;
use crate::analysis::graph::{Directions, Graph, Keyword, SchemaId};
use crate::api::contents::{Header, Parameter, ParameterLocation, Status};
use crate::api::tree::NodeId;
use crate::api::{Operation, SchemeKind};
use crate::quoted::Quoted;
use crate::sensitive::{SensitiveGroup, SensitiveType, classify};

/// The way in which data travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum Way {
    /// In requests.
    Taken,
    /// In successful responses.
    Given,
}

/// What carries a value under a name.
#[derive(Debug, Clone, Copy)]
enum Carrier<'a> {
    Field(Field<'a>),
    Parameter(&'a Parameter),
    Header(&'a Header),
}

/// A field, a parameter or a header of a sensitive type, with the operations that are not there to carry such data.
#[derive(Debug)]
pub(in crate::analysis) struct Carried<'a> {
    /// The name in small letters, without what stands between its words.
    pub(in crate::analysis) name: String,
    pub(in crate::analysis) kind: SensitiveType,
    pub(in crate::analysis) node: NodeId,
    pub(in crate::analysis) users: Arc<[u32]>,
    carrier: Carrier<'a>,
}

impl Carried<'_> {
    /// Names it for a message.
    pub(in crate::analysis) fn describe(&self, graph: &Graph<'_>) -> String {
        match self.carrier {
            Carrier::Field(field) => graph.describe(field.schema),
            Carrier::Parameter(own) => format!("the {} {}", describe(own.location), Quoted(&own.name)),
            Carrier::Header(own) => format!("the response header {}", Quoted(&own.name)),
        }
    }

    /// Tells whether the value is a part of the URL.
    pub(in crate::analysis) fn is_in_url(&self) -> bool {
        matches!(self.carrier, Carrier::Parameter(parameter) if is_in_url(parameter))
    }
}

const fn describe(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Query => "query parameter",
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::Form => "form field",
        ParameterLocation::QueryString | ParameterLocation::Unknown => "parameter",
    }
}

/// Returns a name without what its author's habits add: `card_number` and `cardNumber` are one.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns what carries sensitive data that is whole, in clear, and not there on purpose.
pub(in crate::analysis) fn carried<'a>(graph: &Graph<'a>, way: Way) -> Vec<Carried<'a>> {
    let api = graph.api();
    let mut classifier = Classifier::default();
    let mut shown = Shown::default();
    let mut meant = Meant { api, way, known: FxHashMap::default(), lists: FxHashMap::default() };
    let keys = keys_of_schemes(api);
    let mut found = Vec::new();
    each(graph, way, |carrier, users| {
        let name = carrier.name();
        let kind = match carrier {
            Carrier::Field(field) => classifier.classify(graph, field),
            Carrier::Parameter(_) | Carrier::Header(_) => classify(name),
        };
        let Some(kind) = kind else { return };
        let is_other = match carrier {
            Carrier::Field(field) => way == Way::Given && !shown.is_shown(graph, field, kind),
            // A key that a declared scheme takes is how callers prove who they are.
            Carrier::Parameter(own) => {
                keys.contains(&name.to_ascii_lowercase())
                    || (is_short(name) && (name.starts_with('_') || says_page(graph.tree(), own.node)))
            }
            Carrier::Header(_) => false,
        };
        let Some(node) = carrier.node(graph).filter(|_| !is_other) else { return };
        let users = match carrier {
            Carrier::Parameter(own) if own.location == ParameterLocation::Path => {
                filtered(api, users, |operation| !names_member(operation, own))
            }
            _ => users.clone(),
        };
        let users = meant.without(kind, carrier.origin(graph), name, users);
        if !users.is_empty() {
            found.push(Carried { name: plain(name), kind, node, users, carrier });
        }
    });
    found
}

/// Names under which values travel, with the operations.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Names {
    by_name: FxHashMap<String, Named>,
    listed: usize,
}

/// What travels under one name.
#[derive(Debug)]
struct Named {
    kind: Option<SensitiveType>,
    lists: FxHashMap<*const u32, Arc<[u32]>>,
}

/// Operations in all lists together. Only hostile documents have more.
const MOST_LISTED: usize = 4 * 1024 * 1024;

impl Names {
    /// Collects the wanted names and all that are sensitive by themselves, whatever else is said of their values. `None`
    /// where there are too many.
    pub(in crate::analysis) fn of(graph: &Graph<'_>, way: Way, wanted: &FxHashSet<String>) -> Option<Self> {
        let mut names = Self::default();
        let mut kinds: FxHashMap<&str, Option<SensitiveType>> = FxHashMap::default();
        each(graph, way, |carrier, users| {
            let kind = *kinds.entry(carrier.name()).or_insert_with(|| classify(carrier.name()));
            let name = plain(carrier.name());
            if (kind.is_none() && !wanted.contains(&name)) || names.listed > MOST_LISTED {
                return;
            }
            let named =
                names.by_name.entry(name).or_insert_with(|| Named { kind, lists: FxHashMap::default() });
            named.lists.entry(users.as_ptr()).or_insert_with(|| {
                names.listed += users.len();
                users.clone()
            });
        });
        (names.listed <= MOST_LISTED).then_some(names)
    }

    /// Tells whether any operation has the name.
    pub(in crate::analysis) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Returns the operations that have a name.
    pub(in crate::analysis) fn users_of(&self, name: &str) -> FxHashSet<u32> {
        let lists = self.by_name.get(name).into_iter().flat_map(|named| named.lists.values());
        lists.flat_map(|list| list.iter().copied()).collect()
    }

    /// Returns the names of sensitive types.
    pub(in crate::analysis) fn sensitive(&self) -> impl Iterator<Item = (&str, SensitiveType)> {
        self.by_name.iter().filter_map(|(name, named)| Some((name.as_str(), named.kind?)))
    }
}

/// Calls back with everything that carries text in a direction under a name, and the operations.
fn each<'a>(graph: &Graph<'a>, way: Way, mut found: impl FnMut(Carrier<'a>, &Arc<[u32]>)) {
    let api = graph.api();
    let (flow, hidden, directions) = match way {
        Way::Taken => (requests(graph, api), Keyword::ReadOnly, Directions::REQUEST),
        Way::Given => (answers(graph, api), Keyword::WriteOnly, Directions::RESPONSE),
    };
    for field in flow.fields(graph) {
        if flow.contains(field.schema) && !field.is(graph, hidden) && holds_text(graph, field.schema) {
            found(Carrier::Field(field), &graph.operations(field.schema, directions));
        }
    }
    match way {
        Way::Taken => {
            let contents = &api.model.contents.parameters;
            for (parameter, used) in contents.iter().zip(graph.parameters()) {
                if carries_text(graph, parameter) {
                    found(Carrier::Parameter(parameter), used.users);
                }
            }
        }
        Way::Given => {
            for (response, users) in api.model.contents.responses.iter().zip(users_of_answers(api)) {
                let users: Arc<[u32]> = users.into();
                for header in response.headers.iter().filter(|own| is_text(graph, own.schema)) {
                    found(Carrier::Header(header), &users);
                }
            }
        }
    }
}

fn is_text(graph: &Graph<'_>, schema: Option<NodeId>) -> bool {
    schema.and_then(|node| graph.at(node)).is_none_or(|id: SchemaId| holds_text(graph, id))
}

/// Returns the schemas that requests lead to.
fn requests(graph: &Graph<'_>, api: &Api) -> Flow {
    let contents = &api.model.contents;
    let bodies = contents.bodies.iter().flat_map(|body| schemas_of(&body.content));
    let parameters = contents.parameters.iter();
    let parameters = parameters.flat_map(|own| own.schema.into_iter().chain(schemas_of(&own.content)));
    Flow::new(graph, bodies.chain(parameters), Keyword::ReadOnly)
}

/// Returns the schemas that successful answers lead to. Where no status says success, `default` does.
fn answers(graph: &Graph<'_>, api: &Api) -> Flow {
    let succeeds: Vec<bool> = api.operations().iter().map(says_success).collect();
    let counts = |operation: &Operation, status: Status| {
        is_answer(succeeds.get(operation.index as usize) == Some(&true), status)
    };
    Flow::of_responses(graph, api.operations(), counts)
}

/// Returns for each response the operations that give it as a successful answer.
fn users_of_answers(api: &Api) -> Vec<Vec<u32>> {
    let mut users: Vec<Vec<u32>> = vec![Vec::new(); api.model.contents.responses.len()];
    for operation in api.operations() {
        let succeeds = says_success(operation);
        for own in operation.responses.iter().filter(|own| is_answer(succeeds, own.status)) {
            if let Some(list) = own.response.and_then(|index| users.get_mut(index as usize))
                && list.last() != Some(&operation.index)
            {
                list.push(operation.index);
            }
        }
    }
    users
}

fn says_success(operation: &Operation) -> bool {
    operation.responses.iter().any(|own| own.status.is_of_class(2))
}

fn is_answer(succeeds: bool, status: Status) -> bool {
    status.is_of_class(2) || (!succeeds && status == Status::Default)
}

/// Returns the names of the parameters that declared schemes take their keys from, in small letters.
fn keys_of_schemes(api: &Api) -> FxHashSet<String> {
    let names = api.security_schemes().iter().filter_map(|scheme| match scheme.kind() {
        SchemeKind::ApiKey { name, .. } => Some(name.to_ascii_lowercase()),
        _ => None,
    });
    names.collect()
}

impl<'a> Carrier<'a> {
    fn name(self) -> &'a str {
        match self {
            Self::Field(field) => field.name,
            Self::Parameter(parameter) => &parameter.name,
            Self::Header(header) => &header.name,
        }
    }

    fn node(self, graph: &Graph<'_>) -> Option<NodeId> {
        match self {
            Self::Field(field) => field.node(graph),
            Self::Parameter(parameter) => Some(parameter.node),
            Self::Header(header) => Some(header.node),
        }
    }

    fn origin(self, graph: &Graph<'_>) -> Origin {
        match self {
            Self::Field(field) if graph.directions(field.schema).request => Origin::Callers,
            _ => Origin::Server,
        }
    }
}

/// Which operations are there to carry data of a type.
#[derive(Debug)]
struct Meant<'a> {
    api: &'a Api,
    way: Way,
    known: FxHashMap<(SensitiveType, Origin), Vec<bool>>,
    lists: FxHashMap<(*const u32, SensitiveType, Origin), Filtered>,
}

/// A list of operations, and what is left of it. The list is kept so that its place in memory stays its own.
#[derive(Debug)]
struct Filtered {
    #[expect(dead_code, reason = "it is only kept")]
    all: Arc<[u32]>,
    left: Arc<[u32]>,
}

impl Meant<'_> {
    /// Leaves the operations out that are there to carry the data.
    fn without(&mut self, kind: SensitiveType, origin: Origin, name: &str, users: Arc<[u32]>) -> Arc<[u32]> {
        let exposure = exposure_of(kind).filter(|_| self.way == Way::Given);
        if exposure.is_some_and(|own| own.vague.iter().any(|vague| name.eq_ignore_ascii_case(vague))) {
            return Arc::default();
        }
        let api = self.api;
        let meant = self.known.entry((kind, origin)).or_insert_with(|| {
            let is_purpose = |own: &Operation| exposure.is_some_and(|by| (by.is_purpose)(own, kind, origin));
            api.operations().iter().map(|own| is_purpose(own) || is_expected(own, kind)).collect()
        });
        let list = self.lists.entry((users.as_ptr(), kind, origin)).or_insert_with(|| {
            let left = filtered(api, &users, |own| meant.get(own.index as usize) != Some(&true));
            Filtered { all: users, left }
        });
        list.left.clone()
    }
}

/// Returns what the rules over one document look at for a type of secret.
fn exposure_of(kind: SensitiveType) -> Option<&'static Exposure> {
    let own = &sensitive_data_in_response::EXPOSURE;
    match kind.group() {
        _ if own.types.contains(&kind) => Some(own),
        SensitiveGroup::Secret => Some(&secret_in_response::EXPOSURE),
        _ => None,
    }
}
