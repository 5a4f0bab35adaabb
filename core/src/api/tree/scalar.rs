//! The core schema of YAML 1.2: what a plain scalar is.

use super::node::Kind;

/// Returns the kind of a scalar that stands without quotes and without a tag.
pub(super) fn plain(text: &str) -> Kind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::True,
        "false" | "False" | "FALSE" => Kind::False,
        _ if is_number(text) => Kind::Number,
        _ => Kind::String,
    }
}

fn is_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes {
        [b'0', b'o', digits @ ..] => all(digits, |digit| matches!(digit, b'0'..=b'7')),
        [b'0', b'x', digits @ ..] => all(digits, u8::is_ascii_hexdigit),
        [b'-' | b'+', rest @ ..] => is_infinity(rest) || is_decimal(rest),
        b".nan" | b".NaN" | b".NAN" => true,
        [b'0'..=b'9' | b'.', ..] => is_infinity(bytes) || is_decimal(bytes),
        _ => false,
    }
}

fn is_infinity(bytes: &[u8]) -> bool {
    matches!(bytes, b".inf" | b".Inf" | b".INF")
}

/// `12`, `12.`, `12.5`, `.5`, each with an exponent or without.
fn is_decimal(bytes: &[u8]) -> bool {
    let (whole, rest) = digits(bytes);
    let (fraction, rest) = match rest {
        [b'.', rest @ ..] => digits(rest),
        _ => (0, rest),
    };
    let exponent = match rest {
        [] => true,
        [b'e' | b'E', b'-' | b'+', digits @ ..] | [b'e' | b'E', digits @ ..] => {
            all(digits, u8::is_ascii_digit)
        }
        _ => false,
    };
    whole + fraction > 0 && exponent
}

/// Splits the digits off the front and counts them.
fn digits(bytes: &[u8]) -> (usize, &[u8]) {
    let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count, bytes.get(count..).unwrap_or_default())
}

fn all(bytes: &[u8], test: impl Fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(test)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_of_the_core_schema() {
        let numbers = "0 -0 +12 007 0o17 0xfF 1. 1.5 .5 -.5 1e3 1.5E-3 +1e+3 .inf -.INF +.Inf .nan -9223372036854776000";
        for text in numbers.split(' ') {
            assert_eq!(plain(text), Kind::Number, "{text}");
        }
    }

    #[test]
    fn leaves_what_only_looks_like_a_number_a_string() {
        let strings =
            "- + . -. 1e 1e+ e3 .e3 0o8 0o 0x 0xg 1_000 1.2.3 3.0.0 2024-01-01 12:30 -.nan ..5 +0x1 1,5";
        for text in strings.split(' ') {
            assert_eq!(plain(text), Kind::String, "{text}");
        }
    }

    #[test]
    fn takes_yes_and_no_for_strings() {
        for text in ["yes", "no", "on", "off", "Y", "tRUE", "nULL"] {
            assert_eq!(plain(text), Kind::String, "{text}");
        }
        assert_eq!(
            (plain("True"), plain("FALSE"), plain("Null"), plain("")),
            (Kind::True, Kind::False, Kind::Null, Kind::Null)
        );
    }
}
