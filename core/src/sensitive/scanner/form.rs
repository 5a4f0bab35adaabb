//! Forms and queries: `name=value&...` (WHATWG URL 5).

use memchr::{memchr, memchr_iter};

use super::decoded::Coding;
use super::piece::{Content, Name, Piece};
use super::{Detection, Scanner};
use crate::DetectorScope;

impl Scanner {
    /// Finds sensitive values in a form as browsers send it (`application/x-www-form-urlencoded`).
    ///
    /// Names and values are read without their percent signs; places are those in the bytes as they are. The path is the
    /// name: `card[number]`. A value that is a JSON text is scanned as one: `order$.card.number`.
    #[must_use]
    pub fn scan_form(&self, bytes: &[u8]) -> Vec<Detection> {
        let mut detections = Vec::new();
        pieces(bytes, 0, &mut |piece| self.scan_piece(bytes, &piece, &mut detections));
        detections
    }

    /// Finds sensitive values in a query, a text or bytes: what stands behind the `?` of a URL. It is read as a form.
    #[must_use]
    pub fn scan_query(&self, query: impl AsRef<[u8]>) -> Vec<Detection> {
        self.at(DetectorScope::Query).scan_form(query.as_ref())
    }
}

/// Splits a form that begins at a place of a body into its names and values.
pub(super) fn pieces<'b>(form: &'b [u8], start: usize, found: &mut dyn FnMut(Piece<'b>)) {
    let mut at = 0;
    for end in memchr_iter(b'&', form).chain([form.len()]) {
        let pair = form.get(at..end).unwrap_or_default();
        self::pair(pair, start + at, found);
        at = end + 1;
    }
}

/// Takes a name and its value apart.
pub(super) fn pair<'b>(pair: &'b [u8], start: usize, found: &mut dyn FnMut(Piece<'b>)) {
    if pair.is_empty() {
        return;
    }
    let end = start + pair.len();
    let piece = |range, content| Piece { range, coding: Coding::Percent, content };
    let Some((written, value)) = memchr(b'=', pair).and_then(|cut| pair.split_at_checked(cut)) else {
        return found(piece(start..end, Content::Text));
    };
    let name = Name { written, coding: Coding::Percent };
    if name.may_be_data() {
        found(piece(start..start + written.len(), Content::Text));
    }
    if value.len() > 1 {
        found(piece(end - value.len() + 1..end, Content::Any(name)));
    }
}

/// Tells whether a body is a form and nothing else: names with values, without anything that browsers would have written
/// as an escape.
pub(super) fn is_form(body: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.[]%+$~*@:".contains(byte);
    let is_value = |byte: &u8| byte.is_ascii_graphic() && !b"\"<>\\^`".contains(byte) || *byte >= 0x80;
    let mut has_value = false;
    let mut is_pair = |pair: &[u8]| {
        let Some((name, [_, value @ ..])) = memchr(b'=', pair).and_then(|cut| pair.split_at_checked(cut))
        else {
            return false;
        };
        // Only Base64 ends with nothing but `=`.
        let is_padding = !value.is_empty() && value.iter().all(|byte| *byte == b'=');
        has_value |= !value.is_empty();
        name.iter().any(u8::is_ascii_alphabetic)
            && name.iter().all(is_name)
            && value.iter().all(is_value)
            && !is_padding
    };
    body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).all(&mut is_pair) && has_value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(form: &str) -> Vec<(String, String, String)> {
        let detections = Scanner::default().scan_form(form.as_bytes());
        let of = |own: Detection| {
            (
                own.path.unwrap_or_default(),
                own.kind.into_owned(),
                form.get(own.start..own.end).unwrap().to_owned(),
            )
        };
        detections.into_iter().map(of).collect()
    }

    fn row(path: &str, kind: &str, text: &str) -> (String, String, String) {
        (path.to_owned(), kind.to_owned(), text.to_owned())
    }

    #[test]
    fn finds_values_by_name_and_form() {
        assert_eq!(
            found(
                "name=x&user.email=ada%40shop.dev&card[number]=4111+1111+1111+1111&password=Tr0ub4dor%263&q=%2B49+151+23456789"
            ),
            [
                row("user.email", "email", "ada%40shop.dev"),
                row("card[number]", "payment-card", "4111+1111+1111+1111"),
                row("password", "password", "Tr0ub4dor%263"),
                row("q", "phone", "%2B49+151+23456789"),
            ]
        );
    }

    #[test]
    fn loses_nothing_to_malformed_escapes() {
        assert_eq!(found("a=%zz+ada@shop.dev+%4"), [row("a", "email", "ada@shop.dev")]);
        assert_eq!(found("password=100%&x=%"), [row("password", "password", "100%")]);
        assert_eq!(
            found("&&=&=ada@shop.dev&ada@shop.dev"),
            [row("*", "email", "ada@shop.dev"), row("", "email", "ada@shop.dev"),]
        );
    }

    #[test]
    fn finds_data_in_names() {
        assert_eq!(found("ada%40shop.dev=1"), [row("", "email", "ada%40shop.dev")]);
        assert_eq!(
            found("ada@shop.dev=bob@shop.dev"),
            [row("", "email", "ada@shop.dev"), row("*", "email", "bob@shop.dev"),]
        );
    }

    #[test]
    fn reads_json_in_a_value() {
        let form = "v=1&order=%7B%22card%22%3A%7B%22card_number%22%3A%224111111111111111%22%7D%7D&z=1";
        assert_eq!(found(form), [row("order$.card.card_number", "payment-card", "4111111111111111")]);
        assert_eq!(found("password={\"a\":1}"), [row("password", "password", "{\"a\":1}")]);
    }

    #[test]
    fn tells_forms_from_texts() {
        for form in ["a=b", "a=b&c=", "a[b]=%7B%7D&c.d=e+f", "a=b&", "email=ada@shop.dev", "t=YQ=="] {
            assert!(is_form(form.as_bytes()), "{form}");
        }
        for text in [
            "",
            "abc",
            "a = b",
            "YWJj=",
            "YWJjZA==",
            "a=b&c",
            "https://a.de/?a=b",
            "<a b=c>",
            "{\"a\":\"b=c\"}",
            "1=2",
            "a=b\nc=d",
        ] {
            assert!(!is_form(text.as_bytes()), "{text}");
        }
    }
}
