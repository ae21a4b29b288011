use super::*;
use crate::linear::Square;

mod edges;

/// Of `tests/reference/glm.py`: for each family and case coefficients, standard errors, and objective, log-likelihood,
/// deviance and dispersion.
const REFERENCE: &str = include_str!("../../tests/reference/glm.txt");
const ROWS: usize = 60;
const MEAN: [f64; 4] = [0.25, 0.5, -0.25, 0.125];
/// To the last digits; what is left after a step shrinks only by a share with [`Family::Cloglog`].
const EFFORT: Effort = Effort { steps: 100, tolerance: 1e-22 };
const PRECISION: [f64; 4] = [0.0, 4.0, 2.0, 0.5];
const FAMILIES: [(Family, &str); 4] = [
    (Family::Logit, "logit"),
    (Family::Cloglog, "cloglog"),
    (Family::Poisson, "poisson"),
    (Family::Gaussian, "gaussian"),
];

/// The rows of the reference, by the same rule.
#[derive(Debug, Clone, Default)]
struct Sample {
    cells: Vec<f64>,
    outcomes: Vec<f64>,
    offsets: Vec<f64>,
    weights: Vec<f64>,
}

impl Sample {
    fn new(family: Family) -> Self {
        let mut sample = Self::default();
        for i in 0..ROWS {
            let first = (i * 37 % 101) as f64 / 50.0 - 1.0;
            let second = (i * 53 % 97) as f64 / 48.0 - 1.0;
            sample.cells.extend([1.0, first, second, if i % 3 == 0 { 1.0 } else { 0.0 }]);
            sample.outcomes.push(match family {
                Family::Gaussian => 1.5 + (i * 71 % 83) as f64 / 83.0 + (i * 37 % 101) as f64 / 40.0,
                Family::Poisson => ((3 * i * i + 2 * i) % 7) as f64,
                _ => f64::from(u8::from((i * 61 % 89) as f64 / 89.0 < 0.35 + 0.25 * first)),
            });
            sample.offsets.push((i * 29 % 31) as f64 / 31.0 - 0.5);
            sample.weights.push(1.0 + (i * 7 % 3) as f64);
        }
        sample
    }

    fn block(&self) -> Block<'_> {
        Block { cells: &self.cells, outcomes: &self.outcomes, offsets: &self.offsets, weights: &self.weights }
    }

    fn fit(&self, family: Family, penalty: &Penalty) -> Fit {
        fit(family, &Table::new(4, self.block()).unwrap(), penalty, EFFORT).unwrap()
    }
}

fn prior() -> Penalty {
    Penalty { mean: MEAN.to_vec(), precision: PRECISION.to_vec() }
}

fn near(found: &[f64], expected: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let is_near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-10 * b.abs().max(1.0);
    assert!(found.iter().zip(expected).all(is_near), "{what}: {found:?}, expected {expected:?}");
}

fn reference(family: &str, case: &str, what: &str) -> Vec<f64> {
    let start = format!("{family} {case} {what} ");
    let line = REFERENCE.lines().find_map(|line| line.strip_prefix(&start)).unwrap();
    line.split(' ').map(|number| number.parse().unwrap()).collect()
}

#[test]
fn the_same_as_the_reference() {
    for (family, name) in FAMILIES {
        for case in ["plain", "offset", "weights", "prior", "all"] {
            let mut sample = Sample::new(family);
            if !["offset", "all"].contains(&case) {
                sample.offsets.clear();
            }
            if !["weights", "all"].contains(&case) {
                sample.weights.clear();
            }
            let penalty = if ["prior", "all"].contains(&case) { prior() } else { Penalty::none(4) };
            let found = sample.fit(family, &penalty);
            assert!(found.is_settled, "{name} {case}");
            let check = |found: &[f64], what: &str| {
                near(found, &reference(name, case, what), &format!("{name} {case} {what}"));
            };
            check(&found.coefficients, "coefficients");
            check(&found.standard_errors, "errors");
            check(&[found.objective, found.log_likelihood, found.deviance, found.dispersion], "rest");
            let covariance = found.covariance();
            let cells: Vec<f64> = (0..4).flat_map(|row| covariance.row(row).to_vec()).collect();
            check(&cells, "covariance");
            // x' covariance x, by hand.
            let row = [1.0, 0.3, -0.7, 1.0];
            let variance: f64 = (0..16).map(|at| row[at / 4] * cells[at] * row[at % 4]).sum();
            near(&[found.variance(&row)], &[variance], name);
        }
    }
}

/// Twice the same row is one row of weight 2, and weight 0 is no row.
#[test]
fn weights_are_repetition() {
    for (family, name) in FAMILIES {
        let sample = Sample::new(family);
        let mut repeated = Sample::default();
        for (i, weight) in sample.weights.iter().enumerate() {
            for _ in [0.0, 1.0, 2.0].iter().filter(|times| *times < weight) {
                repeated.cells.extend(&sample.cells[i * 4..i * 4 + 4]);
                repeated.outcomes.push(sample.outcomes[i]);
                repeated.offsets.push(sample.offsets[i]);
            }
        }
        let mut silent = sample.clone();
        silent.cells.extend([1.0, 0.5, 0.5, 0.5]);
        silent.outcomes.push(1.0);
        silent.offsets.push(0.0);
        silent.weights.push(0.0);
        let found = sample.fit(family, &prior());
        for other in [repeated, silent] {
            let other = other.fit(family, &prior());
            near(&found.coefficients, &other.coefficients, name);
            near(&found.standard_errors, &other.standard_errors, name);
            near(&[found.objective, found.dispersion], &[other.objective, other.dispersion], name);
        }
    }
}

#[test]
fn a_certain_prior_is_the_answer() {
    for (family, name) in FAMILIES {
        let penalty = Penalty { mean: MEAN.to_vec(), precision: vec![1e16; 4] };
        let found = Sample::new(family).fit(family, &penalty);
        near(&found.coefficients, &MEAN, name);
        assert!(found.standard_errors.iter().all(|error| *error < 1e-7), "{name}: {found:?}");
    }
}

/// At the coefficients the objective has no slope: neither as the formula gives it, nor by differences.
#[test]
fn nothing_is_better_nearby() {
    for (family, name) in FAMILIES {
        let sample = Sample::new(family);
        let found = sample.fit(family, &prior());
        let table = Table::new(4, sample.block()).unwrap();
        let look = look::at(family, &table, &found.coefficients, &mut look::Sums::new(&table)).unwrap();
        for j in 0..4 {
            let slope = look.slope[j] - PRECISION[j] * (found.coefficients[j] - MEAN[j]);
            assert!(slope.abs() < 1e-10, "{name}: {slope}");
        }
        let objective = |at: &[f64]| {
            let own = |i: usize| {
                let eta = sample.offsets[i] + (0..4).map(|j| at[j] * sample.cells[i * 4 + j]).sum::<f64>();
                -sample.weights[i] * family.log_likelihood(eta, sample.outcomes[i])
            };
            let cost = (0..4).map(|j| 0.5 * PRECISION[j] * (at[j] - MEAN[j]) * (at[j] - MEAN[j])).sum::<f64>();
            (0..ROWS).map(own).sum::<f64>() + cost
        };
        near(&[objective(&found.coefficients)], &[found.objective], name);
        for j in 0..4 {
            for by in [-1e-3, 1e-3] {
                let mut at = found.coefficients.clone();
                at[j] += by;
                assert!(objective(&at) > found.objective, "{name}");
            }
        }
    }
}

fn table<'a>(columns: usize, cells: &'a [f64], outcomes: &'a [f64]) -> Result<Table<'a>, Fault> {
    Table::new(columns, Block { cells, outcomes, offsets: &[], weights: &[] })
}

/// What a fit of two columns ends in.
fn ask(family: Family, cells: &[f64], outcomes: &[f64], penalty: &Penalty) -> Result<(), Fault> {
    table(2, cells, outcomes).and_then(|rows| fit(family, &rows, penalty, Effort::default())).map(|_| ())
}

/// Blocks of any sizes, even of no rows, give the same bits as far as sums of likelihoods are no part of an answer.
#[test]
fn blocks_do_not_matter() {
    struct Cut<'a>(&'a Sample, &'a [usize]);
    impl Rows for Cut<'_> {
        fn columns(&self) -> usize {
            4
        }
        fn each(&self, take: &mut dyn FnMut(&Block<'_>)) {
            let mut start = 0;
            for rows in self.1 {
                let end = start + rows;
                take(&Block {
                    cells: &self.0.cells[start * 4..end * 4],
                    outcomes: &self.0.outcomes[start..end],
                    offsets: &[],
                    weights: &self.0.weights[start..end],
                });
                start = end;
            }
        }
    }
    for (family, name) in FAMILIES {
        let sample = Sample::new(family);
        let ask = |cuts: &[usize]| fit(family, &Cut(&sample, cuts), &prior(), Effort::default()).unwrap();
        let whole = ask(&[60]);
        for cuts in [vec![1; 60], vec![0, 59, 0, 1], vec![7, 13, 40]] {
            let other = ask(&cuts);
            assert_eq!(other.coefficients, whole.coefficients, "{name}");
            assert_eq!(other.standard_errors, whole.standard_errors, "{name}");
        }
    }
}

#[test]
fn scores_are_means() {
    let sample = Sample::new(Family::Logit);
    let found = sample.fit(Family::Logit, &Penalty::none(4));
    let rows = Table::new(4, Block { outcomes: &[], weights: &[], ..sample.block() }).unwrap();
    assert_eq!(rows.rows(), ROWS);
    let scores = score(Family::Logit, &found.coefficients, &rows).unwrap();
    assert_eq!(scores.len(), ROWS);
    // With a constant the sum of probabilities is that of outcomes, each as often as it counts.
    let sum = |values: &[f64]| values.iter().zip(&sample.weights).map(|(a, b)| a * b).sum::<f64>();
    near(&[sum(&scores)], &[sum(&sample.outcomes)], "scores");
    assert_eq!(score(Family::Logit, &[0.0; 3], &rows), Err(Fault::Shape));
}

/// The inverse and half a solution, of 4 2; 2 5: inverse 5 −2; −2 4 over 16. 1 1 gives 5/16.
#[test]
fn inverse_by_hand() {
    let mut square = Square::zeros(2);
    square.add_outer(&[2.0, 1.0], 1.0);
    square.add_outer(&[0.0, 2.0], 1.0);
    assert!(square.factor());
    let inverse = square.inverse();
    near(inverse.row(0), &[0.3125, -0.125], "inverse");
    near(inverse.row(1), &[-0.125, 0.25], "inverse");
    let mut half = [1.0, 1.0];
    square.solve_half(&mut half);
    near(&[crate::real::dot(&half, &half)], &[0.3125], "half");
}

/// Sixty times the rows of the reference: the same coefficients, and standard errors a root of sixty smaller. So many
/// rows are begun with some of them.
#[test]
fn many_rows_are_as_few() {
    for (family, name) in FAMILIES {
        let sample = Sample::new(family);
        let cells = sample.cells.repeat(60);
        let outcomes = sample.outcomes.repeat(60);
        let rows = Table::new(4, Block { cells: &cells, outcomes: &outcomes, offsets: &[], weights: &[] }).unwrap();
        let found = fit(family, &rows, &Penalty::none(4), EFFORT).unwrap();
        assert!(found.is_settled);
        near(&found.coefficients, &reference(name, "plain", "coefficients"), name);
        // The Gaussian variance is over 3600 − 4 rows here, over 60 − 4 there.
        let freedom = if family == Family::Gaussian { 3600.0 / 3596.0 * 56.0 / 60.0 } else { 1.0 };
        let errors = reference(name, "plain", "errors")
            .iter()
            .map(|e| e * crate::real::sqrt(freedom / 60.0))
            .collect::<Vec<_>>();
        near(&found.standard_errors, &errors, name);
    }
}

/// A group that none of the first rows looked at is in: its own share among itself, the others' among the others.
#[test]
fn a_group_that_comes_late() {
    let many = 4000;
    let in_group = |i: usize| (300..=350).contains(&i);
    let cells: Vec<f64> = (0..many).flat_map(|i| [1.0, f64::from(u8::from(in_group(i)))]).collect();
    let outcomes: Vec<f64> = (0..many).map(|i| f64::from(u8::from(i % if in_group(i) { 2 } else { 5 } == 0))).collect();
    let share = |wanted: bool| {
        let own: Vec<f64> = (0..many).filter(|i| in_group(*i) == wanted).map(|i| outcomes[i]).collect();
        crate::real::mean(&own)
    };
    let rows = table(2, &cells, &outcomes).unwrap();
    for family in [Family::Logit, Family::Cloglog, Family::Poisson] {
        let found = fit(family, &rows, &Penalty::none(2), EFFORT).unwrap();
        assert!(found.is_settled, "{family:?}: {found:?}");
        let [constant, group] = found.coefficients[..] else { panic!("two columns") };
        near(&[family.mean(constant), family.mean(constant + group)], &[share(false), share(true)], "late");
    }
}
