//! The automaton of an expression: characters, and which may follow which (Glushkov's construction).

use std::ops::Range;

use super::ambiguity::Effort;
use super::class::Class;
use super::syntax::{Syntax, Term};

/// Characters of an expression after repetitions were written out. Of larger ones nothing is said.
const POSITIONS: usize = 256;
/// Pairs of characters that follow one another.
const EDGES: usize = 16_384;
/// From this count on a repetition is like one without end: its ways multiply as far as anybody can wait.
const LIKE_ENDLESS: u32 = 20;

/// An expression's automaton.
#[derive(Debug)]
pub(super) struct Automaton {
    /// What each character may be.
    pub(super) classes: Vec<Class>,
    /// Which may follow which. Where there are two ways to go on, a pair is there twice.
    pub(super) edges: Vec<(u32, u32)>,
    /// With which a match may end.
    pub(super) last: Vec<u32>,
}

/// A term's part of the automaton.
#[derive(Debug, Clone, Default)]
struct Fragment {
    may_be_empty: bool,
    first: Vec<u32>,
    last: Vec<u32>,
    positions: Range<usize>,
    edges: Range<usize>,
    /// Whether it holds a test or an anchor: what they let pass is not known here.
    tests: bool,
}

impl Automaton {
    /// Builds the automaton; of an expression that is too large, or has tests inside what it repeats, there is none.
    pub(super) fn of(syntax: &Syntax, effort: &mut Effort) -> Option<Self> {
        let mut automaton = Self { classes: Vec::new(), edges: Vec::new(), last: Vec::new() };
        let mut fragments: Vec<Fragment> = Vec::with_capacity(syntax.terms.len());
        for term in &syntax.terms {
            let before = automaton.edges.len();
            let fragment = automaton.add(term, &fragments)?;
            effort.spend(1 + fragment.first.len() + fragment.last.len() + automaton.edges.len() - before)?;
            fragments.push(fragment);
        }
        automaton.last = fragments.pop()?.last;
        Some(automaton)
    }

    fn add(&mut self, term: &Term, fragments: &[Fragment]) -> Option<Fragment> {
        let empty = Fragment {
            may_be_empty: true,
            positions: self.classes.len()..self.classes.len(),
            edges: self.edges.len()..self.edges.len(),
            ..Fragment::default()
        };
        match term {
            Term::Class(class) => {
                let position = u32::try_from(self.classes.len()).ok()?;
                self.classes.push(class.clone());
                let end = self.classes.len();
                (end <= POSITIONS).then(|| Fragment {
                    may_be_empty: false,
                    first: vec![position],
                    last: vec![position],
                    positions: end - 1..end,
                    ..empty
                })
            }
            Term::Start | Term::End | Term::Test => Some(Fragment { tests: true, ..empty }),
            Term::Sequence(terms) => {
                let mut whole = None;
                for term in terms {
                    let next = fragments.get(*term as usize)?;
                    whole = Some(match whole {
                        None => next.clone(),
                        Some(before) => self.join(before, next)?,
                    });
                }
                Some(whole.unwrap_or(empty))
            }
            Term::Alternatives(terms) => {
                let mut members = terms.iter().filter_map(|term| fragments.get(*term as usize));
                let first = members.next()?.clone();
                Some(members.fold(first, Fragment::or))
            }
            Term::Repeat { term, least, most } => {
                self.repeat(fragments.get(*term as usize)?.clone(), *least, *most)
            }
        }
    }

    fn connect(&mut self, from: &[u32], to: &[u32]) -> Option<()> {
        if from.len() * to.len() + self.edges.len() > EDGES {
            return None;
        }
        self.edges.extend(from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to))));
        Some(())
    }

    fn join(&mut self, before: Fragment, next: &Fragment) -> Option<Fragment> {
        self.connect(&before.last, &next.first)?;
        let mut joined = before;
        if joined.may_be_empty {
            joined.first.extend_from_slice(&next.first);
        }
        if next.may_be_empty {
            joined.last.extend_from_slice(&next.last);
        } else {
            joined.last.clone_from(&next.last);
        }
        joined.may_be_empty &= next.may_be_empty;
        joined.tests |= next.tests;
        joined.positions.end = joined.positions.end.max(next.positions.end);
        joined.edges.end = self.edges.len();
        Some(joined)
    }

    fn repeat(&mut self, body: Fragment, least: u32, most: Option<u32>) -> Option<Fragment> {
        let is_loop = most.is_none_or(|most| most > least && most >= LIKE_ENDLESS);
        if body.tests && most != Some(1) {
            return None;
        }
        let may_be_empty = body.may_be_empty || least == 0;
        if is_loop {
            self.connect(&body.last, &body.first)?;
            return Some(Fragment { may_be_empty, edges: body.edges.start..self.edges.len(), ..body });
        }
        let copies = most.unwrap_or(1) as usize;
        // What does not fit counts once: no way is seen that is not there.
        let fits = self.classes.len() + body.positions.len().saturating_mul(copies) <= POSITIONS;
        if copies <= 1 || !fits {
            return Some(Fragment { may_be_empty, ..body });
        }
        let mut whole = body.clone();
        let mut before = body.clone();
        for number in 2..=copies {
            let copy = self.copy(&body)?;
            self.connect(&before.last, &copy.first)?;
            if body.may_be_empty {
                whole.first.extend_from_slice(&copy.first);
            }
            if number > least.max(1) as usize || body.may_be_empty {
                whole.last.extend_from_slice(&copy.last);
            } else {
                whole.last.clone_from(&copy.last);
            }
            before = copy;
        }
        whole.may_be_empty = may_be_empty;
        whole.positions.end = self.classes.len();
        whole.edges.end = self.edges.len();
        Some(whole)
    }

    /// Adds the characters of a fragment once more, with what follows what.
    fn copy(&mut self, body: &Fragment) -> Option<Fragment> {
        let offset = u32::try_from(self.classes.len() - body.positions.start).ok()?;
        let classes = self.classes.get(body.positions.clone())?.to_vec();
        let edges = self.edges.get(body.edges.clone())?.to_vec();
        if self.edges.len() + edges.len() > EDGES {
            return None;
        }
        let (position, edge) = (self.classes.len(), self.edges.len());
        self.classes.extend(classes);
        self.edges.extend(edges.iter().map(|(from, to)| (from + offset, to + offset)));
        let moved = |list: &[u32]| list.iter().map(|position| position + offset).collect();
        Some(Fragment {
            first: moved(&body.first),
            last: moved(&body.last),
            positions: position..self.classes.len(),
            edges: edge..self.edges.len(),
            ..body.clone()
        })
    }
}

impl Fragment {
    fn or(mut self, other: &Self) -> Self {
        self.first.extend_from_slice(&other.first);
        self.last.extend_from_slice(&other.last);
        self.may_be_empty |= other.may_be_empty;
        self.tests |= other.tests;
        self.positions.end = self.positions.end.max(other.positions.end);
        self.edges.end = self.edges.end.max(other.edges.end);
        self
    }
}
