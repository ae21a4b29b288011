//! Lint (制度检查): advice on a policy that compiles, but may not do what it is meant to.

#[cfg(feature = "money")]
mod commissions;
mod conditions;
#[cfg(feature = "planning")]
mod jobs;
#[cfg(feature = "promotion")]
mod lattice;
#[cfg(feature = "money")]
mod money;
#[cfg(test)]
#[cfg(feature = "money")]
mod tests;

use crate::compile::Compiled;
use crate::number::Rational;
use crate::policy::{Adjustment, CriterionSource, Metric, Policy, Scorecard};
use crate::values::Id;

use conditions::Reading;

/// More indicators than this are hard to hold in mind: in one company, going from 8 to 3 raised attainment by 30 %.
const INDICATORS: usize = 5;

/// A weight below this many percent moves nobody.
const SMALL_WEIGHT: u32 = 5;

answer! {
    /// Advice on a policy.
    pub struct LintReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The advice, in the order of the policy.
        pub advice: Vec<Advice>,
    }
}

answer! {
    /// One piece of advice.
    pub struct Advice {
        /// A stable code.
        pub code: &'static str,
        /// RFC 6901 pointer into the policy.
        pub pointer: String,
        /// What stands out.
        pub message: String,
        /// What to do about it.
        pub hint: Option<String>,
    }
}

/// Advises on all versions of a policy.
pub(crate) fn lint(versions: &[&Compiled]) -> LintReport {
    let mut advice = Vec::new();
    for version in versions {
        let (policy, place): (&Policy, &str) = (&version.policy, &version.place);
        metrics(policy, place, &mut advice);
        let reading = Reading(version);
        for (number, card) in policy.scorecards.iter().enumerate() {
            scorecard(policy, card, &format!("{place}/scorecards/{number}"), &mut advice);
            reading.card(card, &format!("/scorecards/{number}"), &mut advice);
        }
        units(policy, place, &mut advice);
        distribution(policy, place, &mut advice);
        #[cfg(feature = "promotion")]
        lattice::lattice(version, &mut advice);
        #[cfg(feature = "money")]
        for (at, when) in policy.consequences() {
            reading.visit(when, at, None, &mut advice);
        }
        #[cfg(feature = "planning")]
        jobs::jobs(version, &mut advice);
        #[cfg(feature = "money")]
        money::money(version, &mut advice);
    }
    LintReport { schema_version: crate::SCHEMA_VERSION, advice }
}

fn add(advice: &mut Vec<Advice>, code: &'static str, pointer: String, message: String, hint: &str) {
    advice.push(Advice { code, pointer, message, hint: Some(hint.to_owned()) });
}

fn metrics(policy: &Policy, place: &str, advice: &mut Vec<Advice>) {
    let careers = read_by_careers(policy);
    for (number, metric) in policy.metrics.iter().enumerate() {
        if metric.source.is_none() && !metric.is_derived() {
            add(
                advice,
                "source_missing",
                format!("{place}/metrics/{number}"),
                format!("metric `{}` has no source", metric.id),
                "say which system or person the values come from, so that they can be checked",
            );
        }
        if careers.binary_search(&&metric.id).is_err() && !is_used(policy, metric) {
            add(
                advice,
                "metric_unused",
                format!("{place}/metrics/{number}"),
                format!("metric `{}` is used by no scorecard", metric.id),
                "remove it, or give it a line",
            );
        }
    }
}

/// Whether a line of a card measures a metric.
fn has_line(card: &Scorecard, metric: &Id) -> bool {
    card.lines().iter().any(|line| line.metric == *metric)
}

/// The metrics that conditions, commissions, alerts, assessments and positions read, in order.
fn read_by_careers(policy: &Policy) -> Vec<&Id> {
    let mut read = policy.metrics_read();
    #[cfg(feature = "planning")]
    for position in &policy.positions {
        read.extend(position.objectives.iter().map(|objective| &objective.metric));
        read.extend(position.duties.iter().filter_map(|duty| duty.standard.as_ref()).map(|standard| &standard.metric));
    }
    #[cfg(feature = "promotion")]
    for criterion in policy.assessments.iter().flat_map(|item| &item.dimensions).flat_map(|item| &item.criteria) {
        if let CriterionSource::Metric(source) = &criterion.source {
            read.push(&source.metric);
        }
    }
    crate::sort::sort_by(&mut read, Ord::cmp);
    read
}

/// Whether a scorecard, a formula or a growth reads a metric.
fn is_used(policy: &Policy, metric: &Metric) -> bool {
    let id = &metric.id;
    let in_card = |card: &Scorecard| has_line(card, id) || card.rule_metrics().contains(&id);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    policy.scorecards.iter().any(in_card)
        || policy.metrics.iter().any(|other| {
            other.growth.as_ref().is_some_and(|growth| growth.of == *id)
                || other.goal() == Some(id)
                || other
                    .formula
                    .as_ref()
                    .is_some_and(|formula| formula.split(|c| !is_word(c)).any(|word| word == id.as_str()))
        })
}

fn scorecard(policy: &Policy, card: &Scorecard, place: &str, advice: &mut Vec<Advice>) {
    let count = card.lines().len();
    if count > INDICATORS {
        add(
            advice,
            "indicators_many",
            format!("{place}/sections"),
            format!("card `{}` has {count} indicators", card.id),
            "three to five can be held in mind; one company went from 8 to 3 and saw attainment rise by 30 %",
        );
    }
    if !policy.positions.iter().any(|position| position.scorecard.as_ref() == Some(&card.id)) {
        add(
            advice,
            "scorecard_unused",
            place.to_owned(),
            format!("no position is scored by card `{}`", card.id),
            "name it in a position, or remove it",
        );
    }
    if card.weights == crate::policy::Weights::Percent {
        for (section, content) in card.sections.iter().enumerate() {
            for (number, line) in content.lines.iter().enumerate() {
                if line.weight.to_rational() < Rational::from(SMALL_WEIGHT) {
                    add(
                        advice,
                        "weight_small",
                        format!("{place}/sections/{section}/lines/{number}/weight"),
                        format!("line `{}` weighs {} %", line.id, line.weight.0),
                        "a weight below 5 % moves no total; drop the line or make it a veto",
                    );
                }
            }
        }
    }
    for (number, change) in card.coefficient_adjustments.iter().enumerate() {
        let mut read = Vec::new();
        change.when.metrics(&mut read);
        for metric in read {
            if has_line(card, metric) {
                add(
                    advice,
                    "training_counted_twice",
                    format!("{place}/coefficient_adjustments/{number}"),
                    format!("metric `{metric}` is a line of card `{}` and changes its coefficient as well", card.id),
                    "it may be meant; whoever misses it pays twice",
                );
            }
        }
    }
    unreachable_bands(policy, card, place, advice);
}

/// Bands above the best total that the card allows.
fn unreachable_bands(policy: &Policy, card: &Scorecard, place: &str, advice: &mut Vec<Advice>) {
    let Some(most) = best_total(card) else { return };
    let scale = match &card.rating_scale {
        Some(id) => policy.rating_scales.iter().find(|scale| scale.id == *id),
        None => policy.rating_scales.first().filter(|_| policy.rating_scales.len() == 1),
    };
    for band in scale.map_or(&[][..], |scale| &scale.bands) {
        if band.from.is_some_and(|from| from.to_rational() > most) {
            let best = most.decimal_text(12).unwrap_or_else(|| most.to_string());
            add(
                advice,
                "band_unreachable",
                place.to_owned(),
                format!("band `{}` begins above {best}, the best total of card `{}`", band.id, card.id),
                "raise the caps of lines, or lower the band",
            );
        }
    }
}

/// The best total of a card, if its caps bound it.
fn best_total(card: &Scorecard) -> Option<Rational> {
    let mut weight = Rational::ZERO;
    let mut sum = Rational::ZERO;
    for section in &card.sections {
        let inside = section.lines.iter().fold(Rational::ZERO, |sum, line| &sum + &line.weight.to_rational());
        for line in &section.lines {
            let own = match &section.weight {
                Some(section) => (&line.weight.to_rational() * &section.to_rational()).checked_div(&inside)?,
                None => line.weight.to_rational(),
            };
            sum = &sum + &(&own * &line.cap.0?.to_rational());
            weight = &weight + &own;
        }
    }
    let mut most = sum.checked_div(&weight)?;
    for Adjustment { points, per, max, .. } in &card.adjustments {
        let gain = match (per, max) {
            (_, Some(max)) => max.to_rational(),
            (None, None) => points.to_rational(),
            (Some(_), None) if points.is_negative() => Rational::ZERO,
            (Some(_), None) => return None,
        };
        most = &most + &gain.max(Rational::ZERO);
    }
    if let Some(cap) = card.cap.0 {
        most = most.min(cap.to_rational());
    }
    (&most * &card.scale.to_rational()).checked_div(&Rational::from(100))
}

fn units(policy: &Policy, place: &str, advice: &mut Vec<Advice>) {
    for (number, unit) in policy.units.iter().enumerate() {
        for (at, change) in unit.overrides.iter().enumerate() {
            let card = policy.scorecards.iter().find(|card| card.id == change.scorecard);
            let is_core = card.is_some_and(|card| card.lines().iter().any(|line| line.id == change.line && line.core));
            if is_core {
                add(
                    advice,
                    "core_differs",
                    format!("{place}/units/{number}/overrides/{at}"),
                    format!("unit `{}` changes the core line `{}`", unit.id, change.line),
                    "core lines are equal in all units, so that units can be compared",
                );
            }
        }
    }
}

fn distribution(policy: &Policy, place: &str, advice: &mut Vec<Advice>) {
    let quotas = policy.distribution.as_ref().map_or(&[][..], |distribution| &distribution.quotas);
    for (number, quota) in quotas.iter().enumerate() {
        if quota.consequence.as_deref() == Some("dismissal") {
            add(
                advice,
                "rank_dismissal",
                format!("{place}/distribution/quotas/{number}/consequence"),
                format!("people in band `{}` are dismissed for their rank", quota.band),
                "somebody is always last: rank alone is no proof of incompetence",
            );
        }
    }
}
