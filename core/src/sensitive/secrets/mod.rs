//! Secrets in texts, by forms that nothing else has.
//!
//! Each module reads one kind at a place of a text of bytes. No byte is looked at again and again: where a form may go on
//! without end, it begins only where it could not have begun before.

pub(crate) mod base64;
pub(crate) mod basic;
mod checksum;
pub(crate) mod jwt;
pub(crate) mod pem;
mod placeholder;
pub(crate) mod tokens;
pub(crate) mod url;

pub(crate) use placeholder::{is_example, is_placeholder};
use tokens::{Kind, Purpose, Strength, Token};

/// The shortest text that can hold one.
const SHORTEST: usize = 14;

/// Whether a password is one that somebody uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    Real,
    /// It was written to be replaced, or stands in an example.
    Placeholder,
}

/// What a document gives away.
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

/// Returns the first secret of a document's text. What is plainly made up for documentation is none.
pub(crate) fn find(text: &str) -> Option<Secret> {
    first(text).map(|(_, secret)| secret)
}

/// Returns the first secret of a text, and where it begins.
pub(crate) fn first(text: &str) -> Option<(usize, Secret)> {
    if text.len() < SHORTEST {
        return None;
    }
    let text = text.as_bytes();
    let mut previous = b' ';
    for (at, &byte) in text.iter().enumerate() {
        let before = std::mem::replace(&mut previous, byte);
        let found = match byte {
            b':' => {
                let is_real = url::at(text, at).is_some_and(|found| found.worth == Worth::Real);
                is_real.then_some(Secret::UrlCredentials).or_else(|| token(tokens::around(text, at)?))
            }
            b'-' | b'.' | b'~' => pem(text, at).or_else(|| token(tokens::around(text, at)?)),
            _ if !is_word(before) && !byte.is_ascii_whitespace() => candidate(text, at),
            _ => None,
        };
        if let Some(secret) = found {
            return Some((at, secret));
        }
    }
    None
}

/// Looks at a word.
fn candidate(text: &[u8], at: usize) -> Option<Secret> {
    let found = match text.get(at..)?.first_chunk()? {
        b"eyJ" => jwt::in_document(text, at),
        b"PuT" => pem(text, at),
        b"Bas" => {
            basic::at(text, at).filter(|found| found.worth == Worth::Real).map(|_| Secret::BasicCredentials)
        }
        _ => None,
    };
    found.or_else(|| token(tokens::at(text, at)?))
}

fn pem(text: &[u8], at: usize) -> Option<Secret> {
    pem::at(text, at).map(|_| Secret::PrivateKey)
}

/// Tells what a token means in a document, whose words around it nobody looks at.
fn token(token: Token) -> Option<Secret> {
    let is_secret = token.form.kind == Kind::Key
        && token.form.purpose == Purpose::Production
        && token.strength > Strength::Weak;
    is_secret.then_some(Secret::Token(token.form.label))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests;
