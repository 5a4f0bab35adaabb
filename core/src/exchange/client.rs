//! Who called, where proxies stand in between.

use std::net::IpAddr;

use ipnet::IpNet;
use smallvec::SmallVec;
use thiserror::Error;

use super::HeaderLines;
use super::address::{Address, network};
use crate::words::words;

words! {
    /// The header in which proxies say for whom they call.
    ForwardingHeader {
        /// None is believed.
        None => "none",
        /// `Forwarded` (RFC 7239).
        Forwarded => "forwarded",
        /// `X-Forwarded-For`.
        XForwardedFor => "x-forwarded-for",
    }
}

/// The proxies that are believed when they say for whom they call. By default none is.
///
/// # Examples
/// ```
/// use watchgate::{ForwardingHeader, HeaderLines, TrustedProxies};
///
/// let proxies = TrustedProxies::new(ForwardingHeader::XForwardedFor, ["10.0.0.0/8".parse()?]);
/// let headers: [(&str, &[u8]); 1] = [("X-Forwarded-For", b"198.51.100.1, 203.0.113.9, 10.0.0.2")];
/// let client = proxies.client("10.0.0.1".parse()?, HeaderLines::Borrowed(&headers));
/// assert_eq!(client.to_string(), "203.0.113.9");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedProxies {
    header: ForwardingHeader,
    networks: Vec<IpNet>,
}

/// A text that is no network. It does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("number {number} is no network such as 10.0.0.0/8")]
pub struct NetworkError {
    number: usize,
}

impl NetworkError {
    /// Returns the stable name of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "invalid-network"
    }

    /// Returns which of the texts it is, from 1.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.number
    }
}

impl Default for TrustedProxies {
    fn default() -> Self {
        Self { header: ForwardingHeader::None, networks: Vec::new() }
    }
}

impl TrustedProxies {
    /// Takes the header that is read, and the networks of the proxies that are believed.
    #[must_use]
    pub fn new(header: ForwardingHeader, networks: impl IntoIterator<Item = IpNet>) -> Self {
        Self { header, networks: networks.into_iter().collect() }
    }

    /// Takes the networks as text: `10.0.0.0/8`, or a single address.
    ///
    /// # Errors
    /// Returns [`NetworkError`] for the first text that is no network.
    pub fn parse<N: AsRef<str>>(
        header: ForwardingHeader,
        networks: impl IntoIterator<Item = N>,
    ) -> Result<Self, NetworkError> {
        let numbered = networks.into_iter().zip(1..);
        let read = numbered.map(|(text, number)| network(text.as_ref()).ok_or(NetworkError { number }));
        Ok(Self { header, networks: read.collect::<Result<_, _>>()? })
    }

    /// Returns the address of who called: the last one, seen from the caller, that no trusted proxy vouches for.
    ///
    /// The walk begins at the connection's peer and goes from right to left over all lines of the header: each proxy
    /// appends whom it saw, and only what a trusted one appended is true. It ends at the first address that is not
    /// trusted, and at the last trusted one where an entry cannot be read.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: HeaderLines<'_>) -> IpAddr {
        let mut client = peer.to_canonical();
        if !self.trusts(client) {
            return client;
        }
        let name = match self.header {
            ForwardingHeader::None => return client,
            ForwardingHeader::Forwarded => "forwarded",
            ForwardingHeader::XForwardedFor => "x-forwarded-for",
        };
        let lines: SmallVec<[&[u8]; 4]> = headers
            .iter()
            .filter(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .collect();
        for line in lines.into_iter().rev() {
            if !self.trusts(client) {
                return client;
            }
            let Ok(line) = std::str::from_utf8(line) else { return client };
            let walked = match self.header {
                ForwardingHeader::Forwarded => self.walk(client, forwarded(line).into_iter().rev()),
                _ => self
                    .walk(client, line.rsplit(',').filter(|own| !own.trim().is_empty()).map(Address::parse)),
            };
            match walked {
                Walked::On(address) => client = address,
                Walked::Ended(address) => return address,
            }
        }
        client
    }

    fn walk(&self, mut client: IpAddr, entries: impl Iterator<Item = Option<Address>>) -> Walked {
        for entry in entries {
            if !self.trusts(client) {
                return Walked::Ended(client);
            }
            let Some(address) = entry else { return Walked::Ended(client) };
            client = address.ip.to_canonical();
        }
        Walked::On(client)
    }

    /// Tells whether a proxy at an address is believed.
    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.networks.iter().any(|network| network.contains(&address))
    }
}

/// How far a line led.
enum Walked {
    /// To an address that the next line may still lead on from.
    On(IpAddr),
    /// To the client.
    Ended(IpAddr),
}

/// Returns the `for` of each element of a `Forwarded` line (RFC 7239, section 4); `None` of what says none that is an
/// address. A line whose quotes do not close has none at all: where its elements end is anybody's guess.
fn forwarded(line: &str) -> Vec<Option<Address>> {
    let mut found = Vec::new();
    let mut element = Element::default();
    let mut rest = line;
    loop {
        let end = rest.find([',', ';', '"']).unwrap_or(rest.len());
        let Some((before, after)) = rest.split_at_checked(end) else { break };
        let mut signs = after.chars();
        let sign = signs.next();
        if sign == Some('"') {
            let Some((value, after_quote)) = signs.as_str().split_once('"') else { return vec![None] };
            element.pair(before, Some(value));
            // Between a closing quote and the next separator only spaces may stand.
            let next = after_quote.find([',', ';']).unwrap_or(after_quote.len());
            let Some((gap, after_gap)) = after_quote.split_at_checked(next) else { break };
            element.broken |= !gap.trim().is_empty();
            rest = after_gap;
        } else {
            element.pair(before, None);
            rest = after;
        }
        let mut signs = rest.chars();
        let sign = signs.next();
        rest = signs.as_str();
        if sign != Some(';') {
            found.extend(std::mem::take(&mut element).address());
        }
        if sign.is_none() {
            break;
        }
    }
    found
}

/// What an element of a `Forwarded` line says so far.
#[derive(Default)]
struct Element {
    begun: bool,
    broken: bool,
    address: Option<Address>,
}

impl Element {
    /// Reads a pair: `text` is all of it, or what stands before a quoted value.
    fn pair(&mut self, text: &str, quoted: Option<&str>) {
        let text = text.trim();
        if text.is_empty() && quoted.is_none() {
            return;
        }
        self.begun = true;
        let Some((name, value)) = text.split_once('=') else {
            self.broken = true;
            return;
        };
        if quoted.is_some() && !value.trim().is_empty() {
            self.broken = true;
        }
        if name.trim().eq_ignore_ascii_case("for") {
            // Twice: which one is meant?
            self.broken |= self.address.is_some();
            self.address = Address::parse(quoted.unwrap_or(value));
            self.broken |= self.address.is_none();
        }
    }

    /// Returns nothing for an empty element, which lists may have (RFC 9110, section 5.6.1).
    fn address(self) -> Option<Option<Address>> {
        self.begun.then_some(self.address.filter(|_| !self.broken))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(header: ForwardingHeader, peer: &str, lines: &[(&str, &[u8])]) -> String {
        let networks = ["10.0.0.0/8", "2001:db8:1::/48"].map(|network| network.parse().unwrap());
        let proxies = TrustedProxies::new(header, networks);
        proxies.client(peer.parse().unwrap(), HeaderLines::Borrowed(lines)).to_string()
    }

    #[test]
    fn believes_nobody_unless_told() {
        let headers: [(&str, &[u8]); 1] = [("x-forwarded-for", b"203.0.113.9")];
        let peer = "10.0.0.1".parse().unwrap();
        assert_eq!(TrustedProxies::default().client(peer, HeaderLines::Borrowed(&headers)), peer);
        assert_eq!(client(ForwardingHeader::None, "10.0.0.1", &headers), "10.0.0.1");
        assert_eq!(client(ForwardingHeader::Forwarded, "10.0.0.1", &headers), "10.0.0.1");
        assert_eq!(client(ForwardingHeader::XForwardedFor, "192.0.2.1", &headers), "192.0.2.1");
    }

    #[test]
    fn walks_from_right_to_left_over_all_lines() {
        for (lines, expected) in [
            (&["203.0.113.9"][..], "203.0.113.9"),
            (&["198.51.100.1, 203.0.113.9"], "203.0.113.9"),
            (&["198.51.100.1, 203.0.113.9,10.0.0.2 , 10.0.0.3:99"], "203.0.113.9"),
            (&["198.51.100.1", "203.0.113.9, 10.0.0.2", "10.0.0.3"], "203.0.113.9"),
            (&["198.51.100.1", "203.0.113.9", "10.0.0.3"], "203.0.113.9"),
            (&["203.0.113.9:4711"], "203.0.113.9"),
            (&["[2001:db8::9]:4711, 2001:db8:1::1"], "2001:db8::9"),
            (&["::ffff:203.0.113.9, ::ffff:10.0.0.2"], "203.0.113.9"),
            (&["10.0.0.8, 10.0.0.9"], "10.0.0.8"),
            (&[""], "10.0.0.1"),
            (&[","], "10.0.0.1"),
        ] {
            let lines: Vec<(&str, &[u8])> =
                lines.iter().map(|value| ("X-Forwarded-For", value.as_bytes())).collect();
            assert_eq!(
                client(ForwardingHeader::XForwardedFor, "10.0.0.1", &lines),
                expected,
                "{}",
                lines.len()
            );
        }
    }

    #[test]
    fn ends_at_the_last_trusted_address_where_an_entry_cannot_be_read() {
        for (line, expected) in [
            (&b"203.0.113.9, unknown"[..], "10.0.0.1"),
            (b"203.0.113.9, unknown, 10.0.0.2", "10.0.0.2"),
            (b"203.0.113.9, <script>, 10.0.0.2, 10.0.0.3", "10.0.0.2"),
            (b"203.0.113.9, \xff", "10.0.0.1"),
        ] {
            let lines = [("x-forwarded-for", line)];
            assert_eq!(client(ForwardingHeader::XForwardedFor, "10.0.0.1", &lines), expected);
        }
    }

    #[test]
    fn reads_forwarded_as_rfc_7239_writes_it() {
        for (line, expected) in [
            ("for=203.0.113.9", "203.0.113.9"),
            ("For=\"203.0.113.9:80\"; proto=https;by=10.0.0.1", "203.0.113.9"),
            ("for=198.51.100.1, for=203.0.113.9;host=a, for=10.0.0.2", "203.0.113.9"),
            ("for=\"[2001:db8::9]:4711\"", "2001:db8::9"),
            ("proto=https;FOR=203.0.113.9", "203.0.113.9"),
            ("host=\"a,b;for=1\";for=203.0.113.9", "203.0.113.9"),
            ("for=203.0.113.9,", "203.0.113.9"),
            // What follows is no address that a trusted proxy vouches for.
            ("for=203.0.113.9, for=_hidden, for=10.0.0.2", "10.0.0.2"),
            ("for=203.0.113.9, for=unknown", "10.0.0.1"),
            ("for=203.0.113.9, proto=https", "10.0.0.1"),
            ("for=203.0.113.9;for=198.51.100.1", "10.0.0.1"),
            ("for=\"203.0.113.9", "10.0.0.1"),
            ("for=\"203.0.113.9\"x", "10.0.0.1"),
            ("203.0.113.9", "10.0.0.1"),
            ("", "10.0.0.1"),
        ] {
            let lines = [("forwarded", line.as_bytes())];
            assert_eq!(client(ForwardingHeader::Forwarded, "10.0.0.1", &lines), expected, "{line}");
        }
    }

    #[test]
    fn takes_ten_thousand_lines() {
        let lines: Vec<(&str, &[u8])> = vec![("x-forwarded-for", b"10.0.0.2"); 10_000];
        assert_eq!(client(ForwardingHeader::XForwardedFor, "10.0.0.1", &lines), "10.0.0.2");
    }
}
