//! International bank account numbers (ISO 13616).

use super::registry::{Kind, form_of};
use crate::sensitive::validators::iso7064::mod_97;

/// The shortest and the longest number of any country.
#[cfg(test)]
const LENGTHS: (usize, usize) = (15, 33);

/// Returns how long the numbers of a country are, where it has any.
pub(crate) fn length(country: [u8; 2]) -> Option<usize> {
    form_of(country).map(|form| 4 + form.iter().map(|(count, _)| usize::from(*count)).sum::<usize>())
}

/// Tells whether a text is one: its country has such account numbers, of this length and these signs, and the check
/// digits are right. Check digits that some countries have inside of the account number are not looked at.
pub(crate) fn is_iban(text: &[u8]) -> bool {
    let Some((&[first, second, tens, ones], account)) = text.split_first_chunk() else { return false };
    // Of 98 remainders none gives 00, 01 or 99.
    tens.is_ascii_digit()
        && ones.is_ascii_digit()
        && !matches!([tens, ones], [b'0', b'0' | b'1'] | [b'9', b'9'])
        && form_of([first, second]).is_some_and(|form| is_of(account, form))
        && mod_97(account.iter().chain(&[first, second, tens, ones])) == Some(1)
}

fn is_of(account: &[u8], form: &[(u8, Kind)]) -> bool {
    let mut rest = account;
    for (count, kind) in form {
        let Some((part, behind)) = rest.split_at_checked(usize::from(*count)) else { return false };
        if !part.iter().all(|byte| kind.has(*byte)) {
            return false;
        }
        rest = behind;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitive::validators::bank::registry::FORMS;

    /// An account number of a country's form with its check digits.
    fn made(country: [u8; 2], form: &[(u8, Kind)]) -> String {
        let signs = |kind: &Kind| match kind {
            Kind::Digits => "0730518264",
            Kind::Letters => "QWXZKTRB",
            Kind::Either => "7Q05X38W",
        };
        let account: String =
            form.iter().flat_map(|(count, kind)| signs(kind).chars().cycle().take((*count).into())).collect();
        let country = String::from_utf8(country.to_vec()).unwrap();
        let rest = mod_97(format!("{account}{country}00").as_bytes().iter()).unwrap();
        format!("{country}{:02}{account}", 98 - rest)
    }

    #[test]
    fn tells_a_number_of_every_country() {
        for (country, form) in FORMS {
            let number = made(**country, form);
            assert!(is_iban(number.as_bytes()), "{number}");
            assert_eq!(length(**country), Some(number.len()));
            assert!((LENGTHS.0..=LENGTHS.1).contains(&number.len()), "{number}");
        }
    }

    #[test]
    fn tells_the_example_of_the_standard() {
        assert!(is_iban(b"GB82WEST12345698765432"));
    }

    #[test]
    fn refuses_wrong_check_digits_lengths_and_signs() {
        for (code, form) in FORMS {
            let number = made(**code, form);
            let (country, rest) = number.split_at(2);
            let (check, account) = rest.split_at(2);
            let other = (check.parse::<u32>().unwrap() - 1) % 97 + 2;
            assert!(!is_iban(format!("{country}{other:02}{account}").as_bytes()), "{number}");
            assert!(!is_iban(number.as_bytes().split_last().unwrap().1), "{number}");
            assert!(!is_iban(format!("{number}0").as_bytes()), "{number}");
            assert!(!is_iban(number.to_lowercase().as_bytes()), "{number}");
        }
        // Right check digits, but letters where the country has digits; no such country; no check digits.
        let german = mod_97(b"3704004405320130QWDE00".iter()).unwrap();
        assert!(!is_iban(format!("DE{:02}3704004405320130QW", 98 - german).as_bytes()));
        assert!(!is_iban(b"XX82WEST12345698765432") && !is_iban(b"GBWEST12345698765432") && !is_iban(b""));
    }
}
