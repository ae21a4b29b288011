//! Alerts about the risk that people leave: references resolved, and what is refused of them.

use super::career::Names;
use super::place::{Place, Sink};
use crate::error::{Code, nearest};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Rational, float};
use crate::policy::{AlertKind, AlertRule, EMPLOYEE};

/// Within how many months, where it is not stated.
const HORIZON: u32 = 3;
/// The most.
const MOST: u32 = 24;

/// What raises an alert about the risk that somebody leaves.
#[derive(Debug, Default)]
pub(crate) struct Flight {
    /// The chance that it has to be above, between 0 and 1.
    pub(crate) more_than: Option<f64>,
    /// Within how many months.
    pub(crate) horizon: u32,
    /// The signals that raise it, by their ascending numbers.
    pub(crate) signals: Vec<usize>,
}

/// States within how many months.
pub(super) fn state_defaults(rules: &mut Few<AlertRule>) {
    for rule in rules.0.iter_mut().filter(|rule| rule.kind == AlertKind::FlightRisk) {
        rule.horizon.get_or_insert(HORIZON);
    }
}

/// Resolves the signals of a rule.
pub(super) fn compile(rule: &AlertRule, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) -> Flight {
    let stated = names.policy.attrition.as_ref();
    let known = stated.map_or(&[][..], |stated| &stated.signals);
    let section = names.place.field("attrition");
    let list = at.field("signals");
    let mut signals = Vec::with_capacity(rule.signals.len());
    for (number, id) in rule.signals.iter().enumerate() {
        match known.iter().position(|signal| signal.id == *id) {
            Some(found) => signals.push(found),
            // It may be one that could not be read.
            None if sink.is_incomplete(&section.field("signals")) => {}
            None => {
                let message = format_args!("signal `{}` does not exist", crate::json::short(id.as_str()));
                let ids = known.iter().map(|signal| signal.id.as_str()).gather();
                let place = list.item(number);
                match nearest(id.as_str(), &ids) {
                    Some(near) => {
                        let hint = format_args!("did you mean `{near}`?");
                        sink.advise(&place, "", Code::ReferenceUnknown, message, hint);
                    }
                    None => sink.report(&place, "", Code::ReferenceUnknown, message),
                }
            }
        }
    }
    crate::sort::sort(&mut signals);
    // One that is named twice warns once.
    signals.dedup();
    let share = rule.risk_more_than.and_then(|stated| stated.to_rational().checked_div(&Rational::from(100)));
    let more_than = share.and_then(|share| float(&share));
    Flight { more_than, horizon: rule.horizon.unwrap_or(HORIZON), signals }
}

/// Checks that what the kind needs is there, that no other kind has it, and that numbers lie where they can.
pub(super) fn check(rule: &AlertRule, at: &Place<'_>, sink: &mut Sink) {
    if rule.kind != AlertKind::FlightRisk {
        for (field, there) in [
            ("risk_more_than", rule.risk_more_than.is_some()),
            ("horizon", rule.horizon.is_some()),
            ("signals", !rule.signals.is_empty()),
        ] {
            if there {
                let message = format_args!("`{field}` is not of an alert of the kind `{}`", rule.kind.as_str());
                sink.report(at, field, Code::FieldUnknown, message);
            }
        }
        return;
    }
    if rule.risk_more_than.is_none() && rule.signals.is_empty() {
        let message = format_args!("an alert of the kind `flight_risk` needs `risk_more_than` or `signals`");
        sink.report(at, "", Code::FieldMissing, message);
    }
    if let Some(stated) = rule.risk_more_than
        && !(stated.to_rational().signum() > 0 && stated.to_rational() < Rational::from(100))
    {
        let message = format_args!("`risk_more_than` is above 0 and below 100 percent");
        sink.report(at, "risk_more_than", Code::NumberOutOfRange, message);
    }
    if rule.horizon.is_some_and(|months| !(1..=MOST).contains(&months)) {
        let message = format_args!("`horizon` is 1 to {MOST} months");
        sink.report(at, "horizon", Code::NumberOutOfRange, message);
    }
    let list = at.field("audience");
    for (number, id) in rule.audience.iter().enumerate() {
        if id.as_str() == EMPLOYEE {
            let message = format_args!("an alert of the kind `flight_risk` is not for `{EMPLOYEE}`");
            let hint = format_args!("a risk is told to managers, not to the person");
            sink.advise(&list.item(number), "", Code::ValueMismatch, message, hint);
        }
    }
}
