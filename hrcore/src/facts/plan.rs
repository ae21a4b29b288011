//! Work plans with their items, what became of them, and what waits for them.

use crate::error::Code;
use crate::json::{Few, Read, Reader, Write, Writer};
use crate::number::Decimal;
use crate::policy::{Direction, Unit};
use crate::time::{Date, Instant, Period, parse_date};
use crate::values::{Amount, Id, Percent, Text};

document! {
    /// A person's plan for a period.
    pub struct Plan {
        /// Its name for machines.
        pub id: Id,
        /// Whose it is.
        pub employee: Id,
        /// For which period.
        pub period: Period,
        /// The template that it follows; that of the position held, if not stated.
        pub template: Option<Id>,
        /// When it was handed in.
        pub submitted: Option<Instant>,
        /// What is planned.
        pub items: Vec<PlanItem>,
    }
}

document! {
    /// Something that is planned.
    pub struct PlanItem {
        /// Its name for machines, unique among all plans.
        pub id: Id,
        /// What is done.
        pub text: String,
        /// The number to reach.
        pub goal: Option<Box<PlanGoal>>,
        /// The key actions.
        pub actions: Few<KeyAction> = Few::default(),
        /// By when it is done.
        pub due: Option<Due>,
        /// What there is when it is done.
        pub outcome: Option<String>,
        /// Who else is involved.
        pub people: Few<Id> = Few::default(),
        /// Related tasks.
        pub related: Few<String> = Few::default(),
        /// The area of work.
        pub area: Option<Id>,
        /// The objective that it serves.
        pub objective: Option<Id>,
        /// What it adds to the objective, in its unit; a percentage is one of where it starts.
        pub contribution: Option<Box<Amount>>,
        /// What waits for it: a milestone.
        pub milestone: Option<Id>,
        /// The items that have to be done before.
        pub depends_on: Few<Id> = Few::default(),
        /// Its weight among others; 1, if not stated.
        pub weight: Option<Box<Decimal>>,
        /// When it was done.
        pub done: Option<Instant>,
        /// What its goal came to.
        pub result: Option<Box<Amount>>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// A number to reach.
    pub struct PlanGoal {
        /// What is counted, in words.
        pub what: Option<String>,
        /// The metric that it is about; it gives unit and direction.
        pub metric: Option<Id>,
        /// The unit.
        pub unit: Option<Unit>,
        /// Which way is better; higher, if neither it nor the metric says.
        pub direction: Option<Direction>,
        /// Where it starts.
        pub from: Option<Amount>,
        /// What is to be reached.
        pub to: Amount,
        /// How attainment is measured.
        pub measure: GoalMeasure = GoalMeasure::Ratio,
    }
}

words! {
    /// How far a goal is reached.
    pub enum GoalMeasure {
        /// Value ÷ target; target ÷ value, where lower is better.
        Ratio = "ratio",
        /// (value − start) ÷ (target − start).
        Improvement = "improvement",
    }
}

document! {
    /// A step of an item.
    pub struct KeyAction {
        /// What is done.
        pub text: String,
        /// With whom.
        pub with: Few<Id> = Few::default(),
        /// By when.
        pub due: Option<Due>,
        /// When it was done.
        pub done: Option<Instant>,
    }
}

/// By when something is done: by a moment, or in the course of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// In the course of a day.
    Day(Date),
    /// By a moment.
    At(Instant),
}

impl Read for Due {
    fn blank() -> Self {
        Self::Day(Date::blank())
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let text = r.string("a day or a moment such as `2025-06-30T17:00:00+08:00`")?;
        let due = parse_date(&text).map(Self::Day).or_else(|| Instant::parse(&text).map(Self::At));
        if due.is_none() {
            let text = crate::json::short(&text);
            r.problem(
                Code::InstantInvalid,
                format_args!("`{text}` is neither a day nor a moment such as `2025-06-30T17:00:00+08:00`"),
            );
        }
        due
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"anyOf": [
            {"type": "string", "format": "date"},
            {"type": "string", "format": "date-time", "examples": ["2025-06-05T17:00:00+08:00"]}
        ]})
    }
}

impl Write for Due {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Day(day) => day.write(w),
            Self::At(at) => at.write(w),
        }
    }

    #[cfg(feature = "schema")]
    fn answer_schema(d: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        (<Self as Read>::schema(d), crate::schema::Presence::ALWAYS)
    }
}

serialize_as_written!(Due);

document! {
    /// What became of an item by a moment.
    pub struct PlanUpdate {
        /// The item.
        pub item: Id,
        /// When.
        pub at: Instant,
        /// How much is done, from 0 to 100.
        pub percent: Option<Percent>,
        /// Where it stands; open, or done or cancelled where it was, if not stated.
        pub state: Option<UpdateState>,
        /// What stands in the way.
        pub blocker: Option<Box<Blocker>>,
        /// What its goal has come to.
        pub result: Option<Box<Amount>>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

words! {
    /// Where an item stands.
    pub enum UpdateState {
        /// It is worked on.
        Open = "open",
        /// Something stands in the way.
        Blocked = "blocked",
        /// It is done.
        Done = "done",
        /// It will not be done.
        Cancelled = "cancelled",
    }
}

document! {
    /// What stands in the way of an item.
    pub struct Blocker {
        /// What it is.
        pub text: String,
        /// Who can take it away.
        pub by: Option<Id>,
    }
}

document! {
    /// Something that plans lead up to: a campaign, a launch.
    pub struct Milestone {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// When it is.
        pub date: Date,
    }
}
