//! Private keys: PEM (RFC 7468), OpenPGP (RFC 9580), SSH2 (RFC 4716) and PuTTY.

use memchr::memmem;

use super::{base64, placeholder};

/// How a key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    /// Under a passphrase.
    Encrypted,
}

const KINDS: [&[u8]; 8] = [b"", b"RSA ", b"EC ", b"DSA ", b"OPENSSH ", b"ENCRYPTED ", b"ANY ", b"ED25519 "];
const PGP: &[u8] = b"PGP PRIVATE KEY BLOCK";
const SSH2: &[u8] = b"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----";
const PUTTY: &[u8] = b"PuTTY-User-Key-File-";
/// Characters of the shortest key.
const SHORTEST: usize = 64;
/// Bytes of the longest key, with line ends and headers.
const LONGEST: usize = 64 * 1024;

/// Reads a key at a place of a text, unless it is cut short. Line ends may be written as `\n`.
pub(crate) fn at(text: &[u8], start: usize) -> Option<(Kind, usize)> {
    let rest = text.get(start..)?;
    let (kind, length) = match rest.first()? {
        b'-' => dashed(rest)?,
        b'P' => putty(rest)?,
        _ => return None,
    };
    Some((kind, start + length))
}

fn dashed(text: &[u8]) -> Option<(Kind, usize)> {
    let Some(rest) = text.strip_prefix(b"-----BEGIN ") else { return ssh2(text) };
    // No label is longer, and no other key may begin in between.
    let label = rest.get(..memmem::find(rest.get(..rest.len().min(SHORTEST))?, b"-----")?)?;
    let is_key = label == PGP || label.strip_suffix(b"PRIVATE KEY").is_some_and(|kind| KINDS.contains(&kind));
    if !is_key {
        return None;
    }
    let body = rest.get(label.len() + 5..)?;
    let length = memmem::find(body.get(..body.len().min(LONGEST))?, b"-----")?;
    let end = body.get(length..)?;
    let closing = end.strip_prefix(b"-----END ")?.strip_prefix(label)?;
    let kind = if label.starts_with(b"ENCRYPTED") { Kind::Encrypted } else { read(body.get(..length)?)? };
    let behind = closing.strip_prefix(b"-----").unwrap_or(closing);
    is_key_body(body.get(..length)?).then_some((kind, text.len() - behind.len()))
}

fn ssh2(text: &[u8]) -> Option<(Kind, usize)> {
    let body = text.strip_prefix(SSH2)?;
    let length = memmem::find(body.get(..body.len().min(LONGEST))?, b"----")?;
    is_key_body(body.get(..length)?).then_some((Kind::Encrypted, SSH2.len() + length))
}

fn putty(text: &[u8]) -> Option<(Kind, usize)> {
    /// Bytes in which the lines before the key have to stand.
    const HEAD: usize = 128;
    const BODY: usize = 4096;
    let head = text.strip_prefix(PUTTY)?;
    let head = head.get(..head.len().min(HEAD))?;
    let encryption = head.get(memmem::find(head, b"Encryption: ")? + 12..)?;
    let kind = if encryption.starts_with(b"none") { Kind::Plain } else { Kind::Encrypted };
    let body = text.get(..text.len().min(BODY))?;
    let private = memmem::find(body, b"Private-Lines: ")?;
    let end = memmem::find(body.get(private..)?, b"Private-MAC: ").map_or(body.len(), |mac| private + mac);
    Some((kind, end))
}

/// Tells how a key is kept by the headers before it (RFC 1421).
fn read(body: &[u8]) -> Option<Kind> {
    let is_encrypted =
        memmem::find(body, b"ENCRYPTED").is_some() || memmem::find(body, b"DEK-Info").is_some();
    Some(if is_encrypted { Kind::Encrypted } else { Kind::Plain })
}

/// Tells whether the lines between the dashes hold a key that was not made up.
fn is_key_body(body: &[u8]) -> bool {
    let mut key: Vec<u8> = Vec::with_capacity(body.len());
    for line in lines(body) {
        let line = line.trim_ascii();
        // A header, or the checksum of OpenPGP.
        if line.contains(&b':') || line.len() == 5 && line.starts_with(b"=") {
            continue;
        }
        key.extend(line);
    }
    key.retain(|byte| !byte.is_ascii_whitespace());
    // The structure around a key repeats itself; its middle does not.
    let middle = key.get(key.len() / 2..).unwrap_or_default();
    let padding = middle.iter().rev().take_while(|byte| **byte == b'=').count();
    let middle = middle.get(..middle.len() - padding).unwrap_or_default();
    key.len() >= SHORTEST
        && key.iter().all(|byte| base64::is_standard(*byte))
        && !placeholder::is_made_up(middle)
}

/// Splits at line ends, also at those that are written as `\n`, `\r` or `\r\n`.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'\\')) else {
            return Some(std::mem::take(&mut rest));
        };
        let (line, behind) = rest.split_at_checked(end)?;
        let (line, behind) = match behind {
            [b'\\', b'n' | b'r', behind @ ..] | [b'\n' | b'\r', behind @ ..] => (line, behind),
            // JSON may escape the slash.
            [b'\\', b'/', ..] => (line, behind.get(1..)?),
            _ => rest.split_at_checked(end + 1)?,
        };
        rest = behind;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "MC4CAQAwBQYDK2VwBCIEIJ3v0Y5q8zXkP1mUu7dFq2bT6nRwLxEoHjKs4ViGcZ9A";

    /// Puts a body between the lines of a label, so that this file itself holds no key.
    fn key(label: &str, body: &str) -> String {
        format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----")
    }

    fn find(text: &str) -> Option<(Kind, usize)> {
        at(text.as_bytes(), 0)
    }

    #[test]
    fn reads_keys_of_all_kinds() {
        for kind in ["", "RSA ", "EC ", "DSA ", "OPENSSH "] {
            let text = key(&format!("{kind}PRIVATE KEY"), BODY);
            assert_eq!(find(&text), Some((Kind::Plain, text.len())), "{kind}");
            assert_eq!(at(format!("a {text} b").as_bytes(), 2), Some((Kind::Plain, text.len() + 2)));
        }
        let text = key("ENCRYPTED PRIVATE KEY", BODY);
        assert_eq!(find(&text), Some((Kind::Encrypted, text.len())));
        let headers = format!("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,7F2A\n\n{BODY}");
        let text = key("RSA PRIVATE KEY", &headers);
        assert_eq!(find(&text), Some((Kind::Encrypted, text.len())));
        let text = key("PGP PRIVATE KEY BLOCK", &format!("Version: 1\n\n{BODY}\n=aX3d"));
        assert_eq!(find(&text), Some((Kind::Plain, text.len())));
        let text = format!("{}\n{BODY}\n---- END", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----");
        assert_eq!(find(&text).map(|found| found.0), Some(Kind::Encrypted));
    }

    #[test]
    fn reads_keys_of_putty() {
        let text = |encryption: &str| {
            let head =
                format!("{}2: ssh-rsa\nEncryption: {encryption}\nComment: k\n", "PuTTY-User-Key-File-");
            format!("{head}Public-Lines: 1\n{BODY}\nPrivate-Lines: 1\n{BODY}\nPrivate-MAC: 00")
        };
        assert_eq!(find(&text("none")).map(|found| found.0), Some(Kind::Plain));
        assert_eq!(find(&text("aes256-cbc")).map(|found| found.0), Some(Kind::Encrypted));
        assert_eq!(find(&text("none").replace("Private-Lines", "Public-Lines")), None);
    }

    #[test]
    fn passes_over_what_is_no_private_key() {
        for text in [
            key("PUBLIC KEY", BODY),
            key("CERTIFICATE", BODY),
            key("PRIVATE KEY", "..."),
            key("PRIVATE KEY", &"x".repeat(80)),
            key("PRIVATE KEY", &format!("{BODY} {{key}}")),
            key("PRIVATE KEY", BODY).replace("END", "BEGIN"),
            key("PRIVATE KEY", BODY).replace("-----END PRIVATE", "-----END PUBLIC"),
            key("PRIVATE KEY", BODY).replace('\n', "\\n").replace("\\n-----E", "\\x-----E"),
        ] {
            assert_eq!(find(&text), None, "{text}");
        }
        let text = key("PRIVATE KEY", BODY).replace('\n', "\\n");
        assert_eq!(find(&text), Some((Kind::Plain, text.len())));
        let text = key("PRIVATE KEY", &BODY.replacen("Xk", "\\/+", 1));
        assert_eq!(find(&text), Some((Kind::Plain, text.len())));
    }
}
