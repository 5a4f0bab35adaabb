//! XML and HTML: a text in which the names of elements and attributes say what they hold.

use std::ops::Range;

use memchr::{memchr, memmem};
use smallvec::SmallVec;

use super::decoded::Coding;
use super::hint::Hint;
use super::piece::{Content, Name, Piece};
use super::sniff::text;

/// Elements, one inside of the other, whose names are remembered.
const DEPTH: usize = 64;
/// Attributes of an element that are read.
const ATTRIBUTES: usize = 64;
/// Elements that a closing tag may leave open: those that nobody closes, as in HTML.
const OPEN: usize = 8;

/// Splits a text into what has a telling name, and all the rest.
///
/// It is no parser: what is not well-formed is read as far as it goes, and nothing is left out.
pub(super) fn pieces<'b>(body: &'b [u8], start: usize, found: &mut dyn FnMut(Piece<'b>)) {
    let mut markup = Markup { body, start, at: 0, done: 0, open: SmallVec::new(), found };
    while let Some(length) = memchr(b'<', markup.rest()) {
        markup.text(markup.at + length);
        markup.tag();
    }
    markup.text(body.len());
    markup.flush(body.len());
}

struct Markup<'b, 'f> {
    body: &'b [u8],
    /// Where the text begins in the whole body.
    start: usize,
    at: usize,
    /// Up to here everything was handed out.
    done: usize,
    open: SmallVec<[Element<'b>; 16]>,
    found: &'f mut dyn FnMut(Piece<'b>),
}

#[derive(Debug, Clone, Copy)]
struct Element<'b> {
    name: &'b [u8],
    /// What names its content, and what that says.
    content: Name<'b>,
    hint: Hint,
}

#[derive(Debug, Clone)]
struct Attribute<'b> {
    name: &'b [u8],
    value: Range<usize>,
}

impl<'b> Markup<'b, '_> {
    fn rest(&self) -> &'b [u8] {
        self.body.get(self.at..).unwrap_or_default()
    }

    /// Looks at the text up to the next tag.
    fn text(&mut self, end: usize) {
        let own = self.at..end;
        self.at = end;
        if let Some(element) = self.open.last().copied() {
            self.value(own, element.hint, element.content, Coding::Entities);
        }
    }

    /// Hands out a value that has a telling name.
    fn value(&mut self, range: Range<usize>, hint: Hint, name: Name<'b>, coding: Coding) {
        let is_blank = self.body.get(range.clone()).is_none_or(|text| text.trim_ascii().is_empty());
        if is_blank || hint == Hint::None {
            return;
        }
        self.flush(range.start);
        self.done = range.end;
        let range = self.start + range.start..self.start + range.end;
        (self.found)(Piece { range, coding, content: Content::Value(hint, Some(name)) });
    }

    /// Hands out all that came before as text.
    fn flush(&mut self, end: usize) {
        text(self.start + self.done..self.start + end, Coding::Entities, self.found);
        self.done = end;
    }

    /// Reads what begins with `<`.
    fn tag(&mut self) {
        let rest = self.rest();
        let skip = |start: &[u8], end: &[u8]| {
            let inside = rest.strip_prefix(start)?;
            Some(memmem::find(inside, end).map_or(rest.len(), |place| start.len() + place + end.len()))
        };
        if let Some(length) = skip(b"<![CDATA[", b"]]>") {
            let end = self.at + length;
            if let Some(element) = self.open.last().copied() {
                let inside = self.at + 9..end.saturating_sub(3).max(self.at + 9).min(end);
                self.value(inside, element.hint, element.content, Coding::Plain);
            }
            self.at = end;
        } else if let Some(length) =
            skip(b"<!--", b"-->").or_else(|| skip(b"<!", b">")).or_else(|| skip(b"<?", b"?>"))
        {
            self.at += length;
        } else if rest.starts_with(b"</") {
            self.close(name(rest.get(2..).unwrap_or_default()));
            self.at += memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
        } else {
            self.at += 1;
            let name = name(self.rest());
            if !name.is_empty() {
                self.at += name.len();
                self.element(name);
            }
        }
    }

    /// Forgets the element that is closed, and those inside of it that nobody closed.
    fn close(&mut self, name: &[u8]) {
        let place = self.open.iter().rev().take(OPEN).position(|element| element.name == name);
        if let Some(inside) = place {
            self.open.truncate(self.open.len() - inside - 1);
        }
    }

    /// Reads the attributes of an element.
    fn element(&mut self, name: &'b [u8]) {
        let mut attributes: SmallVec<[Attribute<'b>; 8]> = SmallVec::new();
        let is_closed = loop {
            match self.attribute() {
                Ok(attribute) if attributes.len() < ATTRIBUTES => attributes.push(attribute),
                Ok(_) => {}
                Err(is_closed) => break is_closed,
            }
        };
        // `<add key="password" value="..."/>`: the value of one attribute is the name of the other.
        let named = attributes.iter().find(|own| matches!(own.name, b"name" | b"key"));
        let named = named.and_then(|own| self.body.get(own.value.clone())).map(Self::local);
        for Attribute { name, value } in attributes {
            let own = match named {
                Some(named) if name == b"value" => named,
                _ => Self::local(name),
            };
            self.value(value, own.hint(), own, Coding::Entities);
        }
        if is_closed || self.open.len() >= DEPTH {
            return;
        }
        let own = Self::local(name);
        let (content, hint) = match (own.hint(), named) {
            (Hint::None, Some(named)) => (named, named.hint()),
            (hint, _) => (own, hint),
        };
        self.open.push(Element { name, content, hint });
    }

    /// Reads an attribute with a value; at the end of the tag, whether it closes its element.
    fn attribute(&mut self) -> Result<Attribute<'b>, bool> {
        loop {
            let rest = self.rest();
            let spaces = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            self.at += spaces;
            let rest = self.rest();
            match rest {
                [] => return Err(true),
                [b'/', b'>', ..] => {
                    self.at += 2;
                    return Err(true);
                }
                [b'>', ..] => {
                    self.at += 1;
                    return Err(false);
                }
                // The tag was never closed.
                [b'<', ..] => return Err(false),
                _ => {}
            }
            let name = name(rest);
            self.at += name.len().max(1);
            let [b'=', value @ ..] = self.rest() else { continue };
            self.at += 1;
            let (length, quotes) = match value {
                [quote @ (b'"' | b'\''), inside @ ..] => (memchr(*quote, inside).unwrap_or(inside.len()), 1),
                _ => {
                    let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
                    (value.iter().position(is_end).unwrap_or(value.len()), 0)
                }
            };
            let start = self.at + quotes;
            self.at = (start + length + quotes).min(self.body.len());
            return Ok(Attribute { name, value: start..start + length });
        }
    }

    /// Returns a name without its namespace.
    fn local(name: &'b [u8]) -> Name<'b> {
        let written = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        Name { written, coding: Coding::Plain }
    }
}

/// Returns the name at the start of a text.
fn name(text: &[u8]) -> &[u8] {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.:".contains(byte) || *byte >= 0x80;
    let length = text.iter().take_while(|byte| is_name(byte)).count();
    text.get(..length).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sensitive::Scanner;

    fn found(text: &str) -> Vec<(String, String)> {
        let detections = Scanner::default().scan(text.as_bytes());
        detections
            .into_iter()
            .map(|own| (own.path.unwrap_or_default(), text.get(own.start..own.end).unwrap().to_owned()))
            .collect()
    }

    fn row(path: &str, text: &str) -> (String, String) {
        (path.to_owned(), text.to_owned())
    }

    #[test]
    fn reads_values_by_the_names_around_them() {
        let text = "<?xml version='1.0'?>\n<p:user id='7'><p:ssn>536-22-1234</p:ssn>\
            <login password=\"Tr0ub4&amp;dor\" x/><card_number><![CDATA[4111111111111111]]></card_number>\
            <note>mail ada&#64;shop.dev</note></p:user>";
        assert_eq!(
            found(text),
            [
                row("ssn", "536-22-1234"),
                row("password", "Tr0ub4&amp;dor"),
                row("card_number", "4111111111111111"),
                row("", "ada&#64;shop.dev"),
            ]
        );
    }

    #[test]
    fn reads_values_that_another_attribute_names() {
        let text =
            "<c><add key=\"password\" value='Tr0ub4dor3'/><f name=ssn>536-22-1234</f><i>536-22-12</i></c>";
        assert_eq!(found(text), [row("password", "Tr0ub4dor3"), row("ssn", "536-22-1234")]);
    }

    #[test]
    fn reads_what_is_not_well_formed() {
        assert_eq!(
            found("<a><br><password>Tr0ub4dor3</a> x <ssn>536-22-1234"),
            [row("password", "Tr0ub4dor3"), row("ssn", "536-22-1234"),]
        );
        assert_eq!(found("<a b='ada@shop.dev"), [row("", "ada@shop.dev")]);
        assert_eq!(found("<a <!-- bob@shop.dev"), [row("", "bob@shop.dev")]);
        assert_eq!(found("<a><![CDATA["), []);
    }

    proptest! {
        #[test]
        fn leaves_nothing_out(body in "[<>/!?='\" a-c&;\\[\\]CDATA-]{0,80}") {
            let body = body.as_bytes();
            let mut at = 0;
            pieces(body, 0, &mut |piece| {
                assert!(piece.range.start >= at && piece.range.end >= piece.range.start);
                assert_eq!(piece.range.start, at);
                at = piece.range.end;
            });
            prop_assert_eq!(at, body.len());
        }
    }
}
