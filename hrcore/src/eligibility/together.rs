//! Several periods together as one value: a sum, or a rate of sums.

use crate::compile::{Baseline, Series, SeriesCheck};
use crate::condition::{Missing, Truth, Window};
use crate::facts::State;
use crate::gather::Gather as _;
use crate::number::{Rational, small};
use crate::score::grow;
use crate::time::Period;

use super::judge::{Judge, Outcome, Person};
use super::look::{Seen, Status, compare};
use super::series::{lack_of_value, progress};

impl Judge<'_> {
    /// One value over all of the last periods.
    pub(super) fn aggregate(
        &mut self,
        check: &SeriesCheck,
        window: &Window,
        count: u32,
        person: &Person,
        last: Period,
    ) -> Outcome {
        let metric = match &check.of {
            Series::Metric(metric) | Series::Growth { metric, .. } => *metric,
            // Refused when the policy is compiled.
            Series::Total | Series::TotalGrowth { .. } | Series::Rating(..) => return Outcome::new(Truth::Unknown),
        };
        let across = window.across_positions;
        let periods = back(last, count);
        let mut there: Vec<bool> = Vec::with_capacity(periods.len());
        let mut looked_at = Vec::with_capacity(periods.len());
        for period in &periods {
            let held = self.counts(*period, window, person);
            there.push(held && !self.has_hole(metric, person, *period, across));
            looked_at.extend(held.then_some(*period));
        }
        let whole = periods.len() == count as usize && there.iter().all(|there| *there);
        let compared = if whole || window.on_missing == Missing::Pause {
            let present = periods.iter().zip(&there).filter(|(_, there)| **there).map(|(period, _)| *period);
            self.together(check, metric, person, (&periods, &present.gather()), across)
        } else {
            Err(State::Missing)
        };
        let first = periods.last().copied().unwrap_or(last);
        let mut seen = Seen::new(first, Status::Unknown);
        seen.to = Some(last).filter(|last| *last != first);
        match compared {
            Ok((compared, value, base)) => {
                seen.status = compare(check, &compared);
                (seen.compared, seen.value, seen.base) = (Some(compared), value, base);
            }
            Err(state) => {
                if window.on_missing == Missing::Break {
                    seen.status = Status::Unmet;
                }
                seen.why = Some(state.as_str());
            }
        }
        if self.detail {
            looked_at.reverse();
            seen.records = self.records(metric, person, &looked_at, across);
        }
        let truth = Truth::from(seen.status);
        let mut outcome = Outcome::new(truth).with_progress(progress(check, seen.compared.as_ref()));
        if truth != Truth::True {
            outcome.earliest = self.when_together(check, window, (metric, count), person, last);
            let next = last.next().map(|next| (next, None));
            outcome.missing = Some(lack_of_value(check, &seen, next));
        }
        self.with_evidence(outcome, vec![seen])
    }

    /// The value over periods together, from the latest back: what is compared, and for growth the two values.
    #[allow(clippy::type_complexity, reason = "a value that is compared and the two behind it")]
    fn together(
        &mut self,
        check: &SeriesCheck,
        metric: usize,
        person: &Person,
        (periods, present): (&[Period], &[Period]),
        across: bool,
    ) -> Result<(Rational, Option<Rational>, Option<Rational>), State> {
        let value = self.over(metric, person, present, across)?;
        let Series::Growth { versus, change, .. } = &check.of else { return Ok((value, None, None)) };
        let base = match versus {
            Baseline::Value(value) => value.clone(),
            // One period is no base for several, which is refused when the policy is compiled.
            Baseline::Period(_) | Baseline::PositionStart => return Err(State::Undefined),
            Baseline::LastYear | Baseline::Previous => {
                let earlier = if *versus == Baseline::Previous {
                    earlier_window(periods).ok_or(State::Missing)?
                } else {
                    let earlier = present.iter().map(|period| period.last_year()).collect::<Option<Vec<_>>>();
                    earlier.ok_or(State::Missing)?
                };
                // A base with a hole in it is no base.
                for period in &earlier {
                    if self.has_hole(metric, person, *period, true) {
                        return Err(State::Missing);
                    }
                }
                self.over(metric, person, &earlier, true)?
            }
        };
        let growth = grow(&value, &base, *change)?;
        Ok((growth, Some(value), Some(base)))
    }
}

/// As many periods before some, which stand from the latest back.
pub(super) fn earlier_window(periods: &[Period]) -> Option<Vec<Period>> {
    let before = periods.last()?.previous()?;
    Some(back(before, small(periods.len())))
}

/// So many periods from the latest back.
pub(super) fn back(last: Period, count: u32) -> Vec<Period> {
    let mut periods = vec![last];
    while periods.len() < count as usize {
        match periods.last().and_then(|period| period.previous()) {
            Some(period) => periods.push(period),
            None => break,
        }
    }
    periods
}
