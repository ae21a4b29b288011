//! The plan items that serve objectives: how many, how far along, what they add up to, and which serve none.

use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::facts::{Facts, GoalFacts, KnownItem, KnownObjective, PlanFacts, Until};
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::policy::Unit;
use crate::sort;
use crate::time::Span;
use crate::values::{Amount, Id};

use super::answer::{Coverage, PlannedSum, UnalignedItem};
use super::{figure, small};

/// At most so many items that serve nothing are listed.
const LISTED: usize = 1_000;

/// What items do for objectives.
#[derive(Debug, Default)]
pub(super) struct Work<'a> {
    // By objective.
    served: Vec<Served>,
    // By unit and currency, then by where an objective stands in the tree: the sum up to there, and of how many items.
    sums: Vec<(Key<'a>, u32, Rational, u32)>,
    // Items of accepted plans, how many of them serve an objective, and those that serve none.
    items: u32,
    aligned: u32,
    unaligned: Vec<UnalignedItem>,
}

/// What items do for one objective.
#[derive(Debug, Clone)]
struct Served {
    /// How many items serve it, and how many it or those below it.
    count: u32,
    count_below: u32,
    /// Their weights, and of these what is done.
    weights: Rational,
    done: Rational,
    /// What they add to it, and how many say so.
    added: Rational,
    adding: u32,
    /// Where it stands in the tree, and behind which place those below it end.
    place: (u32, u32),
}

const NOTHING: Served = Served {
    count: 0,
    count_below: 0,
    weights: Rational::ZERO,
    done: Rational::ZERO,
    added: Rational::ZERO,
    adding: 0,
    place: (0, 0),
};

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
        let mut work = Self { served: vec![NOTHING; goals.objectives.len()], ..Self::default() };
        // What the objectives of the document are here, each looked up once.
        let stated = &facts.document().objectives;
        let mut known: Vec<Option<Option<usize>>> = vec![None; stated.len()];
        for (at, item) in plans.items.iter().enumerate() {
            let Some(plan) = plans.plans.get(item.plan as usize).filter(|plan| plan.is_accepted) else { continue };
            let (found, _) = plans.progress_alone(at, Until::Day(today));
            if found.is_cancelled {
                continue;
            }
            let objective = item.objective().and_then(|number| {
                let find = || stated.get(number).and_then(|objective| goals.find(objective.id.as_str()));
                known.get_mut(number).and_then(|known| *known.get_or_insert_with(find))
            });
            if asked.is_none_or(|asked| asked.contains(plan.span)) {
                work.cover(facts, (plan.person, item), objective.is_some());
            }
            let Some((of, served)) =
                objective.and_then(|at| Some((goals.objectives.get(at)?, work.served.get_mut(at)?)))
            else {
                continue;
            };
            let weight = item.weight();
            served.count += 1;
            if let Some(share) = found.share {
                served.done = &served.done + &(&weight * &share);
            }
            served.weights = &served.weights + &weight;
            // What is added to a label has been reported.
            let adds = if item.adds && of.unit != Unit::Label { item.of.contribution.as_ref() } else { None };
            match adds.map(|stated| contribution(of, **stated)) {
                Some(Ok(value)) => {
                    served.added = &served.added + &value;
                    served.adding += 1;
                }
                Some(Err(code)) if !sink.is_full() => report(facts, plan.number as usize, item, code, sink),
                _ => {}
            }
        }
        work.add_up(goals);
        work
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

    /// Brings together what stands in the tree: those below an objective follow it without a gap.
    fn add_up(&mut self, goals: &GoalFacts<'a>) {
        let order = goals.downwards();
        for (place, at) in order.iter().enumerate() {
            if let (Some(served), Some(of)) = (self.served.get_mut(*at as usize), goals.objectives.get(*at as usize)) {
                served.place = (small(place), small(place) + 1);
                served.count_below = served.count;
                if served.adding > 0 {
                    self.sums.push((key(of), small(place), served.added.clone(), served.adding));
                }
            }
        }
        for at in order.iter().rev() {
            let Some((own, end)) = self.served.get(*at as usize).map(|own| (own.count_below, own.place.1)) else {
                continue;
            };
            let parent = goals.objectives.get(*at as usize).and_then(|objective| objective.parent);
            if let Some(above) = parent.and_then(|parent| self.served.get_mut(parent as usize)) {
                above.count_below = above.count_below.saturating_add(own);
                above.place.1 = above.place.1.max(end);
            }
        }
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
        self.served.get(objective).map_or(0, |served| served.count)
    }

    /// Whether no item serves an objective, nor any of those below it.
    pub(super) fn is_idle(&self, objective: usize) -> bool {
        self.served.get(objective).is_some_and(|served| served.count_below == 0)
    }

    /// The mean of what is done of the items that serve an objective.
    pub(super) fn progress(&self, objective: usize) -> Option<Rational> {
        let served = self.served.get(objective)?;
        served.done.checked_div(&served.weights)
    }

    /// Whether the plans in hand add up to an objective.
    pub(super) fn planned(&self, objective: &KnownObjective<'_>, at: usize) -> Option<PlannedSum> {
        let (start, end) = self.served.get(at)?.place;
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

/// What an item adds to an objective, in its unit; a percentage is one of where the objective starts, whatever its unit.
fn contribution(objective: &KnownObjective<'_>, stated: Amount) -> Result<Rational, Code> {
    match &objective.from {
        _ if !stated.percent => objective.unit.value(stated),
        Some(from) => Ok(from * &Rational::from_scaled(stated.number.mantissa(), stated.number.scale() + 2)),
        None => Err(Code::PercentNotAllowed),
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
