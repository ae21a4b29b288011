//! Work plans: a quarter of weekly plans of a company, and the loop that a host would write.

use std::collections::HashMap;

use hrcore::facts::{Due, UpdateState};
use hrcore::request::{PlanDetail, PlansRequest};
use hrcore::time::Instant;
use hrcore::values::Id;
use hrcore::{Engine, Facts};

use crate::career::mix;
use crate::shuffle;

/// Weeks of plans.
pub const WEEKS: usize = 13;
/// Items of a plan.
pub const ITEMS: usize = 5;

/// Weekly plans that have to have a goal, actions and a time; completion and attainment of them make the score.
pub const POLICY: &str = r#"{
  "schema_version": "1.2", "id": "plans", "version": "1", "effective_from": "2024-01-01",
  "metrics": [
    {"id": "visits", "unit": "count", "direction": "higher"},
    {"id": "completion", "unit": "percent", "direction": "higher", "plans": {"of": "completion"}},
    {"id": "attainment", "unit": "percent", "direction": "higher", "plans": {"of": "attainment"}}],
  "scorecards": [{"id": "card", "sections": [{"id": "plans", "lines": [
    {"id": "completion", "metric": "completion", "weight": 40, "target": 90, "method": {"kind": "ratio"}},
    {"id": "attainment", "metric": "attainment", "weight": 60, "target": 90, "method": {"kind": "ratio"}}]}]}],
  "positions": [{"id": "operator", "scorecard": "card", "reports_to": "lead"}, {"id": "lead"}],
  "plan_templates": [{"id": "weekly", "positions": ["operator"], "every": "week", "requires": [
    {"field": "goal"}, {"field": "actions"}, {"field": "due_time"}]}]
}"#;

/// The moment asked about: Wednesday of the last week.
const AS_OF: &str = "2025-06-25T12:00:00+08:00";

/// The compiled policy.
///
/// # Panics
///
/// Never: the policy is part of this file, and a test compiles it.
#[must_use]
#[allow(clippy::expect_used, reason = "a benchmark without its policy has nothing to measure")]
pub fn engine() -> Engine {
    Engine::compile(POLICY.as_bytes()).expect("the policy compiles")
}

/// The question: counts and notices.
///
/// # Panics
///
/// Never: the moment is a constant.
#[must_use]
#[allow(clippy::expect_used, reason = "the moment is a constant")]
pub fn request() -> PlansRequest {
    PlansRequest { detail: PlanDetail::Summary, ..PlansRequest::new(Instant::parse(AS_OF).expect("a moment")) }
}

/// The question as JSON.
pub const SUMMARY: &str = r#"{"as_of":"2025-06-25T12:00:00+08:00","detail":"summary"}"#;

/// Plans of so many people, each item with one update: nine of ten are done, one of twenty is cancelled, the others are
/// open; every fifth waits for an item of someone else.
#[must_use]
pub fn facts(people: usize, shuffled: bool) -> String {
    let mut state = 2;
    let employees = (0..people).map(|person| {
        let position = if person % 10 == 0 { "lead" } else { "operator" };
        format!(r#"{{"id":"e{person:05}","positions":[{{"position":"{position}","from":"2024-01-01"}}]}}"#)
    });
    let employees: Vec<String> = employees.collect();
    let objectives = (0..50).map(|number| {
        format!(r#"{{"id":"o{number}","period":"2025-Q2","unit_of_measure":"count","from":0,"target":1000000}}"#)
    });
    let objectives: Vec<String> = objectives.collect();
    let (mut plans, mut updates) = (Vec::new(), Vec::new());
    for person in 0..people {
        for week in 0..WEEKS {
            let mut items = Vec::new();
            // Monday 31 March 2025 begins week 14.
            let day = |offset: usize| {
                let day = week * 7 + offset;
                match day {
                    0 => "2025-03-31".to_owned(),
                    1..=30 => format!("2025-04-{day:02}"),
                    31..=61 => format!("2025-05-{:02}", day - 30),
                    _ => format!("2025-06-{:02}", day - 61),
                }
            };
            for number in 0..ITEMS {
                let draw = mix(&mut state);
                let id = format!("e{person:05}-{week:02}-{number}");
                let depends = if number + 1 < ITEMS && draw.is_multiple_of(5) {
                    let other = (person + 1) % people;
                    format!(r#","depends_on":["e{other:05}-{week:02}-{}"]"#, number + 1)
                } else {
                    String::new()
                };
                let due = day(number);
                let weight = 1 + draw % 3;
                items.push(format!(
                    r#"{{"id":"{id}","text":"Product pages and pictures of line {} for the June campaign","goal":{{"metric":"visits","to":{}}},"actions":[{{"text":"agree the pictures with design","due":"{due}"}}],"due":"{due}T17:00:00+08:00","objective":"o{}","weight":{weight}{depends}}}"#,
                    draw % 97,
                    1_000 + draw % 9_000,
                    draw % 50,
                ));
                let (state, percent) = match (draw >> 20) % 20 {
                    0 => ("open", 40),
                    1 => ("cancelled", 0),
                    _ => ("done", 100),
                };
                let hour = 9 + (draw >> 40) % 9;
                updates.push(format!(
                    r#"{{"item":"{id}","at":"{due}T{hour:02}:30:00+08:00","percent":{percent},"state":"{state}","result":{}}}"#,
                    (draw >> 30) % 9_000,
                ));
            }
            if shuffled {
                shuffle(&mut items);
            }
            plans.push(format!(
                r#"{{"id":"p{person:05}-{week:02}","employee":"e{person:05}","period":"2025-W{}","items":[{}]}}"#,
                14 + week,
                items.join(",")
            ));
        }
    }
    if shuffled {
        shuffle(&mut plans);
        shuffle(&mut updates);
    }
    format!(
        r#"{{"employees":[{}],"objectives":[{}],"plans":[{}],"plan_updates":[{}]}}"#,
        employees.join(","),
        objectives.join(","),
        plans.join(","),
        updates.join(",")
    )
}

/// Items done, done late, overdue, cancelled and otherwise open.
pub type Counts = [u32; 5];

/// The loop by hand over the same typed facts: who has how many items done, late, overdue, cancelled, open. It checks
/// nothing, tells nobody, and does not look for risks.
#[must_use]
pub fn by_hand(facts: &Facts, as_of: Instant) -> Vec<Counts> {
    let document = facts.document();
    let mut last: HashMap<&Id, (UpdateState, Instant)> = HashMap::with_capacity(document.plan_updates.len());
    for update in document.plan_updates.iter().filter(|update| !update.at.is_after(as_of)) {
        let state = update.state.unwrap_or(UpdateState::Open);
        let entry = last.entry(&update.item).or_insert((state, update.at));
        if !entry.1.is_after(update.at) {
            *entry = (state, update.at);
        }
    }
    let people: HashMap<&Id, usize> =
        document.employees.iter().enumerate().map(|(number, employee)| (&employee.id, number)).collect();
    let mut counts = vec![Counts::default(); document.employees.len()];
    for plan in document.plans.iter() {
        let Some(own) = people.get(&plan.employee).and_then(|person| counts.get_mut(*person)) else { continue };
        for item in &plan.items {
            let is_after = |at: Instant| matches!(item.due, Some(Due::At(due)) if at.is_after(due));
            let kind = match last.get(&item.id) {
                Some((UpdateState::Done, at)) => usize::from(is_after(*at)),
                Some((UpdateState::Cancelled, _)) => 3,
                _ if is_after(as_of) => 2,
                _ => 4,
            };
            if let Some(slot) = own.get_mut(kind) {
                *slot += 1;
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use hrcore::Limits;

    #[test]
    fn the_loop_and_the_engine_agree() {
        for shuffled in [false, true] {
            let facts = Facts::parse(facts(60, shuffled).as_bytes(), Limits::default()).unwrap();
            let report = engine().plans(&facts, &request()).unwrap();
            assert!(report.problems.is_empty(), "{:?}", report.problems);
            let by_hand = by_hand(&facts, request().as_of);
            assert_eq!(report.results.len(), by_hand.len());
            for (ours, theirs) in report.results.iter().zip(by_hand) {
                let own = &ours.summary;
                let open = own.on_time + own.at_risk;
                assert_eq!([own.done, own.done_late, own.overdue, own.cancelled, open], theirs);
                assert_eq!(own.returned, 0);
            }
            assert_eq!(report.summary.items as usize, 60 * WEEKS * ITEMS);
            assert!(report.summary.overdue > 50 && report.summary.at_risk > 10, "{:?}", report.summary);
        }
    }
}
