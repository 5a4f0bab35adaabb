//! Scripts in Markdown, as far as a browser would run them.

use rustc_hash::FxHashMap;

/// How the events of HTML and SVG begin.
const EVENTS: [&str; 30] = [
    "abort",
    "after",
    "animation",
    "before",
    "begin",
    "blur",
    "can",
    "change",
    "click",
    "copy",
    "cut",
    "dbl",
    "drag",
    "drop",
    "end",
    "error",
    "focus",
    "hash",
    "input",
    "key",
    "load",
    "mouse",
    "page",
    "paste",
    "play",
    "pointer",
    "scroll",
    "submit",
    "toggle",
    "touch",
];

/// What of a text a browser would run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Element,
    Handler,
    Url,
}

impl Script {
    /// Returns what a person calls it, with its article.
    pub(super) const fn describe(self) -> &'static str {
        match self {
            Self::Element => "a `<script>` element",
            Self::Handler => "an event handler",
            Self::Url => "a `javascript:` URL",
        }
    }
}

/// Returns the first script of a text. What is shown as code is none.
pub(super) fn script(text: &str) -> Option<Script> {
    if memchr::memchr(b'<', text.as_bytes()).is_none()
        && memchr::memmem::find(text.as_bytes(), b"](").is_none()
    {
        return None;
    }
    let text = without_code(text).to_ascii_lowercase();
    if let Some(script) = links(&text) {
        return Some(script);
    }
    // A browser runs an element only when it ends.
    let last_end = memchr::memmem::rfind(text.as_bytes(), b"</script").unwrap_or(0);
    let mut rest = text.as_str();
    while let Some(start) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = rest.get(start + 1..)?;
        let (found, read) = tag(rest);
        let is_open = found == Some(Script::Element) && text.len() - rest.len() > last_end;
        if found.is_some() && !is_open {
            return found;
        }
        rest = rest.get(read..)?;
    }
    None
}

/// Finds a Markdown link that runs a script.
fn links(text: &str) -> Option<Script> {
    let mut ends = memchr::memmem::find_iter(text.as_bytes(), b"](");
    let runs = ends.any(|at| {
        let target = text.get(at + 2..).unwrap_or_default().trim_start_matches([' ', '<']);
        target.starts_with("javascript:")
    });
    runs.then_some(Script::Url)
}

/// Reads what stands behind a `<`, up to the `>`, and returns how far it has read.
fn tag(text: &str) -> (Option<Script>, usize) {
    let name = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let behind = text.as_bytes().get(name);
    let is_ended = behind.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    if name == 0 || !is_ended {
        return (None, name);
    }
    if text.get(..name) == Some("script") {
        return (Some(Script::Element), name);
    }
    attributes(text, name)
}

/// Reads the attributes of a tag. The tag counts only if it ends.
fn attributes(text: &str, start: usize) -> (Option<Script>, usize) {
    let bytes = text.as_bytes();
    let skip = |from: usize, passes: &dyn Fn(u8) -> bool| {
        bytes.iter().skip(from).take_while(|byte| passes(**byte)).count() + from
    };
    let mut at = start;
    let mut found = None;
    loop {
        at = skip(at, &|byte| byte.is_ascii_whitespace() || byte == b'/');
        match bytes.get(at) {
            Some(b'>') => return (found, at),
            None | Some(b'<') => return (None, at),
            Some(_) => {}
        }
        let name_end =
            skip(at + 1, &|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/' | b'<'));
        let name = text.get(at..name_end).unwrap_or_default();
        at = skip(name_end, &|byte| byte.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        at = skip(at + 1, &|byte| byte.is_ascii_whitespace());
        let (value_start, value_end) = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => (at + 1, skip(at + 1, &|byte| byte != quote)),
            _ => (at, skip(at, &|byte| !byte.is_ascii_whitespace() && byte != b'>')),
        };
        let value = text.get(value_start..value_end).unwrap_or_default();
        at = if value_start > at { value_end + 1 } else { value_end };
        found = found.or_else(|| attribute(name, value));
    }
}

fn attribute(name: &str, value: &str) -> Option<Script> {
    let event = name.strip_prefix("on").unwrap_or_default();
    if EVENTS.iter().any(|known| event.starts_with(known)) && !value.trim().is_empty() {
        return Some(Script::Handler);
    }
    let is_target = matches!(name, "href" | "src" | "action" | "formaction" | "data" | "xlink:href");
    (is_target && value.trim_start().starts_with("javascript:")).then_some(Script::Url)
}

/// Removes fenced and indented blocks and spans of code (CommonMark 0.31, sections 4.4, 4.5 and 6.1).
fn without_code(text: &str) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut fence: Option<char> = None;
    let mut is_block_possible = true;
    for line in text.lines() {
        let trimmed = line.trim_start();
        let mark = ['`', '~'].into_iter().find(|mark| trimmed.chars().take_while(|c| c == mark).count() >= 3);
        if let Some(open) = fence {
            if mark == Some(open) {
                fence = None;
            }
            continue;
        }
        if mark.is_some() {
            fence = mark;
            continue;
        }
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        if !(is_indented && is_block_possible) {
            push_without_spans(&mut rest, line);
            rest.push('\n');
            is_block_possible = trimmed.is_empty();
        }
    }
    rest
}

/// Copies a line without what stands between two equal runs of backticks.
fn push_without_spans(rest: &mut String, line: &str) {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in memchr::memchr_iter(b'`', line.as_bytes()) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    let mut closing = vec![None; runs.len()];
    let mut next_of_length: FxHashMap<usize, usize> = FxHashMap::default();
    for (index, (_, length)) in runs.iter().enumerate().rev() {
        if let Some(slot) = closing.get_mut(index) {
            *slot = next_of_length.insert(*length, index);
        }
    }
    let (mut copied, mut index) = (0, 0);
    while let Some((start, _)) = runs.get(index) {
        let end = closing.get(index).copied().flatten();
        if let Some((close, length)) = end.and_then(|end| runs.get(end)) {
            rest.push_str(line.get(copied..*start).unwrap_or_default());
            copied = close + length;
        }
        index = end.unwrap_or(index) + 1;
    }
    rest.push_str(line.get(copied..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_browser_would_run() {
        for (text, expected) in [
            ("Hello <script>alert(1)</script>", Script::Element),
            ("<SCRIPT src=//evil.test/x.js></SCRIPT>", Script::Element),
            ("<img src=x onerror=alert(1)>", Script::Handler),
            ("<svg/onload='alert(1)'>", Script::Handler),
            ("<a title=\"a > b\" onclick = \"go()\">", Script::Handler),
            ("<a href=\"javascript:go()\">x</a>", Script::Url),
            ("[x](javascript:go())", Script::Url),
            ("stray ` backtick <script></script>", Script::Element),
            ("`a` <script> `b` </script>", Script::Element),
            ("text\n    <script></script> is a lazy line", Script::Element),
        ] {
            assert_eq!(script(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn leaves_out_code_and_other_markup() {
        for text in [
            "Send `<script>` and it is escaped",
            "``a ` <script>``",
            "```html\n<script>alert(1)</script>\n```",
            "~~~\n<script>\n```\n<script>\n~~~",
            "Example:\n\n    <script>\n    </script>\n",
            "List<string> once=1 onload=2 <b>bold</b> a < b",
            "<a title='onclick=1' href='https://example.com'>",
            "<a onclick>",
            "<prescription onset=>",
            "see [javascript: the good parts](https://example.com)",
            "&lt;script&gt; and <scripting>",
            "<img src=x onerror=alert(1)",
            "runs \"<module>.<script>\" and returns",
        ] {
            assert_eq!(script(text), None, "{text}");
        }
    }

    #[test]
    fn stays_linear_in_hostile_texts() {
        for piece in ["<a ", "<a x=\"", "`", "``` ` ", "](", "<", "<a x='\"<a x=\"'"] {
            assert_eq!(script(&piece.repeat(50_000)), None, "{piece}");
        }
        let runs: String = (1..600).map(|length| format!("{} ", "`".repeat(length))).collect();
        assert_eq!(script(&format!("{runs}<b>")), None);
    }
}
