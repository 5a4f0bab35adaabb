//! What a token says it is protected with.

/// The algorithm of a signature, by what is to be thought of it (RFC 7518, RFC 8037, RFC 8812, RFC 9864).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Algorithm {
    /// The header names none.
    #[default]
    Missing,
    /// `none`, in any case: anybody can write the token.
    None,
    /// No registered one. Names have a case.
    Unknown,
    /// One with SHA-1, or with a part of a hash.
    Outdated,
    /// A secret that whoever verifies a token can write one with.
    Hmac(Hash),
    /// A key pair.
    Asymmetric,
}

/// The hash of an HMAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

const ASYMMETRIC: [&str; 16] = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "ES256K",
    "EdDSA",
    "Ed25519",
    "Ed448",
    "ML-DSA-44",
    "ML-DSA-65",
    "ML-DSA-87",
];

const OUTDATED: [&str; 4] = ["HS1", "RS1", "HS256/64", "HMAC-SHA1"];

impl Algorithm {
    /// Returns the algorithm of a name.
    pub(super) fn of(name: &str) -> Self {
        match name {
            // A library that skips what it does not know takes it as no algorithm.
            "" => Self::None,
            "HS256" => Self::Hmac(Hash::Sha256),
            "HS384" => Self::Hmac(Hash::Sha384),
            "HS512" => Self::Hmac(Hash::Sha512),
            _ if ASYMMETRIC.contains(&name) => Self::Asymmetric,
            _ if OUTDATED.contains(&name) => Self::Outdated,
            // White space around it has let it through, too.
            _ if name.trim().eq_ignore_ascii_case("none") => Self::None,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_none_in_any_case() {
        for name in ["none", "None", "NONE", "nOnE", "", "none "] {
            assert_eq!(Algorithm::of(name), Algorithm::None, "{name}");
        }
    }

    #[test]
    fn holds_nothing_against_good_algorithms() {
        for name in ["RS512", "ES384", "PS256", "EdDSA", "RS256", "ES256", "Ed25519"] {
            assert_eq!(Algorithm::of(name), Algorithm::Asymmetric, "{name}");
        }
        assert_eq!(Algorithm::of("HS256"), Algorithm::Hmac(Hash::Sha256));
        assert_eq!(Algorithm::of("RS1"), Algorithm::Outdated);
        assert_eq!((Algorithm::of("hs256"), Algorithm::of("XY1")), (Algorithm::Unknown, Algorithm::Unknown));
    }
}
