//! Monthly rates from what was seen and what is borrowed.

use hrcore_stats::flow::rates::{pooled_prior, shock};
use hrcore_stats::flow::{Rates, Table};
use hrcore_stats::real::{count, pow};

use super::seen::Seen;
use crate::number::Decimal;
use crate::policy::FlowPrior;
use crate::values::Percent;

/// Person-months that the shares of all grades together count for in each, where nothing is borrowed.
const POOLED: f64 = 12.0;

/// Rates and where they come from.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) rates: Rates,
    pub(super) source: &'static str,
}

/// A number as a float.
pub(super) fn float(number: Decimal) -> f64 {
    // 28 digits are within what is approximated.
    number.to_rational().approximate().unwrap_or(0.0)
}

/// A percentage as a share.
pub(super) fn share(percent: Percent) -> f64 {
    float(percent.0) / 100.0
}

/// The rates; `None` where nothing was seen and nothing is borrowed.
pub(super) fn rates(seen: &Seen, prior: Option<&FlowPrior>) -> Option<Known> {
    let borrowed = prior.filter(|prior| !prior.weight.is_zero());
    let has_seen = seen.all() > 0;
    let (prior, source) = match borrowed {
        Some(prior) => (by_policy(prior, seen.people.len()), if has_seen { "blended" } else { "prior" }),
        None if has_seen => (pooled(seen)?, "local"),
        None => return None,
    };
    let shock = if has_seen { shock(&seen.months).ok()? } else { 0.0 };
    let rates = Rates::posterior(&seen.months, &prior, shock).ok()?;
    Some(Known { rates, source })
}

/// The yearly rates of the policy as monthly counts; the highest grade has no next.
fn by_policy(prior: &FlowPrior, grades: usize) -> Table {
    let monthly = |rate: Percent| 1.0 - pow((1.0 - share(rate)).max(0.0), 1.0 / 12.0);
    let (leave, promote) = (monthly(prior.leave), monthly(prior.promote));
    let weight = 12.0 * float(prior.weight);
    let mut table = Table::zeros(grades, grades + 1);
    for grade in 0..grades {
        let up = if grade + 1 < grades { promote } else { 0.0 };
        table.set(grade, grades, weight * leave);
        if grade + 1 < grades {
            table.set(grade, grade + 1, weight * up);
        }
        table.set(grade, grade, weight * (1.0 - leave - up).max(0.0));
    }
    table
}

/// The share of leavers of all grades together. One half of a person more has left than was seen: that nobody left so
/// far does not mean that nobody will.
fn pooled(seen: &Seen) -> Option<Table> {
    let grades = seen.people.len();
    let mut half = Table::zeros(grades, grades + 1);
    half.set(0, 0, 0.5);
    half.set(0, grades, 0.5);
    let mut all = Table::zeros(grades, grades + 1);
    for row in 0..grades {
        for column in 0..=grades {
            all.set(row, column, f64::from(seen.count(row, column)));
        }
    }
    pooled_prior(&[all, half], POOLED).ok()
}

/// What to know of the rates.
pub(super) fn caveats(seen: &Seen, rates: &Rates) -> Vec<&'static str> {
    let mut caveats = Vec::new();
    if seen.months.len() < 6 {
        caveats.push("few_months");
    }
    if seen.all() < 120 {
        caveats.push("few_people");
    }
    // How many people are in a grade in a month, on average; with so many each counts for less than half.
    let held = (0..rates.grades()).filter(|grade| seen.exposure(*grade) > 0).count();
    let people = f64::from(seen.all()) / count(held * seen.months.len()).max(1.0);
    if (people - 1.0) * rates.shock() > 1.0 {
        caveats.push("rates_vary");
    }
    caveats
}
