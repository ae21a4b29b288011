//! What people are paid, against those who hold the same position.

use std::ops::Range;

use crate::facts::{FactIndex, Payroll};
use crate::gather::Gather as _;
use crate::number::small;
use crate::sort;
use crate::values::Id;

use super::grid::{Grid, stays};
use super::lines::number;

/// A median is of so many people at least.
pub(super) const FEWEST: usize = 3;

/// What each is paid, and the medians by position and currency.
#[derive(Debug, Default)]
pub(super) struct Pays {
    /// By person and the day from which it is in force: the base, and the currency by number.
    all: Vec<(i32, f64, u32)>,
    /// Where those of each person begin.
    starts: Vec<usize>,
    /// The first month that is asked about.
    first: usize,
    /// By month: the medians by position and currency, in order.
    medians: Vec<Vec<((u32, u32), f64)>>,
}

/// Somebody's pay on the first day of a month.
#[derive(Debug, Clone, Copy)]
struct Paid {
    position: u32,
    currency: u32,
    base: f64,
}

impl Pays {
    /// Finds the medians of some months, each of everybody who is there on its first day.
    pub(super) fn new(payroll: &Payroll<'_>, facts: &FactIndex<'_>, grid: &Grid, months: &Range<usize>) -> Self {
        let people = facts.facts.document().employees.len();
        let mut pays = Self { first: months.start, ..Self::default() };
        pays.starts.reserve(people + 1);
        let mut currencies: Vec<&Id> = facts.facts.document().pay.iter().map(|pay| &pay.currency).gather();
        currencies.dedup();
        sort::sort_by(&mut currencies, Ord::cmp);
        currencies.dedup();
        for person in 0..people {
            pays.starts.push(pays.all.len());
            for (from, pay) in payroll.pay_of(person) {
                let currency = currencies.binary_search(&&pay.currency).unwrap_or(usize::MAX);
                pays.all.push((from, pay.base.map_or(f64::NAN, number), small(currency)));
            }
        }
        pays.starts.push(pays.all.len());
        let mut paid: Vec<Vec<Paid>> = vec![Vec::new(); months.len()];
        for person in 0..people {
            let own = pays.of(person);
            for stay in stays(facts.held(person).unwrap_or_default()).filter(|_| !own.is_empty()) {
                let at_risk = grid.at_risk(&stay);
                for month in at_risk.start.max(months.start)..at_risk.end.min(months.end) {
                    let day = grid.start(month);
                    if let Some((base, currency)) = on(own, day)
                        && let Some(held) = stay.held_on(day)
                        && let Some(list) = paid.get_mut(month - months.start)
                    {
                        list.push(Paid { position: small(held.position), currency, base });
                    }
                }
            }
        }
        pays.medians = paid.into_iter().map(medians).gather();
        pays
    }

    /// The pay on a day as a multiple of the median of a month; not a number where either is not known.
    pub(super) fn position(&self, person: usize, day: i32, position: usize, month: usize) -> f64 {
        let Some((base, currency)) = on(self.of(person), day) else { return f64::NAN };
        let medians = month.checked_sub(self.first).and_then(|month| self.medians.get(month));
        let medians = medians.map(Vec::as_slice).unwrap_or_default();
        let found = medians.binary_search_by_key(&(small(position), currency), |known| known.0).ok();
        let median = found.and_then(|at| medians.get(at)).map_or(0.0, |known| known.1);
        if median > 0.0 { base / median } else { f64::NAN }
    }

    fn of(&self, person: usize) -> &[(i32, f64, u32)] {
        match self.starts.get(person..person.saturating_add(2)) {
            Some([first, end]) => self.all.get(*first..*end).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// The base and the currency in force on a day.
fn on(pays: &[(i32, f64, u32)], day: i32) -> Option<(f64, u32)> {
    let at = pays.partition_point(|pay| pay.0 <= day).checked_sub(1)?;
    pays.get(at).filter(|pay| !pay.1.is_nan()).map(|pay| (pay.1, pay.2))
}

/// The median of each position and currency that enough people have.
fn medians(mut paid: Vec<Paid>) -> Vec<((u32, u32), f64)> {
    // The bits of floats that are not below zero are in their order.
    #[allow(clippy::cast_possible_truncation, reason = "the lower half of the bits")]
    let low = |paid: &Paid| paid.base.to_bits() as u32;
    let high = |paid: &Paid| (paid.base.to_bits() >> 32) as u32;
    sort::by_numbers(&mut paid, &[&|paid| paid.position, &|paid| paid.currency, &high, &low]);
    let mut found = Vec::new();
    for group in paid.chunk_by(|a, b| (a.position, a.currency) == (b.position, b.currency)) {
        let half = group.len() / 2;
        if group.len() >= FEWEST
            && let Some(upper) = group.get(half)
            && let Some(lower) = group.get(group.len() - 1 - half)
        {
            let median = if group.len() % 2 == 1 { upper.base } else { (lower.base + upper.base) / 2.0 };
            found.push(((upper.position, upper.currency), median));
        }
    }
    found
}
