//! The plan items that serve objectives: how many, how far along, what they add up to, and which serve none.

use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::facts::{Facts, GoalFacts, KnownItem, KnownObjective, PlanFacts, Until};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::policy::Unit;
use crate::sort;
use crate::time::Span;
use crate::values::{Amount, Id};

use super::answer::{Coverage, PlannedSum, UnalignedItem};
use super::{figure, progress, small};

/// At most so many items that serve nothing are listed.
const LISTED: usize = 1_000;

/// What items do for objectives.
#[derive(Debug, Default)]
pub(super) struct Work<'a> {
    // By objective: how many items serve it.
    counts: Vec<u32>,
    // The same, of it and of all below.
    counts_below: Vec<u32>,
    // By objective: weight and share done of each item.
    shares: Vec<(u32, Rational, Rational)>,
    // By unit and currency, then by where an objective stands in the tree: the sum up to there, and of how many items.
    sums: Vec<(Key<'a>, u32, Rational, u32)>,
    // By objective: where it stands in the tree, and behind which place those below it end.
    places: Vec<(u32, u32)>,
    // Items of accepted plans, how many of them serve an objective, and those that serve none.
    items: u32,
    aligned: u32,
    unaligned: Vec<UnalignedItem>,
}

/// The unit and currency of a figure.
type Key<'a> = (Unit, Option<&'a Id>);

fn key<'a>(objective: &KnownObjective<'a>) -> Key<'a> {
    (objective.unit, objective.currency)
}

impl<'a> Work<'a> {
    /// Looks at every item once. Contributions that do not fit are reported. Of the coverage only items of plans whose
    /// days lie in a period count, where one is asked for.
    pub(super) fn new(
        (facts, plans): (&Facts, &PlanFacts<'_>),
        goals: &GoalFacts<'a>,
        (today, asked): (i32, Option<Span>),
        sink: &mut Sink,
    ) -> Self {
        let count = goals.objectives.len();
        let mut work = Self { counts: vec![0; count], places: vec![(0, 0); count], ..Self::default() };
        let order = goals.downwards();
        work.place(goals, &order);
        // Items that stand together mostly serve the same objective.
        let mut near: Option<(&Id, Option<usize>)> = None;
        for (at, item) in plans.items.iter().enumerate() {
            let Some(plan) = plans.plans.get(item.plan as usize).filter(|plan| plan.is_accepted) else { continue };
            let found = plans.progress(at, Until::Day(today));
            if found.is_cancelled {
                continue;
            }
            let objective = item.of.objective.as_ref().and_then(|id| match near {
                Some((known, found)) if known == id => found,
                _ => {
                    let found = goals.find(id.as_str());
                    near = Some((id, found));
                    found
                }
            });
            if asked.is_none_or(|asked| asked.contains(plan.span)) {
                work.cover(facts, (plan.person, item), objective.is_some());
            }
            let Some(objective) = objective else { continue };
            if let Some(served) = work.counts.get_mut(objective) {
                *served += 1;
            }
            let weight = item.of.weight.as_ref().map_or(Rational::ONE, |weight| weight.to_rational());
            work.shares.push((small(objective), weight, found.share.unwrap_or(Rational::ZERO)));
            // What is added to a label has been reported.
            let of = goals.objectives.get(objective).filter(|of| of.unit != Unit::Label);
            if let (Some(stated), Some(of)) = (&item.of.contribution, of) {
                match contribution(of, **stated) {
                    Ok(value) => {
                        let place = work.places.get(objective).map_or(0, |place| place.0);
                        work.sums.push((key(of), place, value, 1));
                    }
                    Err(code) if !sink.is_full() => report(facts, plan.number as usize, item, code, sink),
                    Err(_) => {}
                }
            }
        }
        work.add_up(goals, &order);
        work
    }

    /// Where each stands: those below one follow it without a gap.
    fn place(&mut self, goals: &GoalFacts<'_>, order: &[u32]) {
        for (place, at) in order.iter().enumerate() {
            if let Some(slot) = self.places.get_mut(*at as usize) {
                *slot = (small(place), small(place) + 1);
            }
        }
        for at in order.iter().rev() {
            let end = self.places.get(*at as usize).map_or(0, |place| place.1);
            let parent = goals.objectives.get(*at as usize).and_then(|objective| objective.parent);
            if let Some(above) = parent.and_then(|parent| self.places.get_mut(parent as usize)) {
                above.1 = above.1.max(end);
            }
        }
    }

    fn cover(&mut self, facts: &Facts, (person, item): (u32, &KnownItem<'_>), is_aligned: bool) {
        self.items += 1;
        if is_aligned {
            self.aligned += 1;
        } else if self.unaligned.len() < LISTED
            && let Some(employee) = facts.document().employees.get(person as usize)
        {
            self.unaligned.push(UnalignedItem { item: item.of.id.clone(), employee: employee.id.clone() });
        }
    }

    fn add_up(&mut self, goals: &GoalFacts<'_>, order: &[u32]) {
        self.counts_below.clone_from(&self.counts);
        for at in order.iter().rev() {
            let own = self.counts_below.get(*at as usize).copied().unwrap_or(0);
            let parent = goals.objectives.get(*at as usize).and_then(|objective| objective.parent);
            if let Some(above) = parent.and_then(|parent| self.counts_below.get_mut(parent as usize)) {
                *above = above.saturating_add(own);
            }
        }
        sort::sort_by(&mut self.shares, |a, b| a.0.cmp(&b.0));
        sort::sort_by(&mut self.sums, |a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        let (mut sum, mut count) = (Rational::ZERO, 0);
        for entry in &mut self.sums {
            sum = &sum + &entry.2;
            count += entry.3;
            entry.2.clone_from(&sum);
            entry.3 = count;
        }
    }

    /// How many items serve an objective.
    pub(super) fn count(&self, objective: usize) -> u32 {
        self.counts.get(objective).copied().unwrap_or(0)
    }

    /// Whether no item serves an objective, nor any of those below it.
    pub(super) fn is_idle(&self, objective: usize) -> bool {
        self.counts_below.get(objective) == Some(&0)
    }

    /// The mean of what is done of the items that serve an objective.
    pub(super) fn progress(&self, objective: usize) -> Option<Rational> {
        let start = self.shares.partition_point(|(of, ..)| (*of as usize) < objective);
        let own = self.shares.get(start..)?.iter().take_while(|(of, ..)| *of as usize == objective);
        let shares: Vec<(&Rational, &Rational)> = own.map(|(_, weight, share)| (weight, share)).gather();
        progress::mean(&shares, &Rational::ZERO)
    }

    /// Whether the plans in hand add up to an objective.
    pub(super) fn planned(&self, objective: &KnownObjective<'_>, at: usize) -> Option<PlannedSum> {
        let (start, end) = self.places.get(at).copied()?;
        let key = key(objective);
        let before = |place: u32| {
            let at = self.sums.partition_point(|entry| (&entry.0, entry.1) < (&key, place));
            let last = at.checked_sub(1).and_then(|at| self.sums.get(at));
            last.map_or((Rational::ZERO, 0), |(_, _, sum, count)| (sum.clone(), *count))
        };
        let ((to, items), (from, earlier)) = (before(end), before(start));
        if items == earlier {
            return None;
        }
        let planned = &to - &from;
        let (base, target) = (objective.from.as_ref()?, objective.target.as_ref()?);
        let needed = if objective.is_lower_better { base - target } else { target - base };
        let show = |value: &Rational| figure(objective, value);
        let gap = &needed - &planned;
        let is_short = gap.signum() > 0;
        Some(PlannedSum {
            share: planned.checked_div(&needed).filter(|_| needed.signum() > 0).map(Figure::new),
            gap: is_short.then(|| show(&gap)),
            needed: show(&needed),
            planned: show(&planned),
            state: if is_short { "short" } else { "reaches" },
            items: items - earlier,
        })
    }

    /// What serves what, with the objectives that nothing serves.
    pub(super) fn coverage(&mut self, idle: Vec<Id>) -> Coverage {
        Coverage {
            items: self.items,
            aligned: self.aligned,
            share: Rational::new(self.aligned.into(), self.items.into()).map(Figure::new),
            unaligned: Few(std::mem::take(&mut self.unaligned)),
            idle: Few(idle),
        }
    }
}

/// What an item adds to an objective, in its unit; a percentage is one of where it starts.
fn contribution(objective: &KnownObjective<'_>, stated: Amount) -> Result<Rational, Code> {
    match (&objective.from, stated.percent) {
        (Some(from), true) => Ok(from * &Rational::from_scaled(stated.number.mantissa(), stated.number.scale() + 2)),
        (None, true) => Err(Code::PercentNotAllowed),
        (_, false) => objective.unit.value(stated),
    }
}

/// Reports a contribution at its item, whose place is looked for only now.
fn report(facts: &Facts, number: usize, item: &KnownItem<'_>, code: Code, sink: &mut Sink) {
    let root = Place::ROOT;
    let list = root.field("plans");
    let plan = list.item(number);
    let items = plan.field("items");
    let stated = facts.document().plans.get(number).map_or(&[][..], |plan| &plan.items);
    let place = stated.iter().position(|stated| std::ptr::eq(stated, item.of)).unwrap_or_default();
    let message = format_args!("this does not fit the objective's unit");
    let hint = format_args!("a percentage is one of `from`, which the objective has to state");
    sink.advise(&items.item(place), "contribution", code, message, hint);
}
