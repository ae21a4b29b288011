//! Advice on commissions, with the arithmetic.

use crate::Engine;

/// Codes, places below the commission, and messages.
fn advice(fields: &str) -> Vec<(&'static str, String, String)> {
    advice_in("CNY", fields)
}

fn advice_in(currency: &str, fields: &str) -> Vec<(&'static str, String, String)> {
    let policy = format!(
        r#"{{"schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2025-01-01", "metrics": [],
            "scorecards": [], "positions": [{{"id": "seller"}}], "courses": [{{"id": "c", "areas": ["sales"]}}],
            "commissions": [{{"id": "c", "currency": "{currency}", {fields}}}]}}"#
    );
    let found = Engine::compile(policy.as_bytes()).unwrap().lint().advice;
    let below = |pointer: String| pointer.strip_prefix("/commissions/0").unwrap().to_owned();
    found.into_iter().map(|item| (item.code, below(item.pointer), item.message)).collect()
}

/// Nothing else is to be said of a commission that has a cap and a modifier.
const BOUND: &str = r#""cap": 900000, "modifiers": [{"id": "m", "when": {"course": "c"}, "factor": "1.5"}]"#;

fn tiers(apply: &str, steps: &str) -> String {
    format!(r#""tiers": {{"apply": "{apply}", "steps": [{steps}]}}, {BOUND}"#)
}

#[track_caller]
fn one(fields: &str, code: &'static str, place: &str, message: &str) {
    assert_eq!(advice(fields), [(code, place.to_owned(), message.to_owned())]);
}

// 100 000 × 2 % = 2 000.00; 100 000.01 × 3 % = 3 000.0003, paid as 3 000.00.
#[test]
fn a_whole_scheme_jumps_at_its_border() {
    let steps = r#"{"upto": 100000, "rate": "2%"}, {"rate": "3%"}"#;
    let message = "at 100 000.01 CNY it jumps by 1 000.00 CNY";
    one(&tiers("whole", steps), "commission_cliff", "/tiers/steps/0/upto", message);
    assert_eq!(advice(&tiers("marginal", steps)), []);
    assert_eq!(advice(&tiers("ramp", steps)), []);
    // What the cap holds does not jump: 2 000.00 before and after.
    let capped = tiers("whole", steps).replace("900000", "2000");
    let found = advice(&capped);
    assert_eq!(found.len(), 1);
    // Nor does what the floor lifts.
    let floored = format!(r#"{}, "floor": 3000"#, tiers("whole", steps));
    assert_eq!(advice(&floored), []);
}

// 1.00 × 2 % = 0.02, 1.01 × 3 % = 0.0303: 0.01 more. 2.00: 0.04, then 0.0603: 0.02 more.
#[test]
fn a_cent_more_for_a_cent_more_is_no_cliff() {
    assert_eq!(advice(&tiers("whole", r#"{"upto": 1, "rate": "2%"}, {"rate": "3%"}"#)), []);
    let steps = r#"{"upto": 2, "rate": "2%"}, {"rate": "3%"}"#;
    one(&tiers("whole", steps), "commission_cliff", "/tiers/steps/0/upto", "at 2.01 CNY it jumps by 0.02 CNY");
}

// 1 000 × 5 % = 50.00; 1 000.01 × 3 % = 30.0003.
#[test]
fn a_rate_that_falls_pays_less_for_more() {
    let steps = r#"{"upto": 1000, "rate": "5%"}, {"rate": "3%"}"#;
    let message = "selling more pays less: 50.00 CNY on 1 000.00 CNY, but 30.00 CNY on 1 000.01 CNY";
    one(&tiers("whole", steps), "commission_not_monotone", "/tiers/steps/1/rate", message);
    assert_eq!(advice(&tiers("marginal", steps)), []);
    // From 5 % at 0 to 3 % at 1 000: the slope at the end is 3 % − 2 % = 1 %, so it never falls.
    assert_eq!(advice(&tiers("ramp", steps)), []);
    // From 5 % to 1 %: b · (5 % − b · 0.004 %) is most at 625: 625 × 2.5 % = 15.625; 1 000 × 1 % = 10.
    let steep = r#"{"upto": 1000, "rate": "5%"}, {"rate": "1%"}"#;
    let message = "selling more pays less: 15.63 CNY on 625.00 CNY, but 10.00 CNY on 1 000.00 CNY";
    one(&tiers("ramp", steep), "commission_not_monotone", "/tiers/steps/1/rate", message);
    // A floor of 16.00 hides it; a cap of 12.00 does not: 12.00 at the top, 10.00 at the end.
    assert_eq!(advice(&format!(r#"{}, "floor": 16"#, tiers("ramp", steep))), []);
    let capped = advice(&tiers("ramp", steep).replace("900000", "12"));
    assert_eq!(capped[0].0, "commission_not_monotone");
    assert!(capped[0].2.ends_with("but 10.00 CNY on 1 000.00 CNY"), "{capped:?}");
}

// From 2 % at 1 000 to 12 % at 1 001 and so on: at 1 001.00 the last 0.01 brings 1 001 × 12 % − 1 000.99 × 11.9 %
// = 120.12 − 119.11781 = 1.00219.
#[test]
fn a_ramp_can_be_a_cliff() {
    let steps = r#"{"upto": 1000, "rate": "2%"}, {"upto": 1001, "rate": "2%"}, {"rate": "12%"}"#;
    let message = "at 1 001.00 CNY the last 0.01 CNY brings 1.00 CNY";
    one(&tiers("ramp", steps), "commission_cliff", "/tiers/steps/1/upto", message);
    // At 1 000.19, 3.9 % pay 39.00741; at 1 000.20, 4 % would pay 40.008, of which the cap leaves 40.00; at 1 000.18,
    // 3.8 % pay 38.00684, so that the last 0.01 before the cap brings most.
    let found = advice(&tiers("ramp", steps).replace("900000", "40"));
    assert_eq!(
        (found[0].0, found[0].2.as_str()),
        ("commission_cliff", "at 1 000.19 CNY the last 0.01 CNY brings 1.00 CNY")
    );
}

#[test]
fn a_cap_that_is_reached_leaves_steps_out() {
    // 2 % of 100 000 is the cap.
    let steps = r#"{"upto": 100000, "rate": "2%"}, {"upto": 200000, "rate": "3%"}, {"rate": "4%"}"#;
    let found = advice(&tiers("marginal", steps).replace("900000", "2000"));
    let codes: Vec<(&str, &str)> = found.iter().map(|(code, place, _)| (*code, place.as_str())).collect();
    assert_eq!(codes, [("tier_unreachable", "/tiers/steps/1"), ("tier_unreachable", "/tiers/steps/2")]);
    assert_eq!(found[0].2, "the cap of 2 000.00 CNY is reached before step 2 begins at 100 000.00 CNY");
    assert_eq!(advice(&tiers("marginal", steps).replace("900000", "2000.01").replace("4%", "0%")).len(), 1);
    // A modifier of 0.5 lets 4 000 count as 2 000: the second step, worth up to 5 000, is needed.
    let halved = tiers("marginal", steps).replace("900000", "2000").replace("1.5", "0.5");
    let found = advice(&halved);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, "/tiers/steps/2");
    // What a team earns is capped before modifiers.
    let team = format!(r#""per": "team", {halved}"#);
    assert_eq!(advice(&team).len(), 2);
}

#[test]
fn what_is_not_bound_is_said() {
    let open = |rate: &str, more: &str| {
        format!(
            r#""tiers": {{"apply": "whole", "steps": [{{"rate": "{rate}"}}]}},
                "modifiers": [{{"id": "m", "when": {{"course": "c"}}, "factor": "1.5"}}]{more}"#
        )
    };
    one(&open("2%", ""), "commission_uncapped", "", "nothing bounds what commission `c` pays");
    assert_eq!(advice(&open("0%", "")), []);
    let budget = r#"}], "budgets": [{"id": "b", "rules": ["c"], "amount": 5, "currency": "CNY""#;
    assert_eq!(advice(&open("2%", budget)), []);
    let volume = r#""cap": 5, "tiers": {"apply": "whole", "steps": [{"rate": 1}]}"#;
    one(volume, "single_indicator", "", "commission `c` rewards volume and nothing else");
}

#[test]
fn factors_of_one_and_of_nothing_are_said() {
    let factor = |factor: &str| tiers("whole", r#"{"rate": 1}"#).replace("1.5", factor);
    let place = "/modifiers/0/factor";
    one(&factor("1.0"), "modifier_always", place, "modifier `m` multiplies by 1, which changes nothing");
    one(&factor("0"), "modifier_never", place, "modifier `m` multiplies by 0: where it is met, nothing is paid");
    assert_eq!(advice(&factor("0.9")), []);
}

// The yen has no smaller unit: 1 000 × 2 % = 20, 1 001 × 3 % = 30.03. The dinar has thousandths: 1 000.001 × 3 % is
// 30.00003.
#[test]
fn borders_are_counted_in_the_unit_of_the_currency() {
    let steps = tiers("whole", r#"{"upto": 1000, "rate": "2%"}, {"rate": "3%"}"#);
    assert_eq!(advice_in("JPY", &steps)[0].2, "at 1 001 JPY it jumps by 10 JPY");
    assert_eq!(advice_in("KWD", &steps)[0].2, "at 1 000.001 KWD it jumps by 10.000 KWD");
}

#[test]
fn a_tiny_rate_may_be_a_share() {
    let steps = r#"{"upto": 1000, "rate": "0.02"}, {"rate": "0.1"}"#;
    let message = "0.02 is 0.02 %, less than a thousandth";
    one(&tiers("marginal", steps), "rate_tiny", "/tiers/steps/0/rate", message);
}
