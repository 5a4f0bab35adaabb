//! Rules taken apart into their alternatives, so that an index can tell one from another.

use super::condition::Condition;
use super::document::Rule;
use super::parse::RULES;
use super::pattern::{HostPattern, PathPattern};

/// A rule with some of its alternatives over hosts and paths, most often one of each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alternative<'p> {
    pub(super) rule: &'p Rule,
    /// The rule's place in the policy.
    pub(super) place: u16,
    /// `None` when the rule does not look at the host.
    pub(super) hosts: Option<&'p [HostPattern]>,
    /// `None` when the rule does not look at the path.
    pub(super) paths: Option<&'p [PathPattern]>,
}

impl<'p> Alternative<'p> {
    /// Takes rules apart. Those of one rule lie beside each other; there are never more than [`RULES`].
    pub(super) fn of_rules(rules: &[(&'p Rule, u16)]) -> Vec<Self> {
        let mut room = RULES.saturating_sub(rules.len());
        let mut all = Vec::new();
        for &(rule, place) in rules {
            let (hosts, paths) = (hosts_of(rule), paths_of(rule));
            let count = hosts.map_or(1, <[_]>::len).saturating_mul(paths.map_or(1, <[_]>::len));
            let more = count.saturating_sub(1);
            if more > room {
                all.push(Self { rule, place, hosts, paths });
                continue;
            }
            room -= more;
            for hosts in apart(hosts) {
                all.extend(apart(paths).into_iter().map(|paths| Self { rule, place, hosts, paths }));
            }
        }
        all
    }
}

fn apart<T>(patterns: Option<&[T]>) -> Vec<Option<&[T]>> {
    match patterns {
        Some(patterns) => patterns.chunks(1).map(Some).collect(),
        None => vec![None],
    }
}

fn hosts_of(rule: &Rule) -> Option<&[HostPattern]> {
    rule.conditions.iter().find_map(|own| match own {
        Condition::ToHost(patterns) => Some(patterns.as_slice()),
        _ => None,
    })
}

fn paths_of(rule: &Rule) -> Option<&[PathPattern]> {
    rule.conditions.iter().find_map(|own| match own {
        Condition::Path(patterns) => Some(patterns.as_slice()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Policy;

    fn alternatives(hosts: usize, paths: usize, copies: usize) -> Vec<(u16, Option<usize>, Option<usize>)> {
        let list = |count: usize, item: &str| vec![item; count].join(", ");
        let rules: String = (0..copies)
            .map(|n| {
                let (hosts, paths) = (list(hosts, "a.test"), list(paths, "/a"));
                format!(
                    "  - {{name: r{n}, to: {{host: [{hosts}]}}, when: {{path: [{paths}]}}, action: deny}}\n"
                )
            })
            .collect();
        let policy = Policy::parse(format!("version: 1\nrules:\n{rules}").as_bytes()).unwrap();
        let rules: Vec<(&Rule, u16)> = policy.rules.iter().zip(0..).collect();
        let count = |own: Alternative<'_>| (own.place, own.hosts.map(<[_]>::len), own.paths.map(<[_]>::len));
        Alternative::of_rules(&rules).into_iter().map(count).collect()
    }

    #[test]
    fn takes_apart_every_pair_of_host_and_path() {
        assert_eq!(alternatives(2, 3, 2).len(), 12);
        assert!(alternatives(2, 3, 2).contains(&(1, Some(1), Some(1))));
    }

    #[test]
    fn leaves_whole_what_there_is_no_room_for() {
        assert_eq!(alternatives(100, 100, 1), [(0, Some(100), Some(100))]);
        let all = alternatives(30, 100, 3);
        assert_eq!(all.len(), 3_002);
        assert_eq!(all.last(), Some(&(2, Some(30), Some(100))));
    }
}
