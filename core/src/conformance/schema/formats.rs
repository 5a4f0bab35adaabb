//! The formats that are asserted: those that say the same to everybody.

use jsonschema::ValidationOptions;

use crate::conformance::json::Flat;

/// Formats whose values are told apart without doubt. `uri`, `hostname`, `byte` and the like are written in too many ways.
const ASSERTED: [&str; 6] = ["date", "date-time", "email", "ipv4", "ipv6", "uuid"];

/// Tells whether values that are not of the format break their schema.
pub(super) fn is_asserted(format: &str) -> bool {
    ASSERTED.contains(&format)
}

type Options = ValidationOptions<'static, std::sync::Arc<dyn jsonschema::Retrieve>, Flat>;

/// Replaces the library's formats that are stricter than APIs are.
pub(super) fn relax(options: Options) -> Options {
    options.should_validate_formats(true).with_format("email", is_address)
}

/// Tells whether a text is an address of mail, as far as that can be said without sending one: two parts around the last
/// `@` and no space.
pub(super) fn is_address(text: &str) -> bool {
    let parts = text.rsplit_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_every_address_that_somebody_may_have() {
        for text in ["ada@shop.dev", "\"a@b\"@x.dev", "ada@localhost", "ada+x@größe.dev"] {
            assert!(is_address(text), "{text}");
        }
        for text in ["", "ada", "@shop.dev", "ada@", "ada @shop.dev"] {
            assert!(!is_address(text), "{text}");
        }
    }
}
