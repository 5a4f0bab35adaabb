//! Documents: read, analysed and reported alike twice, with places that are in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use watchgate_fuzz::check;

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
});
