//! Companies whose people come, work over and leave, and what is borrowed for them.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::documents::tenths;

pub const AS_OF: &str = "2025-06-30";
/// The month of it, counted from January 2022.
pub const OVER: u32 = 41;
const ENDS: [&str; 5] = ["voluntary", "involuntary", "retirement", "other", ""];

/// Somebody with days counted from 2022 on, of which each month has 28.
#[derive(Debug, Clone)]
pub struct Person {
    from: u32,
    /// For how many days, and how it ended.
    length: Option<(u32, usize)>,
    /// After how many days something else is done, and after what gap.
    change: Option<(u32, u32)>,
    position: usize,
    unit: Option<usize>,
    /// What decides hours and calls.
    habit: u32,
}

#[derive(Debug, Clone)]
pub struct Company {
    pub people: Vec<Person>,
}

pub fn day(number: u32) -> String {
    format!("{}-{:02}-{:02}", 2022 + number / 336, 1 + number % 336 / 28, 1 + number % 28)
}

pub fn month(number: u32) -> String {
    format!("{}-{:02}", 2022 + number / 12, 1 + number % 12)
}

fn person() -> impl Strategy<Value = Person> {
    let length = prop::option::weighted(0.5, (1..1400_u32, 0..ENDS.len()));
    let change = prop::option::weighted(0.3, (1..600_u32, prop::sample::select(vec![0_u32, 20, 60])));
    let place = (0..2_usize, prop::option::of(0..2_usize));
    (0..1250_u32, length, change, place, 0..40_u32).prop_map(|(from, length, change, (position, unit), habit)| Person {
        from,
        length,
        change,
        position,
        unit,
        habit,
    })
}

/// Up to thirty people.
pub fn small() -> impl Strategy<Value = Company> {
    prop::collection::vec(person(), 0..30).prop_map(|people| Company { people })
}

/// A few hundred, of whom many leave: the more calls, the sooner.
pub fn middle() -> impl Strategy<Value = Company> {
    (300..420_u32, 1..1000_u32).prop_map(|(many, seed)| {
        let people = (0..many).map(|number| {
            let dice = number.wrapping_mul(7919).wrapping_add(seed.wrapping_mul(104_729)) % 10_007;
            let habit = dice % 40;
            let from = dice * 13 % 500;
            let stays = 1300 - habit * 25 + dice % 97;
            let leaves = dice % 5 != 0;
            let ended = if dice % 4 == 0 { 1 } else { 0 };
            let (position, unit) = (number as usize % 2, Some(number as usize % 5).filter(|unit| *unit < 2));
            Person { from, length: leaves.then_some((stays, ended)), change: None, position, unit, habit }
        });
        Company { people: people.collect() }
    })
}

impl Person {
    /// The last day that is not one of a later position.
    fn split(&self) -> Option<(u32, u32)> {
        let (after, gap) = self.change?;
        (self.length.is_none_or(|(length, _)| after + gap < length)).then_some((self.from + after, gap))
    }

    fn record(&self, id: &str) -> Value {
        let held = |from: u32, to: Option<u32>, position: usize| {
            let position = ["clerk", "driver"][position % 2];
            let mut held = json!({"position": position, "from": day(from)});
            if let Some(unit) = self.unit {
                held["unit"] = Value::from(["north", "south"][unit]);
            }
            if let Some(to) = to {
                held["to"] = json!(day(to));
            }
            held
        };
        let end = self.length.map(|(length, _)| self.from + length);
        let mut positions = match self.split() {
            Some((to, gap)) => {
                vec![held(self.from, Some(to), self.position), held(to + gap + 1, end, self.position + 1)]
            }
            None => vec![held(self.from, end, self.position)],
        };
        if let (Some((_, ended)), Some(last)) = (self.length, positions.last_mut())
            && !ENDS[ended].is_empty()
        {
            last["ended"] = json!(ENDS[ended]);
        }
        json!({"id": id, "positions": positions})
    }

    /// The times that this person is with the company, each with its last day and how it ended: a gap of more than 30
    /// days ends one, of which nothing is stated.
    fn times(&self) -> Vec<(u32, Option<u32>, &'static str)> {
        let end = self.length.map(|(length, _)| self.from + length);
        let ended = self.length.map_or("", |(_, ended)| ENDS[ended]);
        match self.split() {
            Some((to, gap)) if length(to, to + gap + 1) > 30 => {
                vec![(self.from, Some(to), ""), (to + gap + 1, end, ended)]
            }
            _ => vec![(self.from, end, ended)],
        }
    }

    /// Hours of overtime in a month; none in some.
    pub fn hours(&self, month: u32) -> Option<u32> {
        let number = self.habit * 7 + month * (1 + self.habit % 3);
        (!number.is_multiple_of(9)).then_some(number % 23)
    }
}

/// The days of the calendar between two days, without them.
fn length(before: u32, after: u32) -> i64 {
    let [before, after] = [before, after].map(|number| day(number).parse::<hrcore::time::Date>().unwrap());
    after.signed_duration_since(before).num_days() - 1
}

impl Company {
    /// Nobody ever left.
    pub fn stay(&mut self) {
        for person in &mut self.people {
            (person.length, person.change) = (None, person.change.map(|(after, _)| (after, 0)));
        }
    }

    /// How many left in the months of a window in which they were there on the first day, and how many of their own will.
    pub fn left(&self, window: u32) -> (u64, u64) {
        let (mut left, mut by_will) = (0, 0);
        for (from, end, ended) in self.people.iter().flat_map(Person::times) {
            let Some(end) = end.map(|end| (end, end / 28)) else { continue };
            // The first day of each month is the first of its 28.
            let is_seen = end.1 <= OVER && end.1 + window > OVER && from <= end.1 * 28;
            left += u64::from(is_seen);
            by_will += u64::from(is_seen && matches!(ended, "voluntary" | ""));
        }
        (left, by_will)
    }

    pub fn facts(&self) -> Value {
        let ids: Vec<String> = (0..self.people.len()).map(|number| format!("e{number}")).collect();
        let all = || self.people.iter().zip(&ids);
        let employees: Vec<Value> = all().map(|(person, id)| person.record(id)).collect();
        let mut attendance = Vec::new();
        let mut observations = Vec::new();
        for (person, id) in all() {
            for at in 16..=OVER {
                let period = month(at);
                if let Some(hours) = person.hours(at) {
                    attendance.push(json!({"employee": id, "period": period, "days_due": 20, "overtime_hours": hours}));
                }
                let calls = (person.habit * 3 + at % 4) % 50;
                observations.push(json!({"metric": "calls", "employee": id, "period": period, "value": calls}));
            }
        }
        json!({"employees": employees, "attendance": attendance, "observations": observations})
    }
}

pub fn policy() -> Value {
    json!({"schema_version": "1.5", "id": "laws", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "calls", "unit": "count", "direction": "lower"}], "scorecards": [],
        "positions": [{"id": "clerk"}, {"id": "driver"}], "units": [{"id": "north"}, {"id": "south"}],
        "attrition": {"drivers": [
            {"id": "tenure", "source": {"kind": "tenure"}},
            {"id": "position", "source": {"kind": "position"}},
            {"id": "overtime", "source": {"kind": "overtime"}, "view": "mean3", "role": "act_on"},
            {"id": "calls", "source": {"kind": "metric", "metric": "calls"}, "role": "act_on"}]}})
}

/// A model of three terms at most, made by hand.
pub fn prior() -> impl Strategy<Value = Value> {
    let adds = || -9..10_i64;
    let curve = prop::option::of((adds(), adds(), adds()));
    let level = prop::option::weighted(0.8, (adds(), prop::option::of(adds())));
    let tenure = prop::option::of(-5..6_i64);
    (5..80_u32, 0..400_u32, (adds(), curve), level, tenure, 0..3_u8).prop_map(
        |(rate, weight, (line, curve), level, tenure, sure)| {
            let mut overtime = json!({"driver": {"id": "overtime", "source": {"kind": "overtime"}, "view": "mean3"},
                "centre": 8, "spread": 5, "line": tenths(line), "middle": "0.05"});
            let mut coefficients = 2;
            if let Some((first, second, missing)) = curve {
                overtime["knots"] = json!([0, 10]);
                overtime["bends"] = json!([tenths(first), tenths(second)]);
                overtime["missing"] = json!(tenths(missing));
                coefficients += 3;
            }
            let mut terms = vec![overtime];
            if let Some((adds, missing)) = level {
                let mut term = json!({"driver": {"id": "position", "source": {"kind": "position"}},
                    "levels": [{"id": "driver", "adds": tenths(adds)}, {"id": "elsewhere", "adds": 2}]});
                coefficients += 2;
                if let Some(missing) = missing {
                    term["missing"] = json!(tenths(missing));
                    coefficients += 1;
                }
                terms.push(term);
            }
            if let Some(line) = tenure {
                terms
                    .push(json!({"driver": {"id": "tenure", "source": {"kind": "tenure"}}, "centre": 20, "spread": 15,
                    "line": tenths(line)}));
                coefficients += 1;
            }
            let mut covariance = Vec::new();
            for row in 0..coefficients {
                covariance.extend((0..=row).map(|column| if row == column { "0.04" } else { "-0.001" }));
            }
            covariance.truncate([covariance.len(), 1, 0][usize::from(sure)]);
            json!({"schema_version": "1.5", "id": "pack", "version": "1", "rate": format!("0.0{rate:02}"),
                "weight": weight, "terms": terms, "covariance": covariance})
        },
    )
}
