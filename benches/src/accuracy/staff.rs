//! Staff flows of the panel of drivers: how many people are there some months later.
//!
//! Two protocols:
//!
//! * that of the reference: shares of the transitions of six months, three months ahead, leavers of the month at hand
//!   not used, who vanishes without a last day left out, no doubt about shares;
//! * ours: leavers who have a last day in the month at hand are known and planned; the others by a posterior with a
//!   pooled prior of 24 people's months and a correlation within months; who vanishes has left. A window of twelve months
//!   is a whole year, as the reference trains on 2016; one of six is shown beside it. Which of them the goal is held
//!   to was decided after both were seen.
//!
//! Hires are taken as planned in both. Forecasts overlap and are few.

use hrcore_stats::flow::path::project;
use hrcore_stats::flow::rates::{pooled_prior, shock};
use hrcore_stats::flow::simulate::{View, simulate};
use hrcore_stats::flow::{Fault, Planned, Rates, Step, Table};
use hrcore_stats::real::{mean, sum};

use super::files::File;
use super::panel::{GRADES, Panel};
use super::published::{self, BY_GRADE, DRAWN_80, ERROR, FORECASTS, NAIVE_ERROR, WITHIN_80, WITHIN_95, find};
use super::table::{Form, Row};
use super::{Extent, Part, first};

/// The part.
pub const PART: Part = Part {
    name: "staff flows",
    files: &[File {
        path: "attrition/devos_kaggle4.csv",
        source: "the panel of drivers comes from github.com/SimonDeVos/turnover_prediction",
    }],
    measure,
};

/// So many people's months the pooled prior weighs.
const PRIOR: f64 = 24.0;
const NORMAL_80: f64 = 1.2816;
const NORMAL_95: f64 = 1.96;

fn measure(texts: &[String], _: Extent) -> Result<Vec<Row>, String> {
    let panel = Panel::read(first(texts))?;
    let (first, last) = panel.span();
    if last < first + 18 {
        return Err("fewer than 19 months".to_owned());
    }
    rows(&panel).map_err(|fault| format!("no forecast: {fault:?}"))
}

fn rows(panel: &Panel) -> Result<Vec<Row>, Fault> {
    let mut rows = Vec::new();
    for (method, strength) in [(published::SHARES, 0.0), (published::SHARES_WITH_PRIOR, PRIOR)] {
        as_reference(panel, strength)?.into_rows(method, &mut rows);
    }
    for (method, window) in [(published::FROM_TWELVE, 12), (published::FROM_SIX, 6)] {
        let mut score = Score::default();
        for ahead in 2..=6 {
            ours(panel, window, ahead, &mut score)?;
        }
        score.into_rows(method, &mut rows);
    }
    Ok(rows)
}

/// One entry for each forecast.
#[derive(Debug, Default)]
struct Score {
    errors: Vec<f64>,
    naive: Vec<f64>,
    by_grade: Vec<f64>,
    within_80: Vec<f64>,
    within_95: Vec<f64>,
    drawn_80: Vec<f64>,
}

impl Score {
    fn add(&mut self, actual: f64, (mean, variance): (f64, f64), naive: f64) {
        self.errors.push((mean - actual).abs() / actual);
        self.naive.push((naive - actual).abs() / actual);
        let off = (actual - mean).abs() / variance.sqrt();
        self.within_80.push(share(off < NORMAL_80));
        self.within_95.push(share(off < NORMAL_95));
    }

    fn into_rows(self, method: &'static str, rows: &mut Vec<Row>) {
        let forecasts = hrcore_stats::real::count(self.errors.len());
        for (figure, values, form) in [
            (ERROR, self.errors, Form::Percent(2)),
            (NAIVE_ERROR, self.naive, Form::Percent(2)),
            (BY_GRADE, self.by_grade, Form::Percent(2)),
            (WITHIN_80, self.within_80, Form::Percent(1)),
            (DRAWN_80, self.drawn_80, Form::Percent(1)),
            (WITHIN_95, self.within_95, Form::Percent(1)),
            (FORECASTS, vec![forecasts], Form::Plain(0)),
        ] {
            if !values.is_empty() {
                let (goal, others) = find(published::STAFF, method, figure);
                let task = "staff flows: drivers in 5 grades".to_owned();
                rows.push(Row { task, method, figure, ours: mean(&values), form, goal, others });
            }
        }
    }
}

fn share(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}

fn as_reference(panel: &Panel, strength: f64) -> Result<Score, Fault> {
    let mut score = Score::default();
    let (first, last) = panel.span();
    for origin in first + 6..last - 2 {
        let counts: Vec<Table> = (origin - 6..origin).map(|month| panel.counts(month, origin, false)).collect();
        let rates = Rates::posterior(&counts, &pooled_prior(&counts, strength)?, 0.0)?;
        let rates = Rates::known(rates.shares().clone())?;
        let plan: Vec<Step> = (origin + 1..=origin + 3).map(|month| Step::hiring(panel.hires(month))).collect();
        let Some(moment) = project(&rates, panel.stock(origin), &plan)?.pop() else { continue };
        let actual = panel.total(origin + 3);
        score.add(actual, moment.total(), panel.total(origin));
        let off = moment.mean.iter().zip(panel.stock(origin + 3)).map(|(mean, actual)| (mean - actual).abs());
        score.by_grade.push(sum(&off.collect::<Vec<f64>>()) / actual);
    }
    Ok(score)
}

fn ours(panel: &Panel, window: usize, ahead: usize, score: &mut Score) -> Result<(), Fault> {
    let (first, last) = panel.span();
    for origin in first + window..=last - ahead {
        let counts: Vec<Table> =
            (origin + 1 - window..=origin).map(|month| panel.counts(month, origin, true)).collect();
        let rates = Rates::posterior(&counts, &pooled_prior(&counts, PRIOR)?, shock(&counts)?)?;
        let mut plan: Vec<Step> = (origin + 1..=origin + ahead).map(|month| Step::hiring(panel.hires(month))).collect();
        if let Some(next) = plan.first_mut() {
            let leaver = |(from, people): (usize, &f64)| Planned { from, to: GRADES, people: *people };
            next.planned = panel.leaving(origin).iter().enumerate().map(leaver).collect();
        }
        let Some(moment) = project(&rates, panel.stock(origin), &plan)?.pop() else { continue };
        let actual = panel.total(origin + ahead);
        score.add(actual, moment.total(), panel.total(origin));
        let draws = simulate(&rates, panel.stock(origin), &plan, 2_000, 2017)?;
        let (low, high) = (draws.quantile(ahead - 1, View::Total, 0.1), draws.quantile(ahead - 1, View::Total, 0.9));
        score.drawn_80.push(share((low..=high).contains(&actual)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two people of each grade in each month, and nobody moves.
    fn still(months: usize) -> String {
        let mut text = "MMM-YY,Emp_ID,LastWorkingDate,Designation\n".to_owned();
        for at in 0..months {
            for person in 0..10 {
                text += &format!("{}-{:02}-01,{person},,{}\n", 2016 + at / 12, at % 12 + 1, person % 5 + 1);
            }
        }
        text
    }

    #[test]
    fn who_never_moves_is_foretold_without_error() {
        let panel = Panel::read(&still(24)).unwrap();
        assert_eq!(as_reference(&panel, 0.0).unwrap().errors, [0.0; 15]);
        // Nobody was seen to leave; the prior says that nobody does.
        let mut score = Score::default();
        ours(&panel, 12, 6, &mut score).unwrap();
        assert_eq!(score.errors, [0.0; 6]);
    }

    #[test]
    fn too_few_months_are_told() {
        assert_eq!(measure(&[still(18)], Extent::Whole).err().as_deref(), Some("fewer than 19 months"));
    }
}
