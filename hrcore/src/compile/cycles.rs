//! The appraisal cycle: steps with the days of their kind, and a publication where there are appeals.

use super::index::index;
use super::place::{Place, Sink};
use super::procedures::{DAYS, term};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::{CycleKind, CycleStep, Policy};

/// The days of the longest period.
const YEAR: u32 = 366;

/// Checks the cycle of a version.
pub(super) fn check(policy: &Policy, place: &Place<'_>, sink: &mut Sink) {
    let Some(cycle) = &policy.cycle else { return };
    let at = place.field("cycle");
    let list = at.field("steps");
    // Where an element could not be read, what is missing is not known.
    let complete = !sink.is_incomplete(&list);
    if cycle.steps.is_empty() && complete {
        sink.report(&list, "", Code::FieldMissing, format_args!("a cycle needs a step"));
    }
    index(&cycle.steps.iter().map(|step| &step.id).gather(), &list, sink);
    for (number, stated) in cycle.steps.iter().enumerate() {
        step(stated, &list.item(number), sink);
    }
    if let Some(appeal) = &cycle.appeal {
        let at = at.field("appeal");
        term(&appeal.within, &at.field("within"), sink);
        term(&appeal.answer, &at.field("answer"), sink);
        let publishes = cycle.steps.iter().any(|step| step.kind == CycleKind::Publish);
        if !publishes && complete && !cycle.steps.is_empty() {
            let message = format_args!("results that are not published cannot be appealed against");
            let hint = format_args!("add a step of the kind `publish`");
            sink.advise(&list, "", Code::FieldMissing, message, hint);
        }
    }
}

fn step(stated: &CycleStep, at: &Place<'_>, sink: &mut Sink) {
    let own = match stated.kind {
        CycleKind::Announce => "day",
        CycleKind::Progress | CycleKind::Feedback => "every_days",
        CycleKind::Result | CycleKind::Publish => "days_after",
    };
    let fields = [
        ("day", stated.day, 1..=YEAR),
        ("every_days", stated.every_days, 1..=YEAR),
        ("days_after", stated.days_after, 0..=DAYS),
    ];
    for (field, value, range) in fields {
        match value {
            None if field == own => {
                sink.report(at, "", Code::FieldMissing, format_args!("field `{field}` is missing"));
            }
            Some(value) if field == own && !range.contains(&value) => {
                let message = format_args!("`{field}` is {} to {}", range.start(), range.end());
                sink.report(at, field, Code::NumberOutOfRange, message);
            }
            Some(_) if field != own => {
                let message = format_args!("`{field}` is not of a step of the kind `{}`", stated.kind.as_str());
                sink.report(at, field, Code::FieldUnknown, message);
            }
            _ => {}
        }
    }
}
