//! Values that are what a form shows beside a field, or what state something is in.

use super::hint::{Hint, hint};

/// What files of labels call fields, where no name of a field says as much: `Nome` is any name.
const LABELS: [&str; 33] = [
    "name",
    "soyad",
    "nome",
    "nombre",
    "nom",
    "naam",
    "namn",
    "navn",
    "nimi",
    "imię",
    "jméno",
    "名字",
    "姓",
    "名",
    "名前",
    "姓氏",
    "성",
    "geheimnis",
    "secreto",
    "segreto",
    "segredo",
    "schlüssel",
    "api-schlüssel",
    "clave",
    "chiave",
    "chave",
    "clé",
    "ключ",
    "токен",
    "секрет",
    "令牌",
    "密钥",
    "トークン",
];
/// Words of states, which no person is called.
const STATES: [&str; 8] =
    ["active", "inactive", "pending", "enabled", "disabled", "default", "deleted", "verified"];

/// Tells whether a value is a name of a field itself, in any language, as in files of labels: `"password": "Passwort"`.
pub(super) fn is_label(value: &str) -> bool {
    const LONGEST: usize = 40;
    let is_name = value.len() <= LONGEST
        && value.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '_' | '-' | ':' | '*'));
    let is_listed = || {
        let label = value.trim_end_matches([' ', ':', '*']);
        let lower = || label.chars().flat_map(char::to_lowercase);
        // A small letter has as many bytes as its capital in the scripts of the list.
        LABELS.iter().any(|own| own.len() == label.len() && own.chars().eq(lower()))
    };
    is_name && (matches!(hint(value.as_bytes(), Hint::None, b""), Hint::Holds(_)) || is_listed())
}

/// Tells whether a value is a word of a state.
pub(super) fn is_state(value: &str) -> bool {
    STATES.iter().any(|state| value.eq_ignore_ascii_case(state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_labels_of_fields() {
        for (value, expected) in [
            ("Passwort", true),
            ("Nome:", true),
            ("NACHNAME *", true),
            ("名字", true),
            ("API-Schlüssel", true),
            ("Nomi", false),
            ("hunter2!x", false),
            ("", false),
        ] {
            assert_eq!(is_label(value), expected, "{value}");
        }
    }

    #[test]
    fn knows_words_of_states() {
        assert!(is_state("Active") && is_state("pending"));
        assert!(!is_state("Ada") && !is_state(""));
    }
}
