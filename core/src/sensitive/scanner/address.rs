//! Addresses: of mail, of machines, with credentials in them.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use smallvec::SmallVec;

use super::bytes::{DIGIT, class, is_word};

/// Bytes of the part before `@` (RFC 5321).
const LOCAL: usize = 64;
/// Bytes of the part behind it.
const DOMAIN: usize = 253;

/// Endings of file names that stand behind an `@` where no address is: `logo@2x.png`.
const FILES: [&[u8]; 14] = [
    b"png", b"jpg", b"jpeg", b"gif", b"svg", b"webp", b"ico", b"css", b"js", b"mjs", b"ts", b"json", b"html",
    b"map",
];

/// Returns the mail address around an `@`, if there is one: dotted words, and a domain of at least two labels of which the
/// last is of letters (RFC 5321, without quoted parts and address literals).
pub(super) fn email(text: &[u8], at: usize) -> Option<Range<usize>> {
    let before = text.get(at.saturating_sub(LOCAL + 1)..at)?;
    let is_local = |byte: &u8| is_word(*byte) || *byte >= 0x80 || b".!#$%&'*+-/=?^_`{|}~".contains(byte);
    let mut length = before.iter().rev().take_while(|byte| is_local(byte)).count();
    if length == 0 || length > LOCAL {
        return None;
    }
    // Signs that rather belong to what stands before: `email=a@b.de`, `'a@b.de'`, `mailto:`.
    let local = before.get(before.len() - length..)?;
    if let Some(cut) = local.iter().rposition(|byte| b"=/'`{|}&?!#$*~^%".contains(byte)) {
        length -= cut + 1;
    }
    let local = before.get(before.len() - length..)?;
    let local =
        local.get(local.iter().position(|byte| is_word(*byte) || *byte >= 0x80 || *byte == b'_')?..)?;
    if local.last() == Some(&b'.') || local.windows(2).any(|pair| pair == b"..") {
        return None;
    }
    // Behind `://` stands a user of a host.
    if text.get(..at - local.len())?.ends_with(b"://") {
        return None;
    }
    let behind = text.get(at + 1..)?;
    let domain = domain(behind)?;
    // `git@github.com:org/repository` is where a program gets its source.
    if local == b"git" && matches!(behind.get(domain), Some(b':' | b'/')) {
        return None;
    }
    Some(at - local.len()..at + 1 + domain)
}

/// Returns the mail address around a `%40`, as it stands in the query of a URL (RFC 3986 2.1).
pub(super) fn encoded_email(text: &[u8], at: usize) -> Option<Range<usize>> {
    const SIGN: &[u8] = b"%40";
    let before = text.get(at.saturating_sub(LOCAL + 1)..at)?;
    let behind = text.get(at + SIGN.len()..)?;
    let behind = behind.get(..behind.len().min(DOMAIN + 1))?;
    let plain: SmallVec<[u8; 512]> = before.iter().chain(b"@").chain(behind).copied().collect();
    let range = email(&plain, before.len())?;
    let start = at - before.len();
    Some(start + range.start..start + range.end + SIGN.len() - 1)
}

/// Returns the length of the domain at the start of a text.
fn domain(text: &[u8]) -> Option<usize> {
    let is_domain = |byte: &u8| is_word(*byte) || matches!(byte, b'.' | b'-') || *byte >= 0x80;
    let length = text.iter().take(DOMAIN + 1).take_while(|byte| is_domain(byte)).count();
    if length > DOMAIN {
        return None;
    }
    let mut domain = text.get(..length)?;
    while let [rest @ .., b'.' | b'-'] = domain {
        domain = rest;
    }
    let last = domain.rsplit(|byte| *byte == b'.').next()?;
    let is_top = last.len() >= 2
        && last.len() < domain.len()
        && (last.iter().all(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80) || last.starts_with(b"xn--"));
    let has_empty =
        domain.split(|byte| *byte == b'.').any(|label| label.is_empty() || label.starts_with(b"-"));
    let is_file = FILES.iter().any(|file| last.eq_ignore_ascii_case(file));
    (is_top && !has_empty && !is_file).then_some(domain.len())
}

/// Returns the IPv4 address of four groups of digits, without leading zeros (RFC 6943 3.1.1).
pub(super) fn ipv4(text: &[u8]) -> Option<Ipv4Addr> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// Reads an IPv6 address (RFC 4291) or a MAC address at the start of a text whose first byte is a hexadecimal digit or `:`.
pub(super) fn colons(text: &[u8]) -> Option<(Machine, usize)> {
    const LONGEST: usize = 45;
    let is_part = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let mut length = text.iter().take(LONGEST + 1).take_while(|byte| is_part(byte)).count();
    if length > LONGEST || text.get(length).is_some_and(|byte| is_word(*byte) || *byte == b'_') {
        return None;
    }
    // A full stop or a colon behind it belongs to the sentence.
    while length > 0 && matches!(text.get(length - 1), Some(b'.'))
        || text.get(..length)?.ends_with(b":") && !text.get(..length)?.ends_with(b"::")
    {
        length -= 1;
    }
    let own = std::str::from_utf8(text.get(..length)?).ok()?;
    if is_mac(own.as_bytes(), b':') {
        return Some((Machine::Mac, length));
    }
    // Eight pairs are a name of hardware (EUI-64, WWN).
    if own.len() == 23 && own.split(':').all(|group| group.len() == 2) {
        return None;
    }
    let address: Ipv6Addr = own.parse().ok()?;
    let digits = own.bytes().filter(u8::is_ascii_hexdigit).count();
    let has_digit = own.bytes().any(|byte| class(byte) & DIGIT != 0);
    let is_plain = own.bytes().filter(|byte| *byte == b':').count() >= 3 || digits >= 5;
    (is_plain && has_digit || address.is_loopback()).then_some((Machine::Ipv6(address), length))
}

/// A machine's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Machine {
    Ipv6(Ipv6Addr),
    Mac,
}

/// Tells whether a text is six pairs of hexadecimal digits with a separator between them (IEEE 802).
pub(super) fn is_mac(text: &[u8], separator: u8) -> bool {
    text.len() == 17
        && text.chunks(3).all(|chunk| {
            matches!(chunk, [one, two, rest @ ..] if one.is_ascii_hexdigit() && two.is_ascii_hexdigit()
                && (rest.is_empty() || rest == [separator]))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email_of(text: &str) -> Option<&str> {
        let at = text.find('@').unwrap();
        email(text.as_bytes(), at).and_then(|range| text.get(range))
    }

    #[test]
    fn finds_mail_addresses() {
        for (text, expected) in [
            ("ada@shop.dev", "ada@shop.dev"),
            ("write to ada.l+x@mail.shop.co.uk.", "ada.l+x@mail.shop.co.uk"),
            ("<ada@shop.dev>", "ada@shop.dev"),
            ("mailto:ada@shop.dev?subject=x", "ada@shop.dev"),
            ("email=ada@shop.dev&x=1", "ada@shop.dev"),
            ("'ada@shop.dev'", "ada@shop.dev"),
            ("jürgen@müller.de", "jürgen@müller.de"),
            ("ada@xn--mller-kva.xn--p1ai", "ada@xn--mller-kva.xn--p1ai"),
            ("o'neil@shop.dev", "neil@shop.dev"),
        ] {
            assert_eq!(email_of(text), Some(expected), "{text}");
        }
        for text in [
            "@shop",
            "a@b",
            "a@@b.de",
            "logo@2x.png",
            "react@18.2.0",
            "a.@b.de",
            "a..b@c.de",
            "a@-b.de",
            "a@b..de",
            "a@b.1",
        ] {
            assert_eq!(email_of(text), None, "{text}");
        }
        let soup = "@".repeat(100_000);
        assert_eq!(email(soup.as_bytes(), 50_000), None);
    }

    #[test]
    fn finds_addresses_of_machines() {
        for text in [
            "2001:db8::1",
            "fe80::1ff:fe23:4567:890a",
            "::1",
            "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
            "::ffff:203.0.113.9",
        ] {
            assert!(
                matches!(colons(text.as_bytes()), Some((Machine::Ipv6(_), length)) if length == text.len()),
                "{text}"
            );
        }
        assert_eq!(colons(b"00:1B:44:11:3A:B7"), Some((Machine::Mac, 17)));
        for text in [
            "12:34:56",
            "10:30",
            "a::b",
            "::",
            "1:2",
            "00:1B:44:11:3A:B7:00",
            "dead:beef",
            "2001:db8::1x",
            "1::2",
        ] {
            assert_eq!(colons(text.as_bytes()), None, "{text}");
        }
        assert_eq!(colons(b"2001:db8::12.").map(|(_, length)| length), Some(12));
    }
}
