//! Names as programmers write them.

/// Splits an identifier into lower-case words: `makePayment_v2` is `make`, `payment`, `v`.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut previous = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next_is_lower = characters.peek().is_some_and(|next| next.is_lowercase());
        let starts_word =
            c.is_uppercase() && (previous.is_lowercase() || (previous.is_uppercase() && next_is_lower));
        if !c.is_alphabetic() || starts_word {
            words.push(String::new());
        }
        if c.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        previous = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Tells whether any word of a text is one of the given ones.
pub(crate) fn has_word(text: &str, candidates: &[&str]) -> bool {
    words(text).iter().any(|word| candidates.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_identifiers_into_words() {
        assert_eq!(words("PaymentAuthNew"), ["payment", "auth", "new"]);
        assert_eq!(words("make-payment_v2"), ["make", "payment", "v"]);
        assert_eq!(words("APIToken"), ["api", "token"]);
        assert_eq!(words("repay"), ["repay"]);
    }

    #[test]
    fn finds_whole_words_only() {
        assert!(has_word("the Test server", &["test"]));
        assert!(!has_word("the latest server", &["test"]));
    }
}
