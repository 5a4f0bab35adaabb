//! Adds up what the rules take from each operation, in whole numbers: the order of findings leaves no trace.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cost::{Cost, Part, Quarters, WHOLE};
use super::reach::{Lost, Reach};
use super::{GradePart, GradeReason, Tenths};
use crate::api::tree::NodeId;
use crate::{Api, Method, RuleMeta, Severity};

/// What a quarter of an operation is counted in, so fine that rounding does not show.
const UNITS: u64 = 1_000_000_000;
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
    /// Where it is, if that is known.
    pub(super) place: Option<NodeId>,
}

/// What each rule costs each operation.
#[derive(Debug)]
pub(super) struct Tally {
    /// The rules in the order of their names; each has a column.
    rules: Vec<(&'static RuleMeta, Cost)>,
    /// How many operations there are. Those that answer the same requests are one.
    operations: usize,
    /// By index in the document, the operation's row.
    rows: Vec<usize>,
    /// A row for each operation.
    costs: Vec<Quarters>,
    /// The row of what reaches no operation.
    document: Vec<Quarters>,
    /// Operations that may be there and were not read, by the rules that say so.
    unread: Vec<usize>,
}

/// What a rule takes: from the operations, how many those are, and from the document.
#[derive(Debug, Clone, Copy, Default)]
struct Loss {
    units: u64,
    operations: usize,
    of_document: u64,
}

impl Tally {
    pub(super) fn new(api: &Api, marks: &[Mark<'_>]) -> Self {
        let metas: BTreeMap<&str, &'static RuleMeta> =
            marks.iter().map(|mark| (mark.meta.id, mark.meta)).collect();
        let columns: FxHashMap<&str, usize> =
            metas.keys().enumerate().map(|(column, id)| (*id, column)).collect();
        let (rows, operations) = rows(api);
        let mut tally = Self {
            rules: metas.into_values().map(|meta| (meta, Cost::of(meta))).collect(),
            operations,
            rows,
            costs: vec![0; operations * columns.len()],
            document: vec![0; columns.len()],
            unread: vec![0; columns.len()],
        };
        // Many findings share one list of operations: what they come to is added up once.
        let mut shared: Vec<(&[u32], Vec<Quarters>)> = Vec::new();
        let mut places: FxHashMap<*const u32, usize> = FxHashMap::default();
        let mut hidden: BTreeMap<usize, BTreeSet<NodeId>> = BTreeMap::new();
        for mark in marks {
            let Some(&column) = columns.get(mark.meta.id) else { continue };
            let cost = cost(mark);
            if Cost::is_about_others(mark.meta) {
                raise(tally.document.get_mut(column), cost);
            }
            if let Some(operation) = mark.operation {
                tally.raise(operation, column, cost);
                continue;
            }
            let mut reaches_any = false;
            for list in mark.lists.iter().filter(|list| !list.is_empty()) {
                reaches_any = true;
                let place = *places.entry(list.as_ptr()).or_insert_with(|| {
                    shared.push((list, vec![0; columns.len()]));
                    shared.len() - 1
                });
                raise(shared.get_mut(place).and_then(|(_, row)| row.get_mut(column)), cost);
            }
            match mark.place {
                _ if reaches_any => {}
                Some(place) if Cost::of(mark.meta).is_whole() => {
                    hidden.entry(column).or_default().insert(place);
                }
                _ => raise(tally.document.get_mut(column), cost),
            }
        }
        for (list, row) in shared {
            for &operation in list {
                tally.raise_all(operation, &row);
            }
        }
        tally.hide(api, hidden);
        tally
    }

    /// Counts places that cannot be read, by the columns of the rules that say so.
    fn hide(&mut self, api: &Api, hidden: BTreeMap<usize, BTreeSet<NodeId>>) {
        if hidden.is_empty() {
            return;
        }
        let reach = Reach::new(api);
        for (column, places) in hidden {
            let Lost { operations, unread, document } = &reach.lost(places);
            for &operation in operations {
                self.raise(operation, column, WHOLE);
            }
            if let Some(own) = self.unread.get_mut(column) {
                *own = *unread;
            }
            if *document || (operations.is_empty() && *unread == 0) {
                raise(self.document.get_mut(column), WHOLE);
            }
        }
    }

    fn raise(&mut self, operation: u32, column: usize, cost: Quarters) {
        let Some(row) = self.rows.get(operation as usize) else { return };
        raise(self.costs.get_mut(row * self.rules.len() + column), cost);
    }

    fn raise_all(&mut self, operation: u32, costs: &[Quarters]) {
        let Some(row) = self.rows.get(operation as usize) else { return };
        let start = row * costs.len();
        let own = self.costs.get_mut(start..start + costs.len()).unwrap_or_default();
        for (own, other) in own.iter_mut().zip(costs) {
            *own = (*own).max(*other);
        }
    }

    /// Returns what is left of a part's points, and who took the others.
    pub(super) fn part(&self, part: Part) -> GradePart {
        let mut losses = vec![Loss::default(); self.rules.len()];
        let mut left = 0;
        for operation in 0..self.operations {
            let start = operation * self.rules.len();
            let row = self.costs.get(start..start + self.rules.len()).unwrap_or_default();
            left += units(WHOLE) - self.taken(part, row);
            for (loss, units) in losses.iter_mut().zip(self.shares(part, row)).filter(|(_, units)| *units > 0)
            {
                loss.units += units;
                loss.operations += 1;
            }
        }
        for (loss, unread) in losses.iter_mut().zip(&self.unread) {
            loss.units += units(WHOLE) * *unread as u64;
            loss.operations += unread;
        }
        for (loss, units) in losses.iter_mut().zip(self.shares(part, &self.document)) {
            loss.of_document = units;
        }
        let document = DOCUMENT_SHARE * units(WHOLE) - self.taken(part, &self.document);
        let points = self.points(part, u128::from(left) * u128::from(document));
        let mut reasons: Vec<GradeReason> = self
            .rules
            .iter()
            .zip(losses)
            .filter(|(_, loss)| loss.units > 0 || loss.of_document > 0)
            .map(|((meta, _), loss)| {
                let from_operations = u128::from(loss.units) * u128::from(DOCUMENT_SHARE * units(WHOLE));
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
    fn points(&self, part: Part, share: u128) -> Tenths {
        let operations = (self.operations + self.unread.iter().sum::<usize>()) as u128;
        let whole = operations * u128::from(units(WHOLE)) * u128::from(DOCUMENT_SHARE * units(WHOLE));
        let tenths = (u128::from(part.points()) * 10 * share).checked_div(whole);
        Tenths::new(tenths.and_then(|tenths| u32::try_from(tenths).ok()).unwrap_or_default())
    }

    /// Returns what the most expensive rule of a row takes.
    fn taken(&self, part: Part, row: &[Quarters]) -> u64 {
        units(self.in_part(part, row).max().unwrap_or_default())
    }

    /// Divides what is taken among the rules of a row that cost that much.
    fn shares<'a>(&'a self, part: Part, row: &'a [Quarters]) -> impl Iterator<Item = u64> + 'a {
        let most = self.in_part(part, row).max().unwrap_or_default();
        let rules = self.in_part(part, row).filter(|cost| *cost == most).count() as u64;
        let share = units(most).checked_div(rules).unwrap_or_default();
        self.in_part(part, row).map(move |cost| if cost == most { share } else { 0 })
    }

    /// Returns of each rule what it costs in the part.
    fn in_part<'a>(&'a self, part: Part, row: &'a [Quarters]) -> impl Iterator<Item = Quarters> + 'a {
        self.rules.iter().zip(row).map(move |((_, cost), own)| if cost.is_in(part) { *own } else { 0 })
    }
}

fn cost(mark: &Mark<'_>) -> Quarters {
    Cost::of(mark.meta).quarters(mark.severity)
}

const fn units(quarters: Quarters) -> u64 {
    quarters as u64 * UNITS
}

/// Takes the higher of two costs.
fn raise(slot: Option<&mut Quarters>, cost: Quarters) {
    if let Some(slot) = slot {
        *slot = (*slot).max(cost);
    }
}

/// Returns the row of each operation, and how many rows there are: operations that answer the same requests have one, so
/// that making one of two leaves the count as it is.
fn rows(api: &Api) -> (Vec<usize>, usize) {
    let mut first: FxHashMap<(&Method, Cow<'_, str>), usize> = FxHashMap::default();
    let rows = api.operations().iter().map(|operation| {
        let next = first.len();
        *first.entry((operation.method(), shape(operation.path()))).or_insert(next)
    });
    let rows: Vec<usize> = rows.collect();
    let count = first.len();
    (rows, count)
}

/// Returns a path without the names of its parameters and without a slash at its end.
fn shape(path: &str) -> Cow<'_, str> {
    let path = path.strip_suffix('/').unwrap_or(path);
    if !path.contains('{') {
        return path.into();
    }
    let mut pieces = path.split('{');
    let mut shape = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        shape.push_str("{}");
        shape.push_str(piece.split_once('}').map_or("", |(_, rest)| rest));
    }
    shape.into()
}
