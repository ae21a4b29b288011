//! Whether groups differ in how long they stay: the log-rank test (Mantel 1966, Peto and Peto 1972).

use super::order::Order;
use super::{Fault, Spells};
use crate::linear::Square;
use crate::real::{count, dot};
use crate::special::chi_square;

/// The most groups that are compared.
pub const GROUPS: usize = 256;

/// A group, and what would have happened in it if it were like the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// The number by which the caller knows it.
    pub group: usize,
    /// How many it is, weights counted.
    pub people: f64,
    /// How many spells ended.
    pub observed: f64,
    /// How many would have, at the hazard of all groups together.
    pub expected: f64,
}

/// What the test says.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The groups, by number.
    pub groups: Vec<Group>,
    /// The test statistic.
    pub chi_square: f64,
    /// Its degrees of freedom: one less than the groups of whom somebody was there when a spell ended.
    pub freedom: f64,
    /// The probability of such a statistic or a larger one where groups do not differ.
    pub p: f64,
}

/// Compares the groups; `groups` has the number of each person's group.
///
/// # Errors
///
/// [`Fault::Shape`] where lengths differ or there are more than [`GROUPS`]; [`Fault::Empty`] where no spell ends;
/// [`Fault::Apart`] where there is one group, or where groups fall into sets that never meet: two groups meet where people
/// of both are there when some spells end and others go on.
pub fn log_rank(spells: &Spells<'_>, groups: &[usize]) -> Result<Answer, Fault> {
    if groups.len() != spells.len() {
        return Err(Fault::Shape);
    }
    let mut found: Vec<usize> = Vec::new();
    for group in groups {
        if let Err(at) = found.binary_search(group) {
            if found.len() == GROUPS {
                return Err(Fault::Shape);
            }
            found.insert(at, *group);
        }
    }
    let own: Vec<usize> = groups.iter().map(|group| found.binary_search(group).unwrap_or(0)).collect();
    let nobody = |group: &usize| Group { group: *group, people: 0.0, observed: 0.0, expected: 0.0 };
    let mut answer: Vec<Group> = found.iter().map(nobody).collect();
    for (place, group) in own.iter().enumerate() {
        if let Some(group) = answer.get_mut(*group) {
            group.people += spells.weight(place);
        }
    }
    let order = Order::new(spells, &[]);
    if order.moments.is_empty() {
        return Err(Fault::Empty);
    }
    let variance = walk(&order, spells, &own, &mut answer);
    judge(answer, &variance)
}

/// Adds what was observed and expected; gives the covariances of the difference.
fn walk(order: &Order, spells: &Spells<'_>, own: &[usize], answer: &mut [Group]) -> Square {
    let size = answer.len();
    let (mut at_risk, mut shares) = (vec![0.0; size], vec![0.0; size]);
    let mut variance = Square::zeros(size);
    let person = |position: usize| {
        let place = order.people.get(position).copied().unwrap_or(0);
        (own.get(place).copied().unwrap_or(0), spells.weight(place))
    };
    let add = |sums: &mut [f64], (group, weight): (usize, f64)| {
        if let Some(sum) = sums.get_mut(group) {
            *sum += weight;
        }
    };
    for moment in &order.moments {
        moment.joining().for_each(|position| add(&mut at_risk, person(position)));
        for position in order.entries.get(moment.leaving()).unwrap_or(&[]) {
            let (group, weight) = person(*position);
            add(&mut at_risk, (group, -weight));
        }
        if moment.is_bare {
            at_risk.fill(0.0);
        }
        moment.here().for_each(|position| add(&mut at_risk, person(position)));
        let mut events = 0.0;
        for (group, weight) in moment.ending().map(person) {
            events += weight;
            if let Some(group) = answer.get_mut(group) {
                group.observed += weight;
            }
        }
        let all = crate::real::sum(&at_risk).max(events);
        for ((group, share), own) in answer.iter_mut().zip(&mut shares).zip(&at_risk) {
            *share = own / all;
            group.expected += events * *share;
        }
        if all > 1.0 && events < all {
            let step = events * (all - events) / (all - 1.0);
            // Groups of whom nobody is there add nothing; of many groups and many times most are such.
            for (row, share) in shares.iter().enumerate().filter(|(_, share)| **share != 0.0) {
                let cells = variance.row_mut(row).iter_mut().zip(&shares).take(row + 1);
                cells.for_each(|(cell, other)| *cell -= step * share * other);
                let now = variance.at(row, row);
                variance.set(row, row, now + step * share);
            }
        }
    }
    variance
}

/// The statistic, of all groups but the last of those that could have lost somebody.
fn judge(groups: Vec<Group>, variance: &Square) -> Result<Answer, Fault> {
    let counted: Vec<usize> = (0..groups.len()).filter(|row| variance.at(*row, *row) > 0.0).collect();
    let Some((_, free)) = counted.split_last() else { return Err(Fault::Apart) };
    if free.is_empty() {
        return Err(Fault::Apart);
    }
    let mut square = Square::zeros(free.len());
    for (row, from) in free.iter().enumerate() {
        for (column, to) in free.iter().enumerate().take(row + 1) {
            square.set(row, column, variance.at(*from, *to));
        }
    }
    let above = |row: &usize| groups.get(*row).map_or(0.0, |group| group.observed - group.expected);
    let off: Vec<f64> = free.iter().map(above).collect();
    let mut solved = off.clone();
    let before: Vec<f64> = (0..free.len()).map(|row| square.at(row, row)).collect();
    if !square.factor() {
        return Err(Fault::Apart);
    }
    // Groups that are never there together leave a pivot of nothing but rounding.
    let is_apart = |(row, before): (usize, &f64)| square.at(row, row) * square.at(row, row) <= 1e-12 * before;
    if before.iter().enumerate().any(is_apart) {
        return Err(Fault::Apart);
    }
    square.solve(&mut solved);
    let (statistic, freedom) = (dot(&off, &solved), count(free.len()));
    Ok(Answer { groups, chi_square: statistic, freedom, p: chi_square(statistic, freedom).upper })
}
