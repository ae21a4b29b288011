//! Several questions of facts joined once: the answers and the problems are those of each question by itself.
#![cfg(feature = "money")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]

use hrcore::request::{GoalsRequest, PlansRequest, ScoreRequest};
use hrcore::time::Instant;
use hrcore::{Engine, Facts, Joined, Limits, Problem};

/// Two versions of a policy; a metric of the second is a figure of plans where asked for.
fn engine(planned: bool) -> Engine {
    let plans = if planned { r#","plans":{"of":"completion"}"# } else { "" };
    let version = |number: u32, from: &str, plans: &str| {
        format!(
            r#"{{"schema_version":"1.2","id":"shop","version":"{number}","effective_from":"{from}",
            "metrics":[{{"id":"done","unit":"percent","direction":"higher"{plans}}}],
            "scorecards":[{{"id":"card","sections":[{{"id":"main","lines":[
                {{"id":"done","metric":"done","weight":100,"target":100,"method":{{"kind":"ratio"}}}}]}}]}}],
            "positions":[{{"id":"operator","scorecard":"card"}}]}}"#
        )
    };
    let versions = [version(1, "2024-01-01", ""), version(2, "2025-06-01", plans)];
    Engine::compile(format!("[{}]", versions.join(",")).as_bytes()).unwrap()
}

/// An observation, a plan, an update and an objective are bad, and what an item adds does not fit its objective.
fn facts() -> Facts {
    let text = r#"{
        "employees":[{"id":"e1","positions":[{"position":"operator","from":"2024-01-01"}]}],
        "observations":[{"metric":"nothing","employee":"e1","period":"2025-06","value":"1"}],
        "objectives":[{"id":"campaign","period":"2025-Q2"},{"id":"campaign","period":"2025-Q3"}],
        "plans":[
            {"id":"p1","employee":"e1","period":"2025-W23","items":[
                {"id":"i1","text":"poster","objective":"campaign","contribution":"5%"},
                {"id":"i2","text":"leaflet","objective":"campaign"}]},
            {"id":"p2","employee":"nobody","period":"2025-W23","items":[]}],
        "plan_updates":[
            {"item":"i1","at":"2025-06-05T10:00:00+08:00","state":"done"},
            {"item":"i9","at":"2025-06-05T10:00:00+08:00"}]}"#;
    Facts::parse(text.as_bytes(), Limits::default()).unwrap()
}

fn pointers(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.pointer.as_str()).collect()
}

fn plans(joined: &Joined<'_>) {
    let report = joined.plans(&PlansRequest::new(Instant::parse("2025-06-10T09:00:00+08:00").unwrap())).unwrap();
    assert_eq!((report.summary.items, report.summary.done, report.summary.overdue), (2, 1, 1));
    let expected = ["/observations/0/metric", "/plans/1/employee", "/plan_updates/1/item"];
    assert_eq!(pointers(&report.problems), expected);
}

fn goals(joined: &Joined<'_>) {
    let report = joined.goals(&GoalsRequest::new("2025-06-10".parse().unwrap())).unwrap();
    assert_eq!(report.objectives.len(), 1);
    assert_eq!(report.objectives[0].items, 2);
    let progress = report.objectives[0].progress.as_ref().map(|progress| progress.exact().to_string());
    assert_eq!(progress.as_deref(), Some("1/2"));
    let expected = [
        "/observations/0/metric",
        "/plans/1/employee",
        "/plan_updates/1/item",
        "/objectives/1/id",
        "/plans/0/items/0/contribution",
    ];
    assert_eq!(pointers(&report.problems), expected);
}

/// One item of two is done: 50 % where the metric is a figure of plans, nothing where it is not.
fn score(joined: &Joined<'_>, planned: bool) {
    let report = joined.score(&ScoreRequest::new("2025-06".parse().unwrap())).unwrap();
    let total = report.results[0].total.as_ref().map(|total| total.exact().to_string());
    assert_eq!(total.as_deref(), planned.then_some("50"));
    let expected = ["/observations/0/metric", "/plans/1/employee", "/plan_updates/1/item"];
    let expected = if planned { &expected[..] } else { &expected[..1] };
    assert_eq!(pointers(&report.problems), expected);
}

/// The version before knows no figures of plans.
fn score_before(joined: &Joined<'_>) {
    let report = joined.score(&ScoreRequest::new("2025-05".parse().unwrap())).unwrap();
    assert_eq!(report.policy.version.as_str(), "1");
    assert_eq!(pointers(&report.problems), ["/observations/0/metric"]);
}

#[test]
fn no_question_hears_of_another() {
    let facts = facts();
    for planned in [false, true] {
        let engine = engine(planned);
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 1, 2, 2]] {
            let joined = engine.with(&facts);
            for question in order {
                match question {
                    0 => plans(&joined),
                    1 => goals(&joined),
                    2 => score(&joined, planned),
                    _ => score_before(&joined),
                }
            }
        }
    }
}

#[test]
fn threads_may_share_it() {
    let (engine, facts) = (engine(true), facts());
    let joined = engine.with(&facts);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (plans(&joined), goals(&joined), score(&joined, true)));
        }
    });
}
