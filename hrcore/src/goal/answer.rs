//! What `goals` answers.

use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// How objectives stand on a day.
    pub struct GoalsReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The period asked for.
        pub period: Option<Period>,
        /// The objectives, in the order of the facts.
        pub objectives: Vec<ObjectiveStatus>,
        /// Which plan items serve which objectives, and which do not.
        pub coverage: Coverage,
        /// How far objectives that are over were reached.
        pub distribution: Attainments,
        /// What follows from that.
        pub advice: Few<GoalAdvice>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// An objective.
    pub struct ObjectiveStatus {
        /// The objective.
        pub objective: Id,
        /// The objective above.
        pub parent: Option<Id>,
        /// Its period.
        pub period: Period,
        /// Its unit.
        pub unit: Option<&'static str>,
        /// Its currency.
        pub currency: Option<Id>,
        /// Where it starts.
        pub from: Option<Figure>,
        /// What is to be reached.
        pub target: Option<Figure>,
        /// The growth to be reached, as a ratio.
        pub growth: Option<Figure>,
        /// What it has come to.
        pub actual: Option<Figure>,
        /// How far along, from 0 to 1.
        pub progress: Option<Figure>,
        /// Where that comes from: `actual`, `update`, `below` (the objectives below, by weight) or `items` (the plan items
        /// that serve it).
        pub progress_from: Option<&'static str>,
        /// The weighted mean of the progress of the objectives below; none while one of them is not known.
        pub rolled_up: Option<Figure>,
        /// The same with those that are not known at zero: it is no less than this.
        pub at_least: Option<Figure>,
        /// The share of its time that has passed.
        pub expected: Option<Figure>,
        /// `not_started`, `on_track`, `behind`, `reached`, `missed` or `unknown`.
        pub state: &'static str,
        /// How many plan items serve it.
        pub items: u32,
        /// Whether its drivers reach it.
        pub cascade: Option<Cascade>,
        /// Whether the plans in hand add up to it.
        pub plans: Option<PlannedSum>,
        /// References to the records of the actual value; at most 64.
        pub records: Few<Id>,
        /// The objective in words.
        pub text: Option<String>,
    }
}

answer! {
    /// Whether the drivers of an objective reach it.
    pub struct Cascade {
        /// `product` or `sum`.
        pub kind: &'static str,
        /// What is multiplied or added: `growth` or `target`.
        pub by: Option<&'static str>,
        /// `reaches`, `short`, or `unknown` with the reason in `why`.
        pub state: &'static str,
        /// What has to be reached: a growth factor (of a sum a growth), or a target.
        pub needed: Option<Figure>,
        /// What the drivers come to.
        pub planned: Option<Figure>,
        /// What is short: of a product, by which factor the drivers would have to be higher; of a sum, the difference.
        pub gap: Option<Figure>,
        /// Why it is not known: `driver_missing`, `target_missing`, `growth_missing`, `share_missing`, `unit_mismatch`,
        /// `base_not_positive`, `too_large`.
        pub why: Option<&'static str>,
        /// The drivers, in the order of the facts.
        pub drivers: Vec<DriverStatus>,
        /// Those that lag most in what they have come to.
        pub weakest: Few<Id>,
    }
}

answer! {
    /// A driver of an objective.
    pub struct DriverStatus {
        /// The objective.
        pub objective: Id,
        /// Its growth factor (in a sum its growth) or its target.
        pub planned: Option<Figure>,
        /// What it would have to be for the objective to be reached with the others as they are; where it is short.
        pub closes_at: Option<Figure>,
        /// The same as a growth, where growth is what is planned.
        pub closes_at_growth: Option<Figure>,
        /// What it has come to, over what is planned; the other way round where lower is better.
        pub reached: Option<Figure>,
    }
}

answer! {
    /// Whether the plans in hand add up to an objective.
    pub struct PlannedSum {
        /// What is to be added from where it starts.
        pub needed: Figure,
        /// What the accepted plan items add.
        pub planned: Figure,
        /// What is short; none when nothing is.
        pub gap: Option<Figure>,
        /// Planned over needed.
        pub share: Option<Figure>,
        /// `reaches` or `short`.
        pub state: &'static str,
        /// How many items say what they add.
        pub items: u32,
    }
}

answer! {
    /// Which plan items serve which objectives.
    pub struct Coverage {
        /// The items of accepted plans that are not cancelled.
        pub items: u32,
        /// Those that serve an objective.
        pub aligned: u32,
        /// Their share.
        pub share: Option<Figure>,
        /// Those that serve none; at most 1 000 are listed.
        pub unaligned: Few<UnalignedItem>,
        /// Objectives that no item serves, nor any of those below them.
        pub idle: Few<Id>,
    }
}

answer! {
    /// An item that serves no objective.
    pub struct UnalignedItem {
        /// The item.
        pub item: Id,
        /// Whose it is.
        pub employee: Id,
    }
}

answer! {
    /// How far objectives that are over were reached.
    pub struct Attainments {
        /// Objectives that are over, without any below them.
        pub objectives: u32,
        /// Those whose progress is known.
        pub known: u32,
        /// Those that were reached.
        pub reached: u32,
        /// Reached, of those known.
        pub share: Option<Figure>,
        /// The mean progress of those known.
        pub mean: Option<Figure>,
        /// How many lie in which range.
        pub ranges: Vec<AttainmentRange>,
    }
}

answer! {
    /// A range of progress.
    pub struct AttainmentRange {
        /// From here on.
        pub from: Figure,
        /// Up to here, not included; none of the last one.
        pub to: Option<Figure>,
        /// How many.
        pub count: u32,
    }
}

answer! {
    /// Advice on goals.
    pub struct GoalAdvice {
        /// `targets_too_high`, `targets_too_low`, `not_measured`, `idle`, `unaligned`, `cascade_short`, `plans_short`.
        pub code: &'static str,
        /// About which objective.
        pub objective: Option<Id>,
        /// The advice in words.
        pub text: Option<String>,
    }
}
