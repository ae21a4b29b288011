//! What holds or reaches a structure.

use hrcore_stats::flow::inverse::{Answer, Lane, Reach, hires_to_reach, hold};
use hrcore_stats::flow::{Fault, Rates, Step};

use super::answer::{FlowAnswer, GradeCount, PromotionShare};
use super::asked::{Asked, Wanted};
use super::near;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::request::FlowGoalKind;
use crate::values::Id;

/// A gap of fewer people is none: said to a tenth, it would be nobody.
const NOBODY: f64 = 0.05;

/// What holds or reaches the structure; and whether it is the estimated promotions alone that keep it from being held.
pub(super) fn answer(
    rates: &Rates,
    (asked, wanted): (&Asked, &Wanted),
    start: &[f64],
    grades: &[Id],
) -> Result<(FlowAnswer, bool), Fault> {
    let goal: Vec<f64> = wanted.people.iter().zip(start).map(|(wanted, now)| wanted.unwrap_or(*now)).gather();
    let most = vec![wanted.most_hires; goal.len()];
    let planned = |planned: &Vec<_>| Step { hires: Vec::new(), planned: planned.clone() };
    let mut lanes = Vec::new();
    let found = match wanted.kind {
        FlowGoalKind::Hold => {
            lanes = wanted.most_promotions.map(|most| self::lanes(asked, wanted, most)).unwrap_or_default();
            hold(rates, &goal, &planned(&asked.lasting), &lanes, &most)?
        }
        FlowGoalKind::Reach => {
            let steps: Vec<Step> = asked.promotions.iter().map(planned).gather();
            hires_to_reach(rates, start, &goal, &steps, &most)?
        }
    };
    let gaps = gaps(&found, &goal, grades);
    let mut is_fixed = false;
    if wanted.kind == FlowGoalKind::Hold && wanted.most_promotions.is_none() && !gaps.is_empty() {
        let free = hold(rates, &goal, &planned(&asked.lasting), &self::lanes(asked, wanted, 1.0), &most)?;
        is_fixed = self::gaps(&free, &goal, grades).is_empty();
    }
    let counts = |values: &[f64]| values.iter().zip(grades).map(|(people, id)| count(id, *people)).gather();
    let answer = FlowAnswer {
        kind: wanted.kind.as_str(),
        is_met: gaps.is_empty(),
        hires: counts(&found.hires),
        promotions: Few(lanes
            .iter()
            .zip(&found.promotions)
            .filter_map(|(lane, share)| way(lane, *share, grades))
            .gather()),
        structure: counts(&found.reached),
        gaps: Few(gaps),
    };
    Ok((answer, is_fixed))
}

/// The ways from each grade to the next, where nothing else is planned for them.
fn lanes(asked: &Asked, wanted: &Wanted, most: f64) -> Vec<Lane> {
    let is_planned = |from: usize| asked.lasting.iter().any(|planned| (planned.from, planned.to) == (from, from + 1));
    let last = wanted.people.len().saturating_sub(1);
    (0..last).filter(|from| !is_planned(*from)).map(|from| Lane { from, to: from + 1, most }).gather()
}

fn way(lane: &Lane, share: f64, grades: &[Id]) -> Option<PromotionShare> {
    let (from, to) = (grades.get(lane.from)?.clone(), grades.get(lane.to)?.clone());
    Some(PromotionShare { from, to, share: near(share) })
}

fn gaps(found: &Answer, goal: &[f64], grades: &[Id]) -> Vec<GradeCount> {
    let mut gaps = Vec::new();
    for (((reach, reached), goal), id) in found.reach.iter().zip(&found.reached).zip(goal).zip(grades) {
        if *reach != Reach::Met && (goal - reached).abs() >= NOBODY {
            gaps.push(count(id, goal - reached));
        }
    }
    gaps
}

pub(super) fn count(id: &Id, people: f64) -> GradeCount {
    GradeCount { position: id.clone(), people: near(people) }
}
