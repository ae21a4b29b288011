//! What pays twice, budgets that bound nothing, and alerts that nobody hears.

use crate::compile::{Audience, Compiled, CompiledAlert, Whom};
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::{AlertKind, Bonus, PayConsequence, RewardKind};

use super::commissions::{Scheme, tiny};
use super::{Advice, add};

/// Bonuses before one that it is compared with.
const BEFORE: usize = 64;

/// Positions that a message names.
const NAMED: usize = 8;

/// Advises on what pays, on budgets, and on alerts that nobody hears.
pub(super) fn money(version: &Compiled, advice: &mut Vec<Advice>) {
    let policy = &version.policy;
    bonuses(version, advice);
    let budgeted = budgeted(version);
    let compiled = version.incentives.commissions.iter();
    for (number, (stated, rule)) in policy.commissions.iter().zip(compiled).enumerate() {
        let at = format!("{}/commissions/{number}", version.place);
        let scheme = Scheme { stated, rule, at };
        scheme.advise(budgeted.binary_search(&(policy.bonuses.len() + number)).is_ok(), advice);
    }
    for (number, rule) in policy.pay_rules.iter().enumerate() {
        let rate = match &rule.pays {
            PayConsequence::Overtime(pays) => pays.rate,
            PayConsequence::Absence(pays) => pays.rate,
            PayConsequence::Rating(_) | PayConsequence::Coefficient(_) => continue,
        };
        tiny(rate, || format!("{}/pay_rules/{number}/pays/rate", version.place), advice);
    }
    budgets(version, advice);
    for (number, reward) in policy.points.iter().flat_map(|points| points.rewards.iter()).enumerate() {
        if reward.gives == RewardKind::Leave && reward.days.is_none() {
            let at = format!("{}/points/rewards/{number}", version.place);
            let message = format!("reward `{}` gives leave, but not how many days", reward.id);
            add(advice, "leave_days_missing", at, message, "state `days`");
        }
    }
    for (number, (stated, rule)) in policy.alerts.iter().zip(&version.alerts).enumerate() {
        if let Some((message, hint)) = unheard(version, stated.kind, rule) {
            let at = format!("{}/alerts/{number}/audience", version.place);
            add(advice, "alert_unheard", at, message, hint);
        }
        for (place, word) in stated.audience.iter().enumerate() {
            if matches!(word.as_str(), "employee" | "manager") && version.position_index.get(word.as_str()).is_some() {
                let at = format!("{}/alerts/{number}/audience/{place}", version.place);
                let message = format!("`{word}` is a word here, and not the position of that name");
                add(advice, "audience_ambiguous", at, message, "give the position another id, if it is meant");
            }
        }
    }
}

/// The rules that some budget bounds, in order.
fn budgeted(version: &Compiled) -> Vec<usize> {
    let mut found: Vec<usize> = version.incentives.budgets.iter().flat_map(|budget| &budget.rules).copied().gather();
    crate::sort::sort(&mut found);
    found
}

/// Bonuses that pay twice for one thing.
fn bonuses(version: &Compiled, advice: &mut Vec<Advice>) {
    let appraised = version.policy.appraisal_period.every;
    let whom = |number: usize| version.incentives.bonuses.get(number).map(|bonus| &bonus.whom);
    let every = |bonus: &Bonus| bonus.every.unwrap_or(appraised);
    for (number, bonus) in version.policy.bonuses.iter().enumerate() {
        let first = number.saturating_sub(BEFORE);
        let before = version.policy.bonuses.iter().enumerate().take(number).skip(first);
        let mut same = before.filter(|(_, other)| {
            every(other) == every(bonus)
                && (bonus.goal.is_none() || bonus.goal != other.goal)
                && bonus.when.test == other.when.test
        });
        let twin = same.find(|(other, _)| whom(*other).zip(whom(number)).is_some_and(|(a, b)| meet(a, b)));
        if let Some((_, other)) = twin {
            let message = format!("bonuses `{}` and `{}` pay for the same condition", other.id, bonus.id);
            let hint = "give both one `goal`, if one of them is to be paid";
            add(advice, "bonus_twice", format!("{}/bonuses/{number}", version.place), message, hint);
        }
    }
}

/// Whether some position is among both.
fn meet(a: &Whom, b: &Whom) -> bool {
    a.positions.is_empty() || b.positions.is_empty() || a.positions.iter().any(|position| b.has(*position))
}

/// Budgets that bound nothing.
fn budgets(version: &Compiled, advice: &mut Vec<Advice>) {
    for (number, budget) in version.incentives.budgets.iter().enumerate() {
        let Some(stated) = version.policy.budgets.get(number) else { continue };
        let (what, hint) = if budget.amount.is_zero() {
            ("holds nothing, so that its rules pay nothing", "state how much there is, or leave its rules out")
        } else if !budget.rules.iter().any(|rule| can_pay(version, *rule)) {
            ("is never reached: none of its rules pays anything", "name the rules that it is to bound")
        } else {
            continue;
        };
        let at = format!("{}/budgets/{number}", version.place);
        add(advice, "budget_idle", at, format!("budget `{}` {what}", stated.id), hint);
    }
}

/// Whether a rule can pay anything above zero; rules are counted as budgets count them.
fn can_pay(version: &Compiled, rule: usize) -> bool {
    let (policy, incentives) = (&version.policy, &version.incentives);
    let is_above = |value: &Rational| value.signum() > 0;
    if let Some(bonus) = incentives.bonuses.get(rule) {
        return is_above(&bonus.amount);
    }
    let rule = rule - incentives.bonuses.len();
    if let Some(commission) = incentives.commissions.get(rule) {
        let granted = [&commission.guarantee, &commission.draw].into_iter().flatten().any(is_above);
        let earned = commission.steps.iter().any(|step| is_above(&step.rate));
        let floored = commission.floor.as_ref().is_some_and(is_above);
        return granted || ((earned || floored) && commission.cap.as_ref().is_none_or(is_above));
    }
    let rule = rule - incentives.commissions.len();
    let rates = incentives.pay_rules.get(rule).map_or(&[][..], |rule| &rule.rates);
    match policy.pay_rules.get(rule).map(|rule| &rule.pays) {
        Some(PayConsequence::Rating(_) | PayConsequence::Overtime(_)) => rates.iter().flatten().any(is_above),
        Some(PayConsequence::Coefficient(_)) => true,
        Some(PayConsequence::Absence(_)) | None => false,
    }
}

/// Why nobody hears an alert, as far as the policy knows.
fn unheard(version: &Compiled, kind: AlertKind, rule: &CompiledAlert) -> Option<(String, &'static str)> {
    let has = |audience: Audience| rule.audience.contains(&audience);
    if rule.audience.iter().any(|audience| matches!(audience, Audience::Position(_))) {
        return None;
    }
    if rule.audience.is_empty() {
        return Some(("nobody is told".to_owned(), "name `employee`, `manager` or a position"));
    }
    if has(Audience::Employee) {
        return None;
    }
    let positions = version.policy.positions.iter().enumerate();
    let above = |position: usize| version.career.reports_to.get(position).copied().flatten();
    let looked_at = positions.filter(|(_, position)| kind != AlertKind::PipelineGap || position.key == Some(true));
    let mut alone = looked_at.filter(|(number, _)| rule.whom.has(*number) && above(*number).is_none());
    let named = alone.by_ref().take(NAMED).map(|(_, position)| format!("`{}`", position.id));
    let named: Vec<String> = named.gather();
    if named.is_empty() {
        return None;
    }
    let more = if alone.next().is_some() { ", …" } else { "" };
    let above = if named.len() == 1 { "it" } else { "them" };
    let message = format!("alerts about holders of {}{more} reach nobody: nobody is above {above}", named.join(", "));
    Some((message, "name another position, or `employee`, if somebody is to know"))
}

#[cfg(test)]
mod tests;
