//! Numbers of accounts and banks.

pub(crate) mod aba;
pub(crate) mod bic;
pub(crate) mod iban;
mod registry;
