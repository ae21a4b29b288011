//! The lines of two results side by side.

use crate::cycle::{LineChange, LineFigures};
use crate::engine::Asked;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::Figure;
use crate::score::{Detail, EmployeeScore, LineScore, PositionScore};
use crate::time::Period;
use crate::values::Id;

/// The positions of a result, with the base period of a longer one.
pub(super) type Lines = Vec<(Option<Period>, PositionScore)>;

/// A line that differs.
#[derive(Debug)]
pub(super) struct Change<'a> {
    pub(super) answer: LineChange,
    pub(super) before: &'a LineScore,
    pub(super) after: &'a LineScore,
}

/// The lines of a result; of one that is the mean of several, those of each of these.
pub(super) fn lines(asked: &Asked<'_>, person: usize, result: &EmployeeScore) -> Lines {
    if result.periods.is_empty() {
        return result.positions.iter().map(|position| (None, position.clone())).gather();
    }
    let mut found = Vec::new();
    for (period, mut scorer) in asked.base_scorers() {
        let own = scorer.answer(person, Detail::Full).map_or_else(Vec::new, |own| own.positions.0);
        found.extend(own.into_iter().map(|position| (Some(period), position)));
    }
    found
}

/// The lines whose value, score or contribution differ, in the order of the card. Both results are of the same positions
/// and cards, for these are not corrected.
pub(super) fn changes<'a>(before: &'a Lines, after: &'a Lines, touched: &[Id]) -> Vec<Change<'a>> {
    let mut found = Vec::new();
    for ((period, before), (_, after)) in before.iter().zip(after) {
        for (old, new) in before.lines.iter().zip(&after.lines) {
            let (own, other) = (figures(old), figures(new));
            let is_same = |a: Option<&Figure>, b: Option<&Figure>| a.map(Figure::exact) == b.map(Figure::exact);
            if is_same(own.value.as_ref(), other.value.as_ref())
                && is_same(own.score.as_ref(), other.score.as_ref())
                && is_same(own.contribution.as_ref(), other.contribution.as_ref())
                && old.label == new.label
            {
                continue;
            }
            let mut records: Vec<Id> = Vec::new();
            // A line may have a hundred thousand ratings.
            let mut is_named = vec![false; touched.len()];
            for record in old.inputs.iter().chain(new.inputs.iter()).flat_map(|input| input.records.iter()) {
                let at = touched.partition_point(|known| known < record);
                let Some(slot) = is_named.get_mut(at).filter(|_| touched.get(at) == Some(record)) else { continue };
                if !std::mem::replace(slot, true) {
                    records.push(record.clone());
                }
            }
            let answer = LineChange {
                period: *period,
                position: before.position.clone(),
                line: old.line.clone(),
                metric: Some(old.metric.clone()),
                before: own,
                after: other,
                records: Few(records),
            };
            found.push(Change { answer, before: old, after: new });
        }
    }
    found
}

fn figures(line: &LineScore) -> LineFigures {
    LineFigures { value: line.actual.clone(), score: line.score.clone(), contribution: line.contribution.clone() }
}
