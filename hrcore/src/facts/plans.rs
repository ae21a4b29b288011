//! Work plans joined with a policy: whose each item is, what became of it, what waits for what.

use super::{Blocker, Facts, PlanItem};
use crate::compile::Compiled;
use crate::compile::place::Sink;
use crate::number::Rational;
use crate::time::{Instant, Span};

/// The items of all plans that could be read, with their owners.
#[derive(Debug, Default)]
pub(crate) struct PlanFacts<'a> {
    /// The plans, in the order of the facts; without those whose owner is not known.
    pub(crate) plans: Vec<KnownPlan>,
    /// Their items, plan by plan.
    pub(crate) items: Vec<KnownItem<'a>>,
}

/// A plan whose owner is known.
#[derive(Debug, Clone)]
pub(crate) struct KnownPlan {
    /// Index in the document's list.
    pub(crate) number: u32,
    /// The owner, by index.
    pub(crate) person: u32,
    /// The template by which it is judged: the one that it names, or that of the position held on its first day.
    pub(crate) template: Option<usize>,
    /// Whether it says what the template requires.
    pub(crate) is_accepted: bool,
    /// Its days.
    pub(crate) span: Span,
    /// Its items are `items[first..end]`.
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// An item of a plan.
#[derive(Debug, Clone)]
pub(crate) struct KnownItem<'a> {
    pub(crate) of: &'a PlanItem,
    /// The plan, by index in `plans`.
    pub(crate) plan: u32,
    /// The day by which it is due, in the offset of the moment; the last day of the plan where it does not say.
    pub(crate) due_day: i32,
}

/// What became of an item by a moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Progress<'a> {
    /// How much is done, from 0 to 1; 1 when it is done. None where nothing was said.
    pub(crate) share: Option<Rational>,
    pub(crate) done: Option<Instant>,
    pub(crate) is_cancelled: bool,
    /// Whether something stands in the way; what it is, is in `blocker`.
    pub(crate) is_blocked: bool,
    pub(crate) blocker: Option<&'a Blocker>,
    /// How much of its goal is reached, from 0 to 1; none without a goal or a result.
    pub(crate) attainment: Option<Rational>,
}

/// Up to when records are seen.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Until {
    /// Up to a second.
    Moment(i64),
    /// Up to the end of a day, in the offset of each record.
    Day(i32),
}

impl<'a> PlanFacts<'a> {
    /// Joins plans with a policy. Bad records are reported and left out; of a circle of dependencies, the one that
    /// closes it.
    pub(crate) fn new(facts: &'a Facts, policy: &Compiled, sink: &mut Sink) -> Self {
        let _ = (facts, policy, sink);
        Self::default()
    }

    /// The plans of a person, by index in `plans`.
    pub(crate) fn of_person(&self, person: usize) -> &[u32] {
        let _ = person;
        &[]
    }

    /// The item of an id, by index in `items`.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        let _ = id;
        None
    }

    /// What became of an item by then.
    pub(crate) fn progress(&self, item: usize, until: Until) -> Progress<'a> {
        let _ = (item, until);
        Progress::default()
    }

    /// The items that have to be done before an item.
    pub(crate) fn before(&self, item: usize) -> &[u32] {
        let _ = item;
        &[]
    }

    /// The items that wait for an item.
    pub(crate) fn after(&self, item: usize) -> &[u32] {
        let _ = item;
        &[]
    }
}
