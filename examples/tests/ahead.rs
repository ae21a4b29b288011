//! What comes next at the two companies, by hand, and its tables, from answers written after the reference.
#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(clippy::disallowed_methods, reason = "compared to six digits, which are alike on every platform")]

use hrcore_examples::ahead;
use hrcore_examples::args::{self, Args, Only, Source};
use hrcore_examples::books::{Books, Question};
use hrcore_examples::json::Dig as _;
use hrcore_examples::lang::Lang;
use hrcore_examples::names::Names;
use hrcore_examples::table::Page;
use serde_json::{Value, json};

const PAGE: Page = Page { width: 100, colour: false };

fn company(name: &str) -> Books {
    Books::open(&Source::Company(name.to_owned())).map_err(|f| f.describe(Lang::En)).unwrap()
}

fn ask(books: &Books, question: Question, mut request: Value) -> Value {
    request.as_object_mut().unwrap().insert("as_of".to_owned(), json!("2025-12-12"));
    let answer = books.ask(question, &request).map_err(|f| f.describe(Lang::En)).unwrap();
    assert_eq!(answer.items("problems"), [] as [Value; 0], "the books are clean");
    answer
}

fn near(of: &Value, field: &str, expected: f64) {
    let found: f64 = of.text(field).parse().unwrap();
    // Answers have six digits.
    assert!((found / expected - 1.0).abs() < 1e-5, "{field}: {found}, not {expected}");
}

fn figure<'a>(answer: &'a Value, which: &str) -> &'a Value {
    answer.items("groups").first().unwrap().items("figures").iter().find(|f| f.text("figure") == which).unwrap()
}

fn parse(words: &[&str]) -> Result<Args, String> {
    args::parse(lexopt::Parser::from_args(words)).map(Option::unwrap)
}

#[test]
fn people_at_the_parts_shop() {
    let answer = ask(&company("parts-shop"), Question::Workforce, json!({ "period": "2025" }));
    // 346 days: eight people on all of them, Wu Tao on 262, Lin Xue on 33.
    assert_eq!(figure(&answer, "headcount_average").text("value_exact"), "3063/346");
    assert_eq!(figure(&answer, "turnover_voluntary").text("value_exact"), "346/3063");
    assert_eq!(figure(&answer, "leavers").get("employees"), Some(&json!(["p09"])));
    // From 22 September to 17 October.
    assert_eq!(figure(&answer, "days_to_fill").text("value"), "25");
}

#[test]
fn people_across_the_border() {
    let answer = ask(&company("cross-border"), Question::Workforce, json!({ "period": "2025" }));
    // 47 people on all 346 days; Song Jia 256, Gao Jie 120, Ding Yi 215, Ma Chao 324, Peng Fei 40: 17 217.
    assert_eq!(figure(&answer, "headcount_average").text("value_exact"), "17217/346");
    assert_eq!(figure(&answer, "turnover").text("value_exact"), "692/17217");
    // 21 + 18 + 23 + 14 + 14 days; of the five only Luo Ping was with the company. Two posts are vacant beside 50 people.
    assert_eq!(figure(&answer, "days_to_fill").text("value"), "18");
    assert_eq!(figure(&answer, "filled_internally").text("value"), "0.2");
    assert_eq!(figure(&answer, "vacancy_rate").text("value_exact"), "1/26");
}

#[test]
fn traders_for_the_inquiries_of_spring() {
    let answer = ask(&company("parts-shop"), Question::Headcount, json!({ "rules": ["traders"] }));
    let plan = answer.items("plans").first().unwrap();
    // The simple rule: 93 inquiries in June, 100 in November, two steps on to January; 45 a head.
    let simple = plan.get("simple").unwrap();
    near(simple, "heads", 100.0 * (100.0_f64 / 93.0).powf(0.4) / 45.0);
    assert_eq!((simple.get("hires"), simple.get("plan_hires")), (Some(&json!(1)), Some(&json!(0))));
    // The level is the geometric mean of six months without their season, and January's season 0.84.
    let level: f64 = [93.0 / 1.04, 88.0 / 0.98, 83.0 / 0.93, 95.0 / 1.05, 101.0 / 1.08, 100.0 / 1.08]
        .iter()
        .product::<f64>()
        .powf(1.0 / 6.0);
    near(plan.items("months").first().unwrap().get("heads").unwrap(), "median", level * 0.84 / 45.0 / 0.95);
    // Needed on 1 March, two months of ramp-up and one of lead before: 1 December is over.
    let one = plan.items("requisitions").first().unwrap();
    assert_eq!((one.text("open"), one.text("start"), one.text("needed")), ("2025-12-13", "2026-01-13", "2026-03"));
    assert_eq!(one.get("is_late"), Some(&json!(true)));
}

#[test]
fn the_warehouse_at_double_11() {
    let answer = ask(&company("cross-border"), Question::Headcount, json!({}));
    let plan = answer.items("plans").first().unwrap();
    let month = |period: &str| plan.items("months").iter().find(|month| month.text("period") == period).unwrap();
    // More at Double 11 and 618, fewer at Spring Festival; no other month has an event.
    let change = |period: &str| {
        let of = |field: &str| month(period).get(field).and_then(Value::as_i64);
        of("need_without_events").map(|without| of("need").unwrap() - without)
    };
    assert!(change("2026-11") >= Some(1) && change("2026-06") >= Some(1) && change("2026-02") <= Some(-1));
    let touched = plan.items("months").iter().filter(|month| !month.items("events").is_empty());
    assert_eq!(touched.map(|month| month.text("period")).collect::<Vec<_>>(), ["2026-02", "2026-06", "2026-11"]);
    // A month of ramp-up and one of lead before November.
    let last = plan.items("requisitions").last().unwrap();
    assert_eq!((last.text("needed"), last.text("start"), last.text("open")), ("2026-11", "2026-10-01", "2026-09-01"));
    // Who begins on 5 January counts for 27 of 31 days, at 60 %.
    near(month("2026-01"), "under_way", 27.0 / 31.0 * 0.6);
    // 41 931 parcels in June, 50 885 in November, two steps on; 4 200 a head, 10 people.
    let simple = plan.get("simple").unwrap();
    near(simple, "heads", 50_885.0 * (50_885.0_f64 / 41_931.0).powf(0.4) / 4200.0);
    assert_eq!((simple.get("need"), simple.get("hires")), (Some(&json!(14)), Some(&json!(4))));
}

#[test]
fn goals_at_both_companies() {
    let answer = ask(&company("parts-shop"), Question::GoalForecast, json!({}));
    let orders = answer.items("objectives").first().unwrap();
    // 2909 so far, and 19 of December's 31 days at the level of the last six months.
    let level = [1381.0, 1249.0, 1149.0, 1251.0, 1192.0, 1236.0_f64].iter().product::<f64>().powf(1.0 / 6.0);
    near(orders.get("outcome").unwrap(), "mean", 2909.0 + level * 19.0 / 31.0);
    near(orders, "pace_needed", 691.0 / 19.0);
    let likely: f64 = orders.text("probability").parse().unwrap();
    assert!((0.5..0.95).contains(&likely), "{likely}");
    // 2 466 000 in 73 days, and 19 more.
    let answer = ask(&company("cross-border"), Question::GoalForecast, json!({}));
    let sales = answer.items("objectives").first().unwrap();
    near(sales.get("outcome").unwrap(), "mean", 2_466_000.0 * 92.0 / 73.0);
    let likely: f64 = sales.text("probability").parse().unwrap();
    assert!((0.4..0.5).contains(&likely), "a little short of 3 120 000: {likely}");
}

#[test]
fn grades_across_the_border() {
    let answer = ask(&company("cross-border"), Question::Flows, json!({}));
    // 11 in the shops and 5 in the web shop for 12 months; 8 operators for 12, Song Jia for 7.
    assert_eq!(answer.get("n"), Some(&json!(132 + 60 + 96 + 7)));
    let moved: u64 = answer.items("rates").iter().filter_map(|rate| rate.get("n").and_then(Value::as_u64)).sum();
    assert_eq!(moved, 1, "Luo Ping");
}

#[test]
fn a_volume_is_a_use_of_a_metric() {
    for name in ["parts-shop", "cross-border", "online-shop"] {
        let advice = company(name).lint().unwrap();
        let unused = advice.items("advice").iter().filter(|advice| advice.text("code") == "metric_unused");
        assert_eq!(unused.count(), 0, "{name}");
    }
}

#[test]
fn the_answers_byte_for_byte() {
    let books = company("cross-border");
    let text = ahead::text(&parse(&["--company", "cross-border", "--outlook", "--json"]).unwrap(), &books).unwrap();
    let headcount = books.text(Question::Headcount, &json!({ "as_of": "2025-12-12", "lang": "en" })).unwrap();
    assert!(text.starts_with(&format!("{{\"headcount\":{headcount},")));
    let answers: Value = serde_json::from_str(&text).unwrap();
    let mut named: Vec<&str> = answers.as_object().unwrap().keys().map(String::as_str).collect();
    named.sort_unstable();
    assert_eq!(named, ["flows", "forecast", "goal_forecast", "headcount", "workforce"]);
    let series: Vec<&str> = answers.items("forecast").iter().map(|series| series.text("metric")).collect();
    assert_eq!(series, ["warehouse_parcels"]);
}

#[test]
fn one_part_alone() {
    assert_eq!(parse(&["--outlook"]).unwrap().only, Some(Only::Outlook));
    assert!(parse(&["--outlook", "--plans"]).is_err());
    assert!(parse(&["--outlook", "--employee", "p02"]).is_err());
    assert!(parse(&["--outlook", "--policy", "p", "--facts", "f"]).is_err());
}

fn names(lang: Lang) -> Names {
    let policy = json!({"id": "shop", "version": "1",
        "metrics": [{"id": "parcels", "name": {"en": "parcels", "zh": "包裹量"}, "unit": "count"}],
        "positions": [{"id": "clerk", "name": {"en": "clerk", "zh": "仓管"}}, {"id": "lead", "name": {"en": "lead", "zh": "组长"}}],
        "dated_events": [{"id": "double_11", "name": {"en": "Double 11", "zh": "双十一"}}],
        "headcount": [{"id": "store", "name": {"en": "store", "zh": "仓库"}}]});
    let facts = json!({"employees": [{"id": "e1", "name": {"en": "Li Na", "zh": "李娜"}}],
        "objectives": [
            {"id": "sales", "name": {"en": "sales of a quarter", "zh": "季度销售额"}, "unit_of_measure": "money", "currency": "USD"},
            {"id": "pages", "name": {"en": "new pages", "zh": "新页面"}}, {"id": "double", "name": {"en": "twice the sales", "zh": "销售翻番"}}]});
    Names::new(&policy, &facts, "1", lang)
}

fn plan() -> Value {
    let heads = |low: &str, own: &str, high: &str| json!({"median": own, "lo80": low, "hi80": high});
    json!({"rule": "store", "position": "clerk", "holders": 2, "service_level": "0.666667",
        "leavers_per_year": {"mean": "0.1", "lo80": "0.02", "hi80": "0.234"},
        "months": [
            {"period": "2025-10", "volume": {"median": "20000"}, "heads": heads("1.8", "2", "2.2"), "need": 2, "supply": "1.96", "hires": 0, "chance_short": "0.55"},
            {"period": "2025-11", "volume": {"median": "48000"}, "heads": heads("4.4", "4.8", "5.2"), "need": 5, "supply": "1.94", "hires": 3, "chance_short": "1",
             "need_without_events": 3, "events": ["double_11"]}],
        "requisitions": [{"hires": 3, "open": "2025-10-01", "is_late": false, "text": "open 3 by 2025-10-01"}],
        "simple": {"period": "2025-10", "growth": "-0.01", "heads": "2.01", "need": 3, "hires": 1, "plan_hires": 0,
            "why": [{"reason": "forecast", "heads": "-0.01"}, {"reason": "rounding", "heads": "-0.99"}]},
        "caveats": ["short_history"]})
}

#[test]
fn people_needed_in_both_languages() {
    assert_eq!(
        ahead::headcount(&plan(), "2025-09-30", &names(Lang::En), PAGE),
        "\nPeople needed: store, on 2025-09-30\n\
         ───────────────────────────────────\n\
         2 people now, of whom 10% a year leave (2% to 23%); planned to be enough in 67% of months. “Too\n\
         few”: how likely that is without new hires.\n\n\
         month    volume  people it takes  80 in 100  needed  on hand  to hire  too few  events\n\
         2025-10  20,000              2.0    1.8–2.2       2      2.0        0      55%\n\
         2025-11  48,000              4.8    4.4–5.2       5      1.9        3     >99%  Double 11: +2\n\n\
         open 3 by 2025-10-01\n\n\
         in 2025-10         people  why\n\
         simple rule: hire       1  the last month and −1.0% a month take 2.0 people, so 3\n\
         \u{20}                   −0.01  the forecast in place of that growth\n\
         \u{20}                   −0.99  whole people\n\
         this plan: hire         0\n\n\
         Note: the history is short, so that how sure it is rests on other series more than on this one.\n"
    );
    let zh = ahead::headcount(&plan(), "2025-09-30", &names(Lang::Zh), PAGE);
    assert!(zh.contains("2025-11  48,000       4.8   4.4–5.2     5   1.9     3      >99%  双十一：+2\n"), "{zh}");
}

#[test]
fn goals_in_both_languages() {
    let answer = json!({"objectives": [
        {"objective": "sales", "target": "3120000.00", "actual": "2466000.00", "days_left": 19, "figures": "value", "method": "updates", "n": 1,
         "probability": "0.484941", "outcome": {"lo80": "2694950", "hi80": "3520720"}, "caveats": ["few_values"]},
        {"objective": "pages", "progress": "0.4", "target": "40", "days_left": 5, "figures": "progress", "method": "items", "n": 3,
         "probability": "0.2", "outcome": {"lo80": "0.4", "hi80": "1"}},
        {"objective": "double", "method": "none", "n": 0}]});
    let people = json!({"objectives": [{"id": "sales", "unit_of_measure": "money", "currency": "USD"}]});
    assert_eq!(
        ahead::goals(&answer, &people, &names(Lang::En), PAGE).unwrap(),
        "goal                likely  left  so far      target    80 in 100  seen\n\
         sales of a quarter     48%  19 d  2.47 M  USD 3.12 M  2.69–3.52 M  1 update (few)\n\
         new pages              20%   5 d     40%        100%      40–100%  plans, 3 due\n\n\
         Too early, or too little is known: twice the sales\n"
    );
    assert_eq!(
        ahead::goals(&answer, &people, &names(Lang::Zh), PAGE).unwrap(),
        "目标        可能性   剩余        目前      目标值    八成区间  依据\n\
         季度销售额     48%  19 天  247 万美元  312 万美元  269–352 万  1 次进展（偏少）\n\
         新页面         20%   5 天         40%        100%     40–100%  计划，已到期 3 项\n\n\
         为时尚早或信息不足：销售翻番\n"
    );
}

#[test]
fn people_who_came_and_left() {
    let answer = json!({"period": "2025", "groups": [{"figures": [
        {"figure": "headcount_end", "value": "9", "unit": "people"},
        {"figure": "hires", "value": "1", "unit": "people", "employees": ["e1"]},
        {"figure": "turnover", "value": "0.113", "value_exact": "346/3063", "unit": "share", "part": "1", "whole": "8.8526", "per_year": "0.1192"},
        {"figure": "turnover_retirement", "value": "0", "unit": "share", "part": "0", "whole": "8.8526"},
        {"figure": "days_to_fill_critical", "unit": "days"},
        {"figure": "vacancy_rate", "value": "0.0385", "value_exact": "1/26", "unit": "share", "part": "2", "whole": "52"}]}]});
    assert_eq!(
        ahead::workforce(&answer, &names(Lang::En), PAGE),
        "figure             value  a year  of\n\
         people at the end      9\n\
         hired                  1          Li Na\n\
         turnover           11.3%   11.9%  1 of 8.9 people\n\
         vacant posts        3.8%          2 of 52 posts\n"
    );
}

#[test]
fn a_series_with_its_line() {
    // From 1 to 8, one block each; a constant has the middle one.
    assert_eq!(ahead::spark(&[&[1.0, 2.0, 4.0], &[9.0, 5.0]]), ["▁▁▃", "█▄"]);
    assert_eq!(ahead::spark(&[&[3.0, 3.0]]), ["▄▄"]);
    let point = |period: &str, mean: &str| json!({"period": period, "mean": mean, "lo80": "900", "hi80": "1100", "lo95": "850", "hi95": "1150"});
    let mut november = point("2025-11", "1600.4");
    november.as_object_mut().unwrap().insert("events".to_owned(), json!(["double_11"]));
    let answer = json!({"metric": "parcels", "text": "parcels: 1000.", "series": {"caveats": ["season_borrowed"],
        "history": [{"period": "2025-08", "value": "1000"}, {"period": "2025-09", "value": "900"}],
        "points": [point("2025-10", "1000"), november]}});
    let policy = json!({"seasons": [{"id": "retail", "source": {"en": "five shops", "zh": "五家店"}}]});
    let request = json!({"season": "retail"});
    assert_eq!(
        ahead::series(&answer, &request, &policy, &names(Lang::En), PAGE),
        "\nWhat comes next: parcels\n\
         ────────────────────────\n\
         ▂▁│▂█\n\
         seen 2025-08…2025-09 │ expected 2025-10…2025-11\n\n\
         month    expected  80 in 100  95 in 100  events\n\
         2025-10      1000   900–1100   850–1150\n\
         2025-11      1600   900–1100   850–1150  Double 11\n\n\
         parcels: 1000. The season is from: five shops.\n"
    );
}

#[test]
fn grades_of_few_people_are_not_shown() {
    let few = json!({"n": 60, "caveats": ["few_people"], "months": [{"period": "2026-12"}]});
    assert_eq!(
        ahead::flows(&few, &names(Lang::En), PAGE),
        "Not shown: 60 months of one person each were seen. Below 120 the shares that leave and move up would\n\
         be chance, or borrowed.\n"
    );
    let people = |mean: &str| json!({"mean": mean, "lo80": "1", "hi80": "4", "lo95": "0", "hi95": "5"});
    let answer = json!({"n": 240, "source": "local", "grades": [{"position": "clerk", "people": 18}, {"position": "lead", "people": 2}],
        "rates": [{"from": "clerk", "to": "lead", "share": {"mean": "0.01"}, "n": 2}, {"from": "clerk", "share": {"mean": "0.02"}, "n": 5},
                  {"from": "lead", "share": {"mean": "0.005"}, "n": 0}],
        "months": [{"period": "2026-12", "grades": [{"people": people("17.24")}, {"people": people("3")}]}]});
    assert_eq!(
        ahead::flows(&answer, &names(Lang::En), PAGE),
        "grade  now  2026-12  80 in 100  95 in 100  leave a month  move up a month\n\
         clerk   18     17.2        1–4        0–5           2.0%             1.0%\n\
         lead     2      3.0        1–4        0–5           0.5%                –\n\n\
         Seen: 240 months of one person each, 2 moves up, 5 left.\n"
    );
}

#[test]
fn nine_people_are_too_few_for_grades() {
    let page = |name: &str| {
        let books = company(name);
        let args = parse(&["--company", name, "--outlook"]).unwrap();
        let names = Names::new(&books.policy, &books.people, "2025-1", Lang::En);
        ahead::whole(&args, &books, &mut Vec::new(), &names, PAGE).unwrap()
    };
    // 3063 ÷ 346 · 12 = 106.2.
    assert!(page("parts-shop").contains("Not shown: 9 people are about 106 months"));
    assert!(!page("cross-border").contains("Not shown"));
}
