//! Values of fields whose names are known before.

use super::decoded::Coding;
use super::hint::Hint;
use super::piece::{Content, Name, Piece};
use super::{Detection, Scanner};
use crate::DetectorScope;

/// The name of a parameter, read once for all its values. It may be a segment of somebody's path, so it has no `Debug`.
#[derive(Clone)]
pub(crate) struct FieldName {
    name: Box<[u8]>,
    hint: Hint,
}

impl FieldName {
    /// Reads a name as it stands in a URL.
    pub(crate) fn new(name: &str) -> Self {
        let hint = Name { written: name.as_bytes(), coding: Coding::Percent }.hint();
        Self { name: name.as_bytes().into(), hint }
    }
}

impl Scanner {
    /// Finds sensitive values in the value of a parameter as [`scan_query`](Self::scan_query) does; places are those in the
    /// value.
    pub(crate) fn scan_field(&self, field: &FieldName, value: &[u8]) -> Vec<Detection> {
        let mut detections = Vec::new();
        if value.len() < 2 {
            return detections;
        }
        let name = Name { written: &field.name, coding: Coding::Percent };
        let may_be_json = matches!(value, [b'{' | b'[' | b'%' | b'+', ..]);
        let content = if may_be_json { Content::Any(name) } else { Content::Value(field.hint, Some(name)) };
        let piece = Piece { range: 0..value.len(), coding: Coding::Percent, content };
        self.at(DetectorScope::Query).scan_piece(value, &piece, &mut detections);
        detections
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_query_holds() {
        let scanner = Scanner::default();
        for (name, value) in [
            ("ssn", "536221234"),
            ("id", "536221234"),
            ("card%5Bnumber%5D", "4111+1111+1111+1111"),
            ("mail", "ada%40shop.dev"),
            ("filter", "%7B%22ssn%22:%22536221234%22%7D"),
            ("filter", "{\"ssn\":\"536221234\"}"),
            ("pin", "1"),
            ("pin", ""),
        ] {
            let pair = format!("{name}={value}");
            let mut expected = scanner.scan_query(&pair);
            for own in &mut expected {
                own.start -= name.len() + 1;
                own.end -= name.len() + 1;
            }
            assert_eq!(scanner.scan_field(&FieldName::new(name), value.as_bytes()), expected, "{pair}");
        }
    }
}
