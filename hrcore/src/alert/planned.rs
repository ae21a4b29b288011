//! Alerts about items of work plans: the warnings of `plans` that something is overdue, at the end of the day.

use super::audience::About;
use super::{Alert, Ask, Clearing, Rule, words};
use crate::facts::{Due, PlanFacts};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::plan::{Overdue, overdue};

pub(super) fn find(ask: &mut Ask<'_>, rules: &[Rule<'_>]) {
    // It is put back when all has been found.
    let Some(plans) = ask.plans.take() else { return };
    let late = overdue(ask.facts.facts.document(), &plans, ask.version, ask.day);
    for rule in rules {
        of_rule(ask, rule, (&plans, &late));
    }
    ask.plans = Some(plans);
}

fn of_rule(ask: &mut Ask<'_>, rule: &Rule<'_>, (plans, late): (&PlanFacts<'_>, &[Overdue<'_>])) {
    let mut alerts: Vec<Alert> = Vec::new();
    for item in late.iter().filter(|item| ask.is_wanted(item.person)) {
        let held = ask.held_on(item.person, ask.day);
        if !(rule.compiled.whom.positions.is_empty() || held.is_some_and(|held| rule.compiled.whom.has(held))) {
            continue;
        }
        let id = format!("{}/{}/{}", rule.stated.id, due_text(item.due), item.item.of.id);
        let mut alert = ask.blank(rule, id);
        alert.item = Some(item.item.of.id.clone());
        about(ask, rule, item.person, &mut alert);
        alert.endangers = Few(item.endangers.clone());
        alert.clears = Some(Clearing { code: "done", on: None });
        alert.text = ask.request.lang.map(|lang| words::overdue(ask, lang, rule, item, &alert));
        alerts.push(alert);
    }
    let over = ask.over(rule, &mut alerts.iter().map(|alert| alert.id.as_str()).gather());
    for open in over {
        let Some(number) = open.rest.split_once('/').and_then(|(_, item)| plans.find(item)) else { continue };
        let item = plans.items.get(number);
        let plan = item.and_then(|item| plans.plans.get(item.plan as usize));
        let (Some(item), Some(plan)) = (item, plan) else { continue };
        if !ask.is_wanted(plan.person as usize) {
            continue;
        }
        let mut alert = ask.blank(rule, open.id.to_owned());
        alert.item = Some(item.of.id.clone());
        about(ask, rule, plan.person as usize, &mut alert);
        ask.clear(&mut alert);
        alert.text = ask.request.lang.map(|lang| words::item_over(ask, lang, rule, (item, plan.person as usize)));
        alerts.push(alert);
    }
    ask.found.extend(alerts.into_iter().map(|alert| (rule.number, alert)));
}

fn about(ask: &Ask<'_>, rule: &Rule<'_>, person: usize, alert: &mut Alert) {
    alert.employee = ask.employee(person);
    alert.people = ask.ids(&[person]);
    alert.to = ask.audience(rule, About::Employee(person), &[person]);
}

fn due_text(due: Due) -> String {
    match due {
        Due::Day(day) => day.to_string(),
        Due::At(at) => at.to_string(),
    }
}
