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
    /// The canonical path; `None` when it is too long to be judged.
    pub(super) path: Option<&'r str>,
    /// The host of an absolute-form target.
    pub(super) host: Option<&'r str>,
    pub(super) candidates: Candidates,
}

/// The operations that the application may run. `None` stands for one that no document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidates {
    pub(super) first: Option<u32>,
    /// Others that are not the first.
    pub(super) others: [Option<Option<u32>>; 2],
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

    /// Finds the candidates and hands them on, with the path that they were found by.
    pub(super) fn locate<T>(&self, request: &Request<'_>, decide: impl FnOnce(Located<'_>) -> T) -> T {
        let target = Target::parse(request.target);
        let host = request.host.or(target.host());
        let mut strict_buffer = PathBuffer::new();
        let Some(path) = canonical(target.path(), &mut strict_buffer) else {
            return decide(Located { path: None, host: target.host(), candidates: Candidates::only(None) });
        };
        let strict = self.find(host, |router| router.route(request.method, path));
        let bound = request.route.filter(|route| !has_catch_all(route));
        let first = bound.map(|route| self.find(host, |router| router.route_template(request.method, route)));
        let mut candidates = Candidates::only(first.unwrap_or(strict));
        candidates.add(strict);
        // A bound route that is documented is what runs. Otherwise a server may forgive more than the document.
        let decided = first.unwrap_or(None).is_some() || (strict.is_some() && target.anomalies().is_empty());
        let mut fits = true;
        if !decided {
            let mut buffer = PathBuffer::new();
            match forgiving(target.path(), &mut buffer) {
                Some(path) => {
                    candidates.add(self.find(host, |router| router.route_forgiving(request.method, path)))
                }
                None => fits = false,
            }
        }
        decide(Located { path: fits.then_some(path), host: target.host(), candidates })
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

impl Candidates {
    const fn only(first: Option<u32>) -> Self {
        Self { first, others: [None, None] }
    }

    fn add(&mut self, candidate: Option<u32>) {
        if candidate == self.first || self.others.contains(&Some(candidate)) {
            return;
        }
        if let Some(free) = self.others.iter_mut().find(|other| other.is_none()) {
            *free = Some(candidate);
        }
    }
}

/// Looks a host up without regard to case. Hosts of documents are in lower case.
fn knows(hosts: &BTreeSet<String>, host: &str) -> bool {
    hosts.contains(host) || hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
}
