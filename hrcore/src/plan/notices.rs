//! What people should be told: each once, by an id that stays the same.

use super::Asked;
use super::answer::{Endangered, Notice, Risk};
use super::endangered::Waiting;
use super::report::due;
use super::standing::Status;
use super::words::Words;
use crate::facts::{Due, KnownItem, KnownPlan, Progress};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::values::Id;

/// An item of which people are told.
pub(super) struct Subject<'a> {
    pub(super) plan: &'a KnownPlan,
    number: usize,
    pub(super) item: &'a KnownItem<'a>,
    status: Status,
    pub(super) progress: Progress<'a>,
    pub(super) risks: Few<Risk>,
    due: Option<Due>,
    /// The end of what names a notice: the same of all about the item.
    name: String,
    /// The days since it was due, where it is overdue.
    days: Option<u32>,
    endangers: Option<Endangered>,
}

impl Asked<'_> {
    /// The notices, in the order of the facts.
    pub(super) fn notices(&self, waiting: &mut Waiting<'_>) -> Vec<Notice> {
        let plans = self.standing.plans;
        let mut notices = Vec::new();
        // The item for which each person was last told that it is waited for.
        let mut told = Vec::new();
        for plan in &plans.plans {
            if !self.is_wanted(plan) {
                continue;
            }
            if !plan.is_accepted {
                notices.extend(self.returned(plan));
                continue;
            }
            for number in plan.first as usize..plan.end as usize {
                let status = self.standing.status(number);
                let Some(item) = plans.items.get(number).filter(|_| status.is_in_danger()) else { continue };
                let progress = self.standing.progress(number);
                let is_overdue = status == Status::Overdue;
                let subject = Subject {
                    plan,
                    number,
                    item,
                    status,
                    risks: if is_overdue { Few::default() } else { self.standing.risks(plan, number, &progress) },
                    progress,
                    due: due(item),
                    name: name(due(item), &item.of.id),
                    days: is_overdue.then(|| self.standing.overdue_days(item)),
                    endangers: waiting.endangered(number),
                };
                self.of_item(&subject, waiting, &mut told, &mut notices);
            }
        }
        notices
    }

    fn returned(&self, plan: &KnownPlan) -> Option<Notice> {
        let stated = self.facts.facts.document().plans.get(plan.number as usize)?;
        let owner = self.owner(plan)?;
        let text = self.request.lang.map(|lang| Words::new(self, lang).returned(plan, stated));
        Some(Notice {
            id: match stated.submitted {
                Some(at) => format!("reminder/returned/{at}/{}", stated.id),
                None => format!("reminder/returned/{}", stated.id),
            },
            kind: "reminder",
            code: "returned",
            to: Few(vec![owner.clone()]),
            employee: owner.clone(),
            plan: stated.id.clone(),
            item: None,
            due: None,
            overdue_days: None,
            endangers: None,
            text,
        })
    }

    fn of_item(&self, subject: &Subject<'_>, waiting: &Waiting<'_>, told: &mut Vec<u32>, notices: &mut Vec<Notice>) {
        let person = subject.plan.person as usize;
        let has = |codes: &[&str]| subject.risks.iter().any(|risk| codes.contains(&risk.code));
        let is_overdue = subject.status == Status::Overdue;
        let mut add = |kind, code, to| notices.extend(self.notice(subject, kind, code, to));
        let owner = || self.ids([person]);
        let managers = || self.ids(self.line.managers(person));
        if is_overdue {
            add("reminder", "overdue", owner());
        }
        if has(&["due_soon"]) {
            add("reminder", "due_soon", owner());
        }
        let warn_after = self.version.planning.tracking.warn_after_days;
        if subject.days.is_some_and(|days| days >= warn_after) {
            add("warning", "overdue", managers());
        }
        if has(&["blocked"]) {
            add("warning", "blocked", managers());
        } else if has(&["behind", "depends_on"]) {
            add("warning", "at_risk", managers());
        }
        let mut others = Vec::new();
        let direct = waiting.direct(subject.number);
        if !direct.is_empty() {
            told.resize(self.wanted.len(), u32::MAX);
            let own = u32::try_from(subject.number).unwrap_or(u32::MAX);
            for item in direct {
                let plan = self.standing.plans.items.get(*item as usize);
                let plan = plan.and_then(|item| self.standing.plans.plans.get(item.plan as usize));
                let Some(waits) = plan.map(|plan| plan.person as usize).filter(|waits| *waits != person) else {
                    continue;
                };
                if let Some(last) = told.get_mut(waits)
                    && *last != own
                {
                    *last = own;
                    others.push(waits);
                }
            }
        }
        if !others.is_empty() {
            add("reminder", "waits", self.ids(others));
        }
    }

    fn ids(&self, people: impl IntoIterator<Item = usize>) -> Few<Id> {
        let employees = &self.facts.facts.document().employees;
        Few(people.into_iter().filter_map(|person| employees.get(person)).map(|employee| employee.id.clone()).gather())
    }

    fn notice(&self, subject: &Subject<'_>, kind: &'static str, code: &'static str, to: Few<Id>) -> Option<Notice> {
        let stated = self.facts.facts.document().plans.get(subject.plan.number as usize)?;
        let item = &subject.item.of.id;
        let mut notice = Notice {
            id: [kind, "/", code, &subject.name].concat(),
            kind,
            code,
            to,
            employee: self.owner(subject.plan)?.clone(),
            plan: stated.id.clone(),
            item: Some(item.clone()),
            due: subject.due,
            overdue_days: subject.days,
            // Who is warned decides by it; who is reminded knows, or need not.
            endangers: subject.endangers.clone().filter(|_| kind == "warning"),
            text: None,
        };
        if let Some(lang) = self.request.lang {
            notice.text = Some(Words::new(self, lang).notice(subject, &notice));
        }
        Some(notice)
    }
}

/// When an item is due, and its id.
fn name(due: Option<Due>, item: &Id) -> String {
    let due = match due {
        Some(Due::Day(day)) => day.to_string(),
        Some(Due::At(at)) => at.to_string(),
        None => String::new(),
    };
    ["/", &due, "/", item.as_str()].concat()
}
