//! What several rules ask of a document, found once.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Graph;

/// Answers by their types.
#[derive(Debug, Default)]
pub(super) struct Kept(RefCell<FxHashMap<TypeId, Rc<dyn Any>>>);

impl Graph<'_> {
    /// Returns what was made of the document at the first question. There is one answer of a type.
    pub(in crate::analysis) fn kept<T: Any>(&self, make: impl FnOnce() -> T) -> Rc<T> {
        let known = self.kept.0.borrow().get(&TypeId::of::<T>()).cloned();
        if let Some(known) = known.and_then(|known| known.downcast::<T>().ok()) {
            return known;
        }
        let made = Rc::new(make());
        self.kept.0.borrow_mut().insert(TypeId::of::<T>(), made.clone());
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Api;

    #[test]
    fn makes_an_answer_once() {
        let api = Api::parse(b"{openapi: 3.1.0, info: {title: a, version: '1'}, paths: {}}").unwrap();
        let graph = Graph::new(&api);
        assert_eq!(*graph.kept(|| 7_u8), 7);
        assert_eq!(*graph.kept(|| 8_u8), 7);
        assert_eq!(*graph.kept(|| 8_u16), 8);
    }
}
