//! What a plan does not say, of what its template requires.

use super::super::{Due, KeyAction};
use super::{KnownItem, KnownPlan, PlanFacts};
use crate::policy::{FieldRule, PlanField, PlanTemplate};
use crate::values::Id;

/// Something that a plan does not say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lack<'t> {
    pub(crate) code: &'static str,
    /// The item, by index in `items`; none where it is the plan itself.
    pub(crate) item: Option<usize>,
    /// The action, by number in the item.
    pub(crate) action: Option<usize>,
    /// The field, as templates name it.
    pub(crate) field: Option<&'static str>,
    /// How many there are, and how many are needed, where there are too few.
    pub(crate) count: Option<(u32, u32)>,
    /// The rule that asks for it; the texts of items and actions are always asked for.
    pub(crate) rule: Option<&'t FieldRule>,
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl<'a> PlanFacts<'a> {
    /// Shows what a plan does not say, until `show` has seen enough and says `false`. The plan itself comes first, then
    /// item by item the texts and the rules in the order of the template.
    pub(crate) fn lacks<'t>(
        &self,
        plan: &KnownPlan,
        template: &'t PlanTemplate,
        show: &mut dyn FnMut(Lack<'t>) -> bool,
    ) -> bool {
        let items = plan.first as usize..plan.end as usize;
        let plain = Lack { code: "text_empty", item: None, action: None, field: None, count: None, rule: None };
        let have = count(items.len());
        if have < template.min_items
            && !show(Lack { code: "too_few_items", count: Some((have, template.min_items)), ..plain })
        {
            return false;
        }
        for at in items {
            let Some(item) = self.items.get(at) else { continue };
            let plain = Lack { item: Some(at), ..plain };
            if is_blank(&item.of.text) && !show(Lack { field: Some("text"), ..plain }) {
                return false;
            }
            for (number, action) in item.of.actions.iter().enumerate() {
                if is_blank(&action.text) && !show(Lack { field: Some("actions"), action: Some(number), ..plain }) {
                    return false;
                }
            }
            for rule in &template.requires {
                if let Some((code, count)) = self.lack(plan.person, item, rule) {
                    let field = Some(rule.field.as_str());
                    if !show(Lack { code, field, count, rule: Some(rule), ..plain }) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// What is wrong with an item under a rule.
    fn lack(&self, owner: u32, item: &KnownItem<'a>, rule: &FieldRule) -> Option<(&'static str, Option<(u32, u32)>)> {
        const MISSING: Option<(&str, Option<(u32, u32)>)> = Some(("field_missing", None));
        let of = item.of;
        let is_there = |there: bool| if there { None } else { MISSING };
        let enough = |have: usize| match count(have) {
            0 => MISSING,
            have if have < rule.min => Some(("too_few", Some((have, rule.min)))),
            _ => None,
        };
        let with =
            |holds: &dyn Fn(&KeyAction) -> bool| enough(of.actions.iter().filter(|action| holds(action)).count());
        match rule.field {
            PlanField::Goal => is_there(item.has_goal()),
            PlanField::GoalFrom => is_there(item.goal().is_some_and(|goal| goal.from.is_some())),
            PlanField::Actions => enough(of.actions.len()),
            PlanField::ActionPeople => with(&|action| action.with.iter().any(|id| self.other(owner, id).is_some())),
            PlanField::ActionDue => with(&|action| action.due.is_some()),
            PlanField::Due => is_there(of.due.is_some()),
            PlanField::DueTime => match of.due {
                None => MISSING,
                Some(Due::Day(_)) => Some(("no_time", None)),
                Some(Due::At(_)) => None,
            },
            PlanField::Outcome => is_there(of.outcome.as_deref().is_some_and(|text| !is_blank(text))),
            PlanField::People => enough(self.others(owner, item)),
            PlanField::Related => enough(of.related.iter().filter(|text| !is_blank(text)).count()),
            PlanField::Objective => is_there(item.objective().is_some()),
        }
    }

    /// Someone other than the owner, by index; none who is not known.
    fn other(&self, owner: u32, id: &Id) -> Option<usize> {
        self.person(id).filter(|person| *person != owner as usize)
    }

    /// How many others an item names, in `people` and in its actions.
    fn others(&self, owner: u32, item: &KnownItem<'a>) -> usize {
        let mut others: Vec<usize> = Vec::new();
        let in_actions = item.of.actions.iter().flat_map(|action| action.with.iter());
        for id in item.of.people.iter().chain(in_actions) {
            others.extend(self.other(owner, id));
        }
        crate::sort::sort(&mut others);
        others.dedup();
        others.len()
    }
}
