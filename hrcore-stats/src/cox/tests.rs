//! Expected values: arithmetic by hand, and the remissions of 21 pairs of patients as R's survival fits them with Efron's
//! ties: 1.572, standard error 0.412 (Freireich et al. 1963).

use super::*;
use crate::random::Random;
use crate::survival::kaplan_meier::kaplan_meier;
use crate::survival::{Fault, Spells};

fn near(found: f64, expected: f64, off: f64) {
    assert!((found - expected).abs() <= off, "{found}, expected {expected}");
}

/// People with three columns, ties, and entries before their exits.
struct People {
    times: Vec<f64>,
    ended: Vec<bool>,
    entries: Vec<f64>,
    rows: Vec<f64>,
}

fn people(count: u32, seed: u64) -> People {
    let mut random = Random::new(seed, 0);
    let mut made = People { times: Vec::new(), ended: Vec::new(), entries: Vec::new(), rows: Vec::new() };
    for place in 0..count {
        let row = [random.normal(), f64::from(place % 3), 30.0 + 10.0 * random.normal()];
        let time = 1.0 + (20.0 * random.gamma(1.0) * crate::real::exp(-0.5 * row[0] - 0.02 * row[2])).floor();
        made.times.push(time);
        made.ended.push(place % 4 != 0);
        made.entries.push((time * random.uniform() * 0.9).floor());
        made.rows.extend(row);
    }
    made
}

impl People {
    fn spells(&self) -> Spells<'_> {
        Spells::new(&self.times, &self.ended).unwrap()
    }

    fn late(&self) -> Spells<'_> {
        self.spells().entering(&self.entries).unwrap()
    }
}

fn fit(spells: &Spells<'_>, rows: &[f64], columns: usize) -> Fit {
    Sample::new(spells, rows, columns, &[]).unwrap().fit(&[]).unwrap()
}

#[test]
fn remissions() {
    let treated = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    let placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
    let times: Vec<f64> = treated.iter().chain(&placebo).map(|time| f64::from(*time)).collect();
    let ended: Vec<bool> = (0..42).map(|place| !(9..21).contains(&place)).collect();
    let rows: Vec<f64> = (0..42).map(|place| if place < 21 { 0.0 } else { 1.0 }).collect();
    let fit = fit(&Spells::new(&times, &ended).unwrap(), &rows, 1);
    let found = fit.coefficients()[0];
    near(found.value, 1.572, 5e-4);
    near(found.error, 0.412, 5e-4);
    near(found.z, 3.812, 1e-3);
}

/// Two leave at one time of three, with hazards a, a and 1: a² ÷ ((2a + 1)(a + 1)), which grows with a; with a ridge of λ
/// the coefficient b is where 2 − 2a ÷ (2a + 1) − a ÷ (a + 1) = λ b.
#[test]
fn ties_step_aside_one_after_another() {
    let spells = Spells::new(&[1.0, 1.0, 2.0], &[true, true, false]).unwrap();
    let sample = Sample::new(&spells, &[1.0, 1.0, 0.0], 1, &[]).unwrap();
    assert_eq!(sample.fit(&[]), Err(Fault::Endless));
    let fit = sample.fit(&[0.5]).unwrap();
    let b = fit.coefficients()[0].value;
    let a = crate::real::exp(b);
    near(2.0 - 2.0 * a / (2.0 * a + 1.0) - a / (a + 1.0), 0.5 * b, 1e-12);
    let information = 2.0 * a / ((2.0 * a + 1.0) * (2.0 * a + 1.0)) + a / ((a + 1.0) * (a + 1.0));
    near(fit.coefficients()[0].error, crate::real::sqrt(1.0 / (information + 0.5)), 1e-12);
    near(fit.log_likelihood, crate::real::ln(a * a / ((2.0 * a + 1.0) * (a + 1.0))), 1e-12);
    near(fit.null_log_likelihood, crate::real::ln(1.0 / 6.0), 1e-12);
    near(fit.penalty, 0.25 * b * b, 1e-12);
}

/// Coefficients are of the order of times, not of the times; of the columns' differences, not of their zero.
#[test]
fn scale_and_start_do_not_matter() {
    let made = people(150, 4);
    for is_late in [false, true] {
        let times: Vec<f64> = made.times.iter().map(|time| 4.0 * time - 1024.0).collect();
        let entries: Vec<f64> = made.entries.iter().map(|time| 4.0 * time - 1024.0).collect();
        let rows: Vec<f64> = made.rows.chunks(3).flat_map(|row| [row[0] + 5.0, 8.0 * row[1], row[2] - 30.0]).collect();
        let mut other = Spells::new(&times, &made.ended).unwrap();
        let mut own = made.spells();
        if is_late {
            (own, other) = (made.late(), other.entering(&entries).unwrap());
        }
        let (own, other) = (fit(&own, &made.rows, 3), fit(&other, &rows, 3));
        for ((a, b), scale) in own.coefficients().iter().zip(other.coefficients()).zip([1.0, 8.0, 1.0]) {
            near(b.value * scale, a.value, 1e-11);
            near(b.error * scale, a.error, 1e-11);
        }
        near(other.log_likelihood, own.log_likelihood, 1e-10);
        near(own.survival(0, &made.rows[..3], 3.0), other.survival(0, &rows[..3], -1012.0), 1e-12);
    }
}

/// Without ties a person of weight 2 is two people, but that they would be tied: so of ones who go on.
#[test]
fn a_weight_is_so_many_people() {
    let mut made = people(90, 5);
    for (time, place) in made.times.iter_mut().zip(0_u32..) {
        *time += f64::from(place) / 128.0;
    }
    let weights: Vec<f64> = made.ended.iter().map(|ended| if *ended { 1.0 } else { 2.0 }).collect();
    let mut long = People { times: vec![], ended: vec![], entries: vec![], rows: vec![] };
    for (place, weight) in weights.iter().enumerate() {
        for _ in 0..if *weight > 1.0 { 2 } else { 1 } {
            long.times.push(made.times[place]);
            long.ended.push(made.ended[place]);
            long.entries.push(made.entries[place]);
            long.rows.extend(&made.rows[3 * place..3 * place + 3]);
        }
    }
    let short = made.late().weighing(&weights).unwrap();
    let (short, long) = (fit(&short, &made.rows, 3), fit(&long.late(), &long.rows, 3));
    for (a, b) in short.coefficients().iter().zip(long.coefficients()) {
        near(a.value, b.value, 1e-12);
        near(a.error, b.error, 1e-12);
    }
    assert_eq!(short.people, long.people);
    // Twice the weight of all halves the variance.
    let twice = vec![2.0; 90];
    let (one, two) = (fit(&made.late(), &made.rows, 3), fit(&made.late().weighing(&twice).unwrap(), &made.rows, 3));
    for (a, b) in one.coefficients().iter().zip(two.coefficients()) {
        near(a.value, b.value, 1e-12);
        near(a.error * a.error, 2.0 * b.error * b.error, 1e-12);
    }
}

/// Spells cut in two (there until a time, and from then on) are the same people under watch.
#[test]
fn a_spell_in_two_parts_is_one() {
    let made = people(120, 6);
    let mut parts = People { times: vec![], ended: vec![], entries: vec![], rows: vec![] };
    for (place, row) in made.rows.chunks(3).enumerate() {
        let (entry, exit) = (made.entries[place], made.times[place]);
        let cut = f64::midpoint(entry, exit);
        parts.times.extend([cut, exit]);
        parts.ended.extend([false, made.ended[place]]);
        parts.entries.extend([entry, cut]);
        parts.rows.extend(row);
        parts.rows.extend(row);
    }
    let (whole, parts) = (fit(&made.late(), &made.rows, 3), fit(&parts.late(), &parts.rows, 3));
    for (a, b) in whole.coefficients().iter().zip(parts.coefficients()) {
        near(a.value, b.value, 1e-12);
        near(a.error, b.error, 1e-12);
    }
}

/// Strata of the same people are as if they had been fitted together, each with half the information.
#[test]
fn two_equal_strata() {
    let made = people(70, 7);
    let twice = |values: &[f64]| values.iter().chain(values).copied().collect::<Vec<f64>>();
    let (times, entries, rows) = (twice(&made.times), twice(&made.entries), twice(&made.rows));
    let ended: Vec<bool> = made.ended.iter().chain(&made.ended).copied().collect();
    let strata: Vec<usize> = (0..140).map(|place| if place < 70 { 9 } else { 2 }).collect();
    let spells = Spells::new(&times, &ended).unwrap().entering(&entries).unwrap();
    let sample = Sample::new(&spells, &rows, 3, &strata).unwrap();
    let (both, one) = (sample.fit(&[]).unwrap(), fit(&made.late(), &made.rows, 3));
    for (a, b) in one.coefficients().iter().zip(both.coefficients()) {
        near(a.value, b.value, 1e-12);
        near(a.error * a.error, 2.0 * b.error * b.error, 1e-12);
    }
    assert_eq!(both.baselines().iter().map(|baseline| baseline.stratum).collect::<Vec<_>>(), [2, 9]);
    near(both.survival(9, &made.rows[..3], 4.0), one.survival(0, &made.rows[..3], 4.0), 1e-12);
    assert_eq!(both.survival(1, &made.rows[..3], 4.0), 1.0);
    for transform in [Transform::Identity, Transform::KaplanMeier] {
        let (of_both, of_one) = (sample.drifts(&both, transform).unwrap(), {
            let single = Sample::new(&made.late(), &made.rows, 3, &[]).unwrap();
            single.drifts(&one, transform).unwrap()
        });
        for (a, b) in of_one.iter().zip(&of_both) {
            near(2.0 * a.chi_square, b.chi_square, 1e-9);
            near(a.slope, b.slope, 1e-9);
        }
    }
}

/// A column that does not matter, held by a strong ridge: the baseline is Nelson's and Aalen's, near the curve.
#[test]
fn without_columns_the_baseline_is_the_curve() {
    let made = people(200, 8);
    let sample = Sample::new(&made.late(), &made.rows, 3, &[]).unwrap();
    let fit = sample.fit(&[1e12; 3]).unwrap();
    let points = crate::survival::nelson_aalen::nelson_aalen(&made.late(), 0.95).unwrap();
    assert_eq!(points.len(), fit.baselines()[0].times.len());
    for (point, hazard) in points.iter().zip(&fit.baselines()[0].hazards) {
        near(point.hazard, *hazard, 1e-8);
    }
    let curve = kaplan_meier(&made.spells(), 0.95).unwrap();
    assert!(curve.at(1.0).survival < 1.0);
}

/// The test of proportional hazards too: tied times have one rank.
#[test]
fn people_in_any_order_are_the_same() {
    let made = people(100, 9);
    let turned = People {
        times: made.times.iter().rev().copied().collect(),
        ended: made.ended.iter().rev().copied().collect(),
        entries: made.entries.iter().rev().copied().collect(),
        rows: made.rows.chunks(3).rev().flatten().copied().collect(),
    };
    let samples = [&made, &turned].map(|own| Sample::new(&own.late(), &own.rows, 3, &[]).unwrap());
    let fits = samples.each_ref().map(|sample| sample.fit(&[]).unwrap());
    for transform in [Transform::Identity, Transform::Rank, Transform::KaplanMeier] {
        let drifts = [0, 1].map(|place| samples[place].drifts(&fits[place], transform).unwrap());
        for (a, b) in drifts[0].iter().zip(&drifts[1]) {
            near(a.chi_square, b.chi_square, 1e-10);
            near(a.slope, b.slope, 1e-10);
        }
    }
}

#[test]
fn faults_are_told() {
    let made = people(20, 10);
    let of = |rows: &[f64], columns: usize| Sample::new(&made.spells(), rows, columns, &[]);
    let rows =
        |row: &dyn Fn(f64) -> [f64; 2]| (0..20_u32).flat_map(|place| row(f64::from(place % 7))).collect::<Vec<f64>>();
    assert_eq!(of(&made.rows, 2).unwrap_err(), Fault::Shape);
    assert_eq!(of(&[], 0).unwrap_err(), Fault::Shape);
    assert_eq!(of(&vec![0.0; 20 * (COLUMNS + 1)], COLUMNS + 1).unwrap_err(), Fault::Shape);
    assert_eq!(Sample::new(&made.spells(), &made.rows, 3, &[1]).unwrap_err(), Fault::Shape);
    assert_eq!(of(&rows(&|x| [x, f64::NAN]), 2).unwrap_err(), Fault::Value);
    assert_eq!(of(&rows(&|x| [x, x * 1e300]), 2).unwrap_err(), Fault::Value);
    let nobody = Spells::new(&made.times, &[false; 20]).unwrap();
    assert_eq!(Sample::new(&nobody, &made.rows, 3, &[]).unwrap_err(), Fault::Empty);
    for row in [|x: f64| [x, 0.1], |x: f64| [x, 3.0 - 0.1 * x]] {
        assert_eq!(of(&rows(&row), 2).unwrap().fit(&[]), Err(Fault::Dependent { column: 1 }));
        assert!(of(&rows(&row), 2).unwrap().fit(&[0.1, 0.1]).is_ok());
    }
    // A column that tells strata apart is constant wherever people are compared.
    let strata: Vec<usize> = (0..20).map(|place| place % 3).collect();
    let within = Sample::new(&made.spells(), &made.rows, 3, &strata).unwrap();
    assert_eq!(within.fit(&[]), Err(Fault::Dependent { column: 1 }));
    let sample = of(&made.rows, 3).unwrap();
    assert_eq!(sample.fit(&[1.0]), Err(Fault::Shape));
    assert_eq!(sample.fit(&[1.0, -1.0, 0.0]), Err(Fault::Value));
    assert_eq!(sample.fit(&[1.0, f64::INFINITY, 0.0]), Err(Fault::Value));
    let other = people(30, 11);
    assert_eq!(sample.drifts(&fit(&other.spells(), &other.rows, 3), Transform::Rank), Err(Fault::Shape));
    let at_once =
        Sample::new(&Spells::new(&[1.0; 3], &[true, true, false]).unwrap(), &[0.0, 2.0, 1.0], 1, &[]).unwrap();
    assert_eq!(at_once.drifts(&at_once.fit(&[]).unwrap(), Transform::Identity), Err(Fault::Empty));
}

/// A column that tells who is next grows without end; a ridge stops it. Extreme numbers end too.
#[test]
fn what_has_no_end_is_told() {
    let times: Vec<f64> = (0..40_u32).map(f64::from).collect();
    let spells = Spells::new(&times, &[true; 40]).unwrap();
    let sample = Sample::new(&spells, &times, 1, &[]).unwrap();
    assert_eq!(sample.fit(&[]), Err(Fault::Endless));
    assert!(sample.fit(&[1e-3]).unwrap().coefficients()[0].value < 0.0);
    let rare: Vec<f64> = (0..40).map(|place| if place == 0 { 1.0 } else { 0.0 }).collect();
    assert_eq!(Sample::new(&spells, &rare, 1, &[]).unwrap().fit(&[]), Err(Fault::Endless));
    for weight in [1e-300, 1e300] {
        let weights = [weight; 40];
        let rows: Vec<f64> = times.iter().map(|time| (time * 7.0) % 5.0).collect();
        let sample = Sample::new(&spells.weighing(&weights).unwrap(), &rows, 1, &[]).unwrap();
        let _ = sample.fit(&[]);
    }
}
