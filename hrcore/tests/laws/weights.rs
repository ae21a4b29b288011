//! Weights and sums: nothing is lost or made between lines and total.

use hrcore::number::Rational;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::company::company;
use super::documents::{compile, exact, read, score, shown, sum};

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
            result.as_object_mut().unwrap().remove("positions").unwrap();
        }
        prop_assert_eq!(totals, full);
    }
}
