//! Series whose parts are known.

use super::season::{Kind, classical, is_seasonal};
use super::{combine, ets, stl, theta};
use crate::search::Effort;

const EFFORT: Effort = Effort { steps: 60, tolerance: 1e-9 };

/// 100 and 2 more each month, times a season whose mean is 1.
fn product(n: u32) -> Vec<f64> {
    let season = [0.8, 0.9, 1.0, 1.1, 1.2, 1.0, 0.7, 1.3, 0.9, 1.1, 0.95, 1.05];
    (0..n).map(|t| (100.0 + 2.0 * f64::from(t)) * season[(t % 12) as usize]).collect()
}

#[test]
fn a_season_is_found() {
    // A season that is added to nothing else comes out as it went in: it sums to 0.
    let season = [3.0, -1.0, 2.0, -4.0];
    let values: Vec<f64> = (0..24).map(|t| 50.0 + season[t % 4]).collect();
    let found = classical(&values, 4, Kind::Additive).unwrap();
    assert!(found.iter().zip(season).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
    assert!(is_seasonal(&product(60), 12));
    assert!(!is_seasonal(&[5.0; 60], 12));
}

#[test]
fn what_follows_a_rule_is_foretold() {
    let values = product(84);
    let (known, after) = values.split_at(72);
    for (name, ahead) in [
        ("ets", ets::ahead(&ets::pool(known, &ets::Model::ALL, 12, EFFORT), 12).unwrap().0),
        ("stl", stl::forecast(known, 12, 12, EFFORT).unwrap().0),
        ("combination", combine::forecast(known, 12, 12).unwrap().ahead),
    ] {
        let worst = ahead.iter().zip(after).map(|(a, b)| (a / b - 1.0).abs()).fold(0.0, f64::max);
        assert!(worst < 0.02, "{name}: {worst}");
    }
    // Theta follows half of the slope.
    assert!(theta::standard(known, 12).forecast(12).iter().zip(after).all(|(a, b)| (a / b - 1.0).abs() < 0.1));
}

#[test]
fn the_parts_of_a_series_sum_to_it() {
    let values = product(60);
    let parts = stl::decompose(&values, 12, 11);
    for ((value, season), (trend, rest)) in values.iter().zip(&parts.season).zip(parts.trend.iter().zip(&parts.rest)) {
        assert!((season + trend + rest - value).abs() < 1e-9);
    }
}

#[test]
fn a_constant_stays_and_nothing_is_made_of_nothing() {
    let flat = [7.0; 40];
    let found = combine::forecast(&flat, 12, 6).unwrap();
    assert!(found.ahead.iter().all(|value| (value - 7.0).abs() < 1e-6), "{:?}", found.ahead);
    assert!(ets::automatic(&[], 12, EFFORT).is_none());
    assert!(stl::forecast(&[1.0, 2.0], 12, 3, EFFORT).is_none());
}

#[test]
fn deviations_grow_with_the_horizon() {
    // Of a random walk the variance is that of a step, times the steps: √h.
    let mut level = 100.0;
    let steps = [1.0, -1.0, 2.0, -2.0, 1.5, -1.5, 0.5, -0.5, 1.0, 1.0, -2.0, 0.0];
    let values: Vec<f64> = (0..72)
        .map(|t| {
            level += steps[(t * 7) % 12] * if t % 5 == 0 { -1.0 } else { 1.0 };
            level
        })
        .collect();
    let flat = ets::Model { error: ets::Error::Additive, trend: ets::Trend::None, season: None };
    let fit = ets::fit(&values, flat, 1, ets::Region::Usual, EFFORT).unwrap();
    let wide = fit.deviations(4);
    let effect = 1.0 + fit.alpha * fit.alpha;
    assert!((wide[1] / wide[0] - effect.sqrt()).abs() < 1e-12);
    assert!(wide.windows(2).all(|pair| pair[0] <= pair[1]));
}

#[test]
fn hostile_series_are_refused_or_foretold_in_finite_numbers() {
    let noisy: Vec<f64> = (0..80).map(|t| f64::from((t * 7919) % 101)).collect();
    let with = |place: usize, value: f64| {
        let mut values = noisy.clone();
        values[place] = value;
        values
    };
    let series = [
        vec![],
        vec![1.0],
        vec![0.0; 40],
        vec![f64::NAN; 40],
        vec![1e300; 40],
        with(0, f64::NAN),
        with(79, f64::INFINITY),
        with(40, -1e300),
        with(40, f64::MIN_POSITIVE),
        noisy.iter().map(|value| value * 1e-300).collect(),
        noisy.iter().map(|value| value * 1e300).collect(),
    ];
    for values in &series {
        for (m, h) in [(0, 3), (1, 3), (2, 0), (12, 18), (52, 2), (usize::MAX, 1)] {
            if let Some(found) = combine::forecast(values, m, h) {
                let all = found.ahead.iter().chain(&found.deviations);
                assert_eq!(found.ahead.len(), h);
                assert!(all.clone().all(|value| value.is_finite()), "{m}: {values:?} {found:?}");
            }
        }
    }
}

/// What lies more than a hundred years of months back does not change a forecast, and costs nothing.
#[test]
fn the_far_past_is_left_out() {
    let long: Vec<f64> = (0..100_000).map(|t| 50.0 + f64::from((t * 7919) % 101)).collect();
    let found = combine::forecast(&long, 1, 3).unwrap();
    assert_eq!(found, combine::forecast(&long[100_000 - 1_200..], 1, 3).unwrap());
}
