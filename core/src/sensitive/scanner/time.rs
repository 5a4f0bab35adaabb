//! Dates of people and cards.

/// Months by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Tells whether a text is a date: `1990-05-17`, `17.05.1990`, `5/17/1990`, `19900517`, `May 17, 1990`; a time may follow.
pub(super) fn is_date(text: &str) -> bool {
    let date = text.split('T').next().unwrap_or_default();
    let mut parts = date.split(['-', '.', '/', ' ', ',']).filter(|part| !part.is_empty());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(whole), None, _) => {
            whole.len() == 8 && is_triple(whole.get(..4), whole.get(4..6), whole.get(6..))
        }
        (Some(first), Some(second), Some(third)) => is_triple(Some(first), Some(second), Some(third)),
        _ => false,
    }
}

/// Tells whether a text is a day as ISO 8601 writes it, a time behind it or not: `2024-05-01`, `2024-05-01T10:00:00Z`.
pub(super) fn is_day(text: &str) -> bool {
    const DAY: usize = 10;
    let form =
        |(byte, at): (u8, usize)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.bytes().zip(0..DAY).all(form)
        && text.len() >= DAY
        && matches!(text.as_bytes().get(DAY), None | Some(b'T' | b't' | b' '))
        && text.get(..DAY).is_some_and(is_date)
}

/// Tells whether three parts are a year, a month and a day in a usual order.
fn is_triple(first: Option<&str>, second: Option<&str>, third: Option<&str>) -> bool {
    let (Some(first), Some(second), Some(third)) = (first, second, third) else { return false };
    let is_year = |text: &str| match number(text) {
        Some(year) => text.len() == 4 && (1850..=2150).contains(&year) || text.len() == 2,
        None => false,
    };
    let is_month =
        |text: &str| number(text).map_or_else(|| is_month_name(text), |month| (1..=12).contains(&month));
    let is_day = |text: &str| {
        number(text.trim_end_matches(|c: char| c.is_ascii_alphabetic()))
            .is_some_and(|day| (1..=31).contains(&day))
    };
    is_year(first) && is_month(second) && is_day(third)
        || is_day(first) && is_month(second) && is_year(third)
        || is_month(first) && is_day(second) && is_year(third)
}

fn is_month_name(text: &str) -> bool {
    text.len() <= 9
        && text.get(..3).is_some_and(|start| MONTHS.iter().any(|month| start.eq_ignore_ascii_case(month)))
}

fn number(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

/// Tells whether a text is the month and year to which a card is good, or one of the two: `05/29`, `2029-05`, `0529`, `5`,
/// `2029`.
pub(super) fn is_expiry(text: &[u8]) -> bool {
    let Some(text) = std::str::from_utf8(text).ok().filter(|text| text.len() <= 9) else { return false };
    let is_month =
        |text: &str| text.len() <= 2 && number(text).is_some_and(|month| (1..=12).contains(&month));
    let is_year = |text: &str| match number(text) {
        Some(year) => text.len() == 2 || (2000..=2099).contains(&year),
        None => false,
    };
    match text.split_once(['/', '-', '.']).or_else(|| text.split_once(' ')) {
        Some((first, second)) => {
            let (first, second) = (first.trim(), second.trim());
            is_month(first) && is_year(second) || is_year(first) && is_month(second)
        }
        None => {
            is_month(text)
                || is_year(text)
                || text.len() == 4
                    && text.get(..2).is_some_and(is_month)
                    && text.get(2..).is_some_and(is_year)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_in_usual_orders() {
        for text in [
            "1990-05-17",
            "17.05.1990",
            "5/17/1990",
            "17/5/90",
            "19900517",
            "May 17, 1990",
            "17 May 1990",
            "1990-05-17T00:00:00Z",
            "3rd June 1985",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in ["", "1990", "1990-13-40", "today", "1700000000", "12345678", "1.2.3", "99-99-99"] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn reads_days() {
        for text in ["2024-05-01", "2024-05-01T10:00:00Z", "1980-12-31 23:59:59"] {
            assert!(is_day(text), "{text}");
        }
        for text in ["", "2024-05", "20240501", "2024-13-01", "2024-05-017", "9001-23-456", "2024-05-01-7"] {
            assert!(!is_day(text), "{text}");
        }
    }

    #[test]
    fn reads_expiry_dates_of_cards() {
        for text in ["05/29", "5/2029", "2029-05", "0529", "5", "12", "2029", "29", "05 / 29"] {
            assert!(is_expiry(text.as_bytes()), "{text}");
        }
        for text in ["", "13/29", "2029-05-01", "1712345678", "never", "3600", "0"] {
            assert!(!is_expiry(text.as_bytes()), "{text}");
        }
    }
}
