//! Reading the detectors of a settings file.

use crate::config::{ConfigError, Entry};
use crate::sensitive::{Custom, Places};
use crate::{Detector, DetectorScope, SensitiveGroup};

const KEYS: [&str; 7] = ["name", "group", "pattern", "fields", "validator", "scopes", "score"];

/// Reads a list of detectors, and tries to compile them.
pub(super) fn read(list: &Entry<'_>) -> Result<Vec<Detector>, ConfigError> {
    let detectors = list.items()?.iter().map(detector).collect::<Result<Vec<_>, ConfigError>>()?;
    Custom::new(&detectors)?;
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

#[cfg(test)]
mod tests {
    use crate::{Scanner, Settings};

    const TEXT: &str = r"
detectors:
  - name: employee-id
    group: pii
    pattern: 'EMP-\d{6}'
    fields: [employee_id, staff number]
    scopes: [body, response]
    score: 0.9
  - {name: badge, group: secret, fields: badge, validator: luhn}
";

    #[test]
    fn reads_detectors() {
        let settings = Settings::parse(TEXT.as_bytes()).unwrap();
        assert_eq!(settings.detectors().len(), 2);
        let scanner = Scanner::builder().settings(&settings).build().unwrap();
        let body = br#"{"note": "EMP-201733", "badge": "79927398713", "staffNumber": "EMP-201734"}"#;
        let found: Vec<(String, f32)> =
            scanner.scan_json(body).into_iter().map(|own| (own.kind.into_owned(), own.confidence)).collect();
        let expected = [("employee-id", 0.9), ("badge", 0.8), ("employee-id", 0.95)];
        assert_eq!(found, expected.map(|(kind, confidence)| (kind.to_owned(), confidence)));
        assert!(Settings::parse(b"detectors: []").unwrap().detectors().is_empty());
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (detector, code, key, place) in [
            ("group: pii\n  pattern: a", "missing-key", "name", (2, 3)),
            ("name: a\n  pattern: a", "missing-key", "group", (2, 3)),
            ("name: a\n  group: loud\n  pattern: a", "invalid-value", "group", (3, 3)),
            ("name: a\n  group: pii\n  regex: a", "unknown-key", "regex", (4, 3)),
            ("name: a\n  group: pii\n  pattern: 1", "wrong-type", "pattern", (4, 3)),
            ("name: a\n  group: pii\n  fields: [a, 1]", "wrong-type", "fields", (4, 15)),
            ("name: a\n  group: pii\n  fields: []", "invalid-value", "fields", (4, 3)),
            ("name: a\n  group: pii\n  pattern: a\n  scopes: [cookie]", "invalid-value", "scopes", (5, 12)),
            ("name: a\n  group: pii\n  pattern: a\n  score: high", "wrong-type", "score", (5, 3)),
            ("name: a\n  group: pii\n  pattern: a\n  score: 2", "invalid-score", "score", (5, 3)),
            ("name: a\n  group: pii\n  pattern: '(a'", "invalid-pattern", "pattern", (4, 3)),
            ("name: a\n  group: pii\n  pattern: 'a?'", "empty-match", "pattern", (4, 3)),
            ("group: pii\n  name: a\n  pattern: '(a{1000}){1000}'", "pattern-too-large", "pattern", (4, 3)),
            ("name: A\n  group: pii\n  pattern: a", "invalid-name", "name", (2, 3)),
            ("name: a\n  group: pii\n  fields: ['_']", "invalid-field", "fields", (4, 3)),
            (
                "name: a\n  group: pii\n  fields: [a]\n  validator: lun",
                "unknown-validator",
                "validator",
                (5, 3),
            ),
        ] {
            let error = Settings::parse(format!("detectors:\n- {detector}\n").as_bytes()).unwrap_err();
            let found = (error.code(), error.key(), error.line().zip(error.column()));
            assert_eq!(found, (code, Some(key), Some(place)), "{detector}: {error}");
        }
        let error = Settings::parse(b"detectors: [{name: a, group: pii}]").unwrap_err();
        assert_eq!((error.code(), error.line(), error.column()), ("empty-detector", Some(1), Some(13)));
        let error = Settings::parse(b"detectors: {name: a}").unwrap_err();
        assert_eq!(error.code(), "wrong-type");
    }

    #[test]
    fn says_where_a_detector_stands_that_clashes_with_another_one() {
        let settings = Settings::parse(b"detectors:\n- {name: a, group: pii, pattern: x}\n").unwrap();
        let own = crate::Detector::new("a", crate::SensitiveGroup::Pii).pattern("y");
        let error = Scanner::builder().detector(own).settings(&settings).build().unwrap_err();
        assert_eq!((error.code(), error.line(), error.column()), ("duplicate-name", Some(2), Some(4)));
        assert_eq!(error.to_string(), "detector `a`: another detector has this name (line 2, column 4)");
    }
}
