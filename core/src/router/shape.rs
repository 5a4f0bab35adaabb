//! Templates reduced to what matters for matching: text, and where a parameter stands.

use crate::exchange::canonical::PathBuffer;

/// Stands for a parameter in a shape; no UTF-8 text contains this byte.
pub(super) const PARAMETER: u8 = 0xff;

/// The longest expression in brackets; a bracket without its partner this far is text, which keeps reading linear.
pub(super) const LONGEST_EXPRESSION: usize = 256;

/// Appends the shape of an OpenAPI path template to `shape`; fails only when the buffer is full.
///
/// Text is brought to the strict form of a path. The template ends at a `?` or `#`. What a document may also contain:
///
/// - `{id*}`, `{id:3}`, `{+id}`, `{.id}`, `{;id}`, `{id: [0-9]{4}}` and `{}` are one parameter like `{id}`: the
///   decorations of RFC 6570 are about the value (or, as with `+`, ask for more than a path parameter may hold).
/// - `{/id}` is `/{id}`; `{?q}`, `{&q}` and `{#f}` add nothing to a path and are dropped.
/// - A brace without its partner in the same segment is text, and so is `*`.
/// - A missing slash at the beginning is added.
pub(super) fn write_template(template: &str, shape: &mut PathBuffer) -> Option<()> {
    if !template.starts_with('/') {
        shape.push(b"/")?;
    }
    let mut rest = template;
    while let Some(at) = rest.find(['{', '?', '#']) {
        let (text, after) = rest.split_at_checked(at)?;
        shape.push_canonical(text)?;
        if !after.starts_with('{') {
            return Some(());
        }
        match expression(after, b'{', b'}') {
            Some((content, after)) => {
                match content.as_bytes().first() {
                    Some(b'?' | b'&' | b'#') => {}
                    Some(b'/') => shape.push(&[b'/', PARAMETER])?,
                    _ => shape.push(&[PARAMETER])?,
                }
                rest = after;
            }
            None => {
                shape.push(b"{")?;
                rest = after.get(1..)?;
            }
        }
    }
    shape.push_canonical(rest)
}

/// Returns the shape of a base path and a template together; slashes at the end of the base path do not count.
pub(super) fn shape_of(base: &str, template: &str) -> PathBuffer {
    let mut shape = PathBuffer::growing();
    // A growing buffer is never full.
    let _ = write_template(base, &mut shape);
    let end = shape.as_bytes().iter().rposition(|byte| *byte != b'/').map_or(0, |last| last + 1);
    shape.truncate(end);
    let _ = write_template(template, &mut shape);
    shape
}

/// Splits the bracketed expression off the beginning of `text`, which begins with `open`.
///
/// Brackets nest (`{id:[0-9]{4}}`). No expression crosses a slash, save one right after the bracket (`{/id}`).
pub(super) fn expression(text: &str, open: u8, close: u8) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(LONGEST_EXPRESSION) {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                return Some((text.get(1..at)?, text.get(at + 1..)?));
            }
        } else if byte == b'/' && at != 1 {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(template: &str) -> String {
        shown(&shape_of("", template))
    }

    fn shown(shape: &PathBuffer) -> String {
        let marked: Vec<u8> =
            shape.as_bytes().iter().map(|byte| if *byte == PARAMETER { b'$' } else { *byte }).collect();
        String::from_utf8(marked).unwrap()
    }

    #[test]
    fn marks_parameters() {
        assert_eq!(shape("/users/{id}"), "/users/$");
        assert_eq!(shape("/{a}-{b}/report.{format}"), "/$-$/report.$");
        assert_eq!(shape("/users({id})"), "/users($)");
        assert_eq!(shape("/{id}:archive"), "/$:archive");
        assert_eq!(shape("/{a}{b}"), "/$$");
    }

    #[test]
    fn reads_decorations_as_plain_parameters() {
        for decorated in ["{id*}", "{id:3}", "{+id}", "{.id}", "{;id}", "{}", "{id:[0-9]{4}}", "{a,b}"] {
            assert_eq!(shape(&format!("/x/{decorated}")), "/x/$", "{decorated}");
        }
        assert_eq!(shape("/x{/id}"), "/x/$");
    }

    #[test]
    fn drops_query_and_fragment() {
        for template in ["/x{?q}", "/x{?q,r*}", "/x{#f}", "/x{&q}", "/x?q={q}", "/x#{f}", "/x#a?b"] {
            assert_eq!(shape(template), "/x", "{template}");
        }
    }

    #[test]
    fn reads_a_lone_brace_as_text() {
        assert_eq!(shape("/{a"), "/{a");
        assert_eq!(shape("/a}"), "/a}");
        assert_eq!(shape("/{a/b}"), "/{a/b}");
        assert_eq!(shape("/{a{b}"), "/{a$");
        assert_eq!(shape("/*/{"), "/*/{");
        let long = format!("/{{{}}}", "a".repeat(LONGEST_EXPRESSION));
        assert_eq!(shape(&long), long);
    }

    #[test]
    fn normalises_the_escapes_of_text() {
        assert_eq!(shape("/%61%2f{id}%7B"), "/a%2F${");
    }

    #[test]
    fn joins_base_and_template() {
        let joined = |base, template| shown(&shape_of(base, template));
        assert_eq!(joined("/v1", "/users"), "/v1/users");
        assert_eq!(joined("/v1/", "/users"), "/v1/users");
        assert_eq!(joined("v1", "users"), "/v1/users");
        assert_eq!(joined("/", "/users"), "/users");
        assert_eq!(joined("/{tenant}/v1", "/"), "/$/v1/");
    }
}
