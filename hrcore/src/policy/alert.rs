//! Alert rules, and the appraisal cycle.

use super::procedure::Term;
use crate::condition::Condition;
use crate::json::Few;
#[cfg(feature = "attrition")]
use crate::values::Percent;
use crate::values::{Amount, Id, Text};

document! {
    /// When someone is alerted of something.
    pub struct AlertRule {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// How grave it is.
        pub severity: Severity = Severity::Warning,
        /// Who is told: `employee`, `manager`, or the id of a position.
        pub audience: Vec<Id>,
        /// What it looks at.
        pub kind: AlertKind = AlertKind::Person,
        /// What raises it; of the kind `person`.
        pub when: Option<Condition>,
        /// The metric whose observations are looked at; of the kind `record`.
        pub metric: Option<Id>,
        /// What a value has to be above.
        pub more_than: Option<Amount>,
        /// What a value has to be below.
        pub less_than: Option<Amount>,
        /// For how many days an observation is looked at.
        pub within_days: u32 = 30,
        /// Whom it looks at; all positions, if none is named.
        pub positions: Few<Id> = Few::default(),
        /// How many days in a row without it clear it.
        pub clears_after: u32 = 1,
        /// What the chance to leave has to be above; of the kind `flight_risk`.
        #[cfg(feature = "attrition")]
        pub risk_more_than: Option<Percent>,
        /// Within how many months, 1 to 24; 3, if not stated.
        #[cfg(feature = "attrition")]
        pub horizon: Option<u32>,
        /// The signals of `attrition` that raise it by themselves.
        #[cfg(feature = "attrition")]
        pub signals: Few<Id> = Few::default(),
    }
}

words! {
    /// How grave an alert is.
    pub enum Severity {
        /// To know.
        Info = "info",
        /// To look at.
        Warning = "warning",
        /// To act on.
        Critical = "critical",
    }
}

words! {
    /// What an alert rule looks at.
    pub enum AlertKind {
        /// A condition about a person.
        Person = "person",
        /// A single observation: a batch.
        Record = "record",
        /// Items of work plans that are overdue.
        PlanOverdue = "plan_overdue",
        /// Positions without successors.
        PipelineGap = "pipeline_gap",
        /// The risk that a person leaves: the chance, or a rule that warns.
        FlightRisk = "flight_risk",
    }
}

document! {
    /// What happens when in an appraisal cycle.
    pub struct Cycle {
        /// The steps, in the order of time.
        pub steps: Vec<CycleStep>,
        /// How results can be appealed against.
        pub appeal: Option<CycleAppeal>,
    }
}

document! {
    /// A step of an appraisal cycle.
    pub struct CycleStep {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The role that does it.
        pub by: Id,
        /// What it is.
        pub kind: CycleKind,
        /// On which day of the period it is due; of `announce`.
        pub day: Option<u32>,
        /// How often it is due, in days; of `progress` and `feedback`.
        pub every_days: Option<u32>,
        /// How many days after the period it is due; of `result` and `publish`.
        pub days_after: Option<u32>,
    }
}

words! {
    /// A kind of step.
    pub enum CycleKind {
        /// Indicators are announced.
        Announce = "announce",
        /// Progress is shown.
        Progress = "progress",
        /// Feedback is given.
        Feedback = "feedback",
        /// Results are settled.
        Result = "result",
        /// Results are published.
        Publish = "publish",
    }
}

document! {
    /// How results can be appealed against (申诉).
    pub struct CycleAppeal {
        /// Within which time after publication.
        pub within: Term,
        /// In which time it is answered.
        pub answer: Term,
        /// Who answers.
        pub by: Id,
    }
}
