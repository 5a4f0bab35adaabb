//! A piece of a body that is scanned by itself: a value of a form, a part, the text of an element.

use std::ops::Range;

use super::decoded::{Coding, Decoded};
use super::hint::{Hint, hint};
use super::{Detection, Scanner, path};

/// Bytes of a name that is looked at.
const NAME: usize = 256;

/// A piece of a body.
#[derive(Debug, Clone)]
pub(super) struct Piece<'b> {
    pub(super) range: Range<usize>,
    pub(super) coding: Coding,
    pub(super) content: Content<'b>,
}

/// What a piece holds.
#[derive(Debug, Clone)]
pub(super) enum Content<'b> {
    /// A JSON text or several; of a form or a part, with its name.
    Json(Option<Name<'b>>),
    /// A text in which anything may stand.
    Text,
    /// A value of which something is known.
    Value(Hint, Option<Name<'b>>),
    /// The value of a name, whatever it holds: JSON too.
    Any(Name<'b>),
    /// What is no text. Nothing is looked for in it.
    Binary,
}

/// A name as it stands in a body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'b> {
    pub(super) written: &'b [u8],
    pub(super) coding: Coding,
}

impl Name<'_> {
    /// Tells what the name says. The names in brackets, and behind dots, are below the others: `user[address][street]`.
    pub(super) fn hint(self) -> Hint {
        let name = self.decoded();
        let whole = hint(&name.plain, Hint::None, b"");
        if matches!(whole, Hint::Holds(_)) {
            return whole;
        }
        let parts = parts(&name.plain).filter(|part| !part.iter().all(u8::is_ascii_digit));
        let below = |(above, parent), part| (hint(part, above, parent), part);
        match parts.fold((Hint::None, &b""[..]), below).0 {
            Hint::None => whole,
            folded => folded,
        }
    }

    /// Returns the name as a path shows it; what looks like data is `*`.
    pub(super) fn shown(self) -> String {
        let name = self.decoded();
        let is_name =
            name.plain.len() <= path::NAME && parts(&name.plain).all(|part| path::shown(part).is_some());
        let digits = name.plain.iter().filter(|byte| byte.is_ascii_digit()).count();
        let shown = std::str::from_utf8(&name.plain).ok().filter(|_| is_name && digits <= path::DIGITS);
        shown.filter(|name| !name.is_empty()).unwrap_or("*").to_owned()
    }

    /// Tells whether the name may hold data itself.
    pub(super) fn may_be_data(self) -> bool {
        self.written.len() > path::NAME || path::shown(self.written).is_none()
    }

    pub(super) fn decoded(&self) -> Decoded<'_> {
        Decoded::of(self.written.get(..self.written.len().min(NAME)).unwrap_or_default(), self.coding)
    }
}

/// Splits a name at brackets and dots.
fn parts(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    name.split(|byte| matches!(byte, b'[' | b']' | b'.')).filter(|part| !part.is_empty())
}

impl Piece<'_> {
    /// Returns what stands here, in plain form.
    pub(super) fn decoded<'b>(&self, body: &'b [u8]) -> Decoded<'b> {
        Decoded::of(body.get(self.range.clone()).unwrap_or_default(), self.coding)
    }

    /// Tells whether the plain text is scanned as JSON.
    pub(super) fn is_json(&self, plain: &[u8]) -> bool {
        match &self.content {
            Content::Json(_) => true,
            Content::Any(name) => is_json(plain) && !matches!(name.hint(), Hint::Holds(_)),
            Content::Text | Content::Value(..) | Content::Binary => false,
        }
    }

    /// Finds what the plain text holds; places are those in it.
    pub(super) fn scan(&self, scanner: &Scanner, plain: &[u8]) -> Vec<Detection> {
        let (mut detections, name) = match &self.content {
            Content::Json(name) => (scanner.scan_json(plain), *name),
            Content::Text => (scanner.scan_plain(plain), None),
            Content::Binary => return Vec::new(),
            Content::Value(hint, name) => (scanner.scan_value(plain, scanner.named(*name, *hint)), *name),
            Content::Any(name) => match name.hint() {
                Hint::None | Hint::Decoy if is_json(plain) => (scanner.scan_json(plain), Some(*name)),
                hint => (scanner.scan_value(plain, scanner.named(Some(*name), hint)), Some(*name)),
            },
        };
        if let Some(name) = name.filter(|_| !detections.is_empty()) {
            let name = scanner.shown(name.shown());
            for own in &mut detections {
                let below = own.path.take().unwrap_or_default();
                own.path = Some(format!("{name}{below}"));
            }
        }
        detections
    }
}

/// Tells whether a text looks like an object or a list.
fn is_json(text: &[u8]) -> bool {
    matches!(text.trim_ascii(), [b'{', .., b'}'] | [b'[', .., b']'])
}

impl Scanner {
    /// Returns a name as a path shows it: `*` where a detector of the user's finds something in it.
    pub(super) fn shown(&self, name: String) -> String {
        let is_data = self.detectors().is_some_and(|own| own.find_in_name(&name));
        if is_data { "*".to_owned() } else { name }
    }

    /// Adds what a piece of a body holds; places are those in the body.
    pub(super) fn scan_piece(&self, body: &[u8], piece: &Piece<'_>, detections: &mut Vec<Detection>) {
        let text = piece.decoded(body);
        let mut found = piece.scan(self, &text.plain);
        let mut places = text.places();
        for own in &mut found {
            own.start = piece.range.start + places.written(own.start);
            own.end = piece.range.start + places.written(own.end);
        }
        if detections.is_empty() {
            *detections = found;
        } else {
            detections.append(&mut found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitive::SensitiveType;
    use crate::sensitive::scanner::kind::Kind;

    fn name(text: &str) -> Name<'_> {
        Name { written: text.as_bytes(), coding: Coding::Percent }
    }

    #[test]
    fn reads_nested_names() {
        for (text, expected) in [
            ("card[number]", Some(SensitiveType::PaymentCard)),
            ("card%5Bnumber%5D", Some(SensitiveType::PaymentCard)),
            ("user.email", Some(SensitiveType::Email)),
            ("users[0][email]", Some(SensitiveType::Email)),
            ("emails[]", Some(SensitiveType::Email)),
            ("phone[0][value]", Some(SensitiveType::Phone)),
            ("a[b][c]", None),
            ("", None),
            ("[]", None),
        ] {
            let expected = expected.map_or(Hint::None, |kind| Hint::Holds(Kind::Data(kind)));
            assert_eq!(name(text).hint(), expected, "{text}");
        }
        assert_eq!(name("order[id]").hint(), Hint::Decoy);
    }

    #[test]
    fn shows_names_and_no_data() {
        for (text, expected) in [
            ("card[number]", "card[number]"),
            ("user%2Eemail", "user.email"),
            ("ada@shop.dev", "*"),
            ("4111111111111111", "*"),
            ("a[41][11][11]", "*"),
            ("", "*"),
        ] {
            assert_eq!(name(text).shown(), expected);
        }
        assert_eq!(name(&"a[b]".repeat(100)).shown(), "*");
    }
}
