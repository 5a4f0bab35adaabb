//! Routers: built of any templates, asked for any paths, with the same answer from each build.

#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use watchgate::{Method, Route, Router, RouterBuilder, has_catch_all};

#[derive(Debug, Arbitrary)]
struct Input<'i> {
    operations: Vec<Operation<'i>>,
    lookups: Vec<(Verb<'i>, Text<'i>)>,
}

#[derive(Debug, Arbitrary)]
struct Operation<'i> {
    method: Verb<'i>,
    template: Text<'i>,
    bases: Vec<Text<'i>>,
}

#[derive(Debug, Arbitrary)]
enum Verb<'i> {
    Get,
    Head,
    Post,
    Other(&'i str),
}

/// A path or template, half of the time made of what the router looks for.
#[derive(Debug, Arbitrary)]
enum Text<'i> {
    Any(&'i str),
    Pieces(Vec<Piece<'i>>),
}

#[derive(Debug, Arbitrary)]
enum Piece<'i> {
    Slash,
    Word(bool),
    Parameter,
    Colon,
    Escape(u8),
    Dots,
    Semicolon,
    Brace,
    CatchAll,
    Any(&'i str),
}

impl Verb<'_> {
    fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Other(text) => text,
        }
    }
}

impl Text<'_> {
    fn write(&self) -> String {
        let pieces = match self {
            Self::Any(text) => return (*text).to_owned(),
            Self::Pieces(pieces) => pieces,
        };
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Slash => text.push('/'),
                Piece::Word(first) => text.push_str(if *first { "users" } else { "A" }),
                Piece::Parameter => text.push_str("{id}"),
                Piece::Colon => text.push_str(":id"),
                Piece::Escape(byte) => text.push_str(&format!("%{byte:02x}")),
                Piece::Dots => text.push_str(".."),
                Piece::Semicolon => text.push(';'),
                Piece::Brace => text.push('{'),
                Piece::CatchAll => text.push_str("{rest:path}"),
                Piece::Any(own) => text.push_str(own),
            }
        }
        text
    }
}

fuzz_target!(|input: Input<'_>| {
    let (first, second) = (build(&input.operations), build(&input.operations));
    let count = u32::try_from(input.operations.len()).unwrap_or(u32::MAX);
    let own = input.operations.iter().map(|own| (own.method.as_str(), own.template.write()));
    let lookups = input.lookups.iter().map(|(method, path)| (method.as_str(), path.write()));
    for (method, path) in lookups.chain(own) {
        for (route, again) in [
            (first.route(method, &path), second.route(method, &path)),
            (first.route_forgiving(method, &path), second.route_forgiving(method, &path)),
            (first.route_template(method, &path), second.route_template(method, &path)),
        ] {
            assert_eq!(route, again, "{method} {path}");
            assert!(!matches!(route, Route::Operation(index) if index >= count), "{route:?} of {count}");
        }
        if has_catch_all(&path) {
            assert_eq!(first.route_template(method, &path), Route::NotFound, "{path}");
        }
    }
});

fn build(operations: &[Operation<'_>]) -> Router {
    let mut builder = RouterBuilder::new();
    for (own, index) in operations.iter().zip(0..) {
        let bases: Vec<String> = own.bases.iter().take(4).map(Text::write).collect();
        let bases: Vec<&str> = bases.iter().map(String::as_str).collect();
        builder.insert(index, &Method::from(own.method.as_str()), &own.template.write(), &bases);
    }
    builder.build()
}
