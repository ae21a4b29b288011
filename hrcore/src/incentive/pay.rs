//! What follows for pay: shares by the rating, the bonus base times the coefficient, overtime, days of absence.

use crate::compile::{Compiled, CompiledPayRule};
use crate::eligibility::Person;
use crate::facts::{Attendance, Pay, Payroll};
use crate::number::{Decimal, Figure, Rational, small};
use crate::policy::{ByCoefficient, ByRating, PayBase, PayConsequence};
use crate::score::{Detail, EmployeeScore, Scorer, base_periods};
use crate::time::{Period, Span};

use super::answer::{AttendancePart, OvertimePart, PayoutInputs};
use super::due::{Ask, Due, Found, More, Open, Rule, no_inputs};

/// Days that were worked, of those due: none where none was due.
pub(super) fn present(known: &Attendance) -> Option<Rational> {
    let due = known.days_due.to_rational();
    (&due - &known.days_absent.to_rational()).checked_div(&due)
}

/// Says what attendance counts, and its record.
pub(super) fn tell_attendance(inputs: &mut PayoutInputs, known: &Attendance, factor: &Rational) {
    inputs.attendance = Some(AttendancePart {
        days_due: figure(known.days_due),
        days_absent: figure(known.days_absent),
        factor: Figure::new(factor.clone()),
    });
    inputs.records.0.extend(known.record.clone());
}

fn figure(number: Decimal) -> Figure {
    Figure::new(number.to_rational())
}

/// A number of percent as a share.
fn share(percent: &Rational) -> Rational {
    percent / &Rational::from(100)
}

/// What a rule comes to, or the word for what is missing.
type Comes = Result<Option<(Rational, More)>, &'static str>;

/// The pay rules about one person.
struct Own<'p, 'a> {
    payroll: &'p Payroll<'a>,
    person: Person,
    span: Span,
    full: bool,
    /// The person's result of the period, once it is asked for.
    result: Option<Option<EmployeeScore>>,
}

/// Whether results of the period are needed that versions in force earlier judge.
pub(super) fn reads_earlier(policy: &Compiled, rules: &[Rule<'_>], period: Period) -> bool {
    let scores = rules.iter().any(|rule| rule.runs && matches!(rule.kind, "rating" | "coefficient"));
    scores && base_periods(policy, period).is_some_and(|bases| bases.len() > 1)
}

/// What pay rules pay a person for the period.
pub(super) fn pay(
    ask: &mut Ask<'_>,
    (payroll, scorer): (&Payroll<'_>, &mut Scorer<'_>),
    employee: u32,
    found: &mut Found,
) {
    let Some(person) = ask.judge.person(employee as usize) else { return };
    let policy = ask.policy;
    // They are counted after bonuses and commissions.
    let first = policy.incentives.bonuses.len() + policy.incentives.commissions.len();
    let mut own = Own { payroll, person, span: ask.span, full: ask.full, result: None };
    for (number, (stated, compiled)) in policy.policy.pay_rules.iter().zip(&policy.incentives.pay_rules).enumerate() {
        let number = first + number;
        if !ask.rules.get(number).is_some_and(|rule| rule.runs) || !compiled.whom.has(person.held.position) {
            continue;
        }
        // Nor is it for those who are paid in another currency, whatever else is known of them.
        let known = payroll.pay(employee as usize, ask.span.last);
        if known.is_some_and(|known| known.currency != stated.currency) {
            continue;
        }
        let comes = match &stated.pays {
            PayConsequence::Rating(of) => own.rating(scorer, compiled, of),
            PayConsequence::Coefficient(of) => own.coefficient(scorer, compiled, of),
            PayConsequence::Overtime(_) => own.overtime(compiled),
            PayConsequence::Absence(_) => own.absence(compiled),
        };
        let number = small(number);
        match comes {
            Err(why) => found.open.push(Open::new(employee, number, why)),
            Ok(None) => {}
            Ok(Some((amount, more))) => {
                let mut due = Due::new(employee, number, amount, compiled.digits);
                let is_told = more.course.is_some() || more.inputs.is_some();
                due.more = is_told.then(|| Box::new(more));
                found.dues.push(due);
            }
        }
    }
}

impl Own<'_, '_> {
    /// The person's result of the period; none for one who is not scored.
    fn result(&mut self, scorer: &mut Scorer<'_>) -> Option<&EmployeeScore> {
        let employee = self.person.employee;
        let result = self.result.get_or_insert_with(|| scorer.answer(employee, Detail::Totals));
        result.as_ref().filter(|result| result.state != "not_in_scope")
    }

    /// Pay in force on the last day.
    fn pay(&self, of: PayBase) -> Result<(Rational, &Pay), &'static str> {
        let known = self.payroll.pay(self.person.employee, self.span.last).ok_or("pay")?;
        let amount = match of {
            PayBase::Base => known.base,
            PayBase::BonusBase => known.bonus_base,
        };
        Ok((amount.ok_or("pay")?.to_rational(), known))
    }

    fn attendance(&self) -> Result<&Attendance, &'static str> {
        self.payroll.attendance(self.person.employee, self.span).ok_or("attendance")
    }

    /// What a line was computed from, where that is wanted.
    fn told(&self, tell: impl FnOnce(&mut PayoutInputs)) -> More {
        let mut more = More::default();
        if self.full {
            let mut inputs = no_inputs();
            tell(&mut inputs);
            more.inputs = Some(Box::new(inputs));
        }
        more
    }

    fn rating(&mut self, scorer: &mut Scorer<'_>, compiled: &CompiledPayRule, of: &ByRating) -> Comes {
        let Some(result) = self.result(scorer) else { return Ok(None) };
        let band = result.band.clone().ok_or("rating")?;
        let Some(at) = of.ratings.iter().position(|rating| rating.band == band) else { return Ok(None) };
        let mut amount = Rational::ZERO;
        let mut more = match compiled.rates.get(at) {
            Some(Some(percent)) => {
                let (pay, _) = self.pay(of.of)?;
                amount = &pay * &share(percent);
                self.told(|inputs| {
                    inputs.pay = Some(Figure::money(pay, compiled.digits));
                    inputs.percent = Some(Figure::new(percent.clone()));
                    inputs.band = Some(band);
                })
            }
            _ => self.told(|inputs| inputs.band = Some(band)),
        };
        more.course = of.ratings.get(at).and_then(|rating| rating.course.clone());
        Ok(Some((amount, more)))
    }

    fn coefficient(&mut self, scorer: &mut Scorer<'_>, compiled: &CompiledPayRule, of: &ByCoefficient) -> Comes {
        let Some(result) = self.result(scorer) else { return Ok(None) };
        let coefficient = result.coefficient.as_ref().ok_or("coefficient")?.exact().clone();
        let (pay, _) = self.pay(of.of)?;
        let mut amount = &pay * &coefficient;
        let mut counted = None;
        if of.attendance {
            let known = self.attendance()?;
            let factor = present(known).ok_or("attendance")?;
            amount = &amount * &factor;
            counted = Some((known, factor));
        }
        let more = self.told(|inputs| {
            inputs.pay = Some(Figure::money(pay, compiled.digits));
            inputs.coefficient = Some(Figure::new(coefficient));
            if let Some((known, factor)) = counted {
                tell_attendance(inputs, known, &factor);
            }
        });
        Ok(Some((amount, more)))
    }

    fn overtime(&self, compiled: &CompiledPayRule) -> Comes {
        let known = self.attendance()?;
        // Without overtime nothing is due, whatever else is missing.
        if known.overtime_hours.is_zero() {
            return Ok(None);
        }
        let (pay, record) = self.pay(PayBase::Base)?;
        let of = record.hours.ok_or("hours")?;
        let rate = only_rate(compiled);
        let hour = pay.checked_div(&of.to_rational()).ok_or("hours")?;
        let amount = &(&hour * &known.overtime_hours.to_rational()) * &share(&rate);
        let more = self.told(|inputs| {
            inputs.pay = Some(Figure::money(pay, compiled.digits));
            inputs.overtime =
                Some(OvertimePart { hours: figure(known.overtime_hours), of: figure(of), rate: Figure::new(rate) });
            inputs.records.0.extend(known.record.clone());
        });
        Ok(Some((amount, more)))
    }

    fn absence(&self, compiled: &CompiledPayRule) -> Comes {
        let known = self.attendance()?;
        if known.days_absent.is_zero() {
            return Ok(None);
        }
        let (pay, _) = self.pay(PayBase::Base)?;
        // Days of absence are among those due.
        let factor = present(known).ok_or("attendance")?;
        let rate = only_rate(compiled);
        let amount = -&(&(&pay * &(&Rational::ONE - &factor)) * &share(&rate));
        let more = self.told(|inputs| {
            inputs.pay = Some(Figure::money(pay, compiled.digits));
            inputs.percent = Some(Figure::new(rate)).filter(|rate| *rate.exact() != Rational::from(100));
            tell_attendance(inputs, known, &factor);
        });
        Ok(Some((amount, more)))
    }
}

/// The rate of a rule that has one.
fn only_rate(compiled: &CompiledPayRule) -> Rational {
    compiled.rates.first().cloned().flatten().unwrap_or(Rational::ZERO)
}
