//! Route templates as web frameworks spell them.

use crate::exchange::canonical::PathBuffer;

use super::shape::{LONGEST_EXPRESSION, PARAMETER, expression};

/// Whether `:name` is a parameter (Express, Fastify, older axum) or text (FastAPI, Flask, axum).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colon {
    Text,
    Parameter,
}

/// A piece of a route template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Text(&'t str),
    /// What stands between braces.
    Braces(&'t str),
    /// What stands between angle brackets.
    Angles(&'t str),
    /// `:name`, with a constraint in parentheses, and a `?`, `*` or `+` that repeats it.
    Colon {
        constraint: &'t str,
        repeated: bool,
    },
}

struct Tokens<'t> {
    rest: &'t str,
    colon: Colon,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let first = *self.rest.as_bytes().first()?;
        let special = match first {
            b'{' => expression(self.rest, b'{', b'}').map(|(content, rest)| (Token::Braces(content), rest)),
            b'<' => expression(self.rest, b'<', b'>').map(|(content, rest)| (Token::Angles(content), rest)),
            b':' if self.colon == Colon::Parameter => colon_parameter(self.rest),
            _ => None,
        };
        if let Some((token, rest)) = special {
            self.rest = rest;
            return Some(token);
        }
        let end = self.rest.bytes().skip(1).position(|byte| matches!(byte, b'{' | b'<' | b':'));
        let (text, rest) = self.rest.split_at_checked(end.map_or(self.rest.len(), |end| end + 1))?;
        self.rest = rest;
        Some(Token::Text(text))
    }
}

fn colon_parameter(text: &str) -> Option<(Token<'_>, &str)> {
    let name = text.get(1..)?;
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    if length == 0 {
        return None;
    }
    let after_name = name.get(length..)?;
    let (constraint, after) = parentheses(after_name).unwrap_or(("", after_name));
    let unrepeated = after.strip_prefix(['?', '*', '+']);
    Some((Token::Colon { constraint, repeated: unrepeated.is_some() }, unrepeated.unwrap_or(after)))
}

/// Splits a regular expression in parentheses off the beginning of `text`; it may hold slashes and escaped parentheses.
fn parentheses(text: &str) -> Option<(&str, &str)> {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in text.bytes().enumerate().take(LONGEST_EXPRESSION) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(1..at)?, text.get(at + 1..)?));
        }
    }
    None
}

/// Tells whether a framework's route template leaves open how many segments it matched.
///
/// That is a catch-all (`*`, `*rest`, `{*rest}`, `{rest:path}`, `<path:rest>`, `:rest(.*)`, `:rest+`), or a part that
/// may be missing (`:id?`, `{id?}`, `users{/:id}`). Such a template does not say which operation ran; the path does.
#[must_use]
pub fn has_catch_all(template: &str) -> bool {
    Tokens { rest: template, colon: Colon::Parameter }.any(|token| match token {
        Token::Text(text) => text.contains(['*', '?']),
        Token::Braces(content) => {
            let (name, constraint) = content.split_once(':').unwrap_or((content, ""));
            // Express 5 writes what may be missing in braces: `{/:id}`, `{.:format}`.
            !name.starts_with(|first: char| first.is_alphanumeric() || first == '_') && !content.is_empty()
                || name.contains(['*', '+', '?'])
                || name.ends_with("...")
                || spans_segments(constraint)
        }
        // Flask writes `<path:rest>`, Bottle `<rest:path>`.
        Token::Angles(content) => content
            .split_once(':')
            .is_some_and(|(before, after)| [before, after].into_iter().any(spans_segments)),
        Token::Colon { constraint, repeated } => repeated || spans_segments(constraint),
    })
}

/// Returns a template with each segment that holds a catch-all as one parameter: a document has no other way to write it.
pub(crate) fn close_catch_all<'b>(template: &str, buffer: &'b mut PathBuffer) -> Option<&'b str> {
    buffer.clear();
    for segment in template.strip_prefix('/').unwrap_or(template).split('/') {
        buffer.push(b"/")?;
        buffer.push(if has_catch_all(segment) { b"{rest}" } else { segment.as_bytes() })?;
    }
    std::str::from_utf8(buffer.as_bytes()).ok()
}

fn spans_segments(constraint: &str) -> bool {
    constraint.trim() == "path" || constraint.contains(".*") || constraint.contains(".+")
}

/// Appends the shape of a framework's route template; fails when the buffer is full.
pub(super) fn write_route(template: &str, colon: Colon, shape: &mut PathBuffer) -> Option<()> {
    if !template.starts_with('/') {
        shape.push(b"/")?;
    }
    for token in (Tokens { rest: template, colon }) {
        match token {
            Token::Text(text) => shape.push_canonical(text)?,
            _ => shape.push(&[PARAMETER])?,
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(template: &str, colon: Colon) -> String {
        let mut shape = PathBuffer::new();
        write_route(template, colon, &mut shape).unwrap();
        let marked =
            shape.as_bytes().iter().map(|byte| if *byte == PARAMETER { b'$' } else { *byte }).collect();
        String::from_utf8(marked).unwrap()
    }

    #[test]
    fn reads_the_spelling_of_each_framework() {
        for template in [
            "/users/{id}/x",
            "/users/{id:int}/x",
            "/users/{id:[0-9]{2}}/x",
            "/users/<id>/x",
            "/users/<int:id>/x",
            "/users/<string(length=2):id>/x",
        ] {
            assert_eq!(shape(template, Colon::Text), "/users/$/x", "{template}");
        }
        for template in ["/users/:id/x", "/users/:id(\\d+)/x", "/users/:id((a|b\\))/?)/x"] {
            assert_eq!(shape(template, Colon::Parameter), "/users/$/x", "{template}");
        }
        assert_eq!(shape("/:from-:to.:ext", Colon::Parameter), "/$-$.$");
        assert_eq!(shape("users", Colon::Parameter), "/users");
    }

    #[test]
    fn reads_a_colon_without_a_name_as_text() {
        assert_eq!(shape("/a:/:-/::b", Colon::Parameter), "/a:/:-/:$");
        assert_eq!(shape("/{id}:archive", Colon::Text), "/$:archive");
        assert_eq!(shape("/:id(", Colon::Parameter), "/$(");
    }

    #[test]
    fn knows_a_catch_all() {
        for template in [
            "*",
            "/*",
            "/*rest",
            "/a/*/b",
            "/{*rest}",
            "/{rest*}",
            "/{rest:path}",
            "/{rest...}",
            "/{rest:.*}",
            "/{proxy+}",
            "/<path:rest>",
            "/<rest:path>",
            "/<re:.+>",
            "/:rest*",
            "/:rest+",
            "/:rest(.*)",
            "/(.*)",
            "/:id?",
            "/{id?}",
            "/users{/:id}",
            "/file{.:ext}",
        ] {
            assert!(has_catch_all(template), "{template}");
        }
    }

    #[test]
    fn knows_what_is_no_catch_all() {
        for template in [
            "/",
            "/users/:id",
            "/users/{id}",
            "/users/{id:int}",
            "/users/<int:id>",
            "/users/<path>",
            "/users/:id(\\d*)",
            "/{id}:archive",
            "/users/{id:[a-z]*}",
            "/path/{path}",
            "/a+b",
        ] {
            assert!(!has_catch_all(template), "{template}");
        }
    }
}
