//! A model document, checked and ready to be asked.

use hrcore_stats::linear::Square;
use hrcore_stats::real::count;

use super::model::{AttritionModel, ModelPair, ModelTerm};
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, CompiledDriver, DriverKind, driver};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Decimal;
use crate::policy::DriverSource;
use crate::values::Id;

/// The most terms, pairs, bends of a curve, levels and edges of one axis of a pair.
const TERMS: usize = 64;
const PAIRS: usize = 64;
const BENDS: usize = 16;
const LEVELS: usize = 1000;
const EDGES: usize = 31;
/// The most coefficients that a covariance is of.
pub(super) const COEFFICIENTS: usize = 301;
/// The most months of one person that a borrowed rate counts as.
const WEIGHT: u32 = 1_000_000;
/// The most that anything adds to log-odds.
const ADDS: u32 = 1_000;
/// The highest tier of honesty.
const TIERS: u32 = 4;
/// Millionths: additions are rounded to six places, so that they add up digit for digit.
const MILLION: f64 = 1e6;

/// A model that can be asked.
#[derive(Debug)]
pub(super) struct Known {
    /// The drivers of the terms, in their order.
    pub(super) drivers: Vec<CompiledDriver>,
    pub(super) rate: f64,
    pub(super) weight: f64,
    /// The log-odds of somebody average.
    pub(super) intercept: f64,
    pub(super) terms: Vec<Term>,
    pub(super) pairs: Vec<Pair>,
    /// Of the level and the coefficients; none where it is not known.
    covariance: Option<Covariance>,
}

/// How sure the coefficients are.
#[derive(Debug)]
enum Covariance {
    /// The level's variance alone.
    Level(f64),
    /// Of the level and of all coefficients.
    Whole(Square),
}

/// What a driver adds.
#[derive(Debug, Default)]
pub(super) struct Term {
    centre: f64,
    spread: f64,
    line: Option<f64>,
    knots: Vec<f64>,
    bends: Vec<f64>,
    /// Numbers (of positions and units their indices) with what they add; none of an id that this policy does not know.
    levels: Vec<(Option<f64>, f64)>,
    missing: Option<f64>,
    middle: f64,
}

/// What two drivers add.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) first: usize,
    pub(super) second: usize,
    /// Whether it is a position or unit, which is told by the place of its level.
    is_level: [bool; 2],
    first_edges: Vec<f64>,
    second_edges: Vec<f64>,
    cells: Vec<f64>,
    middle: f64,
}

/// A number of a document as a float.
pub(super) fn float(number: Decimal) -> f64 {
    number.to_rational().approximate().unwrap_or(0.0)
}

fn floats(numbers: &[Decimal]) -> Vec<f64> {
    numbers.iter().map(|number| float(*number)).gather()
}

/// Millionths of an addition, the nearest; halves go away from zero.
#[expect(clippy::cast_possible_truncation, reason = "it is bounded")]
pub(super) fn millionths(value: f64) -> i64 {
    hrcore_stats::real::between(value * MILLION, -1e15, 1e15).round() as i64
}

/// Millionths as a number of a document.
pub(super) fn decimal(millionths: i64) -> Decimal {
    Decimal::try_from(rust_decimal::Decimal::new(millionths, 6)).unwrap_or(Decimal::ZERO)
}

/// Millionths as a float.
#[expect(clippy::cast_precision_loss, reason = "it is bounded")]
pub(super) fn of_millionths(millionths: i64) -> f64 {
    millionths as f64 / MILLION
}

impl Known {
    /// Checks a model of a request and resolves what it refers to.
    pub(super) fn new(version: &Compiled, model: &AttritionModel, at: &Place<'_>, sink: &mut Sink) -> Option<Self> {
        let before = (sink.problems.len(), sink.is_full());
        let mut check = Check { version, sink };
        check.rate(model, at);
        let mut drivers = Vec::with_capacity(model.terms.len());
        let mut terms = Vec::with_capacity(model.terms.len());
        let list = at.field("terms");
        check.most(model.terms.len(), TERMS, "terms", &list);
        for (number, stated) in model.terms.iter().enumerate().take(TERMS) {
            let at = list.item(number);
            if model.terms.iter().take(number).any(|other| other.driver.id == stated.driver.id) {
                let message = format_args!("id `{}` stands in this list twice", stated.driver.id);
                check.sink.report(&at.field("driver"), "id", Code::IdDuplicate, message);
            }
            let names = (&*version.policy, &version.metric_index);
            let found = driver(names, &stated.driver, &Place::ROOT, &at.field("driver"), check.sink);
            if let Some(found) = found {
                terms.push(check.term(stated, found.kind, &at));
                drivers.push(found);
            }
        }
        let list = at.field("pairs");
        check.most(model.pairs.len(), PAIRS, "pairs", &list);
        let mut pairs = Vec::with_capacity(model.pairs.len());
        for (number, stated) in model.pairs.iter().enumerate().take(PAIRS) {
            pairs.extend(check.pair(model, stated, &list.item(number)));
        }
        if (check.sink.problems.len(), check.sink.is_full()) != before {
            return None;
        }
        let rate = float(model.rate);
        let intercept = model.intercept.map_or_else(|| log_odds(rate), float);
        let mut known = Self { drivers, rate, weight: float(model.weight), intercept, terms, pairs, covariance: None };
        known.covariance = check.covariance(model, known.coefficients(), at)?;
        Some(known)
    }

    /// How many coefficients there are, with the level; what pairs add is taken as known.
    fn coefficients(&self) -> usize {
        self.terms.iter().fold(1, |sum, term| sum + term.columns())
    }

    /// Whether it tells people apart.
    pub(super) fn tells_apart(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Whether anything is known of how sure it is.
    pub(super) fn has_interval(&self) -> bool {
        self.covariance.is_some()
    }

    /// What is added to the intercept by each term and then each pair; returns the log-odds of leaving in the month.
    pub(super) fn additions(&self, cells: &[f64], parts: &mut Vec<i64>) -> i64 {
        parts.clear();
        parts.extend(self.terms.iter().zip(cells).map(|(term, cell)| millionths(term.value(*cell) - term.middle)));
        parts.extend(self.pairs.iter().map(|pair| millionths(pair.value(&self.terms, cells) - pair.middle)));
        parts.iter().fold(millionths(self.intercept), |sum, part| sum.saturating_add(*part))
    }

    /// The intercept in millionths.
    pub(super) fn base(&self) -> i64 {
        millionths(self.intercept)
    }

    /// The log-odds with all digits.
    pub(super) fn log_odds(&self, cells: &[f64]) -> f64 {
        let terms = self
            .terms
            .iter()
            .zip(cells)
            .fold(self.intercept, |sum, (term, cell)| sum + (term.value(*cell) - term.middle));
        self.pairs.iter().fold(terms, |sum, pair| sum + (pair.value(&self.terms, cells) - pair.middle))
    }

    /// The variance of the log-odds; 0 where nothing is known of it.
    pub(super) fn variance(&self, cells: &[f64], row: &mut Vec<f64>) -> f64 {
        match &self.covariance {
            None => 0.0,
            Some(Covariance::Level(variance)) => *variance,
            Some(Covariance::Whole(covariance)) => {
                self.design(cells, row);
                // Most cells are 0: levels that others have.
                let mut known: Vec<(usize, f64)> = Vec::with_capacity(row.len().min(64));
                let mut sum = 0.0;
                for (number, cell) in row.iter().enumerate().filter(|(_, cell)| **cell != 0.0) {
                    let own = covariance.row(number);
                    let entry = |at: usize| own.get(at).copied().unwrap_or(0.0);
                    let below = known.iter().fold(0.0, |sum, (at, other)| sum + other * entry(*at));
                    sum += cell * (2.0 * below + cell * entry(number));
                    known.push((number, *cell));
                }
                sum.max(0.0)
            }
        }
    }

    /// What the coefficients of terms are multiplied by, the level's first.
    pub(super) fn design(&self, cells: &[f64], row: &mut Vec<f64>) {
        row.clear();
        row.push(1.0);
        for (term, cell) in self.terms.iter().zip(cells) {
            term.design(*cell, row);
        }
    }

    /// The coefficients of terms in the order of the design, the level (the intercept without what middles take off) first.
    pub(super) fn values(&self) -> Vec<f64> {
        let middles = self.terms.iter().fold(0.0, |sum, term| sum + term.middle);
        let middles = self.pairs.iter().fold(middles, |sum, pair| sum + pair.middle);
        let mut values = vec![self.intercept - middles];
        for term in &self.terms {
            values.extend(term.line);
            values.extend_from_slice(&term.bends);
            values.extend(term.levels.iter().map(|(_, adds)| *adds));
            values.extend(term.missing);
        }
        values
    }

    /// Whether the covariance of all coefficients is known.
    pub(super) fn has_whole_covariance(&self) -> bool {
        matches!(self.covariance, Some(Covariance::Whole(_)))
    }

    /// The covariance of these; zeros where it is not known as a whole.
    pub(super) fn whole_covariance(&self) -> Square {
        match &self.covariance {
            Some(Covariance::Whole(known)) => known.clone(),
            _ => Square::zeros(self.coefficients()),
        }
    }
}

/// The log-odds of a chance.
pub(super) fn log_odds(chance: f64) -> f64 {
    hrcore_stats::real::ln(chance / (1.0 - chance))
}

/// Six significant digits of a number, as documents have them.
fn six(value: f64) -> f64 {
    let (mut left, mut up, mut down) = (value.abs(), 1.0, 1.0);
    if !(1e-9..1e18).contains(&left) {
        return value;
    }
    // Powers of ten up to the 22nd are exact.
    while left < 1e5 {
        (left, up) = (left * 10.0, up * 10.0);
    }
    while left >= 1e6 {
        (left, down) = (left / 10.0, down * 10.0);
    }
    let digits = if up > 1.0 { (value * up).round() } else { (value / down).round() };
    digits / up * down
}

impl Term {
    fn columns(&self) -> usize {
        usize::from(self.line.is_some()) + self.bends.len() + self.levels.len() + usize::from(self.missing.is_some())
    }

    fn value(&self, cell: f64) -> f64 {
        if cell.is_nan() {
            return self.missing.unwrap_or(0.0);
        }
        let line = self.line.map_or(0.0, |line| line * (cell - self.centre) / self.spread);
        let cell = self.written(cell);
        let level = self.levels.iter().find(|(value, _)| *value == Some(cell));
        let (below, above, share) = self.place(cell);
        let bend = |at: usize| self.bends.get(at).copied().unwrap_or(0.0);
        line + bend(below) * (1.0 - share) + bend(above) * share + level.map_or(0.0, |(_, adds)| *adds)
    }

    /// A number as the document has it: one third is the level or the knot that is written as 0.333333.
    fn written(&self, cell: f64) -> f64 {
        let is_short = cell.abs() < 1e6 && cell == cell.trunc();
        if is_short || (self.levels.is_empty() && self.knots.is_empty()) {
            return cell;
        }
        let is_known =
            |number: f64| self.levels.iter().any(|(value, _)| *value == Some(number)) || self.knots.contains(&number);
        let rounded = six(cell);
        if !is_known(cell) && is_known(rounded) { rounded } else { cell }
    }

    /// Between which two knots a number lies, and at which share of the way.
    fn place(&self, cell: f64) -> (usize, usize, f64) {
        let above = self.knots.partition_point(|knot| *knot <= cell);
        let Some(below) = above.checked_sub(1) else {
            // Before the first knot it is as at the first; of equal ones the last counts from there on.
            let first = self.knots.first().copied().unwrap_or(0.0);
            let at = self.knots.partition_point(|knot| *knot <= first).saturating_sub(1);
            return (at, at, 0.0);
        };
        match (self.knots.get(below), self.knots.get(above)) {
            (Some(first), Some(second)) => (below, above, (cell - first) / (second - first)),
            _ => (below, below, 0.0),
        }
    }

    fn design(&self, cell: f64, row: &mut Vec<f64>) {
        let is_known = !cell.is_nan();
        if self.line.is_some() {
            row.push(if is_known { (cell - self.centre) / self.spread } else { 0.0 });
        }
        let cell = self.written(cell);
        let (below, above, share) = self.place(cell);
        for knot in 0..self.bends.len() {
            let from_below = if knot == below { 1.0 - share } else { 0.0 };
            let from_above = if knot == above { share } else { 0.0 };
            row.push(if is_known { from_below + from_above } else { 0.0 });
        }
        row.extend(self.levels.iter().map(|(value, _)| if *value == Some(cell) { 1.0 } else { 0.0 }));
        if self.missing.is_some() {
            row.push(if is_known { 0.0 } else { 1.0 });
        }
    }
}

impl Pair {
    /// The cell of a row; the last row and column of the table are for what is not known.
    fn cell(&self, terms: &[Term], cells: &[f64]) -> usize {
        let at = |term: usize, is_level: bool, edges: &[f64]| {
            let cell = cells.get(term).copied().filter(|cell| !cell.is_nan());
            let place = |cell: f64| {
                let levels = terms.get(term).map(|term| term.levels.as_slice()).unwrap_or_default();
                levels.iter().position(|(value, _)| *value == Some(cell)).map(count)
            };
            let known = if is_level { cell.and_then(place) } else { cell };
            known.map_or(edges.len() + 1, |number| edges.partition_point(|edge| *edge <= number))
        };
        let [first, second] = self.is_level;
        let row = at(self.first, first, &self.first_edges);
        row * (self.second_edges.len() + 2) + at(self.second, second, &self.second_edges)
    }

    fn value(&self, terms: &[Term], cells: &[f64]) -> f64 {
        self.cells.get(self.cell(terms, cells)).copied().unwrap_or(0.0)
    }
}

/// Checks a model, problem by problem.
struct Check<'a, 's> {
    version: &'a Compiled,
    sink: &'s mut Sink,
}

impl Check<'_, '_> {
    fn rate(&mut self, model: &AttritionModel, at: &Place<'_>) {
        if model.rate.is_negative() || model.rate.is_zero() || model.rate >= Decimal::ONE {
            self.sink.report(at, "rate", Code::NumberOutOfRange, format_args!("a rate is above 0 and below 1"));
        }
        if model.weight.is_negative() || model.weight > Decimal::whole(WEIGHT) {
            let message = format_args!("a rate counts as 0 to {WEIGHT} months of one person");
            self.sink.report(at, "weight", Code::NumberOutOfRange, message);
        }
        self.bounded(model.intercept, at, "intercept");
        if model.fitted.as_ref().is_some_and(|fit| fit.tier > TIERS) {
            let message = format_args!("a tier is 0 to {TIERS}");
            self.sink.report(&at.field("fitted"), "tier", Code::NumberOutOfRange, message);
        }
    }

    fn most(&mut self, count: usize, most: usize, what: &str, at: &Place<'_>) {
        if count > most {
            self.sink.report(at, "", Code::LimitExceeded, format_args!("there are more than {most} {what}"));
        }
    }

    /// Checks what is added to log-odds.
    fn bounded(&mut self, adds: Option<Decimal>, at: &Place<'_>, field: &'static str) {
        if let Some(adds) = adds
            && float(adds).abs() > f64::from(ADDS)
        {
            let message = format_args!("what is added to log-odds is −{ADDS} to {ADDS}");
            self.sink.report(at, field, Code::NumberOutOfRange, message);
        }
    }

    fn all_bounded(&mut self, adds: &[Decimal], list: &Place<'_>) {
        for (number, adds) in adds.iter().enumerate() {
            self.bounded(Some(*adds), &list.item(number), "");
        }
    }

    fn ascending(&mut self, numbers: &[Decimal], may_be_equal: bool, list: &Place<'_>) {
        for (number, pair) in numbers.windows(2).enumerate() {
            if let [first, second] = pair
                && (first > second || (first == second && !may_be_equal))
            {
                let message = format_args!("`{second}` is not above `{first}`");
                self.sink.report(&list.item(number + 1), "", Code::ValueMismatch, message);
            }
        }
    }

    fn term(&mut self, stated: &ModelTerm, kind: DriverKind, at: &Place<'_>) -> Term {
        let is_line = stated.line.is_some() || !stated.bends.is_empty() || !stated.knots.is_empty();
        if is_line && kind.is_category() {
            let message = format_args!("a position or unit has levels, and no line");
            self.sink.report(at, "", Code::ValueMismatch, message);
        }
        if stated.line.is_some() && (stated.centre.is_none() || stated.spread.is_none()) {
            let message = format_args!("a line needs `centre` and `spread`");
            self.sink.report(at, "", Code::FieldMissing, message);
        }
        if stated.spread.is_some_and(|spread| spread.is_negative() || spread.is_zero()) {
            self.sink.report(at, "spread", Code::NumberOutOfRange, format_args!("a spread is above 0"));
        }
        if stated.knots.len() != stated.bends.len() {
            let message = format_args!("there are {} bends at {} knots", stated.bends.len(), stated.knots.len());
            self.sink.report(at, "bends", Code::ValueMismatch, message);
        }
        self.most(stated.knots.len(), BENDS, "knots", &at.field("knots"));
        self.ascending(&stated.knots, true, &at.field("knots"));
        self.bounded(stated.line, at, "line");
        self.all_bounded(&stated.bends, &at.field("bends"));
        self.bounded(stated.missing, at, "missing");
        self.bounded(Some(stated.middle), at, "middle");
        Term {
            centre: stated.centre.map_or(0.0, float),
            spread: stated.spread.map_or(1.0, float),
            line: stated.line.map(float),
            knots: floats(&stated.knots),
            bends: floats(&stated.bends),
            levels: self.levels(stated, kind, at),
            missing: stated.missing.map(float),
            middle: float(stated.middle),
        }
    }

    fn levels(&mut self, stated: &ModelTerm, kind: DriverKind, at: &Place<'_>) -> Vec<(Option<f64>, f64)> {
        let list = at.field("levels");
        self.most(stated.levels.len(), LEVELS, "levels", &list);
        let index = match kind {
            DriverKind::Position => Some(&self.version.position_index),
            DriverKind::Unit => Some(&self.version.unit_index),
            _ => None,
        };
        let mut levels = Vec::with_capacity(stated.levels.len());
        for (number, level) in stated.levels.iter().enumerate().take(LEVELS) {
            let at = list.item(number);
            self.bounded(Some(level.adds), &at, "adds");
            let value = match (index, &level.id, level.value) {
                // A model of elsewhere may know positions that there are not here.
                (Some(index), Some(id), None) => index.get(id.as_str()).map(count),
                (None, None, Some(value)) => Some(float(value)),
                (Some(_), ..) => {
                    self.sink.report(&at, "", Code::FieldMissing, format_args!("a level of this driver has an `id`"));
                    None
                }
                (None, ..) => {
                    let message = format_args!("a level of this driver has a `value`");
                    self.sink.report(&at, "", Code::FieldMissing, message);
                    None
                }
            };
            if value.is_some() && levels.iter().any(|(other, _)| *other == value) {
                self.sink.report(&at, "", Code::IdDuplicate, format_args!("this level stands in the list twice"));
            }
            levels.push((value, float(level.adds)));
        }
        levels
    }

    fn pair(&mut self, model: &AttritionModel, stated: &ModelPair, at: &Place<'_>) -> Option<Pair> {
        let mut find = |id: &Id, field: &'static str| {
            let found = model.terms.iter().position(|term| term.driver.id == *id);
            if found.is_none() {
                let message = format_args!("driver `{id}` is of no term");
                self.sink.report(at, field, Code::ReferenceUnknown, message);
            }
            found
        };
        let (first, second) = (find(&stated.first, "first"), find(&stated.second, "second"));
        for (edges, field) in [(&stated.first_edges, "first_edges"), (&stated.second_edges, "second_edges")] {
            let list = at.field(field);
            self.most(edges.len(), EDGES, "edges", &list);
            self.ascending(edges, false, &list);
        }
        let cells = (stated.first_edges.len() + 2).saturating_mul(stated.second_edges.len() + 2);
        if stated.cells.len() != cells {
            let message = format_args!("there are {} cells, and not {cells}", stated.cells.len());
            self.sink.report(at, "cells", Code::ValueMismatch, message);
        }
        self.all_bounded(&stated.cells, &at.field("cells"));
        self.bounded(Some(stated.middle), at, "middle");
        let (first, second) = (first?, second?);
        let is_level = [first, second].map(|term| {
            let driver = model.terms.get(term).map(|term| &term.driver.source);
            matches!(driver, Some(DriverSource::Position(_) | DriverSource::Unit(_)))
        });
        Some(Pair {
            first,
            second,
            is_level,
            first_edges: floats(&stated.first_edges),
            second_edges: floats(&stated.second_edges),
            cells: floats(&stated.cells),
            middle: float(stated.middle),
        })
    }

    /// The covariance; the outer is none with a problem.
    fn covariance(
        &mut self,
        model: &AttritionModel,
        coefficients: usize,
        at: &Place<'_>,
    ) -> Option<Option<Covariance>> {
        let stated = &model.covariance;
        let level = stated.first().copied().map_or(0.0, float);
        let mut diagonal = 0;
        for (row, cell) in stated.iter().enumerate() {
            // The diagonal's cells stand at 0, 2, 5, 9 and so on.
            if row == diagonal * (diagonal + 3) / 2 {
                diagonal += 1;
                if cell.is_negative() {
                    let message = format_args!("a variance is not below 0");
                    self.sink.report(&at.field("covariance").item(row), "", Code::NumberOutOfRange, message);
                    return None;
                }
            }
        }
        match stated.len() {
            0 => Some(None),
            1 => Some(Some(Covariance::Level(level))),
            many if coefficients <= COEFFICIENTS && many == coefficients * (coefficients + 1) / 2 => {
                let mut whole = Square::zeros(coefficients);
                let mut rest = stated.iter();
                for row in 0..coefficients {
                    for (cell, stated) in whole.row_mut(row).iter_mut().take(row + 1).zip(rest.by_ref()) {
                        *cell = float(*stated);
                    }
                }
                Some(Some(Covariance::Whole(whole)))
            }
            many => {
                let whole = coefficients.saturating_mul(coefficients + 1) / 2;
                let message = format_args!("there are {many} cells, and not 1 or {whole}");
                self.sink.report(at, "covariance", Code::ValueMismatch, message);
                None
            }
        }
    }
}
