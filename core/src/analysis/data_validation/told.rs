//! Limits that a document only tells in prose.

use crate::api::tree::{NodeId, Tree, Value};
use crate::identifier::words;

/// Characters of a description that are read.
const DESCRIPTION: usize = 500;

/// Tells whether the description of a parameter or a schema gives a largest number.
pub(super) fn tells_maximum(tree: &Tree, node: NodeId) -> bool {
    match tree.get(node, "description").map(|text| tree.value(text)) {
        Some(Value::String(text)) => states_maximum(text),
        _ => false,
    }
}

/// Tells whether the summary or the description of an operation, a body or a schema says how many things one call takes.
pub(super) fn tells_count(tree: &Tree, node: NodeId) -> bool {
    ["summary", "description"].iter().any(|key| match tree.get(node, key).map(|text| tree.value(text)) {
        Some(Value::String(text)) => states_count(text),
        _ => false,
    })
}

/// Tells whether the description of a schema says in one sentence how many of what stands in a list one call takes.
pub(super) fn tells_count_of(tree: &Tree, node: NodeId, list: &str) -> bool {
    match tree.get(node, "description").map(|text| tree.value(text)) {
        Some(Value::String(text)) => states_count_of(text, list),
        _ => false,
    }
}

fn states_count_of(text: &str, list: &str) -> bool {
    let name = words(list);
    let read = text.char_indices().nth(DESCRIPTION).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let has = |words: Vec<String>| words.windows(name.len().max(1)).any(|own| own == name.as_slice());
    // `IDs` are two words, of which lower case makes one.
    let names_it = |sentence: &str| has(words(sentence)) || has(words(&sentence.to_lowercase()));
    read.split(['.', '!', '?']).any(|sentence| names_it(sentence) && states_count(sentence))
}

/// Tells whether a text has a number close behind `up to`, `at most`, `maximum of` or the like. What an operation's
/// description says has to be said more plainly than what its list's does: there may be other numbers in it.
fn states_count(text: &str) -> bool {
    let text: String = text.chars().take(DESCRIPTION).flat_map(char::to_lowercase).collect();
    let tokens: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    tokens.iter().enumerate().any(|(at, token)| {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).copied();
        // The count stands right behind `up to`; of a maximum it is first said what it is of.
        let near = match (before, *token) {
            (Some("up"), "to") | (Some("at"), "most") | (Some("more"), "than") => 3,
            (_, "exceed" | "max" | "maximum") => 8,
            _ => 0,
        };
        let is_count = |token: &&str| token.len() < 8 && token.bytes().all(|b| b.is_ascii_digit());
        tokens.iter().skip(at + 1).take(near).any(is_count)
    })
}

/// Tells whether a description gives a largest number: it has one that is not the default, and a word such as `maximum`, or
/// two of them in a row.
fn states_maximum(text: &str) -> bool {
    const SAYS_IT: [&str; 14] = [
        "max", "maximum", "between", "range", "ranges", "up", "most", "exceed", "largest", "than", "limited",
        "capped", "highest", "allowed",
    ];
    let text: String = text.chars().take(DESCRIPTION).flat_map(char::to_lowercase).collect();
    let tokens: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let is_number = |token: &&str| token.bytes().all(|b| b.is_ascii_digit());
    let is_default = |at: usize| {
        let before = tokens.iter().take(at).rev().take(3);
        before.take_while(|token| !is_number(token)).any(|token| token.starts_with("default"))
    };
    let numbers: Vec<usize> =
        (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(is_number) && !is_default(*at)).collect();
    let is_range = numbers.iter().zip(numbers.iter().skip(1)).any(|(first, second)| first + 1 == *second);
    is_range || (!numbers.is_empty() && tokens.iter().any(|token| SAYS_IT.contains(token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_whether_an_operation_says_how_many_things_it_takes() {
        for text in [
            "Register up to 30 registrants at once.",
            "A batch holds at most 1,000 rows",
            "Creates invoices. The maximum number of invoices per call is 50.",
            "No more than 20 ids.",
        ] {
            assert!(states_count(text), "{text}");
        }
        for text in [
            "",
            "Keeps copies up to date; answers with 201.",
            "Version 2 of the batch call",
            "At most of them",
        ] {
            assert!(!states_count(text), "{text}");
        }
    }

    #[test]
    fn sees_whether_a_sentence_says_how_many_of_a_list() {
        let text = "Runs at once. There can be at most 20 actions in such a batch.";
        assert!(states_count_of(text, "actions"));
        assert!(states_count_of("Up to 100 object IDs", "objectIds"));
        assert!(!states_count_of(text, "reactions"));
        assert!(!states_count_of("At most 20 calls a second. The actions run at once.", "actions"));
        assert!(!states_count_of("The actions run at once", "actions"));
        assert!(!states_count_of("At most 20", "_"));
    }

    #[test]
    fn sees_whether_a_description_gives_the_largest_number() {
        for text in [
            "The number of results per page (max 100).",
            "Limit can range between 1 and 100, and the default is 10.",
            "Limit the number of results per page (1-1000, default: 100)",
            "Up to 50 are given.",
            "bucket_width=1d: default: 7, max: 31",
        ] {
            assert!(states_maximum(text), "{text}");
        }
        for text in [
            "",
            "Maximum number of results.",
            "Max number of results to return. Defaults to 10.",
            "The number of items, default is 20.",
        ] {
            assert!(!states_maximum(text), "{text}");
        }
    }
}
