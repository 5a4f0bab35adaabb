//! What a scan came to.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Serialize;
use watchgate::{Detection, Severity};

use super::place::{Cursor, Place};
use super::tally::Tallies;
use crate::input::Input;

/// Detections of a file that are kept. The others are counted.
const FINDS_OF_FILE: usize = 10_000;
/// Detections of all files that are kept.
const FINDS: usize = 100_000;
/// Bytes of the paths and masks that are kept.
const BYTES: usize = 32 << 20;
/// Parts of files that are kept of those that were not inspected.
const PARTS: usize = 10_000;

/// What was found, and what was not looked at. Whatever the files hold, it stays within bounds.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The files that something was found in.
    pub(super) files: Vec<Inspected>,
    /// How many were inspected, whatever was found.
    pub(super) inspected: usize,
    pub(super) skipped: Vec<Skipped>,
    /// Everything that was found, by type, also what is not kept.
    pub(super) tallies: Tallies,
    kept: Kept,
}

/// A file with what was found in it.
#[derive(Debug)]
pub(super) struct Inspected {
    pub(super) file: Input,
    pub(super) detections: Vec<Placed>,
    /// How many more there are.
    pub(super) omitted: usize,
}

/// How much is kept of all files.
#[derive(Debug, Default)]
struct Kept {
    finds: usize,
    bytes: usize,
    parts: usize,
    /// Parts that were not inspected, and are only counted.
    omitted_parts: usize,
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

impl Kept {
    /// Tells whether there is room for a detection, and takes it.
    fn takes(&mut self, detection: &Detection) -> bool {
        let size = detection.masked.len() + detection.path.as_ref().map_or(0, String::len);
        let has_room = self.finds < FINDS && self.bytes + size <= BYTES;
        if has_room {
            self.finds += 1;
            self.bytes += size;
        }
        has_room
    }
}

impl Survey {
    /// Adds a file that was inspected, with what was found in it.
    pub(super) fn add(&mut self, file: Input, bytes: &[u8], detections: Vec<Detection>) {
        self.inspected += 1;
        if detections.is_empty() {
            return;
        }
        let number = self.files.len() + 1;
        let mut cursor = Cursor::new(bytes);
        let mut own = Inspected { file, detections: Vec::new(), omitted: 0 };
        for detection in detections {
            let tally = self.tallies.count(&detection, number);
            if own.detections.len() < FINDS_OF_FILE && self.kept.takes(&detection) {
                let start = cursor.advance(detection.start);
                let end = cursor.clone().advance(detection.end);
                own.detections.push(Placed { detection, start, end });
            } else {
                tally.omitted += 1;
                own.omitted += 1;
            }
        }
        self.files.push(own);
    }

    /// Adds the parts of a file that were not inspected.
    pub(super) fn skip_parts(&mut self, file: &Input, parts: Vec<Range<usize>>) {
        let room = PARTS - self.kept.parts;
        let kept = room.min(parts.len());
        self.kept.parts += kept;
        self.kept.omitted_parts += parts.len() - kept;
        let skipped = |part| Skipped { file: file.clone(), reason: Reason::BinaryPart, part: Some(part) };
        self.skipped.extend(parts.into_iter().take(kept).map(skipped));
    }

    /// Returns how many parts that were not inspected are only counted.
    pub(super) const fn omitted_parts(&self) -> usize {
        self.kept.omitted_parts
    }

    /// Tells whether the scan could not do all that it was asked for.
    pub(super) fn has_failed(&self) -> bool {
        self.skipped.iter().any(|own| matches!(own.reason, Reason::TooLarge | Reason::Unreadable))
    }

    /// Returns every detection that is kept with its file.
    pub(super) fn detections(&self) -> impl Iterator<Item = (&Input, &Placed)> {
        self.files.iter().flat_map(|own| own.detections.iter().map(move |placed| (&own.file, placed)))
    }

    /// Says in one line what was found.
    pub(super) fn summary(&self) -> String {
        let inspected = plural(self.inspected, "file");
        if self.files.is_empty() {
            return format!("nothing sensitive in {inspected}");
        }
        let mut counts: BTreeMap<Severity, usize> = BTreeMap::new();
        for own in self.tallies.iter() {
            *counts.entry(own.severity).or_default() += own.count;
        }
        let found = plural(self.tallies.total(), "detection");
        let counts: Vec<String> =
            counts.iter().rev().map(|(severity, count)| format!("{count} {severity}")).collect();
        format!("{found} in {} of {inspected}: {}", self.files.len(), counts.join(", "))
    }

    /// Says, each in one line, what was found and is only counted, and what was not inspected; nothing if there is none.
    pub(super) fn notes(&self) -> Vec<String> {
        [self.surplus(), self.omission()].into_iter().flatten().collect()
    }

    fn surplus(&self) -> Option<String> {
        let omitted = Some(self.tallies.omitted()).filter(|omitted| *omitted > 0)?;
        let omitted = plural(omitted, "detection");
        Some(format!(
            "only counted: {omitted}; at most {FINDS_OF_FILE} of a file and {FINDS} in all are listed"
        ))
    }

    fn omission(&self) -> Option<String> {
        let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
        for skipped in &self.skipped {
            *counts.entry(skipped.reason).or_default() += 1;
        }
        if self.omitted_parts() > 0 {
            *counts.entry(Reason::BinaryPart).or_default() += self.omitted_parts();
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
