//! The other way round: hires and promotions that hold or reach a structure.
//!
//! Headcount after some steps is linear in constant hires, and after one step in promotions, so what comes nearest is
//! a problem of least squares with bounds: no negative hires, no more promotions than people. A structure that hires
//! can hold is one whose n (I − Q) is nowhere negative (Bartholomew, Forbes and McClean 1991, De Feyter and Guerry
//! 2009). What is out of reach is said grade by grade. Shares are taken at their mean, people in their mean.

use super::bounded::least_squares;
use super::{Fault, Rates, Table, headcount};

/// Whether a grade reaches what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It does.
    Met,
    /// It has more people than asked, and nothing that was allowed makes them fewer.
    Above,
    /// It has fewer people than asked, and nothing that was allowed makes them more.
    Below,
}

/// Hires and promotions for every step, and what they lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Hires by grade in each step.
    pub hires: Vec<f64>,
    /// The share of the grade promoted in each step, for each lane.
    pub promotions: Vec<f64>,
    /// Headcount by grade at the end.
    pub reached: Vec<f64>,
    /// Whether it is what was asked, by grade.
    pub reach: Vec<Reach>,
}

impl Answer {
    /// Whether every grade reaches what was asked.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.reach.iter().all(|reach| *reach == Reach::Met)
    }
}

/// The same hires in every step that come nearest to a structure after `steps` steps, at most `most` by grade.
///
/// # Errors
///
/// [`Fault`] where sizes differ, a number is negative or there is no step.
pub fn hires_to_reach(rates: &Rates, start: &[f64], goal: &[f64], steps: u32, most: &[f64]) -> Result<Answer, Fault> {
    let grades = rates.grades();
    headcount(start, grades)?;
    headcount(goal, grades)?;
    check_bounds(most, grades)?;
    if steps == 0 {
        return Err(Fault::Shape);
    }
    let within = within(rates.shares());
    let mut people = start.to_vec();
    // What has become of one hire of each grade a step.
    let mut hired = Table::zeros(grades, grades);
    for _ in 0..steps {
        people = after(&within, &people);
        hired = hired.times(&within);
        for grade in 0..grades {
            hired.add(grade, grade, 1.0);
        }
    }
    let wanted: Vec<f64> = goal.iter().zip(&people).map(|(goal, people)| goal - people).collect();
    let hires = least_squares(&hired, &wanted, most);
    hired.add_product(&hires, &mut people);
    Ok(Answer { reach: judge(&people, goal), hires, promotions: Vec::new(), reached: people })
}

/// A way of promotion from one grade to another; one at most from each grade.
pub type Lane = (usize, usize);

/// Promotions along `lanes`, in place of the estimated ones, and hires into the grades with a bound above 0 in `most`,
/// that come nearest to holding a structure from one step to the next.
///
/// Lanes come before hires where both could do the same. Nobody is promoted who leaves or moves otherwise.
///
/// # Errors
///
/// [`Fault`] where sizes differ, a number is negative, or two lanes begin in one grade.
pub fn hold(rates: &Rates, goal: &[f64], lanes: &[Lane], most: &[f64]) -> Result<Answer, Fault> {
    let grades = rates.grades();
    headcount(goal, grades)?;
    check_bounds(most, grades)?;
    for (number, (from, to)) in lanes.iter().enumerate() {
        let is_double = lanes.iter().take(number).any(|(other, _)| other == from);
        if *from >= grades || *to >= grades || from == to || is_double {
            return Err(Fault::Shape);
        }
    }
    let kept = rates.kept(lanes);
    let mut people = after(&within(&kept), goal);
    let mut columns = Table::zeros(lanes.len() + grades, grades);
    let mut bounds = Vec::with_capacity(columns.rows());
    for (number, (from, to)) in lanes.iter().enumerate() {
        columns.set(number, *from, -1.0);
        columns.set(number, *to, 1.0);
        bounds.push(goal.get(*from).copied().unwrap_or(0.0) * kept.at(*from, *from));
    }
    for grade in 0..grades {
        columns.set(lanes.len() + grade, grade, 1.0);
    }
    bounds.extend_from_slice(most);
    let wanted: Vec<f64> = goal.iter().zip(&people).map(|(goal, people)| goal - people).collect();
    let moves = least_squares(&columns, &wanted, &bounds);
    columns.add_product(&moves, &mut people);
    let (promoted, hires) = moves.split_at(lanes.len());
    let share = |((from, _), promoted): (&Lane, &f64)| {
        let here = goal.get(*from).copied().unwrap_or(0.0);
        if here > 0.0 { promoted / here } else { 0.0 }
    };
    let promotions = lanes.iter().zip(promoted).map(share).collect();
    Ok(Answer { reach: judge(&people, goal), hires: hires.to_vec(), promotions, reached: people })
}

/// The columns of the grades, without leaving.
fn within(shares: &Table) -> Table {
    let grades = shares.rows();
    let mut within = Table::zeros(grades, grades);
    for row in 0..grades {
        for (to, share) in within.row_mut(row).iter_mut().zip(shares.row(row)) {
            *to = *share;
        }
    }
    within
}

fn after(within: &Table, people: &[f64]) -> Vec<f64> {
    let mut after = vec![0.0; people.len()];
    within.add_product(people, &mut after);
    after
}

/// A hundred-thousandth of a person, or of ten million people one, is no difference.
fn judge(people: &[f64], goal: &[f64]) -> Vec<Reach> {
    let one = |(people, goal): (&f64, &f64)| {
        let near = 1e-7 * goal.max(100.0);
        if people - goal > near {
            Reach::Above
        } else if goal - people > near {
            Reach::Below
        } else {
            Reach::Met
        }
    };
    people.iter().zip(goal).map(one).collect()
}

fn check_bounds(most: &[f64], grades: usize) -> Result<(), Fault> {
    if most.len() != grades {
        return Err(Fault::Shape);
    }
    if most.iter().all(|bound| *bound >= 0.0) { Ok(()) } else { Err(Fault::Value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: f64 = f64::INFINITY;

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?}, expected {expected:?}");
    }

    /// Two grades: 0.5 stay in the first, 0.3 are promoted, 0.2 leave; 0.75 stay in the second, 0.25 leave.
    fn ladder() -> Rates {
        Rates::known(Table::new(2, 3, vec![0.5, 0.3, 0.2, 0.0, 0.75, 0.25]).unwrap()).unwrap()
    }

    /// From 100 and 40: after one step 50 and 60 remain. 80 and 90 take 30 and 30. 80 and 50 are out of reach: the
    /// second has 60 whatever is hired. With at most 20 the first has 70.
    #[test]
    fn one_step_by_hand() {
        let answer = hires_to_reach(&ladder(), &[100.0, 40.0], &[80.0, 90.0], 1, &[ANY; 2]).unwrap();
        near(&answer.hires, &[30.0, 30.0]);
        assert!(answer.is_met());
        let answer = hires_to_reach(&ladder(), &[100.0, 40.0], &[80.0, 50.0], 1, &[20.0, ANY]).unwrap();
        near(&answer.hires, &[20.0, 0.0]);
        near(&answer.reached, &[70.0, 60.0]);
        assert_eq!(answer.reach, [Reach::Below, Reach::Above]);
    }

    /// Two steps: hires r of the first step are halved and 0.3 promoted. From nobody: first 1.5 r₁, second
    /// 0.3 r₁ + 1.75 r₂. For 30 and 13: r₁ = 20, r₂ = 4. For 30 and 3 the second would need a negative number: with
    /// r₂ = 0, least squares of (30 − 1.5 r)² + (3 − 0.3 r)² is (45 + 0.9) / (2.25 + 0.09) = 45.9 / 2.34.
    #[test]
    fn two_steps_by_hand() {
        let answer = hires_to_reach(&ladder(), &[0.0, 0.0], &[30.0, 13.0], 2, &[ANY; 2]).unwrap();
        near(&answer.hires, &[20.0, 4.0]);
        let answer = hires_to_reach(&ladder(), &[0.0, 0.0], &[30.0, 3.0], 2, &[ANY; 2]).unwrap();
        near(&answer.hires, &[45.9 / 2.34, 0.0]);
        assert_eq!(answer.reach, [Reach::Below, Reach::Above]);
    }

    /// 100 and 40, hires only into the first: leavers 20 and 10. Promote 10 of 100, hire 30.
    #[test]
    fn promotions_that_hold() {
        let answer = hold(&ladder(), &[100.0, 40.0], &[(0, 1)], &[ANY, 0.0]).unwrap();
        near(&answer.promotions, &[0.1]);
        near(&answer.hires, &[30.0, 0.0]);
        near(&answer.reached, &[100.0, 40.0]);
        assert!(answer.is_met());
    }

    /// 10 and 100: the second loses 25 a step, but only 8 of the first are there to be promoted; then 8 come to the
    /// second, and the first is filled by hires.
    #[test]
    fn a_structure_that_cannot_be_held() {
        let answer = hold(&ladder(), &[10.0, 100.0], &[(0, 1)], &[ANY, 0.0]).unwrap();
        near(&answer.promotions, &[0.8]);
        near(&answer.reached, &[10.0, 83.0]);
        assert_eq!(answer.reach, [Reach::Met, Reach::Below]);
        // With the estimated promotions, 30 of 100 move up where 10 leave: no hires undo that.
        let answer = hold(&ladder(), &[100.0, 40.0], &[], &[ANY; 2]).unwrap();
        near(&answer.hires, &[50.0, 0.0]);
        near(&answer.reached, &[100.0, 60.0]);
        assert_eq!(answer.reach, [Reach::Met, Reach::Above]);
    }

    #[test]
    fn faults_are_told() {
        let rates = ladder();
        assert_eq!(hold(&rates, &[1.0, 1.0], &[(0, 1), (0, 1)], &[ANY; 2]), Err(Fault::Shape));
        assert_eq!(hold(&rates, &[1.0], &[], &[ANY; 2]), Err(Fault::Shape));
        assert_eq!(hires_to_reach(&rates, &[1.0, 1.0], &[1.0, -1.0], 1, &[ANY; 2]), Err(Fault::Value));
        assert_eq!(hires_to_reach(&rates, &[1.0, 1.0], &[1.0, 1.0], 0, &[ANY; 2]), Err(Fault::Shape));
    }
}
