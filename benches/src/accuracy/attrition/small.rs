//! Nine people: a model of others, and an intercept of one's own.
//!
//! A prior model is learnt from people of whom none belongs to the nine; the nine then move its intercept, which is held by
//! a precision of 4 around no change. On IBM's table it foretells all the rest. Of the drivers it learns from the months
//! before July 2017 and foretells those from then on of all but the nine: our reading of the figures of others. This is done
//! anew with other people many times over, drawn from our own seed: not the draws that the figures of others are of.

use std::collections::BTreeSet;

use hrcore_stats::additive::{Kind, Model, chance};
use hrcore_stats::glm::{Block, Effort, Family, Penalty, Table, fit};
use hrcore_stats::random::Random;
use hrcore_stats::real::mean;

use super::super::published::Entry;
use super::super::table::Row;
use super::super::{Extent, Part, first};
use super::frame::Frame;
use super::published::{self, CONSTANT, NINE};
use super::{Score, drivers, ibm, ridge};

/// The part on IBM's table.
pub const IBM: Part = Part { name: "nine people", files: ibm::TABLE, measure: of_ibm };
/// The part on the panel of drivers.
pub const DRIVERS: Part = Part { name: "nine drivers", files: &[drivers::FILE], measure: of_drivers };

const DRAWS: u64 = 60;
const SEED: u64 = 2026;
/// So many people are the team.
const TEAM: usize = 9;
/// How sure it is that the team is like the others.
const PRECISION: f64 = 4.0;

fn of_ibm(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let frame = Frame::read(first(texts), ibm::LAYOUT)?.spread();
    let people: Vec<u32> = (0..).zip(&frame.outcomes).map(|(person, _)| person).collect();
    let all: BTreeSet<u32> = people.iter().copied().collect();
    let design = Design {
        frame: &frame,
        people: &people,
        all: all.into_iter().collect(),
        known: 600,
        is_past: &|_| true,
        is_ahead: &|_, is_known| !is_known,
    };
    let task = "9 people of IBM's table";
    design.rows(task, published::BRIER_OF_IBM, published::NINE_OF_IBM, extent)
}

fn of_drivers(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let panel = drivers::read(first(texts))?;
    let frame = panel.frame.first(drivers::PLAIN);
    let is_past = |row: usize| panel.months.get(row).is_some_and(|month| *month < drivers::HELD_OUT);
    let seen: BTreeSet<u32> =
        panel.people.iter().enumerate().filter(|(row, _)| is_past(*row)).map(|(_, person)| *person).collect();
    let design = Design {
        frame: &frame,
        people: &panel.people,
        all: seen.into_iter().collect(),
        known: 1000,
        is_past: &is_past,
        is_ahead: &|row, _| !is_past(row),
    };
    design.rows("9 drivers, by month", published::BRIER_OF_DRIVERS, published::NINE_DRIVERS, extent)
}

/// Who is drawn, what is learnt from and what is foretold.
struct Design<'a> {
    frame: &'a Frame,
    /// Whose each row is.
    people: &'a [u32],
    /// Who may be drawn.
    all: Vec<u32>,
    /// How many the prior model knows.
    known: usize,
    /// Whether a row may be learnt from.
    is_past: &'a dyn Fn(usize) -> bool,
    /// Whether a row of somebody who is not of the team is foretold, by whether the prior model knows who it is.
    is_ahead: &'a dyn Fn(usize, bool) -> bool,
}

impl Design<'_> {
    fn rows(&self, who: &str, reference: f64, entries: &[Entry], extent: Extent) -> Result<Vec<Row>, String> {
        if self.all.len() <= self.known + TEAM {
            return Err("too few people".to_owned());
        }
        let (mut own, mut constant) = (Score::default(), Score::default());
        let draws = extent.of((0..DRAWS).collect());
        for draw in &draws {
            self.draw(*draw, &mut own, &mut constant)?;
        }
        let task = format!("{who}, {} draws", draws.len());
        let mut rows = own.rows(&task, NINE, entries);
        rows.extend(own.beside(&constant, &task, NINE, reference, entries));
        rows.extend(constant.rows(&task, CONSTANT, entries).pop());
        Ok(rows)
    }

    fn draw(&self, draw: u64, own: &mut Score, constant: &mut Score) -> Result<(), String> {
        let order = shuffled(&self.all, draw);
        let (known, rest) = order.split_at(self.known.min(order.len()));
        let known: BTreeSet<u32> = known.iter().copied().collect();
        let team: BTreeSet<u32> = rest.iter().take(TEAM).copied().collect();
        let rows = |is_in: &dyn Fn(usize, u32) -> bool| {
            let rows = self.people.iter().enumerate().filter(|(row, person)| is_in(*row, **person));
            self.frame.of(&rows.map(|(row, _)| row).collect::<Vec<usize>>())
        };
        let others = rows(&|row, person| (self.is_past)(row) && known.contains(&person));
        let nine = rows(&|row, person| (self.is_past)(row) && team.contains(&person));
        let ahead = rows(&|row, person| !team.contains(&person) && (self.is_ahead)(row, known.contains(&person)));
        let prior = ridge(&others, Kind::Line, 0.1)?;
        let shift = shift(&prior, &nine)?;
        let score = |row: usize| chance(prior.score(ahead.row(row)) + shift);
        let chances: Vec<f64> = (0..ahead.outcomes.len()).map(score).collect();
        own.add(&chances, &ahead.outcomes);
        constant.add(&vec![mean(&others.outcomes); ahead.outcomes.len()], &ahead.outcomes);
        Ok(())
    }
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
