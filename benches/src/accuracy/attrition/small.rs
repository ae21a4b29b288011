//! Nine people: a model of others, and an intercept of one's own.
//!
//! A prior model is learnt from people of whom none belongs to the nine; the nine then move its intercept, which is held by
//! a precision of 4 around no change. It foretells all the rest. This is done anew with other people many times over, drawn
//! from our own seed: not the draws that the figures of others are of.

use std::collections::BTreeSet;

use hrcore_stats::additive::{Kind, Model, chance};
use hrcore_stats::glm::{Block, Effort, Family, Penalty, Table, fit};
use hrcore_stats::random::Random;
use hrcore_stats::real::mean;

use super::super::table::Row;
use super::super::{Extent, Part, first};
use super::frame::Frame;
use super::published::{self, CONSTANT, NINE};
use super::{Score, drivers, ibm, ridge};

/// The part on IBM's table.
pub const IBM: Part = Part { name: "nine people", files: ibm::TABLE, measure: of_ibm };
/// The part on the panel of drivers.
pub const DRIVERS: Part = Part { name: "nine drivers", files: &[drivers::FILE], measure: of_drivers };

const DRAWS: usize = 60;
const SEED: u64 = 2026;
/// So many people are the team.
const TEAM: usize = 9;
/// How sure it is that the team is like the others.
const PRECISION: f64 = 4.0;

fn of_ibm(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let frame = Frame::read(first(texts), ibm::LAYOUT)?;
    let people: Vec<u32> = (0..).zip(&frame.outcomes).map(|(person, _)| person).collect();
    draws("9 people of IBM's table", &frame, &people, 600, extent)
}

fn of_drivers(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let panel = drivers::read(first(texts))?;
    draws("9 drivers, by month", &panel.frame, &panel.people, 1000, extent)
}

fn draws(who: &str, frame: &Frame, people: &[u32], known: usize, extent: Extent) -> Result<Vec<Row>, String> {
    let all: Vec<u32> = people.iter().copied().collect::<BTreeSet<u32>>().into_iter().collect();
    if all.len() <= known + TEAM {
        return Err("too few people".to_owned());
    }
    let (mut own, mut constant) = (Score::default(), Score::default());
    let draws = extent.of((0..DRAWS).collect());
    for draw in &draws {
        let order = shuffled(&all, *draw as u64);
        let rows = |from: usize, to: usize| -> Vec<usize> {
            let chosen: BTreeSet<u32> = order.iter().skip(from).take(to - from).copied().collect();
            people.iter().enumerate().filter(|(_, person)| chosen.contains(person)).map(|(row, _)| row).collect()
        };
        let others = frame.of(&rows(0, known));
        let team = frame.of(&rows(known, known + TEAM));
        let rest = frame.of(&rows(known + TEAM, order.len()));
        let prior = ridge(&others, Kind::Line, 0.1)?;
        let shift = shift(&prior, &team)?;
        let chances: Vec<f64> =
            (0..rest.outcomes.len()).map(|row| chance(prior.score(rest.row(row)) + shift)).collect();
        own.add(&chances, &rest.outcomes);
        constant.add(&vec![mean(&others.outcomes); rest.outcomes.len()], &rest.outcomes);
    }
    let task = format!("{who}, {} draws", draws.len());
    let entries = if known == 600 { published::NINE_OF_IBM } else { published::NINE_DRIVERS };
    let mut rows = own.rows(&task, NINE, entries);
    rows.extend(constant.rows(&task, CONSTANT, entries).pop());
    Ok(rows)
}

/// By how much the team's log-odds differ from the prior's.
fn shift(prior: &Model, team: &Frame) -> Result<f64, String> {
    let offsets: Vec<f64> = (0..team.outcomes.len()).map(|row| prior.score(team.row(row))).collect();
    let ones = vec![1.0; offsets.len()];
    let block = Block { cells: &ones, outcomes: &team.outcomes, offsets: &offsets, weights: &[] };
    let penalty = Penalty { mean: vec![0.0], precision: vec![PRECISION] };
    let fit = Table::new(1, block).and_then(|rows| fit(Family::Logit, &rows, &penalty, Effort::default()));
    let fit = fit.map_err(|fault| format!("no intercept: {fault:?}"))?;
    fit.coefficients.first().copied().ok_or_else(|| "no intercept".to_owned())
}

/// In an order drawn from the seed: Fisher and Yates.
fn shuffled(all: &[u32], draw: u64) -> Vec<u32> {
    let mut random = Random::new(SEED, draw);
    let mut order = all.to_vec();
    for place in (1..order.len()).rev() {
        let other = random.bits() % (place as u64 + 1);
        order.swap(place, usize::try_from(other).unwrap_or(0));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_keeps_all_and_comes_again() {
        let all: Vec<u32> = (0..50).collect();
        let (first, again) = (shuffled(&all, 3), shuffled(&all, 3));
        assert_eq!(first, again);
        assert_ne!(first, shuffled(&all, 4));
        let mut sorted = first;
        sorted.sort_unstable();
        assert_eq!(sorted, all);
    }
}
