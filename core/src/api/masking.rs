//! Texts of the document without what may be a credential in them: for messages, pointers and names of operations.

use std::borrow::Cow;

use crate::sensitive::secrets;

/// Stands for what is not repeated.
const MASK: &str = "***";
/// Bytes of a text that is shown: more than a secret has, so that none is cut until it is not known any more.
const SHOWN_LENGTH: usize = 16 * 1024;

/// How much of a text is taken for a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// All of it is one.
    Url,
    /// It may be one, or the path of one, or a name.
    Unknown,
    /// It begins like one, and what follows `#` may be the place in a document that a reference names.
    Reference,
}

impl Reading {
    fn hides_fragment(self, fragment: &str) -> bool {
        match self {
            Self::Url => fragment.len() > 1,
            Self::Reference => fragment.len() > 1 && !fragment.starts_with("#/"),
            Self::Unknown => false,
        }
    }
}

/// Returns a URL without user information, fragment and the values of its query. A malformed URL is masked wherever it
/// could be read as one that has them.
pub(crate) fn masked(url: &str) -> String {
    mask(url, Reading::Url)
}

/// Returns a text of the document as messages, pointers and names of operations show it: a URL or path in it as
/// [`masked`] does, parameters of paths and media types without their values, and nothing from where a secret begins
/// that is known by its form.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    let text = cut(text);
    let is_url = text.split_once("://").is_some_and(|(scheme, _)| !scheme.contains(['/', '?', '#', ';']));
    let reading = if is_url || text.starts_with("//") { Reading::Reference } else { Reading::Unknown };
    let masked = if text.contains(['?', '#', ';', '@']) {
        Cow::Owned(mask(text, reading))
    } else {
        Cow::Borrowed(text)
    };
    match secrets::first(&masked).and_then(|(at, _)| masked.get(..at)) {
        Some(front) => Cow::Owned(format!("{front}{MASK}")),
        None => masked,
    }
}

/// Cuts a text to what is looked at: nobody reads more, and each finding would look at it again.
fn cut(text: &str) -> &str {
    let end = (0..=SHOWN_LENGTH.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

fn mask(url: &str, reading: Reading) -> String {
    let mut text = String::with_capacity(url.len());
    let rest = match user_end(url) {
        Some((start, end)) => {
            text.push_str(url.get(..start).unwrap_or_default());
            text.push_str(MASK);
            url.get(end..).unwrap_or_default()
        }
        None => url,
    };
    let mut pieces = pieces(rest);
    if let Some(front) = pieces.next() {
        push_front(&mut text, front, reading);
    }
    for piece in pieces {
        push_parameter(&mut text, piece, reading);
    }
    text
}

/// Returns where the user information of a URL begins and ends, with whatever characters it should not have.
fn user_end(url: &str) -> Option<(usize, usize)> {
    let is_sign = |byte| matches!(byte, b'?' | b'&' | b'#' | b';');
    let start = url.find("//").filter(|at| !url.bytes().take(*at).any(is_sign))? + 2;
    let rest = url.get(start..)?;
    let authority = rest.split(['/', '\\']).next().unwrap_or_default();
    let port = authority.split(['?', '#', '@']).next().and_then(|host| host.split_once(':'));
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) || port.starts_with('{');
    let is_cut = port.is_some_and(|(host, port)| !host.starts_with('[') && !is_port(port));
    let end = if is_cut { rest.rfind('@') } else { authority.rfind('@') };
    end.filter(|end| *end > 0).map(|end| (start, start + end))
}

/// Cuts a URL into what stands before its parameters and the parameters, each with the sign before it. Expressions in
/// braces are not looked into.
fn pieces(url: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(url);
    // Where the last brace is that closes one.
    let mut last_brace = url.rfind('}').map(|at| url.len() - at);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut at = 0;
        for (index, byte) in text.bytes().enumerate() {
            // `(?=` begins a group of a regular expression.
            let is_group = || index > 0 && text.as_bytes().get(index - 1) == Some(&b'(');
            let is_sign = match byte {
                b'?' => {
                    !is_group() || !matches!(text.as_bytes().get(index + 1), Some(b'=' | b'!' | b'<' | b':'))
                }
                byte => matches!(byte, b'&' | b'#' | b';'),
            };
            if byte == b'{' && index >= at && last_brace.is_some_and(|last| text.len() - index > last) {
                let inside =
                    text.get(index..).and_then(|tail| tail.split_once('}')).map(|(inside, _)| inside);
                match inside.filter(|inside| !inside.contains('=')) {
                    Some(inside) => at = index + inside.len(),
                    None => last_brace = None,
                }
            } else if is_sign && index > 0 && index >= at {
                let (piece, tail) = text.split_at_checked(index)?;
                rest = Some(tail);
                return Some(piece);
            }
        }
        rest = None;
        Some(text)
    })
}

/// Writes scheme, host and path without user information.
fn push_front(text: &mut String, front: &str, reading: Reading) {
    // A reference into its own document.
    if reading == Reading::Unknown && front.starts_with('#') && !front.contains('=') {
        text.push_str(front);
        return;
    }
    if front.starts_with(['?', '&', '#', ';']) {
        push_parameter(text, front, reading);
        return;
    }
    let is_url = reading == Reading::Url || front.contains("//");
    let mut pieces = front.split('@').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            text.push_str(piece);
            break;
        }
        let start = piece.rfind(['/', '\\']).map_or(0, |at| at + 1);
        let (kept, hidden) = piece.split_at_checked(start).unwrap_or((piece, ""));
        text.push_str(kept);
        // `{name}@{version}` and `user@odata.bind` are no users of a host.
        text.push_str(match hidden {
            "" => "",
            hidden if !is_url && !hidden.contains(':') => hidden,
            _ => MASK,
        });
        text.push('@');
    }
}

/// Writes a parameter without its value.
fn push_parameter(text: &mut String, parameter: &str, reading: Reading) {
    match parameter.split_once('=') {
        Some((name, value)) if is_harmless(name, value) => text.push_str(parameter),
        Some((name, _)) => {
            text.push_str(name);
            text.push('=');
            text.push_str(MASK);
        }
        None if parameter.starts_with('#') && reading.hides_fragment(parameter) => {
            text.push('#');
            text.push_str(MASK);
        }
        None if is_odd(parameter) => {
            text.push_str(parameter.get(..1).unwrap_or_default());
            text.push_str(MASK);
        }
        None => text.push_str(parameter),
    }
}

/// Tells whether what stands where a parameter's name does is none, but perhaps a key.
fn is_odd(parameter: &str) -> bool {
    let name = parameter.get(1..).unwrap_or_default();
    let has = |test: fn(&u8) -> bool| name.bytes().any(|byte| test(&byte));
    let is_key = name.len() >= ODD_LENGTH && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    is_key && !name.starts_with('/') && !name.contains([' ', '{'])
}

/// Parameters whose values choose an operation or a format, and tell nothing else.
const CHOICES: [&str; 8] =
    ["action", "charset", "method", "odata.metadata", "operation", "version", "x-amz-target", "x-id"];
/// Bytes of the longest value of one that is repeated.
const CHOICE_LENGTH: usize = 80;
/// Bytes of the shortest name that may be a key.
const ODD_LENGTH: usize = 8;

/// Tells whether a parameter's value may be repeated: it is empty, a yes or no, an expression in braces, or a choice.
fn is_harmless(name: &str, value: &str) -> bool {
    let is_expression = value
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .is_some_and(|inside| !inside.contains(['{', '}', '=']));
    let name = name.trim_start_matches(['?', '&', '#', ';']).trim();
    let is_choice = CHOICES.iter().any(|choice| choice.eq_ignore_ascii_case(name))
        && value.len() <= CHOICE_LENGTH
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
    value.is_empty() || matches!(value, "true" | "false") || is_expression || is_choice
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_names_a_place_and_hides_the_rest() {
        for (text, expected) in [
            ("/orders/{id}", "/orders/{id}"),
            ("/b?token=Zk81pQ&state=open&flag", "/b?token=***&state=***&flag"),
            ("/b?Zk81pQv7Rt5y", "/b?***"),
            ("/c;key=Zk81pQ/{id}", "/c;key=***"),
            ("/#Action=DescribeHosts&Version=2016-11-15", "/#Action=DescribeHosts&Version=2016-11-15"),
            ("/x?beta=true&list={ids}", "/x?beta=true&list={ids}"),
            ("/x{?page,size}", "/x{?page,size}"),
            ("/{name}@{version}", "/{name}@{version}"),
            ("manager@odata.bind", "manager@odata.bind"),
            ("{$request.body#/url}?token=Zk81pQ", "{$request.body#/url}?token=***"),
            ("http://ada:Zk81pQ@a/?t=Zk81pQ#Zk81pQ", "http://***@a/?t=***#***"),
            ("application/json; charset=utf-8; key=Zk81pQ", "application/json; charset=utf-8; key=***"),
            ("#/components/schemas/Pet", "#/components/schemas/Pet"),
            ("#Pet2Schema", "#Pet2Schema"),
            ("#/paths/~1b?token=Zk81pQ/get", "#/paths/~1b?token=***"),
            ("/x/{y?token=Zk81pQ}", "/x/{y?token=***"),
            ("pet.yaml#/Pet", "pet.yaml#/Pet"),
            ("https://a/pet.yaml#/Pet", "https://a/pet.yaml#/Pet"),
            ("/hooks/glpat-Zk81pQv7Rt5yUi3oPa9s/x", "/hooks/***"),
            ("^(?=.*[a-z])(?!x)", "^(?=.*[a-z])(?!x)"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
            assert_eq!(shown(expected), expected, "{text}");
        }
    }

    #[test]
    fn stays_quick_whatever_a_text_is_made_of() {
        for piece in ["{", "}", "{}", "?", "&a=", "@", "//", "a:@", "#", ";{"] {
            let text = piece.repeat(200_000);
            assert!(shown(&text).len() <= 4 * SHOWN_LENGTH, "{piece}");
            assert!(masked(&text).len() <= 4 * text.len(), "{piece}");
        }
    }

    #[test]
    fn hides_what_may_be_a_credential() {
        for (url, expected) in [
            ("https://api.example.com/v1", "https://api.example.com/v1"),
            ("https://ada:pw@api.example.com/v1", "https://***@api.example.com/v1"),
            ("https:/ada:pw@api.example.com", "https:/***@api.example.com"),
            ("ada:p@w@api.example.com", "***@***@api.example.com"),
            ("https:\\\\ada:pw@b", "https:\\\\***@b"),
            ("https://a/x?key=1&flag&b=", "https://a/x?key=***&flag&b="),
            ("https://a/x?u=ada:pw@b", "https://a/x?u=***"),
            ("https://a/users/@me", "https://a/users/@me"),
            ("https://a/v1#top", "https://a/v1#***"),
            ("https://ada:p?w@a/v1", "https://***@a/v1"),
            ("https://ada:p#w@a/v1", "https://***@a/v1"),
            ("https://ada:p/w@a/v1", "https://***@a/v1"),
            ("https://a:8080/v1/@me", "https://a:8080/v1/@me"),
            ("https://[::1]:80/v1", "https://[::1]:80/v1"),
            ("https://a/v1;s=1/x?y=2", "https://a/v1;s=***?y=***"),
        ] {
            assert_eq!(masked(url), expected, "{url}");
        }
    }
}
