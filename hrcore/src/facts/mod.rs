//! What happened: who works where, what was measured, how people were rated.

#[cfg(feature = "promotion")]
mod assessed;
mod career;
#[cfg(feature = "promotion")]
mod careers;
mod goal;
#[cfg(feature = "planning")]
mod goals;
mod held;
mod index;
mod money;
#[cfg(any(feature = "planning", feature = "forecast"))]
mod names;
mod observation;
#[cfg(any(feature = "planning", feature = "forecast"))]
mod owner;
#[cfg(feature = "money")]
mod payments;
#[cfg(feature = "money")]
mod payroll;
mod people;
mod plan;
#[cfg(feature = "planning")]
mod plans;
#[cfg(feature = "money")]
mod points;
#[cfg(feature = "forecast")]
mod requisitions;
#[cfg(feature = "money")]
mod sales;
#[cfg(feature = "planning")]
mod trainings;
mod workforce;

#[cfg(feature = "promotion")]
pub(crate) use assessed::Assessed;
pub use career::{
    Achievement, AchievementResult, Appraisal, AssessmentRating, Case, CompetencyRecord, Event, EventValue, Vacancy,
};
#[cfg(feature = "promotion")]
pub(crate) use careers::CareerFacts;
#[cfg(feature = "attrition")]
pub(crate) use careers::passed;
pub use goal::{Driver, DriverKind, Drivers, Objective, ObjectiveUpdate, RequiredCourse};
#[cfg(feature = "planning")]
pub(crate) use goals::{GoalFacts, KnownObjective};
pub(crate) use held::Held;
pub(crate) use index::{Datum, FactIndex};
pub use money::{AlertState, Attendance, DrawBalance, Pay, Payment, PointEntry, PointEntryKind, Sale, SaleShare};
pub use observation::{Fraction, Observation, Reading, State, Subject};
#[cfg(any(feature = "planning", feature = "forecast"))]
pub(crate) use owner::Owner;
#[cfg(feature = "money")]
pub(crate) use payments::{Paid, Payments};
#[cfg(feature = "money")]
pub(crate) use payroll::Payroll;
pub use plan::{Blocker, Due, GoalMeasure, KeyAction, Milestone, Plan, PlanGoal, PlanItem, PlanUpdate, UpdateState};
#[cfg(feature = "money")]
pub(crate) use sales::{KnownSale, Part, Sales, Sold};

#[cfg(feature = "planning")]
pub(crate) use plans::{Figure, KnownItem, KnownPlan, Lack, PlanFacts, Progress, Until};
#[cfg(feature = "money")]
pub(crate) use points::{PointChange, PointEvent, PointFacts};
#[cfg(feature = "planning")]
pub(crate) use trainings::{CourseState, Demand, Standings, Trainings};

#[cfg(all(feature = "attrition", feature = "receipts"))]
pub(crate) use requisitions::GAP;
#[cfg(feature = "forecast")]
pub(crate) use requisitions::{KnownRequisition, Requisitions, employments};
pub use workforce::{Ended, Requisition};

use crate::compile::place::Sink;
use crate::error::{Problem, Problems};
use crate::json::{Few, Read as _, Reader, Whole};
use crate::limits::Limits;
use crate::number::Decimal;
use crate::time::{Date, Period};
use crate::values::{Amount, Id, SchemaVersion, Text};

document! {
    /// The facts document.
    pub struct FactsDocument {
        /// The version of the document's schema.
        pub schema_version: Option<SchemaVersion>,
        /// Who works where.
        pub employees: Vec<Employee> = Vec::new(),
        /// What was measured.
        pub observations: Vec<Observation> = Vec::new(),
        /// How people were rated.
        pub ratings: Vec<Rating> = Vec::new(),
        /// Targets agreed with people or units, in place of the policy's.
        pub targets: Vec<AgreedTarget> = Vec::new(),
        /// Results recorded earlier.
        #[cfg(feature = "promotion")]
        pub appraisals: Few<Appraisal> = Few::default(),
        /// Events that people led or took part in.
        #[cfg(feature = "promotion")]
        pub events: Few<Event> = Few::default(),
        /// Courses, examinations, certificates and awards.
        #[cfg(feature = "promotion")]
        pub achievements: Few<Achievement> = Few::default(),
        /// Levels of competencies that people were seen to have.
        #[cfg(feature = "promotion")]
        pub competencies: Few<CompetencyRecord> = Few::default(),
        /// Answers of assessment panels.
        #[cfg(feature = "promotion")]
        pub assessments: Few<AssessmentRating> = Few::default(),
        /// Vacant posts.
        #[cfg(feature = "promotion")]
        pub vacancies: Few<Vacancy> = Few::default(),
        /// Disciplinary cases.
        #[cfg(feature = "promotion")]
        pub cases: Few<Case> = Few::default(),
        /// Work plans.
        #[cfg(feature = "planning")]
        pub plans: Few<Plan> = Few::default(),
        /// What became of their items.
        #[cfg(feature = "planning")]
        pub plan_updates: Few<PlanUpdate> = Few::default(),
        /// What plans lead up to.
        #[cfg(feature = "planning")]
        pub milestones: Few<Milestone> = Few::default(),
        /// Objectives.
        #[cfg(feature = "planning")]
        pub objectives: Few<Objective> = Few::default(),
        /// How far objectives have come.
        #[cfg(feature = "planning")]
        pub objective_updates: Few<ObjectiveUpdate> = Few::default(),
        /// Courses that single people have to do.
        #[cfg(feature = "planning")]
        pub required_courses: Few<RequiredCourse> = Few::default(),
        /// Sales and returns.
        #[cfg(feature = "money")]
        pub sales: Few<Sale> = Few::default(),
        /// What was paid earlier.
        #[cfg(feature = "money")]
        pub payments: Few<Payment> = Few::default(),
        /// What is owed from earlier draws.
        #[cfg(feature = "money")]
        pub draw_balances: Few<DrawBalance> = Few::default(),
        /// Pay.
        #[cfg(feature = "money")]
        pub pay: Few<Pay> = Few::default(),
        /// Attendance.
        #[cfg(feature = "money")]
        pub attendance: Few<Attendance> = Few::default(),
        /// What was done with points.
        #[cfg(feature = "money")]
        pub point_entries: Few<PointEntry> = Few::default(),
        /// Alerts that were raised before.
        #[cfg(feature = "money")]
        pub alert_states: Few<AlertState> = Few::default(),
        /// Posts to be filled.
        #[cfg(feature = "forecast")]
        pub requisitions: Few<Requisition> = Few::default(),
    }
}

document! {
    /// An employee and the positions held.
    pub struct Employee {
        /// The employee's id.
        pub id: Id,
        /// The employee's name.
        pub name: Option<Text>,
        /// The positions held; one that cannot be read takes the employee with it, for half a career is a wrong one.
        pub positions: Whole<Holding>,
        /// Whom the employee reports to; who holds the position above, if not stated.
        pub manager: Option<Id>,
    }
}

document! {
    /// A position held from one day to another, both included.
    pub struct Holding {
        /// The position.
        pub position: Id,
        /// The unit in which it is held.
        pub unit: Option<Id>,
        /// The first day.
        pub from: Date,
        /// The last day; none while it is held.
        pub to: Option<Date>,
        /// How employment ended with it.
        pub ended: Option<Ended>,
    }
}

document! {
    /// A rating of an employee by one rater.
    pub struct Rating {
        /// What is rated.
        pub metric: Id,
        /// Who is rated.
        pub employee: Id,
        /// In which of the positions held.
        pub position: Option<Id>,
        /// Over which period.
        pub period: Period,
        /// The kind of rater.
        pub rater: Id,
        /// Who rated; tells two answers apart, and is never shown.
        pub by: Option<Id>,
        /// The rating.
        pub value: Decimal,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// A target agreed with a person or a unit.
    pub struct AgreedTarget {
        /// What is measured.
        pub metric: Id,
        /// With whom it is agreed.
        pub employee: Option<Id>,
        /// Or for which unit.
        pub unit: Option<Id>,
        /// For which period.
        pub period: Period,
        /// The target, in the metric's unit.
        pub value: Amount,
    }
}

/// Facts as read: the good records, and the problems of the others.
///
/// # Example
///
/// ```
/// use hrcore::{Facts, Limits};
///
/// let facts = Facts::parse(br#"{"employees": [
///     {"id": "e1", "positions": [{"position": "operator", "from": "2024-03-01"}]},
///     {"id": "e2", "positions": [{"position": "operator", "from": "2025-02-29"}]}
/// ]}"#, Limits::default())?;
/// assert_eq!(facts.document().employees.len(), 1);
/// assert_eq!(facts.problems()[0].pointer, "/employees/1/positions/0/from");
/// # Ok::<(), hrcore::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Facts {
    document: FactsDocument,
    problems: Vec<Problem>,
    dropped: Vec<(String, usize)>,
    limits: Limits,
}

impl Facts {
    /// Reads a facts document. An empty text counts as `{}`.
    ///
    /// # Errors
    ///
    /// [`Problems`] when the text is no JSON object that can be read to its end. A record that cannot be read is
    /// left out and stands in [`Facts::problems`].
    pub fn parse(bytes: &[u8], limits: Limits) -> Result<Self, Problems> {
        let bytes = if bytes.is_empty() { b"{}" } else { bytes };
        let mut reader = Reader::new(bytes, &limits).strict();
        let document = FactsDocument::read(&mut reader);
        reader.end();
        let broken = reader.is_broken();
        let (problems, dropped) = reader.finish();
        // A list that is lost as a whole is not one bad record: the answer would be about half of the facts.
        let broken = broken || problems.iter().any(|problem| problem.pointer.matches('/').count() == 1);
        match document {
            Some(document) if !broken => Ok(Self { document, problems, dropped, limits }),
            _ => Err(Problems::check(problems)
                .err()
                .unwrap_or_else(|| Problem::new(crate::Code::JsonSyntax, "", "the facts could not be read").into())),
        }
    }

    /// Facts made by the host.
    #[must_use]
    pub fn new(document: FactsDocument) -> Self {
        Self { document, problems: Vec::new(), dropped: Vec::new(), limits: Limits::default() }
    }

    /// Other records in the place of these. What could not be read stays left out and has been reported; observations and
    /// ratings count as they stand in the document. What is wrong with any record is said, however much it is: what is
    /// wrong with those that are new must not go under.
    pub(crate) fn with(&self, document: FactsDocument) -> Self {
        let mut dropped = self.dropped.clone();
        dropped.retain(|(list, _)| list != "/observations" && list != "/ratings");
        Self { document, problems: Vec::new(), dropped, limits: Limits { problems: usize::MAX, ..self.limits } }
    }

    /// The records that could be read.
    #[must_use]
    pub fn document(&self) -> &FactsDocument {
        &self.document
    }

    /// The records alone.
    pub(crate) fn into_document(self) -> FactsDocument {
        self.document
    }

    /// The problems of the records that could not.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the record of an employee could not be read.
    pub(crate) fn has_lost_employees(&self) -> bool {
        self.dropped.iter().any(|(list, _)| list == "/employees")
    }

    /// Whether the record of an objective could not be read.
    #[cfg(all(feature = "forecast", feature = "planning"))]
    pub(crate) fn has_lost_objectives(&self) -> bool {
        self.dropped.iter().any(|(list, _)| list == "/objectives")
    }

    /// A sink that knows which records were left out.
    pub(crate) fn sink(&self) -> Sink {
        Sink::new((self.problems.clone(), self.dropped.clone()), self.limits.problems)
    }
}
