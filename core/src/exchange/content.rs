//! A body without its content coding.

#[cfg(feature = "decode")]
mod codings;
#[cfg(feature = "decode")]
#[cfg(test)]
mod tests;

use std::fmt;

use super::MessageRef;
use crate::words::words;

words! {
    /// Why a body was not looked into. Such a body counts as not inspected, never as clean.
    NotInspected {
        /// A content coding that is not known, or was left out when this was compiled.
        UnknownEncoding => "unknown-encoding",
        /// One coding over another: hardly any server does this, and it multiplies what a bomb can be.
        StackedEncodings => "stacked-encodings",
        /// More than the limit when decoded, or a window that HTTP does not allow.
        TooLarge => "too-large",
        /// Many times larger when decoded, as a decompression bomb is.
        Ratio => "ratio",
        /// Not of the coding that its header names.
        Malformed => "malformed",
    }
}

/// A body as it is looked into.
///
/// `Debug` tells how many bytes there are, never which.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content<'a> {
    /// As it travelled, without a coding.
    Plain(&'a [u8]),
    /// Decoded.
    Decoded(Vec<u8>),
    /// Not looked into, and why.
    NotInspected(NotInspected),
}

/// What decoding a body may cost.
///
/// # Examples
/// ```
/// use watchgate::ContentLimits;
///
/// let limits = ContentLimits::default().with_size(64 << 10).with_ratio(20);
/// assert_ne!(limits, ContentLimits::default());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentLimits {
    size: usize,
    ratio: usize,
}

/// Decoded bytes up to which the ratio does not count: small bodies of one repeated sign are common.
#[cfg(feature = "decode")]
const RATIO_FLOOR: usize = 64 << 10;

impl Default for ContentLimits {
    fn default() -> Self {
        Self { size: 1 << 20, ratio: 100 }
    }
}

impl ContentLimits {
    /// Sets the bytes that a decoded body may have. 1 MiB unless set.
    #[must_use]
    pub const fn with_size(mut self, bytes: usize) -> Self {
        self.size = bytes;
        self
    }

    /// Sets how many times larger than its coded form a decoded body may be, once it passes 64 KiB. 100 unless set.
    #[must_use]
    pub const fn with_ratio(mut self, ratio: usize) -> Self {
        self.ratio = ratio;
        self
    }

    /// Returns how many bytes may be decoded from a body, and why there may be no more.
    #[cfg(feature = "decode")]
    fn of(self, coded: usize) -> (usize, NotInspected) {
        let by_ratio = coded.saturating_mul(self.ratio).max(RATIO_FLOOR);
        if by_ratio < self.size {
            (by_ratio, NotInspected::Ratio)
        } else {
            (self.size, NotInspected::TooLarge)
        }
    }
}

impl<'a> Content<'a> {
    /// Decodes the body of a message by its `Content-Encoding`: gzip, deflate (also without its zlib frame, as some servers
    /// send it), br and zstd. Of a body that is only the beginning, what can be decoded counts.
    ///
    /// Returns `None` for a message without a body.
    #[must_use]
    pub fn of(message: &MessageRef<'a>, limits: ContentLimits) -> Option<Self> {
        let body = message.body?;
        if message.decoded || body.is_empty() {
            return Some(Self::Plain(body));
        }
        let lines =
            message.headers.into_iter().chain([message.some_headers]).flat_map(super::HeaderLines::iter);
        let mut codings = lines
            .filter(|(name, _)| name.eq_ignore_ascii_case("content-encoding"))
            .flat_map(|(_, value)| value.split(|byte| *byte == b','))
            .map(<[u8]>::trim_ascii)
            .filter(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity"));
        let Some(coding) = codings.next() else { return Some(Self::Plain(body)) };
        if codings.next().is_some() {
            return Some(Self::NotInspected(NotInspected::StackedEncodings));
        }
        Some(decode(coding, body, message.is_cut(), limits).map_or_else(Self::NotInspected, Self::Decoded))
    }

    /// Returns the bytes that can be looked into.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Plain(bytes) => Some(bytes),
            Self::Decoded(bytes) => Some(bytes),
            Self::NotInspected(_) => None,
        }
    }
}

#[cfg(feature = "decode")]
fn decode(coding: &[u8], body: &[u8], cut: bool, limits: ContentLimits) -> Result<Vec<u8>, NotInspected> {
    let coding = codings::Coding::of(coding).ok_or(NotInspected::UnknownEncoding)?;
    let end = if cut { codings::End::Cut } else { codings::End::Whole };
    let (most, why) = limits.of(body.len());
    coding.decode(body, end, most, why)
}

#[cfg(not(feature = "decode"))]
fn decode(_: &[u8], _: &[u8], _: bool, _: ContentLimits) -> Result<Vec<u8>, NotInspected> {
    Err(NotInspected::UnknownEncoding)
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(bytes) => write!(f, "Plain({} bytes)", bytes.len()),
            Self::Decoded(bytes) => write!(f, "Decoded({} bytes)", bytes.len()),
            Self::NotInspected(why) => write!(f, "NotInspected({why})"),
        }
    }
}
