//! A model that was made, as a document.

use hrcore_stats::additive::{Model, Pair, Shape, Term};
use hrcore_stats::linear::Square;
use hrcore_stats::real::count;

use super::Job;
use super::covariance::{Fit, follows, joined, moved};
use super::ways::{Made, Moved};
use crate::attrition::ask::six_digits;
use crate::attrition::known::{COEFFICIENTS, Known};
use crate::attrition::model::{AttritionModel, ModelFit, ModelLevel, ModelPair, ModelTerm, ModelValidation};
use crate::attrition::risk::category;
use crate::compile::CompiledDriver;
use crate::gather::Gather as _;
use crate::json::{Few, Read as _};
use crate::number::Decimal;
use crate::values::{Id, SchemaVersion};

/// How much the rate counts where the model is lent: ten years of one person.
const WEIGHT: u32 = 120;

/// The document of a model.
pub(super) fn document(
    job: &Job<'_>,
    made: &Made,
    (tier, validation): (u32, Option<ModelValidation>),
) -> AttritionModel {
    let (intercept, terms, pairs, covariance) = parts(job, made);
    let prior = job.prior.map(|(prior, _)| prior);
    let policy = &job.look.version.policy;
    let day = || Id::new(&job.look.as_of.to_string());
    AttritionModel {
        schema_version: SchemaVersion::CURRENT,
        id: job.id.clone().or_else(|| Id::new("attrition")).unwrap_or_else(Id::blank),
        version: job.version.clone().or_else(day).unwrap_or_else(Id::blank),
        name: None,
        leaving: job.look.leaving,
        provenance: None,
        fitted: Some(ModelFit {
            as_of: job.look.as_of,
            window: job.look.window,
            policy: policy.id.clone(),
            policy_version: policy.version.clone(),
            people: job.rate.seen.people,
            months: job.rate.seen.exposure,
            leavers: job.rate.seen.events,
            tier,
            method: made.method(),
            prior: prior.map(|prior| prior.id.clone()),
            prior_version: prior.map(|prior| prior.version.clone()),
        }),
        rate: within_one(job.rate.mean()),
        weight: Decimal::whole(WEIGHT),
        intercept: Some(six_digits(intercept)),
        terms: Few(terms),
        pairs: Few(pairs),
        covariance: Few(covariance),
        validation,
        scorecard: None,
    }
}

/// A share that stays between 0 and 1 when it is rounded.
fn within_one(share: f64) -> Decimal {
    let rounded = six_digits(share);
    if rounded.is_zero() || rounded >= Decimal::ONE { six_digits(share.clamp(1e-9, 0.999_999)) } else { rounded }
}

type Parts = (f64, Vec<ModelTerm>, Vec<ModelPair>, Vec<Decimal>);

fn parts(job: &Job<'_>, made: &Made) -> Parts {
    match made {
        Made::Rate(_) => (super::ways::of_rate(job), Vec::new(), Vec::new(), Vec::new()),
        Made::Moved(moved) => {
            let (terms, pairs, covariance) = of_prior(job, moved);
            (moved.level, terms, pairs, cells(&covariance))
        }
        Made::Deviations(moved, own) => {
            let (mut terms, pairs, covariance) = of_prior(job, moved);
            let mut added = own_terms(job, own);
            for term in &mut added {
                let id = &mut term.driver.id;
                if terms.iter().any(|known| known.driver.id == *id) {
                    *id = Id::new(&format!("{id}.own")).unwrap_or_else(|| id.clone());
                }
            }
            terms.append(&mut added);
            // A prior has terms: where its part is of the level alone, the whole is too.
            let covariance = match covariance.size() {
                1 => cells(&of_level(own.covariance.at(0, 0))),
                _ => cells(&joined(&covariance, &own.covariance)),
            };
            (moved.level + own.base(), terms, pairs, covariance)
        }
        Made::Own(own) => {
            let pairs = own.pairs.iter().zip(own.centres.iter().skip(own.basis.terms.len()));
            let pairs = pairs.filter_map(|(pair, middle)| of_pair(job, own, (pair, *middle))).gather();
            (own.base(), own_terms(job, own), pairs, cells(&own.covariance))
        }
    }
}

/// The lower triangle of a covariance; its first cell alone where it is too large.
fn cells(covariance: &Square) -> Vec<Decimal> {
    let rows = if covariance.size() > COEFFICIENTS { 1 } else { covariance.size() };
    let mut cells = Vec::with_capacity(rows * (rows + 1) / 2);
    for row in 0..rows {
        cells.extend(covariance.row(row).iter().take(row + 1).map(|cell| six_digits(*cell)));
    }
    cells
}

/// The prior's terms and pairs, stretched, with the covariance of the level and the terms' coefficients.
fn of_prior(job: &Job<'_>, moved: &Moved) -> (Vec<ModelTerm>, Vec<ModelPair>, Square) {
    let Some((document, prior)) = job.prior else { return (Vec::new(), Vec::new(), Square::zeros(1)) };
    let stretched = |number: &Decimal| six_digits(super::super::known::float(*number) * moved.stretch);
    let mut terms = document.terms.0.clone();
    for term in &mut terms {
        term.line = term.line.as_ref().map(stretched);
        term.missing = term.missing.as_ref().map(stretched);
        term.middle = stretched(&term.middle);
        term.bends.0.iter_mut().for_each(|bend| *bend = stretched(bend));
        term.levels.0.iter_mut().for_each(|level| level.adds = stretched(&level.adds));
    }
    let mut pairs = document.pairs.0.clone();
    for pair in &mut pairs {
        pair.cells.0.iter_mut().for_each(|cell| *cell = stretched(cell));
        pair.middle = stretched(&pair.middle);
    }
    (terms, pairs, of_moved(job, prior, moved))
}

/// The covariance after a move.
fn of_moved(job: &Job<'_>, prior: &Known, at: &Moved) -> Square {
    // Of a prior that says no more than how sure its level is, nothing is left: the own level is in the fit.
    if !prior.has_whole_covariance() && !at.is_stretched {
        return of_level(at.variance[0]);
    }
    let mut values = prior.values();
    if let Some(level) = values.first_mut() {
        *level -= prior.intercept;
    }
    // No document says more than the level's of so many.
    if !prior.has_whole_covariance() && values.len() > COEFFICIENTS {
        let ([own, stretch, both], level) = (at.variance, values.first().copied().unwrap_or(0.0));
        return of_level(own + level * (2.0 * both + level * stretch));
    }
    let [with_level, with_stretch] =
        if prior.has_whole_covariance() { follows(job, prior, at) } else { Default::default() };
    let fit =
        Fit { values: &values, stretch: at.stretch, variance: at.variance, follows: [&with_level, &with_stretch] };
    moved(&prior.whole_covariance(), &fit)
}

/// The variance of a level, of which alone it is known.
fn of_level(variance: f64) -> Square {
    let mut level = Square::zeros(1);
    level.set(0, 0, variance);
    level
}

fn own_terms(job: &Job<'_>, own: &Model) -> Vec<ModelTerm> {
    let mut rest = own.coefficients.get(1..).unwrap_or_default();
    let mut terms = Vec::with_capacity(own.basis.terms.len());
    for (term, middle) in own.basis.terms.iter().zip(&own.centres) {
        let (coefficients, after) = rest.split_at(term.width().min(rest.len()));
        rest = after;
        if let Some(driver) = job.own.get(term.column) {
            terms.push(of_term(job, driver, (term, coefficients), *middle));
        }
    }
    terms
}

fn of_term(job: &Job<'_>, driver: &CompiledDriver, (term, coefficients): (&Term, &[f64]), middle: f64) -> ModelTerm {
    let mut found = ModelTerm {
        driver: driver.stated.clone(),
        centre: None,
        spread: None,
        line: None,
        knots: Few::default(),
        bends: Few::default(),
        levels: Few::default(),
        missing: None,
        middle: six_digits(middle),
    };
    let width = term.shape.width();
    let (own, missing) = coefficients.split_at(width.min(coefficients.len()));
    found.missing = missing.first().map(|adds| six_digits(*adds));
    let line = own.first().map(|adds| six_digits(*adds));
    match &term.shape {
        Shape::Line { centre, spread } => {
            (found.centre, found.spread, found.line) = (Some(six_digits(*centre)), Some(six_digits(*spread)), line);
        }
        Shape::Curve { centre, spread, knots } => {
            (found.centre, found.spread, found.line) = (Some(six_digits(*centre)), Some(six_digits(*spread)), line);
            found.knots = Few(knots.iter().map(|knot| six_digits(*knot)).gather());
            found.bends = Few(own.iter().skip(1).map(|bend| six_digits(*bend)).gather());
        }
        Shape::Levels { values } => {
            let level = |(value, adds): (&f64, &f64)| {
                let id = if driver.kind.is_category() { category(job.look.version, driver, *value) } else { None };
                let value = id.is_none().then(|| six_digits(*value));
                ModelLevel { id, value, adds: six_digits(*adds) }
            };
            found.levels = Few(values.iter().zip(own).map(level).gather());
        }
        Shape::Constant => {}
    }
    found
}

fn of_pair(job: &Job<'_>, own: &Model, (pair, middle): (&Pair, f64)) -> Option<ModelPair> {
    let id = |column: usize| job.own.get(column).map(|driver| driver.stated.id.clone());
    // Positions and units are told by the places of their levels: their numbers are those of this policy alone.
    let placed = |column: usize, edges: &[f64]| -> Vec<f64> {
        let is_category = job.own.get(column).is_some_and(|driver| driver.kind.is_category());
        let term = own.basis.terms.iter().find(|term| is_category && term.column == column);
        match term.map(|term| &term.shape) {
            Some(Shape::Levels { values }) => {
                edges.iter().map(|edge| count(values.partition_point(|value| value < edge)) - 0.5).gather()
            }
            _ => edges.to_vec(),
        }
    };
    let [first, second] = &pair.edges;
    let (first_edges, rows) = edges(&placed(pair.first, first));
    let (second_edges, columns) = edges(&placed(pair.second, second));
    let across = pair.size().1;
    let mut cells = Vec::with_capacity(rows.len() * columns.len());
    for row in rows {
        cells.extend(columns.iter().map(|column| pair.cells.get(row * across + column).map_or(Decimal::ZERO, rounded)));
    }
    Some(ModelPair {
        first: id(pair.first)?,
        second: id(pair.second)?,
        first_edges: Few(first_edges),
        second_edges: Few(second_edges),
        cells: Few(cells),
        middle: six_digits(middle),
    })
}

fn rounded(value: &f64) -> Decimal {
    six_digits(*value)
}

/// The edges of a pair as they are written, and which of its bins are left: none lies between edges that are equal when
/// they are rounded.
fn edges(exact: &[f64]) -> (Vec<Decimal>, Vec<usize>) {
    let (mut edges, mut bins): (Vec<Decimal>, Vec<usize>) = (Vec::with_capacity(exact.len()), vec![0]);
    for (bin, edge) in exact.iter().map(rounded).enumerate() {
        if edges.last() == Some(&edge) {
            bins.pop();
        } else {
            edges.push(edge);
        }
        bins.push(bin + 1);
    }
    bins.push(exact.len() + 1);
    (edges, bins)
}

#[cfg(test)]
mod tests {
    use super::edges;

    #[test]
    fn edges_that_are_written_alike_are_one() {
        let (written, bins) = edges(&[0.5, 1_000_000.1, 1_000_000.2, 1_000_000.3, 2e6]);
        let written: Vec<String> = written.iter().map(ToString::to_string).collect();
        assert_eq!(written, ["0.5", "1000000", "2000000"]);
        // The first bin, those behind each of the three, and that for what is not known.
        assert_eq!(bins, [0, 1, 4, 5, 6]);
        assert_eq!(edges(&[]).1, [0, 1]);
    }
}
