//! Identifiers that a text can be shown to be: by check digits, and by the dates and places inside of them.
//!
//! A check takes the compact form of a candidate: ASCII without separators, letters in upper case. Addresses of
//! cryptocurrencies are the exception, their letter case carries meaning. No check allocates, and none looks at a
//! text longer than its kind can be.

mod alphabet;
pub(crate) mod bank;
pub(crate) mod card;
mod countries;
pub(crate) mod crypto;
mod date;
mod digits;
pub(crate) mod imei;
mod iso7064;
mod luhn;
pub(crate) mod mrz;
pub(crate) mod named;
pub(crate) mod national;
pub(crate) mod phone;
pub(crate) mod scheme;
mod verhoeff;
pub(crate) mod vin;
