//! Leaving in a large company: two years of months of single people with eight drivers, made by a rule.

use std::collections::HashMap;
use std::fmt::Write as _;

use hrcore::attrition::AttritionModel;
use hrcore::facts::Subject;
use hrcore::request::{AttritionRequest, FitAttritionRequest};
use hrcore::time::Period;
use hrcore::values::Id;
use hrcore::{Engine, Facts, Limits};

use crate::career::mix;

/// The last day that is over.
const AS_OF: &str = "2024-12-31";
/// Months of which something is recorded, from December 2022 on.
const MONTHS: u32 = 25;

/// The policy as JSON: eight drivers, three of them looks at one metric.
#[must_use]
pub fn policy() -> String {
    let positions: Vec<String> = (0..8).map(|number| format!(r#"{{"id":"p{number}"}}"#)).collect();
    let units: Vec<String> = (0..40).map(|number| format!(r#"{{"id":"u{number}"}}"#)).collect();
    let plain = ["tenure", "position_tenure", "position", "unit", "team_leavers"];
    let mut drivers: Vec<String> =
        plain.iter().map(|kind| format!(r#"{{"id":"{kind}","source":{{"kind":"{kind}"}}}}"#)).collect();
    let load = ["last", "mean3", "slope"].map(|view| {
        format!(
            r#"{{"id":"load_{view}","source":{{"kind":"metric","metric":"load"}},"view":"{view}","role":"act_on"}}"#
        )
    });
    drivers.extend(load);
    format!(
        r#"{{"schema_version":"1.5","id":"leaving","version":"1","effective_from":"2020-01-01",
        "metrics":[{{"id":"load","unit":"number","direction":"lower"}}],"scorecards":[],
        "positions":[{}],"units":[{}],"attrition":{{"drivers":[{}]}}}}"#,
        positions.join(","),
        units.join(","),
        drivers.join(",")
    )
}

/// The compiled policy.
///
/// # Panics
///
/// Never: the policy is part of this crate.
#[must_use]
#[allow(clippy::expect_used, reason = "a benchmark without its policy has nothing to measure")]
pub fn engine() -> Engine {
    Engine::compile(policy().as_bytes()).expect("the policy compiles")
}

fn month(number: u32) -> (u32, u32) {
    (2022 + number.div_ceil(12), 1 + (number + 11) % 12)
}

/// The facts as JSON. Somebody with much to do leaves more often, new people most of all; in some teams twice as often
/// where there is much to do.
#[must_use]
pub fn facts(people: usize) -> String {
    let (mut employees, mut observations) = (String::new(), String::new());
    let mut state = 11;
    let mut dice = |sides: u64| u32::try_from(mix(&mut state) % sides).unwrap_or(0);
    for number in 0..people {
        let (position, unit, habit) = (dice(8), dice(40), dice(60));
        let (year, start) = (2015 + dice(8), 1 + dice(12));
        let mut end = String::new();
        for at in 0..MONTHS {
            let load = habit + dice(40);
            let (year_at, month_at) = month(at);
            let comma = if observations.is_empty() { "" } else { "," };
            let _ = write!(
                observations,
                r#"{comma}{{"metric":"load","employee":"e{number:06}","period":"{year_at}-{month_at:02}","value":{load}}}"#
            );
            let pull = if (unit % 4 == 0) == (position % 2 == 0) { 2 } else { 1 };
            let is_new = if year + 2 > year_at { 60 } else { 0 };
            if at > 0 && dice(10_000) < load * pull + is_new {
                end = format!(r#","to":"{year_at}-{month_at:02}-15","ended":"voluntary""#);
                break;
            }
        }
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            employees,
            r#"{comma}{{"id":"e{number:06}","positions":[{{"position":"p{position}","unit":"u{unit}","from":"{year}-{start:02}-01"{end}}}]}}"#
        );
    }
    format!(r#"{{"employees":[{employees}],"observations":[{observations}]}}"#)
}

/// Reads facts of any size.
///
/// # Panics
///
/// Never: they are made here.
#[must_use]
#[allow(clippy::expect_used, reason = "they are made here")]
pub fn read(text: &str) -> Facts {
    Facts::parse(text.as_bytes(), Limits::default()).expect("facts")
}

/// Asks who may leave within three months, by a model if there is one.
///
/// # Panics
///
/// Never: the day is a constant.
#[must_use]
#[allow(clippy::expect_used, reason = "the day is a constant")]
pub fn request(model: Option<AttritionModel>) -> AttritionRequest {
    AttritionRequest { model, ..AttritionRequest::new(AS_OF.parse().expect("a day")) }
}

/// Asks for a model.
///
/// # Panics
///
/// Never: the day is a constant.
#[must_use]
#[allow(clippy::expect_used, reason = "the day is a constant")]
pub fn fit() -> FitAttritionRequest {
    FitAttritionRequest::new(AS_OF.parse().expect("a day"))
}

/// A loop that only puts what was observed into columns: by person, a bit for each month of the year of which something is
/// known.
#[must_use]
pub fn by_hand(facts: &Facts) -> Vec<u32> {
    let document = facts.document();
    let people: HashMap<&Id, usize> =
        document.employees.iter().enumerate().map(|(number, employee)| (&employee.id, number)).collect();
    let mut known = vec![0_u32; document.employees.len()];
    for observation in &document.observations {
        if let Subject::Employee(id) = &observation.subject
            && let Some(months) = people.get(id).and_then(|person| known.get_mut(*person))
            && let Period::Month { month, .. } = observation.period
        {
            *months |= 1 << (month % 32);
        }
    }
    known
}
