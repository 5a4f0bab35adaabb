//! Ways that multiply: whether an expression can match the same text along two ways that meet again, and again.
//!
//! A character that leads back to itself along two different ways with the same text doubles the ways with each repetition.
//! A backtracking engine tries all of them before it gives up on a text that does not match (Weideman and others, 2016:
//! exponential degree of ambiguity). Polynomial blow-up is not claimed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::automaton::Automaton;
use super::class::Class;
use super::shape::Shape;
use super::syntax::{Syntax, Term};
use crate::analysis::components::components;

/// Characters of a loop that is searched.
const LOOP: usize = 64;
/// Steps that the expressions of one document may cost together.
const STEPS: usize = 5_000_000;

/// What is left of the effort that a document's expressions may cost.
#[derive(Debug)]
pub(crate) struct Effort {
    left: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self { left: STEPS }
    }
}

impl Effort {
    /// Takes steps away; none are left when it returns `None`.
    pub(super) fn spend(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(steps)?;
        Some(())
    }
}

pub(super) fn is_exponential(syntax: &Syntax, shape: &Shape, effort: &mut Effort) -> bool {
    search(syntax, shape, effort).unwrap_or(false)
}

/// Searches the loops; `None` where nothing can be said.
fn search(syntax: &Syntax, shape: &Shape, effort: &mut Effort) -> Option<bool> {
    let loops =
        syntax.terms.iter().filter(|term| matches!(term, Term::Repeat { most, .. } if *most != Some(1)));
    if loops.count() == 0 {
        return Some(false);
    }
    let automaton = Automaton::of(syntax, effort)?;
    let ranges = automaton.classes.iter().flat_map(Class::ranges).copied().collect();
    if Class::of(ranges).is_full() {
        // There is perhaps no character that makes a match fail.
        return Some(false);
    }
    let mut links = vec![Vec::new(); automaton.classes.len()];
    for (from, to) in &automaton.edges {
        links.get_mut(*from as usize)?.push(*to);
    }
    let component = components(&links);
    let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (position, own) in (0_u32..).zip(&component) {
        members.entry(*own).or_default().push(position);
    }
    let mut found = false;
    for number in 0..u32::try_from(members.len()).ok()? {
        let positions = members.get(&number)?;
        // An engine that may stop inside the loop does not fail there.
        let stops = !shape.is_anchored_at_end && positions.iter().any(|own| automaton.last.contains(own));
        if !stops && positions.len() <= LOOP {
            found |= Loop::new(&automaton, &links, positions).is_ambiguous(effort)?;
        }
    }
    Some(found)
}

/// A part of the automaton that leads back to itself.
#[derive(Debug)]
struct Loop<'a> {
    automaton: &'a Automaton,
    /// What follows each member inside the loop, by the members' numbers in it.
    next: Vec<Vec<u32>>,
    positions: &'a [u32],
}

impl<'a> Loop<'a> {
    fn new(automaton: &'a Automaton, links: &[Vec<u32>], positions: &'a [u32]) -> Self {
        let number: FxHashMap<u32, u32> = positions.iter().copied().zip(0..).collect();
        let next = positions
            .iter()
            .map(|from| {
                let all = links.get(*from as usize).into_iter().flatten();
                all.filter_map(|to| number.get(to).copied()).collect()
            })
            .collect();
        Self { automaton, next, positions }
    }

    fn is_ambiguous(&self, effort: &mut Effort) -> Option<bool> {
        // Two ways from one character to the next, such as the inner and the outer repetition of `(a*)*`.
        for list in &self.next {
            let distinct: FxHashSet<u32> = list.iter().copied().collect();
            effort.spend(list.len())?;
            if distinct.len() < list.len() {
                return Some(true);
            }
        }
        if self.next.iter().all(|list| list.len() <= 1) {
            return Some(false);
        }
        self.splits_and_meets(effort)
    }

    /// Walks along two ways at once, as far as they read the same text. They split and meet again where a pair of the same
    /// character and a pair of two lead to each other.
    fn splits_and_meets(&self, effort: &mut Effort) -> Option<bool> {
        let size = self.positions.len();
        let overlaps = self.overlaps(effort)?;
        let mut pairs = vec![Vec::new(); size * size];
        for (at, links) in pairs.iter_mut().enumerate() {
            let (left, right) = (self.next.get(at / size)?, self.next.get(at % size)?);
            effort.spend(left.len() * right.len() + 1)?;
            for &a in left {
                for &b in right {
                    let pair = a as usize * size + b as usize;
                    if overlaps.get(pair) == Some(&true) {
                        links.push(u32::try_from(pair).ok()?);
                    }
                }
            }
        }
        let component = components(&pairs);
        let same: FxHashSet<u32> =
            (0..size).filter_map(|own| component.get(own * size + own).copied()).collect();
        let of_two = component.iter().enumerate().filter(|(at, _)| at / size != at % size);
        Some(of_two.into_iter().any(|(_, own)| same.contains(own)))
    }

    /// Tells of each pair of members whether they share a character.
    fn overlaps(&self, effort: &mut Effort) -> Option<Vec<bool>> {
        let classes: Vec<&Class> = self
            .positions
            .iter()
            .map(|own| self.automaton.classes.get(*own as usize))
            .collect::<Option<_>>()?;
        let mut overlaps = Vec::with_capacity(classes.len() * classes.len());
        for a in &classes {
            for b in &classes {
                effort.spend(a.ranges().len() + b.ranges().len())?;
                overlaps.push(a.overlaps(b));
            }
        }
        Some(overlaps)
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::pattern::{Effort, Pattern};

    fn is_exponential(text: &str) -> bool {
        let pattern = Pattern::parse(text).unwrap().unwrap();
        pattern.is_exponential(&mut Effort::default())
    }

    #[test]
    fn finds_ways_that_multiply() {
        for text in [
            "^(a+)+$",
            "^(a*)*$",
            "(a*)*b",
            "^(a|a)*$",
            "^(a|aa)+$",
            "^([a-zA-Z0-9]+\\s?)+$",
            "^(\\w+\\.?)*@x$",
            "^(\\d{1,3},?)+$",
            "^([a-z]{1,64}\\.?)+$",
            "^(([a-z])+.)+[A-Z]([a-z])+$",
            "^(https?:\\/\\/)?([\\da-z\\.-]+)\\.([a-z\\.]{2,6})([\\/\\w \\.-]*)*\\/?$",
            "^(?:(?:a?b?)*c)$",
            "^(\\w|\\d)+$",
            "^(?:[a-z]+){30,60}$",
            "^(\\p{L}+ ?)+$",
        ] {
            assert!(is_exponential(text), "{text}");
        }
    }

    #[test]
    fn leaves_alone_what_has_one_way() {
        for text in [
            "^[a-z]+$",
            "^[a-z0-9]+(-[a-z0-9]+)*$",
            "^(?:[a-z]{1,63}\\.){1,127}$",
            "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$",
            "^\\w+([-+.']\\w+)*@\\w+([-.]\\w+)*\\.\\w+([-.]\\w+)*$",
            "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?$",
            "^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.){3}([0-9]|[1-9][0-9])$",
            "^(\\d{1,3})(,\\d{3})*(\\.\\d+)?$",
            "^(\\d{3},?)+$",
            "^(?!.*--)[a-z-]+$",
            "^(\\d+)-\\1$",
            "^(a?){5}$",
            "^(\\s*[a-z]+\\s*,)*$",
        ] {
            assert!(!is_exponential(text), "{text}");
        }
    }

    #[test]
    fn leaves_alone_what_cannot_fail() {
        for text in ["^(a+)+", "(a*)*", "^([\\s\\S]+)+$", "^(?:.|\\n|\\s)*$"] {
            assert!(!is_exponential(text), "{text}");
        }
    }

    #[test]
    fn leaves_alone_tests_inside_a_loop() {
        assert!(!is_exponential("^((?=a)\\w+|(?!a)\\w+)*$"));
    }

    #[test]
    fn gives_up_when_the_effort_is_spent() {
        let pattern = Pattern::parse("^(a+)+$").unwrap().unwrap();
        assert!(!pattern.is_exponential(&mut Effort { left: 3 }));
    }

    #[test]
    fn bounds_its_effort_on_hostile_expressions() {
        let nested = format!("^{}a{}$", "(".repeat(500), ")*".repeat(500));
        let wide = format!("^({}a)*$", "a?".repeat(2000));
        let counted = format!("^{}a{}$", "(?:".repeat(300), "){2,3}".repeat(300));
        for text in [nested, wide, counted] {
            let mut effort = Effort::default();
            Pattern::parse(&text).unwrap().unwrap().is_exponential(&mut effort);
        }
    }
}
