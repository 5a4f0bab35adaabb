//! URLs in messages: what may be a password or a key in them is not repeated.

/// Stands for what is not repeated.
const MASK: &str = "***";

/// Returns a URL without user information and without the values of its query. A malformed URL is masked wherever it
/// could be read as one that has them.
pub(crate) fn masked(url: &str) -> String {
    let (front, query) = match url.split_once('?') {
        Some((front, query)) => (front, Some(query)),
        None => (url, None),
    };
    let mut text = String::with_capacity(url.len());
    let mut pieces = front.split('@').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            text.push_str(piece);
            break;
        }
        let start = piece.rfind(['/', '\\']).map_or(0, |at| at + 1);
        let (kept, hidden) = piece.split_at_checked(start).unwrap_or((piece, ""));
        text.push_str(kept);
        text.push_str(if hidden.is_empty() { "" } else { MASK });
        text.push('@');
    }
    if let Some(query) = query {
        let parameters: Vec<String> = query
            .split('&')
            .map(|parameter| match parameter.split_once('=') {
                Some((name, value)) if !value.is_empty() => format!("{name}={MASK}"),
                _ => parameter.to_owned(),
            })
            .collect();
        text.push('?');
        text.push_str(&parameters.join("&"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(masked(url), expected, "{url}");
        }
    }
}
