//! The parts of a form with files (RFC 7578).

use memchr::memmem;

/// Parts that are looked at.
const MOST_PARTS: usize = 1_000;
/// Bytes of a part's headers.
const HEADERS: usize = 8 * 1024;

/// A part of a form.
#[derive(Debug)]
pub(in crate::conformance) struct Field<'t> {
    pub(in crate::conformance) name: &'t str,
    pub(in crate::conformance) content_type: Option<&'t str>,
    pub(in crate::conformance) content: &'t [u8],
}

/// Splits a body at its boundary. `None` where it is not what its type says, or has more parts than are looked at.
pub(in crate::conformance) fn fields<'t>(body: &'t [u8], boundary: &str) -> Option<Vec<Field<'t>>> {
    let delimiter = format!("--{boundary}");
    let mut fields = Vec::new();
    let mut places =
        memmem::find_iter(body, &delimiter).filter(|at| *at == 0 || body.get(at - 1) == Some(&b'\n'));
    let mut start = places.next()? + delimiter.len();
    for next in places {
        if fields.len() >= MOST_PARTS {
            return None;
        }
        fields.push(field(body.get(start..next)?)?);
        start = next + delimiter.len();
    }
    body.get(start..)?.starts_with(b"--").then_some(fields)
}

fn field(part: &[u8]) -> Option<Field<'_>> {
    let part = without_line_end(part.get(memchr::memchr(b'\n', part)? + 1..)?);
    let head = part.get(..part.len().min(HEADERS))?;
    let end = memmem::find(head, b"\r\n\r\n").map(|at| (at, at + 4));
    let (end, content) = end.or_else(|| memmem::find(head, b"\n\n").map(|at| (at, at + 2)))?;
    let headers = std::str::from_utf8(head.get(..end)?).ok()?;
    let header = |name: &str| {
        let mut lines = headers.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(own, _)| own.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let disposition = header("content-disposition")?;
    let name = disposition.split(';').filter_map(|piece| piece.trim().split_once('=')).find_map(
        |(own, value)| own.trim().eq_ignore_ascii_case("name").then(|| value.trim().trim_matches('"')),
    )?;
    Some(Field { name, content_type: header("content-type"), content: part.get(content..)? })
}

fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_a_form() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\n\
            content-disposition: form-data; name=\"f\"; filename=\"f.json\"\r\nContent-Type: application/json\r\n\r\n{}\r\n--x--\r\n";
        let own = fields(body, "x").unwrap();
        let shown: Vec<_> = own.iter().map(|own| (own.name, own.content_type, own.content)).collect();
        assert_eq!(shown, [("a", None, &b"1"[..]), ("f", Some("application/json"), b"{}")]);
    }

    #[test]
    fn refuses_what_is_cut() {
        for body in
            [&b""[..], b"--x\r\n", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x", b"--y--"]
        {
            assert!(fields(body, "x").is_none());
        }
    }
}
