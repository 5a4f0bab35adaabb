//! Regular expressions of users, within limits.

use std::fmt;
use std::ops::Range;

use regex_automata::meta::Regex;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::Hir;

use super::error::Problem;

/// Bytes of a pattern.
const LENGTH: u32 = 4096;
/// Levels of groups, repetitions and classes.
const NESTING: u32 = 64;
/// Bytes of the automaton of one pattern. Where its states cannot be cached, each byte of a text costs what the automaton
/// weighs.
const SIZE: usize = 1024 * 1024;
/// Bytes of that of all patterns together.
const TOTAL: usize = 4 * 1024 * 1024;
/// Bytes that one search may fill with states that it saw.
const CACHE: usize = 1024 * 1024;

/// Bytes within which a match must show itself, twice: of a longer text one piece is searched at a time, so that a pattern
/// that looks far ahead does not look over all of it again behind each match.
const WINDOW: usize = 4096;
/// The same once the credit of a text is used up.
const NARROW: usize = 256;
/// Steps for each byte of a text that searches may look ahead behind matches. With `a(?:.*z)?` each match looks over the
/// rest of its piece for a `z`.
const CREDIT: usize = 64;
/// Bytes that a match has at most.
const LONGEST: usize = 64 * 1024;

/// Reads a pattern: bytes, and ASCII unless it says `(?u)`.
pub(super) fn parse(pattern: &str) -> Result<Hir, Problem> {
    if u32::try_from(pattern.len()).is_ok_and(|length| length > LENGTH) {
        return Err(Problem::Length { most: LENGTH });
    }
    let config = syntax::Config::new().unicode(false).utf8(false).nest_limit(NESTING);
    let parsed = syntax::parse_with(pattern, &config).map_err(|error| syntax_problem(pattern, &error))?;
    match parsed.properties().minimum_len() {
        Some(0) => Err(Problem::Empty),
        None => Err(Problem::Never),
        Some(_) => Ok(parsed),
    }
}

fn syntax_problem(pattern: &str, error: &regex_syntax::Error) -> Problem {
    let (reason, offset) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), error.span().start.offset),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), error.span().start.offset),
        _ => ("it cannot be read".to_owned(), 0),
    };
    let before = pattern.get(..offset).unwrap_or_default();
    Problem::Syntax { reason, character: before.chars().count() + 1 }
}

/// One pattern, compiled.
pub(super) struct Pattern {
    regex: Regex,
    /// How far a search looks ahead, where the pattern says so.
    longest: Option<usize>,
}

/// How far searches in one text may yet look ahead.
#[derive(Debug)]
pub(super) struct Credit(usize);

impl Credit {
    pub(super) const fn of(text: &[u8]) -> Self {
        Self(text.len().saturating_mul(CREDIT))
    }

    const fn window(&self) -> usize {
        if self.0 == 0 { NARROW } else { WINDOW }
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pattern").field("bytes", &self.regex.memory_usage()).finish()
    }
}

impl Pattern {
    pub(super) fn new(pattern: &Hir) -> Result<Self, Problem> {
        let config = config(SIZE).match_kind(MatchKind::LeftmostFirst);
        let regex = Regex::builder().configure(config).build_from_hir(pattern).map_err(|_| Problem::Size)?;
        Ok(Self { regex, longest: pattern.properties().maximum_len() })
    }

    /// Returns the first match from a place on.
    pub(super) fn find(&self, text: &[u8], at: usize, credit: &mut Credit) -> Option<Range<usize>> {
        let mut from = at;
        loop {
            let window = credit.window();
            let end = text.len().min(from.saturating_add(window));
            let is_last = end == text.len();
            let found = self.regex.search(&Input::new(text).span(from..end));
            if let Some(found) = &found {
                let ahead = end - found.end();
                credit.0 = credit.0.saturating_sub(self.longest.map_or(ahead, |longest| longest.min(ahead)));
            }
            from = match found {
                Some(found) if is_last => return Some(found.range()),
                Some(found) if found.start() - from <= window / 2 => {
                    return Some(self.longer(text, found.range(), end));
                }
                // It may be cut off: it gets a piece of its own.
                Some(found) => found.start(),
                None if is_last => return None,
                None => from + window / 2,
            };
        }
    }

    /// Returns the whole of a match that goes on behind the piece that was searched.
    fn longer(&self, text: &[u8], found: Range<usize>, mut end: usize) -> Range<usize> {
        let most = text.len().min(found.start.saturating_add(LONGEST));
        let mut longest = found;
        while longest.end == end && end < most {
            end = most.min(longest.start + (end - longest.start) * 2);
            let input = Input::new(text).span(longest.start..end).anchored(Anchored::Yes);
            match self.regex.search(&input) {
                Some(found) => longest = found.range(),
                None => break,
            }
        }
        longest
    }
}

/// Several patterns that are looked for at once.
pub(super) struct Patterns {
    regex: Regex,
}

impl fmt::Debug for Patterns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, bytes) = (self.regex.pattern_len(), self.regex.memory_usage());
        f.debug_struct("Patterns").field("count", &count).field("bytes", &bytes).finish()
    }
}

impl Patterns {
    pub(super) fn new(patterns: &[Hir]) -> Result<Self, Problem> {
        let config = config(TOTAL).match_kind(MatchKind::All);
        let regex = Regex::builder().configure(config).build_many_from_hir(patterns);
        Ok(Self { regex: regex.map_err(|_| Problem::TotalSize)? })
    }

    /// Hands out the numbers of those that match anywhere.
    pub(super) fn matching(&self, text: &[u8], mut one: impl FnMut(usize)) {
        if !self.regex.is_match(text) {
            return;
        }
        let mut set = regex_automata::PatternSet::new(self.regex.pattern_len());
        self.regex.which_overlapping_matches(&Input::new(text), &mut set);
        set.iter().for_each(|pattern| one(pattern.as_usize()));
    }
}

fn config(size: usize) -> regex_automata::meta::Config {
    Regex::config()
        .utf8_empty(false)
        .which_captures(WhichCaptures::Implicit)
        .nfa_size_limit(Some(size))
        .hybrid_cache_capacity(CACHE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(pattern: &str) -> Result<Pattern, Problem> {
        parse(pattern).and_then(|parsed| Pattern::new(&parsed))
    }

    fn all(own: &str, text: &str) -> Vec<(usize, usize)> {
        let own = pattern(own).unwrap();
        let mut found = Vec::new();
        let mut at = 0;
        let mut credit = Credit::of(text.as_bytes());
        while let Some(range) = own.find(text.as_bytes(), at, &mut credit) {
            at = range.end;
            found.push((range.start, range.end));
        }
        found
    }

    #[test]
    fn is_ascii_unless_it_asks_for_more() {
        assert_eq!(all(r"\d+", "١٢ 12"), [(5, 7)]);
        assert_eq!(all(r"(?u)\d+", "١٢ 12"), [(0, 4), (5, 7)]);
        assert_eq!(all(r"(?i)größe", "GRößE"), [(0, 7)]);
        assert_eq!(all(r"(?u)\p{Lu}+", "aÄß"), [(1, 3)]);
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, expected) in [
            (r"EMP-(\d", 5),
            ("a{2,1}", 2),
            (r"(?=a)", 1),
            (r"\p{Nope}", 1),
            ("é)", 2),
            (r"(?u)é[\p{Nope}]", 7),
            (r"(a)\1", 4),
        ] {
            let Err(Problem::Syntax { reason, character }) = parse(text) else { panic!("{text}") };
            assert_eq!(character, expected, "{text}: {reason}");
            assert!(!reason.contains('\n') && !reason.is_empty());
        }
    }

    #[test]
    fn refuses_what_matches_nothing_or_never() {
        for text in ["", "a*", "(a|)", "^$", r"\b", "a{0}", "(?:)", "x?y?"] {
            assert_eq!(parse(text), Err(Problem::Empty), "{text}");
        }
        for text in [r"[a&&b]", r"[^\x00-\xff]"] {
            assert_eq!(parse(text), Err(Problem::Never), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_too_large_in_little_time() {
        for text in [
            "(a{1000}){1000}",
            "((a{100}){100}){100}",
            "(((((((a{9}){9}){9}){9}){9}){9}){9}){9}",
            r"(?u)\w{200}",
            "[a-z]{1000000}",
            "(?:a?){4294967295}b",
        ] {
            assert_eq!(pattern(text).err(), Some(Problem::Size), "{text}");
        }
        assert_eq!(parse(&"a".repeat(4097)), Err(Problem::Length { most: LENGTH }));
        assert!(matches!(parse(&"(".repeat(4096)), Err(Problem::Syntax { .. })));
        assert!(matches!(
            parse(&format!("{}a{}", "(".repeat(100), ")".repeat(100))),
            Err(Problem::Syntax { .. })
        ));
        assert!(pattern(&"[a-z]".repeat(800)).is_ok());
        assert!(pattern(r"(?u)\b\p{L}{2,12}\b").is_ok());
    }

    #[test]
    fn finds_in_long_texts_what_it_finds_in_short_ones() {
        let gap = ".".repeat(WINDOW / 2 + 100);
        let text = format!("EMP-1{gap}EMP-22{gap}{gap}{gap}EMP-333 EMP-4");
        let found: Vec<&str> =
            all(r"\bEMP-\d+\b", &text).into_iter().filter_map(|(start, end)| text.get(start..end)).collect();
        assert_eq!(found, ["EMP-1", "EMP-22", "EMP-333", "EMP-4"]);
        // The ends of a piece are no ends of the text.
        assert!(all(r"^EMP-22|EMP-22$|EMP-1$", &text).is_empty());
        for before in [WINDOW / 2 - 5, WINDOW / 2, WINDOW - 10, WINDOW - 5, WINDOW, WINDOW + 5] {
            let text = format!("{}EMP-123456{gap}", " ".repeat(before));
            assert_eq!(all(r"\bEMP-\d{6}\b", &text), [(before, before + 10)]);
        }
    }

    #[test]
    fn takes_the_whole_of_a_long_match_and_no_more() {
        let text = format!("id {} end", "x".repeat(10_000));
        assert_eq!(all(r"\bx+", &text), [(3, 10_003)]);
        let longer = "x".repeat(100_000);
        assert_eq!(all("x+", &longer), [(0, LONGEST), (LONGEST, 100_000)]);
        // It begins to match too far behind its start.
        assert!(
            all("begin[^z]*z", &format!("begin{}z{}", " ".repeat(WINDOW), " ".repeat(WINDOW))).is_empty()
        );
    }

    #[test]
    fn does_not_look_over_all_of_a_text_again_behind_each_match() {
        // Each `a` could go on to a `z` that is nowhere.
        let text = "a".repeat(100_000);
        assert_eq!(all("a(?:.*z)?", &text).len(), 100_000);
        let mut credit = Credit::of(text.as_bytes());
        let own = pattern("a(?:.*z)?").unwrap();
        for at in 0..text.len() / 20 {
            assert_eq!(own.find(text.as_bytes(), at, &mut credit), Some(at..at + 1));
        }
        assert_eq!(credit.window(), NARROW);
        // Where a match can only be short, no search looks far.
        let mut credit = Credit::of(text.as_bytes());
        let own = pattern("a{1,3}").unwrap();
        for at in 0..text.len() / 20 {
            own.find(text.as_bytes(), at, &mut credit);
        }
        assert_eq!(credit.window(), WINDOW);
    }

    #[test]
    fn stands_texts_that_make_states_without_end() {
        let own = r"[ab]*a[ab]{60}c";
        let text: String = (0..4_000_u32).map(|n| if (n * n / 7) % 3 == 0 { 'a' } else { 'b' }).collect();
        assert!(all(own, &text).is_empty());
    }
}
