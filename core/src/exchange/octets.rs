//! Bytes that are mostly text.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
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

impl Serialize for Octets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Ok(text) = std::str::from_utf8(&self.0) {
            return serializer.serialize_str(text);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("base64", &STANDARD.encode(&self.0))?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Form)
    }
}

/// Takes a text, bytes where the format has them, and `{"base64": "..."}`.
struct Form;

impl<'de> Visitor<'de> for Form {
    type Value = Octets;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or an object with `base64`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Octets, E> {
        Ok(Octets::from(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Octets, E> {
        Ok(Octets::from(text))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Octets, E> {
        Ok(Octets(bytes.to_vec()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Octets, A::Error> {
        let Some((key, text)) = map.next_entry::<String, Cow<'de, str>>()? else {
            return Err(A::Error::missing_field("base64"));
        };
        let bytes = STANDARD.decode(text.as_bytes()).ok().filter(|_| key == "base64");
        if map.next_key::<IgnoredAny>()?.is_some() {
            return Err(A::Error::custom("only `base64` belongs here"));
        }
        bytes.map(Octets).ok_or_else(|| A::Error::custom("not base64"))
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
        for wrong in ["[1]", "1", "null", "{}", r#"{"base64":"","x":1}"#, r#"{"text":"aGk="}"#] {
            assert!(serde_json::from_str::<Octets>(wrong).is_err(), "{wrong}");
        }
    }
}
