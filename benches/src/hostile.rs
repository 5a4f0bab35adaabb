//! Bodies that are made to be expensive.

/// Returns bodies that look like the beginning of something sensitive at every byte, with what they are called.
#[must_use]
pub fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    const LENGTH: usize = 1_000_000;
    let soup = |unit: &str| unit.repeat(LENGTH / unit.len());
    let inside = |unit: &str| format!("{{\"note\":\"{}\"}}", soup(unit));
    let named = |name: &str, unit: &str| format!("{{\"{name}\":\"{}\"}}", soup(unit));
    let digits = inside("4539578763621486072915344");
    let bodies = [
        ("digits", digits),
        ("digits, spaced", inside("4539 5787 6362 1486 ")),
        ("one digit, hyphen", inside("1-")),
        ("dotted", inside("1.1.1.1.")),
        ("hyphenated", inside("123-45-")),
        ("at signs", inside("@")),
        ("half addresses", inside("a@b.")),
        ("words with dots", inside("a.a.a.")),
        ("plus signs", inside("+1 ")),
        ("colons", inside("::1:")),
        ("pairs with colons", inside("00:1b:")),
        ("half web tokens", inside("eyJ")),
        ("web tokens with dots", inside("eyJhbGciOiJub25lIn0.")),
        ("half keys", inside("-----BEGIN ")),
        ("half PEM", inside("-----BEGIN RSA PRIVATE KEY-----")),
        ("prefixes of tokens", inside("ghp_sk_live_AKIAxoxb-")),
        ("half URLs", inside("https://a:")),
        ("half accounts", inside("DE89 3704 0044 ")),
        ("words before numbers", inside("ssn iban card ")),
        ("password", named("password", "x7")),
        ("card number", named("card_number", "4111 ")),
        ("address", named("address", "Main St 1 ")),
        ("escapes", inside("\\u0031\\n")),
        ("letters beyond ASCII", inside("ünï")),
        ("quotes", soup("\"")),
        ("backslashes", inside("\\\\")),
        ("arrays", "[".repeat(LENGTH)),
        ("objects", soup("{\"a\":")),
        ("names", format!("{{{}}}", soup("\"phone_number_of_the_user\":1,"))),
        ("numbers", format!("[{}1]", soup("4539578763621486,"))),
        ("digits, no JSON", soup("4539578763621486072915344")),
        ("pairs of a form", soup("card=4111&")),
    ];
    bodies.into_iter().map(|(name, body)| (name, body.into_bytes())).collect()
}
