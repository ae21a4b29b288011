//! The points of a person in an assessment: exact, each with its evidence, and none where something is missing.

use crate::compile::{Compiled, CompiledCriterion, CompiledMethod, PointSource};
use crate::facts::{Assessed, FactIndex, Held, State, Validity};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::policy::{Assessment, Direction};
use crate::score::{Base, Scorer, Subject, Value, Values, rated};
use crate::time::{Date, Period, Span};
use crate::values::Id;

use super::answer::{
    CriterionPoints, DimensionPoints, EmployeeAssessment, LevelEvidence, MissingPoints, RaterAnswers, TotalEvidence,
    ValueEvidence,
};
use super::past::Past;

/// Assesses people as of a day.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    policy: &'a Compiled,
    facts: &'a FactIndex<'a>,
    assessed: &'a Assessed<'a>,
    past: &'a Past<'a>,
    as_of: Date,
    /// A scorer for each period of the past, made when it is needed.
    scorers: Vec<Option<Scorer<'a>>>,
    values: Values<'a>,
}

/// Who is assessed, in which assessment, and for which position.
#[derive(Debug, Clone, Copy)]
struct Asked<'a> {
    stated: &'a Assessment,
    assessment: usize,
    employee: usize,
    position: Option<usize>,
}

/// What a criterion came to.
struct Judged {
    points: Option<Rational>,
    answer: CriterionPoints,
    missing: Option<MissingPoints>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        policy: &'a Compiled,
        facts: &'a FactIndex<'a>,
        (assessed, past): (&'a Assessed<'a>, &'a Past<'a>),
        as_of: Date,
    ) -> Self {
        let scorers = past.periods.iter().map(|_| None).gather();
        Self { policy, facts, assessed, past, as_of, scorers, values: Values::new(policy, facts, Period::Day(as_of)) }
    }

    /// An employee's points in an assessment, or in one of its dimensions; none where a part of it is missing. Levels
    /// of competencies are measured by what a position requires: the one named, else the one held.
    pub(crate) fn points(
        &mut self,
        assessment: usize,
        dimension: Option<usize>,
        employee: usize,
        position: Option<usize>,
    ) -> Option<Rational> {
        let policy = self.policy;
        let stated = policy.policy.assessments.get(assessment)?;
        let held = self.held(employee, day(self.as_of))?.map(|held| held.position);
        let asked = Asked { stated, assessment, employee, position: position.or(held) };
        if let Some(dimension) = dimension {
            return self.dimension(&asked, dimension, &mut Vec::new())?.0;
        }
        let mut total = Rational::ZERO;
        for (number, (weight, _)) in policy.assessments.list.get(assessment)?.dimensions.iter().enumerate() {
            let (points, _) = self.dimension(&asked, number, &mut Vec::new())?;
            total = &total + &weighted(&points?, weight);
        }
        Some(total)
    }

    /// An employee's assessment with its evidence; `None` for one whose record is bad.
    pub(crate) fn assess(
        &mut self,
        assessment: usize,
        employee: usize,
        position: Option<usize>,
    ) -> Option<EmployeeAssessment> {
        let policy = self.policy;
        let stated = policy.policy.assessments.get(assessment)?;
        let held = self.held(employee, day(self.as_of))?.map(|held| held.position);
        let asked = Asked { stated, assessment, employee, position: position.or(held) };
        let mut missing = Vec::new();
        let mut total = Some(Rational::ZERO);
        let mut dimensions = Vec::with_capacity(stated.dimensions.len());
        for (number, (weight, _)) in policy.assessments.list.get(assessment)?.dimensions.iter().enumerate() {
            let (points, answer) = self.dimension(&asked, number, &mut missing)?;
            total = total.zip(points).map(|(sum, points)| &sum + &weighted(&points, weight));
            dimensions.push(answer);
        }
        Some(EmployeeAssessment {
            employee: self.facts.facts.document().employees.get(employee)?.id.clone(),
            position: held.and_then(|held| policy.policy.positions.get(held)).map(|position| position.id.clone()),
            state: state(total.as_ref()),
            total: total.map(Figure::new),
            dimensions,
            missing: Few(missing),
        })
    }

    /// The position held on a day; the outer `None` for an employee who is left out.
    fn held(&self, employee: usize, day: i32) -> Option<Option<Held>> {
        let held = self.facts.held(employee)?;
        Some(held.iter().find(|held| held.span.first <= day && day <= held.span.last).copied())
    }

    fn dimension(
        &mut self,
        asked: &Asked<'_>,
        number: usize,
        missing: &mut Vec<MissingPoints>,
    ) -> Option<(Option<Rational>, DimensionPoints)> {
        let policy = self.policy;
        let stated = asked.stated.dimensions.get(number)?;
        let (weight, criteria) = policy.assessments.list.get(asked.assessment)?.dimensions.get(number)?;
        let mut sum = Some(Rational::ZERO);
        let mut answers = Vec::with_capacity(criteria.len());
        for (compiled, stated_criterion) in criteria.iter().zip(&stated.criteria) {
            let nothing = MissingPoints {
                dimension: stated.id.clone(),
                criterion: stated_criterion.id.clone(),
                reason: "not_recorded",
                raters: Few::default(),
                periods: Few::default(),
            };
            let blank = CriterionPoints {
                criterion: stated_criterion.id.clone(),
                source: stated_criterion.source.kind(),
                state: "unknown",
                points: None,
                weight: Figure::new(compiled.weight.clone()),
                contribution: None,
                ratings: Few::default(),
                level: None,
                totals: Few::default(),
                value: None,
            };
            let mut judged = self.criterion(asked, compiled, blank, nothing)?;
            judged.answer.state = state(judged.points.as_ref());
            let contribution = judged.points.as_ref().map(|points| weighted(points, &compiled.weight));
            judged.answer.points = judged.points.map(Figure::new);
            judged.answer.contribution = Figure::of(contribution.as_ref());
            sum = sum.zip(contribution).map(|(sum, part)| &sum + &part);
            answers.push(judged.answer);
            missing.extend(judged.missing);
        }
        let answer = DimensionPoints {
            dimension: stated.id.clone(),
            state: state(sum.as_ref()),
            points: Figure::of(sum.as_ref()),
            weight: Figure::new(weight.clone()),
            contribution: sum.as_ref().map(|points| Figure::new(weighted(points, weight))),
            criteria: answers,
        };
        Some((sum, answer))
    }

    fn criterion(
        &mut self,
        asked: &Asked<'_>,
        compiled: &'a CompiledCriterion,
        answer: CriterionPoints,
        missing: MissingPoints,
    ) -> Option<Judged> {
        match &compiled.source {
            PointSource::Rated(method) => self.panel(asked, (compiled.number, method), answer, missing),
            PointSource::Competency { competency, level } => {
                self.competency(asked, (*competency, *level), answer, missing)
            }
            PointSource::Total { periods } => Some(self.totals(asked.employee, *periods, answer, missing)),
            PointSource::Metric { metric, target, periods } => {
                self.metric(asked.employee, (*metric, target, *periods), answer, missing)
            }
        }
    }

    fn panel(
        &self,
        asked: &Asked<'_>,
        (criterion, method): (usize, &CompiledMethod),
        mut answer: CriterionPoints,
        mut missing: MissingPoints,
    ) -> Option<Judged> {
        let CompiledMethod::Rated { raters, .. } = method else { return None };
        let validity = Validity { as_of: self.as_of, months: asked.stated.valid_months };
        let (answers, expired) = self.assessed.answers(asked.employee, (asked.assessment, criterion), validity);
        let ratings: Vec<(&Id, Rational)> = answers.iter().map(|a| (&a.rater, a.value.to_rational())).gather();
        for (kind, weight) in raters {
            let own = || answers.iter().filter(|answer| answer.rater == *kind);
            let count = small(own().count());
            let sum = own().fold(Rational::ZERO, |sum, answer| &sum + &answer.value.to_rational());
            if count == 0 {
                missing.raters.0.push(kind.clone());
            }
            answer.ratings.0.push(RaterAnswers {
                rater: kind.clone(),
                weight: Figure::new(weight.clone()),
                answers: count,
                mean: sum.checked_div(&Rational::from(count)).map(Figure::new),
                records: Few(own().filter_map(|answer| answer.record.clone()).gather()),
            });
        }
        let points = rated(method, &ratings);
        missing.reason = match (answers.is_empty(), expired) {
            (true, true) => "expired",
            (true, false) => "not_recorded",
            (false, _) => "rater_silent",
        };
        Some(judged(points, answer, missing))
    }

    fn competency(
        &self,
        asked: &Asked<'_>,
        (competency, level): (usize, Option<u32>),
        mut answer: CriterionPoints,
        mut missing: MissingPoints,
    ) -> Option<Judged> {
        let policy = self.policy;
        let stated = policy.policy.competencies.get(competency)?;
        let by_position = asked.position.and_then(|position| policy.assessments.required.get(position));
        let by_position = by_position.and_then(|required| required.iter().find(|(known, _)| *known == competency));
        let required = level.or(by_position.map(|(_, level)| *level)).unwrap_or(small(stated.levels.len()));
        let validity = Validity { as_of: self.as_of, months: asked.stated.valid_months };
        let seen = self.assessed.level(asked.employee, competency, validity);
        let expired = seen.is_some_and(|(_, expired)| expired);
        let record = seen.map(|(record, _)| record);
        answer.level = Some(LevelEvidence {
            competency: stated.id.clone(),
            held: record.map(|record| record.level),
            required,
            date: record.map(|record| record.date),
            expired: expired.then_some(true),
            source: record.and_then(|record| record.source.clone()),
            record: record.and_then(|record| record.record.clone()),
        });
        if expired {
            missing.reason = "expired";
        }
        let held = record.filter(|_| !expired).map(|record| Rational::from(record.level.min(required)));
        let points = held.and_then(|held| (&held * &Rational::from(100)).checked_div(&Rational::from(required)));
        Some(judged(points, answer, missing))
    }

    fn totals(
        &mut self,
        employee: usize,
        count: u32,
        mut answer: CriterionPoints,
        mut missing: MissingPoints,
    ) -> Judged {
        let bits = self.policy.limits.rational_bits;
        let last = self.past.last(count);
        let mut sum = (small(last.len()) == count).then_some(Rational::ZERO);
        for (number, period) in last.into_iter().enumerate().rev() {
            let (total, evidence) = self.total(employee, number, period);
            if total.is_none() {
                missing.periods.0.push(period);
            }
            sum = sum.zip(total).map(|(sum, total)| &sum + &total).filter(|sum| sum.bits() <= bits);
            answer.totals.0.push(evidence);
        }
        missing.reason = "total_unknown";
        let points = sum.and_then(|sum| sum.checked_div(&Rational::from(count)));
        judged(points, answer, missing)
    }

    /// The total of a period: as it was recorded, else as it is computed.
    fn total(&mut self, employee: usize, number: usize, period: Period) -> (Option<Rational>, TotalEvidence) {
        let policy = self.policy;
        let mut evidence = TotalEvidence { period, state: "known", from: "recorded", total: None, record: None };
        if let Some((total, record)) = self.assessed.recorded_total(employee, period) {
            evidence.total = Some(policy.total_figure(&total));
            evidence.record = record;
            return (Some(total), evidence);
        }
        evidence.from = "computed";
        let past = self.past;
        let Some(slot) = self.scorers.get_mut(number) else { return (None, evidence) };
        let scorer = slot.get_or_insert_with(|| {
            let judge = past.periods.get(number).and_then(|(_, judge)| past.earlier.get((*judge)?));
            let (policy, facts) = judge.map_or((policy, self.facts), |(policy, facts)| (*policy, facts));
            Scorer::new(policy, facts, period, vec![Base { period, earlier: None }], Vec::new())
        });
        let person = scorer.score(employee);
        let days = person.as_ref().map_or(0, |person| person.days);
        let total = person.and_then(|person| person.total).filter(|_| days > 0);
        evidence.state = if days == 0 { "not_in_scope" } else { state(total.as_ref()) };
        evidence.total = total.as_ref().map(|total| scorer.policy.total_figure(total));
        (total, evidence)
    }

    fn metric(
        &mut self,
        employee: usize,
        (metric, target, count): (usize, &Rational, u32),
        mut answer: CriterionPoints,
        mut missing: MissingPoints,
    ) -> Option<Judged> {
        let policy = self.policy;
        let definition = policy.policy.metrics.get(metric)?;
        let mut periods = self.past.last(count);
        periods.reverse();
        let (first, last) = periods
            .first()
            .zip(periods.last())
            .map_or((0, -1), |(first, last)| (self.values.span(*first).first, self.values.span(*last).last));
        let span = Span { first, last };
        // A time belongs to the position held on its last day; what is about an employee counts whatever was held.
        let held = self.held(employee, last).flatten().filter(|_| small(periods.len()) == count);
        let mut records = Vec::new();
        let value = match held {
            None => None,
            Some(held) => {
                let subject = Subject { employee, held, holdings: &[held] };
                records = self.values.records(metric, &subject, span);
                Some(match periods.as_slice() {
                    [period] => self.values.value(metric, &subject, *period),
                    _ => self.values.together(metric, &subject, span),
                })
            }
        };
        let state = match &value {
            None => "no_position",
            Some(Value::None(state)) => state.as_str(),
            // Labels are refused when the policy is compiled.
            Some(Value::Label(_)) => State::Undefined.as_str(),
            Some(Value::Number(_)) => "value",
        };
        let actual = value.as_ref().and_then(Value::number);
        let points = actual.and_then(|actual| against(definition.direction, actual, target));
        missing.reason = state;
        answer.value = Some(ValueEvidence {
            metric: definition.id.clone(),
            unit: definition.unit.as_str(),
            currency: definition.currency.clone(),
            state,
            actual: actual.map(|actual| definition.figure(actual)),
            target: definition.figure(target),
            periods,
            records: Few(records
                .into_iter()
                .filter_map(|datum| self.facts.observation(datum)?.record.clone())
                .gather()),
        });
        Some(judged(points, answer, missing))
    }
}

fn judged(points: Option<Rational>, answer: CriterionPoints, missing: MissingPoints) -> Judged {
    let missing = points.is_none().then_some(missing);
    Judged { points, answer, missing }
}

/// 100 · value ÷ target, or the reverse where lower is better, between 0 and 100. The target is above zero.
fn against(direction: Direction, actual: &Rational, target: &Rational) -> Option<Rational> {
    let hundred = Rational::from(100);
    let points = match direction {
        Direction::Higher => (actual * &hundred).checked_div(target)?,
        Direction::Lower if actual.signum() <= 0 => return Some(hundred),
        Direction::Lower => (target * &hundred).checked_div(actual)?,
    };
    Some(points.max(Rational::ZERO).min(hundred))
}

fn weighted(points: &Rational, weight: &Rational) -> Rational {
    let hundred = Rational::new(1, 100).unwrap_or(Rational::ZERO);
    &(points * weight) * &hundred
}

fn state(points: Option<&Rational>) -> &'static str {
    if points.is_some() { "known" } else { "unknown" }
}

fn day(date: Date) -> i32 {
    Span::new(date, Some(date)).first
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
