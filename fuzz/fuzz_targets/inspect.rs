//! Exchanges of anything, with a card number and a password in them: whatever an inspector says, it repeats neither.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use watchgate::{
    Api, Exchange, Inspector, Octets, Profile, ResponseMessage, Settings, Timestamp, TrafficReport,
};

/// Made up, with a valid check digit.
const CARD: &str = "4539148208208461";
const PASSWORD: &str = "Zk81pQv7Rt5y";

static INSPECTOR: LazyLock<Inspector> = LazyLock::new(|| {
    let api = Api::parse(
        b"openapi: 3.1.0\ninfo: {title: shop, version: '1'}\nservers: [{url: 'https://api.shop.dev'}]\npaths:\n  \
        /cards/{id}: {get: {}, put: {x-watchgate-ignore: technology-disclosed}}\n  /login: {post: {}}\n",
    );
    let settings = Settings::default().with_profile(Profile::Pedantic);
    Inspector::builder().api(api.expect("a document")).settings(settings).build().expect("an inspector")
});

#[derive(Debug, Arbitrary)]
struct Input<'i> {
    method: Verb<'i>,
    target: Target<'i>,
    host: Option<&'i str>,
    scheme: Option<bool>,
    sent: Message<'i>,
    status: Option<(u16, Message<'i>)>,
}

#[derive(Debug, Arbitrary)]
enum Verb<'i> {
    Get,
    Post,
    Any(&'i str),
}

#[derive(Debug, Arbitrary)]
enum Target<'i> {
    Card(&'i str),
    Login(&'i str),
    Any(&'i str),
}

#[derive(Debug, Arbitrary)]
struct Message<'i> {
    headers: Option<Vec<(Name<'i>, Value<'i>)>>,
    body: Option<Body<'i>>,
    truncated: bool,
}

/// The name of a header, most of the time one that rules look at.
#[derive(Debug, Arbitrary)]
enum Name<'i> {
    Known(u8),
    Any(&'i str),
}

/// Headers that say something to a rule.
const NAMES: [&str; 18] = [
    "access-control-allow-credentials",
    "access-control-allow-origin",
    "authorization",
    "cache-control",
    "content-security-policy",
    "content-type",
    "cookie",
    "expires",
    "location",
    "origin",
    "referer",
    "server",
    "set-cookie",
    "strict-transport-security",
    "vary",
    "x-api-key",
    "x-frame-options",
    "x-powered-by",
];

#[derive(Debug, Arbitrary)]
enum Value<'i> {
    Any(&'i [u8]),
    Password(&'i str),
    Card(&'i str),
}

#[derive(Debug, Arbitrary)]
enum Body<'i> {
    Any(&'i [u8]),
    /// A JSON object with both secrets, and what comes before it.
    Json(&'i [u8]),
    /// A form.
    Form(&'i str),
}

impl Target<'_> {
    fn written(&self) -> String {
        match self {
            Self::Card(rest) => format!("/cards/{CARD}?password={PASSWORD}&card={CARD}&{rest}"),
            Self::Login(rest) => format!("/login{rest}"),
            Self::Any(text) => (*text).to_owned(),
        }
    }
}

impl Value<'_> {
    fn written(&self) -> Vec<u8> {
        match self {
            Self::Any(bytes) => bytes.to_vec(),
            Self::Password(text) => format!("password={PASSWORD}; {text}").into_bytes(),
            Self::Card(text) => format!("{text} {CARD}").into_bytes(),
        }
    }
}

impl Message<'_> {
    fn headers(&self) -> Option<Vec<(String, Octets)>> {
        let line = |(name, value): &(Name<'_>, Value<'_>)| {
            let name = match name {
                Name::Known(at) => NAMES[usize::from(*at) % NAMES.len()],
                Name::Any(name) => name,
            };
            (name.to_owned(), Octets::from(value.written()))
        };
        self.headers.as_ref().map(|lines| lines.iter().map(line).collect())
    }

    fn body(&self) -> Option<Octets> {
        let json = || format!("{{\"password\": \"{PASSWORD}\", \"card_number\": \"{CARD}\"}}").into_bytes();
        self.body.as_ref().map(|body| match body {
            Body::Any(bytes) => Octets::from(bytes.to_vec()),
            Body::Json(before) => Octets::from([before.to_vec(), json()].concat()),
            Body::Form(rest) => Octets::from(format!("password={PASSWORD}&card={CARD}&{rest}").into_bytes()),
        })
    }
}

impl Input<'_> {
    fn exchange(&self) -> Exchange {
        let method = match self.method {
            Verb::Get => "GET",
            Verb::Post => "POST",
            Verb::Any(text) => text,
        };
        let mut exchange = Exchange::new(method, self.target.written());
        exchange.destination.host = self.host.map(str::to_owned);
        exchange.scheme =
            self.scheme.map(|is_encrypted| if is_encrypted { "https" } else { "http" }.to_owned());
        exchange.request.headers = self.sent.headers();
        exchange.request.body = self.sent.body();
        exchange.request.truncated = self.sent.truncated;
        exchange.response = self.status.as_ref().map(|(status, message)| {
            let mut response = ResponseMessage::new(*status);
            response.headers = message.headers();
            response.body = message.body();
            response.truncated = message.truncated;
            response
        });
        exchange
    }

    /// Tells whether the fuzzer has written one of the secrets itself, into what is nobody's secret.
    fn names_secrets(&self) -> bool {
        let host = self.host.unwrap_or_default();
        let method = if let Verb::Any(text) = self.method { text } else { "" };
        [host, method].iter().any(|text| text.contains(CARD) || text.contains(PASSWORD))
    }
}

fuzz_target!(|input: Input<'_>| {
    if input.names_secrets() {
        return;
    }
    let exchange = input.exchange();
    let inspection = INSPECTOR.inspect(&exchange);
    let json = inspection.to_json();
    assert_eq!(json, INSPECTOR.inspect(&exchange).to_json());
    let mut report = TrafficReport::builder(&INSPECTOR);
    report.add(&exchange);
    let report = report.build(Timestamp::UNIX_EPOCH);
    for text in [&json, &format!("{inspection:?}{:?}", inspection.findings()), &report.to_json()] {
        assert!(!text.contains(CARD) && !text.contains(PASSWORD), "{text}");
    }
    for finding in inspection.findings() {
        assert!(!finding.message.contains('\n'), "{}", finding.message);
    }
});
