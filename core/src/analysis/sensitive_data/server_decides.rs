//! Properties that callers send and the server should decide.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::flow::Field;
use super::purpose::OperationWords;
use super::value::{holds_text, may_be};
use crate::Api;
use crate::analysis::graph::{Graph, Keyword, Role, SchemaId, Types};
use crate::api::Operation;
use crate::api::contents::ParameterLocation;
use crate::api::tree::{NodeId, Value};
use crate::identifier::words;

/// What a property decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decides {
    /// What somebody may do.
    Privilege,
    /// What somebody has.
    Balance,
    /// What was checked about somebody.
    Verification,
    /// Whom a thing belongs to.
    Ownership,
    /// What a thing costs.
    Price,
    /// What happened when.
    History,
}

/// Names by their words, joined.
const NAMES: [(Decides, &[&str]); 6] = [
    (
        Decides::Privilege,
        &[
            "isadmin",
            "admin",
            "isadministrator",
            "administrator",
            "superuser",
            "issuperuser",
            "isstaff",
            "isroot",
            "role",
            "roles",
            "userrole",
            "userroles",
            "permission",
            "permissions",
            "privilege",
            "privileges",
            "accesslevel",
        ],
    ),
    (
        Decides::Balance,
        &["balance", "accountbalance", "walletbalance", "creditbalance", "availablebalance", "credits"],
    ),
    (
        Decides::Verification,
        &[
            "verified",
            "isverified",
            "emailverified",
            "isemailverified",
            "phoneverified",
            "isphoneverified",
            "kycstatus",
            "kycverified",
            "isapproved",
        ],
    ),
    (Decides::Ownership, &["ownerid", "createdby", "createdbyid"]),
    (Decides::Price, &["price", "unitprice", "totalprice", "discount", "discountamount"]),
    (Decides::History, &["createdat", "updatedat", "createdon", "updatedon"]),
];

/// Such properties of one body that are reported.
const MOST_FOUND: usize = 50;
/// Names of a property that wraps what a whole body is about.
const WRAPPERS: [&str; 6] = ["user", "account", "profile", "customer", "member", "data"];
/// Roles that nobody gives themselves.
const PRIVILEGED: [&str; 9] =
    ["admin", "administrator", "superuser", "super", "root", "owner", "staff", "moderator", "manager"];

impl Decides {
    fn of(name: &str) -> Option<Self> {
        let joined = words(name).concat();
        NAMES.iter().find(|(_, names)| names.contains(&joined.as_str())).map(|(decides, _)| *decides)
    }

    /// Tells whether it is about things, and not about the caller.
    pub(super) const fn is_a_fact_of_things(self) -> bool {
        matches!(self, Self::Ownership | Self::Price | Self::History)
    }

    /// Returns what a person calls it.
    pub(super) const fn describe(self) -> &'static str {
        match self {
            Self::Privilege => "what they may do",
            Self::Balance => "what they have",
            Self::Verification => "that they were verified",
            Self::Ownership => "whom a thing belongs to",
            Self::Price => "what a thing costs",
            Self::History => "when or by whom a thing was made",
        }
    }
}

/// A property that a body takes, with the operations that take it.
#[derive(Debug)]
pub(super) struct Accepted {
    pub(super) decides: Decides,
    pub(super) name: String,
    pub(super) users: Vec<u32>,
}

/// Returns the properties that the operations which count take at the top of their bodies, each once, by place.
pub(super) fn accepted(
    api: &Api,
    graph: &Graph<'_>,
    counts: impl Fn(&Operation, &OperationWords, Decides) -> bool,
) -> Vec<(NodeId, Accepted, Arc<[u32]>)> {
    let mut found: BTreeMap<NodeId, Accepted> = BTreeMap::new();
    let mut known: BTreeMap<SchemaId, Vec<(NodeId, Decides, String)>> = BTreeMap::new();
    for operation in api.operations().iter().filter(|operation| !operation.method().is_safe()) {
        let words = OperationWords::of(operation);
        let mut take = |node: NodeId, decides: Decides, name: &str| {
            if counts(operation, &words, decides) {
                let accepted = || Accepted { decides, name: name.to_owned(), users: Vec::new() };
                let entry = found.entry(node).or_insert_with(accepted);
                if entry.users.last() != Some(&operation.index) {
                    entry.users.push(operation.index);
                }
            }
        };
        let bodies = graph.body_of(operation).into_iter().flat_map(|body| &body.content);
        for id in bodies.filter_map(|media| graph.at(media.schema?)) {
            for (node, decides, name) in known.entry(id).or_insert_with(|| of_body(graph, id)) {
                take(*node, *decides, name);
            }
        }
        for field in graph.parameters_of(operation).filter(|own| own.location == ParameterLocation::Form) {
            if let Some(decides) = Decides::of(&field.name)
                && field.schema.and_then(|node| graph.at(node)).is_some_and(|id| fits(graph, id, decides))
            {
                take(field.node, decides, &field.name);
            }
        }
    }
    let share = |(node, accepted): (NodeId, Accepted)| {
        let users = accepted.users.as_slice().into();
        (node, accepted, users)
    };
    found.into_iter().map(share).collect()
}

/// Returns what a body takes, in the schema itself or in the one property that it is about.
fn of_body(graph: &Graph<'_>, id: SchemaId) -> Vec<(NodeId, Decides, String)> {
    let mut fields = fields_of(graph, id);
    let wrapped = fields.iter().filter(|field| WRAPPERS.contains(&field.name)).map(|field| field.schema);
    let inner: Vec<Field<'_>> = wrapped.flat_map(|id| fields_of(graph, id)).collect();
    fields.extend(inner);
    let mut found = Vec::new();
    for field in fields {
        if let Some(decides) = Decides::of(field.name)
            && fits(graph, field.schema, decides)
            && !field.is(graph, Keyword::ReadOnly)
            && let Some(node) = field.node(graph)
            && found.len() < MOST_FOUND
        {
            found.push((node, decides, field.name.to_owned()));
        }
    }
    found
}

/// Returns the properties of a schema, of what it refers to and of the members of its `allOf`, and those of array items.
fn fields_of<'a>(graph: &Graph<'a>, id: SchemaId) -> Vec<Field<'a>> {
    let members = graph.conjuncts(id);
    let items = members.iter().flat_map(|id| graph.edges(*id)).filter(|edge| edge.role == Role::Item);
    let of_items: Vec<SchemaId> = items.flat_map(|edge| graph.conjuncts(edge.to)).collect();
    let all = members.into_iter().chain(of_items);
    all.flat_map(|holder| graph.properties(holder).map(move |(name, schema)| Field { holder, name, schema }))
        .collect()
}

/// Tells whether values can be what the name says. Roles to choose from are harmless unless one of them is privileged.
fn fits(graph: &Graph<'_>, id: SchemaId, decides: Decides) -> bool {
    let choices = choices(graph, id);
    match decides {
        Decides::Privilege if !choices.is_empty() => {
            choices.iter().flat_map(|choice| words(choice)).any(|word| PRIVILEGED.contains(&word.as_str()))
        }
        Decides::Privilege => true,
        Decides::Verification => may_be(graph, id, Types::BOOLEAN) || !choices.is_empty(),
        Decides::Balance | Decides::Price => holds_text(graph, id) || may_be(graph, id, Types::OBJECT),
        Decides::Ownership | Decides::History => holds_text(graph, id),
    }
}

/// Returns the values to choose from, of a list those of its members.
fn choices<'a>(graph: &Graph<'a>, id: SchemaId) -> Vec<&'a str> {
    let tree = graph.tree();
    let members = graph.conjuncts(id);
    let items = members.iter().flat_map(|id| graph.edges(*id)).filter(|edge| edge.role == Role::Item);
    let items: Vec<SchemaId> = items.flat_map(|edge| graph.conjuncts(edge.to)).collect();
    let schemas = members.into_iter().chain(items).filter_map(|id| graph.schema(id));
    let lists = schemas.filter_map(|schema| tree.get(schema.node, Keyword::Enum.as_str()));
    lists
        .flat_map(|list| tree.items(list))
        .filter_map(|item| match tree.value(item) {
            Value::String(text) => Some(text),
            _ => None,
        })
        .collect()
}

/// Tells whether people use an operation on themselves: to register, or on their own profile.
pub(super) fn is_self_service(operation: &Operation, words: &OperationWords) -> bool {
    const OWN: [&str; 12] = [
        "register",
        "registration",
        "registrations",
        "signup",
        "signups",
        "me",
        "myself",
        "self",
        "profile",
        "myprofile",
        "userprofile",
        "myaccount",
    ];
    // A profile among several is somebody else's.
    let is_own = words.ends_with(&OWN) && !operation.path().trim_end_matches('/').ends_with('}');
    is_own && !is_administration(words)
}

/// Tells whether an operation is there to decide such things.
pub(super) fn is_administration(words: &OperationWords) -> bool {
    words.has(&[
        "admin",
        "admins",
        "administration",
        "administrator",
        "administrators",
        "role",
        "roles",
        "permission",
        "permissions",
        "privilege",
        "privileges",
        "iam",
        "grant",
        "grants",
        "policy",
        "policies",
        "invitation",
        "invitations",
        "invite",
        "invites",
        "member",
        "members",
        "membership",
        "memberships",
        "team",
        "teams",
        "collaborator",
        "collaborators",
        "acl",
        "acls",
        "access",
        "sharing",
        "share",
        "assignment",
        "assignments",
        "manage",
        "management",
        "internal",
        "scim",
        "group",
        "groups",
        "organization",
        "organizations",
        "org",
        "orgs",
        "import",
        "migrate",
        "migration",
        "webhook",
        "webhooks",
        "backoffice",
        "staff",
    ])
}
