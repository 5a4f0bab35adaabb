//! What a scan came to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use serde::Serialize;
use watchgate::{Detection, Severity};

use super::place::{Cursor, Place};
use super::severity;
use crate::input::Input;

/// What was found, and what was not looked at.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The files that something was found in.
    pub(super) files: Vec<Inspected>,
    /// How many were inspected, whatever was found.
    pub(super) inspected: usize,
    pub(super) skipped: Vec<Skipped>,
}

/// A file with what was found in it.
#[derive(Debug)]
pub(super) struct Inspected {
    pub(super) file: Input,
    pub(super) detections: Vec<Placed>,
}

/// A detection with its place for a person.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) detection: Detection,
    pub(super) start: Place,
    pub(super) end: Place,
}

/// A path that was not inspected.
#[derive(Debug)]
pub(super) struct Skipped {
    pub(super) file: Input,
    pub(super) reason: Reason,
    /// The bytes, if it is only a part of the file.
    pub(super) part: Option<Range<usize>>,
}

/// Why it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reason {
    /// It is no text.
    Binary,
    /// A pattern of the command line leaves it out.
    Excluded,
    /// A part of a multipart body is no text.
    BinaryPart,
    /// It leads elsewhere.
    Link,
    /// A device, a pipe or a socket.
    Special,
    /// It is larger than the limit.
    TooLarge,
    /// Reading it failed.
    Unreadable,
}

/// What was found of one type.
#[derive(Debug)]
pub(super) struct OfType<'s> {
    pub(super) severity: Severity,
    pub(super) kind: &'s str,
    pub(super) group: &'static str,
    /// Whether these are numbers for tests.
    pub(super) is_test: bool,
    pub(super) count: usize,
    pub(super) files: usize,
}

impl Inspected {
    pub(super) fn new(file: Input, bytes: &[u8], detections: Vec<Detection>) -> Self {
        let mut cursor = Cursor::new(bytes);
        let placed = |detection: Detection| {
            let start = cursor.advance(detection.start);
            let end = cursor.clone().advance(detection.end);
            Placed { detection, start, end }
        };
        Self { file, detections: detections.into_iter().map(placed).collect() }
    }
}

impl<'s> OfType<'s> {
    fn new(detection: &'s Detection) -> Self {
        let Detection { kind, group, is_test, .. } = detection;
        let (severity, group) = (severity(detection), group.as_str());
        Self { severity, kind, group, is_test: *is_test, count: 0, files: 0 }
    }
}

impl Survey {
    /// Tells whether the scan could not do all that it was asked for.
    pub(super) fn has_failed(&self) -> bool {
        self.skipped.iter().any(|own| matches!(own.reason, Reason::TooLarge | Reason::Unreadable))
    }

    /// Returns every detection with its file.
    pub(super) fn detections(&self) -> impl Iterator<Item = (&Input, &Placed)> {
        self.files.iter().flat_map(|own| own.detections.iter().map(move |placed| (&own.file, placed)))
    }

    /// Counts by type, the worst first. Numbers for tests count as a type of their own.
    pub(super) fn by_type(&self) -> Vec<OfType<'_>> {
        let mut types: BTreeMap<_, (OfType<'_>, BTreeSet<usize>)> = BTreeMap::new();
        for (number, file) in self.files.iter().enumerate() {
            for Placed { detection, .. } in &file.detections {
                let own = OfType::new(detection);
                let (own, files) = types
                    .entry((std::cmp::Reverse(own.severity), own.kind))
                    .or_insert_with(|| (own, BTreeSet::new()));
                own.count += 1;
                files.insert(number);
            }
        }
        types.into_values().map(|(own, files)| OfType { files: files.len(), ..own }).collect()
    }

    /// Says in one line what was found.
    pub(super) fn summary(&self) -> String {
        let inspected = plural(self.inspected, "file");
        if self.files.is_empty() {
            return format!("nothing sensitive in {inspected}");
        }
        let mut counts: BTreeMap<Severity, usize> = BTreeMap::new();
        for (_, placed) in self.detections() {
            *counts.entry(severity(&placed.detection)).or_default() += 1;
        }
        let found = plural(counts.values().sum(), "detection");
        let counts: Vec<String> =
            counts.iter().rev().map(|(severity, count)| format!("{count} {severity}")).collect();
        format!("{found} in {} of {inspected}: {}", self.files.len(), counts.join(", "))
    }

    /// Says in one line what was not inspected; nothing if all was.
    pub(super) fn omission(&self) -> Option<String> {
        let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
        for skipped in &self.skipped {
            *counts.entry(skipped.reason).or_default() += 1;
        }
        let counts: Vec<String> =
            counts.iter().map(|(reason, count)| plural(*count, reason.noun())).collect();
        (!counts.is_empty()).then(|| format!("not inspected: {}", counts.join(", ")))
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            Some(Range { start, end }) => write!(f, "{}, bytes {start} to {end}", self.reason),
            None => write!(f, "{}", self.reason),
        }
    }
}

impl Reason {
    const fn noun(self) -> &'static str {
        match self {
            Self::Binary => "binary file",
            Self::Excluded => "excluded path",
            Self::BinaryPart => "binary part",
            Self::Link => "symbolic link",
            Self::Special => "special file",
            Self::TooLarge => "oversized file",
            Self::Unreadable => "unreadable path",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.noun())
    }
}

pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
