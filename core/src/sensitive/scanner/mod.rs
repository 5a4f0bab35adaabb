//! Sensitive values in bodies, texts, headers and queries.

mod address;
mod bytes;
mod groups;
mod hint;
mod json;
mod kind;
