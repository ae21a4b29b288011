//! What a question asks: the period, the people, how much detail, who looks.

#[cfg(feature = "attrition")]
mod attrition;
#[cfg(feature = "forecast")]
mod forecast;

#[cfg(feature = "attrition")]
pub use attrition::{
    AttritionReceiptRequest, AttritionRequest, AuditAttribute, AuditGroup, FitAttritionRequest, RetentionBy,
    RetentionRequest,
};
#[cfg(feature = "forecast")]
pub use forecast::{
    FlowGoal, FlowGoalKind, FlowsRequest, ForecastRequest, GoalForecastRequest, HeadcountRequest, PlannedHires,
    PlannedPromotion, PlannedVolume, SeriesValue, WantedGrade, WorkforceBy, WorkforceRequest,
};

#[cfg(feature = "attrition")]
use crate::attrition::AttritionModel;
use crate::facts::{Observation, Rating};
use crate::json::Few;
use crate::number::Decimal;
use crate::policy::DistributionMode;
use crate::score::By;
use crate::time::{Date, Instant, Period};
use crate::values::{Amount, Id, Language};

words! {
    /// How much an answer says.
    pub enum DetailWord {
        /// Totals, bands and coefficients.
        Totals = "totals",
        /// Every line with its inputs.
        Full = "full",
    }
}

document! {
    /// Asks for scores, or for their explanation.
    pub struct ScoreRequest {
        /// The period to score.
        pub period: Period,
        /// Whom to score; everyone, if not stated.
        pub employees: Option<Vec<Id>>,
        /// How much to say.
        pub detail: DetailWord = DetailWord::Full,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
        /// Who will see the answer.
        pub viewer: Option<Viewer>,
        /// The day on which it is asked; stands in the record of access.
        pub as_of: Option<Date>,
        /// The language of an explanation.
        pub lang: Language = Language::En,
    }
}

document! {
    /// Who will see an answer.
    pub struct Viewer {
        /// The viewer's role.
        pub role: Id,
        /// The employee who looks; needed by roles that see their own.
        pub employee: Option<Id>,
        /// The unit that the viewer leads; needed by roles that see a unit.
        pub unit: Option<Id>,
    }
}

document! {
    /// Asks for progress during a period.
    pub struct ProgressRequest {
        /// The period.
        pub period: Period,
        /// The last day that is over.
        pub as_of: Date,
        /// Whom to report; everyone, if not stated.
        pub employees: Option<Vec<Id>>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks for the forced distribution.
    pub struct CalibrateRequest {
        /// The period.
        pub period: Period,
        /// Check or assign; by default what the policy says.
        pub mode: Option<DistributionMode>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks for figures per group.
    pub struct RollupRequest {
        /// The period.
        pub period: Period,
        /// What to group by.
        pub by: By = By::Unit,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks who may move on.
    pub struct EligibilityRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Whom to look at; everyone, if not stated.
        pub employees: Option<Vec<Id>>,
        /// Which moves; all from the position held, if not stated.
        pub moves: Option<Vec<Id>>,
        /// How much to say.
        pub detail: DecisionDetail = DecisionDetail::Full,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

impl EligibilityRequest {
    /// Everyone's moves on a day in full.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self { as_of, employees: None, moves: None, detail: DecisionDetail::Full, lang: None, policy_version: None }
    }
}

words! {
    /// How much a decision says.
    pub enum DecisionDetail {
        /// Yes, no, or not known.
        Decision = "decision",
        /// Every test with its evidence, what is missing, and what would turn the decision.
        Full = "full",
    }
}

document! {
    /// Asks for an assessment.
    pub struct AssessRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// The assessment.
        pub assessment: Id,
        /// Whom to assess; everyone, if not stated.
        pub employees: Option<Vec<Id>>,
        /// The position whose required levels count; the one held, if not stated.
        pub position: Option<Id>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks for the health of the pipeline.
    pub struct PipelineRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Which positions; all, if not stated.
        pub positions: Option<Vec<Id>>,
        /// Only those who work in this unit, or below it.
        pub unit: Option<Id>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks for every way from here through the career lattice.
    pub struct PathsRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Who sets out.
        pub employee: Id,
        /// Where to; anywhere, if not stated.
        pub to: Option<Id>,
        /// At most so many moves, 1 to 12.
        pub max_steps: u32 = 6,
        /// At most so many paths, 1 to 10 000.
        pub max_paths: u32 = 1000,
        /// Name the positions in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

impl PathsRequest {
    /// The paths of an employee on a day to anywhere.
    #[must_use]
    pub fn new(as_of: Date, employee: Id) -> Self {
        Self { as_of, employee, to: None, max_steps: 6, max_paths: 1000, lang: None, policy_version: None }
    }
}

document! {
    /// Asks for advice on a policy that needs history.
    pub struct ReviewPolicyRequest {
        /// The first period.
        pub from: Period,
        /// The last period.
        pub to: Period,
        /// Advise only where at least so many person-periods have a value.
        pub min_cases: u32 = 3,
        /// Review this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

impl ReviewPolicyRequest {
    /// The advice from one period to another.
    #[must_use]
    pub fn new(from: Period, to: Period) -> Self {
        Self { from, to, min_cases: 3, policy_version: None }
    }
}

document! {
    /// Asks for the receipt of one result.
    pub struct ReceiptRequest {
        /// The period.
        pub period: Period,
        /// Whose result.
        pub employee: Id,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks how work plans stand.
    pub struct PlansRequest {
        /// The moment.
        pub as_of: Instant,
        /// Only plans of this period, or of periods in it; who owes one for it is named.
        pub period: Option<Period>,
        /// Whose plans; everyone's, if not stated.
        pub employees: Option<Vec<Id>>,
        /// How much to say.
        pub detail: PlanDetail = PlanDetail::Full,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

impl PlansRequest {
    /// All plans at a moment in full.
    #[must_use]
    pub fn new(as_of: Instant) -> Self {
        Self { as_of, period: None, employees: None, detail: PlanDetail::Full, lang: None, policy_version: None }
    }
}

words! {
    /// How much is said of plans.
    pub enum PlanDetail {
        /// Counts per employee, and the notices.
        Summary = "summary",
        /// Plans that are returned, and items that are at risk or overdue, besides.
        Attention = "attention",
        /// Every item.
        Full = "full",
    }
}

document! {
    /// Asks how objectives stand.
    pub struct GoalsRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Only objectives of this period, or of periods in it.
        pub period: Option<Period>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

impl GoalsRequest {
    /// All objectives on a day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self { as_of, period: None, lang: None, policy_version: None }
    }
}

document! {
    /// Asks what training people have done, have to do, and need.
    pub struct TrainingRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// The appraisal period whose results show what is weak; the last one that has ended, if not stated.
        pub period: Option<Period>,
        /// Whose training; everyone's, if not stated.
        pub employees: Option<Vec<Id>>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

impl TrainingRequest {
    /// Everyone's training on a day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self { as_of, period: None, employees: None, lang: None, policy_version: None }
    }
}

document! {
    /// Asks whether someone may do something.
    pub struct MayRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Who.
        pub employee: Id,
        /// What.
        pub action: Id,
        /// How much of it, in the action's unit.
        pub amount: Option<Amount>,
        /// The currency of the amount.
        pub currency: Option<Id>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

impl MayRequest {
    /// Whether an employee may do something on a day.
    #[must_use]
    pub fn new(as_of: Date, employee: Id, action: Id) -> Self {
        Self { as_of, employee, action, amount: None, currency: None, lang: None, policy_version: None }
    }
}

document! {
    /// Asks for job descriptions.
    pub struct JobsRequest {
        /// The day whose policy is described.
        pub as_of: Date,
        /// Which positions; all, if not stated.
        pub positions: Option<Vec<Id>>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Describe this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

impl JobsRequest {
    /// All positions on a day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self { as_of, positions: None, lang: None, policy_version: None }
    }
}

document! {
    /// Asks what is paid for a period.
    pub struct PayoutsRequest {
        /// The period.
        pub period: Period,
        /// Whom; everyone, if not stated. Teams and budgets are looked at whole.
        pub employees: Option<Vec<Id>>,
        /// Which rules; all of this length of period, if not stated.
        pub rules: Option<Vec<Id>>,
        /// How much to say.
        pub detail: DetailWord = DetailWord::Full,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

impl PayoutsRequest {
    /// What everyone is paid for a period, in full.
    #[must_use]
    pub fn new(period: Period) -> Self {
        Self { period, employees: None, rules: None, detail: DetailWord::Full, lang: None, policy_version: None }
    }
}

document! {
    /// Asks what a commission pays over a range of bases.
    pub struct PayoutCurveRequest {
        /// The commission.
        pub rule: Id,
        /// The least base.
        pub from: Decimal,
        /// The greatest base.
        pub to: Decimal,
        /// How many evenly spaced bases, 2 to 10 000.
        pub points: u32 = 101,
        /// The day whose policy is asked.
        pub as_of: Date,
        /// Ask this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks what two versions of the policy pay on the same facts.
    pub struct ComparePayoutsRequest {
        /// The period.
        pub period: Period,
        /// The version from which differences are counted.
        pub version: Id,
        /// The other one.
        pub against: Id,
        /// Whom; everyone, if not stated.
        pub employees: Option<Vec<Id>>,
    }
}

document! {
    /// Asks for accounts of points.
    pub struct PointsRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Whose; everyone's, if not stated.
        pub employees: Option<Vec<Id>>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks for alerts.
    pub struct AlertsRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Which rules; all, if not stated.
        pub rules: Option<Vec<Id>>,
        /// About whom; everyone, if not stated.
        pub employees: Option<Vec<Id>>,
        /// A model of leaving that was fitted before, for rules about the risk; one is fitted to the facts, if not stated.
        #[cfg(feature = "attrition")]
        pub model: Option<AttritionModel>,
        /// What is borrowed where the own data are few.
        #[cfg(feature = "attrition")]
        pub prior: Option<AttritionModel>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks where an appraisal cycle stands.
    pub struct CycleRequest {
        /// The period that is appraised.
        pub period: Period,
        /// The moment.
        pub as_of: Instant,
        /// What was done, earliest first.
        pub record: Few<CycleEntry> = Few::default(),
        /// Appeals against its results.
        pub appeals: Few<CycleAppealEntry> = Few::default(),
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Something that was done in an appraisal cycle.
    pub struct CycleEntry {
        /// The step.
        pub step: Id,
        /// When.
        pub at: Instant,
        /// In which role.
        pub by: Id,
    }
}

document! {
    /// An appeal against a result of an appraisal cycle.
    pub struct CycleAppealEntry {
        /// Its name for machines.
        pub id: Id,
        /// Whose result.
        pub employee: Id,
        /// When it was filed.
        pub at: Instant,
        /// When it was answered.
        pub answered_at: Option<Instant>,
        /// In which role it was answered.
        pub answered_by: Option<Id>,
    }
}

document! {
    /// Asks for a result before and after corrections.
    pub struct AppealRequest {
        /// The period.
        pub period: Period,
        /// Whose result.
        pub employee: Id,
        /// What is corrected.
        pub corrections: Corrections,
        /// When the result was published.
        pub published_at: Option<Instant>,
        /// When the appeal was filed.
        pub filed_at: Option<Instant>,
        /// The moment at which it is asked whether the answer is late.
        pub as_of: Option<Instant>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Corrections of facts.
    pub struct Corrections {
        /// Observations that take the place of others, or are added.
        pub observations: Few<Observation> = Few::default(),
        /// Ratings that take the place of others, or are added.
        pub ratings: Few<Rating> = Few::default(),
        /// References to records that are left out.
        pub remove: Few<Id> = Few::default(),
    }
}
