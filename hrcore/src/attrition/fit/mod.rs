//! Fitting a model: as much of one as the data carry, each way forward in time against the simpler ones.

pub(super) mod audit;
mod covariance;
mod document;
mod points;
mod trial;
mod ways;

use super::answer::MethodTried;
use super::known::Known;
use super::model::{AttritionModel, Method};
use super::panel::{Look, Panel};
use super::rates::{Rate, Seen};
use crate::compile::CompiledDriver;
use crate::gather::Gather as _;
use crate::number::small;
use crate::values::Id;

#[cfg(test)]
mod tests;

use trial::Trial;
use ways::{Made, Way};

/// The tiers of honesty: at least so many people, and so many who left; the first needs months as well.
const PEOPLE: [u32; 4] = [10, 200, 500, 5000];
const LEAVERS: [u32; 4] = [0, 40, 80, 1000];
const MONTHS: usize = 12;
/// Curves of the own data need more than lines.
const CURVES: (u32, u32) = (1000, 200);

/// What a model is fitted to.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) look: &'a Look<'a>,
    /// Columns of the own drivers, then of the prior's.
    pub(super) panel: &'a Panel,
    pub(super) own: &'a [CompiledDriver],
    pub(super) prior: Option<(&'a AttritionModel, &'a Known)>,
    /// The team's rate.
    pub(super) rate: &'a Rate,
    /// The model's name and version.
    pub(super) id: &'a Option<Id>,
    pub(super) version: &'a Option<Id>,
    /// Whether a scorecard is wanted.
    pub(super) card: bool,
}

/// A model that was fitted.
#[derive(Debug)]
pub(super) struct Fitted {
    pub(super) model: AttritionModel,
    pub(super) tier: u32,
    pub(super) method: Method,
    pub(super) limits: Vec<&'static str>,
    pub(super) tried: Vec<MethodTried>,
}

impl Fitted {
    /// A model of a request, as it is. The limits are those of its fit; of one that was not fitted here, those that a fit to
    /// these months would have.
    pub(super) fn given(model: &AttritionModel, known: &Known, (seen, months): (Seen, usize)) -> Self {
        let fit = model.fitted.as_ref();
        let tier = fit.map_or(1, |fit| fit.tier.min(4));
        let as_it_is = if known.tells_apart() { Method::Prior } else { Method::Rate };
        let mut limits = match fit {
            // Where people suffice for more than the lowest tier, it was months that did not.
            Some(fit) => {
                let too_few = tier == 0 && (fit.window < small(MONTHS) || fit.people >= PEOPLE[0]);
                below(tier as usize, (fit.people, fit.leavers, !too_few))
            }
            None => below(tier as usize, (seen.people, seen.events, months >= MONTHS)),
        };
        if tier >= 1 && !known.tells_apart() && fit.is_none_or(|fit| fit.prior.is_none()) {
            limits.push("no_prior");
        }
        if fit.is_none() {
            limits.push("not_fitted");
        }
        Self {
            model: model.clone(),
            tier,
            method: if known.tells_apart() { fit.map_or(as_it_is, |fit| fit.method) } else { Method::Rate },
            limits,
            tried: Vec::new(),
        }
    }

    /// One rate for all in its place: no document can be made of what was fitted.
    pub(super) fn rate(mut self, job: &Job<'_>) -> Self {
        self.limits.push("no_fit");
        self.method = Method::Rate;
        self.model = document::document(job, &Made::rate(job), (self.tier, None));
        self
    }
}

/// Fits a model.
pub(super) fn fit(job: &Job<'_>) -> Fitted {
    let (tier, mut limits) = tier(job);
    let ways = possible(job, tier, &mut limits);
    let before = job.before();
    let mut tried = Vec::new();
    let mut taken = None;
    let mut validation = None;
    let mut card = None;
    let trial = if tier >= 2 { Trial::new(job, &before) } else { None };
    match trial {
        None => {
            if tier >= 2 {
                limits.push("no_backtest");
            }
            // Too little to try anything: the simplest that uses what is borrowed.
            taken = ways.iter().find(|way| matches!(way, Way::Intercept)).copied();
        }
        Some(mut trial) => {
            let mut curves = None;
            for way in &ways {
                // A way that comes to no end in a part of the months is no better.
                let made = Made::new(job, *way, &before, trial.training(), curves.as_ref());
                if made.as_ref().is_some_and(|made| trial.is_better(job, *way, made, &before)) {
                    taken = Some(*way);
                }
                curves = made.filter(|_| *way == Way::Curves);
            }
            match taken {
                Some(way) => {
                    validation = Some(trial.validation(job));
                    if job.card && tier >= 3 && !job.own.is_empty() {
                        card = points::card(job, &|row| trial.is_asked(row));
                    }
                    if Some(&way) != ways.last() {
                        limits.push("not_better_than_simpler");
                    }
                }
                None if ways.is_empty() => {}
                None => limits.push("not_better_than_rate"),
            }
            tried = trial.tried;
        }
    }
    let found = taken.and_then(|way| Made::new(job, way, &before, &[], None));
    if taken.is_some() && found.is_none() {
        limits.push("no_fit");
        validation = None;
    }
    let made = found.unwrap_or_else(|| Made::rate(job));
    let method = made.method();
    let mut model = document::document(job, &made, (tier, validation));
    model.scorecard = card;
    Fitted { model, tier, method, limits, tried }
}

/// The tier of honesty, and what keeps it from being higher.
fn tier(job: &Job<'_>) -> (u32, Vec<&'static str>) {
    let seen = job.rate.seen;
    let months = job.panel.months.len();
    let has = |tier: usize| {
        let (people, leavers) = (PEOPLE.get(tier).copied(), LEAVERS.get(tier).copied());
        people.is_some_and(|least| seen.people >= least)
            && leavers.is_some_and(|least| seen.events >= least)
            && months >= MONTHS
    };
    let reached = (0..PEOPLE.len()).take_while(|tier| has(*tier)).count();
    (small(reached), below(reached, (seen.people, seen.events, months >= MONTHS)))
}

/// What of people, leavers and months is below what the tier after one takes.
fn below(tier: usize, (people, leavers, has_months): (u32, u32, bool)) -> Vec<&'static str> {
    let (Some(most), Some(left)) = (PEOPLE.get(tier), LEAVERS.get(tier)) else { return Vec::new() };
    let found = [(people < *most, "few_people"), (!has_months, "few_months"), (leavers < *left, "few_leavers")];
    found.into_iter().filter(|(is_below, _)| *is_below).map(|(_, code)| code).gather()
}

/// The ways beyond a rate that may be tried, the simplest first.
fn possible(job: &Job<'_>, tier: u32, limits: &mut Vec<&'static str>) -> Vec<Way> {
    let mut ways = Vec::new();
    let has_prior = job.prior.is_some_and(|(_, prior)| prior.tells_apart());
    if tier >= 1 && !has_prior {
        limits.push("no_prior");
    }
    if tier >= 1 && has_prior {
        ways.push(Way::Intercept);
    }
    if tier >= 2 && has_prior {
        ways.push(Way::Slope);
    }
    if tier >= 3 {
        if job.own.is_empty() {
            limits.push("no_drivers");
            return ways;
        }
        if has_prior {
            ways.push(Way::Deviations);
        }
        let (people, leavers) = CURVES;
        let has_curves = job.rate.seen.people >= people && job.rate.seen.events >= leavers;
        ways.push(if has_curves { Way::Curves } else { Way::Lines });
    }
    if tier >= 4 {
        ways.push(Way::Pairs);
    }
    ways
}

impl Job<'_> {
    /// The prior's log-odds of each row, less its intercept; nothing without a prior that tells people apart.
    fn before(&self) -> Vec<f64> {
        let Some((_, prior)) = self.prior.filter(|(_, prior)| prior.tells_apart()) else { return Vec::new() };
        let rows = self.panel.cells.chunks_exact(self.panel.width.max(1));
        let mut before = Vec::with_capacity(self.panel.left.len());
        for row in rows {
            before.push(prior.log_odds(row.get(self.own.len()..).unwrap_or_default()) - prior.intercept);
        }
        before
    }

    fn rows(&self) -> usize {
        self.panel.left.len()
    }

    fn row(&self, number: usize) -> &[f64] {
        let width = self.panel.width;
        self.panel.cells.get(number * width..(number + 1) * width).unwrap_or_default()
    }
}
