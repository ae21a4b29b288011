//! The positions that people hold, and positions and units by id.

use super::Employee;
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, Index};
use crate::error::Code;
use crate::sort;
use crate::time::Span;
use crate::values::Id;

/// A position held, with its references resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
    pub(crate) span: Span,
    pub(crate) position: usize,
    pub(crate) unit: Option<usize>,
    /// Index in the employee's list.
    pub(crate) number: usize,
}

/// The positions that an employee holds, checked and in the order of time; `None` when one is bad, for half a career
/// would give a wrong answer.
pub(super) fn holdings(employee: &Employee, policy: &Compiled, at: &Place<'_>, sink: &mut Sink) -> Option<Vec<Held>> {
    let list = at.field("positions");
    let mut good = true;
    let mut held: Vec<Held> = Vec::with_capacity(employee.positions.len());
    for (number, holding) in employee.positions.iter().enumerate() {
        let at = list.item(number);
        if holding.to.is_some_and(|to| to < holding.from) {
            sink.report(&at, "to", Code::RangeEmpty, format_args!("a position ends before it begins"));
            good = false;
            continue;
        }
        let position = position(policy, &holding.position, &at, sink);
        let unit = match &holding.unit {
            None => Some(None),
            Some(id) => resolve_unit(&policy.unit_index, id, &at, sink).map(Some),
        };
        if let (Some(position), Some(unit)) = (position, unit) {
            held.push(Held { span: Span::new(holding.from, holding.to), position, unit, number });
        } else {
            good = false;
        }
    }
    sort::sort_by(&mut held, |a, b| a.span.cmp(&b.span));
    for pair in held.windows(2) {
        if let [first, second] = pair
            && second.span.first <= first.span.last
        {
            let later = list.item(first.number.max(second.number));
            sink.report(&later, "", Code::HoldingOverlap, format_args!("this position is held while another one is"));
            good = false;
        }
    }
    if held.len() < 2 {
        return good.then_some(held);
    }
    // One position in one unit from one day to the next is one holding, however many records say so.
    let mut merged: Vec<Held> = Vec::with_capacity(held.len());
    for next in held {
        match merged.last_mut() {
            Some(last)
                if (last.position, last.unit) == (next.position, next.unit)
                    && last.span.last.checked_add(1) == Some(next.span.first) =>
            {
                last.span.last = next.span.last;
            }
            _ => merged.push(next),
        }
    }
    good.then_some(merged)
}

/// The position of an id.
pub(super) fn position(policy: &Compiled, id: &Id, at: &Place<'_>, sink: &mut Sink) -> Option<usize> {
    let found = policy.position_index.get(id.as_str());
    if found.is_none() {
        policy.position_index.unknown("position", id.as_str(), &at.field("position"), sink);
    }
    found
}

/// The unit of an id.
pub(super) fn resolve_unit(units: &Index, id: &Id, at: &Place<'_>, sink: &mut Sink) -> Option<usize> {
    let found = units.get(id.as_str());
    if found.is_none() {
        units.unknown("unit", id.as_str(), &at.field("unit"), sink);
    }
    found
}
