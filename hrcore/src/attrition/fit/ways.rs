//! The ways to make a model, from one rate for all to pairs of drivers.

use hrcore_stats::additive::{self, Basis, Data, Kind, Model, Pairing, Scale, Shape};
use hrcore_stats::glm::{self, Block, Effort, Family, Penalty, Table};

use super::Job;
use crate::attrition::known::{log_odds, millionths, of_millionths};
use crate::attrition::model::Method;
use crate::attrition::risk::chance_of;
use crate::gather::Gather as _;

/// How firmly a model stays at the prior's level (a standard deviation of one half), and at its stretch (of one fifth).
/// They are stated, and not tuned: with few people nothing can be (Sinkovec et al. 2021).
const LEVEL: f64 = 4.0;
const STRETCH: f64 = 25.0;
/// The ridge on own deviations from a prior, and on own models.
const DEVIATIONS: f64 = 30.0;
const OWN: f64 = 10.0;

/// A way to make a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Intercept,
    Slope,
    Deviations,
    Lines,
    Curves,
    Pairs,
}

impl Way {
    pub(super) fn method(self) -> Method {
        match self {
            Self::Intercept => Method::Intercept,
            Self::Slope => Method::Slope,
            Self::Deviations => Method::Deviations,
            Self::Lines | Self::Curves => Method::Own,
            Self::Pairs => Method::Pairs,
        }
    }
}

/// The prior, moved and stretched: the log-odds are `level` + `stretch` × those of the prior less its intercept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moved {
    pub(super) level: f64,
    pub(super) stretch: f64,
    /// The variances of level and stretch, and their covariance.
    pub(super) variance: [f64; 3],
    pub(super) is_stretched: bool,
}

/// What was made.
#[derive(Debug)]
pub(super) enum Made {
    Rate(f64),
    Moved(Moved),
    Deviations(Moved, Model),
    Own(Model),
}

impl Made {
    /// One rate for all.
    pub(super) fn rate(job: &Job<'_>) -> Self {
        Self::Rate(job.rate.mean())
    }

    /// Makes a model of the rows with a weight; all count where there are none. None where no model follows from them.
    /// Pairs stand on the curves of the same rows, which may be known already.
    pub(super) fn new(job: &Job<'_>, way: Way, before: &[f64], weights: &[f64], curves: Option<&Self>) -> Option<Self> {
        match way {
            Way::Intercept | Way::Slope => moved(job, way == Way::Slope, before, weights).map(Self::Moved),
            Way::Deviations => {
                let moved = moved(job, true, before, weights)?;
                let offsets: Vec<f64> = before.iter().map(|before| moved.at(*before)).gather();
                let data = data(job, weights, &offsets)?;
                let basis = basis(job, Kind::Line, weights)?;
                let penalty = basis.ridge(DEVIATIONS);
                additive::fit(data, basis, &penalty).map(|own| Self::Deviations(moved, own)).ok()
            }
            Way::Lines => own(job, Kind::Line, weights).map(Self::Own),
            Way::Curves => own(job, Kind::Curve, weights).map(Self::Own),
            Way::Pairs => {
                let found = if let Some(Self::Own(_)) = curves { None } else { Some(own(job, Kind::Curve, weights)?) };
                let curves = match (curves, &found) {
                    (Some(Self::Own(curves)), _) => curves,
                    (_, found) => found.as_ref()?,
                };
                additive::extend(curves, data(job, weights, &[])?, &Pairing::default()).ok().map(Self::Own)
            }
        }
    }

    pub(super) fn method(&self) -> Method {
        match self {
            Self::Rate(_) => Method::Rate,
            Self::Moved(moved) if moved.is_stretched => Method::Slope,
            Self::Moved(_) => Method::Intercept,
            Self::Deviations(..) => Method::Deviations,
            Self::Own(model) if model.pairs.is_empty() => Method::Own,
            Self::Own(_) => Method::Pairs,
        }
    }

    /// The chance of a row, whose prior's log-odds less its intercept are known.
    pub(super) fn chance(&self, row: &[f64], before: f64) -> f64 {
        match self {
            Self::Rate(rate) => *rate,
            Self::Moved(moved) => rounded_chance(moved.at(before)),
            Self::Deviations(moved, own) => rounded_chance(moved.at(before) + own.score(row)),
            Self::Own(own) => rounded_chance(own.score(row)),
        }
    }
}

/// The chance at log-odds of six places, as people's are: what is equal but for the last bits of floats is equal.
fn rounded_chance(log_odds: f64) -> f64 {
    chance_of(of_millionths(millionths(log_odds)))
}

impl Moved {
    fn at(&self, before: f64) -> f64 {
        self.level + self.stretch * before
    }
}

fn moved(job: &Job<'_>, is_stretched: bool, before: &[f64], weights: &[f64]) -> Option<Moved> {
    let (_, prior) = job.prior?;
    let outcomes = job.panel.left.as_slice();
    // Around the prior's intercept, so that what is penalised is a shift.
    let offsets: Vec<f64> =
        before.iter().map(|before| prior.intercept + if is_stretched { 0.0 } else { *before }).gather();
    let columns = if is_stretched { 2 } else { 1 };
    let mut cells = Vec::with_capacity(before.len() * columns);
    for before in before {
        cells.push(1.0);
        cells.extend(is_stretched.then_some(*before));
    }
    let block = Block { cells: &cells, outcomes, offsets: &offsets, weights };
    let table = Table::new(columns, block).ok()?;
    let (mean, precision) =
        if is_stretched { (vec![0.0, 1.0], vec![LEVEL, STRETCH]) } else { (vec![0.0], vec![LEVEL]) };
    let fit = glm::fit(Family::Logit, &table, &Penalty { mean, precision }, Effort::default()).ok()?;
    let covariance = fit.covariance();
    let at = |place: usize| fit.coefficients.get(place).copied();
    Some(Moved {
        level: prior.intercept + at(0).unwrap_or(0.0),
        stretch: at(1).unwrap_or(1.0),
        variance: [covariance.at(0, 0), covariance.at(1, 1), covariance.at(1, 0)],
        is_stretched,
    })
}

fn data<'a>(job: &Job<'a>, weights: &'a [f64], offsets: &'a [f64]) -> Option<Data<'a>> {
    Data::new(job.panel.width, &job.panel.cells, &job.panel.left, weights, offsets).ok()
}

fn own(job: &Job<'_>, kind: Kind, weights: &[f64]) -> Option<Model> {
    let basis = basis(job, kind, weights)?;
    let penalty = basis.ridge(OWN);
    additive::fit(data(job, weights, &[])?, basis, &penalty).ok()
}

/// The own drivers as columns of a design. Positions and units of which there are too many are left out, those with the
/// most first.
fn basis(job: &Job<'_>, kind: Kind, weights: &[f64]) -> Option<Basis> {
    let scale = |column: usize| match job.own.get(column) {
        Some(driver) if driver.kind.is_category() => Scale::Category,
        _ => Scale::Number,
    };
    let columns: Vec<Scale> = (0..job.panel.width).map(scale).gather();
    let mut basis = Basis::learn(&job.panel.cells, &columns, kind, weights).ok()?;
    basis.terms.retain(|term| term.column < job.own.len() && term.width() > 0);
    while basis.width() > glm::MOST_COLUMNS {
        let widest = basis.terms.iter().map(additive::Term::width).max().unwrap_or(0);
        let Some(place) = basis.terms.iter().position(|term| term.width() == widest) else { break };
        basis.terms.remove(place);
    }
    // What was the same for everybody tells nothing.
    basis
        .terms
        .retain(|term| !matches!(&term.shape, Shape::Levels { values } if values.len() < 2 && !term.is_missing_told));
    Some(basis)
}

/// The log-odds of the team's rate.
pub(super) fn of_rate(job: &Job<'_>) -> f64 {
    log_odds(job.rate.mean())
}
