//! When a test on values over time can first hold, if all goes well from now on.

use crate::compile::{Base, Series, SeriesCheck};
use crate::condition::{Missing, Window, WindowKind};
use crate::facts::State;
use crate::number::Rational;
use crate::policy::Change;
use crate::time::{Granularity, Period};

use super::judge::{Judge, Person};
use super::series::{Status, after, without};

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
        let mut at = after(last)?;
        // Bases a year back come into reach within a year.
        let year = match check.every {
            Granularity::Day => 366,
            Granularity::Week => 53,
            _ => 12,
        };
        for _ in 0..=count.saturating_add(year) {
            future.push(self.coming(check, person, at));
            if holds(&future) {
                return self.values.span(at).last.checked_add(1);
            }
            at = at.next()?;
        }
        None
    }

    /// What a coming period can come to at best: it counts when its base is there, or can still come.
    fn coming(&mut self, check: &SeriesCheck, person: &Person, period: Period) -> Status {
        let Series::Growth { metric, versus, change } = &check.of else { return Status::Met };
        let before = match versus {
            Base::Value(_) => return Status::Met,
            Base::Previous => period.previous(),
            Base::LastYear => period.last_year(),
            Base::Period(period) => Some(*period),
            Base::PositionStart => self.before_position(check.every, person),
        };
        let on_missing = check.window.map_or(Missing::Unknown, |window| window.on_missing);
        let Some(before) = before else { return without(State::Missing, on_missing) };
        if self.values.span(before).last > self.day {
            return Status::Met;
        }
        match self.value(*metric, person, before, true) {
            Ok(base) if *change == Change::Points || base.signum() > 0 => Status::Met,
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
        let period = after(last)?;
        let needs = match &check.of {
            Series::Metric(_) | Series::Total => Some(check.constant.clone()),
            Series::Rating(..) => None,
            Series::Growth { metric, versus, change } => {
                let base = self.base(*metric, versus, check.every, person, period).ok();
                match change {
                    Change::Points => base.map(|base| &base + &check.constant),
                    Change::Relative => {
                        let base = base.filter(|base| base.signum() > 0);
                        base.map(|base| &base * &(&Rational::ONE + &check.constant))
                    }
                }
            }
        };
        Some((period, needs))
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
