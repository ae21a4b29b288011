//! People in the order of a walk from the last time to the first, sorted once.

use std::cmp::Ordering;
use std::ops::Range;

use super::Spells;

/// The order, and the times at which somebody's spell ends.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// Places of the caller: by stratum, in it from the last exit to the first, at one time those who go on before those
    /// whose spell ends.
    pub(crate) people: Vec<usize>,
    /// Positions in `people`: by stratum, in it from the last entry to the first. Empty where all are there from the start.
    pub(crate) entries: Vec<usize>,
    /// The times, by stratum and in it from the last to the first.
    pub(crate) moments: Vec<Moment>,
}

/// A time at which somebody's spell ends. Seen from the moment before (later in time), people come under watch because
/// they left later than this, and go out of it because they entered later.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) time: f64,
    pub(crate) stratum: usize,
    /// Whether the stratum begins here, with nobody under watch.
    pub(crate) is_first: bool,
    /// Whether nobody is left of those with a later exit once entries are taken off.
    pub(crate) is_bare: bool,
    start: usize,
    ties: usize,
    dead: usize,
    end: usize,
    leave: usize,
    left: usize,
}

impl Moment {
    /// Positions of those who come in with an exit after the time.
    pub(crate) fn joining(&self) -> Range<usize> {
        self.start..self.ties
    }

    /// Places in `entries` of those who entered at the time or after it.
    pub(crate) fn leaving(&self) -> Range<usize> {
        self.leave..self.left
    }

    /// Positions of all who were last seen at the time.
    pub(crate) fn here(&self) -> Range<usize> {
        self.ties..self.end
    }

    /// Positions of those whose spell ends at the time.
    pub(crate) fn ending(&self) -> Range<usize> {
        self.dead..self.end
    }

    /// Positions of those who come in at the time or after it and go on.
    pub(crate) fn staying(&self) -> Range<usize> {
        self.start..self.dead
    }
}

fn compare(a: f64, b: f64) -> Ordering {
    // All are finite; zeros of both signs are one time.
    a.partial_cmp(&b).unwrap_or(Ordering::Equal)
}

/// The mark of a second number in a key; places are smaller.
const LATE: u64 = 1 << 63;

/// Places by stratum, in it from the last time to the first, at one time those that are marked after the others.
fn sorted(times: &[f64], strata: &[usize], is_marked: impl Fn(usize) -> bool) -> Vec<usize> {
    let pair = |(place, time): (usize, &f64)| {
        (!crate::sort::key(*time), place as u64 | if is_marked(place) { LATE } else { 0 })
    };
    let mut pairs: Vec<(u64, u64)> = times.iter().enumerate().map(pair).collect();
    crate::sort::pairs(&mut pairs);
    let by_time: Vec<usize> = pairs.iter().map(|(_, place)| usize::try_from(place & !LATE).unwrap_or(0)).collect();
    if strata.is_empty() {
        return by_time;
    }
    let stratum = |at: usize| by_time.get(at).and_then(|place| strata.get(*place)).copied().unwrap_or(0);
    let order = crate::sort::order(by_time.len(), &mut |a, b| stratum(a).cmp(&stratum(b)));
    order.iter().filter_map(|at| by_time.get(*at).copied()).collect()
}

impl Order {
    /// Sorts people; `strata` has the stratum of each, or nothing where there is one.
    pub(crate) fn new(spells: &Spells<'_>, strata: &[usize]) -> Self {
        let stratum = |place: usize| strata.get(place).copied().unwrap_or(0);
        let people = sorted(spells.exits(), strata, |place| spells.has_ended(place));
        let of = |position: usize| people.get(position).copied().unwrap_or(0);
        let entry = |position: usize| spells.entries().get(of(position)).copied().unwrap_or(f64::NEG_INFINITY);
        let entries = if spells.entries().is_empty() {
            Vec::new()
        } else {
            let own: Vec<f64> = (0..people.len()).map(entry).collect();
            let strata: Vec<usize> = people.iter().filter_map(|place| strata.get(*place).copied()).collect();
            sorted(&own, &strata, |_| false)
        };
        let mut moments = Vec::new();
        let (mut at, mut leave) = (0, 0);
        while at < people.len() {
            let own = stratum(of(at));
            let count = people.iter().skip(at).take_while(|place| stratum(**place) == own).count();
            let stop = at + count;
            let leave_stop = if entries.is_empty() { 0 } else { stop };
            let (first, first_leave) = (at, leave);
            let mut start = at;
            while at < stop {
                let time = spells.exit(of(at));
                let is_same = |position: &usize| compare(spells.exit(of(*position)), time).is_eq();
                let end = at + (at..stop).take_while(is_same).count();
                let dead = at + (at..end).take_while(|position| !spells.has_ended(of(*position))).count();
                if dead < end {
                    let is_later = |position: &&usize| entry(**position) >= time;
                    let later = entries.iter().take(leave_stop).skip(leave).take_while(is_later).count();
                    let left = leave + later;
                    moments.push(Moment {
                        time,
                        stratum: own,
                        is_first: start == first,
                        is_bare: at - first == left - first_leave,
                        start,
                        ties: at,
                        dead,
                        end,
                        leave,
                        left,
                    });
                    (start, leave) = (end, left);
                }
                at = end;
            }
            leave = leave_stop;
        }
        Self { people, entries, moments }
    }
}
