use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::comparison::Comparison;
use super::lost::is_dangling;
use super::{ChangeRule, Reports};
use crate::analysis::graph::{Directions, Graph};
use crate::analysis::sensitive_data::{Carried, Names, Way, carried};
use crate::analysis::users::Users;
use crate::api::tree::NodeId;
use crate::rule_meta::declare_rule;
use crate::sensitive::{SensitiveGroup, SensitiveType};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports fields, parameters and response headers of sensitive types that operations take or give since a change of a
    /// document. It compares two versions of a document.
    ///
    /// In successful responses, secrets, payment card data and social security numbers are high, personal and health data
    /// medium. In requests all is low, and a step more in the URL. Names of people, postal addresses, number plates and
    /// addresses of machines are low in responses, and a step less in requests.
    ///
    /// An operation's fields are compared by their names, wherever they are written, so a schema that moves to a component
    /// or into an envelope says nothing, and neither does a new name for what was there. A new operation is compared
    /// with all old ones. What is hidden, masked or there on purpose, such as the token of a login, is left out, and so
    /// are types of data that `x-watchgate: {data: [...]}` declares as expected.
    ///
    /// ## Why is this bad?
    /// Data that nobody reviewed leaves the service or comes to lie in it, and in its logs. One line in a component that many
    /// operations share is easily read over.
    ///
    /// ## Example
    /// ```yaml
    /// Customer:
    ///   properties:
    ///     name: {type: string}
    ///     ssn: {type: string}  # new
    /// ```
    /// Use instead:
    /// ```yaml
    /// Customer:
    ///   properties:
    ///     name: {type: string}
    ///     ssn: {type: string, writeOnly: true}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-213: Exposure of Sensitive Information Due to Incompatible Policies](https://cwe.mitre.org/data/definitions/213.html)
    /// - [CWE-359: Exposure of Private Personal Information to an Unauthorized Actor](https://cwe.mitre.org/data/definitions/359.html)
    AddedSensitiveData {
        id: "added-sensitive-data",
        severities: [High, Medium, Low, Info],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api3],
        cwe: [213, 359],
        mitigation: "Leave the data out, or declare it as expected with `x-watchgate: {data: [...]}` after a review.",
    }
}

/// Pairs of data and operations that are looked at. Only hostile documents have more.
const MOST_VISITS: usize = 5_000_000;

impl ChangeRule for AddedSensitiveData {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, comparison: &Comparison<'_>, reports: &mut Reports<'_>) {
        let mut by_node: FxHashMap<NodeId, usize> = FxHashMap::default();
        let mut found: Vec<Added<'_>> = Vec::new();
        for way in [Way::Given, Way::Taken] {
            for (own, users) in added(comparison, way) {
                let at = *by_node.entry(own.node).or_insert(found.len());
                match found.get_mut(at) {
                    Some(known) if known.way != way => known.take_too(&users),
                    Some(_) => {}
                    None => found.push(Added { own, way, is_taken_too: false, users }),
                }
            }
        }
        for added in found {
            let what = added.own.describe(comparison.new);
            let label = added.own.kind.label();
            let message = match (added.way, added.is_taken_too) {
                (Way::Taken, _) => format!("{what} now takes {label}"),
                (Way::Given, false) => format!("{what} now gives away {label} in a successful response"),
                (Way::Given, true) => {
                    format!(
                        "{what} now gives away {label} in a successful response, and takes it in requests"
                    )
                }
            };
            reports.new.part(added.own.node, &added.users, severity(&added.own, added.way), message);
        }
    }
}

/// Data that operations did not carry before.
#[derive(Debug)]
struct Added<'a> {
    own: Carried<'a>,
    way: Way,
    is_taken_too: bool,
    users: Arc<[u32]>,
}

impl Added<'_> {
    /// Notes that operations take what others, or the same, give.
    fn take_too(&mut self, users: &[u32]) {
        self.is_taken_too = true;
        let mut all: Vec<u32> = self.users.iter().chain(users).copied().collect();
        all.sort_unstable();
        all.dedup();
        self.users = all.into();
    }
}

fn severity(own: &Carried<'_>, way: Way) -> Severity {
    let is_mild = matches!(
        own.kind,
        SensitiveType::PersonName
            | SensitiveType::PostalAddress
            | SensitiveType::VehicleId
            | SensitiveType::CardHolder
            | SensitiveType::CardExpiry
    );
    let group = own.kind.group();
    let is_mild = is_mild || group == SensitiveGroup::Network;
    let is_grave =
        matches!(group, SensitiveGroup::Secret | SensitiveGroup::Pci) || own.kind == SensitiveType::UsSsn;
    match way {
        Way::Given if is_mild => Severity::Low,
        Way::Given if is_grave => Severity::High,
        Way::Given => Severity::Medium,
        Way::Taken => match (is_mild, own.is_in_url()) {
            (true, false) => Severity::Info,
            (true, true) | (false, false) => Severity::Low,
            (false, true) => Severity::Medium,
        },
    }
}

/// Returns what operations carry now and did not before, with these operations.
fn added<'a>(comparison: &Comparison<'a>, way: Way) -> Vec<(Carried<'a>, Arc<[u32]>)> {
    let found = carried(comparison.new, way);
    let wanted: FxHashSet<String> = found.iter().map(|own| own.name.clone()).collect();
    let Some(before) = Before::new(comparison, way, &wanted).filter(|_| !found.is_empty()) else {
        return Vec::new();
    };
    let mut visits = 0_usize;
    let mut users_before: FxHashMap<String, FxHashSet<u32>> = FxHashMap::default();
    let mut added = Vec::new();
    for own in found {
        visits += own.users.len();
        if visits > MOST_VISITS {
            break;
        }
        let known = users_before.entry(own.name.clone()).or_insert_with(|| before.names.users_of(&own.name));
        let is_new = |user: &u32| before.is_new(*user, &own, known);
        let users: Arc<[u32]> = own.users.iter().copied().filter(is_new).collect();
        if users.len() == own.users.len() {
            let all = own.users.clone();
            added.push((own, all));
        } else if !users.is_empty() {
            added.push((own, users));
        }
    }
    added
}

/// What operations carried in the old document.
#[derive(Debug)]
struct Before {
    names: Names,
    /// The old operation of each new one.
    old_of: FxHashMap<u32, u32>,
    /// Old operations of which not all was readable.
    unread: FxHashSet<u32>,
    renamed: Renamed,
}

/// Types of which a name is gone: another name in its place is no more than that.
#[derive(Debug, Default)]
struct Renamed {
    /// With the new operations that lost the name.
    of_operations: FxHashSet<(SensitiveType, u32)>,
    /// Those of which the whole document did.
    anywhere: FxHashSet<SensitiveType>,
}

impl Renamed {
    fn new(comparison: &Comparison<'_>, before: &Names, now: &Names) -> Self {
        let new_of: FxHashMap<u32, u32> =
            comparison.kept.iter().map(|(old, new)| (old.index, new.index)).collect();
        let mut renamed = Self::default();
        for (name, kind) in before.sensitive() {
            if !now.has(name) {
                renamed.anywhere.insert(kind);
            }
            let users = now.users_of(name);
            let kept = before.users_of(name).into_iter().filter_map(|old| new_of.get(&old));
            let lost = kept.filter(|new| !users.contains(new));
            renamed.of_operations.extend(lost.map(|new| (kind, *new)));
        }
        renamed
    }
}

impl Before {
    fn new(comparison: &Comparison<'_>, way: Way, wanted: &FxHashSet<String>) -> Option<Self> {
        let names = Names::of(comparison.old, way, wanted)?;
        let now = Names::of(comparison.new, way, wanted);
        // Where there are too many, nothing counts as renamed.
        let renamed = now.map_or_else(Renamed::default, |now| Renamed::new(comparison, &names, &now));
        let old_of = comparison.kept.iter().map(|(old, new)| (new.index, old.index)).collect();
        Some(Self { names, old_of, unread: unread(comparison.old, way), renamed })
    }

    /// Tells whether it is new that an operation carries the data. `users` had a field of that name before.
    fn is_new(&self, operation: u32, own: &Carried<'_>, users: &FxHashSet<u32>) -> bool {
        match self.old_of.get(&operation) {
            Some(old) => {
                !users.contains(old)
                    && !self.unread.contains(old)
                    && !self.renamed.of_operations.contains(&(own.kind, operation))
            }
            None => !self.names.has(&own.name) && !self.renamed.anywhere.contains(&own.kind),
        }
    }
}

/// Returns the operations that lead to a schema whose reference leads nowhere: what they carried is not known.
fn unread(graph: &Graph<'_>, way: Way) -> FxHashSet<u32> {
    let directions = match way {
        Way::Taken => Directions::REQUEST,
        Way::Given => Directions::RESPONSE,
    };
    let mut users = Users::default();
    for (id, _) in graph.schemas().filter(|(id, _)| is_dangling(graph, *id)) {
        users.add(&graph.operations(id, directions));
    }
    users.all().iter().copied().collect()
}
