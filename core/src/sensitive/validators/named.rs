//! Checks by the names under which users ask for them.

use smallvec::SmallVec;

use super::iso7064::{is_mod_11_2, is_mod_11_10, mod_97};
use super::national::SCHEMES;
use super::scheme::Scheme;
use super::{bank, card, digits, imei, luhn, verhoeff, vin};
use crate::sensitive::nearest::nearest;

/// Tells whether a compact form passes.
type Check = fn(&[u8]) -> bool;

/// Checks that are of no one country.
static CHECKS: &[(&str, Check)] = &[
    ("luhn", is_luhn),
    ("verhoeff", is_verhoeff),
    ("mod97", is_mod_97),
    ("mod11-2", is_mod_11_2_text),
    ("mod11-10", |text| numbers(text).is_some_and(|digits| is_mod_11_10(&digits))),
    ("iban", bank::iban::is_iban),
    ("bic", bank::bic::is_bic),
    ("aba", bank::aba::is_aba),
    ("payment-card", |text| card::brand(text).is_some()),
    ("imei", imei::is_imei),
    ("vin", vin::is_vin),
];

/// A check of compact forms.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Named {
    Check(Check),
    Scheme(&'static Scheme),
}

impl Named {
    /// Returns the check with a name.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let check = CHECKS.iter().find(|(own, _)| *own == name).map(|(_, check)| Self::Check(*check));
        check.or_else(|| SCHEMES.iter().find(|scheme| scheme.id == name).map(Self::Scheme))
    }

    /// Tells whether a compact form passes: ASCII without separators, letters in upper case.
    pub(crate) fn passes(self, compact: &[u8]) -> bool {
        match self {
            Self::Check(check) => check(compact),
            Self::Scheme(scheme) => {
                let (shortest, longest) = scheme.lengths;
                (usize::from(shortest)..=usize::from(longest)).contains(&compact.len())
                    && (scheme.check)(compact)
            }
        }
    }

    /// Returns the name that is most like another one, by the letters to be changed.
    pub(crate) fn nearest(name: &str) -> &'static str {
        let known = CHECKS.iter().map(|(name, _)| *name).chain(SCHEMES.iter().map(|scheme| scheme.id));
        nearest(name, known)
    }
}

/// Reads two digits or more that are not one over and over: such a number passes many checks, and is made up.
fn numbers(text: &[u8]) -> Option<SmallVec<[u32; 64]>> {
    let digits: SmallVec<[u32; 64]> = text.iter().map(|byte| u32::from(byte & 0x0f)).collect();
    (text.iter().all(u8::is_ascii_digit) && !digits::are_same(&digits)).then_some(digits)
}

fn is_luhn(text: &[u8]) -> bool {
    numbers(text).is_some_and(|digits| luhn::is_valid(digits.iter().copied()))
}

fn is_verhoeff(text: &[u8]) -> bool {
    numbers(text).is_some_and(|digits| verhoeff::is_valid(&digits))
}

/// ISO/IEC 7064, mod 97-10: two check digits at the end.
fn is_mod_97(text: &[u8]) -> bool {
    text.len() > 2 && mod_97(text.iter()) == Some(1)
}

/// ISO/IEC 7064, mod 11-2: a check digit at the end, or X for ten.
fn is_mod_11_2_text(text: &[u8]) -> bool {
    let Some((check, body)) = text.split_last() else { return false };
    let Some(mut digits) = numbers(body) else { return false };
    digits.push(match check {
        b'0'..=b'9' => u32::from(check & 0x0f),
        b'X' => 10,
        _ => return false,
    });
    is_mod_11_2(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_by_every_name() {
        for (name, right, wrong) in [
            ("luhn", "79927398713", "79927398714"),
            ("luhn", "79927398713", "00000000000"),
            ("verhoeff", "123451", "123452"),
            ("mod97", "79444", "79445"),
            ("mod97", "79444", "01"),
            ("mod11-2", "079X", "0799"),
            ("mod11-2", "07940", "0794A"),
            ("mod11-10", "07945", "07946"),
            ("iban", "GB82WEST12345698765432", "GB83WEST12345698765432"),
            ("payment-card", "4111111111111111", "4111111111111112"),
            ("br-cpf", "11144477735", "11144477736"),
        ] {
            let check = Named::find(name).unwrap();
            assert!(check.passes(right.as_bytes()) && !check.passes(wrong.as_bytes()), "{name}");
        }
        for (name, _) in CHECKS {
            let check = Named::find(name).unwrap();
            for text in ["", "7", "-", "A\u{e9}", &"9".repeat(40)] {
                assert!(!check.passes(text.as_bytes()), "{name} {text}");
            }
        }
        assert!(
            SCHEMES.iter().all(
                |scheme| matches!(Named::find(scheme.id), Some(Named::Scheme(own)) if own.id == scheme.id)
            )
        );
        assert!(Named::find("lun").is_none() && Named::find("").is_none());
    }

    #[test]
    fn has_no_name_twice() {
        for (name, _) in CHECKS {
            assert!(SCHEMES.iter().all(|scheme| scheme.id != *name), "{name}");
        }
    }

    #[test]
    fn names_the_nearest() {
        for (name, nearest) in [
            ("lun", "luhn"),
            ("LUHN", "luhn"),
            ("verhoef", "verhoeff"),
            ("mod-97", "mod97"),
            ("br_cpf", "br-cpf"),
            ("IBAN", "iban"),
        ] {
            assert_eq!(Named::nearest(name), nearest);
        }
        assert!(!Named::nearest("").is_empty() && !Named::nearest(&"x".repeat(100_000)).is_empty());
    }
}
