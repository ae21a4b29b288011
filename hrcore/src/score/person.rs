//! One person: each position held, and longer periods from their base periods.

use std::borrow::Cow;

use crate::compile::{Card, Compiled, CompiledMethod, Source};
use crate::condition::Truth;
use crate::expression::Op;
use crate::facts::{FactIndex, Held, State};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, small};
use crate::policy::{Every, LongerPeriods, Treatment};
use crate::time::{Period, Span};
use crate::values::Id;

use super::answer::{
    AdjustmentScore, CoefficientScore, Detail, EmployeeScore, EvidenceInput, LineScore, Missing, PeriodScore,
    PositionScore, VetoScore,
};
use super::card::{self, CardScore, Effect, LineResult, Scope};
use super::fast::{self, Decided};
use super::value::{Subject, Value, Values};

/// Scores people under one policy version.
#[derive(Debug)]
pub(crate) struct Scorer<'a> {
    pub(crate) policy: &'a Compiled,
    pub(crate) facts: &'a FactIndex<'a>,
    pub(crate) values: Values<'a>,
    pub(crate) period: Period,
    bases: Vec<Base>,
    /// Scorers under the versions that were in force in earlier base periods.
    earlier: Vec<Self>,
}

/// A base period, and which of the earlier versions judges it, if one does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Base {
    pub(crate) period: Period,
    pub(crate) earlier: Option<usize>,
}

/// A band, and the version on whose scale it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rated<'a> {
    policy: &'a Compiled,
    scale: usize,
    band: usize,
}

impl<'a> Rated<'a> {
    /// Rates a total on a scale.
    fn new(policy: &'a Compiled, scale: usize, total: &Rational) -> Option<Self> {
        let band = policy.scales.get(scale)?.band(&card::compared(policy, total));
        Some(Self { policy, scale, band })
    }

    fn coefficient(&self) -> Option<&'a Rational> {
        self.policy.scales.get(self.scale)?.coefficients.get(self.band)
    }

    /// The band's index in its scale, and the scale's in the policy.
    pub(crate) fn place(&self) -> (usize, usize) {
        (self.scale, self.band)
    }

    /// The band's id.
    pub(crate) fn id(&self) -> Option<Id> {
        band_id(self.policy, self.scale, self.band)
    }
}

/// A person's result, exact.
#[derive(Debug, Default)]
pub(crate) struct PersonScore<'a> {
    pub(crate) total: Option<Rational>,
    pub(crate) band: Option<Rated<'a>>,
    pub(crate) coefficient: Option<Rational>,
    pub(crate) days: u32,
    pub(crate) positions: Vec<HeldScore<'a>>,
    pub(crate) periods: Vec<(Period, PersonScore<'a>)>,
}

/// One position held, scored.
#[derive(Debug)]
pub(crate) struct HeldScore<'a> {
    pub(crate) policy: &'a Compiled,
    pub(crate) held: Held,
    pub(crate) span: Span,
    pub(crate) days: u32,
    pub(crate) factor: Rational,
    pub(crate) card: &'a Card,
    pub(crate) score: CardScore,
}

/// The base periods of a period; `None` when the policy's appraisal period does not divide it.
pub(crate) fn base_periods(policy: &Compiled, period: Period) -> Option<Vec<Period>> {
    let base = &policy.policy.appraisal_period;
    let quarters = |year: i32, range: std::ops::RangeInclusive<u32>| {
        Some(range.map(|quarter| Period::Quarter { year, quarter }).gather())
    };
    match (base.every, period) {
        (Every::Month, Period::Month { start_day, .. }) => (start_day == base.start_day).then(|| vec![period]),
        (Every::Month, Period::Quarter { .. } | Period::Half { .. } | Period::Year(_)) => {
            Some(period.months(base.start_day))
        }
        (Every::Week, Period::Week { .. })
        | (Every::Quarter, Period::Quarter { .. })
        | (Every::Half, Period::Half { .. })
        | (Every::Year, Period::Year(_)) => Some(vec![period]),
        (Every::Quarter, Period::Half { year, half }) => quarters(year, half * 2 - 1..=half * 2),
        (Every::Quarter, Period::Year(year)) => quarters(year, 1..=4),
        (Every::Half, Period::Year(year)) => Some((1..=2).map(|half| Period::Half { year, half }).gather()),
        _ => None,
    }
}

impl<'a> Scorer<'a> {
    /// A scorer for a period that is made of base periods.
    pub(crate) fn new(
        policy: &'a Compiled,
        facts: &'a FactIndex<'a>,
        period: Period,
        bases: Vec<Base>,
        earlier: Vec<Self>,
    ) -> Self {
        Self { policy, facts, values: Values::new(policy, facts, period), period, bases, earlier }
    }

    /// Scores a person; `None` for one whose record is bad.
    pub(crate) fn score(&mut self, employee: usize) -> Option<PersonScore<'a>> {
        let held = self.facts.held(employee)?;
        if self.bases.len() > 1 && self.policy.policy.longer_periods == LongerPeriods::Average {
            let mut person = PersonScore::default();
            for base in self.bases.clone() {
                let part = match base.earlier.and_then(|at| self.earlier.get_mut(at)) {
                    Some(earlier) => {
                        let held = earlier.facts.held(employee)?;
                        earlier.period_score(employee, held, base.period, 1)
                    }
                    None => self.period_score(employee, held, base.period, 1),
                };
                if part.days > 0 {
                    person.periods.push((base.period, part));
                }
            }
            let parts: Vec<Part<'_, '_>> = person.periods.iter().map(|(_, part)| Part::of_person(part)).gather();
            let combined = combine(&parts);
            (person.days, person.total, person.band, person.coefficient) = combined;
            return Some(person);
        }
        Some(self.period_score(employee, held, self.period, self.bases.len()))
    }

    fn period_score(&mut self, employee: usize, held: &'a [Held], period: Period, bases: usize) -> PersonScore<'a> {
        let mut person = PersonScore::default();
        let span = self.values.span(period);
        let inside = |held: &Held| held.span.intersect(span);
        let holdings = during(held, span);
        person.positions.reserve_exact(holdings.len());
        for held in &*holdings {
            let Some(days) = inside(held) else { continue };
            let count = self.policy.days(days);
            let Some(card) = self.policy.card(held.position, held.unit) else { continue };
            if count == 0 {
                continue;
            }
            let factor = self.factor(held, period);
            let subject = Subject { employee, held: *held, holdings: &holdings };
            let too_new = count < self.policy.policy.proration.too_new_below_days;
            let scope = Scope { period, factor, bases: small(bases), too_new };
            let score = card::score(&mut self.values, card, &subject, &scope);
            person.positions.push(HeldScore {
                policy: self.policy,
                held: *held,
                span: days,
                days: count,
                factor: scope.factor,
                card,
                score,
            });
        }
        let mut parts: Vec<Part<'_, '_>> = Vec::with_capacity(person.positions.len());
        parts.extend(person.positions.iter().map(Part::of_position));
        (person.days, person.total, person.band, person.coefficient) = combine(&parts);
        person
    }

    /// Days held ÷ days of a period.
    pub(crate) fn factor(&self, held: &Held, period: Period) -> Rational {
        factor(self.policy, held, self.values.span(period))
    }

    /// Whether there is a record of a metric about an employee on days of a period, which did not make a value.
    fn has_unfit_record(&self, employee: usize, metric: usize, period: Period) -> bool {
        let span = self.values.span(period);
        self.facts.has_observation(employee, metric, span) || self.facts.has_rating(employee, metric, span)
    }

    /// A person's result as an answer.
    pub(crate) fn answer(&mut self, employee: usize, detail: Detail) -> Option<EmployeeScore> {
        if detail == Detail::Totals
            && let Some(answer) = self.decided(employee)
        {
            return Some(answer);
        }
        let person = self.score(employee)?;
        let id = self.facts.facts.document().employees.get(employee)?.id.clone();
        let policy = self.policy;
        let mut missing = Vec::new();
        for part in &person.positions {
            let unfit = |metric| self.has_unfit_record(employee, metric, self.period);
            list_missing(part, None, person.positions.len() > 1, &unfit, &mut missing);
        }
        for (period, score) in &person.periods {
            for part in &score.positions {
                let is_own = std::ptr::eq(part.policy, policy);
                let unfit = |metric| is_own && self.has_unfit_record(employee, metric, *period);
                list_missing(part, Some(*period), score.positions.len() > 1, &unfit, &mut missing);
            }
        }
        let mut answer = EmployeeScore {
            employee: id,
            state: state(person.days, person.total.as_ref()),
            total: person.total.as_ref().map(|total| match detail {
                Detail::Full => policy.total_figure(total),
                Detail::Totals => policy.displayed_total(total),
            }),
            band: person.band.and_then(|band| band.id()),
            coefficient: Figure::of(person.coefficient.as_ref()),
            missing: Few(missing),
            periods: Few::default(),
            positions: Few::default(),
            redacted: Few::default(),
            receipt: None,
            verifiable: None,
        };
        if detail == Detail::Full {
            answer.periods =
                Few(person.periods.iter().map(|(period, part)| period_answer(policy, *period, part)).gather());
            answer.positions.0.reserve_exact(person.positions.len());
            for part in &person.positions {
                answer.positions.0.extend(self.position_answer(employee, part));
            }
        }
        Some(answer)
    }

    /// The answer in totals where the fast path can decide it: one position, held for the whole of one base period.
    fn decided(&mut self, employee: usize) -> Option<EmployeeScore> {
        let [base] = self.bases.as_slice() else { return None };
        if base.earlier.is_some() {
            return None;
        }
        let (card, decided) = decided(&mut self.values, employee, self.period)?;
        Some(EmployeeScore {
            employee: self.facts.facts.document().employees.get(employee)?.id.clone(),
            state: "known",
            total: Some(self.policy.displayed_total(&decided.total)),
            band: decided.band.zip(card.scale).and_then(|(band, scale)| band_id(self.policy, scale, band)),
            coefficient: decided.coefficient.map(Figure::new),
            missing: Few::default(),
            periods: Few::default(),
            positions: Few::default(),
            redacted: Few::default(),
            receipt: None,
            verifiable: None,
        })
    }

    fn position_answer(&mut self, employee: usize, part: &HeldScore<'a>) -> Option<PositionScore> {
        let policy = self.policy;
        let document = &policy.policy;
        let scorecard = document.scorecards.get(part.card.scorecard)?;
        // Positions that are not scored have records of their own all the same.
        let span = self.values.span(self.period);
        let holdings = during(self.facts.held(employee)?, span);
        let subject = Subject { employee, held: part.held, holdings: &holdings };
        // A compiled card has every line of the scorecard, in its order.
        let stated = scorecard.sections.iter().flat_map(|section| &section.lines);
        let mut lines: Vec<LineScore> = Vec::with_capacity(part.card.lines.len());
        for ((line, result), stated) in part.card.lines.iter().zip(&part.score.lines).zip(stated) {
            let Some(metric) = document.metrics.get(line.metric) else { continue };
            let is_rated = matches!(line.method, CompiledMethod::Rated { .. });
            let figure = |value: &Rational| metric.figure(value);
            let value = result.value.number().map(figure);
            let inputs = self.inputs(line.metric, is_rated, (&result.value, value.as_ref()), &subject);
            lines.push(LineScore {
                line: line.id.clone(),
                metric: metric.id.clone(),
                unit: metric.unit.as_str(),
                currency: metric.currency.clone(),
                method: stated.method.kind(),
                state: result.state.map_or("value", State::as_str),
                actual: value.filter(|_| !is_rated),
                label: if let Value::Label(label) = &result.value { Some(label.clone()) } else { None },
                target: result.target.as_ref().map(figure),
                met: result.met,
                attainment: result.attainment(line).map(Figure::new),
                score: Figure::of(result.score.as_ref()),
                floor: Figure::of(line.floor.as_ref()),
                cap: Figure::of(line.cap.as_ref()),
                weight: Some(Figure::new(line.weight.clone())),
                applied_weight: Figure::of(result.applied.as_ref()),
                contribution: Figure::of(result.contribution.as_ref()),
                effect: result.treatment.map(Treatment::as_str),
                inputs: Few(inputs),
            });
        }
        let position = document.positions.get(part.held.position)?;
        let figure = |value: &Rational| Figure::new(value.clone());
        Some(PositionScore {
            position: position.id.clone(),
            unit: part.held.unit.and_then(|unit| document.units.get(unit)).map(|unit| unit.id.clone()),
            scorecard: scorecard.id.clone(),
            from: part.span.from()?,
            to: part.span.to()?,
            days: part.days,
            factor: Some(&part.factor).filter(|factor| **factor != Rational::ONE).map(figure),
            state: state(1, part.score.total.as_ref()),
            total: part.score.total.as_ref().map(|total| policy.total_figure(total)),
            band: part.score.band.zip(part.card.scale).and_then(|(band, scale)| band_id(policy, scale, band)),
            coefficient: Figure::of(part.score.coefficient.as_ref()),
            lines,
            adjustments: Few(effects(&scorecard.adjustments, &part.score.adjustments, |stated, effect, state| {
                AdjustmentScore { id: stated.id.clone(), state, points: Figure::of(effect.points.as_ref()) }
            })),
            vetoes: Few(effects(&scorecard.vetoes, &part.score.vetoes, |stated, _, state| VetoScore {
                id: stated.id.clone(),
                state,
                set: stated.set.map(|value| Figure::new(value.to_rational())),
                cap: stated.cap.map(|value| Figure::new(value.to_rational())),
                band_cap: stated.band_cap.clone(),
            })),
            coefficient_adjustments: Few(effects(
                &scorecard.coefficient_adjustments,
                &part.score.coefficients,
                |stated, _, state| CoefficientScore {
                    id: stated.id.clone(),
                    state,
                    add: Some(Figure::new(stated.add.to_rational())),
                },
            )),
        })
    }

    /// What a line's value was made of.
    fn inputs(
        &mut self,
        metric: usize,
        is_rated: bool,
        value: (&Value, Option<&Figure>),
        subject: &Subject<'_>,
    ) -> Vec<EvidenceInput> {
        if is_rated {
            return self.rating_inputs(metric, subject);
        }
        let policy = self.policy;
        let mut inputs: Vec<(usize, Option<Period>)> = Vec::new();
        match policy.sources.get(metric) {
            Some(Source::Formula(ops)) => {
                for op in ops {
                    if let Op::Metric(input) = op
                        && !inputs.contains(&(*input, None))
                    {
                        inputs.push((*input, None));
                    }
                }
            }
            Some(Source::Growth { of, versus, .. }) => {
                inputs.push((*of, None));
                inputs.extend(versus.before(self.period).map(|before| (*of, Some(before))));
            }
            _ => {
                let mut evidence = Vec::with_capacity(1);
                evidence.extend(self.input(metric, None, value, subject));
                return evidence;
            }
        }
        let mut evidence = Vec::with_capacity(inputs.len());
        for (metric, period) in inputs {
            let value = self.values.value(metric, subject, period.unwrap_or(self.period));
            let definition = policy.policy.metrics.get(metric);
            let figure = value.number().zip(definition).map(|(value, definition)| definition.figure(value));
            evidence.extend(self.input(metric, period, (&value, figure.as_ref()), subject));
        }
        evidence
    }

    fn input(
        &mut self,
        metric: usize,
        period: Option<Period>,
        (value, figure): (&Value, Option<&Figure>),
        subject: &Subject<'_>,
    ) -> Option<EvidenceInput> {
        let definition = self.policy.policy.metrics.get(metric)?;
        let when = period.unwrap_or(self.period);
        let mut observations = 0u32;
        let (mut sources, mut records): (Vec<Id>, Vec<Id>) = (Vec::new(), Vec::new());
        self.values.each_observation(metric, subject, self.values.span(when), &mut |observation| {
            observations = observations.saturating_add(1);
            sources.extend(observation.source.clone());
            records.extend(observation.record.clone());
        });
        if sources.len() > 1 {
            crate::sort::sort_by(&mut sources, Ord::cmp);
            sources.dedup();
        }
        let (items, training) =
            self.values.planned_evidence(metric, subject, self.values.span(when), (&mut observations, &mut records));
        Some(EvidenceInput {
            metric: definition.id.clone(),
            state: if let Value::None(state) = value { state.as_str() } else { "value" },
            value: figure.cloned(),
            label: if let Value::Label(label) = value { Some(label.clone()) } else { None },
            period,
            rater: None,
            observations,
            sources: Few(sources),
            records: Few(records),
            items: Few(items),
            training: Few(training),
        })
    }

    fn rating_inputs(&mut self, metric: usize, subject: &Subject<'_>) -> Vec<EvidenceInput> {
        let Some(definition) = self.policy.policy.metrics.get(metric) else { return Vec::new() };
        let span = self.values.span(self.period);
        let ratings = &self.facts.facts.document().ratings;
        // Kinds of rater with the sum of their ratings, how many there are, and their records.
        let mut kinds: Vec<(&Id, Rational, u32, Vec<Id>)> = Vec::new();
        for datum in self.facts.ratings(subject.employee, metric).iter().filter(|datum| span.contains(datum.span)) {
            let Some(rating) = ratings.get(datum.record as usize) else { continue };
            if super::value::is_attributed(datum, subject) != Some(true) {
                continue;
            }
            let at = kinds.iter().position(|(kind, ..)| *kind == &rating.rater).unwrap_or_else(|| {
                kinds.push((&rating.rater, Rational::ZERO, 0, Vec::new()));
                kinds.len() - 1
            });
            if let Some((_, sum, count, records)) = kinds.get_mut(at) {
                *sum = &*sum + &rating.value.to_rational();
                *count += 1;
                records.extend(rating.record.clone());
            }
        }
        let input = |(kind, sum, count, records): (&Id, Rational, u32, Vec<Id>)| EvidenceInput {
            metric: definition.id.clone(),
            state: "value",
            value: sum.checked_div(&Rational::from(count)).map(Figure::new),
            label: None,
            period: None,
            rater: Some(kind.clone()),
            observations: count,
            sources: Few::default(),
            records: Few(records),
            items: Few::default(),
            training: Few::default(),
        };
        kinds.into_iter().map(input).gather()
    }
}

/// A part of a person's time with its result.
struct Part<'p, 'a> {
    days: u32,
    total: Option<&'p Rational>,
    /// The scale on which totals of this part are rated, and the version that it belongs to.
    scale: Option<(&'a Compiled, usize)>,
    band: Option<Rated<'a>>,
    coefficient: Option<&'p Rational>,
}

impl<'p, 'a> Part<'p, 'a> {
    fn of_position(part: &'p HeldScore<'a>) -> Self {
        let scale = part.card.scale.map(|scale| (part.policy, scale));
        let band = scale.zip(part.score.band).map(|((policy, scale), band)| Rated { policy, scale, band });
        let (total, coefficient) = (part.score.total.as_ref(), part.score.coefficient.as_ref());
        Self { days: part.days, total, scale, band, coefficient }
    }

    fn of_person(part: &'p PersonScore<'a>) -> Self {
        let scale = part.positions.last().and_then(|part| Some((part.policy, part.card.scale?)));
        let (total, coefficient) = (part.total.as_ref(), part.coefficient.as_ref());
        Self { days: part.days, total, scale, band: part.band, coefficient }
    }

    /// What changed the coefficient of the band.
    fn changed(&self) -> Option<Rational> {
        Some(self.coefficient? - self.band?.coefficient()?)
    }
}

/// What the fast path can decide of someone: one position, held for the whole of a base period.
pub(super) fn decided<'a>(values: &mut Values<'a>, employee: usize, period: Period) -> Option<(&'a Card, Decided)> {
    let (policy, facts) = (values.policy, values.facts);
    // With so few bits allowed, the exact path may find a value undefined.
    let few_bits = policy.limits.rational_bits < 512;
    if facts.has_targets() || few_bits || policy.policy.proration.too_new_below_days > 0 {
        return None;
    }
    let span = values.span(period);
    let held = facts.held(employee)?;
    let mut holdings = held.iter().filter(|held| held.span.intersect(span).is_some());
    let (Some(held), None) = (holdings.next(), holdings.next()) else { return None };
    if !held.span.contains(span) {
        return None;
    }
    let number = policy.card_number(held.position, held.unit)?;
    let (card, filter) = (policy.cards.get(number)?, policy.filters.get(number)?.as_ref()?);
    let subject = Subject { employee, held: *held, holdings: std::slice::from_ref(held) };
    Some((card, fast::decide(values, card, filter, &subject, period)?))
}

/// Days held ÷ days of a period.
pub(super) fn factor(policy: &Compiled, held: &Held, span: Span) -> Rational {
    let days = held.span.intersect(span).map_or(0, |days| policy.days(days));
    Rational::new(days.into(), policy.days(span).into()).unwrap_or(Rational::ZERO)
}

/// The positions that are held on any of some days.
pub(super) fn during(held: &[Held], span: Span) -> Cow<'_, [Held]> {
    let inside = |held: &&Held| held.span.intersect(span).is_some();
    if held.iter().all(|held| inside(&held)) {
        return Cow::Borrowed(held);
    }
    Cow::Owned(held.iter().filter(inside).copied().gather())
}

type Combined<'a> = (u32, Option<Rational>, Option<Rated<'a>>, Option<Rational>);

/// Parts of a person's time as one result: the mean of the totals weighted by days, rated on the last part's scale; the
/// coefficient is the band's, changed by the mean of what changed those of the parts.
fn combine<'a>(parts: &[Part<'_, 'a>]) -> Combined<'a> {
    let days = parts.iter().fold(0u32, |sum, part| sum.saturating_add(part.days));
    if let [part] = parts {
        return (days, part.total.cloned(), part.band, part.coefficient.cloned());
    }
    let mean = |value: &dyn Fn(&Part<'_, '_>) -> Option<Rational>| {
        let mut sum = Rational::ZERO;
        for part in parts {
            sum = &sum + &(&value(part)? * &Rational::from(part.days));
        }
        sum.checked_div(&Rational::from(days))
    };
    let total = mean(&|part| part.total.cloned());
    let scale = parts.last().and_then(|part| part.scale);
    let band = total.as_ref().zip(scale).and_then(|(total, (policy, scale))| Rated::new(policy, scale, total));
    let base = band.and_then(|band| band.coefficient());
    let coefficient = base.zip(mean(&|part| part.changed())).map(|(base, changed)| base + &changed);
    (days, total, band, coefficient)
}

fn state(days: u32, total: Option<&Rational>) -> &'static str {
    match total {
        _ if days == 0 => "not_in_scope",
        None => "unknown",
        Some(_) => "known",
    }
}

pub(crate) fn band_id(policy: &Compiled, scale: usize, band: usize) -> Option<Id> {
    Some(policy.policy.rating_scales.get(scale)?.bands.get(band)?.id.clone())
}

fn period_answer(policy: &Compiled, period: Period, part: &PersonScore<'_>) -> PeriodScore {
    PeriodScore {
        period,
        days: part.days,
        state: state(part.days, part.total.as_ref()),
        total: part.total.as_ref().map(|total| policy.total_figure(total)),
        band: part.band.and_then(|band| band.id()),
    }
}

fn effects<S, A>(stated: &[S], effects: &[Effect], answer: impl Fn(&S, &Effect, &'static str) -> A) -> Vec<A> {
    let word = |effect: &Effect| match effect.truth {
        Truth::True => "applied",
        Truth::False => "not_applied",
        Truth::Unknown => "unknown",
    };
    stated.iter().zip(effects).map(|(stated, effect)| answer(stated, effect, word(effect))).gather()
}

/// Lists what has no value in a position's result.
fn list_missing(
    part: &HeldScore<'_>,
    period: Option<Period>,
    is_one_of_several: bool,
    unfit: &dyn Fn(usize) -> bool,
    missing: &mut Vec<Missing>,
) {
    let policy = part.policy;
    let position = policy.policy.positions.get(part.held.position).filter(|_| is_one_of_several);
    let nothing = || Missing {
        period,
        position: position.map(|position| position.id.clone()),
        line: None,
        metric: None,
        adjustment: None,
        veto: None,
        coefficient_adjustment: None,
        state: "undecided",
        reason: None,
        effect: None,
    };
    for (line, result) in part.card.lines.iter().zip(&part.score.lines) {
        let LineResult { state: Some(state), treatment, .. } = result else { continue };
        let metric = policy.policy.metrics.get(line.metric).map(|metric| metric.id.clone());
        let effect = treatment.map(Treatment::as_str);
        let reason = (*state == State::Missing && unfit(line.metric)).then_some("record_does_not_fit");
        missing.push(Missing {
            line: Some(line.id.clone()),
            metric,
            state: state.as_str(),
            reason,
            effect,
            ..nothing()
        });
    }
    let Some(card) = policy.policy.scorecards.get(part.card.scorecard) else { return };
    for (stated, effect) in card.adjustments.iter().zip(&part.score.adjustments) {
        if effect.is_undecided() {
            missing.push(Missing { adjustment: Some(stated.id.clone()), ..nothing() });
        }
    }
    for (stated, effect) in card.vetoes.iter().zip(&part.score.vetoes) {
        if effect.is_undecided() {
            missing.push(Missing { veto: Some(stated.id.clone()), ..nothing() });
        }
    }
    for (stated, effect) in card.coefficient_adjustments.iter().zip(&part.score.coefficients) {
        if effect.is_undecided() {
            missing.push(Missing { coefficient_adjustment: Some(stated.id.clone()), ..nothing() });
        }
    }
}
