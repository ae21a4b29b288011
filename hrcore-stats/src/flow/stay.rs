//! Where headcount settles under constant hires, and how long people take.
//!
//! N = (I − Q)⁻¹, with Q the shares that stay within the grades, is the mean number of steps that somebody now in the
//! grade of the row will be in the grade of the column (Kemeny and Snell 1960). Shares are taken at their mean.

use super::{Fault, Rates, Table, headcount};
use crate::real::sum;

/// Steps spent, from the grade now.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    /// Mean steps in the grade of the column, from the grade of the row, the present step counted.
    pub visits: Table,
    /// Mean steps until somebody of the grade has left.
    pub to_leave: Vec<f64>,
}

/// How somebody of a grade comes to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrival {
    /// The chance to be in it before leaving.
    pub chance: f64,
    /// Mean steps of those who come to it.
    pub steps: f64,
}

/// Mean steps in every grade and until leaving.
///
/// # Errors
///
/// [`Fault::Endless`] where people of some grade never leave.
pub fn stay(rates: &Rates) -> Result<Stay, Fault> {
    let grades = rates.grades();
    let mut one = Table::zeros(grades, grades);
    for grade in 0..grades {
        one.set(grade, grade, 1.0);
    }
    let visits = rates.drain().solve(&one).ok_or(Fault::Endless)?;
    if visits.cells().iter().any(|cell| *cell < -1e-9) {
        return Err(Fault::Endless);
    }
    let to_leave = (0..grades).map(|row| sum(visits.row(row))).collect();
    Ok(Stay { visits, to_leave })
}

/// How people come to a grade, from each grade; `None` from where nobody does.
///
/// # Errors
///
/// [`Fault::Shape`] where there is no such grade, [`Fault::Endless`] where people of some grade neither leave nor come
/// to it.
pub fn arrivals(rates: &Rates, to: usize) -> Result<Vec<Option<Arrival>>, Fault> {
    let grades = rates.grades();
    if to >= grades {
        return Err(Fault::Shape);
    }
    let mut drain = rates.drain();
    let mut direct = Table::zeros(grades, 1);
    for row in 0..grades {
        direct.set(row, 0, if row == to { 1.0 } else { rates.shares().at(row, to) });
        drain.set(row, to, if row == to { 1.0 } else { 0.0 });
        if row != to {
            drain.set(to, row, 0.0);
        }
    }
    let chances = drain.solve(&direct).ok_or(Fault::Endless)?;
    // The time of those who come: (I − Q) x = chance, x = chance · time, with no time at the goal.
    let mut due = chances.clone();
    due.set(to, 0, 0.0);
    let times = drain.solve(&due).ok_or(Fault::Endless)?;
    let arrival = |row: usize| {
        let chance = chances.at(row, 0);
        (chance > 1e-12).then(|| Arrival { chance: chance.min(1.0), steps: times.at(row, 0) / chance })
    };
    Ok((0..grades).map(arrival).collect())
}

/// The headcount that does not change any more under the same hires in every step.
///
/// # Errors
///
/// [`Fault::Endless`] where people of some grade never leave.
pub fn steady(rates: &Rates, hires: &[f64]) -> Result<Vec<f64>, Fault> {
    headcount(hires, rates.grades())?;
    let visits = stay(rates)?.visits;
    let mut settled = vec![0.0; hires.len()];
    visits.add_product(hires, &mut settled);
    Ok(settled)
}

/// The headcount that does not change any more at a total size with hires in the proportions of `mix`, and the hires
/// that it takes.
///
/// # Errors
///
/// [`Fault::Endless`] as for [`steady`], [`Fault::Value`] where the mix is empty.
pub fn steady_of_size(rates: &Rates, mix: &[f64], size: f64) -> Result<(Vec<f64>, Vec<f64>), Fault> {
    let mut settled = steady(rates, mix)?;
    let all = sum(&settled);
    if !(all > 0.0 && size >= 0.0 && size.is_finite()) {
        return Err(Fault::Value);
    }
    settled.iter_mut().for_each(|people| *people *= size / all);
    Ok((settled, mix.iter().map(|part| part * size / all).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12 * expected.abs().max(1.0), "{found}, expected {expected}");
    }

    /// Two grades: 0.5 stay in the first, 0.3 are promoted, 0.2 leave; 0.75 stay in the second, 0.25 leave.
    fn ladder() -> Rates {
        Rates::known(Table::new(2, 3, vec![0.5, 0.3, 0.2, 0.0, 0.75, 0.25]).unwrap()).unwrap()
    }

    /// By hand: 2 steps in the first; 0.6 come to the second, and spend 4 there: 2.4.
    #[test]
    fn steps_in_grades() {
        let stay = stay(&ladder()).unwrap();
        for (found, expected) in stay.visits.cells().iter().zip([2.0, 2.4, 0.0, 4.0]) {
            near(*found, expected);
        }
        near(stay.to_leave[0], 4.4);
        near(stay.to_leave[1], 4.0);
    }

    /// The chance is 0.3 / (1 − 0.5) and the time geometric with 0.5 a step, so 2; nobody comes down.
    #[test]
    fn time_to_a_grade() {
        let up = arrivals(&ladder(), 1).unwrap();
        near(up[0].unwrap().chance, 0.6);
        near(up[0].unwrap().steps, 2.0);
        assert_eq!(up[1], Some(Arrival { chance: 1.0, steps: 0.0 }));
        assert_eq!(arrivals(&ladder(), 0).unwrap()[1], None);
        assert_eq!(arrivals(&ladder(), 2), Err(Fault::Shape));
    }

    /// 10 hires into the first: 20 there, 24 in the second. At a size of 22 it takes 5 hires.
    #[test]
    fn settled_headcount() {
        let settled = steady(&ladder(), &[10.0, 0.0]).unwrap();
        near(settled[0], 20.0);
        near(settled[1], 24.0);
        let (settled, hires) = steady_of_size(&ladder(), &[1.0, 0.0], 22.0).unwrap();
        near(settled[0], 10.0);
        near(settled[1], 12.0);
        near(hires[0], 5.0);
    }

    #[test]
    fn nobody_leaves() {
        let still = Rates::known(Table::new(2, 3, vec![0.5, 0.5, 0.0, 0.0, 1.0, 0.0]).unwrap()).unwrap();
        assert_eq!(stay(&still), Err(Fault::Endless));
        assert_eq!(arrivals(&still, 1).unwrap()[0].unwrap(), Arrival { chance: 1.0, steps: 2.0 });
    }
}
