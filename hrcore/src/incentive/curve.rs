//! What a commission pays over a range of bases, as data for a chart.

use crate::Engine;
use crate::compile::CompiledCommission;
use crate::error::{Code, Problem, Problems, nearest};
use crate::gather::Gather as _;
use crate::number::{Figure, Rational, RoundingMode};
use crate::policy::Commission;
use crate::request::PayoutCurveRequest;
use crate::score::head;
use crate::values::Id;

use super::answer::{CurvePoint, PayoutCurve};
use super::tiers;

/// How many evenly spaced bases there can be.
const POINTS: std::ops::RangeInclusive<u32> = 2..=10_000;

/// What tiers, floor and cap make of a base.
pub(crate) fn on_base(stated: &Commission, rule: &CompiledCommission, base: &Rational) -> Rational {
    let mut amount = tiers::pays(&rule.steps, stated.tiers.apply, base).amount;
    if let Some(floor) = rule.floor.as_ref().filter(|_| base.signum() > 0) {
        amount = amount.max(floor.clone());
    }
    match &rule.cap {
        Some(cap) => amount.min(cap.clone()),
        None => amount,
    }
}

impl Engine {
    /// What a commission pays over a range of bases, for a chart.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn payout_curve(&self, request: &PayoutCurveRequest) -> Result<PayoutCurve, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let policy = &version.policy;
        let mut commissions = policy.commissions.iter().zip(&version.incentives.commissions);
        let found = commissions.find(|(stated, _)| stated.id == request.rule);
        let found = found.ok_or_else(|| unknown(&policy.commissions, &request.rule));
        let ((stated, rule), ()) = Problems::both(found, range(request))?;
        let points = bases(rule, request).into_iter().map(|(base, border)| point(stated, rule, base, border));
        Ok(PayoutCurve {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(policy, forced),
            rule: stated.id.clone(),
            currency: stated.currency.clone(),
            points: points.gather(),
        })
    }
}

fn unknown(commissions: &[Commission], rule: &Id) -> Problems {
    let message = format!("commission `{rule}` does not exist");
    let problem = Problem::new(Code::ReferenceUnknown, "/rule", message);
    let known: Vec<&str> = commissions.iter().map(|stated| stated.id.as_str()).gather();
    match nearest(rule.as_str(), &known) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem,
    }
    .into()
}

fn range(request: &PayoutCurveRequest) -> Result<(), Problems> {
    let mut problems = Vec::new();
    if request.from >= request.to {
        let message = format!("`{}` is not above `{}`", request.to, request.from);
        problems.push(Problem::new(Code::RangeEmpty, "/to", message));
    }
    if !POINTS.contains(&request.points) {
        let message = format!("a curve has {} to {} points", POINTS.start(), POINTS.end());
        problems.push(Problem::new(Code::NumberOutOfRange, "/points", message));
    }
    Problems::check(problems)
}

/// The bases that are looked at, rising, and whether each belongs to a border.
fn bases(rule: &CompiledCommission, request: &PayoutCurveRequest) -> Vec<(Rational, bool)> {
    let (from, to) = (request.from.to_rational(), request.to.to_rational());
    let gaps = Rational::from(request.points - 1);
    let width = (&to - &from).checked_div(&gaps).unwrap_or(Rational::ZERO);
    let mut found: Vec<(Rational, bool)> = Vec::new();
    for number in 0..request.points {
        let base = &from + &(&width * &Rational::from(number));
        found.push((base.round(rule.digits, RoundingMode::HalfAway), false));
    }
    let unit = Rational::from_scaled(1, rule.digits);
    for border in rule.steps.iter().filter_map(|step| step.upto.as_ref()) {
        let beyond = border + &unit;
        for base in [border.clone(), beyond] {
            if from <= base && base <= to {
                found.push((base, true));
            }
        }
    }
    // Of two that are equal, the border comes first.
    crate::sort::sort_by(&mut found, |a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    found.dedup_by(|later, first| later.0 == first.0);
    found
}

fn point(stated: &Commission, rule: &CompiledCommission, base: Rational, border: bool) -> CurvePoint {
    let pays = on_base(stated, rule, &base).round(rule.digits, RoundingMode::HalfAway);
    let rate = (&pays * &Rational::from(100)).checked_div(&base);
    CurvePoint {
        base: Figure::money(base, rule.digits),
        pays: Figure::money(pays, rule.digits),
        rate: rate.map(Figure::new),
        border: border.then_some(true),
    }
}
