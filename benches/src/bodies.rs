//! Bodies that `python -m sensitive.speed FOLDER` writes.

use std::fs;
use std::io;
use std::path::Path;

/// Returns the bodies of a file, one of each line.
///
/// # Errors
/// When the file cannot be read.
pub fn bodies(folder: &Path, name: &str) -> io::Result<Vec<Vec<u8>>> {
    let text = fs::read(folder.join(format!("{name}.jsonl")))?;
    Ok(text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec).collect())
}

/// The files that are there.
pub const SETS: [&str; 6] = ["clean", "dense", "sensitive", "small", "clean-list", "dense-list"];
