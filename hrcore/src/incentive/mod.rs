//! What results are worth (激励): bonuses, commissions, pay and budgets, line by line.

mod answer;
mod bonus;
mod budget;
mod commission;
mod compare;
#[cfg(test)]
mod compare_tests;
mod curve;
mod due;
mod lines;
mod pay;
#[cfg(test)]
mod pay_tests;
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
use crate::facts::{Payments, Payroll, Sales};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::small;
use crate::request::{DetailWord, PayoutsRequest};
use crate::score::{Scorer, head};
use crate::{Engine, Facts};

use bonus::Bonuses;
use commission::Commissions;
pub(crate) use curve::on_base;
use due::{Ask, Found, Rule};
use lines::Lines;
pub(crate) use rules::length;

impl Engine {
    /// What is paid for a period, line by line.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn payouts(&self, facts: &Facts, request: &PayoutsRequest) -> Result<PayoutsReport, Problems> {
        self.assemble(facts, request, true)
    }

    /// The same, with what was paid before taken off, or not.
    fn assemble(&self, facts: &Facts, request: &PayoutsRequest, takes_off: bool) -> Result<PayoutsReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        let people = chosen(facts, request.employees.as_deref());
        let (people, mut rules) = Problems::both(people, rules::rules(version, request))?;
        let has_budgets = budget::any(version, &rules);
        rules::run(&mut rules, has_budgets);
        let span = crate::score::span(version, request.period);
        let Some(last_day) = span.to() else { return Err(crate::engine::unsupported(version, request.period).into()) };
        let totals = reads_totals(&version.assessments, checks(version, &rules));
        let totals = totals || pay::reads_earlier(version, &rules, request.period);
        let mut asked = OnDay::new(self, facts, (version, forced), totals);
        let about = (request.period, span, length(request.period));
        let payments = asked.join(|facts, policy, sink| Payments::new(facts, policy, about, sink));
        let payroll = asked.join(Payroll::new);
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
            keep: Commissions::keep(version, &sales),
            lang: request.lang,
        };
        let mut makers = Makers {
            bonuses: Bonuses::new(version),
            commissions: Commissions::new(&mut ask, &sales),
            payroll: &payroll,
            scorer: asked.scorer(request.period),
        };
        let mut lines = Lines::new((rules.len(), people.len()), takes_off);
        let mut not_earned = Vec::new();
        let mut budgets = Vec::new();
        if has_budgets {
            let mut found = Found::default();
            for employee in 0..facts.document().employees.len() {
                makers.person(&mut ask, small(employee), &mut found);
            }
            budgets = budget::apply(&ask, &mut found);
            lines.people(&ask, &people, found, &mut not_earned);
        } else {
            for employee in people {
                let mut found = Found::default();
                makers.person(&mut ask, small(employee), &mut found);
                lines.person(&ask, small(employee), found.dues, found.open);
                let wanted = |rule: u32| ask.rules.get(rule as usize).is_some_and(|rule| rule.wanted);
                let refused = found.not_earned.into_iter().filter(|((_, rule), _)| wanted(*rule));
                not_earned.extend(refused.map(|(_, not_earned)| not_earned));
            }
        }
        let (by_rule, by_currency) = (lines.rules(&rules), lines.totals(&rules));
        drop((makers, ask));
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
}

/// What finds what rules pay.
struct Makers<'a> {
    bonuses: Bonuses<'a>,
    commissions: Commissions<'a>,
    payroll: &'a Payroll<'a>,
    scorer: Scorer<'a>,
}

impl<'a> Makers<'a> {
    /// What the rules that run pay a person.
    fn person(&mut self, ask: &mut Ask<'a>, employee: u32, found: &mut Found) {
        // One whose record is bad is left out.
        if ask.facts.held(employee as usize).is_none() {
            return;
        }
        self.bonuses.of(ask, self.payroll, employee, found);
        self.commissions.pay(ask, employee, found);
        pay::pay(ask, (self.payroll, &mut self.scorer), employee, found);
    }
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
