//! Records in the order of subject, metric and time, without those that say something twice or overlap.

use super::datum::{Datum, NONE};
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::sort;

/// Sorts records and leaves out those that say the same thing twice, or overlap without being equal.
pub(super) fn settle(
    data: &mut Vec<Datum>,
    list: &Place<'_>,
    sink: &mut Sink,
    name: &dyn Fn(&Datum, &Datum) -> std::cmp::Ordering,
) {
    // One record of each is in order, and says nothing twice.
    if data.is_sorted_by(|a, b| (a.subject, a.metric) < (b.subject, b.metric)) {
        return;
    }
    let key = |datum: &Datum| (datum.subject, datum.metric, datum.position, datum.span);
    // What is in order is left as it is by the next step, which then has names to compare alone.
    if !data.is_sorted_by_key(key) {
        sort::by_numbers(
            data,
            &[&|datum| datum.subject, &|datum| datum.metric, &|datum| datum.position, &Datum::first_day],
        );
    }
    sort::sort_by(data, |a, b| key(a).cmp(&key(b)).then_with(|| name(a, b)).then(a.record.cmp(&b.record)));
    let mut bad: Vec<(u32, Code)> = Vec::new();
    // The first record kept last of the same subject, metric and position, and all with its days: they reach furthest.
    let mut kept: Option<Datum> = None;
    let mut group: Vec<u32> = Vec::new();
    let mut same: Option<Datum> = None;
    for datum in data.iter() {
        let of_same = |other: &Datum| {
            (other.subject, other.metric, other.position) == (datum.subject, datum.metric, datum.position)
        };
        kept = kept.filter(of_same);
        same = same.filter(|other| of_same(other) && other.span == datum.span);
        if let Some(other) = &same
            && name(other, datum).is_eq()
        {
            bad.push((datum.record, Code::ObservationDuplicate));
            continue;
        }
        if let Some(other) = &kept
            && other.span != datum.span
            && datum.span.first <= other.span.last
        {
            // Of two that overlap, the one further down in the document is left out, with all that share its days.
            if group.iter().all(|record| *record > datum.record) {
                bad.extend(group.drain(..).map(|record| (record, Code::ObservationOverlap)));
                group.push(datum.record);
                kept = Some(*datum);
                same = Some(*datum);
            } else {
                bad.push((datum.record, Code::ObservationOverlap));
            }
            continue;
        }
        if kept.is_none_or(|other| other.span != datum.span) {
            group.clear();
            kept = Some(*datum);
        }
        group.push(datum.record);
        same = Some(*datum);
    }
    by_time(data);
    mixed(data, &name, &mut bad);
    if bad.is_empty() {
        return;
    }
    sort::sort_by(&mut bad, Ord::cmp);
    bad.dedup_by_key(|(record, _)| *record);
    for (record, code) in &bad {
        let at = list.item(*record as usize);
        match code {
            Code::ObservationDuplicate => sink.advise(
                &at,
                "",
                *code,
                format_args!("the same metric, subject, period and record stand here twice"),
                format_args!("different records of one period are told apart by `record`"),
            ),
            _ => sink.report(&at, "", *code, format_args!("the period overlaps another one's without being equal")),
        }
    }
    data.retain(|datum| bad.binary_search_by_key(&datum.record, |(record, _)| *record).is_err());
}

/// Finds records that name a position beside others about the same days that name none: both would count.
fn mixed(data: &[Datum], name: &dyn Fn(&Datum, &Datum) -> std::cmp::Ordering, bad: &mut Vec<(u32, Code)>) {
    // Of each kind, with a position and without, the record that reaches furthest so far.
    let mut reach: [Option<Datum>; 2] = [None, None];
    for datum in data {
        let of_same = |other: &Datum| (other.subject, other.metric) == (datum.subject, datum.metric);
        let [named, unnamed] = &mut reach;
        *named = named.filter(of_same);
        *unnamed = unnamed.filter(of_same);
        let (own, other) = if datum.position == NONE { (unnamed, named) } else { (named, unnamed) };
        if let Some(other) = other
            && datum.span.first <= other.span.last
            && (other.span != datum.span || name(other, datum).is_eq())
        {
            let code = if other.span == datum.span { Code::ObservationDuplicate } else { Code::ObservationOverlap };
            bad.push((datum.record.max(other.record), code));
        }
        if own.is_none_or(|own| datum.span.last >= own.span.last) {
            *own = Some(*datum);
        }
    }
}

// Positions have done their work in telling duplicates apart; what is looked up is subject and metric over time.
fn by_time(data: &mut [Datum]) {
    // Equals stay in the order of their records' names, whatever the order of the document.
    let key = |datum: &Datum| (datum.subject, datum.metric, datum.span);
    if !data.is_sorted_by_key(key) {
        sort::sort_by(data, |a, b| key(a).cmp(&key(b)));
    }
}
