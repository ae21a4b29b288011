//! How a move is decided: who applies, who decides in which order and by when, publication, appeal, effect.

use super::PayRise;
use crate::error::Code;
use crate::gather::Gather as _;
use crate::json::{Few, Read, Reader, Write, Writer};
use crate::time::{Instant, WorkCalendar};
use crate::values::{Id, Text};

/// The role of the person whom an application is about.
pub(crate) const EMPLOYEE: &str = "employee";

document! {
    /// A procedure (晋升流程): its steps are taken in order, and none can be skipped.
    pub struct Procedure {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The roles that act in it; where they are stated, no other role can be named. `employee`, the person whom
        /// the application is about, is always there.
        pub roles: Few<ProcedureRole> = Few::default(),
        /// Who may apply, and apply again after a return.
        pub apply_by: Vec<Id> = employee(),
        /// The kinds of evidence (佐证).
        pub evidence: Few<EvidenceKind> = Few::default(),
        /// What an application must say about eligibility.
        pub eligibility: EligibilityNeed = EligibilityNeed::Optional,
        /// Whether those who return, reject, appeal or decide an appeal must say why.
        pub reasons: Reasons = Reasons::Required,
        /// The decisions, in order.
        pub steps: Vec<Step>,
        /// What follows when an application is returned.
        pub resubmit: Resubmit = Resubmit { within: None, to: ResubmitTo::FirstStep },
        /// Who may withdraw, and until when.
        pub withdraw: Withdraw = Withdraw { by: employee(), until: WithdrawUntil::Approval },
        /// How the result is published (公示); without it, it takes effect without publication.
        pub publication: Option<Publication>,
        /// How a result can be appealed against (申诉); without it, it cannot.
        pub appeal: Option<AppealRule>,
        /// Who puts the result into effect.
        pub effect: EffectRule,
    }
}

fn employee() -> Vec<Id> {
    Id::new(EMPLOYEE).into_iter().gather()
}

document! {
    /// A role in a procedure.
    pub struct ProcedureRole {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
    }
}

document! {
    /// A kind of evidence.
    pub struct EvidenceKind {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Whether nobody can apply without it.
        pub required: bool = true,
    }
}

words! {
    /// What an application must say about eligibility.
    pub enum EligibilityNeed {
        /// Nothing.
        Optional = "optional",
        /// It must be stated, whatever it is.
        Stated = "stated",
        /// The person must be eligible.
        Eligible = "eligible",
    }
}

words! {
    /// Whether decisions against an application need a note.
    pub enum Reasons {
        /// They do.
        Required = "required",
        /// They do not.
        Optional = "optional",
    }
}

/// A length of time. Days end with the last second of the last day, and the day from which they are counted does not
/// count; hours are counted to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// Calendar days.
    Days(u32),
    /// Working days by the policy's work calendar.
    WorkingDays(u32),
    /// Hours.
    Hours(u32),
}

document! {
    /// A length of time: exactly one of the fields.
    struct TermFields {
        /// Calendar days.
        days: Option<u32>,
        /// Working days by the policy's work calendar.
        working_days: Option<u32>,
        /// Hours.
        hours: Option<u32>,
    }
}

impl Term {
    /// The field in which it stands, and its number.
    #[must_use]
    pub const fn stated(self) -> (&'static str, u32) {
        match self {
            Self::Days(number) => ("days", number),
            Self::WorkingDays(number) => ("working_days", number),
            Self::Hours(number) => ("hours", number),
        }
    }

    /// The last moment of the term that begins at a moment.
    pub(crate) fn end(self, from: Instant, calendar: &WorkCalendar) -> Instant {
        match self {
            Self::Days(days) => from.plus_days(days),
            Self::WorkingDays(days) => from.plus_working_days(days, calendar),
            Self::Hours(hours) => from.plus_hours(hours),
        }
    }
}

impl Read for Term {
    fn blank() -> Self {
        Self::Days(0)
    }

    // Read as a whole: a default must not shine through a term that is stated.
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let fields = TermFields::read(r)?;
        match (fields.days, fields.working_days, fields.hours) {
            (Some(days), None, None) => Some(Self::Days(days)),
            (None, Some(days), None) => Some(Self::WorkingDays(days)),
            (None, None, Some(hours)) => Some(Self::Hours(hours)),
            _ => {
                let message = format_args!("a term is one of `days`, `working_days` and `hours`");
                r.problem(Code::FieldMissing, message);
                None
            }
        }
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        let one = |name: &str| {
            serde_json::json!({"type": "object", "properties": {name: {"type": "integer", "minimum": 1}},
                "required": [name], "additionalProperties": false})
        };
        serde_json::json!({"oneOf": [one("days"), one("working_days"), one("hours")]})
    }
}

impl Write for Term {
    fn write(&self, w: &mut Writer) {
        let (name, number) = self.stated();
        w.object(|w| w.field(name, &number));
    }
}

serialize_as_written!(Term);

document! {
    /// A step (审批节点): one decision.
    pub struct Step {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The role that decides.
        pub by: Id,
        /// By when.
        pub within: Option<Term>,
        /// What may be decided.
        pub actions: Vec<StepAction> = vec![StepAction::Approve, StepAction::Return, StepAction::Reject],
        /// Kinds of evidence without which it cannot be approved.
        pub evidence: Few<Id> = Few::default(),
        /// The role to which the decision goes over when it is overdue; without it, it stays where it is.
        pub escalate_to: Option<Id>,
    }
}

words! {
    /// What may be decided at a step.
    pub enum StepAction {
        /// It goes on.
        Approve = "approve",
        /// It goes back to the applicant.
        Return = "return",
        /// It ends.
        Reject = "reject",
    }
}

document! {
    /// What follows when an application is returned.
    pub struct Resubmit {
        /// By when it should be handed in again.
        pub within: Option<Term>,
        /// Where it then goes.
        pub to: ResubmitTo = ResubmitTo::FirstStep,
    }
}

words! {
    /// Where an application goes when it is handed in again.
    pub enum ResubmitTo {
        /// To the first step: all decide anew.
        FirstStep = "first_step",
        /// To the step that returned it.
        SameStep = "same_step",
    }
}

document! {
    /// Who may withdraw an application.
    pub struct Withdraw {
        /// The roles.
        pub by: Vec<Id> = employee(),
        /// Until when.
        pub until: WithdrawUntil = WithdrawUntil::Approval,
    }
}

words! {
    /// Until when an application can be withdrawn.
    pub enum WithdrawUntil {
        /// Until the last step has approved it.
        Approval = "approval",
        /// Until the result is published, or takes effect where nothing is published.
        Publication = "publication",
        /// Until it takes effect.
        Effect = "effect",
    }
}

document! {
    /// How a result is published.
    pub struct Publication {
        /// The role that publishes.
        pub by: Id,
        /// By when.
        pub within: Option<Term>,
        /// How long it is published before it can take effect.
        pub lasts: Term,
    }
}

document! {
    /// How a result can be appealed against.
    pub struct AppealRule {
        /// Who may appeal.
        pub by: Vec<Id> = employee(),
        /// Against what.
        pub against: Vec<AppealAgainst> = vec![AppealAgainst::Rejection, AppealAgainst::Publication],
        /// Until when, from the rejection or publication.
        pub within: Term = Term::Days(3),
        /// By when it is answered, from the appeal.
        pub answer_within: Term = Term::Hours(24),
        /// The role that decides it.
        pub decided_by: Id,
    }
}

words! {
    /// What can be appealed against.
    pub enum AppealAgainst {
        /// A rejection.
        Rejection = "rejection",
        /// A published result.
        Publication = "publication",
    }
}

document! {
    /// Who puts a result into effect.
    pub struct EffectRule {
        /// The role.
        pub by: Id,
        /// By when, once it can.
        pub within: Option<Term>,
    }
}

impl PayRise {
    /// Whether a pay rise lies in the range.
    pub(crate) fn holds(&self, percent: crate::values::Percent) -> bool {
        let percent = percent.to_rational();
        self.min.to_rational() <= percent && percent <= self.max.to_rational()
    }
}
