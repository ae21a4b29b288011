//! Proportional hazards beside lifelines; the source of the figures stands in `tests/data/README.md`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod rossi;

use hrcore_stats::cox::{Coefficient, Fit, Sample, Transform};
use hrcore_stats::survival::Spells;
use rossi::{Rossi, golden, near};

fn sample(rossi: &Rossi, case: &str) -> Sample {
    let spells = Spells::new(&rossi.weeks, &rossi.is_arrested).unwrap();
    let strata: Vec<usize> = rossi.column("wexp").iter().map(|value| usize::from(*value > 0.5)).collect();
    let rows = rossi.rows("");
    match case {
        "late" => Sample::new(&spells.entering(&rossi.entries).unwrap(), &rows, 7, &[]),
        "weighed" => Sample::new(&spells.weighing(&rossi.weights).unwrap(), &rows, 7, &[]),
        "strata" => Sample::new(&spells, &rossi.rows("wexp"), 6, &strata),
        _ => Sample::new(&spells, &rows, 7, &[]),
    }
    .unwrap()
}

fn fit(rossi: &Rossi, case: &str) -> Fit {
    let ridge = golden(&["cox", case, "ridge"]).pop().unwrap_or_default();
    sample(rossi, case).fit(&ridge).unwrap()
}

#[test]
fn coefficients() {
    let rossi = Rossi::read();
    for case in ["plain", "ridge", "weighed", "late", "strata"] {
        let fit = fit(&rossi, case);
        let all = |of: fn(&Coefficient) -> f64| fit.coefficients().iter().map(of).collect::<Vec<f64>>();
        let expected = |what: &str| golden(&["cox", case, what]).pop().unwrap();
        near(&all(|own| own.value), &expected("value"), 1e-8);
        near(&all(|own| own.error), &expected("error"), 1e-8);
        near(&all(|own| own.p), &expected("p"), 1e-8);
        near(&[fit.log_likelihood - fit.penalty], &expected("loglik"), 1e-10);
        assert!(fit.steps <= 6, "{case}: {}", fit.steps);
    }
}

#[test]
fn baselines() {
    let rossi = Rossi::read();
    let times = golden(&["cox", "plain", "times"]).pop().unwrap();
    for case in ["plain", "ridge", "strata"] {
        let fit = fit(&rossi, case);
        let expected = golden(&["cox", case, "hazards"]);
        assert_eq!(fit.baselines().len(), expected.len());
        for (baseline, expected) in fit.baselines().iter().zip(&expected) {
            let found: Vec<f64> = times.iter().map(|time| baseline.at(*time)).collect();
            near(&found, &expected[1..], 1e-8);
        }
    }
    let (fit, rows) = (fit(&rossi, "plain"), rossi.rows(""));
    for (person, expected) in [0, 7, 100].iter().zip(golden(&["survival", "plain"])) {
        let row = &rows[person * 7..person * 7 + 7];
        near(&[10.0, 30.0, 52.0].map(|time| fit.survival(0, row, time)), &expected, 1e-8);
    }
}

#[test]
fn proportional_hazards() {
    let rossi = Rossi::read();
    let transforms = [("identity", Transform::Identity), ("km", Transform::KaplanMeier), ("rank", Transform::Rank)];
    for (case, transforms) in [("plain", &transforms[..]), ("strata", &transforms[..1])] {
        let fit = fit(&rossi, case);
        for (name, transform) in transforms {
            let drifts = sample(&rossi, case).drifts(&fit, *transform).unwrap();
            let found: Vec<f64> = drifts.iter().map(|drift| drift.chi_square).collect();
            near(&found, &golden(&["drift", case, name])[0], 1e-8);
        }
    }
}
