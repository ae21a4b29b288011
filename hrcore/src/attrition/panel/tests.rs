//! Months of single people. Expected values are arithmetic by hand.

mod age;
mod drivers;
mod monthly;
mod people;

use serde_json::{Value, json};

use super::{Look, Panel, Today, ground, usual};
use crate::attrition::Leaving;
use crate::forecast::workforce::tests::person;
use crate::{Engine, Facts, Limits};

/// A company with two metrics, a card that takes one of them, two positions that are scored, and two units.
fn policy(drivers: &Value) -> Value {
    let line = json!({"id": "roi", "metric": "roi", "weight": 100, "target": 3, "method": {"kind": "ratio"}});
    json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "roi", "unit": "multiple", "direction": "higher"},
            {"id": "cost", "unit": "number", "direction": "lower", "aggregation": "sum"},
            {"id": "both", "unit": "number", "direction": "higher", "formula": "roi + roi + cost / 10"},
            {"id": "growth", "unit": "ratio", "direction": "higher",
             "growth": {"of": "roi", "versus": "previous", "change": "relative"}},
            {"id": "visits", "unit": "number", "direction": "higher", "level": "unit"}],
        "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [line]}]}],
        "positions": [{"id": "clerk", "scorecard": "card"}, {"id": "keeper", "scorecard": "card"}, {"id": "guard"}],
        "units": [{"id": "north"}, {"id": "south"}],
        "courses": [{"id": "safety"}], "exams": [{"id": "law"}],
        "attrition": {"drivers": drivers}
    })
}

/// A clerk from one day to another.
fn clerk(id: &str, from: &str, to: &str) -> Value {
    person(id, &[("clerk", "", from, to, "")])
}

struct Seen {
    panel: Panel,
    today: Vec<Today>,
    ids: Vec<String>,
}

fn look(policy: &Value, facts: &Value, (as_of, window): (&str, u32), leaving: Leaving) -> Seen {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let facts = Facts::parse(facts.to_string().as_bytes(), Limits::default()).unwrap();
    let joined = engine.with(&facts);
    let version = &engine.versions()[0];
    let drivers = &version.attrition.drivers;
    let look = Look { version, as_of: as_of.parse().unwrap(), window, leaving, drivers };
    let ground = ground(&joined, &look).unwrap();
    let (panel, today) = (ground.panel().unwrap(), ground.today().unwrap());
    assert_eq!(ground.problems.finish(), []);
    let ids = facts.document().employees.iter().map(|employee| employee.id.to_string()).collect();
    Seen { panel, today, ids }
}

fn cells(cells: &[f64]) -> String {
    let texts = cells
        .iter()
        .map(|cell| if cell.is_nan() { " -".to_owned() } else { format!(" {}", (cell * 1e4).round() / 1e4) });
    texts.collect()
}

impl Seen {
    /// Each row: who, when, `left` or `stayed`, the drivers.
    fn rows(&self) -> Vec<String> {
        let panel = &self.panel;
        let mut rows = Vec::new();
        for (at, person) in panel.person.iter().enumerate() {
            let month = panel.months[usize::from(panel.month[at])];
            let left = if panel.left[at] > 0.0 { "left" } else { "stayed" };
            let own = cells(&panel.cells[at * panel.width..(at + 1) * panel.width]);
            rows.push(format!("{} {month} {left}{own}", self.ids[*person as usize]));
        }
        rows
    }

    /// The rows of one person.
    fn of(&self, id: &str) -> Vec<String> {
        let start = format!("{id} ");
        self.rows().into_iter().filter_map(|row| row.strip_prefix(&start).map(str::to_owned)).collect()
    }

    /// Who is there on the day after, with the drivers.
    fn now(&self) -> Vec<String> {
        let of = |today: &Today| {
            let new = if today.is_new { " new" } else { "" };
            let last = if today.last_day.is_some() { " leaving" } else { "" };
            format!("{}{new}{last}{}", self.ids[today.person], cells(&today.cells))
        };
        self.today.iter().map(of).collect()
    }
}

/// Looks at all who left.
fn all(drivers: &Value, facts: &Value, (as_of, window): (&str, u32)) -> Seen {
    look(&policy(drivers), facts, (as_of, window), Leaving::Any)
}

#[test]
fn usual_drivers_are_those_with_records() {
    let names = |facts: Value| {
        let engine = Engine::compile(policy(&json!([])).to_string().as_bytes()).unwrap();
        let facts = Facts::parse(facts.to_string().as_bytes(), Limits::default()).unwrap();
        let as_of = "2025-06-30".parse().unwrap();
        let version = &engine.versions()[0];
        let look = Look { version, as_of, window: 24, leaving: Leaving::Any, drivers: &[] };
        let found = usual(&engine.with(&facts), &look);
        found.iter().map(|driver| driver.stated.id.to_string()).collect::<Vec<_>>()
    };
    let people = json!([clerk("e1", "2020-01-01", "")]);
    assert_eq!(names(json!({"employees": people})), ["tenure", "position_tenure", "position", "team_leavers"]);
    let facts = json!({
        "employees": people,
        "observations": [{"metric": "roi", "employee": "e1", "period": "2025-05", "value": 3}],
        "attendance": [{"employee": "e1", "period": "2025-05", "days_due": 21}],
        "pay": [{"employee": "e1", "from": "2025-01-01", "base": 5000, "currency": "EUR"}],
        "achievements": [{"employee": "e1", "course": "safety", "date": "2025-02-01"}]});
    let all = [
        "tenure",
        "position_tenure",
        "position",
        "score",
        "score_trend",
        "overtime",
        "absence",
        "pay_position",
        "achievements",
        "team_leavers",
    ];
    assert_eq!(names(facts), all);
}
