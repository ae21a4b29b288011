//! What waits for an item that is late or at risk.

use super::answer::{Endangered, EndangeredItem, EndangeredMilestone};
use crate::facts::{FactsDocument, PlanFacts};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::sort;

/// At most so many items are listed.
const MOST: usize = 64;

/// Finds what waits, item by item. Each walk is short, however much waits.
pub(super) struct Waiting<'a> {
    document: &'a FactsDocument,
    plans: &'a PlanFacts<'a>,
    /// Who waits for item `i` and is still open: `open[starts[i]..starts[i + 1]]`, in the order of the facts.
    starts: Vec<u32>,
    open: Vec<u32>,
    /// The walk in which each item was last seen.
    seen: Vec<u32>,
    walk: u32,
}

impl<'a> Waiting<'a> {
    /// What waits of all that is still to be done.
    pub(super) fn new(
        document: &'a FactsDocument,
        plans: &'a PlanFacts<'a>,
        is_open: &mut dyn FnMut(usize) -> bool,
    ) -> Self {
        let mut waiting = Self { document, plans, starts: Vec::new(), open: Vec::new(), seen: Vec::new(), walk: 0 };
        if !plans.in_order().is_empty() {
            waiting.starts.reserve_exact(plans.items.len() + 1);
            waiting.seen = vec![0; plans.items.len()];
            waiting.starts.push(0);
            for item in 0..plans.items.len() {
                let after = plans.after(item).iter();
                waiting.open.extend(after.filter(|after| is_open(**after as usize)));
                waiting.starts.push(u32::try_from(waiting.open.len()).unwrap_or(u32::MAX));
            }
        }
        waiting
    }

    /// The open items that wait for an item directly, in the order of the facts.
    pub(super) fn direct(&self, item: usize) -> &[u32] {
        match (self.starts.get(item), self.starts.get(item + 1)) {
            (Some(start), Some(end)) => self.open.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The items and milestones that wait for an item, directly or not; none where nothing does.
    pub(super) fn endangered(&mut self, item: usize) -> Option<Endangered> {
        let (items, more) = self.items(item);
        let plans = self.plans;
        let mut milestones: Vec<usize> = Vec::new();
        for waiting in std::iter::once(item).chain(items.iter().map(|item| *item as usize)) {
            let milestone = plans.items.get(waiting).and_then(|item| item.of.milestone.as_ref());
            milestones.extend(milestone.and_then(|id| plans.milestone(id)));
        }
        if items.is_empty() && milestones.is_empty() {
            return None;
        }
        let stated = |number: usize| self.document.milestones.get(number);
        let key = |number: usize| stated(number).map(|milestone| (milestone.date, &milestone.id));
        sort::sort_by(&mut milestones, |a, b| key(*a).cmp(&key(*b)));
        milestones.dedup();
        let milestones = milestones.into_iter().filter_map(stated);
        let milestones = milestones.map(|known| EndangeredMilestone { milestone: known.id.clone(), date: known.date });
        Some(Endangered {
            items: Few(items.into_iter().filter_map(|item| self.named(item as usize)).gather()),
            milestones: Few(milestones.gather()),
            more: more.then_some(true),
        })
    }

    fn named(&self, item: usize) -> Option<EndangeredItem> {
        let plans = self.plans;
        let item = plans.items.get(item)?;
        let person = plans.plans.get(item.plan as usize)?.person;
        let employee = self.document.employees.get(person as usize)?.id.clone();
        Some(EndangeredItem { item: item.of.id.clone(), employee })
    }

    /// The items that wait, nearest first, and whether there are more.
    fn items(&mut self, item: usize) -> (Vec<u32>, bool) {
        let mut found: Vec<u32> = Vec::new();
        let mut level = vec![u32::try_from(item).unwrap_or(u32::MAX)];
        self.walk += 1;
        if let Some(seen) = self.seen.get_mut(item) {
            *seen = self.walk;
        }
        while !level.is_empty() {
            let mut next: Vec<u32> = Vec::new();
            for item in level {
                // Of one list no more than the first are needed, for they come first among all as well.
                let mut fresh = 0;
                let (start, end) = match (self.starts.get(item as usize), self.starts.get(item as usize + 1)) {
                    (Some(start), Some(end)) => (*start as usize, *end as usize),
                    _ => (0, 0),
                };
                for after in self.open.get(start..end).unwrap_or_default() {
                    if let Some(seen) = self.seen.get_mut(*after as usize)
                        && *seen != self.walk
                    {
                        *seen = self.walk;
                        next.push(*after);
                        fresh += 1;
                        if fresh > MOST {
                            break;
                        }
                    }
                }
            }
            sort::sort_by(&mut next, Ord::cmp);
            let room = MOST - found.len();
            found.extend(next.iter().take(room));
            if next.len() > room {
                return (found, true);
            }
            level = next;
        }
        (found, false)
    }
}
