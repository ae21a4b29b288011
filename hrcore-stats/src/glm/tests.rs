use super::*;
use crate::linear::{Cross, Square};

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
            for _ in 0..*weight as usize {
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
        let look = look::at(family, &table, &found.coefficients, &mut Cross::new(4)).unwrap();
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

/// A column that tells yes from no has no best coefficient; with a penalty it has one. So has a group without events.
#[test]
fn what_is_separated_does_not_settle() {
    let cells: Vec<f64> = (0..20).flat_map(|i| [1.0, f64::from(i) - 9.5]).collect();
    let whole: Vec<f64> = (0..20).map(|i| f64::from(u8::from(i > 9))).collect();
    let groups: Vec<f64> = (0..20).flat_map(|i| [1.0, f64::from(u8::from(i > 14))]).collect();
    let some: Vec<f64> = (0..20).map(|i| f64::from(u8::from(i < 15 && i % 2 == 0))).collect();
    let penalty = Penalty { mean: vec![0.0; 2], precision: vec![0.0, 1.0] };
    for family in [Family::Logit, Family::Cloglog, Family::Poisson] {
        for (cells, outcomes) in [(&cells, &whole), (&groups, &some)] {
            if family == Family::Poisson && outcomes == &whole {
                continue;
            }
            let rows = Table::new(2, Block { cells, outcomes, offsets: &[], weights: &[] }).unwrap();
            let free = fit(family, &rows, &Penalty::none(2), Effort::default()).unwrap();
            assert!(!free.is_settled, "{family:?}: {free:?}");
            let bound = fit(family, &rows, &penalty, Effort::default()).unwrap();
            assert!(
                bound.is_settled && bound.standard_errors.iter().all(|error| *error < 3.0),
                "{family:?}: {bound:?}"
            );
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

#[test]
fn faults_are_told() {
    let none = Penalty::none(2);
    let cells = [1.0, 0.0, 1.0, 1.0, 1.0, 2.0];
    let fine = [0.0, 1.0, 0.0];
    assert_eq!(ask(Family::Logit, &cells, &fine, &none), Ok(()));
    assert_eq!(ask(Family::Logit, &[], &[], &none), Err(Fault::Empty));
    assert_eq!(ask(Family::Logit, &cells[1..], &fine, &none), Err(Fault::Shape));
    assert_eq!(ask(Family::Logit, &cells, &fine[1..], &none), Err(Fault::Shape));
    assert_eq!(ask(Family::Logit, &cells, &[], &none), Err(Fault::Shape));
    assert_eq!(ask(Family::Logit, &cells, &fine, &Penalty::none(3)), Err(Fault::Shape));
    assert_eq!(table(0, &cells, &fine).map(|_| ()), Err(Fault::Columns));
    assert_eq!(table(301, &[0.0; 301], &[0.0]).map(|_| ()), Err(Fault::Columns));
    for (family, outcome) in [(Family::Logit, 1.5), (Family::Cloglog, -0.1), (Family::Poisson, -1.0)] {
        assert_eq!(ask(family, &cells, &[0.0, 1.0, outcome], &none), Err(Fault::Outcome));
    }
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(ask(Family::Gaussian, &cells, &[0.0, 1.0, bad], &none).is_err());
        assert_eq!(ask(Family::Logit, &[1.0, 0.0, 1.0, bad, 1.0, 2.0], &fine, &none), Err(Fault::Value));
        let penalty = Penalty { mean: vec![0.0, bad], precision: vec![1.0; 2] };
        assert_eq!(ask(Family::Logit, &cells, &fine, &penalty), Err(Fault::Value));
        let block = Block { cells: &cells, outcomes: &fine, offsets: &[bad, 0.0, 0.0], weights: &[] };
        let rows = Table::new(2, block).unwrap();
        assert_eq!(fit(Family::Logit, &rows, &none, Effort::default()), Err(Fault::Value));
    }
    let negative = Penalty { mean: vec![0.0; 2], precision: vec![0.0, -1.0] };
    assert_eq!(ask(Family::Logit, &cells, &fine, &negative), Err(Fault::Value));
    let block = Block { cells: &cells, outcomes: &fine, offsets: &[], weights: &[1.0, -1.0, 1.0] };
    assert_eq!(fit(Family::Logit, &Table::new(2, block).unwrap(), &none, Effort::default()), Err(Fault::Value));
    let block = Block { weights: &[0.0; 3], ..block };
    let rows = Table::new(2, block).unwrap();
    assert_eq!(fit(Family::Logit, &rows, &none, Effort::default()), Err(Fault::Empty));
    // A column twice, and one of zeros; a penalty decides.
    let ridge = Penalty { mean: vec![0.0; 2], precision: vec![1.0; 2] };
    for (family, _) in FAMILIES {
        for cells in [[1.0, 1.0, 3.0, 3.0, 7.0, 7.0], [0.0, 1.0, 0.0, 2.0, 0.0, 3.0], [0.1, 0.3, 0.2, 0.6, 0.7, 2.1]] {
            assert_eq!(ask(family, &cells, &fine, &none), Err(Fault::Dependent));
            assert_eq!(ask(family, &cells, &fine, &ridge), Ok(()));
        }
    }
}

/// Predictors and offsets of any size give no NaN, and slopes that point the right way.
#[test]
fn tails_are_numbers() {
    let predictors = [-1e308, -800.0, -745.0, -700.0, -40.0, -1e-9, 0.0, 1e-9, 3.0, 40.0, 700.0, 745.0, 800.0, 1e308];
    for (family, name) in FAMILIES {
        for predictor in predictors {
            assert!(family.mean(predictor).is_finite(), "{name} at {predictor}");
            assert!(family.derivative(predictor) >= 0.0, "{name} at {predictor}");
            for outcome in [0.0, 0.3, 1.0] {
                let part = family.part(predictor, outcome);
                assert!(!part.likelihood.is_nan() && !part.slope.is_nan() && part.weight >= 0.0, "{name} {predictor}");
                assert!(!family.log_likelihood(predictor, outcome).is_nan());
                let deviance = family.deviance(predictor, outcome);
                assert!(deviance > -1e-12, "{name} at {predictor}: {deviance}");
            }
        }
    }
    // In 40 digits: 1 − exp(−exp(−40)), ln of it, exp(−exp(3)), and of the logistic function at −40.
    let tiny = 4.248_354_255_291_589e-18;
    near(&[Family::Cloglog.mean(-40.0) / tiny, Family::Cloglog.log_likelihood(-40.0, 1.0)], &[1.0, -40.0], "cloglog");
    near(&[Family::Cloglog.log_likelihood(3.0, 0.0)], &[-20.085_536_923_187_668], "cloglog");
    near(&[Family::Logit.mean(-40.0) / tiny, Family::Logit.log_likelihood(-40.0, 1.0)], &[1.0, -40.0], "logit");
    near(
        &[Family::Logit.log_likelihood(800.0, 0.0), Family::Logit.log_likelihood(800.0, 1.0)],
        &[-800.0, 0.0],
        "logit",
    );
}

/// Offsets so large that no number is left must end in a fault or an answer, not in a panic or a loop.
#[test]
fn far_offsets_end() {
    let cells = [1.0, 1.0, 1.0, 1.0];
    for (family, _) in FAMILIES {
        for offsets in [[800.0, -800.0, 800.0, -800.0], [1e308, 1e308, -1e308, 0.0], [1e200, 0.0, 0.0, 0.0]] {
            let block = Block { cells: &cells, outcomes: &[0.0, 1.0, 1.0, 0.0], offsets: &offsets, weights: &[] };
            let rows = Table::new(1, block).unwrap();
            if let Ok(found) = fit(family, &rows, &Penalty::none(1), Effort::default()) {
                assert!(found.coefficients[0].is_finite(), "{found:?}");
            }
        }
    }
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
