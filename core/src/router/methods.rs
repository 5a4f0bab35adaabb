//! Methods as small numbers, and the operations of one path by method.

use std::cmp::Ordering;

use crate::Method;

use super::Route;

/// Stands for every method that no operation has.
const UNKNOWN: u32 = u32::MAX;
const GET: u32 = 0;
const HEAD: u32 = 1;

/// The standard methods first: their keys are their places.
const STANDARD: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"];

/// Whether two methods that differ in case only are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Sensitive,
    Ignored,
}

/// The methods that a document uses, each with a key.
#[derive(Debug, Clone)]
pub(super) struct Methods {
    case: Case,
    /// Methods beyond the standard ones, sorted; in upper case if case is ignored.
    others: Box<[Box<str>]>,
}

impl Methods {
    pub(super) fn new<'m>(case: Case, methods: impl Iterator<Item = &'m Method>) -> Self {
        let mut others: Vec<Box<str>> = methods
            .filter(|method| matches!(method, Method::Other(_)))
            .map(|method| match case {
                Case::Sensitive => method.as_str().into(),
                Case::Ignored => method.as_str().to_ascii_uppercase().into(),
            })
            .collect();
        others.sort_unstable();
        others.dedup();
        Self { case, others: others.into() }
    }

    /// Returns the key of a method.
    pub(super) fn key(&self, method: &str) -> u32 {
        let standard = match self.case {
            Case::Sensitive => STANDARD.iter().position(|known| *known == method),
            Case::Ignored => STANDARD.iter().position(|known| known.eq_ignore_ascii_case(method)),
        };
        let place = standard.or_else(|| {
            let other = self.others.binary_search_by(|known| self.compare(known, method)).ok()?;
            Some(STANDARD.len() + other)
        });
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(UNKNOWN)
    }

    fn compare(&self, known: &str, method: &str) -> Ordering {
        match self.case {
            Case::Sensitive => known.cmp(method),
            Case::Ignored => known.bytes().cmp(method.bytes().map(|byte| byte.to_ascii_uppercase())),
        }
    }
}

/// The operations of all paths, those of one path beside each other and sorted by method.
#[derive(Debug, Clone, Default)]
pub(super) struct Operations {
    all: Vec<(u32, u32)>,
}

/// The operations of one path.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Listing {
    start: u32,
    length: u32,
}

impl Operations {
    /// Adds one path's operations, given as method and operation; of equal methods the first stays.
    pub(super) fn list(&mut self, mut operations: Vec<(u32, u32)>) -> Listing {
        operations.sort_by_key(|(method, _)| *method);
        operations.dedup_by_key(|(method, _)| *method);
        let listing =
            Listing { start: super::number(self.all.len()), length: super::number(operations.len()) };
        self.all.extend(operations);
        listing
    }

    /// Finds the operation of a method; `HEAD` falls back to `GET`.
    pub(super) fn find(&self, listing: Listing, method: u32) -> Route {
        let (start, length) = (listing.start as usize, listing.length as usize);
        let operations = self.all.get(start..start + length).unwrap_or_default();
        if operations.is_empty() {
            return Route::NotFound;
        }
        let of = |method| match operations.binary_search_by_key(&method, |(method, _)| *method) {
            Ok(place) => operations.get(place).map(|(_, operation)| *operation),
            Err(_) => None,
        };
        let found = if method == HEAD { of(HEAD).or_else(|| of(GET)) } else { of(method) };
        found.map_or(Route::MethodNotDocumented, Route::Operation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_methods_apart_by_case_only_when_asked_to() {
        let declared = [Method::from("QUERY"), Method::from("purge"), Method::Get];
        let exact = Methods::new(Case::Sensitive, declared.iter());
        assert_eq!(exact.key("GET"), GET);
        assert_eq!(exact.key("get"), UNKNOWN);
        assert_eq!((exact.key("QUERY"), exact.key("purge"), exact.key("PURGE")), (8, 9, UNKNOWN));
        let lax = Methods::new(Case::Ignored, declared.iter());
        assert_eq!((lax.key("Get"), lax.key("HEAD"), lax.key("headX")), (GET, HEAD, UNKNOWN));
        assert_eq!((lax.key("PURGE"), lax.key("query")), (8, 9));
    }

    #[test]
    fn keeps_the_first_of_equal_methods() {
        let mut operations = Operations::default();
        let listing = operations.list(vec![(2, 20), (0, 10), (2, 21)]);
        assert_eq!(operations.find(listing, 2), Route::Operation(20));
        assert_eq!(operations.find(listing, HEAD), Route::Operation(10));
        assert_eq!(operations.find(listing, 3), Route::MethodNotDocumented);
        assert_eq!(operations.find(Listing::default(), 0), Route::NotFound);
    }
}
