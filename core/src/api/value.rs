//! An [`Api`] from a value that a program already holds.

use super::document::{Api, ApiBuilder};
use super::error::SpecError;

impl ApiBuilder<'_> {
    /// Reads a document out of an [`openapiv3::OpenAPI`] value. Its findings carry JSON pointers, and no line or column:
    /// there is no text they could point at.
    ///
    /// # Errors
    /// Returns [`SpecError`] when the value passes a limit.
    pub fn read(self, document: &openapiv3::OpenAPI) -> Result<Api, SpecError> {
        // The types of `openapiv3` serialize without failing: their maps have text keys.
        let json = serde_json::to_vec(document).unwrap_or_default();
        let mut api = self.parse(&json)?;
        api.has_positions = false;
        Ok(api)
    }
}

impl TryFrom<&openapiv3::OpenAPI> for Api {
    type Error = SpecError;

    fn try_from(document: &openapiv3::OpenAPI) -> Result<Self, SpecError> {
        Self::builder().read(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_same_as_in_the_text_but_without_places() {
        let text = r#"{"openapi": "3.0.3", "info": {"title": "pay", "version": "1"}, "paths": {"/PaymentAuth": {"post":
            {"responses": {"200": {"description": "paid"}}}}}}"#;
        let value: openapiv3::OpenAPI = serde_json::from_str(text).unwrap();
        let settings = crate::Settings::default();
        let of_value = crate::analyze(&Api::try_from(&value).unwrap(), &settings, crate::Timestamp::MIN);
        let of_text = crate::analyze(&Api::parse(text.as_bytes()).unwrap(), &settings, crate::Timestamp::MIN);
        let identities = |findings: &[crate::Finding]| findings.iter().map(|own| own.id).collect::<Vec<_>>();
        assert_eq!(identities(&of_value), identities(&of_text));
        assert!(!of_value.is_empty());
        for finding in of_value {
            let crate::Location::Document { line, pointer, .. } = finding.location else {
                panic!("a document's")
            };
            assert_eq!(line, None);
            assert!(pointer.is_empty() || pointer.starts_with('/'));
        }
    }
}
