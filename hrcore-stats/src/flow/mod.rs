//! Staff flows: people in grades over time as a Markov chain with hires and leavers.
//!
//! In one step (a month, a year) everybody in a grade stays, moves to another grade or leaves, by shares that hold for
//! the grade; hires come in at the end of the step. Shares are estimated from counts with a Dirichlet prior and carry
//! what is not known about them ([`rates`]). [`path`] gives means and covariances for the steps ahead, [`simulate`]
//! whole distributions, [`stay`] the steady state and the time to a grade or to leaving, [`inverse`] the hires and
//! promotions that hold or reach a structure.
//!
//! Planned moves are numbers of people, and replace the estimated flow from and to the same grades in that step:
//! promotions by a plan, leavers who have given notice, a closed position (nobody).
//!
//! A firm of two grades, whose numbers are easily followed by hand:
//!
//! ```
//! use hrcore_stats::flow::{Fault, Rates, Step, Table, inverse::{Lane, hold}, path::project, stay::stay};
//!
//! // Of the first grade 50 % stay, 30 % are promoted and 20 % leave in a year; of the second 75 % stay.
//! let shares = Table::new(2, 3, vec![0.50, 0.30, 0.20, 0.00, 0.75, 0.25]).ok_or(Fault::Shape)?;
//! let rates = Rates::known(shares)?;
//!
//! let next = project(&rates, &[100.0, 40.0], &[Step::hiring(&[30.0, 0.0])])?;
//! assert_eq!(next[0].mean, [80.0, 60.0, 30.0]); // the last have left
//! assert_eq!(stay(&rates)?.to_leave, [4.4, 4.0]); // years until somebody leaves
//!
//! // 100 and 40 can be held with hires into the first grade alone: promote 10, of the others 2 to 5 leave, hire as many.
//! let up = Lane { from: 0, to: 1, most: 1.0 };
//! let answer = hold(&rates, &[100.0, 40.0], &Step::default(), &[up], &[f64::INFINITY, 0.0])?;
//! assert!(answer.is_met() && (answer.promotions[0] - 0.1).abs() < 1e-12);
//! assert!((answer.hires[0] - (10.0 + 90.0 * 2.0 / 7.0)).abs() < 1e-9);
//! # Ok::<(), Fault>(())
//! ```
//!
//! Sources: Bartholomew, Forbes and McClean (1991), "Statistical techniques for manpower planning"; Vassiliou (1976)
//! on wastage; McClean, Montgomery and Ugwuowo (1998) on more than one kind of staff; De Feyter and Guerry (2009) on
//! what can be reached.

mod bounded;
pub mod inverse;
pub mod path;
pub mod rates;
pub mod simulate;
pub mod stay;
pub mod table;

pub use rates::Rates;
pub use table::Table;

use crate::real::sum;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Slices or tables do not have the sizes that belong together.
    Shape,
    /// A number is not allowed where it stands: negative, not finite, or shares that do not sum to 1.
    Value,
    /// A grade has neither counts nor a prior.
    Unknown,
    /// From some grade nobody ever leaves, so headcount grows without end and times are infinite.
    Endless,
}

/// People who move in one step by plan, not by rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Planned {
    /// The grade they are in.
    pub from: usize,
    /// The grade they move to; the number of grades means that they leave.
    pub to: usize,
    /// How many. 0 closes the way for this step.
    pub people: f64,
}

/// What is planned for one step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Step {
    /// Hires by grade, who arrive at the end of the step; empty for none.
    pub hires: Vec<f64>,
    /// Planned moves; each replaces the estimated flow between its two places.
    pub planned: Vec<Planned>,
}

impl Step {
    /// A step with hires only.
    #[must_use]
    pub fn hiring(hires: &[f64]) -> Self {
        Self { hires: hires.to_vec(), planned: Vec::new() }
    }

    fn check(&self, grades: usize) -> Result<(), Fault> {
        if !(self.hires.is_empty() || self.hires.len() == grades) {
            return Err(Fault::Shape);
        }
        people(&self.hires)?;
        for planned in &self.planned {
            if planned.from >= grades || planned.to > grades || planned.from == planned.to {
                return Err(Fault::Shape);
            }
            people(&[planned.people])?;
        }
        Ok(())
    }

    fn hired(&self, grade: usize) -> f64 {
        self.hires.get(grade).copied().unwrap_or(0.0)
    }

    /// Shares of a row when the planned ways are closed: the others keep their proportions. Where nothing is left
    /// everybody stays.
    fn open_shares(&self, row: usize, shares: &[f64], open: &mut [f64]) {
        open.copy_from_slice(shares);
        let mut is_changed = false;
        for planned in self.planned.iter().filter(|planned| planned.from == row) {
            if let Some(share) = open.get_mut(planned.to) {
                *share = 0.0;
                is_changed = true;
            }
        }
        if is_changed {
            let whole = sum(open);
            if whole > 0.0 {
                open.iter_mut().for_each(|share| *share /= whole);
            } else if let Some(stay) = open.get_mut(row) {
                *stay = 1.0;
            }
        }
    }
}

/// Checks numbers of people.
fn people(values: &[f64]) -> Result<(), Fault> {
    if values.iter().all(|value| *value >= 0.0 && value.is_finite()) { Ok(()) } else { Err(Fault::Value) }
}

/// Checks a number of people for each grade.
fn headcount(values: &[f64], grades: usize) -> Result<(), Fault> {
    if values.len() == grades { people(values) } else { Err(Fault::Shape) }
}
