//! Least squares with bounds: an active set, Lawson and Hanson (1974), with upper bounds after Stark and Parker (1995).

use super::Table;
use crate::linear::Square;
use crate::real::{dot, sqrt};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Low,
    High,
    Free,
}

/// Numbers from 0 to `most` whose combination of `columns` (one a row) is nearest to `goal`.
///
/// The variable that promises most is freed first, the first of equals; one that depends on those already free stays
/// where it is.
pub fn least_squares(columns: &Table, goal: &[f64], most: &[f64]) -> Vec<f64> {
    let size = columns.rows();
    let mut at = vec![0.0; size];
    let mut places = vec![Place::Low; size];
    let mut is_barred = vec![false; size];
    let scale = sqrt(dot(goal, goal));
    for _ in 0..20 * (size + 1) {
        let rest = residual(columns, goal, &at);
        let mut best: Option<(usize, f64)> = None;
        for variable in 0..size {
            let column = columns.row(variable);
            let length = sqrt(dot(column, column));
            let slope = dot(column, &rest);
            let promise = match places.get(variable) {
                Some(Place::Low) if most.get(variable).is_some_and(|most| *most > 0.0) => slope,
                Some(Place::High) => -slope,
                _ => 0.0,
            };
            let is_open = !is_barred.get(variable).copied().unwrap_or(true);
            if is_open && promise > 1e-12 * length * scale && best.is_none_or(|(_, most)| promise / length > most) {
                best = Some((variable, promise / length));
            }
        }
        let Some((freed, _)) = best else { break };
        let before = places.get(freed).copied().unwrap_or(Place::Low);
        set(&mut places, freed, Place::Free);
        for _ in 0..=size {
            let Some(solved) = solve(columns, goal, &at, &places) else {
                set(&mut places, freed, before);
                set(&mut is_barred, freed, true);
                break;
            };
            if is_within(&mut at, &mut places, &solved, most) {
                // A move can make room for those that depended on others.
                is_barred.fill(false);
                break;
            }
        }
    }
    at
}

fn set<T>(values: &mut [T], place: usize, value: T) {
    if let Some(cell) = values.get_mut(place) {
        *cell = value;
    }
}

fn residual(columns: &Table, goal: &[f64], at: &[f64]) -> Vec<f64> {
    let mut rest = vec![0.0; goal.len()];
    columns.add_product(at, &mut rest);
    rest.iter_mut().zip(goal).for_each(|(rest, goal)| *rest = goal - *rest);
    rest
}

/// The free variables' best values while the others stay where they are.
fn solve(columns: &Table, goal: &[f64], at: &[f64], places: &[Place]) -> Option<Vec<(usize, f64)>> {
    let free: Vec<usize> =
        places.iter().enumerate().filter(|(_, place)| **place == Place::Free).map(|(variable, _)| variable).collect();
    let mut fixed = at.to_vec();
    for variable in &free {
        set(&mut fixed, *variable, 0.0);
    }
    let rest = residual(columns, goal, &fixed);
    let mut system = Square::zeros(free.len());
    let mut right = Vec::with_capacity(free.len());
    // Columns are brought to length 1, so that what depends on others shows as a small pivot.
    let lengths: Vec<f64> = free.iter().map(|own| sqrt(dot(columns.row(*own), columns.row(*own)))).collect();
    for (row, (own, length)) in free.iter().zip(&lengths).enumerate() {
        for (column, (other, width)) in free.iter().zip(&lengths).enumerate().take(row + 1) {
            system.set(row, column, dot(columns.row(*own), columns.row(*other)) / (length * width));
        }
        right.push(dot(columns.row(*own), &rest) / length);
    }
    let is_sound = system.factor() && (0..free.len()).all(|row| system.at(row, row) > 1e-6);
    if !is_sound {
        return None;
    }
    system.solve(&mut right);
    Some(free.into_iter().zip(right.iter().zip(&lengths).map(|(value, length)| value / length)).collect())
}

/// Goes to the solution, or as far towards it as the bounds allow; then those at a bound are no longer free.
fn is_within(at: &mut [f64], places: &mut [Place], solved: &[(usize, f64)], most: &[f64]) -> bool {
    let bound = |variable: usize| most.get(variable).copied().unwrap_or(0.0);
    let mut part = 1.0_f64;
    for (variable, value) in solved {
        let here = at.get(*variable).copied().unwrap_or(0.0);
        if *value < 0.0 {
            part = part.min(here / (here - value));
        } else if *value > bound(*variable) {
            part = part.min((bound(*variable) - here) / (value - here));
        }
    }
    let is_done = part >= 1.0;
    for (variable, value) in solved {
        let Some(here) = at.get_mut(*variable) else { continue };
        let reached = *here + part * (value - *here);
        let slack = 1e-12 * value.abs();
        if is_done {
            *here = *value;
        } else if *value < 0.0 && reached <= slack {
            *here = 0.0;
            set(places, *variable, Place::Low);
        } else if *value > bound(*variable) && reached >= bound(*variable) - slack {
            *here = bound(*variable);
            set(places, *variable, Place::High);
        } else {
            *here = reached;
        }
    }
    is_done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve(rows: usize, cells: &[f64], goal: &[f64], most: &[f64]) -> Vec<f64> {
        least_squares(&Table::new(rows, goal.len(), cells.to_vec()).unwrap(), goal, most)
    }

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}, expected {expected:?}");
    }

    /// x (1, 1) + y (1, −1) = (3, 1) has x = 2, y = 1. With y at most 0.5 the best x is still 2, as the two are at
    /// right angles. For (1, 3) y would be −1 and stays 0.
    #[test]
    fn bounds_hold() {
        let cells = [1.0, 1.0, 1.0, -1.0];
        near(&solve(2, &cells, &[3.0, 1.0], &[f64::INFINITY; 2]), &[2.0, 1.0]);
        near(&solve(2, &cells, &[3.0, 1.0], &[f64::INFINITY, 0.5]), &[2.0, 0.5]);
        near(&solve(2, &cells, &[1.0, 3.0], &[f64::INFINITY; 2]), &[2.0, 0.0]);
        near(&solve(2, &cells, &[3.0, 1.0], &[0.0, 9.0]), &[0.0, 1.0]);
    }

    /// x (1, 0) + y (1, 1) nearest to (0, 1): without bounds x = −1; with x at least 0, y = ½ of 1 + 0.
    #[test]
    fn a_bound_changes_the_others() {
        near(&solve(2, &[1.0, 0.0, 1.0, 1.0], &[0.0, 1.0], &[9.0, 9.0]), &[0.0, 0.5]);
    }

    /// Twice the same column: the first takes it all, and the second helps where the first is full.
    #[test]
    fn equals_are_taken_in_order() {
        near(&solve(2, &[1.0, 1.0, 1.0, 1.0], &[3.0, 3.0], &[9.0, 9.0]), &[3.0, 0.0]);
        near(&solve(2, &[1.0, 1.0, 1.0, 1.0], &[3.0, 3.0], &[2.0, 9.0]), &[2.0, 1.0]);
    }

    /// Against every choice of bounds for 3 variables, tried one by one on a fine grid near the answer.
    #[test]
    fn no_neighbour_is_better() {
        let cells = [1.0, 0.2, 0.0, 0.7, -0.5, 1.0, 0.3, 0.1, 0.4, -0.6, 1.0, 0.9];
        let table = Table::new(3, 4, cells.to_vec()).unwrap();
        let most = [0.8, 2.0, 0.6];
        for goal in [[1.0, 2.0, -1.0, 0.5], [3.0, 0.0, 2.0, 1.0], [-1.0, -1.0, -1.0, -1.0], [0.2, 0.1, 0.3, 0.4]] {
            let found = least_squares(&table, &goal, &most);
            let cost = |at: &[f64]| residual(&table, &goal, at).iter().fold(0.0, |sum, rest| sum + rest * rest);
            let least = cost(&found);
            for code in 0..27_u32 {
                let shifts = [code % 3, code / 3 % 3, code / 9].map(|digit| (f64::from(digit) - 1.0) * 1e-3);
                let moved: Vec<f64> = (0..3).map(|at| (found[at] + shifts[at]).clamp(0.0, most[at])).collect();
                assert!(cost(&moved) >= least - 1e-14, "{goal:?} {found:?} {moved:?}");
            }
        }
    }
}
