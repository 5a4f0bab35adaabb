//! Bytes that are mostly text.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The bytes of a body or of a header's value. In JSON a string where they are UTF-8, else `{"base64": "..."}`.
///
/// `Debug` tells how many there are, never which.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Octets(Vec<u8>);

impl Octets {
    /// Returns the bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Octets {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&str> for Octets {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl From<String> for Octets {
    fn from(text: String) -> Self {
        Self(text.into_bytes())
    }
}

impl fmt::Debug for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Octets({} bytes)", self.0.len())
    }
}

/// The two forms in JSON.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Form<'t> {
    Text(#[serde(borrow)] Cow<'t, str>),
    Binary { base64: Cow<'t, str> },
}

impl Serialize for Octets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) => Form::Text(Cow::Borrowed(text)),
            Err(_) => Form::Binary { base64: Cow::Owned(STANDARD.encode(&self.0)) },
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Form::deserialize(deserializer)? {
            Form::Text(text) => Ok(Self(text.into_owned().into_bytes())),
            Form::Binary { base64 } => {
                STANDARD.decode(base64.as_ref()).map(Self).map_err(|_| D::Error::custom("not base64"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_text_in_json_where_it_can_be() {
        for (bytes, json) in [(&b"{\"a\":1}"[..], r#""{\"a\":1}""#), (&[0xff, 0], r#"{"base64":"/wA="}"#)] {
            let octets = Octets::from(bytes.to_vec());
            assert_eq!(serde_json::to_string(&octets).unwrap(), json);
            assert_eq!(serde_json::from_str::<Octets>(json).unwrap(), octets);
        }
        assert!(serde_json::from_str::<Octets>(r#"{"base64":"?"}"#).is_err());
        assert!(serde_json::from_str::<Octets>("[1]").is_err());
    }
}
