//! Scans bodies, and prints what is found: a JSON string in each line in, a JSON array of detections in each line out.

use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

use watchgate::Scanner;

fn main() -> io::Result<ExitCode> {
    let scanner = Scanner::default();
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let Ok(body) = serde_json::from_str::<String>(&line?) else { return Ok(ExitCode::from(2)) };
        serde_json::to_writer(&mut output, &scanner.scan(body.as_bytes()))?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}
