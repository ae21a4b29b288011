//! Values over time: streaks, the best of the last periods, periods together; and when they can first hold.

use std::cmp::Ordering;

use crate::compile::{Base, Series, SeriesCheck, Source};
use crate::condition::{Comparison, Missing, Truth, Window, WindowEnd, WindowKind};
use crate::expression::Op;
use crate::facts::{Datum, Held, Reading, State};
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::{Change, DayCount, Level};
use crate::score::{Subject, Value, worse};
use crate::time::{Granularity, Period, Span};
use crate::values::Id;

use super::judge::{Evidence, Judge, Lack, Outcome, Person, share};
use super::when::will_hold;

/// A metric, a period, and whether it is looked at whatever position was held.
pub(super) type Asked = (usize, Period, bool);

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

/// So many periods are looked at for a streak that may end anywhere: a century of days.
const LOOKED: u32 = 36_600;

/// The periods of a window, as they were found.
#[derive(Debug, Default)]
struct Walk {
    /// From the latest back.
    seen: Vec<Seen>,
    /// How many held from the latest back, and how many may have.
    met: u32,
    maybe: u32,
}

impl Judge<'_> {
    pub(super) fn series(&mut self, check: &SeriesCheck, person: &Person) -> Outcome {
        let Some(last) = self.last_ended(check.every) else { return Outcome::new(Truth::Unknown) };
        match check.window.as_ref() {
            None => self.single(check, person, last),
            Some(window) => match window.kind {
                WindowKind::Consecutive(count) => self.consecutive(check, window, count, person, last),
                WindowKind::OfLast(least, count) => self.of_last(check, window, (least, count), person, last),
                WindowKind::Aggregate(count) => self.aggregate(check, window, count, person, last),
            },
        }
    }

    /// The last period that ended on or before the day.
    pub(crate) fn last_ended(&self, every: Granularity) -> Option<Period> {
        let start_day = self.policy.policy.appraisal_period.start_day;
        let period = Period::containing(self.as_of, every, start_day);
        if self.values.span(period).last <= self.day { Some(period) } else { period.previous() }
    }

    // ---- one period ----------------------------------------------------------------------------------------

    fn single(&mut self, check: &SeriesCheck, person: &Person, last: Period) -> Outcome {
        // Whatever position was held then: nothing runs on from period to period.
        let seen = self.look(check, person, last, false, Missing::Unknown);
        let truth = Truth::from(seen.status);
        let next = self.next(check, person, last);
        let mut outcome = Outcome::new(truth);
        if truth == Truth::False {
            outcome.progress = progress(check, seen.compared.as_ref());
        }
        if truth != Truth::True {
            outcome.earliest = self.when(check, person, last, 1, &mut |future| future.last() == Some(&Status::Met));
            outcome.missing = Some(lack_of_value(check, &seen, next));
        }
        self.with_evidence(outcome, vec![seen])
    }

    // ---- n consecutive ----------------------------------------------------------------------------------------

    fn consecutive(
        &mut self,
        check: &SeriesCheck,
        window: &Window,
        need: u32,
        person: &Person,
        last: Period,
    ) -> Outcome {
        let latest = self.streak(check, window, need, person, last);
        let (mut met, mut maybe) = (latest.met, latest.maybe);
        let past: Vec<Status> = latest.seen.iter().map(|seen| seen.status).gather();
        let mut seen = latest.seen;
        if window.ending == WindowEnd::Ever && met < need {
            let any = self.any_streak(check, window, need, person, last);
            if any.met > met {
                seen = any.seen;
            }
            (met, maybe) = (met.max(any.met), maybe.max(any.maybe));
        }
        let truth = match () {
            () if met >= need => Truth::True,
            () if maybe >= need => Truth::Unknown,
            () => Truth::False,
        };
        let mut outcome = Outcome::new(truth).with_progress(share(met, need));
        if truth != Truth::True {
            outcome.earliest = self.when(check, person, last, need, &mut |future| will_hold(future, &past, window));
            let next = self.next(check, person, last);
            outcome.missing = Some(Lack { next, ..Lack::counted("periods", met, need) });
        }
        self.with_evidence(outcome, seen)
    }

    /// The longest streak of all, and how long one may be if what is not known holds.
    fn any_streak(&mut self, check: &SeriesCheck, window: &Window, need: u32, person: &Person, last: Period) -> Walk {
        let mut best = Walk::default();
        // The streak at hand, from its end back, with the periods that it skips; and how long it may be.
        let (mut seen, mut met, mut maybe, mut gap) = (Vec::new(), 0, 0, 0);
        let mut at = Some(last);
        for _ in 0..LOOKED {
            let Some(period) = at.filter(|period| self.counts(*period, window, person)) else { break };
            let next = self.look(check, person, period, window.across_positions, window.on_missing);
            let status = next.status;
            gap = if status == Status::Skipped { gap + 1 } else { 0 };
            if status == Status::Unmet || window.max_gap.is_some_and(|most| gap > most) {
                (met, maybe) = (0, 0);
                seen.clear();
            } else {
                seen.push(next);
                maybe += u32::from(status != Status::Skipped);
                met += u32::from(status == Status::Met);
                if status == Status::Unknown {
                    met = 0;
                    seen.clear();
                }
            }
            best.maybe = best.maybe.max(maybe);
            if met > best.met {
                best.met = met;
                best.seen.clone_from(&seen);
            }
            if best.met >= need {
                break;
            }
            at = period.previous();
        }
        best
    }

    /// Whether a period can count at all: in the position held now, or in any.
    pub(super) fn counts(&self, period: Period, window: &Window, person: &Person) -> bool {
        let bound = if window.across_positions { person.first } else { person.position_from };
        self.values.span(period).last >= bound
    }

    /// The streak that ends with a period.
    fn streak(&mut self, check: &SeriesCheck, window: &Window, need: u32, person: &Person, last: Period) -> Walk {
        let mut walk = Walk::default();
        let (mut gap, mut certain) = (0, true);
        let mut at = Some(last);
        while let Some(period) = at.filter(|period| self.counts(*period, window, person)) {
            let seen = self.look(check, person, period, window.across_positions, window.on_missing);
            let status = seen.status;
            walk.seen.push(seen);
            match status {
                Status::Met => {
                    gap = 0;
                    walk.maybe += 1;
                    walk.met += u32::from(certain);
                }
                Status::Unknown => {
                    gap = 0;
                    walk.maybe += 1;
                    certain = false;
                }
                Status::Skipped => {
                    gap += 1;
                    if window.max_gap.is_some_and(|most| gap > most) {
                        break;
                    }
                }
                Status::Unmet => break,
            }
            if walk.maybe >= need {
                break;
            }
            at = period.previous();
        }
        walk
    }

    // ---- k of the last n ----------------------------------------------------------------------------------------

    fn of_last(
        &mut self,
        check: &SeriesCheck,
        window: &Window,
        (need, count): (u32, u32),
        person: &Person,
        last: Period,
    ) -> Outcome {
        let mut walk = Walk::default();
        // What each period that counts came to, from the latest back.
        let mut statuses: Vec<Status> = Vec::new();
        let mut gap = 0;
        let mut at = Some(last);
        while let Some(period) = at.filter(|period| self.counts(*period, window, person)) {
            let seen = self.look(check, person, period, window.across_positions, window.on_missing);
            let status = seen.status;
            walk.seen.push(seen);
            if status == Status::Skipped {
                gap += 1;
                if window.max_gap.is_some_and(|most| gap > most) {
                    break;
                }
            } else {
                gap = 0;
                statuses.push(status);
            }
            if statuses.len() >= count as usize {
                break;
            }
            at = period.previous();
        }
        let counted = |wanted: Status| statuses.iter().filter(|status| **status == wanted).count();
        walk.met = small(counted(Status::Met));
        walk.maybe = walk.met + small(counted(Status::Unknown));
        let truth = match () {
            () if walk.met >= need => Truth::True,
            () if walk.maybe < need => Truth::False,
            () => Truth::Unknown,
        };
        let mut outcome = Outcome::new(truth).with_progress(share(walk.met, need));
        if truth != Truth::True {
            let past: Vec<Status> = walk.seen.iter().map(|seen| seen.status).gather();
            outcome.earliest = self.when(check, person, last, count, &mut |future| will_hold(future, &past, window));
            let next = self.next(check, person, last);
            outcome.missing = Some(Lack { next, ..Lack::counted("periods", walk.met, need) });
        }
        self.with_evidence(outcome, walk.seen)
    }

    // ---- periods together ----------------------------------------------------------------------------------------

    fn aggregate(
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
            Series::Total | Series::Rating(..) => return Outcome::new(Truth::Unknown),
        };
        let across = window.across_positions;
        let periods = back(last, count);
        let mut there: Vec<bool> = Vec::with_capacity(periods.len());
        for period in &periods {
            let held = self.counts(*period, window, person);
            there.push(held && !self.has_hole(metric, person, *period, across));
        }
        let whole = periods.len() == count as usize && there.iter().all(|there| *there);
        let compared = if whole || window.on_missing == Missing::Pause {
            let present = periods.iter().zip(&there).filter(|(_, there)| **there).map(|(period, _)| *period);
            self.together(check, metric, person, (&periods, &present.gather()), across)
        } else {
            Err(State::Missing)
        };
        let first = periods.last().copied().unwrap_or(last);
        let status = match &compared {
            Ok((value, ..)) => compare(check, value),
            Err(_) if window.on_missing == Missing::Break => Status::Unmet,
            Err(_) => Status::Unknown,
        };
        let truth = Truth::from(status);
        let mut outcome = Outcome::new(truth);
        let (why, compared) = match compared {
            Ok(values) => (None, Some(values)),
            Err(state) => (Some(state.as_str()), None),
        };
        let (compared, value, base) = match compared {
            Some((compared, value, base)) => (Some(compared), value, base),
            None => (None, None, None),
        };
        let to = Some(last).filter(|last| *last != first);
        let seen = Seen {
            period: first,
            to,
            status,
            compared,
            value,
            base,
            band: None,
            records: Vec::new(),
            why,
            does_not_fit: false,
        };
        if truth == Truth::False {
            outcome.progress = progress(check, seen.compared.as_ref());
        }
        if truth != Truth::True {
            outcome.earliest = self.when_together(check, window, (metric, count), person, last);
            let mut lack = lack_of_value(check, &seen, None);
            lack.next = after(last).map(|next| (next, None));
            outcome.missing = Some(lack);
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
            Base::Value(value) => value.clone(),
            // One period is no base for several, which is refused when the policy is compiled.
            Base::Period(_) | Base::PositionStart => return Err(State::Undefined),
            Base::LastYear | Base::Previous => {
                let earlier = if *versus == Base::Previous {
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

    /// A metric's value over several periods together.
    pub(crate) fn over(
        &mut self,
        metric: usize,
        person: &Person,
        periods: &[Period],
        across: bool,
    ) -> Result<Rational, State> {
        let mut spans = periods.iter().map(|period| self.values.span(*period)).gather();
        crate::sort::sort_by(&mut spans, &mut Ord::cmp);
        if spans.is_empty() {
            return Err(State::Missing);
        }
        let held: Vec<(Held, Vec<Held>)> = spans.iter().map(|span| self.holdings(person, *span, across)).gather();
        let subjects = held
            .iter()
            .zip(&spans)
            .map(|((held, holdings), span)| (Subject { employee: person.employee, held: *held, holdings }, *span));
        number(self.values.over(metric, &subjects.gather()))
    }

    // ---- values ----------------------------------------------------------------------------------------

    /// One period: what is compared, and how it comes out.
    fn look(
        &mut self,
        check: &SeriesCheck,
        person: &Person,
        period: Period,
        across: bool,
        on_missing: Missing,
    ) -> Seen {
        let mut seen = Seen {
            period,
            status: Status::Unmet,
            compared: None,
            value: None,
            base: None,
            band: None,
            to: None,
            records: Vec::new(),
            why: None,
            does_not_fit: false,
        };
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
            self.records(*metric, person, period, across, &mut seen.records);
            distinct(&mut seen.records);
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
                    let touches = |datum: &Datum| datum.span.intersect(span).is_some();
                    seen.does_not_fit = seen.value.is_none()
                        && self.facts.data(Level::Employee, person.employee, *metric).iter().any(touches);
                }
            }
        }
        seen
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
        versus: &Base,
        every: Granularity,
        person: &Person,
        period: Period,
    ) -> Result<Rational, State> {
        let before = match versus {
            Base::Value(value) => return Ok(value.clone()),
            Base::Previous => period.previous(),
            Base::LastYear => period.last_year(),
            Base::Period(period) => Some(*period),
            Base::PositionStart => self.before_position(every, person),
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

    /// A metric's value in a period, as a number.
    pub(crate) fn value(
        &mut self,
        metric: usize,
        person: &Person,
        period: Period,
        across: bool,
    ) -> Result<Rational, State> {
        let asked = (metric, period, across);
        let place = match self.known.binary_search_by(|(known, _)| known.cmp(&asked)) {
            Ok(at) => return self.known.get(at).map_or(Err(State::Missing), |(_, value)| value.clone()),
            Err(place) => place,
        };
        let span = self.values.span(period);
        // Most people hold one position all the time: nothing has to be looked for.
        let value = if person.held.span.contains(span) {
            let held = std::slice::from_ref(&person.held);
            let holdings = if across { &[][..] } else { held };
            self.values.value(metric, &Subject { employee: person.employee, held: person.held, holdings }, period)
        } else {
            let (held, holdings) = self.holdings(person, span, across);
            if self.is_too_new(person, &held, span, across) {
                return Err(State::TooNew);
            }
            self.values.value(metric, &Subject { employee: person.employee, held, holdings: &holdings }, period)
        };
        let value = number(value);
        self.known.insert(place, (asked, value.clone()));
        value
    }

    /// Whether a period lacks a value that would have to be part of a sum: one that is missing, or recorded as undefined.
    /// A rate of nothing to nothing lacks none, for it adds nothing.
    pub(super) fn has_hole(&mut self, metric: usize, person: &Person, period: Period, across: bool) -> bool {
        match self.value(metric, person, period, across) {
            Err(State::Missing) => return true,
            Err(State::Undefined) => {}
            _ => return false,
        }
        match self.policy.sources.get(metric) {
            None | Some(Source::Observed) => {
                let span = self.values.span(period);
                let (held, holdings) = self.holdings(person, span, across);
                let subject = Subject { employee: person.employee, held, holdings: &holdings };
                let mut recorded = false;
                self.values.each_observation(metric, &subject, span, &mut |observation| {
                    recorded |= matches!(observation.reading, Reading::State(State::Undefined));
                });
                recorded
            }
            Some(Source::Formula(ops)) => ops.iter().any(|op| match op {
                Op::Metric(input) => self.has_hole(*input, person, period, across),
                _ => false,
            }),
            Some(Source::Growth { .. }) => true,
            Some(Source::Plans(_) | Source::Training(_)) => false,
        }
    }

    /// References to the records behind a metric's value in a period.
    pub(crate) fn records(&self, metric: usize, person: &Person, period: Period, across: bool, found: &mut Vec<Id>) {
        match self.policy.sources.get(metric) {
            Some(Source::Formula(ops)) => {
                for op in ops {
                    if let Op::Metric(input) = op {
                        self.records(*input, person, period, across, found);
                    }
                }
            }
            Some(Source::Growth { of, .. }) => self.records(*of, person, period, across, found),
            _ => {
                let span = self.values.span(period);
                let (held, holdings) = self.holdings(person, span, across);
                let subject = Subject { employee: person.employee, held, holdings: &holdings };
                self.values.each_record(metric, &subject, span, &mut |record| found.push(record.clone()));
            }
        }
    }

    /// Whether a position, or any, was held for fewer days of a period than the policy asks for.
    fn is_too_new(&self, person: &Person, own: &Held, span: Span, across: bool) -> bool {
        let proration = &self.policy.policy.proration;
        if proration.too_new_below_days == 0 {
            return false;
        }
        let held = self.facts.held(person.employee).unwrap_or_default().iter();
        let counted = held.filter(|held| across || held.position == own.position);
        let days = counted.filter_map(|held| held.span.intersect(span)).fold(0u32, |sum, days| {
            sum.saturating_add(match proration.days {
                DayCount::Calendar => days.days(),
                DayCount::Working => self.policy.calendar.working_days(days),
            })
        });
        // What was recorded before anybody held anything is taken as it is.
        days > 0 && days < proration.too_new_below_days
    }

    /// The position to which a span belongs, the one held on its last day, and all that were held in it.
    fn holdings(&self, person: &Person, span: Span, across: bool) -> (Held, Vec<Held>) {
        let held = self.facts.held(person.employee).unwrap_or_default();
        let mut inside: Vec<Held> = Vec::new();
        for held in held.iter().filter(|held| held.span.intersect(span).is_some()) {
            match inside.last_mut() {
                // Another unit is the same position.
                Some(before)
                    if before.position == held.position && before.span.last.checked_add(1) == Some(held.span.first) =>
                {
                    *before = Held { span: Span { first: before.span.first, last: held.span.last }, ..*held };
                }
                _ => inside.push(*held),
            }
        }
        let own = inside.iter().rfind(|held: &&Held| held.span.last >= span.last);
        let own = own.or(inside.last()).copied().unwrap_or(person.held);
        (own, if across { Vec::new() } else { inside })
    }

    fn with_evidence(&self, mut outcome: Outcome, seen: Vec<Seen>) -> Outcome {
        if self.detail {
            outcome.evidence = seen.into_iter().rev().map(|seen| Evidence::Period(Box::new(seen))).gather();
        }
        outcome
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

pub(super) fn after(last: Period) -> Option<Period> {
    last.next()
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

/// Leaves out what was there before.
fn distinct(ids: &mut Vec<Id>) {
    let mut order = crate::sort::order(ids.len(), &mut |a, b| (ids.get(a), a).cmp(&(ids.get(b), b)));
    order.dedup_by(|later, first| ids.get(*later) == ids.get(*first));
    if order.len() < ids.len() {
        crate::sort::sort(&mut order);
        *ids = order.iter().filter_map(|at| ids.get(*at).cloned()).gather();
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn number(value: Value) -> Result<Rational, State> {
    match value {
        Value::Number(value) => Ok(value),
        Value::Label(_) => Err(State::Undefined),
        Value::None(state) => Err(state),
    }
}

fn grow(value: &Rational, base: &Rational, change: Change) -> Result<Rational, State> {
    let difference = value - base;
    match change {
        Change::Points => Ok(difference),
        Change::Relative if base.signum() <= 0 => Err(State::Undefined),
        Change::Relative => difference.checked_div(base).ok_or(State::Undefined),
    }
}

fn compare(check: &SeriesCheck, value: &Rational) -> Status {
    if check.comparison.holds(value.cmp(&check.constant)) { Status::Met } else { Status::Unmet }
}

/// How far a value is on its way, where it does not hold.
fn progress(check: &SeriesCheck, value: Option<&Rational>) -> Option<Rational> {
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

fn lack_of_value(check: &SeriesCheck, seen: &Seen, next: Option<(Period, Option<Rational>)>) -> Lack {
    let code = if seen.compared.is_some() || seen.why.is_none() { "value" } else { "unknown_value" };
    let needs = Some(check.constant.clone()).filter(|_| !matches!(check.of, Series::Rating(..)));
    let actual = seen.compared.clone().filter(|_| needs.is_some());
    Lack { actual, needs, next, why: seen.why, ..Lack::new(code) }
}
