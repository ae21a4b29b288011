//! The ready-made policies of `templates/`: each compiles without advice, says everything in both languages, and holds
//! the figures of the guides that it was made after.
#![allow(clippy::panic, clippy::unwrap_used, reason = "tests end loudly")]

use std::path::{Path, PathBuf};

use hrcore::{Engine, document};
use hrcore_examples::json::Dig as _;
use serde_json::{Value, json};

/// A line of a scorecard: its id, weight and target.
type Line = (&'static str, u64, &'static str);

/// The roles, and the weights and targets of their scorecards.
const CARDS: [(&str, &str, &[Line]); 12] = [
    (
        "operations",
        "operations",
        &[("orders", 40, "320"), ("conversion", 30, "4"), ("training", 15, "100"), ("teamwork", 15, "")],
    ),
    (
        "operations",
        "store_operations",
        &[("conversion", 40, "5"), ("repeat_purchase", 30, "30"), ("detail_pages", 20, "10"), ("teamwork", 10, "")],
    ),
    (
        "operations",
        "campaign_operations",
        &[("plans", 20, "100"), ("campaign_goals", 30, "100"), ("sales", 30, "300000"), ("teamwork", 20, "")],
    ),
    (
        "cross-border-operations",
        "cross_border_operations",
        &[
            ("sales", 30, "100000"),
            ("new_products", 20, "5"),
            ("roi", 20, "3"),
            ("teamwork", 15, ""),
            ("ideas", 15, ""),
        ],
    ),
    (
        "international-trade",
        "international_trade",
        &[("inquiries", 35, "50"), ("follow_up", 30, "90"), ("exam", 20, "90"), ("email", 15, "90")],
    ),
    (
        "designer",
        "designer",
        &[("click_through", 40, "3"), ("delivery", 30, "95"), ("image_accuracy", 20, "95"), ("feedback", 10, "")],
    ),
    (
        "customer-service",
        "customer_service",
        &[
            ("replies", 25, "90"),
            ("ratings", 25, "85"),
            ("complaints", 30, "100"),
            ("attitude", 10, ""),
            ("knowledge", 10, ""),
        ],
    ),
    (
        "customer-service",
        "senior_service",
        &[
            ("satisfaction", 30, "4.8"),
            ("response_plan", 15, "100"),
            ("complaints", 35, "100"),
            ("attitude", 10, ""),
            ("knowledge", 10, ""),
        ],
    ),
    (
        "warehouse",
        "warehouse",
        &[
            ("wrong_shipments", 30, "0.1"),
            ("shipping", 30, "95"),
            ("stock", 30, "99.5"),
            ("cooperation", 5, ""),
            ("responsibility", 5, ""),
        ],
    ),
    ("offline-shop", "offline_shop", &[("visitors", 30, "6000"), ("sales", 40, "110000"), ("satisfaction", 30, "4.8")]),
    ("online-shop", "online_shop", &[("traffic", 30, "60000"), ("sales", 40, "150000"), ("satisfaction", 30, "4.8")]),
    (
        "data-analyst",
        "data_analyst",
        &[("accuracy", 40, "99"), ("on_time", 20, "95"), ("strategy", 25, ""), ("plans", 15, "100")],
    ),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates")
}

fn template(name: &str) -> Value {
    let path = folder().join(format!("{name}.json"));
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = CARDS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    names.dedup();
    names
}

fn compile(name: &str, policy: &Value) -> Engine {
    Engine::compile(policy.to_string().as_bytes()).unwrap_or_else(|problems| panic!("{name}: {}", problems.to_json()))
}

fn item<'a>(list: &'a [Value], id: &str) -> &'a Value {
    list.iter().find(|item| item.text("id") == id).unwrap_or_else(|| panic!("there is no {id}"))
}

/// A number or the text of one.
fn figure(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[test]
fn every_file_is_a_role_and_stands_in_the_table() {
    let mut files: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
        .collect();
    files.sort();
    let mut expected = names();
    expected.sort();
    assert_eq!(files, expected);
    let readme = std::fs::read_to_string(folder().join("README.md")).unwrap();
    for name in names() {
        assert!(readme.contains(&format!("[`{name}.json`]({name}.json)")), "templates/README.md does not name {name}");
    }
}

#[test]
fn they_compile_without_advice() {
    for name in names() {
        let engine = compile(&name, &template(&name));
        let advice: Value = serde_json::from_str(&document::lint(&engine).unwrap()).unwrap();
        assert_eq!(advice.get("advice"), Some(&json!([])), "{name}");
    }
}

#[test]
fn the_scorecards_have_the_weights_and_targets_of_the_guides() {
    for (name, card, expected) in CARDS {
        let policy = template(name);
        let card = item(policy.items("scorecards"), card);
        let lines: Vec<(String, u64, String)> = card
            .items("sections")
            .iter()
            .flat_map(|section| section.items("lines"))
            .map(|line| {
                (
                    line.text("id").to_owned(),
                    line.get("weight").and_then(Value::as_u64).unwrap(),
                    figure(line.get("target")),
                )
            })
            .collect();
        let lines: Vec<(&str, u64, &str)> =
            lines.iter().map(|(id, weight, target)| (id.as_str(), *weight, target.as_str())).collect();
        assert_eq!(lines, expected, "{name}: {}", card.text("id"));
    }
}

// Whatever people read is said in English and Chinese.
#[test]
fn everything_is_said_in_both_languages() {
    const NAMED: [&str; 15] = [
        "metrics",
        "scorecards",
        "positions",
        "courses",
        "exams",
        "moves",
        "plan_templates",
        "training",
        "actions",
        "duties",
        "objectives",
        "bands",
        "bonuses",
        "commissions",
        "modifiers",
    ];
    fn walk(value: &Value, place: &str) -> usize {
        let mut texts = 0;
        match value {
            Value::Object(fields) => {
                for (key, inner) in fields {
                    let place = format!("{place}/{key}");
                    if ["name", "purpose", "note", "hint", "advice"].contains(&key.as_str()) {
                        let said =
                            |lang| inner.get(lang).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
                        assert!(said("en") && said("zh"), "{place} is not said in both languages: {inner}");
                        assert!(inner.text("zh").chars().any(|c| c > '\u{2e80}'), "{place} is not Chinese: {inner}");
                        texts += 1;
                    } else {
                        texts += walk(inner, &place);
                    }
                    if NAMED.contains(&key.as_str()) {
                        for item in inner.as_array().into_iter().flatten().filter(|item| item.has("id")) {
                            assert!(item.get("name").is_some(), "{place}: {} has no name", item.text("id"));
                        }
                    }
                }
            }
            Value::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    texts += walk(item, &format!("{place}/{number}"));
                }
            }
            _ => {}
        }
        texts
    }
    for name in names() {
        assert!(walk(&template(&name), &name) > 40, "{name}");
    }
}

// Ad budget up to 10 000, price within ±5 %, refund up to 50, restock from 10 % below the safety level; all of it goes up
// to somebody who may decide everything.
#[test]
fn authority_is_as_the_guides_state_it() {
    let limits = [
        ("operations", "operations_specialist", "ad_budget", "at_most", "10000"),
        ("operations", "operations_specialist", "price_change", "within", "5"),
        ("customer-service", "service_agent", "refund", "at_most", "50"),
        ("warehouse", "warehouse_clerk", "restock", "at_least", "10"),
    ];
    for (name, position, action, limit, value) in limits {
        let policy = template(name);
        let authority = item(policy.items("positions"), position).items("authority");
        let found = authority.iter().find(|item| item.text("action") == action).unwrap();
        assert_eq!(figure(found.get(limit)), value, "{name}: {action}");
    }
    for name in names() {
        let policy = template(&name);
        let manager = item(policy.items("positions"), "general_manager").items("authority");
        for action in policy.items("actions").iter().filter(|action| action.get("needs_authority").is_none()) {
            let unlimited = json!({ "action": action.text("id") });
            assert!(manager.contains(&unlimited), "{name}: nobody may decide on every {}", action.text("id"));
        }
    }
}

// The templates are made to be put together: what has the same id means the same, but for the general manager.
#[test]
fn a_company_of_all_roles_compiles() {
    let mut whole = json!({ "schema_version": "1.3", "id": "whole", "version": "1", "effective_from": "2025-01-01" });
    for name in names() {
        for (list, items) in template(&name).as_object().unwrap().iter().filter(|(_, items)| items.is_array()) {
            for item in items.as_array().unwrap() {
                join(whole.as_object_mut().unwrap().entry(list.clone()).or_insert_with(|| json!([])), item, &name);
            }
        }
    }
    let engine = compile("all roles", &whole);
    let advice: Value = serde_json::from_str(&document::lint(&engine).unwrap()).unwrap();
    assert_eq!(advice.get("advice"), Some(&json!([])));
}

fn join(list: &mut Value, item: &Value, name: &str) {
    let list = list.as_array_mut().unwrap();
    match list.iter_mut().find(|known| known.text("id") == item.text("id")) {
        None => list.push(item.clone()),
        Some(known) if item.text("id") == "general_manager" => {
            let authority = known.get_mut("authority").and_then(Value::as_array_mut).unwrap();
            authority.extend(item.items("authority").iter().cloned());
        }
        Some(known) => assert_eq!(known, item, "{name}"),
    }
}

/// What a template pays one person for June 2025, by rule.
fn paid(name: &str, position: &str, facts: Value) -> Vec<(String, String)> {
    let engine = compile(name, &template(name));
    let mut facts = facts;
    let fields = facts.as_object_mut().unwrap();
    fields.insert("schema_version".to_owned(), json!("1.3"));
    fields.insert(
        "employees".to_owned(),
        json!([{"id": "e1", "positions": [{"position": position, "from": "2024-01-01"}]}]),
    );
    let answer = document::payouts(&engine, facts.to_string().as_bytes(), br#"{"period": "2025-06"}"#)
        .unwrap_or_else(|problems| panic!("{name}: {}", problems.to_json()));
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer.get("problems"), Some(&json!([])), "{name}");
    assert_eq!(answer.items("undecided"), [] as [Value; 0], "{name}");
    answer.items("lines").iter().map(|line| (line.text("rule").to_owned(), line.text("amount").to_owned())).collect()
}

fn observed(figures: &[(&str, &str, Value)]) -> Value {
    let all = figures.iter().map(|(metric, period, value)| {
        let mut record = json!({"metric": metric, "employee": "e1", "period": period});
        record.as_object_mut().unwrap().insert("value".to_owned(), value.clone());
        record
    });
    json!({ "observations": all.collect::<Vec<_>>() })
}

fn line(rule: &str, amount: &str) -> Vec<(String, String)> {
    vec![(rule.to_owned(), amount.to_owned())]
}

// 2 % up to 100 000 and 3 % beyond, each on its own part; less where quality is not met.
#[test]
fn sales_are_paid_by_tiers_and_quality() {
    let june = "2025-06";
    let sold = |ad_sales: u64| {
        observed(&[
            ("marketplace_sales", june, json!(120000)),
            ("ad_sales", june, json!(ad_sales)),
            ("ad_cost", june, json!(30000)),
        ])
    };
    let cross = ("cross-border-operations", "cross_border_operator");
    assert_eq!(paid(cross.0, cross.1, sold(90000)), line("marketplace_commission", "2600.00"));
    // 2.8 of 3: 2 600 × 0.8.
    assert_eq!(paid(cross.0, cross.1, sold(84000)), line("marketplace_commission", "2080.00"));
    let mut trade = observed(&[("inquiries", june, json!(50)), ("customers_followed_up", june, json!(45))]);
    trade.as_object_mut().unwrap().insert(
        "sales".to_owned(),
        json!([{"id": "s1", "employee": "e1", "date": "2025-06-05", "amount": 120000, "currency": "CNY"},
               {"id": "r1", "returns": "s1", "date": "2025-06-25", "amount": -30000, "currency": "CNY"}]),
    );
    // 45 of 50 is 90 %, which is not below; 90 000 × 2 %.
    assert_eq!(paid("international-trade", "trade_specialist", trade), line("trade_commission", "1800.00"));
    // 300 000 × 0.5 % + 60 000 × 1 %.
    let campaign = observed(&[("sales", june, json!(360000))]);
    assert_eq!(paid("operations", "campaign_operator", campaign), line("campaign_commission", "2100.00"));
}

// Conversion +20 % brings 1 000, once; quality in customer service brings 300.
#[test]
fn bonuses_are_earned_by_what_they_name() {
    let operations = |june: u64| {
        observed(&[
            ("orders", "2025-05", json!(300)),
            ("visitors", "2025-05", json!(10000)),
            ("orders", "2025-06", json!(june)),
            ("visitors", "2025-06", json!(10000)),
        ])
    };
    assert_eq!(paid("operations", "operations_specialist", operations(360)), line("conversion_bonus", "1000.00"));
    assert_eq!(paid("operations", "operations_specialist", operations(359)), []);
    let service = |in_time: u64| {
        let mut facts = observed(&[
            ("ratings_from_4_8", "2025-06", json!({"part": 90, "whole": 100})),
            ("complaints_in_time", "2025-06", json!({"part": in_time, "whole": 20})),
        ]);
        let attendance = json!([{"employee": "e1", "period": "2025-06", "days_due": 20, "days_absent": 2}]);
        facts.as_object_mut().unwrap().insert("attendance".to_owned(), attendance);
        facts
    };
    // 300 × 18/20.
    assert_eq!(paid("customer-service", "service_agent", service(20)), line("service_quality", "270.00"));
    assert_eq!(paid("customer-service", "service_agent", service(19)), []);
}
