//! Keccak-256 as Ethereum uses it: the padding of the submission, not that of FIPS 202.

const RATE: usize = 136;

/// Returns the hash of a text that fits in one block.
pub(super) fn keccak256(text: &[u8; 40]) -> [u8; 32] {
    let mut block = [0_u8; RATE];
    for (to, from) in block.iter_mut().zip(text.iter().chain(&[1])) {
        *to = *from;
    }
    block[RATE - 1] = 0x80;
    let mut state = [0_u64; 25];
    for (lane, bytes) in state.iter_mut().zip(block.as_chunks::<8>().0) {
        *lane = u64::from_le_bytes(*bytes);
    }
    permute(&mut state);
    let mut hash = [0; 32];
    for (bytes, lane) in hash.as_chunks_mut::<8>().0.iter_mut().zip(state) {
        *bytes = lane.to_le_bytes();
    }
    hash
}

/// The permutation Keccak-f with 1600 bits of state.
fn permute(state: &mut [u64; 25]) {
    /// The lanes in the order in which they are moved, with the turn of each.
    const MOVES: [(usize, u32); 24] = [
        (10, 1),
        (7, 3),
        (11, 6),
        (17, 10),
        (18, 15),
        (3, 21),
        (5, 28),
        (16, 36),
        (8, 45),
        (21, 55),
        (24, 2),
        (4, 14),
        (15, 27),
        (23, 41),
        (19, 56),
        (13, 8),
        (12, 25),
        (2, 43),
        (20, 62),
        (14, 18),
        (22, 39),
        (9, 61),
        (6, 20),
        (1, 44),
    ];
    let mut register = 1_u8;
    for _ in 0..24 {
        let mut columns = [0_u64; 5];
        for row in state.as_chunks::<5>().0 {
            columns.iter_mut().zip(row).for_each(|(column, lane)| *column ^= lane);
        }
        let [a, b, c, d, e] = columns;
        let turned = |left: u64, right: u64| left ^ right.rotate_left(1);
        let mixed = [turned(e, b), turned(a, c), turned(b, d), turned(c, e), turned(d, a)];
        for row in state.as_chunks_mut::<5>().0 {
            row.iter_mut().zip(mixed).for_each(|(lane, mix)| *lane ^= mix);
        }
        let mut moved = state[1];
        for (to, turn) in MOVES {
            if let Some(lane) = state.get_mut(to) {
                moved = std::mem::replace(lane, moved.rotate_left(turn));
            }
        }
        for row in state.as_chunks_mut::<5>().0 {
            let [a, b, c, d, e] = *row;
            *row = [a ^ !b & c, b ^ !c & d, c ^ !d & e, d ^ !e & a, e ^ !a & b];
        }
        state[0] ^= round_constant(&mut register);
    }
}

/// Bits of a shift register at the places 2^j - 1.
fn round_constant(register: &mut u8) -> u64 {
    let mut constant = 0;
    for bit in [0, 1, 3, 7, 15, 31, 63] {
        constant |= u64::from(*register & 1) << bit;
        *register = *register << 1 ^ if *register & 0x80 == 0 { 0 } else { 0x71 };
    }
    constant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permutes_zeros_as_the_submission_says() {
        let mut state = [0; 25];
        permute(&mut state);
        assert_eq!(state[..3], [0xf125_8f79_40e1_dde7, 0x84d5_ccf9_33c0_478a, 0xd598_261e_a65a_a9ee]);
    }
}
