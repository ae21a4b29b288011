//! A company that is made up by a rule, large enough for an own model: every person, month and end follows from dice that
//! always fall the same.

mod dice;
mod people;

use serde_json::{Value, json};

use self::people::{Person, people};

/// The last day that is over.
pub const AS_OF: &str = "2025-12-31";
/// Positions, the base pay of each, and what they do to the chance of leaving, in per cents.
const POSITIONS: [(&str, &str, &str, u32, u32); 6] = [
    ("picker", "picker", "拣货员", 6000, 110),
    ("packer", "packer", "打包员", 5800, 100),
    ("driver", "driver", "司机", 7500, 150),
    ("clerk", "clerk", "文员", 6500, 90),
    ("planner", "planner", "计划员", 9000, 80),
    ("lead", "team lead", "班组长", 9800, 55),
];
/// The place of the driver among them.
const DRIVER: usize = 2;
/// Units, and what they do to the chance of leaving, in per cents.
const UNITS: [(&str, &str, &str, u32); 5] = [
    ("north", "north", "北区", 100),
    ("south", "south", "南区", 90),
    ("east", "east", "东区", 100),
    ("west", "west", "西区", 85),
    ("port", "port", "港区", 160),
];

fn named(id: &str, en: &str, zh: &str) -> Value {
    json!({ "id": id, "name": { "en": en, "zh": zh } })
}

/// The policy: drivers of all three roles.
pub fn policy() -> Value {
    let positions: Vec<Value> = POSITIONS.iter().map(|(id, en, zh, ..)| named(id, en, zh)).collect();
    let units: Vec<Value> = UNITS.iter().map(|(id, en, zh, _)| named(id, en, zh)).collect();
    let driver = |id: &str, (en, zh): (&str, &str), view: &str, role: &str| {
        let mut driver = named(id, en, zh);
        let kind = json!({ "kind": id });
        for (field, value) in [("source", kind), ("view", json!(view)), ("role", json!(role))] {
            if let (Some(fields), true) = (driver.as_object_mut(), value != "") {
                fields.insert(field.to_owned(), value);
            }
        }
        driver
    };
    json!({
        "schema_version": "1.5", "id": "made", "version": "1", "effective_from": "2020-01-01",
        "name": { "en": "Yunfan Warehousing (made up)", "zh": "云帆仓储（虚构）" },
        "metrics": [], "scorecards": [], "positions": positions, "units": units,
        "attrition": {
            "drivers": [
                driver("tenure", ("tenure", "司龄"), "", "not_actionable"),
                driver("overtime", ("overtime", "加班"), "mean3", "act_on"),
                driver("pay_position", ("pay against those in the same position", "同岗相对薪酬"), "", "act_on"),
                driver("absence", ("absence", "缺勤"), "mean3", "context"),
                driver("position", ("position", "岗位"), "", "context"),
                driver("unit", ("site", "区域"), "", "context"),
            ],
        },
    })
}

/// The facts: about 1 200 people today, and those who left in two years and a quarter.
pub fn facts() -> Value {
    let people = people();
    let mut all = [Vec::new(), Vec::new(), Vec::new()];
    for person in &people {
        let [employees, pay, attendance] = &mut all;
        employees.push(person.record());
        pay.push(person.pay());
        attendance.extend(person.attendance());
    }
    let [employees, pay, attendance] = all;
    json!({ "schema_version": "1.5", "employees": employees, "pay": pay, "attendance": attendance })
}

/// What people are, for the audit alone.
pub fn audit() -> Value {
    let people = people();
    let group = |id: &str, is_in: &dyn Fn(&Person) -> bool| {
        let ids: Vec<String> = people.iter().filter(|person| is_in(person)).map(Person::id).collect();
        json!({ "id": id, "employees": ids })
    };
    json!([
        { "id": "sex", "groups": [group("women", &|person| person.is_woman), group("men", &|person| !person.is_woman)] },
        { "id": "age", "groups": [
            group("under_30", &|person| person.age < 30),
            group("from_30", &|person| (30..45).contains(&person.age)),
            group("from_45", &|person| person.age >= 45),
        ] },
    ])
}
