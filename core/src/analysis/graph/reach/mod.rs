//! Which operations reach which schemas, and in which direction.

mod members;
mod side;
mod units;

use std::cell::RefCell;
use std::sync::Arc;

use members::{Members, Union};
use rustc_hash::{FxHashMap, FxHashSet};
use side::Side;
use units::Units;

use super::REFERENCE_CHAIN;
use super::build::Builder;
use super::schema::SchemaId;

/// Operations in all lists together that are handed out: 128 MB. Past it, which only a hostile document is, lists are
/// empty.
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

    fn within(self, other: Self) -> Self {
        Self { request: self.request && other.request, response: self.response && other.response }
    }
}

/// A schema that operations use.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) schema: SchemaId,
    pub(super) direction: Directions,
    pub(super) users: Arc<[u32]>,
}

/// The operations behind each schema.
#[derive(Debug)]
pub(super) struct Reach {
    units: Units,
    requests: Side,
    responses: Side,
    /// The same operations are the same list wherever they are asked for.
    lists: RefCell<Lists>,
}

#[derive(Debug)]
struct Lists {
    by_sets: FxHashMap<[Option<u32>; 2], Arc<[u32]>>,
    known: FxHashSet<Arc<[u32]>>,
    listed: usize,
    union: Union,
}

impl Reach {
    pub(super) fn new(builder: &Builder<'_>, entries: &[Entry], operations: usize) -> Self {
        let units = Units::of(builder);
        let side = |direction: Directions| {
            let mut seeds: Vec<Vec<Arc<[u32]>>> = vec![Vec::new(); units.len()];
            for entry in entries.iter().filter(|entry| entry.direction.within(direction) == direction) {
                // A whole body is what it is: `readOnly` and `writeOnly` are of parts of it.
                let mut next = Some(entry.schema);
                for _ in 0..REFERENCE_CHAIN {
                    let Some(id) = next else { break };
                    seeds.get_mut(units.unit(id)).into_iter().for_each(|own| own.push(entry.users.clone()));
                    next = builder.reference_of(id);
                }
            }
            Side::spread(&units.links(direction), &seeds, operations)
        };
        let (requests, responses) = (side(Directions::REQUEST), side(Directions::RESPONSE));
        let lists = RefCell::new(Lists {
            by_sets: FxHashMap::default(),
            known: FxHashSet::default(),
            listed: 0,
            union: Union::new(operations),
        });
        Self { units, requests, responses, lists }
    }

    pub(super) fn directions(&self, schema: SchemaId) -> Directions {
        let unit = self.units.unit(schema);
        Directions {
            request: self.requests.set_of(unit).is_some(),
            response: self.responses.set_of(unit).is_some(),
        }
    }

    /// Returns the operations that reach a schema in any of the directions, in order.
    pub(super) fn operations(&self, schema: SchemaId, directions: Directions) -> Arc<[u32]> {
        let unit = self.units.unit(schema);
        let request = self.requests.set_of(unit).filter(|_| directions.request);
        let response = self.responses.set_of(unit).filter(|_| directions.response);
        let mut lists = self.lists.borrow_mut();
        if let Some(list) = lists.by_sets.get(&[request, response]) {
            return list.clone();
        }
        let requests = request.and_then(|number| self.requests.set(number));
        let list = lists.keep(requests, response.and_then(|number| self.responses.set(number)));
        lists.by_sets.insert([request, response], list.clone());
        list
    }
}

impl Lists {
    /// Returns the operations of two sets, the same list for the same operations.
    fn keep(&mut self, requests: Option<&Members>, responses: Option<&Members>) -> Arc<[u32]> {
        let list = match (requests, responses) {
            (None, None) => return Arc::default(),
            (Some(only), None) | (None, Some(only)) => only.list(),
            (Some(requests), Some(responses)) => {
                self.union.add(requests);
                self.union.add(responses);
                self.union.take().list()
            }
        };
        if let Some(known) = self.known.get(&list) {
            return known.clone();
        }
        if self.listed > MOST_LISTED {
            return Arc::default();
        }
        self.listed += list.len();
        self.known.insert(list.clone());
        list
    }
}
