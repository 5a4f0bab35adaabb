//! A map from (owner, bytes) to a number, built once.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// A hash table in three flat arrays.
///
/// Its buckets are sorted, so that a document made of colliding keys costs a binary search and no more.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// Where each bucket begins in `entries`, and the end of the last.
    buckets: Box<[u32]>,
    entries: Box<[Entry]>,
    text: Box<[u8]>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    hash: u64,
    start: u32,
    length: u32,
    owner: u32,
    value: u32,
}

impl Table {
    /// Builds the table; no two keys may be equal.
    pub(super) fn new<'k>(keys: impl Iterator<Item = (u32, &'k [u8], u32)>) -> Self {
        let mut text = Vec::new();
        let mut entries: Vec<Entry> = keys
            .map(|(owner, key, value)| {
                let start = super::number(text.len());
                text.extend_from_slice(key);
                Entry { hash: hash(owner, key), start, length: super::number(key.len()), owner, value }
            })
            .collect();
        let mask = (entries.len() * 2).next_power_of_two() as u64 - 1;
        entries.sort_unstable_by(|a, b| {
            (a.hash & mask, a.hash, a.owner, key(&text, a)).cmp(&(
                b.hash & mask,
                b.hash,
                b.owner,
                key(&text, b),
            ))
        });
        let mut buckets = Vec::new();
        let mut place = 0;
        for bucket in 0..=mask {
            buckets.push(super::number(place));
            place += entries.iter().skip(place).take_while(|entry| entry.hash & mask == bucket).count();
        }
        buckets.push(super::number(place));
        Self { buckets: buckets.into(), entries: entries.into(), text: text.into() }
    }

    /// Returns the value of a key.
    #[inline]
    pub(super) fn get(&self, owner: u32, wanted: &[u8]) -> Option<u32> {
        let hash = hash(owner, wanted);
        let mask = self.buckets.len().checked_sub(2)?;
        let bucket = usize::try_from(hash & mask as u64).ok()?;
        let (start, end) = (*self.buckets.get(bucket)?, *self.buckets.get(bucket + 1)?);
        let entries = self.entries.get(start as usize..end as usize)?;
        let place = entries
            .binary_search_by(|entry| {
                (entry.hash, entry.owner).cmp(&(hash, owner)).then_with(|| key(&self.text, entry).cmp(wanted))
            })
            .ok()?;
        entries.get(place).map(|entry| entry.value)
    }
}

fn key<'t>(text: &'t [u8], entry: &Entry) -> &'t [u8] {
    let start = entry.start as usize;
    text.get(start..start + entry.length as usize).unwrap_or_default()
}

#[inline]
fn hash(owner: u32, key: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(key);
    hasher.write_u32(owner);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_key_and_no_other() {
        let keys: Vec<(u32, Vec<u8>)> =
            (0..2_000).map(|n| (n % 7, format!("k{}", n / 7).into_bytes())).collect();
        let table =
            Table::new(keys.iter().zip(0..).map(|((owner, key), value)| (*owner, key.as_slice(), value)));
        for ((owner, key), value) in keys.iter().zip(0..) {
            assert_eq!(table.get(*owner, key), Some(value));
        }
        assert_eq!(table.get(7, b"k1"), None);
        assert_eq!(table.get(0, b"k"), None);
    }

    #[test]
    fn holds_nothing_when_empty() {
        assert_eq!(Table::default().get(0, b""), None);
        assert_eq!(Table::new(std::iter::empty()).get(0, b""), None);
    }
}
