//! Addresses as headers and logs write them.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Net};

/// An IP address, with the port that may stand beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) ip: IpAddr,
    pub(crate) port: Option<u16>,
}

impl Address {
    /// Reads `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:80`.
    ///
    /// A zone (`fe80::1%eth0`, RFC 4007, section 11) means something on one machine only and is left out. An IPv4 address
    /// in its IPv6 form is the IPv4 address: the same client must not look like two.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_ascii();
        if let Some(bracketed) = text.strip_prefix('[') {
            let (ip, rest) = bracketed.split_once(']')?;
            let port = match rest.strip_prefix(':') {
                Some(port) => Some(port.parse().ok()?),
                None if rest.is_empty() => None,
                None => return None,
            };
            return Self::v6(ip).map(|ip| Self { ip, port });
        }
        match text.split_once(':') {
            Some((ip, port)) if !port.contains(':') => {
                Some(Self { ip: IpAddr::V4(ip.parse().ok()?), port: Some(port.parse().ok()?) })
            }
            Some(_) => Self::v6(text).map(|ip| Self { ip, port: None }),
            None => Some(Self { ip: IpAddr::V4(text.parse().ok()?), port: None }),
        }
    }

    fn v6(text: &str) -> Option<IpAddr> {
        let ip = text.split_once('%').map_or(text, |(ip, _)| ip);
        ip.parse().ok().map(|ip| IpAddr::V6(ip).to_canonical())
    }
}

/// Reads a network or a single address. IPv4 in its mapped form is IPv4; a network that holds both families is none.
pub(crate) fn network(text: &str) -> Option<IpNet> {
    let net: IpNet = match text.parse::<IpAddr>() {
        Ok(ip) => ip.to_canonical().into(),
        Err(_) => text.parse().ok()?,
    };
    let IpNet::V6(own) = net else { return Some(net) };
    match own.network().to_ipv4_mapped() {
        Some(ip) => Ipv4Net::new(ip, own.prefix_len().checked_sub(96)?).ok().map(IpNet::V4),
        None => Some(net),
    }
}

/// Takes `host`, `host:port` or `[address]:port` apart. What is no port stays part of the host.
pub(crate) fn host_and_port(authority: &str) -> (&str, Option<u16>) {
    let end_of_address = authority.find(']').unwrap_or(0);
    let colon = authority.rfind(':').filter(|at| *at >= end_of_address);
    let is_bare_v6 = end_of_address == 0 && authority.matches(':').count() > 1;
    let parts = colon.filter(|_| !is_bare_v6).and_then(|at| authority.split_at_checked(at));
    let Some((host, port)) = parts else { return (authority, None) };
    match port.get(1..).unwrap_or_default() {
        "" => (host, None),
        port => port.parse().map_or((authority, None), |port| (host, Some(port))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses_with_ports_brackets_and_zones() {
        for (text, ip, port) in [
            ("192.0.2.1", "192.0.2.1", None),
            (" 192.0.2.1:8080 ", "192.0.2.1", Some(8080)),
            ("2001:db8::1", "2001:db8::1", None),
            ("[2001:db8::1]", "2001:db8::1", None),
            ("[2001:db8::1]:443", "2001:db8::1", Some(443)),
            ("fe80::1%eth0", "fe80::1", None),
            ("[fe80::1%25eth0]:1", "fe80::1", Some(1)),
            ("::ffff:192.0.2.1", "192.0.2.1", None),
        ] {
            let found = Address::parse(text).map(|address| (address.ip.to_string(), address.port));
            assert_eq!(found, Some((ip.to_owned(), port)), "{text}");
        }
    }

    #[test]
    fn reads_nothing_else() {
        for text in [
            "",
            "-",
            "unknown",
            "_hidden",
            "localhost",
            "192.0.2",
            "192.0.2.1:",
            "192.0.2.1:99999",
            "[::1",
            "[::1]x",
            "[192.0.2.1]",
            "::1:x",
            "192.0.2.1, 192.0.2.2",
            "010.0.0.1",
        ] {
            assert!(Address::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn takes_a_port_off_a_host() {
        for (text, host, port) in [
            ("a.example", "a.example", None),
            ("a.example:8080", "a.example", Some(8080)),
            ("a.example:", "a.example", None),
            ("a.example:x", "a.example:x", None),
            ("[::1]:443", "[::1]", Some(443)),
            ("[::1]", "[::1]", None),
            ("::1", "::1", None),
            ("", "", None),
        ] {
            assert_eq!(host_and_port(text), (host, port), "{text}");
        }
    }
}
