//! Which documented operation a request is for, and which it might be for as well.

use std::collections::BTreeSet;

use super::Request;
use smallvec::SmallVec;

use crate::exchange::canonical::{PathBuffer, canonical, folded, forgiving};
use crate::policy::{Refusal, bare_host};
use crate::router::close_catch_all;
use crate::{Api, Direction, Method, Route, Router, RouterBuilder, Server, Target, has_catch_all};

/// Base paths of one server list that are routed one by one.
const BASES: usize = 32;

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

/// One way to read a request: what some server may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading<'r> {
    /// The operation; `None` for one that no document has.
    pub(super) operation: Option<u32>,
    /// The path in the form that it was found by.
    pub(super) path: &'r str,
    /// Whether the path is in lower case, because some servers do not tell cases apart.
    pub(super) is_folded: bool,
}

/// The operations of all documents that a lookup came to.
#[derive(Debug, Default)]
struct Found {
    operations: SmallVec<[u32; 4]>,
    /// Whether a path is documented and the method is not.
    other_methods: bool,
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

    /// Hands every way to read a request to `judge`, the likeliest first, and tells whether the target cannot be judged.
    ///
    /// A framework's documented route is by construction what runs, if the document agrees. Otherwise servers differ: in
    /// letter case and trailing slashes, in what they decode, cut off, resolve or collapse. Each reading uses one bundle
    /// of these habits that real servers have.
    pub(super) fn readings<'t>(
        &self,
        request: &Request<'t>,
        target: &Target<'t>,
        mut judge: impl FnMut(Reading<'_>),
    ) -> Option<Refusal> {
        let ask = |route: &dyn Fn(&Router) -> Route| self.find(request, target, route);
        let mut buffer = PathBuffer::new();
        let Some(path) = canonical(target.path(), &mut buffer) else {
            judge(Reading { operation: None, path: "", is_folded: false });
            return Some(Refusal::TargetTooLong);
        };
        let mut seen = Seen::default();
        let document = ask(&|router| router.route(request.method, path));
        let mut is_bound = false;
        match request.route {
            Some(route) if has_catch_all(route) => {
                seen.judge_all(&document, path, false, &mut judge);
                let mut buffer = PathBuffer::new();
                let closed = close_catch_all(route, &mut buffer).unwrap_or_default();
                let found = ask(&|router| router.route_template(request.method, closed));
                seen.judge_new(&found, path, false, &mut judge);
            }
            Some(route) => {
                let bound = ask(&|router| router.route_template(request.method, route));
                seen.judge_all(&bound, path, false, &mut judge);
                is_bound = !bound.operations.is_empty();
                let agrees = document.operations.iter().all(|own| bound.operations.contains(own));
                if is_bound && agrees && !document.operations.is_empty() {
                    return None;
                }
                seen.judge_new(&document, path, false, &mut judge);
            }
            None => seen.judge_all(&document, path, false, &mut judge),
        }
        let refusal = (!target.is_well_formed(request.method)).then_some(Refusal::MalformedTarget);

        let mut buffer = PathBuffer::new();
        let Some(folded_path) = folded(path, &mut buffer) else { return Some(Refusal::TargetTooLong) };
        let forgiving_route = |path: &str| ask(&|router| router.route_forgiving(request.method, path));
        let found = forgiving_route(folded_path);
        seen.judge_new(&found, folded_path, true, &mut judge);
        if found.other_methods
            && found.operations.is_empty()
            && !request.method.eq_ignore_ascii_case("OPTIONS")
        {
            for method in Method::STANDARD {
                let other = ask(&|router| router.route_forgiving(method.as_str(), folded_path));
                seen.judge_new(&other, folded_path, true, &mut judge);
            }
        }
        let is_plain = target.anomalies().is_empty() && !target.path().contains('%');
        if is_plain && !seen.only_unknown() {
            return refusal;
        }
        // Undecoded; and up to the first `;`, which some take for the beginning of the query.
        for raw in [target.path(), path.split(';').next().unwrap_or_default()] {
            let mut buffer = PathBuffer::new();
            let Some(raw) = folded(raw, &mut buffer) else { return Some(Refusal::TargetTooLong) };
            seen.judge_new(&forgiving_route(raw), raw, true, &mut judge);
        }
        let mut buffer = PathBuffer::new();
        let Some(forgiven) = forgiving(target.path(), &mut buffer) else {
            return Some(Refusal::TargetTooLong);
        };
        let found = forgiving_route(forgiven);
        if is_bound {
            seen.judge_new(&found, forgiven, true, &mut judge);
        } else {
            // Rules over paths look at the form itself, documented or not.
            seen.judge_all(&found, forgiven, true, &mut judge);
        }
        refusal
    }

    /// Asks the routers, those of the called host first. A caller may claim any host, so for calls to us the host does
    /// not keep other documents out.
    fn find(&self, request: &Request<'_>, target: &Target<'_>, route: &dyn Fn(&Router) -> Route) -> Found {
        let mut found = Found::default();
        if let [only] = self.routers.as_slice() {
            found.add(route(&only.router));
            return found;
        }
        let host = request.host.or(target.host()).map(bare_host);
        let serves = |own: &&ApiRouter| host.is_some_and(|host| knows(&own.hosts, host));
        for own in self.routers.iter().filter(serves) {
            found.add(route(&own.router));
        }
        if request.direction == Direction::Inbound || found.operations.is_empty() {
            for own in self.routers.iter().filter(|own| !serves(own)) {
                found.add(route(&own.router));
            }
        }
        found
    }
}

impl Found {
    fn add(&mut self, route: Route) {
        match route {
            Route::Operation(operation) => self.operations.push(operation),
            Route::MethodNotDocumented => self.other_methods = true,
            Route::NotFound => {}
        }
    }
}

/// The operations that were judged already.
#[derive(Debug, Default)]
struct Seen {
    operations: SmallVec<[Option<u32>; 8]>,
}

impl Seen {
    /// Judges every operation that was found, or the unknown one.
    fn judge_all(&mut self, found: &Found, path: &str, is_folded: bool, judge: &mut impl FnMut(Reading<'_>)) {
        if found.operations.is_empty() {
            self.judge(None, path, is_folded, judge);
        }
        for operation in &found.operations {
            self.judge(Some(*operation), path, is_folded, judge);
        }
    }

    /// Judges the operations that were not judged before.
    fn judge_new(&mut self, found: &Found, path: &str, is_folded: bool, judge: &mut impl FnMut(Reading<'_>)) {
        for operation in &found.operations {
            if !self.operations.contains(&Some(*operation)) {
                self.judge(Some(*operation), path, is_folded, judge);
            }
        }
    }

    fn judge(
        &mut self,
        operation: Option<u32>,
        path: &str,
        is_folded: bool,
        judge: &mut impl FnMut(Reading<'_>),
    ) {
        self.operations.push(operation);
        judge(Reading { operation, path, is_folded });
    }

    /// Tells whether no reading so far is documented.
    fn only_unknown(&self) -> bool {
        self.operations.iter().all(Option::is_none)
    }
}

impl ApiRouter {
    fn new(api: &Api, first: u32, base_path: Option<&str>) -> Self {
        let mut hosts = BTreeSet::new();
        let mut bases: Vec<Vec<String>> = Vec::new();
        for servers in &api.model.servers {
            let mut own: Vec<String> = match base_path {
                Some(base) => vec![base.to_owned()],
                None => servers.iter().flat_map(Server::base_paths).collect(),
            };
            own.sort_unstable();
            own.dedup();
            bases.push(bounded(own));
            hosts.extend(servers.iter().flat_map(Server::urls).filter_map(|url| url.host));
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

/// Keeps the routers small: of very many base paths only the first stay themselves, the rest are taken together by their
/// numbers of segments, whatever the segments are. No base path is lost.
fn bounded(mut bases: Vec<String>) -> Vec<String> {
    let depths: BTreeSet<usize> = bases.iter().skip(BASES).map(|base| base.matches('/').count()).collect();
    bases.truncate(BASES);
    bases.extend(depths.into_iter().map(|depth| "/{base}".repeat(depth)));
    bases
}

/// Looks a host up without regard to case. Hosts of documents are in lower case.
fn knows(hosts: &BTreeSet<String>, host: &str) -> bool {
    hosts.contains(host) || hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
}
