//! The operations that everybody may call.

use std::collections::BTreeSet;

use crate::Operation;
use crate::quoted::Quoted;

/// Operations by method and path as documents spell them, or all whose path begins with some segments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PublicEndpoints {
    /// `GET /health`.
    exact: BTreeSet<String>,
    /// Of `GET /status/*` the method and the path up to and with the last slash.
    below: BTreeSet<(String, String)>,
}

impl PublicEndpoints {
    /// Adds `METHOD /path`, or `METHOD /path/*` for all below.
    ///
    /// # Errors
    /// Returns what is wrong with the text.
    pub(super) fn insert(&mut self, text: &str) -> Result<(), String> {
        let wrong = || format!("{} is not of the form `METHOD /path` or `METHOD /path/*`", Quoted(text));
        let (method, path) = text.split_once(' ').ok_or_else(wrong)?;
        let is_method = !method.is_empty() && method.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
        if !is_method || !path.starts_with('/') {
            return Err(wrong());
        }
        match path.split_once('*') {
            None => {
                self.exact.insert(text.to_owned());
            }
            Some((prefix, "")) if prefix.ends_with('/') => {
                self.below.insert((method.to_owned(), prefix.to_owned()));
            }
            Some(_) => return Err(wrong()),
        }
        Ok(())
    }

    pub(super) fn contains(&self, operation: &Operation) -> bool {
        if self.exact.is_empty() && self.below.is_empty() {
            return false;
        }
        let (method, path) = (operation.method().as_str(), operation.path());
        let is_below = |(own, prefix): &(String, String)| own == method && path.starts_with(prefix.as_str());
        self.exact.contains(&format!("{method} {path}")) || self.below.iter().any(is_below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Api;

    #[test]
    fn names_operations_by_their_spelling_or_by_what_they_are_below() {
        let api = Api::parse(
            b"openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths:\n  /health: {get: {}, post: {}}\n  \
              /status: {get: {}}\n  /status/db: {get: {}}\n  /statuses: {get: {}}\n  /Health: {get: {}}\n",
        )
        .unwrap();
        let mut public = PublicEndpoints::default();
        public.insert("GET /health").unwrap();
        public.insert("GET /status/*").unwrap();
        let named: Vec<String> = api
            .operations()
            .iter()
            .filter(|operation| public.contains(operation))
            .map(|operation| operation.to_ref().to_string())
            .collect();
        assert_eq!(named, ["GET /health", "GET /status/db"]);
    }
}
