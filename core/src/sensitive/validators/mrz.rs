//! The machine-readable zone of travel documents (ICAO Doc 9303, parts 3 to 6).

use super::alphabet::base36;
use super::date::is_short;

/// Tells whether two lines of 44 signs are those of a passport.
pub(crate) fn is_td3(first: &[u8], second: &[u8]) -> bool {
    first.len() == 44 && is_head(first) && is_passport_line(second)
}

/// Tells whether two lines of 36 signs are those of a larger identity card.
pub(crate) fn is_td2(first: &[u8], second: &[u8]) -> bool {
    first.len() == 36 && is_head(first) && is_card_line(second)
}

/// Tells whether three lines of 30 signs are those of an identity card.
pub(crate) fn is_td1(lines: [&[u8]; 3]) -> bool {
    let [first, second, third] = lines;
    let is_form = lines.iter().all(|line| line.len() == 30) && is_head(first);
    is_form
        && third.first().is_some_and(u8::is_ascii_uppercase)
        && third.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'<')
        // A number longer than nine signs goes on in the optional data, and its check digit with it.
        && (first.get(14) == Some(&b'<') || is_checked(first, 5..15))
        && is_person(second, 0, 8)
        && is_composite(second.last(), [first.get(5..30), second.get(0..7), second.get(8..15), second.get(18..29)])
}

/// Tells whether a line of 44 signs is the second of a passport, by its five check digits.
pub(crate) fn is_passport_line(line: &[u8]) -> bool {
    let Some(line) = line.first_chunk::<44>().filter(|_| line.len() == 44) else { return false };
    // Where the optional data are empty their check digit may be left out.
    let is_optional = line[28..43].iter().all(|byte| *byte == b'<') || is_checked(line, 28..43);
    is_checked(line, 0..10)
        && is_place(&line[10..13])
        && is_person(line, 13, 21)
        && is_optional
        && is_composite(line.last(), [Some(&line[0..10]), Some(&line[13..20]), Some(&line[21..43]), None])
}

/// Tells whether a line of 36 signs is the second of a larger identity card, by its four check digits.
pub(crate) fn is_card_line(line: &[u8]) -> bool {
    let Some(line) = line.first_chunk::<36>().filter(|_| line.len() == 36) else { return false };
    (line[9] == b'<' || is_checked(line, 0..10))
        && is_place(&line[10..13])
        && is_person(line, 13, 21)
        && is_composite(line.last(), [Some(&line[0..10]), Some(&line[13..20]), Some(&line[21..35]), None])
}

/// Tells whether a line begins with a kind of document and who issued it.
fn is_head(line: &[u8]) -> bool {
    let Some([kind, more, place @ ..]) = line.first_chunk::<5>() else { return false };
    matches!(kind, b'P' | b'I' | b'A' | b'C' | b'V')
        && (more.is_ascii_uppercase() || *more == b'<')
        && is_place(place)
        && line.iter().all(|byte| is_sign(*byte))
}

/// Tells whether three signs can be a country or an organization.
fn is_place(place: &[u8]) -> bool {
    place.first().is_some_and(u8::is_ascii_uppercase)
        && place.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'<')
}

/// Tells whether birth, sex and expiry stand at these places.
fn is_person(line: &[u8], birth: usize, expiry: usize) -> bool {
    is_date(line, birth)
        && is_date(line, expiry)
        && matches!(line.get(birth + 7), Some(b'M' | b'F' | b'X' | b'<'))
}

/// Tells whether a date with its check digit stands at a place. Parts of a date of birth may be unknown.
fn is_date(line: &[u8], at: usize) -> bool {
    let Some(date) = line.get(at..at + 7) else { return false };
    let Some(&[a, b, c, d, e, f]) = date.first_chunk() else { return false };
    let two = |tens: u8, ones: u8| match (tens, ones) {
        (b'<', b'<') => Some(None),
        (b'0'..=b'9', b'0'..=b'9') => Some(Some(u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))),
        _ => None,
    };
    let (Some(year), Some(month), Some(day)) = (two(a, b), two(c, d), two(e, f)) else { return false };
    is_short(year.unwrap_or(0), month.unwrap_or(1), day.unwrap_or(1)) && is_checked(date, 0..7)
}

/// Tells whether the last sign of a part is the check digit of those before.
fn is_checked(line: &[u8], part: std::ops::Range<usize>) -> bool {
    line.get(part)
        .and_then(<[u8]>::split_last)
        .is_some_and(|(check, signs)| is_check(*check, signs.iter().copied()))
}

/// Tells whether a sign is the check digit over several parts.
fn is_composite(check: Option<&u8>, parts: [Option<&[u8]>; 4]) -> bool {
    check.is_some_and(|check| is_check(*check, parts.iter().flatten().flat_map(|part| part.iter().copied())))
}

/// Weights 7, 3, 1 (part 3, section 4.9). A filler counts nothing.
fn is_check(check: u8, signs: impl Iterator<Item = u8>) -> bool {
    let sum = signs.zip([7, 3, 1].into_iter().cycle()).try_fold(0, |sum, (byte, weight)| {
        let value = if byte == b'<' { 0 } else { base36(byte)? };
        Some(sum + value * weight)
    });
    check.is_ascii_digit() && sum.is_some_and(|sum| sum % 10 == u32::from(check - b'0'))
}

const fn is_sign(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'<'
}

#[cfg(test)]
mod tests {
    use super::*;

    // The specimens of the imaginary state of Utopia in Doc 9303.
    const NAMES: &[u8] = b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    const PASSPORT: &[u8] = b"L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    const CARD: [&[u8]; 2] =
        [b"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", b"D231458907UTO7408122F1204159<<<<<<<6"];
    const SMALL: [&[u8]; 3] = [
        b"I<UTOD231458907<<<<<<<<<<<<<<<",
        b"7408122F1204159UTO<<<<<<<<<<<6",
        b"ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ];

    #[test]
    fn tells_the_three_sizes() {
        assert!(is_td3(NAMES, PASSPORT));
        assert!(is_td2(CARD[0], CARD[1]));
        assert!(is_td1(SMALL));
    }

    /// Changes each sign that is under a check digit by one.
    fn spoiled(line: &[u8], unchecked: std::ops::Range<usize>) -> Vec<Vec<u8>> {
        (0..line.len())
            .filter(|at| !unchecked.contains(at))
            .map(|at| {
                let mut line = line.to_vec();
                line[at] = match line[at] {
                    b'<' => b'1',
                    b'9' => b'0',
                    b'Z' => b'Y',
                    sign => sign + 1,
                };
                line
            })
            .collect()
    }

    #[test]
    fn sees_every_change_of_a_checked_sign() {
        for line in spoiled(PASSPORT, 10..13) {
            assert!(!is_passport_line(&line), "{}", String::from_utf8_lossy(&line));
        }
        for line in spoiled(CARD[1], 10..13) {
            assert!(!is_card_line(&line), "{}", String::from_utf8_lossy(&line));
        }
        for line in spoiled(SMALL[1], 15..18) {
            assert!(!is_td1([SMALL[0], &line, SMALL[2]]), "{}", String::from_utf8_lossy(&line));
        }
    }

    #[test]
    fn refuses_wrong_dates_and_lengths() {
        // The thirteenth month with its check digits right: 741312 sums to 7*7 + 4*3 + 1 + 3*7 + 1*3 + 2 = 88.
        assert!(!is_date(b"7413128", 0) && is_date(b"7408122", 0));
        assert!(is_date(b"<<<<<<0", 0) && is_date(b"74<<<<1", 0) && !is_date(b"74<<<<2", 0));
        assert!(!is_passport_line(&PASSPORT[1..]) && !is_card_line(PASSPORT) && !is_passport_line(b""));
        assert!(!is_td3(&NAMES[..43], PASSPORT) && !is_td3(&NAMES.to_ascii_lowercase(), PASSPORT));
        assert!(!is_td1([SMALL[0], SMALL[1], b"7408122F1204159UTO<<<<<<<<<<<6"]));
    }
}
