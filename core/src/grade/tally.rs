//! Adds up what the rules take from each operation, in whole numbers: the order of findings leaves no trace.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::part::Part;
use super::{GradePart, GradeReason, Tenths};
use crate::{RuleMeta, Severity};

/// What an operation has to begin with, in parts so small that rounding does not show.
const WHOLE: u64 = 1_000_000_000;
/// What reaches no operation takes at most one part in so many.
const DOCUMENT_SHARE: u64 = 10;

/// What counts of a finding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'f> {
    pub(super) meta: &'static RuleMeta,
    pub(super) severity: Severity,
    /// The operation that it is a finding of.
    pub(super) operation: Option<u32>,
    /// The operations that it reaches.
    pub(super) lists: &'f [Arc<[u32]>],
}

/// The worst severity of each rule on each operation.
#[derive(Debug)]
pub(super) struct Tally {
    /// The rules in the order of their names; each has a column.
    rules: Vec<&'static RuleMeta>,
    operations: usize,
    /// A row for each operation.
    worst: Vec<Option<Severity>>,
    /// The row of what reaches no operation.
    document: Vec<Option<Severity>>,
}

/// What a rule takes: from the operations, how many those are, and from the document.
#[derive(Debug, Clone, Copy, Default)]
struct Loss {
    units: u64,
    operations: usize,
    of_document: u64,
}

impl Tally {
    pub(super) fn new(operations: usize, marks: &[Mark<'_>]) -> Self {
        let metas: BTreeMap<&str, &'static RuleMeta> =
            marks.iter().map(|mark| (mark.meta.id, mark.meta)).collect();
        let columns: FxHashMap<&str, usize> =
            metas.keys().enumerate().map(|(column, id)| (*id, column)).collect();
        let mut tally = Self {
            rules: metas.into_values().collect(),
            operations,
            worst: vec![None; operations * columns.len()],
            document: vec![None; columns.len()],
        };
        // Many findings share one list of operations: what they come to is added up once.
        let mut shared: Vec<(&[u32], Vec<Option<Severity>>)> = Vec::new();
        let mut places: FxHashMap<*const u32, usize> = FxHashMap::default();
        for mark in marks {
            let Some(&column) = columns.get(mark.meta.id) else { continue };
            if let Some(operation) = mark.operation {
                raise(tally.worst.get_mut(operation as usize * columns.len() + column), mark.severity);
                continue;
            }
            let mut reaches_any = false;
            for list in mark.lists.iter().filter(|list| !list.is_empty()) {
                reaches_any = true;
                let place = *places.entry(list.as_ptr()).or_insert_with(|| {
                    shared.push((list, vec![None; columns.len()]));
                    shared.len() - 1
                });
                raise(shared.get_mut(place).and_then(|(_, row)| row.get_mut(column)), mark.severity);
            }
            if !reaches_any {
                raise(tally.document.get_mut(column), mark.severity);
            }
        }
        for (list, row) in shared {
            for &operation in list {
                tally.raise_all(operation as usize, &row);
            }
        }
        tally
    }

    fn raise_all(&mut self, operation: usize, row: &[Option<Severity>]) {
        let start = operation * row.len();
        let own = self.worst.get_mut(start..start + row.len()).unwrap_or_default();
        for (own, other) in own.iter_mut().zip(row) {
            *own = (*own).max(*other);
        }
    }

    /// Returns what is left of a part's points, and who took the others.
    pub(super) fn part(&self, part: Part) -> GradePart {
        let mut losses = vec![Loss::default(); self.rules.len()];
        let mut left = 0;
        for operation in 0..self.operations {
            let start = operation * self.rules.len();
            let row = self.worst.get(start..start + self.rules.len()).unwrap_or_default();
            left += self.left(part, row);
            for (loss, units) in losses.iter_mut().zip(self.shares(part, row)).filter(|(_, units)| *units > 0)
            {
                loss.units += units;
                loss.operations += 1;
            }
        }
        for (loss, units) in losses.iter_mut().zip(self.shares(part, &self.document)) {
            loss.of_document = units;
        }
        let document = (DOCUMENT_SHARE - 1) * WHOLE + self.left(part, &self.document);
        let points = self.points(part, u128::from(left) * u128::from(document));
        let mut reasons: Vec<GradeReason> = self
            .rules
            .iter()
            .zip(losses)
            .filter(|(_, loss)| loss.units > 0 || loss.of_document > 0)
            .map(|(meta, loss)| {
                let from_operations = u128::from(loss.units) * u128::from(DOCUMENT_SHARE * WHOLE);
                let from_document = u128::from(left) * u128::from(loss.of_document);
                let points = self.points(part, from_operations + from_document);
                GradeReason { rule: meta.rule_id(), points, operations: loss.operations }
            })
            .collect();
        // The sort is stable: rules of equal points stay in the order of their names.
        reasons.sort_by_key(|own| Reverse(own.points));
        GradePart { points, reasons }
    }

    /// Returns what a part of the whole, in units of operations and of the document, is in points.
    fn points(&self, part: Part, units: u128) -> Tenths {
        let whole = self.operations as u128 * u128::from(WHOLE) * u128::from(DOCUMENT_SHARE * WHOLE);
        let tenths = (u128::from(part.points()) * 10 * units).checked_div(whole);
        Tenths::new(tenths.and_then(|tenths| u32::try_from(tenths).ok()).unwrap_or_default())
    }

    /// Returns what the rules of a row leave: each takes its share of what those before it left.
    fn left(&self, part: Part, row: &[Option<Severity>]) -> u64 {
        self.weights(part, row).fold(WHOLE, |left, weight| left * 100u64.saturating_sub(weight) / 100)
    }

    /// Divides what the rules of a row take by their weights.
    fn shares<'a>(&'a self, part: Part, row: &'a [Option<Severity>]) -> impl Iterator<Item = u64> + 'a {
        let taken = WHOLE - self.left(part, row);
        let all: u64 = self.weights(part, row).sum();
        self.weights(part, row).map(move |weight| (taken * weight).checked_div(all).unwrap_or_default())
    }

    /// Returns of each rule what it weighs in the part.
    fn weights<'a>(&'a self, part: Part, row: &'a [Option<Severity>]) -> impl Iterator<Item = u64> + 'a {
        self.rules.iter().zip(row).map(move |(meta, severity)| match severity {
            Some(severity) if Part::of(meta.factor) == part => part.weight(*severity),
            _ => 0,
        })
    }
}

/// Takes the worse of two severities.
fn raise(slot: Option<&mut Option<Severity>>, severity: Severity) {
    if let Some(slot) = slot {
        *slot = (*slot).max(Some(severity));
    }
}
