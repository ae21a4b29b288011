//! The scorecard on paper: whole points, learnt from the own drivers.

use hrcore_stats::additive::{Data, Scale};
use hrcore_stats::points::{self, Sheet, Size, Test};
use hrcore_stats::random::Random;
use hrcore_stats::sampling::case_control;
use hrcore_stats::validate::auc;

use super::Job;
use crate::attrition::ask::six_digits;
use crate::attrition::model::{PointsCard, PointsChance, PointsItem};
use crate::attrition::risk::category;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::Decimal;

/// So many rows are enough for whole points.
const ROWS: usize = 30_000;
/// What rows are drawn from.
const SEED: u64 = 2019;
/// At most so many totals are listed.
const TOTALS: i32 = 400;

/// Rows of own drivers.
struct Rows {
    cells: Vec<f64>,
    left: Vec<f64>,
    weights: Vec<f64>,
}

impl Rows {
    /// The rows that are wanted, thinned out.
    fn new(job: &Job<'_>, is_wanted: &dyn Fn(usize) -> bool) -> Self {
        let weight = |row: usize| if is_wanted(row) { 1.0 } else { 0.0 };
        let mut rows = Self { cells: Vec::new(), left: Vec::new(), weights: Vec::new() };
        for (row, weight) in case_control(&job.panel.left, &weight, ROWS, Random::new(SEED, 0)) {
            rows.cells.extend(job.row(row).iter().take(job.own.len()));
            rows.left.extend(job.panel.left.get(row));
            rows.weights.push(weight);
        }
        rows
    }

    fn data(&self, width: usize) -> Option<Data<'_>> {
        Data::new(width, &self.cells, &self.left, &self.weights, &[]).ok()
    }
}

/// A scorecard for the own drivers, with how well it told people apart in the months asked about, which it had not seen.
/// None where no item tells anybody from others.
pub(super) fn card(job: &Job<'_>, is_asked: &dyn Fn(usize) -> bool) -> Option<PointsCard> {
    let width = job.own.len();
    let columns: Vec<Scale> =
        job.own.iter().map(|driver| if driver.kind.is_category() { Scale::Category } else { Scale::Number }).gather();
    let learn = |rows: &Rows| points::learn(rows.data(width)?, &columns, Size::default()).ok();
    let sheet = learn(&Rows::new(job, &|_| true))?;
    let earlier = learn(&Rows::new(job, &|row| !is_asked(row)));
    let auc = earlier.and_then(|sheet| {
        let (mut totals, mut left) = (Vec::new(), Vec::new());
        for (row, own) in job.panel.left.iter().enumerate().filter(|(row, _)| is_asked(*row)) {
            totals.push(f64::from(sheet.total(job.row(row))));
            left.push(*own);
        }
        auc(&totals, &left)
    });
    Some(of_sheet(job, &sheet, auc))
}

fn of_sheet(job: &Job<'_>, sheet: &Sheet, auc: Option<f64>) -> PointsCard {
    let mut items = Vec::with_capacity(sheet.items.len());
    let (mut least, mut most) = (0, 0);
    for item in &sheet.items {
        let Some(driver) = job.own.get(item.column) else { continue };
        let mut found = PointsItem {
            driver: driver.stated.id.clone(),
            from: None,
            is: None,
            is_missing: false,
            points: Decimal::from(item.points),
        };
        match item.test {
            Test::AtLeast(from) => found.from = Some(six_digits(from)),
            Test::Is(value) => found.is = category(job.look.version, driver, value),
            Test::Missing => found.is_missing = true,
        }
        items.push(found);
        (least, most) = (least + item.points.min(0), most + item.points.max(0));
    }
    // Of a sheet with a great many totals not every one is listed.
    let step = ((most - least) / TOTALS + 1).max(1);
    let mut chances = Vec::new();
    let mut total = least;
    while total <= most {
        chances.push(PointsChance { points: Decimal::from(total), chance: six_digits(sheet.chance(total)) });
        total += step;
    }
    PointsCard { items: Few(items), chances: Few(chances), auc: auc.map(six_digits) }
}
