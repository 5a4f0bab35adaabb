//! Secrets in texts, by forms that nothing else has.

mod base64;
mod checksum;
mod jwt;
mod pem;
mod placeholder;
mod tokens;
mod url;

pub(crate) use placeholder::is_placeholder;

/// The shortest text that can hold one.
const SHORTEST: usize = 14;

/// What a text gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secret {
    /// A key or token, by what a person calls it, with its article.
    Token(&'static str),
    /// A signed JSON Web Token.
    JsonWebToken(Validity),
    /// A private key in PEM.
    PrivateKey,
    /// User and password as HTTP carries them.
    BasicCredentials,
    /// User and password in a URL.
    UrlCredentials,
}

/// How long a token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Validity {
    /// Until a time that had passed when this version of the library was released.
    Expired,
    /// For a day at most.
    Short,
    /// Until the time it names.
    Limited,
    /// It names no end.
    Unlimited,
}

impl Secret {
    /// Returns what a person calls it, with its article.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Token(label) => label,
            Self::JsonWebToken(Validity::Expired) => "a JSON Web Token that has expired",
            Self::JsonWebToken(Validity::Short) => "a JSON Web Token that lasts a day at most",
            Self::JsonWebToken(Validity::Limited) => "a JSON Web Token",
            Self::JsonWebToken(Validity::Unlimited) => "a JSON Web Token that never expires",
            Self::PrivateKey => "a private key",
            Self::BasicCredentials => "a user and a password for HTTP Basic",
            Self::UrlCredentials => "a URL with a user and a password",
        }
    }
}

/// Returns the first secret of a text. What is plainly made up for documentation is none.
pub(crate) fn find(text: &str) -> Option<Secret> {
    if text.len() < SHORTEST {
        return None;
    }
    let bytes = text.as_bytes();
    let mut previous = b' ';
    for (at, &byte) in bytes.iter().enumerate() {
        let before = std::mem::replace(&mut previous, byte);
        let found = if byte == b':' {
            url::at(text, at)
        } else if !is_word(before) && !byte.is_ascii_whitespace() {
            bytes
                .get(at..)
                .and_then(<[u8]>::first_chunk)
                .and_then(|first| candidate(*first, before, text, at))
        } else {
            None
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Looks at a word by its first three bytes. No byte is looked at again and again: where a form may go on without end,
/// it begins only where it could not have begun before.
fn candidate(first: [u8; 3], before: u8, text: &str, at: usize) -> Option<Secret> {
    match &first {
        b"eyJ" if !jwt::is_inside(before) => jwt::at(text.get(at..)?),
        b"---" => pem::at(text.get(at..)?),
        b"Bas" => basic(text.get(at..)?),
        _ if tokens::may_begin(first) => tokens::at(text.get(at..)?),
        _ => None,
    }
}

/// Reads `Basic` with its credentials (RFC 7617).
fn basic(text: &str) -> Option<Secret> {
    let rest = text.strip_prefix("Basic ")?;
    let end = rest.bytes().position(|byte| !base64::is_standard(byte)).unwrap_or(rest.len());
    let decoded = base64::decode(rest.get(..end)?)?;
    let decoded = std::str::from_utf8(&decoded).ok().filter(|text| !text.chars().any(char::is_control))?;
    let (user, password) = decoded.split_once(':')?;
    (!user.is_empty() && !is_placeholder(password) && user != password).then_some(Secret::BasicCredentials)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests;
