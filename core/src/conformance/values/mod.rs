//! Values out of targets, headers and bodies.

mod form;
mod media_type;
mod multipart;
mod path;
mod style;
mod text;

pub(super) use form::{Pair, cookies, pairs};
pub(super) use media_type::ContentType;
pub(super) use multipart::{Field, fields};
pub(super) use path::Template;
pub(super) use style::{Form, Raw, Source, Style};
pub(super) use text::{Literal, Plus, Reading, leaf, plain};
