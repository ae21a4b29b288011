//! The arithmetic of the contract, by hand.

use super::PlansReport;
use super::words::number;
use crate::request::{PlanDetail, PlansRequest};
use crate::time::Instant;
use crate::values::{Id, Language};
use crate::{Engine, Facts, Limits};

const POLICY: &str = r#"{
  "schema_version": "1.2", "id": "shop", "version": "1", "effective_from": "2024-01-01",
  "metrics": [{"id": "response", "unit": "second", "direction": "lower"}], "scorecards": [],
  "positions": [{"id": "boss"}, {"id": "lead", "reports_to": "boss"}, {"id": "operator", "reports_to": "lead"},
    {"id": "agent", "reports_to": "lead"}],
  "units": [{"id": "all"}, {"id": "north", "parent": "all"}, {"id": "south", "parent": "all"}],
  "plan_templates": [{"id": "weekly", "positions": ["operator"], "every": "week", "requires": [
    {"field": "goal"}, {"field": "action_people"}, {"field": "due_time"}, {"field": "people", "min": 2}]}]
}"#;

fn ask(policy: &str, facts: &str, request: &PlansRequest) -> PlansReport {
    let engine = Engine::compile(policy.as_bytes()).unwrap();
    let facts = Facts::parse(facts.as_bytes(), Limits::default()).unwrap();
    engine.plans(&facts, request).unwrap()
}

fn at(moment: &str) -> PlansRequest {
    PlansRequest { lang: Some(Language::En), ..PlansRequest::new(Instant::parse(moment).unwrap()) }
}

/// Plans of an agent and others in the week from Monday 2 to Sunday 8 June 2025.
fn week(items: &str, rest: &str) -> String {
    format!(
        r#"{{"employees": [
            {{"id": "a", "positions": [{{"position": "agent", "unit": "north", "from": "2024-01-01"}}]}},
            {{"id": "o", "name": "Li Na", "positions": [{{"position": "operator", "unit": "north", "from": "2024-01-01"}}]}},
            {{"id": "n", "positions": [{{"position": "lead", "unit": "north", "from": "2024-01-01"}}]}},
            {{"id": "s", "positions": [{{"position": "lead", "unit": "south", "from": "2024-01-01"}}]}}],
            "plans": [{{"id": "p", "employee": "a", "period": "2025-W23", "items": [{items}]}}]{rest}}}"#
    )
}

fn status(items: &str, rest: &str, moment: &str) -> PlansReport {
    let report = ask(POLICY, &week(items, rest), &at(moment));
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    report
}

#[test]
fn days_overdue_are_those_of_the_calendar() {
    let item = r#"{"id": "i", "text": "poster", "due": "2025-06-05T17:00:00+08:00"}"#;
    for (moment, found, days) in [
        ("2025-06-05T17:00:00+08:00", "at_risk", None),
        ("2025-06-05T17:00:01+08:00", "overdue", Some(0)),
        ("2025-06-05T18:00:00+08:00", "overdue", Some(0)),
        ("2025-06-06T09:00:00+08:00", "overdue", Some(1)),
        // Friday 00:30 in Shanghai, told from London.
        ("2025-06-05T17:30:00+01:00", "overdue", Some(1)),
        ("2025-06-12T09:00:00+08:00", "overdue", Some(7)),
    ] {
        let report = status(item, "", moment);
        let item = &report.results[0].plans[0].items[0];
        assert_eq!((item.status, item.overdue_days), (found, days), "{moment}");
    }
    let report = status(item, "", "2025-06-06T09:00:00+08:00");
    assert_eq!(report.results[0].plans[0].items[0].text.as_deref(), Some("“poster”: overdue by 1 day"));
    let told: Vec<_> = report.notices.iter().map(|notice| (notice.id.as_str(), notice.to[0].as_str())).collect();
    assert_eq!(
        told,
        [("reminder/overdue/2025-06-05T17:00:00+08:00/i", "a"), ("warning/overdue/2025-06-05T17:00:00+08:00/i", "n")]
    );
    assert_eq!(report.notices[1].text.as_deref(), Some("“poster” of a is overdue by 1 day"));
}

#[test]
fn a_day_lasts_until_its_end() {
    let day = r#"{"id": "i", "text": "poster", "due": "2025-06-05"}"#;
    let of = |rest: &str, moment: &str| {
        let report = status(day, rest, moment);
        let item = &report.results[0].plans[0].items[0];
        (item.status, item.overdue_days)
    };
    assert_eq!(of("", "2025-06-05T23:59:59+08:00"), ("at_risk", None));
    assert_eq!(of("", "2025-06-06T00:00:00+08:00"), ("overdue", Some(1)));
    // The day of the moment it was done, where that was.
    let done = |moment: &str| format!(r#", "plan_updates": [{{"item": "i", "at": "{moment}", "state": "done"}}]"#);
    assert_eq!(of(&done("2025-06-05T23:30:00+08:00"), "2025-06-07T00:00:00Z").0, "done");
    assert_eq!(of(&done("2025-06-06T00:00:00+08:00"), "2025-06-07T00:00:00Z").0, "done_late");
    // Without a due, the last day of the plan: Sunday.
    let report = status(r#"{"id": "i", "text": "poster"}"#, "", "2025-06-09T00:00:00Z");
    let item = &report.results[0].plans[0].items[0];
    assert_eq!((item.status, item.overdue_days), ("overdue", Some(1)));
    assert_eq!(report.notices[0].id, "reminder/overdue/2025-06-08/i");
}

#[test]
fn half_of_the_time_and_none_of_the_work_is_behind() {
    // Monday 00:00 to Friday 24:00 are 5 days; Wednesday 12:00 is half of them.
    let item = r#"{"id": "i", "text": "poster", "due": "2025-06-06"}"#;
    let of = |percent: &str, moment: &str| {
        let rest =
            format!(r#", "plan_updates": [{{"item": "i", "at": "2025-06-02T09:00:00Z", "percent": {percent}}}]"#);
        let report = status(item, &rest, moment);
        let item = &report.results[0].plans[0].items[0];
        (item.status, item.expected.as_ref().unwrap().exact().to_string(), item.risks.iter().map(|r| r.code).collect())
    };
    let none: Vec<&str> = Vec::new();
    assert_eq!(of("30", "2025-06-04T12:00:00Z"), ("on_time", "1/2".to_owned(), none.clone()));
    assert_eq!(of("29.9", "2025-06-04T12:00:00Z"), ("at_risk", "1/2".to_owned(), vec!["behind"]));
    // A day before its end, and not all done.
    assert_eq!(of("99", "2025-06-05T23:59:59Z").2, none);
    assert_eq!(of("99", "2025-06-06T00:00:00Z").2, ["due_soon"]);
    assert_eq!(of("100", "2025-06-06T00:00:00Z").2, none);
}

#[test]
fn goals_are_reached_by_ratio_or_by_improvement() {
    let of = |goal: &str, result: &str| {
        let item = format!(
            r#"{{"id": "i", "text": "t", "goal": {goal}, "done": "2025-06-05T10:00:00Z", "result": {result}}}"#
        );
        let report = status(&item, "", "2025-06-06T00:00:00Z");
        report.results[0].plans[0].items[0].attainment.as_ref().map(|share| share.exact().to_string())
    };
    let metric = r#"{"metric": "response", "from": 60, "to": 40}"#;
    // 60 s to 40 s: 38 s is full, 50 s is 20 % off.
    assert_eq!(of(metric, "38").as_deref(), Some("1"));
    assert_eq!(of(metric, "50").as_deref(), Some("4/5"));
    assert_eq!(of(metric, "0").as_deref(), Some("1"));
    let improvement = r#"{"metric": "response", "from": 60, "to": 40, "measure": "improvement"}"#;
    assert_eq!(of(improvement, "50").as_deref(), Some("1/2"));
    assert_eq!(of(improvement, "70").as_deref(), Some("0"));
    assert_eq!(of(r#"{"unit": "count", "to": 100000}"#, "80000").as_deref(), Some("4/5"));
    assert_eq!(of(r#"{"unit": "percent", "to": "5%"}"#, "6").as_deref(), Some("1"));
}

#[test]
fn the_last_update_counts_and_the_last_figures_stated() {
    let item = r#"{"id": "i", "text": "t", "goal": {"unit": "count", "to": 10}, "due": "2025-06-06"}"#;
    let updates = r#", "plan_updates": [
        {"item": "i", "at": "2025-06-03T09:00:00Z", "percent": 80, "result": 5},
        {"item": "i", "at": "2025-06-02T09:00:00Z", "percent": 20, "result": 1},
        {"item": "i", "at": "2025-06-04T09:00:00Z", "state": "blocked", "blocker": {"text": "waits for design", "by": "o"}},
        {"item": "i", "at": "2025-06-05T09:00:00Z", "state": "done"},
        {"item": "i", "at": "2025-06-07T09:00:00Z", "state": "done", "result": 9}]"#;
    let of = |moment: &str| {
        let report = status(item, updates, moment);
        let item = report.results[0].plans[0].items[0].clone();
        let exact = |figure: &Option<crate::number::Figure>| figure.as_ref().map(|figure| figure.texts().0);
        (item.status, exact(&item.progress), exact(&item.attainment), item.text.unwrap())
    };
    let text = |found: &(_, _, _, String)| found.3.clone();
    let found = of("2025-06-03T12:00:00Z");
    assert_eq!((found.0, found.1.as_deref(), found.2.as_deref()), ("on_time", Some("0.8"), Some("0.5")));
    assert_eq!(text(&found), "“t”: on time, 80% done");
    let found = of("2025-06-04T12:00:00Z");
    assert_eq!((found.0, found.1.as_deref()), ("at_risk", Some("0.8")));
    assert_eq!(text(&found), "“t”: at risk: blocked: waits for design (Li Na)");
    // Done since the 5th, whatever was added on the 7th.
    let found = of("2025-06-08T12:00:00Z");
    assert_eq!((found.0, found.1.as_deref(), found.2.as_deref()), ("done", Some("1"), Some("0.9")));
    assert_eq!(text(&found), "“t”: done, 90% of the goal reached");
}

#[test]
fn risk_goes_to_those_who_wait_and_names_the_campaign() {
    let items = r#"
        {"id": "poster", "text": "poster", "due": "2025-06-03"},
        {"id": "page", "text": "page", "due": "2025-06-06", "depends_on": ["poster"]},
        {"id": "launch", "text": "launch", "due": "2025-06-06", "depends_on": ["page"], "milestone": "618"},
        {"id": "early", "text": "early", "due": "2025-06-06", "depends_on": ["later"]},
        {"id": "later", "text": "later", "due": "2025-06-07"},
        {"id": "never", "text": "never", "due": "2025-06-07", "depends_on": ["poster"]}"#;
    let rest = r#", "milestones": [{"id": "618", "name": "618 campaign", "date": "2025-06-18"}],
        "plan_updates": [{"item": "never", "at": "2025-06-02T09:00:00Z", "state": "cancelled"}]"#;
    // On Wednesday at noon Friday is far enough away, and so is what is expected: 50 points of 100 are behind 20 though.
    let policy = POLICY.replace("\"plan_templates\"", "\"plan_tracking\": {\"behind\": 100}, \"plan_templates\"");
    let report = ask(&policy, &week(items, rest), &at("2025-06-04T12:00:00Z"));
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    let items = &report.results[0].plans[0].items;
    let statuses: Vec<&str> = items.iter().map(|item| item.status).collect();
    assert_eq!(statuses, ["overdue", "at_risk", "at_risk", "at_risk", "on_time", "cancelled"]);
    let endangers = items[0].endangers.as_ref().unwrap();
    let ids: Vec<&str> = endangers.items.iter().map(|item| item.item.as_str()).collect();
    assert_eq!(ids, ["page", "launch"]);
    assert_eq!(endangers.milestones[0].milestone.as_str(), "618");
    assert_eq!(items[1].risks[0].item.as_ref().unwrap().as_str(), "poster");
    assert_eq!((items[3].risks[0].code, items[3].risks[0].status), ("depends_on", Some("on_time")));
    assert_eq!(
        report.notices[1].text.as_deref(),
        Some("“poster” of a is overdue by 1 day; it endangers “618 campaign” (2025-06-18), “page”, “launch”")
    );
    let summary = &report.summary;
    let counts = [summary.items, summary.overdue, summary.at_risk, summary.on_time, summary.cancelled];
    assert_eq!(counts, [6, 1, 3, 1, 1]);
    assert_eq!(summary.completion.as_ref().unwrap().texts().0, "0");
}

#[test]
fn those_who_wait_are_told_once() {
    let items = r#"{"id": "i", "text": "poster", "due": "2025-06-03"}"#;
    let facts = week(items, "").replace(
        "\"plans\": [",
        r#""plans": [{"id": "q", "employee": "n", "period": "2025-W23", "items": [
            {"id": "x", "text": "x", "depends_on": ["i"]}, {"id": "y", "text": "y", "depends_on": ["i"]}]},"#,
    );
    let mut request = at("2025-06-04T12:00:00Z");
    request.employees = Some(vec![Id::new("a").unwrap()]);
    let report = ask(POLICY, &facts, &request);
    let waits: Vec<_> = report.notices.iter().filter(|notice| notice.code == "waits").collect();
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].to.iter().map(Id::as_str).collect::<Vec<_>>(), ["n"]);
    assert_eq!(waits[0].text.as_deref(), Some("“poster” of a, which you wait for, is overdue by 1 day"));
}

#[test]
fn a_vague_plan_is_returned_with_what_it_lacks() {
    let facts = r#"{"employees": [
        {"id": "o", "positions": [{"position": "operator", "from": "2024-01-01"}]},
        {"id": "d", "positions": [{"position": "operator", "from": "2024-01-01"}]},
        {"id": "e", "positions": [{"position": "operator", "from": "2025-06-09"}]}],
      "plans": [{"id": "p", "employee": "o", "period": "2025-W23", "items": [
        {"id": "good", "text": "warm-up", "goal": {"what": "visits", "unit": "count", "to": 100000},
         "people": ["e"], "actions": [{"text": "agree poster", "with": ["o", "d"]}], "due": "2025-06-05T17:00:00+08:00"},
        {"id": "vague", "text": "618 warm-up, 100 000 visits", "due": "2025-06-05", "people": ["o", "d", "d"],
         "actions": [{"text": "  "}]}]}]}"#;
    let mut request = at("2025-06-06T12:00:00Z");
    request.period = Some("2025-W23".parse().unwrap());
    let report = ask(POLICY, facts, &request);
    let plan = &report.results[0].plans[0];
    assert_eq!((plan.state, plan.items[0].status), ("returned", "returned"));
    let found: Vec<_> = plan
        .findings
        .iter()
        .map(|finding| (finding.code, finding.pointer.as_str(), finding.field, finding.have.zip(finding.need)))
        .collect();
    assert_eq!(
        found,
        [
            ("text_empty", "/plans/0/items/1/actions/0", Some("actions"), None),
            ("field_missing", "/plans/0/items/1", Some("goal"), None),
            ("field_missing", "/plans/0/items/1", Some("action_people"), None),
            ("no_time", "/plans/0/items/1", Some("due_time"), None),
            ("too_few", "/plans/0/items/1", Some("people"), Some((1, 2))),
        ]
    );
    assert_eq!(plan.findings[1].hint, "the text says “100 000”: state it as the goal, with its unit");
    assert_eq!(report.notices.len(), 1);
    assert_eq!(report.notices[0].id, "reminder/returned/p");
    assert_eq!(report.notices[0].text.as_deref(), Some("your plan for 2025-W23 is returned: 5 things are missing"));
    assert_eq!(report.owed.iter().map(|owed| owed.employee.as_str()).collect::<Vec<_>>(), ["d"]);
    request.lang = Some(Language::Zh);
    request.detail = PlanDetail::Attention;
    let report = ask(POLICY, facts, &request);
    let plan = &report.results[0].plans[0];
    assert_eq!((plan.items.len(), plan.findings.len()), (0, 5));
    assert_eq!(plan.findings[4].message, "协作人只有 1 项，至少需要 2 项");
}

#[test]
fn records_that_do_not_fit_are_named_in_place() {
    let items = r#"
        {"id": "a", "text": "a", "depends_on": ["b", "nobody"], "milestone": "none", "objective": "none"},
        {"id": "b", "text": "b", "depends_on": ["a"], "people": ["a", "x"], "actions": [{"text": "t", "with": ["y"]}]},
        {"id": "a", "text": "again"},
        {"id": "c", "text": "c", "weight": 0},
        {"id": "d", "text": "d", "goal": {"to": 1}},
        {"id": "e", "text": "e", "goal": {"unit": "count", "to": "5%"}},
        {"id": "f", "text": "f", "goal": {"unit": "count", "to": 0}},
        {"id": "g", "text": "g", "goal": {"unit": "count", "from": 1, "to": 1, "measure": "improvement"}},
        {"id": "h", "text": "h", "goal": {"metric": "none", "to": 1}},
        {"id": "i", "text": "i", "goal": {"unit": "count", "to": 1}, "result": "5%"}"#;
    let rest = r#", "plan_updates": [
        {"item": "none", "at": "2025-06-03T09:00:00Z"}, {"item": "b", "at": "2025-06-03T09:00:00Z", "percent": 101}]"#;
    let facts = week(items, rest)
        .replace("\"plans\": [", r#""plans": [{"id": "q", "employee": "nobody", "period": "2025-W23", "items": []},"#);
    let facts = facts.replace("}]}], \"plan_updates\"", "}]}, {\"id\": \"p\", \"employee\": \"a\", \"period\": \"2025-W24\", \"template\": \"none\", \"items\": []}], \"plan_updates\"");
    let report = ask(POLICY, &facts, &at("2025-06-04T12:00:00Z"));
    let mut found: Vec<_> =
        report.problems.iter().map(|problem| (problem.pointer.as_str(), problem.code.as_str())).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("/plan_updates/0/item", "reference_unknown"),
            ("/plan_updates/1/percent", "number_out_of_range"),
            ("/plans/0/employee", "reference_unknown"),
            ("/plans/1/items/0/depends_on/1", "reference_unknown"),
            ("/plans/1/items/0/milestone", "reference_unknown"),
            ("/plans/1/items/0/objective", "reference_unknown"),
            ("/plans/1/items/1/actions/0/with/0", "reference_unknown"),
            ("/plans/1/items/1/depends_on/0", "cycle"),
            ("/plans/1/items/1/people/1", "reference_unknown"),
            ("/plans/1/items/2/id", "id_duplicate"),
            ("/plans/1/items/3/weight", "number_out_of_range"),
            ("/plans/1/items/4/goal/unit", "field_missing"),
            ("/plans/1/items/5/goal/to", "percent_not_allowed"),
            ("/plans/1/items/6/goal/to", "number_out_of_range"),
            ("/plans/1/items/7/goal/to", "number_out_of_range"),
            ("/plans/1/items/8/goal/metric", "reference_unknown"),
            ("/plans/1/items/9/result", "percent_not_allowed"),
            ("/plans/2/id", "id_duplicate"),
        ]
    );
    let items = &report.results[0].plans[0].items;
    assert_eq!(items.iter().map(|item| item.item.as_str()).collect::<String>(), "abdefghi");
}

#[test]
fn no_more_than_sixty_four_are_listed() {
    let chain = |count: usize| {
        let items = (0..count).map(|number| {
            let depends = if number == 0 { String::new() } else { format!(r#", "depends_on": ["i{}"]"#, number - 1) };
            format!(r#"{{"id": "i{number}", "text": "t"{depends}}}"#)
        });
        let report = status(&items.collect::<Vec<_>>().join(","), "", "2025-06-09T12:00:00Z");
        let endangers = report.results[0].plans[0].items[0].endangers.clone().unwrap();
        (endangers.items.len(), endangers.more)
    };
    assert_eq!(chain(65), (64, None));
    assert_eq!(chain(66), (64, Some(true)));
    let star = |count: usize| {
        let items = (0..count).map(|number| {
            let depends = if number == 0 { "" } else { r#", "depends_on": ["i0"]"# };
            format!(r#"{{"id": "i{number}", "text": "t"{depends}}}"#)
        });
        let report = status(&items.collect::<Vec<_>>().join(","), "", "2025-06-09T12:00:00Z");
        let endangers = report.results[0].plans[0].items[0].endangers.clone().unwrap();
        (endangers.items[63].item.as_str().to_owned(), endangers.items.len(), endangers.more)
    };
    assert_eq!(star(65), ("i64".to_owned(), 64, None));
    assert_eq!(star(200), ("i64".to_owned(), 64, Some(true)));
}

#[test]
fn managers_are_the_nearest_above() {
    let item = r#"{"id": "i", "text": "poster", "due": "2025-06-03"}"#;
    let to = |facts: &str| {
        let report = ask(POLICY, facts, &at("2025-06-06T09:00:00Z"));
        let warning = report.notices.iter().find(|notice| notice.kind == "warning").unwrap();
        warning.to.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>()
    };
    let facts = week(item, "");
    assert_eq!(to(&facts), ["n"]);
    // In the unit above; then anywhere; then the one that the facts name; then the next position up; then nobody.
    assert_eq!(
        to(&facts.replace(r#""position": "lead", "unit": "north""#, r#""position": "lead", "unit": "all""#)),
        ["n"]
    );
    assert_eq!(
        to(&facts.replace(r#""position": "lead", "unit": "north""#, r#""position": "lead", "unit": "south""#)),
        ["n", "s"]
    );
    assert_eq!(to(&facts.replace(r#"{"id": "a", "#, r#"{"id": "a", "manager": "o", "#)), ["o"]);
    let boss = facts.replace(r#""position": "lead""#, r#""position": "boss""#);
    assert_eq!(to(&boss), ["n"]);
    assert!(to(&facts.replace(r#""position": "lead""#, r#""position": "operator""#)).is_empty());
}

#[test]
fn numbers_in_texts_are_found() {
    for (text, found) in [
        ("618 warm-up plan, 100 000 visits", Some("100 000")),
        ("618 大促预热，访问量 10万", Some("10万")),
        ("response from 60 s to 40.5 s", Some("40.5")),
        ("conversion 3% by Thursday 17:00", Some("3%")),
        ("1,200 orders.", Some("1,200")),
        ("more visits", None),
        ("at 9:30", None),
    ] {
        assert_eq!(number(text), found, "{text}");
    }
}
