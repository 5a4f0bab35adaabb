//! The paths of a document by their whole shape.

use super::methods::{Case, Listing, Methods, Operations};
use super::table::Table;
use super::{Entry, Route, number};

/// Finds operations by the shape of a template.
#[derive(Debug, Clone)]
pub(super) struct Shapes {
    methods: Methods,
    operations: Operations,
    listings: Box<[Listing]>,
    places: Table,
}

impl Shapes {
    /// Builds the index; of equal shapes with the same method the first stays.
    pub(super) fn new(mut entries: Vec<Entry<'_>>) -> Self {
        let methods = Methods::new(Case::Sensitive, entries.iter().map(|entry| entry.method));
        entries.sort_by(|a, b| a.shape.cmp(&b.shape));
        let mut operations = Operations::default();
        let (mut listings, mut keys) = (Vec::new(), Vec::new());
        for same in entries.chunk_by(|a, b| a.shape == b.shape) {
            let Some(first) = same.first() else {
                continue;
            };
            keys.push((0, first.shape.as_slice(), number(listings.len())));
            let listed =
                same.iter().map(|entry| (methods.key(entry.method.as_str()), entry.operation)).collect();
            listings.push(operations.list(listed));
        }
        let places = Table::new(keys.into_iter());
        Self { methods, operations, listings: listings.into(), places }
    }

    /// Finds the operation of a shape.
    pub(super) fn route(&self, method: &str, shape: &[u8]) -> Route {
        let listing = self.places.get(0, shape).and_then(|place| self.listings.get(place as usize));
        listing.map_or(Route::NotFound, |listing| self.operations.find(*listing, self.methods.key(method)))
    }
}
