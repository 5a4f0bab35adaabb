//! A cookie as a service sets it (RFC 6265).

use std::borrow::Cow;

use super::headers::{Headers, Known};
use crate::sensitive::{is_session_cookie, shown_name};

/// A `Set-Cookie` line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SetCookie<'a> {
    name: &'a [u8],
    pub(crate) is_secure: bool,
    pub(crate) is_http_only: bool,
    pub(crate) same_site: Option<&'a [u8]>,
    /// Without a dot before it.
    pub(crate) domain: Option<&'a [u8]>,
    /// Whether it takes the cookie away.
    is_removal: bool,
}

impl<'a> SetCookie<'a> {
    /// Reads the value of a line; nothing where it has no name. Of an attribute the last counts (section 5.2).
    fn of(line: &'a [u8]) -> Option<Self> {
        let mut parts = line.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
        let (name, value) = pair(parts.next()?);
        let value = value?;
        let is_removal = value.is_empty() || value == b"\"\"" || value == b"deleted";
        let mut cookie = Self { name, is_removal, ..Self::default() };
        for part in parts {
            cookie.add(part);
        }
        (!name.is_empty()).then_some(cookie)
    }

    fn add(&mut self, attribute: &'a [u8]) {
        let (name, value) = pair(attribute);
        let value = value.unwrap_or_default();
        let is = |own: &str| name.eq_ignore_ascii_case(own.as_bytes());
        match () {
            () if is("secure") => self.is_secure = true,
            () if is("httponly") => self.is_http_only = true,
            () if is("samesite") => self.same_site = Some(value),
            () if is("domain") => {
                let domain = value.strip_prefix(b".").unwrap_or(value);
                self.domain = Some(domain).filter(|own| !own.is_empty());
            }
            () if is("max-age") => self.is_removal |= matches!(value, [b'-', ..] | b"0"),
            () if is("expires") => self.is_removal |= memchr::memmem::find(value, b"1970").is_some(),
            () => {}
        }
    }

    /// Tells whether a framework keeps sessions under the name.
    pub(crate) fn is_session(&self) -> bool {
        is_session_cookie(self.name)
    }

    /// Returns the name, or `*` where it looks like data.
    pub(crate) fn shown(&self) -> Cow<'static, str> {
        cookie_name(self.name)
    }
}

/// Returns the name of a cookie, or `*` where it looks like data.
pub(crate) fn cookie_name(name: &[u8]) -> Cow<'static, str> {
    // `connect.sid` is a name among cookies.
    let plain: Vec<u8> = name.iter().map(|byte| if *byte == b'.' { b'_' } else { *byte }).collect();
    match std::str::from_utf8(name) {
        Ok(own) if shown_name(&plain).is_some() => Cow::Owned(own.to_owned()),
        _ => Cow::Borrowed("*"),
    }
}

/// Returns the cookies that a response sets; those that it takes away are left out.
pub(crate) fn cookies_set<'a>(headers: &Headers<'a>) -> impl Iterator<Item = SetCookie<'a>> {
    headers.all(Known::SetCookie).filter_map(SetCookie::of).filter(|cookie| !cookie.is_removal)
}

fn pair(part: &[u8]) -> (&[u8], Option<&[u8]>) {
    match memchr::memchr(b'=', part).and_then(|at| part.split_at_checked(at)) {
        Some((name, value)) => (name.trim_ascii_end(), value.get(1..).map(<[u8]>::trim_ascii)),
        None => (part, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_attributes_whatever_their_case() {
        let line = b"sid=a1; Path=/; SECURE; httponly ;SameSite = Lax; Domain=.shop.dev";
        let cookie = SetCookie::of(line).unwrap();
        assert!(cookie.is_secure && cookie.is_http_only && !cookie.is_removal && cookie.is_session());
        assert_eq!((cookie.same_site, cookie.domain), (Some(&b"Lax"[..]), Some(&b"shop.dev"[..])));
        assert_eq!(SetCookie::of(b"nothing; Secure"), None);
        assert_eq!(SetCookie::of(b"=x"), None);
    }

    #[test]
    fn knows_removals_and_hides_data() {
        for line in
            ["a=; Secure", "a=x; Max-Age=0", "a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "a=deleted"]
        {
            assert!(SetCookie::of(line.as_bytes()).unwrap().is_removal, "{line}");
        }
        assert_eq!(cookie_name(b"connect.sid"), "connect.sid");
        assert_eq!(cookie_name(b"ada@shop.dev"), "*");
        assert_eq!(cookie_name(b"4539148208208461"), "*");
    }
}
