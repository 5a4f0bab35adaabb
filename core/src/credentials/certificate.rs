//! Headers in which a proxy that ended TLS tells of the client's certificate.

/// Names that hold the certificate, or its subject (RFC 9440, Envoy, NGINX, Apache, HAProxy, AWS, Azure).
const CERTIFICATES: [&str; 16] = [
    "client-cert",
    "ssl-client-cert",
    "ssl-client-s-dn",
    "ssl-client-subject-dn",
    "x-amzn-mtls-clientcert",
    "x-amzn-mtls-clientcert-leaf",
    "x-arr-clientcert",
    "x-client-cert",
    "x-client-certificate",
    "x-client-dn",
    "x-forwarded-client-cert",
    "x-forwarded-tls-client-cert",
    "x-ssl-cert",
    "x-ssl-client-cert",
    "x-ssl-client-dn",
    "x-ssl-client-s-dn",
];

/// Names that hold how the check of it came out.
const CHECKS: [&str; 4] =
    ["ssl-client-verify", "x-client-verify", "x-ssl-client-verify", "x-ssl-client-verified"];

/// Words that proxies write where there is no certificate.
const NOTHING: [&[u8]; 6] = [b"", b"-", b"(null)", b"null", b"none", b"\"\""];

/// Bytes of the longest name.
const LONGEST: usize = 27;

/// Tells whether a header says that the client has shown a certificate.
pub(super) fn is_shown(name: &str, value: &[u8]) -> bool {
    // All names have `l-c`, `t-` or `-c` in them, but a length and a letter are checked faster.
    if name.len() > LONGEST
        || !matches!(name.as_bytes().first(), Some(b'c' | b'C' | b's' | b'S' | b'x' | b'X'))
    {
        return false;
    }
    let is_in = |names: &[&str]| names.iter().any(|own| own.eq_ignore_ascii_case(name));
    let value = value.trim_ascii();
    if is_in(&CERTIFICATES) {
        return !NOTHING.iter().any(|own| own.eq_ignore_ascii_case(value));
    }
    // NGINX writes `NONE` or `FAILED:reason` too, HAProxy a number that is 0 when all is well.
    is_in(&CHECKS) && (value.eq_ignore_ascii_case(b"SUCCESS") || value == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn believes_a_proxy_that_shows_a_certificate() {
        for (name, value, expected) in [
            ("X-Forwarded-Client-Cert", "By=spiffe://shop/pay;Hash=468ed33be74eee65", true),
            ("ssl-client-cert", "-----BEGIN%20CERTIFICATE-----", true),
            ("SSL-Client-Verify", "SUCCESS", true),
            ("ssl-client-verify", "NONE", false),
            ("ssl-client-verify", "FAILED:expired", false),
            ("X-SSL-Client-Cert", "(null)", false),
            ("x-ssl-client-s-dn", " ", false),
            ("x-certificate-of-origin", "CH", false),
        ] {
            assert_eq!(is_shown(name, value.as_bytes()), expected, "{name}: {value}");
        }
    }

    #[test]
    fn knows_how_long_a_name_is() {
        assert_eq!(CERTIFICATES.iter().chain(&CHECKS).map(|name| name.len()).max(), Some(LONGEST));
    }
}
