//! The plan items in hand that serve objectives.

use crate::facts::{PlanFacts, Until};
use crate::goal::Standings;
use crate::number::float;

use hrcore_stats::real::count;

use super::outcome::{Items, Outcome};

/// Items are as likely done in time as two of three, before any was seen.
const PRIOR: (f64, f64) = (2.0, 1.0);

/// An item that serves an objective.
#[derive(Debug, Clone, Copy)]
struct Item {
    objective: usize,
    weight: f64,
    share: f64,
    is_done: bool,
    due: i32,
}

/// The items of accepted plans.
#[derive(Debug, Default)]
pub(super) struct Hand {
    // By objective.
    items: Vec<Item>,
    /// How many were due by now, and how many of them done in time.
    due: usize,
    in_time: usize,
}

/// What the items of an objective say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) outcome: Outcome,
    pub(super) chance: f64,
    /// How many items say how likely one is done in time.
    pub(super) n: usize,
}

impl Hand {
    /// Looks at every item once.
    pub(super) fn new(stood: &Standings<'_>) -> Self {
        let plans: &PlanFacts<'_> = stood.plans;
        let mut hand = Self::default();
        for (at, item) in plans.items.iter().enumerate() {
            if !plans.plans.get(item.plan as usize).is_some_and(|plan| plan.is_accepted) {
                continue;
            }
            let (found, _) = plans.progress_alone(at, Until::Day(stood.today));
            if found.is_cancelled {
                continue;
            }
            if item.due_day <= stood.today {
                hand.due += 1;
                hand.in_time += usize::from(found.done.is_some_and(|done| !item.is_late(done)));
            }
            if let Some(objective) = item.objective().and_then(|number| stood.goals.stated(number)) {
                let share = found.share.as_ref().and_then(float).unwrap_or(0.0);
                let weight = float(&item.weight()).unwrap_or(1.0);
                let is_done = found.done.is_some();
                hand.items.push(Item { objective, weight, share, is_done, due: item.due_day });
            }
        }
        crate::sort::sort_by(&mut hand.items, |a, b| a.objective.cmp(&b.objective));
        hand
    }

    /// What the items of an objective say that ends on a day; none without any.
    pub(super) fn say(&self, objective: usize, end: i32) -> Option<Said> {
        let first = self.items.partition_point(|item| item.objective < objective);
        let own = self.items.get(first..).unwrap_or_default();
        let own = own.get(..own.partition_point(|item| item.objective == objective)).unwrap_or_default();
        if own.is_empty() {
            return None;
        }
        let (mut weights, mut base, mut rest, mut open, mut late) = (0.0, 0.0, 0.0, 0, false);
        for item in own {
            weights += item.weight;
            base += item.weight * item.share;
            if !item.is_done && item.due <= end {
                rest += item.weight * (1.0 - item.share);
                open += 1;
            }
            late |= !item.is_done && item.due > end;
        }
        let a = PRIOR.0 + count(self.in_time);
        let items = Items { open, a, b: PRIOR.1 + count(self.due - self.in_time) };
        let share = items.share();
        let to = |share: f64| ((base + rest * share) / weights).clamp(0.0, 1.0);
        Some(Said {
            outcome: Outcome { mean: to(share.mean), ends: share.ends.map(to) },
            // What is due later is not done by then.
            chance: if late { 0.0 } else { items.all() },
            n: self.due,
        })
    }
}
