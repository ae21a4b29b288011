//! Weights and sums: nothing is lost or made between lines and total.

use hrcore::number::Rational;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::company::company;
use super::documents::{compile, employee, exact, policy, read, score, shown, sum};

fn positions(answer: &Value) -> impl Iterator<Item = &Value> {
    answer["results"].as_array().unwrap().iter().flat_map(|result| result["positions"].as_array().unwrap())
}

fn of_lines(position: &Value, name: &str, of: impl Fn(&Value, &str) -> Option<Rational>) -> Vec<Rational> {
    position["lines"].as_array().unwrap().iter().filter_map(|line| of(line, name)).collect()
}

proptest! {
    #![proptest_config(super::cases(128))]

    #[test]
    fn weights_sum_to_one_hundred(company in company(4)) {
        let answer = score(&compile(&company.policy()), &company.facts(), "2025-06");
        for position in positions(&answer) {
            prop_assert_eq!(sum(&of_lines(position, "weight", exact)), Rational::from(100));
            let applied = of_lines(position, "applied_weight", exact);
            let lines = position["lines"].as_array().unwrap();
            let present = lines.iter().filter(|line| line["effect"] != "redistribute").count();
            prop_assert_eq!(applied.len(), present);
            if present > 0 {
                prop_assert_eq!(sum(&applied), Rational::from(100));
            }
            for line in lines {
                prop_assert!(line["effect"] != "redistribute" || line.get("contribution").is_none());
            }
        }
    }

    #[test]
    fn contributions_sum_to_the_total(company in company(4)) {
        let answer = score(&compile(&company.policy()), &company.facts(), "2025-06");
        for position in positions(&answer) {
            let lines = position["lines"].as_array().unwrap();
            for line in lines {
                if let (Some(score), Some(weight)) = (exact(line, "score"), exact(line, "applied_weight")) {
                    let product = (&score * &weight).checked_div(&Rational::from(100)).unwrap();
                    prop_assert_eq!(exact(line, "contribution"), Some(product));
                }
            }
            let unknown = lines.iter().any(|line| line["effect"] == "unknown");
            let none = lines.iter().all(|line| line["effect"] == "redistribute");
            prop_assert_eq!(position["state"] == "known", !unknown && !none);
            if position["state"] == "known" {
                let total = exact(position, "total").unwrap();
                prop_assert_eq!(sum(&of_lines(position, "contribution", exact)), total.clone());
                // The total shown is the exact one to two places, half away from zero.
                let off = &(&shown(position, "total").unwrap() - &total).abs() * &Rational::from(200);
                prop_assert!(off <= Rational::ONE);
            } else {
                prop_assert!(position.get("total").is_none() && position.get("band").is_none());
            }
        }
    }

    #[test]
    fn rounded_lines_add_up_as_shown(company in company(3), places in 0u32..4, mode in 0usize..4) {
        let mut policy = company.policy();
        let mode = ["half_away", "half_even", "toward_zero", "up"][mode];
        policy["rounding"] = json!({"round": "lines", "places": places, "mode": mode});
        let answer = score(&compile(&policy), &company.facts(), "2025-06");
        for position in positions(&answer).filter(|position| position["state"] == "known") {
            let contributions = of_lines(position, "contribution", shown);
            prop_assert_eq!(sum(&contributions), shown(position, "total").unwrap());
            prop_assert!(position.get("total_exact").is_none());
            let unit = Rational::from(10u32.pow(places));
            for figure in contributions.iter().chain(&of_lines(position, "score", shown)) {
                prop_assert_eq!(&(figure * &unit).truncate(), &(figure * &unit));
            }
        }
    }

    #[test]
    fn totals_say_what_full_says(company in company(4)) {
        let engine = compile(&company.policy());
        let facts = company.facts().to_string();
        let request = json!({"period": "2025-06", "detail": "totals"}).to_string();
        let totals = read(&hrcore::document::score(&engine, facts.as_bytes(), request.as_bytes()).unwrap());
        let mut full = score(&engine, &company.facts(), "2025-06");
        for result in full["results"].as_array_mut().unwrap() {
            let result = result.as_object_mut().unwrap();
            result.remove("positions").unwrap();
            // The exact total is detail.
            result.remove("total_exact");
        }
        prop_assert_eq!(totals, full);
    }

    #[test]
    fn totals_on_an_edge_are_those_of_the_exact_path(
        tie in 1i64..20_000,
        weight in 1i64..100,
        apart in -300i64..300,
        targets in (1i64..1_000_000, 1i64..1_000_000),
        off in -3i64..4,
        exponent in 10u32..18,
        higher in any::<bool>(),
        negative in any::<bool>(),
    ) {
        // Two scores whose weighted mean is a total that ends in 5 at its third place, on which a band begins, too; then
        // moved off it by a little. The score is the value itself, from 0 to 100 or back.
        let tie = if negative { -(tie * 10 + 5) } else { tie * 10 + 5 };
        let thousandths = [tie + (100 - weight) * apart, tie - weight * apart];
        let direction = if higher { "higher" } else { "lower" };
        let metric = |id: &str| json!({"id": id, "unit": "number", "direction": direction, "source": "s"});
        let line = |id: &str, weight: i64, target: i64| {
            let baseline = if higher { 0 } else { 2 * target };
            json!({"id": id, "metric": id, "weight": weight, "target": target, "floor": -100_000, "cap": 100_000,
                "method": {"kind": "improvement", "baseline": baseline}})
        };
        let mut policy = policy(&json!([metric("a"), metric("b")]),
            &json!([line("a", weight, targets.0), line("b", 100 - weight, targets.1)]));
        let cut = format!("{tie}e-3");
        policy["rating_scales"][0]["bands"] =
            json!([{"id": "below", "to": cut}, {"id": "above", "from": cut, "coefficient": "1.5"}]);
        let record = |id: &str, score: i64, target: i64, off: i64| {
            // 100·(v−b)/(t−b) = score: v is score·t/100 from 0, or as far below twice the target.
            let units = i128::from(score) * i128::from(target) * 10i128.pow(exponent - 5) + i128::from(off);
            let units = if higher { units } else { i128::from(2 * target) * 10i128.pow(exponent) - units };
            json!({"metric": id, "employee": "e", "period": "2025-06", "value": format!("{units}e-{exponent}")})
        };
        let facts = json!({"employees": [employee("e")], "observations": [
            record("a", thousandths[0], targets.0, off), record("b", thousandths[1], targets.1, 0)]});
        let engine = compile(&policy);
        let full = score(&engine, &facts, "2025-06")["results"][0].clone();
        let request = json!({"period": "2025-06", "detail": "totals"}).to_string();
        let totals = hrcore::document::score(&engine, facts.to_string().as_bytes(), request.as_bytes()).unwrap();
        let totals = &read(&totals)["results"][0];
        // By hand: at or above the cut in the upper band, and rounded away from zero when not nearer to zero.
        prop_assert_eq!(&full["band"], if off >= 0 { "above" } else { "below" });
        let away = if negative { off <= 0 } else { off >= 0 };
        let hundredths = (tie.abs() - 5) / 10 + i64::from(away);
        let expected = Rational::new(i128::from(if negative { -hundredths } else { hundredths }), 100).unwrap();
        prop_assert_eq!(shown(&full, "total").unwrap(), expected);
        for name in ["total", "band", "coefficient"] {
            prop_assert_eq!(&full[name], &totals[name]);
        }
    }
}
