//! Methods: scale, direction, cuts, and the many ways to write a number.

use hrcore::number::Rational;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{exact, june, one_line, one_value, policy, rational, tenths};

fn metric(higher: bool) -> Value {
    json!({"unit": "number", "direction": if higher { "higher" } else { "lower" }, "source": "s"})
}

fn total(policy: &Value, value: &Value) -> Rational {
    exact(&june(policy, &one_value(value)), "total").unwrap()
}

/// Strictly increasing tenths from steps, and scores that never get worse in the metric's direction.
fn slope(steps: &[(u16, u16)], higher: bool) -> (Vec<i64>, Vec<String>) {
    let mut at = -500;
    let mut score = 0;
    let (mut ats, mut scores) = (Vec::new(), Vec::new());
    for (step, rise) in steps {
        at += i64::from(*step) + 1;
        score += i64::from(*rise);
        ats.push(at);
        scores.push(tenths(score));
    }
    if !higher {
        scores.reverse();
    }
    (ats, scores)
}

/// The method number `kind`; none of them gives a better value a worse score.
fn monotone(kind: u8, steps: &[(u16, u16)], higher: bool) -> Value {
    let (ats, scores) = slope(steps, higher);
    match kind {
        0 => json!({"method": {"kind": "ratio"}, "target": "12.3", "cap": 150}),
        1 => {
            let points: Vec<Value> =
                ats.iter().zip(&scores).map(|(at, score)| json!({"at": tenths(*at), "score": score})).collect();
            json!({"method": {"kind": "interpolated", "points": points}, "cap": null, "floor": null})
        }
        2 => {
            let mut bands = Vec::new();
            for (number, score) in scores.iter().enumerate() {
                let mut band = json!({"score": score});
                if number > 0 {
                    band["from"] = json!(tenths(ats[number]));
                }
                if number + 1 < scores.len() {
                    band["to"] = json!(tenths(ats[number + 1]));
                }
                bands.push(band);
            }
            // The order in which bands are written down does not matter.
            bands.rotate_left(scores.len() / 2);
            json!({"method": {"kind": "banded", "bands": bands}, "cap": null})
        }
        3 => json!({"method": {"kind": "per_unit", "unit": "0.7", "add": 1, "deduct": 2, "whole_units": false},
            "target": 9, "cap": 120}),
        4 => json!({"method": {"kind": "per_unit", "unit": 3, "add": 1, "deduct": 2}, "target": 9, "cap": 120}),
        5 => json!({"method": {"kind": "binary"}, "target": "7.5"}),
        6 => {
            json!({"method": {"kind": "improvement", "baseline": if higher { 3 } else { 30 }}, "target": 15, "floor": null})
        }
        _ => {
            let (floor, best) = if higher { (5, 25) } else { (25, 5) };
            json!({"method": {"kind": "efficacy", "floor_value": floor, "satisfactory": best}, "cap": 110})
        }
    }
}

/// A decimal written in several ways.
fn spellings(tenth: i64) -> Vec<String> {
    let plain = tenths(tenth);
    let whole = tenth * 10;
    let mut ways = vec![plain.clone(), format!("{plain}0"), format!("{tenth}e-1"), format!("{whole}E-2")];
    ways.push(format!("{}0.{:04}e+3", if tenth < 0 { "-" } else { "" }, tenth.abs()));
    let quoted: Vec<String> = ways.iter().map(|text| format!("\"{text}\"")).collect();
    ways.extend(quoted);
    ways
}

proptest! {
    #![proptest_config(super::cases(128))]

    #[test]
    fn a_ratio_has_no_scale(a in 1i64..50_000, t in 1i64..50_000, k in 1i64..5_000, higher in any::<bool>()) {
        let of = |a: i64, t: i64| {
            let line = json!({"method": {"kind": "ratio"}, "target": tenths(t), "cap": 100_000});
            let mut result = june(&one_line(&metric(higher), &line), &one_value(&json!(tenths(a))));
            let score = exact(&result["positions"][0]["lines"][0], "score").unwrap();
            let line = result["positions"][0]["lines"][0].as_object_mut().unwrap();
            // Only what repeats value and target may differ.
            for name in ["actual", "target", "inputs"] {
                line.remove(name).unwrap();
            }
            (score, result)
        };
        let (score, once) = of(a, t);
        let (part, whole) = if higher { (a, t) } else { (t, a) };
        let expected = Rational::new(i128::from(part) * 100, whole.into()).unwrap();
        prop_assert_eq!(score, expected.min(Rational::from(100_000)));
        prop_assert_eq!(once, of(a * k, t * k).1);
    }

    #[test]
    fn a_better_value_never_scores_less(
        kind in 0u8..8,
        steps in proptest::collection::vec((0u16..200, 0u16..300), 1..6),
        higher in any::<bool>(),
        first in -600i64..900,
        second in -600i64..900,
    ) {
        let policy = one_line(&metric(higher), &monotone(kind, &steps, higher));
        let (worse, better) =
            if higher { (first.min(second), first.max(second)) } else { (first.max(second), first.min(second)) };
        prop_assert!(total(&policy, &json!(tenths(worse))) <= total(&policy, &json!(tenths(better))));
    }

    #[test]
    fn a_cut_belongs_to_the_better_side(
        steps in proptest::collection::vec((0u16..200, 1u16..300), 2..6),
        cut in 1usize..6,
        higher in any::<bool>(),
    ) {
        let cut = 1 + cut % (steps.len() - 1);
        let (ats, scores) = slope(&steps, higher);
        let policy = one_line(&metric(higher), &monotone(2, &steps, higher));
        // The step that begins at the cut is the better one where more is better, else the step that ends there.
        let side = if higher { cut } else { cut - 1 };
        prop_assert_eq!(total(&policy, &json!(tenths(ats[cut]))), rational(&scores[side]));
        // A hair to the worse side is worse.
        let (hair, other) = if higher { (-1, cut - 1) } else { (1, cut) };
        let past = format!("{}e-10", ats[cut] * 1_000_000_000 + hair);
        prop_assert_eq!(total(&policy, &json!(past)), rational(&scores[other]));
    }

    #[test]
    fn a_total_on_a_cut_is_in_the_better_band(cuts in proptest::collection::btree_set(1i64..1_000, 1..6), at in 0usize..6,
        above in 0i64..3) {
        let cuts: Vec<i64> = cuts.into_iter().collect();
        let at = at % cuts.len();
        let bands: Vec<Value> = (0..=cuts.len()).map(|number| {
            let mut band = json!({"id": format!("b{number}"), "coefficient": tenths(number as i64)});
            if number > 0 {
                band["from"] = json!(tenths(cuts[number - 1]));
            }
            if number < cuts.len() {
                band["to"] = json!(tenths(cuts[number]));
            }
            band
        }).collect();
        let mut policy = one_line(&metric(true), &json!({"method": {"kind": "ratio"}, "target": 700, "cap": null}));
        policy["rating_scales"] = json!([{"id": "random", "bands": bands}]);
        // 100·(7·total)/700 is the total: on the cut, and up to two parts in 10^10 below it.
        let below = |value: i64| format!("{}", 7 * value * 1_000_000_000 - above);
        let value = json!(format!("{}e-10", below(cuts[at])));
        let result = june(&policy, &one_value(&value));
        let band = if above == 0 { at + 1 } else { at };
        prop_assert_eq!(&result["band"], &json!(format!("b{band}")));
        prop_assert_eq!(exact(&result, "coefficient").unwrap(), rational(&tenths(band as i64)));
    }

    #[test]
    fn numbers_are_what_they_say(value in -3_000i64..3_000, target in 1i64..3_000) {
        let answer = |value: &str, target: &str| {
            let line = json!({"method": {"kind": "ratio"}, "target": "TARGET", "cap": 200});
            let policy = one_line(&metric(true), &line).to_string().replace("\"TARGET\"", target);
            let facts = one_value(&json!("VALUE")).to_string().replace("\"VALUE\"", value);
            let engine = hrcore::Engine::compile(policy.as_bytes()).unwrap();
            let answer = hrcore::document::score(&engine, facts.as_bytes(), br#"{"period": "2025-06"}"#).unwrap();
            (hrcore::document::normalise(&engine).unwrap(), answer)
        };
        let (values, targets) = (spellings(value), spellings(target));
        let first = answer(&values[0], &targets[0]);
        prop_assert!(first.1.contains("\"state\":\"known\""));
        for (value, target) in values.iter().zip(targets.iter().rev()) {
            prop_assert_eq!(&first, &answer(value, target), "{} {}", value, target);
        }
    }

    #[test]
    fn percent_and_share_are_the_same(value in 0i64..2_000, target in 1i64..2_000) {
        let of = |unit: &str, write: &dyn Fn(i64) -> String| {
            let metric = json!({"unit": unit, "direction": "higher"});
            let line = json!({"method": {"kind": "ratio"}, "target": write(target)});
            let mut result = june(&one_line(&metric, &line), &one_value(&json!(write(value))));
            let line = result["positions"][0]["lines"][0].as_object_mut().unwrap();
            for name in ["actual", "target", "inputs", "unit"] {
                line.remove(name).unwrap();
            }
            result
        };
        let bare = of("percent", &tenths);
        prop_assert_eq!(&bare, &of("percent", &|value| format!("{}%", tenths(value))));
        prop_assert_eq!(&bare, &of("ratio", &|value| format!("{}%", tenths(value))));
        prop_assert_eq!(&bare, &of("ratio", &|value| format!("{value}e-3")));
    }

    #[test]
    fn a_formula_is_exact(a in 1i64..100_000, b in 1i64..100_000) {
        let metrics = json!([
            {"id": "a", "unit": "count", "direction": "higher", "source": "s"},
            {"id": "b", "unit": "count", "direction": "higher", "source": "s"},
            {"id": "back", "unit": "number", "direction": "higher", "formula": "a / b * b / a - (a - a)"}]);
        let lines = json!([{"id": "l", "metric": "back", "weight": 100, "target": 1, "method": {"kind": "binary"}}]);
        let mut facts = one_value(&json!(a));
        facts["observations"] = json!([
            {"metric": "a", "employee": "e", "period": "2025-06", "value": a},
            {"metric": "b", "employee": "e", "period": "2025-06", "value": b}]);
        prop_assert_eq!(&june(&policy(&metrics, &lines), &facts)["total"], "100");
    }
}
