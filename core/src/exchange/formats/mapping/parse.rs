//! Reading a user's mapping.

use super::{BodyEncoding, DurationUnit, FieldPath, MappedField, Mapping};
use crate::config::{self, ConfigError, Entry};

const UNIT: &str = "duration_unit";
const ENCODING: &str = "body_encoding";

impl Mapping {
    /// Reads a mapping in YAML or JSON.
    ///
    /// # Errors
    /// Returns [`ConfigError`] for an unknown key, a field that names nothing, or a mapping by which no request could be
    /// read; it names the key and the line.
    pub fn parse(text: &[u8]) -> Result<Self, ConfigError> {
        let tree = config::parse(text)?;
        let root = Entry::root(&tree)?;
        let known: Vec<&str> =
            MappedField::ALL.iter().map(|field| field.as_str()).chain([UNIT, ENCODING]).collect();
        let mut mapping = Self::of(&[]);
        for member in root.members(&known)? {
            match MappedField::from_word(member.key()) {
                Some(field) => {
                    let paths = member.one_or_more()?.iter().map(field_path).collect::<Result<_, _>>()?;
                    mapping.fields.push((field, paths));
                }
                None if member.key() == UNIT => {
                    mapping.duration_unit = member.word(DurationUnit::from_word, "s, ms, us, ns")?;
                }
                None => mapping.body_encoding = member.word(BodyEncoding::from_word, "text, base64")?,
            }
        }
        let has = |field| mapping.fields.iter().any(|(own, _)| *own == field);
        if !has(MappedField::RequestLine) {
            for needed in [MappedField::Method, MappedField::Path] {
                if !has(needed) {
                    return Err(root.missing(needed.as_str()));
                }
            }
        }
        Ok(mapping)
    }
}

fn field_path(entry: &Entry<'_>) -> Result<FieldPath, ConfigError> {
    let text = entry.string()?;
    let path = FieldPath::new(text);
    if path.0.iter().any(String::is_empty) {
        return Err(
            entry.invalid("this should be a field such as `status`, `request.method` or `/http.status`")
        );
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_mapping() {
        let mapping = Mapping::parse(
            b"path: [a.b, /c.d/e~1f]\nmethod: m\nduration: d\nduration_unit: us\nbody_encoding: base64\n",
        )
        .unwrap();
        assert_eq!(mapping.duration_unit, DurationUnit::Microseconds);
        assert_eq!(mapping.body_encoding, BodyEncoding::Base64);
        let paths = &mapping.fields[0].1;
        assert_eq!(
            *paths,
            [FieldPath(vec!["a".into(), "b".into()]), FieldPath(vec!["c.d".into(), "e/f".into()])]
        );
        assert!(Mapping::parse(b"request_line: request").is_ok());
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, code, key, line) in [
            ("method: m\n", "missing-key", "path", 1),
            ("path: p\n", "missing-key", "method", 1),
            ("method: m\npath: p\nstate: s\n", "unknown-key", "state", 3),
            ("method: m\npath: 1\n", "wrong-type", "path", 2),
            ("method: m\npath: a..b\n", "invalid-value", "path", 2),
            ("method: m\npath: []\n", "invalid-value", "path", 2),
            ("method: ''\npath: p\n", "invalid-value", "method", 1),
            ("method: m\npath: p\nduration_unit: min\n", "invalid-value", "duration_unit", 3),
            ("method: m\npath: p\npath: q\n", "invalid-value", "path", 3),
            ("[]", "wrong-type", "file", 1),
        ] {
            let error = Mapping::parse(text.as_bytes()).unwrap_err();
            assert_eq!(
                (error.code(), error.key(), error.line()),
                (code, Some(key), Some(line)),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn documents_every_key() {
        let page = include_str!("../mapping.rs");
        for field in MappedField::ALL {
            let is_shown = page.contains(&format!("/// {field}: ")) || page.contains(&format!("`{field}`"));
            assert!(is_shown, "{field}");
        }
    }
}
