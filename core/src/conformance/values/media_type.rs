//! The type of a body.

/// A `Content-Type`, taken apart (RFC 9110, section 8.3).
#[derive(Debug, Clone)]
pub(in crate::conformance) struct ContentType {
    /// Type and subtype in small letters.
    pub(in crate::conformance) essence: String,
    pub(in crate::conformance) boundary: Option<String>,
    /// Whether the charset is one in which the body can be read.
    pub(in crate::conformance) is_readable: bool,
}

impl ContentType {
    /// Reads a header's value; `None` where it is no media type.
    pub(in crate::conformance) fn parse(text: &str) -> Option<Self> {
        let mut pieces = text.split(';').map(str::trim);
        let essence = pieces.next()?.to_ascii_lowercase();
        let (kind, subtype) = essence.split_once('/')?;
        let is_token = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&^_.+-*".contains(&b))
        };
        if !is_token(kind) || !is_token(subtype) {
            return None;
        }
        let (mut boundary, mut is_readable) = (None, true);
        for (name, value) in pieces.filter_map(|piece| piece.split_once('=')) {
            let value = value.trim().trim_matches('"');
            if name.trim().eq_ignore_ascii_case("boundary") {
                boundary = Some(value.to_owned());
            } else if name.trim().eq_ignore_ascii_case("charset") {
                let readable = ["utf-8", "utf8", "us-ascii", "ascii"];
                is_readable = readable.iter().any(|own| value.eq_ignore_ascii_case(own));
            }
        }
        Some(Self { essence, boundary, is_readable })
    }

    /// Tells whether a body of the type is one JSON text.
    pub(in crate::conformance) fn is_json(essence: &str) -> bool {
        matches!(essence, "application/json" | "text/json") || essence.ends_with("+json")
    }

    /// Returns how well a type or range of the document covers the type; the largest is the most concrete.
    pub(in crate::conformance) fn fit(&self, documented: &str) -> Option<u8> {
        if documented == self.essence {
            return Some(3);
        }
        if matches!(documented, "*/*" | "*") {
            return Some(1);
        }
        if let Some((kind, suffix)) = documented.split_once('*').filter(|(_, suffix)| suffix.starts_with('+'))
        {
            return (self.essence.starts_with(kind) && self.essence.ends_with(suffix)).then_some(2);
        }
        let range = documented.strip_suffix("/*")?;
        let own = self.essence.split('/').next()?;
        (range == own).then_some(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_body_is() {
        let own = ContentType::parse("Multipart/Form-Data; charset=\"UTF-8\"; boundary=\"x y\"").unwrap();
        assert_eq!(
            (&*own.essence, own.boundary.as_deref(), own.is_readable),
            ("multipart/form-data", Some("x y"), true)
        );
        assert!(!ContentType::parse("text/plain;charset=shift_jis").unwrap().is_readable);
        for text in ["", "json", "a/b c", "/x"] {
            assert!(ContentType::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn prefers_the_most_concrete_range() {
        let own = ContentType::parse("application/json").unwrap();
        let fits = ["application/json", "application/*", "*/*", "text/*", "application/xml"]
            .map(|range| own.fit(range));
        assert_eq!(fits, [Some(3), Some(2), Some(1), None, None]);
        let own = ContentType::parse("application/hal+json").unwrap();
        let fits = ["application/*+json", "application/*+xml", "text/*+json"].map(|range| own.fit(range));
        assert_eq!(fits, [Some(2), None, None]);
    }
}
