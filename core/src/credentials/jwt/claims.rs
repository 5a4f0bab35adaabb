//! What a token says of its caller (RFC 7519, section 4.1), as far as its shape goes.

use jiff::Timestamp;

use super::members::Members;

/// Seconds that clocks may differ.
const LEEWAY: f64 = 60.0;
/// Seconds of a day.
pub(crate) const DAY: f64 = 86_400.0;

/// Claims that are there, and the times they name, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Claims {
    expires: Option<f64>,
    not_before: Option<f64>,
    issued: Option<f64>,
    pub(crate) has_issuer: bool,
    pub(crate) has_audience: bool,
    pub(crate) has_duplicates: bool,
    /// Whether it stands for a person, as far as can be told.
    is_of_user: bool,
}

impl Claims {
    /// Reads the JSON of claims.
    pub(super) fn read(json: &[u8]) -> Option<Self> {
        let members = Members::read(json)?;
        let subject = members.value("sub");
        // A client that speaks for itself is its own subject (RFC 9068, section 2.2), and some issuers name the grant.
        let is_client = subject.is_some()
            && [members.value("client_id"), members.value("azp")].contains(&subject)
            || members.text("gty").is_some_and(|grant| grant.starts_with("client"))
            || members.text("idtyp").is_some_and(|kind| kind == "app");
        Some(Self {
            expires: members.number("exp"),
            not_before: members.number("nbf"),
            issued: members.number("iat"),
            has_issuer: members.has("iss"),
            has_audience: members.has("aud"),
            has_duplicates: members.has_duplicates(),
            is_of_user: subject.is_some() && !is_client,
        })
    }

    /// Tells whether it names an end. That it names its beginning is none.
    pub(crate) const fn has_end(&self) -> bool {
        self.expires.is_some()
    }

    /// Tells whether it had expired at a time.
    pub(crate) fn is_expired(&self, at: Timestamp) -> bool {
        self.expires.is_some_and(|end| end + LEEWAY < seconds(at))
    }

    /// Tells whether it was not good yet at a time.
    pub(crate) fn is_early(&self, at: Timestamp) -> bool {
        self.not_before.is_some_and(|start| start - LEEWAY > seconds(at))
    }

    /// Returns for how many seconds it is good: from when it was issued, else from when it begins to be good, else from
    /// when it was seen.
    pub(crate) fn lifetime(&self, seen: Option<Timestamp>) -> Option<f64> {
        let start = self.issued.or(self.not_before).or(seen.map(seconds))?;
        Some(self.expires? - start)
    }

    /// Tells whether it stands for a person, as far as can be told.
    pub(crate) const fn is_of_user(&self) -> bool {
        self.is_of_user
    }
}

fn seconds(time: Timestamp) -> f64 {
    time.as_second() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Claims {
        Claims::read(json.as_bytes()).unwrap()
    }

    const NOON: i64 = 1_795_348_800;

    fn noon() -> Timestamp {
        Timestamp::from_second(NOON).unwrap()
    }

    #[test]
    fn misses_an_end_whatever_else_is_there() {
        assert!(!read(r#"{"iat": 1795348800, "nbf": 1795348800}"#).has_end());
        assert!(
            !read("{}").has_end()
                && !read(r#"{"exp": null}"#).has_end()
                && !read(r#"{"exp": true}"#).has_end()
        );
        assert!(read(r#"{"exp": 1795348800}"#).has_end() && read(r#"{"exp": "1795348800"}"#).has_end());
    }

    #[test]
    fn lets_clocks_differ_by_a_minute() {
        for (shift, expired, early) in
            [(-61, true, false), (-60, false, false), (60, false, false), (61, false, true)]
        {
            let claims = read(&format!(r#"{{"exp": {0}, "nbf": {0}}}"#, NOON + shift));
            assert_eq!((claims.is_expired(noon()), claims.is_early(noon())), (expired, early), "{shift}");
        }
        assert!(read(r#"{"exp": 1795348739.5}"#).is_expired(noon()));
        assert!(!read("{}").is_expired(noon()) && !read("{}").is_early(noon()));
    }

    #[test]
    fn measures_a_life_from_its_beginning() {
        for (json, expected) in [
            (r#"{"iat": 100, "nbf": 400, "exp": 1000}"#, Some(900.0)),
            (r#"{"nbf": 400, "exp": 1000}"#, Some(600.0)),
            (r#"{"exp": 1795348860}"#, Some(60.0)),
            (r#"{"iat": 100}"#, None),
        ] {
            assert_eq!(read(json).lifetime(Some(noon())), expected, "{json}");
        }
        assert_eq!(read(r#"{"exp": 1000}"#).lifetime(None), None);
    }

    #[test]
    fn tells_people_from_clients() {
        for (json, expected) in [
            (r#"{"sub": "ada"}"#, true),
            (r#"{"sub": "ada", "client_id": "shop"}"#, true),
            (r#"{"sub": "shop", "client_id": "shop"}"#, false),
            (r#"{"sub": "shop@clients", "gty": "client-credentials"}"#, false),
            (r#"{"client_id": "shop"}"#, false),
        ] {
            assert_eq!(read(json).is_of_user(), expected, "{json}");
        }
    }
}
