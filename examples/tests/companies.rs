//! The two companies, end to end. The expected figures are worked out by hand in `companies/README.md` and here.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use hrcore_examples::args::Source;
use hrcore_examples::books::{Books, Question};
use hrcore_examples::json::Dig as _;
use serde_json::{Value, json};

fn company(name: &str) -> Books {
    Books::open(&Source::Company(name.to_owned())).map_err(|f| f.describe(hrcore_examples::lang::Lang::En)).unwrap()
}

fn score(books: &Books, period: &str) -> Value {
    let answer = books.ask(Question::Score, &json!({ "period": period })).unwrap();
    assert_eq!(answer.items("problems"), [] as [Value; 0], "the books are clean");
    answer
}

fn of<'a>(answer: &'a Value, employee: &str) -> &'a Value {
    answer.items("results").iter().find(|r| r.text("employee") == employee).unwrap()
}

fn line<'a>(result: &'a Value, line: &str) -> &'a Value {
    let lines = result.items("positions").iter().flat_map(|p| p.items("lines"));
    lines.clone().find(|l| l.text("line") == line).unwrap()
}

#[test]
fn parts_shop_in_november() {
    let answer = score(&company("parts-shop"), "2025-11");
    // 384 orders of 320 are capped at 120 points: 48; 384 of 9600 is 4 %: 30; two courses of two: 15; all fives: 15.
    assert_eq!(of(&answer, "p02").text("total"), "108");
    // 540 of 12000 is 4.5 % of 5 %: 36; 135 of 500 is 27 % of 30 %: 27; 7 pages of 10: 14; all fours: 8.
    let chen = of(&answer, "p04");
    assert_eq!((chen.text("total"), chen.text("band"), chen.text("coefficient")), ("85", "excellent", "1.2"));
    let wang = of(&answer, "p03");
    assert_eq!((wang.text("state"), wang.text("total")), ("unknown", ""));
    assert_eq!(
        wang.get("missing").unwrap(),
        &json!([{"line": "teamwork", "metric": "teamwork", "state": "missing", "effect": "unknown"}])
    );
    // Pages 40 and teamwork 20 share the weights of the two undefined lines: 11 of 12 agreed pages at 2/3, 4.6 of 5 at 1/3.
    let zhao = of(&answer, "p05");
    assert_eq!((zhao.text("total"), zhao.text("total_exact")), ("91.78", "826/9"));
    assert_eq!(line(zhao, "conversion").text("state"), "undefined");
    assert_eq!(of(&answer, "p09").text("state"), "not_in_scope");
}

#[test]
fn cross_border_in_november() {
    let answer = score(&company("cross-border"), "2025-11");
    let xu = of(&answer, "o03");
    assert_eq!((xu.text("total"), xu.text("band")), ("88", "excellent"));
    let roi = line(xu, "roi");
    assert_eq!((roi.text("actual"), roi.text("score"), roi.text("score_exact")), ("2.8", "93.3333", "280/3"));
    assert_eq!(roi.get("met"), Some(&json!(false)));
    // A major complaint: at most 60 points, at most the band pass.
    let feng = of(&answer, "s03");
    assert_eq!((feng.text("total"), feng.text("band")), ("60", "pass"));
    // Exactly 0.1 % is within the target.
    assert_eq!(line(of(&answer, "w08"), "wrong_shipments").text("score"), "100");
    // 139 of 155 satisfied customers; the shop's own target and weights.
    let visitors = line(of(&answer, "t02"), "visitors");
    assert_eq!((visitors.text("target"), visitors.text("weight"), visitors.text("score")), ("4500", "20", "97"));
    // Luo Ping: two positions; he held the first for 10 of November's 20 working days.
    let luo = of(&answer, "e01");
    let factors: Vec<&str> = luo.items("positions").iter().map(|p| p.text("factor")).collect();
    assert_eq!(factors, ["0.5", "0.5"]);
}

fn moves(company_name: &str) -> Value {
    let answer =
        company(company_name).ask(Question::Eligibility, &json!({"as_of": "2025-12-12", "lang": "en"})).unwrap();
    assert_eq!(answer.items("problems"), [] as [Value; 0], "the books are clean");
    answer
}

fn step<'a>(answer: &'a Value, employee: &str, id: &str) -> &'a Value {
    of(answer, employee).items("moves").iter().find(|step| step.text("id") == id).unwrap()
}

#[test]
fn who_may_move_on_at_the_parts_shop() {
    let answer = moves("parts-shop");
    // 280/240 = 7/6, 322/280 = 1.15 exactly, 384/322 > 1.19.
    let li = step(&answer, "p02", "operator-supervisor");
    assert_eq!(li.text("state"), "eligible");
    assert_eq!(li.pointer("/condition/parts/0/evidence/1/growth").unwrap(), "15");
    // 384 of 9600 is 4 % exactly.
    assert_eq!(step(&answer, "p02", "operator-store").text("state"), "eligible");
    // 271/235 and 312/271 are above 1.15, 235/210 is not; (2/3 + 1 + 0) ÷ 3; December has to come to 358.8.
    let wang = step(&answer, "p03", "operator-supervisor");
    let missing = wang.pointer("/condition/parts/0/missing").unwrap();
    assert_eq!(
        missing,
        &json!({"code": "periods", "have": 2, "need": 3, "next": {"period": "2025-12", "needs": "358.8"}})
    );
    assert_eq!((wang.text("progress_exact"), wang.text("earliest")), ("5/9", "2026-01-01"));
    // (63/189) ÷ (50/165) = 1.1; only the course is missing.
    let liu = step(&answer, "p06", "trader-lead");
    assert_eq!(liu.pointer("/condition/parts/1/evidence/0/growth").unwrap(), "10");
    assert_eq!(liu.pointer("/smallest_change/condition").unwrap(), "/all/2");
    assert_eq!((liu.text("state"), liu.text("earliest")), ("not_eligible", "2025-12-13"));
    // Conversion 4.5 of 5, repeat purchase 27 of 30, totals met: two of three need (1 + 0.9) ÷ 2, of three parts.
    assert_eq!(step(&answer, "p04", "store-supervisor").text("progress_exact"), "59/60");
    // The lead's post is vacant from March.
    let he = step(&answer, "p08", "designer-lead");
    assert_eq!((he.text("progress_exact"), he.text("earliest")), ("2/3", "2026-03-01"));
}

#[test]
fn who_may_move_on_across_the_border() {
    let answer = moves("cross-border");
    // 92000/80000 = 105800/92000 = 1.15, 126960/105800 = 1.2; conversion 420/7000 − 240/6000 = 2 points.
    let xu = step(&answer, "o03", "home");
    assert_eq!(xu.text("state"), "eligible");
    assert_eq!(xu.pointer("/condition/parts/1/evidence/0/growth").unwrap(), "2");
    // 67200/60000 = 75264/67200 = 84295.68/75264 = 1.12; 330/6000 − 240/6000 = 1.5 points.
    assert_eq!(step(&answer, "o11", "beauty").text("state"), "eligible");
    // 118000/100000 = 1.18 is one of six; of three campaigns one had an ROI of 1.9.
    let huang = step(&answer, "o01", "home-supervisor");
    assert_eq!((huang.text("progress_exact"), huang.text("earliest")), ("8/9", "2025-12-13"));
    assert_eq!(huang.pointer("/condition/parts/2/missing").unwrap(), &json!({"code": "count", "have": 2, "need": 3}));
    // The latest three of six; December, January and February are left.
    assert_eq!(step(&answer, "o02", "beauty-supervisor").text("earliest"), "2026-03-01");
    // No value in October breaks the streak: 90000 in November has no base.
    let gao = step(&answer, "o09", "home");
    assert_eq!(gao.pointer("/condition/parts/0/missing/have").unwrap(), 0);
    assert_eq!(step(&answer, "o07", "analyst").text("state"), "eligible");
    assert_eq!(step(&answer, "o10", "analyst").pointer("/condition/parts/1/missing/code").unwrap(), "mark_too_low");
}

#[test]
fn nobody_is_lost_over_the_year() {
    for (name, people) in [("parts-shop", 10), ("cross-border", 52)] {
        let books = company(name);
        for period in ["2025-01", "2025-04", "2025-09", "2025-10", "2025-Q3", "2025-H1"] {
            assert_eq!(score(&books, period).items("results").len(), people, "{name} {period}");
        }
    }
}
