//! What leads to itself: the strongly connected components of a directed graph.

/// Marks a node that the search has not seen, or that has no component yet.
const NONE: u32 = u32::MAX;

/// Numbers the strongly connected components: nodes of one component all lead to each other, and lead elsewhere only to
/// components with lower numbers. `links` has the successors of each node. The search keeps its own stack and is linear
/// (Gabow's path-based algorithm).
pub(super) fn components(links: &[Vec<u32>]) -> Vec<u32> {
    let mut search = Search {
        links,
        order: vec![NONE; links.len()],
        component: vec![NONE; links.len()],
        calls: Vec::new(),
        open: Vec::new(),
        path: Vec::new(),
        seen: 0,
        found: 0,
    };
    for node in 0..u32::try_from(links.len()).unwrap_or(NONE) {
        if search.order_of(node) == NONE {
            search.visit(node);
        }
    }
    search.component
}

/// Returns the components of which some member leads back to itself, each with its members in order.
pub(super) fn cycles(links: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let component = components(links);
    let count = component.iter().max().map_or(0, |last| *last as usize + 1);
    let mut members = vec![Vec::new(); count];
    for (node, own) in (0_u32..).zip(&component) {
        if let Some(list) = members.get_mut(*own as usize) {
            list.push(node);
        }
    }
    let leads_to_itself = |node: u32| links.get(node as usize).is_some_and(|list| list.contains(&node));
    members.retain(|list| match **list {
        [only] => leads_to_itself(only),
        _ => true,
    });
    members
}

#[derive(Debug)]
struct Search<'a> {
    links: &'a [Vec<u32>],
    /// When a node was entered.
    order: Vec<u32>,
    component: Vec<u32>,
    /// The nodes on the way, each with the number of successors that were looked at.
    calls: Vec<(u32, usize)>,
    /// Nodes that were entered and have no component yet.
    open: Vec<u32>,
    /// Of the open nodes those that may begin a component.
    path: Vec<u32>,
    seen: u32,
    found: u32,
}

impl Search<'_> {
    fn order_of(&self, node: u32) -> u32 {
        self.order.get(node as usize).copied().unwrap_or(NONE)
    }

    fn enter(&mut self, node: u32) {
        if let Some(order) = self.order.get_mut(node as usize) {
            *order = self.seen;
            self.seen += 1;
            self.open.push(node);
            self.path.push(node);
            self.calls.push((node, 0));
        }
    }

    fn visit(&mut self, start: u32) {
        self.enter(start);
        while let Some((node, at)) = self.calls.last_mut() {
            let node = *node;
            let next = self.links.get(node as usize).and_then(|list| list.get(*at)).copied();
            *at += 1;
            match next {
                Some(next) if self.order_of(next) == NONE => self.enter(next),
                Some(next) if self.component.get(next as usize) == Some(&NONE) => {
                    while self.path.last().is_some_and(|last| self.order_of(*last) > self.order_of(next)) {
                        self.path.pop();
                    }
                }
                Some(_) => {}
                None => {
                    self.calls.pop();
                    self.leave(node);
                }
            }
        }
    }

    fn leave(&mut self, node: u32) {
        if self.path.last() != Some(&node) {
            return;
        }
        self.path.pop();
        while let Some(member) = self.open.pop() {
            if let Some(component) = self.component.get_mut(member as usize) {
                *component = self.found;
            }
            if member == node {
                break;
            }
        }
        self.found += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_leads_to_itself() {
        // 0 -> 1 -> 2 -> 1, 2 -> 3, 3 -> 3, 4 -> 0, 5 <-> 6.
        let links = [vec![1], vec![2], vec![1, 3], vec![3], vec![0], vec![6], vec![5]];
        let mut found = cycles(&links);
        found.sort();
        assert_eq!(found, [vec![1, 2], vec![3], vec![5, 6]]);
    }

    #[test]
    fn finds_nothing_where_ways_meet_again() {
        assert!(cycles(&[vec![1, 2], vec![3], vec![3], vec![]]).is_empty());
    }

    #[test]
    fn needs_no_stack_for_a_long_chain() {
        let links: Vec<Vec<u32>> = (0..200_000).map(|node| vec![(node + 1) % 200_000]).collect();
        assert_eq!(cycles(&links).len(), 1);
    }
}
