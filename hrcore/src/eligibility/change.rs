//! What would turn a decision: the smallest single change, and the cheapest set of changes.
//!
//! A change makes one test hold that does not (or, below `not`, one not hold that does). Without tests that stand in
//! several places, the cheapest set follows from the tree: the sum for `all`, the least for `any`, the k least for
//! `of`. Those that stand in several places are few, and every choice of them is tried.

use crate::compile::Requirement;
use crate::condition::{Tree, Truth};
use crate::gather::Gather as _;
use crate::number::Rational;

use super::judge::Outcome;
use super::report::LONG;

/// Changes that turn a decision.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) cost: Rational,
    /// What remains to be done in all of them together.
    rest: Rational,
    /// The places of the tests that change, in the order of the policy.
    pub(crate) places: Vec<usize>,
}

impl Default for Plan {
    fn default() -> Self {
        Self { cost: Rational::ZERO, rest: Rational::ZERO, places: Vec::new() }
    }
}

impl Plan {
    fn is_better(&self, other: &Self) -> bool {
        (&self.cost, &self.rest, &self.places) < (&other.cost, &other.rest, &other.places)
    }

    fn and(mut self, other: &Self) -> Self {
        self.cost = &self.cost + &other.cost;
        // Between plans of equal cost only: what is too long to add counts as nothing more.
        let rest = &self.rest + &other.rest;
        if rest.bits() <= LONG {
            self.rest = rest;
        }
        self.places.extend_from_slice(&other.places);
        self
    }
}

/// Searches for changes of one decision.
#[derive(Debug)]
pub(crate) struct Search<'a> {
    requirement: &'a Requirement,
    /// The truth of each test as it is, or as a change would make it.
    truths: Vec<Truth>,
    rests: Vec<Rational>,
    /// The first place of each test, and how many it has.
    first: Vec<(usize, usize)>,
    /// Whether every test counts the same, whoever can change it.
    alike: bool,
}

/// The places of the fewest tests that would have to come out otherwise, in the order of the policy; none where no tests
/// would do.
pub(crate) fn fewest(requirement: &Requirement, outcomes: &[Outcome]) -> Vec<usize> {
    let mut search = Search { alike: true, ..Search::new(requirement, outcomes) };
    search.cheapest().map(|plan| plan.places).unwrap_or_default()
}

impl<'a> Search<'a> {
    pub(crate) fn new(requirement: &'a Requirement, outcomes: &[Outcome]) -> Self {
        let rest = |outcome: &Outcome| outcome.progress.as_ref().map_or(Rational::ONE, |done| &Rational::ONE - done);
        let first = (0..outcomes.len()).map(|test| {
            let mut places = requirement.places.iter().enumerate().filter(|(_, place)| place.test == test);
            (places.next().map_or(0, |(place, _)| place), 1 + places.count())
        });
        Self {
            requirement,
            truths: outcomes.iter().map(|outcome| outcome.truth).gather(),
            rests: outcomes.iter().map(rest).gather(),
            first: first.gather(),
            alike: false,
        }
    }

    fn holds(&self) -> bool {
        let truth = |place: &usize| {
            let test = self.requirement.places.get(*place).map(|place| place.test);
            test.and_then(|test| self.truths.get(test)).copied().unwrap_or(Truth::Unknown)
        };
        self.requirement.tree.truth(&mut |place| truth(place)) == Truth::True
    }

    /// The change of one test, if the person can bring it about.
    fn change(&self, test: usize, to: Truth) -> Option<Plan> {
        let (first, _) = *self.first.get(test)?;
        let place = self.requirement.places.get(first)?;
        let allowed = self.alike || if to == Truth::True { place.changeable } else { place.undoable };
        let cost = if self.alike { Rational::ONE } else { place.cost.clone() };
        // To undo what holds, all of it has to go.
        let rest = if to == Truth::True { self.rests.get(test)?.clone() } else { Rational::ONE };
        allowed.then(|| Plan { cost, rest, places: vec![first] })
    }

    fn set(&mut self, test: usize, truth: Truth) {
        if let Some(slot) = self.truths.get_mut(test) {
            *slot = truth;
        }
    }

    /// The one change of least cost that turns the decision by itself.
    pub(crate) fn smallest(&mut self) -> Option<Plan> {
        if self.holds() {
            return None;
        }
        let mut best: Option<Plan> = None;
        for test in 0..self.truths.len() {
            let Some(truth) = self.truths.get(test).copied() else { continue };
            for to in [Truth::True, Truth::False] {
                let Some(plan) = self.change(test, to).filter(|_| to != truth) else { continue };
                self.set(test, to);
                if self.holds() && best.as_ref().is_none_or(|best| plan.is_better(best)) {
                    best = Some(plan);
                }
                self.set(test, truth);
            }
        }
        best
    }

    /// The set of changes of least cost that turns the decision.
    pub(crate) fn cheapest(&mut self) -> Option<Plan> {
        if self.holds() {
            return None;
        }
        let several: Vec<usize> =
            (0..self.first.len()).filter(|test| self.first.get(*test).is_some_and(|(_, count)| *count > 1)).gather();
        let mut best = None;
        self.choose(&several, &Plan::default(), &mut best);
        best.map(|mut plan: Plan| {
            crate::sort::sort(&mut plan.places);
            plan
        })
    }

    /// Tries every choice of the tests that stand in several places, then lets the tree decide about the others.
    fn choose(&mut self, several: &[usize], chosen: &Plan, best: &mut Option<Plan>) {
        let Some((test, others)) = several.split_first() else {
            if let Some(plan) = self.solve(&self.requirement.tree, true) {
                let mut plan = plan.and(chosen);
                crate::sort::sort(&mut plan.places);
                if best.as_ref().is_none_or(|best| plan.is_better(best)) {
                    *best = Some(plan);
                }
            }
            return;
        };
        self.choose(others, chosen, best);
        let Some(truth) = self.truths.get(*test).copied() else { return };
        for to in [Truth::True, Truth::False] {
            if let Some(plan) = self.change(*test, to).filter(|_| to != truth) {
                self.set(*test, to);
                self.choose(others, &plan.and(chosen), best);
                self.set(*test, truth);
            }
        }
    }

    /// The cheapest way to make a part hold, or not hold.
    fn solve(&self, tree: &Tree<usize>, wanted: bool) -> Option<Plan> {
        match tree {
            Tree::Test(place) => {
                let test = self.requirement.places.get(*place)?.test;
                let to = Truth::from(wanted);
                if self.truths.get(test) == Some(&to) {
                    return Some(Plan::default());
                }
                // Those in several places have been decided already.
                let (_, count) = self.first.get(test)?;
                if *count > 1 { None } else { self.change(test, to) }
            }
            Tree::Not(part) => self.solve(part, !wanted),
            Tree::All(parts) if wanted => self.some(parts, parts.len(), true),
            Tree::Any(parts) if wanted => self.some(parts, 1, true),
            Tree::AtLeast(count, parts) if wanted => self.some(parts, *count, true),
            // As many must not hold as leave too few that do.
            Tree::All(parts) => self.some(parts, 1, false),
            Tree::Any(parts) => self.some(parts, parts.len(), false),
            Tree::AtLeast(count, parts) => self.some(parts, (parts.len() + 1).saturating_sub(*count), false),
        }
    }

    /// The cheapest way for so many parts.
    fn some(&self, parts: &[Tree<usize>], count: usize, wanted: bool) -> Option<Plan> {
        let mut plans: Vec<Plan> = Vec::with_capacity(parts.len());
        for part in parts {
            plans.extend(self.solve(part, wanted));
        }
        if plans.len() < count {
            return None;
        }
        crate::sort::sort_by(&mut plans, |a, b| (&a.cost, &a.rest, &a.places).cmp(&(&b.cost, &b.rest, &b.places)));
        let chosen = plans.iter().take(count);
        Some(chosen.fold(Plan::default(), |sum, plan| sum.and(plan)))
    }
}
