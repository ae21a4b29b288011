//! What is refused of alert rules: fields of another kind, and limits that say nothing.

use super::career::Names;
use super::index::index;
use super::place::{Place, Sink};
use super::procedures::DAYS;
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::{AlertKind, AlertRule};

/// As many days are looked back; what clears later never does.
const BACK: u32 = 366;

/// Checks the alert rules of a version.
pub(super) fn check(names: &Names<'_>, sink: &mut Sink) {
    let list = names.place.field("alerts");
    let rules = &names.policy.alerts;
    index(&rules.iter().map(|rule| &rule.id).gather(), &list, sink);
    for (number, stated) in rules.iter().enumerate() {
        let at = list.item(number);
        fields(stated, &at, sink);
        #[cfg(feature = "attrition")]
        super::flight::check(stated, &at, sink);
        for (field, days, most) in
            [("clears_after", stated.clears_after, BACK), ("within_days", stated.within_days, DAYS)]
        {
            if !(1..=most).contains(&days) {
                let message = format_args!("`{field}` is 1 to {most} days");
                sink.report(&at, field, Code::NumberOutOfRange, message);
            }
        }
    }
}

/// Checks that what a kind needs is there, and nothing of another kind.
fn fields(stated: &AlertRule, at: &Place<'_>, sink: &mut Sink) {
    let (person, record) = (stated.kind == AlertKind::Person, stated.kind == AlertKind::Record);
    let fields = [
        ("when", stated.when.is_some(), person),
        ("metric", stated.metric.is_some(), record),
        ("more_than", stated.more_than.is_some(), record),
        ("less_than", stated.less_than.is_some(), record),
    ];
    for (field, there, fits) in fields {
        if there && !fits {
            let message = format_args!("`{field}` is not of an alert of the kind `{}`", stated.kind.as_str());
            sink.report(at, field, Code::FieldUnknown, message);
        }
    }
    let missing = |field: &str, sink: &mut Sink| {
        sink.report(at, "", Code::FieldMissing, format_args!("field `{field}` is missing"));
    };
    if person && stated.when.is_none() {
        missing("when", sink);
    }
    if record && stated.metric.is_none() {
        missing("metric", sink);
    }
    match (stated.more_than, stated.less_than) {
        (None, None) if record => {
            let message = format_args!("an alert of the kind `record` needs `more_than` or `less_than`");
            sink.report(at, "", Code::FieldMissing, message);
        }
        (Some(more), Some(less)) if record && more.percent == less.percent && more.number < less.number => {
            let message = format_args!("every value is more than `{more}` or less than `{less}`");
            sink.report(at, "less_than", Code::RangeEmpty, message);
        }
        _ => {}
    }
}
