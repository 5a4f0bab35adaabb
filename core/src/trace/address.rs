//! Addresses by whose network they are in.

use std::net::IpAddr;

/// Tells whether an address is of no public network: private (RFC 1918, RFC 4193), shared (RFC 6598), loopback, link-local
/// or unspecified; also where an IPv6 address holds an IPv4 address.
pub(crate) fn is_internal(address: IpAddr) -> bool {
    match canonical(address) {
        IpAddr::V4(own) => {
            let [first, second, ..] = own.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            own.is_private() || own.is_loopback() || own.is_link_local() || own.is_unspecified() || is_shared
        }
        IpAddr::V6(own) => {
            own.is_loopback() || own.is_unique_local() || own.is_unicast_link_local() || own.is_unspecified()
        }
    }
}

/// Returns an IPv4 address that is written as IPv6 as what it is.
pub(crate) fn canonical(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(own) => own.to_ipv4_mapped().map_or(IpAddr::V6(own), IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// Tells whether a host is the machine itself.
pub(crate) fn is_loopback(host: &str) -> bool {
    let literal = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || host.len() > 10
            && host.get(host.len() - 10..).is_some_and(|end| end.eq_ignore_ascii_case(".localhost"))
        // No name begins like one of these addresses does.
        || literal.starts_with(|c: char| c.is_ascii_digit() || c == ':')
            && literal.parse().is_ok_and(|own: IpAddr| canonical(own).is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_networks_apart() {
        for address in [
            "10.0.0.106",
            "172.31.0.1",
            "192.168.1.255",
            "100.64.0.1",
            "127.0.0.2",
            "169.254.1.1",
            "fd00::1",
            "fe80::1",
            "::1",
            "::ffff:10.1.2.3",
        ] {
            assert!(is_internal(address.parse().unwrap()), "{address}");
        }
        for address in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:db8::1", "::ffff:8.8.8.8", "11.0.0.1"] {
            assert!(!is_internal(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn knows_the_machine_itself() {
        for host in ["localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "[::1]", "::1"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["localhost.example.com", "notlocalhost", "example.com", ""] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
