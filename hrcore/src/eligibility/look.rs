//! One period of a test on values over time: what is compared in it, and how it comes out.

use std::cmp::Ordering;

use crate::compile::{Baseline, Series, SeriesCheck};
use crate::condition::{Missing, Truth};
use crate::facts::State;
use crate::number::Rational;
use crate::score::{grow, worse};
use crate::time::{Granularity, Period, Span};
use crate::values::Id;

use super::judge::{Judge, Person};

/// A period that was looked at.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) period: Period,
    pub(crate) status: Status,
    /// What is compared: a value, a growth or a total, exact.
    pub(crate) compared: Option<Rational>,
    /// The values behind a growth.
    pub(crate) value: Option<Rational>,
    pub(crate) base: Option<Rational>,
    pub(crate) band: Option<Id>,
    /// The last of several periods together.
    pub(crate) to: Option<Period>,
    pub(crate) records: Vec<Id>,
    /// Why there is nothing to compare.
    pub(crate) why: Option<&'static str>,
    /// There is a record that belongs neither here nor elsewhere.
    pub(crate) does_not_fit: bool,
}

impl Seen {
    /// With nothing found yet.
    pub(super) fn new(period: Period, status: Status) -> Self {
        Self {
            period,
            status,
            compared: None,
            value: None,
            base: None,
            band: None,
            to: None,
            records: Vec::new(),
            why: None,
            does_not_fit: false,
        }
    }
}

/// How a period came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Met,
    Unmet,
    Unknown,
    Skipped,
}

impl From<Status> for Truth {
    fn from(status: Status) -> Self {
        match status {
            Status::Met => Self::True,
            Status::Unmet => Self::False,
            Status::Unknown | Status::Skipped => Self::Unknown,
        }
    }
}

impl Judge<'_> {
    /// One period: what is compared, and how it comes out.
    pub(super) fn look(
        &mut self,
        check: &SeriesCheck,
        person: &Person,
        period: Period,
        across: bool,
        on_missing: Missing,
    ) -> Seen {
        let mut seen = Seen::new(period, Status::Unmet);
        let compared = match &check.of {
            Series::Metric(metric) => self.value(*metric, person, period, across),
            Series::Growth { metric, versus, change } => {
                let value = self.value(*metric, person, period, across);
                let base = self.base(*metric, versus, check.every, person, period);
                match (value, base) {
                    (Ok(value), Ok(base)) => {
                        let growth = grow(&value, &base, *change);
                        (seen.value, seen.base) = (Some(value), Some(base));
                        growth
                    }
                    (Ok(value), Err(state)) => {
                        seen.value = Some(value);
                        Err(state)
                    }
                    (Err(state), Ok(base)) => {
                        seen.base = Some(base);
                        Err(state)
                    }
                    (Err(value), Err(base)) => Err(worse(Some(value), base)),
                }
            }
            Series::TotalGrowth { versus, change } => {
                let result = self.totals.of(self.policy, self.careers, person.employee, period);
                let value = result.and_then(|result| {
                    seen.records.extend(result.record);
                    result.total.ok_or(State::Missing)
                });
                let base = self.total_base(versus, person.employee, period);
                (seen.value, seen.base) = (value.clone().ok(), base.clone().ok());
                match (value, base) {
                    (Ok(value), Ok(base)) => grow(&value, &base, *change),
                    (Err(value), Err(base)) => Err(worse(Some(value), base)),
                    (Err(state), Ok(_)) | (Ok(_), Err(state)) => Err(state),
                }
            }
            Series::Total | Series::Rating(..) => {
                let result = self.totals.of(self.policy, self.careers, person.employee, period);
                match result {
                    Ok(result) => {
                        seen.band = result.band;
                        seen.records.extend(result.record);
                        match &check.of {
                            Series::Rating(band, or_better) => self.rated(seen.band.as_ref(), band, *or_better),
                            _ => result.total.ok_or(State::Missing),
                        }
                    }
                    Err(state) => Err(state),
                }
            }
        };
        if self.detail
            && let Series::Metric(metric) | Series::Growth { metric, .. } = &check.of
        {
            seen.records = self.records(*metric, person, &[period], across);
        }
        match compared {
            Ok(value) => {
                seen.status = compare(check, &value);
                seen.compared = Some(value);
            }
            Err(state) => {
                seen.status = without(state, on_missing);
                seen.why = Some(state.as_str());
                if self.detail
                    && state == State::Missing
                    && let Series::Metric(metric) | Series::Growth { metric, .. } = &check.of
                {
                    let span = self.values.span(period);
                    seen.does_not_fit =
                        seen.value.is_none() && self.facts.has_observation(person.employee, *metric, span);
                }
            }
        }
        seen
    }

    /// What the growth of a total in a period is compared with.
    pub(super) fn total_base(&mut self, versus: &Baseline, employee: usize, period: Period) -> Result<Rational, State> {
        let before = versus.before(period).filter(|before| self.values.span(*before).last <= self.day);
        let result = self.totals.of(self.policy, self.careers, employee, before.ok_or(State::Missing)?)?;
        result.total.ok_or(State::Missing)
    }

    /// How much better a band is than the one that is needed: 0 and above hold.
    fn rated(&self, band: Option<&Id>, needed: &Id, or_better: bool) -> Result<Rational, State> {
        let band = band.ok_or(State::Missing)?;
        if band == needed {
            return Ok(Rational::ZERO);
        }
        let place = |scale: &crate::policy::RatingScale, id: &Id| scale.bands.iter().position(|band| band.id == *id);
        let scales = self.policy.policy.rating_scales.iter().zip(&self.policy.scales);
        let mut ranks = scales.filter_map(|(document, scale)| {
            let (own, other) = (place(document, band)?, place(document, needed)?);
            Some(scale.rank(own).cmp(&scale.rank(other)))
        });
        match ranks.next() {
            None => Err(State::Undefined),
            Some(Ordering::Greater) if or_better => Ok(Rational::ONE),
            Some(_) => Ok(Rational::from(-1)),
        }
    }

    /// What growth in a period is compared with.
    pub(super) fn base(
        &mut self,
        metric: usize,
        versus: &Baseline,
        every: Granularity,
        person: &Person,
        period: Period,
    ) -> Result<Rational, State> {
        let before = match versus {
            Baseline::Value(value) => return Ok(value.clone()),
            Baseline::PositionStart => self.before_position(every, person),
            versus => versus.before(period),
        };
        let before = before.filter(|before| self.values.span(*before).last <= self.day);
        // The base may lie before the position, and is the whole of what the person did.
        self.value(metric, person, before.ok_or(State::Missing)?, true)
    }

    /// The last complete period before the position was taken up.
    pub(super) fn before_position(&self, every: Granularity, person: &Person) -> Option<Period> {
        let first = Span { first: person.position_from, last: person.position_from }.from()?;
        Period::containing(first, every, self.policy.policy.appraisal_period.start_day).previous()
    }
}

/// How a period without a value comes out.
pub(super) fn without(state: State, on_missing: Missing) -> Status {
    match (state, on_missing) {
        (State::NotApplicable | State::TooNew, _) | (_, Missing::Pause) => Status::Skipped,
        (_, Missing::Break) => Status::Unmet,
        (_, Missing::Unknown) => Status::Unknown,
    }
}

/// How a value comes out.
pub(super) fn compare(check: &SeriesCheck, value: &Rational) -> Status {
    if check.comparison.holds(value.cmp(&check.constant)) { Status::Met } else { Status::Unmet }
}
