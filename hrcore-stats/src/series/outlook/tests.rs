//! Series whose answer is known by hand, and what holds for every series.

use super::super::combine;
use super::methods::is_sound;
use super::*;
use crate::random::Random;
use crate::real::ln;

const SEASON: [f64; 12] = [0.8, 0.9, 1.0, 1.1, 1.2, 1.0, 0.7, 1.3, 0.9, 1.1, 0.95, 1.05];

fn known(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

fn of(values: &[Option<f64>], horizon: usize) -> Ask<'_> {
    Ask { values, m: 12, phase: 0, horizon, season: None, effects: &[] }
}

/// A level of 100 in a season.
fn seasonal(n: usize) -> Vec<f64> {
    (0..n).map(|t| 100.0 * SEASON[t % 12]).collect()
}

/// What is on every forecast: an interval inside another, around the mean.
fn check(found: &Outlook, horizon: usize) {
    assert_eq!(found.points.len(), horizon);
    for point in &found.points {
        let order = [point.lo95, point.lo80, point.mean, point.hi80, point.hi95];
        assert!(order.iter().all(|value| value.is_finite()), "{point:?}");
        assert!(order.is_sorted(), "{point:?}");
        assert!(point.deviation >= 0.0);
    }
    let weights: f64 = found.weights.iter().map(|(_, weight)| weight).sum();
    assert!(found.weights.is_empty() || (weights - 1.0).abs() < 1e-9);
}

#[test]
fn a_constant_stays() {
    for n in [3, 12, 40] {
        let values = vec![Some(7.0); n];
        let found = outlook(&of(&values, 6)).unwrap();
        check(&found, 6);
        assert!(found.points.iter().all(|point| (point.mean - 7.0).abs() < 1e-12), "{:?}", found.points);
        // Nothing moved, but that nothing ever will is not known.
        assert!(found.points.iter().all(|point| point.lo80 < 7.0));
        assert_eq!(found.method, Method::Level);
        assert!(found.history.iter().all(|(value, mark)| *value == 7.0 && *mark == Mark::Known));
    }
    let nothing = outlook(&of(&[Some(0.0); 30], 3)).unwrap();
    assert!(nothing.points.iter().all(|point| point.mean == 0.0 && point.hi95 == 0.0));
}

#[test]
fn the_spread_of_a_constant_is_borrowed() {
    // Six values weigh six, the prior spread of 20 % three: √(0.2² · 3 ÷ 9) = 0.11547 of 100.
    let found = outlook(&of(&[Some(100.0); 6], 1)).unwrap();
    assert!((found.points[0].deviation - 11.547).abs() < 1e-3, "{:?}", found.points);
    assert_eq!((found.source, found.validated), (Source::Blended, None));
    // With three values the prior says as much as they do.
    assert_eq!(outlook(&of(&[Some(100.0); 3], 1)).unwrap().source, Source::Prior);
}

#[test]
fn a_season_times_a_line_goes_on() {
    let all: Vec<f64> = (0..84).map(|t| (100.0 + 2.0 * count(t)) * SEASON[t % 12]).collect();
    let (before, after) = all.split_at(72);
    let values = known(before);
    let found = outlook(&of(&values, 12)).unwrap();
    check(&found, 12);
    for (point, value) in found.points.iter().zip(after) {
        assert!((point.mean / value - 1.0).abs() < 0.02, "{point:?} {value}");
    }
    assert_eq!((found.method, found.source, found.shift), (Method::Combination, Source::Local, None));
    assert!(found.history.iter().all(|(_, mark)| *mark == Mark::Known));
    for (factor, value) in found.season.iter().zip(SEASON) {
        assert!((factor - value).abs() < 0.02, "{:?}", found.season);
    }
    let validated = found.validated.unwrap();
    assert!(validated.mase < 0.2 && validated.smape < 5.0 && validated.forecasts >= 18, "{validated:?}");
}

#[test]
fn a_gap_in_a_season_is_what_the_season_says() {
    for n in [36, 60] {
        let mut values = known(&seasonal(n));
        for gap in [15, 16, 29] {
            values[gap] = None;
        }
        let found = outlook(&of(&values, 12)).unwrap();
        for gap in [15, 16, 29] {
            let (value, mark) = found.history[gap];
            assert!((value - 100.0 * SEASON[gap % 12]).abs() < 1e-6, "{n} {gap} {value}");
            assert_eq!(mark, Mark::Filled);
        }
        assert_eq!(found.history.iter().filter(|(_, mark)| *mark != Mark::Known).count(), 3);
        assert!(!found.caveats.contains(&Caveat::ManyFilled));
    }
}

#[test]
fn a_gap_on_a_line_lies_on_it() {
    let mut values: Vec<Option<f64>> = (0..30_i32).map(|t| Some(f64::from(t) - 10.0)).collect();
    values[20] = None;
    let found = outlook(&Ask { m: 1, ..of(&values, 3) }).unwrap();
    assert!((found.history[20].0 - 10.0).abs() < 1e-9);
    assert!(found.points.iter().zip([20.0, 21.0, 22.0]).all(|(point, value)| (point.mean - value).abs() < 1.0));
}

#[test]
fn wrong_figures_are_drawn_in() {
    let mut spoiled = seasonal(72);
    for at in [20, 50, 71] {
        spoiled[at] *= 5.0;
    }
    let values = known(&spoiled);
    let found = outlook(&of(&values, 12)).unwrap();
    for (place, (value, mark)) in found.history.iter().enumerate() {
        let is_wrong = [20, 50, 71].contains(&place);
        assert_eq!(*mark, if is_wrong { Mark::Outlier } else { Mark::Known }, "{place}");
        assert!((value / (100.0 * SEASON[place % 12]) - 1.0).abs() < 0.1, "{place} {value}");
    }
    for (point, factor) in found.points.iter().zip(SEASON) {
        assert!((point.mean / (100.0 * factor) - 1.0).abs() < 0.05, "{point:?} {factor}");
    }
    assert!(found.caveats.contains(&Caveat::Outliers));
}

/// Shares that look like noise: the first digits of the golden ratio's multiples.
fn noise(t: usize) -> f64 {
    let share = (count(t) * 0.618_033_988_749_894_9).fract();
    1.0 + 0.04 * (share - 0.5)
}

#[test]
fn a_break_of_the_level_is_found() {
    let broken: Vec<f64> = (0..72).map(|t| SEASON[t % 12] * noise(t) * if t < 43 { 100.0 } else { 150.0 }).collect();
    let values = known(&broken);
    let found = outlook(&of(&values, 12)).unwrap();
    assert_eq!(found.shift, Some(43));
    assert!(found.caveats.contains(&Caveat::Shifted));
    // The history stays as it was.
    assert!(found.history.iter().zip(&broken).all(|((value, _), own)| value == own));
    for (point, factor) in found.points.iter().zip(SEASON) {
        assert!((point.mean / (150.0 * factor) - 1.0).abs() < 0.05, "{point:?} {factor}");
    }
    let steady: Vec<f64> = (0..72).map(|t| 100.0 * SEASON[t % 12] * noise(t)).collect();
    assert_eq!(outlook(&of(&known(&steady), 12)).unwrap().shift, None);
}

#[test]
fn an_event_is_taken_out_and_put_back() {
    // Twice as much in two months of the past, and one ahead.
    let mut values = vec![Some(100.0); 20];
    for at in [7, 16] {
        values[at] = Some(200.0);
    }
    let effect = |uplift, learn| [Effect { uplift, learn, at: &[7, 16, 21] }];
    let means = |effects: &[Effect<'_>]| {
        let found = outlook(&Ask { effects, ..of(&values, 3) }).unwrap();
        (found.points.iter().map(|point| point.mean).collect::<Vec<_>>(), found.uplifts[0])
    };
    let (stated, uplift) = means(&effect(2.0, false));
    assert_eq!(uplift, 2.0);
    assert!(stated.iter().zip([100.0, 200.0, 100.0]).all(|(a, b)| (a - b).abs() < 1e-9), "{stated:?}");
    // Learned: twice 2, and once what was stated: the third root of 2 · 2 · 1 is 1.5874.
    let (_, uplift) = means(&effect(1.0, true));
    assert!((uplift - 4.0_f64.cbrt()).abs() < 1e-9, "{uplift}");
    // What is not stated is not learned.
    assert_eq!(means(&effect(1.0, false)).1, 1.0);
}

#[test]
fn two_events_in_one_month_multiply() {
    let mut values = vec![Some(100.0); 16];
    values[5] = Some(300.0);
    let effects =
        [Effect { uplift: 2.0, learn: false, at: &[5] }, Effect { uplift: 1.5, learn: true, at: &[5, 17, 17] }];
    let found = outlook(&Ask { effects: &effects, ..of(&values, 2) }).unwrap();
    assert!((found.uplifts[1] - 1.5).abs() < 1e-9);
    assert!((found.points[1].mean - 150.0).abs() < 1e-9 && (found.points[0].mean - 100.0).abs() < 1e-9);
    assert_eq!(found.history[5], (300.0, Mark::Known));
}

#[test]
fn a_borrowed_season_carries_a_short_history() {
    // From March on; the level is 50 where the season is 1.
    let values: Vec<Option<f64>> = (0..8).map(|t| Some(50.0 * SEASON[(t + 2) % 12])).collect();
    // Factors of any mean: twice as large they are the same season.
    let factors = SEASON.map(|factor| 2.0 * factor);
    let found = outlook(&Ask { phase: 2, season: Some(&factors), ..of(&values, 12) }).unwrap();
    check(&found, 12);
    for (step, point) in found.points.iter().enumerate() {
        assert!((point.mean - 50.0 * SEASON[(step + 10) % 12]).abs() < 1e-9, "{step} {point:?}");
    }
    assert!(found.season.iter().zip(SEASON).all(|(a, b)| (a - b).abs() < 1e-12), "{:?}", found.season);
    assert_eq!(found.caveats, [Caveat::FewPeriods, Caveat::BorrowedSeason]);
}

#[test]
fn own_and_borrowed_seasons_are_mixed() {
    // Own factors f, borrowed ones 1: with 24 months the season used is f^½.
    let values = known(&seasonal(24));
    let found = outlook(&Ask { season: Some(&[1.0; 12]), ..of(&values, 12) }).unwrap();
    assert_eq!((found.source, found.method), (Source::Blended, Method::Combination));
    let logs = SEASON.map(|factor| ln(factor) / 2.0);
    let middle = logs.iter().sum::<f64>() / 12.0;
    for (factor, log) in found.season.iter().zip(logs) {
        assert!((ln(*factor) - (log - middle)).abs() < 0.01, "{:?}", found.season);
    }
    assert!(found.caveats.contains(&Caveat::BorrowedSeason));
}

#[test]
fn the_length_says_what_foretells() {
    let values = known(&(0..30).map(|t| 100.0 * SEASON[t % 12] * noise(t)).collect::<Vec<_>>());
    let found = |n: usize| outlook(&of(&values[..n], 4)).map(|found| found.method);
    assert_eq!(found(0), Err(Refused::TooShort));
    assert_eq!(found(2), Err(Refused::TooShort));
    assert_eq!(found(3), Ok(Method::Level));
    assert_eq!(found(23), Ok(Method::Level));
    assert_eq!(found(24), Ok(Method::Combination));
}

#[test]
fn too_little_is_refused() {
    assert_eq!(outlook(&of(&[None; 30], 4)), Err(Refused::TooShort));
    // Four of twelve may be missing, five not. The first and the last are there.
    let mut values = vec![Some(5.0); 12];
    for cell in &mut values[2..6] {
        *cell = None;
    }
    assert!(outlook(&of(&values, 4)).unwrap().caveats.contains(&Caveat::ManyFilled));
    values[8] = None;
    assert_eq!(outlook(&of(&values, 4)), Err(Refused::TooManyMissing));
    for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(outlook(&of(&[Some(1.0), Some(wrong), Some(1.0)], 4)), Err(Refused::NotFinite));
    }
}

#[test]
fn what_comes_before_the_first_value_is_not_missing() {
    let mut values = vec![None; 14];
    values.extend(known(&seasonal(38)[2..]));
    let found = outlook(&of(&values, 10)).unwrap();
    assert_eq!((found.skipped, found.history.len()), (14, 36));
    // January has place 0 again after 50 values: 14 + 36 = 2 mod 12.
    assert!(found.points.iter().zip(&SEASON[2..]).all(|(point, factor)| (point.mean - 100.0 * factor).abs() < 5.0));
}

#[test]
fn zeros_and_values_below_zero_are_values() {
    let zeros: Vec<Option<f64>> =
        (0..48).map(|t| Some(if t % 12 == 3 { 0.0 } else { 50.0 * SEASON[t % 12] })).collect();
    let found = outlook(&of(&zeros, 12)).unwrap();
    check(&found, 12);
    assert!(found.points.iter().all(|point| point.lo95 >= 0.0));
    assert!(found.points[3].mean < 20.0, "{:?}", found.points[3]);
    let below: Vec<Option<f64>> = (0..48).map(|t| Some(10.0 * SEASON[t % 12] - 10.0)).collect();
    let found = outlook(&of(&below, 12)).unwrap();
    check(&found, 12);
    for (point, factor) in found.points.iter().zip(SEASON) {
        assert!((point.mean - (10.0 * factor - 10.0)).abs() < 1.0, "{point:?}");
    }
}

/// Lumps between zeros, with gaps: what fills a gap counts as a value of the year before.
#[test]
fn gaps_are_not_filled_below_zero() {
    let mut values: Vec<Option<f64>> = vec![Some(0.0); 38];
    let lumps =
        [(13, 15357), (17, 565), (18, 267), (19, 8265), (20, 1114), (21, 9774), (22, 223), (23, 376), (25, 1262)];
    for (place, lump) in lumps {
        values[place] = Some(f64::from(lump));
    }
    (values[28], values[31]) = (None, None);
    let found = outlook(&of(&values, 12)).unwrap();
    check(&found, 12);
    assert!(found.history.iter().all(|(value, _)| *value >= 0.0), "{:?}", found.history);
    assert!(found.points.iter().all(|point| point.lo95 >= 0.0 && point.mean >= 0.0), "{:?}", found.points);
}

#[test]
fn what_goes_astray_falls_back() {
    // The range is 3: up to 9 on either side, but not below zero.
    let (range, below) = ((3.0, 6.0), (-3.0, 0.0));
    assert!(is_sound(range, &[0.0, 15.0], &[1.0, 1.0]));
    assert!(!is_sound(range, &[15.1], &[1.0]));
    assert!(!is_sound(range, &[-0.1], &[1.0]));
    assert!(!is_sound(range, &[f64::NAN], &[1.0]) && !is_sound(range, &[4.0], &[f64::INFINITY]));
    assert!(is_sound(below, &[-12.0, 9.0], &[1.0, 1.0]) && !is_sound(below, &[-12.1], &[1.0]));
    // A fall that would go on below zero: the methods are not sound, the same months of the year before are.
    let falling: Vec<f64> = (0..40).map(|t| 100.0 - 2.5 * f64::from(t)).collect();
    let whole = combine::forecast(&falling, 12, 24).unwrap();
    assert!(whole.ahead.iter().any(|value| *value < 0.0), "{:?}", whole.ahead);
    let found = outlook(&of(&known(&falling), 24)).unwrap();
    assert_eq!(found.method, Method::Naive);
    assert!(found.caveats.contains(&Caveat::FellBack) && found.weights.is_empty());
    check(&found, 24);
    for (step, point) in found.points.iter().enumerate() {
        assert!((point.mean - found.history[28 + step % 12].0).abs() < 1e-9);
    }
}

/// 5 and now and then 500: methods that went through it state errors without measure, and breaks of the level lift what
/// was before them. Forecasts lie within three times 495 of what was seen, and deviations are three times it at most.
#[test]
fn forecasts_and_intervals_have_a_measure() {
    let mut widest = 0.0_f64;
    for seed in 0..150 {
        let mut random = Random::new(seed, 0);
        let values: Vec<Option<f64>> =
            (0..60).map(|_| Some(if random.uniform() < 0.2 { 500.0 } else { 5.0 })).collect();
        let found = outlook(&of(&values, 60)).unwrap();
        check(&found, 60);
        assert!(found.history.iter().all(|(value, _)| (4.999..=500.001).contains(value)), "{seed}");
        for point in &found.points {
            let is_near = point.mean <= 500.0 + 3.0 * 495.0 + 1e-3;
            assert!(is_near && point.deviation <= 3.0 * 495.0 * (1.0 + 1e-12), "{seed} {point:?}");
            widest = widest.max(point.deviation);
        }
    }
    assert!(widest > 3.0 * 494.0, "nothing was bounded here");
}

#[test]
fn sizes_at_the_ends_of_what_a_number_holds() {
    for size in [1e300, 1e308, 1e-300, 5e-324] {
        let values: Vec<Option<f64>> = (0..40).map(|t| Some(size * SEASON[t % 12].round())).collect();
        check(&outlook(&of(&values, 12)).unwrap(), 12);
    }
    let mut mixed = known(&seasonal(50));
    mixed[30] = Some(1e300);
    mixed[31] = Some(-1e300);
    mixed[40] = Some(1e-300);
    check(&outlook(&of(&mixed, 12)).unwrap(), 12);
}

/// A series by chance, with what goes wrong.
fn chance(random: &mut Random, is_wild: bool) -> Vec<Option<f64>> {
    let below = |random: &mut Random, n: u64| usize::try_from(random.bits() % n).unwrap();
    let n = below(random, if is_wild { 90 } else { 70 });
    let (slope, level) = (random.normal(), 50.0 + 20.0 * random.normal());
    let kind = below(random, 6);
    (0..n)
        .map(|t| {
            let value = (level + slope * count(t)) * SEASON[t % 12] + 3.0 * random.normal();
            match (below(random, 40), is_wild) {
                (0 | 1, _) => None,
                (2, _) => Some(value * 5.0),
                (3, true) => Some([1e300, -1e300, 1e-310, 0.0, -0.0, f64::MAX][below(random, 6)]),
                (4, true) if kind == 0 => Some(f64::NAN),
                _ if kind == 1 => Some(value.round().max(0.0)),
                _ if kind == 2 => Some(f64::from(u8::from(value > 55.0))),
                _ => Some(value),
            }
        })
        .collect()
}

#[test]
fn the_unit_does_not_matter() {
    let mut random = Random::new(11, 1);
    for _ in 0..12 {
        let values = chance(&mut random, false);
        let effects = [Effect { uplift: 1.4, learn: true, at: &[5, 17, 29, values.len() + 1] }];
        let ask = Ask {
            season: (values.len().is_multiple_of(2)).then_some(&SEASON[..]),
            effects: &effects,
            ..of(&values, 14)
        };
        let found = outlook(&ask);
        for k in [-900, 3, 900] {
            let unit = libm::ldexp(1.0, k);
            let scaled: Vec<Option<f64>> = values.iter().map(|value| value.map(|value| value * unit)).collect();
            let other = outlook(&Ask { values: &scaled, ..ask });
            let (Ok(found), Ok(other)) = (&found, &other) else {
                assert_eq!(found.as_ref().err(), other.as_ref().err());
                continue;
            };
            for (a, b) in found.points.iter().zip(&other.points) {
                // Powers of two change no digit.
                assert_eq!([a.mean * unit, a.lo80 * unit, a.hi95 * unit], [b.mean, b.lo80, b.hi95]);
            }
            assert!(found.history.iter().zip(&other.history).all(|(a, b)| a.0 * unit == b.0 && a.1 == b.1));
            assert_eq!((&found.caveats, &found.weights), (&other.caveats, &other.weights));
        }
    }
}

#[test]
fn nothing_panics() {
    let mut random = Random::new(12, 1);
    let seasons: [&[f64]; 5] = [&SEASON, &[], &[1.0, -1.0, 2.0, 3.0], &[f64::NAN; 12], &[1e-300; 12]];
    let mut answered = 0;
    for round in 0..60 {
        let values = chance(&mut random, true);
        let pick = |n: usize| (round * 7 + values.len()) % n;
        let effects = [
            Effect { uplift: [1.5, 0.0, f64::NAN, 1e300, -2.0][pick(5)], learn: true, at: &[0, 3, usize::MAX, 90] },
            Effect { uplift: 1e-5, learn: round % 2 == 0, at: &[3, 3, 3] },
        ];
        let ask = Ask {
            values: &values,
            m: [12, 1, 0, 4, 2, 7, 52, 61, 365, usize::MAX][round % 10],
            phase: [0, 5, usize::MAX][round % 3],
            horizon: [0, 1, 13, 24][pick(4)],
            season: (round % 4 != 0).then_some(seasons[pick(5)]),
            effects: &effects,
        };
        if let Ok(found) = outlook(&ask) {
            check(&found, ask.horizon);
            answered += 1;
        }
    }
    assert!(answered > 20, "{answered}");
    let long: Vec<Option<f64>> = (0..100_000).map(|t| Some(100.0 * SEASON[t % 12] * noise(t))).collect();
    let found = outlook(&of(&long, usize::MAX)).unwrap();
    check(&found, LONGEST);
    assert_eq!((found.history.len(), found.skipped), (600, 99_400));
    assert!(found.caveats.contains(&Caveat::FewerAhead));
}
