//! What `payouts`, `payout_curve` and `compare_payouts` answer.

use crate::eligibility::ConditionResult;
use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::score::PolicyRef;
use crate::time::Period;
use crate::values::Id;

answer! {
    /// What is paid for a period.
    pub struct PayoutsReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The period.
        pub period: Period,
        /// What is paid, by employee in the order of the facts, then by rule.
        pub lines: Vec<PayoutLine>,
        /// Bonuses whose condition is not met.
        pub not_earned: Few<NotEarned>,
        /// What cannot be said yet, and why; nothing is paid for it.
        pub undecided: Few<Undecided>,
        /// How budgets stand.
        pub budgets: Few<BudgetStatus>,
        /// Sums of the lines by rule, in the order of the policy.
        pub rules: Vec<RuleTotal>,
        /// Sums of the lines by currency.
        pub totals: Vec<CurrencyTotal>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// An amount that a rule pays a person for a period.
    pub struct PayoutLine {
        /// The employee.
        pub employee: Id,
        /// The rule.
        pub rule: Id,
        /// `bonus`, `commission`, `rating`, `coefficient`, `overtime` or `absence`.
        pub kind: &'static str,
        /// Above zero `payment`, below `deduction`; with something paid before `supplement`, `clawback`; `none` of 0.00.
        pub posting: &'static str,
        /// The unit, of a team's commission.
        pub unit: Option<Box<Id>>,
        /// What is to be paid now: `due` less `paid_before`.
        pub amount: Figure,
        /// The currency.
        pub currency: Id,
        /// What the rule pays for the period in all.
        pub due: Figure,
        /// The same before it was rounded, where that differs.
        pub due_unrounded: Option<Figure>,
        /// What was paid before.
        pub paid_before: Option<Box<Figure>>,
        /// What was due before the budget.
        pub before_budget: Option<Box<Figure>>,
        /// The goal of a bonus.
        pub goal: Option<Box<Id>>,
        /// The course that a rating asks for.
        pub course: Option<Box<Id>>,
        /// What it was computed from.
        pub inputs: Option<Box<PayoutInputs>>,
        /// The condition of a bonus, with its evidence.
        pub condition: Option<Box<ConditionResult>>,
        /// The line in words.
        pub text: Option<Box<String>>,
    }
}

answer! {
    /// What a line was computed from: each where it has a part in it.
    pub struct PayoutInputs {
        /// The base of a commission.
        pub base: Option<Figure>,
        /// How many sales and returns count.
        pub sales: Option<u32>,
        /// The step that the base lies in; 1 is the first.
        pub tier: Option<u32>,
        /// The rate in percent.
        pub rate: Option<Figure>,
        /// The parts of a marginal commission.
        pub parts: Few<TierPart>,
        /// The sales of a commission on each.
        pub each: Few<SalePart>,
        /// What the tiers pay.
        pub before: Option<Figure>,
        /// What multiplies it.
        pub modifiers: Few<ModifierResult>,
        /// `floor` or `cap`, where it bounds the amount.
        pub bound: Option<&'static str>,
        /// The team, and the person's share.
        pub team: Option<TeamPart>,
        /// What is paid at least.
        pub guarantee: Option<Figure>,
        /// What is paid in advance.
        pub draw: Option<Figure>,
        /// What was owed from earlier draws.
        pub owed_before: Option<Figure>,
        /// What is owed now.
        pub owed_after: Option<Figure>,
        /// Days held, where not all of the period.
        pub days: Option<u32>,
        /// Days of the period.
        pub of_days: Option<u32>,
        /// The pay that a share is taken of.
        pub pay: Option<Figure>,
        /// The share in percent.
        pub percent: Option<Figure>,
        /// The rating band.
        pub band: Option<Id>,
        /// The performance coefficient.
        pub coefficient: Option<Figure>,
        /// Attendance that counts.
        pub attendance: Option<AttendancePart>,
        /// Overtime that counts.
        pub overtime: Option<OvertimePart>,
        /// References to the records.
        pub records: Few<Id>,
    }
}

answer! {
    /// A part of a base at its own rate.
    pub struct TierPart {
        /// Above this.
        pub from: Figure,
        /// Up to this.
        pub upto: Option<Figure>,
        /// The part.
        pub base: Figure,
        /// The rate in percent.
        pub rate: Figure,
        /// What it pays, before it is rounded.
        pub pays: Figure,
    }
}

answer! {
    /// A sale or return.
    pub struct SalePart {
        /// The sale.
        pub sale: Id,
        /// What the tiers are applied to.
        pub base: Figure,
        /// The person's share in percent, where not all.
        pub share: Option<Figure>,
        /// The rate in percent; of a marginal scheme there is none.
        pub rate: Option<Figure>,
        /// The person's part of what it pays.
        pub pays: Figure,
    }
}

answer! {
    /// What multiplies an amount, and whether it does.
    pub struct ModifierResult {
        /// The modifier.
        pub id: Id,
        /// The factor.
        pub factor: Figure,
        /// `met`, `unmet` or `unknown`.
        pub state: &'static str,
        /// Its condition, with the evidence.
        pub condition: ConditionResult,
    }
}

answer! {
    /// A team's commission, and a person's share in it.
    pub struct TeamPart {
        /// The unit.
        pub unit: Id,
        /// How many share in it.
        pub members: u32,
        /// The base.
        pub base: Figure,
        /// What all get.
        pub amount: Figure,
        /// The person's weight.
        pub weight: Figure,
        /// The sum of weights.
        pub of: Figure,
    }
}

answer! {
    /// Attendance in a period.
    pub struct AttendancePart {
        /// Days that were to be worked.
        pub days_due: Figure,
        /// Those that were not.
        pub days_absent: Figure,
        /// What it multiplies by.
        pub factor: Figure,
    }
}

answer! {
    /// Overtime in a period.
    pub struct OvertimePart {
        /// Hours beyond.
        pub hours: Figure,
        /// The hours that pay is for.
        pub of: Figure,
        /// The rate in percent.
        pub rate: Figure,
    }
}

answer! {
    /// A bonus that is not earned.
    pub struct NotEarned {
        /// The employee.
        pub employee: Id,
        /// The rule.
        pub rule: Id,
        /// What has to hold, and what is missing.
        pub condition: ConditionResult,
        /// The same in words.
        pub text: Option<String>,
    }
}

answer! {
    /// What cannot be said yet.
    pub struct Undecided {
        /// The employee.
        pub employee: Id,
        /// The rule.
        pub rule: Id,
        /// The unit, of a team's commission.
        pub unit: Option<Id>,
        /// `condition`, `modifier`, `metric`, `rating`, `coefficient`, `pay`, `attendance`, `hours`, `goal` or `record`.
        pub why: &'static str,
        /// The metric without a value.
        pub metric: Option<Id>,
        /// The modifier whose condition is unknown.
        pub modifier: Option<Id>,
        /// The condition that is unknown.
        pub condition: Option<Box<ConditionResult>>,
        /// The same in words.
        pub text: Option<String>,
    }
}

answer! {
    /// How a budget stands.
    pub struct BudgetStatus {
        /// The budget.
        pub id: Id,
        /// How much there is.
        pub amount: Figure,
        /// The currency.
        pub currency: Id,
        /// What its rules would pay without it.
        pub asked: Figure,
        /// What they pay.
        pub paid: Figure,
        /// How many amounts it is about.
        pub lines: u32,
        /// Whether it was shared anew.
        pub scaled: bool,
        /// Some of its amounts are not known yet.
        pub undecided: Option<bool>,
    }
}

answer! {
    /// The lines of a rule together.
    pub struct RuleTotal {
        /// The rule.
        pub rule: Id,
        /// Its kind.
        pub kind: &'static str,
        /// The currency.
        pub currency: Id,
        /// How many lines.
        pub lines: u32,
        /// Their sum.
        pub amount: Figure,
    }
}

answer! {
    /// The lines of a currency together.
    pub struct CurrencyTotal {
        /// The currency.
        pub currency: Id,
        /// How many lines.
        pub lines: u32,
        /// Their sum.
        pub amount: Figure,
    }
}

answer! {
    /// What a commission pays over a range of bases.
    pub struct PayoutCurve {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The commission.
        pub rule: Id,
        /// The currency.
        pub currency: Id,
        /// What it pays, from the least base to the greatest.
        pub points: Vec<CurvePoint>,
    }
}

answer! {
    /// What a commission pays on a base.
    pub struct CurvePoint {
        /// The base.
        pub base: Figure,
        /// What it pays.
        pub pays: Figure,
        /// The same as a share of the base, in percent; of nothing there is none.
        pub rate: Option<Figure>,
        /// It is the border of a step, or one minor unit beyond it.
        pub border: Option<bool>,
    }
}

answer! {
    /// What two versions of a policy pay on the same facts.
    pub struct PayoutComparison {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The period.
        pub period: Period,
        /// The version that is compared.
        pub version: Id,
        /// The version that it is compared with.
        pub against: Id,
        /// Each person and currency for whom either pays, in the order of the facts.
        pub people: Vec<PersonChange>,
        /// Everyone together, by currency.
        pub totals: Vec<CostChange>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// What two versions pay a person.
    pub struct PersonChange {
        /// The employee.
        pub employee: Id,
        /// The currency.
        pub currency: Id,
        /// What `against` pays.
        pub before: Figure,
        /// What `version` pays.
        pub after: Figure,
        /// The difference.
        pub change: Figure,
        /// Under one of the versions something is not known yet.
        pub undecided: Option<bool>,
    }
}

answer! {
    /// What two versions cost.
    pub struct CostChange {
        /// The currency.
        pub currency: Id,
        /// What `against` pays.
        pub before: Figure,
        /// What `version` pays.
        pub after: Figure,
        /// The difference.
        pub change: Figure,
        /// How many people get more.
        pub gain: u32,
        /// How many get less.
        pub lose: u32,
        /// How many get the same.
        pub same: u32,
        /// Who gains most; the first of several.
        pub greatest_gain: Option<GreatestChange>,
        /// Who loses most; the first of several.
        pub greatest_loss: Option<GreatestChange>,
    }
}

answer! {
    /// The greatest difference.
    pub struct GreatestChange {
        /// The employee.
        pub employee: Id,
        /// The difference.
        pub change: Figure,
    }
}
