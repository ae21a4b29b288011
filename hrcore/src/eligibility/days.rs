//! From day to day: on which days before a test comes out the same, and on which day after it can come out otherwise.

use crate::compile::{Baseline, Check, Series, SeriesCheck, credentials};
use crate::condition::{AchievementKind, Since, Term};
use crate::time::{Date, Span};

use super::judge::{Judge, Person, last_day};

impl Judge<'_> {
    /// The first of the days up to this one on all of which a test comes out as on this one, while the position held
    /// is the same. What looks at periods changes on the last day of one, what looks at records on days of these; of the
    /// others nothing is promised.
    pub(crate) fn same_since(&self, check: &Check, person: &Person) -> i32 {
        let Check::Series(check) = check else { return self.same_records_since(check, person).unwrap_or(self.day) };
        let Some(last) = self.last_ended(check.every) else { return self.day };
        let since = self.values.span(last).last;
        match self.fixed_base(check) {
            Some(base) if base <= self.day => since.max(base),
            _ => since,
        }
    }

    /// The last day up to this one on which records change how a test comes out; the first of all where there is none.
    fn same_records_since(&self, check: &Check, person: &Person) -> Option<i32> {
        let day = |date: Date| Span::new(date, Some(date)).last;
        let dates = |found: &mut dyn Iterator<Item = Date>, since: Option<Since>| {
            let last = found.map(day).filter(|day| *day <= self.day).max();
            // What counts only for some months ends on other days, too.
            (last.is_none() || !matches!(since, Some(Since::Months(_)))).then_some(last.unwrap_or(i32::MIN))
        };
        match check {
            Check::Events(check) => {
                dates(&mut self.careers.events(person.employee, check.kind).map(|event| event.date), check.since)
            }
            Check::Achieved(check) => {
                let records = self.careers.achievements((person.employee, check.kind as usize, check.id));
                if check.kind == AchievementKind::Award {
                    return dates(&mut records.map(|record| record.date), check.since);
                }
                let months = credentials(&self.policy.policy, check.kind).1.get(check.id)?.valid_months;
                let over = |date: Date, expires: Option<Date>| {
                    let end = expires.or_else(|| last_day(date, Term::Months(months?)))?;
                    end.succ_opt()
                };
                let changes = records.flat_map(|record| [Some(record.date), over(record.date, record.expires)]);
                dates(&mut changes.flatten(), None)
            }
            Check::Tenure(of, term) => {
                let end = self.tenure_end(*of, *term, person).map(day);
                Some(end.filter(|end| *end <= self.day).unwrap_or(i32::MIN))
            }
            Check::CaseFree(..) => self.careers.cases(person.employee).next().is_none().then_some(i32::MIN),
            Check::Series(_) | Check::Assessment(..) | Check::Vacancy(..) => None,
        }
    }

    /// The first day behind this one on which a test can come out otherwise, with nothing but time going on.
    pub(crate) fn may_change(&self, check: &Check) -> i32 {
        let tomorrow = self.day.saturating_add(1);
        let Check::Series(check) = check else { return tomorrow };
        let next = self.last_ended(check.every).and_then(|last| last.next());
        let change = next.map_or(tomorrow, |next| self.values.span(next).last);
        match self.fixed_base(check) {
            Some(base) if base > self.day => change.min(base),
            _ => change,
        }
    }

    /// The last day of the period with which a test compares all others.
    fn fixed_base(&self, check: &SeriesCheck) -> Option<i32> {
        match &check.of {
            Series::Growth { versus: Baseline::Period(base), .. } => Some(self.values.span(*base).last),
            _ => None,
        }
    }
}
