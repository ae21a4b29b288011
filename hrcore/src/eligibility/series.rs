//! Values over time: one period, streaks, and the best of the last periods.

use crate::compile::{Series, SeriesCheck};
use crate::condition::{Comparison, Missing, Truth, WindowEnd, WindowKind};
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::time::{Granularity, Period};

use super::judge::{Evidence, Judge, Lack, Outcome, Person, share};
use super::look::{Seen, Status};
use super::when::will_hold;

impl Judge<'_> {
    pub(super) fn series(&mut self, check: &SeriesCheck, person: &Person) -> Outcome {
        let Some(last) = self.last_ended(check.every) else { return Outcome::new(Truth::Unknown) };
        let Some(window) = &check.window else { return self.single(check, person, last) };
        // What the window finds, how many have to hold, and how many it looks at; what was, for what can come.
        let (found, need, count, past) = match window.kind {
            WindowKind::Consecutive(need) => {
                let mut found = self.streak(check, window, need, person, last);
                let past = found.statuses();
                if window.ending == WindowEnd::Ever && found.met < need {
                    let any = self.any_streak(check, window, need, person, last);
                    if any.met > found.met {
                        (found.met, found.seen) = (any.met, any.seen);
                    }
                    found.maybe = found.maybe.max(any.maybe);
                }
                (found, need, need, past)
            }
            WindowKind::OfLast(need, count) => {
                let found = self.last_periods(check, window, count, person, last);
                let past = found.statuses();
                (found, need, count, past)
            }
            WindowKind::Aggregate(count) => return self.aggregate(check, window, count, person, last),
        };
        let truth = Truth::of_count(found.met, found.maybe, need);
        let mut outcome = Outcome::new(truth).with_progress(share(found.met, need));
        if truth != Truth::True {
            outcome.earliest = self.when(check, person, last, count, &mut |future| will_hold(future, &past, window));
            let next = self.next(check, person, last);
            outcome.missing = Some(Lack { next, ..Lack::counted("periods", found.met, need) });
        }
        self.with_evidence(outcome, found.seen)
    }

    /// The last period that ended on or before the day.
    pub(crate) fn last_ended(&self, every: Granularity) -> Option<Period> {
        let start_day = self.policy.policy.appraisal_period.start_day;
        let period = Period::containing(self.as_of, every, start_day);
        if self.values.span(period).last <= self.day { Some(period) } else { period.previous() }
    }

    /// The last period alone.
    fn single(&mut self, check: &SeriesCheck, person: &Person, last: Period) -> Outcome {
        // Whatever position was held then: nothing runs on from period to period.
        let seen = self.look(check, person, last, false, Missing::Unknown);
        let truth = Truth::from(seen.status);
        let next = self.next(check, person, last);
        let mut outcome = Outcome::new(truth).with_progress(progress(check, seen.compared.as_ref()));
        if truth != Truth::True {
            outcome.earliest = self.when(check, person, last, 1, &mut |future| future.last() == Some(&Status::Met));
            outcome.missing = Some(lack_of_value(check, &seen, next));
        }
        self.with_evidence(outcome, vec![seen])
    }

    pub(super) fn with_evidence(&self, mut outcome: Outcome, seen: Vec<Seen>) -> Outcome {
        if self.detail {
            outcome.evidence = seen.into_iter().rev().map(|seen| Evidence::Period(Box::new(seen))).gather();
        }
        outcome
    }
}

/// How far a value is on its way, where it does not hold.
pub(super) fn progress(check: &SeriesCheck, value: Option<&Rational>) -> Option<Rational> {
    // Bands are no distance apart.
    let value = value.filter(|_| !matches!(check.of, Series::Rating(..)));
    let Some(value) = value else { return Some(Rational::ZERO) };
    reached(check.comparison, value, &check.constant)
}

/// How far a value is on its way to a constant.
pub(crate) fn reached(comparison: Comparison, value: &Rational, constant: &Rational) -> Option<Rational> {
    let (part, whole) = match comparison {
        Comparison::AtLeast | Comparison::MoreThan => (value, constant),
        Comparison::AtMost | Comparison::LessThan => (constant, value),
        Comparison::Equals => return Some(Rational::ZERO),
    };
    if whole.signum() <= 0 {
        return Some(Rational::ZERO);
    }
    let share = part.checked_div(whole)?;
    Some(share.max(Rational::ZERO).min(Rational::ONE))
}

pub(super) fn lack_of_value(check: &SeriesCheck, seen: &Seen, next: Option<(Period, Option<Rational>)>) -> Lack {
    let code = if seen.compared.is_some() || seen.why.is_none() { "value" } else { "unknown_value" };
    let needs = Some(check.constant.clone()).filter(|_| !matches!(check.of, Series::Rating(..)));
    let actual = seen.compared.clone().filter(|_| needs.is_some());
    Lack { actual, needs, next, why: seen.why, ..Lack::new(code) }
}
