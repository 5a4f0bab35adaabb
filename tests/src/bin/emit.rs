//! Prints what the core says to every case, one line each: the parity check compares it with the other languages.

use watchgate::{TextDetail, TextStyle};
use watchgate_tests::{Case, Failure, cases};

fn main() {
    for case in cases() {
        match lines(&case) {
            Ok(lines) => lines.iter().for_each(|line| println!("{line}")),
            Err(failure) => println!("{}", serde_json::json!({ "error": failure.to_json()["code"] })),
        }
    }
}

fn lines(case: &Case) -> Result<Vec<String>, Failure> {
    if matches!(case.kind.as_str(), "analysis" | "grade" | "risk") {
        return Ok(vec![case.report()?.to_json()]);
    }
    if case.kind == "report" {
        let report = case.report()?;
        let (markdown, text) = (report.to_markdown(), report.to_text(TextStyle::Plain, TextDetail::Overview));
        let lines = markdown.lines().chain(text.lines()).map(str::to_owned);
        return Ok([report.to_sarif()].into_iter().chain(lines).collect());
    }
    if case.kind == "scan" {
        return Ok(vec![case.scan()?.to_line()]);
    }
    if case.kind == "trace" {
        return Ok(vec![case.inspection()?]);
    }
    let guard = case.guard()?;
    let decide =
        |request: &watchgate::Exchange| serde_json::to_string(&guard.decide(&request.to_request())).unwrap();
    Ok(case.requests().iter().map(decide).collect())
}
