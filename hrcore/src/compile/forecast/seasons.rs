//! Seasons and dated events.

use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::{Decimal, float};
use crate::policy::{DatedEvent, Policy, SeasonShape};
use crate::time::Period;

/// Months of a year.
const YEAR: usize = 12;
/// So many months an event can have, and so many it can touch before and after them.
const MONTHS: usize = 600;
const AROUND: usize = 12;
/// The largest factor, and how often the smallest goes into 1.
const MOST: u32 = 100;

/// A dated event.
#[derive(Debug, Clone, Default)]
pub(crate) struct CompiledEvent {
    /// What it multiplies, by how many months it lies from the event: each offset with its uplift. Its own month first,
    /// then those before and those after, the nearest first.
    pub(crate) effects: Vec<(i32, f64)>,
    /// The months of the event, in order.
    pub(crate) months: Vec<Period>,
    pub(crate) learn: bool,
}

impl CompiledEvent {
    /// Whether it is in a month of that name, whatever day the months of the policy start on.
    pub(crate) fn is_in(&self, month: Period) -> bool {
        let Period::Month { year, month, .. } = month else { return false };
        self.months.binary_search(&Period::Month { year, month, start_day: 1 }).is_ok()
    }
}

/// The factors of each season, divided by their mean.
pub(super) fn seasons(policy: &Policy, place: &Place<'_>, sink: &mut Sink) -> Vec<Vec<f64>> {
    let list = place.field("seasons");
    let mut compiled = Vec::with_capacity(policy.seasons.len());
    for (number, stated) in policy.seasons.iter().enumerate() {
        compiled.push(season(stated, &list.item(number), sink));
    }
    compiled
}

fn season(stated: &SeasonShape, at: &Place<'_>, sink: &mut Sink) -> Vec<f64> {
    let list = at.field("factors");
    let count = stated.factors.len();
    if count > YEAR {
        sink.report(
            &list,
            "",
            Code::LimitExceeded,
            format_args!("a season has a factor for each of 12 months, not {count}"),
        );
    } else if count < YEAR && !sink.is_incomplete(&list) {
        sink.report(
            &list,
            "",
            Code::FieldMissing,
            format_args!("a season has a factor for each of 12 months, not {count}"),
        );
    }
    let factors = factors(&stated.factors, &list, sink);
    let mean = factors.iter().fold(0.0, |sum, factor| sum + factor) / 12.0;
    factors.iter().map(|factor| factor / mean).gather()
}

/// Numbers that something is multiplied by.
fn factors(stated: &[Decimal], list: &Place<'_>, sink: &mut Sink) -> Vec<f64> {
    let mut factors = Vec::with_capacity(stated.len());
    for (number, factor) in stated.iter().enumerate() {
        factors.push(self::factor(*factor, &list.item(number), sink));
    }
    factors
}

fn factor(stated: Decimal, at: &Place<'_>, sink: &mut Sink) -> f64 {
    match float(&stated.to_rational()) {
        Some(factor) if (1.0 / f64::from(MOST)..=f64::from(MOST)).contains(&factor) => factor,
        _ => {
            sink.report(at, "", Code::NumberOutOfRange, format_args!("a factor is 0.01 to {MOST}"));
            1.0
        }
    }
}

pub(super) fn events(policy: &Policy, place: &Place<'_>, sink: &mut Sink) -> Vec<CompiledEvent> {
    let list = place.field("dated_events");
    let mut compiled = Vec::with_capacity(policy.dated_events.len());
    for (number, stated) in policy.dated_events.iter().enumerate() {
        compiled.push(event(stated, &list.item(number), sink));
    }
    compiled
}

fn event(stated: &DatedEvent, at: &Place<'_>, sink: &mut Sink) -> CompiledEvent {
    let mut effects = vec![(0, factor(stated.uplift, &at.field("uplift"), sink))];
    for (field, stated, sign) in [("before", &stated.before, -1), ("after", &stated.after, 1)] {
        let list = at.field(field);
        if stated.len() > AROUND {
            let message = format_args!("an event touches at most {AROUND} months before it and {AROUND} after it");
            sink.report(&list, "", Code::LimitExceeded, message);
        }
        let around = factors(stated, &list, sink).into_iter().take(AROUND);
        effects.extend((1..).zip(around).map(|(distance, uplift)| (sign * distance, uplift)));
    }
    CompiledEvent { effects, months: months(stated, &at.field("months"), sink), learn: stated.learn }
}

/// The months of an event, in order; each once.
fn months(stated: &DatedEvent, list: &Place<'_>, sink: &mut Sink) -> Vec<Period> {
    if stated.months.is_empty() && !sink.is_incomplete(list) {
        sink.report(list, "", Code::FieldMissing, format_args!("an event has a month"));
    }
    if stated.months.len() > MONTHS {
        sink.report(list, "", Code::LimitExceeded, format_args!("an event has at most {MONTHS} months"));
    }
    let mut months: Vec<(Period, usize)> = Vec::with_capacity(stated.months.len().min(MONTHS));
    for (number, month) in stated.months.iter().enumerate().take(MONTHS) {
        // Whatever day the months of the policy start on, an event is in one of their names.
        if let Period::Month { year, month, start_day: 1 } = *month {
            months.push((Period::Month { year, month, start_day: 1 }, number));
        } else {
            let message = format_args!("`{month}` is no month");
            let hint = format_args!("an event is in months, such as `2025-11`");
            sink.advise(&list.item(number), "", Code::ValueMismatch, message, hint);
        }
    }
    crate::sort::sort_by(&mut months, Ord::cmp);
    for pair in months.windows(2) {
        if let [(first, _), (second, number)] = pair
            && first == second
        {
            sink.report(
                &list.item(*number),
                "",
                Code::IdDuplicate,
                format_args!("`{second}` stands in this list twice"),
            );
        }
    }
    months.dedup_by_key(|(month, _)| *month);
    months.into_iter().map(|(month, _)| month).gather()
}
