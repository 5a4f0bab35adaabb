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

            /// Returns the header of a name, whatever its case.
            fn of(name: &str) -> Option<Self> {
                // Most names are told apart by their lengths.
                $(if name.len() == $word.len() && name.eq_ignore_ascii_case($word) {
                    return Some(Self::$name);
                })+
                None
            }
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
    Host => "host",
    Location => "location",
    Origin => "origin",
    Pragma => "pragma",
    ReferrerPolicy => "referrer-policy",
    Server => "server",
    SetCookie => "set-cookie",
    StrictTransportSecurity => "strict-transport-security",
    UserAgent => "user-agent",
    Vary => "vary",
    WwwAuthenticate => "www-authenticate",
    XContentTypeOptions => "x-content-type-options",
    XFrameOptions => "x-frame-options",
    XPoweredBy => "x-powered-by",
}

/// Header lines with the places of those that rules ask for.
#[derive(Clone)]
pub(crate) struct Headers<'a> {
    lines: HeaderLines<'a>,
    /// The value of the first line of each known header.
    first: [Option<&'a [u8]>; Known::COUNT],
}

impl<'a> Headers<'a> {
    pub(super) fn new(lines: HeaderLines<'a>) -> Self {
        let mut first = [None; Known::COUNT];
        for (name, value) in lines.iter() {
            let slot = Known::of(name).and_then(|known| first.get_mut(known as usize));
            if let Some(slot @ None) = slot {
                *slot = Some(value);
            }
        }
        Self { lines, first }
    }

    /// Returns the value of the first line of a header.
    pub(crate) fn get(&self, known: Known) -> Option<&'a [u8]> {
        self.first.get(known as usize).copied().flatten()
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
    fn finds_headers_whatever_their_case() {
        let lines: &[(&str, &[u8])] = &[("X-Other", b"1"), ("SET-Cookie", b"a=1"), ("set-cookie", b"b=2")];
        let headers = Headers::new(HeaderLines::Borrowed(lines));
        assert_eq!(headers.text(Known::SetCookie), Some("a=1"));
        assert_eq!(headers.all(Known::SetCookie).count(), 2);
        assert_eq!(headers.get(Known::Server), None);
        assert_eq!(headers.all(Known::Server).count(), 0);
    }
}
