//! How arrays and objects are written where there is only text (OpenAPI 3.2, "Style Values").

use std::borrow::Cow;

use super::text::{Reading, leaf, plain};
use crate::conformance::json::{Builder, Document};
use crate::conformance::shape::{Shape, ShapeId, Shapes, Types};

/// Elements of one parameter that are looked at.
const MOST_PIECES: usize = 1_000;

/// A way to write values as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::conformance) enum Style {
    /// `a,b`; also the `form` of queries and cookies, and `csv` of Swagger 2.0.
    Comma,
    /// `.a.b`
    Label,
    /// `;name=a`
    Matrix,
    /// `a%20b`
    Space,
    /// `a|b`
    Pipe,
    /// `a%09b`, of Swagger 2.0.
    Tab,
    /// `name[member]=a`
    Deep,
}

/// A value as it was found, in as many pieces.
#[derive(Debug)]
pub(in crate::conformance) enum Raw<'t> {
    One(&'t str),
    Many(Vec<&'t str>),
    /// The members of an object, each with its own name.
    Members(Vec<(Cow<'t, str>, &'t str)>),
}

impl Raw<'_> {
    pub(in crate::conformance) fn has_plus(&self) -> bool {
        match self {
            Self::One(text) => text.contains('+'),
            Self::Many(texts) => texts.iter().any(|text| text.contains('+')),
            Self::Members(members) => members.iter().any(|(_, text)| text.contains('+')),
        }
    }
}

/// What a text is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::conformance) enum Form {
    Scalar,
    Array,
    Object,
}

impl Form {
    /// Returns what a value may be, the likeliest first.
    pub(in crate::conformance) fn all(shape: &Shape) -> impl Iterator<Item = Self> {
        let types = shape.types;
        let has_array = types.has(Types::ARRAY) || (types == Types::default() && shape.items.is_some());
        let has_object = types.has(Types::OBJECT) || (types == Types::default() && shape.has_properties());
        let scalars = [Types::STRING, Types::NUMBER, Types::BOOLEAN, Types::NULL];
        let has_scalar = scalars.iter().any(|own| types.has(*own)) || (!has_array && !has_object);
        let all = [(Self::Array, has_array), (Self::Object, has_object), (Self::Scalar, has_scalar)];
        all.into_iter().filter_map(|(form, is_possible)| is_possible.then_some(form))
    }
}

/// Where a value comes from and what it should be.
#[derive(Clone, Copy)]
pub(in crate::conformance) struct Source<'s> {
    pub(in crate::conformance) shapes: &'s Shapes,
    pub(in crate::conformance) shape: &'s Shape,
    pub(in crate::conformance) style: Style,
    pub(in crate::conformance) is_exploded: bool,
    /// Whether percent escapes are decoded.
    pub(in crate::conformance) is_encoded: bool,
}

impl Source<'_> {
    /// Reads a value; `None` where it cannot be read so.
    pub(in crate::conformance) fn read<'t>(
        self,
        raw: &Raw<'t>,
        form: Form,
        reading: Reading,
    ) -> Option<Document<'t>> {
        let mut builder = Builder::new(2 * MOST_PIECES, 4);
        let none = || Cow::Borrowed("");
        match form {
            Form::Scalar => {
                let text = match raw {
                    Raw::One(text) => self.without_sign(text)?,
                    Raw::Many(texts) => texts.last()?,
                    Raw::Members(_) => return None,
                };
                leaf(&mut builder, none(), self.plain(text, reading)?, self.shape.types, reading.literal);
            }
            Form::Array => {
                let types = self.types(self.shape.items);
                let at = builder.open(none())?;
                let pieces = self.elements(raw)?;
                let length = u32::try_from(pieces.len()).ok()?;
                for piece in pieces {
                    leaf(&mut builder, none(), self.plain(piece, reading)?, types, reading.literal);
                }
                builder.close_array(at, length);
            }
            Form::Object => {
                let at = builder.open(none())?;
                let members = self.members(raw)?;
                let length = u32::try_from(members.len()).ok()?;
                for (name, piece) in members {
                    let shape = self.shape.property(&name).map(|own| own.shape).or(self.shape.additional);
                    leaf(&mut builder, name, self.plain(piece, reading)?, self.types(shape), reading.literal);
                }
                builder.close_object(at, length);
            }
        }
        Some(builder.finish())
    }

    fn types(self, shape: Option<ShapeId>) -> Types {
        shape.and_then(|own| self.shapes.get(own)).map_or_else(Types::default, |own| own.types)
    }

    fn plain<'t>(self, text: &'t str, reading: Reading) -> Option<Cow<'t, str>> {
        if self.is_encoded { plain(text, reading.plus) } else { Some(Cow::Borrowed(text.trim())) }
    }

    /// Takes off the sign of a label or the name of a matrix parameter.
    fn without_sign(self, text: &str) -> Option<&str> {
        match self.style {
            Style::Label => text.strip_prefix('.'),
            Style::Matrix => text.strip_prefix(';')?.split_once('=').map(|(_, value)| value).or(Some("")),
            _ => Some(text),
        }
    }

    fn elements<'t>(self, raw: &Raw<'t>) -> Option<Vec<&'t str>> {
        let text = match raw {
            Raw::Many(texts) => return (texts.len() <= MOST_PIECES).then(|| texts.clone()),
            Raw::Members(_) => return None,
            Raw::One(text) => *text,
        };
        if self.style == Style::Matrix && self.is_exploded {
            let pieces = text.strip_prefix(';')?.split(';');
            return pieces.map(|piece| piece.split_once('=').map(|(_, value)| value)).collect();
        }
        self.pieces(self.without_sign(text)?)
    }

    fn members<'t>(self, raw: &Raw<'t>) -> Option<Vec<(Cow<'t, str>, &'t str)>> {
        let text = match raw {
            Raw::Members(members) => return (members.len() <= MOST_PIECES).then(|| members.clone()),
            Raw::Many(_) => return None,
            Raw::One(text) => *text,
        };
        let name = |text| {
            Some(if self.is_encoded { plain(text, super::text::Plus::Sign)? } else { Cow::Borrowed(text) })
        };
        if self.is_exploded {
            let pieces = match self.style {
                Style::Matrix => text.strip_prefix(';')?.split(';').collect(),
                _ => self.pieces(self.without_sign(text)?)?,
            };
            let members = pieces.into_iter().map(|piece| {
                let (own, value) = piece.split_once('=')?;
                Some((name(own)?, value))
            });
            return members.collect();
        }
        let pieces = self.pieces(self.without_sign(text)?)?;
        let members = pieces.chunks(2).map(|pair| match pair {
            [own, value] => Some((name(own)?, *value)),
            _ => None,
        });
        members.collect()
    }

    /// Splits a text at the separators of its style, however they are escaped: many clients escape them all.
    fn pieces(self, text: &str) -> Option<Vec<&str>> {
        if text.is_empty() {
            return Some(Vec::new());
        }
        let separators: &[&str] = match self.style {
            Style::Comma | Style::Matrix | Style::Deep => &[","],
            Style::Label => &[".", ","],
            Style::Space => &["%20", "+", " "],
            Style::Pipe => &["|", "%7C", "%7c"],
            Style::Tab => &["%09", "\t"],
        };
        let mut pieces = split(text, separators);
        if pieces.len() == 1 && self.is_encoded && matches!(self.style, Style::Comma | Style::Matrix) {
            pieces = split(text, &["%2C", "%2c"]);
        }
        (pieces.len() <= MOST_PIECES).then_some(pieces)
    }
}

/// Splits a text at any of the separators.
fn split<'t>(text: &'t str, separators: &[&str]) -> Vec<&'t str> {
    let mut pieces = vec![text];
    for separator in separators {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(separator)).collect();
    }
    pieces
}
