//! Receipts: they verify, and nothing in them can be changed.

use hrcore::document;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;

use super::company::company;
use super::documents::{compile, read, score};

proptest! {
    #![proptest_config(super::cases(64))]

    #[test]
    fn a_receipt_holds_until_a_character_changes(
        company in company(3),
        forced in any::<bool>(),
        changes in proptest::collection::vec((any::<Index>(), any::<Index>(), any::<bool>()), 24),
    ) {
        let engine = compile(&company.policy());
        let facts = company.facts();
        let mut request = json!({"period": "2025-06", "employee": "e0"});
        if forced {
            request["policy_version"] = json!("1");
        }
        let receipt = document::receipt(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes()).unwrap();
        let answer = read(&document::verify(receipt.as_bytes()).unwrap());
        prop_assert_eq!(&answer["valid"], &json!(true), "{}", answer);
        prop_assert_eq!(&answer["receipt"], &read(&receipt)["receipt"]);
        // The result is that of the whole company's facts.
        let whole = score(&engine, &facts, "2025-06");
        prop_assert_eq!(&read(&receipt)["document"]["result"], &whole["results"][0]);

        let letters: Vec<char> = "0123456789-+.eE aAzZ_\"\\/,:{}[]%\u{e9}\u{6c49}".chars().collect();
        let text: Vec<char> = receipt.chars().collect();
        for (at, letter, removed) in changes {
            let mut forged = text.clone();
            let at = at.index(forged.len());
            let letter = *letter.get(&letters);
            if removed {
                forged.remove(at);
            } else if forged[at] == letter {
                continue;
            } else {
                forged[at] = letter;
            }
            let forged: String = forged.into_iter().collect();
            if let Ok(answer) = document::verify(forged.as_bytes()) {
                prop_assert_eq!(&read(&answer)["valid"], &json!(false), "{}", forged);
            }
        }
    }
}
