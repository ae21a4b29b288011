//! How far objectives that are over were reached, and what follows from that.

use crate::facts::{GoalFacts, KnownObjective};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Decimal, Figure, Rational};
use crate::policy::GoalReview;

use super::answer::{AttainmentRange, Attainments, Coverage, GoalAdvice, ObjectiveStatus};
use super::progress::{Standing, mean};
use super::small;

/// Where one range of progress ends and the next begins, in percent.
const CUTS: [i32; 4] = [0, 60, 80, 100];

/// The distribution of the objectives asked for that are over and have none below them.
pub(super) fn distribution(goals: &GoalFacts<'_>, standings: &[Standing], wanted: &[usize], today: i32) -> Attainments {
    let is_over = |objective: &&KnownObjective<'_>| objective.span.last <= today;
    let leaves = wanted.iter().filter(|at| goals.below(**at).is_empty());
    let over = leaves.filter(|at| goals.objectives.get(**at).as_ref().is_some_and(is_over)).gather();
    let known: Vec<&Rational> =
        over.iter().filter_map(|at| standings.get(**at).and_then(|standing| standing.progress.as_ref())).gather();
    let cuts = CUTS.map(|cut| Rational::new(cut.into(), 100).unwrap_or(Rational::ZERO));
    let mut ranges: Vec<AttainmentRange> = Vec::new();
    for (number, from) in cuts.iter().enumerate() {
        let to = cuts.get(number + 1);
        let is_in = |progress: &&&Rational| **progress >= from && to.is_none_or(|to| **progress < to);
        let count = small(known.iter().filter(is_in).count());
        ranges.push(AttainmentRange { from: Figure::new(from.clone()), to: Figure::of(to), count });
    }
    let reached = ranges.last().map_or(0, |range| range.count);
    let shares: Vec<(&Rational, &Rational)> = known.iter().map(|progress| (&Rational::ONE, *progress)).gather();
    Attainments {
        objectives: small(over.len()),
        known: small(known.len()),
        reached,
        share: Rational::new(reached.into(), small(known.len()).into()).map(Figure::new),
        mean: Figure::of(mean(&shares, &Rational::ZERO).as_ref()),
        ranges,
    }
}

/// What to look into.
pub(super) fn advice(
    review: &GoalReview,
    attained: &Attainments,
    objectives: &[ObjectiveStatus],
    coverage: &Coverage,
) -> Few<GoalAdvice> {
    let mut advice: Vec<GoalAdvice> = Vec::new();
    let mut advise = |code: &'static str, of: Option<&ObjectiveStatus>| {
        advice.push(GoalAdvice { code, objective: of.map(|of| of.objective.clone()), text: None });
    };
    let parts = |percent: Decimal| &percent.to_rational() * &Rational::from(attained.known);
    let reached = &Rational::from(attained.reached) * &Rational::from(100);
    if attained.known > 0 && attained.known >= review.min_group {
        if reached < parts(review.low) {
            advise("targets_too_high", None);
        }
        if reached > parts(review.high) {
            advise("targets_too_low", None);
        }
    }
    if u64::from(attained.known) * 2 < u64::from(attained.objectives) {
        advise("not_measured", None);
    }
    let mut idle = coverage.idle.iter().peekable();
    for objective in objectives {
        if objective.cascade.as_ref().is_some_and(|cascade| cascade.state == "short") {
            advise("cascade_short", Some(objective));
        }
        if objective.plans.as_ref().is_some_and(|plans| plans.state == "short") {
            advise("plans_short", Some(objective));
        }
        // Both lists are in the order of the facts.
        if idle.next_if(|idle| **idle == objective.objective).is_some() {
            advise("idle", Some(objective));
        }
    }
    if coverage.aligned < coverage.items {
        advise("unaligned", None);
    }
    Few(advice)
}
