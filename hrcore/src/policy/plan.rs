//! Work plans (周计划): what an item has to say, and when one is at risk.

use super::Every;
use crate::number::Decimal;
use crate::values::{Id, Text};

document! {
    /// What a plan of some positions has to say; one that does not is returned.
    pub struct PlanTemplate {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The positions whose plans it is for.
        pub positions: Vec<Id>,
        /// How long a plan is for; who holds a position then owes one for each of these periods.
        pub every: Option<Every>,
        /// The least number of items.
        pub min_items: u32 = 1,
        /// What each item has to say.
        pub requires: Vec<FieldRule>,
    }
}

document! {
    /// Something that every item of a plan has to say.
    pub struct FieldRule {
        /// What it is.
        pub field: PlanField,
        /// How many of it, where there can be several.
        pub min: u32 = 1,
        /// What to tell those who left it out, in place of our own words.
        pub hint: Option<Text>,
    }
}

words! {
    /// What an item of a plan can say.
    pub enum PlanField {
        /// A number to reach, with its unit.
        Goal = "goal",
        /// The number from which it starts.
        GoalFrom = "goal_from",
        /// Key actions.
        Actions = "actions",
        /// Key actions that name who else is involved.
        ActionPeople = "action_people",
        /// A day or moment for every key action, of which there are as many as `min`.
        ActionDue = "action_due",
        /// A day, or a moment, by which it is done.
        Due = "due",
        /// A moment with its offset from UTC.
        DueTime = "due_time",
        /// What there is when it is done: `approved`.
        Outcome = "outcome",
        /// Others who are involved, in the item or in its actions.
        People = "people",
        /// Related tasks.
        Related = "related",
        /// The objective that it serves.
        Objective = "objective",
    }
}

document! {
    /// When an item of a plan is at risk, and when people are told.
    pub struct PlanTracking {
        /// At risk when so many points of 100 behind the share of its time that has passed.
        pub behind: Decimal = Decimal::whole(20),
        /// At risk when so many hours or fewer are left and less than `due_soon_percent` is done.
        pub due_soon_hours: u32 = 24,
        /// See `due_soon_hours`.
        pub due_soon_percent: Decimal = Decimal::whole(100),
        /// Managers are warned when an item is overdue by so many days; 0 warns on the day itself.
        pub warn_after_days: u32 = 1,
    }
}

impl Default for PlanTracking {
    fn default() -> Self {
        Self {
            behind: Decimal::whole(20),
            due_soon_hours: 24,
            due_soon_percent: Decimal::whole(100),
            warn_after_days: 1,
        }
    }
}

document! {
    /// Plans as the source of a metric's values.
    pub struct PlanMeasure {
        /// What of them.
        pub of: PlanFigure,
        /// Only items of this area.
        pub area: Option<Id>,
        /// Only items whose goal is about this metric.
        pub goal: Option<Id>,
        /// Whether an item that is done late counts as not done; of completion only.
        pub on_time: bool = false,
    }
}

words! {
    /// A figure of plans.
    pub enum PlanFigure {
        /// The items done, of those due in the period: a share.
        Completion = "completion",
        /// How much of their goals is reached, by weight: a share.
        Attainment = "attainment",
    }
}

document! {
    /// How goals are looked at.
    pub struct GoalReview {
        /// Fewer in a hundred goals reached than this: are the targets too high?
        pub low: Decimal = Decimal::whole(30),
        /// More in a hundred goals reached than this: are they too low?
        pub high: Decimal = Decimal::whole(90),
        /// No advice about fewer goals than this.
        pub min_group: u32 = 5,
        /// Behind when so many points of 100 behind the share of its time that has passed.
        pub behind: Decimal = Decimal::whole(20),
    }
}

impl Default for GoalReview {
    fn default() -> Self {
        Self { low: Decimal::whole(30), high: Decimal::whole(90), min_group: 5, behind: Decimal::whole(20) }
    }
}
