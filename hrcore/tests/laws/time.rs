//! Days: positions split and shortened, months and quarters.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, exact, june, one_line, policy, score, tenths};

fn holdings(spans: &[(u32, u32)]) -> Value {
    let day = |day: u32| format!("2025-06-{day:02}");
    spans.iter().map(|(from, to)| json!({"position": "worker", "from": day(*from), "to": day(*to)})).collect()
}

/// A method whose thresholds prorate with a flow, and a target for it.
fn prorated(kind: u8) -> Value {
    match kind {
        0 => json!({"method": {"kind": "ratio"}, "target": 700, "cap": 300}),
        1 => json!({"method": {"kind": "improvement", "baseline": 100}, "target": 700, "floor": null, "cap": null}),
        2 => json!({"method": {"kind": "closer", "zero_at": 500, "tolerance": 10}, "target": 700}),
        3 => json!({"method": {"kind": "interpolated", "points": [{"at": 100, "score": 0}, {"at": 900, "score": 99}]}}),
        4 => json!({"method": {"kind": "banded", "bands":
            [{"to": 350, "score": 20}, {"from": 350, "to": 700, "score": 70}, {"from": 700, "score": 100}]}}),
        5 => json!({"method": {"kind": "binary"}, "target": 700}),
        _ => json!({"method": {"kind": "efficacy", "floor_value": 300, "satisfactory": 800}, "cap": 120}),
    }
}

fn flow(higher: bool) -> Value {
    json!({"unit": "count", "direction": if higher { "higher" } else { "lower" }, "source": "s"})
}

proptest! {
    #![proptest_config(super::cases(96))]

    #[test]
    fn a_joiner_scores_as_who_was_there_all_along(
        kind in 0u8..7, higher in any::<bool>(), from in 1u32..=30, to in 1u32..=30, value in 1i64..2_000,
    ) {
        let (from, to) = (from.min(to), from.max(to));
        let held = i64::from(to - from + 1);
        let policy = one_line(&flow(higher), &prorated(kind));
        let of = |spans: &[(u32, u32)], value: i64| {
            let facts = json!({"employees": [{"id": "e", "positions": holdings(spans)}],
                "observations": [{"metric": "m", "employee": "e", "period": "2025-06", "value": value}]});
            let result = june(&policy, &facts);
            (exact(&result["positions"][0]["lines"][0], "score").unwrap(), exact(&result, "total").unwrap(),
             result["positions"][0]["days"].clone())
        };
        // 30·v in 30 days is held·v in so many days.
        let (whole, part) = (of(&[(1, 30)], 30 * value), of(&[(from, to)], held * value));
        prop_assert_eq!((&whole.0, &whole.1), (&part.0, &part.1));
        prop_assert_eq!((whole.2, part.2), (json!(30), json!(held)));
    }

    #[test]
    fn a_position_split_in_two_is_still_one(
        cut in 1u32..30, value in 1i64..1_500, other in 1i64..1_500, level in 0usize..3, lower in any::<bool>(),
    ) {
        let level = ["position", "unit", "company"][level];
        let direction = if lower { "lower" } else { "higher" };
        let metrics = json!([
            {"id": "m", "unit": "number", "direction": direction, "level": level, "source": "s"},
            {"id": "own", "unit": "number", "direction": "higher", "source": "s"}]);
        let lines = json!([
            {"id": "a", "metric": "m", "weight": 30, "target": 700, "method": {"kind": "ratio"}},
            {"id": "b", "metric": "own", "weight": 70, "target": 500, "method": {"kind": "ratio"}, "cap": 400}]);
        let mut policy = policy(&metrics, &lines);
        policy["units"] = json!([{"id": "shop"}]);
        let of = |spans: &[(u32, u32)]| {
            let mut held = holdings(spans);
            held.as_array_mut().unwrap().iter_mut().for_each(|held| held["unit"] = json!("shop"));
            let mut about = json!({"metric": "m", "period": "2025-06", "value": tenths(value)});
            match level {
                "position" => about["position"] = json!("worker"),
                "unit" => about["unit"] = json!("shop"),
                _ => {}
            }
            let own = json!({"metric": "own", "employee": "e", "position": "worker", "period": "2025-06",
                "value": tenths(other)});
            let facts = json!({"employees": [{"id": "e", "positions": held}], "observations": [about, own]});
            let mut result = june(&policy, &facts);
            let positions = result["positions"].take();
            (result, positions.as_array().unwrap().len())
        };
        let (whole, split) = (of(&[(1, 30)]), of(&[(1, cut), (cut + 1, 30)]));
        // From one day to the next it is one holding, however many records say so.
        prop_assert_eq!((whole.1, split.1), (1, 1));
        prop_assert_eq!(whole.0, split.0);
    }

    #[test]
    fn what_two_parts_did_is_weighted_by_days(cut in 1u32..30, first in 0i64..1_000, second in 0i64..1_000) {
        let metric = json!({"unit": "number", "direction": "higher", "aggregation": "mean"});
        let mut policy = one_line(&metric, &json!({"target": 100, "method": {"kind": "ratio"}}));
        policy["units"] = json!([{"id": "a"}, {"id": "b"}]);
        let mut held = holdings(&[(1, cut), (cut + 1, 30)]);
        held[0]["unit"] = json!("a");
        held[1]["unit"] = json!("b");
        let day = |day: u32, value: i64| json!({"metric": "m", "employee": "e", "period": format!("2025-06-{day:02}"),
            "value": tenths(value)});
        let facts = json!({"employees": [{"id": "e", "positions": held}],
            "observations": [day(cut + 1, second), day(cut, first)]});
        let total = exact(&june(&policy, &facts), "total").unwrap();
        let days = i64::from(cut);
        let expected = hrcore::number::Rational::new(i128::from(first * days + second * (30 - days)), 300).unwrap();
        prop_assert_eq!(total, expected);
    }

    #[test]
    fn equal_months_make_a_like_quarter(kind in 0u8..7, higher in any::<bool>(), value in 1i64..2_000, quarter in 1u32..5,
        rescore in any::<bool>()) {
        let mut policy = one_line(&flow(higher), &prorated(kind));
        policy["longer_periods"] = json!(if rescore { "rescore" } else { "average" });
        let month = |month: u32| format!("2025-{month:02}");
        let records: Vec<Value> = (1..=12)
            .map(|number| json!({"metric": "m", "employee": "e", "period": month(number), "value": value}))
            .collect();
        let facts = json!({"employees": [super::documents::employee("e")], "observations": records});
        let engine = compile(&policy);
        let short = |period: &str| {
            let result = score(&engine, &facts, period)["results"][0].clone();
            (exact(&result, "total").unwrap(), result["band"].clone(), exact(&result, "coefficient").unwrap())
        };
        let one = short(&month(quarter * 3));
        for period in [format!("2025-Q{quarter}"), "2025-H2".to_owned(), "2025".to_owned()] {
            // A distance from the target grows with the number of months, as its bounds do.
            prop_assert_eq!(&one, &short(&period), "{}", period);
        }
    }

    #[test]
    fn working_days_prorate_like_calendar_days(from in 2u32..=30, value in 1i64..500) {
        // June 2025 has 21 working days: 30 less 9 on Saturdays and Sundays (the 1st is a Sunday).
        let is_free = |day: u32| matches!(day % 7, 0 | 1);
        let worked: i64 = (from..=30).filter(|day| !is_free(*day)).map(|_| 1).sum();
        let mut policy = one_line(&flow(true), &json!({"target": 210, "method": {"kind": "ratio"}, "cap": 1_000}));
        policy["proration"] = json!({"days": "working"});
        let facts = json!({"employees": [{"id": "e", "positions": holdings(&[(from, 30)])}],
            "observations": [{"metric": "m", "employee": "e", "period": "2025-06-30", "value": value}]});
        let result = june(&policy, &facts);
        // The target is 10 per working day.
        let expected = hrcore::number::Rational::new(i128::from(value) * 10, worked.into()).unwrap();
        prop_assert_eq!(exact(&result, "total").unwrap(), expected.min(hrcore::number::Rational::from(1_000)));
        prop_assert_eq!(&result["positions"][0]["days"], &json!(worked));
    }
}
