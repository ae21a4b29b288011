//! Periods one after the other, from the latest back: streaks, and the best of the last ones.

use crate::compile::SeriesCheck;
use crate::condition::Window;
use crate::gather::Gather as _;
use crate::time::Period;

use super::judge::{Judge, Person};
use super::look::{Seen, Status};

/// So many periods are looked at for a streak that may end anywhere: a century of days.
const LOOKED: u32 = 36_600;

/// The periods of a window, as they were found.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// From the latest back.
    pub(super) seen: Vec<Seen>,
    /// How many held, and how many may have, those among them.
    pub(super) met: u32,
    pub(super) maybe: u32,
}

impl Walk {
    /// How the periods came out, from the latest back.
    pub(super) fn statuses(&self) -> Vec<Status> {
        self.seen.iter().map(|seen| seen.status).gather()
    }
}

impl Judge<'_> {
    /// Whether a period can count at all: in the position held now, or in any.
    pub(super) fn counts(&self, period: Period, window: &Window, person: &Person) -> bool {
        let bound = if window.across_positions { person.first } else { person.position_from };
        self.values.span(period).last >= bound
    }

    /// Looks at one period after the other, from the latest back, until `visit` has seen enough. It is told of each
    /// whether more have been skipped in a row than may be.
    fn walk(
        &mut self,
        check: &SeriesCheck,
        window: &Window,
        person: &Person,
        last: Period,
        visit: &mut dyn FnMut(Seen, bool) -> bool,
    ) {
        let mut gap = 0;
        let mut at = Some(last);
        while let Some(period) = at.filter(|period| self.counts(*period, window, person)) {
            let seen = self.look(check, person, period, window.across_positions, window.on_missing);
            gap = if seen.status == Status::Skipped { gap + 1 } else { 0 };
            if !visit(seen, window.max_gap.is_some_and(|most| gap > most)) {
                break;
            }
            at = period.previous();
        }
    }

    /// The streak that ends with a period, and what is seen of it until it is long enough or broken.
    pub(super) fn streak(
        &mut self,
        check: &SeriesCheck,
        window: &Window,
        need: u32,
        person: &Person,
        last: Period,
    ) -> Walk {
        let mut streak = Walk::default();
        let mut certain = true;
        self.walk(check, window, person, last, &mut |seen, is_too_far| {
            let status = seen.status;
            streak.seen.push(seen);
            certain &= status != Status::Unknown;
            streak.met += u32::from(status == Status::Met && certain);
            streak.maybe += u32::from(matches!(status, Status::Met | Status::Unknown));
            status != Status::Unmet && !is_too_far && streak.maybe < need
        });
        streak
    }

    /// The longest streak of all, and how long one may be if what is not known holds.
    pub(super) fn any_streak(
        &mut self,
        check: &SeriesCheck,
        window: &Window,
        need: u32,
        person: &Person,
        last: Period,
    ) -> Walk {
        let mut best = Walk::default();
        // The streak at hand, from its end back, with the periods that it skips; and how long it may be.
        let mut streak = Walk::default();
        let mut looked = 0;
        self.walk(check, window, person, last, &mut |seen, is_too_far| {
            let status = seen.status;
            if status == Status::Unmet || is_too_far {
                streak = Walk::default();
            } else {
                streak.seen.push(seen);
                streak.maybe += u32::from(status != Status::Skipped);
                streak.met += u32::from(status == Status::Met);
            }
            if status == Status::Unknown {
                streak.met = 0;
                streak.seen.clear();
            }
            best.maybe = best.maybe.max(streak.maybe);
            if streak.met > best.met {
                best.met = streak.met;
                best.seen.clone_from(&streak.seen);
            }
            looked += 1;
            best.met < need && looked < LOOKED
        });
        best
    }

    /// The last so many periods that count.
    pub(super) fn last_periods(
        &mut self,
        check: &SeriesCheck,
        window: &Window,
        count: u32,
        person: &Person,
        last: Period,
    ) -> Walk {
        let mut found = Walk::default();
        let mut counted = 0;
        self.walk(check, window, person, last, &mut |seen, is_too_far| {
            let status = seen.status;
            found.seen.push(seen);
            counted += u32::from(status != Status::Skipped);
            found.met += u32::from(status == Status::Met);
            found.maybe += u32::from(matches!(status, Status::Met | Status::Unknown));
            !is_too_far && counted < count
        });
        found
    }
}
