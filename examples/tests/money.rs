//! The tables of payouts, points and alerts, from answers written by hand after the reference of the documents.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use hrcore_examples::args::{self, Only};
use hrcore_examples::lang::Lang;
use hrcore_examples::names::Names;
use hrcore_examples::table::Page;
use hrcore_examples::{alerts, payouts};
use serde_json::{Value, json};

const PAGE: Page = Page { width: 100, colour: false };

fn names(lang: Lang) -> Names {
    let policy = json!({"id": "shop", "version": "1",
        "commissions": [{"id": "sales", "name": {"en": "sales commission", "zh": "销售提成"}}],
        "bonuses": [{"id": "plus20", "name": {"en": "conversion +20 %", "zh": "转化率奖"}}],
        "budgets": [{"id": "pool", "name": {"en": "pool", "zh": "奖金池"}}],
        "points": {"rewards": [{"id": "gift", "name": {"en": "gift card", "zh": "礼品卡"}}]},
        "units": [{"id": "east", "name": {"en": "east", "zh": "东区"}}]});
    let facts = json!({"employees": [
        {"id": "e1", "name": {"en": "Li Na", "zh": "李娜"}}, {"id": "e2", "name": {"en": "He Jing", "zh": "何静"}},
        {"id": "e3", "name": {"en": "Wu Tao", "zh": "吴涛"}}]});
    Names::new(&policy, &facts, "1", lang)
}

fn paid() -> Value {
    json!({"lines": [
            {"employee": "e1", "rule": "plus20", "posting": "payment", "amount": "1000.00", "currency": "CNY",
             "text": "“conversion +20 %”: 1000.00 CNY; conversion ≥ 20%: 20% in June"},
            {"employee": "e1", "rule": "sales", "posting": "clawback", "amount": "-800.00", "currency": "CNY",
             "text": "“sales commission”: -800.00 CNY; due 1800.00 CNY = 90000.00 CNY × 2%; paid before: 2600.00 CNY",
             "inputs": {"base": "90000.00", "before": "1800.00", "parts": [{"base": "90000.00", "rate": "2", "pays": "1800.00"}],
                        "team": {"unit": "east", "base": "90000.00", "amount": "1800.00", "members": 2},
                        "attendance": {"days_due": "20", "days_absent": "1"}, "records": ["OB-1", "PR-1"]}},
            {"employee": "e2", "rule": "sales", "posting": "payment", "amount": "20.50", "currency": "USD", "text": "“x”: 20.50 USD = 1025.00 USD × 2%"}],
        "not_earned": [{"employee": "e2", "rule": "plus20", "text": "“conversion +20 %”: not earned; all of: 1 of 2 met", "condition": {
            "kind": "all", "state": "unmet", "text": "all", "parts": [{"state": "met", "text": "a"}, {"state": "unmet", "text": "conversion ≥ 20%: 15%"}]}}],
        "undecided": [{"employee": "e3", "rule": "sales", "why": "pay", "text": "“sales commission”: pay is not recorded"}],
        "budgets": [{"id": "pool", "amount": "900.00", "currency": "CNY", "asked": "1000.00", "paid": "900.00", "lines": 1, "scaled": true, "undecided": true}],
        "totals": [{"currency": "CNY", "lines": 2, "amount": "200.00"}, {"currency": "USD", "lines": 1, "amount": "20.50"}]})
}

#[test]
fn payouts_in_both_languages() {
    let (answer, en, zh) = (paid(), names(Lang::En), names(Lang::Zh));
    assert_eq!(
        payouts::lines(&answer, &en, PAGE).unwrap(),
        "name     for                     amount  how it came about\n\
         Li Na    conversion +20 %  CNY 1,000.00  conversion ≥ 20%: 20% in June\n\
         \u{20}        sales commission   CNY −800.00  CLAWBACK; due 1800.00 CNY = 90000.00 CNY × 2%; paid before:\n\
         \u{20}                                        2600.00 CNY\n\
         He Jing  sales commission     USD 20.50  1025.00 USD × 2%\n"
    );
    // Amounts of two currencies are never added.
    assert_eq!(
        payouts::totals(&answer, &en).unwrap(),
        "payouts: CNY 200.00 in 2 lines and USD 20.50 in 1 line; 1 line is a clawback"
    );
    assert_eq!(
        payouts::totals(&answer, &zh).unwrap(),
        "应发合计：200.00 元（2 笔）；20.50 美元（1 笔）；其中追回 1 笔"
    );
    assert_eq!(
        payouts::undecided(&answer, &zh, PAGE).unwrap(),
        "姓名  项目      原因\n吴涛  销售提成  pay is not recorded\n"
    );
    assert_eq!(
        payouts::not_earned(&answer, &en, PAGE).unwrap(),
        "name     for               why\nHe Jing  conversion +20 %  conversion ≥ 20%: 15%\n"
    );
    assert_eq!(
        payouts::budgets(&answer, &en, PAGE).unwrap(),
        "budget         has         asked        pays  lines  remarks\n\
         pool    CNY 900.00  CNY 1,000.00  CNY 900.00      1  shared in proportion; some is not known yet\n"
    );
    assert_eq!(payouts::open(&answer, &en).unwrap(), "1 undecided");
    assert_eq!(payouts::lines(&json!({"lines": []}), &en, PAGE), None);
}

#[test]
fn a_line_in_full() {
    let mut answer = paid();
    answer.get_mut("lines").unwrap().as_array_mut().unwrap().drain(..1);
    let told = payouts::in_full(&answer, &names(Lang::En), PAGE).unwrap();
    let first = told.split("\n\n").next().unwrap();
    assert_eq!(
        first,
        "sales commission  CNY −800.00  CLAWBACK\n\
         \u{20} due 1800.00 CNY = 90000.00 CNY × 2%; paid before: 2600.00 CNY\n\
         \u{20}   base: CNY 90,000.00\n\
         \u{20}   part: CNY 90,000.00 × 2% = CNY 1,800.00\n\
         \u{20}   by the tiers: CNY 1,800.00\n\
         \u{20}   team: east sold CNY 90,000.00, which pays CNY 1,800.00 to 2 people\n\
         \u{20}   attendance: 20 days due, 1 absent\n\
         \u{20}   records: OB-1, PR-1"
    );
}

#[test]
fn accounts_of_points() {
    let answer = json!({"accounts": [
        {"employee": "e1", "earned": 100, "redeemed": 60, "expired": 0, "balance": 40, "next_expiry": {"date": "2026-11-18", "points": 20}, "affordable": []},
        {"employee": "e2", "earned": 70, "redeemed": 0, "expired": 0, "balance": 70, "affordable": ["gift"]}]});
    assert_eq!(
        payouts::points(&answer, &names(Lang::En), PAGE).unwrap(),
        "name     earned  redeemed  expired  balance  expires next      enough for\n\
         Li Na       100        60        0       40  20 on 2026-11-18  –\n\
         He Jing      70         0        0       70  –                 gift card\n"
    );
}

#[test]
fn new_alerts_come_first() {
    let answer = json!({"alerts": [
        {"state": "cleared", "is_new": false, "severity": "critical", "to": [], "since": "2025-12-04", "text": "slow: over"},
        {"state": "raised", "is_new": false, "severity": "critical", "to": ["e1"], "text": "wrong: 0.2%", "evidence": {"period": "2025-12-10"}, "clears": {"code": "correction", "on": "2025-12-24"}},
        {"state": "raised", "is_new": true, "severity": "info", "to": ["e1", "e2", "e3"], "text": "no successor", "clears": {"code": "successors"}},
        {"state": "raised", "is_new": true, "severity": "warning", "to": ["e2"], "since": "2025-12-12", "text": "slow", "clears": {"code": "condition", "on": "2025-12-13"}}]});
    assert_eq!(
        alerts::alerts(&answer, &names(Lang::En), PAGE).unwrap(),
        "state  severity  since       to                      alert, and when it clears\n\
         NEW    warning   2025-12-12  He Jing                 slow\n\
         \u{20}                                                    clears on 2025-12-13 at the earliest\n\
         NEW    info      –           Li Na, He Jing, 1 more  no successor\n\
         \u{20}                                                    clears when there are enough successors\n\
         known  critical  2025-12-10  Li Na                   wrong: 0.2%\n\
         \u{20}                                                    clears when corrected, or on 2025-12-24\n\
         over   critical  2025-12-04  nobody                  slow: over\n"
    );
    assert_eq!(alerts::total(&answer, &names(Lang::En)).unwrap(), "alerts: 2 new, 1 known, 1 over; 1 critical");
    assert_eq!(alerts::total(&answer, &names(Lang::Zh)).unwrap(), "预警：新增 2、持续 1、已解除 1；其中严重 1");
    assert_eq!(alerts::total(&json!({"alerts": []}), &names(Lang::Zh)), None);
}

#[test]
fn one_part_alone() {
    let parse = |words: &[&str]| args::parse(lexopt::Parser::from_args(words)).unwrap().unwrap();
    assert_eq!(parse(&["--payouts"]).only, Some(Only::Payouts));
    assert_eq!(parse(&["--alerts"]).only, Some(Only::Alerts));
    assert!(args::parse(lexopt::Parser::from_args(["--payouts", "--alerts"])).is_err());
    // Payouts are those of the period; alerts need a day.
    let own = ["--policy", "p", "--facts", "f"];
    let with = |word: &'static str| args::parse(lexopt::Parser::from_args(own.into_iter().chain([word])));
    assert!(with("--payouts").is_ok());
    assert!(with("--alerts").is_err());
}
