//! A table of 1 470 people that IBM published as an example; invented, and used everywhere.

use hrcore_stats::additive::{Data, Kind};
use hrcore_stats::points::{Size, learn};

use super::super::files::File;
use super::super::table::Row;
use super::super::{Extent, Part, first};
use super::frame::{Frame, Layout, crossed, folds};
use super::published::{self, CURVES, LINEAR, POINTS, UNPROTECTED};
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
    let folds = extent.of(folds(texts.get(1).map_or("", String::as_str), frame.outcomes.len())?);
    let task = format!("who leaves: IBM's table, {} times 5 folds", folds.len());
    let mut rows = Vec::new();
    for (method, frame, kind, c) in [
        (LINEAR, &frame, Kind::Line, 0.3),
        (CURVES, &frame, Kind::Curve, 0.1),
        (UNPROTECTED, &unprotected, Kind::Curve, 0.1),
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
