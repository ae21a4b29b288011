//! The appraisal periods that are over, each with the version of the policy that judges it.

use chrono::Datelike as _;

use crate::compile::Compiled;
use crate::error::Problem;
use crate::facts::{FactIndex, Facts};
use crate::gather::Gather as _;
use crate::policy::Every;
use crate::score::base_periods;
use crate::time::{Date, Period, Span};

/// The last appraisal periods before a day.
#[derive(Debug)]
pub(crate) struct Past<'a> {
    /// The latest first; the version that judges it where it is another than the one asked.
    pub(crate) periods: Vec<(Period, Option<usize>)>,
    /// Versions that were in force earlier, with the facts under them.
    pub(crate) earlier: Vec<(&'a Compiled, FactIndex<'a>)>,
}

impl<'a> Past<'a> {
    /// The last `count` appraisal periods that ended on or before a day. Each is judged by the version in force on its
    /// own last day, as in a longer period, unless the version is forced.
    pub(crate) fn new(
        (versions, version, forced): (&'a [Compiled], &'a Compiled, bool),
        facts: &'a Facts,
        as_of: Date,
        count: u32,
    ) -> Self {
        let mut past = Self { periods: Vec::new(), earlier: Vec::new() };
        let mut next = last_ended(version, as_of);
        for _ in 0..count {
            let Some(period) = next else { break };
            let own = if forced { None } else { crate::engine::in_force(versions, period) };
            let own = own.filter(|own| {
                !std::ptr::eq(*own, version) && base_periods(own, period).is_some_and(|bases| bases == [period])
            });
            let judge = own.map(|own| {
                past.earlier.iter().position(|(known, _)| std::ptr::eq(*known, own)).unwrap_or_else(|| {
                    past.earlier.push((own, FactIndex::new(facts, own)));
                    past.earlier.len() - 1
                })
            });
            past.periods.push((period, judge));
            next = period.previous();
        }
        past
    }

    /// The problems of single records, under every version.
    pub(crate) fn problems(self, facts: FactIndex<'_>) -> Vec<Problem> {
        let mut problems = facts.problems.finish();
        for (_, facts) in self.earlier {
            for problem in facts.problems.finish() {
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
        problems
    }

    /// The last periods alone, the latest first; fewer where the calendar has no more.
    pub(crate) fn last(&self, count: u32) -> Vec<Period> {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        self.periods.iter().take(count).map(|(period, _)| *period).gather()
    }
}

/// The last appraisal period that ended on or before a day.
fn last_ended(policy: &Compiled, as_of: Date) -> Option<Period> {
    let period = around(policy, as_of);
    let day = Span::new(as_of, Some(as_of)).last;
    if period.span().last <= day { Some(period) } else { period.previous() }
}

/// The appraisal period that holds a day.
fn around(policy: &Compiled, day: Date) -> Period {
    let base = &policy.policy.appraisal_period;
    let (year, month) = (day.year(), day.month());
    match base.every {
        Every::Week => Period::Week { year: day.iso_week().year(), week: day.iso_week().week() },
        // A month that starts on another day is named for the month in which it ends.
        Every::Month if base.start_day > 1 && day.day() >= base.start_day => {
            let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            Period::Month { year, month, start_day: base.start_day }
        }
        Every::Month => Period::Month { year, month, start_day: base.start_day },
        Every::Quarter => Period::Quarter { year, quarter: month.div_ceil(3) },
        Every::Half => Period::Half { year, half: month.div_ceil(6) },
        Every::Year => Period::Year(year),
    }
}
