//! Pay and attendance, checked against a policy and found by person.

use super::people::people_index;
use super::{Attendance, Facts, Pay};
use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::number::Decimal;
use crate::sort;
use crate::time::Span;

/// Records of pay and attendance by whom they are about.
#[derive(Debug)]
pub(crate) struct Payroll<'a> {
    // By person and the day from which it is in force.
    pay: Vec<(usize, i32, usize, &'a Pay)>,
    // By person and period.
    attendance: Vec<(usize, Span, usize, &'a Attendance)>,
}

impl<'a> Payroll<'a> {
    /// Joins the records with a policy. Bad ones are reported and left out.
    pub(crate) fn new(facts: &'a Facts, policy: &Compiled, sink: &mut Sink) -> Self {
        let document = facts.document();
        if document.pay.is_empty() && document.attendance.is_empty() {
            return Self { pay: Vec::new(), attendance: Vec::new() };
        }
        let root = Place::ROOT;
        // Those who stand in the list twice are reported with the positions that they hold.
        let mut unheard = Sink::default();
        let (names, _) = people_index(&document.employees, &root.field("employees"), &mut unheard);
        let mut near = 0;

        let mut pay: Vec<(usize, i32, usize, &Pay)> = Vec::with_capacity(document.pay.len());
        let list = root.field("pay");
        for (number, record) in document.pay.iter().enumerate() {
            let at = list.item(number);
            let person = names.resolve(&record.employee, &mut near, &at, sink);
            if let (Some(person), true) = (person, is_payable(record, policy, &at, sink)) {
                pay.push((person, Span::new(record.from, None).first, number, record));
            }
        }
        let key = |a: &(usize, i32, usize, &Pay)| (a.0, a.1, a.2);
        if !pay.is_sorted_by_key(key) {
            sort::sort_by(&mut pay, |a, b| key(a).cmp(&key(b)));
        }
        let mut twice: Vec<usize> = Vec::new();
        pay.dedup_by(|later, first| is_second(&(later.0, later.1), &(first.0, first.1), later.2, &mut twice));
        stated_twice(twice, &list, "another record says what is paid from this day on", sink);

        near = 0;
        let mut attendance: Vec<(usize, Span, usize, &Attendance)> = Vec::with_capacity(document.attendance.len());
        let list = root.field("attendance");
        for (number, record) in document.attendance.iter().enumerate() {
            let at = list.item(number);
            let person = names.resolve(&record.employee, &mut near, &at, sink);
            if let (Some(person), true) = (person, is_countable(record, &at, sink)) {
                attendance.push((person, crate::score::span(policy, record.period), number, record));
            }
        }
        let key = |a: &(usize, Span, usize, &Attendance)| (a.0, a.1, a.2);
        if !attendance.is_sorted_by_key(key) {
            sort::sort_by(&mut attendance, |a, b| key(a).cmp(&key(b)));
        }
        let mut twice: Vec<usize> = Vec::new();
        attendance.dedup_by(|later, first| is_second(&(later.0, later.1), &(first.0, first.1), later.2, &mut twice));
        stated_twice(twice, &list, "another record says what attendance this period had", sink);
        Self { pay, attendance }
    }

    /// What a person is paid on a day.
    pub(crate) fn pay(&self, person: usize, day: i32) -> Option<&'a Pay> {
        let after = self.pay.partition_point(|known| (known.0, known.1) <= (person, day));
        self.pay.get(after.checked_sub(1)?).filter(|known| known.0 == person).map(|known| known.3)
    }

    /// Everything that says what a person is paid, by the day from which it is in force.
    #[cfg(feature = "attrition")]
    pub(crate) fn pay_of(&self, person: usize) -> impl Iterator<Item = (i32, &'a Pay)> {
        let start = self.pay.partition_point(|known| known.0 < person);
        let rest = self.pay.get(start..).unwrap_or_default().iter();
        rest.take_while(move |known| known.0 == person).map(|known| (known.1, known.3))
    }

    /// All records of a person's attendance, in the order of time.
    #[cfg(feature = "attrition")]
    pub(crate) fn attendance_of(&self, person: usize) -> impl Iterator<Item = (Span, &'a Attendance)> {
        let start = self.attendance.partition_point(|known| known.0 < person);
        let rest = self.attendance.get(start..).unwrap_or_default().iter();
        rest.take_while(move |known| known.0 == person).map(|known| (known.1, known.3))
    }

    /// A person's attendance in a period.
    pub(crate) fn attendance(&self, person: usize, span: Span) -> Option<&'a Attendance> {
        let at = self.attendance.binary_search_by(|known| (known.0, known.1).cmp(&(person, span))).ok()?;
        self.attendance.get(at).map(|known| known.3)
    }
}

fn is_second<K: PartialEq>(later: &K, first: &K, number: usize, twice: &mut Vec<usize>) -> bool {
    let same = later == first;
    if same {
        twice.push(number);
    }
    same
}

fn stated_twice(mut twice: Vec<usize>, list: &Place<'_>, message: &str, sink: &mut Sink) {
    sort::sort(&mut twice);
    for number in twice {
        sink.report(&list.item(number), "", Code::IdDuplicate, format_args!("{message}"));
    }
}

fn is_payable(record: &Pay, policy: &Compiled, at: &Place<'_>, sink: &mut Sink) -> bool {
    let mut good = true;
    for (field, amount) in [("base", record.base), ("bonus_base", record.bonus_base)] {
        good &= is_not_below_zero(amount.unwrap_or(Decimal::ZERO), field, at, sink);
    }
    if record.hours.is_some_and(|hours| hours.is_negative() || hours.is_zero()) {
        sink.report(at, "hours", Code::NumberOutOfRange, format_args!("pay is for more than 0 hours"));
        good = false;
    }
    // Without any rule about pay, its currency does not matter.
    let rules = &policy.policy.pay_rules;
    if !rules.is_empty() && rules.iter().all(|rule| rule.currency != record.currency) {
        let message = format_args!("pay is in `{}`, but no pay rule is", record.currency);
        sink.report(at, "currency", Code::CurrencyMismatch, message);
        good = false;
    }
    good
}

fn is_countable(record: &Attendance, at: &Place<'_>, sink: &mut Sink) -> bool {
    let mut good = is_not_below_zero(record.days_due, "days_due", at, sink);
    good &= is_not_below_zero(record.days_absent, "days_absent", at, sink);
    good &= is_not_below_zero(record.overtime_hours, "overtime_hours", at, sink);
    if good && record.days_absent.to_rational() > record.days_due.to_rational() {
        let message = format_args!("{} days of absence are more than {} due", record.days_absent, record.days_due);
        sink.report(at, "days_absent", Code::NumberOutOfRange, message);
        good = false;
    }
    good
}

fn is_not_below_zero(number: Decimal, field: &'static str, at: &Place<'_>, sink: &mut Sink) -> bool {
    if number.is_negative() {
        sink.report(at, field, Code::NumberOutOfRange, format_args!("`{number}` is below zero"));
    }
    !number.is_negative()
}
