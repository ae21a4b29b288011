//! Who may leave at the two companies, by hand and by an independent count in Python, and how it is printed.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use hrcore_examples::args::{self, Args, Only, Source};
use hrcore_examples::books::{Books, Question};
use hrcore_examples::json::Dig as _;
use hrcore_examples::lang::Lang;
use hrcore_examples::leaving;
use hrcore_examples::names::Names;
use hrcore_examples::table::Page;
use serde_json::{Value, json};

const PAGE: Page = Page { width: 100, colour: false };

fn company(name: &str) -> Books {
    Books::open(&Source::Company(name.to_owned())).map_err(|f| f.describe(Lang::En)).unwrap()
}

fn parse(words: &[&str]) -> Result<Args, String> {
    args::parse(lexopt::Parser::from_args(words)).map(Option::unwrap)
}

fn asked(name: &str) -> Value {
    let args = parse(&["--company", name, "--attrition"]).unwrap();
    let request = leaving::request(&args).map_err(|f| f.describe(Lang::En)).unwrap().unwrap();
    let answer = company(name).ask(Question::Attrition, &request).map_err(|f| f.describe(Lang::En)).unwrap();
    assert_eq!(answer.items("problems"), [] as [Value; 0], "the books are clean");
    answer
}

fn near(of: &Value, field: &str, expected: f64) {
    let found: f64 = of.text(field).parse().unwrap();
    // Answers have six digits.
    assert!((found / expected - 1.0).abs() < 1e-5, "{field}: {found}, not {expected}");
}

fn person<'a>(answer: &'a Value, id: &str) -> &'a Value {
    answer.items("people").iter().find(|person| person.text("employee") == id).unwrap()
}

#[test]
fn nine_people_are_not_told_apart() {
    let answer = asked("parts-shop");
    assert_eq!((answer.get("tier"), answer.text("method")), (Some(&json!(0)), "rate"));
    assert_eq!(answer.get("limits"), Some(&json!(["few_people"])));
    let team = answer.get("team").unwrap();
    // December 2023 to November 2025: seven people in all 24 months, Sun Qian in 12, Wu Tao in 22. Lin Xue came on
    // 10 November. Beta(1.5, 201.5): 1.5 ÷ 203; its quantiles by SciPy.
    let monthly = team.get("monthly").unwrap();
    near(monthly, "mean", 1.5 / 203.0);
    near(monthly, "lo80", 0.001_447_22);
    near(monthly, "hi80", 0.015_373_6);
    assert_eq!(
        (monthly.get("n"), monthly.get("events"), monthly.get("exposure")),
        (Some(&json!(9)), Some(&json!(1)), Some(&json!(202)))
    );
    // Nobody left otherwise: ½ ÷ 203.
    near(answer.get("otherwise").unwrap().get("monthly").unwrap(), "mean", 0.5 / 203.0);
    // p + p·q + p·q², q = (1 − p)(1 − ½ ÷ 203).
    let p = 1.5 / 203.0_f64;
    let q = (1.0 - p) * (1.0 - 0.5 / 203.0);
    near(team.get("chance").unwrap(), "mean", p + p * q + p * q * q);
    near(team.get("leavers").unwrap(), "mean", 9.0 * (p + p * q + p * q * q));
    let people = answer.items("people");
    assert_eq!(people.len(), 9);
    assert!(people.iter().all(|person| person.text("state") == "team" && person.items("reasons").is_empty()));
}

#[test]
fn fifty_people_borrow_from_studies() {
    let answer = asked("cross-border");
    assert_eq!((answer.get("tier"), answer.text("method")), (Some(&json!(1)), "intercept"));
    assert_eq!(answer.get("limits"), Some(&json!(["few_people", "few_leavers"])));
    let team = answer.get("team").unwrap();
    // 51 people in 1183 months, of whom Ma Chao left by choice and Gao Jie did not. 204 · 0.02 + 1 of 204 + 1183.
    let monthly = team.get("monthly").unwrap();
    near(monthly, "mean", 5.08 / 1387.0);
    assert_eq!(
        (monthly.get("n"), monthly.get("events"), monthly.get("exposure")),
        (Some(&json!(51)), Some(&json!(1)), Some(&json!(1183)))
    );
    near(answer.get("otherwise").unwrap().get("monthly").unwrap(), "mean", 1.5 / 1184.0);
    near(team.get("chance").unwrap(), "mean", 0.010_933_7);
    near(team.get("chance").unwrap(), "lo80", 0.005_374_29);
    near(team.get("chance").unwrap(), "hi80", 0.017_377);
    // The own level by Newton's method in Python, with the offsets of all 1183 months: −3.891820 − 1.471952.
    let ye_feng = person(&answer, "w06");
    assert_eq!(
        (ye_feng.text("base"), ye_feng.text("log_odds"), ye_feng.text("band")),
        ("-5.36377", "-3.87936", "high")
    );
    // −0.31 · (53.89 − 80) ÷ 10; 0.39 · (2/20 − 0.03) ÷ 0.05; −0.43 · (42 − 60) ÷ 60.
    let reasons: Vec<(&str, &str, &str)> = ye_feng
        .items("reasons")
        .iter()
        .map(|reason| (reason.text("driver"), reason.text("adds"), reason.text("toward")))
        .collect();
    assert_eq!(reasons, [("score", "0.80941", "leave"), ("absence", "0.546", "leave"), ("tenure", "0.129", "leave")]);
    // The same sums in Python.
    for (id, chance, band) in [
        ("w06", 0.059_035_1, "high"),
        ("o06", 0.026_743_8, "raised"),
        ("s03", 0.015_077_9, "typical"),
        ("g01", 0.011_073_9, "typical"),
        ("s01", 0.007_729_69, "typical"),
        ("w11", 0.018_097_7, "raised"),
    ] {
        let found = person(&answer, id);
        near(found.get("chance").unwrap(), "mean", chance);
        assert_eq!((found.text("band"), found.get("rank")), (band, None), "{id}");
    }
}

#[test]
fn reasons_add_up_to_the_last_digit() {
    let millionths = |text: &str| {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        sign * format!("{whole}{fraction:0<6}").parse::<i64>().unwrap()
    };
    for person in asked("cross-border").items("people") {
        let reasons: i64 = person.items("reasons").iter().map(|reason| millionths(reason.text("adds"))).sum();
        assert_eq!(millionths(person.text("log_odds")), millionths(person.text("base")) + reasons);
    }
}

#[test]
fn rules_warn_at_both_companies() {
    let warned = |name: &str| -> Vec<(String, String)> {
        let answer = asked(name);
        let people = answer.items("people").iter();
        people
            .flat_map(|person| person.items("signals").iter().map(move |seen| (person, seen)))
            .map(|(person, seen)| (person.text("employee").to_owned(), seen.text("signal").to_owned()))
            .collect()
    };
    let pair = |who: &str, signal: &str| (who.to_owned(), signal.to_owned());
    // 2 + 4 + 15 = 21 hours; 4 + 4 + 13 = 21 hours; from 81.63 to 60.
    assert_eq!(warned("parts-shop"), [pair("p08", "long_hours")]);
    assert_eq!(warned("cross-border"), [pair("s03", "score_fell"), pair("w01", "long_hours")]);
}

/// By hand: in the shop five people are of one tenure first at 44 months (hired from April 2020 to February 2022), and nobody of
/// them left; Wu Tao left after 25 months. At the larger company one of 26 left at a tenure of 41 whole months.
#[test]
fn how_long_people_stay() {
    let asked = |name: &str, lang: &str| {
        let request = json!({"as_of": "2025-12-12", "lang": lang});
        let answer = company(name).ask(Question::Retention, &request).map_err(|f| f.describe(Lang::En)).unwrap();
        (answer.items("curves").first().unwrap().clone(), answer.text("text").to_owned())
    };
    let (curve, text) = asked("parts-shop", "en");
    let of = |field: &str| curve.get(field).cloned().unwrap();
    assert_eq!((of("from"), of("until"), of("thin_from"), of("leavers")), (json!(44), json!(81), json!(46), json!(1)));
    assert_eq!(of("caveats"), json!(["few_people", "thin_risk_sets", "leavers_outside"]));
    let begin = "Of those who stayed 44 months, nobody has left of their own accord in their first 60 months.";
    assert!(text.starts_with(begin), "{text}");
    let (curve, text) = asked("cross-border", "zh");
    near(curve.items("steps").get(1).unwrap(), "staying", 25.0 / 26.0);
    assert!(text.starts_with("司龄满 9 个月者中 96.2% 入职 47 个月内未主动离职。"), "{text}");
}

#[test]
fn one_part_alone() {
    assert_eq!(parse(&["--attrition"]).unwrap().only, Some(Only::Attrition));
    assert!(parse(&["--attrition", "--outlook"]).is_err());
    assert!(parse(&["--attrition", "--policy", "p", "--facts", "f"]).is_err());
    let args = parse(&["--attrition", "--prior", "no-such-file.json"]).unwrap();
    assert!(leaving::request(&args).is_err());
    let args = parse(&["--company", "cross-border", "--attrition", "--json"]).unwrap();
    let text = leaving::text(&args, &company("cross-border")).map_err(|f| f.describe(Lang::En)).unwrap();
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer.get("requires_human_review"), Some(&json!(true)));
}

fn names(lang: Lang) -> Names {
    let policy = json!({"id": "shop", "version": "1",
        "positions": [{"id": "clerk", "name": {"en": "clerk", "zh": "店员"}}],
        "attrition": {
            "drivers": [{"id": "overtime", "name": {"en": "overtime", "zh": "加班"}, "source": {"kind": "overtime"}}],
            "signals": [{"id": "long_hours", "name": {"en": "long hours", "zh": "加班过多"}}]}});
    let facts = json!({"employees": [
        {"id": "e1", "name": {"en": "Li Na", "zh": "李娜"}}, {"id": "e2", "name": {"en": "Wang Lei", "zh": "王磊"}},
        {"id": "e3", "name": {"en": "Chen Jie", "zh": "陈洁"}}]});
    Names::new(&policy, &facts, "1", lang)
}

fn answer() -> Value {
    let estimate = |mean: &str, lo: &str, hi: &str| json!({"mean": mean, "lo80": lo, "hi80": hi, "n": 30, "events": 2, "exposure": 400});
    json!({"as_of": "2025-12-31", "horizon": 3, "leaving": "voluntary", "tier": 1, "method": "intercept", "limits": ["few_people", "few_leavers"],
        "team": {"people": 28, "monthly": estimate("0.02", "0.01", "0.03"), "chance": estimate("0.0588", "0.0297", "0.0873"), "leavers": estimate("1.65", "0", "3")},
        "otherwise": {"monthly": {"mean": "0.00125", "lo80": "0.0000199", "hi80": "0.00338", "events": 0}},
        "prior": {"id": "shops", "version": "2025", "source": "five shops"},
        "people": [
            {"employee": "e1", "position": "clerk", "state": "estimated", "band": "high", "chance": estimate("0.156", "0.102", "0.221"),
             "reasons": [{"driver": "overtime", "value": "12", "odds": "1.49182", "role": "act_on"}, {"driver": "tenure", "value": "6", "odds": "1.35", "role": "context"},
                         {"driver": "absence", "odds": "0.9", "role": "context"}],
             "signals": [{"signal": "long_hours", "condition": {"kind": "metric", "state": "met", "text": "overtime > 20 h in three weeks: 23 h"}}]},
            {"employee": "e2", "position": "clerk", "state": "estimated", "band": "typical", "chance": estimate("0.0588", "0.03", "0.09"), "reasons": []},
            {"employee": "e3", "position": "clerk", "state": "leaving", "last_day": "2026-01-15"}],
        "caveats": ["prior_borrowed", "ends_unstated"]})
}

#[test]
fn an_answer_in_both_languages() {
    let request = json!({"prior": {"name": {"en": "Five shops", "zh": "五家门店"}, "terms": [
        {"driver": {"id": "tenure", "name": {"en": "tenure", "zh": "司龄"}, "source": {"kind": "tenure"}}},
        {"driver": {"id": "absence", "name": {"en": "absence", "zh": "缺勤"}, "source": {"kind": "absence"}}}]}});
    assert_eq!(
        leaving::sections(&answer(), &request, &names(Lang::En), PAGE),
        "\nLeaving, on 2025-12-31\n\
         ──────────────────────\n\
         The chance of leaving by one’s own choice: 5.9% within 3 months (in 80 of 100 cases 3.0–8.7%), 2.0%\n\
         a month. Of 28 people that is 1.6 (0 to 3).\n\
         It stands on 2 who left of 30 people, in 400 months of one person.\n\
         Borrowed: “Five shops”, 2025, from five shops.\n\
         Leaving otherwise (by the employer’s choice, by age): 0.1% a month (<0.1–0.3%); 0 seen.\n\
         Tier 1 of 4: a borrowed model, moved to the own level; bands, and no ranks.\n\
         Why no more: too few people, too few who left. For more it takes 200 people, 40 of whom left.\n\
         Note: ends without a stated reason count as one’s own choice.\n\
         A person has to look at this before anything follows from it.\n\
         \nPeople, within 3 months\n\
         ───────────────────────\n\
         name      position  chance  80 in 100  band     odds against the average, and why\n\
         Li Na     clerk        16%     10–22%  high     ×1.49 overtime 12.0 h*, ×1.35 tenure 6 months,\n\
         \u{20}                                               ×0.90 absence not known\n\
         Wang Lei  clerk       5.9%   3.0–9.0%  typical  –\n\
         * can be acted on\n\
         leaving already (1): Chen Jie\n\
         \nSignals: rules that hold, and no chances\n\
         ────────────────────────────────────────\n\
         name   rule        as it stands\n\
         Li Na  long hours  overtime > 20 h in three weeks: 23 h\n"
    );
    assert_eq!(
        leaving::sections(&answer(), &request, &names(Lang::Zh), PAGE),
        "\n离职风险（截至 2025-12-31）\n\
         ───────────────────────────\n\
         主动离职的概率：3 个月内 5.9%（八成把握 3.0–8.7%），每月 2.0%。28 人中约 1.6 人（0 至 3 人）。\n\
         依据：30 人中 2 人离职，共观察 400 人月。\n\
         借用：“五家门店”，2025，来源 five shops。\n\
         以其他方式离职（被动离职、退休等）：每月 0.1%（<0.1–0.3%），观察到 0 人。\n\
         第 1 级（共 0 至 4 级）：借用模型，按自身水平调整；只分档，不排名。\n\
         限制：人数太少、离职人数太少。要得出更多结论，需要 200 人，其中 40 人离职。\n\
         注意：未注明原因的离职按主动离职计。\n\
         任何后续处理都须先经人工复核。\n\
         \n个人风险（3 个月内）\n\
         ────────────────────\n\
         姓名  岗位  概率  八成区间  档位  相对平均的优势比及原因\n\
         李娜  店员   16%    10–22%  高    ×1.49 加班 12.0 小时*，×1.35 司龄 6 个月，×0.90 缺勤 未知\n\
         王磊  店员  5.9%  3.0–9.0%  一般  –\n\
         * 可以采取措施\n\
         已定离职（1 人）：陈洁\n\
         \n预警信号（规则成立，并非概率）\n\
         ──────────────────────────────\n\
         姓名  规则      现状\n\
         李娜  加班过多  overtime > 20 h in three weeks: 23 h\n"
    );
}

#[test]
fn what_would_tell_people_apart_is_said() {
    // 26 people without anything borrowed: one rate, though there are enough for more.
    let args = parse(&["--company", "online-shop", "--as-of", "2025-09-30", "--attrition"]).unwrap();
    let books = company("online-shop");
    let (mut left_out, names) = (Vec::new(), Names::new(&books.policy, &books.people, "2025-1", Lang::En));
    let text = leaving::whole(&args, &books, &mut left_out, &names, PAGE).map_err(|f| f.describe(Lang::En)).unwrap();
    assert!(left_out.is_empty());
    assert!(text.contains("It stands on 5 who left of 32 people, in 583 months of one person.\n"), "{text}");
    assert!(text.contains("nothing with drivers is borrowed."), "{text}");
    assert!(text.contains("--prior templates/priors/typical-drivers.json"), "{text}");
    assert!(!text.contains("People, within"), "{text}");
}
