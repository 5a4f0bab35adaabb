//! An exchange, prepared for the rules: what every one of them would have to find out again.

use std::cell::OnceCell;
use std::net::IpAddr;

use super::address::{canonical, is_loopback};
use super::credentials::Verdict;
use super::headers::Headers;
use super::marks::Marks;
use super::media::Media;
use super::placed::{self, PathFields, Placed};
use super::template::{PathWords, Template};
use super::{Inspector, observation};
use crate::conformance::{Answered, Conformance, Deviation, Sent, Servers};
use crate::credentials::{Credentials, WeakSecrets};
use crate::policy::bare_host;
use crate::{
    Api, Content, ContentLimits, ExchangeRef, HeaderLines, MessageRef, Method, Operation, OperationRef,
    Request, Scanner, Settings, Target, TrafficPart,
};

/// One exchange under inspection.
pub(crate) struct Call<'a> {
    pub(crate) exchange: ExchangeRef<'a>,
    /// The target, taken apart.
    pub(crate) target: Target<'a>,
    /// The operation that it was for.
    pub(crate) place: CallPlace<'a>,
    /// The address of who called, behind the proxies that are trusted.
    pub(crate) client: Option<IpAddr>,
    /// What was sent.
    pub(crate) sent: Message<'a>,
    /// What was answered; `None` where no answer is known.
    pub(crate) answer: Option<Answer<'a>>,
    /// What the caller carried to prove who it is.
    pub(crate) credentials: Credentials<'a>,
    /// The secrets that tokens are tried with; `None` on the request path.
    pub(crate) weak_secrets: Option<&'a WeakSecrets>,
    /// Where sensitive values stand.
    pub(crate) sensitive: Vec<Placed>,
    /// Where it leaves its document.
    deviations: Vec<Deviation>,
    /// The document, compiled.
    conformance: Option<&'a Conformance>,
    is_encrypted: Option<bool>,
    /// What the service did with the caller's credentials, once a rule has asked.
    pub(super) verdict: OnceCell<Verdict>,
    /// What rules look for in the response's body, once one of them has asked.
    pub(super) marks: OnceCell<Marks>,
    /// What the response says its body is, once a rule has asked.
    pub(super) media: OnceCell<Media>,
    pub(crate) scanner: &'a Scanner,
    pub(crate) settings: &'a Settings,
}

/// The bodies of both directions without their content codings.
#[derive(Debug)]
pub(super) struct Bodies<'a> {
    pub(super) sent: Option<Content<'a>>,
    pub(super) answer: Option<Content<'a>>,
}

impl<'a> Bodies<'a> {
    pub(super) fn of(exchange: &ExchangeRef<'a>, limits: ContentLimits) -> Self {
        let answer = exchange.answer.and_then(|(_, message)| Content::of(&message, limits));
        Self { sent: Content::of(&exchange.sent, limits), answer }
    }
}

/// Which API and which operation an exchange belongs to.
#[derive(Clone, Copy)]
pub(crate) struct CallPlace<'a> {
    /// The document; `None` where no document is of the called host.
    pub(crate) api: Option<&'a Api>,
    /// The documented operation.
    pub(crate) operation: Option<&'a Operation>,
    /// Whether the path is documented with other methods.
    pub(crate) has_other_methods: bool,
    /// The documented path of the other methods.
    documented_path: Option<&'a str>,
    /// The operation's number, by which all documents' operations are counted through.
    pub(super) number: Option<u32>,
    /// The called host without its port.
    pub(super) host: Option<&'a str>,
    method: &'a str,
    route: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    words: &'a PathWords,
}

/// The headers and body of one direction.
pub(crate) struct Message<'a> {
    /// Those that are known; `None` where nobody has looked at any.
    pub(crate) headers: Option<Headers<'a>>,
    /// Whether `headers` are all that there were.
    has_all_headers: bool,
    /// The body without its content coding; `None` where it is not there or cannot be read.
    pub(crate) body: Option<&'a [u8]>,
    /// Whether `body` is only the beginning.
    pub(crate) truncated: bool,
}

/// The response.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) message: Message<'a>,
}

impl<'a> Call<'a> {
    pub(super) fn new(
        inspector: &'a Inspector,
        exchange: ExchangeRef<'a>,
        target: Target<'a>,
        place: CallPlace<'a>,
        bodies: &'a Bodies<'a>,
    ) -> Self {
        let sent = Message::new(&exchange.sent, bodies.sent.as_ref());
        let answer = exchange.answer.as_ref();
        let answer = answer.map(|(status, own)| Answer {
            status: *status,
            message: Message::new(own, bodies.answer.as_ref()),
        });
        let messages = [Some(&sent), answer.as_ref().map(|own| &own.message)];
        let sensitive =
            placed::find(&inspector.scanner, &exchange, &target, place.fields(inspector), messages);
        let conformance = place.conformance(inspector);
        let mut call = Self {
            credentials: Credentials::read(&exchange, &inspector.key_names),
            client: observation::client(inspector, &exchange),
            weak_secrets: inspector.weak_secrets.as_ref(),
            exchange,
            target,
            place,
            sent,
            answer,
            sensitive,
            deviations: Vec::new(),
            conformance,
            is_encrypted: is_encrypted(inspector, &exchange),
            verdict: OnceCell::new(),
            marks: OnceCell::new(),
            media: OnceCell::new(),
            scanner: &inspector.scanner,
            settings: &inspector.settings,
        };
        call.deviations = call.compared();
        call
    }

    /// Tells whether the service did what it was asked for: it answered with success. What it turned away says nothing
    /// against it.
    pub(crate) fn is_accepted(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| (200..300).contains(&answer.status))
    }

    /// Returns where the exchange leaves its document. Of what the service turned away only the answer is compared: the
    /// request is its caller's mistake.
    pub(crate) fn deviations(&self) -> &[Deviation] {
        &self.deviations
    }

    /// Returns where the document says that the operation is called.
    pub(crate) fn servers(&self) -> Option<&'a Servers> {
        self.conformance?.servers(self.place.operation?).filter(|_| !self.is_local())
    }

    /// Compares the exchange with its operation.
    fn compared(&self) -> Vec<Deviation> {
        let (Some(conformance), Some(operation)) = (self.conformance, self.place.operation) else {
            return Vec::new();
        };
        let mut deviations = Vec::new();
        if self.is_accepted() {
            let (path, query) = (self.target.path(), self.target.query());
            deviations =
                conformance.check_request(operation, &Sent { path, query, message: self.sent.compared() });
        }
        if let Some(Answer { status, message }) = &self.answer {
            let answered = Answered { status: *status, message: message.compared() };
            deviations.extend(conformance.check_response(operation, &answered));
        }
        deviations
    }

    /// Returns the response's headers that are known. Others may have been there.
    pub(crate) fn answer_headers(&self) -> Option<&Headers<'a>> {
        self.answer.as_ref()?.message.headers.as_ref()
    }

    /// Returns the response's headers where all of them are known: what is not there is missing.
    pub(crate) fn all_answer_headers(&self) -> Option<&Headers<'a>> {
        self.answer.as_ref()?.message.all_headers()
    }

    /// Tells whether the exchange stays inside of one machine.
    pub(crate) fn is_local(&self) -> bool {
        match self.place.host {
            Some(host) => is_loopback(host),
            None => self.client.is_some_and(|own| canonical(own).is_loopback()),
        }
    }

    /// Returns the bytes of a sensitive value, for comparisons inside of the exchange: of what stands in a body.
    pub(crate) fn raw(&self, placed: &Placed) -> Option<&'a [u8]> {
        let body = match placed.part {
            TrafficPart::RequestBody => self.sent.body,
            TrafficPart::ResponseBody => self.answer.as_ref()?.message.body,
            _ => None,
        };
        body?.get(placed.detection.start..placed.detection.end)
    }

    /// Tells whether the exchange went over TLS; `None` where that is not known.
    pub(crate) const fn is_encrypted(&self) -> Option<bool> {
        self.is_encrypted
    }
}

/// Tells whether a call went over TLS. A proxy may have taken it off, and say so: one that is trusted is believed, and where
/// another says so nobody knows. A caller can say so, too, and hides only its own calls.
fn is_encrypted(inspector: &Inspector, exchange: &ExchangeRef<'_>) -> Option<bool> {
    if exchange.tls.is_some() {
        return Some(true);
    }
    let scheme = exchange.scheme?;
    let is = |own: &str| scheme.eq_ignore_ascii_case(own);
    match () {
        () if is("https") || is("wss") => Some(true),
        () if !is("http") && !is("ws") => None,
        () if !came_over_tls(exchange.sent.known_headers()) => Some(false),
        () => exchange.request.source_ip.filter(|peer| inspector.trusted_proxies.trusts(*peer)).map(|_| true),
    }
}

/// Tells whether a header says that the caller used TLS.
fn came_over_tls(headers: HeaderLines<'_>) -> bool {
    let is = |value: &[u8], own: &str| value.trim_ascii().eq_ignore_ascii_case(own.as_bytes());
    headers.iter().any(|(name, value)| match () {
        () if name.eq_ignore_ascii_case("x-forwarded-proto") => {
            value.split(|byte| *byte == b',').next().is_some_and(|first| is(first, "https"))
        }
        () if name.eq_ignore_ascii_case("forwarded") => {
            let mut pairs = value.split(|byte| matches!(byte, b',' | b';'));
            pairs.any(|pair| is(pair, "proto=https") || is(pair, "proto=\"https\""))
        }
        () => false,
    })
}

impl<'a> CallPlace<'a> {
    pub(super) fn new(inspector: &'a Inspector, exchange: &ExchangeRef<'a>, target: &Target<'a>) -> Self {
        let request = &exchange.request;
        let mut located = inspector.locator.located(request, target);
        // Where the service does not tell the two apart, they are one operation.
        let is_accepted = exchange.answer.is_some_and(|(status, _)| (200..300).contains(&status));
        if located.operation.is_none() && !located.has_other_methods && is_accepted {
            located = inspector.locator.located_but_for_slash(request, target).unwrap_or(located);
        }
        let host = request.host.or(target.host()).map(bare_host);
        let found = located.operation.and_then(|operation| operation_of(inspector, operation));
        let is_beside = found.is_none() && located.has_other_methods;
        let beside = is_beside.then(|| beside(inspector, request, target)).flatten();
        let of_host = || inspector.locator.document_of(host).and_then(|index| inspector.apis.get(index));
        Self {
            api: found.or(beside).map(|(api, _)| api).or_else(|| of_host().map(std::sync::Arc::as_ref)),
            operation: found.map(|(_, operation)| operation),
            has_other_methods: located.has_other_methods,
            documented_path: beside.map(|(_, operation)| operation.path()),
            number: located.operation,
            host,
            method: request.method,
            route: request.route,
            path: target.path(),
            query: target.query(),
            words: &inspector.words,
        }
    }

    /// Returns the compiled form of the document.
    fn conformance(self, inspector: &'a Inspector) -> Option<&'a Conformance> {
        let api = self.api?;
        let mut all = inspector.apis.iter().zip(&inspector.conformance);
        all.find(|(own, _)| std::ptr::eq(own.as_ref(), api)).map(|(_, own)| own)
    }

    /// Returns what the segments of the documented path are.
    fn fields(self, inspector: &'a Inspector) -> Option<&'a PathFields> {
        inspector.path_fields.get(self.number? as usize)
    }

    /// Returns the name of the API: the document's, else the host.
    pub(crate) fn api_name(self) -> &'a str {
        self.api.map(Api::name).or_else(|| self.shown_host()).unwrap_or("unknown")
    }

    /// Returns the called host, where it is one: whoever calls may write anything.
    pub(super) fn shown_host(self) -> Option<&'a str> {
        self.host.filter(|host| is_host(host))
    }

    /// Returns the framework's route.
    pub(super) const fn route(self) -> Option<&'a str> {
        self.route
    }

    /// Returns the query of the target.
    pub(super) const fn query(self) -> Option<&'a str> {
        self.query
    }

    /// Returns the operation as findings name it. An undocumented one has the document's path where other methods have it,
    /// the framework's route, else a template in which only words stay that are nobody's.
    pub(crate) fn to_ref(self) -> OperationRef {
        match self.operation {
            Some(operation) => operation.to_ref(),
            None => OperationRef {
                method: Method::from(shown_method(self.method)),
                path: match (self.documented_path, self.route) {
                    (Some(path), _) => path.to_owned(),
                    (None, Some(route)) => Template::of_route(route, self.words).to_string(),
                    (None, None) => Template::of(self.path, self.words).to_string(),
                },
            },
        }
    }
}

/// Methods beside the standard ones that real traffic has: of the registry (IANA, "HTTP Method Registry"), and of caches.
const OTHER_METHODS: [&str; 33] = [
    "ACL",
    "BAN",
    "BASELINE-CONTROL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "CONNECT",
    "COPY",
    "LABEL",
    "LINK",
    "LOCK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKREDIRECTREF",
    "MKWORKSPACE",
    "MOVE",
    "ORDERPATCH",
    "PRI",
    "PROPFIND",
    "PROPPATCH",
    "PURGE",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
    "VERSION-CONTROL",
];

/// Returns a method as it is shown where no document has it. Any other token is whatever the caller wrote: as many as anybody
/// likes, and with anything in them.
fn shown_method(method: &str) -> &str {
    let is_known = Method::standard(method).is_some() || OTHER_METHODS.contains(&method);
    if is_known { method } else { "*" }
}

/// Tells whether a text is a host: a name in ASCII (RFC 1123, section 2.1; with the underscores of internal names), or an
/// address.
fn is_host(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let literal = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    (1..=253).contains(&text.len())
        && (text.bytes().all(is_sign) || literal.parse::<std::net::Ipv6Addr>().is_ok())
}

/// Returns an operation that has the path of a request with another method.
fn beside<'a>(
    inspector: &'a Inspector,
    request: &Request<'_>,
    target: &Target<'_>,
) -> Option<(&'a Api, &'a Operation)> {
    Method::STANDARD.iter().find_map(|method| {
        let other = Request { method: method.as_str(), ..*request };
        operation_of(inspector, inspector.locator.located(&other, target).operation?)
    })
}

/// Returns the document and the operation of a number that counts all documents' operations through.
fn operation_of(inspector: &Inspector, number: u32) -> Option<(&Api, &Operation)> {
    let mut index = number as usize;
    for api in &inspector.apis {
        match api.operations().get(index) {
            Some(operation) => return Some((api, operation)),
            None => index -= api.operations().len(),
        }
    }
    None
}

impl<'a> Message<'a> {
    /// Returns the headers where all of them are known.
    fn all_headers(&self) -> Option<&Headers<'a>> {
        self.headers.as_ref().filter(|_| self.has_all_headers)
    }

    /// Returns it as it is compared with the document: a body that is cut is not.
    fn compared(&self) -> crate::conformance::Message<'a> {
        crate::conformance::Message {
            headers: self.all_headers().map(Headers::lines),
            body: self.body.filter(|_| !self.truncated),
        }
    }

    fn new(message: &MessageRef<'a>, body: Option<&'a Content<'a>>) -> Self {
        let some = Some(message.some_headers).filter(|own| !own.is_empty());
        Self {
            headers: message.headers.or(some).map(Headers::new),
            has_all_headers: message.headers.is_some(),
            body: body.and_then(Content::as_bytes),
            truncated: message.is_cut(),
        }
    }
}
