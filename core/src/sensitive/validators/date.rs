//! The dates that identifiers hold.

/// The years in which somebody can be born who is still in a database. The engine has no clock, and an identifier for
/// somebody who is not born yet is as good as made up.
const YEARS: std::ops::RangeInclusive<u32> = 1880..=2059;

/// Tells whether there is such a day, in a year in which a living person can be born.
pub(super) fn is_birth(year: u32, month: u32, day: u32) -> bool {
    YEARS.contains(&year) && is_day(year, month, day)
}

/// Tells whether there is such a day in a year of unknown century, of which only two digits stand there.
pub(super) fn is_short(year: u32, month: u32, day: u32) -> bool {
    is_day(year + 2000, month, day)
}

/// Tells whether there is such a day in the Gregorian calendar.
pub(super) fn is_day(year: u32, month: u32, day: u32) -> bool {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// Returns the number that two digits write.
pub(super) fn two(tens: u32, ones: u32) -> u32 {
    tens * 10 + ones
}

/// Reads the first six digits as year, month and day.
pub(super) fn year_first(digits: &[u32]) -> Option<(u32, u32, u32)> {
    let [a, b, c, d, e, f] = *digits.first_chunk()?;
    Some((two(a, b), two(c, d), two(e, f)))
}

/// Reads the first six digits as day, month and year, and returns year, month and day.
pub(super) fn day_first(digits: &[u32]) -> Option<(u32, u32, u32)> {
    year_first(digits).map(|(day, month, year)| (year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_calendar() {
        assert!(is_day(2000, 2, 29) && is_day(2024, 2, 29) && !is_day(1900, 2, 29) && !is_day(2023, 2, 29));
        assert!(is_day(1999, 12, 31) && !is_day(1999, 11, 31) && !is_day(1999, 13, 1) && !is_day(1999, 0, 1));
        assert!(!is_day(1999, 1, 0) && !is_day(1999, 1, 32));
        assert!(is_short(0, 2, 29) && !is_short(1, 2, 29));
    }

    #[test]
    fn believes_in_births_of_the_living() {
        assert!(is_birth(1880, 1, 1) && is_birth(2059, 12, 31));
        assert!(!is_birth(1879, 12, 31) && !is_birth(2060, 1, 1));
    }

    #[test]
    fn reads_both_orders() {
        assert_eq!(year_first(&[8, 5, 1, 2, 3, 0, 7]), Some((85, 12, 30)));
        assert_eq!(day_first(&[3, 0, 1, 2, 8, 5]), Some((85, 12, 30)));
        assert_eq!(year_first(&[8, 5, 1]), None);
    }
}
