//! Reading a settings file.

use jiff::{Timestamp, civil, tz};

use super::{RuleSetting, Settings, Suppressed, Suppression, detectors};
use crate::config::{self, ConfigError, Entry};
use crate::sensitive::repeated;
use crate::{FindingId, Profile, Severity, rules};

impl Settings {
    /// Reads settings in YAML or JSON.
    ///
    /// # Errors
    /// Returns [`ConfigError`] for an unknown key or rule, a suppression without a reason, a bad date, a network that is none,
    /// or a detector that cannot be built; it names the key and the line.
    pub fn parse(text: &[u8]) -> Result<Self, ConfigError> {
        let tree = config::parse(text)?;
        let mut settings = Self::default();
        let known = ["profile", "public", "rules", "suppressions", "detectors", "traffic"];
        for member in Entry::root(&tree)?.members(&known)? {
            match member.key() {
                "profile" => {
                    settings.profile = member.word(Profile::from_word, "default, strict, pedantic")?;
                }
                "public" => {
                    for endpoint in member.items()? {
                        settings.public.insert(endpoint.string()?).map_err(|why| endpoint.invalid(why))?;
                    }
                }
                "rules" => {
                    for rule in member.entries()? {
                        settings.rules.insert(known_rule(&rule, rule.key())?.to_owned(), setting(&rule)?);
                    }
                }
                "detectors" => settings.detectors = detectors::read(&member)?,
                "traffic" => settings.traffic.read(&member)?,
                _ => {
                    settings.suppressions =
                        member.items()?.iter().map(suppression).collect::<Result<_, ConfigError>>()?;
                }
            }
        }
        Ok(settings)
    }

    /// Reads a `traffic` section by itself, YAML or JSON, over what the settings say of traffic: what it leaves out stays.
    ///
    /// # Errors
    /// Returns [`ConfigError`] for an unknown key, a value that means nothing or a network that is none.
    ///
    /// # Examples
    /// ```
    /// use watchgate::Settings;
    ///
    /// let settings = Settings::default().with_traffic(br#"{"privacy": {"addresses": "hash"}}"#)?;
    /// assert_ne!(settings, Settings::default());
    /// # Ok::<(), watchgate::ConfigError>(())
    /// ```
    pub fn with_traffic(mut self, text: &[u8]) -> Result<Self, ConfigError> {
        self.traffic.read(&Entry::root(&config::parse(text)?)?)?;
        Ok(self)
    }
}

/// Reads `off`, `on` or a severity. YAML 1.2 reads `off` as a string; a boolean says the same.
fn setting(rule: &Entry<'_>) -> Result<RuleSetting, ConfigError> {
    if let Ok(enabled) = rule.boolean() {
        return Ok(if enabled { RuleSetting::On } else { RuleSetting::Off });
    }
    let from_word = |word: &str| match word {
        "off" => Some(RuleSetting::Off),
        "on" => Some(RuleSetting::On),
        _ => Severity::from_word(word).map(RuleSetting::Severity),
    };
    rule.word(from_word, "off, on, info, low, medium, high, critical")
}

fn known_rule<'t>(entry: &Entry<'t>, name: &'t str) -> Result<&'t str, ConfigError> {
    if rules::find(name).is_some() {
        return Ok(name);
    }
    Err(entry.invalid(format!("there is no rule `{}`", repeated::name(name))))
}

fn suppression(entry: &Entry<'_>) -> Result<Suppression, ConfigError> {
    let (mut finding, mut rule, mut operation, mut reason, mut expires) = (None, None, None, None, None);
    for member in entry.members(&["finding", "rule", "operation", "reason", "expires"])? {
        match member.key() {
            "finding" => {
                finding = Some(identity(&member)?);
            }
            "rule" => rule = Some(known_rule(&member, member.string()?)?.to_owned()),
            "operation" => operation = Some(member.string()?.to_owned()),
            "reason" => reason = Some(member.string()?.trim().to_owned()),
            _ => expires = Some(timestamp(&member)?),
        }
    }
    if reason.is_none_or(|reason| reason.is_empty()) {
        return Err(entry.missing("reason"));
    }
    let what = match (finding, rule, operation) {
        (Some(id), None, None) => Suppressed::Finding(id),
        (None, Some(rule), Some(operation)) => Suppressed::RuleOnOperation { rule, operation },
        _ => return Err(entry.invalid("name either a `finding`, or a `rule` and an `operation`")),
    };
    Ok(Suppression { what, expires })
}

fn identity(entry: &Entry<'_>) -> Result<FindingId, ConfigError> {
    let text = entry.scalar()?;
    let is_whole = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let bits = u64::from_str_radix(text, 16).ok().filter(|_| is_whole);
    let wrong = || entry.invalid("this should be a finding's identity of 16 hexadecimal digits");
    bits.map(FindingId::new).ok_or_else(wrong)
}

/// Reads a date, which ends at midnight UTC when it begins, or a time (RFC 3339).
fn timestamp(entry: &Entry<'_>) -> Result<Timestamp, ConfigError> {
    let text = entry.string()?;
    let date = |text: &str| {
        text.parse::<civil::Date>().ok()?.to_zoned(tz::TimeZone::UTC).ok().map(|at| at.timestamp())
    };
    text.parse()
        .ok()
        .or_else(|| date(text))
        .ok_or_else(|| entry.invalid("this should be a date such as 2027-06-30"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_profile_and_what_is_public() {
        let settings = Settings::parse(b"profile: strict\npublic: [GET /health, GET /status/*]\n").unwrap();
        assert_eq!(settings.profile(), Profile::Strict);
        assert_ne!(settings, Settings::default().with_profile(Profile::Strict));
        assert_eq!(Settings::parse(b"{}").unwrap(), Settings::default());
        assert_eq!(Settings::default().profile(), Profile::Default);
    }

    #[test]
    fn refuses_what_names_no_endpoint_and_says_where() {
        for (text, code, line) in [
            ("profile: loud\n", "invalid-value", 1),
            ("public:\n- GET /a\n- /health\n", "invalid-value", 3),
            ("public: [get /health]\n", "invalid-value", 1),
            ("public: [GET health]\n", "invalid-value", 1),
            ("public: [GET  /health]\n", "invalid-value", 1),
            ("public: [GET /a*]\n", "invalid-value", 1),
            ("public: ['* /health']\n", "invalid-value", 1),
            ("public: GET /health\n", "wrong-type", 1),
            ("public: [1]\n", "wrong-type", 1),
        ] {
            let error = Settings::parse(text.as_bytes()).unwrap_err();
            assert_eq!((error.code(), error.line()), (code, Some(line)), "{text}");
        }
    }

    #[test]
    fn takes_identities_of_exactly_sixteen_hexadecimal_digits() {
        let parse = |id: &str| {
            let text = format!("suppressions: [{{finding: '{id}', reason: known}}]");
            Settings::parse(text.as_bytes()).map_err(|error| error.code())
        };
        assert!(parse("9f3c0a4e1b7d2c55").is_ok());
        for id in ["9f3c", "+f3c0a4e1b7d2c55", "9f3c0a4e1b7d2c550", "9f3c0a4e1b7d2c5g", ""] {
            assert_eq!(parse(id), Err("invalid-value"), "{id}");
        }
    }
}
