//! Hides values.

use super::SensitiveGroup;

/// Characters of a value that a mask shows at most.
const SHOWN: usize = 4;

/// Returns a value with all but its last characters hidden: at most four stay, and at most a quarter; of secrets none, nor
/// how long they are.
pub(super) fn masked(value: &[u8], group: SensitiveGroup) -> String {
    if group == SensitiveGroup::Secret {
        return "****".to_owned();
    }
    if value.is_ascii() {
        return masked_ascii(value);
    }
    let text = String::from_utf8_lossy(value);
    let length = text.chars().count();
    let hidden = length - shown(length);
    text.chars().enumerate().map(|(index, c)| if index < hidden { '*' } else { c }).collect()
}

/// The same of a value of which every byte is a character.
fn masked_ascii(value: &[u8]) -> String {
    let hidden = value.len() - shown(value.len());
    let mut masked = String::with_capacity(value.len());
    masked.extend(std::iter::repeat_n('*', hidden));
    masked.push_str(value.get(hidden..).and_then(|end| std::str::from_utf8(end).ok()).unwrap_or_default());
    masked
}

/// Returns how many characters of a value may stay.
pub(super) fn shown(length: usize) -> usize {
    SHOWN.min(length / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_four_characters_and_a_quarter_at_most() {
        for (value, expected) in [
            ("4111 1111 1111 1111", "***************1111"),
            ("536-22-1234", "*********34"),
            ("123", "***"),
            ("ada@shop.dev", "*********dev"),
            ("", ""),
        ] {
            assert_eq!(masked(value.as_bytes(), SensitiveGroup::Pii), expected);
        }
        assert_eq!(masked(b"hunter2hunter2hunter2", SensitiveGroup::Secret), "****");
        assert_eq!(masked(&[0xff; 8], SensitiveGroup::Pii).chars().count(), 8);
    }
}
