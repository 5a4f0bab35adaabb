//! The forms of account numbers, by country (SWIFT, IBAN Registry).

use Kind::{Digits as D, Either as E, Letters as L};

/// What stands in a part of an account number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Digits,
    Letters,
    Either,
}

impl Kind {
    pub(super) const fn has(self, byte: u8) -> bool {
        match self {
            Self::Digits => byte.is_ascii_digit(),
            Self::Letters => byte.is_ascii_uppercase(),
            Self::Either => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        }
    }
}

/// The parts of an account number: how many signs of what kind.
pub(super) type Form = &'static [(u8, Kind)];

/// All countries in order: those of the registry, and those whose banks give out numbers without having registered
/// them (AO, BF, BJ, CF, CG, CI, CM, CV, DZ, GA, GQ, GW, IR, KM, MA, MG, ML, MZ, NE, SN, TD, TG).
pub(super) static FORMS: &[(&[u8; 2], Form)] = &[
    (b"AD", &[(8, D), (12, E)]),
    (b"AE", &[(19, D)]),
    (b"AL", &[(8, D), (16, E)]),
    (b"AO", &[(21, D)]),
    (b"AT", &[(16, D)]),
    (b"AZ", &[(4, L), (20, E)]),
    (b"BA", &[(16, D)]),
    (b"BE", &[(12, D)]),
    (b"BF", &[(2, E), (22, D)]),
    (b"BG", &[(4, L), (6, D), (8, E)]),
    (b"BH", &[(4, L), (14, E)]),
    (b"BI", &[(23, D)]),
    (b"BJ", &[(2, E), (22, D)]),
    (b"BR", &[(23, D), (1, L), (1, E)]),
    (b"BY", &[(4, E), (4, D), (16, E)]),
    (b"CF", &[(23, D)]),
    (b"CG", &[(23, D)]),
    (b"CH", &[(5, D), (12, E)]),
    (b"CI", &[(2, E), (22, D)]),
    (b"CM", &[(23, D)]),
    (b"CR", &[(18, D)]),
    (b"CV", &[(21, D)]),
    (b"CY", &[(8, D), (16, E)]),
    (b"CZ", &[(20, D)]),
    (b"DE", &[(18, D)]),
    (b"DJ", &[(23, D)]),
    (b"DK", &[(14, D)]),
    (b"DO", &[(4, E), (20, D)]),
    (b"DZ", &[(22, D)]),
    (b"EE", &[(16, D)]),
    (b"EG", &[(25, D)]),
    (b"ES", &[(20, D)]),
    (b"FI", &[(14, D)]),
    (b"FK", &[(2, L), (12, D)]),
    (b"FO", &[(14, D)]),
    (b"FR", &[(10, D), (11, E), (2, D)]),
    (b"GA", &[(23, D)]),
    (b"GB", &[(4, L), (14, D)]),
    (b"GE", &[(2, L), (16, D)]),
    (b"GI", &[(4, L), (15, E)]),
    (b"GL", &[(14, D)]),
    (b"GQ", &[(23, D)]),
    (b"GR", &[(7, D), (16, E)]),
    (b"GT", &[(24, E)]),
    (b"GW", &[(2, E), (19, D)]),
    (b"HN", &[(4, L), (20, D)]),
    (b"HR", &[(17, D)]),
    (b"HU", &[(24, D)]),
    (b"IE", &[(4, L), (14, D)]),
    (b"IL", &[(19, D)]),
    (b"IQ", &[(4, L), (15, D)]),
    (b"IR", &[(22, D)]),
    (b"IS", &[(22, D)]),
    (b"IT", &[(1, L), (10, D), (12, E)]),
    (b"JO", &[(4, L), (4, D), (18, E)]),
    (b"KM", &[(23, D)]),
    (b"KW", &[(4, L), (22, E)]),
    (b"KZ", &[(3, D), (13, E)]),
    (b"LB", &[(4, D), (20, E)]),
    (b"LC", &[(4, L), (24, E)]),
    (b"LI", &[(5, D), (12, E)]),
    (b"LT", &[(16, D)]),
    (b"LU", &[(3, D), (13, E)]),
    (b"LV", &[(4, L), (13, E)]),
    (b"LY", &[(21, D)]),
    (b"MA", &[(24, D)]),
    (b"MC", &[(10, D), (11, E), (2, D)]),
    (b"MD", &[(20, E)]),
    (b"ME", &[(18, D)]),
    (b"MG", &[(23, D)]),
    (b"MK", &[(3, D), (10, E), (2, D)]),
    (b"ML", &[(2, E), (22, D)]),
    (b"MN", &[(16, D)]),
    (b"MR", &[(23, D)]),
    (b"MT", &[(4, L), (5, D), (18, E)]),
    (b"MU", &[(4, L), (19, D), (3, L)]),
    (b"MZ", &[(21, D)]),
    (b"NE", &[(2, L), (22, D)]),
    (b"NI", &[(4, L), (20, D)]),
    (b"NL", &[(4, L), (10, D)]),
    (b"NO", &[(11, D)]),
    (b"OM", &[(3, D), (16, E)]),
    (b"PK", &[(4, L), (16, E)]),
    (b"PL", &[(24, D)]),
    (b"PS", &[(4, L), (21, E)]),
    (b"PT", &[(21, D)]),
    (b"QA", &[(4, L), (21, E)]),
    (b"RO", &[(4, L), (16, E)]),
    (b"RS", &[(18, D)]),
    (b"RU", &[(14, D), (15, E)]),
    (b"SA", &[(2, D), (18, E)]),
    (b"SC", &[(4, L), (20, D), (3, L)]),
    (b"SD", &[(14, D)]),
    (b"SE", &[(20, D)]),
    (b"SI", &[(15, D)]),
    (b"SK", &[(20, D)]),
    (b"SM", &[(1, L), (10, D), (12, E)]),
    (b"SN", &[(2, L), (22, D)]),
    (b"SO", &[(19, D)]),
    (b"ST", &[(21, D)]),
    (b"SV", &[(4, L), (20, D)]),
    (b"TD", &[(23, D)]),
    (b"TG", &[(2, L), (22, D)]),
    (b"TL", &[(19, D)]),
    (b"TN", &[(20, D)]),
    (b"TR", &[(6, D), (16, E)]),
    (b"UA", &[(6, D), (19, E)]),
    (b"VA", &[(18, D)]),
    (b"VG", &[(4, L), (16, D)]),
    (b"XK", &[(16, D)]),
    (b"YE", &[(4, L), (4, D), (18, E)]),
];

/// Returns the form of a country's account numbers.
pub(super) fn form_of(country: [u8; 2]) -> Option<Form> {
    let at = FORMS.binary_search_by(|(code, _)| (*code).cmp(&country)).ok()?;
    FORMS.get(at).map(|(_, form)| *form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitive::validators::countries::is_country;

    #[test]
    fn finds_every_country() {
        assert!(FORMS.is_sorted_by_key(|(country, _)| country));
        for (country, form) in FORMS {
            assert!(is_country(*country));
            assert_eq!(form_of(**country), Some(*form));
        }
        assert_eq!(form_of(*b"US"), None);
    }
}
