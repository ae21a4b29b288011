//! Forecasts the grades of the driver panel and compares with what happened and with the stored reference.
//!
//! `cargo run --release -p hrcore-stats --example flows -- devos_kaggle4.csv`
//!
//! The file has a row for each driver and month: `MMM-YY`, `Emp_ID`, …, `LastWorkingDate`, `Joining Designation`,
//! `Designation`. Headcount of a month is its rows; hires of a month are those without a row in the month before, and
//! are taken as planned, as in the reference. Two protocols are shown:
//!
//! * the reference's own: shares of the transitions of six months, three months ahead, leavers of the month at hand
//!   not used, drivers who vanish without a date left out, no doubt about shares;
//! * ours: leavers who have a last working date in the month at hand are known and planned; the others by a posterior
//!   with a pooled prior of 24 people's months and a correlation within months; who vanishes has left. A window of
//!   twelve months is a whole year, as the reference trains on 2016; one of six is shown beside it. Which of
//!   them the headline takes was decided after both were seen.
//!
//! Origins overlap and are few: a coverage from 6 of them moves by 17 points with one.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a program for the console; months and grades are checked when read"
)]

use std::collections::BTreeMap;
use std::process::ExitCode;

use hrcore_stats::flow::path::project;
use hrcore_stats::flow::rates::{pooled_prior, shock};
use hrcore_stats::flow::simulate::{View, simulate};
use hrcore_stats::flow::{Fault, Planned, Rates, Step, Table};

const GRADES: usize = 5;
const NORMAL_80: f64 = 1.2816;
const NORMAL_95: f64 = 1.96;

/// The grade of a driver in a month, and whether it is the last.
type Panel = BTreeMap<(u32, usize), (usize, bool)>;

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("flows FILE: the panel of drivers as comma-separated values");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("`{file}` cannot be read: {error}");
            return ExitCode::from(2);
        }
    };
    let Some(panel) = read(&text) else {
        eprintln!("`{file}` is not the panel of drivers");
        return ExitCode::from(2);
    };
    match report(&panel) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("no forecast: {fault:?}");
            ExitCode::FAILURE
        }
    }
}

fn read(text: &str) -> Option<Panel> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next()?.split(',').collect();
    let place = |name: &str| names.iter().position(|own| *own == name);
    let (month, person) = (place("MMM-YY")?, place("Emp_ID")?);
    let (last, grade) = (place("LastWorkingDate")?, place("Designation")?);
    let mut panel = Panel::new();
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let mut date = cells.get(month)?.split('-');
        let year: usize = date.next()?.parse().ok()?;
        let number: usize = date.next()?.parse().ok()?;
        let grade: usize = cells.get(grade)?.parse().ok()?;
        let key = (cells.get(person)?.parse().ok()?, year * 12 + number - 1);
        panel.insert(key, (grade.checked_sub(1).filter(|grade| *grade < GRADES)?, !cells.get(last)?.is_empty()));
    }
    Some(panel)
}

struct Months<'a> {
    panel: &'a Panel,
    first: usize,
    last: usize,
    /// Headcount, hires and known leavers by month and grade.
    stock: Vec<Vec<f64>>,
    hires: Vec<Vec<f64>>,
    leaving: Vec<Vec<f64>>,
}

impl<'a> Months<'a> {
    fn new(panel: &'a Panel) -> Self {
        let first = panel.keys().map(|(_, month)| *month).min().unwrap_or(0);
        let last = panel.keys().map(|(_, month)| *month).max().unwrap_or(0);
        let room = vec![vec![0.0; GRADES]; last - first + 1];
        let mut months = Self { panel, first, last, stock: room.clone(), hires: room.clone(), leaving: room };
        for ((person, month), (grade, is_last)) in panel {
            months.stock[month - first][*grade] += 1.0;
            if *is_last {
                months.leaving[month - first][*grade] += 1.0;
            }
            if month.checked_sub(1).is_none_or(|before| !panel.contains_key(&(*person, before))) {
                months.hires[month - first][*grade] += 1.0;
            }
        }
        months
    }

    /// What becomes of the people of a month in the next, as far as is known in the month `now`.
    fn counts(&self, month: usize, now: usize, do_vanished_leave: bool) -> Table {
        let mut counts = Table::zeros(GRADES, GRADES + 1);
        for ((person, _), (grade, is_last)) in self.panel.iter().filter(|((_, own), _)| *own == month) {
            let next = self.panel.get(&(*person, month + 1));
            match next {
                _ if *is_last => counts.add(*grade, GRADES, 1.0),
                _ if month == now => counts.add(*grade, *grade, 1.0),
                Some((next, _)) => counts.add(*grade, *next, 1.0),
                None if do_vanished_leave => counts.add(*grade, GRADES, 1.0),
                None => {}
            }
        }
        counts
    }

    fn total(&self, month: usize) -> f64 {
        self.stock[month - self.first].iter().sum()
    }
}

#[derive(Default)]
struct Score {
    origins: f64,
    error: f64,
    naive: f64,
    grades: f64,
    within: [f64; 2],
    drawn: f64,
}

impl Score {
    fn add(&mut self, actual: f64, mean: f64, deviation: f64, naive: f64) {
        self.origins += 1.0;
        self.error += (mean - actual).abs() / actual;
        self.naive += (naive - actual).abs() / actual;
        let off = (actual - mean).abs() / deviation;
        self.within[0] += f64::from(u8::from(off < NORMAL_80));
        self.within[1] += f64::from(u8::from(off < NORMAL_95));
    }

    fn of(&self, sum: f64) -> f64 {
        100.0 * sum / self.origins
    }
}

fn report(panel: &Panel) -> Result<(), Fault> {
    let months = Months::new(panel);
    println!("the reference's protocol, 3 months ahead           error %  by grade %  within 80 %  within 95 %");
    for (name, strength, reference) in [
        ("shares as counted", 0.0, "2.3154  4.9304  46.67  60.00"),
        ("prior of 24 people's months", 24.0, "2.2908  4.8688  40.00  73.33"),
    ] {
        let score = as_reference(&months, strength)?;
        println!(
            "  {name:28} {:2} origins        ours {:.4}  {:.4}  {:.2}  {:.2}",
            score.origins,
            score.of(score.error),
            score.of(score.grades),
            score.of(score.within[0]),
            score.of(score.within[1])
        );
        println!("  {:28}               reference {reference}", "");
    }
    println!("\nours (reference figures of the field: error 1.2–1.6, naive 4.5–5.0, within 80 %: 75–87)");
    println!(
        "window, months ahead  origins  error %  naive %  within 80 %  within 95 %  drawn 80 %  by chance alone 80 %"
    );
    for window in [6, 12] {
        let mut all = Score::default();
        let mut plain_within = 0.0;
        for ahead in 2..=6 {
            let (score, plain) = ours(&months, window, ahead)?;
            println!(
                "{window:6} {ahead:13} {:8} {:8.2} {:8.2} {:12.1} {:12.1} {:11.1} {:21.1}",
                score.origins,
                score.of(score.error),
                score.of(score.naive),
                score.of(score.within[0]),
                score.of(score.within[1]),
                score.of(score.drawn),
                plain.of(plain.within[0])
            );
            all.origins += score.origins;
            all.error += score.error;
            all.naive += score.naive;
            all.within[0] += score.within[0];
            all.within[1] += score.within[1];
            all.drawn += score.drawn;
            plain_within += plain.within[0];
        }
        println!(
            "{window:6}           all {:8} {:8.2} {:8.2} {:12.1} {:12.1} {:11.1} {:21.1}",
            all.origins,
            all.of(all.error),
            all.of(all.naive),
            all.of(all.within[0]),
            all.of(all.within[1]),
            all.of(all.drawn),
            all.of(plain_within)
        );
    }
    Ok(())
}

fn as_reference(months: &Months<'_>, strength: f64) -> Result<Score, Fault> {
    let mut score = Score::default();
    for origin in months.first + 6..months.last - 2 {
        let steps: Vec<Table> = (origin - 6..origin).map(|month| months.counts(month, origin, false)).collect();
        let rates = Rates::posterior(&steps, &pooled_prior(&steps, strength)?, 0.0)?;
        let rates = Rates::known(rates.shares().clone())?;
        let start = &months.stock[origin - months.first];
        let plan: Vec<Step> =
            (origin + 1..=origin + 3).map(|month| Step::hiring(&months.hires[month - months.first])).collect();
        let Some(moment) = project(&rates, start, &plan)?.pop() else { continue };
        let actual = months.total(origin + 3);
        let (mean, variance) = moment.total();
        score.add(actual, mean, variance.sqrt(), months.total(origin));
        let by_grade = moment.mean.iter().zip(&months.stock[origin + 3 - months.first]);
        score.grades += by_grade.map(|(mean, actual)| (mean - actual).abs()).sum::<f64>() / actual;
    }
    Ok(score)
}

/// Our score, and that of the same means with chance alone for an interval.
fn ours(months: &Months<'_>, window: usize, ahead: usize) -> Result<(Score, Score), Fault> {
    let (mut score, mut plain) = (Score::default(), Score::default());
    for origin in months.first + window..=months.last - ahead {
        let counts: Vec<Table> =
            (origin + 1 - window..=origin).map(|month| months.counts(month, origin, true)).collect();
        let rates = Rates::posterior(&counts, &pooled_prior(&counts, 24.0)?, shock(&counts)?)?;
        let start = &months.stock[origin - months.first];
        let mut plan: Vec<Step> =
            (origin + 1..=origin + ahead).map(|month| Step::hiring(&months.hires[month - months.first])).collect();
        if let Some(first) = plan.first_mut() {
            let known = &months.leaving[origin - months.first];
            let leaver = |(from, people): (usize, &f64)| Planned { from, to: GRADES, people: *people };
            first.planned = known.iter().enumerate().map(leaver).collect();
        }
        let Some(moment) = project(&rates, start, &plan)?.pop() else { continue };
        let actual = months.total(origin + ahead);
        let (mean, variance) = moment.total();
        score.add(actual, mean, variance.sqrt(), months.total(origin));
        let draws = simulate(&rates, start, &plan, 2_000, 2017)?;
        let (low, high) = (draws.quantile(ahead - 1, View::Total, 0.1), draws.quantile(ahead - 1, View::Total, 0.9));
        score.drawn += f64::from(u8::from((low..=high).contains(&actual)));
        let Some(chance) = project(&Rates::known(rates.shares().clone())?, start, &plan)?.pop() else { continue };
        plain.add(actual, mean, chance.total().1.sqrt(), months.total(origin));
    }
    Ok((score, plain))
}
