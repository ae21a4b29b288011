//! A company's decisions as data: the policy document, one file per section.

mod access;
mod alert;
mod assessment;
#[cfg(feature = "attrition")]
mod attrition;
mod career;
mod forecast;
mod incentive;
mod job;
mod method;
mod metric;
mod organisation;
mod plan;
mod procedure;
mod scorecard;
mod training;

pub use access::{Access, Field, Reach, Role};
pub use alert::{AlertKind, AlertRule, Cycle, CycleAppeal, CycleKind, CycleStep, Severity};
pub use assessment::{
    Assessment, Competency, CompetencyLevel, CompetencySource, Criterion, CriterionSource, Dimension, MetricSource,
    PanelSource, RequiredCompetency, TotalSource,
};
#[cfg(feature = "attrition")]
pub use attrition::{
    AttritionDriver, AttritionRules, AttritionSignal, DriverMetric, DriverRole, DriverSource, DriverView, NoMore,
};
pub use career::{
    Credential, Effects, EventField, EventKind, EventRole, Grid, Move, MoveKind, NearlyReady, PayRise, Pipeline,
};
pub use forecast::{DatedEvent, FlowPrior, HeadcountRule, SeasonShape, StaffFlows, WorkforceRules};
pub use incentive::{
    Absence, Bonus, Budget, ByCoefficient, ByRating, Commission, CommissionPer, Draw, EarnRule, Modifier, Once,
    Overtime, PayBase, PayConsequence, PayRule, PointsScheme, RatingPay, Returns, Reward, RewardKind, TeamSplit, Tier,
    TierApply, Tiers,
};
pub use job::{Action, Authority, Duty, Frequency, How, PositionObjective, Standard};
pub use method::{
    Band, Banded, Binary, Closer, Efficacy, Improvement, Interpolated, Label, LabelPoints, Mapping, Method, PerUnit,
    Point, Rated, RaterKind, RatingRange, Ratio, Silent,
};
pub(crate) use metric::minor_digits;
pub use metric::{Aggregation, Change, Direction, Growth, Level, Metric, Unit, Versus};
pub use organisation::{Distribution, DistributionMode, DistributionScope, OrgUnit, Override, Position, Quota};
pub use plan::{FieldRule, GoalReview, PlanField, PlanFigure, PlanMeasure, PlanTemplate, PlanTracking};
pub(crate) use procedure::EMPLOYEE;
pub use procedure::{
    AppealAgainst, AppealRule, EffectRule, EligibilityNeed, EvidenceKind, Procedure, ProcedureRole, Publication,
    Reasons, Resubmit, ResubmitTo, Step, StepAction, Term, Withdraw, WithdrawUntil,
};
pub use scorecard::{
    Adjustment, CoefficientAdjustment, Line, OnMissing, OnUnknown, PerMetric, RatingBand, RatingScale, Scorecard,
    Section, SectionKind, Treatment, Veto, Weights,
};
pub use training::{TrainingFigure, TrainingMeasure, TrainingRequirement};

use crate::condition::Condition;
use crate::json::Few;
use crate::number::RoundingMode;
use crate::time::{Date, Granularity, WorkCalendar};
use crate::values::{Id, SchemaVersion, Text};

document! {
    /// One version of a company's policy.
    pub struct Policy {
        /// The version of the document's schema.
        pub schema_version: SchemaVersion,
        /// The policy's name for machines; stands in every answer.
        pub id: Id,
        /// The name of this version; stands in every answer.
        pub version: Id,
        /// The first day on which this version is in force.
        pub effective_from: Date,
        /// The policy's name for people.
        pub name: Option<Text>,
        /// The base period that targets are stated for.
        pub appraisal_period: AppraisalPeriod = AppraisalPeriod { every: Every::Month, start_day: 1 },
        /// How a quarter, half or year follows from its base periods.
        pub longer_periods: LongerPeriods = LongerPeriods::Average,
        /// Where and how figures are rounded.
        pub rounding: Rounding = Rounding::default(),
        /// How days held count.
        pub proration: Proration = Proration::default(),
        /// Which days are worked.
        pub work_calendar: CalendarDays = CalendarDays::default(),
        /// What is measured.
        pub metrics: Vec<Metric>,
        /// The scales that rate a total.
        pub rating_scales: Vec<RatingScale> = Vec::new(),
        /// How positions are scored.
        pub scorecards: Vec<Scorecard>,
        /// The positions that employees hold.
        pub positions: Vec<Position>,
        /// The organisation's tree.
        pub units: Vec<OrgUnit> = Vec::new(),
        /// The forced distribution, if there is one.
        pub distribution: Option<Distribution>,
        /// Courses (课程).
        #[cfg(feature = "promotion")]
        pub courses: Few<Credential> = Few::default(),
        /// Examinations (考试).
        #[cfg(feature = "promotion")]
        pub exams: Few<Credential> = Few::default(),
        /// Certificates (证书).
        #[cfg(feature = "promotion")]
        pub certificates: Few<Credential> = Few::default(),
        /// Awards (奖项).
        #[cfg(feature = "promotion")]
        pub awards: Few<Credential> = Few::default(),
        /// Kinds of event that are counted.
        #[cfg(feature = "promotion")]
        pub event_kinds: Few<EventKind> = Few::default(),
        /// Competencies and their levels.
        #[cfg(feature = "promotion")]
        pub competencies: Few<Competency> = Few::default(),
        /// Assessments in several dimensions.
        #[cfg(feature = "promotion")]
        pub assessments: Few<Assessment> = Few::default(),
        /// The career lattice.
        #[cfg(feature = "promotion")]
        pub moves: Few<Move> = Few::default(),
        /// How moves are decided.
        #[cfg(feature = "promotion")]
        pub procedures: Few<Procedure> = Few::default(),
        /// How the bench of successors is looked at.
        #[cfg(feature = "promotion")]
        pub pipeline: Option<Pipeline>,
        /// What work plans have to say.
        #[cfg(feature = "planning")]
        pub plan_templates: Few<PlanTemplate> = Few::default(),
        /// When work plans are at risk.
        #[cfg(feature = "planning")]
        pub plan_tracking: Option<PlanTracking>,
        /// How goals are looked at.
        #[cfg(feature = "planning")]
        pub goal_review: Option<GoalReview>,
        /// The courses that positions require.
        #[cfg(feature = "planning")]
        pub training: Few<TrainingRequirement> = Few::default(),
        /// What needs authority, or a gate.
        #[cfg(feature = "planning")]
        pub actions: Few<Action> = Few::default(),
        /// Amounts that are paid when a condition holds.
        #[cfg(feature = "money")]
        pub bonuses: Few<Bonus> = Few::default(),
        /// Shares of sales.
        #[cfg(feature = "money")]
        pub commissions: Few<Commission> = Few::default(),
        /// What follows for pay.
        #[cfg(feature = "money")]
        pub pay_rules: Few<PayRule> = Few::default(),
        /// Points that are earned and redeemed.
        #[cfg(feature = "money")]
        pub points: Option<PointsScheme>,
        /// The most that some rules pay together.
        #[cfg(feature = "money")]
        pub budgets: Few<Budget> = Few::default(),
        /// When someone is alerted of something.
        #[cfg(feature = "money")]
        pub alerts: Few<AlertRule> = Few::default(),
        /// What happens when in an appraisal cycle.
        #[cfg(feature = "money")]
        pub cycle: Option<Cycle>,
        /// Seasons that are borrowed.
        #[cfg(feature = "forecast")]
        pub seasons: Few<SeasonShape> = Few::default(),
        /// What moves series on certain months.
        #[cfg(feature = "forecast")]
        pub dated_events: Few<DatedEvent> = Few::default(),
        /// How headcounts follow from volumes.
        #[cfg(feature = "forecast")]
        pub headcount: Few<HeadcountRule> = Few::default(),
        /// Grades between which people move.
        #[cfg(feature = "forecast")]
        pub staff_flows: Option<StaffFlows>,
        /// What the figures about the workforce need to know.
        #[cfg(feature = "forecast")]
        pub workforce: Option<WorkforceRules>,
        /// How the risk of leaving is looked at.
        #[cfg(feature = "attrition")]
        pub attrition: Option<AttritionRules>,
        /// Who may see what.
        pub access: Option<Access>,
    }
}

impl Policy {
    /// The first band of an id, whatever its scale.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) fn band(&self, id: &Id) -> Option<&RatingBand> {
        for scale in &self.rating_scales {
            for band in &scale.bands {
                if band.id == *id {
                    return Some(band);
                }
            }
        }
        None
    }

    /// The conditions about people, each with where it stands: of moves, actions, bonuses, commissions, alerts and signals.
    #[cfg(feature = "promotion")]
    pub(crate) fn conditions(&self) -> Vec<(String, &Condition)> {
        let mut found = Vec::new();
        for (number, step) in self.moves.iter().enumerate() {
            found.push((format!("/moves/{number}/requires"), &step.requires));
        }
        #[cfg(feature = "planning")]
        for (number, action) in self.actions.iter().enumerate() {
            found.extend(action.requires.as_ref().map(|requires| (format!("/actions/{number}/requires"), requires)));
        }
        #[cfg(feature = "money")]
        found.extend(self.consequences());
        found
    }

    /// Those on which money, alerts and signals depend.
    #[cfg(feature = "money")]
    pub(crate) fn consequences(&self) -> Vec<(String, &Condition)> {
        let mut found = Vec::new();
        for (number, bonus) in self.bonuses.iter().enumerate() {
            found.push((format!("/bonuses/{number}/when"), &bonus.when));
        }
        for (number, commission) in self.commissions.iter().enumerate() {
            for (at, modifier) in commission.modifiers.iter().enumerate() {
                found.push((format!("/commissions/{number}/modifiers/{at}/when"), &modifier.when));
            }
        }
        for (number, alert) in self.alerts.iter().enumerate() {
            found.extend(alert.when.as_ref().map(|when| (format!("/alerts/{number}/when"), when)));
        }
        #[cfg(feature = "attrition")]
        for (number, signal) in self.attrition.iter().flat_map(|rules| &*rules.signals).enumerate() {
            found.push((format!("/attrition/signals/{number}/when"), &signal.when));
        }
        found
    }

    /// The metrics that these read, and those that money, alerts, headcounts and drivers of leaving are about.
    #[allow(unused_mut, reason = "without features there are none")]
    pub(crate) fn metrics_read(&self) -> Vec<&Id> {
        let mut found = Vec::new();
        #[cfg(feature = "promotion")]
        self.conditions().into_iter().for_each(|(_, condition)| condition.metrics(&mut found));
        #[cfg(feature = "money")]
        found.extend(self.commissions.iter().filter_map(|commission| commission.metric.as_ref()));
        #[cfg(feature = "money")]
        found.extend(self.alerts.iter().filter_map(|alert| alert.metric.as_ref()));
        #[cfg(feature = "forecast")]
        found.extend(self.headcount.iter().map(|rule| &rule.volume));
        #[cfg(feature = "attrition")]
        for driver in self.attrition.iter().flat_map(|rules| &*rules.drivers) {
            if let DriverSource::Metric(of) = &driver.source {
                found.push(&of.metric);
            }
        }
        found
    }
}

document! {
    /// The base period.
    pub struct AppraisalPeriod {
        /// How long it is.
        pub every: Every = Every::Month,
        /// The day of the month on which it starts, 1 to 28; only with months.
        pub start_day: u32 = 1,
    }
}

words! {
    /// A length of period.
    pub enum Every {
        /// ISO weeks.
        Week = "week",
        /// Months.
        Month = "month",
        /// Calendar quarters.
        Quarter = "quarter",
        /// Half years.
        Half = "half",
        /// Years.
        Year = "year",
    }
}

impl From<Every> for Granularity {
    fn from(every: Every) -> Self {
        match every {
            Every::Week => Self::Week,
            Every::Month => Self::Month,
            Every::Quarter => Self::Quarter,
            Every::Half => Self::Half,
            Every::Year => Self::Year,
        }
    }
}

words! {
    /// How a longer period follows from its base periods.
    pub enum LongerPeriods {
        /// The mean of the base periods' totals, weighted by days in scope.
        Average = "average",
        /// Scored anew on the aggregated values.
        Rescore = "rescore",
    }
}

document! {
    /// Where and how figures are rounded.
    pub struct Rounding {
        /// Decimal places.
        pub places: u32 = 2,
        /// What becomes of a tie.
        pub mode: RoundingWord = RoundingWord::HalfAway,
        /// What is rounded.
        pub round: RoundingOf = RoundingOf::Total,
        /// Whether bands compare the exact total or the displayed one.
        pub compare: Compare = Compare::Exact,
    }
}

impl Default for Rounding {
    fn default() -> Self {
        Self { places: 2, mode: RoundingWord::HalfAway, round: RoundingOf::Total, compare: Compare::Exact }
    }
}

words! {
    /// A rounding rule.
    pub enum RoundingWord {
        /// Ties away from zero (四舍五入).
        HalfAway = "half_away",
        /// Ties to the even neighbour.
        HalfEven = "half_even",
        /// Fractions dropped.
        TowardZero = "toward_zero",
        /// Fractions away from zero.
        Up = "up",
    }
}

impl From<RoundingWord> for RoundingMode {
    fn from(word: RoundingWord) -> Self {
        match word {
            RoundingWord::HalfAway => Self::HalfAway,
            RoundingWord::HalfEven => Self::HalfEven,
            RoundingWord::TowardZero => Self::TowardZero,
            RoundingWord::Up => Self::Up,
        }
    }
}

words! {
    /// What is rounded.
    pub enum RoundingOf {
        /// The displayed total only.
        Total = "total",
        /// Each contribution; the total is then the exact sum of the rounded contributions.
        Lines = "lines",
    }
}

words! {
    /// Which total bands compare.
    pub enum Compare {
        /// The exact one.
        Exact = "exact",
        /// The displayed one.
        Rounded = "rounded",
    }
}

document! {
    /// How days held count.
    pub struct Proration {
        /// Which days count.
        pub days: DayCount = DayCount::Calendar,
        /// A position held for fewer days of the period than this is too new to be scored.
        pub too_new_below_days: u32 = 0,
    }
}

impl Default for Proration {
    fn default() -> Self {
        Self { days: DayCount::Calendar, too_new_below_days: 0 }
    }
}

words! {
    /// Which days count.
    pub enum DayCount {
        /// All of them.
        Calendar = "calendar",
        /// Those that are worked.
        Working = "working",
    }
}

document! {
    /// Which days are worked.
    pub struct CalendarDays {
        /// ISO weekdays that are free; 1 is Monday.
        pub weekend: Vec<u32> = vec![6, 7],
        /// Dates that are free.
        pub holidays: Vec<Date> = Vec::new(),
        /// Dates that are worked although they fall on a weekend or holiday.
        pub workdays: Vec<Date> = Vec::new(),
    }
}

impl Default for CalendarDays {
    fn default() -> Self {
        Self { weekend: vec![6, 7], holidays: Vec::new(), workdays: Vec::new() }
    }
}

impl CalendarDays {
    pub(crate) fn compile(&self) -> WorkCalendar {
        WorkCalendar::new(&self.weekend, &self.holidays, &self.workdays)
    }
}
