//! Secrets and personal values that nobody has: made of nothing but a number, with right check digits.

use watchgate::SensitiveGroup;

/// A value that must not get out.
#[derive(Debug, Clone)]
pub struct Value {
    /// The name of a field that holds such values.
    pub field: String,
    /// The value.
    pub text: String,
    /// The part of it that only somebody who has seen it knows.
    pub private: String,
    /// What it is.
    pub group: SensitiveGroup,
}

/// Values of each kind.
const EACH: usize = 40;

/// Returns 1,000 values, always the same.
pub fn values() -> Vec<Value> {
    let mut chance = Chance(0x5eed);
    let mut values = Vec::new();
    for _ in 0..EACH {
        values.extend(KINDS.iter().map(|kind| kind(&mut chance)));
    }
    values
}

type Kind = fn(&mut Chance) -> Value;

const KINDS: [Kind; 25] = [
    |of| secret("password", of.text(MIXED, 14)),
    |of| secret("api_key", of.text(HEX, 32)),
    |of| secret("client_secret", of.text(MIXED, 40)),
    |of| secret("access_token", of.text(MIXED, 48)),
    |of| secret("session_id", of.text(HEX, 26)),
    |of| known("token", "glpat-", format!("{}7{}", of.text(MIXED, 10), of.text(MIXED, 9))),
    |of| known("note", "sk_live_", format!("{}7{}", of.text(MIXED, 12), of.text(MIXED, 11))),
    |of| known("note", "AKIA", format!("{}7{}Q", of.text(BASE32, 7), of.text(BASE32, 7))),
    |of| known("note", "xoxb-", format!("{}-{}-{}", of.digits(12), of.digits(12), of.text(MIXED, 24))),
    |of| {
        let claims = base64(&format!("{{\"sub\":\"{}\"}}", of.text(MIXED, 30)));
        let start = "eyJzdWIiOi";
        let private = format!("{}.{}", claims.strip_prefix(start).unwrap_or_default(), of.text(MIXED, 43));
        let text = format!("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{start}{private}");
        Value { text, private, ..secret("jwt", String::new()) }
    },
    |of| {
        let private = of.text(MIXED, 64);
        let label = "PRIVATE KEY-----";
        let text = format!("-----BEGIN {label}\nMC4CAQAwBQYDK2VwBCIEI{private}\n-----END {label}");
        Value { text, private, ..secret("private_key", String::new()) }
    },
    |of| {
        let private = of.text(MIXED, 16);
        Value {
            text: format!("postgres://shop:{private}@db.shop.dev/orders"),
            private,
            ..secret("database_url", String::new())
        }
    },
    |of| {
        let private = of.text(MIXED, 40);
        Value {
            text: format!("$2b$12${}{}", of.text(MIXED, 13), private),
            private,
            ..secret("password_hash", String::new())
        }
    },
    |of| whole("card_number", of.card("4", 16), SensitiveGroup::Pci),
    |of| whole("card_number", of.card("55", 16), SensitiveGroup::Pci),
    |of| {
        let area = 100 + of.below(500);
        whole("ssn", format!("{area}-{}-{}", 10 + of.below(89), 1000 + of.below(8999)), SensitiveGroup::Pii)
    },
    |of| {
        let private = of.text(LETTERS, 12);
        let text = format!("{private}@shop.dev");
        Value { field: "email".to_owned(), text, private, group: SensitiveGroup::Pii }
    },
    |of| whole("phone", format!("+4915{}{}", 1 + of.below(8), of.digits(8)), SensitiveGroup::Pii),
    |of| whole("iban", of.iban(), SensitiveGroup::Pii),
    |of| whole("first_name", of.text(LETTERS, 12), SensitiveGroup::Pii),
    |of| whole("tax_id", format!("{}{}", 1 + of.below(8), of.digits(10)), SensitiveGroup::Pii),
    |of| whole("passport_id", format!("C{}", of.digits(8)), SensitiveGroup::Pii),
    |of| {
        whole("medical_record_number", format!("{}{}", 1 + of.below(8), of.digits(9)), SensitiveGroup::Health)
    },
    |of| {
        let text = format!(
            "{}.{}.{}.{}",
            11 + of.below(89),
            100 + of.below(150),
            100 + of.below(150),
            100 + of.below(150)
        );
        whole("ip_address", text, SensitiveGroup::Network)
    },
    |of| {
        let pairs: Vec<String> = (0..6).map(|_| format!("{:02x}", of.below(256) & 0xfe)).collect();
        whole("mac_address", pairs.join(":"), SensitiveGroup::Network)
    },
];

const MIXED: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
const HEX: &[u8] = b"0123456789abcdef";
const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Encodes a text for URLs (RFC 4648 5).
fn base64(text: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let encode = |bytes: &[u8]| {
        let bits =
            bytes.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - bytes.len()));
        let characters = (0..=bytes.len()).map(move |index| ALPHABET[bits >> (18 - 6 * index) & 63]);
        characters.map(char::from).collect::<String>()
    };
    text.as_bytes().chunks(3).map(encode).collect()
}

fn whole(field: &str, text: String, group: SensitiveGroup) -> Value {
    Value { field: field.to_owned(), private: text.clone(), text, group }
}

fn secret(field: &str, text: String) -> Value {
    whole(field, text, SensitiveGroup::Secret)
}

/// A token that begins with letters of its issuer.
fn known(field: &str, prefix: &str, private: String) -> Value {
    Value { text: format!("{prefix}{private}"), private, ..secret(field, String::new()) }
}

/// Numbers that look random and are always the same (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length).map(|_| char::from(alphabet[self.below(alphabet.len() as u64) as usize])).collect()
    }

    fn digits(&mut self, length: usize) -> String {
        self.text(b"0123456789", length)
    }

    /// Returns a card number with a right last digit (Luhn).
    fn card(&mut self, start: &str, length: usize) -> String {
        let body = format!("{start}{}", self.digits(length - 1 - start.len()));
        let double = |digit: u32| digit * 2 / 10 + digit * 2 % 10;
        let digits = body.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
        let sum: u32 = digits.map(|(index, digit)| if index % 2 == 0 { double(digit) } else { digit }).sum();
        format!("{body}{}", (10 - sum % 10) % 10)
    }

    /// Returns a German IBAN with right check digits (ISO 13616).
    fn iban(&mut self) -> String {
        let account = self.digits(18);
        let rest = format!("{account}131400")
            .chars()
            .fold(0, |rest, c| (rest * 10 + c.to_digit(10).unwrap_or(0)) % 97);
        format!("DE{:02}{account}", 98 - rest)
    }
}

/// Writes a text as a part of a URL or a form.
pub fn encoded(text: &str) -> String {
    let of = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(of).collect()
}
