//! What the parts of tokens are made of.

/// A set of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    Digit,
    /// Digits and `a` to `f`.
    Hex,
    /// The same and `A` to `F`.
    AnyHex,
    /// Digits and capital letters.
    Upper,
    /// Digits and small letters.
    Lower,
    /// Capital letters and 2 to 7 (RFC 4648).
    Base32,
    Alphanumeric,
    /// Letters, digits, `_` and `-` (RFC 4648).
    Url,
    /// The same and `.`.
    Dotted,
    /// Letters, digits, `+` and `/` (RFC 4648).
    Base64,
    /// Letters, digits, `.` and `/`: Base64 of crypt(3).
    Crypt,
    /// Base64 in a URL: letters, digits, `%`, `-` and `_`.
    Escaped,
    /// What is printed and ends no string of a program.
    Graphic,
    /// What Base64 makes of the last half of a digit and the first of another.
    Halves,
}

/// The sets that each byte is in.
static SETS: [u16; 256] = {
    let mut sets = [0; 256];
    let mut rest: &mut [u16] = &mut sets;
    let mut byte = 0;
    while let Some((first, tail)) = rest.split_first_mut() {
        *first = sets_of(byte);
        rest = tail;
        byte = byte.wrapping_add(1);
    }
    sets
};

const fn sets_of(byte: u8) -> u16 {
    use Alphabet as A;
    let sign = match byte {
        b'_' | b'-' => A::Url.bit() | A::Dotted.bit() | A::Escaped.bit(),
        b'.' => A::Dotted.bit() | A::Crypt.bit(),
        b'/' => A::Base64.bit() | A::Crypt.bit(),
        b'+' => A::Base64.bit(),
        b'%' => A::Escaped.bit(),
        _ => 0,
    };
    let kind = match byte {
        b'0' | b'1' => A::Digit.bit() | A::Hex.bit() | A::AnyHex.bit() | A::Upper.bit() | A::Lower.bit(),
        b'2'..=b'7' => {
            A::Digit.bit()
                | A::Hex.bit()
                | A::AnyHex.bit()
                | A::Upper.bit()
                | A::Lower.bit()
                | A::Base32.bit()
        }
        b'8' | b'9' => A::Digit.bit() | A::Hex.bit() | A::AnyHex.bit() | A::Upper.bit() | A::Lower.bit(),
        b'a'..=b'f' => A::Hex.bit() | A::AnyHex.bit() | A::Lower.bit(),
        b'g'..=b'z' => A::Lower.bit(),
        b'A'..=b'F' => A::AnyHex.bit() | A::Upper.bit() | A::Base32.bit(),
        b'G'..=b'Z' => A::Upper.bit() | A::Base32.bit(),
        _ => 0,
    };
    let every = if kind == 0 {
        0
    } else {
        A::Alphanumeric.bit()
            | A::Url.bit()
            | A::Dotted.bit()
            | A::Base64.bit()
            | A::Crypt.bit()
            | A::Escaped.bit()
    };
    let graphic = match byte {
        b'"' | b'\'' | b'\\' | b'`' => 0,
        b'!'..=b'~' => A::Graphic.bit(),
        _ => 0,
    };
    let halves = match byte {
        b'A' | b'E' | b'I' | b'M' | b'Q' | b'U' | b'Y' | b'c' | b'g' | b'k' => A::Halves.bit(),
        _ => 0,
    };
    sign | kind | every | graphic | halves
}

impl Alphabet {
    const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// Tells whether a byte is in the set.
    pub(super) fn has(self, byte: u8) -> bool {
        SETS.get(usize::from(byte)).is_some_and(|sets| sets & self.bit() != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(alphabet: Alphabet) -> String {
        (0..=u8::MAX).filter(|byte| alphabet.has(*byte)).map(char::from).collect()
    }

    #[test]
    fn holds_what_its_name_says() {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let small = letters.to_lowercase();
        let digits = "0123456789";
        for (alphabet, expected) in [
            (Alphabet::Digit, digits.to_owned()),
            (Alphabet::Hex, format!("{digits}abcdef")),
            (Alphabet::AnyHex, format!("{digits}ABCDEFabcdef")),
            (Alphabet::Upper, format!("{digits}{letters}")),
            (Alphabet::Lower, format!("{digits}{small}")),
            (Alphabet::Base32, format!("234567{letters}")),
            (Alphabet::Alphanumeric, format!("{digits}{letters}{small}")),
            (Alphabet::Url, format!("-{digits}{letters}_{small}")),
            (Alphabet::Dotted, format!("-.{digits}{letters}_{small}")),
            (Alphabet::Base64, format!("+/{digits}{letters}{small}")),
            (Alphabet::Crypt, format!("./{digits}{letters}{small}")),
            (Alphabet::Halves, "AEIMQUYcgk".to_owned()),
            (Alphabet::Escaped, format!("%-{digits}{letters}_{small}")),
        ] {
            assert_eq!(members(alphabet), expected, "{alphabet:?}");
        }
        assert_eq!(members(Alphabet::Graphic).len(), 94 - 4);
    }
}
