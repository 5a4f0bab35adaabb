//! Documents out of bytes, by the grammar and now and then against it.

use arbitrary::Unstructured;

use crate::grammar::{Kind, NAMES, Shape, Version};

/// Beyond this depth nothing new begins.
const DEPTH: usize = 12;
/// So many values a part of a document has at most: a path, or the components of one kind.
const VALUES: usize = 40;
/// So many fields of a thing are there more often than not.
const USUAL: usize = 4;
const NUMBERS: &[&str] =
    &["0", "1", "-1", "64", "2.5", "1e400", "-9223372036854776000", "18446744073709551616", "0.0", "1E2"];
const ODD: &[&str] =
    &["null", "true", "0", "\"\"", "[]", "{}", "[null]", "[{}]", "{\"$ref\": 1}", "[[]]", "\"x\""];
const FILES: &[&str] = &["b.yaml", "parts/c.json", "../specs/d.yaml", "api.yaml"];
const ODD_REFERENCES: &[&str] = &[
    "#",
    "#/",
    "",
    "A",
    "#A",
    "#/paths/~1a/get",
    "#/paths/~1a~1{id}",
    "#/paths/~1a%2F%7Bid%7D",
    "#/components/schemas/A/items",
    "parts/b.yaml#/A",
    "../../etc/passwd",
    "https://example.com/a.yaml",
    "file:///etc/passwd",
    "#/components/x/%zz",
    "#/paths/~2",
];

/// Tells whether [`document`] makes a document of bytes by the grammar.
pub fn is_made(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|first| !first.is_ascii())
}

/// Returns a document of a version.
///
/// Bytes that begin like a text are the text, behind a line with the version. Others choose what stands in a document that
/// is made by the grammar, in JSON.
pub fn document(version: Version, bytes: &[u8]) -> Vec<u8> {
    match bytes.split_first() {
        Some((_, rest)) if is_made(bytes) => {
            let mut writer =
                Writer { version, choices: Unstructured::new(rest), text: String::new(), values: 0 };
            writer.document();
            writer.text.into_bytes()
        }
        _ => [version.head().replace('"', "").as_bytes(), b"\n", bytes].concat(),
    }
}

struct Writer<'b> {
    version: Version,
    choices: Unstructured<'b>,
    text: String,
    values: usize,
}

impl Writer<'_> {
    fn document(&mut self) {
        self.text.push_str("{\n");
        self.text.push_str(self.version.head());
        if let Shape::Fields(fields) = Kind::Root.shape(self.version) {
            self.fields(fields, 0, true);
        }
        self.text.push_str("}\n");
    }

    fn value(&mut self, kind: Kind, depth: usize) {
        self.values += 1;
        if depth > DEPTH || self.values > VALUES {
            return self.text.push_str("{}");
        }
        match (self.byte(), kind.section(self.version)) {
            // Nothing is left to choose with.
            (0, _) if self.choices.is_empty() => self.text.push_str("{}"),
            (0..=5, _) => self.odd(),
            (6..=80, Some(section)) => self.reference(section, kind, depth),
            _ => self.shape(kind, depth),
        }
    }

    fn shape(&mut self, kind: Kind, depth: usize) {
        match kind.shape(self.version) {
            Shape::Fields(fields) => {
                self.text.push('{');
                self.fields(fields, depth, false);
                self.text.push('}');
            }
            Shape::Map(names, kind) => {
                self.text.push('{');
                let mut place = self.place(names.len());
                for number in 0..self.byte() % 5 {
                    self.separate(number > 0);
                    self.begin_part(depth);
                    self.string(names.get(place % names.len()).copied().unwrap_or_default());
                    // Seldom the same once more.
                    place += usize::from(self.byte() % 16).min(1);
                    self.text.push_str(": ");
                    self.value(*kind, depth + 1);
                }
                self.text.push('}');
            }
            Shape::List(kind) => self.list(*kind, depth),
            Shape::OneOrMore(kind) => match self.byte() % 3 {
                0 => self.list(*kind, depth),
                _ => self.shape(*kind, depth),
            },
            Shape::Word(words) => {
                let word = self.one_of(words);
                self.string(word);
            }
            Shape::Text => self.some_text(),
            Shape::Flag => {
                let word = if self.byte().is_multiple_of(2) { "true" } else { "false" };
                self.text.push_str(word);
            }
            Shape::Number => {
                let number = self.one_of(NUMBERS);
                self.text.push_str(number);
            }
            Shape::Any => self.anything(depth),
        }
    }

    fn fields(&mut self, fields: &[(&str, Kind)], depth: usize, follows: bool) {
        // The first fields make a thing what it is: most have them. Of the others a quarter is there.
        let (some, others) = (self.bits(), self.bits());
        let mut follows = follows;
        for (place, (name, kind)) in fields.iter().enumerate() {
            let is_there = if place < USUAL || depth == 0 { some | others } else { some & others };
            if (is_there >> (place % 32)) & 1 == 1 || depth == 0 && place == 0 {
                self.separate(follows);
                follows = true;
                self.string(name);
                self.text.push_str(": ");
                self.begin_part(depth);
                self.value(*kind, depth + 1);
            }
        }
    }

    /// Gives each part of the document its share of values.
    fn begin_part(&mut self, depth: usize) {
        if depth <= 1 {
            self.values = 0;
        }
    }

    fn list(&mut self, kind: Kind, depth: usize) {
        self.text.push('[');
        for number in 0..self.byte() % 4 {
            self.separate(number > 0);
            self.value(kind, depth + 1);
        }
        self.text.push(']');
    }

    fn reference(&mut self, section: &str, kind: Kind, depth: usize) {
        let own = self.byte();
        let target = if own < 30 {
            self.one_of(ODD_REFERENCES).to_owned()
        } else {
            let file = if own < 60 { self.one_of(FILES) } else { "" };
            format!("{file}{section}/{}", self.one_of(NAMES))
        };
        self.text.push_str("{\"$ref\": ");
        self.string(&target);
        if let (true, Shape::Fields(fields)) = (own.is_multiple_of(4), kind.shape(self.version)) {
            self.fields(fields, depth, true);
        }
        self.text.push('}');
    }

    fn anything(&mut self, depth: usize) {
        match self.byte() % 8 {
            0 => self.shape(Kind::Schema, depth),
            1 => self.shape(Kind::Responses, depth),
            2 => self.list(Kind::Any, depth),
            3 => self.some_text(),
            4 => self.shape(Kind::Number, depth),
            _ => self.odd(),
        }
    }

    fn some_text(&mut self) {
        if self.byte().is_multiple_of(2) {
            let name = self.one_of(NAMES);
            return self.string(name);
        }
        let length = usize::from(self.byte() % 24).min(self.choices.len());
        let bytes = self.choices.bytes(length).unwrap_or_default().to_vec();
        self.string(&String::from_utf8_lossy(&bytes));
    }

    fn odd(&mut self) {
        let text = self.one_of(ODD);
        self.text.push_str(text);
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        for unit in text.encode_utf16() {
            match char::from_u32(unit.into()) {
                Some(plain @ (' '..='~')) if !matches!(plain, '"' | '\\') => self.text.push(plain),
                // YAML takes fewer characters than JSON unless they are escaped.
                _ => self.text.push_str(&format!("\\u{unit:04x}")),
            }
        }
        self.text.push('"');
    }

    fn separate(&mut self, follows: bool) {
        self.text.push_str(if follows { ",\n" } else { "\n" });
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts.get(self.place(texts.len())).copied().unwrap_or_default()
    }

    /// Returns a place below a length, one of the first three more often: so names meet.
    fn place(&mut self, length: usize) -> usize {
        let number = usize::from(self.byte());
        let among = if number < 128 { length.min(3) } else { length };
        number % among.max(1)
    }

    fn byte(&mut self) -> u8 {
        self.choices.arbitrary().unwrap_or_default()
    }

    fn bits(&mut self) -> u32 {
        self.choices.arbitrary().unwrap_or_default()
    }
}
