//! Lines of stack traces.

/// Lines that one language has to have before they are a stack trace.
const ENOUGH: usize = 2;

/// A language by its stack traces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Java,
    DotNet,
    Node,
    Python,
    Php,
    Ruby,
    Go,
    Rust,
}

impl Language {
    const COUNT: usize = 8;

    /// Returns its name as sentences have it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Java => "Java",
            Self::DotNet => ".NET",
            Self::Node => "Node.js",
            Self::Python => "Python",
            Self::Php => "PHP",
            Self::Ruby => "Ruby",
            Self::Go => "Go",
            Self::Rust => "Rust",
        }
    }

    /// Tells whether one line is enough, because nothing else is written so.
    const fn is_plain(self) -> bool {
        matches!(self, Self::Go | Self::Rust)
    }
}

/// Returns the language of a stack trace and its first line. In JSON, lines end with the escape `\n` or with the string, in
/// HTML with `<br>`.
pub(super) fn stack_trace(body: &[u8]) -> Option<(Language, &[u8])> {
    let mut first: [Option<&[u8]>; Language::COUNT] = [None; Language::COUNT];
    let mut counts = [0; Language::COUNT];
    for line in Lines(Some(body)) {
        let Some(language) = language(line) else { continue };
        let (Some(count), Some(begun)) =
            (counts.get_mut(language as usize), first.get_mut(language as usize))
        else {
            continue;
        };
        *count += 1;
        let begun = *begun.get_or_insert(line);
        if *count >= ENOUGH || language.is_plain() {
            return Some((language, begun));
        }
    }
    None
}

/// Returns the language whose stack traces have such a line.
fn language(line: &[u8]) -> Option<Language> {
    let line = trimmed(line);
    match line {
        [b'a', b't', b' ', call @ ..] => of_call(call),
        [b'F', b'i', b'l', b'e', b' ', b'"' | b'\\', rest @ ..] => {
            has_number_behind(rest, b", line ").then_some(Language::Python)
        }
        [b'#', b'0'..=b'9', ..] => {
            let is_frame = has_number_behind(line, b".php(") || line.ends_with(b"{main}");
            is_frame.then_some(Language::Php)
        }
        _ if line.starts_with(b"goroutine ") => has(line, b" [").then_some(Language::Go),
        _ if has(line, b"panicked at ") && has_number_behind(line, b".rs:") => Some(Language::Rust),
        _ if has_number_behind(line, b".rb:") && has(line, b":in ") => Some(Language::Ruby),
        _ => None,
    }
}

/// Returns the language whose stack traces have such a call behind `at`.
fn of_call(call: &[u8]) -> Option<Language> {
    let (name, place) = match call.iter().position(|byte| *byte == b'(') {
        Some(open) => call.split_at_checked(open)?,
        None => (call, call),
    };
    // What follows belongs to the page or the list that the line is in.
    let place = match place {
        [b'(', ..] => place.iter().position(|byte| *byte == b')').and_then(|end| place.get(..=end))?,
        _ => place.split(|byte| matches!(byte, b'<' | b'"' | b' ')).next()?,
    };
    const JVM: [&[u8]; 4] = [b".java:", b".kt:", b".scala:", b".groovy:"];
    if JVM.iter().any(|end| has_number_behind(place, end))
        || has(place, b"(Native Method)")
        || has(place, b"(Unknown Source)")
    {
        return Some(Language::Java);
    }
    if has_number_behind(call, b":line ") {
        return Some(Language::DotNet);
    }
    if is_script(place) {
        return Some(Language::Node);
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"._`<>$[]+,".contains(byte);
    let is_method = name.contains(&b'.') && name.iter().all(is_name);
    (is_method && place.ends_with(b")")).then_some(Language::DotNet)
}

/// Tells whether a place ends with a line and a column: `/app/index.js:10:5`.
fn is_script(place: &[u8]) -> bool {
    let place = place.strip_suffix(b")").unwrap_or(place);
    let mut ends = place.rsplitn(3, |byte| *byte == b':');
    let is_number = |part: Option<&[u8]>| {
        part.is_some_and(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
    };
    let is_file = |file: &[u8]| file.iter().any(|byte| matches!(byte, b'/' | b'\\')) || has(file, b"node:");
    is_number(ends.next()) && is_number(ends.next()) && ends.next().is_some_and(is_file)
}

fn has(line: &[u8], text: &[u8]) -> bool {
    memchr::memmem::find(line, text).is_some()
}

fn has_number_behind(line: &[u8], text: &[u8]) -> bool {
    let mut places = memchr::memmem::find_iter(line, text);
    places.any(|at| line.get(at + text.len()).is_some_and(u8::is_ascii_digit))
}

/// Takes off what stands before a line of a trace, and behind it.
fn trimmed(line: &[u8]) -> &[u8] {
    const BEFORE: [&[u8]; 8] = [b" ", b"\t", b"\\t", b"&nbsp;", b"\"", b"[", b">", b","];
    let mut line = line.trim_ascii_end();
    while let Some(rest) = line.strip_suffix(b"\"").or(line.strip_suffix(b"\\r")) {
        line = rest;
    }
    while let Some(rest) = BEFORE.iter().find_map(|own| line.strip_prefix(*own)) {
        line = rest;
    }
    line
}

/// The lines of a body, however they are written.
struct Lines<'b>(Option<&'b [u8]>);

impl<'b> Iterator for Lines<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        let rest = self.0?;
        let is_end = |(at, byte): (usize, &u8)| {
            let length = match (byte, rest.get(at + 1..).unwrap_or_default()) {
                (b'\n', _) => 1,
                (b'\\', [b'n', ..]) | (b'"', [b',' | b':', b'"', ..]) => 2,
                (b'"', [b',' | b':', b' ', b'"', ..]) => 3,
                (b'[', [b'"', ..]) => 1,
                (b'<', [b'b' | b'B', b'r' | b'R', ..]) => 3,
                _ => return None,
            };
            Some((at, at + length))
        };
        let end = rest.iter().enumerate().find_map(is_end);
        let (line, rest) = match end {
            Some((end, next)) => (rest.get(..end), rest.get(next..)),
            None => (Some(rest), None),
        };
        self.0 = rest;
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_stack_traces_of_languages() {
        for (body, expected) in [
            ("x\n\tat a.b.C.run(C.java:12)\n\tat java.base/java.lang.Thread.run(Thread.java:833)", "Java"),
            (r#"{"trace":"at a.B.c(B.kt:1)\n\tat a.B.d(Unknown Source)"}"#, "Java"),
            (
                "   at Shop.Api.Get(Int32 id) in C:\\src\\Api.cs:line 4\r\n   at Shop.Api.<Run>d__1.MoveNext()",
                ".NET",
            ),
            (
                "<pre>Error: x<br> &nbsp; &nbsp;at f (/app/a.js:1:2)<br> &nbsp; &nbsp;at /app/b.js:3:4</pre>",
                "Node.js",
            ),
            (r#"{"stack": ["at f (/app/a.js:1:2)", "at new G (node:internal/x:3:4)"]}"#, "Node.js"),
            ("  File \"/app/a.py\", line 3, in f\n    x()\n  File \"/app/b.py\", line 4, in g", "Python"),
            (
                r#""  File \"/app/a.py\", line 3, in f\n    x()\n  File \"/app/b.py\", line 4, in g""#,
                "Python",
            ),
            ("#0 /srv/a.php(12): f()\n#1 {main}", "PHP"),
            ("[\"app/a.rb:1:in `f'\",\"app/b.rb:2:in 'G#h'\"]", "Ruby"),
            ("goroutine 7 [running]:\nmain.f()", "Go"),
            ("thread 'main' panicked at src/main.rs:4:5:", "Rust"),
        ] {
            let found = stack_trace(body.as_bytes()).map(|(language, _)| language.as_str());
            assert_eq!(found, Some(expected), "{body}");
        }
    }

    #[test]
    fn passes_over_single_lines_and_what_only_looks_alike() {
        for body in [
            "at f (/app/a.js:1:2)",
            r#"["at 10:30:05","at 11:30:05"]"#,
            "meet me at shop.example (see map)\nor at home (see map)",
            "#1 of 3\n#2 of 3",
            "File a.txt, line 3\nFile b.txt, line 4",
            "the goroutine panicked at noon",
            "",
        ] {
            assert_eq!(stack_trace(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn stays_linear() {
        let body = "at ".repeat(300_000);
        assert_eq!(stack_trace(body.as_bytes()), None);
        let body = "\\".repeat(1_000_000);
        assert_eq!(stack_trace(body.as_bytes()), None);
    }
}
