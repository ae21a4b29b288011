//! A random company: a card with lines of every method, and people with values, ratings and gaps.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{employee, policy, tenths};

/// A line of the card, by choices small enough to shrink.
#[derive(Debug, Clone)]
pub struct Line {
    method: u8,
    higher: bool,
    weight: u32,
    section: u8,
    on_missing: u8,
    target: i64,
}

/// What is known of one person in one line.
#[derive(Debug, Clone)]
pub struct Known {
    value: Option<i64>,
    /// A second record of the same period.
    second: Option<i64>,
    state: u8,
}

#[derive(Debug, Clone)]
pub struct Company {
    pub lines: Vec<Line>,
    pub people: Vec<Vec<Known>>,
    /// Weights are relative rather than percentages.
    relative: bool,
}

fn line() -> impl Strategy<Value = Line> {
    (0u8..10, any::<bool>(), 1u32..98, 0u8..3, 0u8..6, 1i64..2_000).prop_map(
        |(method, higher, weight, section, on_missing, target)| Line {
            method,
            higher,
            weight,
            section,
            on_missing,
            target,
        },
    )
}

fn known() -> impl Strategy<Value = Known> {
    let value = || proptest::option::weighted(0.8, -300i64..3_000);
    (value(), proptest::option::weighted(0.2, 0i64..3_000), 0u8..12).prop_map(|(value, second, state)| Known {
        value,
        second,
        state,
    })
}

/// Companies of 1 to 6 lines and 1 to `most` people.
pub fn company(most: usize) -> impl Strategy<Value = Company> {
    (proptest::collection::vec(line(), 1..7), any::<bool>()).prop_flat_map(move |(lines, relative)| {
        let person = proptest::collection::vec(known(), lines.len());
        (Just(lines), proptest::collection::vec(person, 1..=most), Just(relative))
            .prop_map(|(lines, people, relative)| Company { lines, people, relative })
    })
}

impl Company {
    /// The policy; `setting` changes it before it is used.
    pub fn policy(&self) -> Value {
        let all: u32 = self.lines.iter().map(|line| line.weight).sum();
        let mut sections: Vec<(u8, Vec<Value>)> = Vec::new();
        let mut given = 0;
        for (number, line) in self.lines.iter().enumerate() {
            // Percentages in tenths; the last line takes what rounding has left.
            let share = if number + 1 == self.lines.len() { 1_000 - given } else { line.weight * 1_000 / all };
            given += share;
            let weight = if self.relative { json!(line.weight) } else { json!(tenths(share.into())) };
            let document = line.document(number, &weight);
            match sections.iter_mut().find(|(section, _)| *section == line.section) {
                Some((_, lines)) => lines.push(document),
                None => sections.push((line.section, vec![document])),
            }
        }
        let metrics: Vec<Value> = self.lines.iter().enumerate().map(|(number, line)| line.metric(number)).collect();
        let mut policy = policy(&json!(metrics), &json!([]));
        let sections = sections.into_iter().map(|(id, lines)| json!({"id": format!("s{id}"), "lines": lines}));
        policy["scorecards"][0]["sections"] = sections.collect();
        policy["scorecards"][0]["weights"] = json!(if self.relative { "relative" } else { "percent" });
        policy
    }

    pub fn facts(&self) -> Value {
        let mut observations = Vec::new();
        let mut ratings = Vec::new();
        for (person, values) in self.people.iter().enumerate() {
            for (number, (line, known)) in self.lines.iter().zip(values).enumerate() {
                let mut record = |value: Value, field: &str, record: &str| {
                    let mut fields = json!({"metric": format!("m{number}"), "employee": format!("e{person}"),
                        "period": "2025-06", "record": record});
                    fields[field] = value;
                    if line.method == 9 {
                        fields["rater"] = json!(if record == "a" { "peer" } else { "boss" });
                        ratings.push(fields);
                    } else {
                        observations.push(fields);
                    }
                };
                let value = |value: i64| match line.method {
                    8 => json!(["good", "bad", "odd"][usize::try_from(value.rem_euclid(3)).unwrap()]),
                    9 => json!(tenths(value.rem_euclid(51))),
                    _ => json!(tenths(value)),
                };
                match (known.value, known.state) {
                    (Some(first), _) => record(value(first), "value", "a"),
                    (None, state @ 0..3) if line.method != 9 => {
                        record(json!(["not_applicable", "too_new", "undefined"][usize::from(state)]), "state", "a");
                    }
                    _ => {}
                }
                if let Some(second) = known.second.filter(|_| line.method != 8) {
                    record(value(second), "value", "b");
                }
            }
        }
        let employees: Vec<Value> = (0..self.people.len()).map(|person| employee(&format!("e{person}"))).collect();
        json!({"employees": employees, "observations": observations, "ratings": ratings})
    }
}

impl Line {
    fn metric(&self, number: usize) -> Value {
        let unit = ["number", "count", "score", "label"][if self.method == 8 { 3 } else { usize::from(self.section) }];
        let direction = if self.higher { "higher" } else { "lower" };
        let mut metric = json!({"id": format!("m{number}"), "unit": unit, "direction": direction, "source": "s"});
        if self.method != 8 {
            metric["aggregation"] = json!(["sum", "mean", "min", "max"][usize::from(self.on_missing) % 4]);
        }
        metric
    }

    fn document(&self, number: usize, weight: &Value) -> Value {
        let at = |tenth: i64| tenths(self.target + tenth);
        let target = || tenths(self.target);
        let (method, target) = match self.method {
            0 => (json!({"kind": "ratio"}), Some(target())),
            1 => (json!({"kind": "improvement", "baseline": at(if self.higher { -370 } else { 370 })}), Some(target())),
            2 => (json!({"kind": "closer", "tolerance": "1.5", "zero_at": 70}), Some(target())),
            3 => {
                let points = [(at(-200), 3), (target(), 60), (at(130), 77)];
                let points: Vec<Value> = points.iter().map(|(at, score)| json!({"at": at, "score": score})).collect();
                (json!({"kind": "interpolated", "points": points}), None)
            }
            4 => {
                let bands = json!([{"to": target(), "score": 10}, {"from": target(), "to": at(90), "score": 55},
                    {"from": at(90), "score": "99.5"}]);
                (json!({"kind": "banded", "bands": bands}), None)
            }
            5 => (json!({"kind": "per_unit", "unit": 7, "add": 2, "deduct": "3.3", "base": 80}), Some(target())),
            6 => (json!({"kind": "binary"}), Some(target())),
            7 => (json!({"kind": "efficacy", "floor_value": target(), "satisfactory": at(170)}), None),
            8 => {
                let labels = json!([{"label": "good", "score": 90}, {"label": "bad", "score": 30}]);
                (json!({"kind": "label", "labels": labels}), None)
            }
            _ => {
                let raters = json!([{"kind": "boss", "weight": 70}, {"kind": "peer", "weight": 30}]);
                (json!({"kind": "rated", "raters": raters, "scale": {"min": 0, "max": 5}}), None)
            }
        };
        let mut line = json!({"id": format!("l{number}"), "metric": format!("m{number}"), "weight": weight,
            "method": method});
        if let Some(target) = target {
            line["target"] = json!(target);
        }
        line["on_missing"] = match self.on_missing {
            0 => json!("zero"),
            1 => json!({"neutral": 60}),
            2 => json!({"missing": "zero", "undefined": "redistribute"}),
            3 => json!("unknown"),
            _ => json!("redistribute"),
        };
        line
    }
}
