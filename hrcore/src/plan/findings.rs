//! What a returned plan does not say, with the place and a hint.

use super::Asked;
use super::answer::PlanFinding;
use super::words::Words;
use crate::compile::place::Place;
use crate::facts::KnownPlan;
use crate::values::Language;

/// What a plan does not say, of what its template requires.
pub(super) fn findings(asked: &Asked<'_>, plan: &KnownPlan) -> Vec<PlanFinding> {
    let mut findings = Vec::new();
    let templates = &asked.version.policy.plan_templates;
    let Some(template) = plan.template.and_then(|template| templates.get(template)).filter(|_| !plan.is_accepted)
    else {
        return findings;
    };
    let plans = asked.standing.plans;
    let stated = asked.facts.facts.document().plans.get(plan.number as usize);
    let list = Place::ROOT;
    let list = list.field("plans");
    let at = list.item(plan.number as usize);
    let items = at.field("items");
    let words = Words::new(asked, asked.request.lang.unwrap_or(Language::En));
    // Findings come item by item, and so does the document.
    let mut rest = stated.map_or(&[][..], |plan| &plan.items).iter().enumerate();
    let mut current = None;
    plans.lacks(plan, template, &mut |lack| {
        let item = lack.item.and_then(|item| plans.items.get(item));
        if let Some(item) = item
            && current.is_none_or(|(known, _)| Some(known) != lack.item)
        {
            let place = rest.find(|(_, stated)| std::ptr::eq(*stated, item.of)).map(|(place, _)| place);
            current = lack.item.zip(place);
        }
        let pointer = match (item.and(current), lack.action) {
            (Some((_, place)), None) => asked.problems.pointer(&items.item(place)),
            (Some((_, place)), Some(action)) => {
                asked.problems.pointer(&items.item(place).field("actions").item(action))
            }
            (None, _) => asked.problems.pointer(&at),
        };
        findings.push(PlanFinding {
            code: lack.code,
            pointer,
            item: item.map(|item| item.of.id.clone()),
            field: lack.field,
            have: lack.count.map(|(have, _)| have),
            need: lack.count.map(|(_, need)| need),
            message: words.lack(&lack),
            hint: words.hint(&lack, item),
        });
        true
    });
    findings
}
