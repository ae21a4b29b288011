//! The reporting line: who holds a position, seen from someone in the organisation.

use crate::compile::Compiled;
use crate::facts::FactIndex;
use crate::gather::Gather as _;

/// More holders than this are not named.
const MOST: usize = 20;

/// The positions above a position, the nearest first. The line has no circles: these are refused.
pub(crate) fn above(policy: &Compiled, position: usize) -> impl Iterator<Item = usize> {
    let above = move |position: &usize| policy.career.reports_to.get(*position).copied().flatten();
    std::iter::successors(above(&position), above)
}

/// Who holds a position on a day, in the order of the facts: those in a unit, else in the nearest unit above it that has
/// any, else all of them; never the person who asks.
pub(crate) fn holders(
    policy: &Compiled,
    facts: &FactIndex<'_>,
    position: usize,
    (person, unit, day): (usize, Option<usize>, i32),
) -> Vec<usize> {
    let mut all: Vec<(usize, Option<usize>)> = Vec::new();
    for employee in 0..facts.facts.document().employees.len() {
        let held = facts.held(employee).unwrap_or_default();
        let on_day = held.iter().find(|held| held.span.first <= day && day <= held.span.last);
        all.extend(
            on_day.filter(|held| held.position == position && employee != person).map(|held| (employee, held.unit)),
        );
    }
    let mut at = unit;
    while let Some(unit) = at {
        let near = all.iter().filter(|(_, own)| *own == Some(unit)).map(|(employee, _)| *employee);
        let near = near.take(MOST).gather();
        if !near.is_empty() {
            return near;
        }
        at = policy.units.get(unit).and_then(|node| node.parent);
    }
    all.into_iter().take(MOST).map(|(employee, _)| employee).gather()
}
