//! Reading the detectors of a settings file.

use crate::config::{ConfigError, Entry};
use crate::sensitive::{Custom, Places};
use crate::{Detector, DetectorScope, SensitiveGroup};

const KEYS: [&str; 7] = ["name", "group", "pattern", "fields", "validator", "scopes", "score"];

/// Reads a list of detectors, and tries to compile them.
pub(super) fn read(list: &Entry<'_>) -> Result<Vec<Detector>, ConfigError> {
    let detectors = list.items()?.iter().map(detector).collect::<Result<Vec<_>, ConfigError>>()?;
    Custom::new(detectors.clone())?;
    Ok(detectors)
}

fn detector(entry: &Entry<'_>) -> Result<Detector, ConfigError> {
    let members = entry.members(&KEYS)?;
    let find = |key: &str| members.iter().find(|member| member.key() == key);
    let name = find("name").ok_or_else(|| entry.missing("name"))?;
    let group = find("group").ok_or_else(|| entry.missing("group"))?;
    let group = group.word(SensitiveGroup::from_word, "pii, pci, secret, health, network")?;
    let mut detector = Detector::new(name.string()?, group);
    let mut places = Places { detector: Some(entry.position()), ..Places::default() };
    for member in &members {
        let at = Some(member.position());
        match member.key() {
            "name" => places.name = at,
            "pattern" => {
                places.pattern = at;
                detector = detector.pattern(member.string()?);
            }
            "fields" => {
                places.fields = at;
                detector = detector.fields(strings(member)?);
            }
            "validator" => {
                places.validator = at;
                detector = detector.validator(member.string()?);
            }
            "scopes" => {
                places.scopes = at;
                detector = detector.scopes(scopes(member)?);
            }
            "score" => {
                places.score = at;
                detector = detector.score(score(member)?);
            }
            _ => {}
        }
    }
    Ok(detector.at(places))
}

fn strings<'t>(list: &Entry<'t>) -> Result<Vec<&'t str>, ConfigError> {
    list.one_or_more()?.iter().map(Entry::string).collect()
}

fn scopes(list: &Entry<'_>) -> Result<Vec<DetectorScope>, ConfigError> {
    let scope = |entry: &Entry<'_>| entry.word(DetectorScope::from_word, "query, body, header, response");
    list.one_or_more()?.iter().map(scope).collect()
}

fn score(entry: &Entry<'_>) -> Result<f32, ConfigError> {
    entry.scalar()?.parse().map_err(|_| entry.wrong_type("a number"))
}
