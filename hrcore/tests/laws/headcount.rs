//! Headcount: hires follow from what is shown, requisitions add up to them, more work never takes fewer people, no order of
//! the facts changes anything, and no size of a number breaks anything.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

/// What a rule says, besides what it is about.
#[derive(Debug, Clone)]
struct Rule {
    availability: u32,
    ramp_up: Vec<u32>,
    lead: (u32, u32),
    costs: (u32, u32),
    leavers: Option<u32>,
}

fn rule() -> impl Strategy<Value = Rule> {
    let costs = (0u32..10, 0u32..10).prop_filter("one is above zero", |(short, over)| short + over > 0);
    let ramp_up = prop::collection::vec(0u32..=100, 0..4);
    (1u32..=100, ramp_up, (0u32..4, 0u32..40), costs, prop::option::of(0u32..=100))
        .prop_map(|(availability, ramp_up, lead, costs, leavers)| Rule { availability, ramp_up, lead, costs, leavers })
}

fn engine(rule: &Rule) -> hrcore::Engine {
    compile(&json!({
        "schema_version": "1.4", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "parcels", "unit": "count", "direction": "higher", "level": "company"}],
        "scorecards": [], "positions": [{"id": "clerk"}, {"id": "driver"}],
        "headcount": [{"id": "clerks", "position": "clerk", "volume": "parcels", "per_head": 100,
            "availability": rule.availability, "ramp_up": rule.ramp_up, "lead_months": rule.lead.0,
            "lead_days": rule.lead.1, "cost_short": rule.costs.0, "cost_over": rule.costs.1,
            "leavers_per_year": rule.leavers}]
    }))
}

fn day(number: u32) -> String {
    format!("{}-{:02}-{:02}", 2023 + number / 336, 1 + number % 336 / 28, 1 + number % 28)
}

/// Positions held, and requisitions: days count from 2023 on, and the plan begins in January 2025.
fn company() -> impl Strategy<Value = (Vec<Value>, Vec<Value>)> {
    let person = (0u32..1000, prop::option::of(0u32..900), any::<bool>());
    let post = (0u32..800, prop::option::of(0u32..300), prop::option::of(0u32..300), 1u32..4);
    let people = prop::collection::vec(person, 0..30);
    (people, prop::collection::vec(post, 0..6)).prop_map(|(people, posts)| {
        let people = people.iter().enumerate().map(|(at, (from, length, is_clerk))| {
            let to = length.map(|length| day(from + length));
            json!({"id": format!("e{at}"), "positions": [
                {"position": if *is_clerk { "clerk" } else { "driver" }, "from": day(*from), "to": to}]})
        });
        let posts = posts.iter().enumerate().map(|(at, (opened, accepted, starts, count))| {
            let after = |days: &Option<u32>| days.map(|days| day(opened + days));
            json!({"id": format!("r{at}"), "position": "clerk", "count": count, "opened": day(*opened),
                "accepted": after(accepted), "starts": after(starts)})
        });
        (people.collect(), posts.collect())
    })
}

fn volumes() -> impl Strategy<Value = Vec<(u32, u32)>> {
    prop::collection::vec((0u32..6000, 0u32..60), 6)
}

fn request(volumes: &[(u32, u32)]) -> Value {
    let volumes: Vec<Value> = (1..).zip(volumes).map(|(month, (value, spread))| {
        json!({"rule": "clerks", "period": format!("2025-{month:02}"), "value": value, "spread": format!("{spread}%")})
    }).collect();
    json!({"as_of": "2024-12-31", "horizon": 6, "volumes": volumes})
}

fn ask(engine: &hrcore::Engine, (people, posts): &(Vec<Value>, Vec<Value>), request: &Value) -> Value {
    let observations: Vec<Value> = (7..=12)
        .map(|month| json!({"metric": "parcels", "period": format!("2024-{month:02}"), "value": 900 + 50 * month}))
        .collect();
    let facts = json!({"employees": people, "requisitions": posts, "observations": observations}).to_string();
    let answer = hrcore::document::headcount(engine, facts.as_bytes(), request.to_string().as_bytes()).unwrap();
    let answer = read(&answer);
    assert_eq!(answer["problems"], json!([]));
    answer["plans"][0].clone()
}

fn number(value: &Value) -> f64 {
    value.as_str().unwrap().parse().unwrap()
}

proptest! {
    #![proptest_config(super::cases(150))]

    // What is shown has six digits.
    #[test]
    fn hires_follow_from_what_is_shown(rule in rule(), company in company(), volumes in volumes()) {
        let plan = ask(&engine(&rule), &company, &request(&volumes));
        let level = number(&plan["service_level"]);
        for month in plan["months"].as_array().unwrap() {
            let (need, hires) = (month["need"].as_u64().unwrap(), month["hires"].as_u64().unwrap());
            let (short, allowed) = (number(&month["chance_short"]), 1.0 - level);
            // So many would be enough if all others left.
            prop_assert!(hires <= need, "{need} are needed, and {hires} to hire");
            if (short - allowed).abs() > 1e-5 {
                prop_assert_eq!(hires == 0, short < allowed, "{} to hire, short with {}", hires, short);
            }
        }
    }

    #[test]
    fn requisitions_add_up_to_the_hires(rule in rule(), company in company(), volumes in volumes()) {
        let plan = ask(&engine(&rule), &company, &request(&volumes));
        let most = plan["months"].as_array().unwrap().iter().map(|month| month["hires"].as_u64().unwrap()).max();
        let opened = plan["requisitions"].as_array().unwrap();
        let sum: u64 = opened.iter().map(|requisition| requisition["hires"].as_u64().unwrap()).sum();
        let open_posts = plan["open_posts"].as_u64().unwrap();
        prop_assert_eq!(sum, most.unwrap().saturating_sub(open_posts));
        for pair in opened.windows(2) {
            prop_assert!(pair[0]["open"].as_str() <= pair[1]["open"].as_str());
        }
        for requisition in opened {
            let of = |name: &str| requisition[name].as_str().unwrap().to_owned();
            let needed = of("needed") + "-01";
            prop_assert!(of("open").as_str() > "2024-12-31" && of("open") <= of("start") && of("start") <= of("full"));
            let is_late = requisition["is_late"].as_bool().unwrap();
            prop_assert_eq!(is_late, of("full") > needed);
            prop_assert!(!is_late || of("open") == "2025-01-01");
        }
    }

    #[test]
    fn the_reasons_sum_to_the_difference(rule in rule(), company in company(), volumes in volumes()) {
        let plan = ask(&engine(&rule), &company, &request(&volumes));
        let simple = &plan["simple"];
        let of = |name: &str| simple[name].as_f64().unwrap();
        let lines: Vec<f64> =
            simple["why"].as_array().map_or_else(Vec::new, |why| why.iter().map(|line| number(&line["heads"])).collect());
        let size = lines.iter().fold(1.0, |size: f64, line| size.max(line.abs()));
        let difference = of("plan_hires") - of("hires");
        prop_assert!((lines.iter().sum::<f64>() - difference).abs() < 1e-4 * size, "{lines:?}, not {difference}");
        prop_assert_eq!(&simple["plan_hires"], &plan["months"][0]["hires"]);
    }

    #[test]
    fn more_work_or_dearer_shortage_never_takes_fewer(
        rule in rule(), company in company(), volumes in volumes(), more in 1u32..500,
    ) {
        let usual = ask(&engine(&rule), &company, &request(&volumes));
        let busy: Vec<(u32, u32)> = volumes.iter().map(|(value, spread)| (value + more, *spread)).collect();
        let busy = ask(&engine(&rule), &company, &request(&busy));
        let dear = Rule { costs: (rule.costs.0 + 5, rule.costs.1), ..rule };
        let dear = ask(&engine(&dear), &company, &request(&volumes));
        for other in [&busy, &dear] {
            for (usual, other) in usual["months"].as_array().unwrap().iter().zip(other["months"].as_array().unwrap()) {
                for name in ["need", "hires"] {
                    prop_assert!(usual[name].as_u64() <= other[name].as_u64(), "{}: {} {}", name, usual, other);
                }
            }
        }
    }

    #[test]
    fn no_order_matters(rule in rule(), company in company(), volumes in volumes()) {
        let engine = engine(&rule);
        let mut request = request(&volumes);
        let usual = ask(&engine, &company, &request);
        let (mut people, mut posts) = company;
        people.reverse();
        posts.reverse();
        request["volumes"].as_array_mut().unwrap().reverse();
        prop_assert_eq!(usual, ask(&engine, &(people, posts), &request));
    }
}

/// Everything is as large, or as small, as a document can say it: an answer, whatever it is.
#[test]
fn no_size_breaks_it() {
    for (value, per_head) in
        [("999999999999999999", "0.000000000000000001"), ("0.000000000000000001", "999999999999999999")]
    {
        for (short, over) in
            [("1000000000", "0"), ("0", "0.000000000000000001"), ("0.000000000000000001", "1000000000")]
        {
            for as_of in ["1900-01-01", "2024-12-15", "9000-11-30", "9000-12-31"] {
                let engine = compile(&json!({
                    "schema_version": "1.4", "id": "p", "version": "1", "effective_from": "1900-01-01",
                    "metrics": [{"id": "parcels", "unit": "count", "direction": "higher", "level": "company"}],
                    "scorecards": [], "positions": [{"id": "clerk"}],
                    "headcount": [{"id": "clerks", "position": "clerk", "volume": "parcels", "per_head": per_head,
                        "availability": "0.000000000000000001", "ramp_up": vec![0; 24], "lead_months": 24, "lead_days": 366,
                        "cost_short": short, "cost_over": over, "leavers_per_year": "100%", "leavers_weight": "10000"}]
                }));
                let year = &as_of[..4];
                let months = (1..=12).flat_map(|month| ["1900", "2025", year].map(|year| format!("{year}-{month:02}")));
                let mut months: Vec<String> = months.collect();
                months.sort();
                months.dedup();
                let volumes: Vec<Value> = months
                    .iter()
                    .map(|month| json!({"rule": "clerks", "period": month, "value": value, "spread": "300%"}))
                    .collect();
                let observations: Vec<Value> =
                    months.iter().map(|month| json!({"metric": "parcels", "period": month, "value": value})).collect();
                let facts = json!({
                    "employees": [{"id": "e", "positions": [{"position": "clerk", "from": as_of}]}],
                    "observations": observations,
                    "requisitions": [
                        {"id": "a", "position": "clerk", "opened": as_of, "count": 100_000, "accepted": as_of},
                        {"id": "b", "position": "clerk", "opened": as_of, "starts": "9000-12-31"}
                    ]
                });
                for lang in ["en", "zh"] {
                    let request = json!({"as_of": as_of, "horizon": 36, "volumes": volumes, "lang": lang});
                    let answer = hrcore::document::headcount(
                        &engine,
                        facts.to_string().as_bytes(),
                        request.to_string().as_bytes(),
                    )
                    .unwrap();
                    assert!(read(&answer)["plans"][0]["service_level"].is_string());
                }
            }
        }
    }
}
