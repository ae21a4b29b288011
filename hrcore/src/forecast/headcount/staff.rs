//! Who holds what, who has left, who is on the way: looked at once for all rules.

use chrono::{Datelike as _, Months};

use crate::compile::{Compiled, CompiledHeadcount, UnitNode};
use crate::facts::{FactIndex, KnownRequisition, Requisitions, employments};
use crate::gather::Gather as _;
use crate::policy::HeadcountRule;
use crate::sort;
use crate::time::{Date, Span};

/// The months before the day from which the rate of leavers is taken, and how many years they are.
const SEEN_MONTHS: u32 = 24;
const SEEN_YEARS: f64 = 2.0;

/// A position, and where its unit stands in the tree: 0 is no unit.
type Place = (usize, u32);

/// A position held by somebody, lately or to come.
#[derive(Debug, Clone, Copy)]
struct Holding {
    place: Place,
    span: Span,
    /// Whether somebody holds it on the day.
    is_held: bool,
    /// Days of it among those that are looked at.
    seen: u32,
    /// Whether somebody left the company with it in these days.
    has_left: bool,
    /// Whether the position was new to the person.
    is_new: bool,
}

/// Sums over holdings up to one.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    holders: u32,
    seen: u64,
    left: u32,
}

/// People who come, all on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arrival {
    pub(super) from: i32,
    pub(super) until: i32,
    /// Whether they have to find their way first.
    pub(super) is_new: bool,
    pub(super) count: u32,
}

/// What the plan of a rule begins with.
#[derive(Debug, Clone, Default)]
pub(super) struct Hands {
    pub(super) holders: u32,
    /// Years of one person that were seen, and how many left in them.
    pub(super) years: f64,
    pub(super) left: u32,
    /// The first days without some of the holders, which are known already.
    pub(super) gone: Vec<(i32, u32)>,
    pub(super) arrivals: Vec<Arrival>,
    pub(super) open_posts: u32,
}

#[derive(Debug)]
pub(super) struct Staff<'a> {
    today: i32,
    seen_days: u32,
    /// In order of their places, with the sums before each and after the last.
    holdings: Vec<Holding>,
    sums: Vec<Sums>,
    /// Those that end or begin after the day, in order of their places.
    dated: Vec<Holding>,
    posts: Vec<(Place, &'a KnownRequisition)>,
    /// Of each unit its place in the tree, and the first place after those below it.
    places: Vec<(u32, u32)>,
}

impl<'a> Staff<'a> {
    pub(super) fn new(version: &Compiled, facts: &FactIndex<'_>, requisitions: &'a Requisitions, as_of: Date) -> Self {
        let today = as_of.num_days_from_ce();
        let before = as_of.checked_sub_months(Months::new(SEEN_MONTHS)).map_or(0, |day| day.num_days_from_ce());
        let window = Span { first: before + 1, last: today };
        let places = places(&version.units);
        let place = |position: usize, unit: Option<usize>| {
            (position, unit.and_then(|unit| places.get(unit)).map_or(0, |(own, _)| *own))
        };
        let mut holdings = Vec::new();
        for person in 0..facts.facts.document().employees.len() {
            for employment in facts.held(person).into_iter().flat_map(employments) {
                let mut before = None;
                for (number, held) in employment.iter().enumerate() {
                    let is_new = before != Some(held.position);
                    before = Some(held.position);
                    if held.span.last < window.first {
                        continue;
                    }
                    holdings.push(Holding {
                        place: place(held.position, held.unit),
                        span: held.span,
                        is_held: held.span.first <= today && today <= held.span.last,
                        seen: held.span.intersect(window).map_or(0, Span::days),
                        has_left: number + 1 == employment.len() && held.span.last <= today,
                        is_new,
                    });
                }
            }
        }
        sort::sort_by(&mut holdings, |a, b| a.place.cmp(&b.place));
        let mut sums = Vec::with_capacity(holdings.len() + 1);
        let mut sum = Sums::default();
        sums.push(sum);
        for holding in &holdings {
            sum.holders += u32::from(holding.is_held);
            sum.seen += u64::from(holding.seen);
            sum.left += u32::from(holding.has_left);
            sums.push(sum);
        }
        let is_dated =
            |holding: &&Holding| holding.span.first > today || (holding.is_held && holding.span.last < i32::MAX);
        let dated = holdings.iter().filter(is_dated).copied().gather();
        let is_counted = |post: &&KnownRequisition| {
            let holds = |person| {
                let held = facts.held(person).unwrap_or_default();
                held.iter().any(|held| held.position == post.position && held.span.last >= today)
            };
            post.opened <= today && post.withdrawn.is_none_or(|day| day > today) && !post.employee.is_some_and(holds)
        };
        let mut posts =
            requisitions.iter().filter(is_counted).map(|post| (place(post.position, post.unit), post)).gather();
        sort::sort_by(&mut posts, |a, b| a.0.cmp(&b.0));
        Self { today, seen_days: window.days(), holdings, sums, dated, posts, places }
    }

    /// What a rule begins with, where nothing counts after a day.
    pub(super) fn of(&self, rule: &CompiledHeadcount, stated: &HeadcountRule, end: i32) -> Hands {
        let (first, after) = match rule.unit.and_then(|unit| self.places.get(unit)) {
            Some((first, after)) => ((rule.position, *first), (rule.position, *after)),
            None => ((rule.position, 0), (rule.position + 1, 0)),
        };
        let at = |place: Place| {
            let number = self.holdings.partition_point(|holding| holding.place < place);
            self.sums.get(number).copied().unwrap_or_default()
        };
        let (low, high) = (at(first), at(after));
        let mut hands = Hands {
            holders: high.holders - low.holders,
            years: SEEN_YEARS * days(high.seen - low.seen) / f64::from(self.seen_days.max(1)),
            left: high.left - low.left,
            ..Hands::default()
        };
        for holding in range(&self.dated, |holding| holding.place, first, after) {
            let ends = holding.span.last.saturating_add(1);
            if holding.is_held && holding.span.last <= end {
                hands.gone.push((ends, 1));
            } else if !holding.is_held && holding.span.first <= end {
                let (from, until) = (holding.span.first, holding.span.last);
                hands.arrivals.push(Arrival { from, until, is_new: holding.is_new, count: 1 });
            }
        }
        for (_, post) in range(&self.posts, |post| post.0, first, after) {
            let accepted = post.accepted.filter(|day| *day <= self.today);
            match post.starts.or(accepted.map(|day| later(day, stated.lead_days, stated.lead_months))) {
                None => hands.open_posts = hands.open_posts.saturating_add(post.count),
                Some(from) if from > self.today && from <= end => {
                    hands.arrivals.push(Arrival { from, until: i32::MAX, is_new: true, count: post.count });
                }
                Some(_) => {}
            }
        }
        sort::sort_by(&mut hands.gone, Ord::cmp);
        hands.gone.dedup_by(|later, first| {
            let same = later.0 == first.0;
            first.1 += if same { later.1 } else { 0 };
            same
        });
        sort::sort_by(&mut hands.arrivals, Ord::cmp);
        hands.arrivals.dedup_by(|later, first| {
            let same = (later.from, later.until, later.is_new) == (first.from, first.until, first.is_new);
            first.count = first.count.saturating_add(if same { later.count } else { 0 });
            same
        });
        hands
    }
}

impl Arrival {
    /// The days of their months at work, each with what they do of what others do.
    pub(super) fn steps(&self, ramp_up: &[f64]) -> Vec<(Span, f64)> {
        let mut steps = Vec::with_capacity(ramp_up.len() + 1);
        let mut first = self.from;
        if self.is_new {
            for (number, share) in (1..).zip(ramp_up) {
                let next = later(self.from, 0, number);
                steps.push((Span { first, last: next.saturating_sub(1).min(self.until) }, *share));
                first = next;
            }
        }
        steps.push((Span { first, last: self.until }, 1.0));
        steps
    }
}

/// Some days and then some months after a day.
pub(super) fn later(day: i32, days: u32, months: u32) -> i32 {
    let day = i32::try_from(days).map_or(i32::MAX, |days| day.saturating_add(days));
    let after = Date::from_num_days_from_ce_opt(day).and_then(|day| day.checked_add_months(Months::new(months)));
    after.map_or(i32::MAX, |day| day.num_days_from_ce())
}

/// The items whose places lie in a range.
fn range<T>(items: &[T], place: impl Fn(&T) -> Place, first: Place, after: Place) -> &[T] {
    let from = items.partition_point(|item| place(item) < first);
    let to = items.partition_point(|item| place(item) < after);
    items.get(from..to).unwrap_or_default()
}

/// Numbers units so that those below one follow it: of each its own number, from 1 on, and the first after those below.
fn places(units: &[UnitNode]) -> Vec<(u32, u32)> {
    let mut places: Vec<(u32, u32)> = units.iter().map(|_| (0, 0)).gather();
    let mut next = 1;
    let is_root = |number: &usize| units.get(*number).is_some_and(|unit| unit.parent.is_none());
    for root in (0..units.len()).filter(is_root) {
        let mut open: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((unit, seen)) = open.pop() {
            let Some((node, place)) = units.get(unit).zip(places.get_mut(unit)) else { continue };
            if seen == 0 {
                place.0 = next;
                next += 1;
            }
            match node.children.get(seen) {
                Some(child) => open.extend([(unit, seen + 1), (*child, 0)]),
                None => place.1 = next,
            }
        }
    }
    places
}

/// As many days as a number; a company has fewer than 2^53.
#[expect(clippy::cast_precision_loss, reason = "fewer than 2^53 days")]
fn days(days: u64) -> f64 {
    days as f64
}
