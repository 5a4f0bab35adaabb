//! What counts as sensitive: by the names that fields have, and by the forms that secrets have.

mod fields;
mod names;
mod scanner;
pub(crate) mod secrets;

pub(crate) use fields::classify;
pub(crate) use names::{SensitiveGroup, SensitiveType};
