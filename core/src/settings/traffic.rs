//! Reading what settings say of traffic.

use ipnet::IpNet;

use super::{AddressPrivacy, PrincipalPrivacy, Privacy};
use crate::config::{ConfigError, Entry};
use crate::exchange::address::network;
use crate::quoted::Quoted;
use crate::{ContentLimits, ForwardingHeader, TrustedProxies};

/// What is decided about traffic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Traffic {
    pub(super) trusted_proxies: TrustedProxies,
    pub(super) content_limits: ContentLimits,
    pub(super) privacy: Privacy,
    /// The name of the file with secrets. Whoever reads the settings reads it.
    pub(super) weak_secrets: Option<String>,
}

impl Traffic {
    /// Reads a section over what is decided already: what it leaves out stays.
    pub(super) fn read(&mut self, section: &Entry<'_>) -> Result<(), ConfigError> {
        for member in section.members(&["trusted_proxies", "decoding", "privacy", "weak_secrets"])? {
            match member.key() {
                "trusted_proxies" => self.trusted_proxies = trusted_proxies(&member)?,
                "decoding" => self.content_limits = decoding(&member, self.content_limits)?,
                "privacy" => self.privacy = privacy(&member, self.privacy)?,
                _ => self.weak_secrets = Some(file(&member)?),
            }
        }
        Ok(())
    }
}

/// Both must be there: a header that the proxies do not write themselves is the caller's.
fn trusted_proxies(section: &Entry<'_>) -> Result<TrustedProxies, ConfigError> {
    let members = section.members(&["header", "networks"])?;
    let find =
        |key: &str| members.iter().find(|member| member.key() == key).ok_or_else(|| section.missing(key));
    let known = "forwarded, x-forwarded-for";
    let from_word = |word: &str| {
        ForwardingHeader::from_word(&word.to_ascii_lowercase())
            .filter(|header| *header != ForwardingHeader::None)
    };
    let header = find("header")?.word(from_word, known)?;
    let one = |entry: &Entry<'_>| {
        let text = entry.string()?;
        network(text)
            .ok_or_else(|| entry.invalid(format!("{} is no network such as 10.0.0.0/8", Quoted(text))))
    };
    let networks = find("networks")?.one_or_more()?.into_iter().map(|entry| one(&entry));
    Ok(TrustedProxies::new(header, networks.collect::<Result<Vec<IpNet>, ConfigError>>()?))
}

fn decoding(section: &Entry<'_>, mut limits: ContentLimits) -> Result<ContentLimits, ConfigError> {
    for member in section.members(&["size", "ratio"])? {
        let number = number(&member)?;
        limits = match member.key() {
            "size" => limits.with_size(number),
            _ => limits.with_ratio(number),
        };
    }
    Ok(limits)
}

fn number(entry: &Entry<'_>) -> Result<usize, ConfigError> {
    let number = entry.scalar()?.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| entry.wrong_type("a whole number above 0"))
}

fn privacy(section: &Entry<'_>, mut privacy: Privacy) -> Result<Privacy, ConfigError> {
    for member in section.members(&["addresses", "principals"])? {
        privacy = match member.key() {
            "addresses" => {
                privacy.with_addresses(member.word(AddressPrivacy::from_word, "full, prefix, hash")?)
            }
            _ => privacy.with_principals(member.word(PrincipalPrivacy::from_word, "full, hash")?),
        };
    }
    Ok(privacy)
}

fn file(entry: &Entry<'_>) -> Result<String, ConfigError> {
    match entry.string()? {
        "" => Err(entry.invalid("this should be the name of a file")),
        name => Ok(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    #[test]
    fn reads_what_traffic_needs() {
        let text = "traffic:
  trusted_proxies: {header: X-Forwarded-For, networks: [10.0.0.0/8, 192.0.2.7, '2001:db8::/32']}
  decoding: {size: 65536, ratio: 20}
  privacy: {addresses: hash, principals: full}
  weak_secrets: lists/secrets.txt
";
        let settings = Settings::parse(text.as_bytes()).unwrap();
        let networks = ["10.0.0.0/8", "192.0.2.7/32", "2001:db8::/32"];
        let proxies = |header, networks: &[&str]| TrustedProxies::parse(header, networks).unwrap();
        assert_eq!(*settings.trusted_proxies(), proxies(ForwardingHeader::XForwardedFor, &networks));
        assert_eq!(settings.content_limits(), ContentLimits::default().with_size(65_536).with_ratio(20));
        let privacy = Privacy::default().with_addresses(AddressPrivacy::Hash);
        assert_eq!(settings.privacy(), privacy.with_principals(PrincipalPrivacy::Full));
        assert_eq!(settings.weak_secrets(), Some("lists/secrets.txt"));
        let one = "traffic: {trusted_proxies: {header: forwarded, networks: 10.0.0.1}}";
        let one = Settings::parse(one.as_bytes()).unwrap();
        assert_eq!(*one.trusted_proxies(), proxies(ForwardingHeader::Forwarded, &["10.0.0.1/32"]));
        assert_eq!(Settings::parse(b"traffic: {}").unwrap(), Settings::default());
    }

    #[test]
    fn lays_a_section_over_another() {
        let settings =
            Settings::parse(b"traffic: {decoding: {size: 9, ratio: 9}, privacy: {addresses: full}}").unwrap();
        let over = settings
            .with_traffic(br#"{"decoding": {"size": 7}, "privacy": {"principals": "full"}}"#)
            .unwrap();
        assert_eq!(over.content_limits(), ContentLimits::default().with_size(7).with_ratio(9));
        let privacy = Privacy::default().with_addresses(AddressPrivacy::Full);
        assert_eq!(over.privacy(), privacy.with_principals(PrincipalPrivacy::Full));
        assert_eq!(over.clone().with_traffic(b"{}").as_ref(), Ok(&over));
        assert_eq!(over.with_traffic(b"[]").unwrap_err().code(), "wrong-type");
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, code, key, place) in [
            ("proxies: 1", "unknown-key", "proxies", (2, 3)),
            ("trusted_proxies: [10.0.0.0/8]", "wrong-type", "trusted_proxies", (2, 3)),
            ("trusted_proxies: {networks: [10.0.0.0/8]}", "missing-key", "header", (2, 3)),
            ("trusted_proxies: {header: forwarded}", "missing-key", "networks", (2, 3)),
            ("trusted_proxies: {header: none, networks: [::1]}", "invalid-value", "header", (2, 21)),
            ("trusted_proxies: {header: x-real-ip, networks: [::1]}", "invalid-value", "header", (2, 21)),
            ("trusted_proxies: {header: forwarded, networks: []}", "invalid-value", "networks", (2, 40)),
            (
                "trusted_proxies: {header: forwarded, networks: [10.0.0.0/8, 10.0.0.0/33]}",
                "invalid-value",
                "networks",
                (2, 63),
            ),
            ("decoding: {size: 0}", "wrong-type", "size", (2, 14)),
            ("decoding: {ratio: -1}", "wrong-type", "ratio", (2, 14)),
            ("decoding: {size: 1.5}", "wrong-type", "size", (2, 14)),
            ("privacy: {addresses: some}", "invalid-value", "addresses", (2, 13)),
            ("privacy: {principals: prefix}", "invalid-value", "principals", (2, 13)),
            ("weak_secrets: ['a']", "wrong-type", "weak_secrets", (2, 3)),
            ("weak_secrets: ''", "invalid-value", "weak_secrets", (2, 3)),
        ] {
            let error = Settings::parse(format!("traffic:\n  {text}\n").as_bytes()).unwrap_err();
            let found = (error.code(), error.key(), error.line().zip(error.column()));
            assert_eq!(found, (code, Some(key), Some(place)), "{text}: {error}");
        }
    }
}
