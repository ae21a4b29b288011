//! What is overdue at the end of a day, for those who ask about days.

use super::endangered::Waiting;
use super::report::due;
use crate::compile::Compiled;
use crate::facts::{Due, FactsDocument, KnownItem, PlanFacts, Until};
use crate::gather::Gather as _;
use crate::values::Id;

/// An item of which managers are warned.
#[derive(Debug)]
pub(crate) struct Overdue<'a> {
    /// Its owner, by index.
    pub(crate) person: usize,
    pub(crate) item: &'a KnownItem<'a>,
    pub(crate) due: Due,
    /// The days since it was due.
    pub(crate) days: u32,
    /// The open items that wait for it.
    pub(crate) endangers: Vec<Id>,
}

/// Where an item stands at the last second of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Then {
    Over,
    Open,
    Overdue,
}

/// The items of which `plans` warns managers, because they are overdue, at the last second of a day: in the offset of
/// the moment at which an item is due, so that it is the same day for both.
pub(crate) fn overdue<'a>(
    document: &'a FactsDocument,
    plans: &'a PlanFacts<'a>,
    policy: &Compiled,
    day: i32,
) -> Vec<Overdue<'a>> {
    let mut standing = Vec::with_capacity(plans.items.len());
    for (number, item) in plans.items.iter().enumerate() {
        let is_accepted = plans.plans.get(item.plan as usize).is_some_and(|plan| plan.is_accepted);
        standing.push(if is_accepted { then(plans, (number, item), day) } else { Then::Over });
    }
    let mut waiting = Waiting::new(document, plans, &mut |item| standing.get(item) != Some(&Then::Over));
    let mut found = Vec::new();
    for (number, (item, then)) in plans.items.iter().zip(&standing).enumerate() {
        let days = u32::try_from(day.saturating_sub(item.due_day)).unwrap_or(0);
        if *then != Then::Overdue || days < policy.planning.tracking.warn_after_days {
            continue;
        }
        let (Some(plan), Some(due)) = (plans.plans.get(item.plan as usize), due(item)) else { continue };
        let endangers = waiting.endangered(number).map_or_else(Vec::new, |found| found.items.0);
        let endangers = endangers.into_iter().map(|waits| waits.item).gather();
        found.push(Overdue { person: plan.person as usize, item, due, days, endangers });
    }
    found
}

fn then(plans: &PlanFacts<'_>, (number, item): (usize, &KnownItem<'_>), day: i32) -> Then {
    let (until, is_over) = match item.of.due {
        Some(Due::At(due)) => {
            let last = due.start_of(day.saturating_add(1)) - 1;
            (Until::Moment(last), due.seconds() < last)
        }
        Some(Due::Day(_)) | None => (Until::Day(day), item.due_day < day),
    };
    let (progress, _) = plans.progress_alone(number, until);
    match () {
        () if progress.is_cancelled || progress.done.is_some() => Then::Over,
        () if is_over => Then::Overdue,
        () => Then::Open,
    }
}
