//! A request with its response, borrowed: what the hot path looks at.

use std::fmt;

use jiff::Timestamp;

use super::{Exchange, Header};
use crate::Request;

/// A request with its response, borrowed from where they are kept.
///
/// What is not known stays out: nothing is reported for a lack of headers that nobody has looked at.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ExchangeRef<'a> {
    /// The request's head.
    pub request: Request<'a>,
    /// When the request came.
    pub timestamp: Option<Timestamp>,
    /// The scheme of the URL: `http` or `https`.
    pub scheme: Option<&'a str>,
    /// The version of TLS.
    pub tls: Option<&'a str>,
    /// The port that was called.
    pub port: Option<u16>,
    /// Whose network the caller is in.
    pub organization: Option<&'a str>,
    /// The request's headers and body.
    pub sent: MessageRef<'a>,
    /// The response's status, with its headers and body.
    pub answer: Option<(u16, MessageRef<'a>)>,
    /// From the request's first byte to the response's last, in microseconds.
    pub duration_us: Option<u64>,
}

/// The headers and body of one direction, borrowed.
#[derive(Clone, Copy, Default)]
#[non_exhaustive]
pub struct MessageRef<'a> {
    /// The headers; `None` where nobody has looked at them.
    pub headers: Option<HeaderLines<'a>>,
    /// The body as it travelled.
    pub body: Option<&'a [u8]>,
    /// Bytes of the body, also where it is not here.
    pub size: Option<u64>,
    /// Whether `body` is only the beginning. One that is shorter than `size` or its `Content-Length` is taken for one too.
    pub truncated: bool,
    /// Whether `body` has no content coding left, whatever the headers say.
    pub decoded: bool,
    /// Single headers that are known where `headers` is `None`. Others may have been there.
    pub some_headers: HeaderLines<'a>,
}

impl<'a> MessageRef<'a> {
    /// Returns the headers that are known, be they all or some.
    pub(crate) fn known_headers(&self) -> HeaderLines<'a> {
        self.headers.unwrap_or(self.some_headers)
    }
}

/// Header lines in their order, wherever they are kept.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum HeaderLines<'a> {
    /// Of an [`Exchange`].
    Owned(&'a [Header]),
    /// Names and values of somebody else.
    Borrowed(&'a [(&'a str, &'a [u8])]),
}

impl Default for HeaderLines<'_> {
    fn default() -> Self {
        Self::Borrowed(&[])
    }
}

impl<'a> HeaderLines<'a> {
    /// Returns each line's name and value.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let (owned, borrowed) = match self {
            Self::Owned(lines) => (lines, &[][..]),
            Self::Borrowed(lines) => (&[][..], lines),
        };
        let owned = owned.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        owned.chain(borrowed.iter().copied())
    }

    /// Returns the line of a number.
    pub(crate) fn get(self, index: usize) -> Option<(&'a str, &'a [u8])> {
        match self {
            Self::Owned(lines) => lines.get(index).map(|(name, value)| (name.as_str(), value.as_bytes())),
            Self::Borrowed(lines) => lines.get(index).copied(),
        }
    }

    /// Returns how many lines there are.
    #[must_use]
    pub const fn len(self) -> usize {
        match self {
            Self::Owned(lines) => lines.len(),
            Self::Borrowed(lines) => lines.len(),
        }
    }

    /// Tells whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl<'a> ExchangeRef<'a> {
    /// Returns a request of which nothing but the head is known.
    #[must_use]
    pub const fn new(request: Request<'a>) -> Self {
        const NOTHING: MessageRef<'_> = MessageRef {
            headers: None,
            body: None,
            size: None,
            truncated: false,
            decoded: false,
            some_headers: HeaderLines::Borrowed(&[]),
        };
        Self {
            request,
            timestamp: None,
            scheme: None,
            tls: None,
            port: None,
            organization: None,
            sent: NOTHING,
            answer: None,
            duration_us: None,
        }
    }
}

impl MessageRef<'_> {
    /// Tells whether the body is only the beginning: by its recorder's word, or because it is shorter than it was. Recorders
    /// keep less than there was without saying so, and what is missing breaks no schema.
    pub(crate) fn is_cut(&self) -> bool {
        let Some(body) = self.body else { return self.truncated };
        let value = |name: &str| {
            let lines = self.headers.into_iter().flat_map(HeaderLines::iter);
            lines.into_iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        };
        let is_more = |length: u64| usize::try_from(length).map_or(true, |length| length > body.len());
        let said =
            || value("content-length").and_then(|text| std::str::from_utf8(text).ok()?.trim().parse().ok());
        // What is decoded has another length than what travelled.
        let has_other_length = || self.decoded && value("content-encoding").is_some();
        self.truncated
            || (self.size.is_some_and(is_more) || said().is_some_and(is_more)) && !has_other_length()
    }
}

impl Exchange {
    /// Returns the exchange as the hot path looks at it.
    #[must_use]
    pub fn to_view(&self) -> ExchangeRef<'_> {
        let (sent, answer) = (&self.request, self.response.as_ref());
        ExchangeRef {
            timestamp: self.timestamp,
            scheme: self.scheme.as_deref(),
            tls: self.tls.as_deref(),
            port: self.destination.port,
            organization: self.source.organization.as_deref(),
            sent: MessageRef {
                headers: sent.headers.as_deref().map(HeaderLines::Owned),
                body: sent.body.as_ref().map(super::Octets::as_bytes),
                size: sent.size,
                truncated: sent.truncated,
                decoded: sent.decoded,
                some_headers: HeaderLines::Owned(&sent.some_headers),
            },
            answer: answer.map(|own| {
                let message = MessageRef {
                    headers: own.headers.as_deref().map(HeaderLines::Owned),
                    body: own.body.as_ref().map(super::Octets::as_bytes),
                    size: own.size,
                    truncated: own.truncated,
                    decoded: own.decoded,
                    some_headers: HeaderLines::Owned(&own.some_headers),
                };
                (own.status, message)
            }),
            duration_us: self.duration_us,
            ..ExchangeRef::new(self.to_request())
        }
    }
}

impl fmt::Debug for ExchangeRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExchangeRef")
            .field("request", &self.request)
            .field("timestamp", &self.timestamp)
            .field("status", &self.answer.map(|(status, _)| status))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for MessageRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageRef")
            .field("headers", &self.headers)
            .field("body", &self.body.map(<[u8]>::len))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for HeaderLines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HeaderLines({})", self.len())
    }
}
