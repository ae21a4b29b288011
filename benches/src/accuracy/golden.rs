//! Fits of exponential smoothing beside those of two tools: the lower the criterion, the better the parameters found.
//! Series and figures are part of hrcore-stats, whose tests hold them; `hrcore-stats/tests/data/README.md` has the source.

use std::collections::BTreeMap;

use hrcore_stats::real::{count, mean};
use hrcore_stats::search::Effort;
use hrcore_stats::series::ets::{Error, Model, Region, Trend, fit};
use hrcore_stats::series::season::Kind;

use super::files::{cells, number};
use super::published::{ABOVE, FITS, GOLDEN, MOST_ABOVE, find};
use super::table::{Form, Row};
use super::{Extent, Part};

/// The part.
pub const PART: Part = Part { name: "fits of exponential smoothing", files: &[], measure };

const FIGURES: &str = include_str!("../../../hrcore-stats/tests/data/ets_golden.csv");
const EFFORT: Effort = Effort { steps: 60, tolerance: 1e-9 };
const SEASON: usize = 12;

fn measure(_: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let fits = extent.of(read(FIGURES)?);
    let above = |fit: &Golden| found(fit).map_or(f64::INFINITY, |aicc| aicc - fit.best);
    let above: Vec<f64> = fits.iter().map(above).collect();
    let missed = above.iter().filter(|above| **above > 0.5).count();
    let most = above.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let task = format!("exponential smoothing: {} fits", fits.len());
    let row = |figure, ours, form| {
        let (goal, others) = find(GOLDEN, FITS, figure);
        Row { task: task.clone(), method: FITS, figure, ours, form, goal, others }
    };
    Ok(vec![
        row(ABOVE, count(missed), Form::Plain(0)),
        row(MOST_ABOVE, most, Form::Plain(3)),
        row("AICc above the better one, on average", mean(&above), Form::Plain(3)),
    ])
}

fn found(golden: &Golden) -> Option<f64> {
    fit(&golden.values, golden.model, SEASON, Region::Wide, EFFORT).map(|fit| fit.aicc)
}

/// A fit of others.
#[derive(Debug)]
struct Golden {
    values: Vec<f64>,
    model: Model,
    /// The better criterion of the tools.
    best: f64,
}

fn read(text: &str) -> Result<Vec<Golden>, String> {
    let mut series: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut fits = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let cells = cells(line);
        let numbers =
            |skip: usize| cells.iter().skip(skip).map(|cell| number(at + 1, cell)).collect::<Result<Vec<f64>, _>>();
        match cells.iter().map(String::as_str).collect::<Vec<&str>>().as_slice() {
            ["series", name, ..] => drop(series.insert((*name).to_owned(), numbers(2)?)),
            ["fit", name, of, ..] => {
                let wrong = || format!("line {}: no model `{of}`, or no series `{name}`", at + 1);
                let values = series.get(*name).cloned().ok_or_else(wrong)?;
                let best = numbers(3)?.into_iter().fold(f64::INFINITY, f64::min);
                fits.push(Golden { values, model: model(of).ok_or_else(wrong)?, best });
            }
            _ => return Err(format!("line {}: neither a series nor a fit", at + 1)),
        }
    }
    Ok(fits)
}

/// `AAdN` is an additive error, a damped trend and no season.
fn model(name: &str) -> Option<Model> {
    let (error, rest) = (name.get(..1)?, name.get(1..)?);
    let (trend, season) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    Some(Model {
        error: match error {
            "A" => Error::Additive,
            "M" => Error::Multiplicative,
            _ => return None,
        },
        trend: match trend {
            "N" => Trend::None,
            "A" => Trend::Additive,
            "Ad" => Trend::Damped,
            _ => return None,
        },
        season: match season {
            "N" => None,
            "A" => Some(Kind::Additive),
            "M" => Some(Kind::Multiplicative),
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_read() {
        let fits = read(FIGURES).unwrap();
        assert_eq!(fits.len(), 48);
        // AirPassengers begins with 112 passengers; of ANN the tools reach 1733.958.
        assert_eq!((fits[0].values[0], fits[0].values.len()), (112.0, 144));
        assert!((fits[0].best - 1733.958).abs() < 1e-3);
    }

    #[test]
    fn models_are_read_by_their_letters() {
        let damped = Model { error: Error::Multiplicative, trend: Trend::Damped, season: Some(Kind::Additive) };
        assert_eq!(model("MAdA"), Some(damped));
        for wrong in ["", "A", "AA", "XNN", "ANX", "AXN"] {
            assert_eq!(model(wrong), None, "{wrong}");
        }
        assert!(read("fit,x,ANN,1,2\n").is_err() && read("series,x,a\n").is_err() && read("what\n").is_err());
    }
}
