//! The points of a person in an assessment: exact, each with its evidence, and none where something is missing.

use crate::compile::{CompiledCriterion, CompiledMethod, PointSource, appraised};
use crate::condition::{Comparison, Term, Truth};
use crate::eligibility::{Judge, Lack, Outcome, Person, last_day, reached};
use crate::facts::State;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, small};
use crate::policy::{Assessment, Direction};
use crate::score::{rated, span};
use crate::time::{Date, Period};
use crate::values::Id;

use super::answer::{
    CriterionPoints, DimensionPoints, EmployeeAssessment, LevelEvidence, MissingPoints, RaterAnswers, TotalEvidence,
    ValueEvidence,
};

/// Who is assessed, in which assessment, and for which position.
#[derive(Debug, Clone, Copy)]
struct Asked<'a> {
    stated: &'a Assessment,
    assessment: usize,
    employee: usize,
    /// None for one who holds no position.
    person: Option<Person>,
    position: Option<usize>,
}

/// What a criterion came to.
struct Judged {
    points: Option<Rational>,
    answer: CriterionPoints,
    missing: Option<MissingPoints>,
}

impl<'a> Judge<'a> {
    /// An employee's points in an assessment, or in one of its dimensions; none where a part of it is missing. Levels
    /// of competencies are measured by what a position requires: the one named, else the one held.
    pub(crate) fn assessment_points(
        &mut self,
        assessment: usize,
        dimension: Option<usize>,
        employee: usize,
        position: Option<usize>,
    ) -> Option<Rational> {
        let policy = self.policy;
        let stated = policy.policy.assessments.get(assessment)?;
        let person = self.person(employee);
        let asked =
            Asked { stated, assessment, employee, person, position: position.or(person.map(|p| p.held.position)) };
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
        // One whose record is bad is left out.
        self.facts.held(employee)?;
        let person = self.person(employee);
        let held = person.map(|person| person.held.position);
        let asked = Asked { stated, assessment, employee, person, position: position.or(held) };
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
            PointSource::Total { periods } => Some(self.totals_of(asked.employee, *periods, answer, missing)),
            PointSource::Metric { metric, target, periods } => {
                self.metric(asked.person.as_ref(), (*metric, target, *periods), answer, missing)
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
        let is_over = |date| is_over(date, asked.stated.valid_months, self.as_of);
        let about = (asked.assessment, criterion);
        let (answers, expired) = self.assessed.answers(asked.employee, about, self.as_of, &is_over);
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
        let record = self.assessed.level(asked.employee, competency, self.as_of);
        let expired = record.is_some_and(|record| is_over(record.date, asked.stated.valid_months, self.as_of));
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

    /// The last appraisal periods that ended on or before the day, the latest first; fewer where the calendar ends.
    fn past(&self, count: u32) -> Vec<Period> {
        let mut next = self.last_ended(appraised(&self.policy.policy));
        let mut periods = Vec::new();
        for _ in 0..count {
            let Some(period) = next else { break };
            periods.push(period);
            next = period.previous();
        }
        periods.reverse();
        periods
    }

    fn totals_of(
        &mut self,
        employee: usize,
        count: u32,
        mut answer: CriterionPoints,
        mut missing: MissingPoints,
    ) -> Judged {
        let bits = self.policy.limits.rational_bits;
        let periods = self.past(count);
        let mut sum = (small(periods.len()) == count).then_some(Rational::ZERO);
        for period in periods {
            let (total, evidence) = self.total(employee, period);
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
    fn total(&mut self, employee: usize, period: Period) -> (Option<Rational>, TotalEvidence) {
        let policy = self.policy;
        let recorded = self.careers.appraisal(employee, span(policy, period));
        let recorded = recorded.and_then(|record| Some((record.total?.to_rational(), record.record.clone())));
        let (from, state, total, record) = match recorded {
            Some((total, record)) => ("recorded", "known", Some(total), record),
            None => match self.totals.computed(employee, period) {
                Ok(result) => ("computed", "known", result.total, None),
                Err(State::NotApplicable) => ("computed", "not_in_scope", None, None),
                Err(_) => ("computed", "unknown", None, None),
            },
        };
        let figure = total.as_ref().map(|total| policy.total_figure(total));
        (total, TotalEvidence { period, state, from, total: figure, record })
    }

    fn metric(
        &mut self,
        person: Option<&Person>,
        (metric, target, count): (usize, &Rational, u32),
        mut answer: CriterionPoints,
        mut missing: MissingPoints,
    ) -> Option<Judged> {
        let definition = self.policy.policy.metrics.get(metric)?;
        let periods = self.past(count);
        let mut records = Vec::new();
        let value = match person {
            None => Err("no_position"),
            Some(person) => {
                records = self.records(metric, person, &periods, true);
                self.without_hole(metric, person, &periods, count).map_err(State::as_str)
            }
        };
        let actual = value.as_ref().ok();
        let points = actual.and_then(|actual| against(definition.direction, actual, target));
        let state = value.as_ref().err().copied().unwrap_or("value");
        missing.reason = state;
        answer.value = Some(ValueEvidence {
            metric: definition.id.clone(),
            unit: definition.unit.as_str(),
            currency: definition.currency.clone(),
            state,
            actual: actual.map(|actual| definition.figure(actual)),
            target: definition.figure(target),
            periods,
            records: Few(records),
        });
        Some(judged(points, answer, missing))
    }

    /// A metric's value over periods together. One that is missing leaves a hole, which is not passed over.
    fn without_hole(
        &mut self,
        metric: usize,
        person: &Person,
        periods: &[Period],
        count: u32,
    ) -> Result<Rational, State> {
        match periods {
            _ if small(periods.len()) != count => Err(State::Missing),
            [period] => self.value(metric, person, *period, true),
            [] => Err(State::Missing),
            periods => {
                for period in periods {
                    if let Err(state @ State::Missing) = self.value(metric, person, *period, true) {
                        return Err(state);
                    }
                }
                self.over(metric, person, periods, true)
            }
        }
    }

    /// Whether a test of an assessment holds. Answers can be given tomorrow, so that it can hold then.
    pub(crate) fn assessment(
        &mut self,
        (assessment, dimension): (usize, Option<usize>),
        (comparison, constant): (Comparison, &Rational),
        person: &Person,
    ) -> Outcome {
        let points = self.assessment_points(assessment, dimension, person.employee, self.toward);
        let Some(points) = points else {
            let lack = || Lack { why: Some("missing"), ..Lack::new("unknown_value") };
            return Outcome::new(Truth::Unknown).not_before(self.tomorrow()).lacking(lack);
        };
        let holds = comparison.holds(points.cmp(constant));
        let reached = reached(comparison, &points, constant);
        let outcome = Outcome::new(holds.into()).with_progress(reached).not_before(self.tomorrow());
        outcome.lacking(|| Lack { actual: Some(points), needs: Some(constant.clone()), ..Lack::new("value") })
    }
}

/// Whether what was recorded on a day no longer counts.
fn is_over(date: Date, months: Option<u32>, as_of: Date) -> bool {
    months.and_then(|months| last_day(date, Term::Months(months))).is_some_and(|last| last < as_of)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn points(direction: Direction, actual: i32, target: i32) -> String {
        against(direction, &actual.into(), &target.into()).unwrap().to_string()
    }

    #[test]
    fn a_metric_has_0_to_100_points() {
        assert_eq!(points(Direction::Higher, 2, 3), "200/3");
        assert_eq!(points(Direction::Higher, 4, 3), "100");
        assert_eq!(points(Direction::Higher, -1, 3), "0");
        assert_eq!(points(Direction::Lower, 60, 40), "200/3");
        assert_eq!(points(Direction::Lower, 30, 40), "100");
        // Nothing is better than zero, and below it there is nothing to divide by.
        assert_eq!(points(Direction::Lower, 0, 40), "100");
        assert_eq!(points(Direction::Lower, -5, 40), "100");
    }

    #[test]
    fn what_is_valid_for_a_month_lasts_to_the_day_before_the_next() {
        let day = |text| crate::time::parse_date(text).unwrap();
        let over = |from, as_of| is_over(day(from), Some(1), day(as_of));
        assert!(!over("2025-05-31", "2025-06-30"));
        assert!(!over("2025-06-01", "2025-06-30"));
        assert!(over("2025-05-30", "2025-06-30"));
        assert!(over("2025-05-31", "2025-07-01"));
        assert!(!over("2024-01-29", "2024-02-28"));
        assert!(over("2024-01-29", "2024-02-29"));
        assert!(!is_over(day("1990-01-01"), None, day("2025-06-30")));
    }
}
