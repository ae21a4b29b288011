//! What is counted: once for each person and each requisition, of the company, a position and a unit.

use crate::compile::Compiled;
use crate::facts::{Ended, FactIndex, Held, Requisitions, employments};
use crate::gather::Gather as _;
#[cfg(feature = "promotion")]
use crate::policy::MoveKind;
use crate::time::{Span, months_earlier, months_later};

/// At most so many people are named beside a figure.
const NAMED: usize = 64;

/// What is counted. In days where it says so, in posts where it is about requisitions, else in people.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    Start,
    End,
    PersonDays,
    Hires,
    LeftVoluntarily,
    LeftInvoluntarily,
    LeftByAge,
    LeftOtherwise,
    LeftUnknown,
    CriticalDays,
    CriticalLeft,
    /// Whose first anniversary lies in the period.
    Newcomers,
    NewcomersLeft,
    LeftEarly,
    YearAgo,
    YearStayed,
    StartStayed,
    MovedIn,
    MovedOut,
    Moves,
    Promotions,
    Filled,
    FilledKnown,
    FilledWithin,
    CriticalFilledKnown,
    CriticalFilledWithin,
    Accepted,
    DaysToFill,
    CriticalAccepted,
    CriticalDaysToFill,
    Vacant,
    CriticalVacant,
    DaysOfLeavers,
    DaysOfHolders,
    Managers,
    Reports,
}

const COUNTED: usize = What::Reports as usize + 1;

/// What is counted of a group.
#[derive(Debug, Clone)]
pub(super) struct Counts([i64; COUNTED]);

impl Counts {
    const ZERO: Self = Self([0; COUNTED]);

    fn add(&mut self, what: What, by: i64) {
        if let Some(count) = self.0.get_mut(what as usize) {
            *count = count.saturating_add(by);
        }
    }

    pub(super) fn of(&self, what: What) -> i64 {
        self.0.get(what as usize).copied().unwrap_or(0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }
}

/// Who is named beside a figure.
#[derive(Debug, Clone, Copy)]
pub(super) enum List {
    Hires,
    Leavers,
    LeftUnknown,
    CriticalLeft,
    Movers,
}

const LISTS: usize = List::Movers as usize + 1;

/// What is counted of some groups, and who.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: Vec<Counts>,
    lists: Vec<[Vec<u32>; LISTS]>,
}

impl Tally {
    fn new(groups: usize) -> Self {
        let mut tally = Self { counts: vec![Counts::ZERO; groups], lists: Vec::with_capacity(groups) };
        tally.lists.resize_with(groups, Default::default);
        tally
    }

    fn add(&mut self, group: usize, what: What, by: i64) {
        if let Some(counts) = self.counts.get_mut(group) {
            counts.add(what, by);
        }
    }

    fn name(&mut self, group: usize, list: List, person: usize) {
        let person = crate::number::small(person);
        if let Some(list) = self.lists.get_mut(group).and_then(|lists| lists.get_mut(list as usize))
            && list.len() < NAMED
            && list.last() != Some(&person)
        {
            list.push(person);
        }
    }

    pub(super) fn of(&self, group: usize) -> Option<&Counts> {
        self.counts.get(group)
    }

    /// Who is named, by index.
    pub(super) fn named(&self, group: usize, list: List) -> &[u32] {
        self.lists.get(group).and_then(|lists| lists.get(list as usize)).map_or(&[], Vec::as_slice)
    }
}

/// The days that matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    /// The days that count.
    pub(super) span: Span,
    /// The day a year before the last of them.
    year_ago: Option<i32>,
}

impl Days {
    pub(super) fn new(span: Span) -> Self {
        // The year before the end of February begins at the end of February.
        let after = Span { first: span.last.saturating_add(1), last: span.last }.from();
        let year_ago = after.and_then(|day| months_earlier(day, 12)).map(|day| Span::new(day, None).first - 1);
        Self { span, year_ago }
    }

    fn has(&self, day: i32) -> bool {
        self.span.first <= day && day <= self.span.last
    }
}

/// Everything that is counted.
#[derive(Debug)]
pub(super) struct Count<'a> {
    policy: &'a Compiled,
    days: Days,
    critical: Vec<bool>,
    /// The promotions of the policy, from one position to another, in order.
    #[cfg(feature = "promotion")]
    promotions: Vec<(usize, usize)>,
    pub(super) company: Tally,
    pub(super) positions: Tally,
    pub(super) units: Tally,
}

impl<'a> Count<'a> {
    pub(super) fn new(policy: &'a Compiled, days: Days, by_position: bool, by_unit: bool) -> Self {
        let mut critical = policy.policy.positions.iter().map(|_| false).gather();
        for position in &policy.forecasts.critical {
            if let Some(slot) = critical.get_mut(*position) {
                *slot = true;
            }
        }
        Self {
            policy,
            days,
            critical,
            #[cfg(feature = "promotion")]
            promotions: promotions(policy),
            company: Tally::new(1),
            positions: Tally::new(if by_position { policy.policy.positions.len() } else { 0 }),
            units: Tally::new(if by_unit { policy.units.len() } else { 0 }),
        }
    }

    fn is_critical(&self, position: usize) -> bool {
        self.critical.get(position) == Some(&true)
    }

    /// Counts where somebody is, or a post.
    fn add(&mut self, (position, unit): (usize, Option<usize>), what: What, by: i64) {
        self.company.add(0, what, by);
        self.positions.add(position, what, by);
        if let Some(unit) = unit {
            self.units.add(unit, what, by);
        }
    }

    fn name(&mut self, (position, unit): (usize, Option<usize>), list: List, person: usize) {
        self.company.name(0, list, person);
        self.positions.name(position, list, person);
        if self.units.counts.is_empty() {
            return;
        }
        let policy = self.policy;
        for unit in upwards(policy, unit) {
            self.units.name(unit, list, person);
        }
    }

    /// Counts everybody, and then who leads them.
    pub(super) fn people(&mut self, facts: &FactIndex<'_>, managers: &[Option<usize>]) {
        let people = facts.facts.document().employees.len();
        let mut at_end: Vec<Option<(usize, Option<usize>)>> = Vec::with_capacity(people);
        for person in 0..people {
            let mut found = None;
            for held in employments(facts.held(person).unwrap_or_default()) {
                found = self.employment(facts, person, held).or(found);
            }
            at_end.push(found);
        }
        let mut leads = vec![false; managers.len()];
        for (person, manager) in managers.iter().enumerate() {
            let (Some(Some(_)), Some(manager)) = (at_end.get(person), manager) else { continue };
            let Some(Some(place)) = at_end.get(*manager).copied() else { continue };
            self.add(place, What::Reports, 1);
            if let Some(leads) = leads.get_mut(*manager).filter(|leads| !**leads) {
                *leads = true;
                self.add(place, What::Managers, 1);
            }
        }
    }

    /// Counts a time with the company; where it stands at the end of the last day, if it goes on.
    fn employment(&mut self, facts: &FactIndex<'_>, person: usize, held: &[Held]) -> Option<(usize, Option<usize>)> {
        let (Some(begin), Some(end)) = (held.first(), held.last()) else { return None };
        let (first, last) = (begin.span.first, end.span.last);
        let days = self.days;
        let span = days.span;
        // At the end of a day, who ends on it has left.
        let at = |day: i32| {
            let is_there = first <= day && day < last;
            let reached = held.partition_point(|held| held.span.first <= day);
            held.get(reached.checked_sub(1)?).filter(|_| is_there).map(place)
        };
        if days.has(first) {
            self.add(place(begin), What::Hires, 1);
            self.name(place(begin), List::Hires, person);
        }
        let anniversary = anniversary(first);
        let left_early = anniversary.is_some_and(|day| last < day - 1);
        if days.has(last) {
            self.leaves(facts, person, (end, length(first, last)), left_early);
        }
        if anniversary.is_some_and(|day| days.has(day)) {
            self.add(place(begin), What::Newcomers, 1);
            self.add(place(begin), What::NewcomersLeft, left_early.into());
        }
        let stays = i64::from(last > span.last);
        if let Some(then) = days.year_ago.and_then(at) {
            self.add(then, What::YearAgo, 1);
            self.add(then, What::YearStayed, stays);
        }
        if let Some(then) = span.first.checked_sub(1).and_then(at) {
            self.add(then, What::Start, 1);
            self.add(then, What::StartStayed, stays);
        }
        if last >= span.first && first <= span.last {
            self.stays(person, held, last);
        }
        let at_end = at(span.last)?;
        self.add(at_end, What::End, 1);
        self.add(at_end, What::DaysOfHolders, length(first, span.last));
        Some(at_end)
    }

    fn leaves(&mut self, facts: &FactIndex<'_>, person: usize, (end, days): (&Held, i64), early: bool) {
        let ended = facts.ended(person, end);
        let what = match ended {
            Some(Ended::Voluntary) => What::LeftVoluntarily,
            Some(Ended::Involuntary) => What::LeftInvoluntarily,
            Some(Ended::Retirement) => What::LeftByAge,
            Some(Ended::Other) => What::LeftOtherwise,
            None => What::LeftUnknown,
        };
        let place = place(end);
        self.add(place, what, 1);
        self.add(place, What::DaysOfLeavers, days);
        self.add(place, What::LeftEarly, early.into());
        self.name(place, List::Leavers, person);
        if ended.is_none() {
            self.name(place, List::LeftUnknown, person);
        }
        if ended == Some(Ended::Voluntary) && self.is_critical(end.position) {
            self.add(place, What::CriticalLeft, 1);
            self.name(place, List::CriticalLeft, person);
        }
    }

    /// The days in each position, and the moves between them. Days between two positions are of the earlier.
    fn stays(&mut self, person: usize, held: &[Held], last: i32) {
        let mut rest = held.iter().peekable();
        while let Some(now) = rest.next() {
            let next = rest.peek().copied();
            let until = next.map_or(last, |next| next.span.first - 1);
            let days = Span { first: now.span.first, last: until }.intersect(self.days.span).map_or(0, Span::days);
            self.add(place(now), What::PersonDays, days.into());
            if self.is_critical(now.position) {
                self.add(place(now), What::CriticalDays, days.into());
            }
            if let Some(next) = next.filter(|next| self.days.has(next.span.first)) {
                self.moves(person, now, next);
            }
        }
    }

    fn moves(&mut self, person: usize, from: &Held, to: &Held) {
        if from.position != to.position {
            self.positions.add(from.position, What::MovedOut, 1);
            self.positions.add(to.position, What::MovedIn, 1);
        }
        if from.unit != to.unit && !self.units.counts.is_empty() {
            self.changes_unit(from.unit, to.unit);
        }
        // Where a unit is stated for the first time, or no longer, nobody has moved.
        let changes_unit = from.unit != to.unit && from.unit.is_some() && to.unit.is_some();
        if from.position != to.position || changes_unit {
            self.add(place(from), What::Moves, 1);
            self.name(place(from), List::Movers, person);
            #[cfg(feature = "promotion")]
            if self.promotions.binary_search(&(from.position, to.position)).is_ok() {
                self.add(place(from), What::Promotions, 1);
            }
        }
    }

    /// Counts who goes out of a unit and into another: not of those above both, within which it happens.
    fn changes_unit(&mut self, from: Option<usize>, to: Option<usize>) {
        let policy = self.policy;
        let (out, into) = (upwards(policy, from).gather(), upwards(policy, to).gather());
        let common = out.iter().rev().zip(into.iter().rev()).take_while(|(a, b)| a == b).count();
        // What a unit has is added to those above it later.
        let above = common.checked_sub(1).and_then(|common| out.iter().rev().nth(common));
        for (unit, what) in [(from, What::MovedOut), (to, What::MovedIn)] {
            if let Some(unit) = unit {
                self.units.add(unit, what, 1);
            }
            if let Some(above) = above {
                self.units.add(*above, what, -1);
            }
        }
    }

    /// Counts posts.
    pub(super) fn posts(&mut self, requisitions: &Requisitions) {
        for post in requisitions.iter() {
            let place = (post.position, post.unit);
            let (count, is_critical) = (i64::from(post.count), self.is_critical(post.position));
            if post.is_vacant(self.days.span.last) {
                self.add(place, What::Vacant, count);
                self.add(place, What::CriticalVacant, if is_critical { count } else { 0 });
            }
            let Some(filled) = post.filled().filter(|filled| self.days.has(*filled)) else { continue };
            self.add(place, What::Filled, count);
            let (known, within) = (post.internal.is_some(), post.internal == Some(true));
            for (what, counts) in [
                (What::FilledKnown, known),
                (What::FilledWithin, within),
                (What::CriticalFilledKnown, known && is_critical),
                (What::CriticalFilledWithin, within && is_critical),
            ] {
                self.add(place, what, if counts { count } else { 0 });
            }
            // Of those without the day of an offer, it is not known how long they were open.
            if post.accepted.is_some() {
                let days = (length(post.opened, filled) - 1).saturating_mul(count);
                self.add(place, What::Accepted, count);
                self.add(place, What::DaysToFill, days);
                if is_critical {
                    self.add(place, What::CriticalAccepted, count);
                    self.add(place, What::CriticalDaysToFill, days);
                }
            }
        }
    }

    /// Adds to each unit what those below it have.
    pub(super) fn roll_up(&mut self) {
        if self.units.counts.is_empty() {
            return;
        }
        let nodes = &self.policy.units;
        let mut order: Vec<usize> = Vec::with_capacity(nodes.len());
        order.extend((0..nodes.len()).filter(|unit| nodes.get(*unit).is_some_and(|node| node.parent.is_none())));
        let mut at = 0;
        while let Some(unit) = order.get(at).copied() {
            order.extend(nodes.get(unit).map_or(&[][..], |node| &node.children));
            at += 1;
        }
        for unit in order.iter().rev() {
            let Some(parent) = nodes.get(*unit).and_then(|node| node.parent) else { continue };
            let Some(own) = self.units.counts.get(*unit).cloned() else { continue };
            if let Some(counts) = self.units.counts.get_mut(parent) {
                for (sum, count) in counts.0.iter_mut().zip(own.0) {
                    *sum = sum.saturating_add(count);
                }
            }
        }
    }
}

/// A unit and those above it.
fn upwards(policy: &Compiled, unit: Option<usize>) -> impl Iterator<Item = usize> {
    std::iter::successors(unit, |unit| policy.units.get(*unit).and_then(|node| node.parent))
}

fn place(held: &Held) -> (usize, Option<usize>) {
    (held.position, held.unit)
}

fn length(first: i32, last: i32) -> i64 {
    i64::from(last) - i64::from(first) + 1
}

/// The day of the month a year later.
fn anniversary(first: i32) -> Option<i32> {
    let day = Span { first, last: first }.from()?;
    months_later(day, 12).map(|day| Span::new(day, None).first)
}

/// Whether the policy calls any move a promotion.
pub(super) fn has_promotions(policy: &Compiled) -> bool {
    #[cfg(feature = "promotion")]
    let found = policy.policy.moves.iter().any(|step| step.kind == MoveKind::Promotion);
    #[cfg(not(feature = "promotion"))]
    let found = {
        let _ = policy;
        false
    };
    found
}

#[cfg(feature = "promotion")]
fn promotions(policy: &Compiled) -> Vec<(usize, usize)> {
    let steps = policy.policy.moves.iter().filter(|step| step.kind == MoveKind::Promotion);
    let place = |id: &crate::values::Id| policy.position_index.get(id.as_str());
    let mut pairs = steps.filter_map(|step| place(&step.from).zip(place(&step.to))).gather();
    crate::sort::sort_by(&mut pairs, Ord::cmp);
    pairs
}
