//! What counts as sensitive: by the names that fields have, and by the forms that secrets have.

mod fields;
mod names;
mod scanner;
pub(crate) mod secrets;
#[cfg_attr(not(test), expect(dead_code, reason = "the scanner will ask them"))]
pub(crate) mod validators;

pub(crate) use fields::classify;
pub(crate) use names::{SensitiveGroup, SensitiveType};
