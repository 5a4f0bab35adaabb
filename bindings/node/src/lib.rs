//! The native half of the npm package `watchgate`: handles, scalars and bytes in and out. The half in JavaScript gives
//! it its face; both together hold no logic of their own.

pub mod api;
mod decision;
pub mod errors;
pub mod guard;
pub mod rules;
pub mod scanner;
mod traffic;
