//! How many there are of each type.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use watchgate::{Detection, SensitiveGroup, Severity};

use super::severity;

/// What was found of one type.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) severity: Severity,
    pub(super) kind: Cow<'static, str>,
    pub(super) group: SensitiveGroup,
    /// Whether these are numbers for tests.
    pub(super) is_test: bool,
    pub(super) count: usize,
    /// How many of them are only counted.
    pub(super) omitted: usize,
    pub(super) files: usize,
    /// The number of the file that the last one is in.
    last: usize,
}

/// Counts by type, the worst first. Numbers for tests count as a type of their own.
#[derive(Debug, Default)]
pub(super) struct Tallies(BTreeMap<(Reverse<Severity>, Cow<'static, str>), Tally>);

impl Tallies {
    /// Counts a detection of the file with a number, from 1.
    pub(super) fn count(&mut self, detection: &Detection, file: usize) -> &mut Tally {
        let Detection { kind, group, is_test, .. } = detection;
        let severity = severity(detection);
        let own = self.0.entry((Reverse(severity), kind.clone())).or_insert_with(|| Tally {
            severity,
            kind: kind.clone(),
            group: *group,
            is_test: *is_test,
            count: 0,
            omitted: 0,
            files: 0,
            last: 0,
        });
        own.count += 1;
        own.files += usize::from(own.last != file);
        own.last = file;
        own
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Tally> {
        self.0.values()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns how many detections there are.
    pub(super) fn total(&self) -> usize {
        self.iter().map(|own| own.count).sum()
    }

    /// Returns how many of them are only counted.
    pub(super) fn omitted(&self) -> usize {
        self.iter().map(|own| own.omitted).sum()
    }
}
