//! What documents accept of the findings of traffic: `x-watchgate-ignore`, and comments.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::call::CallPlace;
use crate::Api;
use crate::analysis::{Names, accepted_inline};

/// The rules that documents name on their operations, and on the whole of themselves.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    /// By the number of the operation; all documents' operations are counted through.
    operations: FxHashMap<u32, Vec<Names>>,
    /// By document.
    documents: Vec<Vec<Names>>,
}

impl Accepted {
    pub(super) fn of(apis: &[Arc<Api>]) -> Self {
        let mut accepted = Self::default();
        let mut first = 0_u32;
        for api in apis {
            let own = accepted_inline(api);
            accepted
                .operations
                .extend(own.operations.into_iter().map(|(at, names)| (first.saturating_add(at), names)));
            accepted.documents.push(own.document);
            first = first.saturating_add(u32::try_from(api.operations().len()).unwrap_or(u32::MAX));
        }
        if accepted.documents.iter().all(Vec::is_empty) {
            accepted.documents.clear();
        }
        accepted
    }

    /// Tells whether a document accepts what a rule reports at a place.
    pub(super) fn has(&self, apis: &[Arc<Api>], place: CallPlace<'_>, rule: &str) -> bool {
        let names = |lists: Option<&Vec<Names>>| {
            lists.is_some_and(|lists| lists.iter().any(|names| names.contains(&rule)))
        };
        if names(place.number.and_then(|number| self.operations.get(&number))) {
            return true;
        }
        let Some(api) = place.api.filter(|_| !self.documents.is_empty()) else { return false };
        let document = apis.iter().position(|own| std::ptr::eq(Arc::as_ptr(own), api));
        names(document.and_then(|at| self.documents.get(at)))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Api, Exchange, Inspector};

    /// A document of a host with one operation, which accepts a finding where it is told to.
    fn api(host: &str, mark: &str) -> Api {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: {host}, version: '1'}}\nservers: [{{url: 'https://{host}'}}]\n\
             paths: {{/first: {{get: {{}}}}, /pets: {{get: {{{mark}}}}}}}\n"
        );
        Api::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn tells_documents_apart() {
        let mark = "x-watchgate-ignore: missing-strict-transport-security";
        let inspector = Inspector::builder()
            .api(api("one.example", ""))
            .api(api("two.example", mark))
            .api(api("three.example", ""))
            .build()
            .unwrap();
        for (host, target, count) in [
            ("one.example", "/pets", 1),
            ("two.example", "/pets", 0),
            ("two.example", "/first", 1),
            ("two.example", "/other", 1),
            ("three.example", "/pets", 1),
        ] {
            let record = format!(
                r#"{{"scheme": "https", "destination": {{"host": "{host}"}},
                "request": {{"method": "GET", "target": "{target}"}}, "response": {{"status": 200, "headers": []}}}}"#
            );
            let exchange = Exchange::parse(record.as_bytes()).unwrap();
            let findings = inspector.inspect(&exchange).findings();
            let own = findings.iter().filter(|own| own.rule.as_str() == "missing-strict-transport-security");
            assert_eq!(own.count(), count, "{host}{target}");
        }
    }
}
