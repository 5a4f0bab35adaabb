//! The operations of a made-up API.

use watchgate::Method;

const AREAS: [&str; 20] = [
    "billing",
    "catalog",
    "customers",
    "delivery",
    "disputes",
    "fleet",
    "fraud",
    "identity",
    "inventory",
    "invoices",
    "ledger",
    "loyalty",
    "messages",
    "orders",
    "payments",
    "payouts",
    "refunds",
    "reports",
    "stores",
    "vendors",
];

const NOUNS: [&str; 25] = [
    "accounts",
    "addresses",
    "adjustments",
    "attachments",
    "batches",
    "cards",
    "carts",
    "contacts",
    "contracts",
    "devices",
    "documents",
    "events",
    "items",
    "keys",
    "labels",
    "limits",
    "members",
    "notes",
    "plans",
    "prices",
    "quotes",
    "rules",
    "schedules",
    "tokens",
    "webhooks",
];

/// An operation as the document declares it, with a path that a client calls it by.
#[derive(Debug, Clone)]
pub struct Declared {
    /// The method.
    pub method: Method,
    /// The path template.
    pub template: String,
    /// A path without the base path of the server.
    pub path: String,
    /// The area of the API, also the operation's tag.
    pub area: &'static str,
    /// The resource's name.
    pub resource: String,
}

impl Declared {
    /// Returns the `operationId`, for example `get-orders-items-7`.
    #[must_use]
    pub fn id(&self, index: usize) -> String {
        format!("{}-{}-{index}", self.method.as_str().to_ascii_lowercase(), self.resource)
    }
}

/// Returns the first `count` operations of an endless API: ten for each resource, from collections to concrete names
/// beside parameters and segments of text and parameter.
#[must_use]
pub fn operations(count: usize) -> Vec<Declared> {
    let areas = AREAS.iter().cycle();
    let nouns = NOUNS.iter().flat_map(|noun| [noun; AREAS.len()]).cycle();
    areas
        .zip(nouns)
        .enumerate()
        .flat_map(|(number, (area, noun))| {
            let round = number / (AREAS.len() * NOUNS.len());
            let resource =
                if round == 0 { format!("{area}-{noun}") } else { format!("{area}-{noun}-{round}") };
            let root = match round {
                0 => format!("/{area}/{noun}"),
                _ => format!("/{area}/{noun}-{round}"),
            };
            let shapes = [
                (Method::Get, ""),
                (Method::Post, ""),
                (Method::Get, "/{id}"),
                (Method::Patch, "/{id}"),
                (Method::Delete, "/{id}"),
                (Method::Get, "/search"),
                (Method::Get, "/{id}/history"),
                (Method::Get, "/{id}/history/{entryId}"),
                (Method::Post, "/{id}/approve"),
                (Method::Get, "/{id}/export.{format}"),
            ];
            shapes.into_iter().map(move |(method, rest)| {
                let template = format!("{root}{rest}");
                let path = template
                    .replace("{id}", "0193b3a4-77ce-7d22")
                    .replace("{entryId}", "48213")
                    .replace("{format}", "csv");
                Declared { method, template, path, area, resource: resource.clone() }
            })
        })
        .take(count)
        .collect()
}
