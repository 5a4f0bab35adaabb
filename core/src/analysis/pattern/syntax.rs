//! The syntax tree of an expression.

use super::class::Class;
use super::error::PatternError;
use super::group::{Frame, GroupKind};

/// A node's number. Children come before those who hold them.
pub(super) type TermId = u32;

/// A piece of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    Class(Class),
    /// `^`
    Start,
    /// `$`
    End,
    /// A test that reads nothing, or that depends on what was read: a look around, the edge of a word, a reference back.
    Test,
    Sequence(Vec<TermId>),
    Alternatives(Vec<TermId>),
    Repeat {
        term: TermId,
        least: u32,
        /// None is without end.
        most: Option<u32>,
    },
}

/// An expression that was read.
#[derive(Debug)]
pub(super) struct Syntax {
    /// The last one is the whole.
    pub(super) terms: Vec<Term>,
}

impl Syntax {
    pub(super) fn parse(text: &str) -> Result<Self, PatternError> {
        let ends_like_one =
            text.ends_with("$/") || text.trim_end_matches(['g', 'i', 'm', 's', 'u']).ends_with("$/");
        if text.starts_with("/^") && ends_like_one {
            return Err(PatternError::Delimiters);
        }
        let mut parser =
            Parser { rest: text.chars().collect(), at: 0, terms: Vec::new(), frames: vec![Frame::whole()] };
        while parser.peek().is_some() {
            parser.read_term()?;
        }
        parser.finish()
    }
}

#[derive(Debug)]
struct Parser {
    rest: Vec<char>,
    at: usize,
    terms: Vec<Term>,
    /// The groups that are open, and the whole below them.
    frames: Vec<Frame>,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += 1;
        Some(character)
    }

    /// Passes over a text if it is next.
    fn takes(&mut self, text: &str) -> bool {
        let is_next = text.chars().zip(self.at..).all(|(c, at)| self.rest.get(at) == Some(&c));
        if is_next {
            self.at += text.chars().count();
        }
        is_next
    }

    fn push(&mut self, term: Term) -> TermId {
        self.terms.push(term);
        u32::try_from(self.terms.len() - 1).unwrap_or(u32::MAX)
    }

    fn add(&mut self, term: Term) {
        let id = self.push(term);
        if let Some(frame) = self.frames.last_mut() {
            frame.add(id);
        }
    }

    fn read_term(&mut self) -> Result<(), PatternError> {
        let Some(character) = self.next() else { return Ok(()) };
        match character {
            '(' => return self.open_group(),
            ')' => return self.close_group(),
            '|' => {
                self.end_alternative();
                return Ok(());
            }
            '^' => self.add(Term::Start),
            '$' => self.add(Term::End),
            '*' | '+' | '?' => return Err(PatternError::NothingToRepeat),
            '{' if self.counts().is_some() => return Err(PatternError::NothingToRepeat),
            '.' => self.add(Term::Class(Class::dot())),
            '[' => {
                let class = self.read_class()?;
                self.add(Term::Class(class));
            }
            '\\' => {
                let term = self.read_escape()?;
                self.add(term);
            }
            literal => self.add(Term::Class(Class::one(literal))),
        }
        self.read_quantifier()
    }

    fn open_group(&mut self) -> Result<(), PatternError> {
        let kind = GroupKind::read(&self.rest, &mut self.at)?;
        self.frames.push(Frame::new(kind));
        Ok(())
    }

    fn close_group(&mut self) -> Result<(), PatternError> {
        let Some(frame) = self.frames.pop().filter(|_| !self.frames.is_empty()) else {
            return Err(PatternError::UnopenedGroup);
        };
        let kind = frame.kind;
        let content = self.close(frame);
        // What a look around tests is no part of the text.
        let term = if kind == GroupKind::Look { Term::Test } else { Term::Sequence(vec![content]) };
        self.add(term);
        self.read_quantifier()
    }

    fn end_alternative(&mut self) {
        let Some(terms) = self.frames.last_mut().map(Frame::take) else { return };
        let sequence = self.push(Term::Sequence(terms));
        if let Some(frame) = self.frames.last_mut() {
            frame.alternatives.push(sequence);
        }
    }

    /// Makes one term of what a group holds.
    fn close(&mut self, mut frame: Frame) -> TermId {
        let terms = frame.take();
        let last = self.push(Term::Sequence(terms));
        if frame.alternatives.is_empty() {
            return last;
        }
        frame.alternatives.push(last);
        self.push(Term::Alternatives(frame.alternatives))
    }

    fn finish(mut self) -> Result<Syntax, PatternError> {
        let Some(frame) = self.frames.pop().filter(|_| self.frames.is_empty()) else {
            return Err(PatternError::OpenGroup);
        };
        let whole = self.close(frame);
        self.push(Term::Sequence(vec![whole]));
        Ok(Syntax { terms: self.terms })
    }

    /// Reads the quantifier behind a term, if there is one.
    fn read_quantifier(&mut self) -> Result<(), PatternError> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let Some((least, most, length)) = self.counts() else {
                    // Without numbers the brace is a character like others.
                    self.at -= 1;
                    return Ok(());
                };
                self.at += length - 1;
                (least, most)
            }
            _ => return Ok(()),
        };
        self.at += 1;
        if most.is_some_and(|most| most < least) {
            return Err(PatternError::WrongOrder);
        }
        if self.peek() == Some('?') {
            self.at += 1;
        }
        let Some(term) = self.frames.last_mut().and_then(Frame::pop) else {
            return Err(PatternError::NothingToRepeat);
        };
        if matches!(self.terms.get(term as usize), Some(Term::Start | Term::End)) {
            return Err(PatternError::NothingToRepeat);
        }
        self.add(Term::Repeat { term, least, most });
        Ok(())
    }

    /// Reads `2}`, `2,}` or `2,3}`, with its length, and passes over nothing.
    fn counts(&self) -> Option<(u32, Option<u32>, usize)> {
        let end = self.rest.iter().skip(self.at).take(24).position(|c| *c == '}')?;
        let inside: String = self.rest.iter().skip(self.at).take(end).collect();
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| digits.parse().unwrap_or(u32::MAX))
        };
        let (least, most) = match inside.split_once(',') {
            None => (number(&inside)?, Some(number(&inside)?)),
            Some((least, "")) => (number(least)?, None),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
        };
        Some((least, most, end + 1))
    }

    /// Reads what follows a backslash outside a class.
    fn read_escape(&mut self) -> Result<Term, PatternError> {
        match self.next() {
            None => Err(PatternError::TrailingBackslash),
            Some('A' | 'Z' | 'z') => Err(PatternError::ForeignAnchor),
            Some('b' | 'B') => Ok(Term::Test),
            Some('1'..='9') => {
                while self.peek().is_some_and(|c| c.is_ascii_digit()) {
                    self.at += 1;
                }
                Ok(Term::Test)
            }
            Some('k') if self.peek() == Some('<') => {
                while self.next().is_some_and(|c| c != '>') {}
                Ok(Term::Test)
            }
            Some(letter) => Ok(Term::Class(self.escaped(letter))),
        }
    }

    /// Returns what a letter behind a backslash stands for.
    fn escaped(&mut self, letter: char) -> Class {
        if let Some(class) = Class::of_letter(letter) {
            return class;
        }
        let character = match letter {
            'p' | 'P' if self.peek() == Some('{') => return self.read_property(letter),
            't' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            '0' => '\0',
            'x' => return self.read_hexadecimal(2).map_or_else(|| Class::one('x'), Class::of_code),
            'u' => return self.read_code_point().map_or_else(|| Class::one('u'), Class::of_code),
            'c' => {
                let control = self.next().map_or(0, |c| u32::from(c) % 32);
                char::from_u32(control).unwrap_or('c')
            }
            other => other,
        };
        Class::one(character)
    }

    fn read_property(&mut self, letter: char) -> Class {
        self.at += 1;
        let name: String = std::iter::from_fn(|| self.next().filter(|c| *c != '}')).collect();
        let class = Class::of_property(&name);
        // Of a property that is not known nothing is claimed, nor of what it leaves out.
        if letter == 'P' && !class.ranges().is_empty() { class.complement() } else { class }
    }

    /// Reads what follows `\u`. Two halves of a surrogate pair are one character.
    fn read_code_point(&mut self) -> Option<u32> {
        if self.takes("{") {
            let digits: String = std::iter::from_fn(|| self.next().filter(|c| *c != '}')).take(8).collect();
            return u32::from_str_radix(&digits, 16).ok();
        }
        let first = self.read_hexadecimal(4)?;
        let start = self.at;
        if (0xD800..0xDC00).contains(&first)
            && self.takes("\\u")
            && let Some(second @ 0xDC00..0xE000) = self.read_hexadecimal(4)
        {
            return Some(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00));
        }
        self.at = start;
        Some(first)
    }

    fn read_hexadecimal(&mut self, length: usize) -> Option<u32> {
        let digits: String = self.rest.iter().skip(self.at).take(length).collect();
        let code = u32::from_str_radix(&digits, 16).ok().filter(|_| digits.chars().count() == length)?;
        self.at += length;
        Some(code)
    }

    fn read_class(&mut self) -> Result<Class, PatternError> {
        let is_negated = self.takes("^");
        let mut ranges = Vec::new();
        loop {
            let first = match self.next() {
                None => return Err(PatternError::OpenClass),
                Some(']') => break,
                Some('[') if self.is_posix() => return Err(PatternError::PosixClass),
                Some(character) => self.class_atom(character)?,
            };
            let is_range = self.peek() == Some('-') && self.rest.get(self.at + 1).is_some_and(|c| *c != ']');
            let Some(from) = single(&first).filter(|_| is_range) else {
                ranges.extend_from_slice(first.ranges());
                continue;
            };
            self.at += 1;
            let Some(character) = self.next() else { return Err(PatternError::OpenClass) };
            let last = self.class_atom(character)?;
            match single(&last) {
                Some(to) if from > to => return Err(PatternError::WrongOrder),
                Some(to) => ranges.push((from, to)),
                None => {
                    ranges.extend([(from, from), (u32::from('-'), u32::from('-'))]);
                    ranges.extend_from_slice(last.ranges());
                }
            }
        }
        let class = Class::of(ranges);
        Ok(if is_negated { class.complement() } else { class })
    }

    fn class_atom(&mut self, character: char) -> Result<Class, PatternError> {
        if character != '\\' {
            return Ok(Class::one(character));
        }
        match self.next() {
            None => Err(PatternError::OpenClass),
            Some('b') => Ok(Class::one('\u{8}')),
            Some(letter) => Ok(self.escaped(letter)),
        }
    }

    /// Tells whether `:alpha:]` is next.
    fn is_posix(&self) -> bool {
        let rest: String = self.rest.iter().skip(self.at).take(12).collect();
        let Some(rest) = rest.strip_prefix(':') else { return false };
        let rest = rest.trim_start_matches('^');
        let name: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
        !name.is_empty() && rest.get(name.len()..).is_some_and(|rest| rest.starts_with(":]"))
    }
}

/// Returns the character of a class that has one.
fn single(class: &Class) -> Option<u32> {
    match *class.ranges() {
        [(from, to)] if from == to => Some(from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> Option<PatternError> {
        Syntax::parse(text).err()
    }

    #[test]
    fn takes_what_engines_take() {
        for text in [
            "",
            "^[a-z0-9]+(?:-[a-z0-9]+)*$",
            "^(?=.*[A-Z])(?!.*\\s).{8,64}$",
            "^(?<year>\\d{4})-\\k<year>$",
            "(?<!a)b(?<=c)",
            "a{,3}",
            "x{}",
            "{}",
            "}]",
            "[]",
            "[^]*",
            "[a-]",
            "[-a]",
            "[\\w-.]",
            "[a-\\d]",
            "[/]",
            "[[:]",
            "\\/\\-\\.\\@",
            "\\u{1F600}\\u00e9\\x41\\cA\\0",
            "[\\uD800-\\uDFFF]",
            "[\\uD83D\\uDE00-\\uD83D\\uDE4F]",
            "[\\u0000-\\uD7FF\\uE000-\\uFFFC]",
            "\\p{L}\\P{Lu}\\p{Script=Greek}",
            "a||b|",
            "()",
            "(?:)*",
            "(?=a)*",
            "(?i:a)(?-s:b)",
            "a+?b??c{2}?",
            "/path/",
            "^/[a-z]+/$",
        ] {
            assert_eq!(error(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_what_no_engine_takes_or_takes_for_something_else() {
        use PatternError::{
            Delimiters, ForeignAnchor, NothingToRepeat, OpenClass, OpenGroup, PosixClass, TrailingBackslash,
            UnknownGroup, UnopenedGroup, WrongOrder,
        };
        for (text, expected) in [
            ("(a", OpenGroup),
            ("((a)", OpenGroup),
            ("a)", UnopenedGroup),
            ("[a", OpenClass),
            ("[a\\", OpenClass),
            ("*", NothingToRepeat),
            ("^*", NothingToRepeat),
            ("a**", NothingToRepeat),
            ("a++", NothingToRepeat),
            ("(+a)", NothingToRepeat),
            ("a|?", NothingToRepeat),
            ("{3}", NothingToRepeat),
            ("a{2}{3}", NothingToRepeat),
            ("a{3,2}", WrongOrder),
            ("[z-a]", WrongOrder),
            ("a\\", TrailingBackslash),
            ("(?i)abc", UnknownGroup),
            ("(?P<name>a)", UnknownGroup),
            ("(?>a)", UnknownGroup),
            ("(?#note)", UnknownGroup),
            ("[[:alnum:]_]", PosixClass),
            ("\\A\\d+\\z", ForeignAnchor),
            ("/^[a-z]+$/", Delimiters),
            ("/^[a-z]+$/i", Delimiters),
        ] {
            assert_eq!(error(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn survives_hostile_depth() {
        assert_eq!(error(&"(".repeat(100_000)), Some(PatternError::OpenGroup));
        assert_eq!(error(&format!("{}{}", "(".repeat(1000), ")".repeat(1000))), None);
    }
}
