//! Bonuses, pay and budgets: nothing is paid twice, no budget is exceeded, attendance takes away and never gives.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

fn payouts(engine: &hrcore::Engine, facts: &Value, request: &Value) -> Value {
    let (facts, request) = (facts.to_string(), request.to_string());
    read(&hrcore::document::payouts(engine, facts.as_bytes(), request.as_bytes()).unwrap())
}

/// An amount in hundredths.
fn cents(amount: &Value) -> i128 {
    amount.as_str().unwrap().replace('.', "").parse().unwrap()
}

fn decimal(cents: i128) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

/// `a ÷ b`, half away from zero.
fn rounded(a: i128, b: i128) -> i128 {
    let half = (2 * a.abs() + b) / (2 * b);
    if a < 0 { -half } else { half }
}

/// A person: the unit, the conversion of the month if it is known, days due and absent, overtime hours, pay in hundredths.
type Person = (usize, Option<u32>, (u32, u32), u32, i128);

const UNITS: [&str; 3] = ["all", "north", "south"];

fn person() -> impl Strategy<Value = Person> {
    let days = (0..24u32).prop_flat_map(|due| (Just(due), 0..=due));
    (0..UNITS.len(), prop::option::of(0..10u32), days, 0..40u32, 0..10_000_000i128)
}

fn facts(people: &[Person]) -> Value {
    let mut facts = json!({"employees": [], "observations": [], "attendance": [], "pay": [], "payments": []});
    let mut add = |list: &str, record: Value| facts[list].as_array_mut().unwrap().push(record);
    for (number, (unit, value, (due, absent), hours, base)) in people.iter().enumerate() {
        // The order of names is not that of the facts.
        let id = format!("e{}", (number * 7 + 3) % 101);
        add(
            "employees",
            json!({"id": id, "positions": [{"position": "sales", "unit": UNITS[*unit], "from": "2024-01-01"}]}),
        );
        if let Some(value) = value {
            add("observations", json!({"metric": "m", "employee": id, "period": "2025-06", "value": value}));
        }
        add(
            "attendance",
            json!({"employee": id, "period": "2025-06", "days_due": due, "days_absent": absent, "overtime_hours": hours}),
        );
        add(
            "pay",
            json!({"employee": id, "from": "2024-01-01", "base": decimal(*base), "hours": 160, "currency": "CNY"}),
        );
    }
    facts
}

/// A bonus: its mark, its amount in hundredths, its goal, whether it is paid once only, whether attendance counts.
type Bonus = (u32, i128, Option<usize>, bool, bool);

fn bonus() -> impl Strategy<Value = Bonus> {
    (0..10u32, 0..1_000_000i128, prop::option::of(0..2usize), any::<bool>(), any::<bool>())
}

/// A budget: its rules by number, its amount in hundredths, its unit.
type Budget = (Vec<usize>, i128, Option<usize>);

const RULES: usize = 5;

fn budget() -> impl Strategy<Value = Budget> {
    let rules = prop::sample::subsequence((0..RULES).collect::<Vec<_>>(), 1..=RULES);
    (rules, 0..3_000_000i128, prop::option::of(0..UNITS.len()))
}

/// Three bonuses, overtime and absence, all in hundredths.
fn policy(bonuses: &[Bonus], budgets: &[Budget]) -> Value {
    let names = ["b0", "b1", "b2", "over", "off"];
    let bonuses = bonuses.iter().enumerate().map(|(number, (mark, amount, goal, ever, attendance))| {
        let mut bonus = json!({"id": names[number], "when": {"metric": "m", "at_least": mark}, "amount": decimal(*amount),
            "currency": "CNY", "once": if *ever { "ever" } else { "period" }, "attendance": attendance});
        if let Some(goal) = goal {
            bonus["goal"] = json!(format!("g{goal}"));
        }
        bonus
    });
    let budgets = budgets.iter().enumerate().map(|(number, (rules, amount, unit))| {
        let rules: Vec<&str> = rules.iter().map(|rule| names[*rule]).collect();
        let mut budget =
            json!({"id": format!("p{number}"), "rules": rules, "amount": decimal(*amount), "currency": "CNY"});
        if let Some(unit) = unit {
            budget["unit"] = json!(UNITS[*unit]);
        }
        budget
    });
    json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "m", "unit": "count", "direction": "higher"}], "scorecards": [],
        "positions": [{"id": "sales"}],
        "units": [{"id": "all"}, {"id": "north", "parent": "all"}, {"id": "south", "parent": "all"}],
        "bonuses": bonuses.collect::<Vec<_>>(), "budgets": budgets.collect::<Vec<_>>(),
        "pay_rules": [
            {"id": "over", "currency": "CNY", "pays": {"kind": "overtime", "rate": "150%"}},
            {"id": "off", "currency": "CNY", "pays": {"kind": "absence"}}]
    })
}

/// The lines of an answer as payments.
fn paid(lines: &Value) -> Vec<Value> {
    let payment = |line: &Value| json!({"rule": line["rule"], "employee": line["employee"], "period": "2025-06", "amount": line["amount"], "currency": "CNY"});
    lines.as_array().unwrap().iter().map(payment).collect()
}

fn bonuses() -> impl Strategy<Value = Vec<Bonus>> {
    prop::collection::vec(bonus(), 3)
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(person(), 1..8)
}

proptest! {
    #![proptest_config(super::cases(96))]

    #[test]
    fn what_is_paid_is_not_paid_again(bonuses in bonuses(), budgets in prop::collection::vec(budget(), 0..3), people in people()) {
        let engine = compile(&policy(&bonuses, &budgets));
        let mut facts = facts(&people);
        let june = json!({"period": "2025-06"});
        let first = payouts(&engine, &facts, &june);
        facts["payments"] = json!(paid(&first["lines"]));
        let again = payouts(&engine, &facts, &june);
        prop_assert_eq!(&again["lines"], &json!([]));
        // What is not known yet does not become known by paying.
        prop_assert_eq!(&again["undecided"], &first["undecided"]);
        // Paid in two parts, it is the same.
        let halved = paid(&first["lines"]).into_iter().map(|mut payment| {
            payment["amount"] = json!(decimal(cents(&payment["amount"]) / 2));
            payment
        });
        facts["payments"] = json!(halved.collect::<Vec<_>>());
        let mut both = facts["payments"].as_array().unwrap().clone();
        both.extend(paid(&payouts(&engine, &facts, &june)["lines"]));
        facts["payments"] = json!(both);
        prop_assert_eq!(&payouts(&engine, &facts, &june)["lines"], &json!([]));
    }

    // Once and for all: in July nothing more comes of it.
    #[test]
    fn what_is_paid_once_is_never_paid_again(mut bonuses in bonuses(), people in people()) {
        for bonus in &mut bonuses {
            bonus.3 = true;
        }
        let engine = compile(&policy(&bonuses, &[]));
        let mut facts = facts(&people);
        let june = payouts(&engine, &facts, &json!({"period": "2025-06"}));
        facts["payments"] = json!(paid(&june["lines"]));
        let mut july: Vec<Value> = facts["observations"].as_array().unwrap().clone();
        july.iter_mut().for_each(|record| record["period"] = json!("2025-07"));
        facts["observations"].as_array_mut().unwrap().extend(july);
        let mut july: Vec<Value> = facts["attendance"].as_array().unwrap().clone();
        july.iter_mut().for_each(|record| record["period"] = json!("2025-07"));
        facts["attendance"].as_array_mut().unwrap().extend(july);
        let goal = |rule: &Value| {
            let at: usize = rule.as_str().unwrap()[1..].parse().unwrap();
            bonuses[at].2.map_or_else(|| rule.to_string(), |goal| format!("g{goal}"))
        };
        let july = payouts(&engine, &facts, &json!({"period": "2025-07", "rules": ["b0", "b1", "b2"]}));
        for line in july["lines"].as_array().unwrap() {
            let before = june["lines"].as_array().unwrap().iter().filter(|earlier| {
                earlier["kind"] == "bonus" && earlier["employee"] == line["employee"]
                    && goal(&earlier["rule"]) == goal(&line["rule"])
            });
            prop_assert_eq!(before.count(), 0, "{}", line);
        }
    }

    #[test]
    fn budgets_are_kept(bonuses in bonuses(), one in budget(), people in people()) {
        let free = compile(&policy(&bonuses, &[]));
        let held = compile(&policy(&bonuses, std::slice::from_ref(&one)));
        let (facts, june) = (facts(&people), json!({"period": "2025-06"}));
        let (free, held) = (payouts(&free, &facts, &june), payouts(&held, &facts, &june));
        let names = ["b0", "b1", "b2", "over", "off"];
        let is_inside = |line: &Value| {
            let at = facts["employees"].as_array().unwrap().iter().find(|person| person["id"] == line["employee"]);
            let unit = at.unwrap()["positions"][0]["unit"].as_str().unwrap();
            let of_unit = one.2.is_none_or(|wanted| wanted == 0 || UNITS[wanted] == unit);
            of_unit && one.0.iter().any(|rule| line["rule"] == names[*rule]) && cents(&line["amount"]) > 0
        };
        let lines = |answer: &Value| answer["lines"].as_array().unwrap().clone();
        let asked: i128 = lines(&free).iter().filter(|line| is_inside(line)).map(|line| cents(&line["due"])).sum();
        let paid: i128 = lines(&held).iter().filter(|line| is_inside(line)).map(|line| cents(&line["due"])).sum();
        let scales = asked > one.1;
        prop_assert_eq!(paid, if scales { one.1 } else { asked });
        let status = &held["budgets"][0];
        prop_assert_eq!((cents(&status["asked"]), cents(&status["paid"])), (asked, paid));
        prop_assert_eq!(status["scaled"].as_bool().unwrap(), scales);
        // Each line stays as it is, or takes its share to within one unit.
        let found = lines(&held);
        for line in lines(&free) {
            let own = found.iter().find(|own| own["employee"] == line["employee"] && own["rule"] == line["rule"]);
            if !is_inside(&line) || !scales {
                prop_assert_eq!(own, Some(&line));
                continue;
            }
            // What is left with nothing has no line.
            let part = own.map_or(0, |own| cents(&own["due"]));
            let share = cents(&line["due"]) * one.1;
            prop_assert!((part * asked - share).abs() < asked, "{part} of {line}");
        }
    }

    #[test]
    fn attendance_takes_away(bonuses in bonuses(), people in people()) {
        let answer = payouts(&compile(&policy(&bonuses, &[])), &facts(&people), &json!({"period": "2025-06"}));
        for line in answer["lines"].as_array().unwrap() {
            let due = cents(&line["due"]);
            let at = (0..people.len()).find(|at| line["employee"] == format!("e{}", (at * 7 + 3) % 101)).unwrap();
            let (_, value, (days, absent), hours, base) = people[at];
            let worked = i128::from(days - absent);
            match line["rule"].as_str().unwrap() {
                "over" => prop_assert_eq!(due, rounded(base * i128::from(hours) * 3, 320)),
                "off" => prop_assert_eq!(due, rounded(-base * i128::from(absent), days.into())),
                bonus => {
                    let (mark, amount, _, _, counts) = bonuses[bonus[1..].parse::<usize>().unwrap()];
                    prop_assert!(value.is_some_and(|value| value >= mark));
                    let expected = if counts { rounded(amount * worked, days.into()) } else { amount };
                    prop_assert_eq!(due, expected);
                    prop_assert!(0 <= due && due <= amount);
                    let factor = &line["inputs"]["attendance"];
                    prop_assert_eq!(factor.is_null(), !counts);
                }
            }
        }
    }
}
