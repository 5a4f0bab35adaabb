//! Which documented operation a request is for, and which it might be for as well.

use std::collections::BTreeSet;

use super::Request;
use crate::exchange::canonical::{PathBuffer, canonical, forgiving};
use crate::{Api, Route, Router, RouterBuilder, Target, has_catch_all};

/// Base paths that one server list may have.
const BASES: usize = 16;

/// The routers of all documents. Operations are numbered through.
#[derive(Debug)]
pub(super) struct Locator {
    routers: Vec<ApiRouter>,
    hosts: BTreeSet<String>,
}

#[derive(Debug)]
struct ApiRouter {
    router: Router,
    /// The hosts of its servers.
    hosts: BTreeSet<String>,
}

/// What was found out about a request.
pub(super) struct Located<'r> {
    /// The host of an absolute-form target.
    pub(super) host: Option<&'r str>,
    /// What the document says, or the framework where it tells.
    pub(super) first: Reading<'r>,
    /// What the document says, where the framework says something else.
    pub(super) document: Option<Reading<'r>>,
    /// What a server would run that forgives more than the document.
    pub(super) forgiving: Option<Reading<'r>>,
    /// Whether the target is too long for all of its readings.
    pub(super) too_long: bool,
}

/// One way to read a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading<'r> {
    /// The operation; `None` for one that no document has.
    pub(super) operation: Option<u32>,
    /// The path in the form that it was found by.
    pub(super) path: &'r str,
}

impl Locator {
    /// Compiles the routers. A base path that is given replaces those of the documents.
    pub(super) fn new<'a>(apis: impl Iterator<Item = &'a Api>, base_path: Option<&str>) -> Self {
        let mut routers: Vec<ApiRouter> = Vec::new();
        let mut first = 0_u32;
        for api in apis {
            routers.push(ApiRouter::new(api, first, base_path));
            first = first.saturating_add(u32::try_from(api.operations().len()).unwrap_or(u32::MAX));
        }
        let hosts = routers.iter().flat_map(|own| own.hosts.iter().cloned()).collect();
        Self { routers, hosts }
    }

    /// Tells whether a host without its port is one of the documents' servers.
    pub(super) fn knows_host(&self, host: &str) -> bool {
        knows(&self.hosts, host)
    }

    /// Finds the ways to read a request and hands them on.
    pub(super) fn locate<T>(&self, request: &Request<'_>, decide: impl FnOnce(Located<'_>) -> T) -> T {
        let target = Target::parse(request.target);
        let host = request.host.or(target.host());
        let mut buffer = PathBuffer::new();
        let canonical = canonical(target.path(), &mut buffer);
        let path = canonical.unwrap_or_default();
        let strict = self.find(host, |router| router.route(request.method, path));
        let document = Reading { operation: strict, path };
        let bound = request.route.filter(|route| !has_catch_all(route));
        let bound = bound.map(|route| Reading {
            operation: self.find(host, |router| router.route_template(request.method, route)),
            path,
        });
        let first = bound.unwrap_or(document);
        let mut located = Located {
            host: target.host(),
            first,
            document: bound.and_then(|first| (first != document).then_some(document)),
            forgiving: None,
            too_long: canonical.is_none(),
        };
        // A documented route is by construction what runs. A plain target that is documented is read alike by all.
        let is_plain = target.anomalies().is_empty() && !has_lower_case(request.method);
        if bound.is_some_and(|first| first.operation.is_some()) || (strict.is_some() && is_plain) {
            return decide(located);
        }
        let mut buffer = PathBuffer::new();
        match forgiving(target.path(), &mut buffer) {
            Some(path) => {
                let operation = self.find(host, |router| router.route_forgiving(request.method, path));
                located.forgiving = Some(Reading { operation, path });
            }
            None => located.too_long = true,
        }
        decide(located)
    }

    /// Asks the routers, those of the called host first.
    fn find(&self, host: Option<&str>, route: impl Fn(&Router) -> Route) -> Option<u32> {
        let operation = |own: &ApiRouter| match route(&own.router) {
            Route::Operation(index) => Some(index),
            Route::MethodNotDocumented | Route::NotFound => None,
        };
        if let [only] = self.routers.as_slice() {
            return operation(only);
        }
        let host = host.map(crate::policy::bare_host);
        let serves = |own: &&ApiRouter| host.is_some_and(|host| knows(&own.hosts, host));
        let of_host = self.routers.iter().filter(serves).find_map(operation);
        of_host.or_else(|| self.routers.iter().find_map(operation))
    }
}

impl ApiRouter {
    fn new(api: &Api, first: u32, base_path: Option<&str>) -> Self {
        let mut hosts = BTreeSet::new();
        let mut bases: Vec<Vec<String>> = Vec::new();
        for servers in &api.model.servers {
            let urls: Vec<_> = servers.iter().flat_map(crate::api::Server::urls).collect();
            let mut own: Vec<String> = match base_path {
                Some(base) => vec![base.to_owned()],
                None => urls.iter().map(|url| url.path.clone()).collect(),
            };
            own.sort_unstable();
            own.dedup();
            own.truncate(BASES);
            bases.push(own);
            hosts.extend(urls.into_iter().filter_map(|url| url.host));
        }
        let mut builder = RouterBuilder::new();
        for operation in api.operations() {
            let own = bases.get(operation.servers).map_or(&[][..], Vec::as_slice);
            let own: Vec<&str> = own.iter().map(String::as_str).collect();
            builder.insert(first.saturating_add(operation.index), &operation.method, &operation.path, &own);
        }
        Self { router: builder.build(), hosts }
    }
}

/// Tells whether a method is written as none is: some frameworks turn it to upper case before they route.
fn has_lower_case(method: &str) -> bool {
    method.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Looks a host up without regard to case. Hosts of documents are in lower case.
fn knows(hosts: &BTreeSet<String>, host: &str) -> bool {
    hosts.contains(host) || hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
}
