//! Documents of several files: no resolver is asked twice or for anything outside of the folder, and every place that is
//! reported is in the file it names.

#![no_main]

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use libfuzzer_sys::{Corpus, fuzz_target};
use watchgate::{Api, Limits, Location, ResolveError, SpecError, SpecReport, Timestamp};
use watchgate_fuzz::{Lines, Version, document, every_rule, is_made};

/// Splits the input into the document and its parts.
const SEPARATOR: u8 = 0x1e;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let mut parts = bytes.split(|byte| *byte == SEPARATOR);
    let main = parts.next().unwrap_or_default();
    let parts: Vec<Cow<'_, [u8]>> = parts.map(made).collect();
    let main = &*made(main);
    let asked = RefCell::default();
    let report = match (read(main, &parts, &asked), read(main, &parts, &RefCell::default())) {
        (Ok(first), Ok(second)) => {
            let (report, again) = (report(&first), report(&second));
            assert_eq!(report.to_json(), again.to_json());
            assert_eq!(report.to_sarif(), again.to_sarif());
            report
        }
        (first, second) => {
            assert_eq!(first.err(), second.err());
            return Corpus::Keep;
        }
    };
    for finding in &report.findings {
        let Location::Document { file, line, column, .. } = &finding.location else { continue };
        let text = match file.as_deref() {
            Some("specs/api.yaml") | None => main,
            Some(part) => {
                let name = part.strip_prefix("specs/").expect("the folder of the document");
                assert!(asked.borrow().contains_key(name), "{name} was not asked for");
                part_of(name, &parts).expect("a part that was read")
            }
        };
        if let Some(lines) = Lines::of(text) {
            lines.check(*line, *column);
        }
    }
    Corpus::Keep
});

fn read(
    main: &[u8],
    parts: &[Cow<'_, [u8]>],
    asked: &RefCell<BTreeMap<String, ()>>,
) -> Result<Api, SpecError> {
    let resolver = |path: &str| {
        check_path(path);
        assert!(asked.borrow_mut().insert(path.to_owned(), ()).is_none(), "{path} was asked for twice");
        part_of(path, parts).map(<[u8]>::to_vec).ok_or(ResolveError::new("no such file"))
    };
    let limits = Limits::default().with_nodes(20_000).with_aliases(500).with_files(100);
    Api::builder().file("specs/api.yaml").limits(limits).resolver(&resolver).parse(main)
}

fn report(api: &Api) -> SpecReport {
    SpecReport::new([api], &every_rule(), Timestamp::UNIX_EPOCH)
}

/// Returns a file as it is, or made by the grammar.
fn made(bytes: &[u8]) -> Cow<'_, [u8]> {
    if is_made(bytes) { document(Version::Three1, bytes).into() } else { bytes.into() }
}

/// Returns the part that a path stands for: any path stands for one, if there are parts.
fn part_of<'p>(path: &str, parts: &'p [Cow<'_, [u8]>]) -> Option<&'p [u8]> {
    let sum: usize = path.bytes().map(usize::from).sum();
    parts.get(sum.checked_rem(parts.len())?).map(|part| &**part)
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
