//! Key positions without enough successors, and nothing else of the pipeline.

use crate::compile::Compiled;
use crate::condition::Truth;
use crate::eligibility::Judge;
use crate::gather::Gather as _;

use super::bench::promotion;

/// A key position that lacks successors to the target.
#[derive(Debug, Clone)]
pub(crate) struct Gap {
    pub(crate) position: usize,
    /// How many are ready.
    pub(crate) ready: u32,
    /// How many are lacking.
    pub(crate) lacking: u32,
    /// The first of those who hold it, by index.
    pub(crate) incumbents: Vec<usize>,
}

/// What is known of a position.
#[derive(Debug, Clone, Default)]
struct Slot {
    ready: u32,
    incumbents: Vec<usize>,
    /// Who was counted last: several promotions may lead from one position to another.
    last: Option<usize>,
}

/// The key positions for which fewer are ready than the policy wants, in its order: those whose `gap` in `pipeline` is
/// above zero. Of the incumbents no more than `most` are named.
pub(crate) fn gaps(judge: &mut Judge<'_>, most: usize) -> Vec<Gap> {
    let policy = judge.policy;
    let mut slots = vec![Slot::default(); policy.policy.positions.len()];
    for employee in 0..judge.facts.facts.document().employees.len() {
        let Some(person) = judge.person(employee) else { continue };
        if let Some(slot) = slots.get_mut(person.held.position).filter(|slot| slot.incumbents.len() < most) {
            slot.incumbents.push(employee);
        }
        for number in policy.career.ways.leaving(person.held.position) {
            let Some((step, _)) = promotion(policy, *number).filter(|(step, _)| is_key(policy, step.to)) else {
                continue;
            };
            let Some(slot) = slots.get_mut(step.to).filter(|slot| slot.last != Some(employee)) else { continue };
            judge.toward = Some(step.to);
            if judge.truth(&step.requires, &person) == Truth::True {
                slot.last = Some(employee);
                slot.ready = slot.ready.saturating_add(1);
            }
        }
    }
    judge.toward = None;
    let target = policy.policy.pipeline.as_ref().map_or(1, |pipeline| pipeline.bench_target);
    let slots =
        slots.into_iter().enumerate().filter(|(position, slot)| is_key(policy, *position) && slot.ready < target);
    slots
        .map(|(position, slot)| {
            let Slot { ready, incumbents, .. } = slot;
            Gap { position, ready, lacking: target - ready, incumbents }
        })
        .gather()
}

fn is_key(policy: &Compiled, position: usize) -> bool {
    policy.policy.positions.get(position).is_some_and(|stated| stated.key == Some(true))
}
