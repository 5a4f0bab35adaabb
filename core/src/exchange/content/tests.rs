use std::io::Write;

use super::*;

const TEXT: &[u8] = b"{\"card\":\"4111 1111 1111 1111\"}, and once more {\"card\":\"4111 1111 1111 1111\"}";

/// The text as the reference implementations of brotli and zstd write it.
const BROTLI: &[u8] = include_bytes!("text.br");
const ZSTD: &[u8] = include_bytes!("text.zst");

fn message<'a>(coding: &'a [(&'a str, &'a [u8])], body: &'a [u8]) -> MessageRef<'a> {
    MessageRef {
        headers: Some(crate::HeaderLines::Borrowed(coding)),
        body: Some(body),
        ..MessageRef::default()
    }
}

fn decoded(coding: &str, body: &[u8], limits: ContentLimits) -> Result<Vec<u8>, NotInspected> {
    let lines = [("Content-Encoding", coding.as_bytes())];
    match Content::of(&message(&lines, body), limits).unwrap() {
        Content::Plain(bytes) => Ok(bytes.to_vec()),
        Content::Decoded(bytes) => Ok(bytes),
        Content::NotInspected(why) => Err(why),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn all() -> [(&'static str, Vec<u8>); 7] {
    [
        ("gzip", gzip(TEXT)),
        ("X-GZIP", gzip(TEXT)),
        ("deflate", zlib(TEXT)),
        ("deflate", deflate(TEXT)),
        ("br", BROTLI.to_vec()),
        ("zstd", ZSTD.to_vec()),
        ("identity, gzip , ", gzip(TEXT)),
    ]
}

#[test]
fn decodes_every_coding() {
    for (coding, body) in all() {
        assert_eq!(decoded(coding, &body, ContentLimits::default()).as_deref(), Ok(TEXT), "{coding}");
    }
    for coding in ["", "identity", " , "] {
        assert_eq!(decoded(coding, TEXT, ContentLimits::default()).as_deref(), Ok(TEXT), "{coding}");
    }
    let members = [gzip(b"one "), gzip(b"two")].concat();
    assert_eq!(decoded("gzip", &members, ContentLimits::default()).as_deref(), Ok(&b"one two"[..]));
    let skippable = [&b"\x5a\x2a\x4d\x18\x03\0\0\0abc"[..], ZSTD, ZSTD].concat();
    assert_eq!(
        decoded("zstd", &skippable, ContentLimits::default()).map(|bytes| bytes.len()),
        Ok(2 * TEXT.len())
    );
}

#[test]
fn looks_at_all_header_lines() {
    let body = gzip(TEXT);
    let two = [("content-encoding", &b"gzip"[..]), ("Content-Encoding", b"br")];
    let content = Content::of(&message(&two, &body), ContentLimits::default());
    assert_eq!(content, Some(Content::NotInspected(NotInspected::StackedEncodings)));
    let none = MessageRef { body: Some(&body), ..MessageRef::default() };
    assert_eq!(Content::of(&none, ContentLimits::default()), Some(Content::Plain(&body)));
    assert_eq!(Content::of(&MessageRef::default(), ContentLimits::default()), None);
}

#[test]
fn does_not_decode_twice() {
    let lines = [("content-encoding", &b"gzip"[..])];
    let recorded = MessageRef { decoded: true, ..message(&lines, TEXT) };
    assert_eq!(Content::of(&recorded, ContentLimits::default()), Some(Content::Plain(TEXT)));
}

#[test]
fn says_what_was_not_looked_into() {
    for (coding, body, why) in [
        ("compress", TEXT.to_vec(), NotInspected::UnknownEncoding),
        ("gzip, br", gzip(TEXT), NotInspected::StackedEncodings),
        ("gzip;q=1", gzip(TEXT), NotInspected::UnknownEncoding),
        ("gzip", TEXT.to_vec(), NotInspected::Malformed),
        ("deflate", TEXT.to_vec(), NotInspected::Malformed),
        ("br", b"\xff\xff\xff".to_vec(), NotInspected::Malformed),
        ("zstd", TEXT.to_vec(), NotInspected::Malformed),
        ("gzip", [gzip(TEXT), b"more".to_vec()].concat(), NotInspected::Malformed),
        // A window of 128 MiB, and of a single segment 4 GiB.
        ("zstd", b"\x28\xb5\x2f\xfd\x00\x88\x01\x00\x00".to_vec(), NotInspected::TooLarge),
        ("zstd", b"\x28\xb5\x2f\xfd\xa0\xff\xff\xff\xff\x01\x00\x00".to_vec(), NotInspected::TooLarge),
    ] {
        assert_eq!(decoded(coding, &body, ContentLimits::default()), Err(why), "{coding}");
    }
}

#[test]
fn takes_what_there_is_of_a_cut_body_that_says_so() {
    for (coding, body) in all() {
        for cut in 1..body.len() {
            let body = &body[..cut];
            let lines = [("content-encoding", coding.as_bytes())];
            let whole = message(&lines, body);
            let content = Content::of(&whole, ContentLimits::default()).unwrap();
            assert_eq!(content, Content::NotInspected(NotInspected::Malformed), "{coding} {cut}");
            let content =
                Content::of(&MessageRef { truncated: true, ..whole }, ContentLimits::default()).unwrap();
            match content {
                Content::Decoded(bytes) => assert!(TEXT.starts_with(&bytes), "{coding} {cut}"),
                other => assert_eq!(other, Content::NotInspected(NotInspected::Malformed), "{coding} {cut}"),
            }
        }
    }
    let long: Vec<u8> = (0..60_000_u32).map(|n| (n.wrapping_mul(n) >> 8) as u8 & 0x1f).collect();
    let packed = gzip(&long);
    let lines = [("content-encoding", &b"gzip"[..])];
    let half = MessageRef { truncated: true, ..message(&lines, &packed[..packed.len() / 2]) };
    let Some(Content::Decoded(bytes)) = Content::of(&half, ContentLimits::default()) else {
        panic!("nothing decoded")
    };
    assert!(bytes.len() > 1000 && long.starts_with(&bytes));
}

#[test]
fn stops_at_bombs() {
    let bomb = gzip(&vec![b'0'; 8 << 20]);
    assert_eq!(decoded("gzip", &bomb, ContentLimits::default()), Err(NotInspected::Ratio));
    let large = ContentLimits::default().with_ratio(usize::MAX);
    assert_eq!(decoded("gzip", &bomb, large), Err(NotInspected::TooLarge));
    assert_eq!(decoded("gzip", &bomb, large.with_size(8 << 20)).map(|bytes| bytes.len()), Ok(8 << 20));
    // Small enough that the ratio says nothing.
    let zeros = gzip(&vec![b'0'; 60 << 10]);
    assert_eq!(decoded("gzip", &zeros, ContentLimits::default()).map(|bytes| bytes.len()), Ok(60 << 10));
    // One block of 128 KiB of one byte, again and again.
    let mut zstd = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
    for _ in 0..1000 {
        zstd.extend_from_slice(&[0x02, 0x00, 0x10, b'0']);
    }
    assert_eq!(decoded("zstd", &zstd, ContentLimits::default()), Err(NotInspected::Ratio));
}

#[test]
fn shows_no_byte_of_a_body() {
    let shown = format!("{:?} {:?}", Content::Plain(TEXT), Content::Decoded(TEXT.to_vec()));
    assert!(!shown.contains("card"), "{shown}");
}
