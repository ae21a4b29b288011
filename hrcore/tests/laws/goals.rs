//! Goals: what is said to close a cascade closes it, means lie between what they are made of, and no order of the facts
//! and no depth of the tree changes anything.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

fn engine() -> hrcore::Engine {
    compile(&json!({
        "schema_version": "1.2", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [], "scorecards": [], "positions": []
    }))
}

fn ask(facts: &Value) -> Value {
    let request = br#"{"as_of": "2025-06-15"}"#;
    read(&hrcore::document::goals(&engine(), facts.to_string().as_bytes(), request).unwrap())
}

/// A figure of an answer as it is exactly: numerator and denominator.
fn exact(of: &Value, name: &str) -> Option<(i128, i128)> {
    let text = of.get(format!("{name}_exact")).or_else(|| of.get(name))?.as_str()?;
    Some(match text.split_once('/') {
        Some((part, whole)) => (part.parse().unwrap(), whole.parse().unwrap()),
        None => {
            let places = text.split_once('.').map_or(0, |(_, places)| places.len());
            (text.replace('.', "").parse().unwrap(), 10i128.pow(u32::try_from(places).unwrap()))
        }
    })
}

fn is_at_most(a: (i128, i128), b: (i128, i128)) -> bool {
    a.0 * b.1 <= b.0 * a.1
}

/// What is one factor or part of a cascade: a target from a start, both whole.
fn drivers() -> impl Strategy<Value = Vec<(u32, u32)>> {
    prop::collection::vec((1u32..40, 1u32..40), 1..5)
}

fn cascade(kind: &str, (from, target, lower): (u32, u32, bool), drivers: &[(u32, u32)]) -> Value {
    let of: Vec<Value> = (0..drivers.len()).map(|at| json!({"objective": format!("d{at}")})).collect();
    let direction = if lower { "lower" } else { "higher" };
    let mut list = vec![json!({"id": "top", "period": "2025", "from": from, "target": target,
        "direction": direction, "drivers": {"kind": kind, "of": of}})];
    for (at, (from, target)) in drivers.iter().enumerate() {
        list.push(json!({"id": format!("d{at}"), "period": "2025", "from": from, "target": target}));
    }
    ask(&json!({"objectives": list}))["objectives"][0]["cascade"].clone()
}

/// A tree: of each objective the one above, which stands before it, its weight, and what is said of it.
fn tree() -> impl Strategy<Value = Vec<(prop::sample::Index, u32, Option<u32>)>> {
    prop::collection::vec((any::<prop::sample::Index>(), 1u32..9, prop::option::of(0u32..=100)), 2..14)
}

fn grown(tree: &[(prop::sample::Index, u32, Option<u32>)]) -> (Vec<Value>, Vec<Value>) {
    let (mut list, mut updates) = (Vec::new(), Vec::new());
    let has_below =
        |at: usize| tree.iter().enumerate().skip(at + 1).any(|(below, (above, ..))| above.index(below) == at);
    for (at, (above, weight, said)) in tree.iter().enumerate() {
        let mut objective = json!({"id": format!("o{at}"), "period": "2025-06", "weight": weight});
        if at > 0 {
            objective["parent"] = json!(format!("o{}", above.index(at)));
        }
        if let Some(percent) = said.filter(|_| !has_below(at)) {
            updates.push(json!({"objective": format!("o{at}"), "date": "2025-06-01", "percent": percent}));
        }
        list.push(objective);
    }
    (list, updates)
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn what_closes_a_cascade_closes_it_exactly(
        top in (1u32..40, 1u32..400, any::<bool>()), drivers in drivers(), is_sum in any::<bool>(),
    ) {
        let kind = if is_sum { "sum" } else { "product" };
        let found = cascade(kind, top, &drivers);
        // By hand: a product multiplies target ÷ from, a sum adds targets.
        let (mut part, mut whole) = (if is_sum { 0i128 } else { 1 }, 1i128);
        for (from, target) in &drivers {
            let (from, target) = (i128::from(*from), i128::from(*target));
            (part, whole) = if is_sum { (part + target, 1) } else { (part * target, whole * from) };
        }
        let needed = if is_sum { (i128::from(top.1), 1) } else { (i128::from(top.1), i128::from(top.0)) };
        let reaches = if top.2 { is_at_most((part, whole), needed) } else { is_at_most(needed, (part, whole)) };
        prop_assert_eq!(found["state"].as_str(), Some(if reaches { "reaches" } else { "short" }));
        for (at, (from, target)) in drivers.iter().enumerate() {
            let driver = &found["drivers"][at];
            let Some(closes) = exact(driver, "closes_at") else {
                prop_assert!(reaches);
                continue;
            };
            prop_assert!(!reaches);
            let (from, target) = (i128::from(*from), i128::from(*target));
            // The others as they are, and this one as it is said: exactly what is needed.
            let reached = if is_sum {
                ((part - target) * closes.1 + closes.0, closes.1)
            } else {
                (part * from * closes.0, whole * target * closes.1)
            };
            prop_assert_eq!(reached.0 * needed.1, needed.0 * reached.1);
        }
    }

    #[test]
    fn a_mean_lies_between_what_it_is_made_of(tree in tree()) {
        let (list, updates) = grown(&tree);
        let found = ask(&json!({"objectives": list, "objective_updates": updates}))["objectives"].clone();
        for (at, objective) in found.as_array().unwrap().iter().enumerate() {
            let below: Vec<&Value> =
                found.as_array().unwrap().iter().filter(|other| other["parent"] == objective["objective"]).collect();
            let known: Vec<(i128, i128)> = below.iter().filter_map(|below| exact(below, "progress")).collect();
            let (mean, least) = (exact(objective, "rolled_up"), exact(objective, "at_least"));
            prop_assert_eq!(mean.is_some(), !below.is_empty() && known.len() == below.len(), "{}", at);
            prop_assert_eq!(least.is_some(), known.len() < below.len());
            if let Some(mean) = mean {
                prop_assert!(known.iter().any(|one| is_at_most(*one, mean)));
                prop_assert!(known.iter().any(|one| is_at_most(mean, *one)));
                prop_assert_eq!(exact(objective, "progress"), Some(mean));
            }
        }
    }

    #[test]
    fn what_becomes_known_never_makes_less_of_it(tree in tree(), said in 0u32..=100) {
        let (list, updates) = grown(&tree);
        let before = ask(&json!({"objectives": list, "objective_updates": updates}))["objectives"].clone();
        // What nothing is known of at the ends becomes known.
        let (list, updates) = grown(
            &tree.iter().map(|(above, weight, known)| (*above, *weight, known.or(Some(said)))).collect::<Vec<_>>(),
        );
        let after = ask(&json!({"objectives": list, "objective_updates": updates}))["objectives"].clone();
        for (before, after) in before.as_array().unwrap().iter().zip(after.as_array().unwrap()) {
            if let Some(least) = exact(before, "at_least") {
                prop_assert!(is_at_most(least, exact(after, "rolled_up").unwrap()));
            }
        }
    }

    #[test]
    fn the_order_of_the_facts_does_not_matter(tree in tree(), keys in prop::collection::vec(any::<u32>(), 14)) {
        let (list, updates) = grown(&tree);
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_by_key(|at| keys[*at]);
        let moved: Vec<&Value> = order.iter().map(|at| &list[*at]).collect();
        let back: Vec<&Value> = updates.iter().rev().collect();
        let found = ask(&json!({"objectives": list, "objective_updates": updates}));
        let other = ask(&json!({"objectives": moved, "objective_updates": back}));
        for (at, to) in order.iter().enumerate() {
            prop_assert_eq!(&other["objectives"][at], &found["objectives"][*to]);
        }
        prop_assert_eq!(&other["distribution"], &found["distribution"]);
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_is_rolled_up() {
    const DEPTH: usize = 100_000;
    let mut list = Vec::with_capacity(DEPTH);
    for at in 0..DEPTH {
        let mut objective = json!({"id": format!("o{at}"), "period": "2025-06",
            "drivers": {"kind": "product", "of": [{"objective": format!("o{}", (at + 1) % DEPTH)}]}});
        if at > 0 {
            objective["parent"] = json!(format!("o{}", at - 1));
        }
        list.push(objective);
    }
    // The first below the last, too, which closes the circle.
    list[0]["parent"] = json!(format!("o{}", DEPTH - 1));
    let updates = json!([{"objective": format!("o{}", DEPTH - 2), "date": "2025-06-01", "percent": 40}]);
    let found = ask(&json!({"objectives": list, "objective_updates": updates}));
    let problems: Vec<&str> =
        found["problems"].as_array().unwrap().iter().map(|problem| problem["pointer"].as_str().unwrap()).collect();
    let last = format!("/objectives/{}", DEPTH - 1);
    assert_eq!(problems, [format!("{last}/parent"), format!("{last}/drivers/of/0/objective")]);
    // It stands on top, then, and what is said at the bottom comes up to it.
    let top = &found["objectives"][DEPTH - 1];
    assert_eq!((&top["progress"], &top["progress_from"]), (&json!("0.4"), &json!("below")));
    assert_eq!(found["objectives"][0]["parent"], last.replace("/objectives/", "o"));
}
