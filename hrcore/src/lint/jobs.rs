//! What positions have to reach and what they are scored by: say where one is without the other.

use crate::compile::{Card, Compiled};
use crate::job::Matching;

use super::{Advice, add};

/// Advises on objectives without indicators, and on indicators without objectives.
pub(super) fn jobs(version: &Compiled, advice: &mut Vec<Advice>) {
    let mut matching = Matching::new(version);
    for (number, position) in version.policy.positions.iter().enumerate() {
        if position.objectives.is_empty() && position.duties.is_empty() {
            continue;
        }
        let matched = matching.of(number, position);
        let place = format!("{}/positions/{number}", version.place);
        for aim in matched.without_indicator() {
            let (list, what) = if aim.is_duty { ("duties", "standard of duty") } else { ("objectives", "objective") };
            add(
                advice,
                "objective_without_indicator",
                format!("{place}/{list}/{}", aim.number),
                format!("no line of the scorecard of `{}` measures the {what} `{}`", position.id, aim.id),
                "give the scorecard a line for it, or leave it out",
            );
        }
        let lines = matched.card.map_or(&[][..], |card| &card.lines);
        for (at, line) in matched.without_objective().filter_map(|at| Some((at, lines.get(at)?))) {
            add(
                advice,
                "indicator_without_objective",
                format!("{}{}", version.place, line_place(matched.card, (at, line.section))),
                format!("line `{}` belongs to no objective or duty of position `{}`", line.id, position.id),
                "state the objective that it is for, or leave it out",
            );
        }
    }
}

/// Where a line of a card stands in the policy.
fn line_place(card: Option<&Card>, (line, section): (usize, usize)) -> String {
    let Some(card) = card else { return String::new() };
    let first = card.sections.get(section).map_or(0, |lines| lines.start);
    format!("/scorecards/{}/sections/{section}/lines/{}", card.scorecard, line - first)
}
