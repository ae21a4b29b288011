//! One account, day by day.

use super::answer::{NextExpiry, PointsAccount, PointsEntry};
use super::lots::{Lots, Points};
use crate::facts::{PointChange, PointEvent};
use crate::gather::Gather as _;
use crate::policy::PointsScheme;
use crate::sort;
use crate::time::{Date, months_later};
use crate::values::Id;

/// Why an entry is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The balance does not cover it.
    Short { balance: i64, cost: u32 },
    /// What it takes back is not there by then.
    Unknown,
    /// What it takes back was taken back before.
    Twice,
}

/// Says which entry, by index in the list of the facts, is left out and why.
pub(super) type Refuse<'r> = dyn FnMut(usize, Refused) + 'r;

/// What became of an event so far.
#[derive(Debug, Clone, Copy)]
enum Became {
    /// Nothing that could be taken back.
    Nothing,
    /// The points of a lot.
    Lot(usize),
    /// A redemption of points from some lots.
    Spent(Points),
}

/// The last day that there is to name.
const LAST_YEAR: i32 = 9_999;

/// Whether any of some events can be refused.
pub(super) fn may_refuse(events: &[PointEvent<'_>]) -> bool {
    events.iter().any(|event| matches!(event.what, PointChange::Redeem(..) | PointChange::Reverse(..)))
}

/// Keeps accounts one after the other.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    lots: Lots,
    points: Points,
    /// The first day without the points of each lot; rising.
    ends: Vec<Option<Date>>,
    /// How many lots have expired.
    over: usize,
    became: Vec<Became>,
}

impl Ledger {
    /// The account that events lead to by the end of a day. They are in the order of time, and so are those of one day.
    pub(super) fn keep(
        &mut self,
        (account, scheme): (&mut PointsAccount, Option<&PointsScheme>),
        events: &[PointEvent<'_>],
        as_of: Date,
        refuse: &mut Refuse<'_>,
    ) {
        self.open(events, scheme);
        let mut names = Names::new(events);
        let mut came = 0;
        for (place, event) in events.iter().enumerate() {
            self.expire(account, event.date);
            let mut entry = PointsEntry {
                date: event.date,
                kind: "earn",
                points: 0,
                balance: 0,
                id: None,
                rule: None,
                reward: None,
                of: None,
                record: None,
            };
            let mut became = Became::Nothing;
            match event.what {
                PointChange::Earn(rule, record) => {
                    let rule = scheme.and_then(|scheme| scheme.earn.get(rule));
                    entry.points = rule.map_or(0, |rule| i64::from(rule.points));
                    entry.rule = rule.map(|rule| rule.id.clone());
                    entry.record.clone_from(&record.record);
                    account.earned = account.earned.saturating_add(entry.points);
                    became = self.come(&mut came, entry.points);
                }
                PointChange::Grant(points, stated) => {
                    entry.kind = "grant";
                    entry.points = i64::from(points);
                    entry.id = Some(stated.id.clone());
                    entry.record.clone_from(&stated.record);
                    account.granted = account.granted.saturating_add(entry.points);
                    became = self.come(&mut came, entry.points);
                }
                PointChange::Redeem(reward, stated) => {
                    let reward = scheme.and_then(|scheme| scheme.rewards.get(reward));
                    let cost = reward.map_or(0, |reward| reward.cost);
                    let balance = self.lots.sum(self.points);
                    if i64::from(cost) > balance {
                        refuse(event.number, Refused::Short { balance, cost });
                        continue;
                    }
                    entry.kind = "redeem";
                    entry.points = -i64::from(cost);
                    entry.reward = reward.map(|reward| reward.id.clone());
                    entry.id = Some(stated.id.clone());
                    entry.record.clone_from(&stated.record);
                    account.redeemed = account.redeemed.saturating_sub(entry.points);
                    let (spent, rest) = self.lots.cut(self.points, i64::from(cost));
                    self.points = rest;
                    became = Became::Spent(spent);
                }
                PointChange::Reverse(of, stated) => {
                    match self.reverse(of, &mut names, place) {
                        Ok(points) => entry.points = points,
                        Err(why) => {
                            refuse(event.number, why);
                            continue;
                        }
                    }
                    entry.kind = "reverse";
                    entry.of = Some(of.clone());
                    entry.id = Some(stated.id.clone());
                    entry.record.clone_from(&stated.record);
                    account.reversed = account.reversed.saturating_add(entry.points);
                }
            }
            if let Some(slot) = self.became.get_mut(place) {
                *slot = became;
            }
            self.enter(account, entry);
        }
        self.expire(account, as_of);
        account.balance = self.lots.sum(self.points);
        account.next_expiry = self.next_expiry();
    }

    /// Begins an account. All lots that will come are known.
    fn open(&mut self, events: &[PointEvent<'_>], scheme: Option<&PointsScheme>) {
        use chrono::Datelike as _;
        let months = scheme.and_then(|scheme| scheme.expire_months);
        let end = |day: Date| months_later(day, months?.max(1)).filter(|end| end.year() <= LAST_YEAR);
        let brings = |event: &&PointEvent<'_>| matches!(event.what, PointChange::Earn(..) | PointChange::Grant(..));
        self.ends = events.iter().filter(brings).map(|event| end(event.date)).gather();
        self.lots.clear(self.ends.len());
        self.became.clear();
        self.became.resize(events.len(), Became::Nothing);
        (self.points, self.over) = (None, 0);
    }

    fn enter(&self, account: &mut PointsAccount, mut entry: PointsEntry) {
        entry.balance = self.lots.sum(self.points);
        account.entries.push(entry);
    }

    /// Points come, as a lot of their own.
    fn come(&mut self, came: &mut usize, points: i64) -> Became {
        let lot = *came;
        *came += 1;
        let points = self.lots.lot(lot, points);
        self.points = self.lots.join(self.points, points);
        Became::Lot(lot)
    }

    /// The end of the lots that expire together with one.
    fn together(&self, first: usize) -> usize {
        let end = self.ends.get(first).copied().flatten();
        let rest = self.ends.get(first..).unwrap_or_default();
        first + rest.iter().take_while(|other| **other == end).count()
    }

    /// Lets points expire up to the beginning of a day.
    fn expire(&mut self, account: &mut PointsAccount, day: Date) {
        while let Some(date) = self.ends.get(self.over).copied().flatten()
            && date <= day
        {
            let next = self.together(self.over);
            let gone = self.lots.take(&mut self.points, self.over..next);
            self.over = next;
            if gone > 0 {
                account.expired = account.expired.saturating_add(gone);
                let entry = PointsEntry {
                    date,
                    kind: "expire",
                    points: -gone,
                    balance: 0,
                    id: None,
                    rule: None,
                    reward: None,
                    of: None,
                    record: None,
                };
                self.enter(account, entry);
            }
        }
    }

    fn next_expiry(&mut self) -> Option<NextExpiry> {
        let first = self.lots.first(self.points)?;
        let date = self.ends.get(first).copied().flatten()?;
        let points = self.lots.before(self.points, self.together(first));
        Some(NextExpiry { date, points })
    }

    /// Takes back what has a name: the points that this brings.
    fn reverse(&mut self, of: &Id, names: &mut Names<'_>, place: usize) -> Result<i64, Refused> {
        // What an entry is called comes before what a record is called.
        for is_record in [false, true] {
            let Some(group) = names.find((of, is_record)) else { continue };
            let mut brought = None;
            while let Some(event) = names.next(group, place) {
                let change = match self.became.get(event).copied() {
                    Some(Became::Lot(lot)) => -self.lots.take(&mut self.points, lot..lot + 1),
                    Some(Became::Spent(mut spent)) => {
                        // What would have expired by now does not come back.
                        self.lots.take(&mut spent, 0..self.over);
                        let back = self.lots.sum(spent);
                        self.points = self.lots.join(self.points, spent);
                        back
                    }
                    _ => continue,
                };
                brought = Some(brought.unwrap_or(0_i64).saturating_add(change));
            }
            if let Some(points) = brought {
                names.mark(group);
                return Ok(points);
            }
            if names.is_marked(group) {
                return Err(Refused::Twice);
            }
        }
        Err(Refused::Unknown)
    }
}

/// Events by what they are called: by the ids of entries, and by the records of what is earned.
struct Names<'a> {
    /// By name and place among the events.
    known: Vec<((&'a Id, bool), usize)>,
    /// Of the first of each name: how many of that name were looked at, and whether any was taken back.
    seen: Vec<(usize, bool)>,
}

impl<'a> Names<'a> {
    fn new(events: &[PointEvent<'a>]) -> Self {
        let mut known: Vec<((&Id, bool), usize)> = Vec::new();
        // Most accounts have nothing that is taken back.
        if events.iter().any(|event| matches!(event.what, PointChange::Reverse(..))) {
            for (place, event) in events.iter().enumerate() {
                match event.what {
                    PointChange::Earn(_, record) => known.extend(record.record.iter().map(|id| ((id, true), place))),
                    PointChange::Grant(_, entry) | PointChange::Redeem(_, entry) => {
                        known.push(((&entry.id, false), place));
                    }
                    PointChange::Reverse(..) => {}
                }
            }
        }
        sort::sort_by(&mut known, Ord::cmp);
        let seen = vec![(0, false); known.len()];
        Self { known, seen }
    }

    /// Where those of a name begin.
    fn find(&self, name: (&Id, bool)) -> Option<usize> {
        let first = self.known.partition_point(|(known, _)| *known < name);
        self.known.get(first).is_some_and(|(known, _)| *known == name).then_some(first)
    }

    /// The next event of a name, if it stands before a place.
    fn next(&mut self, group: usize, place: usize) -> Option<usize> {
        let (seen, _) = self.seen.get_mut(group)?;
        let (name, event) = self.known.get(group + *seen)?;
        let is_it = *event < place && self.known.get(group).is_some_and(|(known, _)| known == name);
        *seen += usize::from(is_it);
        is_it.then_some(*event)
    }

    fn mark(&mut self, group: usize) {
        if let Some((_, marked)) = self.seen.get_mut(group) {
            *marked = true;
        }
    }

    fn is_marked(&self, group: usize) -> bool {
        self.seen.get(group).is_some_and(|(_, marked)| *marked)
    }
}
