//! What an expression lets through, as far as it can be said without running it.

use super::syntax::{Syntax, Term};

/// What an expression lets through. `pattern` looks for a match anywhere in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Whether every match begins where the text begins.
    pub(crate) is_anchored_at_start: bool,
    /// Whether every match ends where the text ends.
    pub(crate) is_anchored_at_end: bool,
    /// Whether every text has a match, those with several lines or without any character at most left out.
    pub(crate) takes_everything: bool,
    /// The characters of the longest match; `None` is without end.
    pub(crate) longest: Option<u64>,
}

impl Shape {
    pub(super) fn of(syntax: &Syntax) -> Self {
        let mut parts: Vec<Part> = Vec::with_capacity(syntax.terms.len());
        for term in &syntax.terms {
            let part = Part::of(term, &parts);
            parts.push(part);
        }
        let whole = parts.last().copied().unwrap_or(Part::EMPTY);
        let is_anchored = whole.starts && whole.ends;
        Self {
            is_anchored_at_start: whole.starts,
            is_anchored_at_end: whole.ends,
            takes_everything: !whole.tests && (whole.is_anything || (whole.may_be_empty && !is_anchored)),
            longest: whole.longest,
        }
    }

    /// Tells whether a text that passes has a limited length.
    pub(crate) fn is_bounded(&self) -> bool {
        self.is_anchored_at_start && self.is_anchored_at_end && self.longest.is_some()
    }
}

/// What is known of a term.
#[derive(Debug, Clone, Copy)]
struct Part {
    starts: bool,
    ends: bool,
    /// Whether it holds a test whose outcome is not known.
    tests: bool,
    may_be_empty: bool,
    /// Whether it is one character of whatever kind.
    is_wide: bool,
    /// Whether it is any number of characters of whatever kind, none perhaps left out.
    is_anything: bool,
    longest: Option<u64>,
}

impl Part {
    const EMPTY: Self = Self {
        starts: false,
        ends: false,
        tests: false,
        may_be_empty: true,
        is_wide: false,
        is_anything: false,
        longest: Some(0),
    };

    /// Describes a term by its children, which come before it.
    fn of(term: &Term, parts: &[Self]) -> Self {
        let get = |id: &u32| parts.get(*id as usize).copied().unwrap_or(Self::EMPTY);
        match term {
            Term::Class(class) => {
                Self { may_be_empty: false, is_wide: class.is_wide(), longest: Some(1), ..Self::EMPTY }
            }
            Term::Start => Self { starts: true, ..Self::EMPTY },
            Term::End => Self { ends: true, ..Self::EMPTY },
            Term::Test => Self { tests: true, ..Self::EMPTY },
            Term::Sequence(terms) => Self::sequence(&terms.iter().map(get).collect::<Vec<_>>()),
            Term::Alternatives(terms) => Self::alternatives(&terms.iter().map(get).collect::<Vec<_>>()),
            Term::Repeat { term, least, most } => get(term).repeated(*least, *most),
        }
    }

    fn sequence(parts: &[Self]) -> Self {
        let has_no_length = |part: &&Self| part.longest == Some(0);
        let anything = parts.iter().filter(|part| part.is_anything).count() > 0;
        Self {
            starts: parts
                .iter()
                .find(|part| part.starts || !has_no_length(part))
                .is_some_and(|own| own.starts),
            ends: parts
                .iter()
                .rev()
                .find(|part| part.ends || !has_no_length(part))
                .is_some_and(|own| own.ends),
            tests: parts.iter().any(|part| part.tests),
            may_be_empty: parts.iter().all(|part| part.may_be_empty),
            is_wide: matches!(parts, [only] if only.is_wide),
            is_anything: anything && parts.iter().all(|part| part.is_anything || part.may_be_empty),
            longest: parts.iter().try_fold(0_u64, |sum, part| Some(sum.saturating_add(part.longest?))),
        }
    }

    fn alternatives(parts: &[Self]) -> Self {
        Self {
            starts: parts.iter().all(|part| part.starts),
            ends: parts.iter().all(|part| part.ends),
            tests: parts.iter().any(|part| part.tests),
            may_be_empty: parts.iter().any(|part| part.may_be_empty),
            is_wide: parts.iter().any(|part| part.is_wide),
            is_anything: parts.iter().any(|part| part.is_anything),
            longest: parts.iter().try_fold(0, |longest, part| Some(part.longest?.max(longest))),
        }
    }

    fn repeated(self, least: u32, most: Option<u32>) -> Self {
        let always = least > 0;
        Self {
            starts: self.starts && always,
            ends: self.ends && always,
            tests: self.tests,
            may_be_empty: self.may_be_empty || !always,
            is_wide: self.is_wide && least <= 1 && most == Some(1),
            is_anything: self.is_anything || (self.is_wide && least <= 1 && most.is_none()),
            longest: match (self.longest, most) {
                (Some(0), _) => Some(0),
                (longest, Some(most)) => longest.map(|longest| longest.saturating_mul(most.into())),
                (_, None) => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape {
        Shape::of(&Syntax::parse(text).unwrap())
    }

    #[test]
    fn knows_what_takes_everything() {
        for text in [
            "",
            ".*",
            "^.*$",
            ".+",
            "^.+$",
            "[^]*",
            "^[\\s\\S]*$",
            "^(.|\\n)*$",
            "(?:.*)",
            "^[a-z]*",
            "[a-z]*",
            "a?",
            "^",
            "$",
            "^.*?$",
        ] {
            assert!(shape(text).takes_everything, "{text}");
        }
        for text in [
            "^[a-z]+$",
            "^[a-z]*$",
            "^$",
            "^.{1,9}$",
            "^..+$",
            "^(?=.*[A-Z]).*$",
            "^(?!.*x).+$",
            "^\\S+$",
            "^[^<>]*$",
            "a",
            "^.*@.*$",
        ] {
            assert!(!shape(text).takes_everything, "{text}");
        }
    }

    #[test]
    fn knows_where_matches_begin_and_end() {
        let anchors = |text: &str| (shape(text).is_anchored_at_start, shape(text).is_anchored_at_end);
        for (text, expected) in [
            ("^a$", (true, true)),
            ("(^a$)", (true, true)),
            ("^a|^b", (true, false)),
            ("^a|b$", (false, false)),
            ("^(?:a|b)$", (true, true)),
            ("(?=.*\\d)^a$", (true, true)),
            ("^a$(?!\\n)", (true, true)),
            ("a", (false, false)),
            ("(?:^a)?b$", (false, true)),
            ("", (false, false)),
        ] {
            assert_eq!(anchors(text), expected, "{text}");
        }
    }

    #[test]
    fn knows_how_long_a_text_may_be() {
        assert!(shape("^[a-z]{1,20}$").is_bounded());
        assert!(shape("^(?:[a-f\\d]{8}-){3}[a-f\\d]{12}$").is_bounded());
        assert_eq!(shape("^(?:ab|c){2}d?$").longest, Some(5));
        assert!(!shape("[a-z]{1,20}").is_bounded());
        assert!(!shape("^[a-z]+$").is_bounded());
        assert!(!shape("^(\\d+)-\\1$").is_bounded());
        assert_eq!(
            shape(
                &"(?:"
                    .repeat(9)
                    .chars()
                    .chain(format!("a{}", "){99999}".repeat(9)).chars())
                    .collect::<String>()
            )
            .longest,
            Some(u64::MAX)
        );
    }
}
