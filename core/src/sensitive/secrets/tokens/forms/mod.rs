//! The forms, as their issuers document them.

mod clouds;
mod code;
mod hashes;
mod messages;
mod models;
mod operations;
mod payment;
mod work;

use super::form::Form;

/// Returns all forms.
pub(super) fn all() -> impl Iterator<Item = &'static Form> + Clone {
    [
        clouds::FORMS,
        code::FORMS,
        hashes::FORMS,
        messages::FORMS,
        models::FORMS,
        operations::FORMS,
        payment::FORMS,
        work::FORMS,
    ]
    .into_iter()
    .flatten()
}
