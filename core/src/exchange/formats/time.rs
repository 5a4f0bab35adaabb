//! Times as logs and traces write them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::Offset;

/// What a record says of when it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// Nothing.
    Absent,
    /// Something that is no time, or one before 1970, when there was no HTTP.
    Unreadable,
    /// When.
    At(Timestamp),
}

/// What a number of a time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

impl Unit {
    /// Nanoseconds in one.
    const fn nanoseconds(self) -> u32 {
        match self {
            Self::Seconds => 1_000_000_000,
            Self::Milliseconds => 1_000_000,
            Self::Microseconds => 1_000,
            Self::Nanoseconds => 1,
        }
    }

    /// Returns the microseconds of a duration; `None` for a negative one.
    pub(super) fn to_microseconds(self, amount: f64) -> Option<u64> {
        let microseconds = amount * f64::from(self.nanoseconds()) / 1000.0;
        // 2^53: above it a double has no whole microseconds anyway.
        (0.0..=9_007_199_254_740_992.0).contains(&microseconds).then_some(microseconds.round() as u64)
    }

    /// Tells what a number since 1970 counts by how large it is: seconds up to the year 5138, and so on.
    fn of_epoch(amount: f64) -> Self {
        match amount {
            ..1e11 => Self::Seconds,
            ..1e14 => Self::Milliseconds,
            ..1e17 => Self::Microseconds,
            _ => Self::Nanoseconds,
        }
    }
}

impl Moment {
    /// Reads a time since 1970, in the unit that its size tells.
    pub(super) fn of_number(amount: f64) -> Self {
        // A double has no more than microseconds of a time of today.
        let microseconds = amount * f64::from(Unit::of_epoch(amount).nanoseconds()) / 1e3;
        let is_whole = microseconds.abs() < 9.0e18;
        Self::of(
            is_whole
                .then_some(microseconds.round() as i64)
                .and_then(|since| Timestamp::from_microsecond(since).ok()),
        )
    }

    /// Reads a whole number since 1970, in the unit that its size tells.
    pub(super) fn of_integer(amount: i64) -> Self {
        let at = match Unit::of_epoch(amount as f64) {
            Unit::Seconds => Timestamp::from_second(amount),
            Unit::Milliseconds => Timestamp::from_millisecond(amount),
            Unit::Microseconds => Timestamp::from_microsecond(amount),
            Unit::Nanoseconds => Timestamp::from_nanosecond(amount.into()),
        };
        Self::of(at.ok())
    }

    /// Reads RFC 3339, with a space or without a zone (UTC then) too, the common log format's time, an HTTP date, `asctime`,
    /// or a number since 1970.
    pub(super) fn of_text(text: &str) -> Self {
        let text = text.trim_ascii();
        if matches!(text, "" | "-" | "null") {
            return Self::Absent;
        }
        if let Ok(amount) = text.parse() {
            return Self::of_integer(amount);
        }
        let is_number =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
        match text.parse() {
            Ok(amount) if is_number(text) => Self::of_number(amount),
            _ => Self::of(written(text)),
        }
    }

    fn of(at: Option<Timestamp>) -> Self {
        at.filter(|at| *at >= Timestamp::UNIX_EPOCH).map_or(Self::Unreadable, Self::At)
    }

    /// Returns this, or the other where nothing is said here.
    pub(super) fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self == Self::Absent { other() } else { self }
    }

    pub(super) const fn timestamp(self) -> Option<Timestamp> {
        match self {
            Self::At(at) => Some(at),
            Self::Absent | Self::Unreadable => None,
        }
    }
}

/// Reads a date that is written out.
fn written(text: &str) -> Option<Timestamp> {
    // Longer than any date: the readers below need not look at it.
    if text.len() > 64 {
        return None;
    }
    if text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return rfc2822::parse(text).ok().map(|at| at.timestamp()).or_else(|| asctime(text));
    }
    if let Some(at) = common_log(text) {
        return Some(at);
    }
    let comma_less = text.replace(',', ".");
    comma_less.parse().ok().or_else(|| {
        let civil: DateTime = comma_less.parse().ok()?;
        Offset::UTC.to_timestamp(civil).ok()
    })
}

/// Reads `21/Nov/2026:10:00:00 +0100`.
fn common_log(text: &str) -> Option<Timestamp> {
    text.get(2..3).filter(|slash| *slash == "/")?;
    strtime::parse("%d/%b/%Y:%H:%M:%S %z", text).ok()?.to_timestamp().ok()
}

/// Reads `Sat Nov 21 10:00:00 2026`, the oldest of the dates of HTTP (RFC 9110, section 5.6.7).
fn asctime(text: &str) -> Option<Timestamp> {
    let civil = strtime::parse("%a %b %d %H:%M:%S %Y", text).ok()?.to_datetime().ok()?;
    Offset::UTC.to_timestamp(civil).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times_in_many_forms() {
        for (text, expected) in [
            ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"),
            ("2026-11-21T10:00:00.123456789Z", "2026-11-21T10:00:00.123456789Z"),
            ("2026-11-21T11:00:00+01:00", "2026-11-21T10:00:00Z"),
            ("2026-11-21T11:00:00+0100", "2026-11-21T10:00:00Z"),
            ("2026-11-21T10:00:00", "2026-11-21T10:00:00Z"),
            ("2026-11-21 10:00:00.5", "2026-11-21T10:00:00.5Z"),
            ("2026-11-21 10:00:00,5", "2026-11-21T10:00:00.5Z"),
            ("1795255200", "2026-11-21T10:00:00Z"),
            ("1795255200.25", "2026-11-21T10:00:00.25Z"),
            ("1795255200123", "2026-11-21T10:00:00.123Z"),
            ("1795255200123456", "2026-11-21T10:00:00.123456Z"),
            ("1795255200123456789", "2026-11-21T10:00:00.123456789Z"),
            ("21/Nov/2026:11:00:00 +0100", "2026-11-21T10:00:00Z"),
            ("21/Nov/2026:05:30:00 -0430", "2026-11-21T10:00:00Z"),
            ("Sat, 21 Nov 2026 10:00:00 GMT", "2026-11-21T10:00:00Z"),
            ("Sat Nov 21 10:00:00 2026", "2026-11-21T10:00:00Z"),
            ("0", "1970-01-01T00:00:00Z"),
        ] {
            let found = Moment::of_text(text).timestamp().map(|at| at.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn takes_no_time_before_there_was_http_and_no_nonsense() {
        let long = "1".repeat(400);
        for text in [
            "-1",
            "-1795255200.5",
            "1969-12-31T23:59:59Z",
            "yesterday",
            "2026-13-01T00:00:00Z",
            "NaN",
            "inf",
            "1e9",
            "9999999999999999999999",
            "21/Foo/2026:10:00:00 +0000",
            "2026-11-21",
            "\0",
            &long,
        ] {
            let expected =
                if text == "2026-11-21" { Moment::of_text("1795219200") } else { Moment::Unreadable };
            assert_eq!(Moment::of_text(text), expected, "{text}");
        }
        for text in ["", "-", " "] {
            assert_eq!(Moment::of_text(text), Moment::Absent, "{text}");
        }
        assert_eq!(Moment::of_number(f64::NAN), Moment::Unreadable);
        assert_eq!(Moment::of_number(-5.0), Moment::Unreadable);
        assert_eq!(Moment::of_integer(i64::MIN), Moment::Unreadable);
    }

    #[test]
    fn counts_durations_in_microseconds() {
        assert_eq!(Unit::Seconds.to_microseconds(0.0015), Some(1500));
        assert_eq!(Unit::Milliseconds.to_microseconds(1.5), Some(1500));
        assert_eq!(Unit::Nanoseconds.to_microseconds(1500.0), Some(2));
        for amount in [-1.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(Unit::Seconds.to_microseconds(amount), None);
        }
    }
}
