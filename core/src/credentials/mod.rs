//! What a call carries to prove who makes it, and how strong that is.
//!
//! Nothing is verified here: a credential is what a caller claims. Values stay behind this module: `Debug` shows none, and
//! what leaves is a scheme, a place, a strength, or a keyed hash.

mod authorization;
mod basic;
mod certificate;
mod cookies;
mod credential;
mod fingerprint;
pub(crate) mod jwt;
mod key_names;
mod names;
mod passwords;
mod placeholder;
mod read;
mod schemes;
mod target;

pub(crate) use basic::Weakness;
pub use credential::{Credential, CredentialPlace, CredentialScheme, CredentialStrength};
pub(crate) use fingerprint::Domain;
pub use fingerprint::{FingerprintKey, KeyedHash};
pub(crate) use jwt::WeakSecrets;
pub use key_names::ApiKeyNames;
pub use read::Credentials;
pub use schemes::CredentialSchemes;

#[cfg(test)]
mod tests;
