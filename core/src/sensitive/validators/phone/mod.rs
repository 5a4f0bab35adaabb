//! Telephone numbers with their country's code (ITU-T E.164).

mod codes;
#[cfg(feature = "phone")]
mod data;

use codes::CODES;

/// The digits of the shortest and of the longest number, with the country's code (E.164 6.1; the shortest are those of
/// islands: +247, +290, +683).
const LENGTHS: (usize, usize) = (7, 15);

/// How many digits follow a country's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Plan {
    code: u16,
    shortest: u8,
    longest: u8,
}

/// Tells whether digits, without the plus sign, are a country's code and as many digits as numbers there have. With the
/// feature `phone` the first digits must be those of the country too.
///
/// A zero between the two is passed over, where people write it and no number begins with it: `+44 (0)20 7946 0958`.
pub(crate) fn is_international(digits: &[u8]) -> bool {
    if !(LENGTHS.0..=LENGTHS.1).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let Some((plan, national)) = plan(digits) else { return false };
    let national = match national {
        [b'0', rest @ ..] if !codes::WITH_ZERO.contains(&plan.code) => rest,
        _ => national,
    };
    is_possible(plan, national) && begins_well(plan.code, national)
}

#[cfg(feature = "phone")]
fn is_possible(plan: Plan, national: &[u8]) -> bool {
    data::is_possible(plan.code, national)
}

#[cfg(not(feature = "phone"))]
fn is_possible(plan: Plan, national: &[u8]) -> bool {
    (usize::from(plan.shortest)..=usize::from(plan.longest)).contains(&national.len())
}

/// Returns the plan of the country whose code begins a number, and the rest. No code begins with another one.
fn plan(digits: &[u8]) -> Option<(Plan, &[u8])> {
    (1..=3).find_map(|length| {
        let (code, national) = digits.split_at_checked(length)?;
        let code = code.iter().fold(0, |code, digit| code * 10 + u16::from(digit & 0x0f));
        let index = CODES.binary_search_by_key(&code, |plan| plan.code).ok()?;
        Some((*CODES.get(index)?, national))
    })
}

/// Tells whether a number begins as those of the country do, where its plan is simple and holds for many people.
fn begins_well(code: u16, national: &[u8]) -> bool {
    let digit = |at: usize| national.get(at).copied().unwrap_or_default();
    match code {
        // Area and exchange begin with 2 to 9; an area's second digit is not 9, and x11 are services (NANPA).
        1 => {
            let is_service = |at: usize| digit(at + 1) == b'1' && digit(at + 2) == b'1';
            digit(0) >= b'2' && digit(1) != b'9' && digit(3) >= b'2' && !is_service(0) && !is_service(3)
        }
        // Russia has 3, 4, 8 and 9, Kazakhstan 6 and 7.
        7 => !matches!(digit(0), b'0' | b'1' | b'2' | b'5'),
        // France and its overseas departments begin with the digit of a region, of mobiles or of services, never 0.
        33 | 262 | 590 | 594 | 596 => digit(0) != b'0',
        // Mobiles have ten digits from 6 on; areas begin with 1 to 8.
        91 => digit(0) != b'0',
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_codes_in_order_none_of_which_begins_with_another() {
        assert!(CODES.is_sorted_by(|one, two| one.code < two.code));
        let texts: Vec<String> = CODES.iter().map(|plan| plan.code.to_string()).collect();
        for one in &texts {
            assert!(texts.iter().all(|two| one == two || !two.starts_with(one.as_str())), "{one}");
        }
        for plan in CODES {
            let length = plan.code.to_string().len();
            assert!(0 < plan.shortest && plan.shortest <= plan.longest, "{plan:?}");
            assert!(length + usize::from(plan.longest) <= LENGTHS.1, "{plan:?}");
            assert!(length + usize::from(plan.shortest) >= LENGTHS.0 - 1, "{plan:?}");
        }
    }

    #[test]
    fn knows_numbers_that_regulators_keep_for_examples() {
        // Fictitious numbers of NANPA, Ofcom, ARCEP, ACMA, ComReg, Bundesnetzagentur and PTS, and others of the right form.
        for number in [
            "12125550123",
            "442079460958",
            "447700900123",
            "33199001234",
            "61255501234",
            "353209105678",
            "493023125123",
            "4687001234",
            "390612345678",
            "5511987654321",
            "917612345678",
            "8613800138000",
            "81312345678",
            "821012345678",
            "79031234567",
            "2250701234567",
            "24706123",
            "6834123",
            "85221234567",
        ] {
            let expected = !number.starts_with("24706");
            assert_eq!(is_international(number.as_bytes()), expected, "{number}");
        }
    }

    #[test]
    fn passes_over_a_zero_that_people_write() {
        assert!(is_international(b"4402079460958") && is_international(b"49030123456"));
        // In Italy and Ivory Coast it belongs to the number.
        assert!(is_international(b"390612345678") && is_international(b"2250701234567"));
        assert!(!is_international(b"22507012345678"));
    }

    #[test]
    fn refuses_what_no_country_has() {
        for number in [
            "",
            "1",
            "0123456789",
            "999123456789",
            "210123456789",
            "3841234567",
            // One digit too few, and too many.
            "1212555012",
            "121255501234",
            "3319900123",
            "331990012345",
            "4512345",
            "451234567",
            // Areas and exchanges that NANPA does not give out.
            "11125550123",
            "12120550123",
            "12121550123",
            "12911555012",
            "12115550123",
            "12129110123",
            "7123456789",
            "71234567890",
            "1212555012a",
            "1234567890123456",
        ] {
            assert!(!is_international(number.as_bytes()), "{number}");
        }
        assert!(!is_international("٤٤2079460958".as_bytes()));
    }
}
