//! Figures about the workforce against the same company lived through day by day.

use hrcore::document;
use hrcore::number::Rational;
use hrcore::time::Date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

/// The unit above each unit.
const ABOVE: [Option<usize>; 5] = [None, Some(0), Some(1), None, Some(3)];
const POSITIONS: usize = 3;
const UNITS: usize = ABOVE.len();

/// A position held: after so many days without one, for so many days, which, where, and how it ended.
type Stay = (u32, u32, usize, Option<usize>, Option<&'static str>);

/// The position and unit of somebody on each day from the start of 2023 on.
type Life = Vec<Option<(usize, Option<usize>)>>;

const FIRST: (i32, u32, u32) = (2023, 1, 1);
const DAYS: usize = 2_000;

fn day(number: usize) -> Date {
    let first = Date::from_ymd_opt(FIRST.0, FIRST.1, FIRST.2).unwrap();
    first.iter_days().nth(number).unwrap()
}

fn number(year: i32, month: u32, day: u32) -> usize {
    let first = Date::from_ymd_opt(FIRST.0, FIRST.1, FIRST.2).unwrap();
    usize::try_from(Date::from_ymd_opt(year, month, day).unwrap().signed_duration_since(first).num_days()).unwrap()
}

fn stay() -> impl Strategy<Value = Stay> {
    let gap = prop_oneof![4 => Just(0), 2 => 0..70_u32, 1 => 29..33_u32];
    let ended =
        prop::sample::select(vec![None, Some("voluntary"), Some("involuntary"), Some("retirement"), Some("other")]);
    (gap, 1..500_u32, 0..POSITIONS, prop::option::of(0..UNITS), ended)
}

fn people() -> impl Strategy<Value = Vec<(u32, Vec<Stay>)>> {
    prop::collection::vec((0..800_u32, prop::collection::vec(stay(), 0..6)), 0..8)
}

/// A person's record, and the life that it tells.
fn person(name: usize, (start, stays): &(u32, Vec<Stay>)) -> (Value, Life) {
    let mut life: Life = vec![None; DAYS];
    let mut positions = Vec::new();
    let mut at = *start as usize;
    let mut before: Option<(usize, (usize, Option<usize>))> = None;
    for (gap, length, position, unit, ended) in stays {
        let (from, here) = (at + *gap as usize, (*position, *unit));
        let to = from + *length as usize - 1;
        if to + 100 >= DAYS {
            break;
        }
        if let Some((end, there)) = before
            && from - end - 1 <= 30
        {
            life[end + 1..from].fill(Some(there));
        }
        life[from..=to].fill(Some(here));
        let mut record = json!({"position": format!("p{position}"), "from": day(from).to_string(),
            "to": day(to).to_string()});
        if let Some(unit) = unit {
            record["unit"] = json!(format!("u{unit}"));
        }
        if let Some(ended) = ended {
            record["ended"] = json!(ended);
        }
        positions.push(record);
        before = Some((to, here));
        at = to + 1;
    }
    (json!({"id": format!("e{name}"), "positions": positions}), life)
}

/// A group of people: all, those of a position, those of a unit and of those below it.
#[derive(Debug, Clone, Copy)]
enum Group {
    Company,
    Position(usize),
    Unit(usize),
}

impl Group {
    fn has(self, place: Option<(usize, Option<usize>)>) -> bool {
        match (self, place) {
            (_, None) => false,
            (Self::Company, Some(_)) => true,
            (Self::Position(own), Some((position, _))) => own == position,
            (Self::Unit(own), Some((_, mut unit))) => {
                while let Some(at) = unit {
                    if at == own {
                        return true;
                    }
                    unit = ABOVE[at];
                }
                false
            }
        }
    }

    fn id(self) -> Value {
        match self {
            Self::Company => Value::Null,
            Self::Position(number) => json!(format!("p{number}")),
            Self::Unit(number) => json!(format!("u{number}")),
        }
    }
}

fn share(part: usize, whole: usize) -> Option<Rational> {
    Rational::new(part as i128, whole as i128)
}

/// The figures of a group, counted day by day: each with its value.
fn lived(
    lives: &[Life],
    group: Group,
    (from, until, year_ago): (usize, usize, usize),
) -> Vec<(&'static str, Option<Rational>)> {
    let sum = |count: &dyn Fn(&Life) -> usize| lives.iter().map(count).sum::<usize>();
    let here = |life: &Life, day: usize| group.has(life[day]);
    let stays = |life: &Life, from: usize| (from..=until + 1).all(|day| life[day].is_some());
    let days =
        |count: &dyn Fn(&Life, usize) -> bool| sum(&|life| (from..=until).filter(|day| count(life, *day)).count());
    let at_end_of = |day: usize| sum(&|life| usize::from(here(life, day) && life[day + 1].is_some()));
    let person_days = days(&|life, day| here(life, day));
    let left = days(&|life, day| here(life, day) && life[day + 1].is_none());
    let joined = days(&|life, day| here(life, day) && life[day - 1].is_none());
    let moved_in = days(&|life, day| here(life, day) && life[day - 1].is_some() && !here(life, day - 1));
    let moved_out = days(&|life, day| here(life, day - 1) && life[day].is_some() && !here(life, day));
    let moves = days(&|life, day| match (life[day - 1], life[day]) {
        (Some(before), Some(now)) => {
            let other_unit = before.1.zip(now.1).is_some_and(|(before, now)| before != now);
            here(life, day - 1) && (before.0 != now.0 || other_unit)
        }
        _ => false,
    });
    let start = at_end_of(from - 1);
    let then = at_end_of(year_ago);
    let retained = sum(&|life| usize::from(here(life, from - 1) && stays(life, from)));
    let stable = sum(&|life| usize::from(here(life, year_ago) && stays(life, year_ago)));
    let length = until - from + 1;
    let served = sum(&|life| {
        let is_here = here(life, until) && life[until + 1].is_some();
        if is_here { life[..=until].iter().rev().take_while(|place| place.is_some()).count() } else { 0 }
    });
    let mut figures = vec![
        ("headcount_start", share(start, 1)),
        ("headcount_end", share(at_end_of(until), 1)),
        ("headcount_average", share(person_days, length)),
        ("hires", share(joined, 1)),
        ("leavers", share(left, 1)),
        ("turnover", share(left * length, person_days)),
        ("retention", share(retained, start)),
        ("stability", share(stable, then)),
        ("internal_mobility", share(moves * length, person_days)),
        ("tenure_holders", share(served, at_end_of(until))),
    ];
    if !matches!(group, Group::Company) {
        figures.extend([("moved_in", share(moved_in, 1)), ("moved_out", share(moved_out, 1))]);
    }
    // Nobody appears from nowhere.
    assert_eq!(start + joined + moved_in, at_end_of(until) + left + moved_out);
    figures
}

fn stated(group: Option<&Value>, figure: &str) -> Option<Rational> {
    let found = group?["figures"].as_array().unwrap().iter().find(|found| found["figure"] == figure)?;
    let text = found.get("value_exact").or_else(|| found.get("value"))?.as_str().unwrap();
    let (part, whole) = text.split_once('/').unwrap_or((text, "1"));
    let decimal = |text: &str| text.parse::<hrcore::number::Decimal>().unwrap().to_rational();
    decimal(part).checked_div(&decimal(whole))
}

fn policy() -> Value {
    let units: Vec<Value> = ABOVE
        .iter()
        .enumerate()
        .map(|(number, above)| match above {
            None => json!({"id": format!("u{number}")}),
            Some(above) => json!({"id": format!("u{number}"), "parent": format!("u{above}")}),
        })
        .collect();
    let positions: Vec<Value> = (0..POSITIONS).map(|number| json!({"id": format!("p{number}")})).collect();
    json!({"schema_version": "1.4", "id": "laws", "version": "1", "effective_from": "2020-01-01",
        "metrics": [], "scorecards": [], "positions": positions, "units": units})
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn figures_are_those_of_the_days_lived(people in people(), which in 0..3_usize) {
        let (records, lives): (Vec<Value>, Vec<Life>) =
            people.iter().enumerate().map(|(name, person)| self::person(name, person)).unzip();
        let (period, days) = [
            ("2025", (number(2025, 1, 1), number(2025, 12, 31), number(2024, 12, 31))),
            ("2024-Q2", (number(2024, 4, 1), number(2024, 6, 30), number(2023, 6, 30))),
            ("2024-02", (number(2024, 2, 1), number(2024, 2, 29), number(2023, 2, 28))),
        ][which];
        let engine = compile(&policy());
        let facts = json!({"employees": records}).to_string();
        let request = json!({"period": period, "by": ["position", "unit"], "lang": "zh"}).to_string();
        let answer = read(&document::workforce(&engine, facts.as_bytes(), request.as_bytes()).unwrap());
        prop_assert_eq!(&answer["problems"], &json!([]));
        let groups = answer["groups"].as_array().unwrap();
        let all = std::iter::once(Group::Company)
            .chain((0..POSITIONS).map(Group::Position))
            .chain((0..UNITS).map(Group::Unit));
        for group in all {
            let found = groups.iter().find(|found| found.get("id").unwrap_or(&Value::Null) == &group.id());
            for (figure, value) in lived(&lives, group, days) {
                // A group of which there is nothing to say is left out.
                let value = if found.is_none() { value.filter(|value| !value.is_zero()) } else { value };
                prop_assert_eq!(stated(found, figure), value, "{} of {:?}: {}", figure, group, facts);
            }
            // However people left, they left.
            let ways = ["turnover_voluntary", "turnover_involuntary", "turnover_retirement", "turnover_other"];
            if let Some(turnover) = stated(found, "turnover") {
                let whole = stated(found, "headcount_average").unwrap();
                let unknown = stated(found, "leavers_unknown").unwrap().checked_div(&whole).unwrap();
                let sum = ways.iter().fold(unknown, |sum, way| &sum + &stated(found, way).unwrap());
                prop_assert_eq!(sum, turnover);
            }
        }
    }
}
