//! Words against sentences written by hand; figures worked out beside them.
#![allow(clippy::panic, clippy::unwrap_used, reason = "tests end loudly")]

use crate::{Engine, Facts, Limits, request::EligibilityRequest, values::Language};

/// Metrics in several units, names in both languages, and what conditions refer to.
const POLICY: &str = r#"
    "schema_version": "1.1", "id": "p", "version": "1", "effective_from": "2020-01-01", "scorecards": [],
    "metrics": [
        {"id": "gmv", "name": {"en": "GMV", "zh": "GMV"}, "unit": "money", "currency": "CNY", "direction": "higher"},
        {"id": "orders", "name": {"en": "orders", "zh": "订单量"}, "unit": "count", "direction": "higher"},
        {"id": "conversion", "name": {"en": "conversion", "zh": "转化率"}, "unit": "percent", "direction": "higher"},
        {"id": "stock", "name": {"en": "inventory days", "zh": "库存周转天数"}, "unit": "day", "direction": "lower"},
        {"id": "roi", "unit": "multiple", "direction": "higher"}],
    "rating_scales": [{"id": "s", "bands": [
        {"id": "A", "name": {"en": "excellent", "zh": "优秀"}, "from": 85},
        {"id": "B", "name": {"en": "good", "zh": "良好"}, "from": 60, "to": 85}, {"id": "C", "to": 60}]}],
    "assessments": [{"id": "three", "name": {"en": "promotion review", "zh": "晋升评估"}, "dimensions": [
        {"id": "d", "name": {"en": "performance", "zh": "绩效"}, "weight": 100, "criteria": [
            {"id": "o", "weight": 100, "source": {"kind": "metric", "metric": "orders", "target": 60}}]}]}],
    "courses": [{"id": "c", "name": {"en": "Operations", "zh": "运营进阶"}}],
    "exams": [{"id": "x", "name": {"en": "Supervisors", "zh": "主管考试"}, "pass_mark": 60}],
    "certificates": [{"id": "k", "valid_months": 12}],
    "awards": [{"id": "star", "name": {"en": "Star", "zh": "明星员工"}}],
    "event_kinds": [{"id": "campaign", "name": {"en": "campaign", "zh": "大促活动"},
        "roles": [{"id": "lead", "name": {"en": "lead", "zh": "负责人"}}],
        "fields": [{"id": "roi", "name": {"en": "ROI", "zh": "投产比"}, "unit": "multiple"},
                   {"id": "team", "name": {"en": "team size", "zh": "团队人数"}, "unit": "count"}]}],
    "positions": [{"id": "a"}, {"id": "b", "name": {"en": "supervisor", "zh": "主管"}}]"#;

/// The texts of a decision of `kind` on `requires`: the condition's and the decision's, on 30 June 2025.
fn told(kind: &str, requires: &str, records: &str, language: Language) -> (String, String) {
    let moves =
        format!(r#""moves": [{{"id": "m", "from": "a", "to": "b", "kind": "{kind}", "requires": {requires}}}]"#);
    let engine = Engine::compile(format!("{{{POLICY}, {moves}}}").as_bytes()).unwrap_or_else(|p| panic!("{p}"));
    let facts = format!(
        r#"{{"employees": [{{"id": "e", "positions": [{{"position": "a", "from": "2025-01-15"}}]}}] {records}}}"#
    );
    let facts = Facts::parse(facts.as_bytes(), Limits::default()).unwrap_or_else(|p| panic!("{p}"));
    let mut request = EligibilityRequest::new("2025-06-30".parse().unwrap());
    request.lang = Some(language);
    let report = engine.eligibility(&facts, &request).unwrap_or_else(|p| panic!("{p}"));
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    let decision = report.results.first().and_then(|result| result.moves.as_ref()?.first()).unwrap();
    let condition = decision.condition.as_ref().and_then(|condition| condition.text.clone()).unwrap();
    (condition, decision.text.clone().unwrap())
}

/// The condition's text in both languages.
fn says(requires: &str, records: &str, en: &str, zh: &str) {
    assert_eq!(told("promotion", requires, records, Language::En).0, en);
    assert_eq!(told("promotion", requires, records, Language::Zh).0, zh);
}

fn observed(metric: &str, values: &[(&str, &str)]) -> String {
    let records: Vec<String> = values
        .iter()
        .map(|(period, value)| {
            format!(r#"{{"metric": "{metric}", "employee": "e", "period": "{period}", "value": "{value}"}}"#)
        })
        .collect();
    format!(r#", "observations": [{}]"#, records.join(", "))
}

const GROWTH: &str = r#"{"metric": "gmv", "growth": {"versus": "previous", "change": "relative"}, "at_least": 15,
    "window": {"consecutive": 3}}"#;

// 138 · 1.15 = 158.70
#[test]
fn a_streak_and_what_the_running_month_needs() {
    let records = observed("gmv", &[("2025-03", "100"), ("2025-04", "100"), ("2025-05", "115"), ("2025-06", "138")]);
    says(
        GROWTH,
        &records,
        "GMV growth ≥ 15% for 3 consecutive months: 2 of 3; July has to reach 158.70 CNY",
        "GMV 环比增长 ≥15%，连续 3 个月：已满 2 个月；7 月需达到 158.70 CNY",
    );
}

// 1.15 · 100.05 = 115.0575: 115.06 is enough, 115.05 is not.
#[test]
fn what_is_needed_is_rounded_to_the_safe_side() {
    let records = observed("gmv", &[("2025-06", "100.05")]);
    let (text, _) = told("promotion", GROWTH, &records, Language::En);
    assert!(text.ends_with("July has to reach 115.06 CNY"), "{text}");
    // 7 orders · 1.1 = 7.7: at least 8, at most 7; more than 7.7 is more than 7, less than 7.7 is less than 8.
    let records = observed("orders", &[("2025-05", "8"), ("2025-06", "7")]);
    for (comparison, needed) in [("at_least", "July has to reach 8"), ("more_than", "July has to be above 7")] {
        let test = format!(
            r#"{{"metric": "orders", "growth": {{"versus": "previous", "change": "relative"}}, "{comparison}": 10}}"#
        );
        let (text, _) = told("promotion", &test, &records, Language::En);
        assert!(text.ends_with(needed), "{text}");
    }
    let records = observed("orders", &[("2025-05", "5"), ("2025-06", "7")]);
    for (comparison, needed) in [("at_most", "July may be at most 7"), ("less_than", "July has to be below 8")] {
        let test = format!(
            r#"{{"metric": "orders", "growth": {{"versus": "previous", "change": "relative"}}, "{comparison}": 10}}"#
        );
        let (text, _) = told("promotion", &test, &records, Language::En);
        assert!(text.ends_with(needed), "{text}");
    }
}

// 114 999 999 / 100 000 000 − 1 is 14.999999 %; one more digit in the base, and only a sign can tell.
#[test]
fn a_failing_value_is_never_shown_equal_to_its_threshold() {
    let test = r#"{"metric": "orders", "growth": {"versus": "previous", "change": "relative"}, "at_least": 15}"#;
    let records = observed("orders", &[("2025-05", "100000000"), ("2025-06", "114999999")]);
    assert!(told("promotion", test, &records, Language::En).0.starts_with("orders growth ≥ 15%: 14.999999% in June;"));
    let records = observed("orders", &[("2025-05", "1000000000000"), ("2025-06", "1149999999999")]);
    assert!(told("promotion", test, &records, Language::En).0.starts_with("orders growth ≥ 15%: <15% in June;"));
    assert!(told("promotion", test, &records, Language::Zh).0.starts_with("订单量环比增长 ≥15%：6 月为<15%；"));
}

#[test]
fn windows_and_bases() {
    let none = "";
    says(
        r#"{"metric": "conversion", "growth": {"versus": "same_period_last_year", "change": "points"}, "at_least": "1.5",
            "window": {"aggregate": 3, "every": "month"}}"#,
        none,
        "conversion year-on-year growth ≥ 1.5 percentage points over the last 3 months together: no value for April to June",
        "转化率同比增长 ≥1.5 个百分点（最近 3 个月累计）：4 月至 6 月缺数据",
    );
    says(
        r#"{"metric": "stock", "at_most": 40, "window": {"of_last": 3, "at_least": 2}}"#,
        &observed("stock", &[("2025-06", "38")]),
        "inventory days ≤ 40 days in at least 2 of the last 3 months: 1 of 2; July may be at most 40 days",
        "库存周转天数 ≤40 天，最近 3 个月中至少 2 个月：已满 1 个月；7 月不得超过 40 天",
    );
    says(
        r#"{"metric": "roi", "at_least": 2, "window": {"consecutive": 2, "every": "quarter", "ending": "ever"}}"#,
        &observed("roi", &[("2025-Q2", "2.5")]),
        "roi ≥ 2:1 for 2 consecutive quarters at any time: 1 of 2; Q3 has to reach 2:1",
        "roi ≥2:1，曾连续 2 个季度：已满 1 个季度；第 3 季度需达到 2:1",
    );
    says(
        r#"{"metric": "gmv", "growth": {"versus": {"value": 100}, "change": "points"}, "at_least": 20}"#,
        &observed("gmv", &[("2025-06", "150")]),
        "GMV growth on 100.00 CNY ≥ 20.00 CNY: 50.00 CNY in June",
        "GMV 较 100.00 CNY 增长 ≥20.00 CNY：6 月为 50.00 CNY",
    );
    says(
        r#"{"metric": "orders", "growth": {"versus": {"period": "2024-06"}, "change": "relative"}, "more_than": 0}"#,
        &observed("orders", &[("2024-06", "0"), ("2025-06", "5")]),
        "orders growth on June 2024 > 0%: cannot be computed for June",
        "订单量较 2024 年 6 月增长 >0%：6 月无法计算",
    );
}

#[test]
fn ratings() {
    let records = r#", "appraisals": [{"employee": "e", "period": "2025-05", "band": "A"}, {"employee": "e", "period": "2025-06", "band": "B"}]"#;
    says(
        r#"{"rating": "A", "window": {"consecutive": 3}}"#,
        records,
        "rated excellent for 3 consecutive months: 0 of 3",
        "绩效等级“优秀”，连续 3 个月：已满 0 个月",
    );
    says(r#"{"rating": "B"}"#, records, "rated good or better: good in June", "绩效等级“良好”及以上：6 月为“良好”");
}

#[test]
fn what_is_achieved() {
    let course = r#"{"course": "c"}"#;
    says(course, "", "course “Operations” completed: not yet", "完成课程“运营进阶”：尚未完成");
    let done = |more: &str| format!(r#", "achievements": [{{"employee": "e", "date": "2025-03-01", {more}}}]"#);
    says(
        course,
        &done(r#""course": "c""#),
        "course “Operations” completed: on 2025-03-01",
        "完成课程“运营进阶”：已于 2025-03-01 完成",
    );
    says(
        course,
        &done(r#""course": "c", "result": "in_progress""#),
        "course “Operations” completed: in progress",
        "完成课程“运营进阶”：进行中",
    );
    says(
        r#"{"exam": "x"}"#,
        &done(r#""exam": "x", "mark": 54"#),
        "examination “Supervisors” passed: failed with 54, pass mark 60",
        "通过考试“主管考试”：54 分，未达合格线 60 分",
    );
    says(
        r#"{"exam": "x", "at_least": 80}"#,
        &done(r#""exam": "x", "mark": 72"#),
        "examination “Supervisors” passed with a mark of at least 80: mark 72",
        "通过考试“主管考试”，成绩至少 80 分：成绩 72 分",
    );
    says(
        r#"{"exam": "x", "at_least": 80}"#,
        &done(r#""exam": "x""#),
        "examination “Supervisors” passed with a mark of at least 80: mark not recorded",
        "通过考试“主管考试”，成绩至少 80 分：缺少成绩记录",
    );
    says(
        r#"{"certificate": "k"}"#,
        r#", "achievements": [{"employee": "e", "date": "2024-06-15", "certificate": "k"}]"#,
        "certificate “k” held: expired, valid until 2025-06-14",
        "持有证书“k”：有效期至 2025-06-14，已过期",
    );
    says(
        r#"{"award": "star", "at_least": 2, "since": {"months": 12}}"#,
        &done(r#""award": "star""#),
        "award “Star” received at least 2 times in the last 12 months: 1 of 2",
        "近 12 个月内获得奖项“明星员工”至少 2 次：已有 1 次",
    );
}

#[test]
fn events_tenure_vacancies_and_cases() {
    says(
        r#"{"event": "campaign", "role": "lead", "at_least": 3, "since": "position_start",
            "filters": [{"field": "roi", "at_least": 2}, {"field": "team", "at_least": 2}]}"#,
        r#", "events": [{"kind": "campaign", "employee": "e", "date": "2025-06-18", "role": "lead",
            "values": [{"field": "roi", "value": 2}, {"field": "team", "value": 2}]}]"#,
        "“campaign” as lead at least 3 times since taking up the position, each with ROI ≥ 2:1 and team size ≥ 2: 1 of 3",
        "任现职以来以“负责人”身份完成“大促活动”至少 3 次（每次投产比 ≥2:1、团队人数 ≥2）：已有 1 次",
    );
    // Twelve months from 15 January are over at the end of 14 January.
    says(
        r#"{"tenure": "position", "months": 12}"#,
        "",
        "12 months in the position: from 2026-01-15 on",
        "任现职满 12 个月：2026-01-15 起满足",
    );
    says(r#"{"tenure": "company", "days": 30}"#, "", "30 days with the company: met", "入职满 30 天：已满足");
    says(r#"{"vacancy": "b"}"#, "", "vacancy for supervisor: none yet", "主管岗位有空缺：暂无空缺");
    let case = |more: &str| format!(r#", "cases": [{{"employee": "e", "opened": "2025-02-01" {more}}}]"#);
    says(
        r#"{"case_free": {}}"#,
        &case(""),
        "no open disciplinary case: a case is open since 2025-02-01",
        "没有未结的违纪案件：有案件自 2025-02-01 起未结",
    );
    says(
        r#"{"case_free": {"months": 6, "kinds": ["theft"]}}"#,
        &case(r#", "kind": "theft", "closed": "2025-03-01""#),
        "no disciplinary case, open or closed within 6 months (theft): a case was closed on 2025-03-01, free of it from 2025-09-02 on",
        "近 6 个月内没有违纪案件（theft）：有案件于 2025-03-01 结案，2025-09-02 起满足",
    );
}

// 50 orders of 60 are 83 1/3 points.
#[test]
fn assessments() {
    let records = observed("orders", &[("2025-06", "50")]);
    says(
        r#"{"assessment": "three", "at_least": 90}"#,
        &records,
        "assessment “promotion review” ≥ 90 points: 83.3333 points",
        "评估“晋升评估” ≥90 分：83.3333 分",
    );
    says(
        r#"{"assessment": "three", "dimension": "d", "more_than": "83.3333"}"#,
        &records,
        "assessment “promotion review”, performance > 83.3333 points: met",
        "评估“晋升评估”的绩效 >83.3333 分：已满足",
    );
}

#[test]
fn a_name_stands_in_place_of_the_words() {
    let test = r#"{"course": "c", "name": {"en": "basics", "zh": "基础培训"}}"#;
    says(test, "", "basics: not yet", "基础培训：尚未完成");
}

#[test]
fn combinations() {
    let records = observed("orders", &[("2025-06", "50")]);
    says(
        r#"{"of": [{"course": "c"}, {"exam": "x"}, {"metric": "orders", "at_least": 50}], "at_least": 2}"#,
        &records,
        "at least 2 of these 3: 1 of 3 met",
        "以下 3 项至少满足 2 项：3 项中已满足 1 项",
    );
    says(
        r#"{"not": {"metric": "orders", "at_least": 50}}"#,
        &records,
        "not “orders ≥ 50”: not met",
        "不得出现“订单量 ≥50”：未满足",
    );
    says(
        r#"{"any": [{"course": "c"}, {"metric": "gmv", "at_least": 1}]}"#,
        "",
        "any of these: 0 of 2 met, 1 not known",
        "以下满足任一项：2 项中已满足 0 项，1 项待定",
    );
}

#[test]
fn decisions() {
    let decided = |kind: &str, requires: &str, records: &str, en: &str, zh: &str| {
        assert_eq!(told(kind, requires, records, Language::En).1, en);
        assert_eq!(told(kind, requires, records, Language::Zh).1, zh);
    };
    let done = r#", "achievements": [{"employee": "e", "date": "2025-03-01", "course": "c"}]"#;
    let course = r#"{"course": "c"}"#;
    decided("promotion", course, done, "Eligible for promotion to supervisor.", "符合晋升主管的条件。");
    decided("lateral", course, done, "Eligible for a move to supervisor.", "符合转岗至主管的条件。");
    decided("demotion", course, "", "The conditions for demotion to supervisor do not hold.", "不符合降为主管的条件。");
    decided(
        "lateral",
        course,
        "",
        "Not yet eligible for a move to supervisor. Still missing: course “Operations” completed. Possible from 2025-07-01 at the earliest.",
        "尚不符合转岗至主管的条件。还缺：完成课程“运营进阶”。最早可于 2025-07-01 转岗至主管。",
    );
    // The examination costs 3, the course 1: the choice is open, and the course the cheaper way.
    decided(
        "promotion",
        r#"{"any": [{"exam": "x", "cost": 3}, {"course": "c"}]}"#,
        "",
        "Not yet eligible for promotion to supervisor. Still missing: examination “Supervisors” passed or course “Operations” completed. \
         Cheapest way: course “Operations” completed. Possible from 2025-07-01 at the earliest.",
        "尚不符合晋升主管的条件。还缺：通过考试“主管考试”，或完成课程“运营进阶”。最省的途径：完成课程“运营进阶”。\
         最早可于 2025-07-01 晋升主管。",
    );
    // An open case: nobody can tell until when, and the person cannot change it.
    decided(
        "promotion",
        r#"{"all": [{"case_free": {}}, {"metric": "orders", "at_least": 50}]}"#,
        r#", "cases": [{"employee": "e", "opened": "2025-02-01"}]"#,
        "Not yet eligible for promotion to supervisor. Still missing: no open disciplinary case. Not known yet: orders ≥ 50. \
         Nobody can tell from when on it is possible.",
        "尚不符合晋升主管的条件。还缺：没有未结的违纪案件。待定：订单量 ≥50。何时可满足尚无法预计。",
    );
    decided(
        "promotion",
        r#"{"metric": "orders", "at_least": 50}"#,
        "",
        "Eligibility for promotion to supervisor cannot be told yet. Not known yet: orders ≥ 50. Possible from 2025-08-01 at the earliest.",
        "是否符合晋升主管的条件尚无法判定。待定：订单量 ≥50。最早可于 2025-08-01 晋升主管。",
    );
    // Below `not`, figures can be undone.
    decided(
        "promotion",
        r#"{"not": {"metric": "orders", "at_least": 50}}"#,
        &observed("orders", &[("2025-06", "50")]),
        "Not yet eligible for promotion to supervisor. Still missing: not “orders ≥ 50”. Cheapest way: no longer “orders ≥ 50”. \
         Nobody can tell from when on it is possible.",
        "尚不符合晋升主管的条件。还缺：不得出现“订单量 ≥50”。最省的途径：不再出现“订单量 ≥50”。何时可满足尚无法预计。",
    );
}

#[test]
fn without_a_language_nothing_is_said() {
    let moves = r#""moves": [{"id": "m", "from": "a", "to": "b", "requires": {"course": "c"}}]"#;
    let engine = Engine::compile(format!("{{{POLICY}, {moves}}}").as_bytes()).unwrap_or_else(|p| panic!("{p}"));
    let facts = r#"{"employees": [{"id": "e", "positions": [{"position": "a", "from": "2025-01-15"}]}]}"#;
    let facts = Facts::parse(facts.as_bytes(), Limits::default()).unwrap_or_else(|p| panic!("{p}"));
    let report = engine.eligibility(&facts, &EligibilityRequest::new("2025-06-30".parse().unwrap())).unwrap();
    let decision = report.results.first().and_then(|result| result.moves.as_ref()?.first()).unwrap();
    assert_eq!(decision.text, None);
    assert_eq!(decision.condition.as_ref().unwrap().text, None);
}
