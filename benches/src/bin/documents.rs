//! Writes made-up documents, in JSON and in YAML: `documents FOLDER MEGABYTES...`.

use std::path::Path;
use std::process::ExitCode;

use watchgate_benches::{Notation, sized_document};

fn main() -> std::io::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((folder, sizes)) = arguments.split_first() else { return Ok(ExitCode::from(2)) };
    for size in sizes {
        let Ok(megabytes) = size.parse() else { return Ok(ExitCode::from(2)) };
        for (notation, ending) in [(Notation::Json, "json"), (Notation::Yaml, "yaml")] {
            let path = Path::new(folder).join(format!("generated-{megabytes}MB.{ending}"));
            std::fs::write(path, sized_document(megabytes, notation))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
