//! Hostile bytes: an answer or problems, never a panic, and every pointer points at something.

use hrcore::{Code, Engine, Problems, document};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::company::company;
use super::documents::read;

/// One change to a document's bytes.
#[derive(Debug, Clone)]
enum Change {
    Cut(Index),
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index),
    /// A piece of the document once more, elsewhere.
    Copy(Index, Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let words = prop_oneof![
        Just("\"").boxed(),
        Just("null").boxed(),
        Just("-1").boxed(),
        Just("0").boxed(),
        Just("1e17").boxed(),
        Just("\"5%\"").boxed(),
        Just("\"\"").boxed(),
        Just("{}").boxed(),
        Just("[[[[").boxed(),
        Just(",").boxed(),
        Just("\\ud800").boxed(),
        Just("\u{0}").boxed(),
        Just("\"id\":\"m0\",").boxed(),
        Just("\"kind\":\"ratio\",").boxed(),
    ];
    let insert =
        prop_oneof![proptest::collection::vec(any::<u8>(), 1..6), words.prop_map(|word| word.as_bytes().to_vec()),];
    prop_oneof![
        1 => any::<Index>().prop_map(Change::Cut),
        3 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        3 => (any::<Index>(), proptest::sample::select(b"0123456789.-eE\"{}[],: tfn".to_vec()))
            .prop_map(|(at, byte)| Change::Flip(at, byte)),
        4 => (any::<Index>(), insert).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        2 => any::<Index>().prop_map(Change::Remove),
        3 => (any::<Index>(), any::<Index>(), any::<u8>()).prop_map(|(from, to, length)| Change::Copy(from, to, length)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    if bytes.is_empty() {
        return;
    }
    match change {
        Change::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Change::Flip(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        Change::Insert(at, more) => {
            let at = at.index(bytes.len() + 1);
            bytes.splice(at..at, more.iter().copied());
        }
        Change::Remove(at) => {
            let at = at.index(bytes.len());
            bytes.remove(at);
        }
        Change::Copy(from, to, length) => {
            let from = from.index(bytes.len());
            let piece: Vec<u8> = bytes[from..].iter().take(usize::from(*length)).copied().collect();
            let to = to.index(bytes.len() + 1);
            bytes.splice(to..to, piece);
        }
    }
}

/// JSON without equal keys in an object.
struct Unambiguous(Value);

impl<'de> serde::Deserialize<'de> for Unambiguous {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> serde::de::Visitor<'de> for Any {
            type Value = Value;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("JSON")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
                let mut map = serde_json::Map::new();
                while let Some((key, Unambiguous(value))) = entries.next_entry::<String, Unambiguous>()? {
                    if map.insert(key, value).is_some() {
                        return Err(serde::de::Error::custom("two equal keys"));
                    }
                }
                Ok(Value::Object(map))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
                let mut list = Vec::new();
                while let Some(Unambiguous(item)) = items.next_element()? {
                    list.push(item);
                }
                Ok(Value::Array(list))
            }

            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(json!(text))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
                Ok(json!(value))
            }

            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }

            fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
                Ok(json!(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
                Ok(json!(value))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
                Ok(json!(value))
            }
        }
        input.deserialize_any(Any).map(Self)
    }
}

/// Checks the problems of a call about some documents.
fn check(problems: &[Value], documents: &[&[u8]]) {
    assert!(!problems.is_empty());
    // What serde_json cannot read (it refuses numbers beyond a double, too) has no places to compare, and a pointer
    // to one of two equal keys says nothing.
    let parsed: Vec<Option<Value>> =
        documents.iter().map(|bytes| Some(serde_json::from_slice::<Unambiguous>(bytes).ok()?.0)).collect();
    for problem in problems {
        let (code, pointer) = (problem["code"].as_str().unwrap(), problem["pointer"].as_str().unwrap());
        assert!(Code::ALL.iter().any(|known| known.as_str() == code), "{problem}");
        assert!(!problem["message"].as_str().unwrap().is_empty());
        assert!(pointer.is_empty() || pointer.starts_with('/'), "{problem}");
        let in_doubt = parsed.iter().any(Option::is_none);
        let found = parsed.iter().flatten().any(|document| document.pointer(pointer).is_some());
        assert!(found || in_doubt, "{problem} in {}", String::from_utf8_lossy(documents[0]));
    }
}

fn answered(answer: Result<String, Problems>, documents: &[&[u8]]) {
    match answer {
        Err(problems) => check(read(&problems.to_json())["problems"].as_array().unwrap(), documents),
        Ok(text) => {
            let answer = read(&text);
            if let Some(problems) = answer["problems"].as_array().filter(|problems| !problems.is_empty()) {
                check(problems, documents);
            }
        }
    }
}

type Question = fn(&Engine, &[u8], &[u8]) -> Result<String, Problems>;

const QUESTIONS: [(Question, &str); 5] = [
    (document::score, r#"{"period": "2025-06", "employees": ["e0"], "as_of": "2025-06-30"}"#),
    (document::progress, r#"{"period": "2025-06", "as_of": "2025-06-14"}"#),
    (document::explain, r#"{"period": "2025-Q2", "lang": "zh"}"#),
    (document::rollup, r#"{"period": "2025-06", "by": "position"}"#),
    (document::receipt, r#"{"period": "2025-06", "employee": "e0"}"#),
];

proptest! {
    #![proptest_config(super::cases(192))]

    #[test]
    fn broken_policies_are_refused_with_reasons(company in company(1), changes in proptest::collection::vec(change(), 1..4)) {
        let mut policy = company.policy();
        policy["units"] = json!([{"id": "shop", "overrides": [{"scorecard": "card", "line": "l0", "cap": null}]}]);
        policy["distribution"] = json!({"quotas": [{"band": "high", "share": 20}, {"band": "low", "share": 80}]});
        let mut bytes = policy.to_string().into_bytes();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        match Engine::compile(&bytes) {
            Err(problems) => answered(Err(problems), &[&bytes]),
            Ok(engine) => {
                let facts = company.facts().to_string();
                for (ask, request) in QUESTIONS {
                    answered(ask(&engine, facts.as_bytes(), request.as_bytes()), &[facts.as_bytes(), request.as_bytes()]);
                }
                document::normalise(&engine).unwrap();
                document::lint(&engine).unwrap();
            }
        }
    }

    #[test]
    fn broken_facts_are_answered_or_refused(company in company(3), changes in proptest::collection::vec(change(), 1..4)) {
        let engine = super::documents::compile(&company.policy());
        let mut bytes = company.facts().to_string().into_bytes();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        for (ask, request) in QUESTIONS {
            answered(ask(&engine, &bytes, request.as_bytes()), &[&bytes, request.as_bytes()]);
        }
    }

    #[test]
    fn broken_requests_are_answered_or_refused(company in company(1), changes in proptest::collection::vec(change(), 1..3)) {
        let engine = super::documents::compile(&company.policy());
        let facts = company.facts().to_string();
        for (ask, request) in QUESTIONS {
            let mut bytes = request.as_bytes().to_vec();
            changes.iter().for_each(|change| apply(&mut bytes, change));
            if !bytes.is_empty() {
                answered(ask(&engine, facts.as_bytes(), &bytes), &[&bytes, facts.as_bytes()]);
            }
        }
    }

    #[test]
    fn broken_applications_are_answered_or_refused(changes in proptest::collection::vec(change(), 1..4)) {
        let (engine, request) = super::procedure::example();
        let mut bytes = request.to_string().into_bytes();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        if !bytes.is_empty() {
            answered(document::procedure(&engine, b"", &bytes), &[&bytes]);
        }
    }

    #[test]
    fn broken_accounts_are_answered_or_refused(changes in proptest::collection::vec(change(), 1..4)) {
        let (policy, facts) = super::points::example();
        let engine = super::documents::compile(&policy);
        let mut bytes = facts.to_string().into_bytes();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        let request = br#"{"as_of": "2026-06-30", "lang": "en"}"#;
        answered(document::points(&engine, &bytes, request), &[&bytes, request]);
    }

    #[test]
    fn broken_cycles_are_answered_or_refused(changes in proptest::collection::vec(change(), 1..4)) {
        let (policy, request) = super::cycle::example();
        let engine = super::documents::compile(&policy);
        let mut bytes = request.to_string().into_bytes();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        if !bytes.is_empty() {
            answered(document::cycle(&engine, b"", &bytes), &[&bytes]);
        }
    }
}
