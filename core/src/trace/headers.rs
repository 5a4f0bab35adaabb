//! The headers that rules ask for, looked up once.

use crate::HeaderLines;

macro_rules! known {
    ($($name:ident => $word:literal,)+) => {
        /// A header that some rule asks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Known { $(
            #[doc = concat!("`", $word, "`.")]
            $name,
        )+ }

        impl Known {
            const COUNT: usize = [$($word),+].len();
            const NAMES: [&'static str; Self::COUNT] = [$($word),+];
            const ALL: [Self; Self::COUNT] = [$(Self::$name),+];
        }
    };
}

known! {
    AcceptRanges => "accept-ranges",
    AccessControlAllowCredentials => "access-control-allow-credentials",
    AccessControlAllowOrigin => "access-control-allow-origin",
    Authorization => "authorization",
    CacheControl => "cache-control",
    ContentEncoding => "content-encoding",
    ContentLength => "content-length",
    ContentSecurityPolicy => "content-security-policy",
    ContentType => "content-type",
    Cookie => "cookie",
    Expires => "expires",
    Host => "host",
    Location => "location",
    Origin => "origin",
    Pragma => "pragma",
    Referer => "referer",
    ReferrerPolicy => "referrer-policy",
    SecFetchSite => "sec-fetch-site",
    Server => "server",
    SetCookie => "set-cookie",
    StrictTransportSecurity => "strict-transport-security",
    UserAgent => "user-agent",
    Vary => "vary",
    WwwAuthenticate => "www-authenticate",
    XAspnetVersion => "x-aspnet-version",
    XAspnetmvcVersion => "x-aspnetmvc-version",
    XContentTypeOptions => "x-content-type-options",
    XFrameOptions => "x-frame-options",
    XGenerator => "x-generator",
    XPoweredBy => "x-powered-by",
    XPoweredCms => "x-powered-cms",
    XRuntime => "x-runtime",
}

/// Slots of the table: several times as many as there are names, so that most other names meet an empty one.
const SLOTS: usize = 256;

const _: () = assert!(Known::COUNT * 3 < SLOTS, "the table has room");

/// The number of a known header in the slot of its name, or in the next free one.
static TABLE: [Option<Known>; SLOTS] = table();

#[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
const fn table() -> [Option<Known>; SLOTS] {
    let mut table = [None; SLOTS];
    let mut number = 0;
    while number < Known::COUNT {
        let mut at = slot(Known::NAMES[number].as_bytes());
        while table[at].is_some() {
            at = (at + 1) % SLOTS;
        }
        table[at] = Some(Known::ALL[number]);
        number += 1;
    }
    table
}

/// Returns where a name belongs by its length, its first and its last letter, whatever their case.
const fn slot(name: &[u8]) -> usize {
    match name {
        [first, .., last] => {
            let (first, last) = ((*first | 0x20) as usize, (*last | 0x20) as usize);
            (name.len() * 37 + first * 5 + last * 11) % SLOTS
        }
        _ => 0,
    }
}

impl Known {
    /// Returns the header of a name, whatever its case.
    fn of(name: &str) -> Option<Self> {
        let mut at = slot(name.as_bytes());
        while let Some(known) = TABLE.get(at).copied().flatten() {
            if Self::NAMES.get(known as usize).is_some_and(|own| own.eq_ignore_ascii_case(name)) {
                return Some(known);
            }
            at = (at + 1) % SLOTS;
        }
        None
    }

    /// Returns the name in lower case.
    pub(crate) fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or_default()
    }
}

/// Header lines with the places of those that rules ask for.
#[derive(Clone)]
pub(crate) struct Headers<'a> {
    lines: HeaderLines<'a>,
    /// The number of the first line of each known header, from 1; 0 where there is none.
    first: [u32; Known::COUNT],
}

impl<'a> Headers<'a> {
    pub(super) fn new(lines: HeaderLines<'a>) -> Self {
        let mut first = [0; Known::COUNT];
        for (number, (name, _)) in (1..=u32::MAX).zip(lines.iter()) {
            let slot = Known::of(name).and_then(|known| first.get_mut(known as usize));
            if let Some(slot @ 0) = slot {
                *slot = number;
            }
        }
        Self { lines, first }
    }

    /// Returns the value of the first line of a header.
    pub(crate) fn get(&self, known: Known) -> Option<&'a [u8]> {
        let number = self.first.get(known as usize).copied()?;
        self.lines.get((number as usize).checked_sub(1)?).map(|(_, value)| value)
    }

    /// Returns the value of the first line of a header, where it is text.
    pub(crate) fn text(&self, known: Known) -> Option<&'a str> {
        self.get(known).and_then(|value| std::str::from_utf8(value).ok()).map(str::trim)
    }

    /// Returns the values of all lines of a header.
    pub(crate) fn all(&self, known: Known) -> impl Iterator<Item = &'a [u8]> {
        let lines = self.get(known).map(|_| self.lines.iter());
        lines.into_iter().flatten().filter(move |(name, _)| Known::of(name) == Some(known)).map(|(_, v)| v)
    }

    /// Returns all lines.
    pub(crate) fn lines(&self) -> HeaderLines<'a> {
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_every_header_and_no_other() {
        for (known, name) in Known::ALL.into_iter().zip(Known::NAMES) {
            assert_eq!(Known::of(&name.to_ascii_uppercase()), Some(known), "{name}");
            assert_eq!(known.name(), name);
            assert_eq!(Known::of(&format!("{name}x")), None, "{name}");
        }
        for name in ["", "x", "accept", "x-request-id", "ętag", "server\u{0}"] {
            assert_eq!(Known::of(name), None, "{name}");
        }
    }

    #[test]
    fn finds_headers_whatever_their_case() {
        let lines: &[(&str, &[u8])] = &[("X-Other", b"1"), ("SET-Cookie", b"a=1"), ("set-cookie", b"b=2")];
        let headers = Headers::new(HeaderLines::Borrowed(lines));
        assert_eq!(headers.text(Known::SetCookie), Some("a=1"));
        assert_eq!(headers.all(Known::SetCookie).count(), 2);
        assert_eq!(headers.get(Known::Server), None);
        assert_eq!(headers.all(Known::Server).count(), 0);
    }
}
