//! Whether an objective follows from its drivers: their product or their sum, of growths or of targets.

use crate::facts::{DriverKind, GoalFacts, KnownObjective};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::values::Id;

use super::answer::{Cascade, DriverStatus};
use super::figure;
use super::progress::Standing;

/// Factors that have more bits together are not multiplied out.
const MOST_BITS: u64 = 512;

/// What is multiplied or added up.
struct Terms {
    by: &'static str,
    needed: Rational,
    /// Of each driver.
    planned: Vec<Rational>,
    /// By how much each counts in a sum; without shares, as it is.
    shares: Option<Vec<Rational>>,
}

/// Whether an objective's drivers reach it; nothing, where it has none.
pub(super) fn cascade(
    goals: &GoalFacts<'_>,
    standings: &[Standing],
    objective: &KnownObjective<'_>,
) -> Option<Cascade> {
    let kind = objective.of.drivers.as_ref()?.kind;
    let drivers: Vec<(&KnownObjective<'_>, Option<&Rational>)> = {
        let known = |at: u32| Some((goals.objectives.get(at as usize)?, standings.get(at as usize)?.actual.as_ref()));
        objective.drivers.iter().filter_map(|(at, _)| known(*at)).gather()
    };
    let terms = if objective.has_lost_driver || drivers.is_empty() {
        Err("driver_missing")
    } else if kind == DriverKind::Product {
        product(objective, &drivers)
    } else {
        sum(objective, &drivers)
    };
    let reached: Vec<Option<Rational>> = drivers.iter().map(|(driver, actual)| reached(driver, *actual)).gather();
    let status = |(driver, _): &(&KnownObjective<'_>, _)| DriverStatus {
        objective: driver.of.id.clone(),
        planned: None,
        closes_at: None,
        closes_at_growth: None,
        reached: None,
    };
    let mut answer = Cascade {
        kind: kind.as_str(),
        by: None,
        state: "unknown",
        needed: None,
        planned: None,
        gap: None,
        why: None,
        drivers: drivers.iter().map(status).gather(),
        weakest: Few(weakest(&drivers, &reached)),
    };
    for (driver, reached) in answer.drivers.iter_mut().zip(&reached) {
        driver.reached = Figure::of(reached.as_ref());
    }
    match terms {
        Err(why) => answer.why = Some(why),
        Ok(terms) => judge(&mut answer, objective, &drivers, &terms),
    }
    Some(answer)
}

/// A product is looked at by growth where everyone states one, else by target.
fn product(
    objective: &KnownObjective<'_>,
    drivers: &[(&KnownObjective<'_>, Option<&Rational>)],
) -> Result<Terms, &'static str> {
    let factor = |growth: &Rational| &Rational::ONE + growth;
    let growths: Option<Vec<Rational>> = drivers.iter().map(|(driver, _)| driver.growth.as_ref().map(factor)).collect();
    if let (Some(growth), Some(planned)) = (&objective.growth, growths) {
        return Ok(Terms { by: "growth", needed: factor(growth), planned, shares: None });
    }
    let targets: Option<Vec<Rational>> = drivers.iter().map(|(driver, _)| driver.target.clone()).collect();
    match (&objective.target, targets) {
        (Some(needed), Some(planned)) => Ok(Terms { by: "target", needed: needed.clone(), planned, shares: None }),
        _ => Err(lacking(objective, drivers)),
    }
}

/// A sum is looked at by target where everyone has one, else by growth where all shares are stated.
fn sum(
    objective: &KnownObjective<'_>,
    drivers: &[(&KnownObjective<'_>, Option<&Rational>)],
) -> Result<Terms, &'static str> {
    let targets: Option<Vec<Rational>> = drivers.iter().map(|(driver, _)| driver.target.clone()).collect();
    if let (Some(needed), Some(planned)) = (&objective.target, targets) {
        let unit = (objective.unit, objective.currency);
        return if drivers.iter().all(|(driver, _)| (driver.unit, driver.currency) == unit) {
            Ok(Terms { by: "target", needed: needed.clone(), planned, shares: None })
        } else {
            Err("unit_mismatch")
        };
    }
    let growths: Option<Vec<Rational>> = drivers.iter().map(|(driver, _)| driver.growth.clone()).collect();
    let (Some(needed), Some(planned)) = (objective.growth.clone(), growths) else {
        return Err(lacking(objective, drivers));
    };
    let shares: Option<Vec<Rational>> = objective.drivers.iter().map(|(_, share)| share.clone()).collect();
    let is_whole =
        |shares: &Vec<Rational>| shares.iter().fold(Rational::ZERO, |sum, share| &sum + share) == Rational::ONE;
    match shares.filter(is_whole) {
        Some(shares) => Ok(Terms { by: "growth", needed, planned, shares: Some(shares) }),
        None => Err("share_missing"),
    }
}

/// What is lacking for a look by growth or by target.
fn lacking(objective: &KnownObjective<'_>, drivers: &[(&KnownObjective<'_>, Option<&Rational>)]) -> &'static str {
    let all = || drivers.iter().map(|(driver, _)| *driver).chain([objective]);
    if objective.target.is_none() && objective.growth.is_none() {
        "target_missing"
    } else if all().all(|one| one.growth.is_some() || one.has_no_base()) && all().any(KnownObjective::has_no_base) {
        "base_not_positive"
    } else if objective.target.is_some() {
        "target_missing"
    } else {
        "growth_missing"
    }
}

/// Holds what the drivers come to against what is needed.
fn judge(
    answer: &mut Cascade,
    objective: &KnownObjective<'_>,
    drivers: &[(&KnownObjective<'_>, Option<&Rational>)],
    terms: &Terms,
) {
    answer.by = Some(terms.by);
    let is_growth = terms.by == "growth";
    let show = |of: &KnownObjective<'_>, value: &Rational| {
        if is_growth { Figure::new(value.clone()) } else { figure(of, value) }
    };
    for ((driver, (of, _)), value) in answer.drivers.iter_mut().zip(drivers).zip(&terms.planned) {
        driver.planned = Some(show(of, value));
    }
    answer.needed = Some(show(objective, &terms.needed));
    let is_product = answer.kind == DriverKind::Product.as_str();
    if terms.planned.iter().map(Rational::bits).sum::<u64>() > MOST_BITS && (is_product || is_growth) {
        answer.why = Some("too_large");
        return;
    }
    let one = Rational::ONE;
    let share = |at: usize| terms.shares.as_ref().and_then(|shares| shares.get(at)).unwrap_or(&one);
    let planned = if is_product {
        terms.planned.iter().fold(Rational::ONE, |product, factor| &product * factor)
    } else {
        let parts = terms.planned.iter().enumerate();
        parts.fold(Rational::ZERO, |sum, (at, part)| &sum + &(part * share(at)))
    };
    answer.planned = Some(show(objective, &planned));
    let needed = &terms.needed;
    let reaches = if objective.is_lower_better { planned <= *needed } else { planned >= *needed };
    answer.state = if reaches { "reaches" } else { "short" };
    if reaches {
        return;
    }
    let gap = needed - &planned;
    answer.gap =
        if is_product { Figure::of(needed.checked_div(&planned).as_ref()) } else { Some(show(objective, &gap)) };
    // Where one factor alone is nothing, it is that one which the others leave to be found.
    let mut nothing = terms.planned.iter().enumerate().filter(|(_, factor)| factor.is_zero());
    let lone = match (nothing.next(), nothing.next()) {
        (Some((at, _)), None) if is_product => Some(at),
        _ => None,
    };
    for (at, (driver, value)) in answer.drivers.iter_mut().zip(&terms.planned).enumerate() {
        let closes = if !is_product {
            gap.checked_div(share(at)).map(|more| value + &more)
        } else if lone == Some(at) {
            let others = terms.planned.iter().enumerate().filter(|(other, _)| *other != at);
            needed.checked_div(&others.fold(Rational::ONE, |product, (_, factor)| &product * factor))
        } else {
            needed.checked_div(&planned).map(|more| value * &more)
        };
        let Some(closes) = closes else { continue };
        if is_growth {
            let growth = if is_product { &closes - &Rational::ONE } else { closes.clone() };
            driver.closes_at_growth = Some(Figure::new(growth));
        }
        driver.closes_at = drivers.get(at).map(|(of, _)| show(of, &closes));
    }
}

/// What a driver has come to over what is planned of it; the other way round where lower is better.
fn reached(driver: &KnownObjective<'_>, actual: Option<&Rational>) -> Option<Rational> {
    let (actual, target) = (actual?, driver.target.as_ref()?);
    if !driver.is_lower_better {
        return actual.checked_div(target);
    }
    // Of less than nothing there is no share, and it is not the least of all.
    target.checked_div(actual).filter(|share| share.signum() > 0)
}

/// The drivers that have come least far, of those that have not come far enough.
fn weakest(drivers: &[(&KnownObjective<'_>, Option<&Rational>)], reached: &[Option<Rational>]) -> Vec<Id> {
    let Some(least) = reached.iter().flatten().min().filter(|least| **least < Rational::ONE) else {
        return Vec::new();
    };
    let own = drivers.iter().zip(reached).filter(|(_, reached)| reached.as_ref() == Some(least));
    own.map(|((driver, _), _)| driver.of.id.clone()).gather()
}
