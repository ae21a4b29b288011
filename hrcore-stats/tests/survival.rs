//! Survival curves and tests beside lifelines; the source of the figures stands in `tests/data/README.md`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod rossi;

use hrcore_stats::survival::Spells;
use hrcore_stats::survival::kaplan_meier::kaplan_meier;
use hrcore_stats::survival::log_rank::log_rank;
use hrcore_stats::survival::nelson_aalen::nelson_aalen;
use rossi::{Rossi, near};

fn spells<'a>(rossi: &'a Rossi, case: &str) -> Spells<'a> {
    let plain = Spells::new(&rossi.weeks, &rossi.is_arrested).unwrap();
    match case {
        "plain" => plain,
        "late" => plain.entering(&rossi.entries).unwrap(),
        "weighed" => plain.weighing(&rossi.weights).unwrap(),
        other => panic!("{other}"),
    }
}

#[test]
fn curves() {
    let rossi = Rossi::read();
    for case in ["plain", "late", "weighed"] {
        let curve = kaplan_meier(&spells(&rossi, case), 0.95).unwrap();
        let golden = rossi::golden(&["km", case]);
        assert_eq!(curve.points().len(), golden.len());
        for (point, expected) in curve.points().iter().zip(&golden) {
            assert_eq!([point.time, point.at_risk, point.events], expected[..3], "{case}");
            near(&[point.survival, point.low, point.high], &expected[3..], 1e-9);
        }
        assert_eq!(curve.until(), 52.0);
        assert_eq!(curve.median(), None);
        // Between two times the curve is that of the earlier one.
        assert_eq!(curve.at(10.9), curve.at(10.0));
    }
}

#[test]
fn hazards() {
    let rossi = Rossi::read();
    for case in ["plain", "late", "weighed"] {
        let points = nelson_aalen(&spells(&rossi, case), 0.95).unwrap();
        let golden = rossi::golden(&["na", case]);
        assert_eq!(points.len(), golden.len());
        for (point, expected) in points.iter().zip(&golden) {
            near(&[point.time, point.hazard, point.variance, point.low, point.high], expected, 1e-9);
        }
    }
}

#[test]
fn groups() {
    let rossi = Rossi::read();
    let fin: Vec<usize> = rossi.column("fin").iter().map(|value| usize::from(*value > 0.5)).collect();
    let prio = rossi.column("prio");
    let prio: Vec<usize> = prio.iter().map(|value| (0..4).filter(|least| f64::from(*least) < *value).count()).collect();
    for (name, case, groups) in [("fin", "plain", &fin), ("prio", "plain", &prio), ("weighed", "weighed", &fin)] {
        let answer = log_rank(&spells(&rossi, case), groups).unwrap();
        near(&[answer.chi_square, answer.freedom, answer.p], &rossi::golden(&["logrank", name])[0], 1e-9);
        let (observed, expected) =
            answer.groups.iter().fold((0.0, 0.0), |sums, group| (sums.0 + group.observed, sums.1 + group.expected));
        near(&[expected], &[observed], 1e-12);
    }
}
