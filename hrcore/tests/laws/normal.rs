//! The normal form: it is its own, scores alike, and does not know in which order keys were written.

use hrcore::{Engine, document};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::company::company;
use super::documents::{compile, read};

/// JSON text with the keys of every object in another order, and white space here and there.
fn shuffled(value: &Value, seed: u64) -> String {
    let next = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let space = [" ", "", "\n\t", "\r\n"][usize::try_from(next >> 62).unwrap()];
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(u64, String)> = map
                .iter()
                .map(|(key, value)| {
                    let order =
                        key.bytes().fold(next, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
                    (order.rotate_left(29), format!("{}{space}:{}", json!(key), shuffled(value, order)))
                })
                .collect();
            entries.sort();
            let entries: Vec<String> = entries.into_iter().map(|(_, entry)| entry).collect();
            format!("{{{space}{}}}", entries.join(&format!(",{space}")))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shuffled(item, next)).collect();
            format!("[{}{space}]", items.join(","))
        }
        scalar => scalar.to_string(),
    }
}

proptest! {
    #![proptest_config(super::cases(96))]

    #[test]
    fn the_normal_form_is_its_own_and_scores_alike(company in company(3), versions in any::<bool>()) {
        let policy = if versions { json!([company.policy()]) } else { company.policy() };
        let engine = compile(&policy);
        let normal = document::normalise(&engine).unwrap();
        let again = Engine::compile(normal.as_bytes()).unwrap();
        prop_assert_eq!(&normal, &document::normalise(&again).unwrap());
        prop_assert_eq!(read(&normal).is_array(), versions);
        let facts = company.facts().to_string();
        let request = br#"{"period": "2025-06"}"#;
        let answers = [&engine, &again].map(|engine| document::score(engine, facts.as_bytes(), request).unwrap());
        prop_assert_eq!(&answers[0], &answers[1]);
    }

    #[test]
    fn the_order_of_keys_does_not_matter(company in company(3), seed in any::<u64>()) {
        let (policy, facts) = (company.policy(), company.facts());
        let engine = compile(&policy);
        let other = Engine::compile(shuffled(&policy, seed).as_bytes()).unwrap();
        prop_assert_eq!(document::normalise(&engine).unwrap(), document::normalise(&other).unwrap());
        let request = br#"{"period": "2025-06"}"#;
        prop_assert_eq!(
            document::score(&engine, facts.to_string().as_bytes(), request).unwrap(),
            document::score(&other, shuffled(&facts, seed).as_bytes(), request).unwrap()
        );
    }
}
