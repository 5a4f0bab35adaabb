//! Documents of version 3.1: made of bytes, read, analysed by every rule and reported.

#![no_main]

use libfuzzer_sys::fuzz_target;
use watchgate_fuzz::{Version, check_version};

fuzz_target!(|bytes: &[u8]| check_version(Version::Three1, bytes));
