//! What tells a real token from one that only looks so.

use memchr::memmem;

use super::form::{Form, Proof, Strength};
use crate::sensitive::secrets::placeholder::{is_example, is_made_up};
use crate::sensitive::secrets::{base64, checksum};

/// Ends of tokens that their issuers' own documentation shows, and that others copy from there.
const DOCUMENTED: [&[u8]; 1] = [b"pdFZKVeTuE8sk7oOcBrzbqgy"];
/// How far away a text still stands near.
const NEAR: usize = 256;

/// Returns how sure a text of a form is a token, if it is none of documentation.
pub(super) fn strength(form: &Form, text: &[u8], start: usize, end: usize) -> Option<Strength> {
    let token = text.get(start..end)?;
    let body = token.get(form.prefix.len()..)?;
    let is_real = || !is_made_up(body) && !DOCUMENTED.iter().any(|sample| body.ends_with(sample));
    let is_token = match form.proof {
        Proof::Real => is_real(),
        Proof::Mixed => is_mixed(body) && is_real(),
        Proof::Digest => body.rsplit(|byte| *byte == b'$').next().is_some_and(|digest| !is_made_up(digest)),
        Proof::Opaque => !is_example(body),
        Proof::Crc62 => checksum::is_valid(body),
        Proof::Crc36 => checksum::is_valid_routable(token),
        Proof::Sha256 if checksum::is_valid_fine_grained(token) => return Some(Strength::Proven),
        Proof::Sha256 => is_real(),
        Proof::Holds(part) => memmem::find(body, part.as_bytes()).is_some() && is_real(),
        Proof::Unscoped => is_real() && !is_scope(text.get(end..)?),
        Proof::Near(other) => {
            let around = text.get(start.saturating_sub(NEAR)..text.len().min(end + NEAR))?;
            memmem::find(around, other.as_bytes()).is_some() && is_real()
        }
        Proof::Number => is_number(token) && is_real(),
    };
    is_token.then_some(form.strength)
}

fn is_mixed(body: &[u8]) -> bool {
    let has = |is_one: fn(&u8) -> bool| body.iter().any(is_one);
    let (small, capital) = (has(u8::is_ascii_lowercase), has(u8::is_ascii_uppercase));
    small && capital || (small || capital) && has(u8::is_ascii_digit)
}

/// Tells whether what follows a key is the rest of a credential scope (AWS Signature Version 4).
fn is_scope(behind: &[u8]) -> bool {
    [&b"/"[..], b"%2F", b"%2f", b"&"].iter().any(|sign| behind.starts_with(sign))
}

/// Tells whether the part before the first dot is a decimal number in Base64.
fn is_number(token: &[u8]) -> bool {
    let number = token.split(|byte| *byte == b'.').next().and_then(base64::decode);
    number.is_some_and(|number| (17..=20).contains(&number.len()) && number.iter().all(u8::is_ascii_digit))
}
