//! Where there is no answer, or nearly none.

use super::*;

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
