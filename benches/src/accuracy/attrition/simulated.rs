//! A simulated table of 11 991 people, in which pairs of columns decide: `HR_comma_sep`, without rows that stand twice.

use hrcore_stats::additive::{Data, Kind, Pairing, extend};

use super::super::files::File;
use super::super::table::Row;
use super::super::{Extent, Part, first};
use super::frame::{Frame, Layout, crossed, folds};
use super::published::{self, CURVES, PAIRS};
use super::{Score, ridge, told};

/// The part.
pub const PART: Part = Part {
    name: "HR_comma_sep",
    files: &[
        File {
            path: "attrition/HR_comma_sep.csv",
            source: "the simulated table of 14999 people comes from public copies of it",
        },
        File {
            path: "attrition/folds_hrcomma_dedup.csv",
            source: "the folds come from scikit-learn's StratifiedKFold (docs/accuracy.md)",
        },
    ],
    measure,
};

const LAYOUT: Layout = Layout {
    outcome: ("left", "1"),
    without: &[],
    ordered: &[("salary", &["low", "medium", "high"])],
    is_distinct: true,
};

fn measure(texts: &[String], _: Extent) -> Result<Vec<Row>, String> {
    let frame = Frame::read(first(texts), LAYOUT)?;
    let folds = folds(texts.get(1).map_or("", String::as_str), frame.outcomes.len())?;
    let folds = folds.first().ok_or("no folds")?;
    let task = format!("who leaves: HR_comma_sep, {} rows, 5 folds", frame.outcomes.len());
    let (mut curves, mut pairs) = (Score::default(), Score::default());
    let chances = crossed(&frame, folds, |known| {
        let model = ridge(known, Kind::Curve, 0.1)?;
        Ok(Box::new(move |row| model.chance(row)))
    })?;
    curves.add(&chances, &frame.outcomes);
    let chances = crossed(&frame, folds, |known| {
        // As the engine does it: pairs are of terms, and add to their curves.
        let curves = ridge(known, Kind::Curve, 0.1)?;
        let data = Data::new(known.scales.len(), &known.cells, &known.outcomes, &[], &[]).map_err(told)?;
        let model = extend(&curves, data, &Pairing::default()).map_err(told)?;
        Ok(Box::new(move |row| model.chance(row)))
    })?;
    pairs.add(&chances, &frame.outcomes);
    let mut rows = curves.rows(&task, CURVES, published::SIMULATED);
    rows.extend(pairs.rows(&task, PAIRS, published::SIMULATED));
    Ok(rows)
}
