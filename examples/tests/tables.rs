//! The tables, from answers written by hand after the reference of the documents.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use hrcore_examples::args::{self, Args, Source};
use hrcore_examples::lang::Lang;
use hrcore_examples::names::Names;
use hrcore_examples::table::Page;
use hrcore_examples::{groups, moves, person, problems, progress, review, shortfalls};
use serde_json::{Value, json};

const PAGE: Page = Page { width: 100, colour: false };

fn policy() -> Value {
    json!({"id": "shop", "version": "1", "name": {"en": "Shop", "zh": "小店"},
        "metrics": [{"id": "ad_roi", "name": {"en": "ad ROI", "zh": "广告 ROI"}, "unit": "multiple"},
                    {"id": "sales", "name": {"en": "sales", "zh": "销售额"}, "unit": "money", "currency": "CNY"}],
        "rating_scales": [{"bands": [{"id": "excellent", "name": {"en": "excellent", "zh": "优秀"}}]}],
        "scorecards": [{"id": "ops", "sections": [{"lines": [
            {"id": "roi", "metric": "ad_roi", "advice": {"en": "improve the keywords", "zh": "需优化关键词"}},
            {"id": "sales", "metric": "sales"}]}],
            "coefficient_adjustments": [{"id": "training", "name": {"en": "training incomplete", "zh": "培训未完成"}}]}],
        "positions": [{"id": "operator", "name": {"en": "operations", "zh": "运营岗"}, "scorecard": "ops"}]})
}

fn names(lang: Lang) -> Names {
    let people =
        json!({"employees": [{"id": "e1", "name": {"en": "Li Na", "zh": "李娜"}}, {"id": "e2", "name": "Bo"}]});
    Names::new(&policy(), &people, "1", lang)
}

fn answer() -> Value {
    serde_json::from_str(ANSWER).unwrap()
}

const ANSWER: &str = r#"{"period": "2025-11", "results": [
        {"employee": "e1", "state": "known", "total": "88", "band": "excellent", "coefficient": "1.1",
         "positions": [{"position": "operator", "scorecard": "ops", "from": "2025-11-10", "to": "2025-11-30", "days": 21,
            "factor": "0.7", "total": "88", "band": "excellent", "coefficient": "1.1",
            "coefficient_adjustments": [{"id": "training", "state": "applied", "add": "-0.1"}],
            "lines": [
                {"line": "roi", "metric": "ad_roi", "unit": "multiple", "method": "ratio", "state": "value", "actual": "2.8", "target": "3",
                 "met": false, "attainment": "0.9333", "score": "93.3333", "weight": "40", "applied_weight": "100", "contribution": "93.3333",
                 "inputs": [{"metric": "sales", "state": "value", "value": "112000.50", "observations": 1, "records": ["r-17"]}]},
                {"line": "sales", "metric": "sales", "unit": "money", "method": "ratio", "state": "missing", "weight": "60", "applied_weight": "0"}]}],
         "missing": [{"line": "sales", "metric": "sales", "state": "missing", "effect": "redistribute"}]},
        {"employee": "e2", "state": "not_in_scope"}]}"#;

#[test]
fn totals_in_both_languages() {
    assert_eq!(
        review::totals(&answer(), &names(Lang::En), PAGE),
        "name   position    total  band       coefficient  remarks\n\
         Li Na  operations     88  excellent          1.1  training incomplete (coefficient −0.1); 1 missed;\n\
         \u{20}                                                 1 missing\n\
         \nNot scored: Bo\n"
    );
    assert_eq!(
        review::totals(&answer(), &names(Lang::Zh), PAGE),
        "姓名  岗位    总分  等级  绩效系数  备注\n\
         李娜  运营岗    88  优秀       1.1  培训未完成（系数 −0.1）；1 项未达标；1 项缺失\n\
         \n不参加考核：Bo\n"
    );
}

#[test]
fn people_who_come_leave_or_move() {
    let answer = json!({"results": [
        {"employee": "e1", "state": "known", "positions": [{"position": "operator", "from": "2025-11-01", "to": "2025-11-16"},
                                                           {"position": "clerk", "from": "2025-11-17", "to": "2025-11-20"}]},
        {"employee": "e2", "state": "known", "positions": [{"position": "operator", "from": "2025-11-10", "to": "2025-11-30"}]}]});
    assert_eq!(
        review::totals(&answer, &names(Lang::En), PAGE),
        "name   position            total  band     coefficient  remarks\n\
         Li Na  operations → clerk      –  unknown            –  moved on 2025-11-17; until 2025-11-20\n\
         Bo     operations              –  unknown            –  from 2025-11-10\n"
    );
}

#[test]
fn a_missed_target_comes_with_its_advice() {
    assert_eq!(
        shortfalls::missed(&answer(), &names(Lang::Zh), PAGE).unwrap(),
        "姓名  指标      实际值  目标     得分  改进建议\n\
         李娜  广告 ROI   2.8:1   3:1  93.3333  需优化关键词\n"
    );
    assert_eq!(shortfalls::missed(&json!({"results": []}), &names(Lang::En), PAGE), None);
}

#[test]
fn what_is_missing_says_what_happens() {
    assert_eq!(
        shortfalls::missing(&answer(), &names(Lang::En), PAGE).unwrap(),
        "name   indicator or rule  state     effect\n\
         Li Na  sales              no value  its weight goes to the other lines\n"
    );
}

#[test]
fn progress_shows_pace_and_projection() {
    let answer = json!({"results": [{"employee": "e1", "positions": [{"position": "operator", "elapsed": "0.4", "projected_total": "93.33",
        "projected_band": "excellent", "lines": [
            {"line": "sales", "metric": "sales", "state": "value", "actual": "40000.00", "target": "120000.00", "progress": "0.3333", "needed_per_day": "4210.53",
             "projected": "100000.00", "projected_score": "83.3333"}]}]}]});
    assert_eq!(
        progress::progress(&answer, &names(Lang::En), PAGE),
        "name   indicator         so far          target  progress         needed a day    would end at\n\
         Li Na  sales      CNY 40,000.00  CNY 120,000.00  ███░░░░░░░  33%  CNY 4,210.53  CNY 100,000.00\n\
         \nname   position    elapsed  would end at  band       remarks\n\
         Li Na  operations      40%         93.33  excellent  behind in sales\n"
    );
}

#[test]
fn progress_says_what_the_total_waits_for() {
    let answer = json!({"results": [{"employee": "e1", "positions": [{"position": "operator", "elapsed": "0.3871", "lines": [
        {"line": "sales", "metric": "sales", "state": "missing", "target": "120000.00"},
        {"line": "roi", "metric": "ad_roi", "state": "value", "actual": "3", "target": "3", "projected": "3", "projected_score": "100"}]}]}]});
    let text = progress::progress(&answer, &names(Lang::Zh), PAGE);
    assert!(text.ends_with("李娜  运营岗       38%         –  –         尚缺销售额\n"), "{text}");
}

#[test]
fn one_person_in_full() {
    let answer = answer();
    let explained = json!({"sentences": ["运营岗总分 88 分，优秀"]});
    let result = answer.pointer("/results/0").unwrap();
    let text = person::person(result, &explained, &names(Lang::Zh), PAGE);
    for expected in [
        "运营岗总分 88 分，优秀\n",
        "广告 ROI  比率法",
        "40 → 100",
        "112,000.50 元     1  r-17",
        "培训未完成（系数 −0.1）：已生效",
        "总分 88 · 优秀 · 绩效系数 1.1",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    assert!(!text.contains("operations"), "no English in a Chinese page:\n{text}");
}

#[test]
fn quotas_and_units_and_advice() {
    let quotas = json!({"groups": [{"group": "company", "people": 19, "exempt": false, "quotas": [
        {"band": "excellent", "share": "30", "quota": 6, "actual": 8, "deviation": 2}]}]});
    assert_eq!(
        groups::distribution(&quotas, &names(Lang::Zh), PAGE),
        "全公司：19 人有总分\n等级  比例  名额  实际  偏差\n优秀   30%     6     8    +2\n"
    );
    let units = json!({"groups": [{"group": "north", "people": 3, "known": 2, "mean_total": "81.5", "bands": [{"band": "excellent", "people": 1}]}]});
    assert_eq!(
        groups::units(&units, &policy(), &names(Lang::En), PAGE),
        "unit   people  mean total  excellent\nnorth       3        81.5          1\n"
    );
    let advice = json!({"advice": [{"code": "source_missing", "pointer": "/metrics/0", "message": "no source", "hint": "name it"}]});
    assert_eq!(groups::advice(&advice, &names(Lang::En)).unwrap(), "  no source\n    /metrics/0\n    → name it\n");
    assert_eq!(groups::advice(&advice, &names(Lang::Zh)).unwrap(), "  指标没有注明数据来源\n    /metrics/0\n");
}

#[test]
fn problems_show_place_and_hint() {
    let answer = json!({"problems": [{"code": "weights_sum", "pointer": "/scorecards/0/sections", "message": "weights sum to 99", "hint": "add 1"},
        {"code": "json_syntax", "pointer": "", "message": "end of input"}]});
    assert_eq!(
        problems::problems(&answer, Lang::En),
        "  /scorecards/0/sections\n    weights sum to 99  [weights_sum]\n    → add 1\n  (whole document)\n    end of input  [json_syntax]\n"
    );
}

fn parse(words: &[&str]) -> Result<Option<Args>, String> {
    args::parse(lexopt::Parser::from_args(words))
}

#[test]
fn options() {
    let plain = parse(&[]).unwrap().unwrap();
    assert_eq!((plain.source, plain.period.as_str()), (Source::Company("parts-shop".to_owned()), "2025-11"));
    assert_eq!((plain.as_of.as_deref(), plain.lang), (Some("2025-12-12"), Lang::En));
    let own = parse(&["--policy", "p.json", "--facts=f.json", "--lang", "zh"]).unwrap().unwrap();
    assert_eq!((own.as_of, own.lang), (None, Lang::Zh));
    assert!(parse(&["--help"]).unwrap().is_none());
    for wrong in [
        &["--lang", "fr"][..],
        &["--policy", "p"],
        &["--facts", "f"],
        &["--what"],
        &["--policy", "p", "--company", "c", "--facts", "f"],
    ] {
        assert!(parse(wrong).is_err(), "{wrong:?}");
    }
}

fn next_moves() -> Value {
    json!({"as_of": "2025-12-12", "results": [
        {"employee": "e1", "moves": [
            {"id": "up", "to": "lead", "state": "not_eligible", "progress": "0.6667", "earliest": "2026-01-01", "text": "Not yet. Soon.",
             "condition": {"kind": "all", "state": "unmet", "text": "all", "parts": [
                {"kind": "metric", "state": "unmet", "text": "sales growth ≥ 15%: 2 of 3"},
                {"kind": "any", "state": "unmet", "text": "any of these: 0 of 2 met", "parts": [
                    {"kind": "course", "state": "unmet", "text": "course: not yet"}, {"kind": "exam", "state": "unknown", "text": "exam: mark not recorded"}]},
                {"kind": "tenure", "state": "met", "text": "12 months: met"}]}},
            {"id": "side", "to": "operator", "state": "eligible", "progress": "1", "condition": {"kind": "course", "state": "met", "text": "course: on 2025-01-01"}}]},
        {"employee": "e2"}]})
}

#[test]
fn next_moves_and_what_is_missing() {
    assert_eq!(
        moves::moves(&next_moves(), &names(Lang::En), PAGE).unwrap(),
        "name   next move   progress  earliest    state\n\
         Li Na  lead             66%  2026-01-01  not yet\n\
         \u{20}      operations      100%  –           eligible\n\
         \nname   next move  still missing\n\
         Li Na  lead       sales growth ≥ 15%: 2 of 3\n\
         \u{20}                 any of these: 0 of 2 met\n\
         \u{20}                 – course: not yet\n\
         \u{20}                 – exam: mark not recorded\n"
    );
    assert_eq!(moves::moves(&json!({"results": [{"employee": "e2"}]}), &names(Lang::En), PAGE), None);
}

#[test]
fn of_many_moves_the_near_ones_are_shown() {
    let step = |progress: &str| json!({"to": "lead", "state": "not_eligible", "progress": progress});
    let many: Vec<Value> =
        (0..16).map(|n| json!({"employee": "e1", "moves": [step(if n < 2 { "0.5001" } else { "0.5" })]})).collect();
    let text = moves::moves(&json!({"results": many}), &names(Lang::Zh), PAGE).unwrap();
    assert_eq!(
        text,
        "姓名  下一步  进度  最早  结论\n李娜  lead     50%  –     尚不符合\n      lead     50%  –     尚不符合\n\n另有 14 项进度不过半。\n"
    );
}

#[test]
fn one_persons_moves_in_full() {
    let answer = next_moves();
    assert_eq!(
        moves::of_person(answer.pointer("/results/0").unwrap(), PAGE),
        "Not yet. Soon.\n\
         \u{20} ✗ sales growth ≥ 15%: 2 of 3\n\
         \u{20} ✗ any of these: 0 of 2 met\n\
         \u{20}   ✗ course: not yet\n\
         \u{20}   ? exam: mark not recorded\n\
         \u{20} ✓ 12 months: met\n\
         \n\n\
         \u{20} ✓ course: on 2025-01-01\n"
    );
}
