//! The other way round: hires and promotions that hold or reach a structure.
//!
//! Headcount after some steps is linear in constant hires, and after one step in promotions, so what comes nearest is
//! a problem of least squares with bounds: no negative hires, no more promotions than people. A structure that hires
//! can hold is one whose n (I − Q) is nowhere negative (Bartholomew, Forbes and McClean 1991, De Feyter and Guerry
//! 2009). What is out of reach is said grade by grade. Shares are taken at their mean, people in their mean, and
//! planned moves as in [`super::path`]: they go first, and the others move by the shares that remain.

use super::bounded::least_squares;
use super::{Fault, Planned, Rates, Step, Table, headcount};
use crate::gather::Gather as _;
use crate::real::between;

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

/// The same hires in every step that come nearest to a structure after the steps, at most `most` by grade. Of the
/// steps the planned moves count; their hires do not.
///
/// # Errors
///
/// [`Fault`] where sizes differ, a number is negative or there is no step.
pub fn hires_to_reach(
    rates: &Rates,
    start: &[f64],
    goal: &[f64],
    steps: &[Step],
    most: &[f64],
) -> Result<Answer, Fault> {
    let grades = rates.grades();
    headcount(start, grades)?;
    headcount(goal, grades)?;
    check_bounds(most, grades)?;
    if steps.is_empty() {
        return Err(Fault::Shape);
    }
    let mut open = Vec::with_capacity(steps.len());
    // What has become of one hire of each grade a step.
    let mut hired = Table::zeros(grades, grades);
    for step in steps {
        step.check(grades)?;
        let shares = within(rates, step);
        hired = hired.times(&shares);
        for grade in 0..grades {
            hired.add(grade, grade, 1.0);
        }
        open.push(shares);
    }
    let course = |hires: &[f64]| {
        let mut people = start.to_vec();
        for (step, shares) in steps.iter().zip(&open) {
            people = after(shares, step, &people);
            people.iter_mut().zip(hires).for_each(|(people, hires)| *people += hires);
        }
        people
    };
    let mut hires = vec![0.0; grades];
    let mut reached = course(&hires);
    // Once is enough unless planned moves lack people, whom hires may bring.
    for _ in 0..8 {
        let mut wanted: Vec<f64> = goal.iter().zip(&reached).map(|(goal, people)| goal - people).gather();
        hired.add_product(&hires, &mut wanted);
        let next = least_squares(&hired, &wanted, most);
        let mut expected = reached.clone();
        let change: Vec<f64> = next.iter().zip(&hires).map(|(next, hires)| next - hires).gather();
        hired.add_product(&change, &mut expected);
        hires = next;
        reached = course(&hires);
        if reached.iter().zip(&expected).all(|(found, expected)| (found - expected).abs() <= 1e-9 * expected.abs()) {
            break;
        }
    }
    Ok(Answer { reach: judge(&reached, goal), hires, promotions: Vec::new(), reached })
}

/// A way of promotion from one grade to another; one at most from each grade.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lane {
    /// The grade that people are promoted from.
    pub from: usize,
    /// The grade that they are promoted to.
    pub to: usize,
    /// The largest share of the grade that can be promoted in a step.
    pub most: f64,
}

/// Promotions along `lanes`, in place of the estimated ones, and hires into the grades with a bound above 0 in `most`,
/// that come nearest to holding a structure over a step with these planned moves (its hires do not count).
///
/// Promotions and hires into the lowest grade come first; what is missing then is hired into the grade itself.
///
/// # Errors
///
/// [`Fault`] where sizes differ, a number is negative, or two lanes begin in one grade.
pub fn hold(rates: &Rates, goal: &[f64], step: &Step, lanes: &[Lane], most: &[f64]) -> Result<Answer, Fault> {
    let grades = rates.grades();
    headcount(goal, grades)?;
    check_bounds(most, grades)?;
    step.check(grades)?;
    let mut closed = step.clone();
    for (number, lane) in lanes.iter().enumerate() {
        let is_double = lanes.iter().take(number).any(|other| other.from == lane.from);
        if lane.from >= grades || lane.to >= grades || lane.from == lane.to || is_double {
            return Err(Fault::Shape);
        }
        if lane.most.is_nan() || lane.most < 0.0 {
            return Err(Fault::Value);
        }
        closed.planned.push(Planned { from: lane.from, to: lane.to, people: 0.0 });
    }
    let open = within(rates, &closed);
    let held = after(&open, &closed, goal);
    let mut columns = Table::zeros(lanes.len() + grades, grades);
    let mut bounds = Vec::with_capacity(columns.rows());
    for (number, lane) in lanes.iter().enumerate() {
        for (cell, share) in columns.row_mut(number).iter_mut().zip(open.row(lane.from)) {
            *cell = -share;
        }
        columns.add(number, lane.to, 1.0);
        let here = goal.get(lane.from).copied().unwrap_or(0.0);
        let planned: f64 = step.planned.iter().filter(|own| own.from == lane.from).map(|own| own.people).sum();
        bounds.push((here * lane.most.min(1.0)).min((here - planned).max(0.0)));
    }
    for grade in 0..grades {
        columns.set(lanes.len() + grade, grade, 1.0);
    }
    bounds.extend_from_slice(most);
    let moves = within_first(&columns, &held, goal, &bounds, lanes.len());
    let mut people = held;
    columns.add_product(&moves, &mut people);
    let (promoted, hires) = moves.split_at(lanes.len());
    let share = |(lane, promoted): (&Lane, &f64)| {
        let here = goal.get(lane.from).copied().unwrap_or(0.0);
        if here > 0.0 { promoted / here } else { 0.0 }
    };
    let promotions = lanes.iter().zip(promoted).map(share).gather();
    Ok(Answer { reach: judge(&people, goal), hires: hires.to_vec(), promotions, reached: people })
}

/// Promotions and hires into the lowest grade that may be hired into, then hires into the others with these promotions;
/// if that does not do, all together.
fn within_first(columns: &Table, held: &[f64], goal: &[f64], bounds: &[f64], lanes: usize) -> Vec<f64> {
    let rest = |moves: &[f64]| {
        let mut people = held.to_vec();
        columns.add_product(moves, &mut people);
        goal.iter().zip(&people).map(|(goal, people)| goal - people).gather()
    };
    let none = vec![0.0; bounds.len()];
    let lowest = bounds.iter().enumerate().skip(lanes).find(|(_, bound)| **bound > 0.0).map(|(place, _)| place);
    let first: Vec<f64> = bounds
        .iter()
        .enumerate()
        .map(|(place, bound)| if place < lanes || Some(place) == lowest { *bound } else { 0.0 })
        .gather();
    let mut moves = least_squares(columns, &rest(&none), &first);
    let missing = rest(&moves);
    for ((hires, bound), missing) in moves.iter_mut().zip(bounds).skip(lanes).zip(&missing) {
        *hires = between(*hires + missing, 0.0, *bound);
    }
    let off = |moves: &[f64]| rest(moves).iter().fold(0.0, |sum, rest| sum + rest * rest);
    let is_met = rest(&moves).iter().zip(goal).all(|(rest, goal)| rest.abs() <= NEAR * goal.max(100.0));
    if is_met || lanes == 0 {
        return moves;
    }
    let together = least_squares(columns, &rest(&none), bounds);
    if off(&together) < off(&moves) { together } else { moves }
}

/// The shares that are open in a step, of the grades alone.
fn within(rates: &Rates, step: &Step) -> Table {
    let grades = rates.grades();
    let mut open = vec![0.0; grades + 1];
    let mut within = Table::zeros(grades, grades);
    for row in 0..grades {
        step.open_shares(row, rates.shares().row(row), &mut open);
        within.row_mut(row).iter_mut().zip(&open).for_each(|(to, share)| *to = *share);
    }
    within
}

/// Headcount after a step without hires.
fn after(within: &Table, step: &Step, people: &[f64]) -> Vec<f64> {
    let mut staying = people.to_vec();
    let mut after = vec![0.0; people.len()];
    for planned in &step.planned {
        if let Some(here) = staying.get_mut(planned.from) {
            let going = planned.people.min(*here);
            *here -= going;
            if let Some(there) = after.get_mut(planned.to) {
                *there += going;
            }
        }
    }
    within.add_product(&staying, &mut after);
    after
}

/// A hundred-thousandth of a person, or of ten million people one, is no difference.
const NEAR: f64 = 1e-7;

fn judge(people: &[f64], goal: &[f64]) -> Vec<Reach> {
    let one = |(people, goal): (&f64, &f64)| {
        let near = NEAR * goal.max(100.0);
        if people - goal > near {
            Reach::Above
        } else if goal - people > near {
            Reach::Below
        } else {
            Reach::Met
        }
    };
    people.iter().zip(goal).map(one).gather()
}

fn check_bounds(most: &[f64], grades: usize) -> Result<(), Fault> {
    if most.len() != grades {
        return Err(Fault::Shape);
    }
    if most.iter().all(|bound| *bound >= 0.0) { Ok(()) } else { Err(Fault::Value) }
}

#[cfg(test)]
mod tests {
    use super::super::path::project;
    use super::*;

    const ANY: f64 = f64::INFINITY;
    const UP: Lane = Lane { from: 0, to: 1, most: ANY };

    fn still(steps: usize) -> Vec<Step> {
        vec![Step::default(); steps]
    }

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
        let answer = hires_to_reach(&ladder(), &[100.0, 40.0], &[80.0, 90.0], &still(1), &[ANY; 2]).unwrap();
        near(&answer.hires, &[30.0, 30.0]);
        assert!(answer.is_met());
        let answer = hires_to_reach(&ladder(), &[100.0, 40.0], &[80.0, 50.0], &still(1), &[20.0, ANY]).unwrap();
        near(&answer.hires, &[20.0, 0.0]);
        near(&answer.reached, &[70.0, 60.0]);
        assert_eq!(answer.reach, [Reach::Below, Reach::Above]);
    }

    /// Two steps: hires r of the first step are halved and 0.3 promoted. From nobody: first 1.5 r₁, second
    /// 0.3 r₁ + 1.75 r₂. For 30 and 13: r₁ = 20, r₂ = 4. For 30 and 3 the second would need a negative number: with
    /// r₂ = 0, least squares of (30 − 1.5 r)² + (3 − 0.3 r)² is (45 + 0.9) / (2.25 + 0.09) = 45.9 / 2.34.
    #[test]
    fn two_steps_by_hand() {
        let answer = hires_to_reach(&ladder(), &[0.0, 0.0], &[30.0, 13.0], &still(2), &[ANY; 2]).unwrap();
        near(&answer.hires, &[20.0, 4.0]);
        let answer = hires_to_reach(&ladder(), &[0.0, 0.0], &[30.0, 3.0], &still(2), &[ANY; 2]).unwrap();
        near(&answer.hires, &[45.9 / 2.34, 0.0]);
        assert_eq!(answer.reach, [Reach::Below, Reach::Above]);
    }

    /// 100 and 40, hires only into the first. Ten leave the second, so ten are promoted; the other 90 of the first stay
    /// as 5 to 2: 90 · 2/7 leave, and as many and the ten are hired.
    #[test]
    fn promotions_that_hold() {
        let answer = hold(&ladder(), &[100.0, 40.0], &Step::default(), &[UP], &[ANY, 0.0]).unwrap();
        near(&answer.promotions, &[0.1]);
        near(&answer.hires, &[10.0 + 180.0 / 7.0, 0.0]);
        near(&answer.reached, &[100.0, 40.0]);
        assert!(answer.is_met());
        // The same where the second may be hired into as well: promotions come first. With at most 4 %, 6 are hired.
        let same = hold(&ladder(), &[100.0, 40.0], &Step::default(), &[UP], &[ANY; 2]).unwrap();
        near(&same.hires, &answer.hires);
        let few = Lane { most: 0.04, ..UP };
        let answer = hold(&ladder(), &[100.0, 40.0], &Step::default(), &[few], &[ANY; 2]).unwrap();
        near(&answer.promotions, &[0.04]);
        near(&answer.hires, &[4.0 + 192.0 / 7.0, 6.0]);
        assert!(answer.is_met());
    }

    /// What is answered, planned for a step, leaves the structure as it is.
    #[test]
    fn what_holds_is_a_fixed_point_of_the_path() {
        let answer = hold(&ladder(), &[100.0, 40.0], &Step::default(), &[UP], &[ANY, 0.0]).unwrap();
        let people = answer.promotions[0] * 100.0;
        let step = Step { hires: answer.hires, planned: vec![Planned { from: 0, to: 1, people }] };
        let moments = project(&ladder(), &[100.0, 40.0], &[step.clone(), step]).unwrap();
        near(&moments[1].mean[..2], &[100.0, 40.0]);
    }

    /// 10 and 100: the second loses 25 a step, but only the 10 of the first are there to be promoted; the first is
    /// filled by hires.
    #[test]
    fn a_structure_that_cannot_be_held() {
        let answer = hold(&ladder(), &[10.0, 100.0], &Step::default(), &[UP], &[ANY, 0.0]).unwrap();
        near(&answer.promotions, &[1.0]);
        near(&answer.reached, &[10.0, 85.0]);
        assert_eq!(answer.reach, [Reach::Met, Reach::Below]);
        // With the estimated promotions, 30 of 100 move up where 10 leave: no hires undo that.
        let answer = hold(&ladder(), &[100.0, 40.0], &Step::default(), &[], &[ANY; 2]).unwrap();
        near(&answer.hires, &[50.0, 0.0]);
        near(&answer.reached, &[100.0, 60.0]);
        assert_eq!(answer.reach, [Reach::Met, Reach::Above]);
    }

    /// 20 of 100 are promoted by plan, and none otherwise: the other 80 stay as 5 to 2. 400/7 remain in the first, and
    /// 30 + 20 in the second: hires of 300/7 reach 100 and 50. From nobody, hires of the first step make the plan of
    /// the second possible: with 30 hires, 20 are promoted and 10 · 5/7 stay, and 30 come: 260/7, and 20 in the second.
    #[test]
    fn planned_moves_count() {
        let step = Step { hires: Vec::new(), planned: vec![Planned { from: 0, to: 1, people: 20.0 }] };
        let steps = [step.clone(), step.clone()];
        let answer = hires_to_reach(&ladder(), &[100.0, 40.0], &[100.0, 50.0], &steps[..1], &[ANY; 2]).unwrap();
        near(&answer.hires, &[300.0 / 7.0, 0.0]);
        let answer = hold(&ladder(), &[100.0, 80.0], &step, &[], &[ANY; 2]).unwrap();
        near(&answer.hires, &[300.0 / 7.0, 0.0]);
        let answer = hires_to_reach(&ladder(), &[0.0, 0.0], &[260.0 / 7.0, 20.0], &steps, &[ANY, 0.0]).unwrap();
        near(&answer.hires, &[30.0, 0.0]);
        assert!(answer.is_met());
    }

    #[test]
    fn faults_are_told() {
        let rates = ladder();
        let none = Step::default();
        assert_eq!(hold(&rates, &[1.0, 1.0], &none, &[UP, UP], &[ANY; 2]), Err(Fault::Shape));
        assert_eq!(hold(&rates, &[1.0], &none, &[], &[ANY; 2]), Err(Fault::Shape));
        assert_eq!(hires_to_reach(&rates, &[1.0, 1.0], &[1.0, -1.0], &still(1), &[ANY; 2]), Err(Fault::Value));
        assert_eq!(hires_to_reach(&rates, &[1.0, 1.0], &[1.0, 1.0], &[], &[ANY; 2]), Err(Fault::Shape));
    }
}
