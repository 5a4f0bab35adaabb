//! Who reaches what in one direction.

use std::sync::Arc;

use super::members::{Members, Union};
use crate::analysis::components::components;

/// Words of all sets together: 128 MB. No document known comes near it. Past it a schema has those operations alone that
/// name it.
const MOST_WORDS: usize = 16 * 1024 * 1024;

/// The operations whose data of one direction goes through each unit.
#[derive(Debug)]
pub(super) struct Side {
    /// Of each unit the number of its set; units that no data goes through have none.
    of_unit: Vec<Option<u32>>,
    sets: Vec<Members>,
    /// Words of all sets.
    size: usize,
    union: Union,
}

impl Side {
    /// Hands the operations that name units on along the links. Units that lead to each other have the same operations;
    /// those before them are done first, so each link is looked at once.
    pub(super) fn spread(links: &[Vec<u32>], seeds: &[Vec<Arc<[u32]>>], operations: usize) -> Self {
        let component = components(links);
        let count = component.iter().max().map_or(0, |last| *last as usize + 1);
        let mut members = vec![Vec::new(); count];
        for (unit, own) in (0_u32..).zip(&component) {
            members.get_mut(*own as usize).into_iter().for_each(|list| list.push(unit));
        }
        let of_unit = vec![None; links.len()];
        let mut side = Self { of_unit, sets: Vec::new(), size: 0, union: Union::new(operations) };
        // The sets that come to each component from those before it.
        let mut given: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (index, units) in members.iter().enumerate().rev() {
            let named = units.iter().filter_map(|unit| seeds.get(*unit as usize)).flatten();
            let from = given.get_mut(index).map(std::mem::take).unwrap_or_default();
            let Some(set) = side.unite(from, named.cloned().collect()) else { continue };
            for unit in units {
                side.of_unit.get_mut(*unit as usize).into_iter().for_each(|own| *own = Some(set));
                for to in links.get(*unit as usize).into_iter().flatten() {
                    let to = component.get(*to as usize).map_or(usize::MAX, |to| *to as usize);
                    if to != index
                        && let Some(list) = given.get_mut(to)
                        && list.last() != Some(&set)
                    {
                        list.push(set);
                    }
                }
            }
        }
        side
    }

    /// Returns the number of a unit's set.
    pub(super) fn set_of(&self, unit: usize) -> Option<u32> {
        self.of_unit.get(unit).copied().flatten()
    }

    /// Returns a set.
    pub(super) fn set(&self, number: u32) -> Option<&Members> {
        self.sets.get(number as usize)
    }

    /// Returns the number of a set with all operations of others and those named; nothing if there are neither.
    fn unite(&mut self, mut from: Vec<u32>, mut named: Vec<Arc<[u32]>>) -> Option<u32> {
        from.sort_unstable();
        from.dedup();
        named.sort_unstable_by_key(|list| list.as_ptr().addr());
        named.dedup_by(|one, other| Arc::ptr_eq(one, other));
        if self.size > MOST_WORDS && !named.is_empty() {
            from.clear();
        }
        let set = match (&*from, &*named) {
            ([], []) => return None,
            ([only], []) => return Some(*only),
            ([], [only]) => Members::Few(only.clone()),
            _ => {
                from.iter()
                    .filter_map(|number| self.sets.get(*number as usize))
                    .for_each(|set| self.union.add(set));
                named.into_iter().for_each(|list| self.union.add(&Members::Few(list)));
                let len = self.union.len();
                let is_all = |number: &&u32| self.set(**number).is_some_and(|set| set.len() == len);
                if let Some(all) = from.iter().find(is_all).copied() {
                    self.union.clear();
                    return Some(all);
                }
                self.union.take()
            }
        };
        self.size += set.size();
        self.sets.push(set);
        u32::try_from(self.sets.len() - 1).ok()
    }
}
