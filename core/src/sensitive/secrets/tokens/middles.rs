//! Tokens that begin with nothing of their own, but hold a sign that hardly any text has.

use super::alphabet::Alphabet::{Alphanumeric, Digit, Dotted, Hex, Url};
use super::form::{Form, Part, Proof, form};
use super::{Token, read};
use Part::{Just, Run, Text};

/// A form, and how many bytes stand before its sign.
type Middle = (usize, Form);

const fn telegram(parts: &'static [Part]) -> Form {
    form("telegram-token", "a token of a Telegram bot", "", parts)
}

/// The number of the bot, and 35 characters of which the first two are `A`. In the path of a URL `bot` stands before it.
static TELEGRAM_BOT: [Middle; 6] = [
    (8, telegram(&[Just(Digit, 8), Text(":AA"), Just(Url, 33)])),
    (9, telegram(&[Just(Digit, 9), Text(":AA"), Just(Url, 33)])),
    (10, telegram(&[Just(Digit, 10), Text(":AA"), Just(Url, 33)])),
    (11, telegram(&[Text("bot"), Just(Digit, 8), Text(":AA"), Just(Url, 33)])),
    (12, telegram(&[Text("bot"), Just(Digit, 9), Text(":AA"), Just(Url, 33)])),
    (13, telegram(&[Text("bot"), Just(Digit, 10), Text(":AA"), Just(Url, 33)])),
];
static ENTRA_SECRET: [Middle; 1] = [(
    5,
    form(
        "azure-client-secret",
        "a client secret of Microsoft Entra",
        "",
        &[Just(Dotted, 3), Just(Digit, 1), Text("Q~"), Run(Dotted, 31, 34)],
    ),
)];
static TERRAFORM: [Middle; 1] = [(
    14,
    form(
        "terraform-token",
        "a Terraform token",
        "",
        &[Just(Alphanumeric, 14), Text(".atlasv1."), Run(Url, 60, 70)],
    ),
)];
static MAILCHIMP: [Middle; 1] = [(
    32,
    form("mailchimp-key", "a Mailchimp key", "", &[Just(Hex, 32), Text("-us"), Run(Digit, 1, 2)])
        .with(Proof::Mixed),
)];

/// Returns every form of these.
pub(super) fn all() -> impl Iterator<Item = &'static Form> {
    [&TELEGRAM_BOT[..], &ENTRA_SECRET, &TERRAFORM, &MAILCHIMP].into_iter().flatten().map(|(_, form)| form)
}

/// Reads a token around a sign: `:`, `~`, `.` or `-`.
pub(crate) fn around(text: &[u8], sign: usize) -> Option<Token> {
    let (byte, behind) = text.get(sign..)?.split_first()?;
    let middles: &'static [Middle] = match byte {
        b':' if behind.starts_with(b"AA") => &TELEGRAM_BOT,
        b'~' if sign.checked_sub(1).and_then(|before| text.get(before)) == Some(&b'Q') => &ENTRA_SECRET,
        b'.' if behind.starts_with(b"atlasv1.") => &TERRAFORM,
        b'-' if behind.starts_with(b"us") => &MAILCHIMP,
        _ => return None,
    };
    middles.iter().find_map(|(before, form)| read(form, text, sign.checked_sub(*before)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "q7Zr2WmKx9TbVn4LpYc8JdHs3FgEuA6RkCvXe5QwNiBoMtSzDy1GhPjUfaOlI0vR7kTq";

    fn body(length: usize) -> &'static str {
        BODY.get(..length).unwrap()
    }

    /// Looks for a token around the first of some signs.
    fn find(text: &str, sign: &str) -> Option<(&'static str, usize, usize)> {
        let token = around(text.as_bytes(), text.find(sign).unwrap())?;
        Some((token.form.id, token.start, token.end))
    }

    #[test]
    fn reads_tokens_of_telegram() {
        for digits in ["71203945", "712039458", "7120394586"] {
            let token = format!("{digits}:AA{}", body(33));
            assert_eq!(find(&token, ":"), Some(("telegram-token", 0, token.len())), "{token}");
            assert_eq!(find(&format!("a {token}!"), ":"), Some(("telegram-token", 2, token.len() + 2)));
            let path = format!("/bot{token}/getMe");
            assert_eq!(find(&path, ":"), Some(("telegram-token", 1, token.len() + 4)));
            assert_eq!(find(&format!("x{token}"), ":"), None);
            assert_eq!(find(&format!("xbot{token}"), ":"), None);
            assert_eq!(find(&format!("{token}x"), ":"), None);
            assert_eq!(find(&token.replace(":AA", ":AB"), ":"), None);
            assert_eq!(find(token.get(..token.len() - 1).unwrap(), ":"), None);
        }
        assert_eq!(find(&format!("7120394:AA{}", body(33)), ":"), None);
        assert_eq!(find(&format!("71203945867:AA{}", body(33)), ":"), None);
        assert_eq!(find(&format!("71203945:AA{}", "x".repeat(33)), ":"), None);
    }

    #[test]
    fn reads_secrets_of_entra() {
        let token = format!("w.e8Q~{}", body(34));
        assert_eq!(find(&token, "~"), Some(("azure-client-secret", 0, 40)));
        assert_eq!(find(&format!("={token}."), "~"), Some(("azure-client-secret", 1, 41)));
        assert_eq!(find(&format!("x{token}"), "~"), None);
        assert_eq!(find(&format!("w.eeQ~{}", body(34)), "~"), None);
        assert_eq!(find(&format!("w.e8Q~{}", body(30)), "~"), None);
    }

    #[test]
    fn reads_tokens_of_terraform() {
        let token = format!("{}.atlasv1.{}", body(14), body(67));
        assert_eq!(find(&token, ".atlas"), Some(("terraform-token", 0, token.len())));
        assert_eq!(find(&format!("x{token}"), ".atlas"), None);
        assert_eq!(find(&token.replace("atlasv1", "atlasv2"), ".atlas"), None);
        assert_eq!(find(&format!("{}.atlasv1.{}", body(14), body(59)), ".atlas"), None);
    }

    #[test]
    fn reads_keys_of_mailchimp() {
        let key = "9f2c71d0b84ae35612fd07c98b3ea64d";
        assert_eq!(find(&format!("{key}-us14"), "-us"), Some(("mailchimp-key", 0, 37)));
        assert_eq!(find(&format!("{key}-us6."), "-us"), Some(("mailchimp-key", 0, 36)));
        assert_eq!(find(&format!("{key}-usa"), "-us"), None);
        assert_eq!(find(&format!("a{key}-us6"), "-us"), None);
        assert_eq!(find(&format!("{}-us6", key.replace('9', "g")), "-us"), None);
    }
}
