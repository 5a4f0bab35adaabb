//! What the server should decide, by the names of properties, and which operations leave it to callers.

use super::purpose::OperationWords;
use super::value::{holds_text, may_be};
use crate::analysis::graph::{Graph, Keyword, Role, SchemaId, Types};
use crate::api::Operation;
use crate::api::tree::Value;
use crate::identifier::words;

/// What a property decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// Roles that nobody gives themselves.
const PRIVILEGED: [&str; 9] =
    ["admin", "administrator", "superuser", "super", "root", "owner", "staff", "moderator", "manager"];

impl Decides {
    pub(super) fn of(name: &str) -> Option<Self> {
        let joined = words(name).concat();
        NAMES.iter().find(|(_, names)| names.contains(&joined.as_str())).map(|(decides, _)| *decides)
    }

    /// Tells whether it is about things, and not about the caller.
    const fn is_a_fact_of_things(self) -> bool {
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

/// Tells whether values can be what the name says. Roles to choose from are harmless unless one of them is privileged.
pub(super) fn fits(graph: &Graph<'_>, id: SchemaId, decides: Decides) -> bool {
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

/// What an operation is for, as far as it matters here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purpose {
    /// People use it on themselves.
    is_self_service: bool,
    /// It is there to decide such things.
    is_administration: bool,
    is_about_people: bool,
    is_about_sales: bool,
}

impl Purpose {
    pub(super) fn of(operation: &Operation) -> Self {
        const PEOPLE: [&str; 14] = [
            "user",
            "users",
            "account",
            "accounts",
            "customer",
            "customers",
            "person",
            "people",
            "employee",
            "employees",
            "client",
            "clients",
            "wallet",
            "wallets",
        ];
        const SALES: [&str; 8] =
            ["order", "orders", "cart", "carts", "checkout", "basket", "purchase", "purchases"];
        let words = OperationWords::of(operation);
        let is_administration = is_administration(&words);
        Self {
            is_self_service: is_on_oneself(operation, &words) && !is_administration,
            is_administration,
            is_about_people: words.last_has(&PEOPLE),
            is_about_sales: words.last_has(&SALES),
        }
    }

    /// Tells whether people decide about themselves.
    pub(super) const fn lets_decide_about_oneself(self, decides: Decides) -> bool {
        self.is_self_service && !decides.is_a_fact_of_things()
    }

    /// Tells whether the operation deals with what is decided: a message has a `role`, an offer a `price`.
    pub(super) const fn is_about(self, decides: Decides) -> bool {
        !self.is_administration
            && match decides {
                Decides::Privilege | Decides::Balance | Decides::Verification => self.is_about_people,
                Decides::Price => self.is_about_sales,
                Decides::Ownership | Decides::History => true,
            }
    }
}

/// Tells whether people use an operation on themselves: to register, or on their own profile.
fn is_on_oneself(operation: &Operation, words: &OperationWords) -> bool {
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
    words.ends_with(&OWN) && !operation.path().trim_end_matches('/').ends_with('}')
}

fn is_administration(words: &OperationWords) -> bool {
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
