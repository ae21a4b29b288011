//! The figures of headcount: the simple rule and the better answer beside it, Double 11 in the warehouse, those who leave
//! and those who come. Quantiles are SciPy's.

use hrcore_stats::real::pow;
use serde_json::{Value, json};

use super::demand::{Demand, Leavers, chance_short, lacking};
use super::rate::Rate;
use crate::Engine;

fn policy(more: &Value) -> Value {
    let mut policy = json!({
        "schema_version": "1.4", "id": "shop", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "sales", "unit": "money", "currency": "CNY", "direction": "higher", "level": "company"},
            {"id": "parcels", "unit": "count", "direction": "higher", "level": "company"},
            {"id": "handled", "unit": "count", "direction": "higher", "level": "unit"},
            {"id": "mood", "unit": "label", "direction": "higher", "level": "company"}
        ],
        "scorecards": [], "positions": [{"id": "operations"}, {"id": "clerk", "name": "warehouse clerk"}],
        "units": [{"id": "south"}, {"id": "canton", "parent": "south"}, {"id": "north"}],
        "headcount": [{"id": "operations", "position": "operations", "volume": "sales", "per_head": 100_000}]
    });
    for (name, value) in more.as_object().unwrap() {
        policy[name] = value.clone();
    }
    policy
}

fn rule(more: &Value) -> Value {
    let mut rule = json!({"id": "operations", "position": "operations", "volume": "sales", "per_head": 100_000});
    for (name, value) in more.as_object().unwrap() {
        rule[name] = value.clone();
    }
    policy(&json!({"headcount": [rule]}))
}

fn ask(policy: &Value, facts: &Value, request: &Value) -> Value {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let (facts, request) = (facts.to_string(), request.to_string());
    let text = crate::document::headcount(&engine, facts.as_bytes(), request.as_bytes()).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn plan(policy: &Value, facts: &Value, request: &Value) -> Value {
    let answer = ask(policy, facts, request);
    assert_eq!(answer["problems"], json!([]));
    answer["plans"][0].clone()
}

/// People who hold a position since the beginning of 2020.
fn people(count: u32, position: &str) -> Vec<Value> {
    let person =
        |n| json!({"id": format!("{position}{n}"), "positions": [{"position": position, "from": "2020-01-01"}]});
    (0..count).map(person).collect()
}

/// Six months of sales that grow by 15 %, up to so many a hundred thousand in June.
fn grown(heads: u32) -> Vec<Value> {
    let value = |back: i32| format!("{:.9}", f64::from(heads) * 100_000.0 / pow(1.15, f64::from(back)));
    let month = |month: i32| json!({"metric": "sales", "period": format!("2025-0{month}"), "value": value(6 - month)});
    (1..=6).map(month).collect()
}

fn number(value: &Value) -> f64 {
    value.as_str().unwrap().parse().unwrap()
}

/// What stands beside the name of a reason.
fn lines(simple: &Value) -> Vec<(String, f64)> {
    let lines = simple["why"].as_array().unwrap().iter();
    lines.map(|line| (line["reason"].as_str().unwrap().to_owned(), number(&line["heads"]))).collect()
}

// F1: 1.15 · 7 = 8.05, 1.15 · 13 = 14.95: two more than there are, from 7 to 13 people at full load.
#[test]
fn the_simple_rule_says_hire_two_for_seven_to_thirteen_people() {
    for (heads, hires) in [(6, 1), (7, 2), (10, 2), (12, 2), (13, 2), (14, 3), (20, 3)] {
        let facts = json!({"employees": people(heads, "operations"), "observations": grown(heads)});
        let plan = plan(&rule(&json!({})), &facts, &json!({"as_of": "2025-06-30"}));
        let simple = &plan["simple"];
        assert_eq!((&simple["hires"], &simple["period"]), (&json!(hires), &json!("2025-07")), "{heads} people");
        assert_eq!((&simple["growth"], &plan["holders"]), (&json!("0.15"), &json!(heads)));
        assert_eq!(simple["plan_hires"], plan["months"][0]["hires"]);
        let sum: f64 = lines(simple).iter().map(|(_, heads)| heads).sum();
        let difference = simple["plan_hires"].as_f64().unwrap() - f64::from(hires);
        assert!((sum - difference).abs() < 1e-4, "{heads} people: {sum} and not {difference}");
    }
}

// The growth of six months is not carried on where they are not all there, or the last is not the last that is over.
#[test]
fn without_six_months_there_is_no_simple_rule() {
    let planned = json!({"rule": "operations", "period": "2025-07", "value": 1_380_000});
    let request = json!({"as_of": "2025-06-30", "horizon": 1, "volumes": [planned]});
    for left_out in [0, 3, 5] {
        let mut observations = grown(12);
        observations.remove(left_out);
        let facts = json!({"employees": people(12, "operations"), "observations": observations});
        assert_eq!(plan(&rule(&json!({})), &facts, &request)["simple"], Value::Null);
    }
}

// 1.2 M of sales, +15 %, 100 000 a head: 13.8 → 14 → hire 2. With a spread of 10 % and a month with one too few four times
// as dear as one with one too many: 13.8 · e^(0.1 · 0.841621) = 15.0117 → 16 → hire 4. The difference: 15.0117 − 13.8 =
// 1.2117 to be enough; 12 people of whom none left in 24 years leave at a rate of 0.2 ÷ 25, and 0.004 of them within half a
// month, 12 · (1 − 0.992^(1/24)) = 0.00401541; the rest of 2 is rounding.
#[test]
fn both_rules_stand_side_by_side() {
    let facts = json!({"employees": people(12, "operations"), "observations": grown(12)});
    let planned = |spread: &str| {
        json!({"as_of": "2025-06-30", "horizon": 1,
            "volumes": [{"rule": "operations", "period": "2025-07", "value": 1_380_000, "spread": spread}]})
    };
    let certain = plan(&rule(&json!({})), &facts, &planned("0%"));
    let month = &certain["months"][0];
    assert_eq!((&month["heads"]["median"], &month["need"], &month["hires"]), (&json!("13.8"), &json!(14), &json!(2)));
    assert_eq!((&month["chance_short"], &certain["service_level"]), (&json!("1"), &json!("0.5")));
    assert_eq!((&certain["simple"]["need"], &certain["simple"]["hires"]), (&json!(14), &json!(2)));
    let careful = plan(&rule(&json!({"cost_short": 4, "cost_over": 1})), &facts, &planned("10%"));
    let month = &careful["months"][0];
    assert_eq!((&month["need"], &month["hires"], &careful["service_level"]), (&json!(16), &json!(4), &json!("0.8")));
    assert_eq!(
        month["heads"],
        json!({"median": "13.8", "lo80": "12.1401", "hi80": "15.6869", "lo95": "11.3438",
        "hi95": "16.788"})
    );
    assert_eq!((&month["leavers"], &month["supply"]), (&json!("0.00401541"), &json!("11.996")));
    let simple = &careful["simple"];
    assert_eq!((&simple["hires"], &simple["plan_hires"]), (&json!(2), &json!(4)));
    let lines = lines(simple);
    assert_eq!(lines.len(), 3, "{lines:?}");
    for (line, (reason, heads)) in
        lines.iter().zip([("service_level", 1.211_712), ("leavers", 0.004_015_4), ("rounding", 0.784_273)])
    {
        assert!(line.0 == reason && (line.1 - heads).abs() < 5e-6, "{line:?}, not {reason} {heads}");
    }
}

fn clerk(more: &Value) -> Value {
    let mut rule = json!({"id": "warehouse", "position": "clerk", "volume": "parcels", "per_head": 10_000});
    for (name, value) in more.as_object().unwrap() {
        rule[name] = value.clone();
    }
    policy(&json!({
        "headcount": [rule],
        "seasons": [{"id": "parcels", "factors": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "1.5", 1]}],
        "dated_events": [{"id": "double_11", "name": {"en": "Double 11", "zh": "双十一"},
            "months": ["2024-11", "2025-11"], "uplift": "1.6"}]
    }))
}

/// Six months of parcels, March to August.
fn parcels(value: u32) -> Vec<Value> {
    (3..=8).map(|month| json!({"metric": "parcels", "period": format!("2025-0{month}"), "value": value})).collect()
}

fn volumes(rule: &str, heads: &[(&str, u32)]) -> Vec<Value> {
    heads.iter().map(|(month, heads)| json!({"rule": rule, "period": month, "value": heads * 10_000})).collect()
}

// 20 000 parcels a month take 2 people. November is 1.5 times as busy: 3; and Double 11 makes it 1.6 · 30 000 = 48 000,
// 4.8 people: 5 needed. It takes a month to find them: opened on 1 October. Nobody leaves: two are as likely enough for 2 as
// not, which equal costs allow. How wide the interval is, is the forecast's to say.
#[test]
fn double_11_takes_five_in_the_warehouse_and_is_opened_a_month_before() {
    let policy =
        clerk(&json!({"lead_months": 1, "season": "parcels", "events": ["double_11"], "leavers_per_year": "0%"}));
    let facts = json!({"employees": people(2, "clerk"), "observations": parcels(20_000)});
    let plan = plan(&policy, &facts, &json!({"as_of": "2025-08-31", "horizon": 4, "lang": "en"}));
    let shown =
        |name: &str| plan["months"].as_array().unwrap().iter().map(|month| month[name].clone()).collect::<Vec<_>>();
    assert_eq!(shown("need"), [2, 2, 5, 2]);
    assert_eq!(shown("hires"), [0, 0, 3, 0]);
    let november = &plan["months"][2];
    assert_eq!((&november["need_without_events"], &november["events"]), (&json!(3), &json!(["double_11"])));
    assert_eq!(
        (&november["from"], &plan["method"], &plan["source"]),
        (&json!("forecast"), &json!("level"), &json!("blended"))
    );
    let requisitions = plan["requisitions"].as_array().unwrap();
    assert_eq!(requisitions.len(), 1);
    let mut asked = requisitions[0].clone();
    let said = asked.as_object_mut().unwrap().remove("text").unwrap();
    assert_eq!(
        asked,
        json!({"hires": 3, "open": "2025-10-01", "start": "2025-11-01", "full": "2025-11-01",
        "needed": "2025-11", "months": 1, "is_late": false})
    );
    assert_eq!(
        said,
        "open 3 by 2025-10-01: at work from 2025-11-01, needed in November 2025; for this month alone: \
        temporary people may do"
    );
    let text = november["text"].as_str().unwrap();
    assert!(text.starts_with("November 2025: work for 4.8 ("), "{text}");
    let rest = " in 80 of 100 cases), 5 needed (3 by level and season, 2 by Double 11), 2 on hand; 3 to hire, without them \
        too few with a chance of >99%";
    assert!(text.ends_with(rest), "{text}");
    let text = plan["text"].as_str().unwrap();
    assert!(text.starts_with("warehouse clerk: 2 on 2025-08-31; 0% leave in a year; planned to be"), "{text}");
    // The head, months, the requisition, that the history is short, and the simple rule.
    assert_eq!(text.lines().count(), 1 + 4 + 1 + 1 + 1);
    assert!(text.contains("\nthe volume is foretold from the level of a short history, which carries no growth on\n"));
}

// Months of the policy from the 21st on have the events of their names, planned or not.
#[test]
fn planned_months_have_the_events_of_their_names() {
    let mut policy = clerk(&json!({"events": ["double_11"]}));
    policy["appraisal_period"] = json!({"start_day": 21});
    let volumes = json!([{"rule": "warehouse", "period": "2025-11@21", "value": 50_000}]);
    let plan = plan(&policy, &json!({}), &json!({"as_of": "2025-10-20", "horizon": 2, "volumes": volumes}));
    assert_eq!(
        (&plan["months"][0]["period"], &plan["months"][0]["events"]),
        (&json!("2025-11@21"), &json!(["double_11"]))
    );
}

// Two people, five needed in November alone, and three months to find them: opened on 1 September, they would come in December.
#[test]
fn whom_nobody_needs_any_more_are_not_advised() {
    let policy = clerk(&json!({"lead_months": 3}));
    let facts = json!({"employees": people(2, "clerk")});
    let said = |heads: &[(&str, u32)]| {
        let request =
            json!({"as_of": "2025-08-31", "horizon": 5, "volumes": volumes("warehouse", heads), "lang": "en"});
        let plan = plan(&policy, &facts, &request);
        plan["requisitions"][0]["text"].as_str().unwrap().to_owned()
    };
    let peak = said(&[("2025-10", 2), ("2025-11", 5), ("2025-12", 2)]);
    assert!(
        peak.ends_with("30 days too late; by then they are not needed any more: temporary people instead"),
        "{peak}"
    );
    // At work in December, they still are needed then; and what comes after the last month is not known.
    let two = said(&[("2025-10", 2), ("2025-11", 5), ("2025-12", 5), ("2026-01", 2)]);
    assert!(two.ends_with("; temporary people may help until then"), "{two}");
    let last = said(&[("2025-10", 2), ("2025-11", 5)]);
    assert!(last.ends_with("; temporary people may help until then"), "{last}");
}

// A rule without a volume plans nothing, and says why.
#[test]
fn a_plan_of_nothing_says_why() {
    let plan = plan(&clerk(&json!({})), &json!({}), &json!({"as_of": "2025-08-31", "lang": "en"}));
    let text = plan["text"].as_str().unwrap();
    let expected = "\nthe volume is not foretold: fewer than three values are known\nmonths without a volume are left out\n\
        nobody holds the position";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn the_plan_is_said_in_chinese() {
    let policy =
        clerk(&json!({"lead_months": 1, "season": "parcels", "events": ["double_11"], "leavers_per_year": "0%"}));
    let facts = json!({"employees": people(2, "clerk"), "observations": parcels(20_000)});
    let plan = plan(&policy, &facts, &json!({"as_of": "2025-08-31", "horizon": 4, "lang": "zh"}));
    let text = plan["months"][2]["text"].as_str().unwrap();
    assert!(text.starts_with("2025 年 11 月：工作量为 4.8 人（八成可能在 "), "{text}");
    let rest = " 之间），需要 5 人（日常与季节因素 3 人，双十一增加 2 人），在岗 2 人；需招聘 3 人，否则人手不足的可能性为 >99%";
    assert!(text.ends_with(rest), "{text}");
    assert_eq!(
        plan["requisitions"][0]["text"],
        "最晚 2025-10-01 启动 3 人的招聘：2025-11-01 到岗，2025 年 11 月需要；仅此一个月，\
        可用临时人员"
    );
    // Sales of the same six months and no growth: 2 people, whom there are; September is no other month.
    assert_eq!(
        plan["simple"]["text"],
        "简单规则：2025 年 9 月无需招聘（每月增长 0%，需 2 人，进位为 2 人）；本计划：无需招聘"
    );
}

// Newcomers do half of the work in their first month and 80 % in their second: for November they begin on 1 September, and
// a month and 15 days before that, on 17 July, their posts are opened. On that day it is too late for it: opened on the
// 18th, they begin 15 days and a month later, on 2 September.
#[test]
fn ramp_up_and_lead_time_say_when_to_open() {
    let policy = clerk(&json!({"lead_months": 1, "lead_days": 15, "ramp_up": ["50%", "80%"]}));
    let facts = json!({"employees": people(2, "clerk")});
    let look = |day: &str| {
        let volumes = volumes("warehouse", &[("2025-10", 2), ("2025-11", 5), ("2025-12", 5), ("2026-01", 4)]);
        plan(&policy, &facts, &json!({"as_of": day, "volumes": volumes, "lang": "en"}))
    };
    let early = look("2025-07-16");
    assert_eq!((&early["method"], &early["caveats"]), (&json!("none"), &json!(["too_short", "not_foretold"])));
    let said = |plan: &Value| plan["requisitions"][0]["text"].clone();
    assert_eq!(said(&early), "open 2 by 2025-07-17: at work from 2025-09-01, needed in November 2025");
    let mut asked = early["requisitions"].clone();
    asked.as_array_mut().unwrap().iter_mut().for_each(|one| drop(one.as_object_mut().unwrap().remove("text")));
    let one = |hires: u32, months: u32| {
        json!({"hires": hires, "open": "2025-07-17", "start": "2025-09-01", "full": "2025-11-01",
        "needed": "2025-11", "months": months, "is_late": false})
    };
    // Two of the three are needed in January, too.
    assert_eq!(asked, json!([one(2, 3), one(1, 2)]));
    let late = look("2025-07-17");
    assert_eq!(
        said(&late),
        "open 2 on 2025-07-18: at work from 2025-09-02, at full work from 2025-11-02, needed in November 2025, \
        1 day too late; \
        temporary people may help until then"
    );
    assert_eq!(late["requisitions"][0]["is_late"], true);
    assert_eq!(late["caveats"], json!(["too_short", "not_foretold", "late"]));
}

// Two come on 16 August: 16 of 31 days at half, then 15 days at half and 15 at 80 %, then 15 at 80 % and 16 at full work.
#[test]
fn those_under_way_count_by_their_days_and_what_they_do() {
    let policy = clerk(&json!({"lead_months": 1, "lead_days": 10, "ramp_up": ["50%", "80%"]}));
    let months = ["2025-07", "2025-08", "2025-09", "2025-10", "2025-11"].map(|month| (month, 6));
    let look = |requisitions: Value, employees: Vec<Value>| {
        let facts = json!({"employees": employees, "requisitions": requisitions});
        let request = json!({"as_of": "2025-06-30", "horizon": 5, "volumes": volumes("warehouse", &months)});
        let plan = plan(&policy, &facts, &request);
        let under_way: Vec<f64> =
            plan["months"].as_array().unwrap().iter().map(|month| number(&month["under_way"])).collect();
        (under_way, plan)
    };
    let near = |found: &[f64], expected: &[f64]| {
        found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-5)
    };
    let post = |more: Value| {
        let mut post = json!({"id": "r", "position": "clerk", "opened": "2025-05-01"});
        for (name, value) in more.as_object().unwrap() {
            post[name] = value.clone();
        }
        json!([post])
    };
    let two = [0.0, 16.0 / 31.0, 1.3, 56.0 / 31.0, 2.0];
    let (found, plan) = look(post(json!({"count": 2, "starts": "2025-08-16"})), people(2, "clerk"));
    assert!(near(&found, &two), "{found:?}");
    assert_eq!(plan["open_posts"], 0);
    // Accepted on 20 June: at work 10 days and a month later, on 30 July. 31 days at half end on 29 August.
    let (found, _) = look(post(json!({"accepted": "2025-06-20"})), people(2, "clerk"));
    let days = [1.0 / 31.0, 14.5 / 31.0 + 2.0 * 0.8 / 31.0, (29.0 * 0.8 + 1.0) / 30.0, 1.0, 1.0];
    assert!(near(&found, &days), "{found:?}, not {days:?}");
    // Withdrawn, not yet opened, begun, or for another position: nobody comes.
    for nothing in [
        json!({"starts": "2025-08-16", "withdrawn": "2025-06-30"}),
        json!({"starts": "2025-08-16", "opened": "2025-07-01"}),
        json!({"accepted": "2025-06-01", "starts": "2025-06-30"}),
        json!({"starts": "2025-08-16", "position": "operations"}),
        json!({"starts": "2025-12-01"}),
        json!({"accepted": "2025-07-01"}),
    ] {
        let (found, _) = look(post(nothing.clone()), people(2, "clerk"));
        assert!(near(&found, &[0.0; 5]), "{nothing}: {found:?}");
    }
    // Who comes stands among the positions to come already, and counts once; and not as new who did the same before.
    let comes = |from: &str| {
        let mut all = people(1, "clerk");
        all.push(json!({"id": "new", "positions": [{"position": "clerk", "from": from}]}));
        all
    };
    let one = two.map(|both| both / 2.0);
    let (found, _) = look(post(json!({"starts": "2025-08-16", "employee": "new"})), comes("2025-08-16"));
    assert!(near(&found, &one), "{found:?}");
    let mut all = people(1, "clerk");
    all[0]["positions"] = json!([
        {"position": "clerk", "unit": "south", "from": "2020-01-01", "to": "2025-07-31"},
        {"position": "clerk", "unit": "north", "from": "2025-08-01"}
    ]);
    let (found, plan) = look(json!([]), all);
    assert!(near(&found, &[0.0, 1.0, 1.0, 1.0, 1.0]), "{found:?}");
    let left: Vec<f64> = plan["months"].as_array().unwrap().iter().map(|month| number(&month["leavers"])).collect();
    assert!(near(&left, &[0.0, 1.0, 1.0, 1.0, 1.0]), "{left:?}");
}

// A post that is open already is not opened again.
#[test]
fn open_posts_are_not_opened_again() {
    let policy = clerk(&json!({}));
    let open = json!([{"id": "r", "position": "clerk", "opened": "2025-05-01", "count": 2}]);
    let facts = json!({"employees": people(2, "clerk"), "requisitions": open});
    let volumes = volumes("warehouse", &[("2025-07", 3), ("2025-08", 5), ("2025-09", 6)]);
    let plan = plan(&policy, &facts, &json!({"as_of": "2025-06-30", "horizon": 3, "volumes": volumes, "lang": "en"}));
    let asked: Vec<_> =
        plan["requisitions"].as_array().unwrap().iter().map(|r| (r["hires"].clone(), r["needed"].clone())).collect();
    assert_eq!(asked, [(json!(1), json!("2025-08")), (json!(1), json!("2025-09"))]);
    assert_eq!((&plan["open_posts"], &plan["caveats"]), (&json!(2), &json!(["open_posts"])));
    let text = plan["text"].as_str().unwrap();
    assert!(text.starts_with("warehouse clerk: 2 on 2025-06-30, 2 more posts open; "), "{text}");
    assert!(text.contains("; 1 to hire (1 on a post already open), without them"), "{text}");
    assert!(text.contains("; 3 to hire (2 on posts already open), without them"), "{text}");
    let covered = "\n2 of the 4 to hire are covered by posts already open, which have no first day yet";
    assert!(text.contains(covered), "{text}");
    let said = |lang: &str, posts: u32, heads: u32| {
        let open = json!([{"id": "r", "position": "clerk", "opened": "2025-05-01", "count": posts}]);
        let facts = json!({"employees": people(2, "clerk"), "requisitions": open});
        let volumes = self::volumes("warehouse", &[("2025-07", heads)]);
        let request = json!({"as_of": "2025-06-30", "horizon": 1, "volumes": volumes, "lang": lang});
        self::plan(&policy, &facts, &request)["text"].as_str().unwrap().to_owned()
    };
    let (one, all, none) = (said("en", 1, 3), said("en", 3, 5), said("en", 1, 2));
    assert!(one.contains("2025-06-30, 1 more post open; "), "{one}");
    assert!(one.ends_with("\nthe one to hire is covered by a post already open, which has no first day yet"), "{one}");
    assert!(all.ends_with("\nall 3 to hire are covered by posts already open, which have no first day yet"), "{all}");
    assert!(!none.contains("covered"), "{none}");
    let zh = said("zh", 2, 7);
    assert!(zh.contains("需招聘 5 人（其中 2 人已有空缺在招），否则"), "{zh}");
    assert!(zh.contains("\n需招聘的 5 人中，2 人已有空缺在招，不再重复启动；这些空缺尚未确定到岗日期"), "{zh}");
}

// 4 people and one who comes and does 40 % of the work in July: 4.4 on hand. 4.2 need 5 whole ones, but 4.4 are enough; 4.5
// are not. With a spread of 5 %, 4.2 are above 4.4 with 1 − Φ(ln(4.4 ÷ 4.2) ÷ 0.05) = 1 − Φ(0.930400) = 0.176082: not more
// than the half of equal costs or the fifth of 4 to 1, but more than the tenth of 9 to 1. 4.4 of 4.4 are short in half of
// all cases, which equal costs allow.
#[test]
fn nobody_is_hired_where_the_chance_of_being_short_is_allowed() {
    let mut employees = people(4, "clerk");
    employees.push(json!({"id": "new", "positions": [{"position": "clerk", "from": "2025-07-01"}]}));
    let facts = json!({"employees": employees});
    for (value, spread, cost, hires, short) in [
        (42_000, "0%", 1, 0, 0.0),
        (44_000, "0%", 1, 0, 0.0),
        (45_000, "0%", 1, 1, 1.0),
        (42_000, "5%", 1, 0, 0.176_082),
        (42_000, "5%", 4, 0, 0.176_082),
        (42_000, "5%", 9, 1, 0.176_082),
        (44_000, "5%", 1, 0, 0.5),
    ] {
        let policy = clerk(&json!({"ramp_up": ["40%"], "leavers_per_year": "0%", "cost_short": cost}));
        let volume = json!({"rule": "warehouse", "period": "2025-07", "value": value, "spread": spread});
        let plan = plan(&policy, &facts, &json!({"as_of": "2025-06-30", "horizon": 1, "volumes": [volume]}));
        let month = &plan["months"][0];
        assert_eq!((&month["supply"], &month["under_way"]), (&json!("4.4"), &json!("0.4")));
        assert_eq!((&month["need"], &month["hires"]), (&json!(5), &json!(hires)), "{value} {spread} {cost}");
        assert!((number(&month["chance_short"]) - short).abs() < 2e-6, "{value} {spread}: {}", month["chance_short"]);
    }
}

// Two people, and one to four more needed: the first in four months, two in three of them, the fourth in November alone.
#[test]
fn a_requisition_says_in_how_many_months_its_people_are_needed() {
    let facts = json!({"employees": people(2, "clerk")});
    let months = [("2025-07", 5), ("2025-08", 3), ("2025-09", 5), ("2025-10", 2), ("2025-11", 6), ("2025-12", 2)];
    let look = |lang: &str| {
        let volumes = volumes("warehouse", &months);
        let request = json!({"as_of": "2025-06-30", "horizon": 6, "volumes": volumes, "lang": lang});
        let plan = plan(&clerk(&json!({})), &facts, &request);
        let one = |one: &Value| (one["hires"].clone(), one["months"].clone(), one["text"].as_str().unwrap().to_owned());
        plan["requisitions"].as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    let said = |hires: u32, months: u32, text: &str| (json!(hires), json!(months), text.to_owned());
    let july = |hires: u32, months: u32| {
        let text = format!(
            "open {hires} by 2025-07-01: at work from 2025-07-01, needed in July 2025 (in {months} of the 6 months from then on)"
        );
        said(hires, months, &text)
    };
    let november = "open 1 by 2025-11-01: at work from 2025-11-01, needed in November 2025; for this month alone: temporary \
        people may do";
    assert_eq!(look("en"), [july(1, 4), july(2, 3), said(1, 1, november)]);
    assert_eq!(
        look("zh")[1].2,
        "最晚 2025-07-01 启动 2 人的招聘：2025-07-01 到岗，2025 年 7 月需要（自该月起 6 个月中有 3 个月需要）"
    );
}

// A stated last day is no expectation: one of two goes after 15 July, and is gone for 16 of its 31 days. Of the other, half a
// month away, 1 − (4 ÷ 10 004)^(1 ÷ 24) = 0.278 is expected to have left where 100 % are borrowed for 10 000 years.
#[test]
fn who_is_known_to_go_is_told_apart() {
    let mut employees = people(2, "clerk");
    employees[1]["positions"][0]["to"] = json!("2025-07-15");
    let volumes = volumes("warehouse", &[("2025-07", 2)]);
    let said = |rate: &str, lang: &str| {
        let policy = clerk(&json!({"leavers_per_year": rate, "leavers_weight": 10_000}));
        let request = json!({"as_of": "2025-06-30", "horizon": 1, "volumes": volumes, "lang": lang});
        let plan = plan(&policy, &json!({"employees": employees}), &request);
        assert_eq!(plan["months"][0]["leavers_known"], "0.516129");
        plan["months"][0]["text"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        said("0%", "en"),
        "July 2025: work for 2, 2 needed, 2 on hand, 0.5 gone by a stated last day; 1 to hire, without them too few with a \
        chance of 100%"
    );
    assert_eq!(
        said("0%", "zh"),
        "2025 年 7 月：工作量为 2 人，需要 2 人，在岗 2 人，已定离岗 0.5 人；需招聘 1 人，否则人手不足的可能性为 100%"
    );
    let text = said("100%", "en");
    assert!(text.contains(", 0.5 gone by a stated last day, 0.3 expected to have left; "), "{text}");
}

// Somebody whose last day is known is gone from the next: 16 of 31 days of August.
#[test]
fn those_who_are_known_to_go_are_gone_from_that_day() {
    let policy = clerk(&json!({"leavers_per_year": "0%"}));
    let mut employees = people(2, "clerk");
    employees[1]["positions"][0]["to"] = json!("2025-08-15");
    let months = ["2025-07", "2025-08", "2025-09"].map(|month| (month, 2));
    let request = json!({"as_of": "2025-06-30", "horizon": 3, "volumes": volumes("warehouse", &months)});
    let plan = plan(&policy, &json!({"employees": employees}), &request);
    let shown =
        |name: &str| plan["months"].as_array().unwrap().iter().map(|month| month[name].clone()).collect::<Vec<_>>();
    assert_eq!(shown("leavers"), ["0", "0.516129", "1"]);
    assert_eq!(shown("hires"), [0, 1, 1]);
    assert_eq!(shown("chance_short"), ["0", "1", "1"]);
}

// F2's small team: nine years of one person, one of whom left, and a borrowed 20 % that counts for ten years: Beta(3, 16),
// 15.8 % [3.6, 34.7]. Within half a month 9 · (1 − (16/19)^(1/24)) leave.
#[test]
fn the_rate_of_leavers_is_what_was_seen_and_what_is_borrowed() {
    let policy = clerk(&json!({"leavers_per_year": "20%"}));
    let mut employees = people(10, "clerk");
    for (number, person) in employees.iter_mut().enumerate() {
        person["positions"][0] = match number {
            0 => json!({"position": "clerk", "from": "2022-07-01", "to": "2022-12-31", "ended": "voluntary"}),
            1 => json!({"position": "clerk", "from": "2023-01-01"}),
            _ => json!({"position": "clerk", "from": "2022-07-01"}),
        };
    }
    let request = json!({"as_of": "2023-06-30", "horizon": 12, "volumes": volumes("warehouse", &[("2023-07", 9), ("2024-06", 9)])});
    let plan = plan(&policy, &json!({"employees": employees}), &request);
    assert_eq!((&plan["holders"], &plan["leavers_source"]), (&json!(9), &json!("blended")));
    assert_eq!(
        plan["leavers_per_year"],
        json!({"mean": "0.157895", "lo80": "0.0628604", "hi80": "0.269424",
        "lo95": "0.0357851", "hi95": "0.34712"})
    );
    let left: Vec<&Value> = plan["months"].as_array().unwrap().iter().map(|month| &month["leavers"]).collect();
    assert_eq!(left, ["0.0642137", "1.36659"]);
}

// 30 days between two positions are a move, 31 are not; a move to another position is no leaving. Nobody left: 0.2 ÷ (1 +
// years); one left: 1.2 ÷ (1 + years).
#[test]
fn a_move_is_no_leaving() {
    let policy = clerk(&json!({}));
    let rate = |next: Value| {
        let employees = json!([{"id": "e", "positions": [
            {"position": "clerk", "from": "2021-07-01", "to": "2023-01-31"}, {"position": "operations", "from": next}]}]);
        let request = json!({"as_of": "2023-06-30", "horizon": 1});
        let plan = plan(&policy, &json!({"employees": employees}), &request);
        assert_eq!((&plan["holders"], &plan["months"]), (&json!(0), &json!([])));
        assert_eq!(plan["caveats"], json!(["too_short", "not_foretold", "no_holders"]));
        number(&plan["leavers_per_year"]["mean"])
    };
    // 580 of 730 days.
    let years = 2.0 * 580.0 / 730.0;
    assert!((rate(json!("2023-02-01")) - 0.2 / (1.0 + years)).abs() < 1e-6);
    assert!((rate(json!("2023-03-03")) - 0.2 / (1.0 + years)).abs() < 1e-6);
    // One who left: the rest of the years nobody did.
    assert!((rate(json!("2023-03-04")) - 1.2 / (1.0 + years)).abs() < 1e-6);
}

// A unit's volume and holders are those of the units below it, too.
#[test]
fn a_unit_has_those_below_it() {
    let mut employees = people(5, "clerk");
    for (person, unit) in employees.iter_mut().zip(["south", "canton", "canton", "north"]) {
        person["positions"][0]["unit"] = json!(unit);
    }
    let facts = json!({"employees": employees});
    for (unit, holders) in [(json!("south"), 3), (json!("canton"), 2), (json!("north"), 1), (Value::Null, 5)] {
        let plan = plan(&clerk(&json!({"unit": unit, "volume": "handled"})), &facts, &json!({"as_of": "2025-06-30"}));
        assert_eq!(plan["holders"], holders, "{unit}");
    }
}

// Within the running month, its volume is not planned for, but its time passes: from 15 June to the middle of July it is a
// month, and the last month that is over is May.
#[test]
fn a_month_that_has_begun_is_neither_seen_nor_planned() {
    let facts = json!({"employees": people(12, "operations"), "observations": grown(12)});
    let volumes = json!([{"rule": "operations", "period": "2025-07", "value": 1_380_000}]);
    let request = json!({"as_of": "2025-06-15", "horizon": 1, "volumes": volumes});
    let plan = plan(&rule(&json!({})), &facts, &request);
    assert_eq!(plan["months"][0]["period"], "2025-07");
    // Six months need one more before January.
    assert_eq!(plan["simple"], Value::Null);
    let left = 12.0 * (1.0 - pow(1.0 - 0.2 / 25.0, 1.0 / 12.0));
    assert!((number(&plan["months"][0]["leavers"]) - left).abs() < 1e-7);
    let mut observations = grown(12);
    observations
        .push(json!({"metric": "sales", "period": "2024-12", "value": format!("{:.9}", 1_200_000.0 / pow(1.15, 6.0))}));
    let facts = json!({"employees": people(12, "operations"), "observations": observations});
    let plan = self::plan(&rule(&json!({})), &facts, &request);
    // May's 1 200 000 ÷ 1.15, twice 15 % on.
    assert_eq!((&plan["simple"]["volume"], &plan["simple"]["period"]), (&json!("1380000"), &json!("2025-07")));
}

// SciPy: binomial leavers with lognormal heads. Brent's method finds that 3.246653, 3.121424, 2.683918 and 256.188229 people
// more would do.
#[test]
fn what_is_lacking_with_a_probability() {
    for (heads, spread, holders, rate, months, p, expected, short) in [
        (18.0, 0.15, 20, 0.3, 5.5, 0.75, 4, 0.631_576_165_696_903_4),
        (13.8, 0.1, 12, 3.0 / 19.0, 0.5, 0.8, 4, 0.924_639_270_532_875_2),
        (4.6, 0.2, 2, 0.2, 2.5, 0.5, 3, 0.999_985_786_265_686_7),
        (950.0, 0.05, 1000, 0.25, 11.5, 0.9, 257, 0.999_988_810_448_893_4),
    ] {
        let demand = Demand { median: heads, spread };
        let of = 1.0 - pow(1.0 - rate, months / 12.0);
        let leavers = Leavers::new(holders, hrcore_stats::special::Share::new(of));
        let found = lacking(demand, f64::from(holders), &leavers, p);
        assert_eq!(found, expected);
        let found = chance_short(demand, f64::from(holders), &leavers);
        assert!((found - short).abs() < 1e-10, "{found}, not {short}");
    }
    // Where the volume is certain, the quantile of the leavers: 241 of 1000 are expected, and 258 or fewer in 90 %.
    let leavers = Leavers::new(1000, hrcore_stats::special::Share::new(1.0 - pow(0.75, 11.5 / 12.0)));
    let demand = Demand { median: 950.0, spread: 0.0 };
    assert_eq!(lacking(demand, 1000.0, &leavers, 0.9), 208);
}

// SciPy's Beta(3, 16), and what needs no tables.
#[test]
fn the_rate_of_few_years() {
    let shown = |rate: Rate| (rate.source, rate.estimate().to_json());
    let (source, text) = shown(Rate::new(0.9, 0, None));
    assert_eq!((source, text.contains("\"mean\":\"0.105263\"")), ("prior", true), "{text}");
    // Three left in half a year of one person: all who can have.
    assert!((Rate::new(0.5, 3, None).mean() - 3.2 / 4.0).abs() < 1e-12);
    // Nobody leaves where that is borrowed and none did; and all of them at 100 %.
    assert_eq!(Rate::new(0.0, 0, Some((0.0, 10.0))).by(5.0).of, 0.0);
    assert_eq!(Rate::new(0.0, 0, Some((1.0, 10.0))).by(0.5).of, 1.0);
    assert_eq!(
        shown(Rate::new(3.0, 0, Some((0.0, 10.0)))).1,
        "{\"mean\":\"0\",\"lo80\":\"0\",\"hi80\":\"0\",\"lo95\":\"0\",\"hi95\":\"0\"}"
    );
    assert_eq!(Rate::new(3.0, 0, None).source, "local");
}

fn refused(policy: &Value) -> Vec<(String, String)> {
    let problems = Engine::compile(policy.to_string().as_bytes()).unwrap_err();
    problems.iter().map(|problem| (problem.pointer.clone(), problem.code.to_string())).collect()
}

#[test]
fn all_that_is_wrong_with_a_rule_is_said() {
    for (more, field, code) in [
        (json!({"position": "boss"}), "position", "reference_unknown"),
        (json!({"unit": "west"}), "unit", "reference_unknown"),
        // Parcels are of the company: south never has any of its own.
        (json!({"unit": "south"}), "unit", "value_mismatch"),
        (json!({"volume": "orders"}), "volume", "reference_unknown"),
        (json!({"volume": "mood"}), "volume", "value_mismatch"),
        (json!({"per_head": 0}), "per_head", "number_out_of_range"),
        (json!({"per_head": "-0.5"}), "per_head", "number_out_of_range"),
        (json!({"per_head": "5%"}), "per_head", "percent_not_allowed"),
        (json!({"availability": "0%"}), "availability", "number_out_of_range"),
        (json!({"availability": "100.01%"}), "availability", "number_out_of_range"),
        (json!({"ramp_up": ["50%", "101%"]}), "ramp_up/1", "number_out_of_range"),
        (json!({"ramp_up": vec![50; 25]}), "ramp_up", "number_out_of_range"),
        (json!({"lead_months": 25}), "lead_months", "number_out_of_range"),
        (json!({"lead_days": 367}), "lead_days", "number_out_of_range"),
        (json!({"cost_short": -1}), "cost_short", "number_out_of_range"),
        (json!({"cost_over": 1_000_000_001}), "cost_over", "number_out_of_range"),
        (json!({"cost_short": 0, "cost_over": 0}), "cost_short", "number_out_of_range"),
        (json!({"leavers_per_year": "100.5%"}), "leavers_per_year", "number_out_of_range"),
        (json!({"leavers_weight": 10_001}), "leavers_weight", "number_out_of_range"),
        (json!({"season": "spring"}), "season", "reference_unknown"),
        (json!({"events": ["double_12"]}), "events/0", "reference_unknown"),
        (json!({"events": ["double_11", "double_11"]}), "events/1", "id_duplicate"),
    ] {
        assert_eq!(refused(&clerk(&more)), [(format!("/headcount/0/{field}"), code.to_owned())], "{more}");
    }
    let twice = json!({"unit": "west", "season": "spring", "per_head": 0, "lead_days": 400});
    assert_eq!(refused(&clerk(&twice)).len(), 4);
}

#[test]
fn all_that_is_wrong_with_a_request_is_said() {
    let engine = Engine::compile(clerk(&json!({})).to_string().as_bytes()).unwrap();
    let volume = |period: &str, value: Value, spread: &str| json!({"rule": "warehouse", "period": period, "value": value, "spread": spread});
    let request = json!({
        "as_of": "2025-06-30", "horizon": 37, "rules": ["warehouse", "shop", "warehouse"],
        "volumes": [
            volume("2025-07", json!(1), "0%"), volume("2025-Q3", json!(1), "0%"), volume("2025-07@26", json!(1), "0%"),
            volume("2025-08", json!(-1), "0%"), volume("2025-09", json!(1), "301%"), volume("2025-10", json!(1), "-1%"),
            volume("2025-07", json!(2), "0%"), json!({"rule": "shop", "period": "2025-07", "value": 1})
        ]
    });
    let problems = crate::document::headcount(&engine, b"{}", request.to_string().as_bytes()).unwrap_err();
    let found: Vec<(&str, &str)> =
        problems.iter().map(|problem| (problem.pointer.as_str(), problem.code.as_str())).collect();
    assert_eq!(
        found,
        [
            ("/horizon", "number_out_of_range"),
            ("/rules/1", "reference_unknown"),
            ("/rules/2", "id_duplicate"),
            ("/volumes/1/period", "period_unsupported"),
            ("/volumes/2/period", "period_unsupported"),
            ("/volumes/3/value", "number_out_of_range"),
            ("/volumes/4/spread", "number_out_of_range"),
            ("/volumes/5/spread", "number_out_of_range"),
            ("/volumes/7/rule", "reference_unknown"),
            ("/volumes/6/period", "id_duplicate"),
        ]
    );
}
