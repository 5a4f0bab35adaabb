//! Prints the document that a target makes of an input: `document spec_3_1 FILE`.

use std::io::Write;

use watchgate_fuzz::{Version, document};

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [target, file] = arguments.as_slice() else {
        return Err(std::io::Error::other("usage: document TARGET FILE"));
    };
    let version = match target.as_str() {
        "spec_2" => Version::Two,
        "spec_3_0" => Version::Three0,
        "spec_3_1" => Version::Three1,
        "spec_3_2" => Version::Three2,
        _ => return Err(std::io::Error::other("no target over a version")),
    };
    std::io::stdout().write_all(&document(version, &std::fs::read(file)?))
}
