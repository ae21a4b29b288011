//! How long ago anything was recorded.

use crate::facts::FactIndex;
use crate::forecast::flows::months_before;
use crate::policy::Level;
use crate::time::{Date, Span};

/// So many months may lie between the last month of which there is a record and the last that is over.
const REGULAR: u32 = 3;
/// The same where nothing is recorded regularly: careers, pay and achievements stand still for long.
const RARE: u32 = 12;
/// No quarter has more days; what is recorded of longer periods is not recorded regularly.
const QUARTER: i32 = 92;

/// The last record of those until a day.
struct Last {
    until: i32,
    /// The first day on which a record makes the facts young, wherever it is from.
    young: i32,
    day: Option<i32>,
    is_regular: bool,
}

impl Last {
    /// Looks at the last day of a record; returns whether the facts are young by it.
    fn see(&mut self, day: i32) -> bool {
        if day <= self.until {
            self.day = self.day.max(Some(day));
        }
        self.is_young()
    }

    /// The same of what a period was like.
    fn of_period(&mut self, days: Span) -> bool {
        self.is_regular |= days.last <= self.until && days.last - days.first < QUARTER;
        self.see(days.last)
    }

    fn is_young(&self) -> bool {
        self.day.is_some_and(|day| day >= self.young)
    }
}

/// Whether the facts end long before a day: no career, pay, achievement, attendance, observation or rating is of the last
/// months that are over on it. Facts without any record are not old.
pub(super) fn is_old(facts: &FactIndex<'_>, as_of: Date) -> bool {
    let first = |months: u32| Some(months_before(as_of, months + 1).first()?.span().first);
    let (Some(young), Some(rare)) = (first(REGULAR), first(RARE)) else { return false };
    let document = facts.facts.document();
    let mut last = Last { until: Span::new(as_of, None).first, young, day: None, is_regular: false };
    let on = |date: Date| Span::new(date, None).first;
    let held = |last: &mut Last| {
        let mut held = (0..document.employees.len()).flat_map(|person| facts.held(person).unwrap_or_default());
        held.any(|held| last.see(held.span.first) || last.see(held.span.last))
    };
    let of_days = |last: &mut Last| {
        document.pay.iter().any(|pay| last.see(on(pay.from)))
            || document.achievements.iter().any(|achieved| last.see(on(achieved.date)))
    };
    // Of long lists the last are the latest, more often than not.
    let of_periods = |last: &mut Last| {
        document.attendance.iter().rev().any(|record| last.of_period(record.period.span()))
            || document.ratings.iter().rev().any(|rating| last.of_period(rating.period.span()))
            || [Level::Employee, Level::Position, Level::Unit, Level::Company]
                .iter()
                .any(|level| facts.of_level(*level).iter().rev().any(|datum| last.of_period(datum.span)))
    };
    if of_periods(&mut last) || of_days(&mut last) || held(&mut last) {
        return false;
    }
    last.day.is_some_and(|day| last.is_regular || day < rare)
}
