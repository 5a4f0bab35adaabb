//! A body, ready to be compared with what was sent or answered.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::deviation::{Deviations, Forbidden, Place, What};
use super::excess;
use super::json::{Builder, Document, TooMuch};
use super::names::{Way, along, shown, to_item};
use super::parameter::{SchemaBuilder, Schemas};
use super::schema::{Breach, RootId, Side, Verdict};
use super::shape::{Shape, ShapeId, Types};
use super::values::{ContentType, Literal, Pair, Reading, fields, leaf, pairs, plain};
use crate::api::contents::MediaType;

/// Bytes of a body that is compared.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Values in a body that is compared.
const MOST_VALUES: usize = 200_000;

/// The bodies of one request or response, by their types.
#[derive(Debug, Default)]
pub(super) struct BodyPlan {
    types: Vec<TypePlan>,
}

#[derive(Debug)]
struct TypePlan {
    essence: String,
    schema: Option<(RootId, ShapeId)>,
}

/// A body as it came.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body<'t> {
    pub(super) content_type: Option<&'t str>,
    /// Without its coding.
    pub(super) bytes: Option<&'t [u8]>,
    pub(super) side: Side,
}

impl Body<'_> {
    const fn place(self) -> Place {
        match self.side {
            Side::Request => Place::RequestBody,
            Side::Response => Place::ResponseBody,
        }
    }
}

/// What could be made of a body.
enum Read<'t> {
    Document(Document<'t>),
    /// It is no JSON where JSON is due.
    Malformed,
    /// It is of a kind, or of a size, that is not compared.
    Nothing,
}

impl BodyPlan {
    pub(super) fn new(content: &[MediaType], side: Side, schemas: &mut SchemaBuilder<'_>) -> Self {
        let types = content.iter().map(|own| TypePlan {
            essence: own.essence(),
            schema: own.schema.map(|node| schemas.add(node, side)),
        });
        Self { types: types.collect() }
    }

    /// Tells whether any type of body is documented.
    pub(super) fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// Compares a body with the schema of its type.
    pub(super) fn check(&self, body: Body<'_>, schemas: Schemas<'_>, found: &mut Deviations) {
        let Some(content_type) = body.content_type.and_then(ContentType::parse) else { return };
        let Some(plan) = self.plan_of(&content_type) else {
            if !self.types.is_empty() && body.bytes.is_none_or(|bytes| !bytes.is_empty()) {
                let name = shown_type(&content_type.essence);
                found.add(body.place(), Some(name), What::UndocumentedContentType);
            }
            return;
        };
        let bytes = body.bytes.filter(|own| !own.is_empty() && own.len() <= MOST_BYTES);
        let Some(bytes) = bytes.filter(|_| content_type.is_readable) else { return };
        let shape = plan.schema.and_then(|(_, shape)| schemas.shapes.get(shape));
        let read_as = |literal| read(bytes, &content_type, shape, schemas, literal);
        let document = match read_as(Literal::Typed) {
            Read::Document(document) => document,
            Read::Malformed => {
                return found.add(body.place(), Some(Cow::Borrowed("$")), What::Breaks("contentMediaType"));
            }
            Read::Nothing => return,
        };
        let way = || Way::new(schemas.shapes, plan.schema.map(|(_, shape)| shape));
        for at in repeated(&document) {
            found.add(body.place(), Some(to_item(way(), &document, at)), What::Repeated);
        }
        let Some((root, shape)) = plan.schema else { return };
        excess::report(schemas.shapes, shape, &document, body.side, found);
        let Verdict::Breaks(breaches) = schemas.library.check(root, &document) else { return };
        // In a form everything is text: what could be a number may be none.
        let is_form = !ContentType::is_json(&content_type.essence);
        if is_form
            && let Read::Document(document) = read_as(Literal::Text)
            && !matches!(schemas.library.check(root, &document), Verdict::Breaks(_))
        {
            return;
        }
        for breach in breaches {
            let way = along(way(), &document, &breach.steps);
            report(way, &breach, body.place(), found);
        }
    }

    /// Returns what is documented of a type: the most concrete range that covers it.
    fn plan_of(&self, content_type: &ContentType) -> Option<&TypePlan> {
        let fits = self.types.iter().filter_map(|own| Some((content_type.fit(&own.essence)?, own)));
        fits.max_by_key(|(fit, _)| *fit).map(|(_, own)| own)
    }
}

/// Names of one body that are reported because they come again. To find the way to each takes a walk over the body.
const MOST_REPEATED: usize = 20;

/// Returns members whose names come again, each name once.
fn repeated(document: &Document<'_>) -> Vec<u32> {
    let mut seen: Vec<(&str, u32)> = Vec::new();
    for (key, at) in document.repeated().iter().filter_map(|at| Some((&*document.item(*at)?.key, *at))) {
        if seen.len() == MOST_REPEATED {
            break;
        }
        if !seen.iter().any(|(own, _)| *own == key) {
            seen.push((key, at));
        }
    }
    seen.into_iter().map(|(_, at)| at).collect()
}

fn report(way: Way<'_>, breach: &Breach, place: Place, found: &mut Deviations) {
    for name in &breach.unexpected {
        let what = What::UndocumentedProperty(Forbidden::Expressly);
        found.add(place, Some(way.clone().property(name)), what);
    }
    match &breach.missing {
        Some(name) => found.add(place, Some(way.property(name)), What::Missing),
        None if breach.unexpected.is_empty() => {
            found.add(place, Some(way.finish()), What::Breaks(breach.keyword));
        }
        None => {}
    }
}

/// Reads a body of a known kind.
fn read<'t>(
    bytes: &'t [u8],
    content_type: &ContentType,
    shape: Option<&Shape>,
    schemas: Schemas<'_>,
    literal: Literal,
) -> Read<'t> {
    let builder = Builder::new(MOST_VALUES, schemas.library.levels());
    let text = || std::str::from_utf8(bytes).ok();
    let document = match &*content_type.essence {
        // Who reads JSON leaves the mark in front out (RFC 8259, section 8.1), or knows what it says of the encoding.
        own if ContentType::is_json(own) && is_utf16(bytes) => None,
        own if ContentType::is_json(own) => {
            match builder.read(bytes.strip_prefix(UTF_8_MARK).unwrap_or(bytes)) {
                Ok(document) => Some(document),
                Err(TooMuch::NotJson) => return Read::Malformed,
                Err(TooMuch::Limit) => None,
            }
        }
        "application/x-www-form-urlencoded" => {
            text().and_then(|text| form(&pairs(text), shape, schemas, literal))
        }
        "multipart/form-data" => {
            content_type.boundary.as_deref().and_then(|own| multipart(bytes, own, shape, schemas, literal))
        }
        own if own.starts_with("text/") && own != "text/event-stream" => text().map(|text| {
            let mut builder = builder;
            let types = shape.map_or_else(Types::default, |own| own.types);
            leaf(&mut builder, Cow::Borrowed(""), Cow::Borrowed(text), types, literal);
            builder.finish()
        }),
        _ => None,
    };
    document.map_or(Read::Nothing, Read::Document)
}

/// The byte order mark in UTF-8.
const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// A member of a form: its texts, or one JSON text.
enum Member<'t> {
    Texts(Vec<Cow<'t, str>>),
    Json(&'t [u8]),
}

/// Makes an object of a form. What a schema says is an object or array stands in it as JSON, or as several members.
fn form<'t>(
    pairs: &[Pair<'t>],
    shape: Option<&Shape>,
    schemas: Schemas<'_>,
    literal: Literal,
) -> Option<Document<'t>> {
    let reading = Reading { literal, plus: super::values::Plus::Space };
    let mut members: Vec<(Cow<'t, str>, Member<'t>)> = Vec::new();
    let mut places: FxHashMap<Cow<'t, str>, usize> = FxHashMap::default();
    for pair in pairs {
        let text = plain(pair.value, reading.plus)?;
        // `name[]` and `name[member]` are what frameworks make of lists and objects, each in its own way.
        if pair.name.contains('[') {
            return None;
        }
        push(&mut members, &mut places, pair.name.clone(), text);
    }
    object(members, shape, schemas, literal)
}

fn multipart<'t>(
    bytes: &'t [u8],
    boundary: &str,
    shape: Option<&Shape>,
    schemas: Schemas<'_>,
    literal: Literal,
) -> Option<Document<'t>> {
    let mut members: Vec<(Cow<'t, str>, Member<'t>)> = Vec::new();
    let mut places: FxHashMap<Cow<'t, str>, usize> = FxHashMap::default();
    for field in fields(bytes, boundary)? {
        let name = Cow::Borrowed(field.name);
        let is_json = field
            .content_type
            .and_then(ContentType::parse)
            .is_some_and(|own| ContentType::is_json(&own.essence) && own.is_readable);
        if is_json && !places.contains_key(field.name) {
            places.insert(name.clone(), members.len());
            members.push((name, Member::Json(field.content)));
        } else {
            // A file is a string of bytes, whatever they are.
            push(&mut members, &mut places, name, String::from_utf8_lossy(field.content));
        }
    }
    object(members, shape, schemas, literal)
}

fn push<'t>(
    members: &mut Vec<(Cow<'t, str>, Member<'t>)>,
    places: &mut FxHashMap<Cow<'t, str>, usize>,
    name: Cow<'t, str>,
    text: Cow<'t, str>,
) {
    let known = places.get(&name).and_then(|at| members.get_mut(*at));
    if let Some((_, Member::Texts(texts))) = known {
        texts.push(text);
    } else {
        places.insert(name.clone(), members.len());
        members.push((name, Member::Texts(vec![text])));
    }
}

fn object<'t>(
    members: Vec<(Cow<'t, str>, Member<'t>)>,
    shape: Option<&Shape>,
    schemas: Schemas<'_>,
    literal: Literal,
) -> Option<Document<'t>> {
    let mut builder = Builder::new(MOST_VALUES, schemas.library.levels());
    let at = builder.open(Cow::Borrowed(""))?;
    let length = u32::try_from(members.len()).ok()?;
    for (name, member) in members {
        let own = shape.and_then(|own| own.property(&name).map(|own| own.shape).or(own.additional));
        let own = own.and_then(|own| schemas.shapes.get(own));
        let types = own.map_or_else(Types::default, |own| own.types);
        let items = own.and_then(|own| own.items).and_then(|own| schemas.shapes.get(own));
        let item_types = items.map_or_else(Types::default, |own| own.types);
        match member {
            Member::Json(text) => {
                if !builder.append(name, text) {
                    return None;
                }
            }
            Member::Texts(texts) if types.has(Types::ARRAY) => {
                let list = builder.open(name)?;
                let count = u32::try_from(texts.len()).ok()?;
                for text in texts {
                    leaf(&mut builder, Cow::Borrowed(""), text, item_types, literal);
                }
                builder.close_array(list, count);
            }
            // An object in a form is JSON by its default; what it is otherwise is not compared.
            Member::Texts(_) if types.has(Types::OBJECT) && !types.has(Types::STRING) => return None,
            Member::Texts(mut texts) => {
                leaf(&mut builder, name, texts.pop()?, types, literal);
            }
        }
    }
    builder.close_object(at, length);
    Some(builder.finish())
}

/// Returns a type as messages show it: one that is none may be anything.
pub(super) fn shown_type(essence: &str) -> Cow<'static, str> {
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let names = ["application", "audio", "font", "image", "message", "model", "multipart", "text", "video"];
    if !names.contains(&kind) {
        return Cow::Borrowed("*");
    }
    let subtype: Vec<_> = subtype.split(['.', '+']).map(shown).collect();
    let is_plain = subtype.iter().all(|own| own != "*");
    if is_plain { Cow::Owned(essence.to_owned()) } else { Cow::Owned(format!("{kind}/*")) }
}
