//! A parameter, ready to be compared with what was sent.

use super::deviation::{Deviations, Place, What};
use super::json::{Builder, Document};
use super::names::shown;
use super::schema::{Breach, Library, LibraryBuilder, RootId, Side, Verdict};
use super::shape::{Shape, ShapeBuilder, ShapeId, Shapes, Types};
use super::values::{ContentType, Form, Plus, Raw, Reading, Source, Style, plain};
use crate::api::contents::{Header, MediaType, Parameter, ParameterLocation};
use crate::api::tree::{NodeId, Tree, Value};

/// A parameter, or a header of a response.
#[derive(Debug)]
pub(super) struct ParameterPlan {
    pub(super) name: String,
    pub(super) location: ParameterLocation,
    pub(super) is_required: bool,
    /// Whether a query parameter may be there without a value.
    may_be_empty: bool,
    pub(super) is_exploded: bool,
    pub(super) style: Style,
    /// Whether the value is a JSON text.
    is_json: bool,
    schema: Option<RootId>,
    pub(super) shape: Option<ShapeId>,
}

/// What is asked of the schemas of a document.
#[derive(Clone, Copy)]
pub(super) struct Schemas<'c> {
    pub(super) library: &'c Library,
    pub(super) shapes: &'c Shapes,
}

/// Collects schemas while the parts of a document are read.
pub(super) struct SchemaBuilder<'t> {
    pub(super) tree: &'t Tree,
    pub(super) library: LibraryBuilder,
    pub(super) shapes: ShapeBuilder<'t>,
}

impl SchemaBuilder<'_> {
    pub(super) fn add(&mut self, node: NodeId, side: Side) -> (RootId, ShapeId) {
        (self.library.root(self.tree, node, side), self.shapes.shape(node))
    }
}

impl ParameterPlan {
    pub(super) fn new(parameter: &Parameter, schemas: &mut SchemaBuilder<'_>) -> Self {
        let mut plan = Self::at(parameter.node, &parameter.name, parameter.location, schemas.tree);
        plan.is_required = parameter.required || parameter.location == ParameterLocation::Path;
        plan.compare_with(parameter.schema, &parameter.content, Side::Request, schemas);
        plan
    }

    pub(super) fn of_header(header: &Header, schemas: &mut SchemaBuilder<'_>) -> Self {
        let mut plan = Self::at(header.node, &header.name, ParameterLocation::Header, schemas.tree);
        plan.compare_with(header.schema, &[], Side::Response, schemas);
        plan
    }

    fn at(node: NodeId, name: &str, location: ParameterLocation, tree: &Tree) -> Self {
        let text = |word| match tree.get(node, word).map(|own| tree.value(own)) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let flag = |word| match tree.get(node, word).map(|own| tree.value(own)) {
            Some(Value::Bool(flag)) => Some(flag),
            _ => None,
        };
        let is_form = matches!(location, ParameterLocation::Query | ParameterLocation::Cookie);
        let style = match text("style").or(text("collectionFormat")) {
            Some("label") => Style::Label,
            Some("matrix") => Style::Matrix,
            Some("spaceDelimited" | "ssv") => Style::Space,
            Some("pipeDelimited" | "pipes") => Style::Pipe,
            Some("tsv") => Style::Tab,
            Some("deepObject") => Style::Deep,
            _ => Style::Comma,
        };
        let is_swagger = tree.get(node, "schema").is_none() && tree.get(node, "content").is_none();
        let is_exploded = match text("collectionFormat") {
            Some(format) => format == "multi",
            None => flag("explode").unwrap_or(is_form && style == Style::Comma && !is_swagger),
        };
        Self {
            name: name.to_owned(),
            location,
            is_required: flag("required").unwrap_or(false),
            may_be_empty: flag("allowEmptyValue").unwrap_or(false),
            is_exploded,
            style,
            is_json: false,
            schema: None,
            shape: None,
        }
    }

    fn compare_with(
        &mut self,
        schema: Option<NodeId>,
        content: &[MediaType],
        side: Side,
        schemas: &mut SchemaBuilder<'_>,
    ) {
        let (node, is_json) = match (schema, content) {
            (Some(node), _) => (node, false),
            (None, [own]) if ContentType::is_json(&own.essence()) => match own.schema {
                Some(node) => (node, true),
                None => return,
            },
            _ => return,
        };
        let (root, shape) = schemas.add(node, side);
        (self.schema, self.shape, self.is_json) = (Some(root), Some(shape), is_json);
    }

    /// Returns what the schema says of the value's form.
    pub(super) fn shape<'c>(&self, shapes: &'c Shapes) -> Option<&'c Shape> {
        self.shape.and_then(|own| shapes.get(own))
    }

    /// Compares a value with the schema: it fits when one of the ways to read it does.
    pub(super) fn check(&self, raw: &Raw<'_>, place: Place, schemas: Schemas<'_>, found: &mut Deviations) {
        let (Some(root), Some(shape)) = (self.schema, self.shape(schemas.shapes)) else { return };
        if self.may_be_empty && matches!(raw, Raw::One("")) {
            return;
        }
        if self.surely_fits(raw, root, shape, schemas.library) {
            return;
        }
        let Some(breaches) = self.breaches(raw, root, shape, schemas) else { return };
        for breach in breaches {
            found.add(place, Some(shown(&self.name)), What::Breaks(breach.keyword));
        }
    }

    /// Tells whether one of the ways to read a value fits, where that can be said without a comparison.
    fn surely_fits(&self, raw: &Raw<'_>, root: RootId, shape: &Shape, library: &Library) -> bool {
        let (Raw::One(text), Some(plain)) = (raw, library.plain(root)) else { return false };
        let is_encoded = self.location != ParameterLocation::Header;
        let is_written =
            matches!(self.style, Style::Label | Style::Matrix) || is_encoded && text.contains('%');
        if self.is_json || is_written || !Form::all(shape).any(|form| form == Form::Scalar) {
            return false;
        }
        let text = if is_encoded { text } else { text.trim() };
        let may_be = |own| shape.types == Types::default() || shape.types.has(own);
        plain.takes_text(text)
            || may_be(Types::NUMBER) && plain.takes_number(text)
            || may_be(Types::BOOLEAN) && plain.takes_truth(text)
    }

    /// Returns where the likeliest reading breaks the schema; `None` where a reading fits, or nobody knows.
    fn breaches(
        &self,
        raw: &Raw<'_>,
        root: RootId,
        shape: &Shape,
        schemas: Schemas<'_>,
    ) -> Option<Vec<Breach>> {
        let is_encoded = self.location != ParameterLocation::Header;
        if self.is_json {
            let Raw::One(text) = raw else { return None };
            let text = if is_encoded { plain(text, Plus::Space)? } else { (*text).into() };
            let document = Builder::new(10_000, schemas.library.levels()).read(text.as_bytes());
            // A text that is no JSON breaks every schema.
            let Ok(document) = document else { return Some(vec![Breach::of_keyword("contentMediaType")]) };
            return of(schemas.library.check(root, &document));
        }
        let source = Source {
            shapes: schemas.shapes,
            shape,
            style: self.style,
            is_exploded: self.is_exploded,
            is_encoded,
        };
        let mut first = None;
        for form in Form::all(shape) {
            for reading in Reading::all(is_encoded && raw.has_plus()) {
                let document: Document<'_> = match source.read(raw, form, reading) {
                    Some(document) => document,
                    None => continue,
                };
                let breaches = of(schemas.library.check(root, &document))?;
                first.get_or_insert(breaches);
            }
        }
        first
    }
}

fn of(verdict: Verdict) -> Option<Vec<Breach>> {
    match verdict {
        Verdict::Breaks(breaches) => Some(breaches),
        Verdict::Fits | Verdict::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Api;
    use crate::conformance::Conformance;

    const PIECES: [&str; 32] = [
        "type: string",
        "type: integer",
        "type: number",
        "type: boolean",
        "type: [string, 'null']",
        "type: [integer, string]",
        "type: array",
        "minLength: 2",
        "maxLength: 4",
        "minimum: 3",
        "maximum: 7",
        "exclusiveMinimum: 3",
        "exclusiveMaximum: 2026",
        "minimum: -0.5",
        "multipleOf: 2",
        "enum: [a, open, '7', 7]",
        "enum: [true, 3]",
        "const: open",
        "const: 7",
        "pattern: '^[a-z]+$'",
        "pattern: '^[0-9a-z-]{2,36}$'",
        "pattern: '[aeiou]'",
        "format: uuid",
        "format: date",
        "format: date-time",
        "format: email",
        "format: int32",
        "nullable: true",
        "allOf: [{maxLength: 3}]",
        "$ref: '#/components/schemas/short'",
        "$ref: '#/components/schemas/chain'",
        "items: {type: integer}",
    ];

    const TEXTS: [&str; 34] = [
        "",
        "a",
        "open",
        "opens",
        "7",
        "07",
        "-7",
        "3",
        "3.0",
        "2026",
        "2025",
        "7e0",
        "999999999999999",
        "9999999999999999999",
        "true",
        "false",
        "null",
        "a,b",
        "a b",
        "a+b",
        "a%20b",
        "%41",
        "%ff",
        "\u{e9}t\u{e9}",
        "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}",
        " a ",
        "2026-02-28",
        "2026-02-30",
        "2026-13-01",
        "0193b3a4-77ce-7d22-8000-00000000000A",
        "0193b3a4-77ce-7d22-8000-00000000000g",
        "ada@shop.dev",
        "ada@",
        "a\n",
    ];

    /// Returns a document with as many parameters, each with a schema of pieces.
    fn document(count: usize, place: &str, state: &mut u64) -> String {
        let mut draw = |count: usize| {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*state >> 33) as usize % count
        };
        let mut text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\ncomponents: {schemas: {short: {type: string, \
            maxLength: 3}, chain: {$ref: '#/components/schemas/short', minLength: 1}}}\npaths: {/a: {get: {parameters: [\n"
            .to_owned();
        for number in 0..count {
            let mut pieces: Vec<&str> = (0..1 + draw(3)).map(|_| PIECES[draw(PIECES.len())]).collect();
            pieces.sort_unstable_by_key(|piece| piece.split(':').next());
            pieces.dedup_by_key(|piece| piece.split(':').next());
            let schema = pieces.join(", ");
            text.push_str(&format!("  {{name: p{number}, in: {place}, schema: {{{schema}}}}},\n"));
        }
        text + "]}}}\n"
    }

    #[test]
    fn is_sure_only_of_what_the_comparison_lets_pass() {
        let mut state = 1;
        let (mut sure, mut passed) = (0, 0);
        for place in ["query", "header", "cookie"] {
            let api = Api::parse(document(400, place, &mut state).as_bytes()).unwrap();
            let conformance = Conformance::new(&api);
            let schemas = conformance.schemas();
            assert_eq!(conformance.parameters.len(), 400);
            for plan in &conformance.parameters {
                let (root, shape) = (plan.schema.unwrap(), plan.shape(schemas.shapes).unwrap());
                for text in TEXTS {
                    let raw = Raw::One(text);
                    let fits = plan.breaches(&raw, root, shape, schemas).is_none();
                    let is_sure = plan.surely_fits(&raw, root, shape, schemas.library);
                    assert!(fits || !is_sure, "{text:?} as {} of {place}", plan.name);
                    sure += u32::from(is_sure);
                    passed += u32::from(fits);
                }
            }
        }
        // Most of what fits is known without a comparison.
        assert!(sure * 2 > passed, "{sure} of {passed}");
    }
}
