//! Writes recorded traffic of every format with the document of its API: `exchanges FOLDER MEGABYTES OTHERS`.
//!
//! The native file has `MEGABYTES`, the others `OTHERS`. Prints the name and the number of records of each.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use watchgate_benches::{FILES, shop};

const OPERATIONS: usize = 1_000;

fn main() -> std::io::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, native, others] = arguments.as_slice() else { return Ok(ExitCode::from(2)) };
    let (Ok(native), Ok(others)) = (native.parse::<u64>(), others.parse::<u64>()) else {
        return Ok(ExitCode::from(2));
    };
    let folder = Path::new(folder);
    fs::write(folder.join("shop.json"), shop(OPERATIONS).to_string())?;
    for own in FILES {
        let megabytes = if own.name == FILES[0].name { native } else { others };
        let file = fs::File::create(folder.join(own.name))?;
        let count = own.write(OPERATIONS, megabytes * 1_000_000, file)?;
        println!("{} {count}", own.name);
    }
    Ok(ExitCode::SUCCESS)
}
