//! An application and its record, what is asked about it, and what is answered.

use crate::json::Few;
use crate::policy::PayRise;
use crate::score::PolicyRef;
use crate::time::{Date, Instant};
use crate::values::{Id, Language, Percent, Text};

document! {
    /// An application for a move. All that it is follows from its record, which only ever grows.
    pub struct Application {
        /// Its name for machines.
        pub id: Id,
        /// The person whom it is about.
        pub employee: Id,
        /// The move.
        pub r#move: Id,
        /// The procedure; that of the move.
        pub procedure: Option<Id>,
        /// The unit of the new post.
        pub unit: Option<Id>,
        /// The version of the policy under which it was made; it is decided under the same.
        pub policy_version: Option<Id>,
        /// Where it stands; checked against the record.
        pub state: Option<State>,
        /// The step at which it is, or that returned or rejected it; checked against the record.
        pub step: Option<Id>,
        /// What was done, earliest first.
        pub record: Vec<Entry> = Vec::new(),
    }
}

words! {
    /// Where an application stands.
    pub enum State {
        /// Nobody has applied yet.
        Draft = "draft",
        /// A step has to decide.
        InReview = "in_review",
        /// It is back with the applicant.
        Returned = "returned",
        /// All steps have approved it.
        Approved = "approved",
        /// A step has rejected it.
        Rejected = "rejected",
        /// The result is published.
        Published = "published",
        /// An appeal has to be decided.
        Appealed = "appealed",
        /// It is in effect.
        Effective = "effective",
        /// It was withdrawn.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What can be done.
    pub enum Action {
        /// Apply.
        Apply = "apply",
        /// Approve at a step.
        Approve = "approve",
        /// Give it back to the applicant.
        Return = "return",
        /// Reject at a step.
        Reject = "reject",
        /// Hand it in again after a return.
        Resubmit = "resubmit",
        /// Withdraw it.
        Withdraw = "withdraw",
        /// Publish the result.
        Publish = "publish",
        /// Appeal against the result.
        Appeal = "appeal",
        /// Decide an appeal.
        DecideAppeal = "decide_appeal",
        /// Put the result into effect.
        TakeEffect = "take_effect",
    }
}

document! {
    /// An action: asked for, or recorded.
    pub struct Entry {
        /// What is done.
        pub r#do: Action,
        /// The person who does it.
        pub by: Id,
        /// The role in which; that the person has it is for the host to know.
        pub role: Id,
        /// When; always there in a record, `as_of` where an action does not state it.
        pub at: Option<Instant>,
        /// The step that decides: always there in a record of a decision. In an action it guards against a decision
        /// that was meant for an earlier step.
        pub step: Option<Id>,
        /// Why.
        pub note: Option<String>,
        /// What is handed in with it.
        pub evidence: Few<Evidence> = Few::default(),
        /// What `eligibility` answered, as the host states it; with `apply` and `resubmit`.
        pub eligibility: Option<StatedEligibility>,
        /// How an appeal was decided; with `decide_appeal`.
        pub outcome: Option<Outcome>,
        /// The pay rise within the range of the move, in percent; with `approve` and `take_effect`. The last stands.
        pub pay_rise: Option<Percent>,
        /// The first day of the new position; with `take_effect`, by default its day.
        pub effective_from: Option<Date>,
    }
}

impl Entry {
    /// Whether it has a note that is not blank.
    pub(super) fn says_why(&self) -> bool {
        self.note.as_ref().is_some_and(|note| !note.chars().all(char::is_whitespace))
    }
}

document! {
    /// A piece of evidence.
    pub struct Evidence {
        /// Its kind.
        pub kind: Id,
        /// The host's name for it.
        pub record: Option<Id>,
    }
}

document! {
    /// An answer about eligibility that an application rests on.
    pub struct StatedEligibility {
        /// The answer.
        pub state: EligibilityState,
        /// Its day.
        pub as_of: Option<Date>,
        /// The host's name for it.
        pub record: Option<Id>,
    }
}

words! {
    /// Whether someone is eligible.
    pub enum EligibilityState {
        /// Yes.
        Eligible = "eligible",
        /// No.
        NotEligible = "not_eligible",
        /// It cannot be told.
        Unknown = "unknown",
    }
}

words! {
    /// How an appeal is decided.
    pub enum Outcome {
        /// The appeal is right: the result does not stand.
        Upheld = "upheld",
        /// The result stands.
        Dismissed = "dismissed",
    }
}

document! {
    /// Asks where an application stands, or to act on it.
    pub struct ProcedureRequest {
        /// The moment of asking.
        pub as_of: Instant,
        /// The application so far; without a record, one that is to be made.
        pub application: Application,
        /// What is to be done; without it, only where it stands is asked.
        pub action: Option<Entry>,
        /// Decide a new application under this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
        /// The language of texts; without it there are none.
        pub lang: Option<Language>,
    }
}

answer! {
    /// Where an application stands.
    pub struct ProcedureReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The moment of asking.
        pub as_of: Instant,
        /// The application, with what was done now; hand it in again with the next question.
        pub application: Application,
        /// Since when it has stood there.
        pub since: Option<Instant>,
        /// What can be done now.
        pub actions: Vec<LegalAction>,
        /// What can be done later if nothing happens before.
        pub later: Few<LegalAction>,
        /// What should have been done.
        pub overdue: Vec<Overdue>,
        /// What to carry out, once it is in effect.
        pub effects: Option<MoveEffects>,
        /// Where it stands, in words.
        pub text: Option<String>,
        /// The record, in words.
        pub history: Few<String>,
    }
}

answer! {
    /// Something that can be done.
    pub struct LegalAction {
        /// What.
        pub r#do: Action,
        /// The step that decides.
        pub step: Option<Id>,
        /// The roles that may do it; `employee` is the person whom the application is about, and nobody else.
        pub roles: Vec<Id>,
        /// People who may not, whatever their role: nobody decides on themselves.
        pub not_by: Few<Id>,
        /// The kinds of evidence that have to come with it.
        pub needs: Few<Id>,
        /// From when, if that is not yet.
        pub from: Option<Instant>,
        /// When it will be overdue.
        pub due: Option<Instant>,
        /// Until when these roles may do it.
        pub until: Option<Instant>,
        /// What it is called.
        pub text: Option<String>,
    }
}

answer! {
    /// Something that should have been done.
    pub struct Overdue {
        /// What kind of thing: `decision`, `resubmission`, `publication`, `appeal` or `effect`.
        pub what: &'static str,
        /// The step that should have decided.
        pub step: Option<Id>,
        /// Who should have done it.
        pub roles: Vec<Id>,
        /// By when.
        pub due: Instant,
        /// The role to which it has gone over.
        pub escalated_to: Option<Id>,
    }
}

answer! {
    /// What a move brings, for the host to carry out.
    pub struct MoveEffects {
        /// Whom it is about.
        pub employee: Id,
        /// The position that is left.
        pub from: Id,
        /// The new position.
        pub position: Id,
        /// Its unit.
        pub unit: Option<Id>,
        /// Its first day.
        pub effective_from: Date,
        /// The pay rise that was decided, in percent.
        pub pay_rise: Option<Percent>,
        /// The range in which it lies, or has to be decided.
        pub pay_rise_range: Option<PayRise>,
        /// What the new position may decide.
        pub authority: Few<Text>,
        /// Courses in which there is a place.
        pub training: Few<Id>,
    }
}
