//! Numbers that tell most names apart.

/// Returns a number of a name: of its first and last bytes, and its length. Other names may have the same one.
pub(super) fn mark(name: &str) -> u64 {
    let name = name.as_bytes();
    if name.is_empty() {
        return 0;
    }
    let (first, last) = match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first), u32::from_le_bytes(*last)),
        _ => {
            let byte = |at: usize| name.get(at).copied().unwrap_or_default();
            (u32::from_le_bytes([byte(0), byte(1), byte(2), 0]), 0)
        }
    };
    (u64::from(first) << 32 | u64::from(last)) ^ (name.len() as u64) << 24
}
