//! Whether a test holds for a person on a day, on what evidence, and when it can.

use crate::compile::{AchievedCheck, Check, Compiled, EventCheck, Requirement, credentials};
use crate::condition::{AchievementKind, Since, TenureOf, Term, Truth};
use crate::facts::{Achievement, AchievementResult, Assessed, CareerFacts, FactIndex, Held};
use crate::number::Rational;
use crate::score::Values;
use crate::time::{Date, Period, Span, months_earlier, months_later};
use crate::values::Id;

use super::look::Seen;
use super::totals::Totals;

/// A person on a day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    pub(crate) employee: usize,
    /// The position held.
    pub(crate) held: Held,
    /// The first day of the position, held without a break.
    pub(crate) position_from: i32,
    /// The first day in any position, held without a break.
    pub(crate) company_from: i32,
    /// The first day of all.
    pub(crate) first: i32,
}

/// Looks at people on a day, under one policy version.
#[derive(Debug)]
pub(crate) struct Judge<'a> {
    pub(crate) policy: &'a Compiled,
    pub(crate) facts: &'a FactIndex<'a>,
    pub(crate) careers: &'a CareerFacts<'a>,
    pub(crate) assessed: &'a Assessed<'a>,
    pub(crate) values: Values<'a>,
    pub(crate) totals: Totals<'a>,
    /// The last day that is over.
    pub(crate) as_of: Date,
    pub(crate) day: i32,
    /// Whether evidence and what is missing are wanted.
    pub(crate) detail: bool,
    /// The position that a move leads to: an assessment is made for it.
    pub(crate) toward: Option<usize>,
    // Values of the person at hand: the base of one period's growth is the value of another.
    pub(super) known: Vec<(super::lookup::Asked, Result<Rational, crate::facts::State>)>,
    of: Option<(usize, usize)>,
    // What vacancies came to, by position and number.
    vacancies: Vec<((usize, u32), Outcome)>,
}

/// How a test came out.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) truth: Truth,
    /// From 0 to 1; none where it is not known.
    pub(crate) progress: Option<Rational>,
    /// The day on which it can first hold.
    pub(crate) earliest: Option<i32>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) missing: Option<Lack>,
}

/// What a test looked at.
#[derive(Debug, Clone)]
pub(crate) enum Evidence {
    Period(Box<Seen>),
    /// A dated record.
    Record {
        date: Date,
        record: Option<Id>,
        holds: Truth,
    },
}

/// What a test lacks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lack {
    pub(crate) code: &'static str,
    pub(crate) have: Option<u32>,
    pub(crate) need: Option<u32>,
    /// The value there is, and the one that is needed, exact.
    pub(crate) actual: Option<Rational>,
    pub(crate) mark: Option<Rational>,
    pub(crate) needs: Option<Rational>,
    /// The period that is running, and what it has to reach.
    pub(crate) next: Option<(Period, Option<Rational>)>,
    pub(crate) until: Option<Date>,
    pub(crate) opened: Option<Date>,
    pub(crate) closed: Option<Date>,
    pub(crate) expired: Option<Date>,
    pub(crate) why: Option<&'static str>,
}

impl Lack {
    pub(crate) fn new(code: &'static str) -> Self {
        Self { code, ..Self::default() }
    }

    pub(super) fn counted(code: &'static str, have: u32, need: u32) -> Self {
        Self { code, have: Some(have), need: Some(need), ..Self::default() }
    }
}

impl Outcome {
    pub(crate) fn new(truth: Truth) -> Self {
        Self { truth, progress: truth.progress(), earliest: None, evidence: Vec::new(), missing: None }
    }

    /// States the progress of what does not hold yet.
    pub(crate) fn with_progress(mut self, progress: Option<Rational>) -> Self {
        if self.truth == Truth::False {
            self.progress = progress;
        }
        self
    }

    pub(crate) fn lacking(mut self, lack: impl FnOnce() -> Lack) -> Self {
        if self.truth != Truth::True {
            self.missing = Some(lack());
        }
        self
    }

    pub(crate) fn not_before(mut self, earliest: Option<i32>) -> Self {
        if self.truth != Truth::True {
            self.earliest = earliest;
        }
        self
    }
}

/// The part of a whole, between 0 and 1.
pub(super) fn share(have: u32, need: u32) -> Option<Rational> {
    Rational::new(have.min(need).into(), need.into())
}

impl<'a> Judge<'a> {
    pub(crate) fn new(
        policy: &'a Compiled,
        facts: &'a FactIndex<'a>,
        (careers, assessed): (&'a CareerFacts<'a>, &'a Assessed<'a>),
        totals: Totals<'a>,
        as_of: Date,
    ) -> Self {
        let day = Span::new(as_of, Some(as_of)).last;
        // Whole periods are asked for, of which this one is only the first.
        let values = Values::new(policy, facts, Period::Day(as_of));
        Self {
            policy,
            facts,
            careers,
            assessed,
            values,
            totals,
            as_of,
            day,
            detail: true,
            toward: None,
            known: Vec::new(),
            of: None,
            vacancies: Vec::new(),
        }
    }

    /// The person in the position held on the day; `None` for one who holds none, or whose record is bad.
    pub(crate) fn person(&mut self, employee: usize) -> Option<Person> {
        let held = self.facts.held(employee)?;
        let at = held.iter().rposition(|held| held.span.first <= self.day)?;
        let current = held.get(at).filter(|held| held.span.last >= self.day)?;
        let mut person = Person {
            employee,
            held: *current,
            position_from: current.span.first,
            company_from: current.span.first,
            first: held.first().map_or(current.span.first, |held| held.span.first),
        };
        let mut same = true;
        for earlier in held.get(..at).unwrap_or_default().iter().rev() {
            if earlier.span.last.checked_add(1) != Some(person.company_from) {
                break;
            }
            same &= earlier.position == current.position;
            person.company_from = earlier.span.first;
            if same {
                person.position_from = earlier.span.first;
            }
        }
        // What is known is of the position held, too.
        let of = Some((employee, current.number));
        if self.of != of {
            self.of = of;
            self.known.clear();
        }
        Some(person)
    }

    /// Looks from another day. What is known of the person at hand stays: values do not depend on who looks when.
    pub(crate) fn move_to(&mut self, as_of: Date) {
        if self.as_of != as_of {
            self.as_of = as_of;
            self.day = Span::new(as_of, None).first;
            self.vacancies.clear();
        }
    }

    /// How the tests of a requirement come out, one by one.
    pub(crate) fn outcomes(&mut self, requirement: &Requirement, person: &Person) -> Vec<Outcome> {
        let mut outcomes = Vec::with_capacity(requirement.checks().len());
        for check in requirement.checks() {
            outcomes.push(self.outcome(check, person));
        }
        outcomes
    }

    /// Whether a requirement holds: no more is looked at than decides it.
    pub(crate) fn truth(&mut self, requirement: &Requirement, person: &Person) -> Truth {
        requirement.tree.truth(&mut |place| match requirement.check(*place) {
            Some(check) => self.outcome(check, person).truth,
            None => Truth::Unknown,
        })
    }

    /// How a test comes out.
    pub(crate) fn outcome(&mut self, check: &Check, person: &Person) -> Outcome {
        match check {
            Check::Series(check) => self.series(check, person),
            Check::Events(check) => self.events(check, person),
            Check::Achieved(check) if check.kind == AchievementKind::Award => self.awards(check, person),
            Check::Achieved(check) => self.achieved(check, person),
            Check::Tenure(of, term) => self.tenure(*of, *term, person),
            Check::Assessment(assessment, dimension, comparison, constant) => {
                self.assessment((*assessment, *dimension), (*comparison, constant), person)
            }
            Check::Vacancy(position, count) => self.vacancy(*position, *count),
            Check::CaseFree(months, kinds) => self.case_free(*months, kinds.as_deref(), person),
        }
    }

    /// The day after the last that is over: what is done on a day can be done then.
    pub(crate) fn tomorrow(&self) -> Option<i32> {
        self.day.checked_add(1)
    }

    /// The first day from which on something counts.
    fn since(&self, since: Option<Since>, person: &Person) -> Option<Date> {
        match since {
            None => None,
            Some(Since::PositionStart) => Span { first: person.position_from, last: person.position_from }.from(),
            Some(Since::Months(months)) => months_earlier(self.as_of, months).and_then(|day| day.succ_opt()),
        }
    }

    fn events(&mut self, check: &EventCheck, person: &Person) -> Outcome {
        let definition = self.policy.policy.event_kinds.get(check.kind);
        let since = self.since(check.since, person);
        let (mut met, mut open) = (0u32, 0u32);
        let mut evidence = Vec::new();
        let events = self.careers.events(person.employee, check.kind);
        let counted = events.filter(|e| e.date <= self.as_of && since.is_none_or(|since| e.date >= since));
        for event in counted.filter(|event| check.role.is_none() || event.role == check.role) {
            let mut holds = Truth::True;
            for (field, comparison, constant) in &check.filters {
                let field = definition.and_then(|kind| kind.fields.get(*field));
                let value = field.and_then(|field| {
                    let value = event.values.iter().find(|value| value.field == field.id)?;
                    field.unit.value(value.value).ok()
                });
                match value {
                    Some(value) if comparison.holds(value.cmp(constant)) => {}
                    Some(_) => {
                        holds = Truth::False;
                        break;
                    }
                    None => holds = Truth::Unknown,
                }
            }
            match holds {
                Truth::True => met += 1,
                Truth::Unknown => open += 1,
                Truth::False => {}
            }
            if self.detail {
                evidence.push(Evidence::Record { date: event.date, record: event.record.clone(), holds });
            }
        }
        self.counted(met, open, check.at_least, evidence)
    }

    /// So many of what happened, where some may count or not.
    fn counted(&self, met: u32, open: u32, need: u32, evidence: Vec<Evidence>) -> Outcome {
        let truth = Truth::of_count(met, met.saturating_add(open), need);
        let outcome = Outcome::new(truth).with_progress(share(met, need)).not_before(self.tomorrow());
        Outcome { evidence, ..outcome.lacking(|| Lack::counted("count", met, need)) }
    }

    fn awards(&mut self, check: &AchievedCheck, person: &Person) -> Outcome {
        let since = self.since(check.since, person);
        let mut met = 0;
        let mut evidence = Vec::new();
        for record in self.careers.achievements((person.employee, check.kind as usize, check.id)) {
            let counts = record.date <= self.as_of && record.result == AchievementResult::Passed;
            if counts && since.is_none_or(|since| record.date >= since) {
                met += 1;
                if self.detail {
                    let (date, record) = (record.date, record.record.clone());
                    evidence.push(Evidence::Record { date, record, holds: Truth::True });
                }
            }
        }
        self.counted(met, 0, check.count, evidence)
    }

    fn achieved(&mut self, check: &AchievedCheck, person: &Person) -> Outcome {
        let (_, list) = credentials(&self.policy.policy, check.kind);
        let definition = list.get(check.id);
        let months = definition.and_then(|definition| definition.valid_months);
        let pass_mark = definition.and_then(|definition| definition.pass_mark).map(|mark| mark.to_rational());
        let mut lack = Lack::new("not_recorded");
        let mut best: Option<(Truth, &Achievement)> = None;
        for record in self.careers.achievements((person.employee, check.kind as usize, check.id)) {
            if record.date > self.as_of {
                continue;
            }
            let mark = record.mark.map(|mark| mark.to_rational());
            let below =
                |needed: &Option<Rational>| needed.as_ref().is_some_and(|n| mark.as_ref().is_some_and(|m| m < n));
            // A day that does not exist in its month makes it last to the month's end.
            let end = months.and_then(|months| last_day(record.date, Term::Months(months)));
            let end = record.expires.or(end);
            let truth = match record.result {
                AchievementResult::InProgress => {
                    lack = Lack::new("in_progress");
                    Truth::False
                }
                AchievementResult::Failed => {
                    lack = Lack { mark, ..Lack::new("failed") };
                    Truth::False
                }
                AchievementResult::Passed if below(&pass_mark) => {
                    lack = Lack { mark, needs: pass_mark.clone(), ..Lack::new("mark_too_low") };
                    Truth::False
                }
                AchievementResult::Passed if end.is_some_and(|end| end < self.as_of) => {
                    lack = Lack { expired: end, ..Lack::new("expired") };
                    Truth::False
                }
                AchievementResult::Passed if below(&check.mark) => {
                    lack = Lack { mark, needs: check.mark.clone(), ..Lack::new("mark_too_low") };
                    Truth::False
                }
                AchievementResult::Passed if check.mark.is_some() && mark.is_none() => Truth::Unknown,
                AchievementResult::Passed => Truth::True,
            };
            let better = match (&best, truth) {
                (None, _) | (_, Truth::True) => true,
                (Some((known, _)), Truth::Unknown) => *known != Truth::True,
                (Some((known, _)), Truth::False) => *known == Truth::False,
            };
            if better {
                best = Some((truth, record));
            }
        }
        let truth = best.map_or(Truth::False, |(truth, _)| truth);
        if truth == Truth::Unknown {
            lack = Lack { needs: check.mark.clone(), ..Lack::new("mark_missing") };
        }
        let mut outcome = Outcome::new(truth).not_before(self.tomorrow()).lacking(|| lack);
        if let Some((holds, record)) = best.filter(|_| self.detail) {
            let (date, record) = (record.date, record.record.clone());
            outcome.evidence.push(Evidence::Record { date, record, holds });
        }
        outcome
    }

    /// The day on which someone has been somewhere for so long.
    pub(super) fn tenure_end(&self, of: TenureOf, term: Term, person: &Person) -> Option<Date> {
        last_day(Span { first: tenure_from(of, person), last: i32::MAX }.from()?, term)
    }

    fn tenure(&mut self, of: TenureOf, term: Term, person: &Person) -> Outcome {
        let first = tenure_from(of, person);
        let from = Span { first, last: first }.from();
        let Some(last) = self.tenure_end(of, term, person) else { return Outcome::new(Truth::Unknown) };
        let end = Span::new(last, Some(last)).last;
        let days = |last: i32| Span { first, last }.days();
        let outcome = Outcome::new((end <= self.day).into()).with_progress(share(days(self.day), days(end)));
        let outcome = outcome.not_before(end.checked_add(1)).lacking(|| {
            let until = Span { first: end.saturating_add(1), last: end }.from();
            Lack { until, ..Lack::new("time") }
        });
        let evidence = from.map(|date| Evidence::Record { date, record: None, holds: outcome.truth });
        Outcome { evidence: evidence.into_iter().collect(), ..outcome }
    }

    fn vacancy(&mut self, position: usize, need: u32) -> Outcome {
        // The same for everyone who asks.
        if let Some((_, outcome)) = self.vacancies.iter().find(|(known, _)| *known == (position, need)) {
            return outcome.clone();
        }
        // Posts become vacant on the days that vacancies begin, and are filled after the days on which they end.
        let mut changes: Vec<(i32, i64)> = Vec::new();
        let mut open = 0i64;
        for (span, vacancy) in self.careers.vacancies(position) {
            let count = i64::from(vacancy.count);
            if span.last < self.day {
                continue;
            }
            if span.first > self.day {
                changes.push((span.first, count));
            } else {
                open += count;
            }
            changes.extend(span.last.checked_add(1).map(|after| (after, -count)));
        }
        crate::sort::sort_by(&mut changes, |a, b| a.0.cmp(&b.0));
        let have = u32::try_from(open).unwrap_or(u32::MAX);
        let mut earliest = None;
        for (number, (day, count)) in changes.iter().enumerate() {
            open += count;
            let is_last_of_day = changes.get(number + 1).is_none_or(|(next, _)| next != day);
            if is_last_of_day && open >= i64::from(need) {
                earliest = Some(*day);
                break;
            }
        }
        let outcome = Outcome::new((have >= need).into()).with_progress(share(have, need));
        let outcome = outcome.not_before(earliest).lacking(|| Lack::counted("vacancy", have, need));
        self.vacancies.push(((position, need), outcome.clone()));
        outcome
    }

    fn case_free(&mut self, months: u32, kinds: Option<&[Id]>, person: &Person) -> Outcome {
        let mut outcome = Outcome::new(Truth::True);
        let mut earliest = Some(self.day);
        for case in self.careers.cases(person.employee) {
            // A case whose kind is not recorded may be of any.
            let of_kind = match (kinds, &case.kind) {
                (None, _) => Truth::True,
                (Some(kinds), Some(kind)) => kinds.contains(kind).into(),
                (Some(_), None) => Truth::Unknown,
            };
            let counts = of_kind != Truth::False;
            if !counts || case.opened > self.as_of {
                continue;
            }
            let closed = case.closed.filter(|closed| *closed <= self.as_of);
            // The months begin on the day after.
            let free = closed.and_then(|closed| last_day(closed.succ_opt()?, Term::Months(months)));
            if free.is_some_and(|free| free <= self.as_of) {
                continue;
            }
            let record = case.record.clone();
            let holds = of_kind.not();
            outcome.evidence.push(Evidence::Record { date: case.opened, record, holds });
            // What is known outweighs what is not.
            if outcome.truth == Truth::False && holds == Truth::Unknown {
                continue;
            }
            outcome.truth = holds;
            outcome.progress = holds.progress();
            outcome.missing = Some(Lack {
                opened: Some(case.opened),
                closed,
                until: free.and_then(|d| d.succ_opt()),
                ..Lack::new("open_case")
            });
            // An open case ends nobody knows when.
            let day = free.map(|free| Span::new(free, Some(free)).last);
            earliest = earliest.zip(day).map(|(known, day)| known.max(day));
        }
        outcome.not_before(earliest.and_then(|day| day.checked_add(1)))
    }
}

fn tenure_from(of: TenureOf, person: &Person) -> i32 {
    match of {
        TenureOf::Position => person.position_from,
        TenureOf::Company => person.company_from,
    }
}

/// The last day of a length of time that begins on a day.
pub(crate) fn last_day(from: Date, term: Term) -> Option<Date> {
    use chrono::Datelike as _;
    match term {
        Term::Days(days) => from.checked_add_days(chrono::Days::new(u64::from(days.max(1)) - 1)),
        Term::Months(months) => {
            let later = months_later(from, months)?;
            // A day that does not exist in that month: the months end with the month.
            if later.day() == from.day() { later.pred_opt() } else { Some(later) }
        }
    }
}
