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

#[test]
fn nobody_is_lost_over_the_year() {
    for (name, people) in [("parts-shop", 10), ("cross-border", 52)] {
        let books = company(name);
        for period in ["2025-01", "2025-04", "2025-09", "2025-10", "2025-Q3", "2025-H1"] {
            assert_eq!(score(&books, period).items("results").len(), people, "{name} {period}");
        }
    }
}
