//! Exponential smoothing beside what two tools reach; the source of the figures stands in `tests/data/README.md`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::collections::BTreeMap;

use hrcore_stats::search::Effort;
use hrcore_stats::series::ets::{Error, Model, Region, Trend, fit};
use hrcore_stats::series::season::Kind;

const GOLDEN: &str = include_str!("data/ets_golden.csv");
const EFFORT: Effort = Effort { steps: 40, tolerance: 1e-6 };

/// A model by its name: `AAdN` is an additive error, a damped trend and no season.
fn model(name: &str) -> Model {
    let (first, last) = (&name[..1], &name[name.len() - 1..]);
    let trend = match &name[1..name.len() - 1] {
        "N" => Trend::None,
        "A" => Trend::Additive,
        "Ad" => Trend::Damped,
        other => panic!("{other}"),
    };
    let season = match last {
        "N" => None,
        "A" => Some(Kind::Additive),
        "M" => Some(Kind::Multiplicative),
        other => panic!("{other}"),
    };
    Model { error: if first == "A" { Error::Additive } else { Error::Multiplicative }, trend, season }
}

/// Each fit with how far it is above the better of two tools.
fn above(region: Region) -> Vec<(&'static str, f64)> {
    let mut series: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in GOLDEN.lines() {
        let mut fields = line.split(',');
        let (kind, name) = (fields.next().unwrap(), fields.next().unwrap());
        if kind == "series" {
            series.insert(name, fields.map(|value| value.parse().unwrap()).collect());
            continue;
        }
        let of = model(fields.next().unwrap());
        let theirs = fields.map(|value| value.parse::<f64>().unwrap()).fold(f64::INFINITY, f64::min);
        found.push((line, fit(&series[name], of, 12, region, EFFORT).unwrap().aicc - theirs));
    }
    assert_eq!(found.len(), 48);
    found
}

#[test]
fn no_tool_fits_better() {
    let missed: Vec<_> = above(Region::Wide).into_iter().filter(|(_, above)| *above > 0.5).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

/// The usual region is the smaller one, and one of the reference fits lies outside it: γ = 0.87 beside α = 0.40.
#[test]
fn the_usual_region_costs_one_fit() {
    let missed: Vec<_> = above(Region::Usual).into_iter().filter(|(_, above)| *above > 0.5).collect();
    assert!(matches!(missed[..], [(line, _)] if line.starts_with("fit,AirPassengers,ANA,")), "{missed:?}");
}

#[test]
fn the_region_is_kept() {
    let mut fits = 0;
    for line in GOLDEN.lines().filter(|line| line.starts_with("series,")).take(2) {
        let values: Vec<f64> = line.split(',').skip(2).map(|value| value.parse().unwrap()).collect();
        for of in Model::ALL {
            for region in [Region::Usual, Region::Wide] {
                // A multiplicative error beside a season that is added may have no start with all fitted values above zero.
                let Some(fit) = fit(&values, of, 12, region, Effort { steps: 8, tolerance: 1e-4 }) else { continue };
                fits += 1;
                let (beta, gamma) = if region == Region::Usual { (fit.alpha, 1.0 - fit.alpha) } else { (1.0, 1.0) };
                assert!(fit.alpha > 0.0 && fit.alpha < 1.0, "{fit:?}");
                assert!(fit.beta >= 0.0 && fit.beta <= beta + 1e-12, "{fit:?}");
                assert!(fit.gamma >= 0.0 && fit.gamma <= gamma + 1e-12, "{fit:?}");
                assert!((0.8..=0.98).contains(&fit.phi) || of.trend != Trend::Damped, "{fit:?}");
            }
        }
    }
    assert!(fits >= 58, "{fits} of 60");
}
