//! Alerts about the risk of leaving, where their feature is left out: a rule about it is refused when it is asked.

use super::{Ask, Rule};
use crate::compile::{Check, Compiled};
use crate::error::Problems;
use crate::json::left_out;
use crate::policy::AlertKind;
use crate::request::AlertsRequest;
use crate::{Engine, Facts};

/// No chances.
pub(super) struct Chances;

/// How chances are asked.
pub(super) type AskChances = fn((&Engine, &Facts), &Compiled, &AlertsRequest, &[Rule<'_>]) -> Result<Chances, Problems>;

pub(super) fn chances(
    _: (&Engine, &Facts),
    version: &Compiled,
    _: &AlertsRequest,
    rules: &[Rule<'_>],
) -> Result<Chances, Problems> {
    let own = rules.iter().find(|rule| rule.stated.kind == AlertKind::FlightRisk);
    own.map_or(Ok(Chances), |rule| {
        let pointer = format!("{}/alerts/{}/kind", version.place, rule.number);
        Err(left_out(&pointer, "attrition").into())
    })
}

pub(super) fn checks<'a>(_: &'a Compiled, _: &[Rule<'_>]) -> std::iter::Empty<&'a Check> {
    std::iter::empty()
}

pub(super) fn find(_: &mut Ask<'_>, _: &[Rule<'_>]) {}
