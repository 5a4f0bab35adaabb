//! Private keys in PEM (RFC 7468).

use super::{Secret, base64, placeholder};

const KINDS: [&str; 6] = ["", "RSA ", "EC ", "DSA ", "OPENSSH ", "ENCRYPTED "];
/// Characters of the shortest key.
const SHORTEST: usize = 64;

/// Reads a key at the start of a text, unless it is cut short. Line ends may be written as `\n`.
pub(super) fn at(text: &str) -> Option<Secret> {
    let rest = text.strip_prefix("-----BEGIN ")?;
    let (label, body) = rest.split_once("-----")?;
    let kind = label.strip_suffix("PRIVATE KEY")?;
    if !KINDS.contains(&kind) {
        return None;
    }
    let end =
        body.find('-').filter(|end| body.get(*end..).is_some_and(|rest| rest.starts_with("-----END ")))?;
    let body = body.get(..end)?;
    let body = body.replace("\\r", "").replace("\\n", "\n");
    let key: String = body.split_whitespace().collect();
    let is_key = key.len() >= SHORTEST && key.bytes().all(base64::is_standard);
    // The structure around a key repeats itself; its middle does not.
    let middle = key.get(key.len() / 2..).unwrap_or_default();
    (is_key && !placeholder::is_made_up(middle.trim_end_matches('='))).then_some(Secret::PrivateKey)
}
