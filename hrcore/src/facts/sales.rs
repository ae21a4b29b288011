//! Sales and returns, joined with who sold them in which position.

mod join;

use super::{FactsDocument, SaleShare};
use crate::time::Span;
use crate::values::Id;

/// Stands for no currency, no seller among several, no chain of returns, and no position held.
const NONE: u32 = u32::MAX;

/// Sales and returns that count in a period.
#[derive(Debug)]
pub(crate) struct Sales<'a> {
    document: &'a FactsDocument,
    span: Span,
    /// The currencies of commissions on sales, in order.
    currencies: Vec<&'a Id>,
    /// In the order of the facts.
    sales: Vec<KnownSale>,
    /// By sale, day and place in the facts.
    returns: Vec<KnownReturn>,
    /// Of sales that have returns.
    chains: Vec<Chain>,
    /// Person by person, in the order of the facts: those of person `p` are `parts[starts[p]..starts[p + 1]]`.
    parts: Vec<Part>,
    starts: Vec<u32>,
    /// Person by person: records that were left out.
    lost: Vec<Lost>,
    /// Whether one that counts in the period was left out of which a seller is not known.
    lost_sellers: InPeriod,
}

/// Whether something counts in the period: where returns count on their own day, and where on that of the sale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct InPeriod {
    when_returned: bool,
    when_sold: bool,
}

impl InPeriod {
    fn of(self, when_sold: bool) -> bool {
        if when_sold { self.when_sold } else { self.when_returned }
    }
}

/// A person's part in a record that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Lost {
    person: u32,
    /// The day of the sale; none of a return whose sale is not known.
    day: Option<i32>,
    counts: InPeriod,
}

/// A sale.
#[derive(Debug, Clone)]
pub(crate) struct KnownSale {
    /// In minor units.
    pub(crate) amount: i128,
    /// Index in the document's list.
    pub(crate) number: u32,
    pub(crate) day: i32,
    /// By index in `currencies`.
    currency: u32,
    /// By index in `chains`.
    chain: u32,
}

/// A return.
#[derive(Debug, Clone)]
pub(crate) struct KnownReturn {
    /// In minor units, below zero.
    pub(crate) amount: i128,
    /// What is left of the sale after it.
    pub(crate) left: i128,
    /// Index in the document's list.
    pub(crate) number: u32,
    pub(crate) day: i32,
    /// By index in `sales`.
    sale: u32,
    /// Whether it names its sellers itself.
    is_own: bool,
}

/// The returns of a sale, and what the sale and those with the same sellers come to.
#[derive(Debug, Clone, Copy, Default)]
struct Chain {
    first: u32,
    end: u32,
    /// Where returns count in the period of the sale, and where they count in their own.
    when_sold: Counted,
    when_returned: Counted,
}

/// What counts in a period, and how many records that is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) units: i128,
    pub(crate) records: u32,
}

/// A person's part in a sale, or in a return that names its sellers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// The sale, or beyond them the return.
    pub(crate) of: u32,
    /// Which of several sellers.
    seller: u32,
    /// Which of the positions held: that of the day of the sale.
    held: u32,
    currency: u32,
    /// What counts of a sale that one person sold and nobody returned, so that it need not be looked up; else the least.
    units: i64,
}

/// What a part is of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sold<'s> {
    Sale(&'s KnownSale),
    Return(&'s KnownReturn),
}

impl Part {
    /// Which of the positions held: that of the day of the sale.
    pub(crate) fn held(&self) -> Option<usize> {
        (self.held != NONE).then_some(self.held as usize)
    }

    /// The currency, by number.
    pub(crate) fn currency(&self) -> u32 {
        self.currency
    }

    /// What counts, in minor units, where nothing else has to be looked at.
    pub(crate) fn units(&self) -> Option<i128> {
        (self.units != i64::MIN).then(|| self.units.into())
    }

    /// Which of several sellers.
    pub(crate) fn seller(&self) -> Option<usize> {
        (self.seller != NONE).then_some(self.seller as usize)
    }
}

impl<'a> Sales<'a> {
    /// The parts of a person.
    pub(crate) fn of_person(&self, employee: u32) -> &[Part] {
        let at = |place: u32| self.starts.get(place as usize).map_or(0, |start| *start as usize);
        self.parts.get(at(employee)..at(employee + 1)).unwrap_or_default()
    }

    /// Of records of a person that were left out and count in the period, the days of the sales, where they are known.
    pub(crate) fn lost(&self, employee: u32, when_sold: bool) -> impl Iterator<Item = Option<i32>> {
        let from = self.lost.partition_point(|lost| lost.person < employee);
        let own = self.lost.get(from..).unwrap_or_default().iter().take_while(move |lost| lost.person == employee);
        own.filter(move |lost| lost.counts.of(when_sold)).map(|lost| lost.day)
    }

    /// Whether a record that counts in the period was left out of which a seller is not known.
    pub(crate) fn has_lost_sellers(&self, when_sold: bool) -> bool {
        self.lost_sellers.of(when_sold)
    }

    /// The number of a currency.
    pub(crate) fn currency(&self, id: &Id) -> Option<u32> {
        self.currencies.binary_search(&id).ok().map(crate::number::small)
    }

    pub(crate) fn sold(&self, of: u32) -> Option<Sold<'_>> {
        let of = of as usize;
        match of.checked_sub(self.sales.len()) {
            None => self.sales.get(of).map(Sold::Sale),
            Some(of) => self.returns.get(of).map(Sold::Return),
        }
    }

    /// The currency of a sale or return, by number.
    pub(crate) fn currency_of(&self, sold: Sold<'_>) -> u32 {
        match sold {
            Sold::Sale(sale) => sale.currency,
            Sold::Return(back) => self.sale(back).map_or(NONE, |sale| sale.currency),
        }
    }

    /// The sale of a return.
    pub(crate) fn sale(&self, back: &KnownReturn) -> Option<&KnownSale> {
        self.sales.get(back.sale as usize)
    }

    /// Whether a day counts.
    pub(crate) fn is_in(&self, day: i32) -> bool {
        self.span.first <= day && day <= self.span.last
    }

    /// What counts in the period of a sale with those of its returns that have the same sellers, or of a return.
    pub(crate) fn counted(&self, sold: Sold<'_>, when_sold: bool) -> Counted {
        match sold {
            Sold::Sale(sale) => match self.chains.get(sale.chain as usize) {
                None if self.is_in(sale.day) => Counted { units: sale.amount, records: 1 },
                None => Counted::default(),
                Some(chain) if when_sold => chain.when_sold,
                Some(chain) => chain.when_returned,
            },
            Sold::Return(back) => {
                let day = if when_sold { self.sale(back).map_or(back.day, |sale| sale.day) } else { back.day };
                if self.is_in(day) { Counted { units: back.amount, records: 1 } } else { Counted::default() }
            }
        }
    }

    /// The returns of a sale, in the order in which they take back.
    pub(crate) fn returns(&self, sale: &KnownSale) -> &[KnownReturn] {
        let chain = self.chains.get(sale.chain as usize);
        chain.and_then(|chain| self.returns.get(chain.first as usize..chain.end as usize)).unwrap_or_default()
    }

    /// The first so many returns of a sale that count in the period, of which those with the sellers of the sale.
    pub(crate) fn taken_back(
        &self,
        sale: &KnownSale,
        when_sold: bool,
        most: usize,
    ) -> impl Iterator<Item = &KnownReturn> {
        let all = self.returns(sale);
        // Returns of a sale are in the order of their days.
        let from = if when_sold { 0 } else { all.partition_point(|back| back.day < self.span.first) };
        let end = match when_sold {
            true if self.is_in(sale.day) => all.len(),
            true => 0,
            false => all.partition_point(|back| back.day <= self.span.last),
        };
        let counted = all.get(from..end).unwrap_or_default();
        counted.iter().take(most).filter(|back| !back.is_own)
    }

    /// What is left of a sale after all its returns.
    pub(crate) fn left(&self, sale: &KnownSale) -> i128 {
        self.returns(sale).last().map_or(sale.amount, |last| last.left)
    }

    /// The several sellers of a sale or return, with their shares; none where there is one.
    pub(crate) fn shares(&self, sold: Sold<'_>) -> &'a [SaleShare] {
        let number = match sold {
            Sold::Sale(sale) => sale.number,
            Sold::Return(back) => back.number,
        };
        self.document.sales.get(number as usize).map_or(&[], |sale| &sale.shares)
    }

    /// Every sale and return that names several sellers.
    pub(crate) fn shared(&self) -> impl Iterator<Item = (u32, Sold<'_>)> {
        let sales = self.sales.iter().map(Sold::Sale);
        let all = sales.chain(self.returns.iter().map(Sold::Return)).enumerate();
        let all = all.filter(|(_, sold)| match sold {
            Sold::Return(back) => back.is_own,
            Sold::Sale(_) => true,
        });
        all.filter(|(_, sold)| !self.shares(*sold).is_empty()).map(|(at, sold)| (crate::number::small(at), sold))
    }

    /// The id of a record, and its reference.
    pub(crate) fn named(&self, number: u32) -> (Option<&'a Id>, Option<&'a Id>) {
        let sale = self.document.sales.get(number as usize);
        (sale.map(|sale| &sale.id), sale.and_then(|sale| sale.record.as_ref()))
    }
}
