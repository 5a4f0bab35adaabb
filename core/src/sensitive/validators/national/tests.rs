use std::collections::BTreeSet;

use proptest::prelude::*;

use super::SCHEMES;
use crate::sensitive::SensitiveGroup;
use crate::sensitive::validators::scheme::{Scheme, Strength};

fn is_separator(byte: u8) -> bool {
    !byte.is_ascii_alphanumeric()
}

/// The forms that a scheme can have without separators.
fn shapes(scheme: &Scheme) -> BTreeSet<Vec<u8>> {
    let bare = (scheme.lengths.0..=scheme.lengths.1).map(|length| vec![b'd'; length.into()]);
    let written =
        scheme.written.iter().map(|form| form.bytes().filter(|byte| !is_separator(*byte)).collect());
    if scheme.written.iter().any(|form| form.bytes().any(|byte| byte.is_ascii_uppercase())) {
        written.collect()
    } else {
        bare.collect()
    }
}

/// Numbers that look random and are always the same (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % below
    }

    fn text(&mut self, shape: &[u8]) -> Vec<u8> {
        const SIGNS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        shape
            .iter()
            .map(|kind| match kind {
                b'd' => SIGNS[self.next(10) as usize],
                b'A' => SIGNS[10 + self.next(26) as usize],
                b'N' => SIGNS[self.next(36) as usize],
                literal => *literal,
            })
            .collect()
    }
}

#[test]
fn lists_at_least_a_hundred_schemes_of_forty_countries_in_order() {
    assert!(SCHEMES.is_sorted_by(|left, right| left.id < right.id));
    let countries: BTreeSet<_> = SCHEMES.iter().filter_map(|scheme| scheme.id.split('-').next()).collect();
    assert!(SCHEMES.len() >= 100 && countries.len() >= 40, "{} of {}", SCHEMES.len(), countries.len());
}

#[test]
fn names_each_scheme_for_people_and_for_fields() {
    for scheme in SCHEMES {
        let is_id =
            scheme.id.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
        assert!(is_id, "{}", scheme.id);
        assert!(scheme.label.starts_with("a ") || scheme.label.starts_with("an "), "{}", scheme.id);
        let is_health =
            ["us-npi", "us-dea", "us-mbi", "uk-nhs", "de-kvnr", "hu-taj", "au-medicare", "nz-nhi"];
        let group = if is_health.contains(&scheme.id) { SensitiveGroup::Health } else { SensitiveGroup::Pii };
        assert_eq!(scheme.group, group, "{}", scheme.id);
        assert!(!scheme.names.is_empty(), "{}", scheme.id);
        for name in scheme.names {
            let is_plain = |word: &str| {
                !word.is_empty()
                    && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            };
            assert!(name.split(' ').all(is_plain), "{}: {name}", scheme.id);
        }
        let distinct: BTreeSet<_> = scheme.names.iter().collect();
        assert_eq!(distinct.len(), scheme.names.len(), "{}", scheme.id);
    }
}

#[test]
fn writes_each_scheme_in_a_length_that_it_has() {
    for scheme in SCHEMES {
        for form in scheme.written {
            let length = form.bytes().filter(|byte| !is_separator(*byte)).count();
            let (shortest, longest) = scheme.lengths;
            assert!((usize::from(shortest)..=longest.into()).contains(&length), "{}: {form}", scheme.id);
        }
    }
}

#[test]
fn passes_no_other_length() {
    let mut random = Random(1);
    for scheme in SCHEMES {
        for shape in shapes(scheme) {
            for length in [1, usize::from(scheme.lengths.0) - 1, usize::from(scheme.lengths.1) + 1, 39, 40] {
                let shape: Vec<_> = shape.iter().copied().cycle().take(length).collect();
                for _ in 0..200 {
                    let text = random.text(&shape);
                    assert!(!(scheme.check)(&text), "{}: {}", scheme.id, String::from_utf8_lossy(&text));
                }
            }
        }
        assert!(!(scheme.check)(b""), "{}", scheme.id);
    }
}

#[test]
fn passes_no_digit_over_and_over() {
    let mut passed = Vec::new();
    for scheme in SCHEMES {
        for length in scheme.lengths.0..=scheme.lengths.1 {
            for digit in b'0'..=b'9' {
                if (scheme.check)(&vec![digit; length.into()]) {
                    passed.push((scheme.id, char::from(digit)));
                }
            }
        }
    }
    assert_eq!(passed, []);
}

/// The share of texts that look alike and pass, of the shape where it is highest.
fn share(scheme: &Scheme) -> f64 {
    const TRIES: u32 = 40_000;
    let mut random = Random(7);
    let shares = shapes(scheme).into_iter().map(|shape| {
        let passed = (0..TRIES).filter(|_| (scheme.check)(&random.text(&shape))).count();
        passed as f64 / f64::from(TRIES)
    });
    shares.fold(0.0, f64::max)
}

#[test]
fn is_as_strong_as_it_says() {
    let mut wrong = Vec::new();
    for scheme in SCHEMES {
        let share = share(scheme);
        // With some room, for the shares are measured.
        let fits = match scheme.strength {
            Strength::Weak => share > 0.028,
            Strength::Fair => (0.0028..0.037).contains(&share),
            Strength::Strong => share < 0.0037,
        };
        if !fits {
            wrong.push((scheme.id, scheme.strength, share));
        }
    }
    assert_eq!(wrong, []);
}

proptest! {
    #[test]
    fn bears_any_bytes(text in proptest::collection::vec(any::<u8>(), 0..64), digits in "[0-9A-Z]{6,20}") {
        for scheme in SCHEMES {
            let is_plain = text.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || *byte == b'&');
            prop_assert!(!(scheme.check)(&text) || is_plain || scheme.id == "fi-hetu", "{}", scheme.id);
            let fits = (usize::from(scheme.lengths.0)..=scheme.lengths.1.into()).contains(&digits.len());
            prop_assert!(!(scheme.check)(digits.as_bytes()) || fits, "{}", scheme.id);
        }
    }
}
