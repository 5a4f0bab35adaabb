//! What the header of a token says (RFC 7515, section 4.1), and what an attacker may have written into it.

use super::algorithm::Algorithm;
use super::members::Members;

/// Header parameters that are understood where `crit` asks for it (RFC 7797; RFC 8225).
const UNDERSTOOD: [&str; 2] = ["b64", "ppt"];

/// Folders that a path into the system begins with. A key's name in Base64 may begin with a slash, too.
const FOLDERS: [&str; 9] = ["/dev/", "/etc/", "/proc/", "/sys/", "/tmp/", "/var/", "/usr/", "/home/", "c:\\"];

/// Parts of statements in SQL, in small letters.
const STATEMENTS: [&str; 6] = ["' or ", "\" or ", "'--", "' union ", "union select", "';"];

/// What the header of a token says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Header {
    pub(crate) algorithm: Algorithm,
    /// Where it says that the key comes from.
    pub(crate) key_source: Option<KeySource>,
    /// What is wrong with the name of its key.
    pub(crate) key_id_fault: Option<KeyIdFault>,
    /// Whether it demands what nobody understands, or demands nothing in a list for it.
    pub(crate) has_unknown_demand: bool,
    pub(crate) has_duplicates: bool,
    pub(super) is_encrypted: bool,
}

/// A place that a token names for its own key (RFC 7515, sections 4.1.2 to 4.1.6): whoever writes the token chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeySource {
    /// The key itself.
    Jwk,
    /// A URL of keys.
    Jku,
    /// A URL of a certificate.
    X5u,
    /// A certificate.
    X5c,
}

impl KeySource {
    /// Returns the name of the header parameter.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Jwk => "jwk",
            Self::Jku => "jku",
            Self::X5u => "x5u",
            Self::X5c => "x5c",
        }
    }
}

/// Why a name of a key is none: it is an attack on whatever looks the key up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyIdFault {
    Path,
    Statement,
    Command,
    ControlCharacter,
}

impl KeyIdFault {
    /// Says what it is, with its article.
    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Self::Path => "a path in the file system",
            Self::Statement => "a part of an SQL statement",
            Self::Command => "a command of a shell",
            Self::ControlCharacter => "a control character",
        }
    }
}

impl Header {
    /// Reads the JSON of a header.
    pub(super) fn read(json: &[u8]) -> Option<Self> {
        let members = Members::read(json)?;
        let sources = [KeySource::Jwk, KeySource::Jku, KeySource::X5u, KeySource::X5c];
        let algorithm = members.text("alg").map_or(Algorithm::Missing, |name| Algorithm::of(&name));
        Some(Self {
            algorithm,
            key_source: sources.into_iter().find(|source| members.has(source.name())),
            key_id_fault: members.text("kid").and_then(|kid| key_id_fault(&kid)),
            has_unknown_demand: has_unknown_demand(&members),
            has_duplicates: members.has_duplicates(),
            is_encrypted: members.has("enc"),
        })
    }
}

/// RFC 7515, section 4.1.11: what `crit` lists has to be understood, and the list is never empty.
fn has_unknown_demand(members: &Members<'_>) -> bool {
    members.has_any("crit")
        && members.texts("crit").is_none_or(|names| {
            names.is_empty() || names.iter().any(|name| !UNDERSTOOD.contains(&name.as_str()))
        })
}

fn key_id_fault(kid: &str) -> Option<KeyIdFault> {
    if kid.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return None;
    }
    let lower = kid.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    match () {
        () if kid.chars().any(char::is_control) => Some(KeyIdFault::ControlCharacter),
        () if has(&["../", "..\\", "..%2f", "file:"]) || FOLDERS.iter().any(|own| lower.starts_with(own)) => {
            Some(KeyIdFault::Path)
        }
        () if has(&STATEMENTS) => Some(KeyIdFault::Statement),
        () if has(&["$(", "`", "| ", "|/", "; ", "&& "]) => Some(KeyIdFault::Command),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Header {
        Header::read(json.as_bytes()).unwrap()
    }

    #[test]
    fn knows_where_a_key_comes_from() {
        for (json, expected) in [
            (r#"{"alg":"RS256","kid":"2026-11"}"#, None),
            (r#"{"alg":"RS256","jku":"https://id.example/keys"}"#, Some(KeySource::Jku)),
            (r#"{"alg":"RS256","jwk":{"kty":"RSA"},"x5u":"https://id.example/x"}"#, Some(KeySource::Jwk)),
            (r#"{"alg":"RS256","x5c":["MIIB"]}"#, Some(KeySource::X5c)),
            (r#"{"alg":"RS256","jku":null,"jwk":{}}"#, None),
        ] {
            assert_eq!(read(json).key_source, expected, "{json}");
        }
    }

    #[test]
    fn tells_names_of_keys_from_attacks() {
        for (kid, expected) in [
            ("2026-11-key", None),
            ("arn:aws:kms:eu-west-1:111122223333:key/mrk-1", None),
            ("https://id.example/keys/1", None),
            ("did:web:id.example#key-1", None),
            ("/Xa8+kQ==", None),
            ("a--b_c", None),
            ("o'neill", None),
            ("../../dev/null", Some(KeyIdFault::Path)),
            ("/dev/null", Some(KeyIdFault::Path)),
            ("x' OR '1'='1", Some(KeyIdFault::Statement)),
            ("x' UNION SELECT 'k", Some(KeyIdFault::Statement)),
            ("key; rm -rf x", Some(KeyIdFault::Command)),
            ("key|/bin/id", Some(KeyIdFault::Command)),
            ("k\\u0000", Some(KeyIdFault::ControlCharacter)),
        ] {
            assert_eq!(read(&format!(r#"{{"alg":"HS256","kid":"{kid}"}}"#)).key_id_fault, expected, "{kid}");
        }
    }

    #[test]
    fn knows_demands_that_nobody_understands() {
        for (json, expected) in [
            (r#"{"alg":"RS256"}"#, false),
            (r#"{"alg":"RS256","crit":["b64"],"b64":false}"#, false),
            (r#"{"alg":"RS256","crit":["b64","http://x.example/y"]}"#, true),
            (r#"{"alg":"RS256","crit":[]}"#, true),
            (r#"{"alg":"RS256","crit":"b64"}"#, true),
        ] {
            assert_eq!(read(json).has_unknown_demand, expected, "{json}");
        }
        assert_eq!(read(r#"{"typ":"JWT"}"#).algorithm, Algorithm::Missing);
        assert_eq!(read(r#"{"alg":1}"#).algorithm, Algorithm::Missing);
        assert!(read(r#"{"alg":"RS256","alg":"none"}"#).has_duplicates);
        assert_eq!(read(r#"{"alg":"RS256","alg":"none"}"#).algorithm, Algorithm::None);
    }
}
