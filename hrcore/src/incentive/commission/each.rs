//! Commissions on each sale.

use crate::compile::CompiledCommission;
use crate::facts::{KnownSale, Part, Sales, Sold};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::policy::TierApply;

use super::super::answer::SalePart;
use super::super::due::{Ask, Found, no_inputs};
use super::super::split::split;
use super::super::tiers::Scheme;
use super::settle::Earned;
use super::{Base, Basis, Own, Plan, percent, records};

/// What sales with several sellers pay each of them: what one person's part is depends on all of them.
#[derive(Debug, Default)]
pub(super) struct Each {
    shared: Vec<Shared>,
    /// What the sale pays each, and what its returns take back.
    parts: Vec<(Rational, Rational)>,
}

/// A sale or return with several sellers.
#[derive(Debug)]
struct Shared {
    of: u32,
    /// The first of the parts of its sellers.
    start: usize,
    /// The first of the returns of a sale in the period, and what all of them come to.
    back: Back,
}

/// The day and number of the first of some returns, and what all of them come to.
type Back = Option<((i32, u32), i128)>;

impl Each {
    pub(super) fn new(
        scheme: &Scheme<'_>,
        rule: &CompiledCommission,
        (sales, basis): (&Sales<'_>, &Basis<'_>),
    ) -> Self {
        let mut found = Self::default();
        for (of, sold) in sales.shared() {
            if basis.currency != Some(sales.currency_of(sold)) {
                continue;
            }
            let shares = sales.shares(sold);
            let weights: Vec<Rational> = shares.iter().map(|share| share.percent.to_rational()).gather();
            let id = |at: usize| shares.get(at).map(|share| &share.employee);
            let share = |whole: &Rational| {
                if whole.is_zero() {
                    return vec![Rational::ZERO; shares.len()];
                }
                split(whole, rule.digits, &weights, &mut |a, b| id(a).cmp(&id(b)))
            };
            let (pays, taken) = match sold {
                Sold::Sale(sale) => {
                    let pays = sale_base(sales, sale, basis.when_sold).map(|base| paid(scheme, base, rule.digits));
                    (pays.unwrap_or(Rational::ZERO), taken(scheme, (sales, sale), basis.when_sold, rule.digits))
                }
                Sold::Return(_) => (Rational::ZERO, own_return(scheme, (sales, sold), basis.when_sold, rule.digits)),
            };
            let back = match sold {
                Sold::Sale(sale) => {
                    let mut back: Back = None;
                    for one in sales.taken_back(sale, basis.when_sold, usize::MAX) {
                        back = Some(
                            back.map_or(((one.day, one.number), one.amount), |(first, sum)| (first, sum + one.amount)),
                        );
                    }
                    back
                }
                Sold::Return(_) => None,
            };
            found.shared.push(Shared { of, start: found.parts.len(), back });
            found.parts.extend(share(&pays).into_iter().zip(share(&taken)));
        }
        found
    }

    /// What a person's part in a sale with several sellers pays, what is taken back, and by which returns.
    fn part(&self, part: &Part) -> Option<(&Rational, &Rational, Back)> {
        let at = self.shared.binary_search_by(|shared| shared.of.cmp(&part.of)).ok()?;
        let shared = self.shared.get(at)?;
        let (pays, taken) = self.parts.get(shared.start + part.seller()?)?;
        Some((pays, taken, shared.back))
    }
}

/// What tiers are applied to; none where the sale is of another period.
fn sale_base(sales: &Sales<'_>, sale: &KnownSale, when_sold: bool) -> Option<i128> {
    let base = if when_sold { sales.left(sale) } else { sale.amount };
    sales.is_in(sale.day).then_some(base)
}

/// What a base in minor units pays, rounded.
fn paid(scheme: &Scheme<'_>, base: i128, digits: u32) -> Rational {
    match scheme.units(base) {
        Some(parts) => Rational::from_scaled(scheme.rounded(parts), digits),
        None => {
            let pays = scheme.pays(&Rational::from_scaled(base, digits));
            pays.amount.round(digits, crate::number::RoundingMode::HalfAway)
        }
    }
}

/// What a return takes back: what is paid on what is left, less what was paid before.
fn taken_by(scheme: &Scheme<'_>, (left, amount): (i128, i128), digits: u32) -> Rational {
    &paid(scheme, left, digits) - &paid(scheme, left - amount, digits)
}

/// What the returns of a sale that have its sellers take back in the period.
fn taken(scheme: &Scheme<'_>, (sales, sale): (&Sales<'_>, &KnownSale), when_sold: bool, digits: u32) -> Rational {
    let mut sum = Rational::ZERO;
    if !when_sold {
        for back in sales.taken_back(sale, false, usize::MAX) {
            sum = &sum + &taken_by(scheme, (back.left, back.amount), digits);
        }
    }
    sum
}

/// What a return that names its sellers takes back in the period.
fn own_return(scheme: &Scheme<'_>, (sales, sold): (&Sales<'_>, Sold<'_>), when_sold: bool, digits: u32) -> Rational {
    match sold {
        Sold::Return(back) if !when_sold && sales.is_in(back.day) => taken_by(scheme, (back.left, back.amount), digits),
        _ => Rational::ZERO,
    }
}

/// Where a row stands: by the sale, then its returns by their days.
type Order = (u32, Option<(i32, u32)>);

impl<'a> Plan<'a> {
    /// On each sale.
    pub(super) fn sale(&self, ask: &mut Ask<'a>, own: &Own<'_>, sum: &Base, found: &mut Found) {
        if sum.records == 0 && !self.is_paid_anyway(ask, own) {
            return;
        }
        let mut amount = Rational::ZERO;
        let mut rows: Vec<(Order, SalePart)> = Vec::new();
        for (part, sold) in own.counted() {
            self.one(own, (part, sold), &mut amount, ask.full.then_some(&mut rows));
        }
        // Returns that name their sellers come after everything that was sold.
        crate::sort::sort_by(&mut rows, |a, b| a.0.cmp(&b.0));
        let rows = rows.into_iter().map(|(_, row)| row).gather();
        let base = sum.exact(self.digits());
        let inputs = ask.full.then(|| {
            let mut inputs = no_inputs();
            inputs.base = Some(self.money(base.clone()));
            inputs.sales = Some(sum.records).filter(|records| *records > 0);
            inputs.each = Few(rows);
            inputs.before = Some(self.money(amount.clone()));
            inputs.records = Few(records(own));
            inputs
        });
        self.settle(ask, own, Earned { base: &base, amount, is_team: false, unit: None }, inputs, found);
    }

    /// What a sale pays a person, and what its returns take back.
    fn one(
        &self,
        own: &Own<'_>,
        (part, sold): (&Part, Sold<'_>),
        amount: &mut Rational,
        mut rows: Option<&mut Vec<(Order, SalePart)>>,
    ) {
        let (scheme, digits, when_sold) = (&self.scheme, self.digits(), own.basis.when_sold);
        let share = percent(own.sales, sold, part);
        let first = match sold {
            Sold::Sale(sale) => Some(sale),
            Sold::Return(back) => own.sales.sale(back),
        };
        let first = first.map_or(0, |sale| sale.number);
        let mut add = |(day, number): (Option<i32>, u32), base: i128, pays: &Rational, rate: Option<Rational>| {
            *amount = &*amount + pays;
            if let (Some(rows), Some(id)) = (&mut rows, own.sales.named(number).0) {
                let row = SalePart {
                    sale: id.clone(),
                    base: self.money(Rational::from_scaled(base, digits)),
                    share: share.clone().map(Figure::new),
                    rate: rate.map(Figure::new),
                    pays: self.money(pays.clone()),
                };
                rows.push(((first, day.map(|day| (day, number))), row));
            }
        };
        match sold {
            Sold::Sale(sale) => {
                let shared = self.each.part(part);
                if let Some(base) = sale_base(own.sales, sale, when_sold) {
                    let pays = shared.map_or_else(|| paid(scheme, base, digits), |(pays, ..)| pays.clone());
                    add((None, sale.number), base, &pays, self.rate(base));
                }
                if when_sold {
                    return;
                }
                if let Some((_, taken, back)) = shared {
                    // Those of one sale are shared together.
                    if let Some((first, sum)) = back {
                        add((Some(first.0), first.1), sum, taken, None);
                    }
                    return;
                }
                for back in own.sales.taken_back(sale, false, usize::MAX) {
                    let taken = taken_by(scheme, (back.left, back.amount), digits);
                    add((Some(back.day), back.number), back.amount, &taken, None);
                }
            }
            Sold::Return(back) => {
                if when_sold {
                    return;
                }
                let taken = match self.each.part(part) {
                    Some((_, taken, _)) => taken.clone(),
                    None => own_return(scheme, (own.sales, sold), when_sold, digits),
                };
                add((Some(back.day), back.number), back.amount, &taken, None);
            }
        }
    }

    /// The rate of a whole base in percent.
    fn rate(&self, base: i128) -> Option<Rational> {
        match (self.scheme.apply, self.scheme.units(base)) {
            (TierApply::Whole, Some(parts)) => self.scheme.rate(parts.step).cloned(),
            _ => self.scheme.pays(&Rational::from_scaled(base, self.digits())).rate,
        }
    }
}
