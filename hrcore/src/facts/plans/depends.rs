//! What waits for what, without circles.

use super::{NONE, grouped, part};

/// Steps that are taken in search of the dependency that closes a circle, beside those for each dependency. Circles that
/// people make take few; who makes a tangle of thousands loses what is left of it.
const STEPS: usize = 1 << 22;
const STEPS_EACH: usize = 64;

/// The dependencies between items, both ways.
#[derive(Debug, Default)]
pub(in crate::facts) struct Dependencies {
    /// Item `i` waits for `before[before_starts[i]..before_starts[i + 1]]`, in the order in which it names them.
    pub(super) before_starts: Vec<u32>,
    pub(super) before: Vec<u32>,
    /// And these wait for it, in the order of the facts.
    pub(super) after_starts: Vec<u32>,
    pub(super) after: Vec<u32>,
    /// The items that wait for others, each behind those.
    pub(super) order: Vec<u32>,
}

/// A dependency as stated: who waits, and for whom; or none where it is left out.
#[derive(Debug, Clone, Copy)]
pub(in crate::facts) struct Stated {
    pub(in crate::facts) item: u32,
    pub(in crate::facts) before: u32,
    /// Its number in the item's list.
    pub(in crate::facts) number: u32,
}

/// Why a dependency is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::facts) enum Why {
    /// It closes a circle.
    Circle,
    /// It lies in a tangle of circles, and looking for those that close one took too long.
    Tangle,
}

impl Dependencies {
    /// Joins the dependencies between so many items, which are stated in the order of the facts. What closes a circle
    /// with those before it is shown and left out.
    pub(in crate::facts) fn new(items: usize, mut stated: Vec<Stated>, show: &mut dyn FnMut(Stated, Why)) -> Self {
        if stated.is_empty() {
            return Self::default();
        }
        let mut joined = Self::both_ways(items, &stated);
        if !joined.sort(items) {
            let circles = Circles::new(items, &stated, &joined);
            let bad = circles.bad();
            let mut bad = bad.iter().peekable();
            let mut number = 0;
            stated.retain(|edge| {
                let why = bad.next_if(|(at, _)| *at == number).map(|(_, why)| *why);
                number += 1;
                if let Some(why) = why {
                    show(*edge, why);
                }
                why.is_none()
            });
            joined = Self::both_ways(items, &stated);
            joined.sort(items);
        }
        joined
    }

    fn both_ways(items: usize, stated: &[Stated]) -> Self {
        let column = |of: &dyn Fn(&Stated) -> u32| {
            let mut column = Vec::with_capacity(stated.len());
            column.extend(stated.iter().map(of));
            column
        };
        let (waiting, before) = (column(&|edge| edge.item), column(&|edge| edge.before));
        // Stated item by item, so that what each waits for lies together already.
        let (before_starts, _) = grouped(items, &waiting);
        let (after_starts, mut after) = grouped(items, &before);
        for number in &mut after {
            *number = waiting.get(*number as usize).copied().unwrap_or(NONE);
        }
        Self { before_starts, before, after_starts, after, order: Vec::new() }
    }

    fn befores(&self, item: u32) -> &[u32] {
        part(&self.before_starts, &self.before, item as usize)
    }

    fn afters(&self, item: u32) -> &[u32] {
        part(&self.after_starts, &self.after, item as usize)
    }

    /// Puts the items that wait behind those for which they wait; whether that can be done with all.
    fn sort(&mut self, items: usize) -> bool {
        let count = crate::number::small(items);
        let mut open: Vec<u32> = Vec::with_capacity(items);
        let mut waiting = 0;
        for item in 0..count {
            let befores = crate::number::small(self.befores(item).len());
            waiting += usize::from(befores > 0);
            open.push(befores);
        }
        let mut order: Vec<u32> = Vec::with_capacity(waiting);
        let free = |item: u32, open: &mut [u32], order: &mut Vec<u32>| {
            for after in self.afters(item) {
                if let Some(slot) = open.get_mut(*after as usize) {
                    *slot -= 1;
                    if *slot == 0 {
                        order.push(*after);
                    }
                }
            }
        };
        for item in 0..count {
            if self.befores(item).is_empty() {
                free(item, &mut open, &mut order);
            }
        }
        let mut at = 0;
        while let Some(item) = order.get(at).copied() {
            free(item, &mut open, &mut order);
            at += 1;
        }
        self.order = order;
        self.order.len() == waiting
    }
}

/// Looks for the dependencies that close circles.
struct Circles<'a> {
    stated: &'a [Stated],
    joined: &'a Dependencies,
    /// Of each item, the number of the group of items of which each waits for each other; items of no circle have
    /// groups of their own.
    group: Vec<u32>,
}

impl<'a> Circles<'a> {
    fn new(items: usize, stated: &'a [Stated], joined: &'a Dependencies) -> Self {
        Self { stated, joined, group: groups(items, joined) }
    }

    fn group(&self, item: u32) -> u32 {
        self.group.get(item as usize).copied().unwrap_or(NONE)
    }

    /// The numbers of the dependencies that are left out, in order.
    fn bad(&self) -> Vec<(usize, Why)> {
        let mut bad = Vec::new();
        let mut search = Search::new(self);
        let mut steps = STEPS + STEPS_EACH * self.stated.len();
        for (number, edge) in self.stated.iter().enumerate() {
            // Only what lies within a group can close a circle.
            if self.group(edge.item) != self.group(edge.before) {
                continue;
            }
            let why = match search.closes(edge.item, edge.before, &mut steps) {
                None => Some(Why::Tangle),
                Some(true) => Some(Why::Circle),
                Some(false) => None,
            };
            match why {
                Some(why) => bad.push((number, why)),
                None => search.keep(number),
            }
        }
        bad
    }
}

/// Groups of items of which each waits for each other (Tarjan 1972), without recursion: lists are as long as their
/// writers like.
fn groups(items: usize, joined: &Dependencies) -> Vec<u32> {
    let count = crate::number::small(items);
    let mut group = vec![NONE; items];
    // When each was seen, counted from 1, and the earliest that can be reached from it.
    let mut seen = vec![0u32; items];
    let mut low = vec![0u32; items];
    let get = |list: &[u32], item: u32| list.get(item as usize).copied().unwrap_or(0);
    let set = |list: &mut [u32], item: u32, value: u32| {
        if let Some(slot) = list.get_mut(item as usize) {
            *slot = value;
        }
    };
    let (mut clock, mut next_group) = (0, 0);
    let mut open: Vec<u32> = Vec::new();
    let mut way: Vec<(u32, usize)> = Vec::new();
    for start in 0..count {
        if get(&seen, start) != 0 || joined.befores(start).is_empty() {
            continue;
        }
        way.push((start, 0));
        while let Some((item, at)) = way.last_mut() {
            let (item, number) = (*item, *at);
            *at += 1;
            if number == 0 {
                clock += 1;
                set(&mut seen, item, clock);
                set(&mut low, item, clock);
                open.push(item);
            }
            if let Some(before) = joined.befores(item).get(number).copied() {
                if get(&seen, before) == 0 {
                    way.push((before, 0));
                } else if get(&group, before) == NONE {
                    let least = get(&low, item).min(get(&seen, before));
                    set(&mut low, item, least);
                }
                continue;
            }
            way.pop();
            let own = get(&low, item);
            if let Some((above, _)) = way.last() {
                let least = get(&low, *above).min(own);
                set(&mut low, *above, least);
            }
            if own == get(&seen, item) {
                while let Some(member) = open.pop() {
                    set(&mut group, member, next_group);
                    if member == item {
                        break;
                    }
                }
                next_group += 1;
            }
        }
    }
    group
}

/// The dependencies that are kept so far, and a search among them from both ends at once: it ends as soon as either side
/// has nowhere to go, so that a circle is long only where both are.
struct Search<'a> {
    circles: &'a Circles<'a>,
    kept: Vec<bool>,
    /// Numbers of dependencies by the item that is waited for.
    waiting: (Vec<u32>, Vec<u32>),
    sides: [Side; 2],
    round: u32,
}

#[derive(Default)]
struct Side {
    /// The round in which each item was last seen.
    seen: Vec<u32>,
    found: Vec<u32>,
    /// The one of `found` that is looked at, and which of its dependencies is next.
    at: usize,
    next: usize,
}

impl<'a> Search<'a> {
    fn new(circles: &'a Circles<'a>) -> Self {
        let items = circles.group.len();
        let mut before = Vec::with_capacity(circles.stated.len());
        before.extend(circles.stated.iter().map(|edge| edge.before));
        let side = || Side { seen: vec![0; items], ..Side::default() };
        Self {
            circles,
            kept: vec![false; circles.stated.len()],
            waiting: grouped(items, &before),
            sides: [side(), side()],
            round: 0,
        }
    }

    fn keep(&mut self, number: usize) {
        if let Some(slot) = self.kept.get_mut(number) {
            *slot = true;
        }
    }

    /// Whether `before` waits for `item` already; none when there are no steps left.
    fn closes(&mut self, item: u32, before: u32, steps: &mut usize) -> Option<bool> {
        if item == before {
            return Some(true);
        }
        self.round += 1;
        for (side, start) in [before, item].into_iter().enumerate() {
            let side = self.sides.get_mut(side)?;
            side.found.clear();
            side.found.push(start);
            (side.at, side.next) = (0, 0);
            *side.seen.get_mut(start as usize)? = self.round;
        }
        loop {
            for side in 0..2 {
                if *steps == 0 {
                    return None;
                }
                *steps -= 1;
                match self.step(side) {
                    Step::On => {}
                    Step::Met => return Some(true),
                    Step::End => return Some(false),
                }
            }
        }
    }

    fn step(&mut self, number: usize) -> Step {
        let joined = self.circles.joined;
        let [first, second] = &mut self.sides;
        let (own, other) = if number == 0 { (first, second) } else { (second, first) };
        let Some(item) = own.found.get(own.at).copied() else { return Step::End };
        // What the item waits for; or what waits for it.
        let edge = if number == 0 {
            let start = joined.before_starts.get(item as usize).map_or(0, |start| *start as usize);
            joined.befores(item).get(own.next).map(|before| (start + own.next, *before))
        } else {
            let edge = part(&self.waiting.0, &self.waiting.1, item as usize).get(own.next).map(|edge| *edge as usize);
            edge.and_then(|edge| Some((edge, self.circles.stated.get(edge)?.item)))
        };
        let Some((edge, next)) = edge else {
            (own.at, own.next) = (own.at + 1, 0);
            return Step::On;
        };
        own.next += 1;
        if self.kept.get(edge) != Some(&true) {
            return Step::On;
        }
        if other.seen.get(next as usize) == Some(&self.round) {
            return Step::Met;
        }
        if let Some(seen) = own.seen.get_mut(next as usize)
            && *seen != self.round
        {
            *seen = self.round;
            own.found.push(next);
        }
        Step::On
    }
}

enum Step {
    On,
    Met,
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dependencies left out, by waiting item and the one it waits for.
    fn left_out(items: usize, stated: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let edge = |(number, (item, before)): (usize, &(u32, u32))| Stated {
            item: *item,
            before: *before,
            number: u32::try_from(number).unwrap(),
        };
        let mut out = Vec::new();
        let stated = stated.iter().enumerate().map(edge).collect();
        let found = Dependencies::new(items, stated, &mut |edge, why| {
            assert_eq!(why, Why::Circle);
            out.push((edge.item, edge.before));
        });
        let place = |item: u32| found.order.iter().position(|known| *known == item);
        for item in 0..u32::try_from(items).unwrap() {
            assert_eq!(place(item).is_some(), !found.befores(item).is_empty());
            for before in found.befores(item) {
                assert!(place(*before) < place(item), "{before} before {item}");
                assert!(found.afters(*before).contains(&item));
            }
        }
        out
    }

    #[test]
    fn the_one_that_closes_a_circle_is_left_out() {
        assert_eq!(left_out(3, &[(0, 1), (1, 2)]), []);
        assert_eq!(left_out(1, &[(0, 0)]), [(0, 0)]);
        assert_eq!(left_out(2, &[(0, 1), (1, 0)]), [(1, 0)]);
        // 0 waits for 2, 1 for 0; 2 for 1 closes it.
        assert_eq!(left_out(4, &[(0, 2), (1, 0), (2, 1), (2, 3), (3, 1)]), [(2, 1), (3, 1)]);
    }

    #[test]
    fn what_is_left_out_is_what_adding_one_by_one_leaves_out() {
        let mut state = 7u64;
        let mut next = |below: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((state >> 33) % u64::from(below)).unwrap()
        };
        for _ in 0..200 {
            let items = 2 + next(9);
            let mut stated: Vec<(u32, u32)> = (0..next(20)).map(|_| (next(items), next(items))).collect();
            stated.sort_by_key(|edge| edge.0);
            let mut kept: Vec<(u32, u32)> = Vec::new();
            let mut expected = Vec::new();
            for (item, before) in stated.iter().copied() {
                let mut reached = vec![before];
                let mut at = 0;
                while at < reached.len() {
                    for (from, to) in &kept {
                        if *from == reached[at] && !reached.contains(to) {
                            reached.push(*to);
                        }
                    }
                    at += 1;
                }
                if reached.contains(&item) { expected.push((item, before)) } else { kept.push((item, before)) }
            }
            assert_eq!(left_out(items as usize, &stated), expected, "{stated:?}");
        }
    }

    #[test]
    fn long_circles_take_no_longer() {
        const ITEMS: u32 = 200_000;
        let forth: Vec<(u32, u32)> = (0..ITEMS).map(|item| (item, (item + 1) % ITEMS)).collect();
        assert_eq!(left_out_many(&forth), [(ITEMS - 1, 0)]);
        let back: Vec<(u32, u32)> = (0..ITEMS).map(|item| (item, (item + ITEMS - 1) % ITEMS)).collect();
        assert_eq!(left_out_many(&back), [(ITEMS - 1, ITEMS - 2)]);
    }

    fn left_out_many(stated: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let mut out = Vec::new();
        let edges = stated.iter().map(|(item, before)| Stated { item: *item, before: *before, number: 0 }).collect();
        Dependencies::new(stated.len(), edges, &mut |edge, why| {
            assert_eq!(why, Why::Circle);
            out.push((edge.item, edge.before));
        });
        out
    }

    #[test]
    fn a_tangle_ends() {
        // Every item waits for a dozen others far away: nearly all of it is circles.
        const ITEMS: u32 = 20_000;
        let edges = (0..ITEMS).flat_map(|item| (1..13).map(move |step| (item, (item + step * step * 997) % ITEMS)));
        let edges = edges.map(|(item, before)| Stated { item, before, number: 0 }).collect();
        let mut tangled = 0;
        let found = Dependencies::new(ITEMS as usize, edges, &mut |_, why| tangled += usize::from(why == Why::Tangle));
        assert!(tangled > 0);
        assert!(!found.order.is_empty());
    }
}
