//! The page of drawings, from answers of the documented shape.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use hrcore_examples::args::Source;
use hrcore_examples::books::{Books, Question};
use hrcore_examples::lang::Lang;
use hrcore_examples::names::Names;
use hrcore_examples::outlook::page::page;
use hrcore_examples::outlook::{flows, forecast, headcount};
use serde_json::{Value, json};

fn estimate(mean: f64) -> Value {
    let [lo95, lo80, own, hi80, hi95] = [-2.0, -1.0, 0.0, 1.0, 2.0].map(|off| (mean + off).to_string());
    json!({ "mean": own, "lo80": lo80, "hi80": hi80, "lo95": lo95, "hi95": hi95 })
}

fn series() -> Value {
    let point = |period: &str, mean: f64| {
        let mut point = estimate(mean);
        point["period"] = json!(period);
        point
    };
    let mut november = point("2025-11", 6.5e6);
    november["events"] = json!(["double_11"]);
    json!({
        "as_of": "2025-09-30", "metric": "sales",
        "series": {
            "history": [
                { "period": "2025-07", "value": "2900000" },
                { "period": "2025-08", "value": "3000000", "state": "filled" },
                { "period": "2025-09", "value": "1000000", "state": "outlier", "used": "2500000" },
            ],
            "points": [point("2025-10", 3.5e6), november],
            "n": 3,
        },
    })
}

fn plans() -> Value {
    let month = |period: &str, need: u32, hires: u32| {
        json!({ "period": period, "volume": estimate(3.5e6), "heads": estimate(f64::from(need) - 1.5), "need": need,
                "leavers": "0.2", "under_way": "0", "supply": "15", "hires": hires, "chance_short": "0.5" })
    };
    json!({ "as_of": "2025-09-30", "plans": [{
        "rule": "picking", "position": "picker", "holders": 15,
        "months": [month("2025-10", 15, 0), month("2025-11", 20, 5)],
        "requisitions": [{ "hires": 5, "open": "2025-10-01", "start": "2025-11-01", "needed": "2025-11", "months": 1, "is_late": false }],
        "simple": { "period": "2025-10", "hires": 2, "plan_hires": 0, "why": [{ "reason": "leavers", "heads": "-2" }] },
    }] })
}

fn grades() -> Value {
    let month = |period: &str, people: f64| json!({ "period": period, "total": estimate(people), "grades": [{ "position": "picker", "people": estimate(people) }] });
    json!({ "as_of": "2025-09-30", "grades": [{ "position": "picker", "people": 15 }],
            "months": [month("2025-10", 14.5), month("2025-11", 14.0)] })
}

fn names(lang: Lang) -> Names {
    let books = Books::open(&Source::Company("online-shop".to_owned())).unwrap();
    Names::new(&books.policy, &books.people, "", lang)
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let page = page(&[&series(), &plans(), &grades()], &names(Lang::En));
    for word in ["<script", " src=", " href=", "url(", "@import", "NaN", "inf"] {
        assert!(!page.contains(word), "{word}");
    }
    // The name of SVG is no address that is fetched.
    assert_eq!(page.matches("http").count(), 3);
    assert_eq!(page.matches("<svg").count(), 3);
    for word in [
        "Qinghe Home Textiles · outlook",
        "sales: what comes next",
        ">Double 11<",
        "outlier",
        "filled in",
        ">+5<",
        "5: open 1 Oct, at work 1 Nov",
        "Why the simple rule differs in 2025-10",
        "picker",
        "prefers-color-scheme:dark",
    ] {
        assert!(page.contains(word), "{word}");
    }
}

#[test]
fn the_page_is_chinese_throughout() {
    let page = page(&[&series(), &plans(), &grades()], &names(Lang::Zh));
    for word in
        ["清禾家纺 · 展望", "销售额：预测", "双十一", "5 人：10月1日开启，11月1日到岗", "拣货员", "400 万", ">10月<"]
    {
        assert!(page.contains(word), "{word}");
    }
    for word in ["what comes next", "people", "Figures", "expected", "within"] {
        assert!(!page.contains(&format!(">{word}")), "{word}");
    }
}

#[test]
fn drawings_are_told_to_those_who_do_not_see_them() {
    let names = names(Lang::En);
    let plan = plans();
    let charts = [
        forecast::chart(&series(), &names, "a").unwrap(),
        headcount::chart(&plan["plans"][0], &names, "b").unwrap(),
        flows::chart(&grades(), &names, "c").unwrap(),
    ];
    let told: Vec<&str> = charts.iter().map(|chart| chart.about.as_str()).collect();
    assert!(told[0].contains("2025-11") && told[0].contains("6\u{202f}500\u{202f}000"), "{}", told[0]);
    assert_eq!(told[1], "15 hold it; at most 20 are needed; open 5 on 2025-10-01.");
    assert_eq!(told[2], "picker: 15 → 14");
    let file = charts[0].file();
    assert!(
        file.contains("<style>")
            && file.contains(" width=\"920\"")
            && file.contains("aria-labelledby=\"a-title a-about\"")
    );
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let none = Value::Null;
    let page = page(&[&none, &none, &none], &names(Lang::En));
    assert!(page.contains("There is nothing to draw."));
    for odd in [
        json!({}),
        json!({"series": {"history": [{"period": "2025-Q1"}]}}),
        json!({"as_of": 3, "months": [{}], "grades": [{}]}),
    ] {
        assert!(forecast::chart(&odd, &names(Lang::En), "a").is_none());
        assert!(flows::chart(&odd, &names(Lang::En), "a").is_none());
        assert!(headcount::chart(&odd, &names(Lang::En), "a").is_none());
    }
}

#[test]
fn the_company_is_drawn_from_what_the_engine_answers() {
    let books = Books::open(&Source::Company("online-shop".to_owned())).unwrap();
    let ask = |question, request: Value| {
        books.ask(question, &request).unwrap_or_else(|failure| panic!("{}", failure.describe(Lang::En)))
    };
    let events = ["double_11", "618"];
    let series = ask(Question::Forecast, json!({ "as_of": "2025-09-30", "metric": "sales", "events": events }));
    let plans = ask(Question::Headcount, json!({ "as_of": "2025-09-30" }));
    let grades = ask(Question::Flows, json!({ "as_of": "2025-09-30", "horizon": 24 }));
    for answer in [&series, &plans, &grades] {
        assert_eq!(answer["problems"], json!([]));
    }
    let names = names(Lang::En);
    let page = page(&[&series, &plans, &grades], &names);
    // Double 11 is the highest of the year, its requisitions open a month before, and a month of the past is out of line.
    for word in [">Double 11<", "open 1 Oct, at work 1 Nov", ">outlier<", ">shift lead<", "8 M"] {
        assert!(page.contains(word), "{word}");
    }
    assert_eq!(page.matches("<svg").count(), 3);
    let picture = include_str!("../../docs/outlook.svg");
    let drawn = forecast::chart(&series, &names, "series").unwrap().file();
    assert!(picture == drawn, "`cargo run --release --example outlook -- --svg > docs/outlook.svg` draws it anew");
}
