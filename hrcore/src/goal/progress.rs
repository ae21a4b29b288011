//! How far objectives have come: what is measured or said of each, and, from the bottom up, what those below come to.

use crate::compile::Compiled;
use crate::facts::{FactIndex, GoalFacts, KnownObjective, Owner};
use crate::gather::Gather as _;
use crate::number::{Rational, RoundingMode};
use crate::score::{Value, Values};
use crate::sort;
use crate::time::{Date, Period, Span};
use crate::values::Id;

use super::work::Work;

/// Fractions that have more bits together are taken at twelve places, cut off, so that the mean of a large company stays
/// a number of ordinary size. Cut off, what is not reached does not become so.
const EXACT_BITS: u64 = 512;
const PLACES: u32 = 12;

/// How far an objective has come.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing {
    pub(crate) actual: Option<Rational>,
    pub(super) records: Vec<Id>,
    pub(crate) progress: Option<Rational>,
    pub(crate) from: Option<&'static str>,
    pub(super) rolled_up: Option<Rational>,
    pub(super) at_least: Option<Rational>,
}

/// What is measured or said of each objective by a day.
pub(super) fn actuals(policy: &Compiled, facts: &FactIndex<'_>, goals: &GoalFacts<'_>, as_of: Date) -> Vec<Standing> {
    let mut standings: Vec<Standing> = Vec::with_capacity(goals.objectives.len());
    // What a metric has to tell, by whom and when, so that what is asked twice is looked up once.
    let mut asked: Vec<(usize, Owner, Period, usize)> = Vec::new();
    for (at, objective) in goals.objectives.iter().enumerate() {
        let update = goals.update_of(at, as_of);
        let actual = update.and_then(|update| objective.unit.value(update.actual?).ok());
        if let (None, Some(metric)) = (&actual, objective.metric) {
            asked.push((metric, objective.owner, objective.of.period, at));
        }
        let records = update.and_then(|update| update.record.clone()).into_iter().gather();
        standings.push(Standing { actual, records, ..Standing::default() });
    }
    sort::sort_by(&mut asked, Ord::cmp);
    let mut values = Values::new(policy, facts, Period::Day(as_of));
    values.until = Span::new(as_of, Some(as_of)).first;
    let mut keys = Vec::new();
    for same in asked.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        if let Some((metric, owner, period, _)) = same.first() {
            values.want(*metric, *owner, *period, &mut keys);
        }
    }
    let together = values.bring_together(keys);
    for same in asked.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        let Some((metric, owner, period, _)) = same.first() else { continue };
        let Value::Number(value) = values.owned(*metric, *owner, *period, &together) else { continue };
        let records = values.records(*metric, *owner, *period, &together);
        for (.., at) in same {
            if let Some(standing) = standings.get_mut(*at) {
                standing.actual = Some(value.clone());
                standing.records.clone_from(&records);
            }
        }
    }
    standings
}

/// How far each objective has come, from the bottom up.
pub(super) fn progress(goals: &GoalFacts<'_>, work: &Work<'_>, standings: &mut [Standing], as_of: Date) {
    let order = goals.downwards();
    for at in order.iter().rev().map(|at| *at as usize) {
        let Some(objective) = goals.objectives.get(at) else { continue };
        let below = goals.below(at);
        let (mut known, mut unknown) = (Vec::new(), Rational::ZERO);
        for child in below {
            let weight = goals.objectives.get(*child as usize).map_or(&Rational::ONE, |child| &child.weight);
            match standings.get(*child as usize).and_then(|child| child.progress.as_ref()) {
                Some(progress) => known.push((weight, progress)),
                None => unknown = &unknown + weight,
            }
        }
        let mean = if below.is_empty() { None } else { mean(&known, &unknown) };
        let (rolled_up, at_least) = if unknown.is_zero() { (mean, None) } else { (None, mean) };
        let Some(standing) = standings.get_mut(at) else { continue };
        let own = standing.actual.as_ref().and_then(|actual| objective.reached(actual));
        let said = || goals.update_of(at, as_of).and_then(|update| update.percent);
        let (progress, from) = if own.is_some() {
            (own, "actual")
        } else if let Some(said) = said() {
            (said.to_rational().checked_div(&Rational::from(100)), "update")
        } else if !below.is_empty() {
            (rolled_up.clone(), "below")
        } else {
            (work.progress(at), "items")
        };
        standing.from = progress.is_some().then_some(from);
        standing.progress = progress;
        standing.rolled_up = rolled_up;
        standing.at_least = at_least;
    }
}

/// The weighted mean of shares, and of others that count as nothing.
pub(super) fn mean(shares: &[(&Rational, &Rational)], others: &Rational) -> Option<Rational> {
    let bits: u64 = shares.iter().map(|(_, share)| share.bits()).sum();
    let (mut sum, mut weights) = (Rational::ZERO, others.clone());
    for (weight, share) in shares {
        let taken = if bits > EXACT_BITS { &share.round(PLACES, RoundingMode::TowardZero) } else { *share };
        sum = &sum + &(*weight * taken);
        weights = &weights + *weight;
    }
    let mean = sum.checked_div(&weights)?;
    // Cut off or not, a mean lies between the least and the greatest.
    match shares.iter().map(|(_, share)| *share).min() {
        Some(least) if others.is_zero() => Some(mean.max(least.clone())),
        _ => Some(mean),
    }
}

/// The share of an objective's days that is over by the end of a day.
pub(super) fn expected(objective: &KnownObjective<'_>, today: i32) -> Option<Rational> {
    let span = objective.span;
    let over = (i64::from(today) - i64::from(span.first) + 1).clamp(0, i64::from(span.days()));
    Rational::new(over.into(), span.days().into())
}

/// In a word, how an objective stands.
pub(super) fn state(
    objective: &KnownObjective<'_>,
    progress: Option<&Rational>,
    today: i32,
    behind: &Rational,
) -> &'static str {
    let expected = expected(objective, today).unwrap_or(Rational::ZERO);
    match progress {
        Some(progress) if *progress == Rational::ONE => "reached",
        Some(_) if today >= objective.span.last => "missed",
        _ if today < objective.span.first => "not_started",
        Some(progress) if &expected - progress > *behind => "behind",
        Some(_) => "on_track",
        None => "unknown",
    }
}
