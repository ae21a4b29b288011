//! Nine people: a model of others, and an intercept of one's own.
//!
//! A prior model is learnt from people of whom none belongs to the nine; the nine then move its intercept, which is held by
//! a precision of 4 around no change. On IBM's table it foretells all the rest. Of the drivers it learns from the months
//! before July 2017 and foretells those from then on of all but the nine: our reading of the figures of others. This is done
//! anew with other people many times over, drawn from our own seed; on IBM's table also on the draws that the figures of
//! others are of, so that no luck lies between the two.

use std::collections::BTreeSet;

use hrcore_stats::additive::{Kind, Model, chance};
use hrcore_stats::glm::{Block, Effort, Family, Penalty, Table, fit};
use hrcore_stats::random::Random;
use hrcore_stats::real::mean;

use super::super::files::File;
use super::super::published::Entry;
use super::super::table::Row;
use super::super::{Extent, Part, first};
use super::frame::{Frame, folds};
use super::published::{self, CONSTANT, NINE};
use super::{Score, drivers, ibm, ridge};

/// The part on IBM's table.
pub const IBM: Part = Part { name: "nine people", files: ibm::TABLE, measure: of_ibm };
/// The part on IBM's table with the draws of others.
pub const AS_OTHERS: Part =
    Part { name: "nine people as others drew them", files: &[ibm::FILE, DRAWN], measure: of_ibm_as_others };
/// The part on the panel of drivers.
pub const DRIVERS: Part = Part { name: "nine drivers", files: &[drivers::FILE], measure: of_drivers };

/// Who was drawn: for each draw 0 for those foretold, 1 for those the prior model knows, 2 for the team.
const DRAWN: File =
    File { path: "attrition/nine_ibm.csv", source: "the draws come from the generator of numpy (docs/accuracy.md)" };

const DRAWS: u64 = 60;
const SEED: u64 = 2026;
/// So many people are the team.
const TEAM: usize = 9;
/// How sure it is that the team is like the others.
const PRECISION: f64 = 4.0;

fn of_ibm(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let frame = Frame::read(first(texts), ibm::LAYOUT)?.spread();
    let people: Vec<u32> = (0..).zip(&frame.outcomes).map(|(person, _)| person).collect();
    let draws = extent.of(draws(&people, 600)?);
    let scores = one_row_each(&frame, &people).scores(&draws)?;
    let task = format!("9 people of IBM's table, {} draws", draws.len());
    Ok(rows(&scores, &task, Some(published::BRIER_OF_IBM), published::NINE_OF_IBM))
}

fn of_ibm_as_others(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let frame = Frame::read(first(texts), ibm::LAYOUT)?.spread();
    let people: Vec<u32> = (0..).zip(&frame.outcomes).map(|(person, _)| person).collect();
    let drawn = folds(texts.get(1).map_or("", String::as_str), people.len())?;
    let of = |drawn: &Vec<usize>, part: usize| {
        people.iter().zip(drawn).filter(|(_, own)| **own == part).map(|(person, _)| *person).collect()
    };
    let draws: Vec<Draw> = drawn.iter().map(|drawn| Draw { known: of(drawn, 1), team: of(drawn, 2) }).collect();
    if draws.iter().any(|draw| draw.known.is_empty() || draw.team.is_empty()) {
        return Err("nobody is known, or no team".to_owned());
    }
    let draws = extent.of(draws);
    let scores = one_row_each(&frame, &people).scores(&draws)?;
    let task = format!("9 people of IBM's table, the {} draws of others", draws.len());
    Ok(rows(&scores, &task, None, published::NINE_AS_OTHERS))
}

/// A table where everybody has one row, and is foretold unless known or of the team.
fn one_row_each<'a>(frame: &'a Frame, people: &'a [u32]) -> Design<'a> {
    Design { frame, people, is_past: &|_| true, is_ahead: &|_, is_known| !is_known }
}

fn of_drivers(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let panel = drivers::read(first(texts))?;
    let frame = panel.frame.first(drivers::PLAIN);
    let is_past = |row: usize| panel.months.get(row).is_some_and(|month| *month < drivers::HELD_OUT);
    let seen: BTreeSet<u32> =
        panel.people.iter().enumerate().filter(|(row, _)| is_past(*row)).map(|(_, person)| *person).collect();
    let design = Design { frame: &frame, people: &panel.people, is_past: &is_past, is_ahead: &|row, _| !is_past(row) };
    let draws = extent.of(draws(&seen.into_iter().collect::<Vec<u32>>(), 1000)?);
    let scores = design.scores(&draws)?;
    let task = format!("9 drivers, by month, {} draws", draws.len());
    Ok(rows(&scores, &task, Some(published::BRIER_OF_DRIVERS), published::NINE_DRIVERS))
}

/// How good the nine's chances are, beside what others know where that is of other draws, and how good the share is.
fn rows((own, constant): &(Score, Score), task: &str, reference: Option<f64>, entries: &[Entry]) -> Vec<Row> {
    let mut rows = own.rows(task, NINE, entries);
    rows.extend(reference.into_iter().flat_map(|brier| own.beside(constant, task, NINE, brier, entries)));
    rows.extend(constant.rows(task, CONSTANT, entries).pop());
    rows
}

/// Who is drawn.
struct Draw {
    /// Whom the prior model knows.
    known: BTreeSet<u32>,
    /// The nine.
    team: BTreeSet<u32>,
}

/// Our own draws from all who may be drawn.
fn draws(all: &[u32], known: usize) -> Result<Vec<Draw>, String> {
    if all.len() <= known + TEAM {
        return Err("too few people".to_owned());
    }
    let draw = |draw: u64| {
        let order = shuffled(all, draw);
        let (known, rest) = order.split_at(known.min(order.len()));
        Draw { known: known.iter().copied().collect(), team: rest.iter().take(TEAM).copied().collect() }
    };
    Ok((0..DRAWS).map(draw).collect())
}

/// What is learnt from and what is foretold.
struct Design<'a> {
    frame: &'a Frame,
    /// Whose each row is.
    people: &'a [u32],
    /// Whether a row may be learnt from.
    is_past: &'a dyn Fn(usize) -> bool,
    /// Whether a row of somebody who is not of the team is foretold, by whether the prior model knows who it is.
    is_ahead: &'a dyn Fn(usize, bool) -> bool,
}

impl Design<'_> {
    /// How good the nine's chances are, and the share of the others.
    fn scores(&self, draws: &[Draw]) -> Result<(Score, Score), String> {
        let (mut own, mut constant) = (Score::default(), Score::default());
        for draw in draws {
            self.score(draw, &mut own, &mut constant)?;
        }
        Ok((own, constant))
    }

    fn score(&self, Draw { known, team }: &Draw, own: &mut Score, constant: &mut Score) -> Result<(), String> {
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
