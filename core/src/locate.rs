//! Which documented operation a request is for, and which it might be for as well.

use std::collections::BTreeSet;

use smallvec::SmallVec;

use crate::exchange::canonical::{PathBuffer, canonical, folded, forgiving};
use crate::policy::{Refusal, bare_host};
use crate::router::close_catch_all;
use crate::{Api, Direction, Method, Request, Route, Router, RouterBuilder, Server, Target, has_catch_all};

/// Base paths of one server list that are routed one by one.
const BASES: usize = 32;

/// The routers of all documents. Operations are numbered through.
#[derive(Debug)]
pub(crate) struct Locator {
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
pub(crate) struct Reading<'r> {
    /// The operation; `None` for one that no document has.
    pub(crate) operation: Option<u32>,
    /// The path in the form that it was found by.
    pub(crate) path: &'r str,
    /// Whether the path is in lower case, because some servers do not tell cases apart.
    pub(crate) is_folded: bool,
}

/// The operation that a request was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Located {
    /// `None` where no document has it.
    pub(crate) operation: Option<u32>,
    /// Whether the path is documented with other methods.
    pub(crate) has_other_methods: bool,
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
    pub(crate) fn new<'a>(apis: impl Iterator<Item = &'a Api>, base_path: Option<&str>) -> Self {
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
    pub(crate) fn knows_host(&self, host: &str) -> bool {
        knows(&self.hosts, host)
    }

    /// Returns the operation that a request was for: the framework's route where a document has it, else what the document
    /// says of the path. Of several documents the one that serves the called host comes first.
    pub(crate) fn located(&self, request: &Request<'_>, target: &Target<'_>) -> Located {
        let mut buffer = PathBuffer::new();
        let path = canonical(target.path(), &mut buffer);
        let bound = request.route.filter(|route| says_what_runs(route));
        let bound = bound.map(|route| self.bound(request, target, route)).unwrap_or_default();
        let document = match path {
            Some(path) => self.find(request, target, &|router| router.route(request.method, path)),
            None => Found::default(),
        };
        // Of several documents that know the route, the target tells which one is called.
        let both = bound.operations.iter().find(|own| document.operations.contains(own));
        Located {
            operation: both.or(bound.operations.first()).or(document.operations.first()).copied(),
            has_other_methods: bound.other_methods || document.other_methods,
        }
    }

    /// Returns the operation that a request would be for with a slash more or less at the end of its path: many services take
    /// both.
    pub(crate) fn located_but_for_slash(
        &self,
        request: &Request<'_>,
        target: &Target<'_>,
    ) -> Option<Located> {
        let mut buffer = PathBuffer::new();
        let path = canonical(target.path(), &mut buffer)?;
        let mut longer = PathBuffer::new();
        let other = match path.strip_suffix('/') {
            Some(shorter) => shorter,
            None => {
                longer.push(path.as_bytes()).and_then(|()| longer.push(b"/"))?;
                std::str::from_utf8(longer.as_bytes()).ok()?
            }
        };
        let found = self.find(request, target, &|router| router.route(request.method, other));
        let operation = found.operations.first().copied()?;
        Some(Located { operation: Some(operation), has_other_methods: found.other_methods })
    }

    /// Returns the only document, or the first that serves the called host, by its place in the list.
    pub(crate) fn document_of(&self, host: Option<&str>) -> Option<usize> {
        match (self.routers.as_slice(), host) {
            ([_], _) => Some(0),
            (routers, Some(host)) => routers.iter().position(|own| knows(&own.hosts, host)),
            _ => None,
        }
    }

    /// Hands every way to read a request to `judge`, the likeliest first, and tells whether the target cannot be judged.
    ///
    /// A framework's documented route is by construction what runs, if the document agrees. Otherwise servers differ: in
    /// letter case and trailing slashes, in what they decode, cut off, resolve or collapse. Each reading uses one bundle
    /// of these habits that real servers have.
    pub(crate) fn readings<'t>(
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
        let bound = request.route.map(|route| self.bound(request, target, route)).unwrap_or_default();
        let is_bound = request.route.is_some_and(says_what_runs) && !bound.operations.is_empty();
        let agrees = document.operations.iter().all(|own| bound.operations.contains(own));
        if is_bound && agrees && !document.operations.is_empty() {
            // Of several documents that know the route, the target tells which one is called.
            seen.judge_all(&document, path, false, &mut judge);
            return None;
        }
        if is_bound {
            seen.judge_all(&bound, path, false, &mut judge);
            seen.judge_new(&document, path, false, &mut judge);
        } else {
            seen.judge_all(&document, path, false, &mut judge);
            seen.judge_new(&bound, path, false, &mut judge);
        }
        let refusal = (!target.is_well_formed(request.method)).then_some(Refusal::MalformedTarget);

        let mut buffer = PathBuffer::new();
        let Some(plain) = folded(path, &mut buffer) else { return Some(Refusal::TargetTooLong) };
        self.judge_folded(request, target, plain, &mut seen, &mut judge);
        let is_plain = target.anomalies().is_empty() && !target.path().contains('%');
        if is_plain && !seen.only_unknown() {
            return refusal;
        }
        // Undecoded; up to the first `;`, which some take for the beginning of the query; and without what some take for
        // an authority.
        let cut = path.split(';').next().unwrap_or_default();
        for raw in [Some(target.path()), Some(cut), behind_authority(path)].into_iter().flatten() {
            let mut buffer = PathBuffer::new();
            let Some(raw) = folded(raw, &mut buffer) else { return Some(Refusal::TargetTooLong) };
            self.judge_folded(request, target, raw, &mut seen, &mut judge);
        }
        let mut buffer = PathBuffer::new();
        let Some(forgiven) = forgiving(target.path(), &mut buffer) else {
            return Some(Refusal::TargetTooLong);
        };
        self.judge_folded(request, target, forgiven, &mut seen, &mut judge);
        if !is_bound {
            // Rules over paths look at the form itself, documented or not.
            let found = ask(&|router| router.route_forgiving(request.method, forgiven));
            seen.judge_all(&found, forgiven, true, &mut judge);
        }
        refusal
    }

    /// Returns the operations of the framework's route: by its shape, with or without a trailing slash; one with a
    /// catch-all by the parameter that a document has in its place.
    fn bound(&self, request: &Request<'_>, target: &Target<'_>, route: &str) -> Found {
        let ask =
            |route: &str| self.find(request, target, &|router| router.route_template(request.method, route));
        let mut buffer = PathBuffer::new();
        if has_catch_all(route) {
            return ask(close_catch_all(route, &mut buffer).unwrap_or_default());
        }
        let found = ask(route);
        if !found.operations.is_empty() {
            return found;
        }
        match route.strip_suffix('/') {
            Some(shorter) => ask(shorter),
            None if buffer.push(route.as_bytes()).and_then(|()| buffer.push(b"/")).is_some() => {
                ask(std::str::from_utf8(buffer.as_bytes()).unwrap_or_default())
            }
            None => found,
        }
    }

    /// Judges what a forgiving server would run for a path in lower case. An undocumented method of a documented path is
    /// taken for each of its other methods.
    fn judge_folded(
        &self,
        request: &Request<'_>,
        target: &Target<'_>,
        path: &str,
        seen: &mut Seen,
        judge: &mut impl FnMut(Reading<'_>),
    ) {
        let ask = |method: &str| self.find(request, target, &|router| router.route_forgiving(method, path));
        let found = ask(request.method);
        seen.judge_new(&found, path, true, judge);
        let is_preflight = request.method.eq_ignore_ascii_case("OPTIONS");
        if found.other_methods && found.operations.is_empty() && !is_preflight {
            for method in Method::STANDARD {
                seen.judge_new(&ask(method.as_str()), path, true, judge);
            }
        }
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

/// Tells whether a framework's route names what runs. One that begins with a catch-all takes whatever no other route does.
fn says_what_runs(route: &str) -> bool {
    !has_catch_all(route)
        || route.split('/').find(|segment| !segment.is_empty()).is_some_and(|first| !has_catch_all(first))
}

/// Returns the path behind what a URL parser takes for an authority: `/x` of `//host/x`.
fn behind_authority(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("//")?.trim_start_matches('/');
    rest.find('/').and_then(|at| rest.get(at..))
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
