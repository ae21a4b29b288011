//! The page about leaving: what it shows is what the answers say, in both languages, and nothing is markup that a user wrote.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::sync::OnceLock;

use hrcore_examples::json::Dig as _;
use hrcore_examples::lang::Lang;
use hrcore_examples::names::Names;
use hrcore_examples::risks::ask::{Args, Asked, ask};
use hrcore_examples::risks::page::page;
use hrcore_examples::risks::picture::picture;
use hrcore_examples::risks::sheet::Sheet;
use serde_json::{Value, json};

mod marks;
use marks::{attributes, check, words};

fn company(name: &str) -> Asked {
    let (company, lang) = (name.to_owned(), Lang::En);
    ask(&Args { company, as_of: None, model: None, prior: None, lang }).map_err(|f| f.describe(Lang::En)).unwrap()
}

/// The company that is made up: its model is fitted once for all tests.
fn made() -> &'static Asked {
    static MADE: OnceLock<Asked> = OnceLock::new();
    MADE.get_or_init(|| company("made"))
}

fn names(asked: &Asked, lang: Lang) -> Names {
    Names::new(&asked.books.policy, &asked.books.people, asked.answer["policy"].text("version"), lang)
}

fn drawn(asked: &Asked, lang: Lang) -> String {
    page(&Sheet::new(&asked.request, &asked.answer, &asked.fit, &names(asked, lang)))
}

fn float(value: &Value) -> f64 {
    value.as_str().map_or_else(|| value.as_f64(), |text| text.parse().ok()).unwrap_or_else(|| panic!("{value}"))
}

/// Per cents as the page rounds them.
fn percent(share: &Value) -> String {
    let share = float(share);
    if share < 0.0995 { format!("{:.1}%", share * 100.0) } else { format!("{:.0}%", share * 100.0) }
}

fn cell(text: &str) -> String {
    format!("<td>{text}</td>")
}

#[test]
fn the_company_is_large_enough_for_all_parts() {
    let asked = made();
    for answer in [&asked.answer, &asked.fit] {
        assert_eq!(answer["problems"], json!([]));
        assert_eq!((answer["tier"].as_u64(), answer.text("method")), (Some(3), "own"));
    }
    let people = asked.answer["team"]["people"].as_u64().unwrap();
    assert!((1100..1300).contains(&people), "{people}");
    assert!(asked.fit["model"]["terms"].as_array().unwrap().iter().any(|term| !term.items("knots").is_empty()));
    let text = drawn(asked, Lang::En);
    for id in ["people", "model", "reliability", "tried", "scorecard", "audit"] {
        assert!(text.contains(&format!("<section id=\"{id}\">")), "{id}");
    }
    assert!(!text.contains("<section id=\"absent\">"));
}

#[test]
fn pages_are_well_formed_and_need_nothing_from_elsewhere() {
    for lang in [Lang::En, Lang::Zh] {
        for asked in [made(), &company("cross-border"), &company("parts-shop"), &company("online-shop")] {
            let text = drawn(asked, lang);
            check(&text);
            for word in ["<script", " src=", " href=", "url(", "@import", "NaN", ">inf", "\"inf"] {
                assert!(!text.contains(word), "{word}");
            }
            assert!(!attributes(&text).iter().any(|(name, _)| name.starts_with("on")));
            // The name of SVG is no address that is fetched.
            assert_eq!(text.matches("http").count(), text.matches("<svg").count());
            // Each drawing has a title and says what it shows.
            let drawings = text.matches("<svg").count();
            assert_eq!((text.matches("<title id=").count(), text.matches("<desc id=").count()), (drawings, drawings));
            assert!(!text.contains("></desc>"), "a drawing says nothing");
            assert_eq!(text.matches("<h1>").count(), 1);
        }
    }
}

#[test]
fn people_have_the_figures_of_the_answer() {
    let asked = made();
    let text = drawn(asked, Lang::En);
    let people = asked.answer.items("people");
    for (at, person) in people.iter().take(20).enumerate() {
        let (chance, id) = (&person["chance"], person.text("employee"));
        let name = asked.books.people.items("employees").iter().find(|one| one.text("id") == id).unwrap();
        let row = text.split("<li class=\"person\">").nth(at + 1).unwrap();
        let lo = percent(&chance["lo80"]);
        for word in [
            format!("<h3>{}. {}</h3>", at + 1, name["name"].text("en")),
            format!("<b>{}</b>", percent(&chance["mean"])),
            format!("({}–{} · {})", lo.trim_end_matches('%'), percent(&chance["hi80"]), person.text("band")),
            format!("{:.3}", float(&person["log_odds"])).replace('-', "−"),
        ] {
            assert!(row.contains(&word), "{word}\n{row}");
        }
        for reason in person.items("reasons").iter().take(5) {
            assert!(row.contains(&format!("×{:.2} ", float(&reason["odds"]))), "{reason}\n{row}");
        }
    }
    let all = people.iter().filter(|person| person.text("state") == "estimated").count();
    assert!(text.contains(&format!("The 20 most likely to leave of {all}.")));
    let high = people.iter().filter(|person| person.text("band") == "high").count();
    assert!(text.contains(&format!(">high {high}, raised ")));
    let team = &asked.answer["team"];
    assert!(text.contains(&format!("{} within 3 months", percent(&team["chance"]["mean"]))));
}

#[test]
fn bars_are_as_long_as_what_they_add() {
    let asked = made();
    let text = drawn(asked, Lang::En);
    let person = &asked.answer["people"][0];
    let why = text.split("<title id=\"why0-title\">").nth(1).unwrap().split("</svg>").next().unwrap();
    let bars: Vec<(f64, f64)> = why
        .lines()
        .filter(|line| line.starts_with("<rect"))
        .map(|line| {
            let of = |name: &str| {
                let own = attributes(line).into_iter().find(|(own, _)| own == name);
                own.unwrap().1.parse::<f64>().unwrap()
            };
            (of("x"), of("width"))
        })
        .collect();
    let reasons = person.items("reasons");
    assert!(bars.len() == reasons.len().min(6) && bars.len() > 2);
    let adds = |at: usize| float(&reasons[at]["adds"]);
    for (at, (x, width)) in bars.iter().enumerate() {
        assert!((width / bars[0].1 - adds(at).abs() / adds(0).abs()).abs() < 2e-3, "{at}");
        // To the right of the middle of 340 is leaving.
        assert_eq!(*x >= 170.0, reasons[at].text("toward") == "leave", "{at}");
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "an independent exponential")]
fn curves_go_through_the_numbers_of_the_model() {
    let asked = made();
    let text = drawn(asked, Lang::En);
    let terms = asked.fit["model"].items("terms");
    let number = |term: &Value, field: &str| term.get(field).map_or(0.0, float);
    for (at, term) in terms.iter().enumerate() {
        let svg = text.split(&format!("<title id=\"term{at}-title\">")).nth(1).unwrap().split("</svg>").next().unwrap();
        let middle = number(term, "middle");
        for (knot, bend) in term.items("knots").iter().zip(term.items("bends")) {
            let line = number(term, "line") * (float(knot) - number(term, "centre")) / number(term, "spread");
            let factor = (line + float(bend) - middle).exp();
            assert!(svg.contains(&format!(": ×{factor:.2}</title>")), "{factor} {svg}");
        }
        for level in term.items("levels") {
            let factor = (float(&level["adds"]) - middle).exp();
            assert!(svg.contains(&format!(">×{factor:.2} · ")), "{factor} {svg}");
        }
    }
}

#[test]
fn tables_have_the_figures_of_the_documents() {
    let asked = made();
    let text = drawn(asked, Lang::En);
    let model = &asked.fit["model"];
    let found = &model["validation"];
    for (field, places) in [("auc", 3), ("better_by", 2), ("slope", 2), ("seen_to_foretold", 2)] {
        assert!(text.contains(&cell(&format!("{:.places$}", float(&found[field])))), "{field}");
    }
    for band in found.items("bands") {
        let [foretold, seen] = ["foretold", "seen"].map(|field| format!("{:.2}%", float(&band[field]) * 100.0));
        assert!(text.contains(&format!("{}: said {foretold}, seen {seen}", band.text("band"))));
        assert!(text.contains(&format!(">{} of {}<", band["leavers"], band["months"])));
    }
    assert_eq!(asked.fit.items("tried").len(), 5);
    for way in asked.fit.items("tried") {
        assert!(text.contains(&cell(&format!("{:.5}", float(&way["log_loss"])))), "{way}");
    }
    assert_eq!(text.matches(">taken<").count(), 1);
    let card = text.split("<section id=\"scorecard\">").nth(1).unwrap().split("</section>").next().unwrap();
    for item in model["scorecard"].items("items") {
        let points = float(&item["points"]);
        let plus = if points > 0.0 { "+" } else { "" };
        assert!(card.contains(&cell(&format!("{plus}{points}").replace('-', "−"))), "{item}");
    }
    assert_eq!(card.matches("<tr>").count(), model["scorecard"].items("items").len() + 2);
    for chance in model["scorecard"].items("chances") {
        let row =
            format!("<li><span>{}</span> {:.2}%</li>", float(&chance["points"]), float(&chance["chance"]) * 100.0);
        assert!(card.contains(&row.replace('-', "−")), "{row}");
    }
    let audit = text.split("<section id=\"audit\">").nth(1).unwrap();
    for attribute in asked.fit.items("audit") {
        assert!(audit.contains(&format!("The least share marked ÷ the most: {:.2}.", float(&attribute["ratio"]))));
        for group in attribute.items("groups") {
            let counts = ["people", "months", "leavers"].map(|field| cell(&group[field].to_string())).concat();
            assert!(audit.contains(&counts) && audit.contains(&cell(&percent(&group["marked"]))), "{group}");
        }
    }
}

#[test]
fn each_language_is_spoken_throughout() {
    assert!(!drawn(made(), Lang::En).chars().any(|letter| letter > '\u{2e80}'));
    // Names of models, of measures, and where a model comes from.
    let foreign = [
        "attrition",
        "Brier",
        "AUC",
        "Griffeth",
        "Hom",
        "and",
        "Gaertner",
        "Meta",
        "Analysis",
        "Antecedents",
        "Correlates",
        "Employee",
        "Turnover",
        "Journal",
        "Management",
    ];
    let text = drawn(made(), Lang::Zh);
    for word in words(&text) {
        let is_said = word.len() < 3 || foreign.contains(&word.as_str());
        assert!(is_said, "{word}");
    }
    for word in
        ["云帆仓储（虚构）", "任何后续处理都须先经人工复核", "可采取措施", "评分卡", "公平性审计", "可靠程度", "性别"]
    {
        assert!(text.contains(word), "{word}");
    }
}

#[test]
fn small_companies_say_what_is_not_there() {
    let text = drawn(&company("parts-shop"), Lang::En);
    assert_eq!(text.matches("<svg").count(), 1, "the team's rate alone");
    for word in [
        "Individuals cannot be told apart",
        "Tier 0 of 4",
        "What is not here, and why",
        "No term of a model",
        "1 who left of 9 people",
    ] {
        assert!(text.contains(word), "{word}");
    }
    assert!(!text.contains("class=\"person\""));
    let asked = company("cross-border");
    let text = drawn(&asked, Lang::En);
    let estimated = asked.answer.items("people").iter().filter(|person| person.text("state") == "estimated").count();
    assert_eq!(text.matches("<li class=\"person\">").count(), estimated);
    for word in
        ["Tier 1 of 4", "Nobody is ranked", "Typical drivers of leaving", "<h3>Ye Feng</h3>", "There is no scorecard"]
    {
        assert!(text.contains(word), "{word}");
    }
    // Ye Feng's are the first: the only one whose band is high.
    assert!(text.find("<h3>Ye Feng</h3>") < text.find("<h3>Hu Bin</h3>"));
    assert_eq!(text.matches("<title id=\"term").count(), 4);
}

/// What is said of what is not there.
fn absent(text: &str) -> &str {
    text.split("<section id=\"absent\">").nth(1).unwrap().split("</section>").next().unwrap()
}

#[test]
fn a_model_that_was_given_has_no_audit_for_lack_of_a_fit() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("leaving-model.json");
    std::fs::write(&path, made().fit["model"].to_string()).unwrap();
    let args = Args { company: "made".to_owned(), as_of: None, model: Some(path), prior: None, lang: Lang::En };
    let asked = ask(&args).map_err(|f| f.describe(Lang::En)).unwrap();
    assert!(asked.fit.is_null());
    for (lang, said, unsaid) in [
        (
            Lang::En,
            "There is no audit: it is part of a fit, and nothing was fitted here.",
            ["these facts do not have", "There is no scorecard"],
        ),
        (Lang::Zh, "没有审计：审计随模型拟合进行，此处未进行拟合。", ["此处的数据没有", "没有评分卡"]),
    ] {
        let text = drawn(&asked, lang);
        assert!(absent(&text).contains(said), "{}", absent(&text));
        assert!(!unsaid.iter().any(|word| absent(&text).contains(word)), "{}", absent(&text));
    }
    // Facts without groups are another cause.
    let text = drawn(&company("cross-border"), Lang::En);
    assert!(absent(&text).contains("groups of people, which these facts do not have"));
}

#[test]
fn why_there_is_no_scorecard_is_said_by_its_cause() {
    let asked = made();
    let people =
        ["it is learned from 500 people, 80 leavers and 12 months on", "需要 500 人、80 人离职、12 个月以上的数据"];
    let given = ["the document of the model that was given has none", "所给模型的文件中没有"];
    let drivers = ["own drivers, and none are known", "企业自有的影响因素，而此处没有可用的"];
    let months = ["too few left in the months that could be put aside", "可留出的月份内或此前离职的人太少"];
    let rate = ["nothing that was tried was better than one rate for all", "尝试过的方法均不优于统一离职率"];
    let items = ["no item told people apart", "没有能区分个人的条目"];
    let causes = [people, given, drivers, months, rate, items];
    let mut model = asked.fit["model"].clone();
    model.as_object_mut().unwrap().remove("scorecard");
    let fit = |limits: Value| json!({"model": model, "limits": limits, "audit": asked.fit["audit"]});
    let cases = [
        (2, fit(json!(["few_people", "not_better_than_rate"])), people),
        (3, fit(json!(["few_people", "no_drivers", "not_better_than_rate"])), drivers),
        (3, fit(json!(["few_people", "no_backtest"])), months),
        (3, fit(json!(["few_people", "not_better_than_rate"])), rate),
        (4, fit(json!(["not_better_than_rate"])), rate),
        (3, fit(json!(["few_people", "not_better_than_simpler"])), items),
        (3, Value::Null, given),
    ];
    for (tier, fit, said) in &cases {
        let (mut answer, mut request) = (asked.answer.clone(), asked.request.clone());
        answer["tier"] = json!(tier);
        if fit.is_null() {
            request["model"] = model.clone();
        }
        for (at, lang) in [Lang::En, Lang::Zh].into_iter().enumerate() {
            let text = page(&Sheet::new(&request, &answer, fit, &names(asked, lang)));
            check(&text);
            let found: Vec<&str> =
                causes.iter().map(|cause| cause[at]).filter(|own| absent(&text).contains(own)).collect();
            assert_eq!(found, [said[at]], "{}", absent(&text));
        }
    }
}

/// A model with everything that a document may have, and names that look like markup.
fn odd() -> (Value, Value, Value, Value) {
    let name = json!({"en": "<&\" en", "zh": "<&\" zh"});
    let driver =
        |id: &str, kind: &str, role: &str| json!({"id": id, "name": name, "source": {"kind": kind}, "role": role});
    let model = json!({"id": "<&\"", "version": "<&\"", "name": name, "provenance": {"source": "<&\""},
        "terms": [
            {"driver": driver("a", "overtime", "act_on"), "centre": 10, "spread": "5", "line": "0.5", "knots": [5, 10, 10], "bends": ["0.1", 0, "0.3"], "missing": "0.2"},
            {"driver": driver("b", "unit", "context"), "levels": [{"id": "u<&\"", "adds": "0.4"}, {"id": "v", "adds": "-0.2"}], "middle": "0.1"},
            {"driver": driver("c", "metric", "not_actionable"), "levels": [{"value": 1, "adds": "0.3"}]},
            {"driver": driver("d", "absence", "context"), "missing": "0.1"}],
        "pairs": [{"first": "b", "second": "a", "first_edges": ["0.5"], "second_edges": ["10"], "cells": [1, "-0.5", 0, 0, 0, 0, 0, 0, 0]}],
        "scorecard": {"items": [{"driver": "a", "from": 10, "points": 3}, {"driver": "b", "is": "u<&\"", "points": -2}], "chances": [{"points": 1, "chance": "0.01"}]}});
    let estimate = json!({"mean": "0.1", "lo80": "0.05", "hi80": "0.2", "lo95": "0.04", "hi95": "0.3"});
    let reason = |id: &str| json!({"driver": id, "value": "12", "adds": "0.4", "odds": "1.49182", "toward": "leave", "role": "act_on"});
    let person = json!({"employee": "e<&\"", "position": "p<&\"", "unit": "u<&\"", "state": "estimated", "band": "high", "chance": estimate, "base": "-3", "log_odds": "-2.6",
        "reasons": [reason("a"), {"driver": "b", "with": "a", "adds": "-0.1", "odds": "0.904837", "toward": "stay", "role": "context"}],
        "signals": [{"signal": "s<&\"", "condition": {"kind": "metric", "text": "<&\""}}]});
    let answer = json!({"as_of": "<&\"", "horizon": 3, "tier": 1, "method": "prior", "limits": ["<&\""], "policy": {"version": "<&\""}, "requires_human_review": true,
        "team": {"people": 1, "chance": estimate, "monthly": estimate, "leavers": estimate}, "prior": {"id": "<&\"", "version": "<&\"", "source": "<&\""},
        "people": [person, {"employee": "f<&\"", "state": "leaving"}]});
    let fit = json!({"tried": [{"method": "<&\""}], "audit": [{"attribute": "<&\"", "groups": [{"group": "<&\""}], "ratio": "0.5", "caveats": ["<&\""]}]});
    (json!({"model": model}), answer, fit, json!({"id": "<&\"", "name": "<&\"", "version": "1"}))
}

#[test]
fn what_a_user_wrote_is_no_markup() {
    let (request, answer, fit, policy) = odd();
    for lang in [Lang::En, Lang::Zh] {
        let names = Names::new(&policy, &json!({"employees": [{"id": "e<&\"", "name": "<&\" somebody"}]}), "1", lang);
        let text = page(&Sheet::new(&request, &answer, &fit, &names));
        check(&text);
        assert!(!text.contains("<&"));
        let escaped = "&lt;&amp;&quot;";
        assert!(text.contains(&format!("<h3>{escaped} somebody</h3>")), "{text}");
        assert!(text.matches(escaped).count() > 30);
        assert!(text.contains("<title id=\"pair0-title\">"));
    }
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let policy = json!({});
    let names = Names::new(&policy, &policy, "", Lang::En);
    let odd = [
        json!({}),
        json!({"people": [{}], "team": {}, "model": {}}),
        json!({"people": [{"state": "estimated"}, {"state": "estimated", "chance": {"mean": "x"}, "reasons": [{}]}], "team": {"chance": {"mean": 2}}}),
        json!({"model": {"terms": [{}, {"knots": [1]}, {"line": 1, "spread": 0}], "pairs": [{}, {"cells": [1, 2, 3]}], "validation": {"bands": [{}]}, "scorecard": {"items": [{}]}},
            "tried": [{}], "audit": [{}]}),
    ];
    for answer in &odd {
        let text = page(&Sheet::new(answer, answer, answer, &names));
        check(&text);
        assert!(!text.contains("NaN") && !text.contains("inf\""), "{text}");
        assert!(picture(&Sheet::new(answer, answer, answer, &names)).is_none());
    }
}

#[test]
fn the_picture_is_what_the_example_writes() {
    let asked = made();
    let names = names(asked, Lang::En);
    let drawn = picture(&Sheet::new(&asked.request, &asked.answer, &asked.fit, &names)).unwrap().file();
    check(&drawn);
    let kept = include_str!("../../docs/leaving.svg");
    assert!(kept == drawn, "`cargo run --release --example risks -- --svg > docs/leaving.svg` draws it anew");
}
