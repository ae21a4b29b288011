//! The tables of plans, goals, training and authority, from answers written by hand after the reference of the documents.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use hrcore_examples::args;
use hrcore_examples::lang::Lang;
use hrcore_examples::names::Names;
use hrcore_examples::table::Page;
use hrcore_examples::{authority, goals, plans, training};
use serde_json::{Value, json};

const PAGE: Page = Page { width: 100, colour: false };

fn names(lang: Lang) -> Names {
    let policy = json!({"id": "shop", "version": "1",
        "positions": [{"id": "operator", "name": {"en": "operations", "zh": "运营岗"}}, {"id": "manager", "name": {"en": "manager", "zh": "总经理"}}],
        "courses": [{"id": "standards", "name": {"en": "Design standards", "zh": "设计规范"}}],
        "actions": [{"id": "ads", "name": {"en": "spend on ads", "zh": "广告花费"}}]});
    let facts = json!({
        "employees": [{"id": "e1", "name": {"en": "Li Na", "zh": "李娜"}}, {"id": "e2", "name": {"en": "He Jing", "zh": "何静"}}],
        "milestones": [{"id": "m1", "name": {"en": "clearance", "zh": "清仓大促"}, "date": "2025-12-19"}],
        "objectives": [{"id": "double", "name": {"en": "twice the sales", "zh": "销售翻番"}},
                       {"id": "conv", "parent": "double", "name": {"en": "conversion +20 %", "zh": "转化率 +20%"}}],
        "plans": [{"items": [{"id": "i1", "text": "poster"}, {"id": "i2", "text": "warm-up page"}]}]});
    Names::new(&policy, &facts, "1", lang)
}

fn plans_answer() -> Value {
    let endangers =
        json!({"items": [{"item": "i2", "employee": "e1"}], "milestones": [{"milestone": "m1", "date": "2025-12-19"}]});
    json!({"summary": {"items": 3, "done": 1, "done_late": 0, "on_time": 0, "at_risk": 1, "overdue": 1, "cancelled": 0, "returned": 0},
        "results": [
            {"employee": "e2", "summary": {"items": 1, "overdue": 1, "completion": "0"}, "plans": [{"items": [
                {"item": "i1", "status": "overdue", "progress": "0.8", "due": "2025-12-11T17:00:00+08:00", "overdue_days": 1, "endangers": endangers}]}]},
            {"employee": "e1", "summary": {"items": 2, "done": 1, "at_risk": 1, "completion": "0.5"}, "plans": [{"items": [
                {"item": "i2", "status": "at_risk", "due": "2025-12-15", "risks": [
                    {"code": "blocked", "note": "no photos", "by": "e2"}, {"code": "depends_on", "item": "i1", "status": "overdue"}]}]},
              {"findings": [{"message": "no number", "hint": "name one"}]}]}],
        "owed": [{"employee": "e1"}],
        "notices": [{"kind": "warning", "to": ["e1", "e2"], "text": "overdue by 1 day"}, {"kind": "reminder", "text": "due"}]})
}

#[test]
fn plans_in_both_languages() {
    let answer = plans_answer();
    let en = names(Lang::En);
    assert_eq!(
        plans::attention(&answer, &en, PAGE).unwrap(),
        "name     due               stands               item, and what waits for it\n\
         He Jing  2025-12-11 17:00  overdue 1 day (80%)  poster; endangers warm-up page (Li Na), clearance on\n\
         \u{20}                                               2025-12-19\n\
         Li Na    2025-12-15        at risk              warm-up page; blocked: no photos (He Jing); waits\n\
         \u{20}                                               for poster\n"
    );
    assert_eq!(
        plans::attention(&answer, &names(Lang::Zh), PAGE).unwrap(),
        "姓名  截止              状态              计划项及其影响\n\
         何静  2025-12-11 17:00  逾期 1 天（80%）  poster；影响：warm-up page（李娜）、清仓大促（2025-12-19）\n\
         李娜  2025-12-15        有风险            warm-up page；受阻：no photos（何静）；等待：poster\n"
    );
    assert_eq!(plans::total(&answer, &en).unwrap(), "3 plan items: 1 done, 1 at risk, 1 overdue");
    assert_eq!(plans::total(&answer, &names(Lang::Zh)).unwrap(), "计划共 3 项：按期完成 1、有风险 1、已逾期 1");
    assert_eq!(plans::owed(&answer, &en).unwrap(), "No plan yet: Li Na\n");
    assert_eq!(
        plans::returned(&answer, &en, PAGE).unwrap(),
        "name   what is missing  what to do\nLi Na  no number        name one\n"
    );
    assert_eq!(
        plans::notices(&answer, &en, PAGE).unwrap(),
        "to              kind      notice\nLi Na, He Jing  warning   overdue by 1 day\n–               reminder  due\n"
    );
    assert_eq!(
        plans::standing(&answer, &en, PAGE).unwrap(),
        "name     items  done  late  on time  at risk  overdue  cancelled  returned  completed\n\
         He Jing      1     0     0        0        0        1          0         0         0%\n\
         Li Na        2     1     0        0        1        0          0         0        50%\n"
    );
    assert_eq!(plans::attention(&json!({"results": []}), &en, PAGE), None);
}

#[test]
fn goals_that_do_not_add_up() {
    let answer = json!({
        "objectives": [
            {"objective": "double", "period": "2026", "expected": "0", "state": "not_started", "items": 0, "cascade": {
                "kind": "product", "by": "growth", "state": "short", "needed": "2", "planned": "1.9734",
                "drivers": [{"objective": "conv", "planned": "1.2", "closes_at": "1.2162"}]}},
            {"objective": "conv", "parent": "double", "period": "2026", "progress": "0.5", "expected": "0.25", "state": "on_track", "items": 1}],
        "coverage": {"items": 2, "aligned": 1, "unaligned": [{"item": "i1", "employee": "e2"}], "idle": ["double"]},
        "advice": [{"code": "cascade_short", "text": "The goals below do not reach it."}]});
    let (en, zh) = (names(Lang::En), names(Lang::Zh));
    assert_eq!(
        goals::goals(&answer, &en, PAGE).unwrap(),
        "goal                period  progress         time  plans  state\n\
         twice the sales     2026    –                  0%      0  not begun\n\
         \u{20} conversion +20 %  2026    █████░░░░░  50%   25%      1  on track\n"
    );
    assert_eq!(
        goals::cascades(&answer, &en, PAGE).unwrap(),
        "twice the sales: the goals below come to 1.9734 of 2, which is short\n\
         goal below        planned  alone would close it at\n\
         conversion +20 %      1.2                   1.2162\n"
    );
    assert_eq!(
        goals::coverage(&answer, &zh, PAGE).unwrap(),
        "2 个计划项中有 1 个对应目标\n不对应任何目标：poster（何静）\n无人安排的目标：销售翻番\n"
    );
    assert_eq!(goals::advice(&answer, PAGE).unwrap(), "The goals below do not reach it.\n");
    assert_eq!(goals::total(&answer, &en).unwrap(), "2 goals: 1 on track, 1 not begun");
}

#[test]
fn training_that_is_missing() {
    let answer = json!({"results": [
            {"employee": "e1", "state": "complete", "done": 4, "open": 0},
            {"employee": "e2", "state": "overdue", "done": 3, "open": 1,
             "requirements": [{"state": "overdue", "due": "2025-12-10", "courses": [{"course": "other", "state": "done"}, {"course": "standards", "state": "in_progress"}]}],
             "gates": [{"kind": "action", "id": "ads", "state": "closed", "missing": ["standards"]}, {"kind": "move", "id": "up", "state": "closed"}]}],
        "needs": [{"course": "standards", "points": "12.5", "items": 1, "employees": ["e1", "e2"], "count": 2}]});
    let (en, zh) = (names(Lang::En), names(Lang::Zh));
    assert_eq!(
        training::gaps(&answer, &en, PAGE).unwrap(),
        "name     done  to go  due                   courses\n\
         He Jing     3      1  2025-12-10 (overdue)  Design standards (begun)\n"
    );
    assert_eq!(training::gates(&answer, &zh, PAGE).unwrap(), "姓名  暂不能    还缺\n何静  广告花费  设计规范\n");
    assert_eq!(
        training::needs(&answer, &en, PAGE).unwrap(),
        "course            points lost  plan items  people  who\n\
         Design standards         12.5           1       2  Li Na, He Jing\n"
    );
    assert_eq!(
        training::total(&answer, &en).unwrap(),
        "training: 1 of 2 people lack required courses, 1 of them overdue"
    );
}

#[test]
fn who_may_decide() {
    let answer = json!({"positions": [
        {"position": "manager", "authority": [{"action": "ads", "text": "ads without limit"}]},
        {"position": "operator", "reports_to": "manager", "authority": [{"action": "ads", "text": "ads up to 10 000"}, {"action": "ads"}]}]});
    assert_eq!(
        authority::authority(&answer, &["operator"], &names(Lang::En), PAGE).unwrap(),
        "position    goes up to  may decide\n\
         operations  manager     ads up to 10 000\n\
         \u{20}                       spend on ads\n"
    );
    assert_eq!(authority::authority(&answer, &["clerk"], &names(Lang::En), PAGE), None);
}

#[test]
fn the_moment_of_plans() {
    let parse = |words: &[&str]| args::parse(lexopt::Parser::from_args(words)).unwrap().unwrap();
    assert_eq!(parse(&["--plans"]).at.as_deref(), Some("2025-12-12T18:00:00+08:00"));
    let stated = parse(&["--plans", "--as-of", "2025-12-12T09:00:00+01:00"]);
    assert_eq!(
        (stated.as_of.as_deref(), stated.at.as_deref()),
        (Some("2025-12-12"), Some("2025-12-12T09:00:00+01:00"))
    );
    assert!(args::parse(lexopt::Parser::from_args(["--plans", "--moves"])).is_err());
}
