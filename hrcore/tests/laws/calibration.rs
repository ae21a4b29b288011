//! Forced distribution: everyone is counted once, shares are kept, and those who are equal are treated alike.

use std::collections::BTreeMap;

use hrcore::document;
use hrcore::number::Rational;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, employee, one_line, read, tenths};

proptest! {
    #![proptest_config(super::cases(128))]

    #[test]
    fn quotas_share_everyone_out(
        values in proptest::collection::vec(proptest::option::weighted(0.9, 0i64..40), 0..60),
        cut in (1i64..999, 1i64..999),
        assign in any::<bool>(),
    ) {
        let shares = [cut.0.min(cut.1), (cut.0 - cut.1).abs(), 1_000 - cut.0.max(cut.1)];
        let metric = json!({"unit": "number", "direction": "higher", "source": "s"});
        let mut policy = one_line(&metric, &json!({"target": 4, "method": {"kind": "ratio"}}));
        let bands = ["high", "middle", "low"];
        let quotas: Vec<Value> =
            bands.iter().zip(shares).map(|(band, share)| json!({"band": band, "share": tenths(share)})).collect();
        policy["distribution"] = json!({"quotas": quotas, "min_group": 1});
        let person = |number: usize| format!("p{number}");
        let employees: Vec<Value> = (0..values.len()).map(|number| employee(&person(number))).collect();
        let observations: Vec<Value> = values.iter().enumerate().filter_map(|(number, value)| {
            value.map(|value| json!({"metric": "m", "employee": person(number), "period": "2025-06",
                "value": tenths(value)}))
        }).collect();
        let facts = json!({"employees": employees, "observations": observations}).to_string();
        let request = json!({"period": "2025-06", "mode": if assign { "assign" } else { "check" }}).to_string();
        let answer = document::calibrate(&compile(&policy), facts.as_bytes(), request.as_bytes()).unwrap();
        let answer = read(&answer);

        let known = values.iter().flatten().count();
        let groups = answer["groups"].as_array().unwrap();
        prop_assert_eq!(groups.len(), usize::from(known > 0));
        let Some(group) = groups.first() else { return Ok(()) };
        prop_assert_eq!(&group["people"], &json!(known));
        let people = group["people_bands"].as_array().unwrap();
        prop_assert_eq!(people.len(), known);
        let number = |value: &Value| value.as_i64().unwrap();
        let quotas = group["quotas"].as_array().unwrap();
        prop_assert_eq!(quotas.iter().map(|quota| number(&quota["quota"])).sum::<i64>(), known as i64);
        prop_assert_eq!(quotas.iter().map(|quota| number(&quota["actual"])).sum::<i64>(), known as i64);
        let field = if assign { "assigned" } else { "band" };
        for ((quota, share), band) in quotas.iter().zip(shares).zip(bands) {
            let exact = Rational::new(i128::from(share) * known as i128, 1_000).unwrap();
            let off = (&exact - &Rational::from(u32::try_from(number(&quota["quota"])).unwrap())).abs();
            prop_assert!(off < Rational::ONE, "{} of {}", quota, known);
            prop_assert_eq!(number(&quota["deviation"]), number(&quota["actual"]) - number(&quota["quota"]));
            let held = people.iter().filter(|person| person[field] == band).count();
            prop_assert_eq!(&quota["actual"], &json!(held));
        }
        // Equal totals, equal bands; a higher total is never in a lower band.
        let rank = |person: &Value| bands.iter().position(|band| person[field] == *band).unwrap();
        let mut ranks: BTreeMap<i64, usize> = BTreeMap::new();
        for person in people {
            let number: usize = person["employee"].as_str().unwrap()[1..].parse().unwrap();
            let value = values[number].unwrap();
            prop_assert_eq!(*ranks.entry(value).or_insert_with(|| rank(person)), rank(person));
        }
        let from_the_lowest: Vec<usize> = ranks.values().copied().collect();
        prop_assert!(from_the_lowest.is_sorted_by(|worse, better| worse >= better), "{:?}", from_the_lowest);
    }
}
