//! A table of 1 470 people that IBM published as an example; invented, and used everywhere.

use hrcore_stats::additive::{Data, Kind, Scale};
use hrcore_stats::points::{Size, learn};
use hrcore_stats::real::ln;

use super::super::files::File;
use super::super::table::Row;
use super::super::{Extent, Part, first};
use super::frame::{Frame, Layout, crossed, folds};
use super::published::{self, CURVES, DERIVED, LINEAR, POINTS, UNPROTECTED};
use super::{Score, ridge, told};

/// The part.
pub const PART: Part = Part { name: "IBM's table", files: &[FILE, FOLDS], measure };

/// The table.
pub const FILE: File = File {
    path: "attrition/ibm_hr_attrition.csv",
    source: "IBM's sample of 1470 people comes from github.com/IBM/employee-attrition-aif360",
};
/// Which rows are held out together.
pub const FOLDS: File = File {
    path: "attrition/folds_ibm.csv",
    source: "the folds come from scikit-learn's StratifiedKFold (docs/accuracy.md)",
};
/// The table alone.
pub const TABLE: &[File] = &[FILE];

/// How the table is read.
pub const LAYOUT: Layout = Layout {
    outcome: ("Attrition", "Yes"),
    without: &["EmployeeCount", "EmployeeNumber", "Over18", "StandardHours"],
    ordered: &[],
    is_distinct: false,
};
const LAYOUT_UNPROTECTED: Layout = Layout {
    without: &["EmployeeCount", "EmployeeNumber", "Over18", "StandardHours", "Gender", "Age", "MaritalStatus"],
    ..LAYOUT
};

fn measure(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let frame = Frame::read(first(texts), LAYOUT)?;
    let unprotected = Frame::read(first(texts), LAYOUT_UNPROTECTED)?;
    let derived = derived(&frame);
    let folds = extent.of(folds(texts.get(1).map_or("", String::as_str), frame.outcomes.len())?);
    let task = format!("who leaves: IBM's table, {} times 5 folds", folds.len());
    let mut rows = Vec::new();
    for (method, frame, kind, c) in [
        (LINEAR, &frame, Kind::Line, 0.3),
        (CURVES, &frame, Kind::Curve, 0.1),
        (UNPROTECTED, &unprotected, Kind::Curve, 0.1),
        (DERIVED, &derived, Kind::Curve, 0.1),
    ] {
        let mut score = Score::default();
        for folds in &folds {
            let chances = crossed(frame, folds, |known| {
                let model = ridge(known, kind, c)?;
                Ok(Box::new(move |row| model.chance(row)))
            })?;
            score.add(&chances, &frame.outcomes);
        }
        rows.extend(score.rows(&task, method, published::IBM));
    }
    let mut score = Score::default();
    for folds in &folds {
        let chances = crossed(&frame, folds, |known| {
            let data = Data::new(known.scales.len(), &known.cells, &known.outcomes, &[], &[]).map_err(told)?;
            let sheet = learn(data, &known.scales, Size::default()).map_err(told)?;
            Ok(Box::new(move |row| sheet.chance(sheet.total(row))))
        })?;
        score.add(&chances, &frame.outcomes);
    }
    rows.extend(score.rows(&task, POINTS, published::IBM));
    Ok(rows)
}

/// Ratios that say more than their parts: the logarithm of pay by level, years here as a share of all, years before
/// by employer, years without a promotion as a share of those here, and pay by year of work.
fn derived(frame: &Frame) -> Frame {
    let place = |name: &str| frame.names.iter().position(|own| own == name);
    let mut derived = frame.clone();
    derived.cells.clear();
    for row in 0..frame.outcomes.len() {
        let row = frame.row(row);
        let of = |name: &str| place(name).and_then(|place| row.get(place)).copied().unwrap_or(f64::NAN);
        derived.cells.extend(row);
        derived.cells.extend([
            ln(of("MonthlyIncome") / of("JobLevel")),
            of("YearsAtCompany") / (of("TotalWorkingYears") + 1.0),
            (of("TotalWorkingYears") - of("YearsAtCompany")) / (of("NumCompaniesWorked") + 1.0),
            of("YearsSinceLastPromotion") / (of("YearsAtCompany") + 1.0),
            ln(of("MonthlyIncome") / (of("Age") - 15.0)),
        ]);
    }
    for name in ["pay by level", "share of years here", "years by employer", "share of years since", "pay by age"] {
        derived.names.push(name.to_owned());
        derived.scales.push(Scale::Number);
    }
    derived
}
