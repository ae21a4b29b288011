//! When a test on values over time can first hold, if all goes well from now on.

use crate::compile::{Baseline, Series, SeriesCheck, Source};
use crate::condition::{Missing, Window, WindowKind};
use crate::facts::State;
use crate::number::Rational;
use crate::policy::Change;
use crate::time::{Granularity, Period};

use super::judge::{Judge, Person};
use super::look::{Status, without};
use super::together::{back, earlier_window};

impl Judge<'_> {
    /// The day after the first coming period with which a test on the periods to come holds: which of them can count,
    /// from the running one on.
    pub(super) fn when(
        &mut self,
        check: &SeriesCheck,
        person: &Person,
        last: Period,
        count: u32,
        holds: &mut dyn FnMut(&[Status]) -> bool,
    ) -> Option<i32> {
        let mut future: Vec<Status> = Vec::new();
        let mut at = last.next()?;
        // Bases a year back come into reach within a year.
        let year = periods_a_year(check.every);
        for _ in 0..=count.saturating_add(year) {
            future.push(self.coming(check, person, at));
            if holds(&future) {
                return self.values.span(at).last.checked_add(1);
            }
            at = at.next()?;
        }
        None
    }

    /// The same for periods together: every period of the window and of its base has to be there, or can still come.
    pub(super) fn when_together(
        &mut self,
        check: &SeriesCheck,
        window: &Window,
        (metric, count): (usize, u32),
        person: &Person,
        last: Period,
    ) -> Option<i32> {
        let pause = window.on_missing == Missing::Pause;
        let mut at = last.next()?;
        let year = periods_a_year(check.every);
        for _ in 0..=count.saturating_mul(2).saturating_add(year) {
            let periods = back(at, count);
            let base = match &check.of {
                Series::Growth { versus: Baseline::Previous, .. } => earlier_window(&periods)?,
                Series::Growth { versus: Baseline::LastYear, .. } => {
                    periods.iter().map(|period| period.last_year()).collect::<Option<Vec<_>>>()?
                }
                _ => Vec::new(),
            };
            let own = periods.iter().map(|period| (*period, window.across_positions));
            let mut there = true;
            for (period, across) in own.filter(|_| !pause).chain(base.iter().map(|period| (*period, true))) {
                let counts = across || self.counts(period, window, person);
                let coming = self.values.span(period).last > self.day;
                there &= coming || (counts && !self.has_hole(metric, person, period, across));
                if !there {
                    break;
                }
            }
            if there {
                return self.values.span(at).last.checked_add(1);
            }
            at = at.next()?;
        }
        None
    }

    /// What a coming period can come to at best: it counts when its base is there, or can still come.
    fn coming(&mut self, check: &SeriesCheck, person: &Person, period: Period) -> Status {
        // A metric that is a growth needs a base as well.
        let (metric, versus, change) = match &check.of {
            Series::Growth { metric, versus, change } => (*metric, versus.clone(), *change),
            Series::Metric(metric) => match self.policy.sources.get(*metric) {
                Some(Source::Growth { of, versus, change }) => (*of, versus.clone(), *change),
                _ => return Status::Met,
            },
            Series::Total | Series::TotalGrowth { .. } | Series::Rating(..) => return Status::Met,
        };
        let before = match &versus {
            Baseline::Value(_) => return Status::Met,
            Baseline::PositionStart => self.before_position(check.every, person),
            versus => versus.before(period),
        };
        let on_missing = check.window.map_or(Missing::Unknown, |window| window.on_missing);
        let Some(before) = before else { return without(State::Missing, on_missing) };
        if self.values.span(before).last > self.day {
            return Status::Met;
        }
        match self.value(metric, person, before, true) {
            Ok(base) if change == Change::Points || base.signum() > 0 => Status::Met,
            Ok(_) => without(State::Undefined, on_missing),
            Err(state) => without(state, on_missing),
        }
    }

    /// The running period, and what the metric has to reach in it.
    pub(super) fn next(
        &mut self,
        check: &SeriesCheck,
        person: &Person,
        last: Period,
    ) -> Option<(Period, Option<Rational>)> {
        if !self.detail {
            return None;
        }
        let period = last.next()?;
        let needs = match &check.of {
            Series::Metric(_) | Series::Total => Some(check.constant.clone()),
            Series::Rating(..) => None,
            Series::Growth { metric, versus, change } => {
                let base = self.base(*metric, versus, check.every, person, period).ok();
                grown(base, *change, &check.constant)
            }
            Series::TotalGrowth { versus, change } => {
                let base = self.total_base(versus, person.employee, period).ok();
                grown(base, *change, &check.constant)
            }
        };
        Some((period, needs))
    }
}

/// What a value has to be to have grown so much.
fn grown(base: Option<Rational>, change: Change, by: &Rational) -> Option<Rational> {
    let base = base?;
    match change {
        Change::Points => Some(&base + by),
        Change::Relative => (base.signum() > 0).then(|| &base * &(&Rational::ONE + by)),
    }
}

/// At most so many periods are a year apart.
fn periods_a_year(every: Granularity) -> u32 {
    match every {
        Granularity::Day => 366,
        Granularity::Week => 53,
        _ => 12,
    }
}

/// Whether a window holds when the coming periods hold that can, with what the past ones came to, from the latest
/// back. What is not known of the past cannot be won any more.
pub(super) fn will_hold(future: &[Status], past: &[Status], window: &Window) -> bool {
    let (mut held, mut looked, mut gap) = (0, 0, 0);
    for status in future.iter().rev().chain(past).copied() {
        if status == Status::Skipped {
            gap += 1;
            if window.max_gap.is_some_and(|most| gap > most) {
                return false;
            }
            continue;
        }
        (gap, looked) = (0, looked + 1);
        let holds = status == Status::Met;
        held += u32::from(holds);
        match window.kind {
            WindowKind::Consecutive(_) if !holds => return false,
            WindowKind::Consecutive(need) if held >= need => return true,
            WindowKind::OfLast(need, _) if held >= need => return true,
            WindowKind::OfLast(_, last) if looked >= last => return false,
            _ => {}
        }
    }
    false
}
