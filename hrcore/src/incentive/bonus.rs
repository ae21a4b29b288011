//! Bonuses: conditions judged on the period's last day, of one goal the first that is met, and each once.

use crate::compile::{Compiled, CompiledBonus};
use crate::condition::Truth;
use crate::eligibility::{Person, condition, tell_condition};
use crate::facts::Payroll;
use crate::number::{Rational, small};
use crate::policy::{Bonus, Once};
use crate::values::Id;

use super::answer::NotEarned;
use super::due::{Ask, Due, Found, More, Open, no_inputs};
use super::{pay, words};
use crate::eligibility::ConditionResult;

/// The bonuses of a policy with their goals.
#[derive(Debug)]
pub(super) struct Bonuses<'a> {
    policy: &'a Compiled,
    /// The goal of each bonus, by number; one that has none is a goal of its own.
    goals: Vec<usize>,
    /// The bonuses of each goal, in the order of the policy.
    members: Vec<Vec<u32>>,
    /// How the goals stand of the person at hand, and whether they were paid for another period, once that is asked.
    standing: Vec<(Standing, Option<bool>)>,
}

/// How a goal stands after some of its bonuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Free,
    /// It is not known whether one of them pays.
    Unknown,
    Paid,
}

/// A bonus as stated and as compiled.
#[derive(Clone, Copy)]
struct One<'a> {
    number: u32,
    stated: &'a Bonus,
    compiled: &'a CompiledBonus,
}

impl<'a> Bonuses<'a> {
    pub(super) fn new(policy: &'a Compiled) -> Self {
        let bonuses = &policy.policy.bonuses;
        let mut named: Vec<(&Id, usize)> = Vec::new();
        for (number, bonus) in bonuses.iter().enumerate() {
            named.extend(bonus.goal.as_ref().map(|goal| (goal, number)));
        }
        crate::sort::sort_by(&mut named, Ord::cmp);
        let mut found = Self {
            policy,
            goals: vec![usize::MAX; bonuses.len()],
            members: Vec::with_capacity(bonuses.len()),
            standing: Vec::new(),
        };
        let mut last: Option<&Id> = None;
        for (goal, number) in named {
            if last != Some(goal) {
                found.members.push(Vec::new());
            }
            last = Some(goal);
            found.join(number);
        }
        for (number, bonus) in bonuses.iter().enumerate() {
            if bonus.goal.is_none() {
                found.members.push(Vec::new());
                found.join(number);
            }
        }
        found
    }

    /// Adds a bonus to the goal that came last.
    fn join(&mut self, number: usize) {
        let goal = self.members.len().saturating_sub(1);
        if let (Some(slot), Some(members)) = (self.goals.get_mut(number), self.members.last_mut()) {
            *slot = goal;
            members.push(small(number));
        }
    }

    /// What bonuses pay a person for the period.
    pub(super) fn of(&mut self, ask: &mut Ask<'_>, payroll: &Payroll<'_>, employee: u32, found: &mut Found) {
        let Some(person) = ask.judge.person(employee as usize) else { return };
        self.standing.clear();
        self.standing.resize(self.members.len(), (Standing::Free, None));
        let policy = self.policy;
        for (number, (stated, compiled)) in policy.policy.bonuses.iter().zip(&policy.incentives.bonuses).enumerate() {
            if !ask.rules.get(number).is_some_and(|rule| rule.runs) || !compiled.whom.has(person.held.position) {
                continue;
            }
            let goal = self.goals.get(number).copied().unwrap_or(usize::MAX);
            let Some((standing, spent)) = self.standing.get_mut(goal) else { continue };
            if *standing == Standing::Paid {
                continue;
            }
            if stated.once == Once::Ever {
                let members = self.members.get(goal).map_or(&[][..], Vec::as_slice);
                if *spent.get_or_insert_with(|| is_spent(ask, members, employee)) {
                    continue;
                }
            }
            let one = One { number: small(number), stated, compiled };
            *standing = one.judge(ask, payroll, &person, *standing, found);
        }
    }
}

/// Whether some bonuses have been paid for another period.
fn is_spent(ask: &Ask<'_>, bonuses: &[u32], employee: u32) -> bool {
    let mut sum = Rational::ZERO;
    for rule in bonuses {
        for paid in ask.payments.of_rule(employee, *rule) {
            if paid.period != ask.period {
                sum = &sum + &paid.amount;
            }
        }
    }
    sum.signum() > 0
}

impl One<'_> {
    /// Judges a bonus; how its goal stands then.
    fn judge(
        &self,
        ask: &mut Ask<'_>,
        payroll: &Payroll<'_>,
        person: &Person,
        standing: Standing,
        found: &mut Found,
    ) -> Standing {
        let employee = small(person.employee);
        let open = |why| Open::new(employee, self.number, why);
        let (truth, result) = self.outcome(ask, person);
        match truth {
            Truth::Unknown => {
                found.open.push(Open { condition: result, ..open("condition") });
                Standing::Unknown
            }
            Truth::False => {
                let document = ask.facts.facts.document().employees.get(person.employee);
                if let (Some(result), Some(document)) = (result, document) {
                    let (employee, rule) = (document.id.clone(), self.stated.id.clone());
                    let mut not_earned = NotEarned { employee, rule, condition: *result, text: None };
                    if let Some(language) = ask.lang {
                        let text = words::not_earned(&ask.policy.policy, language, self.number as usize, &not_earned);
                        not_earned.text = Some(text);
                    }
                    found.not_earned.push(((small(person.employee), self.number), not_earned));
                }
                standing
            }
            // Should one before it be met, this one would not pay.
            Truth::True if standing == Standing::Unknown => {
                found.open.push(open("goal"));
                standing
            }
            Truth::True => {
                let mut inputs = None;
                let mut amount = self.compiled.amount.clone();
                if self.stated.attendance {
                    let known = payroll.attendance(person.employee, ask.span);
                    match known.and_then(|known| Some((known, pay::present(known)?))) {
                        None => {
                            found.open.push(open("attendance"));
                            return Standing::Paid;
                        }
                        Some((known, factor)) => {
                            amount = &amount * &factor;
                            inputs = ask.full.then(|| {
                                let mut inputs = no_inputs();
                                pay::tell_attendance(&mut inputs, known, &factor);
                                Box::new(inputs)
                            });
                        }
                    }
                }
                let mut due = Due::new(employee, self.number, amount, self.compiled.digits);
                if inputs.is_some() || result.is_some() {
                    due.more = Some(Box::new(More { inputs, condition: result, ..More::default() }));
                }
                found.dues.push(due);
                Standing::Paid
            }
        }
    }

    /// Whether the condition is met, and in full how it came out.
    fn outcome(&self, ask: &mut Ask<'_>, person: &Person) -> (Truth, Option<Box<ConditionResult>>) {
        ask.judge.toward = None;
        if !ask.full {
            return (ask.judge.truth(&self.compiled.when, person), None);
        }
        let outcomes = ask.judge.outcomes(&self.compiled.when, person);
        let (mut result, truth) = condition(ask.policy, &self.compiled.when, &self.stated.when, &outcomes);
        result.close();
        if let Some(language) = ask.lang {
            tell_condition(&ask.policy.policy, (language, ask.judge.as_of), &self.stated.when, &mut result);
        }
        (truth, Some(Box::new(result)))
    }
}
