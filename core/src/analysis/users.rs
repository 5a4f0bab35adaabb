//! The operations behind several parts.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// Lists of operations, each once: parts that are used alike share theirs, and a finding may share it too.
#[derive(Debug, Default)]
pub(super) struct Users(FxHashMap<*const u32, Arc<[u32]>>);

impl Users {
    pub(super) fn add(&mut self, list: &Arc<[u32]>) {
        if !list.is_empty() {
            self.0.entry(list.as_ptr()).or_insert_with(|| list.clone());
        }
    }

    /// Returns the operations of all lists, in order.
    pub(super) fn all(&self) -> Arc<[u32]> {
        let mut lists = self.0.values();
        if let (Some(only), None) = (lists.next(), lists.next()) {
            return only.clone();
        }
        let mut users: Vec<u32> = self.0.values().flat_map(|list| list.iter().copied()).collect();
        users.sort_unstable();
        users.dedup();
        users.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_the_only_list_and_joins_several() {
        let (first, second): (Arc<[u32]>, Arc<[u32]>) = ([1, 3].into(), [0, 3].into());
        let mut users = Users::default();
        assert!(users.all().is_empty());
        users.add(&first);
        users.add(&first);
        users.add(&Arc::default());
        assert!(Arc::ptr_eq(&users.all(), &first));
        users.add(&second);
        assert_eq!(*users.all(), [0, 1, 3]);
    }
}
