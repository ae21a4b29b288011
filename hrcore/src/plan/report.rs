//! Plans and their items as they are answered, and who owes one.

use super::answer::{EmployeePlans, ItemStatus, OwedPlan, PlanStatus, PlanSummary};
use super::endangered::Waiting;
use super::standing::Status;
use super::words::Words;
use super::{Asked, findings};
use crate::facts::{Due, KnownItem, KnownPlan, Progress};
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::policy::Every;
use crate::request::PlanDetail;
use crate::time::{Period, Span};
use crate::values::Id;

/// Items counted by where they stand.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Counts {
    by_status: [u32; 7],
}

impl Counts {
    fn count(&mut self, status: Status) {
        if let Some(slot) = self.by_status.get_mut(status as usize) {
            *slot = slot.saturating_add(1);
        }
    }

    fn add(&mut self, other: &Self) {
        for (slot, count) in self.by_status.iter_mut().zip(other.by_status) {
            *slot = slot.saturating_add(count);
        }
    }

    fn of(&self, status: Status) -> u32 {
        self.by_status.get(status as usize).copied().unwrap_or(0)
    }

    fn summary(&self) -> PlanSummary {
        let (done, done_late, cancelled) =
            (self.of(Status::Done), self.of(Status::DoneLate), self.of(Status::Cancelled));
        let items = self.by_status.iter().fold(0u32, |sum, count| sum.saturating_add(*count));
        let completion =
            Rational::new(i128::from(done) + i128::from(done_late), i128::from(items) - i128::from(cancelled));
        PlanSummary {
            items,
            done,
            done_late,
            on_time: self.of(Status::OnTime),
            at_risk: self.of(Status::AtRisk),
            overdue: self.of(Status::Overdue),
            cancelled,
            returned: self.of(Status::Returned),
            completion: completion.map(Figure::new),
        }
    }
}

/// By when an item is due: the last day of its plan, where it does not say.
pub(super) fn due(item: &KnownItem<'_>) -> Option<Due> {
    let last = || Span { first: item.due_day, last: item.due_day }.from().map(Due::Day);
    item.of.due.or_else(last)
}

impl Asked<'_> {
    /// Counts over everyone, and one entry per employee who has plans.
    pub(super) fn results(&self, waiting: &mut Waiting<'_>) -> (PlanSummary, Vec<EmployeePlans>) {
        let plans = self.standing.plans;
        let mut all = Counts::default();
        let mut results = Vec::new();
        for (person, employee) in self.facts.facts.document().employees.iter().enumerate() {
            let mut own: Option<Counts> = None;
            let mut listed = Vec::new();
            for plan in plans.of_person(person) {
                let Some(plan) = plans.plans.get(*plan as usize).filter(|plan| self.is_wanted(plan)) else { continue };
                let counts = own.get_or_insert_default();
                for item in plan.first..plan.end {
                    counts.count(self.standing.status(item as usize));
                }
                listed.extend(self.plan(plan, waiting));
            }
            let Some(own) = own else { continue };
            all.add(&own);
            let held = self.line.held(person);
            let position = held.and_then(|(position, _)| self.version.policy.positions.get(position));
            results.push(EmployeePlans {
                employee: employee.id.clone(),
                position: position.map(|position| position.id.clone()),
                summary: own.summary(),
                plans: Few(listed),
            });
        }
        (all.summary(), results)
    }

    /// A plan as far as it is asked for.
    fn plan(&self, plan: &KnownPlan, waiting: &mut Waiting<'_>) -> Option<PlanStatus> {
        let is_full = match self.request.detail {
            PlanDetail::Summary => return None,
            PlanDetail::Attention => false,
            PlanDetail::Full => true,
        };
        let stated = self.facts.facts.document().plans.get(plan.number as usize)?;
        let mut items = Vec::new();
        for number in plan.first as usize..plan.end as usize {
            let status = self.standing.status(number);
            if let Some(item) = self.standing.plans.items.get(number)
                && (is_full || status.is_in_danger())
            {
                items.push(self.item(plan, (number, item), status, waiting));
            }
        }
        if !is_full && plan.is_accepted && items.is_empty() {
            return None;
        }
        let templates = &self.version.policy.plan_templates;
        Some(PlanStatus {
            plan: stated.id.clone(),
            period: stated.period,
            template: plan.template.and_then(|template| templates.get(template)).map(|template| template.id.clone()),
            state: if plan.is_accepted { "accepted" } else { "returned" },
            findings: Few(findings::findings(self, plan)),
            items: Few(items),
        })
    }

    fn item(
        &self,
        plan: &KnownPlan,
        (number, item): (usize, &KnownItem<'_>),
        status: Status,
        waiting: &mut Waiting<'_>,
    ) -> ItemStatus {
        let mut told = ItemStatus {
            item: item.of.id.clone(),
            status: status.word(),
            progress: None,
            expected: None,
            attainment: None,
            due: None,
            done: None,
            overdue_days: None,
            risks: Few::default(),
            endangers: None,
            text: None,
        };
        // Of an item of a returned plan nothing else is said.
        if status != Status::Returned {
            let progress = self.standing.progress(number);
            told.due = due(item);
            told.expected = status.is_open().then(|| Figure::new(self.standing.expected(plan, item)));
            if status == Status::AtRisk {
                told.risks = self.standing.risks(plan, number, &progress);
            }
            if status.is_in_danger() {
                told.endangers = waiting.endangered(number);
            }
            told.overdue_days = (status == Status::Overdue).then(|| self.standing.overdue_days(item));
            let Progress { share, done, attainment, .. } = progress;
            told.progress = share.map(Figure::new);
            told.attainment = attainment.map(Figure::new);
            told.done = done;
        }
        if let Some(lang) = self.request.lang {
            told.text = Some(Words::new(self, lang).item(item, &told));
        }
        told
    }

    /// Who owes a plan for the period asked for, and has none for it.
    pub(super) fn owed(&self) -> Vec<OwedPlan> {
        let (Some(period), Some(span)) = (self.request.period, self.span) else { return Vec::new() };
        let templates = &self.version.policy.plan_templates;
        let start_day = self.version.policy.appraisal_period.start_day;
        let last = span.to();
        let is_due =
            |every: Every| last.is_some_and(|last| Period::containing(last, every.into(), start_day) == period);
        let document = self.facts.facts.document();
        let plans = self.standing.plans;
        let mut owed = Vec::new();
        for (person, employee) in document.employees.iter().enumerate() {
            if self.wanted.get(person) != Some(&true) {
                continue;
            }
            let held = self.facts.held(person).unwrap_or_default();
            let day = Span { first: span.last, last: span.last };
            let Some(held) = held.iter().find(|held| held.span.contains(day)) else { continue };
            let template = self.version.planning.template_of.get(held.position).copied().flatten();
            let Some(template) = template.and_then(|at| templates.get(at)) else { continue };
            if !template.every.is_some_and(is_due) {
                continue;
            }
            let stated = |plan: &u32| {
                let known = plans.plans.get(*plan as usize)?;
                document.plans.get(known.number as usize).map(|plan| plan.period)
            };
            if plans.of_person(person).iter().any(|plan| stated(plan) == Some(period)) {
                continue;
            }
            let Some(position) = self.version.policy.positions.get(held.position) else { continue };
            owed.push(OwedPlan {
                employee: employee.id.clone(),
                position: position.id.clone(),
                template: template.id.clone(),
                period,
            });
        }
        owed
    }

    /// The owner of a plan.
    pub(super) fn owner(&self, plan: &KnownPlan) -> Option<&Id> {
        self.facts.facts.document().employees.get(plan.person as usize).map(|employee| &employee.id)
    }
}
