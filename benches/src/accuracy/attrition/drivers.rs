//! A panel of drivers by month: who leaves in the next month, from what was known before it.
//!
//! A row is a person's month that follows on another one. Everything but sex, schooling and the grade at entry is from the
//! month before or earlier, because the month of leaving itself gives it away. Models learn from the months before July
//! 2017 and foretell those from then on.

use std::collections::BTreeMap;

use hrcore_stats::additive::{Kind, Scale};
use hrcore_stats::real::{count, ln, mean};

use super::super::files::{File, columns};
use super::super::panel::month;
use super::super::table::Row;
use super::super::{Extent, Part, first};
use super::frame::Frame;
use super::published::{self, CURVES, LINEAR, RATED, SIX};
use super::{Score, ridge};

/// The part.
pub const PART: Part = Part { name: "leavers by month", files: &[FILE], measure };

/// The panel.
pub const FILE: File = File {
    path: "attrition/devos_kaggle4.csv",
    source: "the panel of drivers comes from github.com/SimonDeVos/turnover_prediction",
};

/// The first month that is foretold: July 2017.
pub const HELD_OUT: usize = 2017 * 12 + 6;

fn measure(texts: &[String], _: Extent) -> Result<Vec<Row>, String> {
    let panel = read(first(texts))?;
    let rated = panel.frame.with(NAMES.len(), "rating_m3", &panel.ratings);
    let part = |is_known: bool| -> Vec<usize> {
        let rows = panel.months.iter().enumerate().filter(|(_, month)| (**month < HELD_OUT) == is_known);
        rows.map(|(row, _)| row).collect()
    };
    let (before, after) = (part(true), part(false));
    if before.is_empty() || after.is_empty() {
        return Err("no months before and after July 2017".to_owned());
    }
    let task = format!("who leaves in a month: {} months of drivers, {} later ones", before.len(), after.len());
    let mut rows = Vec::new();
    for (method, frame, kind, c) in [
        (LINEAR, &panel.frame, Kind::Line, 0.3),
        (CURVES, &panel.frame, Kind::Curve, 0.1),
        (SIX, &panel.frame, Kind::Knots(6), 0.1),
        (RATED, &rated, Kind::Curve, 0.1),
    ] {
        let (known, ahead) = (frame.of(&before), frame.of(&after));
        let model = ridge(&known, kind, c)?;
        let chances: Vec<f64> = (0..ahead.outcomes.len()).map(|row| model.chance(ahead.row(row))).collect();
        let mut score = Score::default();
        score.add(&chances, &ahead.outcomes);
        rows.extend(score.rows(&task, method, published::DRIVERS));
    }
    Ok(rows)
}

/// Months of people, with whose and which each is.
#[derive(Debug)]
pub struct Months {
    /// What was known before each, and whether it was the last.
    pub frame: Frame,
    /// The person.
    pub people: Vec<u32>,
    /// The month, counted from year 0.
    pub months: Vec<usize>,
    /// The mean rating in the three months before; a column of one of the models.
    pub ratings: Vec<f64>,
}

/// So many of the columns are without history but for the last three months.
pub const PLAIN: usize = 16;

const NAMES: [&str; 21] = [
    "log_tenure",
    "tenure_le3",
    "tenure_4_12",
    "age",
    "female",
    "edu_college",
    "edu_master",
    "log_salary",
    "grade",
    "join_grade",
    "rating1",
    "drating",
    "tbv1",
    "zero1",
    "tbv_m3",
    "zeros3",
    "since_pos",
    "max_rating",
    "nrec",
    "log_cum",
    "tenure",
];

/// A month as it was recorded.
struct Record {
    joined: f64,
    is_last: bool,
    age: f64,
    female: f64,
    college: f64,
    master: f64,
    salary: f64,
    grade: f64,
    join_grade: f64,
    rating: f64,
    value: f64,
}

/// Reads the panel.
///
/// # Errors
///
/// It is none, or nobody leaves in it.
pub fn read(text: &str) -> Result<Months, String> {
    let mut records: BTreeMap<u32, BTreeMap<usize, Record>> = BTreeMap::new();
    let names = [
        "MMM-YY",
        "Emp_ID",
        "Age",
        "Gender",
        "Education_Level",
        "Salary",
        "Dateofjoining",
        "LastWorkingDate",
        "Joining Designation",
        "Designation",
        "Total Business Value",
        "Quarterly Rating",
    ];
    for (line, cells) in columns(text, names)? {
        let [date, person, age, sex, school, salary, joined, last, join_grade, grade, value, rating] = cells;
        let wrong = || format!("line {line}: not a month of the panel");
        let number = |cell: &str| if cell.is_empty() { Ok(f64::NAN) } else { cell.parse::<f64>().map_err(|_| wrong()) };
        let is = |is_so: bool| f64::from(u8::from(is_so));
        let record = Record {
            joined: count(month(&joined).ok_or_else(wrong)?),
            is_last: !last.is_empty(),
            age: number(&age)?,
            female: is(sex == "Female"),
            college: is(school == "College"),
            master: is(school == "Master"),
            salary: number(&salary)?,
            grade: number(&grade)?,
            join_grade: number(&join_grade)?,
            rating: number(&rating)?,
            value: number(&value)?,
        };
        let own = records.entry(person.parse().map_err(|_| wrong())?).or_default();
        own.insert(month(&date).ok_or_else(wrong)?, record);
    }
    let (mut people, mut months, mut ratings) = (Vec::new(), Vec::new(), Vec::new());
    let (mut cells, mut outcomes) = (Vec::new(), Vec::new());
    for (person, own) in &records {
        let mut before: Vec<&Record> = Vec::new();
        let mut last = None;
        for (month, record) in own {
            if last == Some(month - 1) {
                people.push(*person);
                months.push(*month);
                let lately = |month: &usize| own.get(month).map(|record| record.rating);
                ratings.push(mean(&(month - 3..*month).filter_map(|month| lately(&month)).collect::<Vec<f64>>()));
                outcomes.push(f64::from(u8::from(record.is_last)));
                cells.extend(known(record, *month, &before));
            }
            last = Some(*month);
            before.push(record);
        }
    }
    if !(outcomes.contains(&1.0) && outcomes.contains(&0.0)) {
        return Err("nobody leaves, or everybody".to_owned());
    }
    let names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    let scales = vec![Scale::Number; names.len()];
    Ok(Months { frame: Frame { names, scales, cells, outcomes }, people, months, ratings })
}

/// What is known of a person before a month, from the records before it, the last of which is that of the month before.
fn known(record: &Record, month: usize, before: &[&Record]) -> [f64; 21] {
    let is = |is_so: bool| f64::from(u8::from(is_so));
    let back = |steps: usize| before.len().checked_sub(steps).and_then(|place| before.get(place));
    let of = |steps: usize, of: fn(&Record) -> f64| back(steps).map_or(f64::NAN, |record| of(record));
    let log = |value: f64| ln(1.0 + value.abs()) * if value < 0.0 { -1.0 } else { is(value > 0.0) };
    let lately: Vec<f64> = (1..=3).filter_map(|steps| back(steps).map(|record| record.value)).collect();
    let tenure = (count(month) - record.joined).max(0.0);
    let rating = of(1, |record| record.rating);
    let earlier = if before.len() > 1 { of(2, |record| record.rating) } else { rating };
    let since = before.iter().rev().take_while(|record| record.value <= 0.0).count();
    [
        ln(1.0 + tenure),
        is(tenure <= 3.0),
        is(tenure > 3.0 && tenure <= 12.0),
        of(1, |record| record.age),
        record.female,
        record.college,
        record.master,
        ln(of(1, |record| record.salary)),
        of(1, |record| record.grade),
        record.join_grade,
        rating,
        rating - earlier,
        log(of(1, |record| record.value)),
        is(of(1, |record| record.value) <= 0.0),
        mean(&lately.iter().map(|value| log(*value)).collect::<Vec<f64>>()),
        mean(&lately.iter().map(|value| is(*value <= 0.0)).collect::<Vec<f64>>()),
        count(since),
        before.iter().fold(f64::NEG_INFINITY, |most, record| most.max(record.rating)),
        count(before.len()),
        ln(1.0 + before.iter().fold(0.0, |sum, record| sum + record.value.max(0.0))),
        tenure,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "MMM-YY,Emp_ID,Age,Gender,City,Education_Level,Salary,Dateofjoining,LastWorkingDate,\
        Joining Designation,Designation,Total Business Value,Quarterly Rating\n\
        2017-03-01,7,30,Female,C1,Master,20000,2017-01-05,,1,2,-1,1\n\
        2017-04-01,7,30,Female,C1,Master,20000,2017-01-05,,1,2,99,3\n\
        2017-05-01,7,31,Female,C1,Master,20000,2017-01-05,2017-05-09,1,3,0,2\n\
        2017-07-01,7,31,Female,C1,Master,20000,2017-01-05,,1,3,0,2\n";

    #[test]
    fn a_month_knows_what_was_before_it() {
        let panel = read(TEXT).unwrap();
        // July follows on no June.
        assert_eq!((panel.people.as_slice(), panel.frame.outcomes.as_slice()), (&[7, 7][..], &[0.0, 1.0][..]));
        let (two, hundred) = (ln(2.0), ln(100.0));
        let expected = [
            ln(5.0),
            0.0,
            1.0,
            30.0,
            1.0,
            0.0,
            1.0,
            ln(20000.0),
            2.0,
            1.0,
            3.0,
            2.0,
            hundred,
            0.0,
            (hundred - two) / 2.0,
            0.5,
            0.0,
            3.0,
            2.0,
            hundred,
            4.0,
        ];
        for ((found, expected), name) in panel.frame.row(1).iter().zip(expected).zip(NAMES) {
            assert!((found - expected).abs() < 1e-12, "{name}: {found} {expected}");
        }
        assert_eq!(panel.ratings, [1.0, 2.0]);
        assert_eq!((panel.frame.row(0)[16], panel.frame.row(0)[11]), (1.0, 0.0));
    }
}
