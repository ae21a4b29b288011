//! Work plans joined with a policy: whose each item is, what became of it, what waits for what.

pub(super) mod depends;
mod join;
mod progress;
mod says;

use super::names::{Named, Names};
use super::{Due, Employee, Milestone, Objective, PlanGoal, PlanItem, PlanUpdate};
use crate::number::{Decimal, Rational};
use crate::policy::Unit;
use crate::time::{Instant, Span};
use crate::values::Id;

pub(crate) use progress::{Figure, Progress, Until};
pub(crate) use says::Lack;

/// Stands for no metric, and for an update of no item.
const NONE: u32 = u32::MAX;

/// The items of all plans that could be read, with their owners.
#[derive(Debug)]
pub(crate) struct PlanFacts<'a> {
    /// The plans, in the order of the facts; without those whose owner is not known.
    pub(crate) plans: Vec<KnownPlan>,
    /// Their items, plan by plan.
    pub(crate) items: Vec<KnownItem<'a>>,
    names: Names,
    people: Named<'a, Employee>,
    objectives: Named<'a, Objective>,
    milestones: Named<'a, Milestone>,
    /// The plans of person `p` are `person_plans[person_starts[p]..person_starts[p + 1]]`.
    person_starts: Vec<u32>,
    person_plans: Vec<u32>,
    updates: &'a [PlanUpdate],
    /// What those of item `i` say is `said[said_starts[i]..said_starts[i + 1]]`, in the order of time.
    said_starts: Vec<u32>,
    said: Vec<progress::Said>,
    dependencies: depends::Dependencies,
}

/// A plan whose owner is known.
#[derive(Debug, Clone)]
pub(crate) struct KnownPlan {
    /// Index in the document's list.
    pub(crate) number: u32,
    /// The owner, by index.
    pub(crate) person: u32,
    /// The template by which it is judged: the one that it names, or that of the first position held in its days.
    pub(crate) template: Option<usize>,
    /// Whether it says what the template requires.
    pub(crate) is_accepted: bool,
    /// Its days.
    pub(crate) span: Span,
    /// From the first to the last day on which an item of it is due.
    pub(crate) due: Option<Span>,
    /// Its items are `items[first..end]`.
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// An item of a plan. What most questions ask of it stands here, beside that of the others: the item itself lies
/// elsewhere, with its texts, and reaching it takes longer than what is done with it.
#[derive(Debug, Clone)]
pub(crate) struct KnownItem<'a> {
    pub(crate) of: &'a PlanItem,
    /// The plan, by index in `plans`.
    pub(crate) plan: u32,
    /// The day by which it is due, in the offset of the moment; the last day of the plan where it does not say.
    pub(crate) due_day: i32,
    /// The moment by which it is due, in seconds, where it says one.
    due_second: i64,
    is_due_at: bool,
    /// Whether it says itself since when it is done.
    says_done: bool,
    /// The metric that its goal is about, by index.
    metric: u32,
    /// The objective that it serves, by index in the document.
    objective: u32,
    /// Its weight, where that is a small whole number; else zero.
    weight: u16,
    /// Whether it states what it adds to its objective.
    pub(crate) adds: bool,
    /// Whether it has a result of its own that fits its goal.
    has_result: bool,
    /// The unit of its goal; none where there is no goal, or a bad one.
    unit: Option<Unit>,
    /// Whether less is better of its goal.
    is_lower: bool,
}

impl<'a> KnownItem<'a> {
    /// An item of a plan, whose goal is not looked at yet.
    fn new(of: &'a PlanItem, plan: u32, days: Span) -> Self {
        let (due_day, due) = match of.due {
            Some(Due::Day(day)) => (Span::new(day, None).first, None),
            Some(Due::At(due)) => (due.day(), Some(due.seconds())),
            None => (days.last, None),
        };
        Self {
            of,
            plan,
            due_day,
            due_second: due.unwrap_or(0),
            is_due_at: due.is_some(),
            says_done: of.done.is_some(),
            metric: NONE,
            objective: NONE,
            weight: of.weight.as_deref().map_or(1, |weight| small_whole(*weight)),
            adds: of.contribution.is_some(),
            has_result: of.result.is_some(),
            unit: None,
            is_lower: false,
        }
    }

    /// The second by which it is due, where it says one.
    pub(crate) fn due_second(&self) -> Option<i64> {
        self.is_due_at.then_some(self.due_second)
    }

    /// Whether it was late, done by then.
    pub(crate) fn is_late(&self, done: Instant) -> bool {
        self.due_second().map_or_else(|| done.day() > self.due_day, |due| done.seconds() > due)
    }

    /// Its weight among others.
    pub(crate) fn weight(&self) -> Rational {
        match self.weight {
            0 => self.of.weight.as_ref().map_or(Rational::ONE, |weight| weight.to_rational()),
            weight => Rational::from(u32::from(weight)),
        }
    }

    /// The objective that it serves, by index in the document.
    pub(crate) fn objective(&self) -> Option<usize> {
        (self.objective != NONE).then_some(self.objective as usize)
    }

    /// Whether it has a goal that is not left out.
    pub(crate) fn has_goal(&self) -> bool {
        self.unit.is_some()
    }

    /// Its goal, unless that is bad and left out.
    pub(crate) fn goal(&self) -> Option<&'a PlanGoal> {
        self.of.goal.as_deref().filter(|_| self.unit.is_some())
    }

    /// The metric that its goal is about, by index.
    pub(crate) fn goal_metric(&self) -> Option<usize> {
        (self.metric != NONE).then_some(self.metric as usize)
    }
}

impl PlanFacts<'_> {
    /// The plans of a person, by index in `plans`.
    pub(crate) fn of_person(&self, person: usize) -> &[u32] {
        part(&self.person_starts, &self.person_plans, person)
    }

    /// The item of an id, by index in `items`.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.names.find(id, &|item| self.items.get(item).map_or("", |item| item.of.id.as_str()))
    }

    /// The person of an id, by index.
    pub(crate) fn person(&self, id: &Id) -> Option<usize> {
        self.people.find(id)
    }

    /// The milestone of an id, by index in the document.
    pub(crate) fn milestone(&self, id: &Id) -> Option<usize> {
        self.milestones.find(id)
    }

    /// The items that have to be done before an item, each once, in the order in which it names them.
    pub(crate) fn before(&self, item: usize) -> &[u32] {
        part(&self.dependencies.before_starts, &self.dependencies.before, item)
    }

    /// The items that wait for an item, in the order of the facts.
    pub(crate) fn after(&self, item: usize) -> &[u32] {
        part(&self.dependencies.after_starts, &self.dependencies.after, item)
    }

    /// The items that depend on others, each behind those on which it depends.
    pub(crate) fn in_order(&self) -> &[u32] {
        &self.dependencies.order
    }
}

/// A weight that is a whole number of few digits; else zero, which no weight is.
fn small_whole(weight: Decimal) -> u16 {
    if weight.scale() == 0 { u16::try_from(weight.mantissa()).unwrap_or(0) } else { 0 }
}

/// What stands in a list of lists under a number.
pub(super) fn part<'l, T>(starts: &[u32], list: &'l [T], number: usize) -> &'l [T] {
    match (starts.get(number), starts.get(number + 1)) {
        (Some(start), Some(end)) => list.get(*start as usize..*end as usize).unwrap_or_default(),
        _ => &[],
    }
}

/// Puts numbers into lists by an owner, in their own order: where the list of each owner starts, and the lists.
pub(super) fn grouped(owners: usize, owner_of: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let (mut starts, count) = ends(owners, owner_of);
    let mut list = vec![0; count];
    place(&mut starts, owner_of, &mut |slot, number| {
        if let Some(slot) = list.get_mut(slot) {
            *slot = crate::number::small(number);
        }
    });
    (starts, list)
}

/// Where the list of each owner ends, and how much stands in all. Numbers beyond the owners are left out.
fn ends(owners: usize, owner_of: &[u32]) -> (Vec<u32>, usize) {
    let mut ends = vec![0u32; owners + 1];
    for owner in owner_of {
        if let Some(slot) = ends.get_mut(*owner as usize) {
            *slot += 1;
        }
    }
    let mut end = 0;
    for slot in &mut ends {
        end += *slot;
        *slot = end;
    }
    (ends, end as usize)
}

/// Shows which place each number takes in the lists, the last first; what were their ends become their starts.
fn place(ends: &mut [u32], owner_of: &[u32], show: &mut dyn FnMut(usize, usize)) {
    for (number, owner) in owner_of.iter().enumerate().rev() {
        if let Some(end) = ends.get_mut(*owner as usize) {
            *end -= 1;
            show(*end as usize, number);
        }
    }
}
