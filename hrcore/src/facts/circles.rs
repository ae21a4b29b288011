//! Which of some links close a circle: the links are taken in their order, and one that leads back to where it comes
//! from by those before it is left out, so that the others are not held against it.

/// So many steps are spent on telling which links of a tangle close circles; what is left in it then is left out.
/// Links that lie on no circle at all cost none.
const STEPS: usize = 4_000_000;

/// The links, by index, that close a circle.
pub(super) fn closing(nodes: usize, links: &[(u32, u32)]) -> Vec<usize> {
    let tangles = tangles(nodes, links);
    let of = |node: u32| tangles.get(node as usize);
    let mut closing = Vec::new();
    let mut kept: Option<Kept> = None;
    let mut left = STEPS;
    for (number, link) in links.iter().enumerate() {
        if of(link.0) != of(link.1) {
            continue;
        }
        let kept = kept.get_or_insert_with(|| Kept::new(nodes));
        let round = u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
        if left == 0 || kept.closes(*link, round, &mut left) {
            closing.push(number);
        } else {
            kept.keep(*link);
        }
    }
    closing
}

/// The links of tangles that are kept so far, seen from both ends: where they lead, and where they come from.
struct Kept {
    sides: [Side; 2],
}

struct Side {
    links: Vec<Vec<u32>>,
    /// In which round a node was last reached from this side.
    reached: Vec<u32>,
    queue: Vec<u32>,
    /// The node that is looked at, by its place in the queue, and its next link.
    at: (usize, usize),
}

impl Side {
    fn new(nodes: usize) -> Self {
        Self { links: vec![Vec::new(); nodes], reached: vec![0; nodes], queue: Vec::new(), at: (0, 0) }
    }

    fn start(&mut self, node: u32, round: u32) {
        self.queue.clear();
        self.at = (0, 0);
        self.reach(node, round);
    }

    fn reach(&mut self, node: u32, round: u32) {
        if let Some(reached) = self.reached.get_mut(node as usize)
            && *reached != round
        {
            *reached = round;
            self.queue.push(node);
        }
    }

    fn has_reached(&self, node: u32, round: u32) -> bool {
        self.reached.get(node as usize) == Some(&round)
    }

    /// Follows one link; the node that it leads to, or whether there is nothing more to follow.
    fn step(&mut self, round: u32) -> Result<Option<u32>, ()> {
        let Some(node) = self.queue.get(self.at.0) else { return Err(()) };
        let next = self.links.get(*node as usize).and_then(|links| links.get(self.at.1)).copied();
        match next {
            Some(node) => {
                self.at.1 += 1;
                self.reach(node, round);
            }
            None => self.at = (self.at.0 + 1, 0),
        }
        Ok(next)
    }
}

impl Kept {
    fn new(nodes: usize) -> Self {
        Self { sides: [Side::new(nodes), Side::new(nodes)] }
    }

    fn keep(&mut self, (from, to): (u32, u32)) {
        let [ahead, back] = &mut self.sides;
        if let (Some(ahead), Some(back)) = (ahead.links.get_mut(from as usize), back.links.get_mut(to as usize)) {
            ahead.push(to);
            back.push(from);
        }
    }

    /// Whether there is a way from the end of a link to its start. It is looked for from both in turn, so that a chain
    /// that grows at either end costs nothing.
    fn closes(&mut self, (from, to): (u32, u32), round: u32, left: &mut usize) -> bool {
        if from == to {
            return true;
        }
        let [ahead, back] = &mut self.sides;
        ahead.start(to, round);
        back.start(from, round);
        loop {
            match ahead.step(round) {
                Ok(Some(node)) if back.has_reached(node, round) => return true,
                Ok(_) => {}
                Err(()) => return false,
            }
            match back.step(round) {
                Ok(Some(node)) if ahead.has_reached(node, round) => return true,
                Ok(_) => {}
                Err(()) => return false,
            }
            *left = left.saturating_sub(2);
            if *left == 0 {
                return true;
            }
        }
    }
}

/// By node, the tangle that it belongs to: nodes between which there are ways in both directions (Tarjan's strongly
/// connected components, with a stack of our own).
fn tangles(nodes: usize, links: &[(u32, u32)]) -> Vec<u32> {
    let (first, ahead) = by_start(nodes, links);
    let mut search = Search { order: vec![0; nodes], low: vec![0; nodes], tangle: vec![u32::MAX; nodes], count: 0 };
    let mut open: Vec<u32> = Vec::new();
    let mut path: Vec<(u32, u32)> = Vec::new();
    for root in 0..u32::try_from(nodes).unwrap_or(0) {
        if search.is_new(root) {
            search.enter(root, &mut open);
            path.push((root, start(&first, root)));
        }
        while let Some((node, next)) = path.last_mut() {
            if *next < start(&first, *node + 1) {
                let to = ahead.get(*next as usize).copied().unwrap_or_default();
                *next += 1;
                let node = *node;
                if search.is_new(to) {
                    search.enter(to, &mut open);
                    path.push((to, start(&first, to)));
                } else {
                    search.lower(node, to);
                }
            } else {
                let node = *node;
                path.pop();
                search.leave(node, &mut open);
                if let Some((above, _)) = path.last() {
                    search.lower(*above, node);
                }
            }
        }
    }
    search.tangle
}

struct Search {
    /// When a node was entered, from 1; 0 before.
    order: Vec<u32>,
    /// The earliest node on the path that can be reached from here.
    low: Vec<u32>,
    tangle: Vec<u32>,
    count: u32,
}

impl Search {
    fn is_new(&self, node: u32) -> bool {
        self.order.get(node as usize) == Some(&0)
    }

    fn enter(&mut self, node: u32, open: &mut Vec<u32>) {
        self.count += 1;
        for list in [&mut self.order, &mut self.low] {
            if let Some(slot) = list.get_mut(node as usize) {
                *slot = self.count;
            }
        }
        open.push(node);
    }

    /// What can be reached from `to` can be reached from `node`, while `to` belongs to no tangle yet.
    fn lower(&mut self, node: u32, to: u32) {
        if self.tangle.get(to as usize) == Some(&u32::MAX)
            && let Some(low) = self.low.get(to as usize).copied()
            && let Some(slot) = self.low.get_mut(node as usize)
        {
            *slot = low.min(*slot);
        }
    }

    fn leave(&mut self, node: u32, open: &mut Vec<u32>) {
        if self.order.get(node as usize) != self.low.get(node as usize) {
            return;
        }
        while let Some(member) = open.pop() {
            if let Some(slot) = self.tangle.get_mut(member as usize) {
                *slot = node;
            }
            if member == node {
                break;
            }
        }
    }
}

fn start(first: &[u32], node: u32) -> u32 {
    first.get(node as usize).copied().unwrap_or_default()
}

/// Where each node's links start, and where the links lead, by node.
pub(super) fn by_start(nodes: usize, links: &[(u32, u32)]) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0u32; nodes + 1];
    for (from, _) in links {
        if let Some(slot) = first.get_mut(*from as usize + 1) {
            *slot += 1;
        }
    }
    let mut sum = 0;
    for slot in &mut first {
        sum += *slot;
        *slot = sum;
    }
    let mut next = first.clone();
    let mut ahead = vec![0u32; links.len()];
    for (from, to) in links {
        if let Some(place) = next.get_mut(*from as usize) {
            if let Some(slot) = ahead.get_mut(*place as usize) {
                *slot = *to;
            }
            *place += 1;
        }
    }
    (first, ahead)
}

#[cfg(test)]
mod tests {
    use super::closing;
    use proptest::prelude::*;

    /// Whether links lead from one node to another, the slow way.
    fn leads(links: &[(u32, u32)], from: u32, to: u32) -> bool {
        let mut seen = vec![from];
        let mut at = 0;
        while let Some(node) = seen.get(at).copied() {
            if node == to {
                return true;
            }
            for (_, next) in links.iter().filter(|link| link.0 == node) {
                if !seen.contains(next) {
                    seen.push(*next);
                }
            }
            at += 1;
        }
        false
    }

    proptest! {
        #[test]
        fn names_the_links_that_close_circles_in_order(links in proptest::collection::vec((0u32..7, 0u32..7), 0..24)) {
            let (mut kept, mut expected) = (Vec::new(), Vec::new());
            for (number, link) in links.iter().enumerate() {
                if leads(&kept, link.1, link.0) {
                    expected.push(number);
                } else {
                    kept.push(*link);
                }
            }
            prop_assert_eq!(closing(7, &links), expected);
        }
    }

    #[test]
    fn long_rings_are_closed_by_their_last_link_from_either_end() {
        let ring: Vec<(u32, u32)> = (0..200_000).map(|node| (node, (node + 1) % 200_000)).collect();
        assert_eq!(closing(200_000, &ring), [199_999]);
        let reversed: Vec<(u32, u32)> = ring.iter().rev().copied().collect();
        assert_eq!(closing(200_000, &reversed), [199_999]);
    }

    #[test]
    fn a_large_tangle_ends() {
        let links: Vec<(u32, u32)> = (0..300_000u32).map(|n| (n * 7919 % 10_007, n * 104_729 % 10_007)).collect();
        assert!(!closing(10_007, &links).is_empty());
    }
}
