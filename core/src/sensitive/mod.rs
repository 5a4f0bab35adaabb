//! What counts as sensitive: by the names that fields have, and by the forms that secrets have.

mod custom;
mod detection;
mod fields;
mod mask;
mod names;
mod nearest;
pub(crate) mod repeated;
mod scanner;
mod scheme_names;
pub(crate) mod secrets;
mod selection;
mod types;
pub(crate) mod validators;
mod value_names;

pub(crate) use custom::{Custom, Places};
pub use custom::{Detector, DetectorError, DetectorScope};
pub use detection::Detection;
pub(crate) use fields::classify;
pub use names::SensitiveGroup;
pub(crate) use names::SensitiveType;
pub(crate) use scanner::{FieldName, is_blank, is_session_cookie, shown_name};
pub use scanner::{Scanner, ScannerBuilder};
pub use selection::{Selection, SelectionError};
pub use types::{SensitiveTypeMeta, sensitive_types};
pub(crate) use types::{is_identity, label};
