//! The set of schemes that a call used.

use std::fmt;

use serde::{Serialize, Serializer};

use super::CredentialScheme;

/// Schemes of credentials, each once. JSON is a list, in the order of [`CredentialScheme::ALL`].
///
/// # Examples
/// ```
/// use watchgate::{CredentialScheme, CredentialSchemes};
///
/// let own: CredentialSchemes = [CredentialScheme::Jwt, CredentialScheme::Basic, CredentialScheme::Jwt].into_iter().collect();
/// assert!(own.iter().eq([CredentialScheme::Basic, CredentialScheme::Jwt]));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct CredentialSchemes(u16);

const _: () = assert!(CredentialScheme::ALL.len() <= u16::BITS as usize, "a scheme is a bit");

impl CredentialSchemes {
    /// Returns each scheme.
    pub fn iter(self) -> impl Iterator<Item = CredentialScheme> {
        CredentialScheme::ALL.iter().copied().filter(move |own| self.contains(*own))
    }

    /// Tells whether a scheme was used.
    #[must_use]
    pub const fn contains(self, scheme: CredentialScheme) -> bool {
        self.0 & 1 << scheme as u16 != 0
    }

    /// Tells whether none was used.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<CredentialScheme> for CredentialSchemes {
    fn from_iter<I: IntoIterator<Item = CredentialScheme>>(schemes: I) -> Self {
        Self(schemes.into_iter().fold(0, |bits, own| bits | 1 << own as u16))
    }
}

impl Serialize for CredentialSchemes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl fmt::Debug for CredentialSchemes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
