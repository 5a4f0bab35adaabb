//! Pairs of names and values: queries, form bodies, cookies.

use std::borrow::Cow;

use super::text::{Plus, plain};

/// Pairs that are looked at.
const MOST_PAIRS: usize = 1_000;

/// A name with its value, the value as it is written.
#[derive(Debug, Clone)]
pub(in crate::conformance) struct Pair<'t> {
    pub(in crate::conformance) name: Cow<'t, str>,
    pub(in crate::conformance) value: &'t str,
}

/// Splits a query or a form body (URL Standard, section 5.1).
pub(in crate::conformance) fn pairs(text: &str) -> Vec<Pair<'_>> {
    let pieces = text.split('&').filter(|piece| !piece.is_empty()).take(MOST_PAIRS);
    let pairs = pieces.map(|piece| {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        Some(Pair { name: plain(name, Plus::Space)?, value })
    });
    pairs.flatten().collect()
}

/// Splits the lines of a `Cookie` header (RFC 6265, section 5.4).
pub(in crate::conformance) fn cookies<'t>(lines: impl Iterator<Item = &'t [u8]>) -> Vec<Pair<'t>> {
    let texts = lines.filter_map(|line| std::str::from_utf8(line).ok());
    let pieces = texts.flat_map(|line| line.split(';')).take(MOST_PAIRS);
    let pairs = pieces.filter_map(|piece| {
        let (name, value) = piece.trim().split_once('=')?;
        let value = value.strip_prefix('"').and_then(|own| own.strip_suffix('"')).unwrap_or(value);
        Some(Pair { name: Cow::Borrowed(name), value })
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<'t>(pairs: &'t [Pair<'t>]) -> Vec<(&'t str, &'t str)> {
        pairs.iter().map(|pair| (&*pair.name, pair.value)).collect()
    }

    #[test]
    fn splits_queries_and_cookies() {
        let own = pairs("a=1&&b+c=%20&d&e=f=g");
        assert_eq!(shown(&own), [("a", "1"), ("b c", "%20"), ("d", ""), ("e", "f=g")]);
        let own = cookies([&b"sid=x; theme=\"dark\""[..], b"lone", b"\xff=1"].into_iter());
        assert_eq!(shown(&own), [("sid", "x"), ("theme", "dark")]);
    }
}
