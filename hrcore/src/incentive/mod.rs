//! What results are worth (激励): bonuses, commissions, pay and budgets, line by line.

mod answer;
mod bonus;
mod budget;
mod commission;
mod due;
mod lines;
mod pay;
mod rules;
pub(crate) mod split;
#[cfg(test)]
mod tests;
pub(crate) mod tiers;
mod words;

pub use answer::{
    AttendancePart, BudgetStatus, CostChange, CurrencyTotal, CurvePoint, GreatestChange, ModifierResult, NotEarned,
    OvertimePart, PayoutComparison, PayoutCurve, PayoutInputs, PayoutLine, PayoutsReport, PersonChange, RuleTotal,
    SalePart, TeamPart, TierPart, Undecided,
};

use crate::compile::{Check, Compiled, reads_totals};
use crate::eligibility::OnDay;
use crate::engine::chosen;
use crate::error::Problems;
use crate::facts::{Payments, Sales};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::small;
use crate::request::{ComparePayoutsRequest, DetailWord, PayoutCurveRequest, PayoutsRequest};
use crate::score::head;
use crate::{Engine, Facts};

use commission::Commissions;
use due::{Ask, Found, Rule};
use lines::Lines;

impl Engine {
    /// What is paid for a period, line by line.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn payouts(&self, facts: &Facts, request: &PayoutsRequest) -> Result<PayoutsReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        let people = chosen(facts, request.employees.as_deref());
        let (people, mut rules) = Problems::both(people, rules::rules(version, request))?;
        let has_budgets = budget::any(version, &rules);
        for rule in &mut rules {
            // A budget is about what all its rules pay; without one, only what is asked for matters.
            rule.runs &= rule.wanted || has_budgets;
        }
        let span = crate::score::span(version, request.period);
        let Some(last_day) = span.to() else { return Err(crate::engine::unsupported(version, request.period).into()) };
        let totals = reads_totals(&version.assessments, checks(version, &rules));
        let mut asked = OnDay::new(self, facts, (version, forced), totals);
        let payments = asked.join(Payments::new);
        let sales = asked.join_held(|facts, policy, sink| Sales::new(facts, policy, span, sink));
        let mut judge = asked.judge(last_day);
        judge.detail = request.detail == DetailWord::Full;
        let mut ask = Ask {
            policy: version,
            facts: &asked.facts,
            full: judge.detail,
            judge,
            payments: &payments,
            rules: &rules,
            period: request.period,
            span,
            lang: request.lang,
        };
        let mut commissions = Commissions::new(&mut ask, &sales);
        let mut lines = Lines::new(rules.len(), people.len());
        let mut not_earned = Vec::new();
        let mut budgets = Vec::new();
        if has_budgets {
            let mut found = Found::default();
            for employee in 0..facts.document().employees.len() {
                person(&mut ask, &mut commissions, small(employee), &mut found);
            }
            budgets = budget::apply(&ask, &mut found);
            lines.people(&ask, &people, found, &mut not_earned);
        } else {
            for employee in people {
                let mut found = Found::default();
                person(&mut ask, &mut commissions, small(employee), &mut found);
                lines.person(&ask, small(employee), found.dues, found.open);
                not_earned.extend(found.not_earned.into_iter().map(|(_, not_earned)| not_earned));
            }
        }
        let (by_rule, by_currency) = (lines.rules(&rules), lines.totals(&rules));
        drop((commissions, ask));
        Ok(PayoutsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            period: request.period,
            lines: lines.lines,
            not_earned: Few(not_earned),
            undecided: Few(lines.undecided),
            budgets: Few(budgets),
            rules: by_rule,
            totals: by_currency,
            problems: asked.problems(),
        })
    }

    /// What a commission pays over a range of bases, for a chart.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn payout_curve(&self, request: &PayoutCurveRequest) -> Result<PayoutCurve, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        Ok(PayoutCurve {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            rule: request.rule.clone(),
            currency: request.rule.clone(),
            points: Vec::new(),
        })
    }

    /// What two versions of the policy pay on the same facts, person by person.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the answer.
    pub fn compare_payouts(
        &self,
        _facts: &Facts,
        request: &ComparePayoutsRequest,
    ) -> Result<PayoutComparison, Problems> {
        Ok(PayoutComparison {
            schema_version: crate::SCHEMA_VERSION,
            period: request.period,
            version: request.version.clone(),
            against: request.against.clone(),
            people: Vec::new(),
            totals: Vec::new(),
            problems: Vec::new(),
        })
    }
}

/// What the rules that run pay a person.
fn person<'a>(ask: &mut Ask<'a>, commissions: &mut Commissions<'a>, employee: u32, found: &mut Found) {
    // One whose record is bad is left out.
    if ask.facts.held(employee as usize).is_none() {
        return;
    }
    bonus::pay(ask, employee, found);
    commissions.pay(ask, employee, found);
    pay::pay(ask, employee, found);
}

/// The tests of the conditions that the rules that run read.
fn checks<'a>(version: &'a Compiled, rules: &[Rule<'_>]) -> impl Iterator<Item = &'a Check> {
    let incentives = &version.incentives;
    let runs: Vec<bool> = rules.iter().map(|rule| rule.runs).gather();
    let bonuses = incentives.bonuses.iter().map(|bonus| vec![&bonus.when]);
    let modifiers = incentives.commissions.iter();
    let modifiers = modifiers.map(|commission| commission.modifiers.iter().map(|(when, _)| when).gather());
    let read = bonuses.chain(modifiers).zip(runs).filter(|(_, runs)| *runs);
    read.flat_map(|(requirements, _)| requirements).flat_map(|requirement| requirement.checks())
}
