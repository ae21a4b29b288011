//! What `plans` answers.

use crate::error::Problem;
use crate::facts::Due;
use crate::json::Few;
use crate::number::Figure;
use crate::score::PolicyRef;
use crate::time::{Date, Instant, Period};
use crate::values::Id;

answer! {
    /// How work plans stand at a moment.
    pub struct PlansReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The moment.
        pub as_of: Instant,
        /// The period asked for.
        pub period: Option<Period>,
        /// Counts over everyone asked for.
        pub summary: PlanSummary,
        /// One entry per employee who has plans, in the order of the facts.
        pub results: Vec<EmployeePlans>,
        /// Who owes a plan for the period asked for.
        pub owed: Few<OwedPlan>,
        /// What people should be told: each once, by its id.
        pub notices: Few<Notice>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// Items counted by where they stand; those of returned plans are counted in `returned` alone.
    pub struct PlanSummary {
        /// All items.
        pub items: u32,
        /// Done by when they were due.
        pub done: u32,
        /// Done after that.
        pub done_late: u32,
        /// Open and on time.
        pub on_time: u32,
        /// Open and at risk.
        pub at_risk: u32,
        /// Open and overdue.
        pub overdue: u32,
        /// Not to be done.
        pub cancelled: u32,
        /// Of plans that are returned.
        pub returned: u32,
        /// Done, of all but the cancelled ones, from 0 to 1; none without such items.
        pub completion: Option<Figure>,
    }
}

answer! {
    /// An employee's plans.
    pub struct EmployeePlans {
        /// The employee.
        pub employee: Id,
        /// The position held on the day.
        pub position: Option<Id>,
        /// Counts over the plans asked for.
        pub summary: PlanSummary,
        /// The plans, in the order of the facts.
        pub plans: Few<PlanStatus>,
    }
}

answer! {
    /// A plan.
    pub struct PlanStatus {
        /// The plan.
        pub plan: Id,
        /// Its period.
        pub period: Period,
        /// The template by which it is judged.
        pub template: Option<Id>,
        /// `accepted`, or `returned` where it does not say what the template requires.
        pub state: &'static str,
        /// What it does not say.
        pub findings: Few<PlanFinding>,
        /// Its items, in the order of the plan.
        pub items: Few<ItemStatus>,
    }
}

answer! {
    /// Something that a plan does not say.
    pub struct PlanFinding {
        /// `field_missing`, `too_few`, `no_time` (a day where a moment is needed), `too_few_items`, `text_empty`.
        pub code: &'static str,
        /// Where, in the facts.
        pub pointer: String,
        /// In which item.
        pub item: Option<Id>,
        /// The field that is missing, as templates name it.
        pub field: Option<&'static str>,
        /// How many there are.
        pub have: Option<u32>,
        /// How many are needed.
        pub need: Option<u32>,
        /// What is wrong, in words.
        pub message: String,
        /// What to do about it.
        pub hint: String,
    }
}

answer! {
    /// An item of a plan.
    pub struct ItemStatus {
        /// The item.
        pub item: Id,
        /// `done`, `done_late`, `on_time`, `at_risk`, `overdue` or `cancelled`; of a returned plan, `returned`.
        pub status: &'static str,
        /// How much is done, from 0 to 1.
        pub progress: Option<Figure>,
        /// The share of its time that has passed.
        pub expected: Option<Figure>,
        /// How much of its goal is reached, from 0 to 1.
        pub attainment: Option<Figure>,
        /// By when it is due.
        pub due: Option<Due>,
        /// When it was done.
        pub done: Option<Instant>,
        /// The days since it was due, by the calendar; 0 on the day itself.
        pub overdue_days: Option<u32>,
        /// Why it is at risk.
        pub risks: Few<Risk>,
        /// What waits for it, where it is at risk or overdue.
        pub endangers: Option<Endangered>,
        /// The item in words.
        pub text: Option<String>,
    }
}

answer! {
    /// Why an item is at risk.
    pub struct Risk {
        /// `blocked`, `depends_on`, `behind` or `due_soon`.
        pub code: &'static str,
        /// What stands in the way, in the words of the facts.
        pub note: Option<String>,
        /// Who can take it away.
        pub by: Option<Id>,
        /// The item on which it depends, which is itself late, at risk or due later.
        pub item: Option<Id>,
        /// The status of that item.
        pub status: Option<&'static str>,
    }
}

answer! {
    /// What waits for an item, directly or not.
    pub struct Endangered {
        /// The items, nearest first.
        pub items: Few<EndangeredItem>,
        /// The milestones, earliest first.
        pub milestones: Few<EndangeredMilestone>,
        /// Whether there is more than is listed: at most 64 items are.
        pub more: Option<bool>,
    }
}

answer! {
    /// An item that waits for another.
    pub struct EndangeredItem {
        /// The item.
        pub item: Id,
        /// Whose it is.
        pub employee: Id,
    }
}

answer! {
    /// A milestone that waits for items.
    pub struct EndangeredMilestone {
        /// The milestone.
        pub milestone: Id,
        /// When it is.
        pub date: Date,
    }
}

answer! {
    /// Who owes a plan.
    pub struct OwedPlan {
        /// Who.
        pub employee: Id,
        /// The position.
        pub position: Id,
        /// The template.
        pub template: Id,
        /// For which period.
        pub period: Period,
    }
}

answer! {
    /// Something that someone should be told.
    pub struct Notice {
        /// The same for the same thing, whenever it is asked: `reminder/overdue/2025-06-05T17:00:00+08:00/item`.
        pub id: String,
        /// `reminder` to the employee, `warning` to the managers.
        pub kind: &'static str,
        /// `overdue`, `due_soon`, `blocked`, `at_risk`, `returned`, or `waits` (someone else's item is held up by it).
        pub code: &'static str,
        /// Whom to tell.
        pub to: Few<Id>,
        /// Whose item or plan it is.
        pub employee: Id,
        /// The plan.
        pub plan: Id,
        /// The item.
        pub item: Option<Id>,
        /// By when it is due.
        pub due: Option<Due>,
        /// The days since it was due.
        pub overdue_days: Option<u32>,
        /// What it endangers.
        pub endangers: Option<Endangered>,
        /// The notice in words.
        pub text: Option<String>,
    }
}
