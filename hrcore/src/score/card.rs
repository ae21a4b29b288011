//! One card, one person, one period: the order of evaluation.

use crate::compile::{Card, Compiled, CompiledAdjustment, CompiledLine, CompiledMethod};
use crate::condition::{CardTest, Operand, Tree, Truth};
use crate::facts::State;
use crate::number::Rational;
use crate::policy::{Compare, OnUnknown, RoundingOf, Treatment};
use crate::time::Period;
use crate::values::Id;

use super::points::{meets, points, rated};
use super::value::{Subject, Value, Values, is_attributed};

/// A card's result, exact.
#[derive(Debug)]
pub(crate) struct CardScore {
    pub(crate) lines: Vec<LineResult>,
    pub(crate) adjustments: Vec<Effect>,
    pub(crate) vetoes: Vec<Effect>,
    pub(crate) coefficients: Vec<Effect>,
    pub(crate) total: Option<Rational>,
    /// Index of the band in its scale.
    pub(crate) band: Option<usize>,
    pub(crate) coefficient: Option<Rational>,
}

/// A line's result, exact.
#[derive(Debug, Clone)]
pub(crate) struct LineResult {
    pub(crate) value: Value,
    /// The target that held here, prorated.
    pub(crate) target: Option<Rational>,
    /// Whether the target is met, where there is one to compare with.
    pub(crate) met: Option<bool>,
    /// Why there is no score, when the value has none or the method cannot score it.
    pub(crate) state: Option<State>,
    pub(crate) treatment: Option<Treatment>,
    pub(crate) score: Option<Rational>,
    pub(crate) applied: Option<Rational>,
    pub(crate) contribution: Option<Rational>,
}

impl LineResult {
    /// How much of the target is reached: a/t, or t/a where lower is better.
    pub(crate) fn attainment(&self, line: &CompiledLine) -> Option<Rational> {
        let (actual, target) = (self.value.number()?, self.target.as_ref()?);
        if target.signum() <= 0 || matches!(line.method, CompiledMethod::Rated { .. } | CompiledMethod::Closer { .. }) {
            return None;
        }
        match line.direction {
            crate::policy::Direction::Higher => actual.checked_div(target),
            crate::policy::Direction::Lower if actual.signum() > 0 => target.checked_div(actual),
            crate::policy::Direction::Lower => None,
        }
    }
}

/// What became of an adjustment, veto or change of the coefficient.
#[derive(Debug, Clone)]
pub(crate) struct Effect {
    pub(crate) truth: Truth,
    pub(crate) on_unknown: OnUnknown,
    /// Points of an adjustment.
    pub(crate) points: Option<Rational>,
}

impl Effect {
    /// Whether it leaves what it would change unknown.
    pub(crate) fn is_undecided(&self) -> bool {
        self.truth == Truth::Unknown && self.on_unknown == OnUnknown::Unknown
    }
}

/// When a card is scored, and for how much of the time.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) period: Period,
    /// Days held ÷ days of the period.
    pub(crate) factor: Rational,
    /// How many base periods the period has.
    pub(crate) bases: u32,
    pub(crate) too_new: bool,
}

impl Scope {
    /// What the target of a line is multiplied by: flows prorate, but a unit's target is for the unit's whole period.
    pub(crate) fn factor(&self, line: &CompiledLine) -> Rational {
        match line.flow {
            false => Rational::ONE,
            true if line.shared => Rational::from(self.bases),
            true if self.bases == 1 => self.factor.clone(),
            true => &self.factor * &Rational::from(self.bases),
        }
    }
}

/// Scores a card.
pub(crate) fn score(values: &mut Values<'_>, card: &Card, subject: &Subject<'_>, scope: &Scope) -> CardScore {
    let policy = values.policy;
    let period = scope.period;
    let mut lines: Vec<LineResult> = Vec::with_capacity(card.lines.len());
    for line in &card.lines {
        lines.push(measure(values, line, subject, scope));
    }
    let known = weigh(policy, card, &mut lines);
    let total = known.then(|| {
        lines.iter().filter_map(|line| line.contribution.as_ref()).fold(Rational::ZERO, |sum, line| &sum + line)
    });
    finish(policy, card, lines, total, &mut |operand| match operand {
        Operand::Metric(metric) => values.value(metric, subject, period).number().cloned(),
        Operand::Score(_) => None,
    })
}

/// Everything after the lines: adjustments, vetoes, floor and cap, band, coefficient.
pub(crate) fn finish(
    policy: &Compiled,
    card: &Card,
    lines: Vec<LineResult>,
    mut total: Option<Rational>,
    metric: &mut dyn FnMut(Operand) -> Option<Rational>,
) -> CardScore {
    let mut value = |operand: Operand| match operand {
        // A score that was stated for want of a value is no score to judge by.
        Operand::Score(line) => lines.get(line).filter(|line| line.state.is_none()).and_then(|line| line.score.clone()),
        operand => metric(operand),
    };
    let mut adjustments = Vec::with_capacity(card.adjustments.len());
    for adjustment in &card.adjustments {
        let effect = adjust(adjustment, &mut value);
        if effect.is_undecided() {
            total = None;
        }
        if let (Some(sum), Some(points)) = (&total, &effect.points) {
            total = Some(sum + points);
        }
        adjustments.push(effect);
    }
    let mut vetoes = Vec::with_capacity(card.vetoes.len());
    let mut most: Option<Rational> = None;
    let mut band_cap: Option<usize> = None;
    let mut band_known = true;
    let scale = card.scale.and_then(|scale| policy.scales.get(scale));
    for veto in &card.vetoes {
        let truth = truth(&veto.when, &mut value);
        let effect = Effect { truth, on_unknown: veto.on_unknown, points: None };
        if effect.is_undecided() {
            band_known = false;
            if veto.set.is_some() || veto.cap.is_some() {
                total = None;
            }
        }
        if truth == Truth::True {
            // The harshest wins: the least of what is set, and of what is left under a cap.
            let capped = veto.cap.as_ref().and_then(|cap| total.clone().map(|total| total.min(cap.clone())));
            for limit in [veto.set.clone(), capped].into_iter().flatten() {
                most = Some(most.map_or_else(|| limit.clone(), |most| most.min(limit.clone())));
            }
            if let (Some(scale), Some(band)) = (scale, veto.band_cap) {
                let lower = |known: usize| scale.rank(known) <= scale.rank(band);
                band_cap = Some(band_cap.filter(|known| lower(*known)).unwrap_or(band));
            }
        }
        vetoes.push(effect);
    }
    let total = total.map(|total| {
        let total = most.unwrap_or(total);
        &clamp(total, card.floor.as_ref(), card.cap.as_ref()) * &card.factor
    });
    let band = match (&total, scale) {
        (Some(total), Some(scale)) if band_known => {
            let band = scale.band(&compared(policy, total));
            Some(band_cap.filter(|cap| scale.rank(*cap) < scale.rank(band)).unwrap_or(band))
        }
        _ => None,
    };
    let mut coefficient = band.and_then(|band| scale?.coefficients.get(band).cloned());
    let mut coefficients = Vec::with_capacity(card.coefficients.len());
    for change in &card.coefficients {
        let truth = truth(&change.when, &mut value);
        let effect = Effect { truth, on_unknown: change.on_unknown, points: None };
        if effect.is_undecided() {
            coefficient = None;
        }
        if truth == Truth::True {
            coefficient = coefficient.map(|coefficient| &coefficient + &change.add);
        }
        coefficients.push(effect);
    }
    let coefficient = coefficient.map(|value| clamp(value, Some(&card.coefficient_min), card.coefficient_max.as_ref()));
    CardScore { lines, adjustments, vetoes, coefficients, total, band, coefficient }
}

/// The total that bands compare: the exact one, unless the policy says otherwise.
pub(crate) fn compared(policy: &Compiled, total: &Rational) -> Rational {
    match policy.policy.rounding.compare {
        Compare::Exact => total.clone(),
        Compare::Rounded => total.round(policy.policy.rounding.places, policy.rounding_mode()),
    }
}

/// A value kept between bounds.
pub(crate) fn clamp(value: Rational, least: Option<&Rational>, most: Option<&Rational>) -> Rational {
    match (least, most) {
        (Some(least), _) if value < *least => least.clone(),
        (_, Some(most)) if value > *most => most.clone(),
        _ => value,
    }
}

fn truth(condition: &Tree<CardTest>, value: &mut dyn FnMut(Operand) -> Option<Rational>) -> Truth {
    condition.of_values(value)
}

fn adjust(adjustment: &CompiledAdjustment, value: &mut dyn FnMut(Operand) -> Option<Rational>) -> Effect {
    let on_unknown = adjustment.on_unknown;
    let mut truth = adjustment.when.as_ref().map_or(Truth::True, |when| when.of_values(value));
    let mut points = None;
    if truth == Truth::True {
        let units = match &adjustment.per {
            None => Some(Rational::ONE),
            Some(per) => value(Operand::Metric(per.metric)).and_then(|measured| {
                let beyond = (&measured - &per.beyond).max(Rational::ZERO);
                let units = beyond.checked_div(&per.unit)?;
                Some(if per.whole { units.truncate() } else { units })
            }),
        };
        match units {
            Some(units) => {
                let raw = &adjustment.points * &units;
                points = Some(clamp(raw, adjustment.min.as_ref(), adjustment.max.as_ref()));
            }
            None => truth = Truth::Unknown,
        }
    }
    Effect { truth, on_unknown, points }
}

/// A line's value and score, before weights.
fn measure(values: &mut Values<'_>, line: &CompiledLine, subject: &Subject<'_>, scope: &Scope) -> LineResult {
    let value = match &line.method {
        _ if scope.too_new => Value::None(State::TooNew),
        _ => line_value(values, line, subject, scope.period),
    };
    let target = target(values, line, subject, scope);
    evaluate(values.policy, line, value, target, &scope.factor(line))
}

/// The value of a line; that of a rated line is its score.
pub(crate) fn line_value(values: &mut Values<'_>, line: &CompiledLine, subject: &Subject<'_>, period: Period) -> Value {
    match &line.method {
        CompiledMethod::Rated { .. } => ratings(values, line, subject, period),
        _ => values.value(line.metric, subject, period),
    }
}

/// A line's score from its value and target.
pub(crate) fn evaluate(
    policy: &Compiled,
    line: &CompiledLine,
    value: Value,
    target: Option<Rational>,
    factor: &Rational,
) -> LineResult {
    let scored = match &value {
        Value::None(state) => Err(*state),
        value => points(line, value, target.as_ref(), factor).ok_or(State::Undefined),
    };
    let (state, treatment, score) = match scored {
        Ok(score) => (None, None, Some(clamp(score, line.floor.as_ref(), line.cap.as_ref()))),
        Err(state) => {
            let treatment = match state {
                State::Missing => line.on_missing.missing,
                State::NotApplicable => line.on_missing.not_applicable,
                State::TooNew => line.on_missing.too_new,
                State::Undefined => line.on_missing.undefined,
            };
            let score = match treatment {
                Treatment::Zero => Some(Rational::ZERO),
                Treatment::Neutral(score) => Some(score.to_rational()),
                Treatment::Unknown | Treatment::Redistribute => None,
            };
            (Some(state), Some(treatment), score)
        }
    };
    let score = match policy.policy.rounding.round {
        RoundingOf::Lines => score.map(|score| score.round(policy.policy.rounding.places, policy.rounding_mode())),
        RoundingOf::Total => score,
    };
    let met = met(line, &value, target.as_ref(), factor);
    LineResult { value, target, met, state, treatment, score, applied: None, contribution: None }
}

/// Whether a target is met: inside the tolerance around it, or on its good side.
fn met(line: &CompiledLine, value: &Value, target: Option<&Rational>, factor: &Rational) -> Option<bool> {
    let (actual, target) = (value.number()?, target?);
    match &line.method {
        CompiledMethod::Rated { .. } => None,
        CompiledMethod::Closer { tolerance, .. } => Some((actual - target).abs() <= tolerance * factor),
        _ => Some(meets(line, actual, target)),
    }
}

/// The target that holds for someone: agreed with the person, for the unit, or the policy's; prorated for flows.
pub(crate) fn target(
    values: &Values<'_>,
    line: &CompiledLine,
    subject: &Subject<'_>,
    scope: &Scope,
) -> Option<Rational> {
    let stated = line.target.as_ref()?;
    let agreed = || {
        let span = values.span(scope.period);
        let own = values.facts.target(line.metric, false, subject.employee, span);
        own.or_else(|| values.facts.target(line.metric, true, subject.held.unit?, span))
    };
    match values.facts.has_targets().then(agreed).flatten() {
        // What is agreed is stated for the whole period, the policy's target for a base period.
        Some(agreed) if line.flow => (agreed * &scope.factor(line)).checked_div(&Rational::from(scope.bases)),
        Some(agreed) => Some(agreed.clone()),
        None if line.flow => {
            let factor = scope.factor(line);
            Some(if factor == Rational::ONE { stated.clone() } else { stated * &factor })
        }
        None => Some(stated.clone()),
    }
}

/// The score of a rated line.
fn ratings(values: &Values<'_>, line: &CompiledLine, subject: &Subject<'_>, period: Period) -> Value {
    let span = values.span(period);
    let all = &values.facts.facts.document().ratings;
    let mut given: Vec<(&Id, Rational)> = Vec::new();
    for datum in values.facts.ratings(subject.employee, line.metric) {
        if !span.contains(datum.span) || datum.span.first > values.until {
            continue;
        }
        match is_attributed(datum, subject) {
            Some(true) => {}
            Some(false) => continue,
            None => return Value::None(State::Missing),
        }
        if let Some(rating) = all.get(datum.record as usize) {
            given.push((&rating.rater, rating.value.to_rational()));
        }
    }
    rated(&line.method, &given).map_or(Value::None(State::Missing), Value::Number)
}

/// Applies the weights, after redistribution; whether the total is known.
pub(crate) fn weigh(policy: &Compiled, card: &Card, lines: &mut [LineResult]) -> bool {
    let gone = |line: &LineResult| line.treatment == Some(Treatment::Redistribute);
    let unknown = lines.iter().any(|line| line.treatment == Some(Treatment::Unknown));
    let moved = lines.iter().any(gone);
    // Weight of each section, and of its lines that are there.
    let mut stays: Vec<(Rational, Rational)> = Vec::new();
    if moved {
        for range in &card.sections {
            let (mut all, mut present) = (Rational::ZERO, Rational::ZERO);
            for (line, result) in card.lines.iter().zip(&*lines).take(range.end).skip(range.start) {
                all = &all + &line.weight;
                if !gone(result) {
                    present = &present + &line.weight;
                }
            }
            stays.push((all, present));
        }
    }
    let kept = stays.iter().filter(|(_, present)| !present.is_zero()).fold(Rational::ZERO, |sum, (all, _)| &sum + all);
    let hundred = Rational::from(100);
    for (line, result) in card.lines.iter().zip(&mut *lines) {
        let moved_share;
        let (applied, share) = if moved {
            if gone(result) {
                continue;
            }
            let Some((all, present)) = stays.get(line.section) else { continue };
            // Inside the section w·W/ΣW; the weight of empty sections goes to the others in proportion.
            let inside = (&line.weight * all).checked_div(present);
            match inside.and_then(|weight| (&weight * &hundred).checked_div(&kept)) {
                Some(applied) => {
                    moved_share = &applied / &hundred;
                    (applied, &moved_share)
                }
                None => continue,
            }
        } else {
            (line.weight.clone(), &line.share)
        };
        if let Some(score) = &result.score {
            let contribution = score * share;
            result.contribution = Some(match policy.policy.rounding.round {
                RoundingOf::Lines => contribution.round(policy.policy.rounding.places, policy.rounding_mode()),
                RoundingOf::Total => contribution,
            });
        }
        result.applied = Some(applied);
    }
    !unknown && lines.iter().any(|line| !gone(line))
}
