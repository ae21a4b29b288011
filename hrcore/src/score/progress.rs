//! Progress during a period: where each line stands, the pace needed, and where the score would end.

use crate::compile::CompiledMethod;
use crate::condition::Operand;
use crate::error::Problem;
use crate::facts::{Held, State};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::policy::Direction;
use crate::time::{Date, Period, Span};
use crate::values::Id;

use super::answer::{PolicyRef, head};
use super::card::{self, LineResult, Scope, evaluate, line_value, weigh};
use super::person::{Scorer, band_id};
use super::value::{Subject, Value};

answer! {
    /// Progress as of a day.
    pub struct ProgressReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The period.
        pub period: Period,
        /// The last day that is over.
        pub as_of: Date,
        /// One entry per employee, in the order of the facts.
        pub results: Vec<EmployeeProgress>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// An employee's progress.
    pub struct EmployeeProgress {
        /// The employee.
        pub employee: Id,
        /// Each position held in the period.
        pub positions: Few<PositionProgress>,
    }
}

answer! {
    /// Progress in one position.
    pub struct PositionProgress {
        /// The position.
        pub position: Id,
        /// The unit.
        pub unit: Option<Id>,
        /// The scorecard.
        pub scorecard: Id,
        /// The share of the days in the position that is over.
        pub elapsed: Figure,
        /// Days that are over.
        pub days_elapsed: u32,
        /// Days that are left.
        pub days_left: u32,
        /// The lines.
        pub lines: Vec<LineProgress>,
        /// Where the total would end at the present pace.
        pub projected_total: Option<Figure>,
        /// And its band.
        pub projected_band: Option<Id>,
    }
}

answer! {
    /// Progress of one line.
    pub struct LineProgress {
        /// The line.
        pub line: Id,
        /// Its metric.
        pub metric: Id,
        /// The metric's unit.
        pub unit: &'static str,
        /// `value`, or why there is none yet.
        pub state: &'static str,
        /// The value so far.
        pub actual: Option<Figure>,
        /// The target of the period.
        pub target: Option<Figure>,
        /// How much of the target is reached, 0 to 1.
        pub progress: Option<Figure>,
        /// What is still needed per day that is left, of a flow that should be high.
        pub needed_per_day: Option<Figure>,
        /// Where the value would end at the present pace.
        pub projected: Option<Figure>,
        /// What that would score.
        pub projected_score: Option<Figure>,
    }
}

/// Progress of everyone asked for. `as_of` lies in the period.
pub(crate) fn progress(scorer: &mut Scorer<'_>, as_of: Date, people: &[usize], forced: bool) -> ProgressReport {
    scorer.values.until = Span::new(as_of, Some(as_of)).first;
    let mut results = Vec::new();
    for employee in people {
        results.extend(person(scorer, *employee, as_of));
    }
    ProgressReport {
        schema_version: crate::SCHEMA_VERSION,
        policy: head(&scorer.policy.policy, forced),
        period: scorer.period,
        as_of,
        results,
        problems: Vec::new(),
    }
}

fn person(scorer: &mut Scorer<'_>, employee: usize, as_of: Date) -> Option<EmployeeProgress> {
    let held = scorer.facts.held(employee)?;
    let span = scorer.values.span(scorer.period);
    let holdings: Vec<Held> = held.iter().filter(|held| held.span.intersect(span).is_some()).copied().gather();
    let id = scorer.facts.facts.document().employees.get(employee)?.id.clone();
    let mut positions = Vec::new();
    for held in &holdings {
        let subject = Subject { employee, held: *held, holdings: &holdings };
        positions.extend(position(scorer, &subject, as_of));
    }
    Some(EmployeeProgress { employee: id, positions: Few(positions) })
}

fn position(scorer: &mut Scorer<'_>, subject: &Subject<'_>, as_of: Date) -> Option<PositionProgress> {
    let policy = scorer.policy;
    let held = subject.held;
    let period = scorer.period;
    let card = policy.card(held.position, held.unit)?;
    let days = held.span.intersect(scorer.values.span(period))?;
    let today = Span::new(as_of, Some(as_of)).first;
    let over = days.intersect(Span { first: days.first, last: today });
    let (count, done) = (scorer.policy.days(days), over.map_or(0, |over| scorer.policy.days(over)));
    let elapsed = Rational::new(done.into(), count.into())?;
    let left = count - done;
    // What a unit does goes on over the whole period, whoever joins or leaves.
    let all = scorer.values.span(period);
    let past = all.intersect(Span { first: all.first, last: today }).map_or(0, |past| scorer.policy.days(past));
    let elapsed_of_all = Rational::new(past.into(), scorer.policy.days(all).into())?;
    let factor = scorer.factor(&held, period);
    let too_new = count < policy.policy.proration.too_new_below_days;
    let scope = Scope { period, factor, bases: 1, too_new };

    let mut lines = Vec::with_capacity(card.lines.len());
    let mut projected: Vec<LineResult> = Vec::with_capacity(card.lines.len());
    for line in &card.lines {
        let metric = policy.policy.metrics.get(line.metric)?;
        let value = match too_new {
            true => Value::None(State::TooNew),
            false => line_value(&mut scorer.values, line, subject, period),
        };
        let target = card::target(&scorer.values, line, subject, &scope);
        // A flow goes on as it went; a rate, level or rating stays where it is.
        let end = match &value {
            Value::Number(so_far) if line.flow => so_far
                .checked_div(if line.shared { &elapsed_of_all } else { &elapsed })
                .map_or(Value::None(State::TooNew), Value::Number),
            other => other.clone(),
        };
        let result = evaluate(policy, line, end, target.clone(), &scope.factor(line));
        let is_rated = matches!(line.method, CompiledMethod::Rated { .. });
        let actual = value.number().filter(|_| !is_rated);
        let both = actual.zip(target.as_ref());
        let reached = both.and_then(|(actual, target)| reached(line.direction, actual, target));
        let days_left = if line.shared { scorer.policy.days(all) - past } else { left };
        let needed = both.filter(|_| line.flow && line.direction == Direction::Higher && days_left > 0);
        let needed = needed
            .and_then(|(actual, target)| (target - actual).max(Rational::ZERO).checked_div(&Rational::from(days_left)));
        lines.push(LineProgress {
            line: line.id.clone(),
            metric: metric.id.clone(),
            unit: metric.unit.as_str(),
            state: if let Value::None(state) = &value { state.as_str() } else { "value" },
            actual: actual.map(|value| metric.figure(value)),
            target: target.as_ref().map(|value| metric.figure(value)),
            progress: reached.map(Figure::new),
            needed_per_day: needed.map(|value| metric.figure(&value)),
            projected: result.value.number().filter(|_| !is_rated).map(|value| metric.figure(value)),
            projected_score: Figure::of(result.score.as_ref()),
        });
        projected.push(result);
    }
    let known = weigh(policy, card, &mut projected);
    let total = known.then(|| {
        projected.iter().filter_map(|line| line.contribution.as_ref()).fold(Rational::ZERO, |sum, line| &sum + line)
    });
    let values = &mut scorer.values;
    let score = card::finish(policy, card, projected, total, &mut |operand| match operand {
        Operand::Metric(metric) => values.value(metric, subject, period).number().cloned(),
        Operand::Score(_) => None,
    });
    Some(PositionProgress {
        position: policy.policy.positions.get(held.position)?.id.clone(),
        unit: held.unit.and_then(|unit| policy.policy.units.get(unit)).map(|unit| unit.id.clone()),
        scorecard: policy.policy.scorecards.get(card.scorecard)?.id.clone(),
        elapsed: Figure::new(elapsed),
        days_elapsed: done,
        days_left: left,
        lines,
        projected_total: score.total.as_ref().map(|total| policy.total_figure(total)),
        projected_band: score.band.zip(card.scale).and_then(|(band, scale)| band_id(policy, scale, band)),
    })
}

/// Progress: a/t where more is better, t/a where less is, kept between 0 and 1.
fn reached(direction: Direction, actual: &Rational, target: &Rational) -> Option<Rational> {
    if target.signum() <= 0 {
        let met = match direction {
            Direction::Higher => actual >= target,
            Direction::Lower => actual <= target,
        };
        return Some(if met { Rational::ONE } else { Rational::ZERO });
    }
    let part = match direction {
        Direction::Higher => actual.checked_div(target)?,
        Direction::Lower if actual.signum() <= 0 => Rational::ONE,
        Direction::Lower => target.checked_div(actual)?,
    };
    Some(part.max(Rational::ZERO).min(Rational::ONE))
}
