//! The rules that pay, as they are counted, and which of them a question is about.

use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::engine::unsupported;
use crate::error::{Code, Problems};
use crate::gather::Gather as _;
use crate::policy::{Every, PayConsequence, minor_digits};
use crate::request::PayoutsRequest;
use crate::score::base_periods;
use crate::time::Period;
use crate::values::Id;

use super::due::Rule;

/// The rules of a policy, of which those of the period's length run.
pub(super) fn rules<'a>(version: &'a Compiled, request: &PayoutsRequest) -> Result<Vec<Rule<'a>>, Problems> {
    let policy = &version.policy;
    let length = length(request.period).filter(|_| base_periods(version, request.period).is_some());
    let appraised = policy.appraisal_period.every;
    let mut rules = Vec::new();
    let mut add = |id: &'a Id, kind, (currency, every, goal): (&'a Id, Option<Every>, Option<&'a Id>)| {
        let runs = length == Some(every.unwrap_or(appraised));
        let digits = minor_digits(currency.as_str());
        rules.push(Rule { id, kind, currency, digits, goal, runs, wanted: runs });
    };
    for rule in policy.bonuses.iter() {
        add(&rule.id, "bonus", (&rule.currency, rule.every, rule.goal.as_ref()));
    }
    for rule in policy.commissions.iter() {
        add(&rule.id, "commission", (&rule.currency, rule.every, None));
    }
    for rule in policy.pay_rules.iter() {
        let kind = match rule.pays {
            PayConsequence::Rating(_) => "rating",
            PayConsequence::Coefficient(_) => "coefficient",
            PayConsequence::Overtime(_) => "overtime",
            PayConsequence::Absence(_) => "absence",
        };
        add(&rule.id, kind, (&rule.currency, rule.every, None));
    }
    if length.is_none() {
        return Err(unsupported(version, request.period).into());
    }
    if let Some(asked) = &request.rules {
        restrict(version, &mut rules, asked)?;
    }
    Ok(rules)
}

/// Leaves those that are asked for.
fn restrict(version: &Compiled, rules: &mut [Rule<'_>], asked: &[Id]) -> Result<(), Problems> {
    let mut ids: Vec<(&Id, usize, bool)> =
        rules.iter().enumerate().map(|(number, rule)| (rule.id, number, false)).gather();
    crate::sort::sort_by(&mut ids, Ord::cmp);
    let mut sink = Sink::new((Vec::new(), Vec::new()), version.limits.problems);
    let list = Place::ROOT;
    let list = list.field("rules");
    for (number, id) in asked.iter().enumerate() {
        match ids.binary_search_by(|(known, ..)| (*known).cmp(id)) {
            Ok(at) => ids.get_mut(at).into_iter().for_each(|entry| entry.2 = true),
            Err(_) => {
                let message = format_args!("no rule `{id}` pays");
                let known = rules.iter().map(|rule| rule.id.as_str()).gather();
                match crate::error::nearest(id.as_str(), &known) {
                    Some(near) => {
                        let hint = format_args!("did you mean `{near}`?");
                        sink.advise(&list.item(number), "", Code::ReferenceUnknown, message, hint);
                    }
                    None => sink.report(&list.item(number), "", Code::ReferenceUnknown, message),
                }
            }
        }
    }
    let wanted: Vec<usize> = ids.iter().filter(|entry| entry.2).map(|entry| entry.1).gather();
    Problems::check(sink.finish())?;
    for rule in rules.iter_mut() {
        rule.wanted = false;
    }
    for number in wanted {
        if let Some(rule) = rules.get_mut(number) {
            rule.wanted = rule.runs;
        }
    }
    Ok(())
}

/// The length of a period.
pub(crate) fn length(period: Period) -> Option<Every> {
    Some(match period {
        Period::Day(_) => return None,
        Period::Week { .. } => Every::Week,
        Period::Month { .. } => Every::Month,
        Period::Quarter { .. } => Every::Quarter,
        Period::Half { .. } => Every::Half,
        Period::Year(_) => Every::Year,
    })
}

/// Has those run that are wanted, or that what is wanted depends on.
pub(super) fn run(rules: &mut [Rule<'_>], has_budgets: bool) {
    // A budget is about what all its rules pay.
    if has_budgets {
        return;
    }
    let mut goals: Vec<&Id> = rules.iter().filter(|rule| rule.wanted).filter_map(|rule| rule.goal).gather();
    crate::sort::sort_by(&mut goals, Ord::cmp);
    for rule in rules {
        // Which bonus of a goal pays depends on those before it.
        rule.runs &= rule.wanted || rule.goal.is_some_and(|goal| goals.binary_search(&goal).is_ok());
    }
}
