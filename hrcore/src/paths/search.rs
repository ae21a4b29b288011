//! Simple paths through the lattice: shorter ones first, then in the order of the policy, and no more than are wanted.

use crate::compile::Ways;

/// Moves, by number.
pub(super) type Way = Vec<usize>;

/// The lattice, by the position that a move leaves and the one that it reaches.
#[derive(Debug)]
pub(super) struct Lattice<'a> {
    /// From where to where each move leads.
    moves: Vec<(usize, usize)>,
    ways: &'a Ways,
    // How far each position is from where all ways lead; of the last search.
    distance: Vec<Option<usize>>,
    near: Vec<usize>,
}

/// The best of the ways that share their first moves, and then take none of those that are barred.
#[derive(Debug)]
struct Candidate {
    way: Way,
    shared: usize,
    barred: Vec<usize>,
}

impl<'a> Lattice<'a> {
    pub(super) fn new(moves: Vec<(usize, usize)>, ways: &'a Ways) -> Self {
        Self { moves, ways, distance: vec![None; ways.positions()], near: Vec::new() }
    }

    fn end(&self, from: usize, way: &[usize]) -> usize {
        way.last().and_then(|step| self.moves.get(*step)).map_or(from, |(_, to)| *to)
    }

    fn visits(&self, from: usize, way: &[usize], position: usize) -> bool {
        position == from || way.iter().any(|step| self.moves.get(*step).is_some_and(|(_, to)| *to == position))
    }

    /// The ways of at most so many moves to anywhere, and whether there are more than `most`. Each step of a way is the
    /// end of another, so that no work is in vain.
    pub(super) fn everywhere(&self, from: usize, steps: usize, most: usize) -> (Vec<Way>, bool) {
        let mut found: Vec<Way> = Vec::new();
        let mut level: Vec<Way> = vec![Vec::new()];
        for _ in 0..steps {
            let mut next: Vec<Way> = Vec::new();
            for way in &level {
                for step in self.ways.leaving(self.end(from, way)) {
                    let Some((_, to)) = self.moves.get(*step).copied() else { continue };
                    if self.visits(from, way, to) {
                        continue;
                    }
                    if found.len() + next.len() >= most {
                        found.append(&mut next);
                        return (found, true);
                    }
                    let mut longer = way.clone();
                    longer.push(*step);
                    next.push(longer);
                }
            }
            found.extend_from_slice(&next);
            level = next;
        }
        (found, false)
    }

    /// The ways of at most so many moves to one position, and whether there are more than `most`.
    ///
    /// The ways are divided into groups, of each of which the best is known (Lawler 1972, after Yen 1971): taking the
    /// best of all divides its group further. Each way costs as many searches as it has moves, however many there are.
    pub(super) fn toward(&mut self, from: usize, to: usize, steps: usize, most: usize) -> (Vec<Way>, bool) {
        let mut found: Vec<Way> = Vec::new();
        let mut open: Vec<Candidate> = Vec::new();
        open.extend(self.best(from, to, &[], Vec::new(), steps));
        loop {
            let best = open.iter().enumerate().min_by(|(_, a), (_, b)| rank(&a.way).cmp(&rank(&b.way)));
            let Some(best) = best.map(|(at, _)| at) else { return (found, false) };
            let Candidate { way, shared, barred } = open.swap_remove(best);
            if found.len() >= most {
                return (found, true);
            }
            for (at, step) in way.iter().enumerate().skip(shared) {
                let mut barred = if at == shared { barred.clone() } else { Vec::new() };
                barred.push(*step);
                open.extend(self.best(from, to, way.get(..at).unwrap_or_default(), barred, steps));
            }
            found.push(way);
        }
    }

    /// The shortest way that begins with some moves and continues with none that is barred; of several the first in the
    /// order of the policy.
    fn best(&mut self, from: usize, to: usize, first: &[usize], barred: Vec<usize>, steps: usize) -> Option<Candidate> {
        if self.visits(from, first, to) {
            return None;
        }
        let start = self.end(from, first);
        let left = steps.checked_sub(first.len() + 1)?;
        self.measure(from, to, first, left);
        let mut way: Way = first.to_vec();
        let mut at = start;
        let mut limit = None;
        while at != to {
            let mut next: Option<(usize, usize, usize)> = None;
            for step in self.ways.leaving(at) {
                if at == start && barred.contains(step) {
                    continue;
                }
                let Some((_, reached)) = self.moves.get(*step).copied() else { continue };
                let Some(rest) = self.distance.get(reached).copied().flatten() else { continue };
                if limit.is_none_or(|limit| rest < limit) && next.is_none_or(|(least, ..)| rest < least) {
                    next = Some((rest, *step, reached));
                }
            }
            let (rest, step, reached) = next?;
            limit = Some(rest);
            way.push(step);
            at = reached;
        }
        Some(Candidate { way, shared: first.len(), barred })
    }

    /// Measures how far positions are from `to` without those that a way has been to, up to a distance.
    fn measure(&mut self, from: usize, to: usize, first: &[usize], most: usize) {
        for position in std::mem::take(&mut self.near) {
            if let Some(slot) = self.distance.get_mut(position) {
                *slot = None;
            }
        }
        let mut level = vec![to];
        for distance in 0..=most {
            for position in &level {
                if let Some(slot) = self.distance.get_mut(*position) {
                    *slot = Some(distance);
                }
            }
            let mut next: Vec<usize> = Vec::new();
            for step in level.iter().flat_map(|position| self.ways.entering(*position)) {
                let Some((before, _)) = self.moves.get(*step).copied() else { continue };
                let is_new = self.distance.get(before) == Some(&None);
                if is_new && !self.visits(from, first, before) {
                    next.push(before);
                }
            }
            // A position that several moves leave is one position.
            crate::sort::sort(&mut next);
            next.dedup();
            self.near.append(&mut level);
            level = next;
        }
    }
}

/// Shorter first, then in the order of the policy.
fn rank(way: &Way) -> (usize, &Way) {
    (way.len(), way)
}
