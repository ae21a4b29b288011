//! How sales are checked and joined.

use super::super::names::{Named, Names};
use super::super::{Employee, FactIndex, Held, Sale};
use super::{Chain, Counted, InPeriod, KnownReturn, KnownSale, Lost, NONE, Part, Sales};
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, Whom};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::{Decimal, Rational, small};
use crate::policy::{Commission, minor_digits};
use crate::sort;
use crate::time::Span;
use crate::values::Id;

/// What is wrong with a record. Faults are found in several passes and told in the order of the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Twice,
    NoSeller,
    TwoWays,
    /// Which of several sellers.
    Person(Option<usize>),
    PersonTwice(usize),
    ShareBelowZero(usize),
    Weights,
    Places,
    NotBelowZero,
    /// The rules of whom take other currencies.
    Currency,
    NoSale,
    OfReturn,
    OtherCurrency,
    Before,
    Exceeds,
}

/// A person's part, before parts are put in order.
#[derive(Debug, Clone, Copy)]
struct Seller {
    person: u32,
    part: Part,
}

/// The only position that someone holds.
#[derive(Debug, Clone, Copy)]
struct Only {
    span: Span,
    position: u32,
}

struct Join<'a, 'f> {
    facts: &'f FactIndex<'a>,
    records: &'a [Sale],
    people: Named<'a, Employee>,
    near: usize,
    /// Of each record, the employee that it names, as far as a first look tells.
    named: Vec<u32>,
    /// The one position that each employee holds; of those who hold several, or none, nothing.
    only: Vec<Option<Only>>,
    earns: Earns,
    faults: Vec<(usize, Fault)>,
    sellers: Vec<Seller>,
}

/// Finds records by id.
enum Ids {
    /// They stand in the order of their ids.
    Sorted,
    Names(Names),
}

impl Ids {
    fn find(&self, records: &[Sale], wanted: &Id) -> Option<usize> {
        match self {
            Self::Sorted => records.binary_search_by(|sale| sale.id.cmp(wanted)).ok(),
            Self::Names(names) => names.find(wanted.as_str(), &id_of(records)),
        }
    }
}

fn id_of<'r>(records: &'r [Sale]) -> impl Fn(usize) -> &'r str {
    move |number| records.get(number).map_or("", |sale| sale.id.as_str())
}

impl<'a> Sales<'a> {
    /// Joins sales with who sold them. Bad records are reported and left out.
    pub(crate) fn new(facts: &FactIndex<'a>, policy: &'a Compiled, span: Span, sink: &mut Sink) -> Self {
        let document = facts.facts.document();
        let records = &*document.sales;
        let (currencies, earns) = earns(policy);
        let mut found = Sales {
            document,
            span,
            currencies,
            sales: Vec::new(),
            returns: Vec::new(),
            chains: Vec::new(),
            parts: Vec::new(),
            starts: Vec::new(),
            lost: Vec::new(),
            lost_sellers: InPeriod::default(),
        };
        if records.is_empty() {
            return found;
        }
        let mut join = Join {
            facts,
            records,
            people: Named::new(&document.employees, |person| &person.id),
            near: 0,
            named: Vec::with_capacity(records.len()),
            only: Vec::with_capacity(document.employees.len()),
            earns,
            faults: Vec::new(),
            sellers: Vec::with_capacity(records.len()),
        };
        join.look_at_people();
        let (ids, twice) = join.ids();
        join.take_sales(&mut found, &twice);
        join.take_returns(&mut found, &ids, &twice);
        join.group(&mut found, document.employees.len());
        sort::sort_by(&mut join.faults, |a, b| a.0.cmp(&b.0));
        join.faults.dedup();
        join.lose(&mut found, &ids);
        join.report(sink);
        found
    }
}

/// In which currencies positions earn commission on sales, by number.
struct Earns {
    /// Of all positions.
    all: Vec<usize>,
    /// Of each position, beside these.
    own: Vec<Vec<usize>>,
}

impl Earns {
    /// Whether a position earns such commission, but in other currencies.
    fn refuses(&self, position: usize, currency: u32) -> bool {
        let own = self.own.get(position).map_or(&[][..], Vec::as_slice);
        let has = |list: &[usize]| list.binary_search(&(currency as usize)).is_ok();
        (!self.all.is_empty() || !own.is_empty()) && !has(&self.all) && !has(own)
    }
}

/// The currencies of commissions on sales, and who earns in which.
fn earns(policy: &Compiled) -> (Vec<&Id>, Earns) {
    let both = policy.policy.commissions.iter().zip(&policy.incentives.commissions);
    let on_sales: Vec<(&Commission, &Whom)> =
        both.filter(|(stated, _)| stated.metric.is_none()).map(|(stated, compiled)| (stated, &compiled.whom)).gather();
    let mut currencies: Vec<&Id> = on_sales.iter().map(|(stated, _)| &stated.currency).gather();
    sort::sort_by(&mut currencies, Ord::cmp);
    currencies.dedup();
    let mut earns = Earns { all: Vec::new(), own: vec![Vec::new(); policy.policy.positions.len()] };
    for (stated, whom) in on_sales {
        let Ok(currency) = currencies.binary_search(&&stated.currency) else { continue };
        if whom.positions.is_empty() {
            earns.all.push(currency);
        }
        for position in &whom.positions {
            earns.own.get_mut(*position).into_iter().for_each(|own| own.push(currency));
        }
    }
    sort::sort(&mut earns.all);
    earns.own.iter_mut().for_each(|own| sort::sort(own));
    (currencies, earns)
}

/// Which of the positions held is that of a day.
fn held_on(held: &[Held], day: i32) -> Option<usize> {
    let at = held.partition_point(|held| held.span.first <= day).checked_sub(1)?;
    held.get(at).filter(|held| day <= held.span.last).map(|_| at)
}

/// An amount in minor units; none where it has more places.
fn units(amount: Decimal, digits: u32) -> Option<i128> {
    let missing = digits.checked_sub(amount.scale())?;
    // INVARIANT: amounts are below 10^18, and no currency has more than four places.
    amount.mantissa().checked_mul(10i128.checked_pow(missing)?)
}

impl<'a> Join<'a, '_> {
    fn fault(&mut self, number: usize, fault: Fault) {
        self.faults.push((number, fault));
    }

    /// How records are found by id, and those whose id an earlier one has.
    fn ids(&self) -> (Ids, Vec<usize>) {
        if self.records.is_sorted_by(|a, b| a.id < b.id) {
            return (Ids::Sorted, Vec::new());
        }
        let id = id_of(self.records);
        let names = Names::new(self.records.len(), &id);
        let twice = names.twice(&id);
        drop(id);
        (Ids::Names(names), twice)
    }

    /// Looks ahead at who sold what: sales in any order would have to wait for each person.
    fn look_at_people(&mut self) {
        const ROW: usize = 32;
        for number in 0..self.facts.facts.document().employees.len() {
            let only = match self.facts.held(number) {
                Some([held]) => Some(Only { span: held.span, position: small(held.position) }),
                _ => None,
            };
            self.only.push(only);
        }
        for records in self.records.chunks(ROW) {
            let first = records.first().and_then(|record| record.employee.as_ref());
            let next = first.and_then(|id| self.person_near(id));
            let mut row = [None; ROW];
            // In the order of people, the one at hand or the next is found at once.
            if next.is_none() {
                let mut wanted = [None; ROW];
                for (slot, record) in wanted.iter_mut().zip(records) {
                    *slot = record.employee.as_ref();
                }
                row = self.people.row(wanted);
            }
            for (found, record) in row.into_iter().zip(records) {
                let found = found.or_else(|| self.person(record.employee.as_ref()?));
                self.named.push(found.map_or(NONE, small));
            }
        }
    }

    /// The person at hand, or the next one, if that is it.
    fn person_near(&self, id: &Id) -> Option<usize> {
        let people = &self.facts.facts.document().employees;
        let is_it = |guess: &usize| people.get(*guess).is_some_and(|person| person.id == *id);
        // Of two who are the same, only the first counts.
        [self.near, self.near + 1].into_iter().find(is_it).filter(|guess| self.facts.held(*guess).is_some())
    }

    /// The employee of an id. Records mostly come person by person.
    fn person(&mut self, id: &Id) -> Option<usize> {
        let found = self.person_near(id).or_else(|| self.people.find(id))?;
        self.near = found;
        Some(found)
    }

    /// The sellers that a record names, with the positions that they held on a day; false where something is wrong.
    fn take_sellers(&mut self, (number, of): (usize, u32), day: i32, currency: u32) -> bool {
        let Some(record) = self.records.get(number) else { return false };
        let (before, faults) = (self.sellers.len(), self.faults.len());
        match &record.employee {
            Some(_) if !record.shares.is_empty() => self.fault(number, Fault::TwoWays),
            Some(id) => self.take_seller((number, of), (id, None), day, currency),
            None => {
                for (place, share) in record.shares.iter().enumerate() {
                    if share.percent.0.is_negative() {
                        self.fault(number, Fault::ShareBelowZero(place));
                    }
                    self.take_seller((number, of), (&share.employee, Some(place)), day, currency);
                }
                self.check_shares(number, record);
            }
        }
        let is_good = self.faults.len() == faults;
        if !is_good {
            self.sellers.truncate(before);
        }
        is_good
    }

    fn take_seller(&mut self, (number, of): (usize, u32), (id, place): (&Id, Option<usize>), day: i32, currency: u32) {
        let person = match place {
            None => self.named.get(number).copied().filter(|person| *person != NONE).map(|person| person as usize),
            Some(_) => self.person(id),
        };
        let Some(person) = person else { return self.fault(number, Fault::Person(place)) };
        let (at, position) = match self.only.get(person) {
            Some(Some(only)) if only.span.first <= day && day <= only.span.last => {
                (Some(0), Some(only.position as usize))
            }
            Some(Some(_)) => (None, None),
            _ => {
                // One whose record is bad is left out.
                let Some(held) = self.facts.held(person) else { return };
                let at = held_on(held, day);
                (at, at.and_then(|at| held.get(at)).map(|held| held.position))
            }
        };
        if position.is_some_and(|position| self.earns.refuses(position, currency)) {
            self.fault(number, Fault::Currency);
        }
        let (seller, held) = (place.map_or(NONE, small), at.map_or(NONE, small));
        let part = Part { of, seller, held, currency, units: i64::MIN };
        self.sellers.push(Seller { person: small(person), part });
    }

    /// Several sellers: each once, and their shares sum to 100 %.
    fn check_shares(&mut self, number: usize, record: &Sale) {
        let mut sum = Rational::ZERO;
        for share in record.shares.iter() {
            sum = &sum + &share.percent.to_rational();
        }
        let mut ids: Vec<(&Id, usize)> =
            record.shares.iter().enumerate().map(|(place, share)| (&share.employee, place)).gather();
        sort::sort_by(&mut ids, Ord::cmp);
        for pair in ids.windows(2) {
            if let [(first, _), (second, place)] = pair
                && first == second
            {
                self.fault(number, Fault::PersonTwice(*place));
            }
        }
        if record.shares.is_empty() {
            self.fault(number, Fault::NoSeller);
        } else if sum != Rational::from(100) {
            self.fault(number, Fault::Weights);
        }
    }

    fn take_sales(&mut self, found: &mut Sales<'a>, twice: &[usize]) {
        found.sales.reserve_exact(self.records.len());
        let mut near_currency: Option<(&Id, u32, u32)> = None;
        let mut twice = twice.iter().peekable();
        for (number, record) in self.records.iter().enumerate() {
            let faults = self.faults.len();
            if twice.next_if_eq(&&number).is_some() {
                self.fault(number, Fault::Twice);
            }
            if record.returns.is_some() {
                continue;
            }
            let known = near_currency.filter(|(id, ..)| **id == record.currency);
            let (id, currency, digits) = known.unwrap_or_else(|| {
                let currency = found.currency(&record.currency).unwrap_or(NONE);
                (&record.currency, currency, minor_digits(record.currency.as_str()))
            });
            near_currency = Some((id, currency, digits));
            let amount = units(record.amount, digits);
            if amount.is_none() {
                self.fault(number, Fault::Places);
            }
            let day = Span::new(record.date, None).first;
            let of = small(found.sales.len());
            let sellers = self.sellers.len();
            let is_good = self.take_sellers((number, of), day, currency);
            if is_good
                && self.faults.len() == faults
                && let Some(amount) = amount
            {
                found.sales.push(KnownSale { amount, number: small(number), day, currency, chain: NONE });
            } else {
                self.sellers.truncate(sellers);
            }
        }
    }

    fn take_returns(&mut self, found: &mut Sales<'a>, ids: &Ids, twice: &[usize]) {
        let mut returns: Vec<KnownReturn> = Vec::new();
        for (number, record) in self.records.iter().enumerate() {
            let Some(returns_of) = &record.returns else { continue };
            let digits = minor_digits(record.currency.as_str());
            let faults = self.faults.len();
            let amount = units(record.amount, digits);
            if amount.is_none() {
                self.fault(number, Fault::Places);
            } else if record.amount >= Decimal::ZERO {
                self.fault(number, Fault::NotBelowZero);
            }
            let of = ids.find(self.records, returns_of);
            let is_return = of.and_then(|of| self.records.get(of)).is_some_and(|of| of.returns.is_some());
            let place = of.and_then(|of| found.sales.binary_search_by(|sale| (sale.number as usize).cmp(&of)).ok());
            let sale = place.and_then(|place| found.sales.get(place));
            let day = Span::new(record.date, None).first;
            match (sale, place) {
                _ if is_return => self.fault(number, Fault::OfReturn),
                (Some(sale), Some(place)) => {
                    let currency = self.records.get(sale.number as usize).map(|sale| &sale.currency);
                    if currency != Some(&record.currency) {
                        self.fault(number, Fault::OtherCurrency);
                    }
                    if day < sale.day {
                        self.fault(number, Fault::Before);
                    }
                    let is_own = record.employee.is_some() || !record.shares.is_empty();
                    if is_own {
                        // Looked at alone here; taken below, once it is known that there is enough to take back.
                        let before = self.sellers.len();
                        self.take_sellers((number, 0), sale.day, sale.currency);
                        self.sellers.truncate(before);
                    }
                    let is_twice = twice.binary_search(&number).is_ok();
                    if let Some(amount) = amount.filter(|_| self.faults.len() == faults && !is_twice) {
                        let (number, sale) = (small(number), small(place));
                        returns.push(KnownReturn { amount, left: 0, number, day, sale, is_own });
                    }
                }
                _ => self.fault(number, Fault::NoSale),
            }
        }
        sort::sort_by(&mut returns, |a, b| (a.sale, a.day, a.number).cmp(&(b.sale, b.day, b.number)));
        self.chain(found, returns);
    }

    /// Takes returns off their sales in order, and sums up what counts.
    fn chain(&mut self, found: &mut Sales<'a>, returns: Vec<KnownReturn>) {
        let span = found.span;
        let is_in = |day: i32| span.first <= day && day <= span.last;
        let count = |counted: &mut Counted, units: i128| {
            counted.units += units;
            counted.records = counted.records.saturating_add(1);
        };
        found.returns.reserve_exact(returns.len());
        let mut left = 0;
        for mut back in returns {
            let Some(sale) = found.sales.get_mut(back.sale as usize) else { continue };
            let first = small(found.returns.len());
            if sale.chain == NONE {
                left = sale.amount;
                let mut chain = Chain { first, end: first, ..Chain::default() };
                if is_in(sale.day) {
                    count(&mut chain.when_sold, sale.amount);
                    count(&mut chain.when_returned, sale.amount);
                }
                sale.chain = small(found.chains.len());
                found.chains.push(chain);
            }
            if left + back.amount < 0 {
                self.fault(back.number as usize, Fault::Exceeds);
                continue;
            }
            left += back.amount;
            back.left = left;
            if let Some(chain) = found.chains.get_mut(sale.chain as usize) {
                chain.end = first + 1;
                if !back.is_own && is_in(sale.day) {
                    count(&mut chain.when_sold, back.amount);
                }
                if !back.is_own && is_in(back.day) {
                    count(&mut chain.when_returned, back.amount);
                }
            }
            found.returns.push(back);
        }
        let sales = found.sales.len();
        for (place, back) in found.returns.iter().enumerate().filter(|(_, back)| back.is_own) {
            if let Some(sale) = found.sales.get(back.sale as usize) {
                self.take_sellers((back.number as usize, small(sales + place)), sale.day, sale.currency);
            }
        }
    }

    /// Puts the parts that can count in order, person by person.
    fn group(&mut self, found: &mut Sales<'a>, people: usize) {
        let counts = |seller: &mut Seller| match found.sold(seller.part.of) {
            Some(super::Sold::Sale(sale)) => match found.chains.get(sale.chain as usize) {
                None => {
                    if seller.part.seller == NONE {
                        seller.part.units = i64::try_from(sale.amount).unwrap_or(i64::MIN);
                    }
                    found.is_in(sale.day)
                }
                Some(chain) => found.is_in(sale.day) || chain.when_returned.records > 0,
            },
            Some(super::Sold::Return(back)) => {
                found.is_in(back.day) || found.sale(back).is_some_and(|sale| found.is_in(sale.day))
            }
            None => false,
        };
        let mut starts = vec![0u32; people + 1];
        let mut kept = 0usize;
        let mut is_sorted = true;
        let mut last = 0;
        for at in 0..self.sellers.len() {
            let Some(mut seller) = self.sellers.get(at).copied() else { continue };
            if !counts(&mut seller) {
                continue;
            }
            if let Some(count) = starts.get_mut(seller.person as usize) {
                *count += 1;
            }
            is_sorted &= last <= seller.person;
            last = seller.person;
            if let Some(slot) = self.sellers.get_mut(kept) {
                *slot = seller;
            }
            kept += 1;
        }
        self.sellers.truncate(kept);
        let mut end = 0;
        for start in &mut starts {
            let count = *start;
            *start = end;
            end += count;
        }
        found.parts = Vec::with_capacity(kept);
        if is_sorted {
            found.parts.extend(self.sellers.iter().map(|seller| seller.part));
        } else {
            let blank = Part { of: NONE, seller: NONE, held: NONE, currency: NONE, units: i64::MIN };
            found.parts.resize(kept, blank);
            let mut next = starts.clone();
            for seller in &self.sellers {
                if let Some(place) = next.get_mut(seller.person as usize) {
                    if let Some(slot) = found.parts.get_mut(*place as usize) {
                        *slot = seller.part;
                    }
                    *place += 1;
                }
            }
        }
        found.starts = starts;
    }

    /// Keeps whose figures are not known because a record was left out.
    fn lose(&self, found: &mut Sales<'a>, ids: &Ids) {
        for same in self.faults.chunk_by(|a, b| a.0 == b.0) {
            let Some((number, fault)) = same.first() else { continue };
            let Some(record) = self.records.get(*number) else { continue };
            // The same sale once more is none.
            let first = ids.find(self.records, &record.id).and_then(|first| self.records.get(first));
            if *fault == Fault::Twice && same.len() == 1 && first == Some(record) {
                continue;
            }
            let of = record.returns.as_ref().map(|of| ids.find(self.records, of).and_then(|of| self.records.get(of)));
            let day = |record: &Sale| Span::new(record.date, None).first;
            let sold = match of {
                None => Some(day(record)),
                Some(of) => of.map(day),
            };
            let counts = InPeriod {
                when_returned: found.is_in(day(record)),
                when_sold: found.is_in(sold.unwrap_or_else(|| day(record))),
            };
            if counts == InPeriod::default() {
                continue;
            }
            let names =
                |record: &'a Sale| record.employee.iter().chain(record.shares.iter().map(|share| &share.employee));
            let origin = of.flatten().filter(|_| names(record).next().is_none());
            let record = origin.unwrap_or(record);
            let mut is_known = names(record).next().is_some();
            for id in names(record) {
                match self.people.find(id) {
                    Some(person) => found.lost.push(Lost { person: small(person), day: sold, counts }),
                    None => is_known = false,
                }
            }
            if !is_known {
                found.lost_sellers.when_returned |= counts.when_returned;
                found.lost_sellers.when_sold |= counts.when_sold;
            }
        }
        sort::sort_by(&mut found.lost, Ord::cmp);
        found.lost.dedup();
    }

    fn report(self, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("sales");
        for (number, fault) in &self.faults {
            let Some(record) = self.records.get(*number) else { continue };
            let at = list.item(*number);
            let shares = at.field("shares");
            let digits = minor_digits(record.currency.as_str());
            match fault {
                Fault::Twice => {
                    sink.report(&at, "id", Code::IdDuplicate, format_args!("this sale stands in the list twice"));
                }
                Fault::NoSeller => {
                    sink.report(&at, "employee", Code::FieldMissing, format_args!("it is not said who sold it"));
                }
                Fault::TwoWays => sink.report(
                    &at,
                    "employee",
                    Code::ValueMismatch,
                    format_args!("a sale has one seller, or several with shares"),
                ),
                Fault::Person(place) => {
                    let (at, id) = match place {
                        None => (at, record.employee.as_ref()),
                        Some(place) => (shares.item(*place), record.shares.get(*place).map(|share| &share.employee)),
                    };
                    let id = id.map_or("", |id| id.as_str());
                    let message = format_args!("employee `{id}` does not exist");
                    sink.report(&at, "employee", Code::ReferenceUnknown, message);
                }
                Fault::PersonTwice(place) => sink.report(
                    &shares.item(*place),
                    "employee",
                    Code::IdDuplicate,
                    format_args!("this person has a share already"),
                ),
                Fault::ShareBelowZero(place) => sink.report(
                    &shares.item(*place),
                    "percent",
                    Code::NumberOutOfRange,
                    format_args!("a share is not below zero"),
                ),
                Fault::Weights => {
                    sink.report(&at, "shares", Code::WeightsSum, format_args!("shares do not sum to 100 %"));
                }
                Fault::Places => {
                    let (amount, currency) = (record.amount, &record.currency);
                    let message = format_args!("`{amount}` has more places than `{currency}`, which has {digits}");
                    sink.report(&at, "amount", Code::NumberOutOfRange, message);
                }
                Fault::NotBelowZero => {
                    sink.report(
                        &at,
                        "amount",
                        Code::NumberOutOfRange,
                        format_args!("a return has an amount below zero"),
                    );
                }
                Fault::Currency => {
                    let message = format_args!("no commission of a seller is in `{}`", record.currency);
                    let hint = format_args!("convert amounts before they come here");
                    sink.advise(&at, "currency", Code::CurrencyMismatch, message, hint);
                }
                Fault::OtherCurrency => {
                    let message = format_args!("the sale that `{}` returns is in another currency", record.id);
                    sink.report(&at, "currency", Code::CurrencyMismatch, message);
                }
                Fault::NoSale => {
                    let id = record.returns.as_ref().map_or("", |id| id.as_str());
                    let message = format_args!("sale `{id}` does not exist, or was left out");
                    sink.report(&at, "returns", Code::ReferenceUnknown, message);
                }
                Fault::OfReturn => {
                    let message = format_args!("a return cannot be returned");
                    sink.report(&at, "returns", Code::ReturnExceedsSale, message);
                }
                Fault::Before => {
                    let message = format_args!("this return is dated before its sale");
                    sink.report(&at, "date", Code::ReturnExceedsSale, message);
                }
                Fault::Exceeds => {
                    let message = format_args!("this return takes back more than is left of its sale");
                    sink.report(&at, "amount", Code::ReturnExceedsSale, message);
                }
            }
        }
    }
}
