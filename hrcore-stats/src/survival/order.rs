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

impl Order {
    /// Sorts people; `strata` has the stratum of each, or nothing where there is one.
    pub(crate) fn new(spells: &Spells<'_>, strata: &[usize]) -> Self {
        let stratum = |place: usize| strata.get(place).copied().unwrap_or(0);
        let people = crate::sort::order(spells.len(), &mut |a, b| {
            let by_time = || compare(spells.exit(b), spells.exit(a));
            let by_end = || spells.has_ended(a).cmp(&spells.has_ended(b));
            stratum(a).cmp(&stratum(b)).then_with(by_time).then_with(by_end)
        });
        let of = |position: usize| people.get(position).copied().unwrap_or(0);
        let entry = |position: usize| spells.entries().get(of(position)).copied().unwrap_or(f64::NEG_INFINITY);
        let entries = if spells.entries().is_empty() {
            Vec::new()
        } else {
            crate::sort::order(people.len(), &mut |a, b| {
                stratum(of(a)).cmp(&stratum(of(b))).then_with(|| compare(entry(b), entry(a)))
            })
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
