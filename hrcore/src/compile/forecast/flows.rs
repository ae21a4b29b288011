//! Grades and critical positions.

use super::Names;
use crate::compile::index::unique;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::{Decimal, Rational};
use crate::policy::FlowPrior;
use crate::values::{Id, Percent};

/// How many grades there can be: every step multiplies tables of this size.
const GRADES: usize = 50;
/// The largest weight of a prior, in years of one person.
const WEIGHT: Decimal = Decimal::whole(10_000);

/// The grades, and the positions that are critical.
pub(super) fn compile(names: &Names<'_>, place: &Place<'_>, sink: &mut Sink) -> (Vec<usize>, Vec<usize>) {
    let (mut grades, mut critical) = (Vec::new(), Vec::new());
    if let Some(flows) = &names.policy.staff_flows {
        let at = place.field("staff_flows");
        let list = at.field("grades");
        grades = positions(names, &flows.grades, (&list, place), sink);
        if flows.grades.len() < 2 && !sink.is_incomplete(&list) {
            let message = format_args!("people flow between at least two grades");
            sink.report(&at, "grades", Code::FieldMissing, message);
        } else if flows.grades.len() > GRADES {
            let message = format_args!("there are more than {GRADES} grades");
            sink.report(&at, "grades", Code::LimitExceeded, message);
        }
        if let Some(prior) = &flows.prior {
            check(prior, &at.field("prior"), sink);
        }
    }
    if let Some(workforce) = &names.policy.workforce {
        let at = place.field("workforce");
        critical = positions(names, &workforce.critical_positions, (&at.field("critical_positions"), place), sink);
        crate::sort::sort(&mut critical);
    }
    (grades, critical)
}

/// Positions by index, in the order of the list, each once.
fn positions(names: &Names<'_>, ids: &[Id], (list, root): (&Place<'_>, &Place<'_>), sink: &mut Sink) -> Vec<usize> {
    for number in unique(&ids.iter().gather()).1 {
        let message = format_args!("this position stands in the list twice");
        sink.report(&list.item(number), "", Code::IdDuplicate, message);
    }
    let known = root.field("positions");
    let mut found = Vec::with_capacity(ids.len());
    for (number, id) in ids.iter().enumerate() {
        found.extend(names.positions.resolve("position", id, &known, &list.item(number), sink));
    }
    found
}

fn check(prior: &FlowPrior, at: &Place<'_>, sink: &mut Sink) {
    let mut sum = Rational::ZERO;
    let mut are_rates = true;
    for (rate, field) in [(prior.leave, "leave"), (prior.promote, "promote")] {
        if is_share(rate) {
            sum = &sum + &rate.to_rational();
        } else {
            are_rates = false;
            sink.report(at, field, Code::NumberOutOfRange, format_args!("a rate is 0 to 100 %"));
        }
    }
    if are_rates && sum > Rational::from(100) {
        let message = format_args!("more than all leave or are promoted");
        sink.report(at, "promote", Code::NumberOutOfRange, message);
    }
    if prior.weight.is_negative() || prior.weight > WEIGHT {
        let message = format_args!("a weight is 0 to {WEIGHT} years of one person");
        sink.report(at, "weight", Code::NumberOutOfRange, message);
    }
}

fn is_share(rate: Percent) -> bool {
    !rate.0.is_negative() && rate.0 <= Decimal::HUNDRED
}
