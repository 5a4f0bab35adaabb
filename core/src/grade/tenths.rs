use std::fmt;

use serde::{Serialize, Serializer};

/// A number with one decimal, exactly: points, or percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tenths(u32);

impl Tenths {
    /// Wraps a number of tenths.
    #[must_use]
    pub const fn new(tenths: u32) -> Self {
        Self(tenths)
    }

    /// Returns the number of tenths.
    #[must_use]
    pub const fn tenths(self) -> u32 {
        self.0
    }

    /// Returns the number.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// Writes a JSON number: without a fraction where there is none, as JavaScript does.
impl Serialize for Tenths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(10) {
            serializer.serialize_u32(self.0 / 10)
        } else {
            serializer.serialize_f64(self.as_f64())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_one_decimal_for_people_and_the_shortest_number_for_programs() {
        for (tenths, text, json) in
            [(0, "0.0", "0"), (3, "0.3", "0.3"), (274, "27.4", "27.4"), (1000, "100.0", "100")]
        {
            let number = Tenths::new(tenths);
            assert_eq!(
                (number.to_string().as_str(), serde_json::to_string(&number).unwrap().as_str()),
                (text, json)
            );
        }
        assert!((0..=1000).all(|tenths| serde_json::to_string(&Tenths::new(tenths)).unwrap().len() <= 4));
    }
}
