//! Documents: read, analysed and reported alike twice, with places that are in the text.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use watchgate::{
    Api, Baseline, Limits, Location, Settings, SpecError, SpecReport, TextDetail, TextStyle, Timestamp,
};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let (Ok(first), Ok(second)) = (read(bytes), read(bytes)) else {
        let (first, second) = (read(bytes).err(), read(bytes).err());
        assert_eq!(first, second);
        if let Some(error) = first {
            check_place(bytes, error.line(), error.column());
        }
        return Corpus::Keep;
    };
    let report = |api: &Api| SpecReport::new([api], &Settings::default(), Timestamp::UNIX_EPOCH);
    let (first, second) = (report(&first), report(&second));
    assert_eq!(first.to_json(), second.to_json());
    let text = |report: &SpecReport| report.to_text(TextStyle::Plain, TextDetail::Full);
    assert_eq!(text(&first), text(&second));
    assert_eq!(first.to_sarif(), second.to_sarif());
    assert!(first.to_markdown().len() <= 65_536);
    let baseline = Baseline::parse(first.to_sarif().as_bytes()).expect("a baseline");
    assert!(second.without(&baseline).findings.is_empty());
    for finding in &first.findings {
        let Location::Document { line, column, .. } = &finding.location else { continue };
        check_place(bytes, *line, *column);
    }
    Corpus::Keep
});

/// Reads a document within limits that the fuzzer reaches.
fn read(bytes: &[u8]) -> Result<Api, SpecError> {
    Api::builder().limits(Limits::default().with_nodes(20_000).with_aliases(500)).parse(bytes)
}

/// Checks that a line and column are in the text, or right behind its end.
fn check_place(bytes: &[u8], line: Option<u32>, column: Option<u32>) {
    let (Some(line), Some(column)) = (line, column) else { return };
    assert!(line >= 1 && column >= 1, "{line}:{column}");
    let is_utf8 =
        !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]) && !bytes.contains(&0);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if !is_utf8 {
        return;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let own = text.split('\n').nth(line as usize - 1);
    let own = own.unwrap_or_else(|| panic!("line {line} of {}", text.split('\n').count()));
    let width = own.chars().count();
    assert!(column as usize <= width + 1, "column {column} of {width} in line {line}");
}
