//! Expected values: arithmetic by hand, and the remissions of 21 pairs of patients as they stand in textbooks
//! (Freireich et al. 1963; Kalbfleisch and Prentice 1980; Klein and Moeschberger 2003).

use super::kaplan_meier::kaplan_meier;
use super::log_rank::{GROUPS, log_rank};
use super::nelson_aalen::nelson_aalen;
use super::*;
use crate::random::Random;

fn near(found: f64, expected: f64, off: f64) {
    assert!((found - expected).abs() <= off, "{found}, expected {expected}");
}

const TREATED: [f64; 21] = [
    6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0, 6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0,
    35.0,
];
const PLACEBO: [f64; 21] =
    [1.0, 1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 5.0, 5.0, 8.0, 8.0, 8.0, 8.0, 11.0, 11.0, 12.0, 12.0, 15.0, 17.0, 22.0, 23.0];

fn has_relapsed() -> Vec<bool> {
    (0..21).map(|place| place < 9).collect()
}

#[test]
fn remissions() {
    let curve = kaplan_meier(&Spells::new(&TREATED, &has_relapsed()).unwrap(), 0.95).unwrap();
    let expected = [
        (6.0, 21.0, 3.0, 0.857, 0.0764),
        (7.0, 17.0, 1.0, 0.807, 0.0869),
        (10.0, 15.0, 1.0, 0.753, 0.0963),
        (13.0, 12.0, 1.0, 0.690, 0.1068),
        (16.0, 11.0, 1.0, 0.627, 0.1141),
        (22.0, 7.0, 1.0, 0.538, 0.1282),
        (23.0, 6.0, 1.0, 0.448, 0.1346),
    ];
    assert_eq!(curve.points().len(), expected.len());
    for (point, (time, at_risk, events, survival, error)) in curve.points().iter().zip(expected) {
        assert_eq!((point.time, point.at_risk, point.events), (time, at_risk, events));
        near(point.survival, survival, 5e-4);
        near(point.error, error, 6e-5);
    }
    assert_eq!(
        (curve.median(), curve.time_at(0.75), curve.until(), curve.people()),
        (Some(23.0), Some(13.0), 35.0, 21.0)
    );
    let (low, high) = curve.times_at(0.5);
    assert_eq!((low, high), (Some(13.0), None));
}

/// 9 relapses of 19.25 expected, 21 of 10.75, χ² 16.79.
#[test]
fn remissions_of_both() {
    let times: Vec<f64> = TREATED.iter().chain(&PLACEBO).copied().collect();
    let ended: Vec<bool> = has_relapsed().into_iter().chain([true; 21]).collect();
    let groups: Vec<usize> = (0..42).map(|place| if place < 21 { 700 } else { 3 }).collect();
    let answer = log_rank(&Spells::new(&times, &ended).unwrap(), &groups).unwrap();
    let told: Vec<(usize, f64, f64)> =
        answer.groups.iter().map(|group| (group.group, group.people, group.observed)).collect();
    assert_eq!(told, [(3, 21.0, 21.0), (700, 21.0, 9.0)]);
    near(answer.groups[0].expected, 10.75, 5e-3);
    near(answer.groups[1].expected, 19.25, 5e-3);
    near(answer.chi_square, 16.79, 5e-3);
    assert_eq!(answer.freedom, 1.0);
    near(answer.p, 4.17e-5, 1e-6);
}

/// Of delayed entry by hand: at 2 one of two leaves, at 4 one of three, at 5 one of two; the third person enters at 2
/// and does not count then.
#[test]
fn who_enters_late_counts_late() {
    let spells = Spells::new(&[2.0, 4.0, 5.0, 6.0], &[true, true, true, false]).unwrap();
    let spells = spells.entering(&[0.0, -0.0, 2.0, 3.0]).unwrap();
    let curve = kaplan_meier(&spells, 0.95).unwrap();
    let found: Vec<(f64, f64)> = curve.points().iter().map(|point| (point.time, point.at_risk)).collect();
    assert_eq!(found, [(2.0, 2.0), (4.0, 3.0), (5.0, 2.0)]);
    near(curve.at(5.0).survival, 0.5 * 2.0 / 3.0 * 0.5, 1e-15);
    let hazards = nelson_aalen(&spells, 0.95).unwrap();
    near(hazards[2].hazard, 0.5 + 1.0 / 3.0 + 0.5, 1e-15);
    near(hazards[2].variance, 0.125 + 2.0 / 27.0 + 0.125, 1e-15);
}

#[test]
fn nobody_is_left_at_the_end() {
    let curve = kaplan_meier(&Spells::new(&[1.0, 2.0], &[true, true]).unwrap(), 0.9).unwrap();
    let last = curve.points()[1];
    assert_eq!((last.survival, last.error, last.low, last.high), (0.0, 0.0, 0.0, curve.points()[0].high));
    // Those who come later than that do not bring the curve back.
    let spells = Spells::new(&[1.0, 4.0, 5.0], &[true, true, false]).unwrap().entering(&[0.0, 2.0, 2.0]).unwrap();
    let curve = kaplan_meier(&spells, 0.9).unwrap();
    assert_eq!(curve.points().iter().map(|point| point.survival).collect::<Vec<f64>>(), [0.0, 0.0]);
}

/// Times in whole numbers, so that there are ties; every third person goes on where `is_cut`.
fn people(count: usize, is_cut: bool, seed: u64) -> (Vec<f64>, Vec<bool>) {
    let mut random = Random::new(seed, 0);
    let times = (0..count).map(|_| (random.uniform() * 20.0).floor()).collect();
    (times, (0..count).map(|place| !is_cut || place % 3 != 0).collect())
}

#[test]
fn where_all_leave_the_curve_is_the_share_that_is_there() {
    let (times, ended) = people(200, false, 1);
    let curve = kaplan_meier(&Spells::new(&times, &ended).unwrap(), 0.95).unwrap();
    for point in curve.points() {
        let there = times.iter().filter(|time| **time > point.time).count();
        near(point.survival, crate::real::count(there) / 200.0, 1e-14);
        assert!(point.low <= point.survival && point.survival <= point.high, "{point:?}");
    }
}

#[test]
fn a_weight_is_so_many_people() {
    let (times, ended) = people(60, true, 2);
    let weights: Vec<f64> = (0..60_u32).map(|place| f64::from(1 + place % 4)).collect();
    let groups: Vec<usize> = (0..60).map(|place| place % 3).collect();
    let places = (0..60).flat_map(|place| std::iter::repeat_n(place, 1 + place % 4));
    let (mut long_times, mut long_ended, mut long_groups) = (Vec::new(), Vec::new(), Vec::new());
    for place in places {
        long_times.push(times[place]);
        long_ended.push(ended[place]);
        long_groups.push(groups[place]);
    }
    let short = Spells::new(&times, &ended).unwrap().weighing(&weights).unwrap();
    let long = Spells::new(&long_times, &long_ended).unwrap();
    assert_eq!(kaplan_meier(&short, 0.95), kaplan_meier(&long, 0.95));
    assert_eq!(nelson_aalen(&short, 0.95), nelson_aalen(&long, 0.95));
    assert_eq!(log_rank(&short, &groups), log_rank(&long, &long_groups));
}

/// People in any order, and times with another start, are the same people.
#[test]
fn order_and_start_do_not_matter() {
    let (times, ended) = people(80, true, 3);
    let groups: Vec<usize> = (0..80).map(|place| place % 2).collect();
    let entries: Vec<f64> = times.iter().zip(0_u32..).map(|(time, place)| time - f64::from(1 + place % 5)).collect();
    let turned = |values: &[f64]| values.iter().rev().map(|value| value + 64.0).collect::<Vec<f64>>();
    let spells = Spells::new(&times, &ended).unwrap().entering(&entries).unwrap();
    let (other_times, other_entries) = (turned(&times), turned(&entries));
    let other_ended: Vec<bool> = ended.iter().rev().copied().collect();
    let other = Spells::new(&other_times, &other_ended).unwrap().entering(&other_entries).unwrap();
    let other_groups: Vec<usize> = groups.iter().rev().copied().collect();
    let (one, two) = (kaplan_meier(&spells, 0.95).unwrap(), kaplan_meier(&other, 0.95).unwrap());
    assert_eq!(one.points().len(), two.points().len());
    for (one, two) in one.points().iter().zip(two.points()) {
        assert_eq!((one.time + 64.0, one.survival, one.low), (two.time, two.survival, two.low));
    }
    assert_eq!(log_rank(&spells, &groups), log_rank(&other, &other_groups));
}

/// Two groups' statistic is the square of their difference over its deviation, whichever is left out; groups in which
/// nobody was there when anybody left do not count.
#[test]
fn groups_without_chances_do_not_count() {
    let spells = Spells::new(&[1.0, 2.0, 3.0, 4.0, 0.5], &[true, true, true, true, false]).unwrap();
    let with = log_rank(&spells, &[0, 1, 0, 1, 2]).unwrap();
    assert_eq!((with.freedom, with.groups.len(), with.groups[2].expected), (1.0, 3, 0.0));
    // Expected of the first: 1/2 + 1/3 + 1/2; its variance 1/4 + 2/9 + 1/4.
    near(with.groups[0].expected, 4.0 / 3.0, 1e-15);
    near(with.chi_square, (2.0 / 3.0) * (2.0 / 3.0) / (0.5 + 2.0 / 9.0), 1e-14);
}

#[test]
fn faults_are_told() {
    let (one, two) = ([1.0, 2.0], [true, true]);
    assert_eq!(Spells::new(&[], &[]), Err(Fault::Empty));
    assert_eq!(Spells::new(&one, &[true]), Err(Fault::Shape));
    assert_eq!(Spells::new(&[1.0, f64::NAN], &two), Err(Fault::Value));
    let spells = Spells::new(&one, &two).unwrap();
    assert_eq!(spells.entering(&[0.0]), Err(Fault::Shape));
    assert_eq!(spells.entering(&[1.0, 1.0]), Err(Fault::Value));
    assert_eq!(spells.entering(&[f64::NEG_INFINITY, 1.0]), Err(Fault::Value));
    assert_eq!(spells.weighing(&[1.0]), Err(Fault::Shape));
    for weight in [0.0, -1.0, f64::INFINITY, f64::NAN] {
        assert_eq!(spells.weighing(&[1.0, weight]), Err(Fault::Value));
    }
    assert_eq!(spells.weighing(&[f64::MAX, f64::MAX]), Err(Fault::Value));
    for level in [0.0, 1.0, f64::NAN] {
        assert_eq!(kaplan_meier(&spells, level), Err(Fault::Value));
        assert_eq!(nelson_aalen(&spells, level), Err(Fault::Value));
    }
    assert_eq!(log_rank(&spells, &[1]), Err(Fault::Shape));
    assert_eq!(log_rank(&spells, &[1, 1]), Err(Fault::Apart));
    assert_eq!(log_rank(&Spells::new(&one, &[false; 2]).unwrap(), &[0, 1]), Err(Fault::Empty));
    let many: Vec<usize> = (0..=GROUPS).collect();
    let (times, ended) = (vec![1.0; many.len()], vec![true; many.len()]);
    assert_eq!(log_rank(&Spells::new(&times, &ended).unwrap(), &many), Err(Fault::Shape));
    // Two pairs of groups, the second pair after the first has left: what a pair has in common is not to be told.
    let times = [1.0, 2.0, 1.5, 2.5, 11.0, 12.0, 11.5, 12.5];
    let apart = Spells::new(&times, &[true; 8]).unwrap().entering(&[0.0, 0.0, 0.0, 0.0, 10.0, 10.0, 10.0, 10.0]);
    assert_eq!(log_rank(&apart.unwrap(), &[0, 0, 1, 1, 2, 2, 3, 3]), Err(Fault::Apart));
}

#[test]
fn without_events_all_are_there() {
    let curve = kaplan_meier(&Spells::new(&[1.0, 2.0], &[false; 2]).unwrap(), 0.95).unwrap();
    assert!(curve.points().is_empty());
    assert_eq!((curve.at(9.0).survival, curve.median(), curve.until()), (1.0, None, 2.0));
}
