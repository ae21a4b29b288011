//! Companies made by arithmetic, without a random number: everybody is there from the start, and leaves in the middle of
//! a month when a number made of person and month is below the chance in 10 000.

use serde_json::{Value, json};

/// A number that looks like chance.
pub fn dice(kind: u32, person: u32, month: u32) -> u32 {
    let mut x =
        kind.wrapping_mul(2_654_435_761).wrapping_add(person.wrapping_mul(40_503)).wrapping_add(month.wrapping_mul(97));
    x = (x ^ (x >> 15)).wrapping_mul(2_246_822_519);
    x = (x ^ (x >> 13)).wrapping_mul(3_266_489_917);
    x ^ (x >> 16)
}

pub const LOAD: u32 = 1;
pub const NOISE: u32 = 2;
const LEAVES: u32 = 3;

/// What is observed in a month: 0 to 10.
pub fn value(kind: u32, person: u32, month: u32) -> u32 {
    dice(kind, person, month) % 11
}

/// Months count from January 2023.
pub fn month(number: u32) -> String {
    format!("{}-{:02}", 2023 + number / 12, 1 + number % 12)
}

/// Somebody's first position and unit.
pub fn place(person: u32) -> (usize, usize) {
    (person as usize % 2, person as usize / 2 % 2)
}

/// People over some months, who leave with a chance in 10 000.
pub struct Company {
    pub people: u32,
    pub months: u32,
    pub chance: fn(u32, u32) -> u32,
}

impl Company {
    /// The month in which a person leaves.
    pub fn leaves(&self, person: u32) -> Option<u32> {
        (1..=self.months).find(|month| dice(LEAVES, person, *month) % 10_000 < (self.chance)(person, *month))
    }

    /// The facts until the end of the months, with what is observed in each before the last.
    pub fn facts(&self, metrics: &[(&str, u32)]) -> Value {
        let mut employees = Vec::new();
        let mut observations = Vec::new();
        for person in 0..self.people {
            let id = format!("e{person}");
            let last = self.leaves(person);
            let (position, unit) = place(person);
            let (position, unit) = (["clerk", "driver"][position], ["north", "south"][unit]);
            let mut held = json!({"position": position, "unit": unit, "from": "2022-06-01"});
            if let Some(last) = last {
                held["to"] = json!(format!("{}-15", month(last)));
                held["ended"] = json!("voluntary");
            }
            employees.push(json!({"id": id, "positions": [held]}));
            for at in 0..=last.unwrap_or(self.months) {
                for (metric, kind) in metrics {
                    let value = value(*kind, person, at);
                    observations.push(json!({"metric": metric, "employee": id, "period": month(at), "value": value}));
                }
            }
        }
        json!({"employees": employees, "observations": observations})
    }

    /// The last day of the months.
    pub fn as_of(&self) -> String {
        let after = month(self.months + 1);
        let first: crate::time::Date = format!("{after}-01").parse().unwrap();
        first.pred_opt().unwrap().to_string()
    }
}
