//! Which operations reach which schemas, and in which direction.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::REFERENCE_CHAIN;
use super::build::Builder;
use super::schema::{Role, Schema, SchemaId};

/// Words of all sets together: 32 MB. Past it, which only a hostile document is, a schema that operations reach through
/// references counts as reached by those alone that name it.
const MOST_WORDS: usize = 4 * 1024 * 1024;

/// Operations in all lists together that are handed out: 128 MB. Past it, which again only a hostile document is, lists
/// are empty.
const MOST_LISTED: usize = 32 * 1024 * 1024;

/// The ways in which data goes through a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) struct Directions {
    /// From outside to the API.
    pub(crate) request: bool,
    /// From the API to the outside.
    pub(crate) response: bool,
}

impl Directions {
    pub(crate) const REQUEST: Self = Self { request: true, response: false };
    pub(crate) const RESPONSE: Self = Self { request: false, response: true };
    pub(crate) const BOTH: Self = Self { request: true, response: true };

    fn union(self, other: Self) -> Self {
        Self { request: self.request || other.request, response: self.response || other.response }
    }

    fn within(self, other: Self) -> Self {
        Self { request: self.request && other.request, response: self.response && other.response }
    }
}

/// A schema that operations use.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) schema: SchemaId,
    pub(super) direction: Directions,
    pub(super) users: &'a [u32],
}

/// The operations behind each schema. A schema shares the set of the next one above it that operations or references
/// name: its unit.
#[derive(Debug, Default)]
pub(super) struct Reach {
    unit_of: Vec<u32>,
    directions: Vec<Directions>,
    /// The directions that `readOnly` and `writeOnly` leave to each unit.
    allowed: Vec<Directions>,
    /// Words of a set of operations.
    width: usize,
    /// Of each unit two sets, of requests and of responses.
    sets: Vec<u64>,
    /// The same set is the same list wherever it is asked for.
    lists: RefCell<Lists>,
}

#[derive(Debug, Default)]
struct Lists {
    by_unit: FxHashMap<(usize, Directions), Arc<[u32]>>,
    by_set: FxHashMap<Vec<u64>, Arc<[u32]>>,
    listed: usize,
}

impl Lists {
    /// Returns the members of a set, the same list for the same set.
    fn of(&mut self, set: Vec<u64>) -> Arc<[u32]> {
        if let Some(list) = self.by_set.get(&set) {
            return list.clone();
        }
        if self.listed > MOST_LISTED {
            return Arc::default();
        }
        let list: Arc<[u32]> = members(&set).collect();
        self.listed += list.len();
        self.by_set.insert(set, list.clone());
        list
    }
}

impl Reach {
    pub(super) fn new(builder: &Builder<'_>, entries: &[Entry<'_>], operations: usize) -> Self {
        let (unit_of, allowed) = units(builder);
        let units = allowed.len();
        let mut width = operations.div_ceil(64);
        let spreads = width.saturating_mul(units).saturating_mul(2) <= MOST_WORDS;
        if !spreads {
            width = width.min(MOST_WORDS / units.max(1) / 2);
        }
        let mut reach = Self {
            unit_of,
            allowed,
            directions: vec![Directions::default(); units],
            width,
            sets: vec![0; width * units * 2],
            lists: RefCell::default(),
        };
        for entry in entries {
            // A whole body is what it is: `readOnly` and `writeOnly` are of parts of it.
            let mut schema = Some(entry.schema);
            for _ in 0..REFERENCE_CHAIN {
                let Some(id) = schema else { break };
                reach.seed(id, entry);
                schema = builder.reference_of(id);
            }
        }
        let links = reach.links(builder, units);
        reach.spread(&links, spreads);
        reach
    }

    pub(super) fn directions(&self, schema: SchemaId) -> Directions {
        let unit = self.unit_of.get(schema.index()).copied().unwrap_or(u32::MAX);
        self.directions.get(unit as usize).copied().unwrap_or_default()
    }

    /// Returns the operations that reach a schema in any of the directions, in order.
    pub(super) fn operations(&self, schema: SchemaId, directions: Directions) -> Arc<[u32]> {
        let unit = self.unit_of.get(schema.index()).copied().unwrap_or(u32::MAX) as usize;
        let mut lists = self.lists.borrow_mut();
        if let Some(list) = lists.by_unit.get(&(unit, directions)) {
            return list.clone();
        }
        let mut set = vec![0_u64; self.width];
        for (side, is_asked) in [(0, directions.request), (1, directions.response)] {
            if is_asked {
                let start = (unit * 2 + side) * self.width;
                let words = self.sets.get(start..start + self.width).unwrap_or_default();
                set.iter_mut().zip(words).for_each(|(own, word)| *own |= word);
            }
        }
        let list = lists.of(set);
        lists.by_unit.insert((unit, directions), list.clone());
        list
    }

    fn seed(&mut self, schema: SchemaId, entry: &Entry<'_>) {
        let unit = self.unit_of.get(schema.index()).copied().unwrap_or(u32::MAX) as usize;
        if let Some(own) = self.directions.get_mut(unit) {
            *own = own.union(entry.direction);
        }
        for (side, is_meant) in [(0, entry.direction.request), (1, entry.direction.response)] {
            let start = (unit * 2 + side) * self.width;
            let Some(set) = self.sets.get_mut(start..start + self.width) else { continue };
            for user in entry.users.iter().filter(|_| is_meant) {
                if let Some(word) = set.get_mut(*user as usize / 64) {
                    *word |= 1 << (user % 64);
                }
            }
        }
    }

    /// Returns for each unit the units that its schemas lead to.
    fn links(&self, builder: &Builder<'_>, units: usize) -> Vec<Vec<u32>> {
        let mut links = vec![Vec::new(); units];
        let unit = |id: SchemaId| self.unit_of.get(id.index()).copied().unwrap_or(u32::MAX);
        for (index, schema) in builder.schemas.iter().enumerate() {
            let own = self.unit_of.get(index).copied().unwrap_or(u32::MAX);
            for edge in builder.edges_of(schema) {
                // What `not` holds is never in the data.
                if unit(edge.to) != own
                    && edge.role != Role::Not
                    && let Some(list) = links.get_mut(own as usize)
                {
                    list.push(unit(edge.to));
                }
            }
        }
        for list in &mut links {
            list.sort_unstable();
            list.dedup();
        }
        links
    }

    /// Hands sets on along the links until nothing changes.
    fn spread(&mut self, links: &[Vec<u32>], with_operations: bool) {
        let mut queue: VecDeque<usize> = (0..links.len()).collect();
        let mut is_queued = vec![true; links.len()];
        while let Some(from) = queue.pop_front() {
            if let Some(flag) = is_queued.get_mut(from) {
                *flag = false;
            }
            for &to in links.get(from).into_iter().flatten() {
                let to = to as usize;
                let changed = self.hand_on(from, to, with_operations);
                if changed
                    && let Some(flag) = is_queued.get_mut(to)
                    && !*flag
                {
                    *flag = true;
                    queue.push_back(to);
                }
            }
        }
    }

    fn hand_on(&mut self, from: usize, to: usize, with_operations: bool) -> bool {
        let allowed = self.allowed.get(to).copied().unwrap_or_default();
        let given = self.directions.get(from).copied().unwrap_or_default().within(allowed);
        let mut changed = false;
        if let Some(own) = self.directions.get_mut(to) {
            let union = own.union(given);
            changed = union != *own;
            *own = union;
        }
        if !with_operations {
            return changed;
        }
        let length = self.width * 2;
        let start = if allowed.request { 0 } else { self.width };
        let end = if allowed.response { length } else { self.width };
        for offset in start..end {
            let given = self.sets.get(from * length + offset).copied().unwrap_or(0);
            if let Some(word) = self.sets.get_mut(to * length + offset) {
                changed |= given & !*word != 0;
                *word |= given;
            }
        }
        changed
    }
}

/// Gives each schema the number of the unit that it is in, and each unit its directions. A schema is found after the one
/// that holds it.
fn units(builder: &Builder<'_>) -> (Vec<u32>, Vec<Directions>) {
    let mut unit_of: Vec<u32> = Vec::with_capacity(builder.schemas.len());
    let mut allowed = Vec::new();
    for (schema, is_head) in builder.schemas.iter().zip(&builder.is_head) {
        let own = directions_of(builder, schema);
        // What `not` holds is no data, and has a unit so that nothing is handed on to it.
        let shares = |role: Role<'_>| !is_head && role != Role::Not && own == Directions::BOTH;
        let above = schema.parent.filter(|(_, role)| shares(*role));
        let unit = above.and_then(|(parent, _)| unit_of.get(parent.index()).copied());
        unit_of.push(unit.unwrap_or_else(|| {
            allowed.push(own);
            u32::try_from(allowed.len() - 1).unwrap_or(u32::MAX)
        }));
    }
    (unit_of, allowed)
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

fn members(set: &[u64]) -> impl Iterator<Item = u32> {
    set.iter().zip(0_u32..).flat_map(|(word, index)| {
        (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
    })
}
