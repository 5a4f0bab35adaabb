//! Verhoeff's check digit (Error Detecting Decimal Codes, 1969): multiplication in the group of the pentagon.

/// The product of two elements: five turns, then five flips.
const fn times(left: u32, right: u32) -> u32 {
    match (left < 5, right < 5) {
        (true, true) => (left + right) % 5,
        (true, false) => (left + right) % 5 + 5,
        (false, true) => (left + 5 - right) % 5 + 5,
        (false, false) => (left + 5 - right % 5) % 5,
    }
}

/// The permutation for each place, counted from the last: the first is the identity, each next one applies
/// `(1 5 8 9 4 2 7 0)(3 6)` once more.
const PERMUTATIONS: [[u32; 10]; 8] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

/// Tells whether the last digit is the check digit of those before.
pub(super) fn is_valid(digits: &[u32]) -> bool {
    digits
        .iter()
        .rev()
        .zip(PERMUTATIONS.iter().cycle())
        .try_fold(0, |product, (digit, permutation)| {
            let digit = permutation.get(usize::try_from(*digit).ok()?)?;
            Some(times(product, *digit))
        })
        .is_some_and(|product| product == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_example_of_the_paper() {
        assert!(is_valid(&[2, 3, 6, 3]));
        assert!((0..=9).filter(|last| is_valid(&[1, 2, 3, 4, 5, *last])).eq([1]));
    }

    #[test]
    fn applies_one_permutation_again_and_again() {
        for pair in PERMUTATIONS.windows(2) {
            for digit in 0..10 {
                assert_eq!(pair[1][digit], PERMUTATIONS[1][pair[0][digit] as usize]);
            }
        }
    }

    #[test]
    fn sees_every_swap_of_neighbours() {
        let right = [2, 7, 4, 9, 1, 0, 3];
        let last = (0..=9).find(|last| is_valid(&[&right[..], &[*last]].concat())).unwrap();
        let whole = [&right[..], &[last]].concat();
        for at in 1..whole.len() {
            let mut swapped = whole.clone();
            swapped.swap(at - 1, at);
            assert!(!is_valid(&swapped) || whole[at] == whole[at - 1], "{at}");
        }
    }
}
