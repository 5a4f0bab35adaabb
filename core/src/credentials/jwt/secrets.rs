//! Secrets of tokens that everybody knows: those of tutorials, samples and defaults.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// Words that stand where a secret belongs.
const KNOWN: [&str; 137] = [
    "",
    "0",
    "00000000",
    "0123456789",
    "1",
    "111111",
    "12",
    "123",
    "123123",
    "1234",
    "12345",
    "123456",
    "12345678",
    "123456789",
    "1234567890",
    "API_SECRET",
    "APP_SECRET",
    "HS256",
    "JWT",
    "JWT_KEY",
    "JWT_SECRET",
    "JWT_SECRET_KEY",
    "MY_SECRET",
    "MySecret",
    "NOT_SO_SECRET",
    "SECRET",
    "SECRET_KEY",
    "SecretKey",
    "TOKEN_SECRET",
    "YOUR_SECRET",
    "YOUR_SECRET_KEY",
    "_secret_",
    "a",
    "a-secret",
    "a-string-secret-at-least-256-bits-long",
    "abc",
    "abc123",
    "access",
    "access-token-secret",
    "access_secret",
    "admin",
    "admin123",
    "app",
    "app_secret",
    "auth",
    "auth-secret",
    "bar",
    "change-me",
    "change_me",
    "changeit",
    "changeme",
    "chave",
    "default",
    "defaultsecret",
    "demo",
    "dev",
    "dev-secret",
    "development",
    "example",
    "example-key",
    "example_key",
    "foo",
    "foobar",
    "guest",
    "hello",
    "hmac",
    "jwt",
    "jwt-secret",
    "jwtSecret",
    "jwt_secret",
    "jwt_secret_key",
    "jwtsecret",
    "key",
    "keyboard cat",
    "letmein",
    "local",
    "my-secret",
    "my-secret-key",
    "my_secret",
    "my_secret_key",
    "mysecret",
    "mysecretkey",
    "none",
    "null",
    "pass",
    "passw0rd",
    "password",
    "password1",
    "private",
    "private_key",
    "privatekey",
    "qwerty",
    "refresh_secret",
    "root",
    "s3cr3t",
    "sample",
    "secret",
    "secret-key",
    "secret123",
    "secret_key",
    "secretkey",
    "session",
    "shhhh",
    "shhhhh",
    "shhhhhhared-secret",
    "signing-key",
    "super-secret",
    "super_secret",
    "supersecret",
    "supersecretkey",
    "system",
    "test",
    "test-secret",
    "test123",
    "test_secret",
    "testing",
    "this is a secret",
    "token",
    "token-secret",
    "tokensecret",
    "top-secret",
    "topsecret",
    "undefined",
    "very-secret",
    "verysecret",
    "welcome",
    "your-256-bit-secret",
    "your-384-bit-secret",
    "your-512-bit-secret",
    "your-secret",
    "your-secret-key",
    "your_jwt_secret",
    "your_jwt_secret_key",
    "your_secret",
    "your_secret_key",
    "yoursecret",
    "yoursecretkey",
];

/// Tokens whose answers are remembered. Past them all are forgotten.
const REMEMBERED: usize = 65_536;

/// Secrets that a token must not be signed with, and the tokens that were tried: many calls carry the same one. `Debug` tells
/// how many secrets were added.
#[derive(Clone, Default)]
pub(crate) struct WeakSecrets {
    more: Vec<Box<[u8]>>,
    tried: Arc<Mutex<FxHashMap<[u8; 16], bool>>>,
}

impl WeakSecrets {
    /// Adds the lines of a list, one secret a line.
    #[must_use]
    pub(crate) fn with_list(mut self, list: &[u8]) -> Self {
        let lines = list.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        self.more.extend(lines.filter(|line| !line.is_empty()).map(Into::into));
        // What was tried with fewer secrets has no answer yet.
        self.tried = Arc::default();
        self
    }

    /// Returns the answer for a token: the one that it had before, or that of a trial.
    pub(super) fn once(&self, token: &[u8], is_weak: impl FnOnce() -> bool) -> bool {
        let digest = Sha256::digest(token);
        let Some(name) = digest.first_chunk().copied() else { return is_weak() };
        let tried = || self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = tried().get(&name) {
            return *known;
        }
        let answer = is_weak();
        let mut tried = tried();
        if tried.len() >= REMEMBERED {
            tried.clear();
        }
        tried.insert(name, answer);
        answer
    }

    /// Returns each, the best known first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        KNOWN.iter().map(|known| known.as_bytes()).chain(self.more.iter().map(AsRef::as_ref))
    }
}

impl std::fmt::Debug for WeakSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WeakSecrets({} more)", self.more.len())
    }
}
