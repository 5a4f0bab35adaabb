//! Documents of several files: no resolver is asked twice or for anything outside of the folder, and every place that is
//! reported is in the file it names.

#![no_main]

use std::cell::RefCell;
use std::collections::BTreeMap;

use libfuzzer_sys::{Corpus, fuzz_target};
use watchgate::{Api, Limits, Location, ResolveError, Settings, SpecError, SpecReport, Timestamp};

/// Splits the input into the document and its parts.
const SEPARATOR: u8 = 0x1e;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let mut parts = bytes.split(|byte| *byte == SEPARATOR);
    let main = parts.next().unwrap_or_default();
    let parts: Vec<&[u8]> = parts.collect();
    let asked = RefCell::default();
    let api = match (read(main, &parts, &asked), read(main, &parts, &RefCell::default())) {
        (Ok(first), Ok(second)) => {
            assert_eq!(report(&first).to_json(), report(&second).to_json());
            first
        }
        (first, second) => {
            assert_eq!(first.err(), second.err());
            return Corpus::Keep;
        }
    };
    for finding in &report(&api).findings {
        let Location::Document { file, line, column, .. } = &finding.location else { continue };
        let text = match file.as_deref() {
            Some("specs/api.yaml") | None => main,
            Some(part) => {
                let name = part.strip_prefix("specs/").expect("the folder of the document");
                assert!(asked.borrow().contains_key(name), "{name} was not asked for");
                part_of(name, &parts).expect("a part that was read")
            }
        };
        check_place(text, *line, *column);
    }
    Corpus::Keep
});

fn read(main: &[u8], parts: &[&[u8]], asked: &RefCell<BTreeMap<String, ()>>) -> Result<Api, SpecError> {
    let resolver = |path: &str| {
        check_path(path);
        assert!(asked.borrow_mut().insert(path.to_owned(), ()).is_none(), "{path} was asked for twice");
        part_of(path, parts).map(<[u8]>::to_vec).ok_or(ResolveError::new("no such file"))
    };
    let limits = Limits::default().with_nodes(20_000).with_aliases(500).with_files(100);
    Api::builder().file("specs/api.yaml").limits(limits).resolver(&resolver).parse(main)
}

fn report(api: &Api) -> SpecReport {
    let settings = Settings::parse(b"rules: {ignored-reference-siblings: on}").expect("settings");
    SpecReport::new([api], &settings, Timestamp::UNIX_EPOCH)
}

/// Returns the part that a path stands for: any path stands for one, if there are parts.
fn part_of<'p>(path: &str, parts: &[&'p [u8]]) -> Option<&'p [u8]> {
    let sum: usize = path.bytes().map(usize::from).sum();
    parts.get(sum.checked_rem(parts.len())?).copied()
}

/// Checks that a path names a file in the folder.
fn check_path(path: &str) {
    assert!(path.split('/').all(|segment| !matches!(segment, "" | "." | "..")), "{path}");
    assert!(!path.contains(['\\', '\0']) && path != "api.yaml", "{path}");
    let first = path.split('/').next().unwrap_or_default();
    let scheme = first.split_once(':').map(|(scheme, _)| scheme).unwrap_or_default();
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    assert!(!is_scheme, "{path}");
}

/// Checks that a line and column are in the text, or right behind its end.
fn check_place(bytes: &[u8], line: Option<u32>, column: Option<u32>) {
    let (Some(line), Some(column)) = (line, column) else { return };
    assert!(line >= 1 && column >= 1, "{line}:{column}");
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if bytes.contains(&0) {
        return;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let own = text.split('\n').nth(line as usize - 1);
    let own = own.unwrap_or_else(|| panic!("line {line} of {}", text.split('\n').count()));
    let width = own.chars().count();
    assert!(column as usize <= width + 1, "column {column} of {width} in line {line}");
}
