//! Identifiers as people write them: digits in groups.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::groups::Groups;
use super::kind::Kind;
use crate::sensitive::validators::national::SCHEMES;

/// The lengths of groups, and what stands between them.
pub(super) type Shape = SmallVec<[u8; 16]>;

/// The schemes that are written so, by their numbers.
static FORMS: LazyLock<FxHashMap<Shape, SmallVec<[u8; 4]>>> = LazyLock::new(forms);

fn forms() -> FxHashMap<Shape, SmallVec<[u8; 4]>> {
    let mut forms: FxHashMap<Shape, SmallVec<[u8; 4]>> = FxHashMap::default();
    for (scheme, number) in SCHEMES.iter().zip(0_u8..) {
        for written in scheme.written.iter().filter_map(|written| shape(written)) {
            forms.entry(written).or_default().push(number);
        }
    }
    forms
}

/// Returns the shape of a written form: `ddd-dd-dddd` is 3, `-`, 2, `-`, 4. Forms with letters, and runs of digits, have
/// none.
fn shape(written: &str) -> Option<Shape> {
    let mut shape = Shape::new();
    let mut length = 0;
    for byte in written.bytes() {
        match byte {
            b'd' => length += 1,
            b' ' | b'-' | b'.' | b'/' if length > 0 => {
                shape.push(length);
                shape.push(byte);
                length = 0;
            }
            _ => return None,
        }
    }
    shape.push(length);
    (shape.len() > 1 && length > 0).then_some(shape)
}

/// Returns the identifier that the first groups are, the longest first, with how many groups it has.
pub(super) fn find(text: &[u8], groups: &Groups) -> Option<(Kind, usize)> {
    let mut shape = groups.shape();
    for count in (2..=groups.len()).rev() {
        shape.truncate(count * 2 - 1);
        let Some(schemes) = FORMS.get(&shape).filter(|_| groups.ends_with(text, count)) else { continue };
        let schemes = schemes.iter().filter_map(|number| SCHEMES.get(usize::from(*number)));
        let passing = schemes.filter(|scheme| (scheme.check)(groups.digits(count)));
        if let Some(scheme) = passing.max_by_key(|scheme| scheme.strength) {
            return Some((Kind::Issued(scheme), count));
        }
    }
    None
}
