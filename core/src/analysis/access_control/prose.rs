//! What descriptions say of authentication.

use crate::identifier::words;

/// Characters of a description that are read.
const DESCRIPTION: usize = 4_000;

/// Parts of sentences that ask for authentication. Most sentences have none.
const MARKS: [&str; 8] = ["uthenti", "scope", "JWT", " token", "nonymous", "ogged", "igned", " key"];

/// Tells whether a sentence of a description says that every caller has to be authenticated, or needs a scope or a token.
pub(super) fn asks_for_authentication(description: &str) -> bool {
    if !MARKS.iter().any(|mark| description.contains(mark)) {
        return false;
    }
    let end = description.char_indices().nth(DESCRIPTION).map_or(description.len(), |(end, _)| end);
    let text = plain(description.get(..end).unwrap_or_default());
    paragraphs(&text).iter().any(|paragraph| sentences(paragraph).any(asks))
}

/// Leaves out the addresses of links and what stands in backticks: their full stops end no sentence.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['`', ']']) {
        let (before, found) = rest.split_at(at);
        plain.push_str(before);
        let is_code = found.starts_with('`');
        let (start, last) = if is_code { (1, '`') } else { (2, ')') };
        let is_opened = is_code || found.starts_with("](");
        let inside = found.get(start..).filter(|_| is_opened).unwrap_or_default();
        rest = match inside
            .find([last, '\n'])
            .filter(|end| inside.get(*end..).is_some_and(|rest| rest.starts_with(last)))
        {
            Some(end) => inside.get(end + 1..).unwrap_or_default(),
            None => found.get(1..).unwrap_or_default(),
        };
    }
    plain.push_str(rest);
    plain
}

/// Joins the lines that one sentence may go over. Items of lists, headings and rows of tables tell of something else.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        let line = line.trim_start_matches(['>', ' ', '\t']);
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = line.starts_with(['*', '-', '+']) && line.get(1..2) == Some(" ")
            || number.len() < line.len() && number.starts_with(". ");
        if line.is_empty() || is_item || line.starts_with(['#', '|']) {
            paragraphs.push(String::new());
        }
        if !is_item
            && !line.starts_with(['#', '|'])
            && let Some(paragraph) = paragraphs.last_mut()
        {
            paragraph.push(' ');
            paragraph.push_str(line);
        }
    }
    paragraphs
}

/// Splits a paragraph behind the signs that end a sentence and have a space after them.
fn sentences(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph.split_inclusive([' ', '\t']).scan((paragraph, 0, 0), |(whole, start, at), word| {
        *at += word.len();
        let is_last = *at == whole.len();
        let ends = is_last || word.trim_end().ends_with(['.', '!', '?', ';', ':']);
        let sentence = if ends { whole.get(std::mem::replace(start, *at)..*at) } else { Some("") };
        Some(sentence.unwrap_or_default())
    })
}

/// Tells whether a sentence asks for authentication, and not of some callers only or at times.
fn asks(sentence: &str) -> bool {
    if !MARKS.iter().any(|mark| sentence.contains(mark)) {
        return false;
    }
    // `JWTs` and `OAuth` are one word each.
    let words = words(&sentence.to_lowercase());
    let has = |candidates: &[&str]| words.iter().any(|word| candidates.contains(&word.as_str()));
    let follows = |one: &str, others: &[&str]| {
        words.windows(2).any(|pair| matches!(pair, [a, b] if a == one && others.contains(&b.as_str())))
    };
    let has_access_token = || {
        (0..words.len()).any(|at| {
            let word = |at: usize| words.get(at).map(String::as_str);
            let is_one = word(at) == Some("access") && matches!(word(at + 1), Some("token" | "tokens"));
            is_one && at.checked_sub(1).and_then(word) != Some("personal")
        })
    };
    let needs = has(&["need", "needs", "require", "requires", "required", "must"]);
    let what = has(&["scope", "scopes", "authenticated", "authentication", "jwt"])
        || follows("api", &["key", "keys"])
        || follows("logged", &["in"])
        || follows("signed", &["in"])
        || follows("to", &["authenticate"])
        || follows("must", &["authenticate"])
        || has_access_token();
    let depends = has(&DEPENDS) || has(&["private"]) && !has(&["public"]);
    let never = has(&["anonymously"]) && has(&["cannot", "not"]);
    let allows = follows("when", &["authenticated"]) && follows("can", &["use"]) && has(&["endpoint"]);
    never || allows || needs && what && !depends
}

/// Words of sentences that hold of some callers, at times, or of something else.
const DEPENDS: [&str; 17] = [
    "if",
    "unless",
    "optional",
    "optionally",
    "no",
    "not",
    "without",
    "none",
    "when",
    "may",
    "whether",
    "except",
    "depending",
    "also",
    "next",
    "after",
    "other",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_descriptions_that_ask_for_authentication() {
        for text in [
            "Adds a member. OAuth app tokens and personal access tokens (classic) need the `admin:org` scope to use this endpoint.",
            "The authenticated user must be an organization owner",
            "Requires authentication.",
            "This resource cannot be accessed\nanonymously.",
            "Callers must be logged in",
            "An API key is required",
            "You must use a [JWT](https://docs.shop.dev/jwt.html) to access this endpoint.",
            "You must authenticate using an access\ntoken with the `repo` scope.",
            "Tokens need the `events` scope to use this endpoint with private or public repositories.",
            "When authenticated with admin permissions, you can use this endpoint to sign.",
        ] {
            assert!(asks_for_authentication(text), "{text}");
        }
    }

    #[test]
    fn knows_descriptions_that_do_not() {
        for text in [
            "No authentication is required",
            "Does not require authentication",
            "Lists the followers of the authenticated user",
            "Tokens need the `repo` scope if the repository is private",
            "Authorizes a payment",
            "The name is required",
            "Authentication of payments",
            "If you ask for an [other user](https://docs.shop.dev), your requests must be authenticated.",
            "You may need to provide additional token scopes.",
            "* `pending`: the import requires authentication",
            "If it is used, the scope\nis required",
            "# Requires authentication",
            "You must now create personal access tokens on the site.",
            "`must be authenticated` is what it says",
            "](`",
            "",
        ] {
            assert!(!asks_for_authentication(text), "{text}");
        }
    }
}
